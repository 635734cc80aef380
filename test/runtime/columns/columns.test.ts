// Work priced by columns comes to what it comes to one fact at a time: of every example, of random work that columns can
// price, and of random work of all kinds, where they say why not.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../runtime/src/asking/plan.ts';
import type { Item, PricedColumns } from '../../../runtime/src/columns/columns.ts';
import { createColumnPricer, priceColumns } from '../../../runtime/src/columns/price-columns.ts';
import { Rational } from '../../../runtime/src/exact.ts';
import type { Facts, TimeEntry } from '../../../runtime/src/facts.ts';
import type { Ir, Order } from '../../../runtime/src/ir.ts';
import { price } from '../../../runtime/src/pricing/price.ts';
import type { Line, PriceAsk } from '../../../runtime/src/results.ts';
import { priceCases } from '../../random/cases.ts';
import { at, choice, span } from '../agreement.ts';
import * as build from '../build.ts';
import { columnsOf } from './columns-of.ts';
import { narrowCases } from './narrow-cases.ts';

type Bare = Omit<Line, 'trace'>;

const byId = (a: Bare, b: Bare) => (a.id < b.id ? -1 : 1);

/** Lines that exist because of the facts, without their traces. */
function oneByOne(
  ir: Ir,
  order: Order,
  { entries = [], occurrences = [], indices = [] }: Facts,
  ask: PriceAsk,
): Bare[] {
  const plan = createPlan(ir);
  const besides = new Set(price(plan, order, { indices }, ask).lines.map(({ id }) => id));
  return price(plan, order, { entries, occurrences, indices }, ask)
    .lines.filter(({ id }) => !besides.has(id))
    .map(({ trace: _, ...line }) => line)
    .sort(byId);
}

function linesOf({ lines, line, wide }: PricedColumns, order: number): Bare[] {
  const own = wide.get(order)?.lines.map(({ trace: _, ...one }) => one) ?? [];
  for (let at = lines.firstOf[order] ?? 0; at < (lines.firstOf[order + 1] ?? 0); at += 1) own.push(line(at));
  return own.sort(byId);
}

const minor = (lines: readonly Bare[]) => lines.reduce((sum, { amount }) => sum + Number(amount.replace('.', '')), 0);

/** How many of the customers were priced by columns. */
function check(ir: Ir, customers: readonly { order: Order; facts: Facts }[], ask: PriceAsk): number {
  const columns = columnsOf(customers.map(({ facts }) => facts));
  const orders = customers.map(({ order }) => order);
  const priced = priceColumns(createPlan(ir), orders, columns, { ...ask, explain: true });
  const short = priceColumns(createPlan(ir), orders, columns, ask);
  expect(short.totals).toEqual(priced.totals);
  for (const [place, { order, facts }] of customers.entries()) {
    const expected = oneByOne(ir, order, facts, ask);
    expect(linesOf(priced, place)).toEqual(expected);
    expect(priced.totals[place]).toBe(minor(expected));
  }
  checkTraces(priced);
  // Work that comes in batches: the same memory, and what was known of the batch before.
  const again = createColumnPricer(createPlan(ir), { ...ask, explain: true });
  for (const [place, { order, facts }] of [...customers.entries(), ...customers.entries()]) {
    const batch = again([order], columnsOf([facts]));
    expect(linesOf(batch, 0)).toEqual(linesOf(priced, place));
  }
  return customers.length - priced.wide.size;
}

/** What is told of a line adds up to it. */
function checkTraces({ lines, items, trace }: PricedColumns): void {
  if (trace === undefined) throw new Error('nothing is explained');
  for (let at = 0; at < lines.count; at += 1) {
    const { amount, children = [] } = trace(at);
    const told = children.flatMap(({ what, children = [] }) => (what === 'segment' ? children.slice(-1) : []));
    if (items[lines.item[at] ?? 0]?.scope === undefined && !isOnStart(items[lines.item[at] ?? 0]))
      expect(Rational.sum(told.map(({ amount = '' }) => Rational.parse(amount))).toString()).toBe(amount);
  }
}

/** Surcharges that may rest on what it costs that work begins, of which parts say nothing. */
function isOnStart(item: Item | undefined): boolean {
  const clause = item?.contribution.clause;
  return clause !== undefined && 'onStart' in clause && clause.onStart === true;
}

