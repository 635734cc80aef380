// Words of the editor's own between those of the author, shown as ⟨…⟩ where they stand.
import { expect, test } from 'vitest';
import { inlayHints } from '../../lsp/src/features/inlay-hints.ts';
import { snapshotOf } from './fixture.ts';

const now = Date.UTC(2026, 2, 4, 9) / 1000;

function hinted(source: string): string {
  const { snapshot, text } = snapshotOf(source, { analysis: false });
  const hints = inlayHints(snapshot, { start: 0, end: text.length }, now);
  return [...hints]
    .reverse()
    .reduce((all, hint) => `${all.slice(0, hint.at)}⟨${hint.text}⟩${all.slice(hint.at)}`, text)
    .split('\n')
    .filter((line) => line.includes('⟨'))
    .map((line) => line.trim())
    .join('\n');
}

test('columns, amounts, dates and totals', () => {
  const rows = `
holidays Norway plus julaften
part months full
clock elapsed
tiers Standard | Pro
choice role: junior, senior; default junior
activity travel
window core = Mon-Fri 08:00-16:00 except holidays, 31 Dec
fee base per month: 98 | 698
fee extra per month: 10% of fee base
rate work during core: 650/h | 450/h
  except when role is senior: 700/h | 500/h
rate work outside core: 950/h
rate travel: 50% of rate work
table rate work
  until 2020-05-17: 1/h | 2/h
respond for Pro: 1 h
respond by role: 1 h | 2 h
surcharge night outside core: +50% on work
count work each entry: exact
example E1 {
  tier Pro
  from 2026-05-01
  work 2026-05-17 08:00-10:00
  work 2026-06-02 08:00-10:00
  expect cost work 2026-06: 900
  expect cost 2026-06: 1
}`.trim();
  expect(hinted(rows)).toMatchInlineSnapshot(`
    "holidays Norway plus julaften⟨24 December 2026⟩
    window core = Mon-Fri 08:00-16:00 except holidays, 31 Dec⟨Thu in 2026⟩
    fee base per month: ⟨Standard:⟩98 | ⟨Pro:⟩698
    fee extra per month: 10% of fee base⟨= 9.80 | 69.80⟩
    rate work during core: ⟨Standard:⟩650/h | ⟨Pro:⟩450/h
    except when role is senior: ⟨Standard:⟩700/h | ⟨Pro:⟩500/h
    until 2020-05-17⟨Sun, syttende mai⟩: ⟨Standard:⟩1/h | ⟨Pro:⟩2/h
    respond by role: ⟨junior:⟩1 h | ⟨senior:⟩2 h
    surcharge night outside core: +50% on work⟨= 1425/h | 1.50/h | 3/h⟩
    work 2026-05-17⟨syttende mai⟩ 08:00-10:00
    expect cost work 2026-06: 900⟨✓⟩
    expect cost 2026-06: 1⟨✗ is 1667.80⟩"
  `);
});

test('while a row is written, its columns are named from the left', () => {
  expect(
    hinted('tiers A | B | C\nrate work: 1/h | 2/h\nfee per month: 1 | 2 | 3 | 4\nresolve: 1 h'),
  ).toMatchInlineSnapshot(`"rate work: ⟨A:⟩1/h | ⟨B:⟩2/h"`);
});

test('what has no answer is told in its own sentence', () => {
  const rows =
    'rate work: 1/h\nrate work: 2/h\nexample E {\n  from 2026-01-01\n  expect rate work at 2026-03-03 10:00: 1/h\n}';
  expect(hinted(rows)).toMatchInlineSnapshot(
    `"expect rate work at 2026-03-03 10:00: 1/h⟨✗ line 5 and line 6 answer \`rate work\` differently: say which one goes before the other.⟩"`,
  );
});
