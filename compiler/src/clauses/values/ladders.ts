// Ladders: an answer as a function of a quantity (`90/h up to 30 h, then 75/h`).
import type * as ast from '@avtal/grammar';
import { type Decimal, type LadderValue, Rational, type Unit } from '@avtal/runtime';
import { given } from '../../optional.ts';
import type { Fix } from '../../reporting/diagnostics.ts';
import { append, replace, say, textOf } from '../desk.ts';
import { headFixes, partOf } from '../heads.ts';
import type { Slot } from '../slot.ts';
import { seen, tailOf, take } from '../taken.ts';
import { inUnit, misfit, only, type Phrase, percentOf } from './phrases.ts';

type Bound = Extract<ast.Tail, { kind: 'up-to' | 'below' }>;

const boundOf = (phrase: Phrase): Bound | undefined => seen(phrase, 'up-to') ?? seen(phrase, 'below');

/** A phrase that is a step, by its bound or by `then`. */
export const isStep = (phrase: Phrase): boolean => phrase.kind === 'then' || boundOf(phrase) !== undefined;

export const isLadder = (cell: ast.Cell): boolean => cell.phrases.some(isStep);

/** The same value without the tail that made it a step. */
function withoutBound(phrase: Phrase): Phrase {
  if (!('tails' in phrase)) return phrase;
  return { ...phrase, tails: phrase.tails.filter((tail) => tail.kind !== 'up-to' && tail.kind !== 'below') };
}

export interface LadderRules<V> {
  /** What the bounds are counted in. */
  readonly unit: Unit;
  /** Why, for a bound in another unit. */
  readonly because: string;
  /** `each part` or `whole` where the head need not say it. */
  readonly mode?: 'part' | 'whole';
  readonly step: (value: Phrase) => V | undefined;
  /** Of steps that are prices: so much of the first one. */
  readonly ofFirst?: (first: V, percent: Decimal) => V | undefined;
}

/** Reads all phrases as steps; undefined when something was reported. */
export function ladder<V>(slot: Slot, phrases: readonly Phrase[], rules: LadderRules<V>): LadderValue<V> | undefined {
  const mode = modeOf(slot) ?? rules.mode;
  if (mode === undefined) {
    const fixes = headFixes(slot, slot.head.node, ['each part', 'whole']);
    say(slot, 'ladder-mode', { clause: slot.head.written }, phrases[0] ?? slot.head.node, { fixes });
  }
  const steps: LadderValue<V>['steps'][number][] = [];
  let sound = mode !== undefined;
  const bounds: Bounded[] = [];
  for (const [index, phrase] of phrases.entries()) {
    // `then` may stand before any step but the first, and must before the last.
    take(slot, phrase);
    const step = phrase.kind === 'then' && index > 0 ? take(slot, phrase.value) : phrase;
    const tail = boundOf(step);
    if (tail !== undefined) take(slot, tail);
    const isLast = index === phrases.length - 1;
    if (isLast ? tail !== undefined : tail === undefined) {
      reportStep(slot, phrase, tail);
      return undefined;
    }
    if (isLast && phrase.kind !== 'then') {
      if (phrase.kind !== 'broken') say(slot, 'ladder-step', { written: textOf(slot, phrase) }, phrase);
      return undefined;
    }
    const value = stepValue(slot, withoutBound(step), rules, steps[0]?.value);
    const amount = tail && inUnit(slot, tail.amount, rules.unit, rules.because);
    if (value === undefined || (tail !== undefined && amount === undefined)) sound = false;
    else if (tail === undefined || amount === undefined) steps.push({ value });
    else {
      const bound = Rational.of(amount);
      bounds.push({ bound, tail, step });
      steps.push({ to: { bound: amount, included: tail.kind === 'up-to' }, value });
    }
  }
  if (!rising(slot, bounds) || !sound || mode === undefined) return undefined;
  const by = slot.head.climbs?.id;
  return { kind: 'ladder', mode, ...given('by', by), steps };
}

/** The value of a step, which may be said by that of the first: `80% of first`. */
function stepValue<V>(slot: Slot, phrase: Phrase, rules: LadderRules<V>, first: V | undefined): V | undefined {
  if (phrase.kind !== 'amount-phrase' || rules.ofFirst === undefined || tailOf(slot, phrase, 'of-first') === undefined)
    return rules.step(phrase);
  const percent = percentOf(slot, phrase.amount);
  if (first === undefined || percent === undefined) return undefined;
  return rules.ofFirst(first, percent) ?? misfit(slot, phrase);
}

