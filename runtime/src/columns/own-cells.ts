// Prices that follow from a number or a cost that the row itself states: a cell for each that is stated (meanings P3, P5).

import { isDecimal, Rational } from '../exact.ts';
import type { Index, Instant } from '../ir.ts';
import { defaultsOf } from '../pricing/derived.ts';
import type { Work } from '../pricing/pieces.ts';
import { isTrouble, type Run } from '../pricing/run.ts';
import type { CellBook } from './cells.ts';
import type { WorkColumns } from './columns.ts';
import { type Halt, wide } from './halt.ts';
import type { Parts } from './parts.ts';
import { decimalOf, type Rows, textAt } from './rows.ts';
import type { Stated } from './special-prices.ts';
import type { Tariffs } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

/** Gives each part of the block that was cut the cell of what its row states. */
export type OwnCells = () => Halt | undefined;

export interface OwnCellsOf {
  readonly run: Run;
  readonly columns: WorkColumns;
  readonly subject: Index;
  readonly timeline: Timeline;
  readonly stated: Stated;
  readonly workOf: Rows['workOf'];
  readonly parts: Parts;
  readonly tariffs: Tariffs;
  readonly book: CellBook;
  readonly known: Known;
}

/** By the cell of the situation and what is stated. */
export type Known = Map<string, number>;

/** More prices than this are not kept. */
const MOST = 1 << 16;

export function createOwnCells(of: OwnCellsOf): OwnCells {
  const { run, columns, subject, timeline, stated, workOf, parts, tariffs, book, known } = of;
  const { samples, atoms } = timeline;
  const defaults = defaultsOf(run);
  const numbers = stated.numbers.map((id) => columns.numbers?.[id]);
  const costs = stated.cost ? columns.cost : undefined;

  function keyOf(part: number): string {
    const row = parts.row[part] as number;
    const said = numbers.map((column) => column?.[row] ?? Number.NaN).join(' ');
    const cost = costs === undefined ? '' : `${textAt(costs, row)} ${columns.quantity?.[row] ?? 1}`;
    return `${parts.cell[part]} ${said} ${cost}`;
  }

  /** The row as work of which one unit costs the provider so much. */
  function ownWork(row: number): Work {
    const work = workOf(row, subject);
    const text = costs === undefined ? undefined : textAt(costs, row);
    const quantity = Rational.of(decimalOf(columns.quantity?.[row] ?? 1));
    const cost =
      text === undefined || !isDecimal(text) || quantity.isZero() ? undefined : Rational.of(text).over(quantity);
    return { ...work, numbers: { ...defaults, ...work.numbers }, cost };
  }

  function makeOne(part: number): number | string {
    if (known.size >= MOST) return 'there are too many different prices';
    const at: Instant = samples[atoms[parts.stretch[part] as number] as number] as Instant;
    const made = tariffs.tariff(run, ownWork(parts.row[part] as number), at);
    if (isTrouble(made)) return made.message;
    return book.add(made) ?? 'the amounts have no common denominator';
  }

  return () => {
    let halt: Halt | undefined;
    for (let part = 0; part < parts.cut; part += 1) {
      const key = keyOf(part);
      let cell = known.get(key);
      if (cell === undefined) {
        const made = makeOne(part);
        if (typeof made === 'string') return wide(made);
        cell = made;
        known.set(key, cell);
        halt = { kind: 'again' };
      }
      parts.cell[part] = cell;
    }
    return halt;
  };
}
