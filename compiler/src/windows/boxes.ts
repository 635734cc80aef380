// Conditions as unions of boxes: and, or, not, exact and in one normal form.
import { type Box, type Condition, dateOf, dayOf, type NumberRange, Rational, type WindowTest } from '@avtal/runtime';
import { given } from '../optional.ts';

export const always: Condition = [{}];
export const never: Condition = [];

/** A union of more boxes than this is refused: no agreement says so many things at once. */
export const mostBoxes = 1024;
/** Up to this many boxes, those inside another are left out; beyond, finding them costs more than they do. */
const fewBoxes = 32;

/** All values of a dimension, in the order of declaration. */
export type ValuesOf = (dimension: string) => readonly string[];

/** Undefined: more boxes than the budget allows. */
export function and(a: Condition, b: Condition): Condition | undefined {
  if (isAlways(a)) return b;
  if (isAlways(b)) return a;
  if (a.length * b.length > mostBoxes * 16) return undefined;
  return normal(a.flatMap((left) => b.map((right) => meet(left, right)).filter((box) => box !== undefined)));
}

export function or(conditions: readonly Condition[]): Condition | undefined {
  return normal(conditions.flat());
}

export function not(condition: Condition, valuesOf: ValuesOf): Condition | undefined {
  let rest: Condition | undefined = always;
  for (const box of condition) {
    rest = and(rest, complement(box, valuesOf));
    if (rest === undefined) return undefined;
  }
  return rest;
}

export function isAlways(condition: Condition): boolean {
  return condition.some(isEmpty);
}

/** Values of a dimension; all of them are no condition at all. */
export function choiceIs(dimension: string, values: readonly string[], valuesOf: ValuesOf): Condition {
  const all = valuesOf(dimension);
  const allowed = all.filter((value) => values.includes(value));
  if (allowed.length === 0) return never;
  return allowed.length === all.length ? always : [{ choices: { [dimension]: allowed } }];
}

/** What lies in both; undefined when nothing does. */
function meet(a: Box, b: Box): Box | undefined {
  const choices = meetEach(a.choices, b.choices, (one, other) => one.filter((value) => other.includes(value)));
  const numbers = meetEach(a.numbers, b.numbers, meetRanges);
  if (choices === undefined || numbers === undefined) return undefined;
  const windows = [...(a.windows ?? [])];
  for (const test of b.windows ?? []) {
    const same = windows.find((other) => other.moment === test.moment && other.window === test.window);
    if (same === undefined) windows.push(test);
    else if (same.inside !== test.inside) return undefined;
  }
  const from = latest(a.dates?.from, b.dates?.from);
  const until = earliest(a.dates?.until, b.dates?.until);
  if (from !== undefined && until !== undefined && until < from) return undefined;
  return boxOf(choices, numbers, windows, from, until);
}

type Limits<T> = Readonly<Record<string, readonly T[]>>;

/** Limits of both, by name and in order; undefined when one of them leaves nothing. */
function meetEach<T>(
  a: Limits<T> | undefined,
  b: Limits<T> | undefined,
  both: (a: readonly T[], b: readonly T[]) => readonly T[],
): Limits<T> | undefined {
  if (a === undefined || b === undefined) return a ?? b ?? {};
  // A map, since a name may be that of a method.
  const all = new Map(Object.entries(a));
  for (const [name, limits] of Object.entries(b)) {
    const known = all.get(name);
    const left = known === undefined ? limits : both(known, limits);
    if (left.length === 0) return undefined;
    all.set(name, left);
  }
  return sorted(all);
}

/** Everything outside the box: one box for each of its sides. */
function complement(box: Box, valuesOf: ValuesOf): Condition {
  const sides: Box[] = [];
  for (const [dimension, values] of Object.entries(box.choices ?? {})) {
    const others = valuesOf(dimension).filter((value) => !values.includes(value));
    if (others.length > 0) sides.push({ choices: { [dimension]: others } });
  }
  for (const [number, ranges] of Object.entries(box.numbers ?? {})) {
    const others = ranges.reduce<readonly NumberRange[]>((rest, range) => meetRanges(rest, outsideOf(range)), [{}]);
    if (others.length > 0) sides.push({ numbers: { [number]: others } });
  }
  for (const test of box.windows ?? []) sides.push({ windows: [{ ...test, inside: !test.inside }] });
  if (box.dates?.from !== undefined) sides.push({ dates: { until: dateOf(dayOf(box.dates.from) - 1) } });
  if (box.dates?.until !== undefined) sides.push({ dates: { from: dateOf(dayOf(box.dates.until) + 1) } });
  return sides;
}

