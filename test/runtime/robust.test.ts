// What a caller of the runtime may get wrong: every field of an agreement, of facts, orders and questions, one at a time. Nothing throws.
import { readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import {
  approval,
  type Carried,
  createPlan,
  deadlineColumns,
  deadlines,
  duties,
  type Facts,
  type Ir,
  interest,
  loadIr,
  measures,
  notice,
  type Order,
  type Plan,
  payment,
  permitted,
  price,
  priceColumns,
  readCarried,
  readFacts,
  readOrder,
  requirements,
  term,
} from '../../runtime/src/index.ts';
import { filesOf } from '../docs/program.ts';

const files = filesOf('docs/embedding.md');
const json = JSON.parse(files.get('agreement.json') ?? '');
const at = Date.UTC(2026, 2, 3, 9) / 1000;

function load(text: unknown): Ir {
  const loaded = loadIr(text);
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  return loaded.ir;
}
const ir = load(json);
const plan = createPlan(ir);
/** The same with a measure of its units. */
const measured = createPlan({
  ...ir,
  measures: [
    {
      ...{ id: 'up', what: { kind: 'outages' }, period: { basis: 'calendar', unit: 'month', count: 1 } },
      of: ir.subjects.findIndex(({ id }) => id === 'vm'),
      ...{ when: [{}], unit: { kind: 'count' }, except: [{ when: [{}], upTo: 30, leavesOut: true }] },
      span: { file: 'a.avtal', line: 1, column: 1, endLine: 1, endColumn: 2 },
    },
  ],
});

/** One that says how long it runs, and how it is paid. */
const termed = ((): Plan => {
  const text = `agreement A {
    currency NOK
    timezone Europe/Oslo
    vat none
    tiers Basic | Pro
    unit vm
    term: 12 months, renews for 12 months
    notice customer: 3 months before end
    notice customer sql: 1 month
    payment: 30 days
    interest: ECB +8%
    require vm: at least 1
  }`;
  const { ir, diagnostics } = compile('a.avtal', () => text);
  if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return createPlan(ir);
})();
const reports = { rows: 1, events: { reported: Float64Array.of(at) } };
const work = { rows: 1, start: Float64Array.of(at), end: Float64Array.of(at + 60) };

const good = {
  order: {
    id: 'acme',
    customer: 'Acme',
    from: '2026-01-01',
    until: '2026-12-31',
    choices: { tier: 'Pro' },
    units: [{ id: 'u', unit: 'vm', from: '2026-01-01', until: '2026-11-30', numbers: {}, choices: {} }],
    values: { travelrate: { kind: 'rate', amount: '600', per: '3600' } },
  },
  facts: {
    entries: [
      {
        ...{ id: 'a', subject: 'work', start: at, end: at + 7200, person: 'p', origin: { file: 'f', line: 1 } },
        ...{ keys: { job: 'j', ticket: 'T' }, choices: { channel: 'phone' }, numbers: { estimate: '3600' } },
      },
    ],
    occurrences: [{ id: 'o', subject: 'none', at, quantity: '1', cost: '3', keys: {}, choices: {}, numbers: {} }],
    tickets: [{ ticket: 'T', at, event: 'reported', choices: { channel: 'phone' }, numbers: {}, origin: {} }],
    units: [{ id: 'v', unit: 'vm', from: '2026-02-01', until: '2026-03-10', numbers: {}, choices: {} }],
    outages: [{ id: 'x', start: at, end: at + 60, unit: 'v', choices: {}, numbers: {}, origin: {} }],
    performed: [{ id: 'p', name: 'restore', on: '2026-03-02', unit: 'v', origin: {} }],
  },
  pricing: {
    from: '2026-03-01',
    until: '2026-03-31',
    basis: 'cost',
    opening: {
      format: 'avtal-balances',
      version: 1,
      on: '2026-02-28',
      lots: [
        {
          ...{ subject: 'work', left: '3600', granted: '7200', clause: 'include.work.2' },
          ...{ from: '2026-03-01', until: '2026-03-31', carriedPeriods: 1 },
        },
      ],
      drawn: [{ fact: 'a', subject: 'work', from: at, added: false, quantity: '3' }],
    },
  },
  days: { from: '2026-03-01', until: '2026-03-31' },
  moment: { at },
  matter: { subject: 'downtime', after: at, choices: {}, noticeAt: at, numbers: {} },
  job: { subject: 'work', at, choices: {}, numbers: { estimate: '3600' } },
  on: '2026-03-02',
  leaving: { who: 'customer' as const, name: 'sql', on: '2026-03-02' },
  late: {
    ...{ sum: '100', due: '2026-03-02', paid: '2026-04-02' },
    indices: [{ id: 'i', series: 'ECB', period: '2026-01-01', value: '4' }],
  },
  tables: [{ file: 'f', rows: [{ line: 2, values: { id: 'a', start: '2026-03-01 08:00', hours: '1' } }] }],
};
type Given = typeof good;

/** Each call with what it is given; the types are what is being broken. */
const calls: Readonly<Record<string, { readonly uses: readonly (keyof Given)[]; run(given: Given): unknown }>> = {
  price: {
    uses: ['order', 'facts', 'pricing'],
    run: ({ order, facts, pricing }) =>
      price(plan, order as Order, facts as Facts, pricing as Parameters<typeof price>[3]),
  },
  deadlines: {
    uses: ['order', 'facts', 'moment'],
    run: ({ order, facts, moment }) => deadlines(plan, order as Order, (facts as Facts | null)?.tickets ?? [], moment),
  },
  duties: {
    uses: ['order', 'facts', 'days'],
    run: (given) => duties(plan, given.order as Order, given.facts, given.days),
  },
  measures: {
    uses: ['order', 'facts', 'days'],
    run: (given) => measures(measured, given.order as Order, given.facts, given.days),
  },
  permitted: { uses: ['order', 'matter'], run: ({ order, matter }) => permitted(plan, order as Order, matter) },
  approval: { uses: ['order', 'job'], run: ({ order, job }) => approval(plan, order as Order, job) },
  term: { uses: ['order', 'on'], run: ({ order, on }) => term(termed, order as Order, on) },
  payment: { uses: ['order', 'on'], run: ({ order, on }) => payment(termed, order as Order, on) },
  notice: { uses: ['order', 'leaving'], run: ({ order, leaving }) => notice(termed, order as Order, leaving) },
  interest: { uses: ['order', 'late'], run: ({ order, late }) => interest(termed, order as Order, late) },
  requirements: {
    uses: ['order', 'facts', 'days'],
    run: (given) => requirements(termed, given.order as Order, given.facts, given.days),
  },
  deadlineColumns: {
    uses: ['order', 'moment'],
    run: ({ order, moment }) => deadlineColumns(plan, [order as Order], reports, moment).problems,
  },
  priceColumns: {
    uses: ['order', 'pricing'],
    run: ({ order, pricing }) =>
      priceColumns(plan, [order as Order], work, pricing as Parameters<typeof price>[3]).problems,
  },
  readOrder: { uses: ['order'], run: ({ order }) => readOrder(ir, order) },
  readCarried: { uses: ['pricing'], run: ({ pricing }) => readCarried((pricing as Given['pricing'] | null)?.opening) },
};

const evil = JSON.parse('{"__proto__": {"tier": "Basic"}, "toString": 1, "valueOf": 1}');
const wrongs: readonly unknown[] = [
  ...[undefined, null, 0, -1, 1.5, Number.NaN, 1e300, '', 'x', '__proto__', 'constructor', '9999-12-31', true],
  ...[[], [null], [[]], {}, evil, 10n ** 30n, Symbol('s'), () => 1],
];

type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* pathsIn(part, [...path, name]);
}

