// Rates, ladders, discounts, surcharges and limits, and how they become lines with VAT (meanings P, M).
import { describe, expect, test } from 'vitest';
import { explainText } from '../../runtime/src/explaining/explain.ts';
import type { Clause } from '../../runtime/src/ir.ts';
import { h } from './agreement.ts';
import {
  bill,
  combine,
  counts,
  discount,
  draws,
  during,
  happened,
  hourly,
  include,
  ir,
  limits,
  money,
  net,
  order,
  perKm,
  priceOf,
  rate,
  shown,
  start,
  surcharge,
  work,
} from './build.ts';

const hours = (count: number, rest: object = {}) => ({
  entries: [work('a', ['2026-03-03', '08:00', `${String(8 + count).padStart(2, '0')}:00`], { job: '1', ...rest })],
});
const steps = <V, W>(mode: 'whole' | 'part', first: V, bound: string, then: W, included = true) =>
  ({ kind: 'ladder', mode, steps: [{ to: { bound, included }, value: first }, { value: then }] }) as const;

describe('P1–P5', () => {
  test.each([
    ['not-offered', { kind: 'not-offered' }],
    ['on-request', { kind: 'on-request' }],
    ['elsewhere', { kind: 'see', document: 'Prisliste' }],
    ['open-value', { kind: 'open' }],
    ['cost-missing', { kind: 'at-cost' }],
  ] as const)('%s is a problem and no line', (code, value) => {
    expect(bill(ir([rate(value)]), hours(1), '2026-03')).toMatchObject({
      lines: [],
      complete: false,
      problems: [{ code, subject: 'a' }],
    });
  });

  test('included is 0', () => {
    expect(shown(bill(ir([rate({ kind: 'included' })]), hours(1), '2026-03'))).toEqual(['rate work 0.00']);
  });

  test('references: as work, half of it, and in a circle', () => {
    const as = (question: string, percent: string, of = 'travel') =>
      rate({ kind: 'reference', question, percent }, { of });
    const facts = { entries: [work('a', ['2026-03-03', '15:00', '17:00'], { subject: 'travel' })] };
    const both = [rate('100', { when: [during('core')] }), rate('200', { when: [during('offcore')] })];
    expect(net(bill(ir([...both, as('rate:work', '100')]), facts, '2026-03'))).toBe('300.00');
    expect(net(bill(ir([...both, as('rate:work', '50')]), facts, '2026-03'))).toBe('150.00');
    expect(bill(ir([as('rate:work', '50'), as('rate:travel', '50', 'work')]), facts, '2026-03').problems).toMatchObject(
      [{ code: 'cycle' }],
    );
  });

  test('P2: once for all events of a scope', () => {
    const occurrences = ['08:00', '09:00'].map((time) =>
      happened(time, 'callout', '2026-03-03', time, { keys: { job: '1' }, quantity: '2' }),
    );
    expect(net(bill(ir([priceOf('callout', '595')]), { occurrences }, '2026-03'))).toBe('2380.00');
    expect(net(bill(ir([priceOf('callout', '595', { scope: 'job' })]), { occurrences }, '2026-03'))).toBe('595.00');
  });

  test('P3: at cost, with markup', () => {
    const occurrences = [happened('a', 'callout', '2026-03-03', '08:00', { cost: '120.55' })];
    expect(net(bill(ir([priceOf('callout', { kind: 'at-cost', markup: '10' })]), { occurrences }, '2026-03'))).toBe(
      '132.61',
    );
  });

  test('P4: a lump sum and then by the km, each visit', () => {
    const trips = (...quantities: string[]) => ({
      occurrences: quantities.map((quantity, index) =>
        happened(`t${index}`, 'trip', '2026-03-03', `0${index}:00`, { quantity, keys: { visit: '1' } }),
      ),
    });
    const agreed = ir([priceOf('trip', steps('part', money('15'), '8', perKm('3')), { scope: 'visit' })]);
    expect(net(bill(agreed, trips('5'), '2026-03'))).toBe('15.00');
    expect(net(bill(agreed, trips('8'), '2026-03'))).toBe('15.00');
    expect(net(bill(agreed, trips('5', '5'), '2026-03'))).toBe('21.00');
    const whole = ir([priceOf('trip', steps('whole', money('15'), '8', perKm('3')), { scope: 'visit' })]);
    expect(net(bill(whole, trips('5', '5'), '2026-03'))).toBe('30.00');
  });

  const climbing = (mode: 'whole' | 'part', included = true, more: Clause[] = []) =>
    ir([rate(steps(mode, hourly('90'), String(h(3)), hourly('75'), included), { scope: 'contract-year' }), ...more]);
  const days = (...lengths: number[]) => ({
    entries: lengths.map((length, index) =>
      work(`d${index}`, [`2026-0${index + 1}-05`, '08:00', `${8 + length < 10 ? '0' : ''}${8 + length}:00`]),
    ),
  });

  test.each([
    ['part', true, [2, 2], '345.00'],
    ['part', true, [2, 1], '270.00'],
    ['whole', true, [2, 2], '300.00'],
    ['whole', true, [2, 1], '270.00'],
    ['whole', false, [2, 1], '225.00'],
  ] as const)('P4: %s, bound included %s, %j', (mode, included, lengths, sum) => {
    expect(net(bill(climbing(mode, included), days(...lengths), '2026'))).toBe(sum);
  });

  test('drawn time does not climb', () => {
    expect(net(bill(climbing('part', true, [include(String(h(1)))]), days(2, 3), '2026'))).toBe('270.00');
  });

  test('without a scope the ladder climbs each fact', () => {
    const agreed = ir([rate(steps('part', hourly('90'), String(h(3)), hourly('75')))]);
    expect(net(bill(agreed, days(2, 4), '2026'))).toBe('525.00');
  });

  test('a ladder over a declared number', () => {
    const ladder = { ...steps('part', money('15'), '8', perKm('3')), by: 'distance' };
    const agreed = ir([priceOf('callout', ladder)]);
    const facts = (numbers?: Record<string, string>) => ({
      occurrences: [happened('a', 'callout', '2026-03-03', '08:00', { ...(numbers && { numbers }) })],
    });
    expect(net(bill(agreed, facts({ distance: '10' }), '2026-03'))).toBe('21.00');
    expect(bill(agreed, facts(), '2026-03').problems).toMatchObject([{ code: 'number-missing' }]);
  });

  test.each([
    ['whole', '690'],
    ['part', undefined],
  ] as const)('what is drawn has the price that the number would have chosen: %s', (mode, amount) => {
    const ladder = { ...steps(mode, money('390'), '30', money('690')), by: 'distance' };
    const agreed = ir([priceOf('callout', ladder), include('1', { of: 'callout' })]);
    const occurrences = [happened('a', 'callout', '2026-03-03', '08:00', { numbers: { distance: '31' } })];
    const [line] = bill(agreed, { occurrences }, '2026-03').lines;
    expect(line).toMatchObject({ amount: '0.00', drawn: '1' });
    expect(line?.unitPrice?.amount).toBe(amount);
  });
});

