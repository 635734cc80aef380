// Indexation: what prices come to after the changes of each year, by an index or a fixed percentage (meanings I1–I3).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { IndexValue } from '../facts.ts';
import type { Clause, Index, IndexClause, IndexSeries, Instant } from '../ir.ts';
import type { Trace } from '../results.ts';
import { addMonths, dateOf, dayFrom, dayOf, firstOfMonth, monthOf, partsOf } from '../time/civil.ts';
import { isNamed } from './catalog.ts';
import {
  ask,
  type Indexation,
  isTrouble,
  type PriceChange,
  type Run,
  type Trouble,
  trouble,
  wordTrouble,
} from './run.ts';

/** Whose prices: an activity, event or usage, the start prices, a fee. */
export type Owner =
  | { readonly kind: 'subject'; readonly subject: Index }
  | { readonly kind: 'start' }
  | { readonly kind: 'fee'; readonly name: string };

export function noteIndices({ values }: Indexation, indices: readonly IndexValue[]): void {
  for (const { series, period, value } of indices) values.set(`${series} ${period}`, Rational.of(value));
}

export interface Indexed<V> {
  /** Its amounts are exact: a fraction (`1/3`) where no decimal is. */
  readonly value: V;
  readonly traces: readonly Trace[];
}

/** The clause's value with its money as it stands at an instant. */
export function indexed<C extends Clause>(
  run: Run,
  owner: Owner,
  clause: C,
  at: Instant,
): Indexed<C['value']> | Trouble {
  const value: C['value'] = clause.value;
  if (clausesOn(run, owner).length === 0) return { value, traces: none };
  const since = saidFrom(clause);
  const changes = changesUntil(run, owner, run.zone.dayAt(at)).filter(({ day }) => since === undefined || day > since);
  const why = changes.find((change) => change.trouble !== undefined)?.trouble;
  if (why !== undefined) return hasMoney(value) ? why : { value, traces: [] };
  return { value: withMoney(value, changes), traces: changes.flatMap(({ traces }) => traces) };
}

const none: readonly Trace[] = [];

/** I1: a price that is said from a day on has changed by then. */
function saidFrom({ when }: Clause): number | undefined {
  const days = when.map(({ dates }) => (dates?.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(dates.from)));
  const first = Math.min(...days);
  return Number.isFinite(first) ? first : undefined;
}

/** The days in `[first, last]` on which prices of the subject may change: nothing is priced across them. */
export function indexDays(run: Run, subject: Index, first: number, last: number): number[] {
  const clauses = clausesOn(run, { kind: 'subject', subject });
  return clauses.flatMap((clause) => daysOf(run, clause, last)).filter((day) => day >= first);
}

/** The clause as it stands at an instant, where it is one whose prices may change. */
export function indexedClause(run: Run, clause: Clause, at: Instant): Clause | Trouble {
  const owner = ownerOf(clause);
  if (owner === undefined) return clause;
  const found = indexed(run, owner, clause, at);
  // INVARIANT: money becomes money.
  return isTrouble(found) ? found : ({ ...clause, value: found.value } as Clause);
}

/** Whether some clause may change what the clause's price comes to. */
export function isIndexed(run: Run, clause: Clause): boolean {
  const owner = ownerOf(clause);
  return owner !== undefined && clausesOn(run, owner).length > 0;
}

function ownerOf(clause: Clause): Owner | undefined {
  switch (clause.kind) {
    case 'rate':
    case 'price':
      return { kind: 'subject', subject: clause.subject };
    case 'start':
      return { kind: 'start' };
    case 'fee':
      return { kind: 'fee', name: clause.name ?? 'fee' };
    default:
      return undefined;
  }
}

// ----------------------------------------------------------------------------------------------------------- money

type Value = Clause['value'];

function hasMoney(value: Value): boolean {
  if (value.kind === 'ladder') return value.steps.some((step) => hasMoney(step.value as Value));
  return value.kind === 'money' || value.kind === 'rate';
}

