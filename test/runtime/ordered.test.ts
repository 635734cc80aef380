// What the order says of a choice is not for facts to say (meaning Q7): each that says otherwise is told, with both words.
import { describe, expect, test } from 'vitest';
import {
  approval,
  createPlan,
  deadlineColumns,
  deadlines,
  duties,
  measures,
  type Order,
  type Problem,
  permitted,
  price,
  priceColumns,
  requirements,
} from '../../runtime/src/index.ts';
import { at, choice, clause, span } from './agreement.ts';
import * as build from './build.ts';
import { target, time } from './tickets.ts';

const month = { basis: 'calendar', unit: 'month', count: 1 } as const;
const forms = { question: 'approve:work', subject: 0 };
const ir = {
  ...build.ir(
    [
      build.rate('500', { when: [build.tier('Standard')] }),
      build.rate('900', { when: [build.tier('Pro')] }),
      build.fee('100', { unit: 'vm' }),
      target(time(1), [build.tier('Standard')]),
      target({ kind: 'no-promise' }, [build.tier('Pro')]),
      clause({ kind: 'approve', ...forms, value: { kind: 'approval', what: 'free' } }),
      clause({ kind: 'permit', question: 'permit:work', subject: 0, value: { kind: 'freely' } }),
      clause({
        kind: 'perform',
        name: 'restore',
        question: 'perform:restore',
        value: { kind: 'frequency', count: 1, period: month },
        unit: build.s('vm'),
      }),
      clause({ kind: 'require', question: 'require:vm', unit: build.s('vm'), value: { kind: 'limit', atLeast: '1' } }),
    ],
    {
      dimensions: [
        choice('tier', ['Standard', 'Pro'], { given: 'order' }),
        choice('order', ['acme', 'beta'], { given: 'order' }),
        choice('kind', ['normal', 'urgent']),
      ],
    },
  ),
  measures: [
    {
      ...{ id: 'up', what: { kind: 'outages' } as const, period: month, when: [{}], unit: { kind: 'count' } as const },
      ...{ except: [], span, of: build.s('vm') },
    },
  ],
};
const plan = createPlan(ir);
const order: Order = build.order({ choices: { tier: 'Standard' } });
const ask = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
const start = at('2026-03-04', '10:00');
const otherwise = 'It says `Pro` of `tier`, and the order `acme` says `Standard`.';

const pro = { choices: { tier: 'Pro' } };
const same = { choices: { tier: 'Standard' } };
const entry = (said: object) => ({ entries: [{ id: 'a', subject: 'work', start, end: start + 3600, ...said }] });
const unit = (said: object) => ({ units: [{ id: 'u', unit: 'vm', from: '2026-01-01', ...said }] });
const event = (said: object) => [{ ticket: 'T', at: start, event: 'reported', ...said }];
const wish = (said: object) => ({ subject: 'work', after: start, choices: {}, ...said });
const estimate = (said: object) => ({ subject: 'work', at: start, choices: {}, numbers: {}, ...said });
const outage = (said: object) => ({ ...unit({}), outages: [{ id: 'x', start, end: start + 60, unit: 'u', ...said }] });

/** What is told of a fact that says something of the order's choice. */
type Told = { readonly problems: readonly Problem[] };
const asked: Readonly<Record<string, (said: object) => Told>> = {
  'price of an entry': (said) => price(plan, order, entry(said), ask),
  'price of a unit': (said) => price(plan, order, unit(said), ask),
  'deadlines of an event': (said) => deadlines(plan, order, event(said)),
  'measures of an outage': (said) => measures(plan, order, outage(said), ask),
  'measures of a unit': (said) => measures(plan, order, unit(said), ask),
  'duties of a unit': (said) => duties(plan, order, unit(said), ask),
  'requirements of a unit': (said) => requirements(plan, order, unit(said), ask),
  'a permission': (said) => permitted(plan, order, wish(said)),
  'an approval': (said) => approval(plan, order, estimate(said)),
};

describe('what the order says, facts do not say otherwise (Q7)', () => {
  test.each(Object.entries(asked))('%s', (_, told) => {
    expect(told(pro).problems.map(({ message }) => message)).toEqual([otherwise]);
    expect(told(pro).problems[0]?.code).toBe('bad-fact');
    expect(told(same).problems).toEqual([]);
    expect(told({}).problems).toEqual([]);
  });

  test('what says otherwise is not priced, what says the same is', () => {
    const net = (said: object) => price(plan, order, entry(said), ask).totals.net;
    expect([net({}), net(same), net(pro)]).toEqual(['500.00', '500.00', '0.00']);
    expect(price(plan, order, unit(pro), ask).lines).toEqual([]);
  });

  test('an order is itself', () => {
    const problems = (id: string) => price(plan, order, entry({ choices: { order: id } }), ask).problems;
    expect(problems('acme')).toEqual([]);
    expect(problems('beta')[0]?.message).toBe('It says `beta` of `order`, and the order `acme` says `acme`.');
  });

  test('a unit of the order says what the order says', () => {
    const wrong = { ...order, ...unit(pro) };
    expect(price(plan, wrong, {}, ask).problems[0]?.message).toBe(`The unit \`u\` of the order: ${otherwise}`);
  });

  test('a ticket stays what the order says', () => {
    const [found] = deadlines(plan, order, event(pro)).targets;
    expect([found?.state, found?.due]).toEqual(['running', start + 3600]);
  });
});

describe('in columns', () => {
  // What was not permitted is asked of each fact.
  const plan = createPlan({ ...ir, clauses: ir.clauses.filter(({ kind }) => kind !== 'permit') });
  const column = (...values: string[]) => ({ choices: { tier: { codes: Uint8Array.of(0, 1), values } } });
  const orders = [order, build.order({ id: 'beta', choices: { tier: 'Pro' } })];
  const work = (...values: string[]) => ({
    ...{ rows: 2, order: Uint8Array.of(0, 1), ...column(...values) },
    ...{ start: Float64Array.of(start, start), end: Float64Array.of(start + 3600, start + 3600) },
  });

  test('rows that say what their orders say stay narrow', () => {
    const priced = priceColumns(plan, orders, work('Standard', 'Pro'), ask);
    expect([[...priced.totals], priced.wide.size]).toEqual([[50000, 90000], 0]);
  });

  test('a row that says otherwise is told, and its order alone', () => {
    const priced = priceColumns(plan, orders, work('Pro', 'Pro'), ask);
    expect([...priced.totals]).toEqual([0, 90000]);
    expect([...priced.wide].map(([place, { problems }]) => [place, problems[0]?.message])).toEqual([[0, otherwise]]);
  });

  test('tickets', () => {
    const events = { reported: Float64Array.of(start, start) };
    const said = (...values: string[]) => ({ rows: 2, order: Uint8Array.of(0, 1), events, ...column(...values) });
    expect(deadlineColumns(plan, orders, said('Standard', 'Pro')).wide.size).toBe(0);
    const { wide, targets } = deadlineColumns(plan, orders, said('Pro', 'Pro'));
    expect([...wide].map(([row, { problems }]) => [row, problems[0]?.message])).toEqual([[0, otherwise]]);
    expect(targets[0]?.due[0]).toBe(start + 3600);
  });
});
