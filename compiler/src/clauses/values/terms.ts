// Values of terms: how long it runs, when notice is due, what is paid late bears, how many units there must be.
import type * as ast from '@avtal/grammar';
import type {
  Bounds,
  CivilLength,
  Decimal,
  InterestClause,
  NoticeClause,
  PaymentClause,
  Period,
  RequireClause,
  TermClause,
  Unit,
} from '@avtal/runtime';
import { periodAtHome } from '../../names/suggest.ts';
import { given } from '../../optional.ts';
import { append, replace, say, textOf } from '../desk.ts';
import { becauseOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { tailOf, take, unitOf } from '../taken.ts';
import { noLadder, single } from './ladders.ts';
import { civilLength } from './lengths.ts';
import { inUnit, isWord, misfit, missing, type Of, openValue, type Phrase, percentOf, surplus } from './phrases.ts';
import { pointsOf, seriesOf } from './series.ts';

/** `3 months`, `30 days`; reports what is no length by the calendar, or less than `least`. */
export function lengthOf(
  slot: Slot,
  amount: ast.Amount,
  { wanted } = slot.head.kind,
  least = 1,
): CivilLength | undefined {
  const length = civilLength(amount, least);
  if (length !== undefined) return length;
  const guess = lengthAtHome(amount);
  say(
    slot,
    'not-a-value',
    { written: textOf(slot, amount), clause: slot.head.written, wanted, because: becauseOf(slot.head), guess },
    amount,
    { fixes: guess === undefined ? [] : [replace(slot, amount, guess)] },
  );
  return undefined;
}

/** `12 måneder` */
function lengthAtHome({ parts }: ast.Amount): string | undefined {
  const [part, ...others] = parts;
  const period = others.length === 0 ? periodAtHome(part?.unit?.text ?? '') : undefined;
  return part === undefined || period === undefined ? undefined : `${part.number.text} ${period}s`;
}

function monthsOf(slot: Slot, amount: ast.Amount): number | undefined {
  const length = lengthOf(slot, amount);
  if (length === undefined || length.unit === 'month') return length?.count;
  const wanted = 'a number of months (`12 months`)';
  say(
    slot,
    'not-a-value',
    { written: textOf(slot, amount), clause: slot.head.written, wanted, because: becauseOf(slot.head) },
    amount,
  );
  return undefined;
}

type Term = Extract<TermClause['value'], { readonly kind: 'term' }>;

/** `12 months`, `12 months, renews for 12 months`, `12 months, then without end`, `without end`. */
export function term(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const [first, second, ...rest] = cell.phrases;
  if (!isPerUnit(slot)) return [];
  surplus(slot, rest);
  const value = first === undefined ? missing(slot, cell) : termValue(slot, first, second);
  const asked = { kind: 'term', question: question('term', slot.head.unit?.info.id), ...unitOf(slot) } as const;
  return value === undefined ? [] : [{ ...asked, value }];
}

/** F9: of one unit, and of what its customer says. */
function isPerUnit(slot: Slot): boolean {
  const { node, clause, unit, name, parties } = slot.head;
  const isOfCustomer = parties === undefined || (name === undefined && parties.join() === 'customer');
  const wrong = node.parts.find((part) => part.kind === 'per' && (part.what.kind === 'period' || !isOfCustomer));
  if (wrong === undefined) return true;
  const because =
    unit === undefined || isOfCustomer
      ? `behind \`per\` stands a unit, where \`${clause}\` is about each of them`
      : 'it is the customer who gives back a unit: `notice customer per …`';
  say(slot, 'part-out-of-place', { clause, part: textOf(slot, wrong), because }, wrong);
  return false;
}

function termValue(slot: Slot, first: Phrase, second: Phrase | undefined): TermClause['value'] | undefined {
  if (first.kind === 'amount-phrase') {
    const months = monthsOf(slot, take(slot, first).amount);
    const after = second === undefined ? ({ kind: 'ends' } as const) : afterwards(slot, second);
    return months === undefined || after === undefined ? undefined : { kind: 'term', months, after };
  }
  if (second !== undefined) surplus(slot, [second]);
  if (first.kind === 'open') return openValue(slot, first);
  return isWord(slot, first, 'without end') ? { kind: 'without-end' } : misfit(slot, first);
}

function afterwards(slot: Slot, phrase: Phrase): Term['after'] | undefined {
  take(slot, phrase);
  if (phrase.kind === 'renews-for') {
    const months = monthsOf(slot, phrase.amount);
    return months === undefined ? undefined : { kind: 'renews', months };
  }
  const value = phrase.kind === 'then' ? phrase.value : phrase;
  return isWord(slot, value, 'without end') ? { kind: 'runs-on' } : misfit(slot, phrase);
}

export function notice(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { parties, name, unit } = slot.head;
  if (parties === undefined || !isPerUnit(slot)) return [];
  const phrase = single(slot, cell);
  const value = phrase && noticeValue(slot, phrase);
  if (value === undefined) return [];
  return parties.map((who) => ({
    ...({ kind: 'notice', question: question('notice', who, unit && `per ${unit.info.id}`, name), who } as const),
    ...given('name', name),
    ...unitOf(slot),
    value,
  }));
}

function noticeValue(slot: Slot, phrase: Phrase): NoticeClause['value'] | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  // `0 days`: at any time, or at any time to the end of a period.
  const found = lengthToEnd(slot, phrase);
  if (found === undefined) return undefined;
  const { length, period } = found;
  if (period !== undefined) return { kind: 'notice', length, ends: { kind: 'period', period } };
  const kind = tailOf(slot, phrase, 'before-end') === undefined ? 'any-day' : 'term';
  return { kind: 'notice', length, ends: { kind } };
}

