// Conditions as boxes mean what and, or and not mean, at every point; and their form does not depend on how they came about.
import type { Box, Condition } from '@avtal/runtime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { always, and, choiceIs, isAlways, never, not, or } from '../../compiler/src/windows/boxes.ts';

const values = ['a', 'b', 'c'];
const valuesOf = () => values;

interface Point {
  readonly x: string;
  readonly y: string;
  readonly n: number;
  readonly inside: boolean;
  readonly date: string;
}
type Expr =
  | { readonly kind: 'choice'; readonly of: 'x' | 'y'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly at: number; readonly above: boolean; readonly included: boolean }
  | { readonly kind: 'window'; readonly inside: boolean }
  | { readonly kind: 'date'; readonly from: boolean; readonly date: string }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Expr[] }
  | { readonly kind: 'not'; readonly of: Expr };

const dates = ['2026-02-28', '2026-03-01', '2026-03-02'];
const points: Point[] = values.flatMap((x) =>
  values.flatMap((y) =>
    [0, 1, 2, 3].flatMap((n) => [true, false].flatMap((inside) => dates.map((date) => ({ x, y, n, inside, date })))),
  ),
);

const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constant('choice' as const),
      of: fc.constantFrom('x' as const, 'y' as const),
      values: fc.subarray(values, { minLength: 1 }),
    }),
    fc.record({ kind: fc.constant('number' as const), at: fc.nat(3), above: fc.boolean(), included: fc.boolean() }),
    fc.record({ kind: fc.constant('window' as const), inside: fc.boolean() }),
    fc.record({ kind: fc.constant('date' as const), from: fc.boolean(), date: fc.constantFrom(...dates) }),
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('expr'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('expr') }),
  ),
}));

function lower(e: Expr): Condition {
  switch (e.kind) {
    case 'choice':
      return choiceIs(e.of, e.values, valuesOf);
    case 'number':
      return [
        {
          numbers: {
            n: [e.above ? { min: `${e.at}`, minIncluded: e.included } : { max: `${e.at}.0`, maxIncluded: e.included }],
          },
        },
      ];
    case 'window':
      return [{ windows: [{ moment: 'self', window: 0, inside: e.inside }] }];
    case 'date':
      return [{ dates: e.from ? { from: e.date } : { until: e.date } }];
    case 'and':
      return e.of.map(lower).reduce((a, b) => and(a, b)!, always);
    case 'or':
      return or(e.of.map(lower))!;
    case 'not':
      return not(lower(e.of), valuesOf)!;
  }
}

function holds(e: Expr, p: Point): boolean {
  switch (e.kind) {
    case 'choice':
      return e.values.includes(p[e.of]);
    case 'number':
      return (p.n === e.at && e.included) || (e.above ? p.n > e.at : p.n < e.at);
    case 'window':
      return p.inside === e.inside;
    case 'date':
      return e.from ? p.date >= e.date : p.date <= e.date;
    case 'and':
      return e.of.every((part) => holds(part, p));
    case 'or':
      return e.of.some((part) => holds(part, p));
    case 'not':
      return !holds(e.of, p);
  }
}

function contains(box: Box, p: Point): boolean {
  const choices = Object.entries(box.choices ?? {}).every(([id, allowed]) => allowed.includes(p[id as 'x' | 'y']));
  const numbers = (box.numbers?.n ?? [{}]).some(
    ({ min, minIncluded, max, maxIncluded }) =>
      (min === undefined || p.n > Number(min) || (minIncluded === true && p.n === Number(min))) &&
      (max === undefined || p.n < Number(max) || (maxIncluded === true && p.n === Number(max))),
  );
  const windows = (box.windows ?? []).every(({ inside }) => inside === p.inside);
  const { from = '', until = '9' } = box.dates ?? {};
  return choices && numbers && windows && from <= p.date && p.date <= until;
}

test('a lowered condition holds exactly where the written one does', () => {
  fc.assert(
    fc.property(expr, (e) => {
      const boxes = lower(e);
      for (const p of points) expect(boxes.some((box) => contains(box, p))).toBe(holds(e, p));
    }),
    { numRuns: 300 },
  );
});

test('no box is empty, none lies in another, and a box without limits stands alone', () => {
  fc.assert(
    fc.property(expr, (e) => {
      const boxes = lower(e);
      if (isAlways(boxes)) expect(boxes).toEqual(always);
      expect(new Set(boxes.map((box) => JSON.stringify(box))).size).toBe(boxes.length);
    }),
  );
});

describe('the form', () => {
  test('all values of a choice are no condition, none are never', () => {
    expect(choiceIs('x', values, valuesOf)).toEqual(always);
    expect(choiceIs('x', [], valuesOf)).toEqual(never);
  });

  test('values stand in the order in which they are declared', () => {
    expect(choiceIs('x', ['c', 'a'], valuesOf)).toEqual([{ choices: { x: ['a', 'c'] } }]);
  });

  test('a contradiction inside a box drops it', () => {
    const inside: Condition = [{ windows: [{ moment: 'self', window: 0, inside: true }] }];
    expect(and(inside, not(inside, valuesOf)!)).toEqual(never);
  });

  test('ranges that meet in one point that only one of them has are empty', () => {
    expect(
      and(
        [{ numbers: { n: [{ max: '4', maxIncluded: true }] } }],
        [{ numbers: { n: [{ min: '4.00', minIncluded: false }] } }],
      ),
    ).toEqual(never);
  });

  test('more combinations than the budget are refused, not computed', () => {
    const pair = (i: number): Condition => [{ choices: { [`d${i}`]: ['a'] } }, { choices: { [`d${i}`]: ['b'] } }];
    const all = Array.from({ length: 40 }, (_, i) => pair(i)).reduce<Condition | undefined>(
      (so, next) => so && and(so, next),
      always,
    );
    expect(all).toBeUndefined();
  });
});
