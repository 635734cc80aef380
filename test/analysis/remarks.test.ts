// What the analysis remarks about permissions, deadlines and tiers, held against trying every half hour and every quarter.
import { asFile, compile } from '@avtal/compiler';
import { createPlan, deadlines, type Ir, permitted } from '@avtal/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remarksOn } from '../../compiler/src/analysis/remarks/passes.ts';
import type { Remark, RemarkName } from '../../compiler/src/analysis/remarks/remark.ts';
import { createSpaces } from '../../compiler/src/analysis/space.ts';
import { finished } from '../../compiler/src/analysis/steps.ts';
import { createWitnesses } from '../../compiler/src/analysis/witness.ts';

function compiled(rows: readonly string[]): Ir {
  const text = asFile(rows.join('\n'));
  const { ir, diagnostics } = compile('a.avtal', () => text, { analysis: false });
  if (ir === undefined) throw new Error(`${text}${diagnostics.map(({ message }) => message).join('\n')}`);
  return ir;
}

function remarks<K extends RemarkName>(ir: Ir, name: K): Extract<Remark, { readonly name: K }>[] {
  const spaces = createSpaces(ir);
  const all = finished(remarksOn(spaces, createWitnesses(spaces)));
  return all.filter((remark): remark is Extract<Remark, { readonly name: K }> => remark.name === name);
}

/** Monday 5 January 2026 00:00 in Oslo, and every half hour of the two weeks from then on. */
const monday = Date.UTC(2026, 0, 4, 23) / 1000;
const halfHours = Array.from({ length: 2 * 7 * 48 }, (_, at) => monday + at * 1800);

const days = fc.constantFrom('Mon-Fri', 'daily', 'Sat-Sun', 'Thu', 'Mon-Wed');
const window = fc
  .tuple(days, fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 12 }))
  .map(([on, from, length]) => `${on} ${two(from)}:00-${two((from + length) % 24)}:00`);
const two = (hour: number): string => String(hour).padStart(2, '0');
const order = (tier?: string) => ({
  id: '',
  from: '2026-01-01',
  choices: tier === undefined ? {} : { tier },
  units: [],
});

test('deadlines are inverted exactly where some later report is answered earlier', () => {
  const span = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean());
  fc.assert(
    fc.property(window, span, span, (core, [inside, insideCore], [outside, outsideCore]) => {
      const value = (hours: number, isCore: boolean) => `${hours} h${isCore ? ' of core' : ' elapsed'}`;
      const ir = compiled([
        `window core = ${core}`,
        `respond when reported during core: ${value(inside, insideCore)}`,
        `respond when reported outside core: ${value(outside, outsideCore)}`,
      ]);
      const plan = createPlan(ir);
      const due = halfHours.map((at) => {
        const events = [{ ticket: 'T', at, event: 'reported' }];
        return deadlines(plan, order(), events, { at }).targets[0]?.due ?? 0;
      });
      const isInverted = due.some((at, index) => index > 0 && at < Math.max(...due.slice(0, index)));
      const [found] = remarks(ir, 'deadline-inversion');
      // One that only the night shows in which the clocks change lies beyond the two weeks.
      const isSeen = found !== undefined && (found.witness?.situation.at ?? 0) <= (halfHours.at(-1) ?? 0);
      expect(isSeen).toBe(isInverted);
    }),
    { numRuns: 60 },
  );
});

test('a matter is never permitted exactly where no half hour is', () => {
  const value = fc.oneof(
    window.map((hours) => `only during (${hours})`),
    window.map((hours) => `not during (${hours})`),
    fc.constantFrom('freely', 'with 1 h notice'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 4 }), (rows) => {
      const ir = compiled([
        'tiers A | B',
        'matter patching, counts as downtime',
        ...rows.map(([a, b], at) => `permit ${at % 2 === 0 ? 'patching' : 'downtime'}: ${a} | ${b}`),
      ]);
      const plan = createPlan(ir);
      const isNever = ['A', 'B'].map((tier) => {
        const asked = { subject: 'patching', after: monday, choices: { tier } };
        return permitted(plan, order(tier), asked).at === 'never';
      });
      const found = remarks(ir, 'never-permitted');
      expect(found.length > 0).toBe(isNever.includes(true));
      for (const { params, witness } of found) {
        const tier = witness?.situation.choices.tier ?? 'A';
        const asked = { subject: params.matter, after: monday, choices: { tier } };
        expect(permitted(plan, order(tier), asked).at).toBe('never');
      }
    }),
    { numRuns: 60 },
  );
});