const examples = readdirSync('examples', { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every example of every agreement', () => {
  let [narrow, all] = [0, 0];
  test.each(examples.map(({ name }) => name))('%s', (folder) => {
    const { ir } = compile(`examples/${folder}/${folder}.avtal`, (path) => readFileSync(path, 'utf8'));
    if (ir === undefined) throw new Error('does not compile');
    for (const { order, facts: given } of ir.examples) {
      const facts = given as Facts;
      const ask = { from: order.from, until: order.until ?? '2027-06-30', basis: 'cost' } as const;
      const priced = check(ir, [{ order, facts }], ask);
      if ((facts.entries ?? []).length + (facts.occurrences ?? []).length === 0) continue;
      narrow += priced;
      all += 1;
    }
  });

  test('so many of them are priced by columns as is said', () => {
    const said = `Of the ${all} examples with work in \`examples/\`, ${narrow} are priced by columns`;
    expect(readFileSync('docs/performance.md', 'utf8')).toContain(said);
  });
});

test.each([
  ['little', 25, 300, 0.5],
  ['much', 600, 40, 0.1],
] as const)('random work that columns can price, %s of it', (_, most, numRuns, share) => {
  let [narrow, all] = [0, 0];
  fc.assert(
    fc.property(narrowCases(most), ({ ir, customers, basis }) => {
      all += customers.length;
      narrow += check(ir, customers, { from: '2026-02-01', until: '2026-04-30', basis });
    }),
    { numRuns },
  );
  expect(narrow).toBeGreaterThan(share * all);
});

test('what is drawn of an event that has two prices is told by the first of them', () => {
  const ir = build.ir([
    build.rate('90', { of: 'callout' }),
    build.priceOf('callout', '595'),
    build.include('2', { of: 'callout' }),
  ]);
  const order = build.order({ id: 'o' });
  const facts = {
    occurrences: [1, 2, 3].map((day) => build.happened(`c${day}`, 'callout', `2026-03-0${day}`, '12:00')),
  };
  const ask = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
  expect(check(ir, [{ order, facts }], ask)).toBe(1);
  expect(oneByOne(ir, order, facts, ask).filter(({ drawn }) => drawn !== undefined)).toHaveLength(2);
});

test.each(['month', 'day'] as const)('what holds for the first %ss is reckoned from the order of each', (unit) => {
  const id = `order:${unit}s`;
  const bound = unit === 'month' ? '3' : '90';
  const numbers = [{ id, unit: { kind: 'count' }, derived: { kind: 'since-start', unit }, span }] as const;
  const ir = build.ir(
    [
      build.rate('500', { when: [{ numbers: { [id]: [{ max: bound, maxIncluded: false }] } }] }),
      build.rate('800', { when: [{ numbers: { [id]: [{ min: bound, minIncluded: true }] } }] }),
      build.priceOf('callout', '900'),
    ],
    { numbers },
  );
  const customers = ['2026-01-01', '2026-02-10', '2025-06-30'].map((from, place) => ({
    order: build.order({ id: `customer${place}`, from }),
    facts: {
      // Over the border of the first and of the second order; all of it is after that of the third.
      entries: [
        build.work('a', ['2026-03-31', '22:00', '2026-04-01', '02:00']),
        build.work('b', ['2026-05-10', '22:00', '2026-05-11', '02:00']),
        build.work('c', ['2026-05-09', '22:00', '2026-05-10', '02:00']),
      ],
      occurrences: [build.happened('d', 'callout', '2026-04-15', '12:00')],
    },
  }));
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  const totals = customers.map(({ order, facts }) => minor(oneByOne(ir, order, facts, ask)));
  expect(new Set(totals).size).toBe(3);
  check(ir, customers, ask);
  check(ir, customers.toReversed(), ask);
});

test.each([
  ['counted', build.counts({ step: '1800' }, { scope: 'job' }), ['scope-missing']],
  ['begun', build.start('job', '595'), ['scope-missing']],
  ['limited', build.limits({ atLeast: '900' }, { scope: 'job' }), ['scope-missing']],
  ['counted as it is', build.counts({}, { scope: 'job' }), []],
] as const)('work %s by job, where no row says one', (_, clause, problems) => {
  const ir = build.ir([build.rate('600'), clause]);
  const entries = [
    build.work('a', ['2026-03-02', '09:00', '09:20']),
    build.work('b', ['2026-03-02', '10:00', '10:20']),
  ];
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  check(ir, [{ order: build.order(), facts: { entries } }], ask);
  const priced = priceColumns(createPlan(ir), [build.order()], columnsOf([{ entries }]), ask);
  expect([...new Set(priced.wide.get(0)?.problems.map(({ code }) => code))]).toEqual(problems);
});

