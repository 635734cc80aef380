// `check --fix`: what is repaired, what is left, and what a dry run shows.
import { chmodSync, lstatSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, edited, repairsOf } from '@avtal/compiler';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../cli/src/output/diff.ts';
import { place } from './harness.ts';

const good = `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  activity travel
  window core = Mon-Fri 08:00-16:00
  rate work during core: 650/h
  rate work outside core: 950/h
  rate travel: 400/h
  count work each job: exact
  count travel each visit: exact
}
`;
const bad = good.replace('during core', 'during coer').replace('rate travel', 'rate travle').replace('NOK', 'NOKK');

test('repairs what has one repair, tells what it did, and checks again', () => {
  const here = place({ 'a.avtal': bad, 'b.avtal': good.replace('agreement A', 'agreement B') });
  const ended = here.avtal('check', '--fix');
  expect(ended).toMatchSnapshot();
  expect(here.read('a.avtal')).toBe(good);
});

test('a dry run changes nothing and shows the difference', () => {
  const here = place({ 'a.avtal': bad });
  const ended = here.avtal('check', '--fix-dry-run');
  expect(ended).toMatchSnapshot();
  expect(here.read('a.avtal')).toBe(bad);
});

test('nothing to repair', () => {
  expect(place({ 'a.avtal': good }).avtal('check', '--fix')).toEqual({
    code: 0,
    out: '1 file: no findings\n',
    err: '0 repairs made.\n',
  });
});

test('line ends, byte order mark, rights and links stay as they are', () => {
  const here = place({ 'real/a.avtal': `\ufeff${bad.replaceAll('\n', '\r\n')}` });
  const path = join(here.folder, 'real/a.avtal');
  chmodSync(path, 0o640);
  symlinkSync('real/a.avtal', join(here.folder, 'link.avtal'));
  expect(here.avtal('check', 'link.avtal', '--fix').code).toBe(0);
  expect(here.read('real/a.avtal')).toBe(`\ufeff${good.replaceAll('\n', '\r\n')}`);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(here.folder, 'link.avtal')).isSymbolicLink()).toBe(true);
});

test('examples hold what is found fast: each situation once, and a second time adds nothing', () => {
  const twice = good.replace('  rate travel', '  rate work during Mon-Fri 15:00-18:00: 700/h\n  rate travel');
  const here = place({ 'a.avtal': twice });
  const ended = here.avtal('check', '--fix-examples');
  expect({ ...ended, text: here.read('a.avtal').slice(twice.length - 2) }).toMatchSnapshot();
  const once = here.read('a.avtal').replace('rate work during Mon-Fri', 'override rate work during Mon-Fri');
  const repaired = place({ 'a.avtal': once });
  expect(repaired.avtal('check', '--fix-examples').code).toBe(0);
  expect(repaired.read('a.avtal')).toBe(once);
  expect(repaired.avtal('test', 'a.avtal')).toMatchObject({ code: 1 });
});

test('standard input cannot be repaired', () => {
  expect(place().piped(bad, 'check', '-', '--fix')).toMatchObject({ code: 2 });
});

function finding(start: number, end: number, text: string, fixes = 1): Diagnostic {
  const site = { file: 'a', span: { start, end } };
  const fix = { title: 'x', edits: [{ ...site, text }] };
  const about = { code: 'AV4001', severity: 'error', title: '', message: '', related: [] } as const;
  return { ...about, ...site, fixes: Array.from({ length: fixes }, () => fix) };
}

test.each<[string, readonly Diagnostic[], number]>([
  ['apart', [finding(0, 1, 'a'), finding(1, 2, 'b')], 2],
  ['the same edit twice', [finding(0, 1, 'a'), finding(0, 1, 'a')], 2],
  ['overlapping', [finding(0, 2, 'a'), finding(1, 3, 'b')], 0],
  ['two insertions at one place', [finding(1, 1, 'a'), finding(1, 1, 'b')], 0],
  ['several repairs', [finding(0, 1, 'a', 2)], 0],
])('%s', (_, findings, made) => {
  expect(repairsOf(findings).made).toHaveLength(made);
});

test('a diff of any edits, applied line by line, gives the edited text', () => {
  const paint = { red: String, green: String, blue: String, bold: String } as never;
  const line = fc.stringMatching(/^[a-c]{0,3}$/);
  const edit = fc.record({ at: fc.nat(40), length: fc.nat(6), text: fc.stringMatching(/^[xy\n]{0,4}$/) });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 24 }), fc.array(edit, { maxLength: 4 }), (lines, wanted) => {
      const text = lines.map((one) => `${one}\n`).join('');
      const all = wanted
        .filter(({ at, length }) => at + length < text.length) // the last line end stays
        .map(({ at, length, text: by }) => finding(at, at + length, by));
      const edits = repairsOf(all).edits.get('a') ?? [];
      expect(patched(text, unifiedDiff('a', text, edits, paint))).toBe(edited(text, edits));
    }),
  );
});

/** What `patch` does. */
function patched(text: string, diff: string): string {
  const old = text.split('\n').slice(0, -1);
  const result: string[] = [];
  let at = 0;
  for (const row of diff.split('\n').slice(0, -1)) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+/.exec(row);
    if (row.startsWith('--- ') || row.startsWith('+++ ')) continue;
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === '0' ? 0 : 1);
      result.push(...old.slice(at, start));
      at = start;
    } else if (row.startsWith('+')) result.push(row.slice(1));
    else {
      expect(row.slice(1)).toBe(old[at]);
      at++;
      if (row.startsWith(' ')) result.push(row.slice(1));
    }
  }
  return [...result, ...old.slice(at)].map((one) => `${one}\n`).join('');
}
