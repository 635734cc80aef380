// What the values of all clauses share: single values, words, money, open values, and saying why something does not fit.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import { type Decimal, type OpenValue, Rational, type Unit, type WordValue } from '@avtal/runtime';
import type { MeasureDeclared } from '../../model.ts';
import { given } from '../../optional.ts';
import type { ParamsOf } from '../../reporting/diagnostics.ts';
import { decimal, type Measure, measure, measureWord, reportUnit } from '../amounts.ts';
import { type Desk, replace, say, textOf } from '../desk.ts';
import { becauseOf } from '../heads.ts';
import { kinds } from '../kinds.ts';
import type { Slot } from '../slot.ts';
import { take } from '../taken.ts';
import { rowFor } from './rows-for.ts';

export type Phrase = ast.Phrase;
export type Of<K extends Phrase['kind']> = Extract<Phrase, { kind: K }>;

/** Whether `none` is a blank cell of this clause: then the row says nothing for that column. */
export const mayBeBlank = (clause: ast.ClauseWord): boolean => kinds[clause].words.includes('none');

/** Why another value is due, as the words of a finding need it. */
const reason = (slot: Slot): Pick<ParamsOf<'value-missing'>, 'clause' | 'wanted' | 'because'> => ({
  clause: slot.head.written,
  wanted: slot.head.kind.wanted,
  because: becauseOf(slot.head),
});

/** Reports a phrase that is no value here. Always undefined, so that it can stand where a value would be returned. */
export function misfit(slot: Slot, phrase: Phrase): undefined {
  if (phrase.kind === 'broken') return undefined;
  const written = textOf(slot, phrase);
  if (phrase.kind === 'word' && phrase.word === 'none') {
    const choices = slot.head.kind.words;
    const fixes = choices.map((word) => replace(slot, phrase, word));
    say(slot, 'which-none', { clause: slot.head.written, words: choices }, phrase, { fixes });
    return undefined;
  }
  if (phrase.kind === 'amount-phrase') {
    const found = measure(phrase.amount, slot.model, slot.place);
    const { wanted, because } = reason(slot);
    const figure = textOf(slot, phrase.amount);
    const params = { written: figure, found: found === undefined ? '' : measureWord(found), wanted, because };
    if (found !== undefined) say(slot, 'wrong-unit', params, phrase.amount);
    return undefined;
  }
  const isName = phrase.kind === 'named-value';
  const atHome = isName || phrase.kind === 'word' ? wordAtHome(slot, written) : undefined;
  const guess = atHome ?? (isName ? closest(written, slot.head.kind.words) : undefined);
  const fixes = guess === undefined ? [] : [replace(slot, phrase, guess)];
  say(slot, 'not-a-value', { written, ...reason(slot), guess }, phrase, { fixes });
  return undefined;
}

/** What agreements write in other languages, or in short. */
const wordsAtHome = new Map(
  [
    ['included', 'free gratis kostenlos inkludert inkluderat inkluderet ingår inngår inbegrepen inbegriffen'],
    ['unlimited', 'ubegrenset ubegrænset obegränsad obegränsat onbeperkt unbegrenzt'],
    ['on request', 'forespørsel offert offerte anfrage aanvraag'],
    ['1 business day', 'NBD nbd'],
  ].flatMap(([word = '', written = '']) => written.split(' ').map((one): [string, string] => [one, word])),
);

/** The word, where it answers here. */
function wordAtHome({ head }: Slot, written: string): string | undefined {
  const word = wordsAtHome.get(written) ?? '';
  const isTime = word === '1 business day' && head.clause === 'target';
  return isTime || head.kind.words.some((one) => one === word) ? word : undefined;
}

/** Why a bound of a measure is due in its unit. */
export function measuredIn({ id, node }: MeasureDeclared): string {
  const instead = node.what?.kind === 'downtime' ? ' (what is a share of the time is `downtime in percent`)' : '';
  return `\`${id}\` is measured in it${instead}`;
}

export function missing(slot: Slot, node: { readonly span: ast.Span }): undefined {
  say(slot, 'value-missing', reason(slot), node);
  return undefined;
}

/** Reports all phrases as values too many. */
export function surplus(slot: Slot, phrases: readonly Phrase[]): void {
  if (areColumns(slot, phrases)) return;
  for (const phrase of phrases) {
    if (take(slot, phrase).kind === 'broken') continue;
    const params = { written: textOf(slot, phrase), clause: slot.head.written };
    say(slot, 'too-many-values', params, phrase, given('help', rowFor(slot, phrase)));
  }
}

/** `980, 1980, 2980`: as many bare figures as there are tiers were meant as columns; said once. */
function areColumns(slot: Slot, phrases: readonly Phrase[]): boolean {
  const [first] = phrases;
  const tiers = slot.model.dimensions.find(({ id }) => id === 'tier')?.values.length;
  const isFigure = (phrase: Phrase) => phrase.kind === 'amount-phrase' && phrase.tails.length === 0;
  if (first === undefined || phrases.length + 1 !== tiers || !phrases.every(isFigure)) return false;
  for (const phrase of phrases) take(slot, phrase);
  const commas = phrases.map(({ span }) => ({ span: { start: span.start - 2, end: span.start } }));
  const edits = commas.map((comma) => ({ ...slot.model.site(comma, slot.place), text: ' | ' }));
  const areCommas = commas.every((comma) => textOf(slot, comma) === ', ');
  const params = { written: textOf(slot, first), clause: slot.head.written };
  say(slot, 'too-many-values', params, first, { fixes: areCommas ? [{ title: 'Write `|` between them', edits }] : [] });
  return true;
}

