// Prices one order after another, and makes ready what the loop over its rows reads.

import { daysOf } from '../asking/validity.ts';
import type { Ir } from '../ir.ts';
import { item, type Run } from '../pricing/run.ts';
import type { Agreement, Batch, Narrow, Terms } from './agreement.ts';
import { createAllowance } from './allowance.ts';
import { bench } from './bench.ts';
import { grown } from './cells.ts';
import type { WorkColumns } from './columns.ts';
import { createBases } from './digits.ts';
import { TROUBLE } from './grid.ts';
import { type Halt, wide } from './halt.ts';
import { createPriceLater, type PriceLater } from './later-parts.ts';
import { closeLines, type Lines, reserveLines, uniteLines } from './lines.ts';
import { createOwnCells } from './own-cells.ts';
import type { Group } from './partition.ts';
import { growParts } from './parts.ts';
import { createRows } from './rows.ts';
import { createGroupings } from './scopes.ts';
import { createShared } from './shared.ts';
import { NO_LINE, reserveTold, type Told, tell } from './told.ts';
import { inTurn, sortByStart } from './turns.ts';
import { unknownWords, unreadable } from './vocabulary.ts';
import type { Span, Together, Work } from './work.ts';

export interface Kernel {
  /** Forgets all lines and takes other work, whose lines begin anew. */
  begin(batch: Batch): void;
  /** Adds the lines of the order's work: their sum in minor units, or why columns cannot price it. */
  order(run: Run, groups: readonly Group[]): number | string;
}

