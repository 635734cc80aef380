// Rename: what may be renamed, and every place that changes with it.
import { type Compilation, compile, edited, type NameSymbol, type NameUse, positionOf } from '@avtal/compiler';
import { isName, paperNumber, reservedWords, type Span, written } from '@avtal/grammar';
import type { Edit, Snapshot } from '../workspace/snapshot.ts';
import { type Meant, meantAt } from './navigation.ts';
import { symbolWords } from './symbol-words.ts';
import { rowAt } from './tree.ts';

export type Renaming = { readonly edits: readonly Edit[] } | { readonly refused: string };

const nothing = { refused: 'There is no name here.' };

/** What would be renamed, or why it cannot be. */
export function prepareRename(
  snapshot: Snapshot,
  offset: number,
): { readonly span: Span; readonly text: string } | { readonly refused: string } {
  const { file, agreements } = snapshot;
  const [first] = meantAt(snapshot, offset);
  const use = agreements.map(({ compilation }) => compilation.names.at(file.path, offset)).find((one) => one);
  if (first === undefined || use === undefined) return nothing;
  const refused = whyFixed(first.symbol);
  return refused === undefined ? { span: use.span, text: file.text.slice(use.span.start, use.span.end) } : { refused };
}

function whyFixed({ kind, name, isBuiltIn, declaredAt }: NameSymbol): string | undefined {
  if (isBuiltIn) return `\`${name}\` means the same in every agreement, so it keeps its name.`;
  return declaredAt === undefined ? `\`${name}\` is ${symbolWords[kind]} that is declared nowhere.` : undefined;
}

/**
 * Refused with a sentence where the name cannot be a name, or is taken, or where any agreement of the snapshot would no
 * longer say the same. The snapshot should hold every agreement that shares a file with one of them.
 */
export function rename(snapshot: Snapshot, offset: number, to: string): Renaming {
  const prepared = prepareRename(snapshot, offset);
  if ('refused' in prepared) return prepared;
  const meant = meantAt(snapshot, offset);
  const [first] = meant;
  if (first === undefined) return nothing;
  const name = nameFor(first.symbol, to.normalize('NFC').trim());
  if ('refused' in name) return name;
  if (name.text === first.symbol.name) return { edits: [] };
  for (const reason of [isTaken(meant, name.text), unreadable(snapshot, first.symbol)])
    if (reason !== undefined) return { refused: reason };
  const edits = editsOf(snapshot, meant, name.text);
  const renamed = new Set(meant.map(({ symbol }) => symbol));
  const same = snapshot.agreements.every(({ entry, compilation }) => {
    const texts = new Map(compilation.files.map(({ path, text }) => [path, edited(text, inFile(edits, path))]));
    const after = compile(entry, (path) => texts.get(path), { analysis: false });
    return saysTheSame(compilation, after, renamed, name.text);
  });
  return same ? { edits } : { refused: `As \`${name.text}\` it would be read as something else in some row.` };
}

function nameFor({ kind }: NameSymbol, to: string): { readonly text: string } | { readonly refused: string } {
  if (kind === 'paper') {
    const number = paperNumber(to);
    return number === undefined
      ? { refused: `\`${to}\` is no number of a paper; write one such as \`4.2\`.` }
      : { text: number };
  }
  if (reservedWords.has(to)) return { refused: `\`${to}\` is a word of the language and cannot be a name.` };
  return isName(to)
    ? { text: to }
    : { refused: 'A name begins with a letter and consists of letters, digits, `_` and `-`.' };
}

function isTaken(meant: readonly Meant[], to: string): string | undefined {
  for (const { names, symbol } of meant) {
    const other = names.find(symbol.kind, to, symbol);
    if (other === undefined) continue;
    return other.isBuiltIn
      ? `\`${to}\` means something else in every agreement.`
      : `\`${to}\` is already ${symbolWords[other.kind]}.`;
  }
  return undefined;
}

/** In a row with an error nobody knows whether a word is the name. */
function unreadable({ agreements }: Snapshot, { name }: NameSymbol): string | undefined {
  for (const { compilation } of agreements) {
    const errors = errorsOf(compilation);
    for (const file of errors.length === 0 ? [] : compilation.files) {
      for (const token of file.parsed.tokens) {
        if (token.image.normalize('NFC') !== name) continue;
        const { span } = written(token);
        if (compilation.names.at(file.path, span.start)?.span.start === span.start) continue;
        const row = rowAt(file, span).span;
        const wrong = errors.some(
          (one) => one.file === file.path && one.span.start <= row.end && row.start <= one.span.end,
        );
        if (wrong)
          return `Line ${positionOf(file.lines, span.start).line} has \`${name}\` too, and an error: repair it first.`;
      }
    }
  }
  return undefined;
}

function editsOf({ agreements }: Snapshot, meant: readonly Meant[], to: string): readonly Edit[] {
  const texts = new Map(
    agreements.flatMap(({ compilation: { files } }) => files.map(({ path, text }) => [path, text])),
  );
  const edits = meant.flatMap(({ names, symbol }) =>
    names.placesOf(symbol).map(({ file, span }): Edit => {
      const now = (texts.get(file) ?? '').slice(span.start, span.end);
      // What stands round the name stays: `§ 4.2`, `2 vms`.
      const around = now.normalize('NFC').split(symbol.name);
      return { file, span, text: around.length === 2 ? around.join(to) : to };
    }),
  );
  // A file of several agreements is changed once.
  const once = new Map(edits.map((edit) => [`${edit.span.start} ${edit.file}`, edit]));
  return [...once.values()].sort((a, b) =>
    a.file === b.file ? a.span.start - b.span.start : a.file < b.file ? -1 : 1,
  );
}

const inFile = (edits: readonly Edit[], path: string): readonly Edit[] => edits.filter(({ file }) => file === path);

/** Errors of the rows themselves; what the analysis finds needs all of them to be right. */
const errorsOf = ({ diagnostics }: Compilation) =>
  diagnostics.filter(({ severity, code }) => severity === 'error' && !code.startsWith('AV4'));

/** Whether every name stands for what it stood for, in the same places, and nothing else is wrong than before. */
function saysTheSame(before: Compilation, after: Compilation, renamed: ReadonlySet<NameSymbol>, to: string): boolean {
  const codes = (compilation: Compilation) =>
    errorsOf(compilation)
      .map(({ code }) => code)
      .join();
  if (codes(before) !== codes(after)) return false;
  const forth = new Map<NameSymbol, NameSymbol>();
  const back = new Map<NameSymbol, NameSymbol>();
  return before.files.every(({ path }) => {
    const [were, are] = [before.names.inFile(path), after.names.inFile(path)];
    return were.length === are.length && were.every((was, i) => isSame(was, are[i]));
  });

  function isSame(was: NameUse, is: NameUse | undefined): boolean {
    if (is === undefined) return false;
    const [old, now] = [forth.get(was.symbol) ?? is.symbol, back.get(is.symbol) ?? was.symbol];
    forth.set(was.symbol, is.symbol);
    back.set(is.symbol, was.symbol);
    const name = renamed.has(was.symbol) ? to : was.symbol.name;
    const sameSymbol = old === is.symbol && now === was.symbol && is.symbol.name === name;
    return (
      sameSymbol &&
      is.symbol.kind === was.symbol.kind &&
      is.role === was.role &&
      is.asks === was.asks &&
      is.states === was.states
    );
  }
}
