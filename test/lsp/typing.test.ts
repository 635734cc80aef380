// However fast somebody types, rows come to stand at their depth: whichever of the server's answers are lost, and whether
// or not the rules of the extension came to bear.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { applied, type Editor, editor, folder } from './client.ts';

const uri = `${folder}a.avtal`;
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };
const before = 'agreement A {\n  tiers Basic | Pro\n  ';
const behind = '\n}\n';

/** Rows as they are typed one after the other; what is written stands where the cursor is, with blanks before notes. */
const typed = [
  'choice channel: phone, email',
  'table resolve',
  'when channel is phone: 8 h',
  'when channel is email: 16 h',
  '',
  'rate work: 5/h',
  '  text "ekskl. mva."',
  '',
  'fee per month: 98 | 498',
  '  text "forskudd"',
  '',
  'table respond',
  'when channel is phone: 1 h',
  'when channel is email: 2 h',
  '',
  'example first {',
  'tier Basic',
  'work 2026-03-03 09:00-10:00',
  'expect cost work 2026-03: 5',
];
const meant = `agreement A {
  tiers  Basic | Pro
  choice channel: phone, email
  table resolve
    when channel is phone: 8 h
    when channel is email: 16 h

  rate work: 5/h
    text "ekskl. mva."

  fee per month: 98 | 498
    text "forskudd"

  table respond
    when channel is phone: 1 h
    when channel is email: 2 h

  example first {
    tier Basic
    work 2026-03-03 09:00-10:00
    expect cost work 2026-03: 5
  }
}
`;

// ------------------------------------------------------------------------------------------------- the extension's rules

interface Rule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string };
}
const configuration: { readonly onEnterRules: readonly Rule[] } = JSON.parse(
  readFileSync(new URL('../../editor/language-configuration.json', import.meta.url), 'utf8'),
);

/** What Enter puts between what stands before and after the cursor in its line, as VS Code has it. */
function enter(previous: string, line: string, after: string): string {
  const depth = /^ */.exec(line)?.[0] ?? '';
  const fits = (pattern: string | undefined, text: string): boolean => new RegExp(pattern ?? '').test(text);
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText, previousLineText }) =>
      fits(beforeText, line) && fits(afterText, after) && fits(previousLineText, previous),
  );
  switch (rule?.action.indent) {
    case 'indent':
      return `\n${depth}  `;
    case 'outdent':
      return `\n${depth.slice(2)}`;
    case 'indentOutdent':
      return `\n${depth}  \n${depth}`;
    default:
      return `\n${depth}`;
  }
}

// ------------------------------------------------------------------------------------------------------------- somebody

class Typist {
  readonly #editor: Editor;
  text = before + behind;
  #cursor = before.length;

  constructor(opened: Editor) {
    this.#editor = opened;
    opened.open(uri, this.text);
  }

  #insert(text: string, cursor = text.length): void {
    const line = this.#line;
    const position = { line, character: this.#cursor - (this.text.lastIndexOf('\n', this.#cursor - 1) + 1) };
    this.text = this.text.slice(0, this.#cursor) + text + this.text.slice(this.#cursor);
    this.#cursor += cursor;
    this.#editor.change(uri, { range: { start: position, end: position }, text });
  }

  get #line(): number {
    return this.text.slice(0, this.#cursor).split('\n').length - 1;
  }

  /** The brace that closes is put there by the editor. */
  write(row: string): void {
    this.#insert(row.endsWith('{') ? `${row}}` : row, row.length);
  }

  /** `isRuled`: VS Code looks at no rules while the text above is still being coloured, and keeps the depth. */
  enter(isRuled: boolean): Promise<TextEdit[]> {
    const lines = this.text.slice(0, this.#cursor).split('\n');
    const [previous = '', line = ''] = lines.slice(-2);
    const after = this.text.slice(this.#cursor).split('\n')[0] ?? '';
    const put = isRuled ? enter(previous, line, after) : `\n${/^ */.exec(line)?.[0] ?? ''}`;
    this.#insert(put, put.indexOf('\n', 1) < 0 ? put.length : put.indexOf('\n', 1));
    const position = { line: this.#line, character: 0 };
    return this.#editor.ask('textDocument/onTypeFormatting', { textDocument, position, ch: '\n', options });
  }

  take(edits: TextEdit[]): void {
    const mark = '\u0000';
    const marked = this.text.slice(0, this.#cursor) + mark + this.text.slice(this.#cursor);
    const moved = applied(marked, { changes: { [uri]: edits } }, uri);
    this.#cursor = moved.indexOf(mark);
    this.text = moved.replace(mark, '');
    this.#editor.change(uri, { text: this.text });
  }

  async format(): Promise<void> {
    this.take(await this.#editor.ask<TextEdit[]>('textDocument/formatting', { textDocument, options }));
  }
}

const depths = (text: string): readonly (readonly [number, string])[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => [/^ */.exec(line)?.[0].length ?? 0, line.trim().split(' ')[0] ?? '']);

interface Enter {
  readonly isRuled: boolean;
  /** The answer comes before anything else is typed. */
  readonly isAnswered: boolean;
}

async function held(enters: readonly Enter[]): Promise<void> {
  const one = await editor({ endsItself: true });
  const typist = new Typist(one);
  for (const [at, row] of typed.entries()) {
    typist.write(row);
    const { isRuled = true, isAnswered = true } = enters[at] ?? {};
    const answer = typist.enter(isRuled);
    // Who types on does not wait for it.
    if (isAnswered || at === typed.length - 1) typist.take(await answer);
    else answer.catch(() => undefined);
  }
  expect(depths(typist.text)).toEqual(depths(meant));
  await typist.format();
  expect(typist.text).toBe(meant);
  one.end();
}

const all = (isRuled: boolean, isAnswered: boolean): Enter[] => typed.map(() => ({ isRuled, isAnswered }));

test('in peace', () => held(all(true, true)));
test('without rules', () => held(all(false, true)));
test('faster than any answer', () => held(all(true, false)));
test('faster than anything', () => held(all(false, false)));
test.each(typed.flatMap((row, at) => (row === '' ? [[typed[at + 1] ?? '', at] as const] : [])))(
  'two quick Enters before %s',
  (_, empty) => held(typed.map((_, at) => ({ isRuled: at !== empty, isAnswered: at !== empty }))),
);
test('any of it', async () => {
  const enters = fc.array(fc.record({ isRuled: fc.boolean(), isAnswered: fc.boolean() }), {
    minLength: typed.length,
    maxLength: typed.length,
  });
  await fc.assert(fc.asyncProperty(enters, held), { numRuns: 30 });
});

test('an answer is about the text as it was, also while other files are read', async () => {
  const never = new Promise<void>(() => undefined);
  const one = await editor({ files: { 'b.avtal': 'agreement B {\n}\n' }, reading: () => never });
  const text = 'agreement A {\n    currency NOK\n    \n}\n';
  const end = { line: 2, character: 4 };
  one.open(uri, text);
  const answer = one.ask<TextEdit[]>('textDocument/onTypeFormatting', {
    textDocument,
    position: end,
    ch: '\n',
    options,
  });
  one.change(uri, { range: { start: { line: 0, character: 0 }, end }, text: '' });
  expect(applied(text, { changes: { [uri]: await answer } }, uri)).toBe('agreement A {\n  currency  NOK\n  \n}\n');
});
