// Terms, notices, interest, requirements and payment (meanings T1–T5): day by day, without any shortcut.
import type { Facts, IndexValue } from '../../runtime/src/facts.ts';
import type {
  BaseRate,
  CivilDate,
  CivilLength,
  Clause,
  InterestClause,
  Ir,
  NoticeClause,
  Order,
  PaymentClause,
  Period,
  TermClause,
} from '../../runtime/src/ir.ts';
import { addDays, addMonths, earlier, later, periodOf, type Span } from './days.ts';
import { compare, fraction, least, most, percent, plus, read, rounded, text, times, zero } from './fraction.ts';
import { ask, createWorld, type World } from './questions.ts';
import { factsAsOrdered } from './stated.ts';
import { statesNumbers, weight } from './units.ts';
import { opening } from './windows.ts';

const forEver = '2200-01-01';

/** The clause, the word for what stands in its way, or nothing. */
function answerOn(world: World, question: string, day: CivilDate): Clause | string | undefined {
  const answer = ask(world, question, { at: opening(world.ir, day, 0), choices: {}, numbers: {} });
  if (answer.kind === 'clause') return answer.clause.value.kind === 'open' ? 'open-value' : answer.clause;
  return answer.kind === 'none' ? undefined : answer.kind === 'missing' ? answer.code : answer.kind;
}

function isOutside({ ir: { agreement }, order }: World, day: CivilDate): boolean {
  const { validFrom = day, validUntil = day } = agreement;
  return day < later(order.from, validFrom) || day > earlier(order.until ?? day, validUntil);
}

/** Last days of the term and of its renewals, as far as anybody looks. */
export function ends({ value }: TermClause, first: CivilDate): CivilDate[] {
  if (value.kind !== 'term') return [];
  const all = [addDays(addMonths(first, value.months), -1)];
  if (value.after.kind === 'renews')
    for (let n = 1; n <= 150; n += 1) all.push(addDays(addMonths(first, value.months + n * value.after.months), -1));
  return all;
}

export function term(ir: Ir, order: Order, on: CivilDate): string {
  const world = createWorld(ir, order);
  if (isOutside(world, on)) return 'outside-validity';
  const clause = answerOn(world, 'term', order.from);
  if (typeof clause === 'string') return clause;
  const all = clause === undefined ? [] : ends(clause as TermClause, order.from);
  const index = all.findIndex((end) => on <= end);
  const last = earlier(all[index] ?? forEver, order.until ?? forEver);
  return `${last === forEver ? 'without end' : last} ${Math.max(index, 0)}`;
}

export function notice(
  ir: Ir,
  order: Order,
  who: 'customer' | 'provider',
  name: string | undefined,
  on: CivilDate,
): string {
  const world = createWorld(ir, order);
  if (isOutside(world, on)) return 'outside-validity';
  const clause = answerOn(world, ['notice', who, ...(name === undefined ? [] : [name])].join(':'), on);
  if (typeof clause === 'string') return clause;
  const bound = name === undefined ? answerOn(world, 'term', order.from) : undefined;
  if (typeof bound === 'string') return bound;
  if (clause === undefined) return 'nothing';
  const { value } = clause as NoticeClause;
  if (value.kind !== 'notice') return 'open-value';
  const all = bound === undefined ? [] : ends(bound as TermClause, order.from);
  const day = noticeDay(value, order.from, on);
  const last = all.find((end) => day <= end) ?? day;
  return name === undefined ? earlier(last, order.until ?? last) : last;
}

/** T2: where nothing binds. */
export function noticeDay(
  { length, ends: end }: Extract<NoticeClause['value'], { kind: 'notice' }>,
  first: CivilDate,
  on: CivilDate,
): CivilDate {
  const earliest = length.unit === 'day' ? addDays(on, length.count) : addMonths(on, length.count);
  if (end.kind !== 'period') return earliest;
  const { period } = end;
  return periodOf(period, period.basis === 'contract' ? first : on.slice(0, 4).concat('-01-01'), earliest).until;
}

