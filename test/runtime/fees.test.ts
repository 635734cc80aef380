// Fees: periods, parts, units, advance invoicing, percentages of fees (meanings F1–F9).
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { Clause, UnitFact } from '../../runtime/src/ir.ts';
import { begin } from '../../runtime/src/pricing/begin.ts';
import { isTrouble } from '../../runtime/src/pricing/run.ts';
import { countUnits, heldUnits } from '../../runtime/src/pricing/units.ts';
import { dayOf } from '../../runtime/src/time/civil.ts';
import { clause } from './agreement.ts';
import { bill, discount, fee, ir, month, net, order, s, shown, year } from './build.ts';

const unit = (id: string, kind: string, from: string, until?: string, cards?: string): UnitFact => ({
  id,
  unit: kind,
  from,
  ...(until === undefined ? {} : { until }),
  ...(cards === undefined ? {} : { numbers: { cards } }),
});

describe('F1–F3: periods', () => {
  test('MO-E5: a unit counts in every month in which it was there', () => {
    const agreed = ir([fee('100', { unit: 'vm' })]);
    const vm = order({ units: [unit('web1', 'vm', '2026-05-20', '2026-08-03')] });
    const months = bill(agreed, {}, '2026', { order: vm }).lines.map(({ service }) => service.from);
    expect(months).toEqual(['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01']);
  });

  test('MO-E7: an establishment fee of one monthly amount', () => {
    const whole = { kind: 'percent-of-fee', percent: '100', fees: [] } as const;
    const agreed = ir([
      fee('7000', { name: 'servers' }),
      fee('5000', { name: 'network' }),
      fee(whole, { name: 'setup', period: 'once' }),
    ]);
    const late = order({ from: '2026-03-10' });
    const invoice = bill(agreed, {}, '2026-03', { order: late, basis: 'invoice' });
    expect(invoice.lines.find(({ subject }) => subject === 'setup')?.amount).toBe('12000.00');
    expect(net(invoice)).toBe('24000.00');
    expect(net(bill(agreed, {}, '2026-04', { order: late }))).toBe('12000.00');
  });

  test.each([
    ['full', '310.00'],
    ['by-day', '100.00'],
    ['free', '0.00'],
  ] as const)('a month cut by the order: %s', (partPeriods, sum) => {
    const agreed = ir([fee('310')], { agreement: { partPeriods } });
    expect(net(bill(agreed, {}, '2026-03', { order: order({ from: '2026-03-22' }) }))).toBe(sum);
    expect(net(bill(agreed, {}, '2026-03', { order: order({ until: '2026-03-10' }) }))).toBe(sum);
  });

  test('a part period of which nothing is said is a problem', () => {
    const { partPeriods: _, ...rest } = ir([fee('310')]).agreement;
    const agreed = { ...ir([fee('310')]), agreement: rest };
    const invoice = bill(agreed, {}, '2026-03', { order: order({ from: '2026-03-22' }) });
    expect(invoice).toMatchObject({ complete: false, problems: [{ code: 'part-period-not-said', subject: 'fee' }] });
  });

  test('three months in advance, counted from the first period', () => {
    const agreed = ir([fee('10', { inAdvance: 3 })]);
    const late = order({ from: '2026-02-10', until: '2026-06-15' });
    const invoices = (period: string) =>
      bill(agreed, {}, period, { order: late, basis: 'invoice' }).lines.map(
        ({ service, invoiced }) => `${service.from} ${invoiced}`,
      );
    expect(invoices('2026-02')).toEqual(['2026-02-10 2026-02-10', '2026-03-01 2026-02-10', '2026-04-01 2026-02-10']);
    expect(invoices('2026-03')).toEqual([]);
    expect(invoices('2026-05')).toEqual(['2026-05-01 2026-05-01', '2026-06-01 2026-05-01']);
  });

  test('in arrears: on the last day of the period', () => {
    const agreed = ir([fee('10', { inAdvance: 0 })]);
    const [line] = bill(agreed, {}, '2026-03', { basis: 'invoice' }).lines;
    expect(line).toMatchObject({ invoiced: '2026-03-31', service: { from: '2026-03-01', until: '2026-03-31' } });
  });

  test('a yearly fee belongs to the month of its first day, a contract month to its own', () => {
    expect(net(bill(ir([fee('1200', { period: year })]), {}, '2026-01'))).toBe('1200.00');
    expect(net(bill(ir([fee('1200', { period: year })]), {}, '2026-02'))).toBe('0.00');
    const contract = ir([fee('10', { period: { ...month, basis: 'contract' } })]);
    const [line] = bill(contract, {}, '2026-02', { order: order({ from: '2026-01-15' }) }).lines;
    expect(line?.service).toEqual({ from: '2026-02-15', until: '2026-03-14' });
  });

  test('a price change on a date holds for the periods that start after it', () => {
    const agreed = ir([
      fee('10', { when: [{ dates: { until: '2026-06-30' } }] }),
      fee('12', { when: [{ dates: { from: '2026-07-01' } }] }),
    ]);
    expect(net(bill(agreed, {}, '2026'))).toBe('132.00');
  });
});

