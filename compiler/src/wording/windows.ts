// Windows in words: `Monday to Friday 08:00–16:00, except public holidays in Norway`.

import type { Index, WindowSet } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { dayParts, daysWords } from './days.ts';
import { clockWords, nameOf, type Speaker, shortName, weekdayNames } from './speaker.ts';

const day = 86400;

/** What a window consists of. */
export function windowWords(speaker: Speaker, window: Index): string {
  return setWords(speaker, speaker.ir.windows[window]?.set ?? { kind: 'never' });
}

/** The window as a sentence names it: by its name, or by what it consists of where a row writes it itself. */
export function windowName(speaker: Speaker, window: Index, name: typeof nameOf = nameOf): string {
  const info = speaker.ir.windows[window];
  if (info === undefined) return 'no time';
  if (!info.named) return setWords(speaker, info.set);
  // What the agreement calls it is mostly no English, and begins with any word: `outside “utenfor kjernetid”`.
  if (speaker.style === 'reader' && info.label !== undefined) return `“${info.label}”`;
  // A window that differs by tier has one name in the text.
  return name(speaker, { ...info, id: info.id.replace(/:.*/, '') });
}

function setWords(speaker: Speaker, set: WindowSet): string {
  switch (set.kind) {
    case 'always':
      return 'all hours of every day';
    case 'never':
      return 'at no time';
    case 'span':
      return spanWords(speaker, set);
    case 'named':
      return windowName(speaker, set.window, shortName);
    case 'union':
      return unionWords(speaker, set.of);
    case 'intersection':
      return intersectionWords(speaker, set.of);
    case 'complement':
      return `outside ${innerWords(speaker, set.of)}`;
  }
}

/** Parts that have several themselves need their borders said. */
function innerWords(speaker: Speaker, set: WindowSet): string {
  const isSimple = set.kind === 'span' || set.kind === 'named' || set.kind === 'always' || set.kind === 'never';
  return isSimple ? setWords(speaker, set) : `(${setWords(speaker, set)})`;
}

type Span = Extract<WindowSet, { readonly kind: 'span' }>;

function spanWords(speaker: Speaker, span: Span): string {
  if (isWholeDay(span)) return daysWords(speaker, span.days);
  const { base, without, weekday } = dayParts(speaker, span.days);
  return `${base} ${hoursWords(span, weekday)}${without.replace(/^ except/, ', except')}`;
}

/** `08:00–16:00`, `22:00–06:00 the next day`; of one weekday `21:00 to Friday 06:00`. */
function hoursWords({ start, endDay, end }: Span, weekday?: number): string {
  const [from, until] = [clockWords(start), clockWords(end)];
  if (endDay === 0) return `${from}–${until}`;
  if (weekday !== undefined) return `${from} to ${weekdayNames[(weekday - 1 + endDay) % 7]} ${until}`;
  return endDay === 1 ? `${from}–${until} the next day` : `${from} to ${until} ${endDay} days later`;
}

function isWholeDay({ start, endDay, end }: Span): boolean {
  return start === 0 && endDay === 0 && end === day;
}

/** Stretches of the same days are said together: `Monday to Friday 08:00–12:00 and 13:00–16:00`. */
function unionWords(speaker: Speaker, of: readonly WindowSet[]): string {
  const groups: { readonly days: string; readonly hours: string[] }[] = [];
  for (const part of of) {
    const timed = part.kind === 'span' && !isWholeDay(part) ? part : undefined;
    const days = timed === undefined ? innerWords(speaker, part) : daysWords(speaker, timed.days);
    const last = groups.at(-1);
    if (timed !== undefined && last?.days === days && last.hours.length > 0) last.hours.push(hoursWords(timed));
    else groups.push({ days, hours: timed === undefined ? [] : [hoursWords(timed)] });
  }
  const texts = groups.map(({ days, hours }) => [days, listText(hours)].filter((part) => part !== '').join(' '));
  return texts.some((text) => /,| and /.test(text)) ? texts.join('; and ') : listText(texts);
}

function intersectionWords(speaker: Speaker, of: readonly WindowSet[]): string {
  const kept = of.filter((part) => part.kind !== 'complement');
  const removed = of.flatMap((part) => (part.kind === 'complement' ? [innerWords(speaker, part.of)] : []));
  if (kept.length === 0) return `outside ${listText(removed, 'and outside')}`;
  const base = kept.map((part) => (kept.length === 1 ? setWords(speaker, part) : innerWords(speaker, part)));
  const except = removed.length === 0 ? '' : `, except ${listText(removed)}`;
  return `${base.join(' while also during ')}${except}`;
}
