// Texts that nobody should write: no feature throws on any of them, wherever it is asked.
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { folds } from '../../lsp/src/features/folding.ts';
import { links } from '../../lsp/src/features/links.ts';
import { definition, highlights, references } from '../../lsp/src/features/navigation.ts';
import { refactorings } from '../../lsp/src/features/refactorings.ts';
import { prepareRename, rename } from '../../lsp/src/features/rename.ts';
import { selection } from '../../lsp/src/features/selection.ts';
import { semanticTokens } from '../../lsp/src/features/semantic-tokens.ts';
import { outline } from '../../lsp/src/features/symbols.ts';
import { snapshotOf } from './fixture.ts';

/** Always the same numbers. */
function* numbers(): Generator<number, never> {
  for (let x = 12345; ; ) {
    x = (x * 1103515245 + 12345) % 2147483648;
    yield x;
  }
}

function everything(text: string, offset: number): void {
  const { snapshot } = snapshotOf({ 'a.avtal': text }, { analysis: false });
  const { file } = snapshot;
  folds(file);
  links(file);
  outline(file);
  selection(file, offset);
  semanticTokens(snapshot);
  definition(snapshot, offset);
  references(snapshot, offset, true);
  highlights(snapshot, offset);
  refactorings(snapshot, { start: offset, end: offset });
  prepareRename(snapshot, offset);
  rename(snapshot, offset, 'fresh');
}

describe('nothing throws', () => {
  const text = readFileSync(new URL('../../examples/itpays/itpays.avtal', import.meta.url), 'utf8');

  test('on a text with pieces cut out and doubled', () => {
    const random = numbers();
    for (let i = 0; i < 60; i++) {
      const [from, length, at] = [random.next().value, random.next().value % 200, random.next().value];
      const start = from % text.length;
      const broken =
        i % 2 === 0
          ? text.slice(0, start) + text.slice(start + length)
          : text.slice(0, start + length) + text.slice(start);
      everything(broken, i % 3 === 0 ? Math.min(start, broken.length) : at % (broken.length + 1));
    }
  });

  test.each<[name: string, text: string]>([
    ['nothing', ''],
    ['a byte order mark', '\ufeff'],
    ['blocks that are not closed', 'agreement A {'.repeat(100)],
    ['a chain of windows', `agreement A {\n  window w = Mon${' except Tue'.repeat(20_000)}\n}`],
    ['a long row', `agreement A {\n  rate work when ${'a is b or '.repeat(5_000)}c is d: 4/h\n}`],
    ['many rows', `agreement A {\n${'  window w = always\n'.repeat(5_000)}}`],
  ])('%s', (_, hostile) => {
    for (const offset of [0, hostile.length >> 1, hostile.length]) everything(hostile, offset);
  });
});