test('a tier is never the cheapest exactly where it is so at no quarter of an hour', () => {
  const column = (max: number) => fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 0, max })));
  fc.assert(
    fc.property(column(20), column(6), column(9), (fees, hours, rates) => {
      const tiers = ['A', 'B', 'C'];
      const row = (values: readonly unknown[]) => values.join(' | ');
      const ir = compiled([
        'part months full',
        `tiers ${row(tiers)}`,
        `fee per month: ${row(fees.map((fee) => fee * 100))}`,
        `include work per month: ${row(hours.map((hour) => `${hour} h`))}`,
        `rate work: ${row(rates.map((rate) => `${rate * 100}/h`))}`,
      ]);
      const costs = (hour: number): number[] =>
        tiers.map((_, at) => (fees[at] ?? 0) + Math.max(0, hour - (hours[at] ?? 0)) * (rates[at] ?? 0));
      const cheapest = new Set<number>();
      for (let quarter = 0; quarter < 200 * 4; quarter += 1) {
        const all = costs(quarter / 4);
        for (const [at, cost] of all.entries()) if (cost <= Math.min(...all)) cheapest.add(at);
      }
      const never = remarks(ir, 'never-cheapest').map(({ params }) => params.tier);
      for (const tier of never) expect(cheapest).not.toContain(tiers.indexOf(tier));
      // Between two quarters a tier may be the cheapest that no quarter shows.
      for (const [at, tier] of tiers.entries()) if (cheapest.has(at)) expect(never).not.toContain(tier);
    }),
    { numRuns: 60 },
  );
});

test('a milestone that falls due first is found by what both come to, also on different clocks', () => {
  const ir = compiled(['window core = Mon-Fri 08:00-16:00', 'respond: 2 h of core', 'resolve: 6 h elapsed']);
  const [found] = remarks(ir, 'milestones-in-wrong-order');
  const at = found?.witness?.situation.at ?? 0;
  const { targets } = deadlines(createPlan(ir), order(), [{ ticket: 'T', at, event: 'reported' }], { at });
  const [respond, resolve] = targets.map(({ due }) => due ?? 0);
  expect(respond).toBeGreaterThan(resolve ?? Infinity);
});

test('an update is compared with the first response, other milestones only with the solution', () => {
  const rows = [
    'clock elapsed',
    'target acknowledge from reported to acknowledged',
    'target update from reported to updated',
    'target around from reported to worked_around or resolved',
  ];
  const found = (...more: readonly string[]) =>
    remarks(compiled([...rows, ...more]), 'milestones-in-wrong-order').map(({ params }) => [
      params.first,
      params.second,
    ]);
  expect(found('acknowledge: 15 min', 'respond: 2 h', 'update: 4 h')).toEqual([]);
  expect(found('respond: 2 h', 'update: 1 h')).toEqual([['respond', 'update']]);
  expect(found('acknowledge: 5 h', 'resolve: 4 h')).toEqual([['acknowledge', 'resolve']]);
  // What the solution ends too is no solution.
  expect(found('around: 5 h', 'resolve: 4 h')).toEqual([['around', 'resolve']]);
  expect(found('around: 1 h', 'respond: 2 h')).toEqual([]);
});

test('milestones are in the wrong order where only a weekend or Easter shows it', () => {
  const found = (respond: string, resolve: string) =>
    remarks(
      compiled([
        'clock elapsed',
        'holidays Norway',
        'business days Mon-Fri',
        'window core = Mon-Fri 08:00-16:00 except holidays',
        `respond: ${respond}`,
        `resolve: ${resolve}`,
      ]),
      'milestones-in-wrong-order',
    ).map(({ witness }) => witness?.text);
  expect(found('at opening of core', '24 h')).toEqual(['Saturday 10 January 2026 09:00']);
  expect(found('20 min of core', '64 h')).toEqual(['Friday 9 January 2026 16:00']);
  expect(found('4 h of core', '100 h')).toEqual(['Wednesday 1 April 2026 15:30']);
  expect(found('4 h of core', '200 h')).toEqual([]);
  expect(found('1 business day', '48 h')).toEqual(['Friday 9 January 2026 09:00']);
});

