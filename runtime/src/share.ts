// A share of fees, exactly and in words: `25%` and `1/30`; and points that are added to a percentage.
import { Rational } from './exact.ts';
import type { Decimal, PercentOfFee } from './ir.ts';

type Share = Pick<PercentOfFee, 'percent' | 'over'>;

export function shareOf({ percent, over = '1' }: Share): Rational {
  return Rational.of(percent, 100).over(Rational.of(over));
}

/** As agreements write it: a share that is a fraction is stated as one. */
export function shareWords({ percent, over }: Share): string {
  return over === undefined ? `${percent}%` : `${Rational.of(percent, 100).exactDecimal() ?? percent}/${over}`;
}

/** What is added to a percentage that others publish: ` +2%`, ` -1%`. */
export function pointsWords(plus: Decimal | undefined): string {
  if (plus === undefined) return '';
  return plus.startsWith('-') ? ` ${plus}%` : ` +${plus}%`;
}
