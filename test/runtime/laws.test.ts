// Laws of pricing on random work: months add up to the year, order and cutting of the input do not matter.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Occurrence, TimeEntry } from '../../runtime/src/facts.ts';
import type { Carried, Invoice } from '../../runtime/src/results.ts';
import { at, h } from './agreement.ts';
import {
  bill,
  combine,
  counts,
  draws,
  during,
  fee,
  include,
  ir,
  limits,
  priceOf,
  rate,
  s,
  start,
  surcharge,
  year,
} from './build.ts';

const agreed = ir(
  [
    rate('450', { when: [during('core')] }),
    rate('750', { when: [during('offcore')] }),
    rate({ kind: 'reference', question: 'rate:work', percent: '50' }, { of: 'travel' }),
    priceOf('callout', '595', { scope: 'job' }),
    counts({ free: '300', minimum: '1800', step: '900', rounding: 'started' }, { scope: 'job' }),
    include(String(h(4)), { carry: { percent: '40', of: 'unused', periods: 2 } }),
    include('1', { of: 'callout' }),
    draws('1', { when: [during('core')] }),
    draws('2', { when: [during('offcore')] }),
    start('job', '1750', [{ kind: 'time', seconds: 1800, subject: s('work') }], { when: [during('night')] }),
    surcharge('weekend', '50', { when: [during('weekend')] }),
    surcharge('night', '30', { when: [during('night')], on: ['work', 'travel'] }),
    combine(['night', 'weekend'], 'multiply'),
    limits({ atLeast: '900' }, { on: ['work', 'travel'], scope: 'job', surcharges: 'after' }),
    fee('98', { inAdvance: 3 }),
  ],
  { agreement: { vat: { kind: 'on-top', percent: '25' } } },
);

const steps = [
  { to: { bound: String(h(20)), included: true }, value: { kind: 'rate', amount: '450', per: '3600' } },
  { value: { kind: 'rate', amount: '300', per: '3600' } },
] as const;
/** Taken over scopes that go on from month to month, with an allowance beside. */
const long = ir([
  rate({ kind: 'ladder', mode: 'part', steps }, { scope: 'contract-year' }),
  rate({ kind: 'ladder', mode: 'whole', steps }, { of: 'travel', scope: 'job' }),
  priceOf('callout', '595', { scope: 'contract-year' }),
  counts({ minimum: '3600' }, { scope: 'visit', when: [{ choices: { kind: ['urgent'] } }] }),
  include(String(h(6)), { carry: { percent: '100', of: 'unused', periods: 1 } }),
  include(String(h(2)), { of: 'travel' }),
  include('1', { of: 'callout', period: year }),
  start('job', '1750', [{ kind: 'money', amount: '3000', subject: s('work') }]),
  surcharge('rush', { kind: 'money', amount: '500' }, { on: ['work', 'travel'], scope: 'job' }),
  limits({ atMost: '9000' }, { scope: 'contract-year' }),
]);

const first = at('2026-01-01');
const moment = fc
  .tuple(fc.integer({ min: 0, max: 363 }), fc.integer({ min: 0, max: 95 }))
  .map(([day, quarter]) => first + day * 86400 + quarter * 900);
const job = fc.constantFrom('1', '2', '3', '4', '5', '6');
const entries = fc
  .array(fc.tuple(moment, fc.integer({ min: 0, max: 40_000 }), job, fc.constantFrom('work', 'work', 'travel')), {
    maxLength: 25,
  })
  .map((list) =>
    list.map(
      ([from, length, name, subject], index): TimeEntry => ({
        id: `e${index}`,
        subject,
        start: from,
        end: from + length,
        keys: { job: name, visit: name },
        choices: { kind: index % 2 === 0 ? 'urgent' : 'normal' },
      }),
    ),
  );
const occurrences = fc.array(fc.tuple(moment, job), { maxLength: 6 }).map((list) =>
  list.map(
    ([when, name], index): Occurrence => ({
      id: `o${index}`,
      subject: 'callout',
      at: when,
      quantity: '1',
      keys: { job: name },
    }),
  ),
);
const facts = fc.record({ entries, occurrences });

const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
const lines = (...invoices: Invoice[]) =>
  invoices
    .flatMap((invoice) =>
      invoice.lines.map(({ id, amount, quantity, drawn }) => `${id} ${amount} ${quantity} ${drawn}`),
    )
    .sort();

test.each([
  ['short scopes, cost', agreed, 'cost'],
  ['short scopes, invoice', agreed, 'invoice'],
  ['long scopes, cost', long, 'cost'],
] as const)('C5, A6: twelve months with balances handed on are the year (%s)', (_, agreed, basis) => {
  fc.assert(
    fc.property(facts, (given) => {
      let opening: Carried | undefined;
      const parts = months.map((month) => {
        const part = bill(agreed, given, month, { basis, ...(opening && { opening }) });
        opening = part.closing;
        return part;
      });
      const whole = bill(agreed, given, '2026', { basis });
      expect(lines(...parts)).toEqual(lines(whole));
      expect(parts.flatMap(({ balances }) => balances.filter(({ subject }) => subject === 'work'))).toEqual(
        whole.balances.filter(({ subject }) => subject === 'work'),
      );
      expect(opening).toEqual(whole.closing);
    }),
    { numRuns: 40 },
  );
});

