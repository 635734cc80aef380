// Questions (Q1–Q7, E1): decision tables, precedence, values that are not stated, borders.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, createPlan } from '../../runtime/src/asking/plan.ts';
import { beats } from '../../runtime/src/asking/precedence.ts';
import { Rational } from '../../runtime/src/exact.ts';
import type { Situation } from '../../runtime/src/facts.ts';
import type { Box, Clause, Condition, Ir, NumberRange } from '../../runtime/src/ir.ts';
import { dayOf } from '../../runtime/src/time/civil.ts';
import {
  acme,
  agreement,
  at,
  both,
  choice,
  clause,
  daily,
  h,
  norway,
  not,
  span,
  weekdays,
  windows,
  workday,
} from './agreement.ts';

const rate = (id: string, amount: string, rest: Partial<Clause> = {}): Clause =>
  clause({
    kind: 'rate',
    question: 'rate:work',
    subject: 0,
    value: { kind: 'rate', amount, per: '3600' },
    id,
    ...(rest as object),
  });
const tiers = choice('tier', ['Basic', 'Pro'], { given: 'order' });
const channels = choice('channel', ['phone', 'email']);
const situation = (rest: Partial<Situation> = {}): Situation => ({
  at: at('2026-03-04', '10:00'),
  choices: {},
  ...rest,
});

function ids(answer: Answer): string {
  switch (answer.kind) {
    case 'clause':
      return answer.clause.id;
    case 'none':
      return 'none';
    case 'contradiction':
      return `contradiction ${answer.clauses.map(({ id }) => id).join()}`;
    case 'missing':
      return `missing ${[...answer.choices, ...answer.numbers].join()}`;
  }
}

function ask(parts: Parameters<typeof agreement>[0], about: Partial<Situation> = {}, question = 'rate:work'): string {
  return ids(createPlan(agreement(parts)).ask(question, acme, situation(about)));
}

describe('Q2: what beats what', () => {
  const documents: Ir['documents'] = [
    { id: 'main', external: false, beats: [], span },
    { id: 'cloud', external: false, beats: [0], span },
    { id: 'beside', external: false, beats: [], span },
  ];
  const plain = rate('plain', '1');
  test.each<[string, Partial<Clause>, string]>([
    ['a document over another', { document: 1, rank: 'default' }, 'other'],
    ['documents without order do not decide', { document: 2 }, 'contradiction plain,other'],
    ['a module beats what is common', { section: 'sql', rank: 'default' }, 'other'],
    ['over beats by name', { over: ['plain'], rank: 'default' }, 'other'],
    ['over reaches through others', { over: ['absent'], rank: 'default' }, 'other'],
    ['override beats plain', { rank: 'override' }, 'other'],
    ['plain beats default', { rank: 'default' }, 'plain'],
  ])('%s', (_, rest, winner) => {
    const absent = rate('absent', '3', { over: ['plain'], when: [] });
    expect(ask({ documents, clauses: [plain, absent, rate('other', '2', rest)] })).toBe(winner);
  });
  test('one at a time', () => {
    const ir = agreement({ clauses: [plain, rate('other', '2', { rank: 'override' })] });
    expect(beats(ir, ir.clauses[1]!, ir.clauses[0]!)).toBe(true);
    expect(beats(ir, ir.clauses[0]!, ir.clauses[1]!)).toBe(false);
  });
});

describe('Q3, E1: equal answers are one answer', () => {
  test('650/h is 325 per half hour, and 650.0/h', () => {
    const half = rate('b', '0', { value: { kind: 'rate', amount: '325', per: '1800' } });
    expect(ask({ clauses: [rate('a', '650'), half, rate('c', '650.0')] })).toBe('a');
  });
  test('different answers are a contradiction', () => {
    expect(ask({ clauses: [rate('a', '650'), rate('b', '651')] })).toBe('contradiction a,b');
  });
  test('two clocks are two answers', () => {
    const target = (id: string, clock: 'elapsed' | 'window') =>
      clause({
        kind: 'target',
        question: 'target:respond',
        target: 0,
        id,
        value: {
          kind: 'duration',
          seconds: 7200,
          clock: clock === 'elapsed' ? { kind: clock } : { kind: clock, window: 0 },
        },
      });
    const parts = { windows: windows({ always: { kind: 'always' } }) };
    expect(ask({ ...parts, clauses: [target('a', 'elapsed'), target('b', 'window')] }, {}, 'target:respond')).toBe(
      'contradiction a,b',
    );
  });
});