test('of more situations than a table holds, those that are met are known', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const values = Array.from({ length: 20 }, (_, at) => `v${at}`);
  const surcharges = ids.map((id) => build.surcharge(id, '10', { when: [{ choices: { [id]: ['v1', 'v2'] } }] }));
  const ir = build.ir([build.rate('600'), ...surcharges, build.combine(ids, 'add')], {
    dimensions: ids.map((id) => choice(id, values)),
  });
  const entries = Array.from({ length: 60 }, (_, at) => ({
    ...build.work(`e${at}`, ['2026-03-02', '09:00', '10:00']),
    choices: Object.fromEntries(ids.map((id, place) => [id, `v${(at * (place + 3)) % 5}`])),
  }));
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  expect(check(ir, [{ order: build.order(), facts: { entries } }], ask)).toBe(1);
});

test('more rows that are counted together than there is room for take more room, and others after them none of it', () => {
  const ir = build.ir([build.rate('600'), build.counts({ step: '1800' }, { scope: 'job' }), build.start('visit', '0')]);
  const rows = 90_000;
  const start = Float64Array.from({ length: rows }, (_, row) => at('2026-03-02', '08:00') + row);
  const same = { codes: new Uint8Array(rows), values: ['one'] };
  const columns = { rows, start, end: start.map((one) => one + 600), keys: { job: same, visit: same } };
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  const priced = createColumnPricer(createPlan(ir), ask);
  expect(priced([build.order()], columns).totals[0]).toBe(rows * 10_000);
  expect(priced([build.order()], { ...columns, rows: 2 }).totals[0]).toBe(30_000);
});

test('rows of one id are refused, or ignored where they say the same', () => {
  const ir = build.ir([build.rate('650')]);
  const order = build.order();
  const entry = { id: 'a', subject: 'work', start: at('2026-03-02', '09:00'), end: at('2026-03-02', '10:00') };
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  const priced = (repeated: 'refused' | 'ignored', ...entries: TimeEntry[]) =>
    priceColumns(createPlan(ir), [order], columnsOf([{ entries }]), { ...ask, repeated });
  const refused = priced('refused', entry, entry);
  expect(refused.wide.get(0)).toMatchObject({ why: 'several rows have the id `a`', lines: [] });
  expect(refused.wide.get(0)?.problems.map(({ code }) => code)).toEqual(['duplicate-id']);
  const ignored = priced('ignored', entry, entry, { ...entry, id: 'b' });
  expect([ignored.wide.size, ignored.ignored, ignored.totals[0]]).toEqual([0, [1], 130_000]);
  expect(priced('ignored', entry, { ...entry, end: entry.end + 1 }).wide.get(0)?.lines).toEqual([]);
});

const hour = 3600;
const morning = at('2026-03-02', '09:00');
const entry = (id: string, start: number, more: Partial<TimeEntry> = {}): TimeEntry => ({
  ...{ id, subject: 'work', start, end: start + hour },
  ...more,
});

describe('what is wrong with a row is told, and the others are priced as one at a time', () => {
  const ir = build.ir([build.rate('650'), build.priceOf('callout', '595')], {
    numbers: [{ id: 'seats', unit: { kind: 'count' }, span }],
  });
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  const others = [entry('a', morning + 86_400), entry('b', morning)];
  test.each<readonly [what: string, wrong: Facts]>([
    ['a start that is no instant', { entries: [entry('c', Number.NaN)] }],
    ['an end that is none', { entries: [entry('c', morning, { end: Number.NaN })] }],
    ['an end before the start', { entries: [entry('c', morning, { end: 0 })] }],
    ['a start in another age', { entries: [entry('c', 2 ** 53)] }],
    ['a part of a second', { entries: [entry('c', morning + 0.25)] }],
    ['a number that is none', { entries: [entry('c', morning, { numbers: { seats: 'Infinity' } })] }],
    ['a moment that is none', { entries: [entry('c', morning, { moments: { ordered: 0.5 } })] }],
    [
      'a cost that is none',
      { occurrences: [{ ...build.happened('c', 'callout', '2026-03-03', '12:00'), cost: '1e3' }] },
    ],
  ])('%s', (_, { entries = [], occurrences = [] }) => {
    const customers = [
      { order: build.order({ id: 'x' }), facts: { entries: others } },
      { order: build.order({ id: 'y' }), facts: { entries: [...others, ...entries], occurrences } },
    ];
    check(ir, customers, ask);
    check(ir, [{ order: build.order(), facts: { entries, occurrences } }], ask);
    const orders = customers.map(({ order }) => order);
    const { ids: _ids, ...unnamed } = columnsOf(customers.map(({ facts }) => facts));
    const { wide, totals } = priceColumns(createPlan(ir), orders, unnamed, ask);
    expect([...wide].map(([place, { problems }]) => [place, problems.length])).toEqual([[1, 1]]);
    expect([...totals]).toEqual([130_000, 130_000]);
  });
});

