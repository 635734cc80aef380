// Reading numbers, times, dates and texts off the page; what cannot be is said.

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !leap ? 28 : (monthLengths[month - 1] ?? 0);
}

/** `2026-03-29`, or the nearest day that exists. */
export function dateText(year: number, month: number, day: number): string {
  const m = Math.min(Math.max(month, 1), 12);
  const d = Math.min(Math.max(day, 1), daysInMonth(year, m));
  return `${String(year).padStart(4, '0')}-${two(m)}-${two(d)}`;
}

export function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `08:00`, `22:30:15`, `02:30+01:00`, `02:30Z`. */
export function readTime(text: string): { seconds: number; offset?: number } | undefined {
  const match = /^(\d+):(\d+)(?::(\d+))?(?:\+(\d+):(\d+)|(Z))?$/.exec(text);
  if (match === null) return undefined;
  const [h, m, s] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const seconds = h * 3600 + m * 60 + s;
  if (m > 59 || s > 59 || seconds > 86400) return undefined;
  if (match[6] !== undefined) return { seconds, offset: 0 };
  if (match[4] === undefined) return { seconds };
  const [oh, om] = [Number(match[4]), Number(match[5])];
  return oh > 14 || om > 59 ? undefined : { seconds, offset: oh * 3600 + om * 60 };
}

/** The text between the quotes. */
export function readText(image: string): string {
  const text = image.slice(1, -1);
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** First and last day of `2026`, `2026-03`. */
export function periodOf(text: string): { from: string; until: string } {
  const [year = 0, month] = text.split('-').map(Number);
  if (month === undefined) return { from: dateText(year, 1, 1), until: dateText(year, 12, 31) };
  return { from: dateText(year, month, 1), until: dateText(year, month, 31) };
}

/** As the language writes them; the first is day 1. */
export const dayNames: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** 1 for `Mon` … 7 for `Sun`, 0 for anything else. */
function weekdayOf(name: string): number {
  return dayNames.indexOf(name) + 1;
}

/** The weekdays of `Mon-Fri+Sun`; a range may run over the end of the week. */
export function weekdaysOf(image: string): number[] {
  const days = new Set<number>();
  for (const range of image.replace(/\s/g, '').split('+')) {
    const [from = 0, to = from] = range.split('-').map(weekdayOf);
    for (let day = from; days.add(day).size < 8 && day !== to; day = (day % 7) + 1);
  }
  return [...days].sort((a, b) => a - b);
}
