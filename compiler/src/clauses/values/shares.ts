// Values that rest on other prices: surcharges, limits, and how what meets combines.
import type * as ast from '@avtal/grammar';
import { type CombineClause, Rational, type SurchargeClause, type SurchargeStep } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { decimal } from '../amounts.ts';
import { replace, say, textOf } from '../desk.ts';
import { headFixes } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { take } from '../taken.ts';
import { askBases, basesOf, isEmpty, type Named, refuse, withoutBases } from './bases.ts';
import { boundUnit, isLadder, ladder, noLadder, stepOf } from './ladders.ts';
import { boundsOf } from './money.ts';
import {
  isWord,
  measured,
  misfit,
  missing,
  moneyOf,
  type Of,
  only,
  openValue,
  type Phrase,
  wordValue,
} from './phrases.ts';
import { rateValue } from './rates.ts';

export function surcharge(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const climbs = isLadder(cell);
  const last = climbs ? cell.phrases.at(-1) : only(slot, cell);
  const phrase = last?.kind === 'then' ? last.value : last;
  if (phrase === undefined || phrase.kind === 'broken') return [];
  const bases = basesOf(slot, phrase);
  const name = slot.head.name ?? '';
  if (bases === undefined) return [];
  if (isEmpty(bases)) {
    askBases(slot, phrase);
    return [];
  }
  if (!isShare(slot, phrase, bases)) return [];
  const value = climbs ? surchargeSteps(slot, cell, bases) : surchargeValue(slot, phrase, bases);
  if (value === undefined) return [];
  const { scope } = slot.head;
  return [
    {
      kind: 'surcharge',
      question: question('surcharge', name),
      name,
      bases: bases.bases,
      onStart: bases.onStart,
      ...(bases.fees.length === 0 ? {} : { fees: bases.fees }),
      ...(bases.surcharges.length === 0 ? {} : { surcharges: bases.surcharges }),
      ...given('scope', scope),
      value,
    },
  ];
}

/** P8: what is on fees, or on surcharges, is a percentage of them; reported where it is something else. */
function isShare(slot: Slot, phrase: Phrase, { fees, surcharges }: Named): boolean {
  if (fees.length === 0 && surcharges.length === 0) return true;
  if (phrase.kind === 'word' || phrase.kind === 'open') return true;
  const isPercent = phrase.kind === 'amount-phrase' && phrase.amount.parts.every(({ unit }) => unit?.text === '%');
  const isFactor = phrase.kind === 'amount-phrase' && phrase.amount.sign === 'x';
  if ((isPercent || isFactor) && slot.head.scope === undefined) return true;
  refuse(
    slot,
    phrase,
    ['fee', 'all-fees', 'surcharge', 'all'],
    'of fees and of other surcharges, a surcharge is a percentage',
  );
  return false;
}

/** `+0% up to 8 h, then +50%`: steps of the time that its bases come to in the scope. */
function surchargeSteps(slot: Slot, { phrases }: ast.Cell, on: Named): SurchargeClause['value'] | undefined {
  const { scope, says, written, node, bases: said } = slot.head;
  const infos = on.bases.flatMap((index) => slot.model.subjects[index] ?? []);
  const other = infos.find(({ kind }) => kind !== 'activity');
  if (on.onStart || other !== undefined) {
    const base = on.onStart ? 'start price' : (other?.id ?? '');
    const because = 'its steps are steps of time worked';
    say(slot, 'base-kind', { base, clause: written, because }, said?.[0] ?? phrases.at(-1) ?? node);
    return undefined;
  }
  if (scope === undefined) {
    if (says.has('each')) return undefined;
    const because = 'its steps are climbed by what is worked in each of something';
    const fixes = headFixes(slot, node, ['each person-day', 'each job', 'each entry']);
    say(slot, 'scope-missing', { clause: written, because }, node, { fixes });
    return undefined;
  }
  const bounds = boundUnit(slot, { kind: 'time' });
  const step = (phrase: Phrase): SurchargeStep | undefined => {
    if (isWord(slot, phrase, 'none')) return { kind: 'none' };
    const value = surchargeValue(slot, withoutBases(phrase), on);
    if (value === undefined || value.kind === 'percent' || value.kind === 'rate') return value;
    return misfit(slot, phrase);
  };
  return bounds && ladder(slot, phrases, { ...bounds, step: stepOf(slot, step) });
}

