// Recurring duties: how often each was due in its periods, done, made good late, and what is short (meaning R3).

import type { Plan } from '../asking/plan.ts';
import { orderTrouble, soundFacts, spanTrouble } from '../asking/sound.ts';
import { ask, isTrouble, problemOf, type Trouble, trouble, wordTrouble } from '../asking/trouble.ts';
import { daysOf, outsideValidity } from '../asking/validity.ts';
import type { Facts, Performance } from '../facts.ts';
import type { CivilDate, Order, PerformClause, Period, UnitFact } from '../ir.ts';
import { own } from '../own.ts';
import { distinct, samePeriod } from '../pricing/catalog.ts';
import type { DutyResult, Problem } from '../results.ts';
import { type DayRange, dateOf, dayOf, isCivilDate, periodsOverlapping } from '../time/civil.ts';

export interface Duties {
  /** Sorted by name, unit and period. */
  readonly duties: readonly DutyResult[];
  readonly problems: readonly Problem[];
}

/** Who owes what when: one duty of the agreement, for the order or for one of its units. */
interface Holder {
  readonly name: string;
  readonly unit?: UnitFact;
  /** Days on which the duty holds. */
  readonly days: DayRange;
  /** The periods in which its clauses count. */
  readonly periods: readonly Period[];
}

/** A period of the duty, as far as it holds then; `owed` is absent where nothing is due in it. */
interface DutyPeriod extends DayRange {
  readonly owed?: { readonly clause: PerformClause; readonly count: number };
}

/**
 * Every period with a day from `from` to `until`, both included, by what was performed up to `until`. The reckoning
 * starts with the order, since what one period lacks may be made good in the next. One that ends after `until` is `open`.
 */
export function duties(
  plan: Plan,
  order: Order,
  given: Facts,
  asked: { readonly from: CivilDate; readonly until: CivilDate },
): Duties {
  const wrong = orderTrouble(plan.ir, order) ?? spanTrouble(asked);
  if (wrong !== undefined) return { duties: [], problems: [problemOf(wrong)] };
  const problems: Problem[] = [];
  const facts = soundFacts(plan.ir, order, given, problems);
  const [first, last] = [dayOf(asked.from), dayOf(asked.until)];
  const holders = holdersOf(plan, order, facts);
  const performed = accept(plan, order, facts.performed ?? [], holders, problems);
  const results = holders.flatMap((holder) => {
    const own = performed.filter((fact) => fact.name === holder.name && isBy(holder, fact));
    const days = own.map(({ on }) => dayOf(on)).filter((day) => day <= last);
    const told = holder.periods.flatMap((period) =>
      reckon(holder, periodsOf(plan, order, holder, period, last, problems), days, last),
    );
    return told.filter(({ period }) => dayOf(period.until) >= first);
  });
  return { duties: results, problems };
}