/** T5. */
export function payment(ir: Ir, order: Order, on: CivilDate): string {
  const clause = answerOn(createWorld(ir, order), 'payment', on);
  if (clause === undefined || typeof clause === 'string') return clause ?? 'nothing';
  const { value } = clause as PaymentClause;
  if (value.kind !== 'payment') return 'elsewhere';
  const { length, toEndOf, fromEndOf, early } = value;
  const last = (period: Period, day: CivilDate) =>
    periodOf(period, period.basis === 'contract' ? order.from : `${on.slice(0, 4)}-01-01`, day).until;
  const later = (day: CivilDate, { unit, count }: CivilLength) =>
    unit === 'day' ? addDays(day, count) : addMonths(day, count);
  const day = fromEndOf === undefined ? later(on, length) : addDays(later(addDays(last(fromEndOf, on), 1), length), -1);
  const due = toEndOf === undefined ? day : last(toEndOf, day);
  return early === undefined ? due : `${due} ${early.percent} ${later(on, early.within)}`;
}

/** T3: day by day, each a part of the year or month in which it lies, counted from the due day. */
export function interest(
  ir: Ir,
  order: Order,
  total: string,
  due: CivilDate,
  paid: CivilDate,
  indices: readonly IndexValue[],
): string {
  const clause = answerOn(createWorld(ir, order), 'interest', addDays(due, 1));
  if (clause === undefined || typeof clause === 'string') return clause ?? 'nothing';
  const { value } = clause as InterestClause;
  if (value.kind !== 'interest' && value.kind !== 'base-rate') return 'elsewhere';
  if (paid <= due) return 'nothing';
  let [share, n] = [zero, 0];
  for (let day = addDays(due, 1); day <= paid; day = addDays(day, 1)) {
    if (day > addMonths(due, n + 1)) n += 1;
    const year = Number(day.slice(0, 4));
    const isMonthly = value.kind === 'interest' && value.per === 'month';
    const [from, until] = isMonthly
      ? [addMonths(due, n), addMonths(due, n + 1)]
      : [`${year}-01-01`, `${year + 1}-01-01`];
    const rate = value.kind === 'interest' ? read(value.percent) : published(value, indices, day);
    if (rate === undefined) return 'index-missing';
    share = plus(share, times(rate, fraction(1n, BigInt((Date.parse(until) - Date.parse(from)) / 86_400_000))));
  }
  const bears = percent(share, read(total));
  return `${text(bears)} ${rounded(bears, ir.agreement.minorDigits)}`;
}

/** What the rate stands at on a day, in percent, with what is added to it. */
function published({ series, plus: more, atLeast, atMost }: BaseRate, indices: readonly IndexValue[], day: CivilDate) {
  const first = ({ period }: IndexValue) => `${period}-01-01`.slice(0, 10);
  const [latest] = indices
    .filter((one) => one.series === series && first(one) <= day)
    .sort((a, b) => (first(a) === first(b) ? b.period.length - a.period.length : first(a) < first(b) ? 1 : -1));
  if (latest === undefined) return undefined;
  const rate = plus(read(latest.value), read(more ?? '0'));
  const raised = atLeast === undefined ? rate : most(rate, read(atLeast));
  return atMost === undefined ? raised : least(raised, read(atMost));
}

/** T4, for every day. */
export function requirements(ir: Ir, order: Order, facts: Facts, asked: Span): string[] {
  const world = createWorld(ir, order);
  const { units = [] } = factsAsOrdered(order, facts);
  const all = [...order.units, ...units].filter((unit) => statesNumbers(world, unit));
  const lines: string[] = [];
  for (const question of ['require:vm', 'require:vm:vm'])
    for (
      let day = later(asked.from, order.from);
      day <= earlier(asked.until, order.until ?? asked.until);
      day = addDays(day, 1)
    ) {
      const clause = answerOn(world, question, day);
      if (clause === undefined) continue;
      if (typeof clause === 'string' || clause.kind !== 'require' || clause.value.kind !== 'limit') {
        lines.push(`${question} ${day} ${String(clause)}`);
        continue;
      }
      const there = all.filter(({ from, until }) => from <= day && day <= (until ?? day));
      const count = there.map((unit) => weight(world, unit)).reduce(plus, fraction(0n));
      const of = clause.per === undefined ? fraction(1n) : count;
      const { atLeast, atMost } = clause.value;
      const isShort = atLeast !== undefined && compare(count, times(read(atLeast), of)) < 0;
      const isOver = atMost !== undefined && compare(count, times(read(atMost), of)) > 0;
      lines.push(`${question} ${day} ${isShort || isOver ? 'missed' : 'met'}`);
    }
  return lines;
}
