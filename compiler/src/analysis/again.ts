// Questions that were analysed before: their spaces are kept, and of those in which nothing was found, that this is so.
import type { Box, Calendar, Clause, ClauseKind, Condition } from '@avtal/runtime';
import { isSameClause, rootOf } from '../clauses/again.ts';
import type { AtomKey, Atoms } from './atoms.ts';
import type { Axis, ChoiceAxis, SaidOn } from './axes.ts';
import { type Area, type Layout, meets } from './regions.ts';

/** What is the same as long as the same is declared. */
export interface Ground {
  readonly calendar: Calendar;
  readonly atoms: (key: AtomKey) => Atoms;
  readonly choices: ReadonlyMap<string, ChoiceAxis>;
  readonly said: SaidOn;
}

/** What of a space is the same as long as its clauses test the same. */
export interface Cut {
  readonly axes: readonly Axis[];
  readonly layout: Layout;
  /** Every situation. */
  readonly whole: Area;
  /** Those in which all events that conditions test have happened. */
  readonly happened: Area;
  /** Where a condition holds, as far as the axes of this space can say; undefined: nowhere. */
  areaOf(box: Box): Area | undefined;
}

/** A question, and whose situations. */
interface Asked {
  readonly question: string;
  readonly context: { readonly order: { readonly id: string } };
}

/** A space (space.ts), as far as it matters here. */
interface Spaced extends Asked, Cut {
  readonly kind: ClauseKind;
  readonly members: readonly { readonly clause: Clause; readonly areas: readonly Area[] }[];
}

/** A cut as it is remembered: of other shapes that cut alike, too. */
export interface Shape extends Cut {
  readonly ground: Ground;
  /** What else it was made from. */
  readonly bound: string;
  /** Where conditions hold, by themselves: those of a row that an edit left alone are the same object. */
  readonly areas: WeakMap<Condition, readonly Area[]>;
}

export interface Remembered<S> {
  readonly shape: Shape;
  readonly space: S;
  clean?: Clean<S> | undefined;
}

/** A space in which nothing was found: this one, or one before it of the same shape. */
interface Clean<S> {
  readonly space: S;
  /** What it took to see that. */
  readonly steps: number;
  /** Which allowances there were. */
  readonly leaning: number;
}

/** How a space differs from one in which nothing was found. */
export interface Changed {
  /** Members that came, and those that have something in common with what came or went; undefined: none did. */
  readonly among: ReadonlySet<number> | undefined;
  readonly steps: number;
}

/** A space that differs in few members from one before. */
interface Derived<S> {
  readonly from: S;
  /** The first member that differs; how many more there are. */
  readonly start: number;
  readonly longer: number;
  readonly among: ReadonlySet<number>;
}

/** Where a member holds and nothing beats it, and what it took to see that. */
export interface Won {
  readonly areas: readonly Area[];
  readonly steps: number;
}

/** More than a person changes at once is looked at as a whole. */
const mostChanged = 64;

/** Kinds of question whose gaps depend on allowances: what is included need not be priced. */
const leaning: readonly ClauseKind[] = ['rate', 'price', 'draw'];
const allowances: readonly ClauseKind[] = ['include', 'draw'];

/** What came of some clauses. `ground`: where they test windows; else it holds whatever windows are. */
interface Figure {
  readonly clauses: readonly Clause[];
  readonly ground: Ground | undefined;
  readonly figure: unknown;
}

export class QuestionMemory<S extends Spaced> {
  #declared = '';
  #windows = '';
  #ground: Ground | undefined;
  #questions = new Map<string, Remembered<S>>();
  /** Those of the analysis before. */
  #before = new Map<string, Remembered<S>>();
  #allowances: readonly Clause[] = [];
  #leaning = 0;
  readonly #derived = new WeakMap<S, Derived<S>>();
  readonly #won = new WeakMap<S, readonly Won[]>();
  #figures = new WeakMap<Clause, Figure>();