function boxOf(
  choices: Limits<string>,
  numbers: Limits<NumberRange>,
  windows: readonly WindowTest[],
  from: string | undefined,
  until: string | undefined,
): Box {
  return {
    ...(isEmpty(choices) ? {} : { choices }),
    ...(isEmpty(numbers) ? {} : { numbers }),
    ...(windows.length === 0 ? {} : { windows: [...windows].sort(byWindow) }),
    ...(from === undefined && until === undefined
      ? {}
      : { dates: { ...given('from', from), ...given('until', until) } }),
  };
}

function isEmpty(limits: object): boolean {
  for (const _ in limits) return false;
  return true;
}

/** Equal boxes once, boxes inside others left out; undefined over budget. */
function normal(boxes: readonly Box[]): Condition | undefined {
  if (boxes.length < 2) return isAlways(boxes) ? always : boxes;
  const distinct = [...new Map(boxes.map((box) => [JSON.stringify(box), box])).values()];
  if (distinct.length > mostBoxes) return undefined;
  if (isAlways(distinct)) return always;
  if (distinct.length > fewBoxes) return distinct;
  return distinct.filter((box, i) => !distinct.some((other, j) => i !== j && isInside(box, other)));
}

/** Whether everything in the box is in the other. Distinct boxes in normal form are never inside each other both ways. */
function isInside(box: Box, other: Box): boolean {
  const met = meet(box, other);
  return met !== undefined && JSON.stringify(met) === JSON.stringify(meet(box, {}));
}

function sorted<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byWindow(a: WindowTest, b: WindowTest): number {
  return a.window - b.window || (a.moment < b.moment ? -1 : a.moment > b.moment ? 1 : 0);
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

// --------------------------------------------------------------------------------------------------- number ranges

function meetRanges(a: readonly NumberRange[], b: readonly NumberRange[]): readonly NumberRange[] {
  return a.flatMap((left) => b.map((right) => meetRange(left, right)).filter((range) => range !== undefined));
}

function meetRange(a: NumberRange, b: NumberRange): NumberRange | undefined {
  const lower = tighter(a.min, a.minIncluded, b.min, b.minIncluded, 1);
  const upper = tighter(a.max, a.maxIncluded, b.max, b.maxIncluded, -1);
  if (lower !== undefined && upper !== undefined) {
    const order = compare(lower.bound, upper.bound);
    if (order > 0 || (order === 0 && !(lower.included && upper.included))) return undefined;
  }
  return {
    ...(lower === undefined ? {} : { min: lower.bound, minIncluded: lower.included }),
    ...(upper === undefined ? {} : { max: upper.bound, maxIncluded: upper.included }),
  };
}

/** The bound that leaves less: the greater of two lower ones (`side` 1), the smaller of two upper ones (-1). */
function tighter(a: string | undefined, aIncluded = false, b: string | undefined, bIncluded = false, side: 1 | -1) {
  if (a === undefined) return b === undefined ? undefined : { bound: b, included: bIncluded };
  if (b === undefined) return { bound: a, included: aIncluded };
  const order = compare(a, b) * side;
  if (order === 0) return { bound: a, included: aIncluded && bIncluded };
  return order > 0 ? { bound: a, included: aIncluded } : { bound: b, included: bIncluded };
}

function outsideOf(range: NumberRange): readonly NumberRange[] {
  return [
    ...(range.min === undefined ? [] : [{ max: range.min, maxIncluded: !(range.minIncluded ?? false) }]),
    ...(range.max === undefined ? [] : [{ min: range.max, minIncluded: !(range.maxIncluded ?? false) }]),
  ];
}

function compare(a: string, b: string): number {
  return Rational.of(a).compare(Rational.of(b));
}
