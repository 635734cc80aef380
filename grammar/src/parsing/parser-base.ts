// What every part of the parser uses: spans, names, numbers, texts, dates and times.
import type { DSLMethodOpts, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { DateLiteral, Name, NumberLiteral, Span, Text, TimeLiteral } from '../ast.ts';
import { type Details, type Mistake, syntaxError } from '../mistakes/errors.ts';
import type { SyntaxName } from '../mistakes/syntax-codes.ts';
import { dateText, isDate, readText, readTime } from '../words/literals.ts';
import * as t from '../words/tokens.ts';
import { Engine } from './engine.ts';

export type Rule<T> = ParserMethod<[], T>;
/** What is read only where the gate is open. */
export type Gated<T> = DSLMethodOpts<T>;

/** The fields that are there: absent ones are left out, as the tree has it. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
export function present<T extends object>(fields: T): Present<T> {
  const found: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) found[key] = fields[key];
  return found as unknown as Present<T>;
}

/** Nothing, once for all lists that hold nothing. */
export const none: readonly never[] = [];

export interface Alternative<T> {
  readonly ALT: () => T;
  readonly GATE?: () => boolean;
  /** The alternative is a name: words of the language, tried before, are none. */
  readonly IGNORE_AMBIGUITIES?: true;
}

/** INVARIANT: actions look only at tokens, never into what another rule returned: while the grammar is recorded, that is not there. */
export abstract class ParserBase extends Engine {
  /**
   * A rule that is one of several, told apart by the token that comes. The alternatives are made once, so they look at that
   * token themselves.
   */
  protected oneOf<T>(name: string, alternatives: Alternative<T>[]): Rule<T> {
    return this.rule(name, () => this.either(alternatives));
  }
  protected either<T>(alternatives: Alternative<T>[], occurrence = 0): T {
    return this.or(occurrence, alternatives) as T;
  }
  protected either2<T>(alternatives: Alternative<T>[]): T {
    return this.either(alternatives, 2);
  }
  protected either3<T>(alternatives: Alternative<T>[]): T {
    return this.either(alternatives, 3);
  }

  /** Alternatives that are one token each. */
  protected anyOf(...kinds: TokenType[]): Alternative<IToken>[] {
    return kinds.map((kind) => ({ ALT: () => this.CONSUME(kind) }));
  }

  /** An alternative that begins with a word: what follows it, or what the word means. */
  protected onWord<T>(kind: TokenType, read: (first: IToken) => T): Alternative<T> {
    return { ALT: () => read(this.CONSUME(kind)) };
  }

  /** What follows a word, or what the word means. */
  protected word<T>(kind: TokenType, read: () => T): T {
    this.CONSUME(kind);
    return read();
  }

  /** From the token on which a rule began to the one consumed last. While the grammar is recorded there is none. */
  protected since(first: IToken | undefined): Span {
    const start = first?.startOffset ?? 0;
    return this.spanned(start, Math.max(start, t.endOf(this.LA(0))));
  }

  /** Of what was read last in this row: what is read next often is the same and no more. */
  protected place: Span | undefined;

  protected spanned(start: number, end: number): Span {
    if (this.place?.start !== start || this.place.end !== end) this.place = { start, end };
    return this.place;
  }

  protected sees(kind: TokenType, ahead = 1): boolean {
    return t.isA(this.LA(ahead), kind);
  }

  protected asName(token: IToken): Name {
    return {
      kind: 'name',
      text: normalized(token.image),
      span: this.spanned(token.startOffset, t.endOf(token)),
    };
  }

  /** What is wrong with a row that can be read all the same. */
  remarks: Mistake[] = [];

  protected remark(name: SyntaxName, span: Span, message: string, details?: Details): void {
    this.remarks.push(syntaxError(name, span, message, details));
  }

  protected checkDay(span: Span, year: number, month: number, day: number): void {
    if (!isDate(year, month, day)) this.remark('impossibleDate', span, 'There is no such date.');
  }

  readonly quoted: Rule<Text> = this.rule('quoted', () => this.text());

  protected readonly text = (): Text => {
    const token = this.CONSUME(t.Quoted);
    return { kind: 'text', text: readText(token.image), span: this.since(token) };
  };

  protected asNumber(token: IToken): NumberLiteral {
    return { kind: 'number', text: token.image, span: this.spanned(token.startOffset, t.endOf(token)) };
  }

  readonly time: Rule<TimeLiteral> = this.rule('time', () => {
    const token = this.CONSUME(t.Time);
    const span = this.since(token);
    const { seconds, offset } = readTime(token.image) ?? { seconds: 0 };
    return offset === undefined ? { kind: 'time', seconds, span } : { kind: 'time', seconds, offset, span };
  });

  /** `2026-12-24`, `24 Dec 2026`. */
  readonly date: Rule<DateLiteral> = this.rule('date', () => {
    const first = this.LA(1);
    const date = this.either([
      { ALT: () => this.CONSUME(t.DateToken).image },
      {
        ALT: () => {
          const day = this.CONSUME(t.NumberToken);
          const month = this.CONSUME(t.MonthName);
          const year = this.CONSUME2(t.NumberToken);
          return this.ACTION(() => {
            const parts = [Number(year.image), monthOf(month), Number(day.image)] as const;
            this.checkDay(this.since(first), ...parts);
            return dateText(...parts);
          });
        },
      },
    ]);
    return { kind: 'date', date, span: this.since(first) };
  });

  readonly names: Rule<Name[]> = this.rule('names', () => {
    const names = [this.asName(this.CONSUME(t.Name))];
    this.MANY({
      // `for Pro, whole`, `over Terms, under Frame`: after the list, the next part of the head.
      GATE: () =>
        this.sees(t.Name, 2) && !this.sees(t.K.whole, 2) && !(this.sees(t.K.under, 2) && this.sees(t.Name, 3)),
      DEF: () => {
        this.CONSUME(t.Comma);
        names.push(this.asName(this.CONSUME2(t.Name)));
      },
    });
    return names;
  });
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

export function monthOf(token: IToken): number {
  return months.indexOf(t.wordId(token)) + 1;
}

const LAST_OF_ASCII = 127;

/** Names are the same whether their accents are letters of their own or not; most have none. */
function normalized(name: string): string {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > LAST_OF_ASCII) return name.normalize('NFC');
  return name;
}
