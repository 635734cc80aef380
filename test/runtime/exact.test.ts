// Exact fractions.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDecimal, Rational } from '../../runtime/src/exact.ts';

const of = Rational.of;

test('decimals, whole numbers and quotients', () => {
  expect(of('650.50').toString()).toBe('1301/2');
  expect(of(7200, 3600).toString()).toBe('2');
  expect(of('-0.5').toString()).toBe('-1/2');
  expect(of('-0').toString()).toBe('0');
  expect(of('0001.50').toString()).toBe('3/2');
  expect(of('-12345678901234567890.25').toString()).toBe('-49382715604938271561/4');
  expect(Rational.amount('1997.50').equals(of('1997.50'))).toBe(true);
  expect(of('1', '0.4').toString()).toBe('5/2');
  expect(Rational.parse('-1/3').toString()).toBe('-1/3');
  expect(Rational.parse('4/6').toString()).toBe('2/3');
  expect(Rational.parse('1.5').toString()).toBe('3/2');
});

test.each([
  ['1.005', 2, '1.01'],
  ['-1.005', 2, '-1.01'],
  ['1.0049', 2, '1.00'],
  ['-0.004', 2, '0.00'],
  ['0.5', 0, '1'],
  ['-0.5', 0, '-1'],
  ['12', 2, '12.00'],
  ['0.05', 1, '0.1'],
  ['1997.5', 2, '1997.50'],
  ['-0.005', 2, '-0.01'],
  ['-12345678901234567890.255', 2, '-12345678901234567890.26'],
])('%s with %d decimals is %s: half away from zero (M3)', (value, digits, text) => {
  expect(of(value).toDecimal(digits)).toBe(text);
});

test('exact decimals where there are any', () => {
  expect(of(1, 8).exactDecimal()).toBe('0.125');
  expect(of('10.50').exactDecimal()).toBe('10.5');
  expect(of(100).exactDecimal()).toBe('100');
  expect(of(1, 3).exactDecimal()).toBeUndefined();
  expect(of(3).toInteger()).toBe(3);
  expect(of(1, 2).toInteger()).toBeUndefined();
});

test('what is no exact number is a mistake of the caller', () => {
  const long = '123456789012345678';
  for (const wrong of [
    '',
    '-',
    '1,5',
    '1 750',
    '1e3',
    '.5',
    '-.5',
    '5.',
    '1.2.3',
    '--1',
    '0x1',
    `${long}.`,
    `-${long}e`,
  ])
    expect(() => of(wrong)).toThrow(RangeError);
  expect(() => of(0.1)).toThrow(RangeError);
  expect(() => of(1, 0)).toThrow(RangeError);
  expect(() => of(1).over(Rational.zero)).toThrow(RangeError);
  expect(isDecimal('1750.50') && !isDecimal('1.') && !isDecimal(5)).toBe(true);
});

/** Small ones, and such as are no safe integers or whose products are none. */
const integer = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(2n ** 53n) - 2n, max: 2n ** 53n + 2n }),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
);
const divisor = integer.filter((value) => value !== 0n);
const rational = fc.tuple(integer, divisor).map(([a, b]) => of(a, b));

test('laws', () => {
  fc.assert(
    fc.property(rational, rational, rational, (a, b, c) => {
      expect(a.plus(b).minus(b)).toEqual(a);
      expect(a.times(b.plus(c))).toEqual(a.times(b).plus(a.times(c)));
      if (!b.isZero()) expect(a.over(b).times(b)).toEqual(a);
      expect(Rational.parse(a.toString())).toEqual(a);
      expect(a.compare(b)).toBe(a.minus(b).sign());
      expect(a.min(b).plus(a.max(b))).toEqual(a.plus(b));
      expect(a.floor().compare(a)).toBeLessThanOrEqual(0);
      expect(a.ceil().minus(a).compare(Rational.one)).toBe(-1);
      expect(Rational.sum([a, b, c])).toEqual(c.plus(b).plus(a));
      const rounded = a.round(2).minus(a).times(of(200));
      expect(rounded.compare(Rational.one) <= 0 && rounded.compare(of(-1)) >= 0).toBe(true);
      expect(of(a.toDecimal(2))).toEqual(a.round(2));
    }),
  );
});

test('whole numbers of any size are those of bigints, and there is one zero', () => {
  fc.assert(
    fc.property(integer, divisor, integer, (a, b, c) => {
      expect(of(a).plus(of(c)).toString()).toBe(`${a + c}`);
      expect(of(a).times(of(c)).toString()).toBe(`${a * c}`);
      expect(of(a).negate().toString()).toBe(`${-a}`);
      expect(of(a, b).equals(of(c, b))).toBe(a === c);
      expect(of(a, b).times(of(b)).toString()).toBe(`${a}`);
      expect(of(a).toDecimal(2)).toBe(`${a}.00`);
      expect(
        of(a, b)
          .floor()
          .plus(of(a, b).minus(of(a, b).floor())),
      ).toEqual(of(a, b));
      expect(of(a, b).times(Rational.zero)).toEqual(Rational.zero);
      expect(of(`${a}`)).toEqual(of(a));
    }),
  );
});