function surchargeValue(slot: Slot, phrase: Phrase, bases: Named): SurchargeClause['value'] | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const { amount } = phrase;
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  if (found.sign === 'x') {
    if (found.of.kind !== 'bare' || found.per !== undefined) return misfit(slot, phrase);
    return { kind: 'percent', percent: decimal(found.value.minus(Rational.one).times(Rational.of(100))) };
  }
  const fits = found.of.kind === 'percent' || found.of.kind === 'bare' || found.of.kind === 'money';
  if (!fits || found.sign === '-') return misfit(slot, phrase);
  if (found.sign === undefined) return unsigned(slot, phrase);
  if (found.of.kind === 'percent' && found.per === undefined) return percentAdded(slot, amount, found.value);
  if (amount.per !== undefined) {
    const subject = bases.bases[0];
    const info = subject === undefined ? undefined : slot.model.subjects[subject];
    if (subject === undefined || info === undefined) return misfit(slot, phrase);
    return rateValue(slot, { ...phrase, tails: [] }, { index: subject, info }, ['+']);
  }
  const money = moneyOf(slot, amount, ['+']);
  if (money === undefined) return undefined;
  if (slot.head.scope === undefined && !slot.head.says.has('each')) {
    const fixes = headFixes(slot, slot.head.node, ['each entry', 'each job', 'each visit']);
    say(slot, 'surcharge-each', { written: textOf(slot, amount), clause: slot.head.written }, amount, { fixes });
    return undefined;
  }
  return { kind: 'money', amount: money };
}

/** `+150%`: two and a half times as much, or one and a half? */
function percentAdded(slot: Slot, amount: ast.Amount, percent: Rational): SurchargeClause['value'] | undefined {
  const hundred = Rational.of(100);
  if (percent.compare(hundred) <= 0) return { kind: 'percent', percent: decimal(percent) };
  const more = decimal(percent.over(hundred).plus(Rational.one));
  const total = decimal(percent.over(hundred));
  const fixes = [more, total].map((factor) => replace(slot, amount, `x${factor}`));
  say(slot, 'more-than-double', { written: textOf(slot, amount), more, total }, amount, { fixes });
  return undefined;
}

/** `50%` may be half the price or half as much again. */
function unsigned(slot: Slot, phrase: Of<'amount-phrase'>): undefined {
  const written = textOf(slot, phrase.amount);
  const bare = written.replace(/^[-+]\s*/, '');
  say(slot, 'surcharge-sign', { written, instead: `+${bare}` }, phrase.amount, {
    fixes: [replace(slot, phrase.amount, `+${bare}`)],
  });
  return undefined;
}

