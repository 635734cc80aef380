// A `week`: windows that are complete and disjoint by construction, since each stretch of a row runs to the next.
import type * as ast from '@avtal/grammar';
import { dayNames } from '@avtal/grammar';
import { createDays, type DaySet, type DaySetInfo, dateOf, dayOf, type WindowSet, weekday } from '@avtal/runtime';
import type { Placed } from '../model.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import { several, spanOf } from './expressions.ts';

const day = 86400;
/** The weekday calendar repeats after 28 years, and holidays have then been on every weekday. */
const from = dayOf('2026-01-01');
const until = dayOf('2053-12-31');

/** Days of a row that are of one kind. Rows further from the weekly default win. */
interface Part {
  readonly row: ast.WeekRow;
  readonly rank: number;
  readonly set: DaySet;
}

/** The windows of the week by their name; undefined when something in it was reported. */
export function weekWindows(
  { node, place }: Placed<ast.WeekDeclaration>,
  daySets: readonly DaySetInfo[],
  lower: (days: ast.WindowExpr) => DaySet | undefined,
  isDamaged: boolean,
  reporter: Reporter,
): ReadonlyMap<string, WindowSet> | undefined {
  const parts: Part[] = [];
  let whole = true;
  for (const row of node.rows) {
    for (const expr of row.days.kind === 'union' ? row.days.of : [row.days]) {
      const set = lower(expr);
      if (set === undefined) whole = false;
      else parts.push({ row, rank: rankOf(expr), set });
    }
  }
  if (!whole || isDamaged || !isPartition({ node, place }, parts, daySets, reporter)) return undefined;
  const spans = new Map<string, WindowSet[]>();
  for (const part of parts) {
    const days = without(
      part.set,
      parts.filter((other) => other.rank > part.rank).map(({ set }) => set),
    );
    const row = stretches(part.row);
    for (const [i, { window, start, end }] of row.entries()) {
      const known = spans.get(window) ?? [];
      spans.set(window, [...known, upTo(row[i + 1], spanOf(days, start, 0, end), days)]);
    }
  }
  return new Map([...spans].map(([name, sets]) => [name, several('union', sets)]));
}

/** The stretch ends where the next one opens, also where that local time occurs twice: a span alone would close at the second. */
function upTo(next: Stretch | undefined, span: WindowSet, days: DaySet): WindowSet {
  if (next === undefined) return span;
  const rest = spanOf(days, next.start, 0, next.end);
  return { kind: 'intersection', of: [span, { kind: 'complement', of: rest }] };
}

interface Stretch {
  readonly window: string;
  readonly start: number;
  readonly end: number;
}

/** The civil day of a row: before its first time holds what holds after its last. */
function stretches({ stretches: written }: ast.WeekRow): Stretch[] {
  const ordered = written
    .map(({ from: time, window }) => ({ start: time?.seconds ?? 0, window: window.text }))
    .sort((a, b) => a.start - b.start);
  const last = ordered.at(-1);
  if (last === undefined) return [];
  return [{ start: 0, window: last.window }, ...ordered]
    .map((stretch, i) => ({ ...stretch, end: ordered[i]?.start ?? day }))
    .filter(({ start, end }) => start < end);
}

/** Dates beat named days, those beat holidays, those beat weekdays, and those beat `every day`. */
function rankOf(expr: ast.WindowExpr): number {
  switch (expr.kind) {
    case 'hours':
      switch (expr.days.kind) {
        case 'every-day':
          return -1;
        case 'weekdays':
          return 0;
        case 'named':
          return expr.days.name.text === 'holidays' ? 1 : 2;
        case 'yearly':
        case 'nth':
        case 'every-weeks':
        case 'dates':
          return 3;
      }
      break;
    case 'union':
    case 'intersection':
      return Math.max(...expr.of.map(rankOf));
    case 'except':
    case 'unless':
      return rankOf(expr.base);
    case 'outside':
    case 'always':
    case 'stretch':
    case 'broken':
      return 0;
  }
}

function without(set: DaySet, others: readonly DaySet[]): DaySet {
  if (others.length === 0) return set;
  return { kind: 'intersection', of: [set, { kind: 'complement', of: several('union', others) }] };
}

/** Looks at every date whether exactly one row says its hours. */
function isPartition(
  { node, place }: Placed<ast.WeekDeclaration>,
  parts: readonly Part[],
  daySets: readonly DaySetInfo[],
  reporter: Reporter,
): boolean {
  const days = createDays(daySets);
  const members = parts.map((part) => ({ ...part, days: days.of(part.set) }));
  const missing = new Set<number>();
  for (let date = from; date <= until; date++) {
    const here = members.filter((member) => member.days.has(date));
    const highest = Math.max(...here.map(({ rank }) => rank));
    const [first, second] = here.filter(({ rank }) => rank === highest);
    if (first === undefined) missing.add(weekday(date));
    else if (second !== undefined) {
      reporter.report(
        'week-overlap',
        { date: `${dayNames[weekday(date) - 1]} ${dateOf(date)}` },
        siteOf(second.row.days, place),
        {
          related: [{ ...siteOf(first.row.days, place), message: 'this row has it' }],
        },
      );
      return false;
    }
  }
  if (missing.size === 0) return true;
  const names = dayNames.filter((_, i) => missing.has(i + 1));
  reporter.report('week-gap', { days: names }, siteOf(node, place));
  return false;
}
