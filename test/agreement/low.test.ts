// A low balance is told at one moment, by runtime and reference alike, wherever the work is cut (meanings A12, A13, C3, C4).
import { compile } from '@avtal/compiler';
import { createPlan, price } from '@avtal/runtime';
import { expect, test } from 'vitest';
import { expectAgreement } from './hold.ts';
import { comparePrices } from './prices.ts';

const frame = (zone: string) => [
  'agreement Low {',
  '  currency NOK',
  `  timezone ${zone}`,
  '  vat      none',
  '  part months full',
  '  event    card',
  '  window   late = daily 22:00-04:00',
];

const month = ['include work per month: 3 h', '  notify below 1.5 h'];
const card = [
  'price card: 900',
  'include work each card: 3 h, valid 12 months',
  '  notify below 1.75 h',
  '  renewed below 1.5 h',
];
/** The reference cuts at each border of a window; the runtime where a clause asks for it. */
const rates = [['rate work: 1000/h'], ['rate work during late: 1000/h', 'rate work outside late: 900/h']];

const oslo = 'Europe/Oslo';
/** Midnight does not occur on 29 March: the day begins at 01:00. */
const beirut = 'Asia/Beirut';
const least = ['count work each job: at least 2 h'];
const steps = ['count work each job: per started 1 h'];
const free = ['count work each job: free first 30 min, at least 2 h'];

type Row = readonly [what: string, zone: string, rows: readonly string[], work: readonly string[], told: string];

test.each<Row>([
  ['a minimum', oslo, [...month, ...least], ['2026-03-02T21:30+01 2026-03-02T22:30+01'], '2026-03-02T22:30+01'],
  [
    'a step over two entries',
    oslo,
    [...month, ...steps],
    ['2026-03-02T20:00+01 2026-03-02T21:05+01', '2026-03-02T21:50+01 2026-03-02T22:13+01'],
    '2026-03-02T22:13+01',
  ],
  ['over midnight', oslo, [...month, ...least], ['2026-03-02T23:30+01 2026-03-03T00:30+01'], '2026-03-03T00:30+01'],
  ['until midnight', oslo, [...month, ...least], ['2026-03-02T21:00+01 2026-03-03T00:00+01'], '2026-03-02T22:30+01'],
  [
    'added at midnight',
    oslo,
    [...month, ...least],
    ['2026-03-02T23:00+01 2026-03-03T00:00+01'],
    '2026-03-02T23:59:59+01',
  ],
  [
    'over the end of a month',
    oslo,
    [...month, ...least],
    ['2026-03-31T21:50+02 2026-04-01T00:10+02'],
    '2026-03-31T23:20+02',
  ],
  [
    'added in the month before',
    oslo,
    [...month, ...least],
    ['2026-03-31T23:50+02 2026-04-01T00:10+02'],
    '2026-03-31T23:59:59+02',
  ],
  ['clocks forward', oslo, [...month, ...least], ['2026-03-29T01:30+01 2026-03-29T03:30+02'], '2026-03-29T03:30+02'],
  ['clocks back', oslo, [...month, ...least], ['2026-10-25T02:30+02 2026-10-25T02:30+01'], '2026-10-25T02:30+01'],
  ['no midnight', beirut, [...month, ...least], ['2026-03-28T23:30+02 2026-03-29T01:30+03'], '2026-03-29T01:30+03'],
  [
    'until no midnight',
    beirut,
    [...month, ...least],
    ['2026-03-28T23:00+02 2026-03-29T01:00+03'],
    '2026-03-28T23:59:59+02',
  ],
  ['nothing worked', oslo, [...month, ...least], ['2026-03-02T22:30+01 2026-03-02T22:30+01'], '2026-03-02T22:30+01'],
  [
    'what is free comes first',
    oslo,
    [...month, ...free],
    ['2026-03-02T21:45+01 2026-03-02T23:59+01'],
    '2026-03-02T23:45+01',
  ],
  ['a card, renewed', oslo, [...card, ...least], ['2026-03-31T23:00+02 2026-04-01T00:00+02'], '2026-03-31T23:59:59+02'],
])('%s', (_what, zone, rows, work, told) => {
  const seconds = (text: string) => Date.parse(`${text.replace(/T(\d\d:\d\d)\+/, 'T$1:00+')}:00`) / 1000;
  for (const rate of rates) {
    const text = [
      ...frame(zone),
      ...[...rows, ...rate].map((row) => `  ${row}`),
      '}',
      'order A for Low {',
      '  from 2026-01-01',
      '}',
    ];
    const { ir, diagnostics } = compile('low.avtal', () => text.join('\n'));
    const order = ir?.orders[0];
    if (ir === undefined || order === undefined)
      return expect.fail(diagnostics.map(({ message }) => message).join('\n'));
    const entries = work.map((span, index) => {
      const [start = '', end = ''] = span.split(' ');
      return { id: `e${index}`, subject: 'work', start: seconds(start), end: seconds(end), keys: { job: 'j' } };
    });
    const occurrences = rows.includes(card[0] ?? '')
      ? [{ id: 'c', subject: 'card', at: seconds('2026-01-02T00:00+01'), quantity: '1' }]
      : [];
    const facts = { entries, occurrences };
    const ask = { from: `${told.slice(0, 7)}-01`, until: `${told.slice(0, 7)}-31`, basis: 'cost' } as const;
    const one = { ir, order, facts, ask };
    expectAgreement(comparePrices(one));
    const { lowBalances, problems } = price(createPlan(ir), order, facts, ask);
    expect(problems).toEqual([]);
    expect(lowBalances.map(({ at }) => at)).toEqual([seconds(told)]);
  }
});
