// Columns that are not what their type promises: each is told, nothing throws, and nothing is priced of what cannot be read.
import { describe, expect, test } from 'vitest';
import { createColumnPricer, createPlan, deadlineColumns, price, priceColumns } from '../../../runtime/src/index.ts';
import { choice, clause } from '../agreement.ts';
import * as build from '../build.ts';

const ir = build.ir([build.rate('500')], {
  dimensions: [choice('channel', ['phone', 'email'])],
});
const plan = createPlan(ir);
const orders = [build.order({ id: 'A' }), build.order({ id: 'B' })];
const ask = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
const at = Date.UTC(2026, 2, 3, 9) / 1000;

const codes = (...all: number[]) => Uint8Array.from(all);
const figures = (...all: number[]) => Float64Array.from(all);
const work = {
  rows: 3,
  order: codes(0, 1, 0),
  start: figures(at, at + 7200, at + 86400),
  end: figures(at + 3600, at + 10800, at + 90000),
  choices: { channel: { codes: codes(0, 1, 0), values: ['phone', 'email'] } },
  keys: { job: { codes: codes(0, 1, 2), values: ['a', 'b', 'c'] } },
  ids: ['x', 'y', 'z'],
};
const tickets = {
  rows: 2,
  order: codes(0, 1),
  events: { reported: figures(at, at + 60), responded: figures(at + 600, Number.NaN) },
  choices: { channel: { codes: codes(0, 1), values: ['phone', 'email'] } },
};

type Row = readonly [what: string, columns: unknown, problem: string];

const cannot = (why: string) => `These columns cannot be read: ${why}.`;
const channel = (of: object) => ({ ...work, choices: { channel: { ...work.choices.channel, ...of } } });

const unreadable: readonly Row[] = [
  ['null', null, 'they are not an object'],
  ...[Number.NaN, -1, 1.5, '3', undefined].map(
    (rows): Row => [`rows ${rows}`, { ...work, rows }, '`rows` is not a number of rows'],
  ),
  ['more rows', { ...work, rows: 1e10 }, '`order` has 3 values, and there are 10000000000 rows'],
  ['no start', { ...work, start: undefined }, '`start` is not a Float64Array'],
  ['starts of texts', { ...work, start: ['a', 'b', 'c'] }, '`start` is not a Float64Array'],
  ['big starts', { ...work, start: new BigInt64Array(3) }, '`start` is not a Float64Array'],
  ['fewer starts', { ...work, start: figures(at) }, '`start` has 1 values, and there are 3 rows'],
  ['fewer ends', { ...work, end: figures(at) }, '`end` has 1 values, and there are 3 rows'],
  ['fewer orders', { ...work, order: codes(0) }, '`order` has 1 values, and there are 3 rows'],
  ...[Int8Array.of(0, -1, 0), figures(0, 0.5, Number.NaN)].map(
    (order): Row => ['orders', { ...work, order }, '`order` is not a Uint8Array, Uint16Array or Uint32Array'],
  ),
  ['fewer ids', { ...work, ids: ['x'] }, '`ids` has 1 values, and there are 3 rows'],
  ['ids of numbers', { ...work, ids: ['x', 2, 'z'] }, '`ids[1]` is not a text'],
  ['fewer codes', channel({ codes: codes(0) }), '`choices.channel.codes` has 1 values, and there are 3 rows'],
  [
    'signed codes',
    channel({ codes: Int16Array.of(-1, 0, 1) }),
    '`choices.channel.codes` is not a Uint8Array, Uint16Array or Uint32Array',
  ],
  [
    'a code of no value',
    channel({ codes: codes(0, 9, 0) }),
    '`choices.channel.codes[1]` is 9, and `choices.channel.values` ends before it',
  ],
  ['a value that is none', channel({ values: ['phone', null] }), '`choices.channel.values[1]` is not a text'],
  ['no choices', { ...work, choices: 7 }, '`choices` is not an object of columns'],
  ['no index values', { ...work, indices: {} }, '`indices` is not a list'],
  [
    'a subject of no value',
    { ...work, subject: { codes: codes(0, 1, 0), values: ['work'] } },
    '`subject.codes[1]` is 1, and `subject.values` ends before it',
  ],
];

