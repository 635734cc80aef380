// In words: what is added to prices, taken off, given back, and between what a sum stays.

import type {
  CreditAmount,
  CreditClause,
  CreditValue,
  DiscountClause,
  LimitClause,
  SurchargeClause,
  SurchargeStep,
} from '@avtal/runtime';
import { shareWords } from '@avtal/runtime';
import { boundsWords, ladderPredicate, type Predicate, wordPredicate } from './predicate.ts';
import { shareOfFees } from './prices.ts';
import {
  moneyWords,
  periodWords,
  perWords,
  pieces,
  plural,
  quantityWords,
  rateWords,
  type Speaker,
  shortName,
  time,
  unitOf,
} from './speaker.ts';

export function surchargePredicate(speaker: Speaker, { value, bases }: SurchargeClause): Predicate {
  if (value.kind !== 'ladder') return surchargeStep(speaker, value, bases);
  return ladderPredicate<SurchargeStep>(speaker, value, time, (step) => surchargeStep(speaker, step, bases));
}

function surchargeStep(
  speaker: Speaker,
  value: Exclude<SurchargeClause['value'], { readonly kind: 'ladder' }>,
  bases: SurchargeClause['bases'],
): Predicate {
  const added = (text: string): Predicate => ({ verb: 'is', object: text, cell: `+${text}`, tone: 'amount' });
  switch (value.kind) {
    case 'percent':
      return added(`${value.percent}%`);
    case 'rate':
      return added(
        `${moneyWords(speaker, value.amount)} ${perWords(value.per, bases[0] === undefined ? time : unitOf(speaker, bases[0]))}`,
      );
    case 'money':
      return added(moneyWords(speaker, value.amount));
    case 'none':
      return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    default:
      return wordPredicate(speaker, value, 'size');
  }
}

export function discountPredicate(speaker: Speaker, { value, bases }: DiscountClause): Predicate {
  const off = (text: string): Predicate => ({ verb: 'is', object: text, cell: `−${text}`, tone: 'amount' });
  switch (value.kind) {
    case 'percent':
      return off(shareWords(value));
    case 'money':
      return off(moneyWords(speaker, value.amount));
    case 'rate':
      return off(rateWords(speaker, value.amount, value.per, speaker.ir.subjects[bases[0] ?? -1]?.unit ?? time));
    case 'none':
      return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'size');
    case 'ladder':
      return ladderPredicate(speaker, value, { kind: 'money' }, (step) => off(shareWords(step)));
  }
}

export function creditPredicate(speaker: Speaker, clause: CreditClause): Predicate {
  const { of, value, plus, atLeast, atMost, claimWithin } = clause;
  const isInTime = of.kind === 'target' || clause.each !== undefined;
  const unit = isInTime ? time : (speaker.ir.measures[of.measure]?.unit ?? pieces);
  const one = (step: CreditValue): Predicate => {
    if (step.kind === 'none') return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    if (step.kind === 'open') return wordPredicate(speaker, step, 'size');
    const text =
      step.kind === 'per-step'
        ? `${creditAmountWords(speaker, step.each)} for each ${step.rounding === 'exact' ? '' : `${step.rounding} `}${quantityWords(step.step, unit)}`
        : creditAmountWords(speaker, step);
    return { verb: 'is', object: text, cell: text, tone: 'amount' };
  };
  const said = value.kind === 'ladder' ? ladderPredicate<CreditValue>(speaker, value, unit, one) : one(value);
  const more = [
    ...(clause.unit === undefined
      ? []
      : [`for each ${shortName(speaker, speaker.ir.subjects[clause.unit] ?? { id: '' })}`]),
    ...(plus === undefined ? [] : [`and besides ${creditAmountWords(speaker, plus)}`]),
    ...(atLeast === undefined ? [] : [`at least ${creditAmountWords(speaker, atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${creditAmountWords(speaker, atMost)}`]),
    ...(claimWithin === undefined
      ? []
      : [
          `if claimed within ${plural(claimWithin.count, claimWithin.days === undefined ? claimWithin.unit : 'business day')}${claimWithin.after === undefined ? '' : clause.each === undefined ? ' after the last outage' : ' after the outage'}${claimWithin.toEndOf === undefined ? '' : `, to the end of the ${periodWords(claimWithin.toEndOf)}`}`,
        ]),
  ];
  const added = more.map((text) => `, ${text}`).join('');
  return { ...said, object: `${said.object}${added}`, cell: `${said.cell}${added}` };
}

export function creditAmountWords(speaker: Speaker, value: CreditAmount): string {
  return value.kind === 'money' ? moneyWords(speaker, value.amount) : shareOfFees(speaker, value);
}

export function limitPredicate(speaker: Speaker, value: LimitClause['value']): Predicate {
  if (value.kind === 'open') return wordPredicate(speaker, value, 'limit');
  const text = boundsWords(speaker, value).replace(/^, /, '');
  return { verb: 'comes to', object: text, cell: text, tone: 'amount' };
}