test('the order of the input does not matter', () => {
  fc.assert(
    fc.property(facts, fc.integer(), (given, seed) => {
      const shuffled = (list: readonly { id: string }[]) =>
        list.toSorted(
          (a, b) => ((seed ^ (Number(a.id.slice(1)) * 7919)) % 101) - ((seed ^ (Number(b.id.slice(1)) * 7919)) % 101),
        );
      const other = {
        entries: shuffled(given.entries) as TimeEntry[],
        occurrences: shuffled(given.occurrences) as Occurrence[],
      };
      expect(bill(agreed, other, '2026')).toEqual(bill(agreed, given, '2026'));
    }),
    { numRuns: 40 },
  );
});

test('C1: an entry cut in two comes to the same where everything is taken each job', () => {
  const total = ({ lines: all }: Invoice) =>
    all.map(({ exact }) => Number(exact.split('/')[0]) / Number(exact.split('/')[1] ?? 1)).reduce((a, b) => a + b, 0);
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 99 }), (list, share) => {
      const cut = list.flatMap((entry) => {
        const middle = entry.start + Math.floor(((entry.end - entry.start) * share) / 100);
        return middle === entry.start
          ? [entry]
          : [
              { ...entry, id: `${entry.id}.1`, end: middle },
              { ...entry, id: `${entry.id}.2`, start: middle },
            ];
      });
      const apart = list.every((one) =>
        list.every((other) => one === other || one.end <= other.start || other.end <= one.start),
      );
      fc.pre(apart);
      expect(total(bill(agreed, { entries: cut }, '2026'))).toBeCloseTo(
        total(bill(agreed, { entries: list }, '2026')),
        6,
      );
    }),
    { numRuns: 60 },
  );
});

test('duplicates, wrong and unknown facts are problems, never lines and never exceptions', () => {
  const work = {
    subject: 'work',
    start: at('2026-03-03', '08:00'),
    end: at('2026-03-03', '09:00'),
    keys: { job: '1' },
  };
  const wrong: TimeEntry[] = [
    { ...work, id: 'twice' },
    { ...work, id: 'twice' },
    { ...work, id: 'backwards', end: work.start - 1 },
    { ...work, id: 'dance', subject: 'dance' },
    { ...work, id: 'choice', choices: { colour: 'red' } },
    { ...work, id: 'value', choices: { kind: 'odd' } },
    { ...work, id: 'number', numbers: { weight: '1' } },
    { ...work, id: 'early', start: at('2025-12-31', '08:00'), end: at('2025-12-31', '09:00') },
    { ...work, id: 'far', start: at('2026-03-03') + 40 * 366 * 86400, end: at('2026-03-03') + 40 * 366 * 86400 },
    { ...work, id: 'odd', start: Number.NaN },
    { ...work, id: 'tomorrow', start: at('2027-01-04', '08:00'), end: at('2027-01-04', '09:00') },
  ];
  const invoice = bill(
    agreed,
    { entries: wrong, occurrences: [{ id: 'o', subject: 'callout', at: work.start, quantity: '-1' }] },
    '2026',
  );
  expect(invoice.lines.filter(({ kind }) => kind !== 'fee')).toEqual([]);
  expect(invoice.problems.map(({ subject, code }) => `${subject} ${code}`).sort()).toEqual([
    'backwards bad-fact',
    'choice unknown-choice',
    'dance unknown-subject',
    'far outside-horizon',
    'number unknown-choice',
    'o bad-fact',
    'odd bad-fact',
    'twice duplicate-id',
    'value unknown-choice',
  ]);
  // What lies outside the asked days is told when those are asked for.
  expect(bill(agreed, { entries: wrong }, '2025').problems.map(({ subject, code }) => `${subject} ${code}`)).toContain(
    'early outside-validity',
  );
  expect(bill(agreed, { entries: [wrong.at(-1)!] }, '2027').problems).toMatchObject([
    { code: 'outside-horizon', subject: 'tomorrow' },
  ]);
});

test('what is asked wrongly is a problem', () => {
  const codes = (invoice: Invoice) => invoice.problems.map(({ code }) => code);
  expect(codes(bill(agreed, {}, '2026', { from: '2026-02-30' }))).toEqual(['bad-fact']);
  expect(codes(bill(agreed, {}, '2026', { from: '2026-03-02', until: '2026-03-01' }))).toEqual(['bad-fact']);
  const { closing } = bill(agreed, {}, '2026-02');
  expect(codes(bill(agreed, {}, '2026-03', { opening: closing }))).toEqual([]);
  expect(codes(bill(agreed, {}, '2026-04', { opening: closing }))).toEqual(['bad-fact']);
});
