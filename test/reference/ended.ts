// Orders whose end became known while they ran (meaning F10): the fees with the order that has no end beside those with the one that has.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, RefundClause, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, daysFrom, earlier, later, periodOf, type Span } from './days.ts';
import { type Fee, type PeriodFees, reckoned } from './fees.ts';
import { divided, type Fraction, minus, percent, read, times, zero } from './fraction.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { rateOf } from './vat.ts';
import { startOfDay } from './windows.ts';

interface Ended {
  readonly notice: CivilDate;
  readonly last: CivilDate;
  /** As if the order ran on. */
  readonly world: World;
  readonly facts: Facts;
}

function endedOf(world: World, facts: Facts): Ended | undefined {
  const { notice, until: last, ...order } = world.order;
  if (notice === undefined || last === undefined || notice <= order.from || notice > last) return undefined;
  const stay = ({ until, ...unit }: UnitFact): UnitFact =>
    until !== undefined && until < last ? { ...unit, until } : unit;
  const units = facts.units === undefined ? {} : { units: facts.units.map(stay) };
  const open = { ...world, order: { ...order, units: order.units.map(stay) } };
  return { notice, last, world: open, facts: { ...facts, ...units } };
}

/** What is said of the fee, or why nobody can say. */
function refundOf(world: World, name: string, last: CivilDate): RefundClause | string | undefined {
  const at = { at: startOfDay(world.ir, last), choices: {}, numbers: {} };
  const own = ask(world, `refund:${name}`, at);
  const answer = own.kind === 'none' ? ask(world, 'refund', at) : own;
  if (answer.kind === 'none') return undefined;
  if (answer.kind !== 'clause') return answer.kind === 'missing' ? answer.code : answer.kind;
  return answer.clause.value.kind === 'open' ? 'open-value' : (answer.clause as RefundClause);
}

/** What is known on a day of what fees come to (K4): no refund. */
export function periodFees(world: World, facts: Facts, asked: Span, all: Problems, by: CivilDate): PeriodFees[] {
  const ended = endedOf(world, facts);
  if (ended === undefined || by >= ended.notice) return reckoned(world, facts, asked, all, by);
  return reckoned(ended.world, ended.facts, asked, all, by);
}

/** What is due; `by`: of what is invoiced, what is known on that day. */
export function chargedFees(
  world: World,
  facts: Facts,
  asked: Span,
  all: Problems,
  by: CivilDate | undefined,
): PeriodFees[] {
  const ended = endedOf(world, facts);
  if (ended === undefined) return reckoned(world, facts, asked, all, by);
  const { notice, last } = ended;
  if (by !== undefined && by < notice) return reckoned(ended.world, ended.facts, asked, all, by);
  const own = reckoned(world, facts, asked, all, by);
  const goingOn = reckoned(ended.world, ended.facts, asked, new Map(), earlier(by ?? last, last));
  const isKept = (one: PeriodFees) => typeof refundOf(world, one.name, last) === 'object' && crosses(world, one, last);
  const more = goingOn
    .filter((one) => one.period !== undefined)
    .flatMap((one): PeriodFees[] => {
      const same = own.find(({ key }) => key === one.key);
      if (!isKept(one)) return same === undefined ? [{ ...one, isFine: true, codes: [], fees: [] }] : [same];
      const posted = earlier(one.day, last);
      if (asked.from <= posted && posted <= asked.until) for (const code of one.codes) complain(all, code, one.name);
      const paid = one.fees
        .filter(({ invoiced }) => invoiced < notice)
        .map((fee) => (by === undefined ? { ...fee, day: earlier(fee.day, last) } : fee));
      const rest = same?.fees.filter(({ invoiced }) => invoiced >= notice) ?? [];
      return [{ ...one, isFine: one.isFine && same?.isFine !== false, fees: [...paid, ...rest] }];
    });
  const keys = new Set(more.map(({ key }) => key));
  return [...more, ...own.filter(({ key }) => !keys.has(key))];
}

const crosses = ({ order }: World, { period, day }: PeriodFees, last: CivilDate): boolean =>
  period !== undefined && periodOf(period, order.from, day).until > last;

export interface Refund {
  readonly clause: RefundClause;
  readonly fee: string;
  readonly day: CivilDate;
  readonly rate: string;
  readonly amount: Fraction;
}

export function refunds(world: World, facts: Facts, asked: Span, problems: Problems): Refund[] {
  const ended = endedOf(world, facts);
  if (ended === undefined || ended.last < asked.from || ended.last > asked.until) return [];
  const { notice, last } = ended;
  const goingOn = reckoned(ended.world, ended.facts, { from: asked.from, until: last }, new Map(), last);
  return goingOn.flatMap((one) => {
    const clause = refundOf(world, one.name, last);
    if (typeof clause === 'string') complain(problems, clause, one.name);
    if (typeof clause !== 'object' || clause.value.kind !== 'refund' || !crosses(world, one, last)) return [];
    const part = unusedPart(world, clause, one, last);
    const rate = rateOf(world, { fee: one.name }, one.day);
    const paid = one.fees.filter(({ invoiced }) => invoiced < notice);
    return paid.flatMap((fee: Fee) =>
      [fee, ...fee.extras].map(({ amount }) => ({
        clause,
        fee: one.name,
        day: last,
        rate,
        amount: minus(zero, times(amount, part)),
      })),
    );
  });
}

const months = { day: 0, week: 0, month: 1, quarter: 3, 'half-year': 6, year: 12 };

function unusedPart(world: World, { value }: RefundClause, { period, day }: PeriodFees, last: CivilDate): Fraction {
  if (value.kind !== 'refund' || period === undefined) return zero;
  const whole = periodOf(period, world.order.from, day);
  const share = divided(percent(read(value.percent), read('1')), read(value.over ?? '1'));
  const count = (from: CivilDate) => read(daysFrom(from, whole.until) + 1);
  if (value.of === 'days')
    return times(share, divided(count(later(day, addDays(last, 1))), count(later(whole.from, world.order.from))));
  const all = months[period.unit] * period.count || 1;
  const after = Array.from({ length: all }, (_, n) => addMonths(whole.from, n)).filter((start) => start > last);
  return times(share, divided(read(after.length), read(all)));
}
