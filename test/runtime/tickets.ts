// Agreements with one target and tickets with a few events, for the tests of deadlines.

import { createPlan } from '../../runtime/src/asking/plan.ts';
import type { TicketEvent } from '../../runtime/src/facts.ts';
import type { Clause, Condition, Deadline, Ir, Order } from '../../runtime/src/ir.ts';
import type { TargetResult } from '../../runtime/src/results.ts';
import { deadlines } from '../../runtime/src/targets/deadlines.ts';
import { acme, agreement, at, choice, clause, daily, h, utc, windows, workday } from './agreement.ts';

const every = { kind: 'every-day' } as const;
export const sets = {
  core: daily(workday, 8, 16),
  offcore: { kind: 'complement', of: { kind: 'named', window: 0 } },
  standard: daily(workday, 7, 23),
  monitoring: daily(workday, 8.5, 16.5),
  night: daily(every, 22, 6, 1),
} as const;
const windowIds = Object.keys(sets);
export const of = (id: keyof typeof sets) => ({ kind: 'window', window: windowIds.indexOf(id) }) as const;
const elapsed = { kind: 'elapsed' } as const;
export const time = (
  hours: number,
  clock: { kind: 'elapsed' } | { kind: 'window'; window: number } = elapsed,
): Deadline => ({
  kind: 'duration',
  seconds: h(hours),
  clock,
});

export const target = (
  value: Deadline,
  when: Condition = [{}],
  rest: Partial<Clause> & { on?: number } = {},
): Clause => {
  const { on = 0, ...base } = rest;
  const question = `target:${['respond', 'resolve', 'start'][on]}`;
  return clause({
    kind: 'target',
    target: on,
    question,
    value,
    when,
    id: `${question}.${JSON.stringify(when)}`,
    ...(base as object),
  });
};
export const waits = clause({
  kind: 'pause',
  question: 'pause:respond',
  targets: [0],
  value: { kind: 'pause' },
  when: [{ choices: { waiting: ['customer'] } }],
});
const dimensions = [
  choice('tier', ['Standard', 'Utvidet', 'Pro'], { given: 'order' }),
  choice('channel', ['phone', 'email', 'emergency']),
  choice('severity', ['high', 'low']),
  choice('waiting', ['nobody', 'customer']),
];

export function make(clauses: Clause[], parts: Parameters<typeof agreement>[0] = {}): Ir {
  return agreement({ dimensions, windows: windows(sets), clauses, ...parts });
}

/** `2026-03-04 10:00`, or with an offset of its own. */
export function instant(text: string): number {
  const [date = '', clock = ''] = text.split(' ');
  return /[+Z]/.test(clock) ? utc(`${date}T${clock}`) : at(date, clock);
}

/** Events as `reported 2026-03-04 10:00 severity=high`. */
export function events(...rows: string[]): TicketEvent[] {
  return rows.map((row) => {
    const [event = '', date = '', clock = '', ...choices] = row.split(' ');
    return {
      ticket: 'T1',
      event,
      at: instant(`${date} ${clock}`),
      ...(choices.length > 0 && { choices: Object.fromEntries(choices.map((one) => one.split('='))) }),
    };
  });
}

export function run(ir: Ir, rows: string[], asOf?: string, order: Order = acme): TargetResult {
  const { targets } = deadlines(
    createPlan(ir),
    order,
    events(...rows),
    asOf === undefined ? {} : { at: instant(asOf) },
  );
  return targets[0]!;
}
export const due = (ir: Ir, ...rows: string[]) => run(ir, rows).due;
export const one = (value: Deadline, parts?: Parameters<typeof agreement>[0]) => make([target(value), waits], parts);
