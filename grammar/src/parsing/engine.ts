// How rules are run: Chevrotain's way of writing a grammar, without what only recovery and concrete trees need.
import {
  type DSLMethodOpts,
  EmbeddedActionsParser,
  EOF,
  type IOrAlt,
  type IToken,
  isRecognitionException,
  MismatchedTokenException,
  type ParserMethod,
  type Rule as Recorded,
  type SubruleMethodOpts,
  type TokenType,
} from 'chevrotain';
import * as t from '../words/tokens.ts';
import { carried, unpacked } from './carried.ts';
import { type Beginnings, Decision, Decisions, keyOf, NoTables, type Sort, sorts } from './lookahead.ts';

export interface Validation {
  readonly skipValidations: boolean;
}

/** A rule as Chevrotain makes it, with its decisions by their keys: each is made when it is asked for the first time. */
interface RunRule {
  readonly ruleName: string;
  readonly originalGrammarAction: (...args: unknown[]) => unknown;
  readonly decisions: (Decision | undefined)[];
}

/** Messages are made from the grammar itself (expected.ts); Chevrotain's own are never shown. */
const silent = {
  buildMismatchTokenMessage: () => '',
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: () => '',
  buildEarlyExitMessage: () => '',
};

const end = t.tokenOf(EOF, '', -1, 0);

/**
 * Chevrotain records the grammar by running every rule once with tokens that are not there. Where a program carries what
 * decisions begin with, it is recorded only when somebody asks what may follow.
 *
 * `consumeInternal` and the others are what `CONSUME`, `SUBRULE`, `OPTION`, `MANY` and `or` call in Chevrotain, by its
 * names.
 */
export abstract class Engine extends EmbeddedActionsParser {
  #row: readonly t.Token[] = [];
  #at = 0;
  /** The token that comes. */
  #next: t.Token = end;
  #rule: RunRule | undefined;
  #isRecorded = false;
  /** The token at which the row broke; undefined where all of it was read. */
  failure: IToken | undefined;

  constructor({ skipValidations }: Validation) {
    super(
      // Only Chevrotain's validation looks at all kinds.
      skipValidations ? [t.Name] : [...t.vocabulary],
      { maxLookahead: 1, lookaheadStrategy: new NoTables(), skipValidations, errorMessageProvider: silent },
    );
  }

  // Chevrotain's own method with the types of what it returns.
  protected rule<A extends unknown[], T>(name: string, read: (...args: A) => T): ParserMethod<A, T> {
    return Object.assign(this.RULE(name, read), { decisions: [] }) as ParserMethod<A, T>;
  }

  /** When all rules are there. */
  protected ready(): void {
    if (carried === undefined) this.getGAstProductions();
    // The engine finds properties of so large an object fast only where it is a prototype.
    else void Object.create(this).failure;
  }

  override getGAstProductions(): Record<string, Recorded> {
    if (!this.#isRecorded) this.performSelfAnalysis();
    this.#isRecorded = true;
    return super.getGAstProductions();
  }

  /** What a rule makes of a whole row; undefined where it does not fit. */
  run<T>(rule: () => T, row: readonly t.Token[]): T | undefined {
    this.#row = row;
    this.#at = 0;
    this.#next = row[0] ?? end;
    this.failure = undefined;
    try {
      const node = this.subruleInternal(rule) as T;
      if (this.#next !== end) this.failure = this.#next;
      return node;
    } catch (error) {
      if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
      this.failure = this.#next;
      return undefined;
    }
  }

  protected override LA(ahead: number): IToken {
    const at = this.#at + ahead - 1;
    return (at >= 0 && at < this.#row.length ? this.#row[at] : undefined) ?? end;
  }

  protected consumeInternal(kind: TokenType): IToken {
    const token = this.#next;
    if (!t.isA(token, kind)) this.#breaks();
    this.#at++;
    this.#next = this.LA(1);
    return token;
  }

  protected subruleInternal(rule: unknown, _occurrence?: number, options?: SubruleMethodOpts<unknown[]>): unknown {
    const outer = this.#rule;
    const inner = rule as RunRule;
    this.#rule = inner;
    const read = inner.originalGrammarAction;
    const node = options?.ARGS === undefined ? read() : read(...options.ARGS);
    this.#rule = outer;
    return node;
  }

  protected orInternal(alternatives: readonly IOrAlt<unknown>[], occurrence: number): unknown {
    const decision = this.#decision(sorts.or, occurrence);
    let at = decision.firsts[this.#next.tokenTypeIdx] ?? 0;
    for (; at > 0; at = decision.after(at, this.#next)) {
      const alternative = alternatives[at - 1];
      if (alternative !== undefined && (alternative.GATE === undefined || alternative.GATE())) return alternative.ALT();
    }
    return this.#breaks();
  }

  protected optionInternal<T>(what: (() => T) | DSLMethodOpts<T>, occurrence: number): T | undefined {
    if (!this.#begins(sorts.option, occurrence)) return undefined;
    if (typeof what === 'function') return what();
    return what.GATE === undefined || what.GATE() ? what.DEF() : undefined;
  }

  protected manyInternal(occurrence: number, what: (() => unknown) | DSLMethodOpts<unknown>): void {
    const { DEF: read, GATE: gate } = typeof what === 'function' ? { DEF: what } : what;
    for (let before = -1; this.#at > before && this.#begins(sorts.many, occurrence); ) {
      if (gate?.() === false) return;
      before = this.#at;
      read();
    }
  }

  protected atLeastOneInternal(occurrence: number, read: () => unknown): void {
    if (!this.#begins(sorts.some, occurrence)) this.#breaks();
    for (let before = -1; this.#at > before && this.#begins(sorts.some, occurrence); ) {
      before = this.#at;
      read();
    }
  }

  #begins(sort: Sort, occurrence: number): boolean {
    return this.#decision(sort, occurrence).firsts[this.#next.tokenTypeIdx] === 1;
  }

  #decision(sort: Sort, occurrence: number): Decision {
    const key = keyOf(sort, occurrence);
    return this.#rule?.decisions[key] ?? this.#learnt(key);
  }

  #learnt(key: number): Decision {
    const { ruleName = '', decisions = [] } = this.#rule ?? {};
    const made = new Decision(
      carried === undefined ? this.#recorded(ruleName, key) : unpacked(carried[ruleName]?.[key]),
    );
    decisions[key] = made;
    return made;
  }

  #recorded(ruleName: string, key: number): Beginnings {
    const rule = this.getGAstProductions()[ruleName];
    return (rule && this.#beginnings.in(rule).get(key)) ?? [];
  }

  readonly #beginnings = new Decisions();

  #breaks(): never {
    throw new MismatchedTokenException('', this.#next, this.LA(0));
  }
}
