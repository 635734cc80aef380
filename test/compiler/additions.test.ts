// What stands behind the last value of a row alone: both readings are offered, and each is an agreement without questions.
import { expect, test } from 'vitest';
import { codes, repaired } from './check.ts';

const preamble = `tiers Silver | Gold | Pro
choice role: junior, senior
clock elapsed
business days Mon-Fri
window core = Mon-Fri 08:00-16:00
`;

/** A row, the row said for every column, and the row with the last column apart. */
const rows: readonly (readonly [row: string, all: string, only: string])[] = [
  [
    '§ 4.2 start price each job: 3500 | 0 | 1500, first 1 h of work included\n    counted per started 1 h, each job',
    '§ 4.2 start price each job: 3500, first 1 h of work included | 0 | 1500, first 1 h of work included\n      counted per started 1 h, each job',
    '§ 4.2 start price each job for Silver, Gold: 3500 | 0\n      counted per started 1 h, each job\n  § 4.2 start price each job for Pro: 1500, first 1 h of work included\n      counted per started 1 h, each job',
  ],
  [
    'resolve for Gold, Pro: 2 business days | 1 business day, at 10:00',
    'resolve for Gold, Pro: 2 business days, at 10:00 | 1 business day, at 10:00',
    'resolve for Gold: 2 business days\n  resolve for Pro: 1 business day, at 10:00',
  ],
  [
    'respond: 4 h | 2 h | aim 1 h of core',
    'respond: 4 h of core | 2 h of core | aim 1 h of core',
    'respond for Silver, Gold: 4 h | 2 h\n  respond for Pro: aim 1 h of core',
  ],
  [
    'count work by role each job: per started 15 min | per started 30 min, at least 1 h',
    'count work by role each job: per started 15 min, at least 1 h | per started 30 min, at least 1 h',
    'count work when role is junior each job: per started 15 min\n  count work when role is senior each job: per started 30 min, at least 1 h',
  ],
  [
    'term: 12 months | 24 months | 36 months, then without end',
    'term: 12 months, then without end | 24 months, then without end | 36 months, then without end',
    'term for Silver, Gold: 12 months | 24 months\n  term for Pro: 36 months, then without end',
  ],
];

test.each(rows)('%s', (row, all, only) => {
  expect(codes(preamble + row)).toContain('AV3040');
  for (const [fix, expected] of [all, only].entries()) {
    const text = repaired(preamble + row, fix);
    expect(text).toContain(expected);
    expect(codes(text).filter((code) => code < 'AV4')).toEqual([]);
  }
});
