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
import { theParser } from '../parsing/parser.ts';
import { type RowRule, wordOf } from '../parsing/places.ts';
import { isNameRole, type NameRole, owners } from '../parsing/roles.ts';
import * as t from '../words/tokens.ts';

export interface Followed {
  /** How many of the tokens fit. */
  readonly accepted: number;
  /** What could stand after them. */
  readonly expected: readonly TokenType[];
  /** What a name after them could stand for. */
  readonly names: readonly NameRole[];
  /** What each accepted token stands for, where it is read as a name. */
  readonly read: readonly (readonly NameRole[])[];
  /** Whether the row could end there. */
  readonly mayEnd: boolean;
}

/** What is left to read: productions from `at` on, then what stands after them. */
interface Rest {
  readonly items: readonly IProduction[];
  readonly at: number;
  readonly next: Rest | undefined;
  /** What names in it stand for. */
  readonly role: NameRole | undefined;
}
interface Step {
  readonly kind: TokenType;
  readonly role: NameRole | undefined;
  readonly rest: Rest | undefined;
}

/** Longer rows are not walked. */
const longest = 400;

/** `rules`: what the row may be read by, all of them at once. */
export function follow(rules: RowRule | readonly RowRule[], tokens: readonly t.Token[]): Followed {
  const grammar = theParser().getGAstProductions();
  const walk = new Walk();
  let states: (Rest | undefined)[] = [];
  for (const rule of [rules].flat()) states.push(walk.rest(grammar[rule]?.definition ?? [], 0, undefined));
  const read: (readonly NameRole[])[] = [];
  let accepted = 0;
  for (const token of tokens.slice(0, longest)) {
    const steps = walk.steps(states).filter((step) => t.isA(token, step.kind));
    // A row that begins with a word of the language is that row, unless a colon makes the word a target's name.
    const words = steps.filter((step) => step.kind !== t.Name);
    const isWord = token === wordOf(tokens) && words.length > 0 && tokens[accepted + 1]?.tokenType !== t.Colon;
    const fitting = isWord ? words : steps;
    // `promise provider: "…"` and `promise uptime: …` are told apart by who promises.
    const named = fitting.filter(({ role }) => (role === 'owner') === owners.includes(token.image));
    const taken = fitting.some(({ role }) => role === 'owner') ? named : fitting;
    if (taken.length === 0) break;
    states = [...new Set(taken.map((step) => step.rest))];
    read.push(rolesIn(taken));
    accepted++;
  }
  const steps = walk.steps(states);
  const expected = [...new Set(steps.map((step) => step.kind))];
  return { accepted, expected, names: rolesIn(steps), read, mayEnd: walk.mayEnd(states) };
}

function rolesIn(steps: readonly Step[]): readonly NameRole[] {
  return [...new Set(steps.flatMap(({ role }) => role ?? []))];
}

/** Equal rests are one object, so that states meet again instead of multiplying. */
class Walk {
  readonly #rests = new Map<readonly IProduction[], Map<Rest | undefined, Map<NameRole | undefined, Rest[]>>>();
  readonly #closures = new Map<Rest, { steps: Step[]; ends: boolean }>();
  readonly #loops = new Map<readonly IProduction[], readonly IProduction[]>();

  rest(items: readonly IProduction[], at: number, next: Rest | undefined, role?: NameRole): Rest {
    const byNext = got(this.#rests, items, () => new Map<Rest | undefined, Map<NameRole | undefined, Rest[]>>());
    const byRole = got(byNext, next, () => new Map<NameRole | undefined, Rest[]>());
    const byAt = got(byRole, role, () => []);
    const rest = byAt[at] ?? { items, at, next, role };
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
  #expand({ items, at, next, role }: Rest, steps: Step[]): (Rest | undefined)[] {
    const production = items[at];
    if (production === undefined) return [next];
    const after = this.rest(items, at + 1, next, role);
    if (production instanceof Terminal) {
      const { terminalType: kind, label } = production;
      steps.push({ kind, role: kind === t.Name ? roleOf(label, role) : undefined, rest: after });
      return [];
    }
    if (production instanceof NonTerminal)
      return [this.rest(production.referencedRule.definition, 0, after, roleOf(production.label, role))];
    if (production instanceof Alternation)
      return production.definition.map((one) => this.rest((one as Alternative).definition, 0, after, role));
    if (production instanceof Option) return [this.rest(production.definition, 0, after, role), after];
    if (production instanceof Repetition || production instanceof RepetitionMandatory) {
      // Once it was read, it may be read again or left.
      const { definition } = production;
      const once = this.rest(definition, 0, this.rest(this.#loop(definition), 0, after, role), role);
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

/** What the place says itself, or else the rule round it. */
function roleOf(label: string | undefined, outer: NameRole | undefined): NameRole | undefined {
  return isNameRole(label) ? label : outer;
}

function got<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
