// Values of credits: money, a percentage of fees, so much for each step, bands of what is measured; and their caps.
import type * as ast from '@avtal/grammar';
import type { CapClause, CreditAmount, CreditClause, CreditValue, Unit } from '@avtal/runtime';
import { Rational } from '@avtal/runtime';
import { periodName } from '../../names/periods.ts';
import { given } from '../../optional.ts';
import { replace, say, textOf } from '../desk.ts';
import { becauseOf, headFixes, isForEachOutage, partOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { periodOf, tailOf, take, unitOf } from '../taken.ts';
import { shareOfFees } from './fees.ts';
import { isStep, ladder, noLadder, stepOf } from './ladders.ts';
import { inUnit, isWord, measuredIn, misfit, missing, moneyOf, openValue, type Phrase, surplus } from './phrases.ts';

export function credit(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { measure, target, it } = slot.head;
  const of: CreditClause['of'] | undefined =
    measure !== undefined
      ? { kind: 'measure', measure: measure.index }
      : target && { kind: 'target', target: target.index };
  if (of === undefined || !isEachRight(slot) || !isPerUnit(slot)) return [];
  const rest = cell.phrases.filter((phrase) => !isBound(phrase));
  const { bounds, isSound } = boundsOf(slot, cell);
  const value = creditOf(slot, cell, rest);
  const each = isForEachOutage(slot.head.node) ? 'outage' : undefined;
  if (value === undefined || !isSound) return [];
  return [
    {
      kind: 'credit',
      // What each outage gives is another question than what the period gives.
      question: question('credit', it, each),
      name: it,
      of,
      ...(each === undefined ? {} : { each }),
      ...unitOf(slot),
      value,
      ...given('plus', bounds.get('plus')),
      ...given('atLeast', bounds.get('at-least')),
      ...given('atMost', bounds.get('at-most')),
    },
  ];
}

type Bound = Extract<Phrase, { readonly amount: ast.Amount; readonly tails: readonly ast.Tail[] }> & {
  readonly kind: 'at-least' | 'at-most' | 'plus';
};
const isBound = (phrase: Phrase): phrase is Bound =>
  phrase.kind === 'at-least' || phrase.kind === 'at-most' || phrase.kind === 'plus';

/** `plus 10% of fee, at least 10, at most 50% of fee`; unsound where something of it was reported. */
function boundsOf(slot: Slot, cell: ast.Cell) {
  const bounds = new Map<Bound['kind'], CreditAmount>();
  const said = cell.phrases.filter(isBound);
  for (const phrase of said) {
    const amount = amountOf(slot, take(slot, phrase).amount, phrase);
    if (bounds.has(phrase.kind)) say(slot, 'said-twice', { written: textOf(slot, phrase) }, phrase);
    else if (amount !== undefined) bounds.set(phrase.kind, amount);
  }
  const [least, most] = [bounds.get('at-least'), bounds.get('at-most')];
  const isCrossed =
    least?.kind === 'money' &&
    most?.kind === 'money' &&
    Rational.of(least.amount).compare(Rational.of(most.amount)) > 0;
  if (isCrossed) say(slot, 'limits-crossed', { least: least.amount, most: most.amount }, cell);
  return { bounds, isSound: bounds.size === said.length && !isCrossed };
}

/** `each ticket` may be said of a target, `each outage` of what is measured by outages. */
function isEachRight(slot: Slot): boolean {
  const { head, model } = slot;
  const each = partOf(head.node, 'each');
  if (each === undefined) return true;
  const scope = head.scope === undefined ? undefined : model.scopes[head.scope]?.id;
  const isOfOutages = isForEachOutage(head.node);
  const what = head.measure?.info.node.what?.kind;
  if (head.target !== undefined ? scope === 'ticket' : isOfOutages && what !== 'share' && what !== 'number')
    return true;
  const because =
    head.target !== undefined
      ? 'a target is one of each ticket'
      : isOfOutages
        ? `\`${head.it}\` is not measured by outages`
        : 'a measure is asked once for each of its periods';
  say(slot, 'part-out-of-place', { clause: head.written, part: textOf(slot, each), because }, each);
  return false;
}

/** `per amp` counts units; how often there is a credit is said by what is measured. */
function isPerUnit(slot: Slot): boolean {
  const { head } = slot;
  const part = head.node.parts.find((one) => one.kind === 'per' && one.what.kind === 'period');
  if (part === undefined) return true;
  const because =
    head.target === undefined ? `\`${head.it}\` has periods of its own` : 'it is given for each ticket that missed';
  say(slot, 'part-out-of-place', { clause: head.written, part: textOf(slot, part), because }, part);
  return false;
}

/** What steps climb: the measure, or how long an outage was, or by how much the target was missed. */
const climbed = ({ head }: Slot): Unit =>
  isForEachOutage(head.node) ? { kind: 'time' } : (head.measure?.info.unit ?? { kind: 'time' });

function creditOf(slot: Slot, cell: ast.Cell, phrases: readonly Phrase[]): CreditClause['value'] | undefined {
  if (phrases.some(isStep)) {
    const { measure, it } = slot.head;
    const because = isForEachOutage(slot.head.node)
      ? 'the steps are steps of how long each outage is'
      : measure === undefined
        ? `by so much \`${it}\` was missed`
        : measuredIn(measure.info);
    const step = stepOf(slot, (phrase) => stepValue(slot, phrase));
    return ladder(slot, phrases, { unit: climbed(slot), because, mode: 'whole', step });
  }
  const [first, ...others] = phrases;
  surplus(slot, others);
  return first === undefined ? missing(slot, cell) : stepValue(slot, take(slot, first));
}

function stepValue(slot: Slot, phrase: Phrase): CreditValue | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (isWord(slot, phrase, 'none')) return { kind: 'none' };
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const { per: every, ...amount } = phrase.amount;
  const each = amountOf(slot, amount, phrase);
  const per = tailOf(slot, phrase, 'per-step') ?? (every && stepOfAmount(every));
  if (per === undefined || each === undefined) return each;
  const step = inUnit(slot, per.amount, climbed(slot), becauseOf(slot.head));
  return step === undefined ? undefined : { kind: 'per-step', each, step, rounding: per.rounding };
}

