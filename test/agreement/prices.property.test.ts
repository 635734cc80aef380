// Runtime and reference evaluator price random agreements and logs alike, to the last unit.
import { createPlan, price } from '@avtal/runtime';
import { expect, test, vi } from 'vitest';
import { invoiceCases, priceCases } from '../random/cases.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';
import { comparePrices } from './prices.ts';

vi.setConfig({ testTimeout: patience });

const expected = {
  rate: ['rate', 'money', 'reference', 'ladder', 'included', 'not-offered', 'on-request', 'at-cost', 'see', 'open'],
  price: [
    'money',
    'rate',
    'reference',
    'percent-of-fee',
    'ladder',
    'at-cost',
    'included',
    'not-offered',
    'on-request',
    'see',
    'open',
  ],
  start: ['money', 'time', 'included'],
  fee: ['money', 'percent-of-fee', 'ladder', 'included', 'not-offered', 'on-request', 'at-cost', 'see', 'open'],
  include: ['quantity', 'unlimited', 'included', 'not-offered', 'open'],
  draw: ['factor', 'not-usable', 'open'],
  count: ['count', 'ladder', 'open'],
  surcharge: ['percent', 'rate', 'money', 'none', 'open', 'ladder'],
  discount: ['percent', 'money', 'rate', 'none', 'open', 'ladder'],
  index: ['index', 'open'],
  combine: ['combine', 'open'],
  limit: ['limit'],
  decide: ['choice', 'open'],
};

/** What of a clause's value does not show in its kinds. */
const details = [
  ...[
    'lot',
    'valid',
    'purchase',
    'first-use',
    'leeway',
    'borrow',
    'unit',
    'notify',
    'renewed',
    'also',
    'revalued',
    'toNext',
    'toEndOf',
    'until',
    'unused',
    'pack',
  ],
  ...[
    'lead',
    'length',
    'often',
    'outcome:respond',
    'outcome:resolve',
    'order:months',
    'order:calendar-months',
    'order:days',
  ],
  ...['free', 'freeIfUpTo', 'minimum', 'grace', 'started', 'nearest', 'completed'],
  ...['first', 'last', 'part', 'whole', 'by'],
  ...['rolling', 'unused', 'granted', 'periods', 'add', 'highest', 'multiply', 'before', 'after', 'atLeast', 'atMost'],
  ...['surcharges', 'fees', 'discounts', 'together', 'monthsBy'],
  ...['base', 'month', 'afterMonths', 'roundedTo', 'contract-year', 'plus', 'onlyOver'],
  ...['override', 'default', 'section', 'over 1', 'document 1', 'document 2', 'two boxes'],
];

/** What of an invoice does not show in its clauses. */
const further = [
  'several rates of VAT',
  'VAT with a reason',
  'VAT instead',
  'rounded',
  'surcharge on a fee',
  'surcharge on surcharges',
  'limit of fees',
  'discount by turnover',
  'allowance of several periods',
  ...['tier as ordered', 'tier otherwise'],
];

test('prices, balances, totals and problems agree', () => {
  const tally = new Tally();
  hold(priceCases, 1000, (one) => {
    const comparison = comparePrices(one);
    expectAgreement(comparison);
    for (const { kind, value, when, ...clause } of one.ir.clauses) {
      tally.addKinds(kind, value);
      if ('buys' in clause) tally.addKinds(kind, clause.buys);
      const said = JSON.stringify({ value, when, ...clause });
      for (const detail of details) if (said.includes(`"${detail}"`)) tally.add(detail);
      if (clause.over.length > 0) tally.add('over 1');
      tally.add(`document ${clause.document}`);
      if (when.length > 1) tally.add('two boxes');
    }
    const includes = one.ir.clauses.filter(({ kind }) => kind === 'include');
    for (const own of Map.groupBy(includes, ({ question }) => question).values())
      if (new Set(own.map((clause) => JSON.stringify('period' in clause && clause.period))).size > 1)
        tally.add('allowance of several periods');
    const facts = [...(one.facts.entries ?? []), ...(one.facts.occurrences ?? [])];
    for (const { id } of facts)
      tally.add(comparison.reference.some((line) => line.startsWith(`problem ${id}`)) ? 'refused' : 'priced');
    for (const { choices } of [...facts, ...(one.facts.units ?? [])])
      if (choices?.tier !== undefined)
        tally.add(choices.tier === one.order.choices.tier ? 'tier as ordered' : 'tier otherwise');
    for (const line of comparison.reference) tally.add(line.split(' ')[0] ?? '');
    for (const line of price(createPlan(one.ir), one.order, one.facts, one.ask).lines) {
      if (line.kind === 'surcharge' && line.source?.startsWith('fee') === true) tally.add('surcharge on a fee');
      if (line.kind === 'surcharge' && line.subject === 'env') tally.add('surcharge on surcharges');
      if (line.kind === 'limit' && line.subject === 'further') tally.add('limit of fees');
      if (line.kind === 'discount' && line.subject === 'bonus') tally.add('discount by turnover');
    }
    const rates = comparison.reference.flatMap((line) => / vat (\d+) /.exec(line)?.[1] ?? []);
    if (new Set(rates).size > 1) tally.add('several rates of VAT');
    if (comparison.reference.some((line) => / vat \d+ [a-z]+ /.test(line))) tally.add('VAT with a reason');
    if (JSON.stringify(one.ir.agreement.vat).includes('"instead":true')) tally.add('VAT instead');
    if (one.ir.agreement.invoiceRoundedTo !== undefined && one.ask.basis === 'invoice') tally.add('rounded');
  });
  const kinds = Object.entries(expected).flatMap(([kind, values]) => values.map((value) => `${kind}: ${value}`));
  expect(tally.missing([...kinds, ...details])).toEqual([]);
  expect(tally.count('priced')).toBeGreaterThan(1.5 * tally.count('refused'));
  expect(tally.count('refused')).toBeGreaterThan(50);
  expect(tally.missing(['line', 'account', 'drawn', 'low', 'unpermitted', 'total', ...further])).toEqual([]);
});

test('what is invoiced agrees, month by month', () => {
  const tally = new Tally();
  hold(invoiceCases, 300, (one) => {
    const comparison = comparePrices(one);
    expectAgreement(comparison);
    for (const { kind, service, invoiced, amount, trace } of price(createPlan(one.ir), one.order, one.facts, one.ask)
      .lines) {
      if (invoiced !== service.from || amount.startsWith('-')) tally.add('later');
      if (JSON.stringify(trace).includes('paid for until')) tally.add('paid for when gone');
      if (kind === 'refund') tally.add('refund');
    }
  });
  expect(tally.count('later')).toBeGreaterThan(20);
  expect(tally.missing(['paid for when gone', 'refund'])).toEqual([]);
});
