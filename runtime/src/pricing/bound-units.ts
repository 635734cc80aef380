// How long a unit is paid for that is bound, or that notice must be given of (meaning F9).

import type { NoticeClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { lastDay } from '../terms/terms.ts';
import { type DayRange, dateOf, dayOf } from '../time/civil.ts';
import type { Bound, Held } from './pieces.ts';
import { ask, isTrouble, item, type Run, type Trouble, wordTrouble } from './run.ts';
import { situationOf } from './units.ts';

const atOnce = { kind: 'notice', length: { count: 0, unit: 'day' }, ends: { kind: 'any-day' } } as const;

/** The units, each that goes with what binds it. */
export function bindUnits(run: Run, units: readonly Held[]): Held[] {
  const kinds = new Set(
    [...run.catalog.clauses('term'), ...run.catalog.clauses('notice')].flatMap(({ unit }) => unit ?? []),
  );
  if (kinds.size === 0) return [...units];
  return units.map((held) =>
    kinds.has(held.subject) && goesInOrder(run, held, units) ? { ...held, bound: boundOf(run, held, units) } : held,
  );
}

/** Why nobody can say how long one of the units is paid for that are known to go in these days. */
export function unclearIn(units: readonly Held[], days: DayRange): Trouble | undefined {
  return units.flatMap(({ fact, bound, days: own }) => {
    const last = own.until - 1;
    const goes = fact.until !== undefined && dayOf(fact.until) === last && days.from <= last && last < days.until;
    return goes && isTrouble(bound) ? [bound] : [];
  })[0];
}

/** Whether its last day lies in the order and it is not listed for the next one. */
function goesInOrder({ orderDays }: Run, { fact, days }: Held, units: readonly Held[]): boolean {
  const isThere = fact.until !== undefined && days.from < days.until && dayOf(fact.until) < orderDays.until - 1;
  return isThere && !units.some(({ fact: other }) => other.id === fact.id && dayOf(other.from) === days.until);
}

function boundOf(run: Run, held: Held, units: readonly Held[]): Bound | Trouble {
  const kind = item(run.ir.subjects, held.subject).id;
  const stay = stayOf(held, units);
  const [first] = stay;
  const began = stay.find(({ days }) => days.from < days.until) ?? held;
  const asked = (unit: Held, day: number) => situationOf(run, run.zone.startOfDay(day), unit);
  const term = ask(run, 'term', `term:${kind}`, asked(began, began.days.from));
  if (isTrouble(term)) return term;
  if (term?.value.kind === 'open') return wordTrouble(term, term.value);
  const gone = held.days.until - 1;
  const notice = ask(run, 'notice', `notice:customer:per ${kind}`, asked(held, gone));
  if (isTrouble(notice)) return notice;
  const value: NoticeClause['value'] = notice?.value ?? atOnce;
  if (notice !== undefined && value.kind === 'open') return wordTrouble(notice, value);
  if (value.kind !== 'notice') return { until: held.days.until, clauses: [] };
  const days = { order: dayOf(run.order.from), first: dayOf((first ?? held).fact.from) };
  const until = lastDay(days, value, term, gone) + 1;
  return { until, clauses: [term, notice].filter((clause) => clause !== undefined) };
}

/** The stretches that follow one another without a gap, up to this one. */
function stayOf(held: Held, units: readonly Held[]): readonly Held[] {
  const { id, from } = held.fact;
  const before = units.find(
    ({ fact }) => fact.id === id && fact.until !== undefined && dayOf(fact.until) + 1 === dayOf(from),
  );
  return before === undefined ? [held] : [...stayOf(before, units), held];
}

/** Those that are gone, with what says how long they are paid for. */
export function boundTraces(units: readonly Held[]): Trace[] {
  return units.flatMap(({ fact, bound, days }) => {
    const gone = fact.until === undefined ? days.until : dayOf(fact.until) + 1;
    if (bound === undefined || isTrouble(bound) || days.until <= gone || bound.until <= gone) return [];
    const text = `${fact.id}: gone on ${dateOf(gone - 1)}, paid for until ${dateOf(days.until - 1)}`;
    return bound.clauses.map(({ id }) => ({ what: 'units', clause: id, text }) as const);
  });
}
