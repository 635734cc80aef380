// Exact fractions on BigInt for what decimals cannot hold (a third of an hour); decimal.js reads and rounds decimals.
import { Decimal } from 'decimal.js';

// Ties are decimals of few digits, so a quotient of 200 digits can only round wrongly if its denominator is astronomic.
const Wide = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP });

export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export function fraction(over: bigint, under = 1n): Fraction {
  if (under === 0n) throw new Error('division by zero');
  const sign = under < 0n ? -1n : 1n;
  const shared = gcd(over < 0n ? -over : over, under < 0n ? -under : under) || 1n;
  return { over: (sign * over) / shared, under: (sign * under) / shared };
}

/** Reads a decimal (`-1.50`), a fraction (`1/3`) or a whole number. */
export function read(value: string | number | bigint): Fraction {
  if (typeof value !== 'string') return fraction(BigInt(value));
  const [over, under] = value.split('/');
  if (under !== undefined) return fraction(BigInt(over!), BigInt(under));
  const decimal = new Wide(value);
  const places = decimal.decimalPlaces();
  return fraction(BigInt(decimal.times(new Wide(10).pow(places)).toFixed(0)), 10n ** BigInt(places));
}

export const zero = fraction(0n);
export const one = fraction(1n);
export const plus = (a: Fraction, b: Fraction) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
const negative = (a: Fraction) => fraction(-a.over, a.under);
export const minus = (a: Fraction, b: Fraction) => plus(a, negative(b));
export const times = (a: Fraction, b: Fraction) => fraction(a.over * b.over, a.under * b.under);
export const divided = (a: Fraction, b: Fraction) => fraction(a.over * b.under, a.under * b.over);
export const sum = (all: readonly Fraction[]) => all.reduce(plus, zero);
/** Negative, zero or positive as a is less than, equal to or more than b. */
export const compare = (a: Fraction, b: Fraction) => Number(minus(a, b).over > 0n) - Number(minus(a, b).over < 0n);
export const least = (a: Fraction, b: Fraction) => (compare(a, b) <= 0 ? a : b);
export const most = (a: Fraction, b: Fraction) => (compare(a, b) >= 0 ? a : b);
export const positive = (a: Fraction) => a.over > 0n;
/** Whole steps contained in a value that is not negative. */
export const wholeSteps = (a: Fraction, step: Fraction) => fraction(divided(a, step).over / divided(a, step).under);
export const percent = (a: Fraction, of: Fraction) => divided(times(a, of), read(100));
export const text = (a: Fraction) => (a.under === 1n ? `${a.over}` : `${a.over}/${a.under}`);

/** Rounded to so many digits, half away from zero. */
export function rounded(a: Fraction, digits: number): string {
  const value = new Wide(a.over.toString()).div(a.under.toString()).toDecimalPlaces(digits);
  return (value.isZero() ? new Wide(0) : value).toFixed(digits);
}