describe('of columns that cannot be read nothing is priced', () => {
  const pricer = createColumnPricer(plan, ask);
  test.each(unreadable)('%s', (_, columns, why) => {
    for (const priceAll of [pricer, (...given: Parameters<typeof pricer>) => priceColumns(plan, ...given, ask)]) {
      expect([...priceAll(orders, work).totals]).toEqual([100000, 50000]);
      const priced = priceAll(orders, columns as typeof work);
      expect(priced.problems.map(({ message }) => message)).toEqual([cannot(why)]);
      expect([...priced.totals, priced.lines.count]).toEqual([0, 0, 0]);
    }
  });
});

test('the first code without a value is told, wherever it stands and wherever the column begins in its memory', () => {
  for (let begins = 0; begins < 4; begins += 1)
    for (const [size, beyond] of [
      [1, 1],
      [3, 255],
      [255, 255],
      [200, 201],
    ] as const)
      for (let wrong = 0; wrong < 13; wrong += 1) {
        const rows = 13;
        const bytes = new Uint8Array(begins + rows + 1).subarray(begins, begins + rows);
        bytes.fill(size - 1).fill(beyond, wrong);
        const values = Array.from({ length: size }, () => 'phone');
        const columns = {
          rows,
          start: new Float64Array(rows).fill(at),
          choices: { channel: { codes: bytes, values } },
        };
        expect(priceColumns(plan, orders, columns, ask).problems[0]?.message).toBe(
          cannot(`\`choices.channel.codes[${wrong}]\` is ${beyond}, and \`choices.channel.values\` ends before it`),
        );
      }
});

test('rows of no order are told one by one, and the others are priced', () => {
  const priced = priceColumns(plan, orders, { ...work, order: codes(0, 7, 255) }, ask);
  expect(priced.problems).toEqual([
    { code: 'bad-fact', message: 'The row 1 is of order 7, and the list ends at 1.', subject: 'y', clauses: [] },
    { code: 'bad-fact', message: 'The row 2 is of order 255, and the list ends at 1.', subject: 'z', clauses: [] },
  ]);
  expect([...priced.totals]).toEqual([50000, 0]);
});

test.each([
  ['no orders', [], 'There are rows, and no order that they could belong to.'],
  ['orders that are no list', 7, 'The orders are not a list.'],
])('%s', (_, given, problem) => {
  const told = [priceColumns(plan, given as [], work, ask), deadlineColumns(plan, given as [], tickets)];
  for (const { problems } of told) expect(problems.map(({ message }) => message)).toContain(problem);
});

test.each<readonly [what: string, columns: unknown, asked: unknown, problem: string]>([
  ['null', null, {}, cannot('they are not an object')],
  ['rows', { ...tickets, rows: -1 }, {}, cannot('`rows` is not a number of rows')],
  ['no events', { rows: 2 }, {}, cannot('`events` is not an object of columns')],
  [
    'fewer events',
    { ...tickets, events: { reported: figures(at) } },
    {},
    cannot('`events.reported` has 1 values, and there are 2 rows'),
  ],
  [
    'an unknown event',
    { ...tickets, events: { ...tickets.events, answered: figures(at, at) } },
    {},
    '`events.answered` is not a milestone of the agreement.',
  ],
  ['an unknown target', tickets, { targets: ['answer'] }, 'The agreement has no target `answer`.'],
  ['targets that are no list', tickets, { targets: 7 }, '`targets` is not a list.'],
  ['nothing that could be asked', tickets, null, 'This cannot be asked: it is not an object.'],
  [
    'another column',
    { ...tickets, person: 7 },
    {},
    'There is no column `person`; known: `rows`, `order`, `events`, `choices`, `numbers`, `ids`.',
  ],
  ['a row of no order', { ...tickets, order: codes(0, 2) }, {}, 'The row 1 is of order 2, and the list ends at 1.'],
])('of tickets: %s', (_, columns, asked, problem) => {
  const told = deadlineColumns(plan, orders, columns as typeof tickets, asked as object);
  expect(told.problems.map(({ message }) => message)).toEqual([problem]);
});

