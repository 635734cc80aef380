// What discounts, surcharges and limits rest on: the charges of each piece, and the start prices.

import { Rational } from '../exact.ts';
import { amountOf, type Charge, type Charges } from './charge.ts';
import { charged, type Piece } from './pieces.ts';
import type { Run } from './run.ts';
import type { Started } from './start.ts';
import { type Tax, vatOn } from './vat.ts';

/** The charges of a piece, or the start price that it opened. */
export interface Base {
  readonly piece: Piece;
  readonly isStart: boolean;
  /** Charged quantity; none for a start price. */
  readonly quantity: Rational;
  /** What the price is made of, in the order of the quantity. */
  readonly charges: readonly Pick<Charge, 'quantity' | 'amount'>[];
  /** What it costs, from step to step: after its charges, after discounts, after surcharges. */
  readonly price: Rational;
  discounted: Rational;
  surcharged: Rational;
}

/** What rests on it bears its rate of VAT (meaning M5). */
export function vatOfBase(run: Run, { isStart, piece }: Pick<Base, 'isStart' | 'piece'>): Tax | undefined {
  return vatOn(run, isStart ? 'start' : { subject: piece.work.subjectIndex }, piece.postedOn);
}

export function basesOf(pieces: readonly Piece[], charges: Charges, started: readonly Started[]): Base[] {
  const base = (piece: Piece, isStart: boolean, quantity: Rational, price: Rational): Base => {
    const own = isStart ? [] : (charges.get(piece) ?? []);
    return { piece, isStart, quantity, charges: own, price, discounted: price, surcharged: price };
  };
  return [
    ...pieces.map((piece) => base(piece, false, charged(piece), amountOf(charges, piece))),
    ...started.map(({ first, amount }) => base(first, true, Rational.zero, amount)),
  ];
}
