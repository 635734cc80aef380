// Values of allowances, draws and counting rules.
import type * as ast from '@avtal/grammar';
import {
  type BoughtLot,
  type CountClause,
  type CountRule,
  type Decimal,
  type IncludeClause,
  type LadderValue,
  Rational,
  type Subject,
} from '@avtal/runtime';
import type { Indexed } from '../../model.ts';
import { given } from '../../optional.ts';
import { append, replace, type Spanned, say, textOf } from '../desk.ts';
import { becauseOf, headFixes, partOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { periodOf, tailOf, take, unitOf } from '../taken.ts';
import { boundUnit, isLadder, ladder, noLadder, single, stepOf } from './ladders.ts';
import { inUnit, isWord, misfit, missing, openValue, type Phrase, surplus, wordValue } from './phrases.ts';
import { lengthOf } from './terms.ts';

/** The amount in the unit in which the subject is counted. */
export const quantity = (slot: Slot, amount: ast.Amount, subject: Indexed<Subject>): Decimal | undefined =>
  inUnit(slot, amount, subject.info.unit, becauseOf(slot.head));

export function include(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  const { unit, event, node, written, says } = slot.head;
  const said = node.parts.some((part) => part.kind === 'per' && part.what.kind === 'period');
  const each = partOf(node, 'each');
  if (said && each !== undefined) {
    const because = 'what a period contains and what is bought are rows of their own';
    say(slot, 'part-out-of-place', { clause: written, part: textOf(slot, each), because }, each);
    return [];
  }
  if (says.has('each')) return bought(slot, cell, subject, event);
  const rolling = partOf(node, 'in-any');
  if (rolling !== undefined) return comingBack(slot, cell, subject, rolling);
  const period = periodOf(slot);
  const per = unitOf(slot);
  const isReported = node.parts.some(({ kind }) => kind === 'per') && per.unit === undefined;
  if (period === undefined && !said && !isReported) {
    const fixes = headFixes(slot, node, ['per month', 'per 12 months']);
    say(slot, 'period-missing', { clause: written }, node, { fixes });
  }
  const phrase = single(slot, cell);
  const value = phrase && subject && includeValue(slot, phrase, subject);
  if (value === undefined || subject === undefined || period === undefined) return [];
  const { name, ...pool } = poolNamed(slot, subject);
  const base = { kind: 'include', ...pool, period, value } as const;
  return [{ ...base, ...per, question: question('include', name, unit?.info.id) }];
}

/** A17: `include work in any 30 days: 10 h`. */
function comingBack(
  slot: Slot,
  cell: ast.Cell,
  subject: Indexed<Subject> | undefined,
  part: Extract<ast.HeadPart, { kind: 'in-any' }>,
): readonly Answer[] {
  const { node, written } = slot.head;
  const per = partOf(node, 'per');
  if (per !== undefined) {
    const because = 'what comes back day by day is one allowance of the order';
    // A period is a second one, which was reported.
    if (per.what.kind === 'name')
      say(slot, 'part-out-of-place', { clause: written, part: textOf(slot, per), because }, per);
    return [];
  }
  const length = lengthOf(slot, part.length, { ...slot.head.kind, wanted: 'a number of days (`30 days`)' });
  if (length !== undefined && length.unit !== 'day') {
    const because = 'what comes back does so after a number of days (`in any 30 days`)';
    say(slot, 'part-out-of-place', { clause: written, part: textOf(slot, part), because }, part);
    return [];
  }
  const phrase = single(slot, cell);
  const value = phrase && subject && includeValue(slot, phrase, subject);
  if (value === undefined || subject === undefined || length === undefined) return [];
  const { name, ...pool } = poolNamed(slot, subject);
  const asked = question('include', name, `any ${length.count} days`);
  return [{ kind: 'include', question: asked, ...pool, rolling: length.count, value }];
}

/** A14: what draws on it; the same whatever is named first. */
function poolNamed({ head: { subjects } }: Slot, { index, info }: Indexed<Subject>) {
  const also = [...new Set(subjects.map((one) => one.index))].filter((one) => one !== index);
  if (also.length === 0) return { name: info.id, subject: index };
  const name = subjects.map((one) => one.info.id).toSorted();
  return { name: [...new Set(name)].join('+'), subject: index, also };
}

/** `10 h`, `10 h, valid 12 months`, `10 h, valid 12 months from first use`, `10 h, valid until 31 Dec`. */
function bought(
  slot: Slot,
  cell: ast.Cell,
  subject: Indexed<Subject> | undefined,
  event: Indexed<Subject> | undefined,
): readonly Answer[] {
  if (!noLadder(slot, cell)) return [];
  const [first, second, ...rest] = cell.phrases;
  surplus(slot, rest);
  const value = first === undefined ? missing(slot, cell) : subject && includeValue(slot, take(slot, first), subject);
  const valid = second === undefined ? {} : validity(slot, second);
  if (value === undefined || valid === undefined || subject === undefined || event === undefined) return [];
  const { name, ...pool } = poolNamed(slot, subject);
  const asked = question('include', name, event.info.id);
  return [{ kind: 'include', question: asked, ...pool, lot: { event: event.index, ...valid }, value }];
}

function validity(slot: Slot, phrase: Phrase): Pick<BoughtLot, 'valid'> | undefined {
  if (phrase.kind === 'valid-until') {
    const { day, toEndOf: end } = take(slot, phrase);
    if (day !== undefined) return { valid: { until: { month: day.month, day: day.day }, from: 'purchase' } };
    const toEndOf = end && slot.model.period(end, slot.place);
    return toEndOf && { valid: { toEndOf, from: 'purchase' } };
  }
  if (phrase.kind !== 'valid') {
    surplus(slot, [phrase]);
    return undefined;
  }
  take(slot, phrase);
  const wanted = 'a number of days or months (`12 months`)';
  const length = lengthOf(slot, phrase.amount, { ...slot.head.kind, wanted });
  const from = tailOf(slot, phrase, 'from-first-use') === undefined ? 'purchase' : 'first-use';
  const end = tailOf(slot, phrase, 'to-end-of');
  const toEndOf = end && slot.model.period(end.period, slot.place);
  if (length === undefined || (end !== undefined && toEndOf === undefined)) return undefined;
  return { valid: { length, ...given('toEndOf', toEndOf), from } };
}

function includeValue(slot: Slot, phrase: Phrase, subject: Indexed<Subject>): IncludeClause['value'] | undefined {
  if (isWord(slot, phrase, 'unlimited')) return { kind: 'unlimited' };
  const word = phrase.kind === 'word' && phrase.word === 'included' ? undefined : wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const amount = quantity(slot, phrase.amount, subject);
  return amount === undefined ? undefined : { kind: 'quantity', amount };
}

export function draw(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const phrase = single(slot, cell);
  const value = phrase && drawValue(slot, phrase, subject);
  if (value === undefined) return [];
  return [{ kind: 'draw', question: question('draw', subject.info.id), subject: subject.index, value }];
}

function drawValue(
  slot: Slot,
  phrase: Phrase,
  subject: Indexed<Subject>,
): Extract<Answer, { kind: 'draw' }>['value'] | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (isWord(slot, phrase, 'not usable')) return { kind: 'not-usable' };
  const uses = tailOf(slot, phrase, 'uses');
  if (phrase.kind !== 'amount-phrase' || uses === undefined) return misfit(slot, phrase);
  const denominator = quantity(slot, phrase.amount, subject);
  const numerator = quantity(slot, uses.amount, subject);
  if (denominator === undefined || numerator === undefined) return undefined;
  const factor = Rational.of(denominator);
  return factor.isZero() ? misfit(slot, phrase) : { kind: 'factor', numerator, denominator };
}

