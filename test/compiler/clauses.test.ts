// Rows of an agreement → clauses of the IR: values, columns, tables, notes, precedence, ids.
import type { Clause } from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { ir } from './check.ts';

/** What every row below may need. */
const preamble = `  clock elapsed
  part months full
  units counted any day
  tiers    Basis | Pro
  choice   channel: phone, email
  choice   impact: high, low
  choice   urgency: high, low
  choice   severity decided: critical, minor
  number   estimate in h
  activity travel
  activity patch
  event    callout
  usage    driving in km
  unit     vm
  window   core  = Mon-Fri 08:00-16:00
  window   night = daily 22:00-06:00
  business days Mon-Fri`.replace(/^ +/gm, '');

const clauses = (rows: string): readonly Clause[] => ir(`${preamble}\n${rows}`).clauses;
const month = { basis: 'calendar', unit: 'month', count: 1 };

describe('values', () => {
  test.each<[string, unknown]>([
    ['rate work: 650/h', { kind: 'rate', amount: '650', per: '3600' }],
    ['rate work: 650 per hour', { kind: 'rate', amount: '650', per: '3600' }],
    ['rate work: 100 per 30 min', { kind: 'rate', amount: '100', per: '1800' }],
    ['rate driving: 4.50/km', { kind: 'rate', amount: '4.5', per: '1' }],
    ['rate driving: 45 per 10 km', { kind: 'rate', amount: '45', per: '10' }],
    ['rate work: included', { kind: 'included' }],
    ['rate work: not offered', { kind: 'not-offered' }],
    ['rate work: on request', { kind: 'on-request' }],
    ['rate work: at cost', { kind: 'at-cost' }],
    ['rate work: at cost +10%', { kind: 'at-cost', markup: '10' }],
    ['rate work: see "Prisliste"', { kind: 'see', document: 'Prisliste' }],
    ['rate work: ?', { kind: 'open' }],
    ['rate work: to be agreed timepris "per kunde"', { kind: 'open', name: 'timepris', decider: 'per kunde' }],
    ['rate travel: as work\nrate work: 1/h', { kind: 'reference', question: 'rate:work', percent: '100' }],
    ['rate travel: 50% of rate work\nrate work: 1/h', { kind: 'reference', question: 'rate:work', percent: '50' }],
    [
      'rate work each month, each part: 90/h up to 30 h, 80/h below 50 h, then on request',
      {
        kind: 'ladder',
        mode: 'part',
        steps: [
          { to: { bound: '108000', included: true }, value: { kind: 'rate', amount: '90', per: '3600' } },
          { to: { bound: '180000', included: false }, value: { kind: 'rate', amount: '80', per: '3600' } },
          { value: { kind: 'on-request' } },
        ],
      },
    ],
    [
      'price callout, each part: 95 up to 10, then 85 up to 25, then 75',
      {
        kind: 'ladder',
        mode: 'part',
        steps: [
          { to: { bound: '10', included: true }, value: { kind: 'money', amount: '95' } },
          { to: { bound: '25', included: true }, value: { kind: 'money', amount: '85' } },
          { value: { kind: 'money', amount: '75' } },
        ],
      },
    ],
    ['price callout: 595', { kind: 'money', amount: '595' }],
    [
      'price driving each visit, each part: 15 up to 8 km, then 3/km',
      {
        kind: 'ladder',
        mode: 'part',
        steps: [
          { to: { bound: '8', included: true }, value: { kind: 'money', amount: '15' } },
          { value: { kind: 'rate', amount: '3', per: '1' } },
        ],
      },
    ],
    ['fee hosting per month: 98', { kind: 'money', amount: '98' }],
    [
      'fee care per month: 25% of fee hosting, at most 70\nfee hosting per month: 1',
      { kind: 'percent-of-fee', percent: '25', fees: ['hosting'], atMost: '70' },
    ],
    [
      'fee care per month: 25% of fee hosting, fee backup and user, at most 70\nfee hosting per month: 1\nfee backup per month: 1\nfee user per month: 1',
      { kind: 'percent-of-fee', percent: '25', fees: ['hosting', 'backup', 'user'], atMost: '70' },
    ],
    [
      'fee setup once: 100% of all fees\nfee per month: 1\nfee user per month: 1',
      { kind: 'percent-of-fee', percent: '100', fees: [] },
    ],
    ['fee setup once: 100% of fee', { kind: 'percent-of-fee', percent: '100', fees: [] }],
    [
      'fee per month per vm, whole: 6 up to 40, then 5',
      {
        kind: 'ladder',
        mode: 'whole',
        steps: [
          { to: { bound: '40', included: true }, value: { kind: 'money', amount: '6' } },
          { value: { kind: 'money', amount: '5' } },
        ],
      },
    ],
    ['include work per month: 1 h 30 min', { kind: 'quantity', amount: '5400' }],
    ['include callout per month: 2', { kind: 'quantity', amount: '2' }],
    ['include driving per month: 100 km', { kind: 'quantity', amount: '100' }],
    ['include work per month: unlimited', { kind: 'unlimited' }],
    ['draw work: 1 h uses 2 h', { kind: 'factor', numerator: '7200', denominator: '3600' }],
    ['draw callout: 1 callout uses 2', { kind: 'factor', numerator: '2', denominator: '1' }],
    ['draw work: not usable', { kind: 'not-usable' }],
    ['count work each entry: exact', { kind: 'count' }],
    ['count work each job: per started hour', { kind: 'count', step: '3600', rounding: 'started' }],
    [
      'count work each job: free first 6 min, per started 20 min, grace 5 min, at least 40 min',
      { kind: 'count', free: '360', step: '1200', rounding: 'started', grace: '300', minimum: '2400' },
    ],
    [
      'count work each job: free if up to 15 min, per nearest 30 min',
      { kind: 'count', freeIfUpTo: '900', step: '1800', rounding: 'nearest' },
    ],
    ['count driving each visit: per completed 10 km', { kind: 'count', step: '10', rounding: 'completed' }],
    ['surcharge rush: +50% on work', { kind: 'percent', percent: '50' }],
    ['surcharge rush: x1.5 on work', { kind: 'percent', percent: '50' }],
    ['surcharge rush: x2.5 on work', { kind: 'percent', percent: '150' }],
    ['surcharge rush on work: +100/h', { kind: 'rate', amount: '100', per: '3600' }],
    ['surcharge rush each job: +500 on work', { kind: 'money', amount: '500' }],
    ['discount: 10% on work, fee', { kind: 'percent', percent: '10' }],
    ['limit work each job: at least 500', { kind: 'limit', atLeast: '500' }],
    ['limit work each job: at most 900', { kind: 'limit', atMost: '900' }],
    ['respond: 2 h', { kind: 'duration', seconds: 7200, clock: { kind: 'elapsed' } }],
    ['respond: 2 h of core', { kind: 'duration', seconds: 7200, clock: { kind: 'window', window: 0 } }],
    ['respond: 3 days elapsed', { kind: 'duration', seconds: 259200, clock: { kind: 'elapsed' } }],
    [
      'respond: 2 business days',
      { kind: 'business-days', count: 2, days: { kind: 'named', daySet: 0 }, ends: { kind: 'close' } },
    ],
    [
      'respond: 2 business days of core, before 12:00 counts today, at 10:00',
      {
        kind: 'business-days',
        count: 2,
        days: { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
        window: 0,
        ends: { kind: 'time', time: 36000 },
        cutOff: 43200,
      },
    ],
    ['respond: at opening of core', { kind: 'opening', window: 0 }],
    ['respond: at closing of core', { kind: 'closing', window: 0 }],
    ['respond: at 12:00 next day', { kind: 'time-of-day', time: 43200, days: 1 }],
    [
      'respond: earliest of (4 h, at opening of core)',
      {
        kind: 'earliest',
        of: [
          { kind: 'duration', seconds: 14400, clock: { kind: 'elapsed' } },
          { kind: 'opening', window: 0 },
        ],
      },
    ],
    ['respond: aim 1 h', { kind: 'aim', of: { kind: 'duration', seconds: 3600, clock: { kind: 'elapsed' } } }],
    ['respond: best effort', { kind: 'best-effort' }],
    ['decide severity: critical', { kind: 'choice', choice: 'critical' }],
    ['permit downtime: not during core', { kind: 'not-during', window: 0 }],
    ['permit downtime: with 1 h notice', { kind: 'with-notice', seconds: 3600, clock: { kind: 'elapsed' } }],
    ['approve: notify before start', { kind: 'approval', what: 'notify-before' }],
    [
      'approve by estimate: free below 4 h, then approve before start',
      {
        kind: 'ladder',
        mode: 'whole',
        by: 'estimate',
        steps: [
          { to: { bound: '14400', included: false }, value: { kind: 'approval', what: 'free' } },
          { value: { kind: 'approval', what: 'approve-before' } },
        ],
      },
    ],
    ['perform dbcc: weekly', { kind: 'frequency', count: 1, period: { basis: 'calendar', unit: 'week', count: 1 } }],
    [
      'perform meeting: at least 4 per 12 months',
      { kind: 'frequency', count: 4, period: { basis: 'contract', unit: 'month', count: 12 } },
    ],
  ])('%s', (rows, value) => {
    expect(clauses(rows)[0]?.value).toEqual(value);
  });
});

describe('what stands beside the value', () => {
  test.each<[string, object]>([
    [
      'rate work each month, whole: 9/h up to 3 h, then 8/h',
      { kind: 'rate', question: 'rate:work', subject: 0, scope: expect.any(Number) },
    ],
    [
      'fee hosting per month, 12 months in advance: 98',
      { kind: 'fee', question: 'fee:hosting', name: 'hosting', period: month, inAdvance: 12 },
    ],
    ['fee per calendar quarter, 12 months in advance: 98', { question: 'fee', inAdvance: 4 }],
    ['fee per month, in arrears: 98', { inAdvance: 0 }],
    ['fee per month per vm: 98', { question: 'fee:vm', name: 'vm', unit: expect.any(Number) }],
    [
      'start price each job: 1750, first 1 h of work included',
      { kind: 'start', question: 'start:job', subject: 0, buys: [{ kind: 'time', seconds: 3600, subject: 0 }] },
    ],
    ['start price each job: 1750, 750 of work included', { buys: [{ kind: 'money', amount: '750', subject: 0 }] }],
    ['surcharge rush: +50% on work, start price', { question: 'surcharge:rush', bases: [0], onStart: true }],
    ['discount loyal: 10% on travel, fee', { question: 'discount:loyal', bases: [expect.any(Number)], fees: ['*'] }],
    [
      'limit work, callout each job: at most 900',
      { question: 'limit:callout+work:job:most', surcharges: 'before', onStart: false },
    ],
    [
      'combine b, a: highest\nsurcharge a during core: +1% on work\nsurcharge b during core: +1% on work',
      { question: 'combine:a+b', names: ['b', 'a'] },
    ],
    [
      'include work per month: 2 h\n  carry over 20% of granted, to the next period only',
      { carry: { percent: '20', of: 'granted', periods: 1 } },
    ],
    [
      'include work per month: 2 h\n  carry over 100% of unused, without end',
      { carry: { percent: '100', of: 'unused' } },
    ],
    [
      'include work per month: 2 h\n  carry over unused, to the next period only',
      { carry: { percent: '100', of: 'unused', periods: 1 } },
    ],
    [
      'include work per month: 2 h\n  carry over all granted, without end, at most 8 h',
      { carry: { percent: '100', of: 'granted', atMost: '28800' } },
    ],
    [
      'include work per month: 2 h\n  leeway 10%',
      { beyond: { kind: 'leeway', most: { kind: 'percent', percent: '10' } } },
    ],
    [
      'include work per month: 2 h\n  borrow at most 1 h',
      { beyond: { kind: 'borrow', most: { kind: 'quantity', amount: '3600' } } },
    ],
    ['include work per month: 2 h\n  notify below 10%', { notify: { kind: 'percent', percent: '10' } }],
    [
      'include work, travel per month: 2 h\n  notify below 1 h',
      { question: 'include:travel+work', also: [expect.any(Number)], notify: { kind: 'quantity', amount: '3600' } },
    ],
    [
      'include work each callout: 2 h\n  renewed when used up',
      { question: 'include:work:callout', renewed: { kind: 'quantity', amount: '0' } },
    ],
    ['include work per month per vm: 2 h', { question: 'include:work:vm', unit: expect.any(Number) }],
    ['count work each job, across last: exact', { across: 'last' }],
    ['count work each job, each part: exact', { across: 'part' }],
    ['approve: free', { question: 'approve:work' }],
    ['perform dbcc "DBCC" per vm: weekly', { name: 'dbcc', unit: expect.any(Number), title: 'DBCC' }],
    ['§ 4.2 "Timer" rate work: 1/h', { id: '§4.2', paper: '4.2', title: 'Timer' }],
    ['override rate work: 1/h', { rank: 'override' }],
    ['module sql {\n rate work: 1/h\n}', { section: 'sql', when: [{ choices: { module: ['sql'] } }] }],
  ])('%s', (rows, fields) => {
    expect(
      clauses(rows).find((clause) => !clause.id.startsWith('surcharge') || rows.startsWith('surcharge')),
    ).toMatchObject(fields);
  });
});

/** Id, what it is conditioned on, what it beats. */
const outline = (rows: string) =>
  clauses(rows).map(({ id, when, over }) => {
    const conditions = when.map((box) => [
      ...Object.entries(box.choices ?? {}).map(([dimension, values]) => `${dimension} ${values.join('/')}`),
      ...(box.windows ?? []).map(({ moment, window, inside }) => `${moment} ${inside ? 'in' : 'out'} ${window}`),
      ...Object.entries(box.dates ?? {}).map(([end, date]) => `${end} ${date}`),
    ]);
    return [
      id,
      conditions.map((box) => box.join(', ')).join(' or '),
      ...(over.length > 0 ? [`over ${over.join(' ')}`] : []),
    ].join(' | ');
  });

describe('one clause for each column, row and note', () => {
  test.each<[string, string[]]>([
    ['rate work: 650/h', ['rate.work.1 | ']],
    ['rate work: 650/h | 550/h', ['rate.work.1 | tier Basis', 'rate.work.2 | tier Pro']],
    ['§ 4 rate work: 650/h | 550/h', ['§4 | tier Basis', '§4#2 | tier Pro']],
    ['rate work by channel: 650/h | 550/h', ['rate.work.1 | channel phone', 'rate.work.2 | channel email']],
    ['rate work for Pro: 650/h', ['rate.work.1 | tier Pro']],
    ['fee per month: 98 | none', ['fee.1 | tier Basis']],
    ['rate work during night from 2026-02-01: 1/h', ['rate.work.1 | self in 1, from 2026-02-01']],
    [
      'table rate work\n  during core: 650/h | 450/h\n  outside core: 950/h | 750/h',
      [
        'rate.work.1 | tier Basis, self in 0',
        'rate.work.2 | tier Pro, self in 0',
        'rate.work.3 | tier Basis, self out 0',
        'rate.work.4 | tier Pro, self out 0',
      ],
    ],
    [
      'table respond | resolve\n  when channel is phone: 1 h | 8 h\n  when channel is email: 2 h | 9 h',
      [
        'target.respond.1 | channel phone',
        'target.resolve.1 | channel phone',
        'target.respond.2 | channel email',
        'target.resolve.2 | channel email',
      ],
    ],
    [
      'decide severity by impact, urgency {\n         | high     | low\n  high:  critical | minor\n  low:   minor    | minor\n}',
      [
        'decide.severity.1 | impact high, urgency high',
        'decide.severity.2 | impact high, urgency low',
        'decide.severity.3 | impact low, urgency high',
        'decide.severity.4 | impact low, urgency low',
      ],
    ],
    [
      '§ 4.2 rate work: 650/h\n  except during night: 900/h\n  except when channel is email: 1/h | 2/h\n  counted per started 15 min, each job',
      [
        '§4.2 | ',
        '§4.2#2 | self in 1 | over §4.2',
        '§4.2#3 | channel email, tier Basis | over §4.2',
        '§4.2#4 | channel email, tier Pro | over §4.2',
        '§4.2#5 | ',
      ],
    ],
    [
      '§ 4.2 rate work: 650/h | 550/h\nover § 4.2 rate work during night: 900/h',
      ['§4.2 | tier Basis', '§4.2#2 | tier Pro', 'rate.work.1 | self in 1 | over §4.2 §4.2#2'],
    ],
    [
      'when channel is phone {\n  during night {\n    rate work for Pro: 1/h\n  }\n}',
      ['rate.work.1 | channel phone, tier Pro, self in 1'],
    ],
    ['permit downtime: only during night, with 1 h notice', ['permit.downtime.1 | ', 'permit.downtime.2 | ']],
    [
      'window response = core | always\nrespond: 1 h of response\npermit downtime: only during response | freely',
      [
        'target.respond.1 | tier Basis',
        'target.respond.2 | tier Pro',
        'permit.downtime.1 | tier Basis',
        'permit.downtime.2 | tier Pro',
      ],
    ],
    [
      'choice waiting: customer, nobody; default nobody\nrespond: 1 h\npause respond, resolve while waiting is customer',
      ['target.respond.1 | ', 'pause.resolve+respond.1 | waiting customer'],
    ],
  ])('%s', (rows, expected) => {
    expect(outline(rows)).toEqual(expected);
  });

  test('a paper number is looked for in the paper of the clause first, and ids of other papers bear its name', () => {
    const source = `agreement Drift {
      currency NOK
      timezone Europe/Oslo
      vat none
      § 1 rate work: 650/h
    }
    document Support under Drift {
      § 1 rate work: 500/h
      over § 1 rate work until 2026-12-31: 400/h
    }
    order Acme for Drift {
      from 2026-01-01
      over § 1 rate work: 300/h
    }`;
    const found = ir({ 'drift.avtal': source }).clauses.map(({ id, over, when }) => [id, over, when]);
    expect(found).toEqual([
      ['§1', [], [{}]],
      ['Support/§1', [], [{}]],
      ['Support/rate.work.1', ['Support/§1'], [{ dates: { until: '2026-12-31' } }]],
      ['Acme/rate.work.1', ['§1', 'Support/§1'], [{ choices: { order: ['Acme'] } }]],
    ]);
  });

  test('open values are stated by orders and examples, read as the value they stand for', () => {
    const compiled = ir(`part months full
include work per month: to be agreed bank "per kunde"
approve by estimate: free up to 4 h, then to be agreed above
number estimate in h
example E {
  from 2026-01-01
  agree bank: 40 h
  agree above: notify
}`);
    expect(compiled.examples[0]?.order.values).toEqual({
      bank: { kind: 'quantity', amount: '144000' },
      above: { kind: 'approval', what: 'notify' },
    });
  });

  test('texts keep their owner, their condition and their number', () => {
    const { promises } = ir(
      'choice channel: phone, email\n§ 2 promise provider when channel is phone: "Svarer"\nrate work: 1/h\n  text "Ikke reise"',
    );
    expect(promises).toMatchObject([
      { id: '§2', owner: 'provider', text: 'Svarer', when: [{ choices: { channel: ['phone'] } }] },
      { id: 'promise.1', owner: 'both', text: 'Ikke reise', when: [{}] },
    ]);
  });
});