describe('Q7: what is not stated', () => {
  const clauses = [
    rate('phone', '1', { when: [{ choices: { channel: ['phone'] } }] }),
    rate('email', '2', {
      when: [{ choices: { channel: ['email'] }, numbers: { estimate: [{ max: '4', maxIncluded: true }] } }],
    }),
    rate('long', '1', { when: [{ choices: { channel: ['email'] }, numbers: { estimate: [{ min: '4' }] } }] }),
  ];
  const dimensions = [channels];
  test('is asked for when it matters', () => {
    expect(ask({ dimensions, clauses })).toBe('missing channel,estimate');
    expect(ask({ dimensions, clauses }, { choices: { channel: 'email' } })).toBe('missing estimate');
  });
  test('does not matter when every value gives the same', () => {
    expect(ask({ dimensions, clauses }, { choices: { channel: 'phone' } })).toBe('phone');
    expect(ask({ dimensions, clauses }, { numbers: { estimate: '5' } })).toBe('phone');
  });
  test('of the clauses that give it for one value or another, the first is named', () => {
    const same = [
      rate('late', '1', { when: [{ choices: { channel: ['email'] } }] }),
      rate('first', '1', { when: [{ choices: { channel: ['phone'] } }] }),
    ];
    expect(ask({ dimensions, clauses: same })).toBe('late');
    expect(ask({ dimensions, clauses: same.toReversed() })).toBe('first');
  });
  test('bounds: up to contains, over does not', () => {
    const email = { choices: { channel: 'email' } };
    expect(ask({ dimensions, clauses }, { ...email, numbers: { estimate: '4.0' } })).toBe('email');
    expect(ask({ dimensions, clauses }, { ...email, numbers: { estimate: '4.01' } })).toBe('long');
  });
  test('a default is stated', () => {
    expect(ask({ dimensions: [{ ...channels, defaultValue: 'phone' }], clauses })).toBe('phone');
  });
  test('a value that is not declared is as good as none', () => {
    expect(ask({ dimensions, clauses }, { choices: { channel: 'fax' } })).toBe('missing channel,estimate');
  });
  test('Q5: an event that has not happened lies neither inside nor outside', () => {
    const test = (inside: boolean) => ({ when: [{ windows: [{ moment: 'confirmed', window: 0, inside }] }] });
    const clauses = [
      rate('plain', '3', { rank: 'default' }),
      rate('in', '1', test(true)),
      rate('out', '2', test(false)),
    ];
    const parts = { windows: windows({ core: daily(workday, 8, 16) }), clauses };
    expect(ask(parts)).toBe('plain');
    expect(ask(parts, { moments: { confirmed: at('2026-03-04', '12:00') } })).toBe('in');
    expect(ask(parts, { moments: { confirmed: at('2026-03-04', '17:00') } })).toBe('out');
  });
  test('Q9: an open value that the order states is that value', () => {
    const open = rate('open', '1', { value: { kind: 'open', name: 'hourly' } });
    const plan = createPlan(agreement({ clauses: [open, rate('same', '650')] }));
    const values = { hourly: { kind: 'rate', amount: '650', per: '3600' } } as const;
    expect(ids(plan.ask('rate:work', acme, situation()))).toBe('contradiction open,same');
    const answer = plan.ask('rate:work', { ...acme, values }, situation());
    expect(answer).toMatchObject({ kind: 'clause', clause: { id: 'open', value: values.hourly } });
  });
});

