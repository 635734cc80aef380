// What the next token decides: which alternative is taken, and whether something optional is read.
import {
  Alternation,
  type Alternative,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain';
import * as t from '../words/tokens.ts';

/** What each alternative of a decision begins with; undefined where one may be empty, and so fits any token. */
export type Beginnings = readonly (readonly TokenType[] | undefined)[];

/** The sorts of decision. What is optional or repeated is a decision with one alternative. */
export const sorts = { or: 0, option: 1, many: 2, some: 3 } as const;
export type Sort = (typeof sorts)[keyof typeof sorts];

/** Under which a rule has a decision. `occurrence`: as Chevrotain counts those of one sort. */
export function keyOf(sort: Sort, occurrence: number): number {
  return sort + 4 * occurrence;
}

/** How many kinds of token there are; tables of bytes for all of them stay in the processor's nearest memory. */
const size = 1 + Math.max(...t.vocabulary.map(({ tokenTypeIdx = 0 }) => tokenTypeIdx));

/** Alternatives by the token that comes, counted from 1. */
export class Decision {
  /** The first that a kind of token begins, by the kind; 0 where it begins none. */
  readonly firsts = new Uint8Array(size);
  readonly #beginnings: Beginnings;

  constructor(beginnings: Beginnings) {
    this.#beginnings = beginnings;
    for (let at = beginnings.length; at > 0; at--) {
      const kinds = beginnings[at - 1];
      if (kinds === undefined) this.firsts.fill(at);
      else for (const kind of kinds) this.#put(kind, at);
    }
  }

  #put({ tokenTypeIdx = 0, categoryMatches = [] }: TokenType, at: number): void {
    this.firsts[tokenTypeIdx] = at;
    for (const kind of categoryMatches) this.firsts[kind] = at;
  }

  /** The next one that the token begins, where that one is out of the question; 0 where there is none. */
  after(at: number, token: t.Token): number {
    for (let next = at; next < this.#beginnings.length; next++)
      if (this.#beginnings[next]?.some((kind) => t.isA(token, kind)) ?? true) return next + 1;
    return 0;
  }
}

/** A production in which others stand. */
type Outer = IProduction & { readonly definition: IProduction[]; readonly idx: number };

/**
 * The decisions of rules, from the grammar that Chevrotain recorded.
 * INVARIANT: what is optional or repeated is not empty; Chevrotain's validation sees to it.
 */
export class Decisions {
  readonly #ofRules = new Map<Rule, ReadonlySet<TokenType>>();

  /** Of one rule, by their keys. */
  in(rule: Rule): ReadonlyMap<number, Beginnings> {
    const found = new Map<number, Beginnings>();
    const all: IProduction[] = [...rule.definition];
    for (let one = all.pop(); one !== undefined; one = all.pop()) {
      if (one instanceof NonTerminal || !('definition' in one)) continue;
      const { definition, idx } = one as Outer;
      const sort = sortOf(one);
      const alternatives =
        one instanceof Alternation ? definition.map((each) => (each as Alternative).definition) : [definition];
      if (sort !== undefined)
        found.set(
          keyOf(sort, idx),
          alternatives.map((each) => this.#of(each)),
        );
      all.push(...definition);
    }
    return found;
  }

  #of(productions: readonly IProduction[]): readonly TokenType[] | undefined {
    return productions.every(mayBeEmpty) ? undefined : [...this.#kinds(productions)];
  }

  #kinds(productions: readonly IProduction[]): ReadonlySet<TokenType> {
    const kinds = new Set<TokenType>();
    for (const production of productions) {
      for (const kind of this.#kindsOf(production)) kinds.add(kind);
      if (!mayBeEmpty(production)) break;
    }
    return kinds;
  }

  #kindsOf(production: IProduction): Iterable<TokenType> {
    if (production instanceof Terminal) return [production.terminalType];
    if (production instanceof NonTerminal) {
      const rule = production.referencedRule;
      const kinds = this.#ofRules.get(rule) ?? this.#kinds(rule.definition);
      this.#ofRules.set(rule, kinds);
      return kinds;
    }
    const { definition } = production as Outer;
    return production instanceof Alternation
      ? definition.flatMap((one) => [...this.#kindsOf(one)])
      : this.#kinds(definition);
  }
}

function sortOf(production: IProduction): Sort | undefined {
  if (production instanceof Alternation) return sorts.or;
  if (production instanceof Option) return sorts.option;
  if (production instanceof Repetition) return sorts.many;
  return production instanceof RepetitionMandatory ? sorts.some : undefined;
}

function mayBeEmpty(production: IProduction): boolean {
  if (production instanceof NonTerminal) return production.referencedRule.definition.every(mayBeEmpty);
  return production instanceof Option || production instanceof Repetition;
}

/** Chevrotain validates as ever, and makes no tables of its own. */
export class NoTables extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation() {
    return () => undefined;
  }

  override buildLookaheadForOptional() {
    return () => false;
  }
}