test('a dearer tier is worse by its deadline, its rate, its allowance, or where it promises nothing', () => {
  const rows = ['clock elapsed', 'part months full', 'tiers Basic | Pro', 'fee per month: 100 | 500'];
  const found = (...more: readonly string[]) =>
    remarks(compiled([...rows, ...more]), 'better-tier-worse').map(({ params }) => params.question);
  expect(found('respond: 2 h | 1 h', 'rate work: 650/h | 550/h', 'include work per month: 1 h | 2 h')).toEqual([]);
  expect(found('respond: 1 h | 2 h')).toEqual(['respond']);
  expect(found('respond: 1 h | no promise')).toEqual(['respond']);
  expect(found('include work per month: 2 h | 1 h', 'rate work: 650/h | 700/h')).toEqual(['include work', 'rate work']);
  expect(found('window core = Mon-Fri 08:00-16:00', 'respond: 4 h elapsed | 2 h of core')).toEqual(['respond']);
  const clocks = remarks(
    compiled([...rows, 'window core = Mon-Fri 08:00-16:00', 'respond: 4 h elapsed | 2 h of core']),
    'better-tier-worse',
  );
  expect(clocks.map(({ params: { where, dearer, cheaper } }) => [where, dearer.says, cheaper.says])).toEqual([
    ['Monday 5 January 2026 23:30', '2 h of `core`, due Tuesday 6 January 2026 10:00', '4 h elapsed, due 03:30'],
  ]);
});

test('where fees are per unit, a tier is dearer that costs no less for any unit and more for some', () => {
  const rows = [
    'clock elapsed',
    'part months full',
    'units counted any day',
    'tiers Basic | Pro',
    'unit user',
    'unit phone',
  ];
  const found = (...fees: readonly string[]) =>
    remarks(compiled([...rows, ...fees, 'respond: 1 h | 2 h']), 'better-tier-worse').map(
      ({ params: { dearer, cheaper } }) => `${dearer.tier} ${cheaper.tier}`,
    );
  const users = 'fee user per month per user, each part: 10 up to 5, then 8 | 20 up to 5, then 18';
  expect(found(users)).toEqual(['Pro Basic']);
  expect(found(users, 'fee phone per month per phone: 5')).toEqual(['Pro Basic']);
  expect(found(users, 'fee phone per month per phone: 5 | 3')).toEqual([]);
  expect(found(users, 'fee care per month: none | 10% of fee user, at least 50')).toEqual(['Pro Basic']);
  expect(found(users, 'fee base per month: 90 | 80')).toEqual([]);
  expect(found('fee base per month: 90 | 80', 'fee more per month: 10 | 60')).toEqual(['Pro Basic']);
  expect(found(users, 'fee base per month: to be agreed base | 80')).toEqual([]);
});

test('a ladder over the whole falls just behind its step', () => {
  const rows = ['part months full', 'units counted any day', 'usage driving in km', 'unit sensor'];
  const found = (...more: readonly string[]) =>
    remarks(compiled([...rows, ...more]), 'price-inversion').map(({ params: { less, more: beyond } }) => [
      less,
      beyond,
    ]);
  expect(found('rate work each job, whole: 90/h up to 30 h, then 75/h')).toEqual([
    [
      { quantity: '30 h', costs: '2700' },
      { quantity: '31 h', costs: '2325' },
    ],
  ]);
  expect(found('rate driving each job, whole: 5/km below 10 km, then 6/km')).toEqual([]);
  expect(found('fee per month per sensor, whole: 6 up to 40, 5 up to 90, then 5.50')[0]?.[1]?.costs).toBe('205');
});

test('a tier that gives no credit at all is stricter than none of them', () => {
  const found = (basic: string) =>
    remarks(
      compiled([
        'part months full',
        'tiers Basic | Pro',
        'measure uptime = availability per month',
        'fee per month: 100 | 200',
        'promise uptime: at least 99% | at least 99.5%',
        `credit uptime: ${basic} | 10% of fee below 99.5%, then none`,
      ]),
      'missed-without-credit',
    ).map(({ params: { where } }) => where);
  expect(found('none')).toEqual([]);
  expect(found('5% of fee below 98%, then none')).toEqual(['tier Basic, uptime 98%']);
});

