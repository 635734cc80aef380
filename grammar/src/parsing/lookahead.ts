// What the next token decides: which alternative is taken, and whether something optional is read.
import {
  Alternation,
  type Alternative,
  type ILookaheadStrategy,
  type IOrAlt,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  Terminal,
} from 'chevrotain';
import { vocabulary } from '../words/tokens.ts';

type OfAlternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type OfOptional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];

/** The parser, as far as it is asked. */
interface Reader {
  LA_FAST(ahead: number): IToken;
}

/** Alternatives in their order: those that begin with a kind of token, and those that may be empty and fit any other too. */
interface Fitting {
  readonly byKind: readonly (readonly number[])[];
  readonly always: readonly number[];
}

/** How many kinds of token there are; tables of bytes for all of them stay in the processor's nearest memory. */
const size = 1 + Math.max(...vocabulary.map(({ tokenTypeIdx = 0 }) => tokenTypeIdx));
/** No alternative. */
const nothing = 255;

/** The first alternative for each kind. */
function firstsOf({ byKind, always: [other = nothing] }: Fitting): Uint8Array {
  const firsts = new Uint8Array(size).fill(other);
  for (const [kind, [first = nothing]] of Object.entries(byKind)) firsts[Number(kind)] = first;
  return firsts;
}

/** A production in which others stand. */
type Outer = IProduction & { readonly definition: IProduction[]; readonly idx: number };

/**
 * Answers what Chevrotain's own strategy answers with one token. It differs in cost: a table is made when it is asked for
 * the first time, and where alternatives have gates, only those are tried that begin with the token.
 */
export class OneToken extends LLkLookaheadStrategy {
  readonly #beginnings = new Map<Rule, ReadonlySet<number>>();

  constructor() {
    super({ maxLookahead: 1 });
  }

  override buildLookaheadForAlternation({ rule, prodOccurrence, hasPredicates }: OfAlternation) {
    const fits = (): Fitting => this.#fitting(inside(rule, Alternation, prodOccurrence));
    if (!hasPredicates) {
      let firsts: Uint8Array | undefined;
      return function (this: Reader): number | undefined {
        firsts ??= firstsOf(fits());
        const first = firsts[this.LA_FAST(1).tokenTypeIdx];
        return first === nothing ? undefined : first;
      };
    }
    let fitting: Fitting | undefined;
    return function (this: Reader, alternatives: IOrAlt<unknown>[] = []): number | undefined {
      fitting ??= fits();
      for (const at of fitting.byKind[this.LA_FAST(1).tokenTypeIdx] ?? fitting.always) {
        const gate = alternatives[at]?.GATE;
        if (gate === undefined || gate.call(this)) return at;
      }
      return undefined;
    };
  }

  #fitting(alternatives: readonly IProduction[]): Fitting {
    const byKind: number[][] = [];
    const always: number[] = [];
    for (const [at, one] of alternatives.entries()) {
      const { definition } = one as Alternative;
      if (definition.every(mayBeEmpty)) for (const fit of [...Object.values(byKind), always]) fit.push(at);
      else for (const kind of this.#kinds(definition)) byKind[kind] = [...(byKind[kind] ?? always), at];
    }
    return { byKind, always };
  }

  override buildLookaheadForOptional({ rule, prodType, prodOccurrence }: OfOptional) {
    const sort = prodType === 'Option' ? Option : prodType === 'Repetition' ? Repetition : RepetitionMandatory;
    let begins: Uint8Array | undefined;
    const kinds = (): Uint8Array => {
      const found = new Uint8Array(size);
      for (const kind of this.#kinds(inside(rule, sort, prodOccurrence))) found[kind] = 1;
      return found;
    };
    return function (this: Reader): boolean {
      begins ??= kinds();
      return begins[this.LA_FAST(1).tokenTypeIdx] === 1;
    };
  }

  /**
   * Which kinds of token they begin with, by their index.
   * INVARIANT: what is optional or repeated is not empty; Chevrotain's validation sees to it.
   */
  #kinds(productions: readonly IProduction[]): ReadonlySet<number> {
    const kinds = new Set<number>();
    for (const production of productions) {
      for (const kind of this.#kindsOf(production)) kinds.add(kind);
      if (!mayBeEmpty(production)) break;
    }
    return kinds;
  }

  #kindsOf(production: IProduction): Iterable<number> {
    if (production instanceof Terminal) {
      const { tokenTypeIdx = 0, categoryMatches = [] } = production.terminalType;
      return [tokenTypeIdx, ...categoryMatches];
    }
    if (production instanceof NonTerminal) {
      const rule = production.referencedRule;
      const kinds = this.#beginnings.get(rule) ?? this.#kinds(rule.definition);
      this.#beginnings.set(rule, kinds);
      return kinds;
    }
    const { definition } = production as Outer;
    return production instanceof Alternation
      ? definition.flatMap((one) => [...this.#kindsOf(one)])
      : this.#kinds(definition);
  }
}

function mayBeEmpty(production: IProduction): boolean {
  if (production instanceof NonTerminal) return production.referencedRule.definition.every(mayBeEmpty);
  return production instanceof Option || production instanceof Repetition;
}

/** What stands in the production of that sort and occurrence. */
function inside(within: Rule | Outer, sort: abstract new (...args: never) => Outer, idx: number): IProduction[] {
  const all: (Rule | Outer)[] = [within];
  for (let one = all.pop(); one !== undefined; one = all.pop()) {
    if (one instanceof sort && one.idx === idx) return one.definition;
    all.push(
      ...(one.definition as Outer[]).filter((inner) => 'definition' in inner && !(inner instanceof NonTerminal)),
    );
  }
  return [];
}