  /** `declared`: all that was, without what windows are; where it differs, everything is forgotten. */
  begin(declared: string, windows: string, clauses: readonly Clause[], make: () => Ground): Ground {
    const isDeclared = declared === this.#declared;
    const ground = (isDeclared && windows === this.#windows ? this.#ground : undefined) ?? make();
    this.#before = isDeclared && this.#ground !== undefined ? this.#questions : new Map();
    this.#questions = new Map();
    if (!isDeclared || this.#ground === undefined) this.#figures = new WeakMap();
    [this.#declared, this.#windows, this.#ground] = [declared, windows, ground];
    const now = clauses.filter(({ kind }) => allowances.includes(kind));
    const isThere = now.length === this.#allowances.length && now.every((one, at) => isSame(one, this.#allowances[at]));
    if (!isThere) this.#leaning++;
    this.#allowances = now;
    return ground;
  }

  forget(): void {
    this.#ground = undefined;
  }

  /** `key`: a question, and whose situations. */
  find(key: string): Remembered<S> | undefined {
    return this.#before.get(key);
  }

  keep(key: string, { shape, space }: Pick<Remembered<S>, 'shape' | 'space'>): void {
    const before = this.#before.get(key);
    this.#questions.set(key, { shape, space, clean: before?.shape.areas === shape.areas ? before.clean : undefined });
  }

  /** What looking at the space came to: nothing found, after so many steps; undefined: something, or too much. */
  looked(space: S, steps: number | undefined): void {
    const now = this.#questions.get(keyOf(space));
    if (now !== undefined) now.clean = steps === undefined ? undefined : { space, steps, leaning: this.#leaning };
  }

  /** Undefined: all of the space must be looked at. */
  changed(space: S): Changed | undefined {
    const { clean } = this.#questions.get(keyOf(space)) ?? {};
    if (clean === undefined || (leaning.includes(space.kind) && clean.leaning !== this.#leaning)) return undefined;
    const { steps } = clean;
    if (clean.space === space) return { among: undefined, steps };
    const [old, fresh] = [clean.space.members, space.members];
    const most = Math.min(old.length, fresh.length);
    let start = 0;
    while (start < most && isSame(old[start]?.clause, fresh[start]?.clause)) start++;
    let end = 0;
    while (end < most - start && isSame(old.at(-1 - end)?.clause, fresh.at(-1 - end)?.clause)) end++;
    const [went, came] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
    if (went.length + came.length === 0) return { among: undefined, steps };
    if (went.length + came.length > mostChanged) return undefined;
    const areas = [...went, ...came].flatMap((member) => member.areas);
    const among = new Set(came.map((_, at) => start + at));
    for (const [at, member] of fresh.entries())
      if (member.areas.some((area) => areas.some((one) => meets(space.layout, one, area)))) among.add(at);
    this.#derived.delete(clean.space);
    this.#derived.set(space, { from: clean.space, start, longer: fresh.length - old.length, among });
    return { among, steps };
  }

  /** What `make` makes of clauses that decide it alone, beside what is declared. */
  figure<T>(clauses: readonly Clause[], make: () => T): T {
    const [first] = clauses;
    if (first === undefined) return make();
    const roots = clauses.map(rootOf);
    const known = this.#figures.get(rootOf(first));
    const ground = clauses.some(isTimed) ? this.#ground : undefined;
    const isSameRows = known?.clauses.length === roots.length && known.clauses.every((one, at) => one === roots[at]);
    if (isSameRows && known.ground === ground) return known.figure as T;
    const figure = make();
    this.#figures.set(rootOf(first), { clauses: roots, ground, figure });
    return figure;
  }

  /** Where each member wins, by `make`, as far as it is not known. `isWhole`: nothing was cut short by then. */
  won(space: S, make: (member: number) => Won, isWhole: () => boolean): readonly Won[] {
    const known = this.#won.get(space);
    if (known !== undefined) return known;
    const { from, start, longer, among } = this.#derived.get(space) ?? {};
    const before = from && this.#won.get(from);
    const all = space.members.map((_, at) => {
      const then = among?.has(at) === false ? before?.[at < (start ?? 0) ? at : at - (longer ?? 0)] : undefined;
      return then ?? make(at);
    });
    this.#derived.delete(space);
    if (isWhole()) this.#won.set(space, all);
    return all;
  }
}

/** Whether windows may decide when a clause holds: by themselves, or by a choice that is decided. Tier and module are given. */
const isTimed = ({ when }: Clause): boolean =>
  when.some(
    ({ choices = {}, ...others }) =>
      Object.keys(others).length > 0 || Object.keys(choices).some((id) => id !== 'tier' && id !== 'module'),
  );

const isSame = (one: Clause | undefined, other: Clause | undefined): boolean =>
  one !== undefined && other !== undefined && isSameClause(one, other);

export const keyOf = ({ question, context }: Asked): string => `${question}\0${context.order.id}`;

/** Whether situations are cut alike: then the same conditions hold in the same areas. */
export function cutAlike(some: readonly Axis[], others: readonly Axis[]): boolean {
  return some.length === others.length && some.every((axis, at) => isSameAxis(axis, others[at]));
}

function isSameAxis(one: Axis, other: Axis | undefined): boolean {
  if (one === other) return true;
  if (one.kind !== other?.kind || one.id !== other.id || one.size !== other.size) return false;
  if (one.kind === 'moment' && other.kind === 'moment')
    return areAlike(one.atoms, other.atoms) && one.side === other.side && one.names.join() === other.names.join();
  if (one.kind === 'number' && other.kind === 'number')
    return one.bands.every(({ min, max }, at) => {
      const band = other.bands[at];
      return `${min} ${max}` === `${band?.min} ${band?.max}`;
    });
  return one.kind === 'choice' && other.kind === 'choice' && one.values.join('\0') === other.values.join('\0');
}

function areAlike(some: Atoms, others: Atoms): boolean {
  const text = ({ windows, cuts, all }: Atoms): string =>
    JSON.stringify([windows, cuts, all.map(({ open, band }) => [open, band])]);
  return some === others || text(some) === text(others);
}