test('time with a price of its own or of another is counted by a row', () => {
  const found = (...more: readonly string[]) =>
    remarks(
      compiled(['activity travel', 'rate work: 90/h', 'count work each job: exact', ...more]),
      'rate-not-counted',
    ).map(({ params: { subject } }) => subject);
  expect(found('rate travel: 50/h')).toEqual(['travel']);
  expect(found('rate travel: 50% of rate work')).toEqual(['travel']);
  expect(found('rate travel: as work')).toEqual(['travel']);
  expect(found('rate travel: included')).toEqual([]);
  expect(found('rate travel: as work', 'count travel each job: exact')).toEqual([]);
});

test('a least of a share counts nowhere where the fee is always due, in full, and large enough', () => {
  const found = (parts: string, base: string, share: string) =>
    remarks(
      compiled([`part months ${parts}`, 'tiers A | B', `fee base per month: ${base}`, `fee care per month: ${share}`]),
      'bound-without-effect',
    ).map(({ params: { bound, because } }) => `${bound}: ${because}`);
  const idle = ['at least 50: 20% of that fee are never less than 60'];
  expect(found('full', '300 | 700', '20% of fee base, at least 50')).toEqual(idle);
  expect(found('full', '300 | 700', '20% of fee base, at least 100')).toEqual([]);
  expect(found('full', '300 | none', '20% of fee base, at least 50')).toEqual([]);
  expect(found('by day', '300 | 700', '20% of fee base, at least 50')).toEqual([]);
});

test.each([
  ['per user: 45, at least 10', ['at least 10: one `user` costs 45 already', 'at least 450']],
  ['per user: 45, at least 45', ['at least 45: one `user` costs 45 already']],
  ['per user: 45, at least 450', []],
  ['per user: 45, at most 10', []],
  ['per user, each part: 45 up to 2, then 40, at least 40', ['at least 40: one `user` costs 40 already']],
  ['per user, each part: 45 up to 2, then 40, at least 45', []],
  ['per part-user: 45, at least 10', []],
  [': 400, at least 300', ['at least 300: the fee is never less than 400']],
  [': 400, at most 500', ['at most 500: the fee is never more than 400']],
  [': 400, at most 300', []],
] as const)('a bound of a price that stands fixed: %s', (fee, expected) => {
  const rows = ['part months full', 'units counted any day', 'number share in pieces', 'unit user'];
  const found = remarks(
    compiled([...rows, 'unit part-user, counts 0 + share', `fee a per month ${fee}`.replace(' :', ':')]),
    'bound-without-effect',
  ).flatMap(({ params: { bound, because, meant } }) => [
    `${bound}: ${because}`,
    ...(meant === undefined ? [] : [/at least \d+/.exec(meant)?.[0]]),
  ]);
  expect(found).toEqual(expected);
});

test('a least counts nowhere where the shortest work that is counted costs as much', () => {
  const found = (...rows: readonly string[]) =>
    remarks(compiled(rows), 'bound-without-effect').map(({ params: { bound, because } }) => `${bound}: ${because}`);
  const rows = ['tiers A | B', 'count work each visit: per started 30 min', 'rate work: 95/h | 90/h'];
  const limit = (least: number) => `limit work each visit: at least ${least}, before surcharges`;
  expect(found(...rows, limit(45))).toEqual(['at least 45: the least of `work` that is counted costs 45']);
  expect(found(...rows, limit(46))).toEqual([]);
  expect(found(...rows, limit(40), 'part months full', 'include work per month: 1 h')).toEqual([]);
  expect(found(...rows, limit(40), 'discount loyal: 10% on work')).toEqual([]);
  expect(found(...rows, limit(40).replace('visit', 'job'))).toEqual([]);
  expect(found(rows[0] ?? '', rows[2] ?? '', limit(40), 'count work each visit: exact')).toEqual([]);
  expect(
    found(rows[0] ?? '', rows[2] ?? '', limit(40), 'count work each visit during Mon-Fri, each part: per started 1 h'),
  ).toEqual([]);
});
