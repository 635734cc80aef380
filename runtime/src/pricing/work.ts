// The facts that can be priced, checked and in order: every fact is either work or a problem, never dropped.

import { validityOf } from '../asking/validity.ts';
import { vocabularyOf } from '../asking/vocabulary.ts';
import { isDecimal, Rational } from '../exact.ts';
import type { Facts, Occurrence, TicketEvent, TimeEntry } from '../facts.ts';
import type { Instant, Subject } from '../ir.ts';
import { own } from '../own.ts';
import { outcomesOf, settledAt } from '../targets/outcomes.ts';
import { withDerived } from './derived.ts';
import { compareText, type Work } from './pieces.ts';
import { fail, type Run, type Trouble, trouble } from './run.ts';

/** Sorted by start and id; facts that cannot be work are noted as problems. */
export function acceptFacts(run: Run, facts: Facts): Work[] {
  const vocabulary = vocabularyOf(run.ir, run.order);
  const validity = validityOf(run.ir, run.order);
  const tickets = ticketMoments(facts);
  const outcomes = outcomeChoices(run, facts);
  const accept = (list: readonly (TimeEntry | Occurrence)[]): Work[] => {
    const repeated = repeatedIn(list);
    const works: Work[] = [];
    for (const fact of list) {
      const { work, wrong } = toWork(run, fact, validity, tickets.get(fact.keys?.ticket ?? ''), outcomes(fact));
      const why = repeated.has(fact.id)
        ? trouble('duplicate-id', `Several facts have the id \`${fact.id}\`.`)
        : (wrong ?? vocabulary.words(work));
      if (why === undefined) works.push(work);
      else fail(run, work, why);
    }
    return works;
  };
  const works = [...accept(facts.entries ?? []), ...accept(facts.occurrences ?? [])];
  return withDerived(run, works).sort(byStart);
}

/** The ids that several of them have. */
function repeatedIn(list: readonly (TimeEntry | Occurrence)[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { id } of list) (seen.has(id) ? repeated : seen).add(id);
  return repeated;
}

function byStart(a: Work, b: Work): number {
  return a.start - b.start || a.end - b.end || compareText(a.id, b.id);
}

const NOTHING: Subject = {
  id: '',
  kind: 'event',
  unit: { kind: 'count' },
  countsAs: [],
  span: { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 },
};

type Validity = ReturnType<typeof validityOf>;

function toWork(
  run: Run,
  fact: TimeEntry | Occurrence,
  validity: Validity,
  ticket: Readonly<Record<string, Instant>> | undefined,
  outcomes: Readonly<Record<string, string>> | undefined,
): { readonly work: Work; readonly wrong: Trouble | undefined } {
  const isEntry = 'start' in fact;
  const start = isEntry ? fact.start : fact.at;
  const end = isEntry ? fact.end : fact.at;
  const subjectIndex = run.catalog.subject(fact.subject);
  const subject = run.ir.subjects[subjectIndex];
  const wrong = whatIsWrong(run, fact, validity, start, end, subject);
  const quantity =
    wrong !== undefined ? Rational.zero : isEntry ? Rational.of(end - start) : Rational.of(fact.quantity);
  const work: Work = {
    id: fact.id,
    subject: subject ?? NOTHING,
    subjectIndex,
    start,
    end,
    quantity,
    choices: choicesOf(fact, subject?.module, outcomes),
    numbers: fact.numbers ?? nothing,
    keys: fact.keys ?? nothing,
    moments: ticket === undefined && fact.moments === undefined ? { start } : { ...ticket, ...fact.moments, start },
    cost: !isEntry && fact.cost !== undefined && isDecimal(fact.cost) ? Rational.of(fact.cost) : undefined,
    person: isEntry ? fact.person : undefined,
    origin: fact.origin,
  };
  return { work, wrong };
}

