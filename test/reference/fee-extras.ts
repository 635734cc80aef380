// What comes off fees and on them (meanings P7, P8).
import type { DiscountClause, FeeClause, SurchargeClause, UnitFact } from '../../runtime/src/ir.ts';
import type { Span } from './days.ts';
import { discountsOff, type Off } from './discounts.ts';
import { countUnits, nameOf, situate } from './fees.ts';
import { divided, type Fraction, minus, one, plus, sum, text, times, zero } from './fraction.ts';
import { share as partOf } from './lots.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { type AskOne, type Met, questionsOf, shareOf, surchargesOn, together } from './surcharges.ts';
import { weight } from './units.ts';

interface Due {
  readonly whole: Span;
  readonly part: Span;
  readonly single: boolean;
  readonly unit?: UnitFact;
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
  const counted = single === undefined ? countUnits(world, present, whole, part) : weight(world, single);
  const partial = isSingle ? one : (partOf(world, whole) ?? one);
  const askedAt = (unit: UnitFact | undefined) => (question: string) => {
    const answer = ask(world, question, situate(world, part.from, unit));
    if (answer.kind === 'contradiction') complain(problems, 'contradiction', name);
    if (answer.kind === 'missing') complain(problems, answer.code, name);
    return answer.kind === 'clause' ? answer.clause : undefined;
  };
  const number = times(clause.unit === undefined ? one : counted, partial);
  // Units for which a discount takes off the same are taken together.
  const groups = new Map<string, { off: Off; units: UnitFact[] }>();
  for (const unit of clause.unit === undefined ? [undefined] : present) {
    const { here, open } = discountsFor(world, name, askedAt(unit));
    if (open) complain(problems, 'open-value', name);
    const found = discountsOff(world, here, amount, number, askedAt(unit));
    if (typeof found === 'string') complain(problems, found, name);
    for (const off of typeof found === 'string' ? [] : found) {
      const key = `${off.clause.id} ${text(off.amount)}`;
      groups.set(key, { off, units: [...(groups.get(key)?.units ?? []), ...(unit === undefined ? [] : [unit])] });
    }
  }
  return [...groups.values()].map(({ off, units }) => {
    const isAll = clause.unit === undefined || units.length === present.length;
    const share = isAll ? one : divided(countUnits(world, units, whole, part), counted);
    return { clause: off.clause, amount: minus(zero, times(share, off.amount)) };
  });
}

const byTurnover = ({ scope }: DiscountClause) => scope !== undefined;

/** The discounts that hold for a fee there, and whether one is to be agreed. */
export function discountsFor(world: World, name: string, ask: AskOne) {
  const isOn = ({ fees }: DiscountClause) => fees.includes('*') || fees.includes(name);
  const here = questionsOf(world, 'discount').flatMap((question) => {
    if (
      !world.clauses.some(
        (one) => one.kind === 'discount' && one.question === question && !byTurnover(one) && isOn(one),
      )
    )
      return [];
    const clause = ask(question);
    return clause?.kind === 'discount' && isOn(clause) && clause.value.kind !== 'none' ? [clause] : [];
  });
  return {
    here: here.filter(({ value }) => value.kind !== 'open'),
    open: here.some(({ value }) => value.kind === 'open'),
  };
}
