// Offsets and the protocol's positions: lines, and units of UTF-16, UTF-8 or UTF-32 as client and server agreed.
import type { Span } from '@avtal/grammar';
import { type Position, PositionEncodingKind, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

const known: readonly string[] = [PositionEncodingKind.UTF16, PositionEncodingKind.UTF8, PositionEncodingKind.UTF32];

/** The client's first choice among those that there are; UTF-16, which every client understands, where it says nothing. */
export function encodingFor(offered: readonly string[] | undefined): PositionEncodingKind {
  return offered?.find((one) => known.includes(one)) ?? PositionEncodingKind.UTF16;
}

export class Positions {
  readonly #encoding: PositionEncodingKind;

  constructor(encoding: PositionEncodingKind) {
    this.#encoding = encoding;
  }

  /** Positions beyond a line or the text are its end. */
  offsetAt(document: TextDocument, position: Position): number {
    return document.offsetAt(this.utf16(document, position));
  }

  /** The same position counted in UTF-16, as documents count. */
  utf16(document: TextDocument, { line, character }: Position): Position {
    const at = { line: natural(line), character: natural(character) };
    if (this.#encoding === PositionEncodingKind.UTF16 || at.line >= document.lineCount) return at;
    let units = 0;
    let length = 0;
    for (const sign of lineOf(document, at.line)) {
      if (units >= at.character) break;
      units += this.#unitsOf(sign);
      length += sign.length;
    }
    return { line: at.line, character: length };
  }

  positionAt(document: TextDocument, offset: number): Position {
    const at = document.positionAt(offset);
    if (this.#encoding === PositionEncodingKind.UTF16) return at;
    let units = 0;
    for (const sign of lineOf(document, at.line).slice(0, at.character)) units += this.#unitsOf(sign);
    return { line: at.line, character: units };
  }

  range(document: TextDocument, { start, end }: Span): Range {
    return { start: this.positionAt(document, start), end: this.positionAt(document, end) };
  }

  /** Also of a range that is written the wrong way round. */
  span(document: TextDocument, { start, end }: Range): Span {
    const [from, until] = [this.offsetAt(document, start), this.offsetAt(document, end)];
    return { start: Math.min(from, until), end: Math.max(from, until) };
  }

  #unitsOf(sign: string): number {
    if (this.#encoding === PositionEncodingKind.UTF32) return 1;
    const code = sign.codePointAt(0) ?? 0;
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
}

function lineOf(document: TextDocument, line: number): string {
  return document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
}

/** Clients have been seen to send −1, fractions and numbers beyond all lines. */
function natural(number: number): number {
  return Number.isFinite(number) ? Math.max(0, Math.min(Math.trunc(number), 2 ** 31 - 1)) : 0;
}