/** I3: money and money per unit; a reference follows what it refers to. */
function withMoney<V extends Value>(value: V, changes: readonly PriceChange[]): V {
  if (value.kind === 'ladder') {
    return {
      ...value,
      steps: value.steps.map((step) => ({ ...step, value: withMoney(step.value as Value, changes) })),
    };
  }
  if (value.kind !== 'money' && value.kind !== 'rate') return value;
  const amount = changes.reduce((before, { factor, roundedTo }) => {
    const after = before.times(factor);
    return roundedTo === undefined ? after : after.over(roundedTo).round(0).times(roundedTo);
  }, Rational.of(value.amount));
  return { ...value, amount: numberText(amount) };
}

// --------------------------------------------------------------------------------------------------------- changes

function clausesOn(run: Run, owner: Owner): readonly IndexClause[] {
  const clauses = run.catalog.clauses('index');
  return clauses.length === 0 ? clauses : clauses.filter((clause) => isOn(clause, owner));
}

function isOn({ bases, fees, onStart }: IndexClause, owner: Owner): boolean {
  switch (owner.kind) {
    case 'subject':
      return bases.includes(owner.subject);
    case 'start':
      return onStart;
    case 'fee':
      return isNamed(fees, owner.name);
  }
}

function changesUntil(run: Run, owner: Owner, day: number): readonly PriceChange[] {
  const { known } = run.indexation;
  const key = JSON.stringify(owner);
  let found = known.get(key);
  if (found === undefined || found.until < day) {
    const until = Math.max(day, run.span.until);
    found = { until, changes: reckon(run, owner, until) };
    known.set(key, found);
  }
  return found.changes.filter((change) => change.day <= day);
}

/** I2: on each day, the changes of all clauses add up. */
function reckon(run: Run, owner: Owner, until: number): PriceChange[] {
  const clauses = clausesOn(run, owner);
  const questions = [...new Set(clauses.map(({ question }) => question))].sort();
  const days = [...new Set(clauses.flatMap((clause) => daysOf(run, clause, until)))].sort((a, b) => a - b);
  const since: Since = new Map();
  return days.flatMap((day): PriceChange[] => {
    const made = questions.flatMap((question) => changeBy(run, question, owner, day, since) ?? []);
    const why = made.find(isTrouble);
    if (why !== undefined) return [{ day, factor: Rational.one, traces: [], trouble: why }];
    const steps = made.filter((one): one is Step => !isTrouble(one));
    if (steps.length === 0) return [];
    const factor = Rational.one.plus(Rational.sum(steps.map(({ change }) => change)));
    const roundedTo = steps.find((step) => step.roundedTo !== undefined)?.roundedTo;
    const traces = steps.map(({ trace }) => trace);
    return [{ day, factor, traces, ...(roundedTo === undefined ? {} : { roundedTo: Rational.of(roundedTo) }) }];
  });
}

/** I1: the days on which the clause may change prices; with a base, also those before the order. */
function daysOf({ order }: Run, { each, value }: IndexClause, last: number): number[] {
  const begins = dayOf(order.from);
  const days: number[] = [];
  if (each === 'contract-year') {
    for (let year = 1; addMonths(begins, 12 * year) <= last; year += 1) days.push(addMonths(begins, 12 * year));
    return days;
  }
  const base = value.kind === 'index' ? value.of?.base : undefined;
  const after = base === undefined ? begins : endOf(base) - 1;
  for (let { year } = partsOf(after); ; year += 1) {
    const day = dayFrom(year, each.month, each.day);
    if (day > last) return days;
    // 29 February exists in leap years only.
    if (day > after && partsOf(day).month === each.month) days.push(day);
  }
}

interface Step {
  readonly change: Rational;
  readonly roundedTo?: string;
  readonly trace: Trace;
}

/** The month or year from which the index is counted, where it was looked at before; by question. */
type Since = Map<string, string>;

