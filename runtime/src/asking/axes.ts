// The coordinates on which the clauses of a question depend: choices, numbers in bands, moments in windows, and dates.

import { isExact, Rational } from '../exact.ts';
import type { Situation } from '../facts.ts';
import type { Box, Decimal, Dimension, Index, Ir, NumberInfo, NumberRange, Order } from '../ir.ts';
import { own } from '../own.ts';
import type { Calendar } from '../time/calendar.ts';
import { dayAfter, dayOf, lengthsBetween } from '../time/civil.ts';
import { chosenBy } from './order-kinds.ts';
import { type Axis, maskWhere, unknown } from './table.ts';

/** What a question is asked about. `decide` gives the value that a decided dimension has there. */
export interface Asked {
  readonly order: Order;
  readonly situation: Situation;
  readonly decide: (dimension: string, there: Asked) => string | undefined;
}

/** The axes that the boxes' conditions speak of, in the order in which they first do. */
export function axesOf(
  boxes: readonly Box[],
  { dimensions, numbers: declared }: Pick<Ir, 'dimensions' | 'numbers'>,
  calendar: Calendar,
): Axis<Asked>[] {
  const choices = unique(boxes.flatMap((box) => Object.keys(box.choices ?? {})));
  const numbers = unique(boxes.flatMap((box) => Object.keys(box.numbers ?? {})));
  const tests = boxes.flatMap((box) => box.windows ?? []);
  const windows = unique(tests.map(({ moment, window }) => `${window} ${moment}`));
  const axes = [
    ...choices.map((id) =>
      choiceAxis(
        id,
        dimensions.find((dimension) => dimension.id === id),
        boxes,
      ),
    ),
    ...numbers.map((id) => numberAxis(id, declared, boxes, calendar)),
    ...windows.map((test) => {
      const [window = '', ...moment] = test.split(' ');
      return windowAxis(moment.join(' '), Number(window), boxes, calendar);
    }),
  ];
  return boxes.some((box) => box.dates !== undefined) ? [...axes, dateAxis(boxes, calendar)] : axes;
}

function choiceAxis(id: string, dimension: Dimension | undefined, boxes: readonly Box[]): Axis<Asked> {
  const values =
    dimension?.values.map((value) => value.id) ?? unique(boxes.flatMap((box) => own(box.choices, id) ?? []));
  const codes = new Map(values.map((value, code) => [value, code]));
  // Orders and modules are open lists: one that no clause names matches only clauses that do not ask.
  const isOpen = id === 'order' || dimension?.given === 'module';
  const saying = boxes.map(({ choices }) => own(choices, id));
  const unasked = maskWhere(saying, (said) => said === undefined);
  const read = (asked: Asked): string | undefined => {
    const { order, situation, decide } = asked;
    const stated = own(situation.choices, id) ?? chosenBy(order, id);
    return stated ?? (dimension?.given === 'decided' ? decide(id, asked) : undefined) ?? dimension?.defaultValue;
  };
  return {
    kind: 'choice',
    id,
    name: dimension === undefined ? `choice ${id} ${values.join()}` : `choice ${id}`,
    size: values.length + Number(isOpen),
    mask: masks((code) => {
      const value = values[code];
      return value === undefined ? unasked : maskWhere(saying, (said) => said?.includes(value) ?? true);
    }),
    unasked,
    code: (asked) => codes.get(read(asked) ?? '') ?? (isOpen ? values.length : unknown),
  };
}