/** A fact belongs to the module of its subject, unless it says another (Q7). */
function choicesOf(
  { choices }: TimeEntry | Occurrence,
  module: string | undefined,
  outcomes: Readonly<Record<string, string>> | undefined,
): Work['choices'] {
  if (module === undefined && outcomes === undefined) return choices ?? nothing;
  return { ...(module === undefined ? {} : { module }), ...choices, ...outcomes };
}

const nothing = {};

function whatIsWrong(
  run: Run,
  fact: TimeEntry | Occurrence,
  validity: Validity,
  start: Instant,
  end: Instant,
  subject: Subject | undefined,
): Trouble | undefined {
  const isEntry = 'start' in fact;
  if (subject === undefined || (isEntry ? subject.kind !== 'activity' : !isCounted(subject.kind))) {
    const expected = isEntry ? 'an activity' : 'an event or a usage';
    return trouble('unknown-subject', `\`${fact.subject}\` is not ${expected} of this agreement.`);
  }
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    return trouble('bad-fact', 'The time is not a whole number of seconds.');
  }
  if (end < start) return trouble('bad-fact', 'The end lies before the start.');
  if (!isEntry && !(isDecimal(fact.quantity) && Rational.of(fact.quantity).sign() >= 0)) {
    return trouble('bad-fact', `The quantity "${fact.quantity}" is not a number of 0 or more.`);
  }
  if (!isEntry && fact.cost !== undefined && !isDecimal(fact.cost)) {
    return trouble('bad-fact', `The cost "${fact.cost}" is not a number.`);
  }
  return outsideKnown(run, validity, start, end);
}

function isCounted(kind: Subject['kind']): boolean {
  return kind === 'event' || kind === 'usage';
}

function outsideKnown(run: Run, validity: Validity, start: Instant, end: Instant): Trouble | undefined {
  const { horizon } = run.zone;
  if (start < horizon.from || end >= horizon.until) {
    return trouble('outside-horizon', `The offsets of the time zone \`${run.zone.name}\` are not known for that time.`);
  }
  return validity(run.zone.dayAt(start));
}

/** The first time of each event of each ticket. */
function ticketMoments(facts: Facts): Map<string, Record<string, Instant>> {
  const moments = new Map<string, Record<string, Instant>>();
  for (const { ticket, event, at } of facts.tickets ?? []) {
    const known = moments.get(ticket) ?? {};
    known[event] = Math.min(own(known, event) ?? at, at);
    moments.set(ticket, known);
  }
  return moments;
}

/** Q15: what had come of the targets of a fact's ticket, where some condition asks for an outcome. */
function outcomeChoices(
  run: Run,
  { tickets = [] }: Facts,
): (fact: TimeEntry | Occurrence) => Record<string, string> | undefined {
  const { ir, plan, order, zone, span } = run;
  const asked = ir.dimensions.filter(({ given }) => given === 'outcome').map(({ id }) => id);
  if (asked.length === 0) return () => undefined;
  const byTicket = Map.groupBy(tickets, ({ ticket }) => ticket);
  const known = new Map<string, Record<string, string>>();
  return (fact) => {
    const events = byTicket.get(fact.keys?.ticket ?? '');
    const start = 'start' in fact ? fact.start : fact.at;
    const isKnown = start >= zone.horizon.from && start < zone.horizon.until;
    if (events === undefined || !isKnown) return {};
    const at = settledAt(zone, zone.dayAt(start), span);
    const key = `${at} ${fact.keys?.ticket}`;
    const found = known.get(key) ?? choicesAt(events, at);
    known.set(key, found);
    return found;
  };

  function choicesAt(events: readonly TicketEvent[], at: Instant): Record<string, string> {
    const all = outcomesOf(plan, order, events, at);
    const choices = all.map(({ outcome, result }): [string, string] => [`outcome:${result.target}`, outcome]);
    return Object.fromEntries(choices.filter(([id]) => asked.includes(id)));
  }
}