/** A copy with one place changed; `undefined` leaves the field out. */
function changed<T>(value: T, [name, ...rest]: Path, to: unknown): T {
  if (name === undefined) return to as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  const part = changed(copy[name], rest, to);
  if (part === undefined && !Array.isArray(value)) delete copy[name];
  else copy[name] = part;
  return copy as T;
}

describe('one wrong value at a time', () => {
  test.each(Object.entries(calls))('%s answers', (_, { uses, run }) => {
    expect(() => run(good)).not.toThrow();
    for (const path of pathsIn(good)) {
      if (!uses.includes(path[0] as keyof Given)) continue;
      for (const wrong of wrongs) {
        const given = changed(good, path, wrong);
        let told = '';
        try {
          told = JSON.stringify(run(given), (_key, value) => (typeof value === 'bigint' ? String(value) : value));
        } catch (error) {
          throw new Error(`${path.join('.')} = ${String(wrong === evil ? 'evil' : typeof wrong)}`, { cause: error });
        }
        expect(told).toMatch(/^[{[]/);
      }
    }
  });

  test.each<readonly [tables: unknown, options: unknown, message: string]>([
    [7, {}, 'What is to be read is not a list of tables.'],
    [[null], {}, '`tables[0]` is not an object of `rows`.'],
    [[{ rows: 'x' }], {}, '`tables[0].rows` is not a list.'],
    [[{ kind: 'toString', rows: [] }], {}, '`tables[0].kind` is not one of `'],
    [[{ header: { line: 1 }, rows: [] }], {}, '`tables[0].header` is not an object of `line` and `columns`.'],
    [good.tables, null, 'How it is to be read is not an object.'],
    [good.tables, { twice: 'both' }, '`twice` is not "first" or "last".'],
    [good.tables, { ignore: [7] }, '`ignore` is not a list of texts.'],
  ])('no rows are read of %j, %j', (tables, options, message) => {
    const { facts, problems } = readFacts(ir, tables as never, options as never);
    expect([facts.entries.length, problems.map((one) => one.message)]).toEqual([0, [expect.stringContaining(message)]]);
  });

  test('rows may be anything that JSON has', () => {
    for (const wrong of [null, 0, '', 'x', [], {}, true, evil]) {
      const rows = [{ values: wrong }, wrong, { values: { id: wrong, start: wrong, hours: wrong, job: wrong } }];
      const { facts, rejected } = readFacts(ir, [{ kind: 'entries', rows: rows as never }]);
      expect([facts.entries.length, rejected.length]).toEqual([0, 3]);
    }
  });

  test('a target by another name has its credits all the same', () => {
    const path = 'examples/duinrand-it/duinrand-it.avtal';
    const { ir: own } = compile(path, (name) => readFileSync(name, 'utf8'));
    if (own === undefined) throw new Error('does not compile');
    const targets = own.targets.map((target) => ({ ...target, id: `${target.id}2` }));
    const other = createPlan(load({ ...own, targets }));
    for (const { order, facts } of own.examples)
      expect(() =>
        price(other, order, facts as Facts, { from: order.from, until: '2027-12-31', basis: 'cost' }),
      ).not.toThrow();
  });

  test('an agreement is refused with the path, or works', () => {
    const small = { ...json, zone: { ...json.zone, transitions: json.zone.transitions.slice(0, 2) } };
    const wrong = [undefined, null, -1, 1.5, 1e300, '', '__proto__', [], {}, true];
    // Spans are many and alike: one is enough.
    const paths = [...pathsIn(small)].filter((path) => !path.includes('span') || path[1] === '0');
    for (const [index, path] of paths.entries()) {
      // Every place with some of the values, every value at some of the places.
      for (const to of [wrong[index % wrong.length], wrong[(index * 7 + 3) % wrong.length]]) {
        const loaded = loadIr(changed(small, path, to));
        if ('problems' in loaded) {
          const field = path.findLast((name) => !/^\d+$/.test(String(name)));
          expect(path.length === 1 ? '' : loaded.problems.join(' '), path.join('.')).toContain(
            path.length === 1 ? '' : field,
          );
        } else {
          const use = createPlan(loaded.ir);
          price(use, good.order as Order, good.facts, { ...good.days, basis: 'invoice' });
          deadlines(use, good.order as Order, good.facts.tickets);
        }
      }
    }
  });
});

describe('names', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'a choice and a scope may be called %s',
    (name) => {
      const renamed = (text: string) => text.replaceAll('channel', name).replaceAll('job', name);
      const other = createPlan(load(JSON.parse(renamed(JSON.stringify(ir)))));
      const { choices: _, ...silent } = good.facts.entries[0] ?? {};
      for (const facts of [
        good.facts,
        {
          ...good.facts,
          entries: [{ ...silent, keys: {} }],
          tickets: good.facts.tickets.map(({ choices: __, ...event }) => event),
        },
      ]) {
        const own = JSON.parse(renamed(JSON.stringify(facts))) as Facts;
        const { lines, problems } = price(plan, good.order as Order, facts as Facts, { ...good.days, basis: 'cost' });
        const found = price(other, good.order as Order, own, { ...good.days, basis: 'cost' });
        expect(JSON.stringify([found.lines, found.problems])).toBe(renamed(JSON.stringify([lines, problems])));
        const targets = JSON.stringify(deadlines(plan, good.order as Order, facts.tickets).targets);
        expect(JSON.stringify(deadlines(other, good.order as Order, own.tickets ?? []).targets)).toBe(renamed(targets));
      }
    },
  );

  test('nothing reaches the prototype of objects', () => {
    const facts = JSON.parse(
      '{"entries":[{"id":"__proto__","subject":"__proto__","start":0,"end":1,"keys":{"__proto__":"x"},"choices":{"__proto__":"x"}}],"tickets":[{"ticket":"__proto__","at":1772442000,"event":"__proto__","choices":{"__proto__":"x"}}]}',
    );
    const { problems } = price(plan, good.order as Order, facts, { ...good.days, basis: 'cost' });
    expect(problems.map(({ code }) => code)).toContain('unknown-subject');
    deadlines(plan, good.order as Order, facts.tickets);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('whose the data is', () => {
  const frozen = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };

  test('frozen agreements, orders, facts and balances work; orders share a plan', () => {
    const shared = createPlan(frozen(structuredClone(ir)));
    const order = frozen(structuredClone(good.order)) as Order;
    const basic: Order = frozen({ ...structuredClone(order), id: 'b', choices: { tier: 'Basic' } });
    const facts = frozen(structuredClone(good.facts)) as Facts;
    const ask = frozen({
      ...good.days,
      basis: 'cost',
      opening: structuredClone(good.pricing.opening) as Carried,
    } as const);
    const first = price(shared, order, facts, ask);
    price(shared, basic, facts, { ...good.days, basis: 'cost' });
    expect(price(shared, order, facts, ask)).toEqual(first);
    expect(price(plan, good.order as Order, good.facts as Facts, ask)).toEqual(first);
  });

  test('results do not change when the facts do', () => {
    const facts = structuredClone(good.facts) as Facts & Given['facts'];
    const invoice = price(plan, good.order as Order, facts, { ...good.days, basis: 'cost' });
    const before = JSON.stringify(invoice);
    for (const entry of facts.entries)
      Object.assign(entry, { id: 'changed', end: 0, keys: {}, choices: { channel: 'email' } });
    facts.units.length = 0;
    expect(JSON.stringify(invoice)).toBe(before);
  });
});

test.each([
  [[], 'steps` is empty.'],
  [[{ to: 9 }, { to: 3 }, {}], 'steps[1]` lies below the step before it.'],
  [[{}, { to: 3 }], 'steps[1]` lies below the step before it.'],
])('ladders have steps that rise (%#)', (steps, message) => {
  const value = {
    ...{ kind: 'ladder', mode: 'part' },
    steps: steps.map(({ to }: { to?: number }) => ({
      ...(to === undefined ? {} : { to: { bound: String(to), included: true } }),
      value: { kind: 'rate', amount: '1', per: '3600' },
    })),
  };
  const place = json.clauses.findIndex((clause: { kind: string }) => clause.kind === 'rate');
  expect(loadIr(changed(json, ['clauses', place, 'value'], value))).toEqual({
    problems: [`\`clauses[${place}].value.${message}`],
  });
});

test('balances are read as they were written, with what was drawn of scopes that go on', () => {
  const { opening } = good.pricing;
  expect(readCarried(JSON.parse(JSON.stringify(opening)))).toEqual({ carried: opening });
  const drawn = [{ ...opening.drawn[0], quantity: '-1' }];
  expect(readCarried({ ...opening, drawn })).toEqual({ problem: '`drawn[0].quantity` is missing or wrong.' });
});

test('the time for facts grows with their number', () => {
  const order = good.order as Order;
  const seconds = (count: number): number => {
    const entries = Array.from({ length: count }, (_, index) => ({
      ...{ id: `e${index}`, subject: 'work', start: at + index, end: at + index + 600 },
      ...{ keys: { job: `j${index % 100}` }, choices: { channel: 'phone' } },
    }));
    const wrong = entries.map((entry) => ({ ...entry, id: 'same', subject: 'nothing' }));
    const tickets = entries.map(({ id }, index) => ({ ticket: id, at: at + index, event: 'reported' }));
    const units = entries.map(({ id }) => ({ id, unit: 'vm', from: '2026-03-01' }));
    const began = process.cpuUsage();
    price(plan, order, { entries, units }, { ...good.days, basis: 'cost' });
    price(plan, order, { entries: wrong }, { ...good.days, basis: 'cost' });
    deadlines(plan, order, tickets);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  seconds(1000);
  const [few, many] = [seconds(2000), seconds(16_000)];
  // Eight times as many take about eight times as long; were something squared, it would be sixty-four.
  expect(many / few).toBeLessThan(30);
});