function holdersOf({ ir, clausesOf, questions }: Plan, order: Order, facts: Facts): Holder[] {
  const orderDays = daysOf(order);
  const units = [...order.units, ...(facts.units ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...questions].sort().flatMap((question) => {
    const clauses = clausesOf(question).filter((clause) => clause.kind === 'perform');
    const [clause] = clauses;
    if (clause === undefined) return [];
    const { name } = clause;
    const stated = clauses.flatMap(({ value }) => {
      const agreed = value.kind === 'open' && value.name !== undefined ? own(order.values, value.name) : value;
      return agreed?.kind === 'frequency' ? [agreed.period] : [];
    });
    // Without any frequency the question is asked all the same, for what keeps it open.
    const periods = stated.length > 0 ? distinct(stated) : [YEAR];
    const subject = clauses.find(({ unit }) => unit !== undefined)?.unit;
    if (subject === undefined) return [{ name, days: orderDays, periods }];
    const held = units.filter(({ unit }) => unit === ir.subjects[subject]?.id);
    return held.map((unit) => ({ name, unit, days: common(orderDays, daysOf(unit)), periods }));
  });
}

const YEAR: Period = { basis: 'contract', unit: 'year', count: 1 };

/** The periods of one length until `last`, each asked about on its first day there (Q5). */
function periodsOf(
  plan: Plan,
  order: Order,
  { name, unit, days }: Holder,
  period: Period,
  last: number,
  problems: Problem[],
): DutyPeriod[] {
  const { calendar, ir } = plan;
  const subject = unit?.id ?? name;
  const end = Math.min(last + 1, days.until);
  return periodsOverlapping(period, days.from, end, dayOf(order.from)).map((whole) => {
    const part = common(whole, days);
    const isCut = part.from !== whole.from || part.until !== whole.until;
    if (isCut && ir.agreement.partPeriods !== 'full') return part;
    const at = calendar.zone.startOfDay(part.from);
    const situation = { at, choices: unit?.choices ?? {}, numbers: unit?.numbers ?? {} };
    const clause = ask({ plan, order }, 'perform', `perform:${name}`, situation);
    if (clause === undefined) return part;
    const why = isTrouble(clause)
      ? clause
      : clause.value.kind === 'open'
        ? wordTrouble(clause, clause.value)
        : undefined;
    if (why !== undefined && !problems.some((known) => known.message === why.message && known.subject === subject)) {
      problems.push({ ...problemOf(why, subject), at });
    }
    if (isTrouble(clause) || clause.value.kind !== 'frequency' || !samePeriod(clause.value.period, period)) return part;
    return { ...part, owed: { clause, count: clause.value.count } };
  });
}

/** What is done beyond a period's own count makes good what the period before lacked. */
function reckon(
  { name, unit }: Holder,
  periods: readonly DutyPeriod[],
  performed: readonly number[],
  last: number,
): DutyResult[] {
  const doneIn = ({ from, until }: DayRange) => performed.filter((day) => from <= day && day < until).length;
  let lacking = 0;
  const own = periods.map((period) => {
    const all = doneIn(period);
    const done = Math.min(all, period.owed?.count ?? 0);
    const late = Math.min(lacking, all - done);
    lacking = (period.owed?.count ?? 0) - done;
    return { late, done, short: lacking };
  });
  return periods.flatMap(({ from, until, owed }, position): DutyResult[] => {
    const { done, short } = own[position] ?? { done: 0, short: 0 };
    const late = own[position + 1]?.late ?? 0;
    if (owed === undefined || owed.count === 0) return [];
    return [
      {
        name,
        ...(unit !== undefined && { unit: unit.id }),
        clause: owed.clause.id,
        period: { from: dateOf(from), until: dateOf(until - 1) },
        due: owed.count,
        done,
        short,
        late,
        state: short === 0 ? 'done' : late === short ? 'late' : until - 1 > last ? 'open' : 'short',
      },
    ];
  });
}

/** What was performed by a duty that exists, while the agreement and the order ran (Q8). */
function accept(
  { ir, clausesOf }: Plan,
  order: Order,
  performed: readonly Performance[],
  holders: readonly Holder[],
  problems: Problem[],
): Performance[] {
  const times = new Map<string, number>();
  for (const { id } of performed) times.set(id, (times.get(id) ?? 0) + 1);
  const wrong = (fact: Performance): Trouble | undefined => {
    const { id, name, on, unit } = fact;
    if ((times.get(id) ?? 0) > 1) return trouble('duplicate-id', `Several facts have the id \`${id}\`.`);
    if (!isCivilDate(on)) return trouble('bad-fact', `\`${on}\` is not a date.`);
    if (clausesOf(`perform:${name}`).length === 0)
      return trouble('unknown-subject', `The agreement has no duty \`${name}\`.`);
    if (holders.some((holder) => holder.name === name && isBy(holder, fact)))
      return outsideValidity(ir, order, dayOf(on));
    const problem =
      unit === undefined ? 'is owed for each unit, and no unit is named' : `is not owed for a unit \`${unit}\``;
    return trouble('bad-fact', `\`${name}\` ${problem}.`);
  };
  return performed.filter((fact) => {
    const why = wrong(fact);
    if (why === undefined) return true;
    problems.push({ ...problemOf(why, fact.id), ...(fact.origin !== undefined && { origin: fact.origin }) });
    return false;
  });
}

function isBy({ unit }: Holder, fact: Performance): boolean {
  return unit?.id === fact.unit;
}

function common(a: DayRange, b: DayRange): DayRange {
  return { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) };
}
