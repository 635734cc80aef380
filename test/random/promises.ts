// Random clauses about time and duty: targets of every kind, pauses, decisions, permissions, approvals, recurring duties.
import type { Approval, Clock, DaySet, Deadline, PerformClause, Period } from '../../runtime/src/ir.ts';
import { answer, type Domain, type Making, type Saying } from './conditions.ts';
import { callout, day, downtime, hour, patching, values, vm, work } from './frame.ts';
import type { Tape } from './tape.ts';

const ticketDomain: Domain = { fact: true, moments: ['reported', 'confirmed'], windows: true };

function clock({ tape, ir }: Making): Clock {
  return tape.weigh<Clock>(
    [2, () => ({ kind: 'elapsed' })],
    [3, () => ({ kind: 'window', window: 0 })],
    [2, () => ({ kind: 'window', window: tape.int(0, ir.windows.length - 1) })],
  );
}

const localTime = (tape: Tape) => tape.pick(12 * hour, 8 * hour, 2.5 * hour, 16 * hour, 0, 23 * hour + 59 * 60);
const workday: DaySet = { kind: 'named', daySet: 1 };

/** Business days of a window are those of core, whose stretches all lie inside one date. */
function businessDays(tape: Tape): Deadline {
  const own = tape.chance(50)
    ? { days: workday, window: 0 }
    : { days: tape.pick<DaySet>(workday, { kind: 'every-day' }, { kind: 'weekdays', days: [1, 3, 7] }) };
  return {
    kind: 'business-days',
    count: tape.pick(1, 2, 4, 10),
    ...own,
    ...(tape.chance(40) ? { cutOff: localTime(tape) } : {}),
    ends: tape.weigh<Extract<Deadline, { kind: 'business-days' }>['ends']>(
      [4, () => ({ kind: 'close' })],
      [1, () => ({ kind: 'open' })],
      [2, () => ({ kind: 'time', time: localTime(tape) })],
    ),
  };
}

function deadline(making: Making, depth = 1): Deadline {
  const { tape, ir } = making;
  const window = tape.int(0, ir.windows.length - 1);
  const both = (): Deadline[] => [deadline(making, 0), deadline(making, 0)];
  return tape.weigh<Deadline>(
    [
      8,
      () => ({
        kind: 'duration',
        seconds: tape.pick(2 * hour, 30 * 60, 0, 8 * hour, 40 * hour, 4 * hour + 1, 3 * day, 16 * hour),
        clock: clock(making),
      }),
    ],
    [4, () => businessDays(tape)],
    [1, () => ({ kind: 'opening', window })],
    [1, () => ({ kind: 'closing', window })],
    [2, () => ({ kind: 'time-of-day', time: localTime(tape), days: tape.pick(0, 1, 5) })],
    [depth, () => ({ kind: 'earliest', of: both() })],
    [depth, () => ({ kind: 'latest', of: both() })],
    [depth, () => ({ kind: 'aim', of: deadline(making, 0) })],
    [
      depth,
      () =>
        tape.pick<Deadline>(
          { kind: 'no-promise' },
          { kind: 'best-effort' },
          { kind: 'not-offered' },
          { kind: 'see', document: 'List' },
          { kind: 'open' },
        ),
    ],
  );
}

export function targetClauses(making: Making): void {
  const { tape, ir } = making;
  for (const [target, { id }] of ir.targets.entries())
    if (tape.chance(90))
      answer(making, `target:${id}`, ticketDomain, () => ({ kind: 'target', target, value: deadline(making) }));
}