describe('dimensions', () => {
  test('the order gives its tier and is a value itself; an unknown order matches no special terms', () => {
    const order = { ...acme, choices: { tier: 'Pro' } };
    const ir = agreement({
      dimensions: [tiers, choice('order', ['acme'], { given: 'order' })],
      clauses: [
        rate('basic', '1', { when: [{ choices: { tier: ['Basic'] } }] }),
        rate('pro', '2', { when: [{ choices: { tier: ['Pro'] } }] }),
        rate('special', '3', { when: [{ choices: { order: ['acme'] } }], rank: 'override' }),
      ],
    });
    const plan = createPlan(ir);
    expect(ids(plan.ask('rate:work', order, situation()))).toBe('special');
    expect(ids(plan.ask('rate:work', { ...order, id: 'other' }, situation()))).toBe('pro');
  });
  test('a module: of the fact, of the subject, or none', () => {
    const modules = choice('module', ['sql'], { given: 'module' });
    const clauses = [
      rate('common', '1'),
      rate('module', '2', { section: 'sql', when: [{ choices: { module: ['sql'] } }] }),
    ];
    expect(ask({ dimensions: [modules], clauses })).toBe('common');
    expect(ask({ dimensions: [modules], clauses }, { choices: { module: 'sql' } })).toBe('module');
    const subjects: Ir['subjects'] = [
      { id: 'work', kind: 'activity', unit: { kind: 'time' }, countsAs: [], module: 'sql', span },
    ];
    expect(ask({ dimensions: [modules], clauses, subjects })).toBe('module');
  });
  test('a decided choice is asked for first, and says what it misses', () => {
    const decide = (value: string, impact: string) =>
      clause({
        kind: 'decide',
        question: 'decide:severity',
        dimension: 'severity',
        id: value,
        value: { kind: 'choice', choice: value },
        when: [{ choices: { impact: [impact] } }],
      });
    const parts = {
      dimensions: [choice('impact', ['high', 'low']), choice('severity', ['critical', 'normal'], { given: 'decided' })],
      clauses: [
        decide('critical', 'high'),
        decide('normal', 'low'),
        rate('dear', '2', { when: [{ choices: { severity: ['critical'] } }] }),
        rate('cheap', '1', { when: [{ choices: { severity: ['normal'] } }] }),
      ],
    };
    expect(ask(parts, { choices: { impact: 'high' } })).toBe('dear');
    expect(ask(parts, { choices: { impact: 'low' } })).toBe('cheap');
    expect(ask(parts)).toBe('missing impact');
    expect(ask(parts, { choices: { severity: 'normal' } })).toBe('cheap'); // stated by the fact itself
  });
  test('choices that decide each other end', () => {
    const decide = (dimension: string, by: string) =>
      clause({
        kind: 'decide',
        question: `decide:${dimension}`,
        dimension,
        value: { kind: 'choice', choice: 'x' },
        when: [{ choices: { [by]: ['x'] } }],
      });
    const decided = { given: 'decided' } as const;
    const clauses = [decide('a', 'b'), decide('b', 'a'), rate('plain', '1', { when: [{ choices: { a: ['x'] } }] })];
    const dimensions = [choice('a', ['x', 'y'], decided), choice('b', ['x', 'y'], decided)];
    expect(ask({ dimensions, clauses })).toMatch(/^missing/);
  });
  test('Q6: dates, both ends included', () => {
    const clauses = [
      rate('old', '1', { when: [{ dates: { until: '2026-03-28' } }] }),
      rate('new', '2', { when: [{ dates: { from: '2026-03-29' } }] }),
    ];
    expect(ask({ clauses }, { at: at('2026-03-29') - 1 })).toBe('old');
    expect(ask({ clauses }, { at: at('2026-03-29') })).toBe('new');
    expect(
      createPlan(agreement({ clauses })).borders(['rate:work'], at('2026-03-28'), at('2026-03-31'), undefined),
    ).toEqual([at('2026-03-29')]);
  });
  test('mode all: every clause that nothing beats', () => {
    const permit = (id: string, rank: Clause['rank'], when: Condition = [{}]) =>
      clause({ kind: 'permit', question: 'permit:downtime', subject: 0, value: { kind: 'freely' }, id, rank, when });
    const plan = createPlan(
      agreement({
        dimensions: [channels],
        clauses: [permit('a', 'plain'), permit('b', 'plain'), permit('c', 'default')],
      }),
    );
    expect(plan.all('permit:downtime', acme, situation())).toMatchObject({
      kind: 'clauses',
      clauses: [{ id: 'a' }, { id: 'b' }],
    });
    expect(plan.all('permit:other', acme, situation())).toEqual({ kind: 'clauses', clauses: [] });
  });
});

