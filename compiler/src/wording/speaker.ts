// Who speaks of the agreement, and to whom: how names, money, quantities, times and dates are said in English sentences.
import {
  type CivilDate,
  type Decimal,
  dayOf,
  type IncludeClause,
  type Index,
  type Ir,
  type Period,
  quantityText,
  Rational,
  type Seconds,
  servedBy,
  type Unit,
  weekday,
} from '@avtal/runtime';

/**
 * `author`: names as the text has them, in backticks, with their labels in parentheses. `reader`: what a customer reads,
 * the label alone.
 */
export type Style = 'author' | 'reader';

export interface Speaker {
  readonly ir: Ir;
  readonly style: Style;
  /** Whose public holidays `holidays` are: `Norway`. */
  readonly country?: string;
}

/** What has an id, and mostly a label. */
export interface Called {
  readonly id: string;
  readonly label?: string;
}

/** `core` (kjernetid); for readers kjernetid. */
export function nameOf({ style }: Speaker, thing: Called): string {
  if (style === 'reader') return thing.label ?? thing.id;
  const name = `\`${thing.id}\``;
  return thing.label === undefined || thing.label === thing.id ? name : `${name} (${thing.label})`;
}

/** The same without its label, where it was named before or stands in a list of many. */
export function shortName({ style }: Speaker, thing: Called): string {
  return style === 'reader' ? (thing.label ?? thing.id) : `\`${thing.id}\``;
}

/** A name that the IR knows by its id alone: of a fee, a duty, a surcharge. */
export const named = (speaker: Speaker, id: string, label?: string): string =>
  nameOf(speaker, label === undefined ? { id } : { id, label });

/** All that draws on an allowance. */
export const servedWords = (speaker: Speaker, clause: IncludeClause): string =>
  servedBy(clause)
    .map((subject) => subjectName(speaker, subject))
    .join(' and ');

export function subjectName(speaker: Speaker, subject: Index): string {
  return nameOf(speaker, speaker.ir.subjects[subject] ?? { id: '' });
}

export const time: Unit = { kind: 'time' };
export const pieces: Unit = { kind: 'count' };

export function unitOf({ ir }: Speaker, subject: Index): Unit {
  return ir.subjects[subject]?.unit ?? pieces;
}

// --------------------------------------------------------------------------------------------------------- figures

/** `650 NOK`, `12.50 NOK`: the decimals of the currency where there are any, more where they are meant. */
export function moneyWords({ ir: { agreement } }: Speaker, amount: Decimal): string {
  return `${moneyFigure(amount, agreement.minorDigits)} ${agreement.currency}`;
}

function moneyFigure(amount: Decimal, digits: number): string {
  const value = Rational.of(amount);
  if (value.toInteger() !== undefined) return value.toDecimal(0);
  const rounded = value.toDecimal(digits);
  return Rational.of(rounded).equals(value) ? rounded : (value.exactDecimal() ?? amount);
}

/** `650 NOK an hour`, `3 NOK per km`, `100 NOK per 30 min`. */
export function rateWords(speaker: Speaker, amount: Decimal, per: Decimal, unit: Unit): string {
  return `${moneyWords(speaker, amount)} ${perWords(per, unit)}`;
}

export function perWords(per: Decimal, unit: Unit): string {
  const one = Rational.of(per).equals(Rational.one);
  if (unit.kind === 'time') {
    const whole = ({ '3600': 'an hour', '60': 'a minute', '86400': 'a day' } as const)[per];
    if (whole !== undefined) return whole;
  }
  if (one && unit.kind === 'count') return 'each';
  return one && unit.kind === 'other' ? `per ${unit.name}` : `per ${quantityText(Rational.of(per), unit)}`;
}

/** `1 h 30 min`, `34 km`, `2`. */
export function quantityWords(amount: Decimal, unit: Unit): string {
  return quantityText(Rational.of(amount), unit);
}

/** Weeks of notice are said in days. */
export function durationWords(seconds: Seconds): string {
  if (seconds % 86400 === 0 && seconds >= 7 * 86400) return `${seconds / 86400} days`;
  return quantityText(Rational.of(seconds), time);
}

// ---------------------------------------------------------------------------------------------------- days and time

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `08:00`, `22:30:15`. */
export function clockWords(seconds: Seconds): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
}

/** `24 December`. */
export function monthDayWords({ month, day }: { readonly month: number; readonly day: number }): string {
  return `${day} ${monthNames[month - 1] ?? ''}`;
}

/** `24 December 2026`. */
export function dateWords(date: CivilDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${monthDayWords({ month: Number(month), day: Number(day) })} ${year}`;
}

/** `Thursday 24 December 2026`. */
export function weekdayDateWords(date: CivilDate): string {
  return `${weekdayNames[weekday(dayOf(date)) - 1]} ${dateWords(date)}`;
}

/** `month`, `12 months`, `contract year`, `calendar quarter`: what stands behind `each` and `per`. */
export function periodWords({ basis, unit, count }: Period): string {
  const isNamed = unit === 'quarter' || unit === 'year' || unit === 'half-year';
  const word = basis === 'contract' && isNamed ? `contract ${unit}` : isNamed ? `calendar ${unit}` : unit;
  return count === 1 ? word : `${count} ${word}s`;
}

/** `a month`, `a week`; `each 12 months`, `each contract year`. */
export function everyWords(period: Period): string {
  const word = periodWords(period);
  return period.count === 1 && !word.includes(' ') ? `a ${word}` : `each ${word}`;
}

// ---------------------------------------------------------------------------------------------------------- English

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A sentence of parts, those that say nothing left out. */
export function sentence(...parts: readonly string[]): string {
  const text = parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(' ,', ',');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]”?$/.test(text) ? '' : '.'}`;
}
