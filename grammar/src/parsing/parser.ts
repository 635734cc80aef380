// The parser: one row at a time, by the block in which the row stands.
import { EOF } from 'chevrotain';
import type { Document, Example, Item, OrderDeclaration, Use } from '../ast.ts';
import * as t from '../words/tokens.ts';
import type { Validation } from './engine.ts';
import { present, type Rule } from './parser-base.ts';
import { ExampleParser } from './parser-examples.ts';
import { as } from './roles.ts';

export type FileRow = Use | Document | OrderDeclaration;

export class Parser extends ExampleParser {
  constructor(validation: Validation = { skipValidations: true }) {
    super(validation);
    this.ready();
  }

  /** A row outside every block. */
  readonly fileRow: Rule<FileRow> = this.oneOf<FileRow>('fileRow', [
    this.onWord(t.K.use, (first) => ({ kind: 'use', path: this.SUBRULE(this.quoted), span: this.since(first) })),
    this.onWord(t.K.agreement, (first) => this.SUBRULE(this.documentHead, { ARGS: [true, first] })),
    this.onWord(t.K.document, (first) => this.SUBRULE2(this.documentHead, { ARGS: [false, first] })),
    {
      ALT: () => {
        const first = this.CONSUME(t.K.order);
        const labelled = this.SUBRULE(this.labelled);
        this.CONSUME(t.K.for);
        const agreement = this.asName(this.CONSUME(t.Name, as.agreement));
        return { kind: 'order', ...labelled, agreement, items: [], span: this.since(first) };
      },
    },
  ]);

  readonly documentHead = this.rule('documentHead', (main: boolean, first: t.Token): Document => {
    const labelled = this.SUBRULE(this.labelled);
    const under: Document['under'][number][] = [];
    const over: Document['over'][number][] = [];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      const word = this.either([{ ALT: () => this.CONSUME(t.K.under) }, { ALT: () => this.CONSUME(t.K.over) }]);
      const names = this.SUBRULE(this.names, as.paper);
      this.ACTION(() => (t.isA(word, t.K.under) ? under : over).push(...names));
    });
    return { kind: 'document', main, ...labelled, under, over, span: this.since(first) };
  });

  /** A row of an agreement, a document or a module. */
  readonly agreementRow: Rule<Item> = this.oneOf<Item>('agreementRow', [
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.setting) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.declaration) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.example) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.acceptance) },
    { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.clause) },
  ]);

  /** A row of an order: bindings, units, and special terms. */
  readonly orderRow: Rule<Item> = this.oneOf<Item>('orderRow', [
    { ALT: () => this.SUBRULE(this.unitRow) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.agree) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.acceptance) },
    { GATE: () => this.bindingFollows(), ALT: () => this.SUBRULE(this.binding) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.declaration) },
    { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.clause) },
  ]);

  /** A row of an example: as in an order, with facts and what is expected. */
  readonly exampleRow: Rule<Item> = this.oneOf<Item>('exampleRow', [
    { ALT: () => this.SUBRULE(this.unitRow) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.agree) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.acceptance) },
    { GATE: () => !this.colonFollows(), ALT: () => this.SUBRULE(this.expectation) },
    { GATE: () => this.indexValueFollows(), ALT: () => this.SUBRULE(this.indexRow) },
    { GATE: () => this.factFollows(), ALT: () => this.SUBRULE(this.fact) },
    { GATE: () => this.bindingFollows(), ALT: () => this.SUBRULE(this.binding) },
    { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.clause) },
  ]);

  readonly example: Rule<Example> = this.rule('example', () => {
    const first = this.CONSUME(t.K.example);
    const name = this.asName(this.CONSUME(t.Name, as.new));
    const label = this.OPTION(() => this.SUBRULE(this.quoted));
    return { kind: 'example', name, ...present({ label }), items: [], span: this.since(first) };
  });

  /** `number: …`: a target that bears a word of the language. */
  private colonFollows(): boolean {
    return this.sees(t.Colon, 2);
  }

  private bindingFollows(): boolean {
    if (this.sees(t.K.from) || this.sees(t.K.until)) return true;
    if (this.noticeFollows()) return true;
    return this.sees(t.Name) && this.sees(t.Name, 2) && this.LA(3).tokenType === EOF;
  }

  /** `notice 2026-04-12`, without the time that a fact of that name has. */
  private noticeFollows(): boolean {
    if (!this.sees(t.K.notice)) return false;
    return this.sees(t.NumberToken, 2) || (this.sees(t.DateToken, 2) && this.LA(3).tokenType === EOF);
  }

  private factFollows(): boolean {
    if (this.sees(t.DateToken, 2)) return !this.noticeFollows();
    if (this.sees(t.K.performed) || this.sees(t.K.outage) || this.sees(t.K.claim)) return this.sees(t.DateToken, 3);
    return this.sees(t.K.ticket) && this.sees(t.Name, 3);
  }

  private indexValueFollows(): boolean {
    const isPeriod = this.sees(t.YearMonth, 3) || this.sees(t.NumberToken, 3) || this.sees(t.DateToken, 3);
    const isValue = this.sees(t.NumberToken, this.sees(t.Minus, 4) ? 5 : 4);
    return this.sees(t.K.index) && this.sees(t.Name, 2) && isPeriod && isValue;
  }

  /** Reads the next row. */
  read<T>(rule: Rule<T>, row: readonly t.Token[]): T | undefined {
    this.place = undefined;
    this.draft = undefined;
    if (this.remarks.length > 0) this.remarks = [];
    return this.run(rule, row);
  }
}

let parser: Parser | undefined;

/** One parser reads all rows, and is made for the first: that takes as long as reading thousands of them. */
export function theParser(): Parser {
  return parser ?? newParser();
}

export function newParser(): Parser {
  parser = new Parser();
  return parser;
}
