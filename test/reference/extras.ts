// What rests on prices (meanings P7–P9): discounts, surcharges and how they combine, limits by scope.
import type { Clause, Index, LadderValue, ScopeInfo, SurchargeClause, SurchargeStep } from '../../runtime/src/ir.ts';
import { belongs, type Start, stepOf } from './charge.ts';
import { earlier, monthOf, periodOf } from './days.ts';
import { discountsOff } from './discounts.ts';
import {
  compare,
  divided,
  type Fraction,
  least,
  minus,
  most,
  percent,
  plus,
  positive,
  read,
  sum,
  times,
  zero,
} from './fraction.ts';
import { becomes, type Fees, isSumming, limitPeriods, type Summing, surchargesOf } from './period-limits.ts';
import { byStart, charged, complain, type Fact, type Portion, type Problems, scopeKey } from './portions.ts';
import { ask, type Situation, type World } from './questions.ts';
import { type Met, questionsOf, shareOf, surchargesOn, together } from './surcharges.ts';
import { divide, rateOf } from './vat.ts';

/** An amount with a line of its own. */
export interface Extra {
  readonly clause: Clause;
  readonly fact: Fact;
  readonly month: string;
  /** Of VAT, in percent. */
  readonly rate: string;
  readonly amount: Fraction;
}

/** Something that discounts and surcharges rest on: a portion, or a start price. */
interface Base {
  readonly portion?: Portion;
  readonly fact: Fact;
  readonly situation: Situation;
  readonly month: string;
  readonly rate: string;
  readonly subject: Index;
  readonly start: boolean;
  readonly quantity: Fraction;
  readonly amount: Fraction;
  readonly day: string;
  /** A part of a portion in which no ladder changes: the whole portion, and what each ladder says of the part. */
  readonly base?: Base;
  readonly steps?: ReadonlyMap<Clause, SurchargeStep>;
}

/** A surcharge or discount speaks only of its bases; start prices are one of their own. */
const isOn = (clause: Clause, { start, subject }: Base) =>
  (clause.kind === 'surcharge' && start && clause.onStart) ||
  ((clause.kind === 'surcharge' || (clause.kind === 'discount' && clause.scope === undefined)) &&
    !start &&
    clause.bases.includes(subject));

const questionsOn = (world: World, kind: 'surcharge' | 'discount', base: Base) =>
  questionsOf(world, kind).filter((question) =>
    world.clauses.some((clause) => clause.kind === kind && clause.question === question && isOn(clause, base)),
  );

function askOne(world: World, question: string, { situation, fact }: Base, problems: Problems): Clause | undefined {
  const answer = ask(world, question, situation);
  if (answer.kind === 'contradiction') complain(problems, 'contradiction', fact.id);
  if (answer.kind === 'missing') complain(problems, answer.code, fact.id);
  return answer.kind === 'clause' ? answer.clause : undefined;
}

/** A limit has a line of its own also where nothing was worked. */
export type Limited = Omit<Extra, 'fact'> & { readonly fact?: Fact };

export function extras(
  world: World,
  portions: readonly Portion[],
  starts: readonly Start[],
  startMonth: (fact: Fact) => string,
  problems: Problems,
  fees: Fees,
) {
  const bases: Base[] = portions
    .filter((portion) => positive(charged(portion)))
    .map((portion) => ({
      ...portion,
      portion,
      rate: rateOf(world, { subject: portion.fact.subject }, portion.posted),
      subject: portion.fact.subject,
      start: false,
      quantity: charged(portion),
      amount: sum(portion.charges.map(({ amount }) => amount)),
    }));
  const opened: Base[] = starts.map(({ clause, first, situation, amount }) => ({
    fact: first,
    situation,
    month: startMonth(first),
    rate: rateOf(world, { start: true }, first.day),
    subject: clause.subject,
    start: true,
    quantity: zero,
    amount,
    day: first.day,
  }));
  const paid = new Set<string>();
  const discounts = bases.flatMap((base) => discount(world, base, problems).map((extra) => ({ ...extra, base })));
  const surcharges = [...bases.flatMap((base) => stepwise(world, base, portions)), ...opened].flatMap((part) => {
    const { base = part } = part;
    const whole = part.base?.amount ?? part.amount;
    const off = sum(discounts.filter((extra) => extra.base === base).map(({ amount }) => amount));
    const rest = positive(whole) ? divided(times(part.amount, plus(whole, off)), whole) : part.amount;
    return surcharge(world, { ...part, amount: rest }, paid, problems).map((extra) => ({
      ...extra,
      base,
    }));
  });
  const bought = starts.flatMap((start) => buyMoney(world, start, bases, [...discounts, ...surcharges]));
  const after = [...surcharges, ...bought];
  const on = { discounts, surcharges: after };
  const limits = limit(world, portions, [...bases, ...opened], on, problems, fees);
  return { discounts, surcharges, bought, limits };
}