function changeBy(run: Run, question: string, owner: Owner, day: number, since: Since): Step | Trouble | undefined {
  const clause = ask(run, 'index', question, { at: run.zone.startOfDay(day), choices: {}, numbers: {} });
  if (clause === undefined || isTrouble(clause)) return clause;
  if (!isOn(clause, owner) || !daysOf(run, clause, day).includes(day)) return undefined;
  const { value } = clause;
  if (value.kind === 'open') return wordTrouble(clause, value);
  const { afterMonths } = value;
  if (afterMonths !== undefined && day < addMonths(dayOf(run.order.from), afterMonths)) return undefined;
  const from = value.onlyOver === undefined ? undefined : since.get(question);
  const moved = value.of === undefined ? { by: Rational.one, text: '' } : movedBy(run, clause, value.of, day, from);
  if (moved === undefined || isTrouble(moved)) return moved;
  const falls = value.onlyOver !== undefined && moved.by.compare(Rational.of(value.onlyOver, 100)) <= 0;
  if ('now' in moved) since.set(question, falls ? moved.since : moved.now);
  if (falls) return undefined;
  const points = Rational.of(value.plus ?? '0', 100);
  const share = moved.by.times(Rational.of(value.percent, 100)).plus(points);
  const [least, most] = [value.atLeast, value.atMost].map((bound) => bound && Rational.of(bound, 100));
  const raised = least === undefined || least === '' ? share : share.max(least);
  const change = most === undefined || most === '' ? raised : raised.min(most);
  const plus = value.plus === undefined ? '' : ` ${percentText(points)}`;
  const part = value.of === undefined || value.percent + plus === '100' ? '' : `${value.percent}% of it${plus}: `;
  const bounded = change.equals(share) ? '' : `, bounded to ${percentText(change)}`;
  const rounding = value.roundedTo === undefined ? '' : `, rounded to ${value.roundedTo}`;
  const trace: Trace = {
    what: 'index',
    clause: clause.id,
    from: run.zone.startOfDay(day),
    amount: change.times(Rational.of(100)).toString(),
    unit: 'percent',
    text: `prices change on ${dateOf(day)}: ${moved.text}${part}${percentText(share)}${bounded}${rounding}`,
  };
  return { change, trace, ...(value.roundedTo === undefined ? {} : { roundedTo: value.roundedTo }) };
}

function percentText(change: Rational): string {
  const percent = change.times(Rational.of(100));
  return `${percent.sign() < 0 ? '' : '+'}${percent.exactDecimal() ?? percent.toDecimal(4)}%`;
}

interface Moved {
  readonly by: Rational;
  readonly now: string;
  readonly since: string;
  readonly text: string;
}

/** I2: how the index moved since it was looked at before (`from`, or a year ago); undefined where it stands at its base. */
function movedBy(
  { indexation }: Run,
  clause: IndexClause,
  { series, month, base }: IndexSeries,
  day: number,
  from: string | undefined,
): Moved | Trouble | undefined {
  const [now, before] = comparedOn(day, month);
  if (base !== undefined && now <= base) return undefined;
  const since = from ?? (base !== undefined && before < base ? base : before);
  const [old, latest] = [since, now].map((period) => indexation.values.get(`${series} ${period}`));
  if (old === undefined || latest === undefined || old.sign() <= 0) {
    const lacking = latest === undefined && old !== undefined ? now : since;
    const what = `Prices change on ${dateOf(day)} by the index \`${series}\``;
    return trouble('index-missing', `${what}, and what it stood at in ${lacking} is not stated.`, [clause]);
  }
  const text = `\`${series}\` ${numberText(old)} (${since}) → ${numberText(latest)} (${now}): `;
  return { by: latest.over(old).minus(Rational.one), now, since, text };
}

/** The last such month (year) that is over on the day, and the one a year before. */
function comparedOn(day: number, month: number | undefined): readonly [now: string, before: string] {
  const { year } = partsOf(day);
  if (month === undefined) return [yearText(year - 1), yearText(year - 2)];
  const isOver = day >= firstOfMonth(monthOf(dayFrom(year, month, 1)) + 1);
  const last = isOver ? year : year - 1;
  const two = String(month).padStart(2, '0');
  return [`${yearText(last)}-${two}`, `${yearText(last - 1)}-${two}`];
}

const yearText = (year: number): string => String(year).padStart(4, '0');

/** The first day after a month or year. */
function endOf(period: string): number {
  const [year = 0, month] = period.split('-').map(Number);
  return month === undefined ? dayFrom(year + 1, 1, 1) : firstOfMonth(monthOf(dayFrom(year, month, 1)) + 1);
}
