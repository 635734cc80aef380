// Deadlines of runtime and reference brought to one form.
import { createPlan, deadlines } from '@avtal/runtime';
import type { TicketCase } from '../random/cases.ts';
import * as reference from '../reference/deadlines.ts';
import type { Comparison } from './comparison.ts';

type Shown = Pick<reference.Target, 'ticket' | 'target' | 'round' | 'state'> & {
  readonly due?: number;
  readonly used?: number;
  readonly left?: number;
};

function show({ ticket, target: id, round, state, due = 0, used, left }: Shown): string[] {
  if (state === 'not-started') return [];
  const target = round === undefined ? id : `${id}#${round}`;
  return [[ticket, target, state, due === 0 ? '-' : due, used ?? '-', left ?? '-'].join(' ')];
}

export function compareTickets({ ir, order, events, at }: TicketCase): Comparison {
  const fast = deadlines(createPlan(ir), order, events, at === undefined ? {} : { at });
  const slow = reference.deadlines(ir, order, events, at);
  return { runtime: fast.targets.flatMap(show).sort(), reference: slow.flatMap(show).sort() };
}
