// What comes off fees and on them (meanings P7, P8).
import type { Clause, DiscountClause, FeeClause, SurchargeClause, UnitFact } from '../../runtime/src/ir.ts';
import type { Span } from './days.ts';
import { countUnits, nameOf, situate } from './fees.ts';
import { divided, type Fraction, least, minus, one, percent, plus, read, sum, times, zero } from './fraction.ts';
import { share as partOf } from './lots.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { type Met, shareOf, surchargesOn, together } from './surcharges.ts';
import { weight } from './units.ts';

interface Due {
  readonly whole: Span;
  readonly part: Span;
  readonly single: boolean;
  readonly unit?: UnitFact;
}

/** P7: what a discount takes off the price of so much. */
export function off(value: DiscountClause['value'], price: Fraction, number: Fraction): Fraction {
  switch (value.kind) {
    case 'percent':
      return divided(percent(read(value.percent), price), read(value.over ?? '1'));
    case 'money':
      return least(times(read(value.amount), number), price);
    case 'rate':
      return least(divided(times(read(value.amount), number), read(value.per)), price);
    default:
      return zero;
  }
}

/** P7, P8: its discounts, and the surcharges on what they leave. */
export function extrasOf(
  world: World,
  clause: FeeClause,
  due: Due,
  present: readonly UnitFact[],
  amount: Fraction,
  problems: Problems,
) {
  const off = discounts(world, clause, due, present, amount, problems);
  const name = nameOf(clause.question);
  const price = plus(amount, sum(off.map((one) => one.amount)));
  const own: Problems = new Map();
  const isOn = ({ fees = [] }: SurchargeClause) => fees.includes('*') || fees.includes(name);
  const askHere = (question: string) => {
    const answer = ask(world, question, situate(world, due.part.from));
    if (answer.kind === 'contradiction') complain(own, 'contradiction', name);
    if (answer.kind === 'missing') complain(own, answer.code, name);
    return answer.kind === 'clause' ? answer.clause : undefined;
  };
  const met = surchargesOn(world, isOn, askHere).flatMap((one): Met[] => {
    if (one.value.kind === 'none' || one.value.kind === 'included') return [];
    if (one.value.kind === 'percent') return [shareOf(one, price, one.value.percent)];
    complain(own, 'open-value', name);
    return [];
  });
  const found = own.size === 0 ? together(world, met, price, isOn, askHere) : [];
  if (typeof found === 'string') complain(own, found, name);
  for (const codes of own.values()) for (const code of codes) complain(problems, code, name);
  return [...off, ...(typeof found === 'string' ? [] : found)];
}

/** P7: of a fee per unit, each unit is asked, and what holds for some rests on their share. */
function discounts(
  world: World,
  clause: FeeClause,
  { whole, part, single: isSingle, unit: single }: Due,
  present: readonly UnitFact[],
  amount: Fraction,
  problems: Problems,
) {
  const name = nameOf(clause.question);
  const speaks = world.clauses.filter(
    (one) => one.kind === 'discount' && one.fees.some((fee) => fee === '*' || fee === name),
  );
  const counted = single === undefined ? countUnits(world, present, whole, part) : weight(world, single);
  const total = new Map<Clause, UnitFact[]>();
  for (const question of new Set(speaks.map((one) => one.question)))
    for (const unit of clause.unit === undefined ? [undefined] : present) {
      const answer = ask(world, question, situate(world, part.from, unit));
      if (answer.kind === 'contradiction') complain(problems, 'contradiction', name);
      if (answer.kind === 'missing') complain(problems, answer.code, name);
      if (answer.kind !== 'clause' || answer.clause.kind !== 'discount') continue;
      const { fees: on, value } = answer.clause;
      if (!on.includes('*') && !on.includes(name)) continue;
      if (value.kind === 'open') complain(problems, 'open-value', name);
      if (value.kind !== 'open' && value.kind !== 'none')
        total.set(answer.clause, [...(total.get(answer.clause) ?? []), ...(unit === undefined ? [] : [unit])]);
    }
  return [...total].map(([by, those]) => {
    const isAll = clause.unit === undefined || those.length === present.length;
    const share = isAll ? one : divided(countUnits(world, those, whole, part), counted);
    if (by.kind !== 'discount') return { clause: by, amount: zero };
    const number = times(clause.unit === undefined ? one : counted, isSingle ? one : (partOf(world, whole) ?? one));
    return { clause: by, amount: minus(zero, off(by.value, times(share, amount), times(share, number))) };
  });
}
