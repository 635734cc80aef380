// The worked examples of the five agreements, each reading as an agreement of its own, and the laws that pricing keeps.
import { describe, expect, test } from 'vitest';
import type { Clause } from '../../runtime/src/ir.ts';
import { h } from './agreement.ts';
import {
  bill,
  counts,
  draws,
  during,
  fee,
  happened,
  include,
  ir,
  net,
  order,
  priceOf,
  rate,
  s,
  shown,
  start,
  surcharge,
  tier,
  work,
} from './build.ts';

const tiers = (
  make: (value: string, box: object) => Clause,
  values: Record<string, string>,
  box: object = {},
): Clause[] => Object.entries(values).map(([name, value]) => make(value, { when: [{ ...tier(name), ...box }] }));

const itpays = ir(
  [
    ...tiers((value, extra) => fee(value, { ...extra, inAdvance: 12 }), { Standard: '98', Utvidet: '498', Pro: '698' }),
    ...tiers((value, extra) => include(String(h(Number(value))), extra), { Standard: '1', Utvidet: '2', Pro: '4' }),
    draws('1', { when: [during('core')] }),
    draws('not-usable', { when: [{ ...during('offcore'), ...tier('Standard') }] }),
    draws('2', { when: [{ ...during('offcore'), ...tier('Utvidet', 'Pro') }] }),
    ...tiers((value, extra) => include(value, { ...extra, of: 'callout' }), { Standard: '0', Utvidet: '1', Pro: '2' }),
    ...tiers((value, extra) => rate(value, extra), { Standard: '650', Utvidet: '550', Pro: '450' }, during('core')),
    ...tiers((value, extra) => rate(value, extra), { Standard: '950', Utvidet: '850', Pro: '750' }, during('offcore')),
    priceOf('callout', '595'),
  ],
  { agreement: { vat: { kind: 'on-top', percent: '25' } } },
);

const on = (name: string) => ({ order: order({ choices: { tier: name } }) });

describe('Itpays', () => {
  test('ITP-E1: six hours of work of which four are included, with VAT', () => {
    const invoice = bill(itpays, { entries: [work('a', ['2026-03-03', '08:00', '14:00'])] }, '2026-03', on('Pro'));
    expect(shown(invoice)).toEqual(['fee fee 698.00', 'rate work 900.00']);
    expect(invoice.totals).toEqual({
      net: '1598.00',
      vat: [{ percent: '25', base: '1598.00', amount: '399.50' }],
      gross: '1997.50',
    });
    const [, line] = invoice.lines;
    expect(line).toMatchObject({ quantity: '7200', drawn: '14400', unitPrice: { amount: '450', per: '3600' } });
  });

  test('ITP-E2: work outside core does not touch the allowance of Standard', () => {
    const invoice = bill(itpays, { entries: [work('a', ['2026-03-07', '10:00', '12:00'])] }, '2026-03', on('Standard'));
    expect(net(invoice)).toBe('1998.00');
    expect(invoice.balances.find(({ subject }) => subject === 'work')).toMatchObject({ used: '0', expired: '3600' });
  });

  test('ITP-E3: an hour outside core uses two of the allowance', () => {
    const entries = [work('a', ['2026-03-07', '10:00', '13:00'])];
    expect(net(bill(itpays, { entries }, '2026-03', on('Utvidet')))).toBe('2198.00');
  });

  test.each([
    ['Pro', '595.00'],
    ['Utvidet', '1190.00'],
    ['Standard', '1785.00'],
  ])('ITP-E4: three call-outs on %s', (name, sum) => {
    const occurrences = ['08', '15', '22'].map((day) => happened(day, 'callout', `2026-04-${day}`, '23:00'));
    const { lines } = bill(itpays, { occurrences }, '2026-04', on(name));
    const paid = lines.filter(({ kind }) => kind === 'price').reduce((total, { amount }) => total + Number(amount), 0);
    expect(paid.toFixed(2)).toBe(sum);
  });

  test.each([
    ['Pro', '8376.00'],
    ['Utvidet', '5976.00'],
    ['Standard', '1176.00'],
  ])('ITP-E5: a year in advance on %s', (name, sum) => {
    expect(net(bill(itpays, {}, '2026-01', { ...on(name), basis: 'invoice' }))).toBe(sum);
    expect(net(bill(itpays, {}, '2026-02', { ...on(name), basis: 'invoice' }))).toBe('0.00');
    expect(net(bill(itpays, {}, '2026', on(name)))).toBe(sum);
  });

  test('ITP-E7: a job over 16:00 is split there', () => {
    const entries = [work('early', ['2026-03-02', '08:00', '10:00']), work('late', ['2026-03-10', '15:00', '18:00'])];
    expect(shown(bill(itpays, { entries }, '2026-03', on('Utvidet')))).toEqual([
      'fee fee 498.00',
      'rate work 0.00',
      'rate work 550.00',
      'rate work 1700.00',
    ]);
  });

  test('fork: the allowance is drawn in order of time', () => {
    const entries = [work('a', ['2026-03-03', '08:00', '11:00']), work('b', ['2026-03-14', '10:00', '11:00'])];
    expect(shown(bill(itpays, { entries }, '2026-03', on('Pro')))).toContain('rate work 375.00');
  });

  test('fork: routine maintenance draws or does not', () => {
    const routine = work('routine', ['2026-03-02', '08:00', '08:45'], { choices: { kind: 'normal' } });
    const ordered = work('ordered', ['2026-03-03', '08:00', '09:00'], { choices: { kind: 'urgent' } });
    expect(shown(bill(itpays, { entries: [routine, ordered] }, '2026-03', on('Standard')))).toContain(
      'rate work 487.50',
    );
    const free = ir([
      ...itpays.clauses,
      rate({ kind: 'included' }, { when: [{ choices: { kind: ['normal'] } }], rank: 'override' }),
      draws('not-usable', { when: [{ choices: { kind: ['normal'] } }], rank: 'override' }),
    ]);
    expect(net(bill(free, { entries: [routine, ordered] }, '2026-03', on('Standard')))).toBe('98.00');
  });
});