/** Adds to `lines`, and to `told` where parts are kept. Everything that it needs is kept for the next work. */
export function createKernel(agreement: Agreement, lines: Lines, told: Told | undefined): Kernel {
  const { quantities, tariffs, plan, book } = agreement;
  const { parts, steps } = bench();
  const gathers = plan.ir.agreement.lines;
  const none: WorkColumns = { rows: 0, start: new Float64Array(0) };
  let batch = batchOf(plan.ir, { columns: none, rows: createRows(plan.ir, none) });
  let newest = new Int32Array(0);
  /** Of each item whether it is of work. */
  let works = new Uint8Array(0);
  /** Rows that are priced, or were tried. */
  let done = 0;

  function price(run: Run, terms: Terms, { subject, rows: given }: Group): string | undefined {
    const { columns, isOdd, unknown, bases, groupings, workOf: ownWork } = batch;
    if (subject === undefined) return 'the agreement does not have the subject of a row';
    if (isOdd !== undefined && given.some(isOdd)) return 'a number, an instant or a cost of a row cannot be read';
    const isUnknown = unknown(run.order);
    if (isUnknown !== undefined && given.some(isUnknown))
      return 'a row says something that the agreement does not know, or otherwise than the order';
    const narrow = agreement.subject(run, subject);
    if (typeof narrow === 'string') return narrow;
    const { timeline, allowance, stated, isLater } = narrow;
    if (!((timeline.starts.at(-1) as number) <= Number.MAX_SAFE_INTEGER / narrow.scale))
      return 'quantities have no common denominator';
    const grid = terms.grid(run, narrow);
    const grants = terms.grants(narrow);
    const rows = sortByStart(columns, given);
    const before = done;
    done += rows.length;
    const [firstLine, firstTold] = [lines.count, told?.count ?? 0];
    /** Kept as long as nothing is priced anew: it knows what was charged before. */
    const later = (known?: PriceLater): PriceLater | undefined =>
      known ??
      (isLater || stated !== undefined || grid.hasLater()
        ? createPriceLater({ run, columns, narrow, parts, book })
        : undefined);
    const places = bases.of(narrow, rows);
    if (places === undefined) return 'there are too many situations';
    if (narrow.digits.met !== undefined) grid.reserve(narrow.digits.met.size * timeline.samples.length);
    const workOf = (together: Together): Work => ({
      columns,
      narrow,
      agreement,
      isTimed: item(plan.ir.subjects, subject).kind === 'activity',
      rows,
      bases: places,
      span: spanOf(run, narrow),
      answers: grid.work,
      allowance:
        allowance === undefined || grants === undefined
          ? undefined
          : createAllowance(run, timeline, grants, quantities, allowance.carries),
      together,
      shared: createShared({
        run,
        columns,
        narrow,
        grid,
        groupings,
        cells: book.cells,
        rules: tariffs.rules,
        parts,
        steps,
        lines,
      }),
      ownCells:
        stated &&
        createOwnCells({
          run,
          columns,
          subject,
          timeline,
          stated,
          workOf: ownWork,
          parts,
          tariffs,
          book,
          known: grid.own,
        }),
      priceLater: later(),
      before,
      firstLine,
      parts,
      lines,
      told,
      newest: reserveNewest(timeline.width),
    });
    let work = workOf(togetherOf(narrow));
    for (parts.begun = 0; parts.begun < rows.length; ) {
      const halt = block(work);
      if (halt === undefined) {
        parts.begun = parts.end;
        continue;
      }
      switch (halt.kind) {
        case 'parts':
          growParts(parts);
          break;
        case 'place':
          if (grid.work.resolve(halt.row, halt.place) === TROUBLE) return grid.work.why;
          work = { ...work, newest: reserveNewest(timeline.width), priceLater: later(work.priceLater) };
          break;
        case 'again':
          work = { ...work, newest: reserveNewest(timeline.width) };
          break;
        case 'whole':
          forget(firstLine, firstTold);
          work = workOf({ ...togetherOf(narrow), by: undefined, isWhole: true });
          parts.begun = 0;
          break;
        case 'wide':
          return halt.why;
      }
    }
    return undefined;
  }

  /** The rows from `parts.begun` on, as many as are priced together. Until they are drawn, nothing but parts is written. */
  function block(work: Work): Halt | undefined {
    const { narrow, shared, allowance, ownCells, priceLater } = work;
    const halt = steps().cut(work) ?? ownCells?.() ?? shared?.count();
    if (halt !== undefined) return halt;
    const order = shared?.order ?? inTurn(parts, narrow.timeline);
    if (allowance !== undefined && !steps().draw(order, narrow.timeline, book.cells, allowance, narrow.hasStarts))
      return wide('what is granted is not known, or no whole number');
    const unpriced = priceLater?.(order);
    if (unpriced !== undefined) return unpriced;
    reserve(work);
    const failed = steps().charge(work) ?? shared?.limit();
    if (failed === undefined && told !== undefined) tell(told, parts, narrow);
    return failed;
  }

  function togetherOf({ counted, starts, limits, wholes }: Narrow): Together {
    const overs = [...(counted === undefined ? [] : [counted.over]), ...(starts === undefined ? [] : [starts.over])];
    const all = [...overs, ...limits.map(({ over }) => over), ...wholes];
    const scopes = all.flatMap((over) => (over.kind === 'key' ? [over.column] : []));
    const isLong = all.some(({ kind }) => kind !== 'key' && kind !== 'entry');
    const jobs = gathers === 'job' ? batch.groupings('job') : undefined;
    const [column, ...others] = new Set(jobs === undefined ? scopes : [...scopes, 'job']);
    const isWhole = others.length > 0 || isLong;
    return {
      by: column === undefined || isWhole ? undefined : batch.groupings(column),
      isWhole,
      gathers: gathers === 'month' ? 'all' : jobs === undefined ? 'row' : 'job',
      jobs,
    };
  }

  function reserveNewest(width: number): Int32Array {
    const size = tariffs.items.length * width;
    if (size > newest.length) newest = grown(newest, new Int32Array(2 * size).fill(-1));
    if (tariffs.items.length !== works.length) works = Uint8Array.from(tariffs.items, ({ isWork }) => Number(isWork));
    return newest;
  }

  /** Room for more lines and parts: for all that is known, so many times as many as there are will be needed in the end. */
  function reserve({ narrow: { hasStarts, limits }, before }: Work): void {
    const likely = (1.05 * batch.columns.rows) / Math.max(before + parts.begun, 1);
    const most = (parts.count + (hasStarts ? parts.cut : 0)) * book.cells.widest + parts.cut * limits.length;
    reserveLines(lines, lines.count + most, likely * lines.count);
    if (told !== undefined) reserveTold(told, told.count + parts.count, likely * told.count);
  }

  /** As if no more than so many had been added. */
  function forget(count: number, countTold: number): void {
    newest.fill(-1);
    lines.count = count;
    if (told !== undefined) told.count = countTold;
  }

  return {
    begin: (next) => {
      batch = batchOf(plan.ir, next);
      done = 0;
      forget(0, 0);
      lines.largest = 0;
    },
    order: (run, groups) => {
      const first = lines.count;
      const firstTold = told?.count ?? 0;
      const terms = agreement.terms(run);
      let why: string | undefined;
      for (const group of groups) why ??= price(run, terms, group);
      if (groups.length > 1 && gathers !== 'entry') uniteLines(lines, first, tariffs.items, batch.sourceOf);
      const rounding = agreement.rounding();
      const count = lines.count;
      const moved = told === undefined ? undefined : new Uint32Array(count - first);
      const sum =
        why !== undefined || rounding === undefined ? undefined : closeLines(lines, first, works, rounding, moved);
      if (sum === undefined) {
        forget(first, firstTold);
        return why ?? 'an amount is too large';
      }
      if (lines.count < count) newest.fill(-1);
      if (told !== undefined && moved !== undefined && lines.count < count) {
        for (let at = firstTold; at < told.count; at += 1) {
          const line = told.line[at] as number;
          if (line !== NO_LINE) told.line[at] = moved[line - first] as number;
        }
      }
      return sum;
    },
  };
}

/** Rows must lie between known instants, and begin on a day of the order and of the agreement (meaning Q8). */
function spanOf({ ir, zone, orderDays }: Run, { timeline: { origin, starts } }: Narrow): Span {
  const valid = daysOf({ from: ir.agreement.validFrom, until: ir.agreement.validUntil });
  const startOf = (day: number): number => (Number.isFinite(day) ? zone.startOfDay(day) - origin : day);
  const close = starts.at(-1) as number;
  const within = (at: number): number => Math.min(Math.max(at, 0), close);
  return {
    low: within(startOf(Math.max(orderDays.from, valid.from))),
    high: within(startOf(Math.min(orderDays.until, valid.until))),
    close,
  };
}

/** Columns, and what is asked of them again and again. */
function batchOf(ir: Ir, { columns, rows }: Batch) {
  return {
    columns,
    isOdd: unreadable(columns),
    unknown: unknownWords(ir, columns),
    bases: createBases(columns, rows),
    groupings: createGroupings(columns),
    sourceOf: rows.sourceOf,
    workOf: rows.workOf,
  };
}
