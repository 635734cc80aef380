// Exact fractions: the only arithmetic for money, ratios and quantities.
import type { Decimal } from './ir.ts';
import { recently } from './recent.ts';
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
  // INVARIANT: lowest terms, so that equal fractions have equal parts. Where a part is no safe integer, and only there,
  // `wide` has them and both numbers are NaN: nothing that is computed with them is safe, so bigints compute it again.
  private readonly top: number;
  private readonly bottom: number;
  private readonly wide: Parts | undefined;

  private constructor(top: number, bottom: number, wide?: Parts) {
    this.top = top;
    this.bottom = bottom;
    this.wide = wide;
  }

  static readonly zero: Rational = new Rational(0, 1);
  static readonly one: Rational = new Rational(1, 1);

  get numerator(): bigint {
    return this.wide?.numerator ?? BigInt(this.top);
  }

  get denominator(): bigint {
    return this.wide?.denominator ?? BigInt(this.bottom);
  }

  /**
   * `Rational.of('650.50')`, `Rational.of(7200, 3600)`. A wrong text, a number that is not whole and a zero divisor are
   * mistakes of the caller (facts and IR are checked before) and throw a RangeError.
   */
  static of(value: Exact, per?: Exact): Rational {
    const top = Rational.read(value);
    return per === undefined ? top : top.over(Rational.read(per));
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

  private static read(value: Exact): Rational {
    if (typeof value === 'bigint') return Rational.reduced(value, 1n);
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`);
      return Rational.narrow(value, 1);
    }
    return Rational.stated(value);
  }

  /** What agreements state is read again and again. */
  private static readonly stated = recently((value: Decimal) => Rational.amount(value));

  /** Of a decimal text that hardly comes again, such as the amount of a line: `of` would keep it. */
  static amount(text: Decimal): Rational {
    const short = Rational.short(text);
    if (short !== undefined) return short;
    if (!isDecimal(text)) throw new RangeError(`"${text}" is not a decimal number.`);
    const [whole = '', part = ''] = text.split('.');
    return Rational.reduced(BigInt(whole + part), 10n ** BigInt(part.length));
  }

  /** A decimal of few figures, read one by one, as nearly all are. Undefined: it is long, or no decimal. */
  private static short(text: Decimal): Rational | undefined {
    const { length } = text;
    const first = text.charCodeAt(0) === MINUS ? 1 : 0;
    let top = 0;
    let point = length;
    if (length >= TENS.length) return undefined;
    for (let at = first; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= ZERO && code <= NINE) top = 10 * top + code - ZERO;
      else if (code === POINT && point === length && at > first) point = at;
      else return undefined;
    }
    if (length === first || point === length - 1) return undefined;
    return Rational.narrow(first === 1 ? -top : top, TENS[Math.max(0, length - point - 1)] as number);
  }

  /** Of safe integers, the second positive. */
  private static narrow(numerator: number, denominator: number): Rational {
    const divisor = denominator === 1 ? 1 : commonDivisor(Math.abs(numerator), denominator);
    // There is one zero: `+ 0` makes it of -0.
    return new Rational(numerator / divisor + 0, denominator / divisor);
  }

  private static reduced(numerator: bigint, denominator: bigint): Rational {
    if (denominator === 0n) throw new RangeError('A fraction needs a denominator other than 0.');
    if (denominator < 0n) return Rational.reduced(-numerator, -denominator);
    const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
    const wide = { numerator: numerator / divisor, denominator: denominator / divisor };
    const [top, bottom] = [Number(wide.numerator), Number(wide.denominator)];
    return isSafe(top) && isSafe(bottom) ? new Rational(top, bottom) : new Rational(Number.NaN, Number.NaN, wide);
  }

  plus(other: Rational): Rational {
    if (other.top === 0) return this;
    if (this.top === 0) return other;
    const own = this.top * other.bottom;
    const others = other.top * this.bottom;
    const sum = own + others;
    const bottom = this.bottom * other.bottom;
    if (isSafe(own) && isSafe(others) && isSafe(sum) && isSafe(bottom)) return Rational.narrow(sum, bottom);
    return Rational.reduced(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return other.top === 0 ? this : this.plus(other.negate());
  }

  times(other: Rational): Rational {
    if (other.isOne()) return this;
    const top = this.top * other.top;
    const bottom = this.bottom * other.bottom;
    if (isSafe(top) && isSafe(bottom)) return Rational.narrow(top, bottom);
    return Rational.reduced(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws a RangeError where `other` is zero. */
  over(other: Rational): Rational {
    if (other.isOne()) return this;
    const top = this.top * other.bottom;
    const bottom = this.bottom * other.top;
    if (isSafe(top) && isSafe(bottom) && bottom > 0) return Rational.narrow(top, bottom);
    return Rational.reduced(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negate(): Rational {
    const { wide } = this;
    if (wide === undefined) return new Rational(0 - this.top, this.bottom);
    return new Rational(Number.NaN, Number.NaN, { ...wide, numerator: -wide.numerator });
  }

  /** Negative, zero or positive, as `Array.sort` wants it. */
  compare(other: Rational): -1 | 0 | 1 {
    const own = this.top * other.bottom;
    const others = other.top * this.bottom;
    if (isSafe(own) && isSafe(others)) return own < others ? -1 : own > others ? 1 : 0;
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Rational): boolean {
    const { wide } = this;
    if (wide === undefined) return this.top === other.top && this.bottom === other.bottom;
    return wide.numerator === other.numerator && wide.denominator === other.denominator;
  }

  /** In lowest terms, only one has equal parts. */
  private isOne(): boolean {
    return this.top === this.bottom;
  }

  isZero(): boolean {
    return this.top === 0;
  }

  sign(): -1 | 0 | 1 {
    const top = this.wide?.numerator ?? this.top;
    return top > 0 ? 1 : top < 0 ? -1 : 0;
  }

  min(other: Rational): Rational {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Rational): Rational {
    return this.compare(other) >= 0 ? this : other;
  }

  /** The largest whole number not above this. */
  floor(): Rational {
    if (this.bottom === 1) return this;
    if (this.wide === undefined) {
      const rest = this.top % this.bottom;
      // Whole before it is divided, so that the quotient is exact.
      const quotient = (this.top - rest) / this.bottom;
      return Rational.narrow(rest < 0 ? quotient - 1 : quotient, 1);
    }
    const { numerator, denominator } = this.wide;
    const quotient = numerator / denominator;
    const below = numerator < 0n && quotient * denominator !== numerator;
    return Rational.reduced(below ? quotient - 1n : quotient, 1n);
  }

  /** The smallest whole number not below this. */
  ceil(): Rational {
    return this.negate().floor().negate();
  }

  /** Rounded to so many decimals, half away from zero (meaning M3). */
  round(digits: number): Rational {
    return this.bottom === 1 ? this : this.inUnits(digits).over(tens(digits));
  }

  /** How many units of so many decimals it is without its sign, rounded half up; NaN where that is not safe. */
  private units(digits: number): number {
    const twice = 2 * this.bottom;
    const halves = 2 * Math.abs(this.top) * (TENS[digits] ?? Number.NaN) + this.bottom;
    return isSafe(halves) ? (halves - (halves % twice)) / twice : Number.NaN;
  }

  /** How many units of so many decimals it is, rounded half away from zero. */
  private inUnits(digits: number): Rational {
    const whole = this.units(digits);
    if (isSafe(whole)) return Rational.narrow(this.top < 0 ? -whole : whole, 1);
    const units = this.times(tens(digits));
    return units.sign() < 0 ? units.minus(HALF).ceil() : units.plus(HALF).floor();
  }

  /** Fraction text in lowest terms: `3`, `-1/3`. */
  toString(): Fraction {
    if (this.bottom === 1) return String(this.top);
    const { numerator, denominator } = this.wide ?? { numerator: this.top, denominator: this.bottom };
    return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
  }

  /** With exactly so many decimals, rounded half away from zero: `1997.50`. */
  toDecimal(digits: number): Decimal {
    const few = this.units(digits);
    const ten = TENS[digits];
    if (isSafe(few) && ten !== undefined && digits > 0) {
      const rest = few % ten;
      const text = `${(few - rest) / ten}.${String(rest).padStart(digits, '0')}`;
      return this.top < 0 && few > 0 ? `-${text}` : text;
    }
    const units = this.inUnits(digits);
    const isNegative = units.sign() < 0;
    const text = (isNegative ? units.negate() : units).toString().padStart(digits + 1, '0');
    const unsigned = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
    return isNegative ? `-${unsigned}` : unsigned;
  }

  /** The exact decimal without needless zeros, or undefined where there is none (1/3). */
  exactDecimal(): Decimal | undefined {
    if (this.bottom === 1) return String(this.top);
    const digits = decimalsOf(this.wide?.denominator ?? this.bottom);
    return digits < 0 ? undefined : this.toDecimal(digits);
  }

  /** The whole number as a JavaScript number, or undefined where it is none or too large to be exact. */
  toInteger(): number | undefined {
    return this.bottom === 1 ? this.top : undefined;
  }
}

interface Parts {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Whether the result of an operation on safe integers is exact: what is rounded is rounded to nothing below 2^53. */
function isSafe(value: number): boolean {
  return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
}

/** Powers of ten that are safe integers; so is what has fewer digits than there are powers. */
const TENS = Array.from({ length: 16 }, (_, digits) => Number(10n ** BigInt(digits)));
const INT32 = 2 ** 31 - 1;
const HALF = Rational.of(1, 2);
const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57];

/** How many decimals fractions with that denominator have; negative: they are no decimals. */
const decimalsOf = recently((denominator: number | bigint): number => {
  let rest = BigInt(denominator);
  let digits = 0;
  for (; rest % 10n === 0n; digits += 1) rest /= 10n;
  for (; rest % 2n === 0n; digits += 1) rest /= 2n;
  for (; rest % 5n === 0n; digits += 1) rest /= 5n;
  return rest === 1n ? digits : -1;
});

function tens(digits: number): Rational {
  return Rational.of(TENS[digits] ?? 10n ** BigInt(digits));
}

/** Whether `Rational.parse` reads it. */
export function isExact(value: unknown): value is string {
  return isDecimal(value) || (typeof value === 'string' && FRACTION.test(value));
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let left = a;
  let right = b;
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}

/** The same of safe integers that are not negative. */
function commonDivisor(a: number, b: number): number {
  let left = a;
  let right = b;
  while (left > INT32 || right > INT32) {
    if (right === 0) return left;
    const rest = left % right;
    left = right;
    right = rest;
  }
  // What is known to have 32 bits is divided by the processor itself, six times as fast.
  let large = left | 0;
  let small = right | 0;
  while (small !== 0) {
    const rest = (large % small) | 0;
    large = small;
    small = rest;
  }
  return large;
}
