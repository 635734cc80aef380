// What had come of the targets of tickets (meaning Q15) by an instant.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, Instant } from '../../runtime/src/ir.ts';
import { addDays, earlier, lastOfMonth, monthOf, type Span } from './days.ts';
import { deadlines, type Target } from './deadlines.ts';
import type { World } from './questions.ts';
import { opening } from './windows.ts';

export interface Outcome {
  readonly outcome: 'met' | 'missed';
  readonly target: Target;
}

/** The end of a month, or of the asked days, where they end earlier. */
export function settled({ ir }: World, day: CivilDate, asked: Span): Instant {
  return opening(ir, addDays(earlier(lastOfMonth(monthOf(day)), asked.until), 1), 0);
}

export function outcomes({ ir, order }: World, { tickets = [] }: Facts, at: Instant): Outcome[] {
  const all = deadlines(
    ir,
    order,
    tickets.filter((event) => event.at <= at),
    at,
  );
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
