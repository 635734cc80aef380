// Values of fees, and shares of fees.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { MoneyValue, PercentOfFee, WordValue } from '@avtal/runtime';
import { periodAtHome } from '../../names/suggest.ts';
import { given } from '../../optional.ts';
import { append, replace, type Spanned, say, sayNoClause, textOf } from '../desk.ts';
import { headFixes } from '../heads.ts';
import { question } from '../ids.ts';
import { feeName } from '../named.ts';
import type { Answer, Naming, Slot } from '../slot.ts';
import { periodOf, seen, tailOf, take, unitOf } from '../taken.ts';
import { boundUnit, isLadder, ladder, single, stepOf } from './ladders.ts';
import { civilLength } from './lengths.ts';
import { boundsOf, moneyOrWord, numberOf, shareOfPrice } from './money.ts';
import { misfit, missing, type Of, openValue, type Phrase, shareIn, surplus } from './phrases.ts';
import { refer } from './referring.ts';

export function fee(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { head } = slot;
  const unit = unitOf(slot);
  const period = periodOf(slot);
  if (period === undefined && !head.says.has('once') && !saysPeriod(head.node)) {
    // `per måned`: the name that nothing bears was reported. `98/month`: the unit that is none is.
    if (head.node.parts.some(({ kind }) => kind === 'per') && unit.unit === undefined) return [];
    const perPeriod = cell.phrases.filter(isPerPeriod);
    for (const phrase of perPeriod) moneyOrWord(slot, take(slot, phrase));
    if (perPeriod.length > 0) return [];
    const readings = ['per month', 'per contract year', 'once'];
    say(slot, 'period-missing', { clause: head.written }, head.node, {
      fixes: headFixes(slot, head.node, readings),
    });
    return [];
  }
  if (saysPeriod(head.node) && period === undefined) return [];
  const name = feeName(head.node);
  const base = {
    kind: 'fee',
    question: question('fee', name),
    ...given('name', name),
    ...given('period', period),
    ...unit,
    ...(head.counts === undefined ? {} : { by: head.counts.index }),
    inAdvance: head.inAdvance,
  } as const;
  const bounds = boundsOf(slot, cell.phrases);
  const values = cell.phrases.filter((phrase) => phrase.kind !== 'at-least' && phrase.kind !== 'at-most');
  if (isLadder(cell)) {
    const bounded = boundUnit(
      slot,
      unit.unit === undefined && head.counts === undefined ? undefined : { kind: 'count' },
    );
    // One price for all of them is of the step that is reached.
    const mode = head.counts === undefined ? {} : ({ mode: 'whole' } as const);
    const step = stepOf(slot, (phrase) => moneyOrWord(slot, phrase));
    const steps = { step, ofFirst: shareOfPrice };
    const value = bounded && ladder<MoneyValue | WordValue>(slot, values, { ...bounded, ...mode, ...steps });
    return value === undefined ? [] : [{ ...base, value: { ...value, ...bounds } }];
  }
  const [first, ...rest] = values;
  surplus(slot, rest);
  const value = first === undefined ? missing(slot, cell) : feeValue(slot, take(slot, first));
  return value === undefined ? [] : [{ ...base, value: { ...value, ...bounds } }];
}

const isPerPeriod = (phrase: Phrase): boolean =>
  phrase.kind === 'amount-phrase' && periodAtHome(phrase.amount.per?.unit?.text ?? '') !== undefined;

const saysPeriod = (head: ast.Head): boolean =>
  head.parts.some((part) => part.kind === 'per' && part.what.kind === 'period');

type FeeValue = Extract<Answer, { kind: 'fee' }>['value'];

function feeValue(slot: Slot, phrase: Phrase): FeeValue | undefined {
  if (phrase.kind !== 'amount-phrase') return moneyOrWord(slot, phrase);
  const share = tailOf(slot, phrase, 'of-clause');
  if (share === undefined) {
    const { per } = phrase.amount;
    const period = seen(phrase, 'per-period');
    if (per !== undefined) return feePer(slot, phrase, per.unit.text);
    if (period !== undefined) return feePer(slot, phrase, textOf(slot, period.period));
    return moneyOrWord(slot, phrase);
  }
  return shareOfFees(slot, phrase.amount, share);
}

/** `25% of fee server and fee user`. */
export function shareOfFees(
  slot: Slot,
  amount: ast.Amount,
  share: Extract<ast.Tail, { kind: 'of-clause' }>,
): PercentOfFee | undefined {
  const found = shareIn(slot, amount);
  const fees = share.clauses.map((clause) => feeOf(slot, take(slot, clause)));
  if (found === undefined || fees.includes(undefined)) return undefined;
  // `fee` without a name is every recurring fee, whatever else is named.
  const named = fees.every((one) => one?.name !== undefined);
  const names = fees.flatMap((one) => one?.name ?? []);
  const months = monthsOf(slot, share.clauses, names);
  const monthsBy = monthsByOf(slot, share.clauses, names);
  return {
    kind: 'percent-of-fee',
    ...found,
    fees: named ? [...new Set(names)] : [],
    ...given('months', months),
    ...given('monthsBy', monthsBy),
  };
}

