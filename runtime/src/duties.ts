// Recurring duties: how often each was due in its periods, done, made good late, and what is short (meaning R3).
import { type DayRange, dateOf, dayOf, isCivilDate, periodContaining } from './civil.ts';
import type { Facts, Performance } from './facts.ts';
import { withinHorizon } from './horizon.ts';
import type { CivilDate, Order, PerformClause, UnitFact } from './ir.ts';
import type { Plan } from './plan.ts';
import type { DutyResult, Problem } from './results.ts';
import { ask, isTrouble, problemOf, type Trouble, trouble, wordTrouble } from './trouble.ts';
import { daysOf, outsideValidity } from './validity.ts';

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
}

/** A period in which the duty was due, before it is said how it went. */
interface DuePeriod extends DayRange {
  readonly clause: PerformClause;
  readonly count: number;
}

/**
 * Every period with a day from `from` to `until`, both included, by what was performed up to `until`. The reckoning
 * starts with the order, since what one period lacks may be made good in the next. One that ends after `until` is `open`.
 */
export function duties(
  plan: Plan,
  order: Order,
  facts: Facts,
  asked: { readonly from: CivilDate; readonly until: CivilDate },
): Duties {
  const [first, last] = [dayOf(asked.from), dayOf(asked.until)];
  const holders = holdersOf(plan, order, facts);
  const problems: Problem[] = [];
  const performed = accept(plan, order, facts.performed ?? [], holders, problems);
  const results = holders.flatMap((holder) => {
    const own = performed.filter((fact) => fact.name === holder.name && isBy(holder, fact));
    const days = own.map(({ on }) => dayOf(on)).filter((day) => day <= last);
    const periods = duePeriods(plan, order, holder, last, problems);
    return reckon(holder, periods, days, last).filter(({ period }) => dayOf(period.until) >= first);
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
    const subject = clauses.find(({ unit }) => unit !== undefined)?.unit;
    if (subject === undefined) return [{ name, days: orderDays }];
    const own = units.filter(({ unit }) => unit === ir.subjects[subject]?.id);
    return own.map((unit) => ({ name, unit, days: common(orderDays, daysOf(unit)) }));
  });
}

/** The periods from the start of the duty to the one that contains `last`, each asked at its first day in the order (Q5). */
function duePeriods(
  plan: Plan,
  order: Order,
  { name, unit, days }: Holder,
  last: number,
  problems: Problem[],
): DuePeriod[] {
  const { zone } = plan.calendar;
  const periods: DuePeriod[] = [];
  const report = (day: number, why: Parameters<typeof problemOf>[0]) => {
    const known = problems.some(({ message, subject }) => message === why.message && subject === (unit?.id ?? name));
    if (!known) problems.push({ ...problemOf(why, unit?.id ?? name), at: zone.startOfDay(day) });
  };
  for (let day = days.from; day <= last && day < days.until; ) {
    const situation = { at: zone.startOfDay(day), choices: unit?.choices ?? {}, numbers: unit?.numbers ?? {} };
    const clause = ask({ plan, order }, 'perform', `perform:${name}`, situation);
    if (isTrouble(clause)) {
      report(day, clause);
      return periods;
    }
    if (clause?.value.kind !== 'frequency') {
      if (clause?.value.kind === 'open') report(day, wordTrouble(clause, clause.value));
      // Nothing is due from this day on until another clause answers: the next date on which one may.
      const next = nextChange(plan, name, day, Math.min(last + 1, days.until));
      if (next === undefined) return periods;
      day = next;
      continue;
    }
    const { count, period } = clause.value;
    const whole = periodContaining(period, day, dayOf(order.from));
    const part = common(whole, days);
    const isDue = part.from === whole.from && part.until === whole.until;
    // A clause that begins to hold inside a period was not there when the period was asked about.
    if (day === part.from && (isDue || plan.ir.agreement.partPeriods === 'full'))
      periods.push({ ...part, clause, count });
    day = whole.until;
  }
  return periods;
}

function nextChange(plan: Plan, name: string, day: number, until: number): number | undefined {
  const { zone } = plan.calendar;
  const borders = withinHorizon(() =>
    plan.borders([`perform:${name}`], zone.startOfDay(day + 1) - 1, zone.startOfDay(until)).map((at) => zone.dayAt(at)),
  );
  return 'value' in borders ? borders.value.find((next) => next > day) : undefined;
}

/** What a period lacks at its end may be made good in the next, before that one's own count. */
function reckon(
  holder: Holder,
  periods: readonly DuePeriod[],
  performed: readonly number[],
  last: number,
): DutyResult[] {
  const results: DutyResult[] = [];
  periods.forEach(({ clause, count, from, until }) => {
    const own = performed.filter((day) => from <= day && day < until).length;
    const before = results.at(-1);
    const follows = before !== undefined && dayOf(before.period.until) === from - 1;
    const late = follows ? Math.min(own, before.short) : 0;
    if (follows && late > 0)
      results[results.length - 1] = { ...before, late, state: late === before.short ? 'late' : 'short' };
    const done = Math.min(own - late, count);
    const short = count - done;
    results.push({
      name: holder.name,
      ...(holder.unit !== undefined && { unit: holder.unit.id }),
      clause: clause.id,
      period: { from: dateOf(from), until: dateOf(until - 1) },
      due: count,
      done,
      short,
      late: 0,
      state: short === 0 ? 'done' : until - 1 > last ? 'open' : 'short',
    });
  });
  return results;
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
    const { id, name, on, unit = '' } = fact;
    if ((times.get(id) ?? 0) > 1) return trouble('duplicate-id', `Several facts have the id \`${id}\`.`);
    if (!isCivilDate(on)) return trouble('bad-fact', `\`${on}\` is not a date.`);
    if (clausesOf(`perform:${name}`).length === 0)
      return trouble('unknown-subject', `The agreement has no duty \`${name}\`.`);
    if (holders.some((holder) => holder.name === name && isBy(holder, fact)))
      return outsideValidity(ir, order, dayOf(on));
    return trouble('bad-fact', `\`${name}\` is per unit, and \`${unit}\` is none of its units.`);
  };
  return performed.filter((fact) => {
    const why = wrong(fact);
    if (why === undefined) return true;
    problems.push({ ...problemOf(why, fact.id), ...(fact.origin !== undefined && { origin: fact.origin }) });
    return false;
  });
}

function isBy({ unit }: Holder, fact: Performance): boolean {
  return unit === undefined || unit.id === fact.unit;
}

function common(a: DayRange, b: DayRange): DayRange {
  return { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) };
}