function discount(world: World, base: Base, problems: Problems): Extra[] {
  const { fact, month, rate } = base;
  const here = questionsOn(world, 'discount', base).flatMap((question) => {
    const clause = askOne(world, question, base, problems);
    if (clause?.kind !== 'discount' || !isOn(clause, base)) return [];
    if (clause.value.kind === 'open') complain(problems, 'open-value', fact.id);
    return clause.value.kind === 'open' || clause.value.kind === 'none' ? [] : [clause];
  });
  const found = discountsOff(world, here, base.amount, base.quantity, (question) =>
    askOne(world, question, base, problems),
  );
  if (typeof found !== 'string')
    return found.map(({ clause, amount }) => ({ clause, fact, month, rate, amount: minus(zero, amount) }));
  complain(problems, found, fact.id);
  return [];
}

/** P4, P8: how much of the clause's bases was counted in the scope before the portion, and in all of it. */
function height(world: World, clause: SurchargeClause, base: Base, portions: readonly Portion[]) {
  const scope = world.ir.scopes[clause.scope!]!;
  const key = scopeKey(world, scope, base.fact, base.day);
  if (key === undefined) return undefined;
  const same = portions.filter((one) => {
    if (!clause.bases.includes(one.fact.subject) || scopeKey(world, scope, one.fact, one.day) !== key) return false;
    const answer = ask(world, clause.question, one.situation);
    return answer.kind === 'clause' && answer.clause.id === clause.id;
  });
  const earlier = same.slice(0, same.indexOf(base.portion!));
  return { before: sum(earlier.map(({ quantity }) => quantity)), total: sum(same.map(({ quantity }) => quantity)) };
}

/** P8: the parts of what is charged of a portion between the borders of the steps of its surcharges. */
function stepwise(world: World, base: Base, portions: readonly Portion[]): Base[] {
  const portion = base.portion!;
  const free = plus(portion.bought, portion.drawn);
  const ladders = questionsOn(world, 'surcharge', base).flatMap((question) => {
    const clause = askOne(world, question, base, new Map());
    if (clause?.kind !== 'surcharge' || !isOn(clause, base) || clause.value.kind !== 'ladder') return [];
    const found = height(world, clause, base, portions);
    return found === undefined ? [] : [{ clause, ladder: clause.value, ...found }];
  });
  if (ladders.length === 0) return [base];
  const borders = ladders.flatMap(({ ladder, before }) =>
    ladder.mode === 'whole'
      ? []
      : ladder.steps.flatMap(({ to }) => (to === undefined ? [] : [minus(read(to.bound), plus(before, free))])),
  );
  const inside = borders.filter((one) => positive(one) && compare(one, base.quantity) < 0).sort(compare);
  const edges = [zero, ...inside, base.quantity].filter((one, at, all) => at === 0 || compare(one, all[at - 1]!) !== 0);
  return edges.slice(1).map((until, at): Base => {
    const from = edges[at]!;
    const steps = new Map<Clause, SurchargeStep>();
    for (const { clause, ladder, before, total } of ladders) {
      const reached = plus(plus(before, free), until);
      const step =
        ladder.mode === 'whole'
          ? stepOf(clause.value as LadderValue<SurchargeStep>, total)
          : ladder.steps.find(({ to }) => to === undefined || compare(reached, read(to.bound)) <= 0);
      steps.set(clause, step?.value ?? { kind: 'none' });
    }
    return { ...base, base, quantity: minus(until, from), amount: worth(portion, from, until), steps };
  });
}

