// Quantities in words: what is paid already, what uses of it how much, and how much is charged.

import {
  type CountClause,
  type CountRule,
  type DrawClause,
  type IncludeClause,
  Rational,
  type Unit,
} from '@avtal/runtime';
import { ladderPredicate, type Predicate, wordPredicate } from './predicate.ts';
import { everyWords, quantityWords, type Speaker, subjectName, unitOf } from './speaker.ts';

export function allowancePredicate(speaker: Speaker, { value, subject, period, lot }: IncludeClause): Predicate {
  switch (value.kind) {
    case 'quantity': {
      const text = quantityWords(value.amount, unitOf(speaker, subject));
      const often = period === undefined ? `each ${subjectName(speaker, lot?.event ?? subject)}` : everyWords(period);
      return { verb: 'is', object: text, cell: `${text} ${often}`, tone: 'amount' };
    }
    case 'unlimited':
      return { verb: 'is', object: 'unlimited', cell: 'unlimited', tone: 'word' };
    default:
      return wordPredicate(speaker, value, 'size');
  }
}

export function drawPredicate(speaker: Speaker, { value, subject }: DrawClause): Predicate {
  switch (value.kind) {
    case 'factor': {
      const factor = Rational.of(value.numerator, value.denominator);
      const unit = unitOf(speaker, subject);
      const [one, uses] =
        unit.kind === 'time'
          ? (['1 h', quantityWords(factor.times(Rational.of(3600)).exactDecimal() ?? value.numerator, unit)] as const)
          : ([quantityWords('1', unit), quantityWords(factor.exactDecimal() ?? factor.toDecimal(3), unit)] as const);
      return { verb: 'uses', object: `${uses} of the allowance`, cell: `${one} uses ${uses}`, tone: 'amount' };
    }
    case 'not-usable':
      return { verb: 'cannot use', object: 'the allowance', cell: 'not usable', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'use of the allowance');
  }
}

export function countPredicate(speaker: Speaker, { value, subject }: CountClause): Predicate {
  const unit = unitOf(speaker, subject);
  if (value.kind === 'open') return wordPredicate(speaker, value, 'rule of counting');
  if (value.kind === 'count') return rulePredicate(value, unit);
  return ladderPredicate<CountRule>(speaker, value, unit, (step) => rulePredicate(step, unit));
}

function rulePredicate(rule: CountRule, unit: Unit): Predicate {
  const of = (amount: string): string => quantityWords(amount, unit);
  const steps = { started: 'started steps', nearest: 'the nearest steps', completed: 'completed steps' } as const;
  const parts = [
    ...(rule.step === undefined ? [] : [`in ${steps[rule.rounding ?? 'started']} of ${of(rule.step)}`]),
    ...(rule.minimum === undefined ? [] : [`at least ${of(rule.minimum)}`]),
    ...(rule.free === undefined ? [] : [`the first ${of(rule.free)} free`]),
    ...(rule.freeIfUpTo === undefined ? [] : [`free up to ${of(rule.freeIfUpTo)} and in full when longer`]),
    ...(rule.grace === undefined ? [] : [`a started step only when more than ${of(rule.grace)} of it is used`]),
  ];
  const text = parts.length === 0 ? (unit.kind === 'time' ? 'to the second' : 'exactly') : parts.join(', ');
  return { verb: 'is counted', object: text, cell: text, tone: 'amount' };
}
