// Refactorings: a window or a condition that a row writes itself becomes a declaration with a name.
import type { NameIndex, SourceFile, SymbolKind } from '@avtal/compiler';
import type { Cond, File, Item, Span, WindowExpr } from '@avtal/grammar';
import type { Edit, Snapshot } from '../workspace/snapshot.ts';
import { isBlank, type Node, nodesAt, visit } from './tree.ts';

export interface Refactoring {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Offset, in the text after the edits, of the new name: the editor starts a rename there. */
  readonly renameAt?: number;
}

type Paper = Extract<File['items'][number], { readonly kind: 'document' | 'order' }>;

export function refactorings(snapshot: Snapshot, at: Span): readonly Refactoring[] {
  const { file } = snapshot;
  const path = nodesAt({ ...file.tree, span: { start: 0, end: file.text.length } }, at);
  const paper = path.map(paperOf).find((node) => node !== undefined);
  if (paper === undefined || path.some(isKept)) return [];
  return [extractWindow(snapshot, paper, path), ...extractCases(snapshot, paper, path)].filter(
    (one) => one !== undefined,
  );
}

/** Windows and cases that are declared have a name already, and what is expected is asked of one situation. */
const kept: readonly (string | undefined)[] = ['window', 'days', 'case', 'week', 'setting', 'expect'];
const isKept = ({ kind }: Node): boolean => kept.includes(kind);

function paperOf(node: Node): Paper | undefined {
  // The tree's nodes are told by their kind.
  return node.kind === 'document' || node.kind === 'order' ? (node as Paper) : undefined;
}

// -------------------------------------------------------------------------------------------------------- windows

const windowKinds = ['union', 'intersection', 'except', 'outside', 'hours', 'stretch', 'unless'];

/** Head parts (`outside core`) and notes (`except when …`) bear some of these names too. */
function isWindow(node: Node): node is WindowExpr {
  return windowKinds.includes(node.kind ?? '') && !('window' in node) && !('parts' in node);
}

/** The whole of what a row writes where a window is due. */
function extractWindow(snapshot: Snapshot, paper: Paper, path: readonly Node[]): Refactoring | undefined {
  const window = path.find(isWindow);
  if (window === undefined || isNamed(window)) return undefined;
  const text = snapshot.file.text.slice(window.span.start, window.span.end);
  return extract(snapshot, paper, {
    what: 'window',
    title: `Name \`${oneLine(text)}\` as a window`,
    text,
    fresh: 'hours',
    places: placesOf(snapshot.file, isWindow, 'outermost'),
  });
}

/** Nothing but a name, which may be taken from everything else: `core`, `outside core`. */
function isNamed(window: WindowExpr): boolean {
  if (window.kind === 'outside') return isNamed(window.of);
  return window.kind === 'hours' && window.hours === undefined && window.days.kind === 'named';
}

// ---------------------------------------------------------------------------------------------------------- cases

const condKinds = ['all', 'any', 'negated', 'is', 'compare', 'moment-in'];

function isCond(node: Node): node is Cond {
  return condKinds.includes(node.kind ?? '');
}

/** The whole condition of the row, and the part of it where the cursor stands. */
function extractCases(snapshot: Snapshot, paper: Paper, path: readonly Node[]): readonly (Refactoring | undefined)[] {
  const conds = path.filter(isCond);
  const both = [...new Set([conds[0], conds.at(-1)])].filter((cond) => cond !== undefined);
  return both.map((cond) => {
    const text = snapshot.file.text.slice(cond.span.start, cond.span.end);
    return extract(snapshot, paper, {
      what: 'case',
      title: `Name \`${oneLine(text)}\` as a case`,
      text,
      fresh: 'condition',
      places: placesOf(snapshot.file, isCond, 'all'),
    });
  });
}

// ----------------------------------------------------------------------------------------------------- extraction

interface Extraction {
  readonly what: 'window' | 'case';
  readonly title: string;
  readonly text: string;
  readonly fresh: string;
  /** Where the same may stand. */
  readonly places: readonly Span[];
}

function extract({ file, agreements }: Snapshot, paper: Paper, found: Extraction): Refactoring | undefined {
  const spot = spotFor(file, paper, found.what);
  if (spot === undefined) return undefined;
  const same = oneLine(found.text);
  const places = found.places.filter(({ start, end }) => oneLine(file.text.slice(start, end)) === same);
  const name = freshName(
    agreements.map(({ compilation }) => compilation.names),
    found.what,
    found.fresh,
  );
  const before = `${spot.indent}${found.what} ${name}`;
  const row = `${before} = ${same}`;
  const declaration = { file: file.path, span: { start: spot.at, end: spot.at }, text: `${spot.newline}${row}` };
  const uses = places.map((span) => ({ file: file.path, span, text: name }));
  const edits = [declaration, ...uses].sort((a, b) => a.span.start - b.span.start);
  const shift = uses
    .filter(({ span }) => span.start < spot.at)
    .reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), 0);
  const renameAt = spot.at + shift + spot.newline.length + before.length - name.length;
  return { title: found.title, edits, renameAt };
}

/** Below the last row of its kind, else below the last declaration or setting, else where the block begins. */
function spotFor({ text }: SourceFile, paper: Paper, what: Extraction['what']) {
  const items = paper.items ?? [];
  const kinds: readonly Item['kind'][] = what === 'case' ? ['case'] : ['window', 'week', 'days'];
  const after =
    items.findLast(({ kind }) => kinds.includes(kind)) ?? items.findLast(({ kind }) => declarations.includes(kind));
  const brace = text.indexOf('{', paper.name.span.end);
  if (after === undefined && (brace < 0 || brace >= paper.span.end)) return undefined;
  const row = after ?? items[0];
  const lineStart = row === undefined ? 0 : text.lastIndexOf('\n', row.span.start - 1) + 1;
  const indent =
    row !== undefined && isBlank(text, lineStart, row.span.start) ? text.slice(lineStart, row.span.start) : '  ';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  // A comment behind the row stays with it.
  const end = after?.span.end ?? brace + 1;
  const lineEnd = /[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  const isComment = /^\s*(\/\/.*)?$/.test(lineEnd);
  return { at: isComment ? end + lineEnd.trimEnd().length : end, indent, newline };
}

const declarations: readonly Item['kind'][] = [
  ...(['setting', 'tiers', 'choice', 'number', 'subject', 'scope', 'target-declaration'] as const),
  ...(['days', 'window', 'week', 'case', 'binding', 'unit-row'] as const),
];

function freshName(all: readonly NameIndex[], kind: SymbolKind, name: string): string {
  const isFree = (text: string) => all.every((names) => names.find(kind, text) === undefined);
  for (let n = 1; ; n++) {
    const text = n === 1 ? name : `${name}${n}`;
    if (isFree(text)) return text;
  }
}

/** What the rows write. Nodes inside others of their kind are found too, unless only the `outermost` are asked for. */
function placesOf({ tree }: SourceFile, is: (node: Node) => boolean, which: 'outermost' | 'all'): readonly Span[] {
  const found: Span[] = [];
  visit(tree, (node) => {
    if (isKept(node)) return 'skip';
    if (!is(node)) return undefined;
    found.push(node.span);
    return which === 'outermost' ? 'skip' : undefined;
  });
  return found;
}

const oneLine = (text: string): string =>
  text
    .replace(/\/\/[^\r\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