/** What the charged quantity between two points costs. */
function worth({ charges }: Portion, from: Fraction, until: Fraction): Fraction {
  let start = zero;
  let all = zero;
  for (const { quantity, amount } of charges) {
    const end = plus(start, quantity);
    const inside = minus(least(end, until), most(start, from));
    if (positive(inside)) all = plus(all, divided(times(amount, inside), quantity));
    start = end;
  }
  return all;
}

/** P8. */
function surcharge(world: World, base: Base, paid: Set<string>, problems: Problems): Extra[] {
  const own: Problems = new Map();
  const isOnBase = (clause: SurchargeClause) => isOn(clause, base);
  const askHere = (question: string) => askOne(world, question, base, own);
  const met = surchargesOn(world, isOnBase, askHere).flatMap((clause): Met[] => {
    const value = clause.value.kind === 'ladder' ? base.steps?.get(clause) : clause.value;
    if (value?.kind === 'none' || value?.kind === 'included') return [];
    if (value?.kind === 'percent') return [shareOf(clause, base.amount, value.percent)];
    const amount = surchargeAmount(world, clause, base, paid);
    if (typeof amount !== 'string') return [{ clause, amount }];
    complain(own, amount, base.fact.id);
    return [];
  });
  const found = own.size === 0 ? together(world, met, base.amount, isOnBase, askHere) : [];
  if (typeof found === 'string') complain(own, found, base.fact.id);
  // What one surcharge comes to depends on the others, so without one there is none.
  for (const codes of own.values()) for (const code of codes) complain(problems, code, base.fact.id);
  if (own.size > 0 || typeof found === 'string') return [];
  const { fact, month, rate } = base;
  return found.map(({ clause, amount }) => ({ clause, fact, month, rate, amount }));
}

function surchargeAmount(world: World, clause: SurchargeClause, base: Base, paid: Set<string>): Fraction | string {
  const value = clause.value.kind === 'ladder' ? base.steps?.get(clause) : clause.value;
  if (value === undefined) return 'scope-missing';
  switch (value.kind) {
    case 'percent':
      return percent(read(value.percent), base.amount);
    case 'rate':
      return divided(times(base.quantity, read(value.amount)), read(value.per));
    case 'money': {
      const scope = clause.scope === undefined ? undefined : world.ir.scopes[clause.scope]!;
      const key = scope === undefined ? base.fact.id : scopeKey(world, scope, base.fact, base.day);
      if (key === undefined) return 'scope-missing';
      const name = `${clause.id} ${scope?.id} ${key}`;
      const first = !paid.has(name);
      paid.add(name);
      return first ? read(value.amount) : zero;
    }
    case 'open':
      return 'open-value';
    case 'on-request':
      return 'on-request';
    case 'not-offered':
      return 'not-offered';
    case 'see':
      return 'elsewhere';
    case 'at-cost':
      return 'cost-missing';
    case 'included':
    case 'none':
      return zero;
  }
}

/** P9: what a whole period comes to is posted on its last day. */
function postedIn({ order }: World, { over }: ScopeInfo, key: string): string | undefined {
  if (over.kind !== 'period' || over.period.unit === 'day') return undefined;
  return monthOf(earlier(periodOf(over.period, order.from, key).until, order.until ?? '9999-12-31'));
}

type Resting = Extra & { readonly base: Base };

/** P6: takes the money that a start price buys off what its scope's work has come to, in order of time. */
function buyMoney(world: World, start: Start, bases: readonly Base[], resting: readonly Resting[]): Resting[] {
  return start.clause.buys.flatMap((buys) => {
    if (buys.kind !== 'money') return [];
    let left = read(buys.amount);
    const inside = bases.filter(
      ({ portion, subject }) => portion !== undefined && subject === buys.subject && belongs(world, start, portion),
    );
    return inside.flatMap((base): Resting[] => {
      const worth = sum([base, ...resting.filter((one) => one.base === base)].map(({ amount }) => amount));
      const taken = least(left, worth);
      if (!positive(taken)) return [];
      left = minus(left, taken);
      const { fact, month, rate } = base;
      return [{ clause: start.clause, fact, month, rate, amount: minus(zero, taken), base }];
    });
  });
}