describe('F8: what is known', () => {
  const units = [
    unit('a', 'vm', '2026-01-01'),
    unit('b', 'vm', '2026-02-15'),
    unit('c', 'vm', '2026-01-01', '2026-04-20'),
    unit('d', 'switch', '2026-01-01', '2026-03-31', '1'),
    unit('d', 'switch', '2026-04-01', undefined, '3'),
  ];
  /** `invoiced, delivered from: quantity × price = amount`, of each line. */
  const lines = (agreed: ReturnType<typeof ir>, period: string) =>
    bill(agreed, { units }, period, { basis: 'invoice' }).lines.map(
      ({ invoiced, service, quantity, unitPrice, amount }) =>
        `${invoiced}, ${service.from}: ${quantity} × ${unitPrice?.amount} = ${amount}`,
    );

  test.each([
    ['2026-01', 12, '2026-01-01, 2026-01-01: 2 × 10 = 20.00'],
    ['2026-02', 11, '2026-02-15, 2026-02-15: 1 × 10 = 10.00'],
    ['2026-03', 0, undefined],
    ['2026-04', 8, '2026-04-20, 2026-05-01: -1 × 10 = -10.00'],
  ])('a year in advance: what comes and goes is invoiced on its day, for what is left (%s)', (period, count, first) => {
    const found = lines(ir([fee('10', { unit: 'vm', inAdvance: 12 })]), period);
    expect([found.length, found[0]]).toEqual([count, first]);
  });

  test.each([
    ['any-day', '2026-02', '2026-02-15, 2026-02-15: 1 × 10 = 10.00'],
    ['first-day', '2026-02', '2026-02-15, 2026-03-01: 1 × 10 = 10.00'],
    ['by-day', '2026-02', '2026-02-15, 2026-02-15: 1/2 × 10 = 5.00'],
    ['any-day', '2026-04', '2026-04-20, 2026-05-01: -1 × 10 = -10.00'],
    ['by-day', '2026-04', '2026-04-20, 2026-04-20: -1/3 × 10 = -3.33'],
  ] as const)('by the days that count: %s, %s', (unitsCounted, period, first) => {
    const agreed = ir([fee('10', { unit: 'vm', inAdvance: 12 })], { agreement: { unitsCounted } });
    expect(lines(agreed, period)[0]).toBe(first);
  });

  test('a unit that goes on with other numbers: the difference, on the day on which they begin', () => {
    const quarter = { basis: 'calendar', unit: 'quarter', count: 1 } as const;
    const agreed = ir([fee('10', { unit: 'switch', period: { ...quarter, count: 2 } })]);
    expect(lines(agreed, '2026')).toEqual([
      '2026-01-01, 2026-01-01: 2 × 10 = 20.00',
      '2026-04-01, 2026-04-01: 2 × 10 = 20.00',
      '2026-07-01, 2026-07-01: 4 × 10 = 40.00',
    ]);
  });

  test('what is due once is what is known on its day', () => {
    const whole = { kind: 'percent-of-fee', percent: '100', fees: [] } as const;
    const agreed = ir([fee('10', { unit: 'vm' }), fee(whole, { name: 'setup', period: 'once' })]);
    const setup = (basis: 'cost' | 'invoice') =>
      bill(agreed, { units: [...units, unit('e', 'vm', '2026-01-09')] }, '2026', { basis }).lines.find(
        ({ subject }) => subject === 'setup',
      )?.amount;
    expect([setup('cost'), setup('invoice')]).toEqual(['20.00', '20.00']);
  });

  test('a single fee stays what it was on its day when notice is given, also of a unit that would have gone later', () => {
    const agreed = ir([
      fee('100', { unit: 'vm' }),
      fee(
        { kind: 'percent-of-fee', percent: '100', fees: ['vm'], months: 3 },
        { name: 'setup', unit: 'vm', period: 'once' },
      ),
    ]);
    const ended = order({ until: '2026-04-18', notice: '2026-04-08' });
    const facts = { units: [unit('a', 'vm', '2026-03-23', '2026-05-02')] };
    const setup = ['2026-03', '2026-04'].flatMap((period) =>
      bill(agreed, facts, period, { order: ended, basis: 'invoice' }).lines.filter(
        ({ subject }) => subject === 'setup',
      ),
    );
    expect(setup.map(({ invoiced, amount }) => `${invoiced} ${amount}`)).toEqual(['2026-03-23 300.00']);
  });
});