describe('P7, P8', () => {
  test('surcharges rest on what is left after the discount', () => {
    const agreed = ir([rate('100'), discount('10'), surcharge('rush', '50')]);
    expect(shown(bill(agreed, hours(2), '2026-03'))).toEqual([
      'rate work 200.00',
      'discount discount -20.00',
      'surcharge rush 90.00',
    ]);
  });

  test('drawn time bears none', () => {
    const agreed = ir([rate('100'), include(String(h(1))), draws('1'), discount('10'), surcharge('rush', '50')]);
    expect(net(bill(agreed, hours(2), '2026-03'))).toBe('135.00');
  });

  test('by the hour, once each job, and on the start price', () => {
    const two = {
      entries: [
        work('a', ['2026-03-03', '08:00', '09:00'], { job: '1' }),
        work('b', ['2026-03-03', '10:00', '11:30'], { job: '1' }),
      ],
    };
    expect(net(bill(ir([rate('100'), surcharge('rush', hourly('20'))]), two, '2026-03'))).toBe('300.00');
    expect(net(bill(ir([rate('100'), surcharge('rush', money('500'), { scope: 'job' })]), two, '2026-03'))).toBe(
      '750.00',
    );
    expect(net(bill(ir([rate('100'), surcharge('rush', money('500'))]), two, '2026-03'))).toBe('1250.00');
    const started = (onStart: boolean) => ir([rate('100'), start('job', '1000'), surcharge('rush', '50', { onStart })]);
    expect(net(bill(started(false), two, '2026-03'))).toBe('1375.00');
    expect(net(bill(started(true), two, '2026-03'))).toBe('1875.00');
  });

  test.each([
    ['add', '180.00'],
    ['highest', '150.00'],
    ['multiply', '195.00'],
  ] as const)('combine: %s', (how, sum) => {
    const agreed = ir([
      rate('100'),
      surcharge('evening', '30'),
      surcharge('rush', '50'),
      combine(['evening', 'rush'], how),
    ]);
    expect(net(bill(agreed, hours(1), '2026-03'))).toBe(sum);
  });

  test('two that meet and of which nothing is said', () => {
    const agreed = ir([rate('100'), surcharge('evening', '30'), surcharge('rush', '50')]);
    expect(bill(agreed, hours(1), '2026-03')).toMatchObject({
      lines: [],
      problems: [{ code: 'surcharges-not-combined', subject: 'a' }],
    });
  });

  test('an open discount blocks the work that it rests on', () => {
    const open = { ...discount('0'), value: { kind: 'open', name: 'rebate' } } as Clause;
    expect(bill(ir([rate('100'), open]), hours(1), '2026-03').problems).toMatchObject([{ code: 'open-value' }]);
    const agreed = order({ values: { rebate: { kind: 'percent', percent: '15' } } });
    expect(net(bill(ir([rate('100'), open]), hours(1), '2026-03', { order: agreed }))).toBe('85.00');
  });
});

