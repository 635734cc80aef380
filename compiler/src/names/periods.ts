// Periods as written: which are of the calendar, which count from the order's first day, and which must say so.
import type { PeriodPhrase } from '@avtal/grammar';
import type { Period } from '@avtal/runtime';
import type { Reporter } from '../reporting/diagnostics.ts';

/** A century of months: longer periods are a slip of the pen. */
const longest = 1200;

export function periodOf(
  { basis, count, unit, span }: PeriodPhrase,
  { file }: { readonly file: string },
  reporter: Reporter,
): Period | undefined {
  const number = count === undefined ? 1 : Number(count.text);
  if (!Number.isInteger(number) || number < 1 || number > longest) {
    reporter.report('period-length', { unit, longest }, { file, span: count?.span ?? span });
    return undefined;
  }
  if (basis !== undefined) return { basis, unit, count: number };
  // Twelve months are counted from the order's first day; one day, week or month is one of the calendar.
  if (number > 1) return { basis: 'contract', unit, count: number };
  if (unit === 'day' || unit === 'week' || unit === 'month') return { basis: 'calendar', unit, count: 1 };
  const write = (word: string) => ({
    title: `Write \`${word} ${unit}\``,
    edits: [{ file, span, text: `${word} ${unit}` }],
  });
  reporter.report(
    'period-of-what',
    { period: unit },
    { file, span },
    { fixes: [write('calendar'), write('contract')] },
  );
  return undefined;
}

/** `month`, `calendar quarter`, `contract year`, `12 months`: as scopes and messages call it, so that each name is one period. */
export function periodName({ basis, unit, count }: Period): string {
  if (count > 1) return `${count} ${basis === 'calendar' ? 'calendar ' : ''}${unit}s`;
  return basis === 'calendar' && (unit === 'day' || unit === 'week' || unit === 'month') ? unit : `${basis} ${unit}`;
}