/** `by remaining` behind the last of them, in a price: so many months as the fact says. */
function monthsByOf(slot: Slot, clauses: readonly ast.ClauseReference[], names: readonly string[]): string | undefined {
  const times = clauses.at(-1)?.times;
  const recur = names.every((name) => slot.shared.fees.get(name)?.recurs === true);
  if (times === undefined || !recur || slot.head.clause !== 'price') return undefined;
  take(slot, times);
  const number = slot.model.number(times, slot.place);
  if (number === undefined || number.unit.kind === 'count') return number?.id;
  const because = 'it says how many months of the fee are meant';
  const params = { written: times.text, found: 'a number of something else', wanted: 'a number in pieces', because };
  say(slot, 'wrong-unit', params, times);
  return undefined;
}

/** `for 6 months` behind the last of them: what recurs has months, and a fee that recurs has periods of its own. */
function monthsOf(slot: Slot, clauses: readonly ast.ClauseReference[], names: readonly string[]): number | undefined {
  const { head, shared } = slot;
  const quantity = clauses.at(-1)?.quantity;
  const recur = names.every((name) => shared.fees.get(name)?.recurs === true);
  if (quantity === undefined || !recur || (head.clause === 'fee' && head.period !== undefined)) return undefined;
  const length = civilLength(quantity);
  if (length?.unit !== 'month') return undefined;
  take(slot, quantity);
  return length.count;
}

/** The fee that a percentage is of, all of them where it has no name; undefined when it was reported. */
function feeOf(slot: Slot, node: ast.ClauseReference): { readonly name: string | undefined } | undefined {
  const { clause, subject } = node;
  const name = subject?.text ?? (clause?.text === 'fee' || clause?.text === 'all fees' ? undefined : clause?.text);
  const { fees } = slot.shared;
  if (name === undefined) {
    const others = [...fees].filter(([, { recurs }]) => recurs).map(([other]) => other);
    return clause?.text === 'fee' && askWhichFees(slot, node, others) ? undefined : { name };
  }
  if (!isFee(slot, name, node)) return undefined;
  refer(slot, node, question('fee', name));
  const written = subject ?? clause;
  if (written !== undefined) slot.model.uses.use('fee', written, slot.place, { asks: 'fee' });
  return { name };
}

/** Whether there is a fee of that name; reported where there is none. */
export function isFee(slot: Naming, name: string, node: Spanned): boolean {
  const { fees } = slot.shared;
  if (fees.has(name)) return true;
  const known = [...fees.keys()].map((fee) => `fee ${fee}`);
  sayNoClause(slot, name, { written: `fee ${name}`, guess: closest(name, fees.keys()), known }, node);
  return false;
}

/** Whether `fee` may be the one without a name, or all of them: then that was reported. */
export function askWhichFees(slot: Naming, node: Spanned, others: readonly string[]): boolean {
  const [first, ...rest] = slot.shared.nameless;
  const [other] = others;
  if (first === undefined || other === undefined) return false;
  const free = ['base', 'main', 'general'].find((name) => !slot.shared.fees.has(name)) ?? 'own';
  const title = `Name the other \`fee ${free}\``;
  const named = [first, ...rest].flatMap((row) => append(row, row.node, ` ${free}`).edits);
  const one = { title, edits: [...named, ...replace(slot, node, `fee ${free}`).edits] };
  const params = { clause: slot.head.written, other };
  say(slot, 'which-fees', params, node, { fixes: [replace(slot, node, 'all fees'), one] });
  return true;
}

/** `98/vm`, `98 per month`: what it is per stands in the head. */
function feePer(slot: Slot, phrase: Of<'amount-phrase'>, unit: string): undefined {
  const number = numberOf(phrase.amount);
  const params = { written: textOf(slot, phrase), clause: slot.head.written, unit, number };
  const said = slot.head.node.parts.some((part) => part.kind === 'per' && textOf(slot, part.what) === unit);
  const edits = [replace(slot, phrase, number), ...(said ? [] : headFixes(slot, slot.head.node, [`per ${unit}`]))];
  const title = `Say \`per ${unit}\` in the head`;
  say(slot, 'fee-per', params, phrase, { fixes: [{ title, edits: edits.flatMap((fix) => fix.edits) }] });
  return undefined;
}

/** F10: `unused full months`, `50% of unused days`, `not at all`. */
export function refund(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { name, node } = slot.head;
  const [written] = node.subjects;
  if (name !== undefined && written !== undefined) {
    if (!isFee(slot, name, written)) return [];
    slot.model.uses.use('fee', written, slot.place, { asks: 'refund' });
  }
  const phrase = single(slot, cell);
  const value = phrase && refundValue(slot, phrase);
  return value === undefined
    ? []
    : [{ kind: 'refund', question: question('refund', name), ...given('name', name), value }];
}

type RefundValue = Extract<Answer, { kind: 'refund' }>['value'];

function refundValue(slot: Slot, phrase: Phrase): RefundValue | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (phrase.kind === 'word') {
    if (phrase.word === 'not at all') return { kind: 'not-at-all' };
    if (phrase.word === 'unused days') return { kind: 'refund', of: 'days', percent: '100' };
    if (phrase.word === 'unused full months') return { kind: 'refund', of: 'full-months', percent: '100' };
  }
  const unused = tailOf(slot, phrase, 'of-unused');
  if (phrase.kind !== 'amount-phrase' || unused === undefined) return misfit(slot, phrase);
  const share = shareIn(slot, phrase.amount);
  return share && { kind: 'refund', of: unused.what, ...share };
}