export function count(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  const { scope, says, node } = slot.head;
  if (scope === undefined && !says.has('each')) {
    const separator = node.keyword.text === 'counted' ? ', ' : ' ';
    const readings = ['entry', 'job', 'ticket', 'person-day', 'day'];
    const fixes = readings.map((reading) => append(slot, node, `${separator}each ${reading}`));
    say(slot, 'count-of-each', { subject: slot.head.it }, node, { fixes });
  }
  const rule = subject && countValue(slot, cell, subject);
  if (subject === undefined || rule === undefined || scope === undefined) return [];
  const across = acrossOf(slot);
  const counted = [...new Set(slot.head.subjects.map((one) => one.index))].sort((a, b) => a - b);
  const together = counted.length > 1 ? counted : undefined;
  return counted.map((index) => ({
    ...({ kind: 'count', question: question('count', slot.model.subjects[index]?.id), subject: index, scope } as const),
    ...given('together', together),
    ...given('across', across),
    value: rule,
  }));
}

function countValue(slot: Slot, cell: ast.Cell, subject: Indexed<Subject>): CountClause['value'] | undefined {
  const [first, second] = cell.phrases;
  if (first?.kind === 'open' && second === undefined) return openValue(slot, first);
  return isLadder(cell) ? countSteps(slot, cell, subject) : countRule(slot, cell.phrases, cell, subject);
}