/** P9, P10: the difference that lifts or lowers what a scope comes to. */
function limit(
  world: World,
  portions: readonly Portion[],
  bases: readonly Base[],
  on: { discounts: readonly Resting[]; surcharges: readonly Resting[] },
  problems: Problems,
  fees: Fees,
): Limited[] {
  const clauses = world.clauses.filter(isSumming);
  const comesTo = (clause: Summing, base: Base) => {
    const resting = [...on.discounts, ...(surchargesOf(clause) === 'after' ? on.surcharges : [])];
    return sum([base, ...resting.filter((one) => one.base === base)].map(({ amount }) => amount));
  };
  const questions = new Set(clauses.map(({ question }) => question));
  return [...questions].flatMap((question): Limited[] => {
    const sample = clauses.find((clause) => clause.question === question)!;
    const scope = world.ir.scopes[sample.scope]!;
    const keyOf = ({ fact, day }: { fact: Fact; day: string }) => scopeKey(world, scope, fact, day);
    if (clauses.some((clause) => clause.question === question && (clause.fees ?? []).length > 0))
      return limitPeriods(world, question, scope, problems, fees, (clause, period) => {
        const own = bases.filter(
          (base) => (base.start ? clause.onStart : clause.bases.includes(base.subject)) && keyOf(base) === period.from,
        );
        // What has no amount is in no base, but in the month all the same.
        const there = [...own, ...portions.filter(({ fact }) => clause.bases.includes(fact.subject))];
        const failed = there.some((one) => keyOf(one) === period.from && problems.has(one.fact.id));
        return failed ? undefined : own.map((base) => ({ rate: base.rate, amount: comesTo(clause, base) }));
      });
    const based = ({ fact }: Portion) => sample.bases.includes(fact.subject);
    const opening = bases.filter(({ start }) => start && sample.onStart).map(({ fact }) => fact);
    const inside = portions.filter((portion) => based(portion) || opening.includes(portion.fact));
    return [...new Set(inside.map(keyOf))].flatMap((key): Limited[] => {
      const group = inside.filter((portion) => keyOf(portion) === key);
      const [first] = group.filter(({ added }) => !added).sort((a, b) => byStart(a.fact, b.fact) || a.from - b.from);
      if (first === undefined) return [];
      if (key === undefined) {
        for (const { fact, situation } of group)
          if (ask(world, question, situation).kind !== 'none') complain(problems, 'scope-missing', fact.id);
        return [];
      }
      const answer = ask(world, question, first.situation);
      if (answer.kind === 'none') return [];
      const clause = answer.kind === 'clause' ? (answer.clause as Summing) : undefined;
      if (clause === undefined || clause.value.kind === 'open') {
        const code = answer.kind === 'missing' ? answer.code : clause === undefined ? 'contradiction' : 'open-value';
        for (const { fact } of group) complain(problems, code, fact.id);
        return [];
      }
      if (group.some(({ fact }) => problems.has(fact.id))) return [];
      const under = bases.filter(
        (base) => (base.start ? clause.onStart : clause.bases.includes(base.subject)) && keyOf(base) === key,
      );
      const parts = under.map((base) => ({ rate: base.rate, amount: comesTo(clause, base) }));
      const total = sum(parts.map(({ amount }) => amount));
      const quantity = sum(group.filter(based).map((portion) => portion.quantity));
      if (compare(total, zero) === 0 && !positive(quantity)) return [];
      const held = becomes(clause, total, read(1));
      const month = postedIn(world, scope, key) ?? first.month;
      const firstRate = rateOf(world, { subject: first.fact.subject }, first.posted);
      return divide(world, minus(held, total), parts, firstRate).map((share) => ({
        ...share,
        clause,
        fact: first.fact,
        month,
      }));
    });
  });
}
