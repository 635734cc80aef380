// Exact fractions: the only arithmetic for money, ratios and quantities.
import type { Decimal } from './ir.ts';
import type { Fraction } from './results.ts';

/** What a fraction can be made of: decimal text, a whole JavaScript number, or a bigint. */
export type Exact = Decimal | number | bigint;

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /^(-?\d+)\/([1-9]\d*)$/;

/** Whether the text is a decimal as the IR and the facts write it: `650`, `-0.5`. */
export function isDecimal(text: unknown): text is Decimal {
  return typeof text === 'string' && DECIMAL.test(text);
}

/** A fraction of whole numbers in lowest terms. Immutable; the denominator is positive. */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  // INVARIANT: in lowest terms, so that equal fractions have equal parts. Only `reduced` and `of` call this.
  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  static readonly zero: Rational = new Rational(0n, 1n);
  static readonly one: Rational = new Rational(1n, 1n);

  /**
   * `Rational.of('650.50')`, `Rational.of(7200, 3600)`. A wrong text, a number that is not whole and a zero divisor are
   * mistakes of the caller (facts and IR are checked before) and throw a RangeError.
   */
  static of(value: Exact, per: Exact = 1n): Rational {
    const top = scaled(value);
    if (per === 1n) return Rational.reduced(top.digits, top.scale);
    const bottom = scaled(per);
    return Rational.reduced(top.digits * bottom.scale, top.scale * bottom.digits);
  }

  /** Reads what `toString` writes (`3`, `-1/3`), and decimals. Throws a RangeError for any other text. */
  static parse(text: Fraction): Rational {
    if (!text.includes('/')) return Rational.of(text);
    const parts = FRACTION.exec(text);
    return parts === null ? Rational.of(text) : Rational.reduced(BigInt(parts[1] ?? ''), BigInt(parts[2] ?? ''));
  }

  static sum(terms: Iterable<Rational>): Rational {
    let total = Rational.zero;
    for (const term of terms) total = total.plus(term);
    return total;
  }

  private static reduced(numerator: bigint, denominator: bigint): Rational {
    if (denominator === 0n) throw new RangeError('A fraction needs a denominator other than 0.');
    if (denominator < 0n) return Rational.reduced(-numerator, -denominator);
    if (denominator === 1n) return new Rational(numerator, 1n);
    const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
    return new Rational(numerator / divisor, denominator / divisor);
  }

  plus(other: Rational): Rational {
    if (other.isZero()) return this;
    if (this.isZero()) return other;
    if (this.denominator === other.denominator) {
      return Rational.reduced(this.numerator + other.numerator, this.denominator);
    }
    return Rational.reduced(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(other.negate());
  }

  times(other: Rational): Rational {
    return Rational.reduced(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws a RangeError where `other` is zero. */
  over(other: Rational): Rational {
    return Rational.reduced(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negate(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  /** Negative, zero or positive, as `Array.sort` wants it. */
  compare(other: Rational): -1 | 0 | 1 {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  sign(): -1 | 0 | 1 {
    return this.numerator < 0n ? -1 : this.numerator > 0n ? 1 : 0;
  }

  min(other: Rational): Rational {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Rational): Rational {
    return this.compare(other) >= 0 ? this : other;
  }

  /** The largest whole number not above this. */
  floor(): Rational {
    const quotient = this.numerator / this.denominator;
    const below = this.numerator < 0n && quotient * this.denominator !== this.numerator;
    return new Rational(below ? quotient - 1n : quotient, 1n);
  }

  /** The smallest whole number not below this. */
  ceil(): Rational {
    return this.negate().floor().negate();
  }

  /** Rounded to so many decimals, half away from zero (meaning M3). */
  round(digits: number): Rational {
    if (this.denominator === 1n) return this;
    const scale = 10n ** BigInt(digits);
    const size = this.numerator < 0n ? -this.numerator : this.numerator;
    const rounded = (2n * size * scale + this.denominator) / (2n * this.denominator);
    return Rational.reduced(this.numerator < 0n ? -rounded : rounded, scale);
  }

  /** Fraction text in lowest terms: `3`, `-1/3`. */
  toString(): Fraction {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }

  /** With exactly so many decimals, rounded half away from zero: `1997.50`. */
  toDecimal(digits: number): Decimal {
    const rounded = this.round(digits);
    const shifted = (rounded.numerator * 10n ** BigInt(digits)) / rounded.denominator;
    const text = (shifted < 0n ? -shifted : shifted).toString().padStart(digits + 1, '0');
    const point = text.length - digits;
    return `${shifted < 0n ? '-' : ''}${text.slice(0, point)}${digits > 0 ? `.${text.slice(point)}` : ''}`;
  }

  /** The exact decimal without needless zeros, or undefined where there is none (1/3). */
  exactDecimal(): Decimal | undefined {
    let rest = this.denominator;
    let digits = 0;
    for (; rest % 10n === 0n; digits += 1) rest /= 10n;
    for (; rest % 2n === 0n; digits += 1) rest /= 2n;
    for (; rest % 5n === 0n; digits += 1) rest /= 5n;
    return rest === 1n ? this.toDecimal(digits) : undefined;
  }

  /** The whole number as a JavaScript number, or undefined where it is none or too large to be exact. */
  toInteger(): number | undefined {
    const value = Number(this.numerator);
    return this.denominator === 1n && Number.isSafeInteger(value) ? value : undefined;
  }
}

/** Whether `Rational.parse` reads it. */
export function isExact(value: unknown): value is string {
  return isDecimal(value) || (typeof value === 'string' && FRACTION.test(value));
}

/** The value as digits ÷ scale. */
function scaled(value: Exact): { digits: bigint; scale: bigint } {
  if (typeof value === 'bigint') return { digits: value, scale: 1n };
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`);
    return { digits: BigInt(value), scale: 1n };
  }
  if (!isDecimal(value)) throw new RangeError(`"${value}" is not a decimal number.`);
  const point = value.indexOf('.');
  if (point < 0) return { digits: BigInt(value), scale: 1n };
  return { digits: BigInt(value.replace('.', '')), scale: 10n ** BigInt(value.length - point - 1) };
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let left = a;
  let right = b;
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