describe('F9: paid for when gone', () => {
  const toMonthEnd = { kind: 'period', period: { basis: 'calendar', unit: 'month', count: 1 } } as const;
  const leaving = { length: { count: 0, unit: 'day' }, ends: toMonthEnd } as const;
  const noticed = clause({
    kind: 'notice',
    question: 'notice:customer:per vm',
    who: 'customer',
    unit: s('vm'),
    value: { kind: 'notice', ...leaving },
  });
  const byDay = { agreement: { unitsCounted: 'by-day' } } as const;
  const monthly = [fee('31', { unit: 'vm' }), noticed];
  const facts = { units: [unit('a', 'vm', '2026-01-01', '2026-03-10')] };

  test('invoiced when it is known: on its last day, for what comes after the days that are paid for', () => {
    const agreed = ir([fee('31', { unit: 'vm', inAdvance: 12 }), noticed], byDay);
    const { lines } = bill(agreed, facts, '2026-03', { basis: 'invoice' });
    expect(lines.map(({ invoiced, service, amount }) => `${invoiced} ${service.from} ${amount}`).slice(0, 2)).toEqual([
      '2026-03-10 2026-04-01 -31.00',
      '2026-03-10 2026-05-01 -31.00',
    ]);
  });

  test('it is paid for once where it comes back', () => {
    const back = { units: [...facts.units, unit('a', 'vm', '2026-03-20')] };
    expect(net(bill(ir(monthly, byDay), back, '2026-03'))).toBe('31.00');
  });

  test('nobody can say how long: a problem of the month in which it goes', () => {
    const open = { ...noticed, value: { kind: 'open' } } as Clause;
    const agreed = ir([fee('31', { unit: 'vm' }), open], byDay);
    const found = ['2026-02', '2026-03', '2026-04'].map((period) => {
      const { lines, problems } = bill(agreed, facts, period);
      return [lines.length, problems.map(({ code }) => code).join()];
    });
    expect(found).toEqual([
      [1, ''],
      [0, 'open-value'],
      [0, ''],
    ]);
  });
});