test('what counting adds stands where its scope begins, also where what is asked for begins between', () => {
  const ir = build.ir([build.rate('600'), build.counts({ step: '3600' }, { scope: 'job' })]);
  const keys = { job: 'j' };
  const long = (id: string, start: number) => entry(id, start, { end: start + 1.25 * hour, keys });
  const entries = [long('a', morning), long('b', morning + 10 * 86_400)];
  const customers = [{ order: build.order(), facts: { entries } }];
  for (const [from, until] of [
    ['2026-03-01', '2026-03-31'],
    ['2026-03-08', '2026-03-31'],
    ['2026-03-01', '2026-03-08'],
  ] as const)
    expect(check(ir, customers, { from, until, basis: 'cost' })).toBe(1);
});

test('what is too large for one number is added up exactly', () => {
  const ir = build.ir([build.priceOf('callout', '1'), build.rate('1')]);
  const often = (day: number, quantity: string) => ({
    ...build.happened(`${day}`, 'callout', `2026-03-0${day}`, '12:00'),
    quantity,
  });
  const occurrences = [often(2, '100000000000000000000'), often(3, '8000'), often(4, '8000'), often(5, '8000')];
  const { totals, wide } = priceColumns(createPlan(ir), [build.order()], columnsOf([{ occurrences }]), {
    ...{ from: '2026-03-01', until: '2026-03-31', basis: 'cost' },
  });
  expect(wide.get(0)?.lines.map(({ amount }) => amount)).toHaveLength(4);
  expect(totals[0]).toBe(Number(10_000_000_000_000_002_400_000n));
});

test('what it costs that a visit begins with one activity is a line of the visit', () => {
  const { ir } = compile('test/constructs/support.avtal', (path) => readFileSync(path, 'utf8'));
  const order = ir?.examples[0]?.order;
  if (ir === undefined || order === undefined) throw new Error('does not compile');
  const choices = { channel: 'phone', severity: 'high', sender: 'contact' };
  const entries = [entry('a', morning, { subject: 'onsite', choices, keys: { visit: 'v' } })];
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  expect(check(ir, [{ order, facts: { entries } }], ask)).toBe(1);
});

test('what is bought and never used is paid back', () => {
  const { ir } = compile('test/constructs/paid-back.avtal', (path) => readFileSync(path, 'utf8'));
  const order = ir?.examples.find(({ id }) => id === 'cards')?.order;
  if (ir === undefined || order === undefined) throw new Error('does not compile');
  const facts = { occurrences: [build.happened('a', 'card', '2026-02-10', '12:00')] };
  const ask = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;
  expect(oneByOne(ir, order, facts, ask).map(({ kind }) => kind)).toEqual(['unused', 'price']);
  check(ir, [{ order, facts }], ask);
});

const constructs = readdirSync('test/constructs').filter((file) => file.endsWith('.avtal'));
test.each(constructs)('every example of %s', (file) => {
  const { ir } = compile(`test/constructs/${file}`, (path) => readFileSync(path, 'utf8'));
  if (ir === undefined) throw new Error('does not compile');
  for (const { order, facts } of ir.examples)
    check(ir, [{ order, facts: facts as Facts }], {
      from: order.from,
      until: order.until ?? '2027-06-30',
      basis: 'cost',
    });
});

test('random work of all kinds', () => {
  fc.assert(
    fc.property(priceCases, ({ ir, order, facts, ask }) => {
      check(ir, [{ order, facts }], ask);
    }),
    { numRuns: 60 },
  );
});
