// Deadlines of runtime and reference brought to one form.
import { createPlan, deadlines } from '@avtal/runtime';
import type { TicketCase } from '../random/cases.ts';
import * as reference from '../reference/deadlines.ts';
import type { Comparison } from './comparison.ts';

export function compareTickets({ ir, order, events, at }: TicketCase): Comparison {
  const fast = deadlines(createPlan(ir), order, events, at === undefined ? {} : { at });
  const slow = reference.deadlines(ir, order, events, at);
  const show = (
    target: Pick<reference.Target, 'ticket' | 'target' | 'state' | 'due'> & {
      used?: number;
      left?: number;
      clause?: string;
    },
  ) =>
    target.state === 'not-started'
      ? []
      : [
          [target.ticket, target.target, target.state, target.due ?? '-', target.used ?? '-', target.left ?? '-'].join(
            ' ',
          ),
        ];
  return { runtime: fast.targets.flatMap(show).sort(), reference: slow.flatMap(show).sort() };
}