interface Bounded {
  readonly bound: Rational;
  readonly tail: Bound;
  readonly step: Phrase;
}

/** Reports bounds that do not rise; where all fall, once. */
function rising(slot: Slot, bounds: readonly Bounded[]): boolean {
  const falls = bounds.flatMap((one, index) => {
    const before = bounds[index - 1];
    return before !== undefined && reaches(before, one) ? [{ one, before }] : [];
  });
  const all = falls.length === bounds.length - 1;
  for (const { one, before } of all ? falls.slice(0, 1) : falls) {
    const params = { written: textOf(slot, one.tail.amount), before: textOf(slot, before.tail.amount) };
    say(slot, 'ladder-not-rising', params, one.tail, { fixes: all ? turnedRound(slot, bounds) : [] });
  }
  return falls.length === 0;
}

/** `5% below 99.9%, 10% below 99%`: the best first, as tables of credits have it. What is `up to` a bound may be a slip. */
function turnedRound(slot: Slot, bounds: readonly Bounded[]): readonly Fix[] {
  if (bounds.some(({ tail, step }) => tail.kind !== 'below' || seen(step, 'of-first') !== undefined)) return [];
  const edits = bounds.flatMap(({ step }, index) => {
    const other = bounds[bounds.length - 1 - index];
    return other === undefined || other.step === step ? [] : replace(slot, step, textOf(slot, other.step)).edits;
  });
  return [{ title: 'Turn them round, the lowest first', edits }];
}

/** `below 8` then `up to 8` leaves exactly 8 between them; anything else must rise. */
function reaches(before: { bound: Rational; tail: Bound }, after: { bound: Rational; tail: Bound }): boolean {
  const order = before.bound.compare(after.bound);
  return order > 0 || (order === 0 && !(before.tail.kind === 'below' && after.tail.kind === 'up-to'));
}

function reportStep(slot: Slot, phrase: Phrase, tail: Bound | undefined): void {
  if (phrase.kind === 'broken') return;
  if (tail === undefined) say(slot, 'ladder-step', { written: textOf(slot, phrase) }, phrase);
  else {
    const isCredit = slot.head.clause === 'credit';
    const last = isCredit ? ['then none'] : ['then on request', 'then not offered'];
    const fixes = last.map((text) => append(slot, phrase, `, ${text}`, `Add \`${text}\``));
    say(slot, 'ladder-open-ended', { bound: textOf(slot, tail.amount), last: last[0] ?? '' }, phrase, {
      fixes: slot.head.clause === 'approve' ? [] : fixes,
    });
  }
}

function modeOf(slot: Slot): 'part' | 'whole' | undefined {
  if (partOf(slot.head.node, 'whole') !== undefined) return 'whole';
  return partOf(slot.head.node, 'each-part') === undefined ? undefined : 'part';
}

/** Reports steps where a clause has one value. */
export function noLadder(slot: Slot, cell: ast.Cell): boolean {
  const step = cell.phrases.find(isStep);
  if (step === undefined) return true;
  say(slot, 'no-ladder', { written: textOf(slot, step), clause: slot.head.written }, step);
  return false;
}

/** The one phrase of a cell that has no steps; anything else is reported. */
export function single(slot: Slot, cell: ast.Cell): Phrase | undefined {
  return noLadder(slot, cell) ? only(slot, cell) : undefined;
}

/** The unit that bounds are in: that of the number in `by`, else of what the clause itself counts. */
export function boundUnit(slot: Slot, own: Unit | undefined): Pick<LadderRules<never>, 'unit' | 'because'> | undefined {
  const { climbs, written, node } = slot.head;
  if (climbs !== undefined) return { unit: climbs.unit, because: `\`${climbs.id}\` is counted in it` };
  if (own !== undefined) return { unit: own, because: `the steps of \`${written}\` are steps of what it counts` };
  const numbers = slot.model.numbers.map((number) => number.id);
  const fixes = headFixes(
    slot,
    node,
    numbers.map((id) => `by ${id}`),
  );
  say(slot, 'ladder-of-what', { clause: written, numbers }, node, { fixes });
  return undefined;
}

/** A step whose value is one phrase; anything else is reported. */
export const stepOf =
  <V>(slot: Slot, read: (phrase: Phrase) => V | undefined) =>
  (phrase: Phrase): V | undefined =>
    phrase.kind === 'then' ? misfit(slot, phrase) : read(phrase);