describe('P9: limits', () => {
  const agreed = (bounds: object, surcharges: 'before' | 'after') =>
    ir([rate('100'), surcharge('rush', '50'), limits(bounds, { surcharges })]);

  test.each([
    ['at least, before surcharges', { atLeast: '250' }, 'before', '350.00'],
    ['at least, after surcharges', { atLeast: '400' }, 'after', '400.00'],
    ['at least, reached by the surcharge', { atLeast: '250' }, 'after', '300.00'],
    ['at most, before surcharges', { atMost: '150' }, 'before', '250.00'],
    ['at most, after surcharges', { atMost: '150' }, 'after', '150.00'],
  ] as const)('%s', (_, bounds, surcharges, sum) => {
    expect(net(bill(agreed(bounds, surcharges), hours(2), '2026-03'))).toBe(sum);
  });

  test('posted where the scope starts, though it crosses the month', () => {
    const entries = [work('a', ['2026-03-31', '23:00', '2026-04-01', '01:00'], { job: '1' })];
    const limited = ir([rate('100'), limits({ atLeast: '500' })]);
    expect(shown(bill(limited, { entries }, '2026-03'))).toEqual(['rate work 100.00', 'limit work 300.00']);
    expect(shown(bill(limited, { entries }, '2026-04'))).toEqual(['rate work 100.00']);
  });

  test('a scope in which something cannot be priced has none', () => {
    const limited = ir([rate('100', { when: [during('core')] }), limits({ atLeast: '500' })]);
    const entries = [
      work('a', ['2026-03-03', '08:00', '09:00'], { job: '1' }),
      work('b', ['2026-03-03', '18:00', '19:00'], { job: '1' }),
    ];
    expect(shown(bill(limited, { entries }, '2026-03'))).toEqual(['rate work 100.00']);
  });

  test('drawn work is raised, nothing is not', () => {
    const limited = ir([rate('100'), include(String(h(5))), draws('1'), limits({ atLeast: '50' })]);
    expect(net(bill(limited, hours(1), '2026-03'))).toBe('50.00');
    const free = ir([rate('100'), counts({ freeIfUpTo: String(h(2)) }), limits({ atLeast: '50' })]);
    expect(net(bill(free, hours(1), '2026-03'))).toBe('0.00');
  });
});

