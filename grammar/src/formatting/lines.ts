// Text to lines: what stands in each, where a brace wants a line of its own, and what each is.
import type { Comment, Span } from '../ast.ts';
import type { Read } from '../parse.ts';
import * as t from '../words/tokens.ts';
import { type Place, placesOf } from './indentation.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { withoutBlanks } from './spacing.ts';

/** A line of the text as it was written. */
export interface Source extends Span {
  /** How it ends: `\n`, `\r\n`, `\r`; nothing at the end of the text. */
  readonly by: string;
}

/** A line as it will be: all of a line of the source, or what stands before or after a brace in it. */
export interface Line {
  /** Which line of the source. */
  readonly source: number;
  readonly tokens: readonly t.Token[];
  /** With its `//`, without blanks behind it. */
  readonly comment?: string;
  readonly commentAt: number;
  /** Absent where no token stands, or one that could not be read. */
  readonly place?: Place;
  /** What its row is. */
  readonly kind?: Kind;
  /** Opens a block that goes on below. */
  readonly opens: boolean;
  /** Closes such a block. */
  readonly closes: boolean;
}

export function sourcesOf(text: string): Source[] {
  const sources: Source[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const { 0: by, index } of text.matchAll(/\r\n|\r|\n/g)) {
    sources.push({ start, end: index, by });
    start = index + by.length;
  }
  if (start < text.length) sources.push({ start, end: text.length, by: '' });
  return sources;
}

/** The lines in order; `isFrozen`: lines of the source that are left as they are. */
export function linesOf(
  text: string,
  sources: readonly Source[],
  { file, tokens: all, rows }: Read,
  isFrozen: (source: number) => boolean,
): Line[] {
  const tokens = all.filter(({ tokenType }) => tokenType !== t.Newline);
  const flat = flatBraces(all);
  const [places, kinds] = [placesOf(rows), kindsOf(file)];
  const lines: Line[] = [];
  let [token, comment] = [0, 0];
  for (const [source, { end }] of sources.entries()) {
    const from = token;
    while ((tokens[token]?.startOffset ?? end) < end) token++;
    const here: Comment | undefined = file.comments[comment];
    const said = here !== undefined && here.span.start < end ? text.slice(here.span.start, here.span.end) : undefined;
    if (said !== undefined) comment++;
    const pieces = isFrozen(source) ? [tokens.slice(from, token)] : divided(tokens.slice(from, token), flat);
    for (const [index, piece] of pieces.entries()) {
      const place = places.get(piece[0]?.startOffset ?? -1);
      const kind = kinds.get(place?.row?.tokens[0]?.startOffset ?? -1);
      lines.push({
        source,
        tokens: piece,
        ...(said !== undefined && index === pieces.length - 1 && { comment: withoutBlanks(said) }),
        commentAt: here?.span.start ?? 0,
        ...(place !== undefined && { place }),
        ...(kind !== undefined && { kind }),
        opens: isBlockEdge(piece.at(-1), t.LBrace, flat),
        closes: isBlockEdge(piece[0], t.RBrace, flat),
      });
    }
  }
  return lines;
}

function isBlockEdge(token: t.Token | undefined, brace: t.Token['tokenType'], flat: ReadonlySet<t.Token>): boolean {
  return token !== undefined && token.tokenType === brace && !flat.has(token);
}

/** A brace ends its line, and the one that closes has its own, unless the whole block stands in one line. */
function divided(tokens: readonly t.Token[], flat: ReadonlySet<t.Token>): (readonly t.Token[])[] {
  const pieces: t.Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const opened = isBlockEdge(before, t.LBrace, flat);
    const closed = before?.tokenType === t.RBrace && token.tokenType !== t.RBrace;
    if (at > 0 && (opened || closed || isBlockEdge(token, t.RBrace, flat))) pieces.push([]);
    pieces.at(-1)?.push(token);
  }
  return pieces;
}

/** The braces of blocks that stand in one line, with no more than one row in each. */
function flatBraces(all: readonly t.Token[]): ReadonlySet<t.Token> {
  const flat = new Set<t.Token>();
  let open: { readonly brace: t.Token; isFlat: boolean }[] = [];
  let before: t.Token | undefined;
  for (const token of all) {
    const isSecond = before?.tokenType === t.RBrace && token.tokenType !== t.RBrace;
    if (token.tokenType === t.Newline || isSecond) open = open.map((one) => ({ ...one, isFlat: false }));
    before = token;
    if (token.tokenType === t.LBrace) open.push({ brace: token, isFlat: true });
    if (token.tokenType !== t.RBrace) continue;
    const block = open.pop();
    if (block?.isFlat) flat.add(block.brace).add(token);
  }
  return flat;
}