/** `500 per 1 h` is read as one amount. */
function stepOfAmount({ number, unit, span }: NonNullable<ast.Amount['per']>) {
  const one = { kind: 'number', text: '1', span } as const;
  const amount: ast.Amount = { kind: 'amount', parts: [{ number: number ?? one, unit }], span };
  return { rounding: 'exact', amount } as const;
}

/** Money, or a percentage of fees. */
function amountOf(slot: Slot, amount: ast.Amount, phrase: Phrase): CreditAmount | undefined {
  const share = tailOf(slot, phrase, 'of-clause');
  if (share !== undefined) return shareOfFees(slot, amount, share);
  if (amount.parts[0]?.unit?.text === '%') return askOfWhat(slot, amount);
  const money = moneyOf(slot, amount);
  return money === undefined ? undefined : { kind: 'money', amount: money };
}

/** `10%`: what is given back is a percentage of a fee. */
function askOfWhat(slot: Slot, amount: ast.Amount): undefined {
  const written = textOf(slot, amount);
  const fees = [...slot.shared.fees].flatMap(([name, { recurs }]) => (recurs ? [`${written} of fee ${name}`] : []));
  const wanted = 'money, or a percentage of a fee,';
  const params = { written, found: 'a percentage', wanted, because: becauseOf(slot.head) };
  say(slot, 'wrong-unit', params, amount, { fixes: fees.slice(0, 3).map((text) => replace(slot, amount, text)) });
  return undefined;
}

/** `limit credits per month: none below 25, at most 50% of fee`, `limit credits per month per server: …`. */
export function cap(slot: Slot, all: ast.Cell): readonly Answer[] {
  const { head } = slot;
  const threshold = all.phrases.find(isThreshold);
  const cell = { ...all, phrases: all.phrases.filter((phrase) => phrase !== threshold) };
  if (!noLadder(slot, cell)) return [];
  const from = threshold && thresholdOf(slot, threshold);
  if (threshold !== undefined && from === undefined) return [];
  const values = [
    ...(from === undefined ? [] : [{ side: 'threshold', value: from } as const]),
    ...(threshold !== undefined && cell.phrases.length === 0 ? [] : capValues(slot, cell)),
  ];
  const period = periodOf(slot);
  if (period === undefined) {
    const because = 'credits are limited for each month, quarter or year';
    say(slot, 'scope-missing', { clause: head.written, because }, head.node, {
      fixes: headFixes(slot, head.node, ['per month', 'per contract year']),
    });
    return [];
  }
  return values.map(({ side, value }) => ({
    kind: 'cap',
    question: question(
      'cap',
      periodName(period),
      head.unit && `per ${head.unit.info.id}`,
      side === 'most' ? undefined : side,
    ),
    period,
    side,
    ...unitOf(slot),
    value,
  }));
}

/** `none below 50`: what comes to less is not given. */
function isThreshold(phrase: Phrase): phrase is Threshold {
  return phrase.kind === 'word' && phrase.word === 'none' && phrase.tails[0]?.kind === 'below';
}
type Threshold = Extract<Phrase, { readonly kind: 'word' }>;

function thresholdOf(slot: Slot, phrase: Threshold): CreditAmount | undefined {
  const [below] = take(slot, phrase).tails;
  const amount = below?.kind === 'below' ? moneyOf(slot, take(slot, below).amount) : undefined;
  return amount === undefined ? undefined : { kind: 'money', amount };
}

/** The least and the most are two questions, as of any limit. */
function capValues(slot: Slot, cell: ast.Cell): Pick<CapClause, 'side' | 'value'>[] {
  const [first, second] = cell.phrases;
  if (first?.kind === 'open' && second === undefined) return [{ side: 'most', value: openValue(slot, first) }];
  const strange = cell.phrases.filter((phrase) => !isBound(phrase) || phrase.kind === 'plus');
  for (const phrase of strange) misfit(slot, phrase);
  const { bounds, isSound } = boundsOf(slot, cell);
  if (strange.length > 0 || !isSound) return [];
  if (first === undefined) missing(slot, cell);
  return [...bounds].map(([kind, value]) => ({ side: kind === 'at-least' ? 'least' : 'most', value }));
}
