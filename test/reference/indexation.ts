// What prices come to on a day (meanings I1–I3): the amounts of a value, changed day after day.
import type { CivilDate, Clause, IndexClause } from '../../runtime/src/ir.ts';
import { addDays, addMonths } from './days.ts';
import {
  compare,
  divided,
  type Fraction,
  least,
  minus,
  most,
  one,
  percent,
  plus,
  read,
  rounded,
  text,
  times,
  zero,
} from './fraction.ts';
import { ask, type World } from './questions.ts';
import { startOfDay } from './windows.ts';

type Value = Clause['value'];
/** A subject's index, `start`, or the name of a fee. */
export type Owner = { readonly subject: number } | { readonly start: true } | { readonly fee: string };

const isAbout = (clause: IndexClause, owner: Owner) =>
  'subject' in owner
    ? clause.bases.includes(owner.subject)
    : 'start' in owner
      ? clause.onStart
      : clause.fees.some((fee) => fee === '*' || fee === owner.fee);

/** The value with its money as it stands on the day; the code of a problem where nobody knows. */
export function indexed<C extends Clause>(world: World, owner: Owner, clause: C, day: CivilDate): C['value'] | string {
  const value: C['value'] = clause.value;
  const about = world.clauses.filter((clause) => clause.kind === 'index').filter((clause) => isAbout(clause, owner));
  if (about.length === 0) return value;
  const questions = [...new Set(about.map(({ question }) => question))];
  const steps: { factor: Fraction; to?: string }[] = [];
  /** By question, what `only over` counts from. */
  const since = new Map<string, string>();
  const bases = about.flatMap(({ value: said }) => (said.kind === 'index' ? (said.of?.base ?? []) : []));
  const years = [world.order.from, ...bases].map((date) => Number(date.slice(0, 4)));
  const days = about.flatMap(({ each }) => daysOf(world, each, Math.min(...years), day));
  for (const at of [...new Set(days)].sort()) {
    if (!about.some((clause) => isChange(world, clause, at))) continue;
    let change = zero;
    let to: string | undefined;
    let changes = false;
    // What is said from a day on has changed by then.
    const isLater = isSaidLater(clause, at);
    for (const question of questions.toSorted()) {
      const answer = ask(world, question, { at: startOfDay(world.ir, at), choices: {}, numbers: {} });
      if (answer.kind === 'none') continue;
      if (answer.kind !== 'clause' && isLater) continue;
      if (answer.kind !== 'clause')
        return hasMoney(value) ? (answer.kind === 'missing' ? answer.code : answer.kind) : value;
      const { clause: said } = answer;
      if (said.kind !== 'index' || !isAbout(said, owner) || !isChange(world, said, at)) continue;
      const by = changeOf(world, said, at, since);
      if (typeof by === 'string' && isLater) continue;
      if (typeof by === 'string') return hasMoney(value) ? by : value;
      if (by === undefined) continue;
      changes = true;
      change = plus(change, by);
      to ??= said.value.kind === 'index' ? said.value.roundedTo : undefined;
    }
    if (changes && !isLater) steps.push({ factor: plus(one, change), ...(to === undefined ? {} : { to }) });
  }
  return priced(value, (amount) =>
    steps.reduce((before, { factor, to }) => {
      const after = times(before, factor);
      return to === undefined ? after : times(read(rounded(divided(after, read(to)), 0)), read(to));
    }, amount),
  );
}

/** Every day on which prices might change, through the given one. */
function daysOf(world: World, each: IndexClause['each'], first: number, last: CivilDate): CivilDate[] {
  const years = Array.from({ length: Number(last.slice(0, 4)) - first + 1 }, (_, at) => first + at);
  const days =
    each === 'contract-year'
      ? years.map((_, at) => addMonths(world.order.from, 12 * at))
      : years.map((year) => [year, each.month, each.day].map((part) => `${part}`.padStart(2, '0')).join('-'));
  return days.filter((day) => addDays(day, 0) === day && day <= last);
}

/** Whether no part of the row's conditions began before the day. */
const isSaidLater = ({ when }: Clause, day: CivilDate) =>
  when.length > 0 && when.every(({ dates }) => dates?.from !== undefined && day <= dates.from);

function hasMoney(value: Value): boolean {
  if (value.kind === 'ladder') return value.steps.some((step) => hasMoney(step.value as Value));
  return value.kind === 'money' || value.kind === 'rate';
}

function priced<V extends Value>(value: V, change: (amount: Fraction) => Fraction): V {
  if (value.kind === 'ladder')
    return { ...value, steps: value.steps.map((step) => ({ ...step, value: priced(step.value as Value, change) })) };
  return value.kind === 'money' || value.kind === 'rate'
    ? { ...value, amount: text(change(read(value.amount))) }
    : value;
}

/** I1. */
export function isChange({ order }: World, { each, value }: IndexClause, day: CivilDate): boolean {
  if (each === 'contract-year') {
    for (let year = 1; year < 60; year += 1) if (addMonths(order.from, 12 * year) === day) return true;
    return false;
  }
  if (Number(day.slice(5, 7)) !== each.month || Number(day.slice(8)) !== each.day) return false;
  const base = value.kind === 'index' ? value.of?.base : undefined;
  return base === undefined ? day > order.from : day.slice(0, base.length) > base;
}

/** I2; undefined where nothing changes. */
function changeOf(
  world: World,
  { question, value }: IndexClause,
  day: CivilDate,
  counted: Map<string, string>,
): Fraction | string | undefined {
  if (value.kind === 'open') return 'open-value';
  if (value.afterMonths !== undefined && day < addMonths(world.order.from, value.afterMonths)) return undefined;
  const share = read(value.percent);
  if (value.of === undefined) return divided(share, read(100));
  const { series, month, base } = value.of;
  const year = Number(day.slice(0, 4));
  const two = month === undefined ? '' : `-${`${month}`.padStart(2, '0')}`;
  const isOver = month !== undefined && addMonths(`${year}${two}-01`, 1) <= day;
  const latest = `${isOver ? year : year - 1}${two}`;
  if (base !== undefined && latest <= base) return undefined;
  const yearBefore = `${Number(latest.slice(0, 4)) - 1}${two}`;
  const usual = base !== undefined && yearBefore < base ? base : yearBefore;
  const since = value.onlyOver === undefined ? usual : (counted.get(question) ?? usual);
  const stoodAt = (period: string) =>
    world.indices.find((known) => known.series === series && known.period === period)?.value;
  const [now, before] = [stoodAt(latest), stoodAt(since)];
  if (now === undefined || before === undefined) return 'index-missing';
  const alone = minus(divided(read(now), read(before)), one);
  const isShort = value.onlyOver !== undefined && compare(alone, divided(read(value.onlyOver), read(100))) <= 0;
  counted.set(question, isShort ? since : latest);
  if (isShort) return undefined;
  const moved = plus(percent(share, alone), divided(read(value.plus ?? '0'), read(100)));
  const raised = value.atLeast === undefined ? moved : most(moved, divided(read(value.atLeast), read(100)));
  return value.atMost === undefined ? raised : least(raised, divided(read(value.atMost), read(100)));
}
