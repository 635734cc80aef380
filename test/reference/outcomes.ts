// What came of the targets of tickets (meaning Q15), as things stand at the end of the asked days.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate } from '../../runtime/src/ir.ts';
import { addDays } from './days.ts';
import { deadlines, type Target } from './deadlines.ts';
import type { World } from './questions.ts';
import { opening } from './windows.ts';

export interface Outcome {
  readonly outcome: 'met' | 'missed';
  readonly target: Target;
}

export function outcomes({ ir, order }: World, { tickets = [] }: Facts, until: CivilDate): Outcome[] {
  const end = opening(ir, addDays(until, 1), 0);
  const later = deadlines(ir, order, tickets, end);
  const all = deadlines(ir, order, tickets).map((one) => {
    const isOpen = one.state === 'running' && one.due !== undefined && one.due < end;
    const same = (other: Target) => isOf(other, one) && other.round === one.round;
    return isOpen ? later.find(same)! : one;
  });
  const isAim = ({ clause }: Target) => ir.clauses.some(({ id, value }) => id === clause && value.kind === 'aim');
  const isMissed = (target: Target) => !isAim(target) && ['missed', 'overdue'].includes(target.state);
  // D11: one missed round and the whole is missed; else the last round must be met.
  return all.flatMap((target, index): Outcome[] => {
    const rounds = all.filter((other) => isOf(other, target));
    const missed = rounds.find(isMissed);
    if (missed !== undefined) return missed === target ? [{ outcome: 'missed', target }] : [];
    const isLast = !all.slice(index + 1).some((other) => isOf(other, target));
    return isLast && target.state === 'met' ? [{ outcome: 'met', target }] : [];
  });
}

function isOf(other: Target, { ticket, target }: Target): boolean {
  return other.ticket === ticket && other.target === target;
}

/** The outcomes of a ticket as choices of its work. */
export function outcomeChoices(all: readonly Outcome[], ticket: string | undefined): Record<string, string> {
  const own = all.filter(({ target }) => target.ticket === ticket);
  return Object.fromEntries(own.map(({ outcome, target }) => [`outcome:${target.target}`, outcome]));
}
