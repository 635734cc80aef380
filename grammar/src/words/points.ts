// Points where people write them out of habit: `1. juli 2026`, `17. mai`, `pr. month`, `kl. 08:00`.
import type { Span } from '../ast.ts';
import { type Details, replaced } from '../mistakes/errors.ts';
import { dateText, isDate } from './literals.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** How months of the languages of its neighbours begin, where not as in English. */
const monthBeginnings: ReadonlyMap<string, number> = new Map([
  ...(['mai', 'maj', 'mei'] as const).map((name) => [name, 5] as const),
  ...(['mär', 'maa', 'mrt'] as const).map((name) => [name, 3] as const),
  ...([
    ['okt', 10],
    ['des', 12],
    ['dez', 12],
  ] as const),
]);

/** With what stands for them; nothing where they say nothing. */
const abbreviations: ReadonlyMap<string, string> = new Map([
  ['pr', 'per'],
  ['maks', 'at most'],
  ['max', 'at most'],
  ['min', 'at least'],
  ['kl', ''],
  ['ca', ''],
]);

/** `12% p.a.` */
const perYear = /^p\.? ?a\.?(?!\p{L})/iu;

/** `600/h (ekskl. mva)`. */
const aboutVat = /^\(?(?:eks|ekskl|excl|exkl|inkl|incl|zzgl)\. ?(?:mva|moms|btw|mwst|ust|vat)\b\)?/i;

/** The repair of a point at that place, where it is a habit. */
export function pointHabit(text: string, at: number): Details | undefined {
  const before = /[^\s.:|,]*$/.exec(text.slice(Math.max(at - 12, 0), at))?.[0] ?? '';
  const start = at - before.length;
  const day = /^\d{1,2}$/.test(before) ? Number(before) : undefined;
  const after = /^\. ?(\p{L}+)(?: (\d{4})(?![\d.-]))?/u.exec(text.slice(at, at + 30));
  const beginning = after?.[1]?.slice(0, 3).toLowerCase() ?? '';
  const month = monthBeginnings.get(beginning) ?? monthNames.findIndex((name) => name.toLowerCase() === beginning) + 1;
  if (day !== undefined && after !== null && month > 0) {
    const year = Number(after[2] ?? 2000);
    const written = after[2] === undefined ? `${day} ${monthNames[month - 1]}` : dateText(year, month, day);
    return isDate(year, month, day) ? replaced({ start, end: at + after[0].length }, written) : undefined;
  }
  const [vat] = aboutVat.exec(text.slice(start, at + 12)) ?? [];
  if (vat !== undefined)
    return without({ start, end: start + vat.length }, vat, ': the row `vat` says it for all prices');
  const [year] = perYear.exec(text.slice(start, at + 5)) ?? [];
  if (year !== undefined) return replaced({ start, end: start + year.length }, 'per year');
  const word = abbreviations.get(before.toLowerCase());
  if (word === undefined) return undefined;
  if (word !== '') return replaced({ start, end: at + 1 }, word);
  const blanks = /^\. */.exec(text.slice(at))?.[0].length ?? 1;
  return without({ start, end: at + blanks }, `${before}.`);
}

function without(span: Span, written: string, why = ''): Details {
  const title = `Leave out \`${written}\``;
  return { help: `${title}${why}.`, fix: { title, edits: [{ span, text: '' }] } };
}