test.each<readonly [asked: unknown, why: string]>([
  [null, 'This cannot be asked: it is not an object.'],
  [undefined, 'This cannot be asked: it is not an object.'],
  [{}, 'This cannot be asked: `from` is not a date such as "2026-03-31".'],
  [{ ...ask, until: '2026-02-01' }, 'There are no days from 2026-03-01 until 2026-02-01.'],
  [{ ...ask, basis: 'other' }, 'This cannot be asked: `basis` is not "cost" or "invoice".'],
  [{ ...ask, explain: 1 }, 'This cannot be asked: `explain` is not true or false.'],
  [{ ...ask, repeated: 'kept' }, 'This cannot be asked: `repeated` is not "refused" or "ignored".'],
  [{ ...ask, wide: 'no' }, 'This cannot be asked: `wide` is not "named".'],
])('asked %j', (asked, why) => {
  const priced = priceColumns(plan, orders, work, asked as typeof ask);
  expect(priced.problems.map(({ message }) => message)).toEqual([why]);
  expect([...priced.totals, priced.lines.count, priced.wide.size]).toEqual([0, 0, 0, 0]);
});

test.each([
  ['another column', { ...work, persons: 7 }, 'There is no column `persons`; known: '],
  [
    'another scope',
    { ...work, keys: { ...work.keys, jobb: work.keys.job } },
    '`keys.jobb` is not a scope of the agreement; known: `job`, ',
  ],
])('%s is told, and all is priced', (_, columns, problem) => {
  const priced = priceColumns(plan, orders, columns, ask);
  expect(priced.problems.map(({ message }) => message)).toEqual([expect.stringContaining(problem)]);
  expect([...priced.totals]).toEqual([100000, 50000]);
});

/** Besides lines, `price` tells when little is left of an allowance, and what was not permitted. */
test('what is told besides lines is told by columns', () => {
  const noted = build.ir([
    build.rate('500'),
    { ...build.include('7200'), notify: { kind: 'quantity', amount: '5400' } } as never,
    clause({ kind: 'permit', question: 'permit:travel', subject: build.s('travel'), value: { kind: 'not-at-all' } }),
    build.rate('100', { of: 'travel' }),
  ]);
  for (const [subject, told] of [
    ['work', 'lowBalances'],
    ['travel', 'unpermitted'],
  ] as const) {
    const { choices: _, ...rest } = work;
    const columns = { ...rest, subject: { codes: codes(0, 0, 0), values: [subject] } };
    const priced = priceColumns(createPlan(noted), orders, columns, ask);
    const entries = [0, 2].map((row) => ({
      ...{ id: work.ids[row] ?? '', subject, start: work.start[row] ?? 0, end: work.end[row] ?? 0 },
      keys: { job: ['a', 'b', 'c'][row] ?? '' },
    }));
    const one = price(createPlan(noted), build.order({ id: 'A' }), { entries }, ask);
    expect(one[told].length).toBeGreaterThan(0);
    expect(priced.wide.get(0)?.[told]).toEqual(one[told]);
  }
});

test('balances are carried in, as `price` has them', () => {
  const carried = createPlan(
    build.ir([
      build.rate('500'),
      { ...build.include('7200'), carry: { percent: '50', of: 'unused', periods: 1 } } as never,
    ]),
  );
  const before = { from: '2026-02-01', until: '2026-02-28', basis: 'cost' } as const;
  const entry = { subject: 'work', keys: {}, id: 'w', start: at - 30 * 86400, end: at - 30 * 86400 + 3600 };
  const opening = price(carried, orders[0] ?? build.order(), { entries: [entry] }, before).closing;
  const { choices: _, ...rest } = work;
  const columns = { ...rest, ids: ['x', 'y', 'z'], openings: [opening] };
  const priced = priceColumns(carried, orders, columns, ask);
  const own = [0, 2].map((row) => ({
    ...{ id: work.ids[row] ?? '', subject: 'work', start: work.start[row] ?? 0, end: work.end[row] ?? 0 },
    keys: { job: ['a', 'b', 'c'][row] ?? '' },
  }));
  const one = price(carried, orders[0] ?? build.order(), { entries: own }, { ...ask, opening });
  expect(priced.wide.get(0)?.lines).toEqual(one.lines);
  expect([priced.wide.get(0)?.why, priced.wide.has(1), priced.problems]).toEqual([
    'balances are carried in',
    false,
    [],
  ]);
  const late = priceColumns(carried, orders, { ...columns, openings: [{ ...opening, on: '2026-01-31' }] }, ask);
  expect(late.wide.get(0)?.problems[0]?.message).toContain('balances of 2026-02-28 are needed');
});

test('of sound columns there is nothing to tell', () => {
  expect(priceColumns(plan, orders, work, ask).problems).toEqual([]);
  expect(deadlineColumns(plan, orders, tickets).problems).toEqual([]);
});
