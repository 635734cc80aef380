// Tickets from their events: checked, in order of time, with what is known after each (meaning D7).

import { soundList } from '../asking/sound.ts';
import type { Trouble } from '../asking/trouble.ts';
import { type Vocabulary, vocabularyOf } from '../asking/vocabulary.ts';
import type { TicketEvent } from '../facts.ts';
import type { Decimal, Instant, Ir, Order } from '../ir.ts';
import { own } from '../own.ts';
import type { Problem } from '../results.ts';

/** What holds from an instant until the next event of the ticket. */
export interface TicketState {
  readonly at: Instant;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, Decimal>>;
  /** First instant of each event so far. */
  readonly moments: Readonly<Record<string, Instant>>;
}

export interface Ticket {
  readonly id: string;
  readonly events: readonly TicketEvent[];
  /** One for each instant at which something happened. */
  readonly states: readonly TicketState[];
}

/** Every event is part of a ticket or a problem; the order of the list does not matter. */
export function readTickets(
  ir: Ir,
  order: Order,
  events: readonly TicketEvent[],
): { tickets: Ticket[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const vocabulary = vocabularyOf(ir, order);
  const byTicket = Map.groupBy(soundList('tickets', events, problems), ({ ticket }) => ticket);
  const tickets = [...byTicket]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => {
      const sorted = own.sort(
        (a, b) => a.at - b.at || compareText(a.event, b.event) || compareText(setting(a), setting(b)),
      );
      return { id, events: sorted, states: statesOf(vocabulary, sorted, problems) };
    });
  return { tickets, problems };
}

function statesOf(vocabulary: Vocabulary, events: readonly TicketEvent[], problems: Problem[]): TicketState[] {
  const states: TicketState[] = [];
  for (const event of events) {
    const last = states.at(-1);
    const isNew = last === undefined || last.at < event.at;
    const before = isNew ? last : states.at(-2);
    const stated = acceptable(vocabulary, event, problems);
    for (const [id, value] of Object.entries(stated.choices)) {
      const known = isNew ? undefined : own(last.choices, id);
      if (known === undefined || known === value || own(before?.choices, id) === known) continue;
      const message = `Two events of ticket \`${event.ticket}\` at one instant say \`${known}\` and \`${value}\` of \`${id}\`.`;
      problems.push(problem('bad-fact', message, event));
    }
    const state = {
      at: event.at,
      choices: { ...last?.choices, ...stated.choices },
      numbers: { ...last?.numbers, ...stated.numbers },
      moments: { [event.event]: event.at, ...last?.moments },
    };
    if (isNew) states.push(state);
    else states[states.length - 1] = state;
  }
  return states;
}

/** What the event says of choices and numbers, as far as it is its to say (Q7). */
function acceptable(
  vocabulary: Vocabulary,
  event: TicketEvent,
  problems: Problem[],
): Pick<TicketState, 'choices' | 'numbers'> {
  const isTaken = (why: Trouble | undefined): boolean => {
    if (why !== undefined) problems.push(problem(why.code, why.message, event));
    return why === undefined;
  };
  const choices = Object.entries(event.choices ?? {}).filter(([id, value]) => isTaken(vocabulary.choice(id, value)));
  const numbers = Object.entries(event.numbers ?? {}).filter(([id, value]) => isTaken(vocabulary.number(id, value)));
  return { choices: Object.fromEntries(choices), numbers: Object.fromEntries(numbers) };
}

function problem(code: Problem['code'], message: string, { ticket, at, origin }: TicketEvent): Problem {
  return { code, message, subject: ticket, at, clauses: [], ...(origin !== undefined && { origin }) };
}

function setting({ choices, numbers }: TicketEvent): string {
  return JSON.stringify([Object.entries(choices ?? {}).sort(), Object.entries(numbers ?? {}).sort()]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
