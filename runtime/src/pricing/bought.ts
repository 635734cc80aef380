// The money of the work that a start price buys: deducted from what the work comes to (meaning P6).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Base } from './bases.ts';
import type { Contribution } from './lines.ts';
import type { Piece } from './pieces.ts';
import { clauseName } from './run.ts';
import type { Started } from './start.ts';

/** After surcharges, in order of time, never more than the work came to. */
export function deductBought(started: readonly Started[], bases: readonly Base[]): Contribution[] {
  if (!started.some(({ clause }) => clause.buys.some(({ kind }) => kind === 'money'))) return [];
  const work = new Map<Piece, Base>(bases.flatMap((base) => (base.isStart ? [] : [[base.piece, base]])));
  return started.flatMap(({ clause, pieces }) =>
    clause.buys.flatMap((buy) => {
      if (buy.kind !== 'money') return [];
      let left = Rational.of(buy.amount);
      return pieces.flatMap((piece): Contribution[] => {
        const base = work.get(piece);
        if (base === undefined || piece.work.subjectIndex !== buy.subject) return [];
        const taken = left.min(base.surcharged);
        if (taken.sign() <= 0) return [];
        left = left.minus(taken);
        base.surcharged = base.surcharged.minus(taken);
        const amount = taken.negate();
        const text = `${numberText(taken)} of the work is bought with the start price (${clauseName(clause)})`;
        const trace = {
          what: 'bought' as const,
          clause: clause.id,
          amount: amount.toString(),
          unit: 'money',
          text,
        };
        return [{ kind: 'bought', subject: piece.work.subject.id, clause, piece, amount, trace }];
      });
    }),
  );
}