describe('laws', () => {
  const values = { tier: ['Basic', 'Pro'], channel: ['phone', 'email'] };
  const range: fc.Arbitrary<NumberRange> = fc
    .record({
      min: fc.integer({ min: 0, max: 5 }),
      length: fc.integer({ min: 0, max: 3 }),
      a: fc.boolean(),
      b: fc.boolean(),
    })
    .map(({ min, length, a, b }) => ({ min: `${min}`, minIncluded: a, max: `${min + length}.0`, maxIncluded: b }));
  const box: fc.Arbitrary<Box> = fc.record(
    {
      choices: fc.record(
        { tier: fc.subarray(values.tier), channel: fc.subarray(values.channel) },
        { requiredKeys: [] },
      ),
      numbers: fc.record({ estimate: fc.array(range, { minLength: 1, maxLength: 2 }) }, { requiredKeys: [] }),
      windows: fc.array(
        fc.record({
          moment: fc.constantFrom('self', 'start'),
          window: fc.integer({ min: 0, max: 1 }),
          inside: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
      dates: fc.constantFrom(
        { from: '2026-03-29' },
        { until: '2026-03-28' },
        { from: '2026-03-20', until: '2026-03-30' },
      ),
    },
    { requiredKeys: [] },
  );
  const clauses = fc.array(
    fc.record({
      when: fc.array(box, { minLength: 1, maxLength: 3 }),
      rank: fc.constantFrom<Clause['rank']>('default', 'plain', 'override'),
      section: fc.option(fc.constant('sql'), { nil: undefined }),
      over: fc.subarray(['c0', 'c1', 'c2'], { maxLength: 1 }),
      amount: fc.constantFrom('1', '2'),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const sets = { core: daily(workday, 8, 16), night: daily(both(weekdays(6, 7), not(norway)), 22, 6, 1) };
  const moment = fc.integer({ min: 0, max: 24 * 20 }).map((hours) => at('2026-03-15') + h(hours));

  test('the table says what reading the clauses one by one says', () => {
    fc.assert(
      fc.property(
        clauses,
        fc.array(
          fc.record({
            at: moment,
            start: moment,
            tier: fc.constantFrom(...values.tier),
            channel: fc.constantFrom(...values.channel),
            estimate: fc.integer({ min: 0, max: 16 }),
          }),
          { minLength: 1, maxLength: 10 },
        ),
        (made, situations) => {
          const ir = agreement({
            windows: windows(sets),
            dimensions: [tiers, channels],
            clauses: made.map(({ section, amount, ...rest }, index) =>
              rate(`c${index}`, amount, { ...rest, ...(section !== undefined && { section }) }),
            ),
          });
          const plan = createPlan(ir);
          const shared = createPlan(ir);
          const placeOf = shared.places(['rate:work']);
          for (const { at, start, tier, channel, estimate } of situations) {
            const numbers = { estimate: `${estimate / 2}` };
            const about: Situation = { at, choices: { tier, channel }, numbers, moments: { start } };
            const matching = ir.clauses.filter(({ when }) => when.some((box) => holds(box, about)));
            const unbeaten = matching.filter((a) => !matching.some((b) => b !== a && beats(ir, b, a)));
            const best = unbeaten.length > 0 ? unbeaten : matching;
            const amounts = new Set(
              best.map((found) => (found.kind === 'rate' && found.value.kind === 'rate' ? found.value.amount : '')),
            );
            const expected =
              best.length === 0
                ? 'none'
                : amounts.size === 1
                  ? best[0]!.id
                  : `contradiction ${best.map(({ id }) => id)}`;
            expect(ids(plan.ask('rate:work', acme, about))).toBe(expected);
            // What stands in one place has one answer, whichever of them asked first.
            expect(ids(shared.ask('rate:work', acme, about, placeOf(acme, about)))).toBe(expected);
          }
          function holds(box: Box, { at, choices, moments, numbers }: Situation): boolean {
            const day = plan.calendar.zone.dayAt(at);
            return (
              Object.entries(box.choices ?? {}).every(([id, allowed]) => allowed.includes(choices[id] ?? '')) &&
              (box.windows ?? []).every(
                ({ moment, window, inside }) =>
                  plan.calendar.isOpen(window, moment === 'self' ? at : (moments?.[moment] ?? at)) === inside,
              ) &&
              Object.values(box.numbers ?? {}).every((ranges) =>
                ranges.some((one) => inRange(one, numbers?.estimate ?? '')),
              ) &&
              (box.dates?.from === undefined || dayOf(box.dates.from) <= day) &&
              (box.dates?.until === undefined || day <= dayOf(box.dates.until))
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('between borders the answer stays', () => {
    fc.assert(
      fc.property(clauses, (made) => {
        const plan = createPlan(
          agreement({
            windows: windows(sets),
            dimensions: [tiers, channels],
            clauses: made.map(({ section, amount, ...rest }, index) => rate(`c${index}`, amount, rest)),
          }),
        );
        const [from, until] = [at('2026-03-27'), at('2026-03-31')];
        const borders = new Set(plan.borders(['rate:work'], from, until, undefined));
        let last: string | undefined;
        for (let t = from; t < until; t += 1800) {
          const now = ids(
            plan.ask('rate:work', acme, {
              at: t,
              choices: { tier: 'Pro', channel: 'phone' },
              numbers: { estimate: '2' },
              moments: { start: from },
            }),
          );
          if (t > from && now !== last) expect(borders.has(t)).toBe(true);
          last = now;
        }
      }),
      { numRuns: 100 },
    );
  });
});

function inRange({ min, minIncluded, max, maxIncluded }: NumberRange, text: string): boolean {
  const value = Rational.of(text);
  const above = min === undefined ? 1 : value.compare(Rational.of(min));
  const below = max === undefined ? -1 : value.compare(Rational.of(max));
  return (above > 0 || (above === 0 && minIncluded === true)) && (below < 0 || (below === 0 && maxIncluded === true));
}
