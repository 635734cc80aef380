// Cuts rows where the situation may change, and looks up what a unit of each part comes to (meaning C1).

import { daysOf } from '../asking/validity.ts';
import { item, type Run } from '../pricing/run.ts';
import type { Narrow } from './agreement.ts';
import type { WorkColumns } from './columns.ts';
import { type Grid, TROUBLE } from './grid.ts';
import { type Parts, reserve } from './parts.ts';

/** The parts of the rows, those of each together; or why columns cannot price them. */
export function cut(
  columns: WorkColumns,
  run: Run,
  { subject, timeline }: Narrow,
  grid: Grid,
  rows: Uint32Array,
  parts: Parts,
): string | undefined {
  const { start, end = start, quantity } = columns;
  const { starts, atoms, hours } = timeline;
  const { cells: known, bases } = grid;
  const isTimed = item(run.ir.subjects, subject).kind === 'activity';
  const origin = starts[0] as number;
  const { low, high, close } = limitsOf(run, starts);
  reserve(parts, 2 * rows.length);
  let { row: ofRow, from: begins, stretch: stretches, cell: cells, counted } = parts;
  let size = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const begun = start[row] as number;
    const ended = isTimed ? (end[row] as number) : begun;
    if (!(begun >= low && begun < high && ended >= begun && ended < close))
      return 'a row lies outside of what is known';
    if (Math.floor(begun) !== begun || Math.floor(ended) !== ended) return 'a time is not a whole number of seconds';
    const base = bases[row] as number;
    let stretch = hours[((begun - origin) / 3600) | 0] as number;
    while ((starts[stretch + 1] as number) <= begun) stretch += 1;
    for (let from = begun; ; stretch += 1) {
      const border = starts[stretch + 1] as number;
      const until = Math.min(border, ended);
      const place = base + (atoms[stretch] as number);
      let cell = known[place] as number;
      if (cell < 0) {
        cell = grid.resolve(row, place);
        if (cell === TROUBLE) return grid.why;
      }
      if (size === ofRow.length) {
        reserve(parts, size + 1);
        ({ row: ofRow, from: begins, stretch: stretches, cell: cells, counted } = parts);
      }
      ofRow[size] = row;
      begins[size] = from;
      stretches[size] = stretch;
      cells[size] = cell;
      counted[size] = until - from;
      size += 1;
      if (until === ended) break;
      from = until;
    }
  }
  parts.cut = size;
  parts.count = size;
  parts.posted.length = 0;
  parts.postedAt.length = 0;
  return isTimed ? undefined : takeQuantities(parts, quantity);
}

/** Of what happens at an instant. */
function takeQuantities({ row, counted, cut }: Parts, quantity: Float64Array | undefined): string | undefined {
  for (let part = 0; part < cut; part += 1) {
    const said = quantity === undefined ? 1 : (quantity[row[part] as number] as number);
    if (!(said >= 0 && Math.floor(said) === said)) return 'a quantity is not whole';
    counted[part] = said;
  }
  return undefined;
}

/** The instants between which a row may lie: known, and on a day of the order and of the agreement (meaning Q8). */
function limitsOf({ ir, zone, orderDays }: Run, starts: Float64Array) {
  const valid = daysOf({ from: ir.agreement.validFrom, until: ir.agreement.validUntil });
  const startOf = (day: number): number => (Number.isFinite(day) ? zone.startOfDay(day) : day);
  const close = starts.at(-1) ?? 0;
  return {
    low: Math.max(starts[0] ?? 0, startOf(Math.max(orderDays.from, valid.from))),
    high: Math.min(close, startOf(Math.min(orderDays.until, valid.until))),
    close,
  };
}