function acrossOf(slot: Slot): 'first' | 'last' | 'part' | undefined {
  for (const part of slot.head.node.parts) {
    if (part.kind === 'across') return part.which;
    if (part.kind === 'each-part') return 'part';
  }
  return undefined;
}

/** The rule's parts that are amounts, by the phrase that says them. */
const ruleParts = {
  'at-least': 'minimum',
  'free-first': 'free',
  'free-if-up-to': 'freeIfUpTo',
  grace: 'grace',
  'per-started': 'step',
  'per-nearest': 'step',
  'per-completed': 'step',
} as const;
const roundings = { 'per-started': 'started', 'per-nearest': 'nearest', 'per-completed': 'completed' } as const;

type RulePart = keyof typeof ruleParts;
const isRulePart = (kind: Phrase['kind']): kind is RulePart => kind in ruleParts;
const isRounding = (kind: RulePart): kind is keyof typeof roundings => kind in roundings;

/** `per started 1 h up to 1 h, then per started 15 min`: each part of the whole by its own rule. */
function countSteps(slot: Slot, { phrases }: ast.Cell, subject: Indexed<Subject>): LadderValue<CountRule> | undefined {
  const bounds = boundUnit(slot, subject.info.unit);
  // `, grace 5 min` belongs to the step before it.
  const steps = phrases.filter((phrase, at) => phrase.kind !== 'grace' || at === 0);
  const graceOf = (step: Phrase): readonly Phrase[] => {
    const at = phrases.findIndex((phrase) => phrase.span.end === step.span.end);
    const after = phrases[at + 1];
    return after?.kind === 'grace' ? [after] : [];
  };
  const step = (phrase: Phrase): CountRule | undefined =>
    phrase.kind === 'free-first' || phrase.kind === 'free-if-up-to' || phrase.kind === 'grace'
      ? misfit(slot, phrase)
      : countRule(slot, [phrase, ...graceOf(phrase)], phrase, subject);
  const found = bounds && ladder(slot, steps, { ...bounds, mode: 'part', step: stepOf(slot, step) });
  return found?.mode === 'part' ? found : undefined;
}

function countRule(
  slot: Slot,
  phrases: readonly Phrase[],
  cell: Spanned,
  subject: Indexed<Subject>,
): CountRule | undefined {
  const rule: { -readonly [K in keyof Omit<CountRule, 'kind'>]: CountRule[K] } = {};
  let sound = phrases.length > 0;
  if (!sound) missing(slot, cell);
  for (const phrase of phrases) {
    if (phrase.kind === 'word' && phrase.word === 'exact') {
      // Beside a rule it says nothing, or something else.
      if (phrases.length === 1) take(slot, phrase);
      continue;
    }
    take(slot, phrase);
    if (!isRulePart(phrase.kind) || !('amount' in phrase)) {
      misfit(slot, phrase);
      sound = false;
      continue;
    }
    const part = ruleParts[phrase.kind];
    const amount = quantity(slot, phrase.amount, subject);
    if (amount === undefined) sound = false;
    else if (rule[part] !== undefined) {
      say(slot, 'said-twice', { written: textOf(slot, phrase) }, phrase);
      sound = false;
    } else if (part === 'step' && Rational.of(amount).isZero()) {
      misfit(slot, phrase);
      sound = false;
    } else {
      rule[part] = amount;
      if (isRounding(phrase.kind)) rule.rounding = roundings[phrase.kind];
    }
  }
  if (!sound) return undefined;
  const { minimum, step } = rule;
  const wasted = minimum !== undefined && step !== undefined && Rational.of(minimum).compare(Rational.of(step)) < 0;
  const at = phrases.findIndex((phrase) => phrase.kind === 'at-least');
  const [before, least, after] = [phrases[at - 1], phrases[at], phrases[at + 1]];
  if (wasted && least !== undefined) {
    const written = textOf(slot, least);
    const start = before?.span.end ?? least.span.start;
    const end = before === undefined ? (after?.span.start ?? least.span.end) : least.span.end;
    const length = phrases.find((phrase) => isRulePart(phrase.kind) && ruleParts[phrase.kind] === 'step');
    // An entry without any length meets a minimum, and no step: which is meant is for the author to say.
    const fixes = [
      replace(slot, { span: { start, end } }, '', `Leave out \`${written}\``),
      ...(length !== undefined && 'amount' in length && length.amount !== undefined
        ? [replace(slot, least, `at least ${textOf(slot, length.amount)}`)]
        : []),
    ];
    say(slot, 'minimum-below-step', { written }, least, { fixes });
  }
  return { kind: 'count', ...rule };
}
