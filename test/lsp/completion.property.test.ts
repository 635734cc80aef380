// Laws of completion, on the published agreements: what somebody wrote would have been offered there, and what is offered can be read.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import { keywordOf, parse, type WordId, whatMayFollow } from '@avtal/grammar';
import { expect, test } from 'vitest';
import { type Completion, complete } from '../../lsp/src/features/completion.ts';
import { signature } from '../../lsp/src/features/signature.ts';
import type { Snapshot } from '../../lsp/src/workspace/snapshot.ts';

const root = new URL('../../examples/', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
const files = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root)).flatMap((name) => (name.endsWith('.avtal') ? [`${folder}/${name}`] : [])),
);
const read = (path: string): string | undefined => {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
};

/** Papers that are part of others say names that stand there; in an editor they are compiled with them. */
const alone = files.filter(
  (path) =>
    path.endsWith('as-published.avtal') ||
    compile(path, read, { analysis: false }).diagnostics.every(({ severity }) => severity !== 'error'),
);

/** How many rows of each file are tried: more with RUNS. */
const rows = 3 * Number(process.env.RUNS ?? 1);

/** Numbers that look drawn by lot, the same in every run. */
function* lots(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

interface Cut {
  readonly snapshot: Snapshot;
  readonly offset: number;
  /** What really stood there. */
  readonly token: Token;
  readonly shown: string;
}
type Token = ReturnType<typeof parse>['tokens'][number];

/** Some rows of the file, cut off before each of their tokens. */
function* cuts(path: string): Generator<Cut> {
  const text = read(path) ?? '';
  const lines = new Map<number, Token[]>();
  for (const token of parse(text).tokens) {
    const start = text.lastIndexOf('\n', token.startOffset - 1) + 1;
    if (token.image.trim() !== '') lines.set(start, [...(lines.get(start) ?? []), token]);
  }
  const draw = lots(path.length);
  const starts = [...lines.keys()];
  for (let count = 0; count < rows; count++) {
    const start = starts[Math.floor((draw.next().value ?? 0) * starts.length)] ?? 0;
    const tokens = lines.get(start) ?? [];
    const end = text.indexOf('\n', start);
    const rest = text.slice(end < 0 ? text.length : end);
    const upTo = (offset: number, more = '') => text.slice(0, offset) + more + rest;
    // What is known of the rest does not change while the row is written, but for what its beginning declares.
    const known = [start, tokens[tokens.length >> 1]?.startOffset ?? start].map((offset) =>
      compile(path, (name) => (name === path ? upTo(offset) : read(name)), { analysis: false }),
    );
    for (const [index, token] of tokens.entries()) {
      const compilation = known[Math.min(index, 1)];
      const [file] = compilation?.files ?? [];
      if (compilation === undefined || file === undefined) continue;
      // Behind a word that the next one touches (`work:`), a blank says that it is whole.
      const touches = /\S/.test(text[token.startOffset - 1] ?? ' ');
      const offset = token.startOffset + (touches ? 1 : 0);
      const snapshot: Snapshot = {
        file: { ...file, text: upTo(token.startOffset, touches ? ' ' : '') },
        agreements: [{ entry: path, compilation, isCurrent: false }],
      };
      yield { snapshot, offset, token, shown: `${path}: ${text.slice(start, offset).trimStart()}‸${token.image}` };
    }
  }
}

const literals: Readonly<Record<string, string>> = {
  ...{ Number: 'number', Quoted: 'text', Date: 'date', Time: 'time', Days: 'days', YearMonth: 'period' },
  ...{ Factor: 'factor', Zone: 'zone', Paper: 'paper' },
};
/** Where a name is new, or anybody's: of a ticket, a job, a unit. */
const free = ['new', 'ticket', 'word', 'stretch'];

function isOffered({ snapshot, offset, token }: Cut, completions: readonly Completion[]): boolean {
  const following = whatMayFollow(snapshot.file.text, offset);
  const { name } = token.tokenType;
  const literal = literals[name];
  if (literal !== undefined) return following.literals.some((one) => one === literal);
  if (following.signs.includes(token.image)) return true;
  if (token.image === '{' || token.image === '}') return true;
  const id = name.startsWith('K.') ? (name.slice(2) as WordId) : undefined;
  const keyword = id && keywordOf(id);
  if (keyword?.roles.includes('month') === true) return following.literals.includes('month');
  const written = [token.image, ...(keyword === undefined ? [] : [keyword.en, ...keyword.forms])];
  const begins = completions.some(({ label, insert }) =>
    written.some((word) => [label, insert.trimStart()].some((one) => one === word || one.startsWith(`${word} `))),
  );
  const isKey =
    following.names.includes('value') && following.before.pieces.at(-1)?.roles.includes('attribute') === true;
  // A fee or duty may get a name of its own.
  const isNamed =
    following.names.includes('about') &&
    /^(fee|surcharge|discount|perform)$/.test(following.before.pieces.at(-1)?.text ?? '');
  return begins || isKey || isNamed || following.names.some((role) => free.includes(role));
}

test.each(alone)('what was written would have been offered: %s', (path) => {
  const missed = [...cuts(path)].flatMap((cut) =>
    isOffered(cut, complete(cut.snapshot, cut.offset)) ? [] : [cut.shown],
  );
  expect(missed).toEqual([]);
});

test('wherever it is asked, in whatever was typed, it answers', () => {
  const draw = lots(7);
  const lot = (below: number) => Math.floor((draw.next().value ?? 0) * below);
  const junk = ['{', '}', '"', '§', ' | ', ':', 'x1.', '\r\n\t', 'å', '😀', '(((', '// ', '2026-', 'not '];
  for (const path of files) {
    const text = read(path) ?? '';
    for (let count = 0; count < 2 * rows; count++) {
      const [at, length, offset] = [lot(text.length), lot(40), lot(text.length)];
      const edited = text.slice(0, at) + junk[lot(junk.length)] + text.slice(at + length);
      const compilation = compile(path, (name) => (name === path ? edited : read(name)), { analysis: false });
      const [file] = compilation.files;
      if (file === undefined) continue;
      const snapshot: Snapshot = { file, agreements: [{ entry: path, compilation, isCurrent: false }] };
      for (const where of [at + 1, Math.min(offset, edited.length)])
        for (const { replace } of complete(snapshot, where)) {
          expect(replace.start).toBeLessThanOrEqual(where);
          expect(replace.end).toBeGreaterThanOrEqual(where);
          expect(edited.slice(replace.start, replace.end)).not.toMatch(/[\r\n]/);
        }
      signature(snapshot, at + 1);
    }
  }
});

/** The text after a completion was taken and its placeholders were left, those without text filled in with a figure. */
function takenOf(text: string, { insert, isSnippet, replace }: Completion): { text: string; end: number } {
  const plain = isSnippet
    ? insert
        .replace('$0', '')
        .replace(/\$\{\d+:?([^}]*)\}/g, (_, name: string) => (name === '' ? '1' : name))
        .replace(/\\(.)/g, '$1')
    : insert;
  const indent = /[^\n]*$/.exec(text.slice(0, replace.start))?.[0].match(/^\s*/)?.[0] ?? '';
  const head = text.slice(0, replace.start) + plain.replaceAll('\n', `\n${indent}`);
  return { text: head + text.slice(replace.end), end: head.length };
}

test.each(files)('what is offered can be read: %s', (path) => {
  const broken: string[] = [];
  const draw = lots(path.length + 1);
  for (const { snapshot, offset, shown } of cuts(path)) {
    const { text } = snapshot.file;
    for (const completion of complete(snapshot, offset)) {
      if ((draw.next().value ?? 0) > 0.15) continue;
      const taken = takenOf(text, completion);
      const following = whatMayFollow(`${taken.text.slice(0, taken.end)} `, taken.end + 1);
      const goesOn =
        following.mayEnd || following.keywords.length + following.literals.length + following.signs.length > 0;
      if (!goesOn && !completion.insert.endsWith('}')) broken.push(`${shown} → ${completion.insert}`);
      if (completion.kind !== 'clause') continue;
      const errors = parse(taken.text).errors.filter(
        ({ span }) => completion.replace.start <= span.start && span.start < taken.end,
      );
      broken.push(...errors.map(({ message }) => `${shown} → ${completion.insert}: ${message}`));
    }
  }
  expect([...new Set(broken)]).toEqual([]);
});