/** Codes: below the first bound, exactly it, between it and the second, … */
function numberAxis(
  id: string,
  declared: readonly NumberInfo[],
  boxes: readonly Box[],
  { zone }: Calendar,
): Axis<Asked> {
  const derived = declared.find((number) => number.id === id)?.derived;
  const since = derived?.kind === 'since-start' ? derived : undefined;
  const bounds = unique(
    boxes
      .flatMap((box) => own(box.numbers, id) ?? [])
      .flatMap(({ min, max }) => [min, max])
      .filter((bound) => bound !== undefined)
      .map((bound) => Rational.of(bound).toString()),
  )
    .map(Rational.parse)
    .sort((a, b) => a.compare(b));
  const code = (value: Rational) => {
    const above = bounds.findIndex((bound) => bound.compare(value) >= 0);
    if (above < 0) return 2 * bounds.length;
    return bounds[above]?.equals(value) ? 2 * above + 1 : 2 * above;
  };
  const contains = ({ min, minIncluded, max, maxIncluded }: NumberRange, band: number) =>
    (min === undefined || band >= code(Rational.of(min)) + (minIncluded === true ? 0 : 1)) &&
    (max === undefined || band <= code(Rational.of(max)) - (maxIncluded === true ? 0 : 1));
  return {
    kind: 'number',
    id,
    name: `number ${id} ${bounds.join()}`,
    size: 2 * bounds.length + 1,
    mask: masks((band) =>
      maskWhere(boxes, ({ numbers }) => own(numbers, id)?.some((range) => contains(range, band)) ?? true),
    ),
    unasked: maskWhere(boxes, ({ numbers }) => own(numbers, id) === undefined),
    code: ({ order, situation }) => {
      const value = numberOf(declared, situation.numbers, id);
      if (value === undefined && since !== undefined)
        return code(Rational.of(lengthsBetween(since.unit, dayOf(order.from), zone.dayAt(situation.at))));
      return isExact(value) ? code(Rational.parse(value)) : unknown;
    },
    ...(since !== undefined && {
      borders: (_from, _until, order) =>
        order === undefined
          ? []
          : bounds.map((bound) => {
              const count = bound.ceil().toInteger() ?? 0;
              return zone.startOfDay(dayAfter(dayOf(order.from), count, since.unit));
            }),
    }),
  };
}

/** Codes: 0 outside, 1 inside, 2 neither: the ticket event has not happened (meaning Q5). */
function windowAxis(moment: string, window: Index, boxes: readonly Box[], calendar: Calendar): Axis<Asked> {
  const tests = boxes.map(({ windows }) => windows?.filter((test) => test.moment === moment && test.window === window));
  const fits = (isInside: boolean) =>
    maskWhere(tests, (all) => all?.every(({ inside }) => inside === isInside) !== false);
  const unasked = maskWhere(tests, (all) => all === undefined || all.length === 0);
  return {
    kind: 'moment',
    id: moment,
    name: `moment ${moment} ${window}`,
    size: 3,
    mask: masks((code) => (code === 2 ? unasked : fits(code === 1))),
    unasked,
    code: ({ situation: { at, moments } }) => {
      const instant = own(moments, moment) ?? (moment === 'self' || moment === 'start' ? at : undefined);
      return instant === undefined ? 2 : Number(calendar.isOpen(window, instant));
    },
    ...(moment === 'self' && {
      borders: (from, until) => calendar.intervals(window, from, until).flatMap(({ start, end }) => [start, end]),
    }),
  };
}

/** Codes: how many of the dates at which something begins or has ended are past. */
function dateAxis(boxes: readonly Box[], { zone }: Calendar): Axis<Asked> {
  const ranges = boxes.map(({ dates }) => ({
    from: dates?.from === undefined ? -Infinity : dayOf(dates.from),
    end: dates?.until === undefined ? Infinity : dayOf(dates.until) + 1,
  }));
  const cuts = [...new Set(ranges.flatMap(({ from, end }) => [from, end]))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return {
    kind: 'date',
    id: 'date',
    name: `date ${cuts.join()}`,
    size: cuts.length + 1,
    mask: masks((code) => {
      const first = cuts[code - 1] ?? -Infinity;
      return maskWhere(ranges, ({ from, end }) => from <= first && first < end);
    }),
    unasked: maskWhere(boxes, ({ dates }) => dates === undefined),
    code: ({ situation }) => {
      const day = zone.dayAt(situation.at);
      return cuts.filter((cut) => cut <= day).length;
    },
    borders: () => cuts.flatMap((cut) => zone.dayBorders(cut)),
  };
}

/** Made when first asked for: of a long list, few values occur. */
function masks(make: (code: number) => bigint): (code: number) => bigint {
  const made: bigint[] = [];
  return (code) => (made[code] ??= make(code));
}

/** What is stated, or the default of the number (meaning Q7). */
export function numberOf(
  declared: readonly NumberInfo[],
  stated: Readonly<Record<string, Decimal>> | undefined,
  id: string,
): Decimal | undefined {
  return own(stated, id) ?? declared.find((number) => number.id === id)?.defaultValue;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
