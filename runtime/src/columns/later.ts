// Prices that are known once it is known what is charged, as cells: those of each step, and what is paid once (meanings P3, P4).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import type { Index } from '../ir.ts';
import type { CellBook } from './cells.ts';
import type { Climbed, PricedStep, Steps, Tariff } from './tariffs.ts';

/** What a cell is that has no price of its own. */
export type Later = LaterSteps | LaterParts;

export interface LaterSteps extends Pick<Steps, 'kind' | 'by' | 'number' | 'climbs'> {
  /** A number for what is climbed and paid together. */
  readonly of: number;
  readonly scope: Index | undefined;
  readonly steps: readonly LaterStep[];
}

export interface LaterStep {
  /** In the quantity scale, and as numbers are stated; infinite where there is none. */
  readonly bound: number;
  readonly number: number;
  readonly isIncluded: boolean;
  /** Cells; -1: there is no such. */
  readonly unit: number;
  readonly once: number;
  readonly nothing: number;
  readonly why: string;
}

/** So much of each of these cells, in the quantity scale. */
export interface LaterParts extends Pick<Climbed, 'kind'> {
  readonly parts: readonly { readonly quantity: number; readonly cell: number }[];
}

export interface LaterBook extends CellBook {
  /** By cell. */
  readonly later: readonly (Later | undefined)[];
}

export function withLater(book: CellBook, scale: number): LaterBook {
  const later: (Later | undefined)[] = [];
  const names = new Map<string, number>();
  const numberOf = once((name: string) => names.set(name, names.size).size - 1);
  const cellOf = (shares: Tariff['shares'], isBeside = false): number | undefined =>
    book.add({ rule: -1, shares, isBeside });

  function stepOf({ to, shares, once, nothing }: PricedStep, isBeside: boolean): LaterStep | undefined {
    const unit = typeof shares === 'string' ? -1 : cellOf(shares);
    const paid = once === undefined ? -1 : cellOf(once, isBeside);
    const free = cellOf(nothing);
    const bound = to === undefined ? Infinity : Rational.of(to.bound).times(Rational.of(scale)).toInteger();
    if (unit === undefined || paid === undefined || free === undefined || bound === undefined) return undefined;
    return {
      bound,
      number: to === undefined ? Infinity : Number(to.bound),
      isIncluded: to?.included === true,
      unit,
      once: paid,
      nothing: free,
      why: typeof shares === 'string' ? shares : '',
    };
  }

  function laterOf(made: Steps | Climbed): Later | undefined {
    if (made.kind === 'climbed') {
      const parts = made.parts.map(({ quantity, shares }) => ({
        quantity: quantity.times(Rational.of(scale)).toInteger(),
        cell: cellOf(shares),
      }));
      const whole = parts.flatMap(({ quantity, cell }) =>
        quantity === undefined || cell === undefined ? [] : [{ quantity, cell }],
      );
      return whole.length === parts.length ? { kind: 'climbed', parts: whole } : undefined;
    }
    const steps = made.steps.flatMap((step) => stepOf(step, made.by !== 'once') ?? []);
    if (steps.length < made.steps.length) return undefined;
    const { kind, by, number, of, scope, climbs } = made;
    return { kind, by, climbs, of: numberOf(of), scope, steps, ...(number === undefined ? {} : { number }) };
  }

  return {
    ...book,
    later,
    add: (made) => {
      if (!('later' in made) || made.later === undefined) return book.add(made);
      const found = laterOf(made.later);
      const cell = found && book.add(made);
      if (cell !== undefined) later[cell] = found;
      return cell;
    },
  };
}
