// Reading a text again after an edit, with what was read before, gives what reading it for the first time gives.
import { type Parsed, parse, reparse } from '@avtal/grammar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizedAgreement } from '../../bench/sized.ts';
import { exampleTexts, hostilePieces } from '../texts.ts';

const texts = [...exampleTexts.map(([, text]) => text), sizedAgreement(100)];
const pieces = [...hostilePieces, '§ 4.2 ', 'override ', '5', 'and ', '  tabel x:\n'];

/** Somewhere in the text, as a share of its length; what goes, and what comes: a piece, or what stands elsewhere. */
const edit = fc.record({
  at: fc.nat(9_999),
  less: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(200)),
  more: fc.oneof(fc.constantFrom(...pieces), fc.record({ from: fc.nat(9_999), length: fc.nat(300) })),
});

test('a text read again', () => {
  let takenOver = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 8 }), (first, edits) => {
      let text = first;
      let before = reparse(text, undefined);
      for (const { at, less, more } of edits) {
        const offset = (share: number): number => Math.floor((share / 10_000) * text.length);
        const start = offset(at);
        const by = typeof more === 'string' ? more : text.slice(offset(more.from), offset(more.from) + more.length);
        text = text.slice(0, start) + by + text.slice(start + less);
        const again = reparse(text, before);
        const alone = parse(text);
        expect(again).toEqual(alone);
        expect(again.tokens).toEqual(alone.tokens);
        takenOver += shared(before, again);
        before = again;
      }
    }),
    { numRuns: 150, seed: 11 },
  );
  expect(takenOver).toBeGreaterThan(1000);
});

/** How many heads of rows are the same objects, and not only equal ones. */
function shared(one: Parsed, other: Parsed): number {
  const heads = ({ file }: Parsed): unknown[] =>
    file.items.flatMap((item) =>
      'items' in item ? (item.items ?? []).flatMap((row) => ('head' in row ? [row.head] : [])) : [],
    );
  const known = new Set(heads(one));
  return heads(other).filter((head) => known.has(head)).length;
}

test('a note that becomes a row has notes', () => {
  const rows = 'window d = d\n    workday = Mon-Fri\n';
  const text = (first: string): string => `agreement A {\n${first}  ${rows}}\n`;
  const again = reparse(text(' // gone\n'), reparse(text(' window b = c\n'), undefined));
  expect(again).toEqual(parse(text(' // gone\n')));
});
