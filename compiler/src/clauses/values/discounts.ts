// What is taken off prices, and what comes back of all that is paid in a month or a year (meanings P7, P10).
import type * as ast from '@avtal/grammar';
import { type DiscountClause, Rational, shareOf } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { say, textOf } from '../desk.ts';
import { headFixes, oneOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { askBases, basesOf, isEmpty, type Named, refuse, refuseBase, withoutBases } from './bases.ts';
import { isLadder, ladder, single } from './ladders.ts';
import { isWord, measured, misfit, moneyOf, type Of, openValue, type Phrase, shareIn } from './phrases.ts';
import { rateValue } from './rates.ts';

export function discount(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { says, node } = slot.head;
  if (says.has('each') || isLadder(cell)) return byTurnover(slot, cell);
  const mode = node.parts.find(({ kind }) => kind === 'each-part' || kind === 'whole');
  if (mode !== undefined) {
    const because = 'it is said of steps';
    say(slot, 'part-out-of-place', { clause: 'discount', part: textOf(slot, mode), because }, mode);
    return [];
  }
  const phrase = single(slot, cell);
  if (phrase === undefined || phrase.kind === 'broken') return [];
  const bases = discountBases(slot, phrase);
  if (bases === undefined) return [];
  const { name } = slot.head;
  const base = {
    kind: 'discount',
    question: question('discount', name),
    bases: bases.bases,
    fees: bases.fees,
  } as const;
  const named = name === undefined ? base : { ...base, name };
  if (phrase.kind === 'open') return [{ ...named, value: openValue(slot, phrase) }];
  if (phrase.kind !== 'amount-phrase') {
    misfit(slot, phrase);
    return [];
  }
  const value = discountValue(slot, phrase, bases);
  return value === undefined ? [] : [{ ...named, value }];
}

/** What is `on all` is on everything together, which only turnover is. */
function discountBases(slot: Slot, phrase: Phrase): Named | undefined {
  const bases = basesOf(slot, phrase);
  if (bases === undefined) return undefined;
  const isTurnover = slot.head.scope !== undefined;
  if (bases.onStart && !isTurnover)
    refuse(slot, phrase, ['start', 'all'], 'a start price is reduced by saying what it includes');
  else if (bases.surcharges.some((name) => !isTurnover || name !== '*'))
    refuse(slot, phrase, ['surcharge'], 'discounts come before surcharges');
  else if (isEmpty(bases)) askBases(slot, phrase);
  else return bases;
  return undefined;
}

/** `0% up to 100000, then 5% on work`: steps of what its bases come to in the scope (meaning P10). */
function byTurnover(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { scope, says, written, node, name, climbs } = slot.head;
  if (scope === undefined) {
    if (says.has('each')) return [];
    const because = 'its steps are climbed by what is paid in each of something';
    const fixes = headFixes(slot, node, ['each month', 'each calendar year', 'each contract year', 'each job']);
    say(slot, 'scope-missing', { clause: written, because }, node, { fixes });
    return [];
  }
  const last = cell.phrases.at(-1);
  const phrase = last?.kind === 'then' ? last.value : last;
  if (phrase === undefined || phrase.kind === 'broken') return [];
  if (phrase.kind !== 'open' && (!isLadder(cell) || climbs !== undefined)) {
    const because =
      'steps of what is paid in each of something (`0% up to 100000, then 5%`) say how much of it comes back';
    const part = node.parts.find(({ kind }) => kind === 'each');
    say(
      slot,
      'part-out-of-place',
      { clause: 'discount', part: part ? textOf(slot, part) : written, because },
      part ?? node,
    );
    return [];
  }
  const on = discountBases(slot, phrase);
  if (on === undefined) return [];
  const over = slot.model.scopes[scope]?.over;
  const isLong = over?.kind === 'period' && over.period.unit !== 'day' && over.period.unit !== 'week';
  if (on.fees.length > 0 && !isLong) {
    refuse(slot, phrase, ['fee', 'all-fees', 'all'], 'what fees come to is known of a month or a longer period');
    return [];
  }
  const value = phrase.kind === 'open' ? openValue(slot, phrase) : turnoverSteps(slot, cell);
  if (value === undefined) return [];
  return [
    {
      kind: 'discount',
      question: question('discount', name ?? '', slot.model.scopes[scope]?.id),
      ...given('name', name),
      bases: on.bases,
      scope,
      onStart: on.onStart,
      fees: on.fees,
      value,
    },
  ];
}

function turnoverSteps(slot: Slot, { phrases }: ast.Cell): DiscountClause['value'] | undefined {
  const because = 'its steps are steps of what is paid';
  return ladder(slot, phrases, {
    unit: { kind: 'money' },
    because,
    step: (step) => {
      const phrase = withoutBases(step);
      if (isWord(slot, phrase, 'none')) return { kind: 'percent', percent: '0' } as const;
      if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
      const value = shareOff(slot, phrase.amount);
      return value?.kind === 'percent' && value.over === undefined
        ? ({ kind: 'percent', percent: value.percent } as const)
        : value && misfit(slot, phrase);
    },
  });
}

/** What is taken off may be written so: `-10%`. */
const off = ['-'] as const;

/** `10%`, `1/12`; `50/h` off what is paid for time, `20` off each event or each period of a fee. */
function discountValue(
  slot: Slot,
  phrase: Of<'amount-phrase'>,
  { bases, fees }: Named,
): DiscountClause['value'] | undefined {
  const { amount } = phrase;
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  if (found.of.kind === 'percent' && found.per === undefined) return shareOff(slot, amount);
  const subjects = bases.flatMap((index) => ({ index, info: slot.model.subjects[index] }));
  const ofUnits = subjects.find(({ info }) => info !== undefined && info.kind !== 'event');
  if (ofUnits?.info === undefined && amount.per === undefined) {
    const money = moneyOf(slot, amount, off);
    return money === undefined ? undefined : { kind: 'money', amount: money };
  }
  const { info, index } = ofUnits ?? subjects[0] ?? {};
  const others = subjects.filter((one) => JSON.stringify(one.info?.unit) !== JSON.stringify(info?.unit));
  const [other] = others;
  if (info === undefined || index === undefined) return misfit(slot, phrase);
  if (other !== undefined || fees.length > 0) {
    const because = `so much is taken off for each ${oneOf(info)} of \`${info.id}\`: what is taken off another price is a \`discount\` of its own`;
    refuseBase(slot, phrase, ({ what, name }) => (name?.text === other?.info?.id) === (what === 'subject'), because);
    return undefined;
  }
  return rateValue(slot, { ...phrase, tails: [] }, { index, info }, off);
}

function shareOff(slot: Slot, amount: ast.Amount): DiscountClause['value'] | undefined {
  const share = shareIn(slot, amount, off);
  if (share === undefined) return undefined;
  if (shareOf(share).compare(Rational.one) > 0) {
    say(slot, 'over-hundred', { written: textOf(slot, amount), clause: slot.head.written }, amount);
    return undefined;
  }
  return { kind: 'percent', ...share };
}