describe('F4, F5: units', () => {
  const units = [
    unit('a', 'vm', '2026-03-01'),
    unit('b', 'vm', '2026-03-10', '2026-03-19'),
    unit('c', 'vm', '2026-03-20', '2026-03-31'),
  ];

  test('a kind of unit may be counted in its own way', () => {
    const agreed = ir([fee('10', { unit: 'vm' })], { agreement: { unitsCounted: 'first-day' } });
    const subjects = agreed.subjects.map((one) => (one.id === 'vm' ? { ...one, counted: 'last-day' as const } : one));
    const facts = { units: [unit('a', 'vm', '2026-03-20')] };
    expect([net(bill(agreed, facts, '2026-03')), net(bill({ ...agreed, subjects }, facts, '2026-03'))]).toEqual([
      '0.00',
      '10.00',
    ]);
  });

  test.each([
    ['any-day', '3'],
    ['first-day', '1'],
    ['last-day', '2'],
    ['peak', '2'],
    ['by-day', '53/31'],
    [{ day: 15 }, '2'],
    [{ day: 31 }, '2'],
  ] as const)('%s', (mode, count) => {
    const run = begin(createPlan(ir([])), order(), { from: '2026-03-01', until: '2026-03-31', basis: 'cost' });
    if (isTrouble(run)) throw new Error(run.message);
    const held = heldUnits(run, { units });
    const march = { from: dayOf('2026-03-01'), until: dayOf('2026-04-01') };
    expect(countUnits(held, { period: march, days: march }, mode).toString()).toBe(count);
  });

  test('MO-E6: a switch counts for itself and its cards', () => {
    const agreed = ir([fee('10', { unit: 'switch' })]);
    const invoice = bill(agreed, { units: [unit('core', 'switch', '2026-01-01', undefined, '6')] }, '2026-03');
    expect(invoice.lines).toMatchObject([{ quantity: '7', amount: '70.00' }]);
  });

  test('cards that are added count from then on, once', () => {
    const agreed = ir([fee('10', { unit: 'switch' })]);
    const facts = {
      units: [
        unit('core', 'switch', '2026-01-01', '2026-03-14', '6'),
        unit('core', 'switch', '2026-03-15', undefined, '8'),
      ],
    };
    expect(net(bill(agreed, facts, '2026-03'))).toBe('90.00');
    expect(net(bill(agreed, facts, '2026-02'))).toBe('70.00');
  });

  test('what is wrong with a unit is a problem', () => {
    const agreed = ir([fee('10', { unit: 'switch' })]);
    const wrong = [
      unit('a', 'router', '2026-01-01'),
      unit('b', 'switch', '2026-03-01'),
      unit('c', 'vm', '2026-03-02', '2026-03-01'),
      unit('d', 'vm', '2026-01-01'),
      unit('d', 'vm', '2026-02-01'),
    ];
    const codes = bill(agreed, { units: wrong }, '2026-03').problems.map(({ subject, code }) => `${subject} ${code}`);
    expect(codes).toEqual(['a unknown-subject', 'b number-missing', 'c bad-fact', 'd duplicate-id']);
  });
});

