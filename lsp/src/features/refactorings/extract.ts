// A window or a condition that a row writes itself becomes a declaration with a name, for every equal place of the file.
import type { SourceFile } from '@avtal/compiler';
import type { Cond, Span, WindowExpr } from '@avtal/grammar';
import { type Node, visit } from '../tree.ts';
import { type Asked, freshName, oneLine, type Refactoring, spotFor } from './rows.ts';

/** Windows and cases that are declared have a name already, and what is expected is asked of one situation. */
const kept: readonly (string | undefined)[] = ['window', 'days', 'case', 'week', 'setting', 'expect'];
const isKept = ({ kind }: Node): boolean => kept.includes(kind);

export function extractions(asked: Asked): readonly Refactoring[] {
  if (asked.path.some(isKept)) return [];
  return [extractWindow(asked), ...extractCases(asked)].filter((one) => one !== undefined);
}

// -------------------------------------------------------------------------------------------------------- windows

const windowKinds = ['union', 'intersection', 'except', 'outside', 'hours', 'stretch', 'unless'];

/** Head parts (`outside core`) and notes (`except when …`) bear some of these names too. */
function isWindow(node: Node): node is WindowExpr {
  return windowKinds.includes(node.kind ?? '') && !('window' in node) && !('parts' in node);
}

/** The whole of what a row writes where a window is due. */
function extractWindow(asked: Asked): Refactoring | undefined {
  const { snapshot, path } = asked;
  const window = path.find(isWindow);
  if (window === undefined || isNamed(window)) return undefined;
  const text = snapshot.file.text.slice(window.span.start, window.span.end);
  return extract(asked, {
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
function extractCases(asked: Asked): readonly (Refactoring | undefined)[] {
  const { snapshot, path } = asked;
  const conds = path.filter(isCond);
  const both = [...new Set([conds[0], conds.at(-1)])].filter((cond) => cond !== undefined);
  return both.map((cond) => {
    const text = snapshot.file.text.slice(cond.span.start, cond.span.end);
    return extract(asked, {
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

function extract({ snapshot: { file, agreements }, paper }: Asked, found: Extraction): Refactoring | undefined {
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
  return { kind: 'extract', title: found.title, edits, renameAt };
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