describe('Ballou', () => {
  const hour = [{ kind: 'time', seconds: 3600, subject: s('work') }] as const;
  const worth = [{ kind: 'money', amount: '750', subject: s('work') }] as const;
  const ballou = (amount: string, hourly: string, buys: typeof hour | typeof worth | [], more: Clause[] = []) =>
    ir([start('job', amount, buys), rate(hourly), surcharge('weekend', '50', { when: [during('weekend')] }), ...more]);
  const evening = [work('a', ['2026-03-11', '20:00', '23:00'], { job: '1' })];
  const sunday = [work('a', ['2026-03-15', '10:00', '13:00'], { job: '1' })];

  test('BAL-E1, E2: the first hour is in the start price', () => {
    expect(net(bill(ballou('4500', '750', hour), { entries: evening }, '2026-03'))).toBe('6000.00');
    expect(net(bill(ballou('1750', '750', hour), { entries: evening }, '2026-03'))).toBe('3250.00');
    expect(net(bill(ballou('1750', '750', hour, [fee('400')]), { entries: evening }, '2026-03'))).toBe('3650.00');
  });

  test('BAL-E3: a further hour on a Sunday', () => {
    const four = [work('a', ['2026-03-15', '10:00', '14:00'], { job: '1' })];
    for (const [hourly, more] of [
      ['750', 1125],
      ['500', 750],
    ] as const) {
      const agreed = ballou('1750', hourly, hour);
      expect(
        Number(net(bill(agreed, { entries: four }, '2026-03'))) -
          Number(net(bill(agreed, { entries: sunday }, '2026-03'))),
      ).toBe(more);
    }
  });

  test('BAL-E6: one incident of an hour', () => {
    const one = [work('a', ['2026-03-11', '20:00', '21:00'], { job: '1' })];
    expect(net(bill(ballou('1750', '750', hour, [fee('400')]), { entries: one }, '2026-03'))).toBe('2150.00');
    expect(net(bill(ballou('4500', '750', hour), { entries: one }, '2026-03'))).toBe('4500.00');
  });

  test('fork: time or money on a Sunday, where the weekend has a price of its own', () => {
    const weekend = (buys: typeof hour | typeof worth) =>
      ir([start('job', '1750', buys), rate('750'), rate('1125', { when: [during('weekend')], rank: 'override' })]);
    expect(net(bill(weekend(hour), { entries: sunday }, '2026-03'))).toBe('4000.00');
    expect(net(bill(weekend(worth), { entries: sunday }, '2026-03'))).toBe('4375.00');
  });

  test('P6: what money buys, it buys at the price with its surcharge', () => {
    expect(net(bill(ballou('1750', '750', worth), { entries: sunday }, '2026-03'))).toBe('4375.00');
  });

  test.each([
    [hour, '1000.00'],
    [[], '1500.00'],
    [worth, '750.00'],
  ] as const)('fork: what the start price of Hög buys', (buys, sum) => {
    expect(net(bill(ballou('0', '500', buys as typeof hour), { entries: evening }, '2026-03'))).toBe(sum);
  });

  test('fork: started hours or exact', () => {
    const entries = [work('a', ['2026-03-11', '20:00', '21:10'], { job: '1' })];
    const started = ballou('1750', '750', hour, [counts({ step: '3600', rounding: 'started' }, { scope: 'job' })]);
    expect(net(bill(started, { entries }, '2026-03'))).toBe('2500.00');
    expect(net(bill(ballou('1750', '750', hour), { entries }, '2026-03'))).toBe('1875.00');
  });

  test('fork: the included hour is the first', () => {
    const entries = [work('a', ['2026-03-13', '23:00', '2026-03-14', '02:00'], { job: '1' })];
    expect(net(bill(ballou('4500', '750', hour), { entries }, '2026-03'))).toBe('6750.00');
  });

  test('clock changes: elapsed hours count', () => {
    const spring = [work('a', ['2026-03-29', '01:00', '04:00'])];
    const autumn = [work('a', ['2026-10-25', '01:00', '04:00'])];
    expect(net(bill(ir([rate('100')]), { entries: spring }, '2026-03'))).toBe('200.00');
    expect(net(bill(ir([rate('100')]), { entries: autumn }, '2026-10'))).toBe('400.00');
  });
});
