// What may come next: walks the parser's own grammar along the tokens of a row.
import {
  Alternation,
  type Alternative,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  Terminal,
  type TokenType,
} from 'chevrotain';
import { Parser } from '../parsing/parser.ts';
import { type RowRule, wordOf } from '../parsing/places.ts';
import * as t from '../words/tokens.ts';

export interface Followed {
  /** How many of the tokens fit. */
  readonly accepted: number;
  /** What could stand after them. */
  readonly expected: readonly TokenType[];
  /** Whether the row could end there. */
  readonly mayEnd: boolean;
}

/** What is left to read: productions from `at` on, then what stands after them. */
interface Rest {
  readonly items: readonly IProduction[];
  readonly at: number;
  readonly next: Rest | undefined;
}
interface Step {
  readonly kind: TokenType;
  readonly rest: Rest | undefined;
}

/** Longer rows are not walked. */
const longest = 400;

let grammar: ReturnType<Parser['getGAstProductions']> | undefined;

export function follow(rule: RowRule, tokens: readonly t.Token[]): Followed {
  grammar ??= new Parser().getGAstProductions();
  const walk = new Walk();
  let states: (Rest | undefined)[] = [walk.rest(grammar[rule]?.definition ?? [], 0, undefined)];
  let accepted = 0;
  for (const token of tokens.slice(0, longest)) {
    const steps = walk.steps(states).filter((step) => t.isA(token, step.kind));
    // A row that begins with a word of the language is that row, unless a colon makes the word a target's name.
    const words = steps.filter((step) => step.kind !== t.Name);
    const isWord = token === wordOf(tokens) && words.length > 0 && tokens[accepted + 1]?.tokenType !== t.Colon;
    const next = new Set((isWord ? words : steps).map((step) => step.rest));
    if (next.size === 0) break;
    states = [...next];
    accepted++;
  }
  const expected = [...new Set(walk.steps(states).map((step) => step.kind))];
  return { accepted, expected, mayEnd: walk.mayEnd(states) };
}

/** Equal rests are one object, so that states meet again instead of multiplying. */
class Walk {
  readonly #rests = new Map<readonly IProduction[], Map<Rest | undefined, Rest[]>>();
  readonly #closures = new Map<Rest, { steps: Step[]; ends: boolean }>();
  readonly #loops = new Map<readonly IProduction[], readonly IProduction[]>();

  rest(items: readonly IProduction[], at: number, next: Rest | undefined): Rest {
    const byNext = this.#rests.get(items) ?? new Map<Rest | undefined, Rest[]>();
    this.#rests.set(items, byNext);
    const byAt = byNext.get(next) ?? [];
    byNext.set(next, byAt);
    const rest = byAt[at] ?? { items, at, next };
    byAt[at] = rest;
    return rest;
  }

  steps(states: readonly (Rest | undefined)[]): Step[] {
    return states.flatMap((state) => (state === undefined ? [] : this.#closure(state).steps));
  }

  mayEnd(states: readonly (Rest | undefined)[]): boolean {
    return states.some((state) => state === undefined || this.#closure(state).ends);
  }

  #closure(rest: Rest): { steps: Step[]; ends: boolean } {
    const known = this.#closures.get(rest);
    if (known !== undefined) return known;
    const found = { steps: [] as Step[], ends: false };
    this.#closures.set(rest, found);
    const seen = new Set<Rest>();
    const pending: (Rest | undefined)[] = [rest];
    while (pending.length > 0) {
      const state = pending.pop();
      if (state === undefined) found.ends = true;
      else if (!seen.has(state)) {
        seen.add(state);
        pending.push(...this.#expand(state, found.steps));
      }
    }
    return found;
  }

  /** Adds the token that a state begins with, or says which states it stands for. */
  #expand({ items, at, next }: Rest, steps: Step[]): (Rest | undefined)[] {
    const production = items[at];
    if (production === undefined) return [next];
    const after = this.rest(items, at + 1, next);
    if (production instanceof Terminal) {
      steps.push({ kind: production.terminalType, rest: after });
      return [];
    }
    if (production instanceof NonTerminal) return [this.rest(production.referencedRule.definition, 0, after)];
    if (production instanceof Alternation)
      return production.definition.map((one) => this.rest((one as Alternative).definition, 0, after));
    if (production instanceof Option) return [this.rest(production.definition, 0, after), after];
    if (production instanceof Repetition || production instanceof RepetitionMandatory) {
      // Once it was read, it may be read again or left.
      const { definition } = production;
      const once = this.rest(definition, 0, this.rest(this.#loop(definition), 0, after));
      return production instanceof RepetitionMandatory ? [once] : [once, after];
    }
    return [after];
  }

  #loop(definition: IProduction[]): readonly IProduction[] {
    const loop = this.#loops.get(definition) ?? [new Repetition({ definition })];
    this.#loops.set(definition, loop);
    return loop;
  }
}
