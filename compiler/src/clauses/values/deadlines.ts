// Values of targets: times on a clock, business days, openings and closings, times of the day.
import type * as ast from '@avtal/grammar';
import { type Clock, type DaySet, type Deadline, type Index, Rational } from '@avtal/runtime';
import { given } from '../../optional.ts';
import type { Fix } from '../../reporting/diagnostics.ts';
import { isBusinessDays, type Measure } from '../amounts.ts';
import { append, type Desk, replace, type Spanned, say, textOf } from '../desk.ts';
import { becauseOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { tailOf, take } from '../taken.ts';
import { noLadder } from './ladders.ts';
import { openingDays } from './openings.ts';
import { measured, misfit, missing, type Of, openValue, type Phrase, surplus, whole } from './phrases.ts';

export function target(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const found = slot.head.target;
  if (found === undefined || !noLadder(slot, cell)) return [];
  const value = deadline(slot, cell.phrases, cell);
  return value === undefined
    ? []
    : [{ kind: 'target', question: question('target', found.info.id), target: found.index, value }];
}

/** One deadline: its first phrase, and what the others say of it. */
function deadline(slot: Slot, phrases: readonly Phrase[], node: { readonly span: ast.Span }): Deadline | undefined {
  const [first, ...rest] = phrases;
  if (first === undefined) return missing(slot, node);
  take(slot, first);
  if (first.kind === 'amount-phrase' && inBusinessDays(first)) return businessDays(slot, first, rest);
  for (const phrase of rest) {
    const modifies =
      phrase.kind === 'cut-off' ||
      phrase.kind === 'at-opening' ||
      phrase.kind === 'at-time' ||
      phrase.kind === 'at-closing';
    const because = 'only business days are counted from a cut-off or end at a time of the day';
    if (modifies) say(slot, 'deadline-part', { written: textOf(slot, phrase), because }, phrase);
    else surplus(slot, [phrase]);
  }
  return rest.length > 0 ? undefined : single(slot, first);
}

function single(slot: Slot, phrase: Phrase): Deadline | undefined {
  switch (phrase.kind) {
    case 'amount-phrase':
      return duration(slot, phrase);
    case 'at-opening':
    case 'at-closing': {
      if (phrase.window === undefined) {
        say(slot, 'deadline-window', { written: textOf(slot, phrase) }, phrase);
        return undefined;
      }
      const window = slot.model.windowOf(take(slot, phrase.window), slot.place, slot.tier);
      return window === undefined ? undefined : { kind: phrase.kind === 'at-opening' ? 'opening' : 'closing', window };
    }
    case 'at-time': {
      if (phrase.day === undefined) {
        const fixes = ['same day', 'next day'].map((reading) => append(slot, phrase, ` ${reading}`));
        say(slot, 'which-day', { written: textOf(slot, phrase) }, phrase, { fixes });
        return undefined;
      }
      return { kind: 'time-of-day', time: phrase.time.seconds, days: phrase.day === 'same-day' ? 0 : 1 };
    }
    case 'earliest':
    case 'latest': {
      const of = phrase.of.map((phrases) => deadline(slot, phrases, phrase));
      const found = of.filter((one) => one !== undefined);
      return found.length < of.length || found.length === 0 ? undefined : { kind: phrase.kind, of: found };
    }
    case 'aim': {
      const of = deadline(slot, phrase.of, phrase);
      return of && { kind: 'aim', of };
    }
    case 'open':
      return openValue(slot, phrase);
    case 'see':
      return { kind: 'see', document: phrase.document.text };
    case 'word':
      if (phrase.word === 'no promise') return { kind: 'no-promise' };
      if (phrase.word === 'best effort') return { kind: 'best-effort' };
      if (phrase.word === 'not offered') return { kind: 'not-offered' };
      return misfit(slot, phrase);
    default:
      return misfit(slot, phrase);
  }
}

/** `2 h`, `2 h elapsed`, `2 h of core` (meanings D2, D3). */
function duration(slot: Slot, phrase: Of<'amount-phrase'>): Deadline | undefined {
  const found = measured(slot, phrase.amount);
  if (found === undefined) return undefined;
  const plain = found.sign === undefined && found.per === undefined;
  if (plain && found.of.kind === 'bare') {
    const written = textOf(slot, phrase.amount);
    const spellings = [`${written} min`, `${written} h`];
    const because = becauseOf(slot.head);
    say(slot, 'unit-missing', { written, spellings, because }, phrase.amount, {
      fixes: spellings.map((text) => replace(slot, phrase.amount, text)),
    });
    return undefined;
  }
  if (!plain || found.of.kind !== 'time') return misfit(slot, phrase);
  const window = tailOf(slot, phrase, 'of-window');
  const elapsed = window === undefined && tailOf(slot, phrase, 'elapsed') !== undefined;
  if (found.inDays && !elapsed) return bareDays(slot, phrase, found, window);
  const clock = elapsed ? ({ kind: 'elapsed' } as const) : clockOf(slot, phrase, window);
  const seconds = whole(slot, found.value, phrase.amount);
  return clock === undefined || seconds === undefined ? undefined : { kind: 'duration', seconds, clock };
}

function clockOf(
  slot: Slot,
  phrase: Phrase,
  tail: Extract<ast.Tail, { kind: 'of-window' }> | undefined,
): Clock | undefined {
  const { clock } = slot.model.settings;
  const said = tail === undefined ? clock : { kind: 'by-tier' as const, node: tail.window, place: slot.place };
  if (said?.kind === 'by-tier') {
    const window = slot.model.windowOf(said.node, said.place, slot.tier);
    return window === undefined ? undefined : { kind: 'window', window };
  }
  if (said !== undefined) return said;
  const named = slot.model.windows.filter((window) => window.named).slice(0, 3);
  const readings = ['elapsed', ...named.map((window) => `of ${window.id}`)];
  const fixes: (Fix | undefined)[] = [
    ...readings.map((reading) => append(slot, phrase, ` ${reading}`)),
    slot.model.insertSetting('clock elapsed'),
  ];
  say(slot, 'which-clock', { written: textOf(slot, phrase), windows: named.map((window) => window.id) }, phrase, {
    fixes,
  });
  return undefined;
}

/** `3 days`: 72 hours, or three business days? */
function bareDays(
  slot: Slot,
  phrase: Of<'amount-phrase'>,
  found: Measure,
  window: Extract<ast.Tail, { kind: 'of-window' }> | undefined,
): undefined {
  const days = found.value.over(Rational.of(86_400));
  const hours = found.value.over(Rational.of(3600));
  const hoursText = `${hours.exactDecimal() ?? hours} h`;
  const daysText = `${days.exactDecimal() ?? days} business ${days.equals(Rational.one) ? 'day' : 'days'}`;
  const behind = window === undefined ? '' : ` ${textOf(slot, window)}`;
  const readings = [`${hoursText}${behind === '' ? ' elapsed' : behind}`, `${daysText}${behind}`];
  const fixes = readings.map((text) => replace(slot, phrase, text));
  say(slot, 'which-days', { written: textOf(slot, phrase), readings }, phrase.amount, { fixes });
  return undefined;
}

const inBusinessDays = ({ amount }: Of<'amount-phrase'>): boolean =>
  amount.parts.some((part) => part.unit !== undefined && isBusinessDays(part.unit));

/** `4 business days of support, before 12:00 counts today, at 10:00` (meaning D4). */
function businessDays(slot: Slot, first: Of<'amount-phrase'>, rest: readonly Phrase[]): Deadline | undefined {
  const found = measured(slot, first.amount);
  if (found === undefined) return undefined;
  const plain = found.of.kind === 'business-days' && found.sign === undefined && found.per === undefined;
  if (!plain || found.value.isZero()) return misfit(slot, first);
  const tail = tailOf(slot, first, 'of-window');
  const window = tail && slot.model.windowOf(tail.window, slot.place, slot.tier);
  if (tail !== undefined && window === undefined) return undefined;
  const days = window === undefined ? declaredDays(slot, first) : openingDays(slot.model, window);
  if (window !== undefined && days === undefined) {
    say(slot, 'window-too-deep', { name: slot.model.windows[window]?.id ?? '', most: 64 }, first);
  }
  const count = whole(slot, found.value, first.amount);
  const end = endOf(slot, rest, window);
  if (days === undefined || count === undefined || end === undefined) return undefined;
  return { kind: 'business-days', count, days, ...given('window', window), ...end };
}

/** The days of `business days`, where no window is named. */
export function declaredDays(slot: Desk, phrase: Spanned, mayNameWindow = true): DaySet | undefined {
  const { businessDays } = slot.model.settings;
  if (businessDays !== undefined) return { kind: 'named', daySet: businessDays };
  const named = mayNameWindow ? slot.model.windows.filter((window) => window.named).slice(0, 3) : [];
  const fixes = [
    slot.model.insertSetting('business days Mon-Fri except holidays'),
    slot.model.insertSetting('business days Mon-Fri'),
    ...named.map((window) => append(slot, phrase, ` of ${window.id}`)),
  ];
  say(slot, 'business-days', { written: textOf(slot, phrase) }, phrase, { fixes });
  return undefined;
}

type End = Pick<Extract<Deadline, { kind: 'business-days' }>, 'ends' | 'cutOff'>;

type Ending = Extract<Phrase, { kind: 'at-time' | 'at-opening' | 'at-closing' }>;
const isEnd = (phrase: Phrase): phrase is Ending =>
  phrase.kind === 'at-time' || phrase.kind === 'at-opening' || phrase.kind === 'at-closing';

/** When on the last day it is due, and up to when the first day counts. */
function endOf(slot: Slot, phrases: readonly Phrase[], window: Index | undefined): End | undefined {
  const cutOffs = phrases.filter((phrase) => phrase.kind === 'cut-off');
  const ends = phrases.filter(isEnd);
  const twice = [...cutOffs.slice(1), ...ends.slice(1)];
  for (const phrase of twice) say(slot, 'said-twice', { written: textOf(slot, phrase) }, phrase);
  const others = phrases.filter(
    (phrase) => !cutOffs.some((one) => one === phrase) && !ends.some((one) => one === phrase),
  );
  surplus(slot, others);
  const [cutOff] = cutOffs;
  const [end] = ends;
  for (const phrase of [cutOff, end]) if (phrase !== undefined) take(slot, phrase);
  const at = endsAt(slot, end, window);
  if (at === undefined || twice.length + others.length > 0) return undefined;
  return { ends: at, ...(cutOff === undefined ? {} : { cutOff: cutOff.time.seconds }) };
}

function endsAt(slot: Slot, end: Ending | undefined, window: Index | undefined): End['ends'] | undefined {
  if (end === undefined || end.kind === 'at-closing') return { kind: 'close' };
  const written = textOf(slot, end);
  if (end.kind !== 'at-time') {
    if (window !== undefined) return { kind: 'open' };
    say(slot, 'deadline-window', { written }, end);
    return undefined;
  }
  if (end.day === undefined) return { kind: 'time', time: end.time.seconds };
  say(slot, 'deadline-part', { written, because: 'the business days say on which day it is due' }, end);
  return undefined;
}
