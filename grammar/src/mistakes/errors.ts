// What was found wrong with a text: the shape of a syntax error, and the list that collects them.
import type { Span } from '../ast.ts';
import { type SyntaxName, syntax } from './syntax-codes.ts';

export interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  /** The row, where it is read as its repair leaves it. */
  readonly row?: Span;
  readonly help?: string;
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly span: Span; readonly text: string }[];
    /** What is missing is left open by it: for a person to choose. */
    readonly adds?: 'open';
  };
}

export type Details = Pick<Mistake, 'help' | 'fix'>;

export function syntaxError(name: SyntaxName, span: Span, message: string, details: Details = {}): Mistake {
  return { code: syntax[name].code, message, span, ...details };
}

/** Replaces what stands at the span, and says so. */
export function replaced(span: Span, text: string): Details {
  const title = `Write \`${text}\``;
  return { help: `${title}.`, fix: { title, edits: [{ span, text }] } };
}

/** More mistakes than anybody reads are not shown. */
const most = 200;
/** A file with more broken rows is no agreement. */
const mostBroken = 2_000;

/** Collects errors, in any order; gives them in the order of the text. */
export class Errors {
  readonly #found: Mistake[] = [];
  #broken = 0;
  /** Where errors begin, for those that were there when rows began to be read. */
  #starts: readonly number[] | undefined;

  add(error: Mistake): void {
    this.#found.push(error);
  }

  /** Grows with everything that is found. */
  get said(): number {
    return this.#found.length + this.#broken;
  }

  has(name: SyntaxName): boolean {
    return this.#found.some((error) => error.code === syntax[name].code);
  }

  /** Whether so much was found that nobody reads more. */
  get full(): boolean {
    return this.#found.length > most;
  }

  /** Counts a row that does not fit; after many of them no more rows are read. */
  countBroken(): void {
    this.#broken++;
  }
  get hopeless(): boolean {
    return this.#broken > mostBroken;
  }

  /** Whether something that begins in the span was reported before rows were read. */
  touches(span: Span): boolean {
    this.#starts ??= this.#found.map((error) => error.span.start).sort((a, b) => a - b);
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    return (this.#starts[low] ?? Number.POSITIVE_INFINITY) < span.end;
  }

  sorted(): readonly Mistake[] {
    const found = [...this.#found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const all = found.filter((error, at) => !isSaid(error, found, at));
    const next = all[most];
    if (next === undefined) return all;
    const message = `There are more than ${most} mistakes; only the first ${most} are shown.`;
    return [...all.slice(0, most), syntaxError('tooMany', next.span, message)];
  }
}

/** Where a word can be no name, it is so wherever the name is used: said once, at the first. */
function isSaid({ code, message }: Mistake, found: readonly Mistake[], at: number): boolean {
  return code === syntax.reservedName.code && found.findIndex((other) => other.message === message) < at;
}