/** `30 days`, `30 days to end of month`. */
function lengthToEnd(
  slot: Slot,
  phrase: Of<'amount-phrase'>,
): { readonly length: CivilLength; readonly period: Period | undefined } | undefined {
  const length = lengthOf(slot, phrase.amount, slot.head.kind, 0);
  const to = tailOf(slot, phrase, 'to-end-of');
  const period = to && slot.model.period(to.period, slot.place);
  return length === undefined || (to !== undefined && period === undefined) ? undefined : { length, period };
}

export function payment(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const [first, second, ...rest] = cell.phrases;
  if (!noLadder(slot, cell)) return [];
  surplus(slot, rest);
  const value = first === undefined ? missing(slot, cell) : paymentValue(slot, first, second);
  return value === undefined ? [] : [{ kind: 'payment', question: question('payment'), value }];
}

function paymentValue(slot: Slot, phrase: Phrase, second: Phrase | undefined): PaymentClause['value'] | undefined {
  take(slot, phrase);
  if (phrase.kind !== 'amount-phrase') {
    if (second !== undefined) surplus(slot, [second]);
    if (phrase.kind === 'see') return { kind: 'see', document: phrase.document.text };
    return phrase.kind === 'open' ? openValue(slot, phrase) : misfit(slot, phrase);
  }
  // `0 days`: on the day of the invoice, or to the end of its period.
  const found = lengthToEnd(slot, phrase);
  const from = tailOf(slot, phrase, 'from-end-of');
  const fromEndOf = from && slot.model.period(from.period, slot.place);
  const early = second && earlyOf(slot, second);
  const isBroken = (from !== undefined && fromEndOf === undefined) || (second !== undefined && early === undefined);
  if (found === undefined || isBroken) return undefined;
  const { length, period } = found;
  return {
    kind: 'payment',
    length,
    ...given('toEndOf', period),
    ...given('fromEndOf', fromEndOf),
    ...given('early', early),
  };
}

/** `discount 2% if paid within 8 days`. */
function earlyOf(slot: Slot, phrase: Phrase): { readonly percent: Decimal; readonly within: CivilLength } | undefined {
  if (phrase.kind !== 'paid-early') return misfit(slot, phrase);
  take(slot, phrase);
  const percent = percentOf(slot, phrase.share);
  const within = lengthOf(slot, phrase.within, slot.head.kind, 0);
  return percent === undefined || within === undefined ? undefined : { percent, within };
}

export function interest(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const [first, ...rest] = cell.phrases;
  if (!noLadder(slot, cell)) return [];
  const value = first === undefined ? missing(slot, cell) : interestValue(slot, first, rest);
  return value === undefined ? [] : [{ kind: 'interest', question: question('interest'), value }];
}

