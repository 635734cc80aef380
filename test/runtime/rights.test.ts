// Permissions and approvals (R1, R2), with the examples MO-E2 and MO-E8.
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { Approval, Clause, Ir, LadderValue, PermitClause } from '../../runtime/src/ir.ts';
import { approval, permitted } from '../../runtime/src/rights/rights.ts';
import { acme, agreement, at, choice, clause, daily, h, span, weekdays, windows, workday } from './agreement.ts';

const matter = (id: string, countsAs: number[] = []): Ir['subjects'][number] => ({
  id,
  kind: 'matter',
  unit: { kind: 'count' },
  countsAs,
  span,
});
const subjects = [matter('downtime'), matter('patching', [0])];
const sets = {
  service: daily({ kind: 'intersection', of: [weekdays(4), workday] }, 21, 6, 1),
  core: daily(workday, 8, 16),
  evening: daily(workday, 15, 22),
};
const permit = (value: PermitClause['value'], rest: Partial<Clause> & { of?: number } = {}): Clause => {
  const { of = 0, ...base } = rest;
  const question = `permit:${subjects[of]?.id}`;
  return clause({
    kind: 'permit',
    subject: of,
    question,
    value,
    id: `${question} ${JSON.stringify(value)}`,
    ...(base as object),
  });
};
const dimensions = [choice('category', ['normal', 'urgent'])];
const during = (window: number): PermitClause['value'] => ({ kind: 'only-during', window });
const notDuring = (window: number): PermitClause['value'] => ({ kind: 'not-during', window });

function from(clauses: Clause[], after: string, subject = 'downtime', choices: Record<string, string> = {}) {
  const plan = createPlan(agreement({ subjects, dimensions, windows: windows(sets), clauses }));
  const [date = '', time] = after.split(' ');
  return permitted(plan, acme, { subject, after: at(date, time), choices });
}

describe('R1', () => {
  test.each<[string, Clause[], string]>([
    ['nothing said', [], '2026-03-10 13:10'],
    ['only during the service window', [permit(during(0))], '2026-03-12 21:00'],
    ['not during core', [permit(notDuring(1))], '2026-03-10 16:00'],
    ['not during core nor the evening', [permit(notDuring(1)), permit(notDuring(2))], '2026-03-10 22:00'],
    [
      'MO-E8: an hour after notice',
      [permit({ kind: 'with-notice', seconds: h(1), clock: { kind: 'elapsed' } })],
      '2026-03-10 14:10',
    ],
    [
      'six core hours after notice',
      [permit({ kind: 'with-notice', seconds: h(6), clock: { kind: 'window', window: 1 } })],
      '2026-03-11 11:10',
    ],
    ['freely restricts nothing', [permit({ kind: 'freely' }), permit(during(2))], '2026-03-10 15:00'],
    ['an override beats it', [permit({ kind: 'freely' }, { rank: 'override' }), permit(during(0))], '2026-03-10 13:10'],
    ['from a date on', [permit(during(0), { when: [{ dates: { until: '2026-03-10' } }] })], '2026-03-11 00:00'],
  ])('%s', (_, clauses, expected) => {
    const [date = '', time] = expected.split(' ');
    expect(from(clauses, '2026-03-10 13:10')).toMatchObject({ at: at(date, time), problems: [] });
  });
  test('what patching counts as restricts patching', () => {
    expect(from([permit(during(0))], '2026-03-10 13:10', 'patching').at).toBe(at('2026-03-12', '21:00'));
    expect(from([permit(during(0), { of: 1 })], '2026-03-10 13:10', 'downtime').at).toBe(at('2026-03-10', '13:10'));
  });
  test('never', () => {
    const never = from([permit(during(0)), permit(during(1))], '2026-03-10 13:10');
    expect(never.at).toBe('never');
    expect(never.trace.children).toHaveLength(2);
    expect(from([permit({ kind: 'not-at-all' })], '2026-03-10 13:10').at).toBe('never');
  });
  test('a choice that matters must be stated', () => {
    const clauses = [permit({ kind: 'not-at-all' }, { when: [{ choices: { category: ['normal'] } }] })];
    expect(from(clauses, '2026-03-10 13:10').problems).toMatchObject([{ code: 'choice-missing' }]);
    expect(from(clauses, '2026-03-10 13:10', 'downtime', { category: 'urgent' }).at).toBe(at('2026-03-10', '13:10'));
  });
  test('open values and unknown matters are problems', () => {
    expect(from([permit({ kind: 'open' })], '2026-03-10 13:10').problems).toMatchObject([{ code: 'open-value' }]);
    expect(from([], '2026-03-10 13:10', 'work').problems).toMatchObject([{ code: 'unknown-subject' }]);
    expect(from([permit(during(0))], '2027-03-10 13:10').problems).toMatchObject([{ code: 'outside-horizon' }]);
  });
});

describe('R2', () => {
  const what = (name: Extract<Approval, { kind: 'approval' }>['what']): Approval => ({ kind: 'approval', what: name });
  const ladder: LadderValue<Approval> = {
    kind: 'ladder',
    mode: 'whole',
    by: 'estimate',
    steps: [
      { to: { bound: String(h(4)), included: true }, value: what('free') },
      { to: { bound: String(h(10)), included: true }, value: what('notify') },
      { value: what('notify-before') },
    ],
  };
  const approve = (value: Approval | LadderValue<Approval>, rest: Partial<Clause> = {}): Clause =>
    clause({ kind: 'approve', question: 'approve:work', subject: 0, value, ...(rest as object) });
  const clauses = [
    approve(ladder),
    approve(what('free'), { id: 'urgent', rank: 'override', when: [{ choices: { category: ['urgent'] } }] }),
  ];
  const asked = (estimate: number | undefined, category = 'normal') =>
    approval(createPlan(agreement({ dimensions, clauses })), acme, {
      subject: 'work',
      at: at('2026-03-10', '13:10'),
      choices: { category },
      numbers: estimate === undefined ? {} : { estimate: String(h(estimate)) },
    });
  test.each([
    [3, 'normal', 'free'],
    [4, 'normal', 'free'],
    [6, 'normal', 'notify'],
    [10, 'normal', 'notify'],
    [12, 'normal', 'notify-before'],
    [12, 'urgent', 'free'],
  ])('MO-E2: %d h, %s: %s', (estimate, category, expected) => {
    expect(asked(estimate, category)).toMatchObject({ what: expected, problems: [] });
  });
  test('without an estimate it cannot be said; without a clause nothing is asked', () => {
    expect(asked(undefined).problems).toMatchObject([{ code: 'number-missing' }]);
    expect(approval(createPlan(agreement()), acme, { subject: 'work', at: 0, choices: {}, numbers: {} }).what).toBe(
      'free',
    );
  });
});