export function limit(slot: Slot, cell: ast.Cell): readonly Answer[] {
  if (!noLadder(slot, cell)) return [];
  const { head, model } = slot;
  // `per month` was refused, with what belongs in its place.
  if (head.scope === undefined && !head.says.has('each') && !head.node.parts.some(({ kind }) => kind === 'per')) {
    const because = 'a limit holds for the sum over something';
    const fixes = headFixes(slot, head.node, ['each job', 'each visit', 'each month']);
    say(slot, 'scope-missing', { clause: head.written, because }, head.node, { fixes });
  }
  const own = head.subjects.map((subject) => subject.index);
  const bases = basesOf(slot, undefined, own);
  const [first] = cell.phrases;
  if (bases === undefined || first === undefined) return first === undefined ? (missing(slot, cell) ?? []) : [];
  if (isEmpty(bases)) {
    askBases(slot, first);
    return [];
  }
  const isAll = head.bases?.some(({ what }) => what === 'all') === true;
  if (bases.surcharges.length > 0 && !isAll) {
    refuse(slot, first, ['surcharge'], 'a limit says itself whether it is `before surcharges` or `after surcharges`');
    return [];
  }
  const over = head.scope === undefined ? undefined : model.scopes[head.scope]?.over;
  const isLong = over?.kind === 'period' && over.period.unit !== 'day' && over.period.unit !== 'week';
  if (bases.fees.length > 0 && over !== undefined && !isLong) {
    refuse(slot, first, ['fee', 'all-fees', 'all'], 'a fee is limited over a month or a longer period');
    return [];
  }
  const values = limitValues(slot, cell);
  const said = cell.phrases.find((phrase) => phrase.kind === 'surcharges');
  if (said !== undefined) take(slot, said);
  const { scope } = head;
  if (scope === undefined) return [];
  const ids = isAll
    ? ['all']
    : [
        ...bases.bases.map((index) => model.subjects[index]?.id ?? ''),
        ...(bases.onStart ? ['start'] : []),
        ...bases.fees.map((fee) => (fee === '*' ? 'all fees' : `fee ${fee}`)),
      ];
  return values.map(({ side, value }) => ({
    kind: 'limit',
    question: question('limit', ids.toSorted().join('+'), model.scopes[scope]?.id ?? '', side),
    bases: bases.bases,
    onStart: bases.onStart,
    ...(bases.fees.length === 0 ? {} : { fees: bases.fees }),
    scope,
    // Where it matters and is not said, questions.ts asks.
    surcharges: said?.when ?? 'before',
    value,
  }));
}

type LimitValue = Extract<Answer, { kind: 'limit' }>['value'];

/** The least and the most are two questions (P9), so that each may have its own row. */
function limitValues(slot: Slot, cell: ast.Cell): { readonly side?: 'least' | 'most'; readonly value: LimitValue }[] {
  const [open] = cell.phrases.filter((phrase) => phrase.kind === 'open');
  if (open !== undefined) return [{ value: openValue(slot, open) }];
  const other = cell.phrases.filter((phrase) => !['at-least', 'at-most', 'surcharges', 'broken'].includes(phrase.kind));
  for (const phrase of other) misfit(slot, phrase);
  const bounds = boundsOf(slot, cell.phrases);
  if (other.length > 0 || cell.phrases.some((phrase) => phrase.kind === 'broken')) return [];
  const { atLeast, atMost } = bounds;
  if (atLeast !== undefined && atMost !== undefined && Rational.of(atLeast).compare(Rational.of(atMost)) > 0) {
    say(slot, 'limits-crossed', { least: atLeast, most: atMost }, cell);
    return [];
  }
  if (atLeast === undefined && atMost === undefined) {
    const said = cell.phrases.some((phrase) => phrase.kind === 'at-least' || phrase.kind === 'at-most');
    if (!said) missing(slot, cell);
    return [];
  }
  return [
    ...(atLeast === undefined ? [] : [{ side: 'least' as const, value: { kind: 'limit' as const, atLeast } }]),
    ...(atMost === undefined ? [] : [{ side: 'most' as const, value: { kind: 'limit' as const, atMost } }]),
  ];
}

/** `combine evening, rush: highest`; what is to be agreed has no name, since an order says it with a row of its own. */
export function combineValue(phrases: readonly Phrase[]): CombineClause['value'] | undefined {
  const [first, ...rest] = phrases;
  if (rest.length > 0) return undefined;
  if (first?.kind === 'open' && first.name === undefined)
    return { kind: 'open', ...given('decider', first.decider?.text) };
  if (first?.kind !== 'word' || first.tails.length > 0) return undefined;
  const { word } = first;
  return word === 'add' || word === 'highest' || word === 'multiply' ? { kind: 'combine', how: word } : undefined;
}