/** The one phrase of a cell; more than one is reported. */
export function only(slot: Slot, cell: ast.Cell): Phrase | undefined {
  const [first, ...rest] = cell.phrases;
  surplus(slot, rest);
  return first === undefined ? missing(slot, cell) : take(slot, first);
}

export function openValue(slot: Slot, phrase: Of<'open'>): OpenValue {
  take(slot, phrase);
  if (phrase.name !== undefined) {
    slot.model.uses.declare('open', { name: phrase.name }, slot.place);
    if (!slot.shared.opens.has(phrase.name.text)) slot.shared.opens.set(phrase.name.text, slot);
  }
  return {
    kind: 'open',
    ...(phrase.name === undefined ? {} : { name: phrase.name.text }),
    ...(phrase.decider === undefined ? {} : { decider: phrase.decider.text }),
  };
}

/** Whether it is that word: then it is taken. */
export function isWord(slot: Slot, phrase: Phrase | undefined, word: ast.ValueWord): boolean {
  const is = phrase?.kind === 'word' && phrase.word === word;
  if (is) take(slot, phrase);
  return is;
}

/** Words that stand for money; undefined when the phrase is none of them (nothing is reported). */
export function wordValue(slot: Slot, phrase: Phrase): WordValue | undefined {
  switch (phrase.kind) {
    case 'open':
      return openValue(slot, phrase);
    case 'see':
      return { kind: 'see', document: phrase.document.text };
    case 'at-cost': {
      const markup = phrase.markup && percentOf(slot, phrase.markup, ['+']);
      return markup === undefined ? { kind: 'at-cost' } : { kind: 'at-cost', markup };
    }
    case 'word':
      if (phrase.word === 'included') return { kind: 'included' };
      if (phrase.word === 'not offered') return { kind: 'not-offered' };
      if (phrase.word === 'on request') return { kind: 'on-request' };
      return undefined;
    default:
      return undefined;
  }
}

export const measured = (slot: Slot, amount: ast.Amount): Measure | undefined =>
  measure(amount, slot.model, slot.place);

/** A percentage (`25%`), reported when it is something else. */
export function percentOf(slot: Slot, amount: ast.Amount, signs: readonly string[] = []): Decimal | undefined {
  return inUnit(slot, amount, { kind: 'percent' }, 'it is a share of something', signs);
}

/** `25%`, `1/30`: a fraction stays one, since it is no percentage that could be written out. */
export function shareIn(
  slot: Slot,
  amount: ast.Amount,
  signs: readonly string[] = [],
): { readonly percent: Decimal; readonly over?: Decimal } | undefined {
  const percent = percentOf(slot, amount, signs);
  const [part] = amount.parts;
  if (percent === undefined || part?.over === undefined) return percent === undefined ? undefined : { percent };
  return { percent: decimal(Rational.of(part.number.text).times(Rational.of(100))), over: part.over.text };
}

/** A sum of money; reported when it is something else, or when it names the currency again. */
export function moneyOf(slot: Slot, amount: ast.Amount, signs: readonly string[] = []): Decimal | undefined {
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  if (found.of.kind === 'money') {
    const number = amountNumber(amount);
    const params = { written: textOf(slot, amount), number, currency: slot.model.settings.currency };
    say(slot, 'currency-said', params, amount, { fixes: [replace(slot, amount, number)] });
    return undefined;
  }
  return inUnit(slot, amount, { kind: 'money' }, becauseOf(slot.head), signs);
}

/** `595` of `595 kr`, with its sign. */
const amountNumber = (amount: ast.Amount): string =>
  `${amount.sign ?? ''}${amount.parts.map((part) => part.number.text).join(' ')}${amount.per === undefined ? '' : `/${amount.per.unit.text}`}`;

/** The amount in base units of `unit`; reported when it is of another kind. A sign is only taken where it is listed. */
export function inUnit(
  slot: Slot,
  amount: ast.Amount,
  unit: Unit,
  because: string,
  signs: readonly string[] = [],
): Decimal | undefined {
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  const signed = found.sign !== undefined && !signs.includes(found.sign);
  if (!signed && found.per === undefined && fitsUnit(found, unit)) return decimal(found.value);
  reportUnit(unit, amount, found, because, slot.model, slot.place);
  return undefined;
}

function fitsUnit(found: Measure, unit: Unit): boolean {
  switch (unit.kind) {
    case 'time':
    case 'percent':
      return found.of.kind === unit.kind;
    case 'count':
      return found.of.kind === 'bare' || found.of.kind === 'count';
    case 'money':
      return found.of.kind === 'bare';
    case 'other':
      return found.of.kind === 'other' && found.of.name === unit.name;
  }
}

/** A whole number as JavaScript has it; a fraction is reported. */
export function whole(desk: Desk, value: Rational, node: { readonly span: ast.Span }): number | undefined {
  const number = value.toInteger();
  if (number === undefined) say(desk, 'not-whole', { written: textOf(desk, node) }, node);
  return number;
}

/** A price is a share of what has a price for each use. */
export function sayNoPrice(slot: Slot, clause: ast.ClauseReference): void {
  const written = textOf(slot, clause);
  if (clause.clause?.text !== 'fee') {
    say(slot, 'unknown-clause', { written, known: [...slot.shared.priced] }, clause);
    return;
  }
  const because = 'a fee is charged for a time; what is a share of it can be a `fee` itself';
  const wanted = 'a share of a price or a rate';
  say(slot, 'not-a-value', { written, clause: slot.head.written, wanted, because }, clause);
}