describe('F6, F7: percentages and ladders', () => {
  test('a percentage of a fee, at most', () => {
    const care = (atMost?: string) =>
      fee({ kind: 'percent-of-fee', percent: '25', fees: ['base'], ...(atMost && { atMost }) }, { name: 'care' });
    const of = (amount: string, atMost?: string) =>
      bill(ir([fee(amount, { name: 'base' }), care(atMost)]), {}, '2026-03').lines.find(
        ({ subject }) => subject === 'care',
      )?.amount;
    expect([of('200'), of('200', '40'), of('100', '40')]).toEqual(['50.00', '40.00', '25.00']);
  });

  test('a percentage of itself is a cycle', () => {
    const half = (name: string, other: string) =>
      fee({ kind: 'percent-of-fee', percent: '50', fees: [other] }, { name });
    expect(bill(ir([half('a', 'b'), half('b', 'a')]), {}, '2026-03').problems.map(({ code }) => code)).toEqual([
      'cycle',
      'cycle',
    ]);
  });

  test('once per unit: a percentage of what that unit costs a month', () => {
    const agreed = ir([
      fee('100', { unit: 'switch' }),
      fee(
        { kind: 'percent-of-fee', percent: '100', fees: ['switch'] },
        { name: 'setup', period: 'once', unit: 'switch' },
      ),
    ]);
    const facts = {
      units: [unit('a', 'switch', '2026-01-01', undefined, '1'), unit('b', 'switch', '2026-03-12', undefined, '2')],
    };
    expect(shown(bill(agreed, facts, '2026-03'))).toEqual(['fee switch 500.00', 'fee setup 300.00']);
  });

  const ladder = (mode: 'whole' | 'part') =>
    ({
      kind: 'ladder',
      mode,
      steps: [
        { to: { bound: '2', included: true }, value: { kind: 'money', amount: '6' } },
        { to: { bound: '4', included: true }, value: { kind: 'money', amount: '5' } },
        { value: { kind: 'on-request' } },
      ],
    }) as const;

  test.each([
    ['whole', 2, '12.00'],
    ['whole', 3, '15.00'],
    ['part', 3, '17.00'],
    ['part', 4, '22.00'],
  ] as const)('%s, %i units', (mode, count, sum) => {
    const units = Array.from({ length: count }, (_, index) => unit(`u${index}`, 'vm', '2026-01-01'));
    expect(net(bill(ir([fee(ladder(mode), { unit: 'vm' })]), { units }, '2026-03'))).toBe(sum);
  });

  test('above the last step with a price: on request', () => {
    const units = Array.from({ length: 5 }, (_, index) => unit(`u${index}`, 'vm', '2026-01-01'));
    for (const mode of ['whole', 'part'] as const) {
      expect(bill(ir([fee(ladder(mode), { unit: 'vm' })]), { units }, '2026-03').problems).toMatchObject([
        { code: 'on-request', subject: 'vm' },
      ]);
    }
  });

  test('a discount on fees has a line for each, below it', () => {
    const agreed = ir([
      fee('100', { name: 'base' }),
      fee('50', { name: 'extra' }),
      discount('10', { on: [], fees: ['base'] }),
    ]);
    expect(shown(bill(agreed, {}, '2026-03'))).toEqual([
      'fee base 100.00',
      'discount discount -10.00',
      'fee extra 50.00',
    ]);
  });

  test('P7: a discount holds for the units for which it is said, with their share', () => {
    const agreed = ir([
      fee(ladder('part'), { unit: 'vm' }),
      discount('10', { on: [], fees: ['vm'], when: [{ choices: { kind: ['urgent'] } }] }),
    ]);
    const units = (['urgent', 'normal', 'urgent', 'normal'] as const).map((kind, index) => ({
      ...unit(`u${index}`, 'vm', '2026-01-01'),
      choices: { kind },
    }));
    expect(shown(bill(agreed, { units }, '2026-03'))).toEqual(['fee vm 22.00', 'discount discount -1.10']);
    expect(shown(bill(agreed, { units: units.toReversed() }, '2026-03'))).toEqual([
      'fee vm 22.00',
      'discount discount -1.10',
    ]);
  });

  test('an open fee blocks itself and nothing else', () => {
    const agreed = ir([
      fee('100', { name: 'base' }),
      fee({ kind: 'open', decider: 'per customer' }, { name: 'extra' }),
    ]);
    const invoice = bill(agreed, {}, '2026-03');
    expect(invoice).toMatchObject({
      totals: { net: '100.00' },
      complete: false,
      problems: [{ code: 'open-value', subject: 'extra' }],
    });
  });
});