function interestValue(slot: Slot, phrase: Phrase, rest: readonly Phrase[]): InterestClause['value'] | undefined {
  if (phrase.kind === 'index-of' || (phrase.kind === 'named-value' && phrase.tails.length === 0))
    return baseRate(slot, phrase, rest);
  surplus(slot, rest);
  take(slot, phrase);
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (phrase.kind === 'see') return { kind: 'see', document: phrase.document.text };
  return phrase.kind === 'amount-phrase' ? yearly(slot, phrase) : misfit(slot, phrase);
}

/** `ECB +8%`, `ECB +8% per year, at least 9%`, `late-rate`: what others publish, which is a rate for a year. */
function baseRate(
  slot: Slot,
  phrase: Of<'index-of'> | Of<'named-value'>,
  rest: readonly Phrase[],
): InterestClause['value'] | undefined {
  const bounds = boundsOf(slot, rest, { kind: 'percent' }, 'interest is a percentage');
  if (phrase.kind === 'named-value') {
    const { series } = seriesOf(slot, take(slot, phrase).name);
    return bounds && { kind: 'base-rate', series, ...bounds };
  }
  if (phrase.share !== undefined || phrase.month !== undefined) return misfit(slot, phrase);
  const period = tailOf(slot, take(slot, phrase), 'per-period')?.period;
  if (period !== undefined && (period.unit !== 'year' || period.basis !== undefined || period.count !== undefined))
    return misfit(slot, phrase);
  const plus = phrase.plus && pointsOf(slot, phrase.plus);
  const { series } = seriesOf(slot, phrase.series);
  if (bounds === undefined || (phrase.plus !== undefined && plus === undefined)) return undefined;
  return { kind: 'base-rate', series, ...given('plus', plus), ...bounds };
}

/** `12% per year`: without a period nobody knows how much it is. */
function yearly(slot: Slot, phrase: Of<'amount-phrase'>): InterestClause['value'] | undefined {
  const percent = inUnit(slot, phrase.amount, { kind: 'percent' }, 'interest is a percentage');
  const { basis, count, unit } = tailOf(slot, phrase, 'per-period')?.period ?? {};
  if (percent === undefined) return undefined;
  if (basis === undefined && count === undefined && (unit === 'month' || unit === 'year'))
    return { kind: 'interest', percent, per: unit };
  const fixes = ['per year', 'per month'].map((per) => append(slot, phrase.amount, ` ${per}`));
  const { wanted } = slot.head.kind;
  const params = { written: textOf(slot, phrase), clause: slot.head.written, wanted, because: becauseOf(slot.head) };
  say(slot, 'not-a-value', params, phrase, { fixes: unit === undefined ? fixes : [] });
  return undefined;
}

/** `at least 1`, `at most 10`, or both. */
export function require(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const [subject] = slot.head.subjects;
  const { unit: per } = slot.head;
  if (subject === undefined || !noLadder(slot, cell)) return [];
  const value = required(slot, cell);
  if (value === undefined) return [];
  const asked = question('require', subject.info.id, per?.info.id);
  const unit = { unit: subject.index, ...given('per', unitOf(slot).unit) };
  return [{ kind: 'require', question: asked, ...unit, value }];
}

function required(slot: Slot, cell: ast.Cell): RequireClause['value'] | undefined {
  const [first, ...rest] = cell.phrases;
  if (first === undefined) return missing(slot, cell);
  if (first.kind === 'open') {
    surplus(slot, rest);
    return openValue(slot, first);
  }
  const bounds = boundsOf(slot, cell.phrases, { kind: 'count' }, 'units are counted');
  return bounds && { kind: 'limit', ...bounds };
}

/** `at least 1`, `at most 10`. */
function boundsOf(slot: Slot, phrases: readonly Phrase[], unit: Unit, because: string): Bounds | undefined {
  const found: { atLeast?: string; atMost?: string } = {};
  for (const phrase of phrases) {
    if (phrase.kind !== 'at-least' && phrase.kind !== 'at-most') return misfit(slot, phrase);
    take(slot, phrase);
    const amount = inUnit(slot, phrase.amount, unit, because);
    if (amount === undefined) return undefined;
    const bound = phrase.kind === 'at-least' ? 'atLeast' : 'atMost';
    if (found[bound] !== undefined) surplus(slot, [phrase]);
    found[bound] = amount;
  }
  return found;
}