describe('M: money', () => {
  const thirds = [
    work('a', ['2026-03-03', '08:00', '08:20'], { job: '1' }),
    work('b', ['2026-03-03', '09:00', '09:20'], { job: '1' }),
    work('c', ['2026-03-04', '08:00', '08:20'], { job: '2' }),
  ];

  test.each([
    ['entry', ['33.33', '33.33', '33.33']],
    ['job', ['66.67', '33.33']],
    ['month', ['100.00']],
  ] as const)('a line gathers each %s and is rounded once', (lines, amounts) => {
    expect(
      bill(ir([rate('100')], { agreement: { lines } }), { entries: thirds }, '2026-03').lines.map(
        ({ amount }) => amount,
      ),
    ).toEqual(amounts);
  });

  test('half a cent goes away from zero, also below it', () => {
    const agreed = ir([rate('0.01'), discount('50')]);
    expect(shown(bill(agreed, hours(1), '2026-03'))).toEqual(['rate work 0.01', 'discount discount -0.01']);
  });

  test('VAT on top is computed once, on the sum', () => {
    const agreed = ir([rate('0.10')], { agreement: { vat: { kind: 'on-top', percent: '25' }, lines: 'entry' } });
    const entries = ['08', '09', '10'].map((hour) => work(hour, ['2026-03-03', `${hour}:00`, `${hour}:30`]));
    expect(bill(agreed, { entries }, '2026-03').totals).toEqual({
      net: '0.15',
      vat: [{ percent: '25', base: '0.15', amount: '0.04' }],
      gross: '0.19',
    });
  });

  test('VAT included: each line is turned net before it is rounded', () => {
    const agreed = ir([rate('100')], { agreement: { vat: { kind: 'included', percent: '25' } } });
    const invoice = bill(agreed, hours(1), '2026-03');
    expect(invoice.totals).toEqual({
      net: '80.00',
      vat: [{ percent: '25', base: '80.00', amount: '20.00' }],
      gross: '100.00',
    });
  });

  test('a currency without a minor unit', () => {
    expect(net(bill(ir([rate('99.5')], { agreement: { minorDigits: 0 } }), hours(1), '2026-03'))).toBe('100');
  });
});

test('a line explains itself', () => {
  const agreed = ir([
    rate('450', { id: '§4.1', when: [during('core')] }),
    rate('750', { id: 'rate.off', when: [during('offcore')] }),
    include(String(h(1)), { id: 'include.work' }),
    draws('2', { id: 'draw.work' }),
    counts({ step: '900', rounding: 'started' }, { id: 'count.work', scope: 'job' }),
  ]);
  const invoice = bill(agreed, { entries: [work('a', ['2026-03-03', '15:10', '16:20'], { job: '1' })] }, '2026-03');
  expect(invoice.lines.map(({ trace }) => explainText(trace, agreed)).join('\n')).toMatchInlineSnapshot(`
    "25 min × 750/h = 312.50 NOK  [rate.off]
      Tue 2026-03-03 16:00-16:20  20 min of \`work\`
        20 min × 750/h = 250  [rate.off]
      counted beyond what was worked
        5 min added by counting  [count.work]
        5 min × 750/h = 62.5  [rate.off]
    20 min × 450/h = 150.00 NOK  [§4.1]
      Tue 2026-03-03 15:10-16:00  50 min of \`work\`
        30 min drawn from the allowance of 2026-03-01 to 2026-03-31, using 1 h  [include.work]
        20 min × 450/h = 150  [§4.1]"
  `);
});
