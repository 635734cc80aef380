// Schemas of what everything else is made from: numbers and dates, days and windows, periods, conditions.
import type { Box, Clock, DateSpan, DaySet, Nth, NumberRange, Period, WindowSet, WindowTest } from '../ir.ts';
import { index, kinds, list, map, object, optional, ref, type Schema, words } from './build.ts';

export const text: Schema = { type: 'string', title: 'a text' };
export const flag: Schema = { type: 'boolean', title: 'true or false' };
export const whole: Schema = { type: 'integer', title: 'a whole number' };
export const natural: Schema = { type: 'integer', minimum: 0, title: 'a whole number of 0 or more' };
export const positive: Schema = { type: 'integer', minimum: 1, title: 'a whole number of 1 or more' };
export const decimal = ref('decimal');
export const divisor = ref('divisor');
export const date = ref('date');
export const within = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });

/** What `decimal`, `divisor` (what something is divided by) and `date` refer to. */
export const scalars: Readonly<Record<string, Schema>> = {
  decimal: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$', title: 'a decimal number as text, such as "650.50"' },
  divisor: { type: 'string', pattern: '^(?!0+(\\.0+)?$)\\d+(\\.\\d+)?$', title: 'a decimal number above 0 as text' },
  date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: 'date', title: 'a date, such as "2026-03-29"' },
};

export const span = ref('sourceSpan');
export const condition = list(
  object<Box>({
    choices: optional(map(list(text))),
    numbers: optional(
      map(
        list(
          object<NumberRange>({
            min: optional(decimal),
            minIncluded: optional(flag),
            max: optional(decimal),
            maxIncluded: optional(flag),
          }),
        ),
      ),
    ),
    windows: optional(list(object<WindowTest>({ moment: text, window: index('windows'), inside: flag }))),
    dates: optional(object<NonNullable<Box['dates']>>({ from: optional(date), until: optional(date) })),
  }),
);
export const period = object<Period>({
  basis: words<Period['basis']>({ calendar: true, contract: true }),
  unit: words<Period['unit']>({ day: true, week: true, month: true, quarter: true, 'half-year': true, year: true }),
  count: positive,
});
export const clock = kinds<Clock>({ elapsed: {}, window: { window: index('windows') } });
export const dateSpan = object<DateSpan>({ from: date, until: date });

export const daySet = kinds<DaySet>({
  'every-day': {},
  weekdays: { days: list(within(1, 7)) },
  dates: { dates: list(date), from: optional(date), until: optional(date) },
  yearly: { from: ref('monthDay'), to: ref('monthDay') },
  nth: {
    nth: words<Nth>({ first: true, second: true, third: true, fourth: true, last: true }),
    weekday: within(1, 7),
    month: optional(within(1, 12)),
  },
  'every-weeks': { weeks: within(1, 99), days: list(within(1, 7)), from: date },
  period: { from: optional(date), until: optional(date) },
  named: { daySet: index('daySets') },
  union: { of: list(ref('daySet')) },
  intersection: { of: list(ref('daySet')) },
  complement: { of: ref('daySet') },
  shift: { of: ref('daySet'), by: within(-31, 31) },
});
export const windowSet = kinds<WindowSet>({
  always: {},
  never: {},
  span: { days: ref('daySet'), start: within(0, 86399), endDay: within(0, 7), end: within(1, 86400) },
  named: { window: index('windows') },
  union: { of: list(ref('windowSet')) },
  intersection: { of: list(ref('windowSet')) },
  complement: { of: ref('windowSet') },
});
