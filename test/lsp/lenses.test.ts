// What stands above examples and rows.
import { expect, test } from 'vitest';
import { lenses } from '../../lsp/src/features/lenses.ts';
import { snapshotOf } from './fixture.ts';

const text = `
part months full
clock elapsed
tiers Standard | Pro
activity travel
window core = Mon-Fri 08:00-16:00
fee base per month: 98 | 698
fee extra per month: 10% of fee base
rate work during core: 650/h | 450/h
rate work outside core: 950/h | 750/h
rate travel: 50% of rate work
count work each entry: exact
respond: 2 h | 1 h
§ 3 override respond when reported during core: 30 min
over § 3 respond for Pro: 5 min
example E1 {
  tier Pro
  from 2026-01-01
  work 2026-03-03 08:00-10:00
  expect cost work 2026-03: 900
}
example E2 {
  tier Pro
  from 2026-01-01
  ticket T1 reported 2026-03-03 18:00
  expect respond T1: 2026-03-03 19:00
  expect rate work at 2026-03-03 18:00: 1/h
}
`.trim();

function shown(source: string): string {
  const { snapshot, text: now } = snapshotOf(source, { analysis: false });
  const byLine = Map.groupBy(lenses(snapshot), ({ span }) => now.slice(0, span.start).split('\n').length - 1);
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([line, found]) => `${now.split('\n')[line]?.trim()}\n  ${found.map(({ title }) => title).join(' · ')}`)
    .join('\n');
}

test('examples with their outcome, rows with where they are at work', () => {
  expect(shown(text)).toMatchInlineSnapshot(`
    "fee base per month: 98 | 698
      1 example, 1 use
    fee extra per month: 10% of fee base
      1 example
    rate work during core: 650/h | 450/h
      1 example, 1 use
    rate work outside core: 950/h | 750/h
      1 example, 1 use
    § 3 override respond when reported during core: 30 min
      1 use
    example E1 {
      ✓ Run · Explain
    example E2 {
      ✗ Run · Explain · Accept 2 results"
  `);
});

test('while the text has errors, examples wait', () => {
  expect(shown(text.replace('650/h', '650 h'))).toMatchInlineSnapshot(`
    "example E1 {
      Run
    example E2 {
      Run"
  `);
});