export function ticketClauses(making: Making): void {
  const { tape } = making;
  answer(making, 'decide:severity', { fact: false, moments: [], windows: true }, () => ({
    kind: 'decide',
    dimension: 'severity',
    value: { kind: 'choice', choice: tape.pick(...values.severity) },
  }));
  targetClauses(making);
  for (const [question, targets] of [
    ['pause:resolve', [1]],
    ['pause:attend+resolve', [1, 2]],
    ['pause:respond', [0]],
  ] as const)
    if (tape.chance(50))
      answer(
        making,
        question,
        { ...ticketDomain, windows: false },
        () => ({ kind: 'pause', targets, value: { kind: 'pause' } }),
        false,
      );
  // What pauses must be is a state that comes and goes; all pauses hold together.
  for (const [index, clause] of making.clauses.entries())
    if (clause.kind === 'pause')
      making.clauses[index] = {
        ...clause,
        when: [{ choices: { waiting: tape.pick(['customer'], ['parts'], ['customer', 'parts']) } }],
      };
}

export function permit(making: Making, subject: number, id: string, fact = true): void {
  const { tape, ir } = making;
  answer(
    making,
    `permit:${id}`,
    { fact, moments: [], windows: true, numberless: true },
    () => {
      const window = tape.int(0, ir.windows.length - 1);
      return tape.weigh<Saying>(
        [5, () => ({ kind: 'permit', subject, value: { kind: 'only-during', window } })],
        [3, () => ({ kind: 'permit', subject, value: { kind: 'not-during', window } })],
        [
          3,
          () => ({
            kind: 'permit',
            subject,
            value: { kind: 'with-notice', seconds: tape.pick(hour, 0, day, 3 * hour), clock: clock(making) },
          }),
        ],
        [2, () => ({ kind: 'permit', subject, value: { kind: 'freely' } })],
        [1, () => ({ kind: 'permit', subject, value: { kind: 'not-at-all' } })],
      );
    },
    false,
  );
}

const approvals = (tape: Tape): Approval =>
  tape.weigh<Approval>(
    [9, () => ({ kind: 'approval', what: tape.pick('free', 'notify', 'notify-before', 'approve-before') })],
    [1, () => ({ kind: 'open' })],
  );

const periods: readonly Period[] = [
  { basis: 'calendar', unit: 'month', count: 1 },
  { basis: 'calendar', unit: 'week', count: 1 },
  { basis: 'calendar', unit: 'day', count: 1 },
  { basis: 'calendar', unit: 'quarter', count: 1 },
  { basis: 'calendar', unit: 'half-year', count: 1 },
  { basis: 'contract', unit: 'month', count: 1 },
  { basis: 'contract', unit: 'month', count: 2 },
  { basis: 'calendar', unit: 'year', count: 1 },
];

export function rightsClauses(making: Making): void {
  const { tape } = making;
  answer(making, 'decide:severity', { fact: false, moments: [], windows: true }, () => ({
    kind: 'decide',
    dimension: 'severity',
    value: { kind: 'choice', choice: tape.pick(...values.severity) },
  }));
  permit(making, downtime, 'downtime');
  if (tape.chance(70)) permit(making, patching, 'patching');
  for (const [subject, id] of [
    [work, 'work'],
    [callout, 'callout'],
  ] as const)
    answer(making, `approve:${id}`, { fact: true, moments: [], windows: true }, () => ({
      kind: 'approve',
      subject,
      value: tape.chance(50)
        ? approvals(tape)
        : {
            kind: 'ladder',
            mode: 'whole',
            by: 'estimate',
            steps: [
              { to: { bound: '3600', included: tape.chance(50) }, value: approvals(tape) },
              { to: { bound: '7200', included: tape.chance(50) }, value: approvals(tape) },
              { value: approvals(tape) },
            ],
          },
    }));
  for (const name of ['dbcc', 'meeting']) {
    const period = tape.pick(periods[0]!, ...periods);
    const unit = name === 'dbcc' && tape.chance(50) ? { unit: vm } : {};
    answer(
      making,
      `perform:${name}`,
      { fact: false, moments: [], windows: false },
      () => ({
        kind: 'perform',
        name,
        ...unit,
        value: tape.weigh<PerformClause['value']>(
          [8, () => ({ kind: 'frequency' as const, count: tape.pick(1, 2, 4), period })],
          [1, () => ({ kind: 'none' as const })],
          [1, () => ({ kind: 'included' as const })],
        ),
      }),
      false,
    );
  }
}
