// Questions that were analysed before: their spaces are kept, and what looking at them took.
import type { Box, Clause, ClauseKind, Condition } from '@avtal/runtime';
import { isSameClause, rootOf } from '../clauses/again.ts';
import type { Atoms } from './atoms.ts';
import type { Axis, ChoiceAxis, SaidOn } from './axes.ts';
import type { Recut } from './recut.ts';
import { type Area, type Layout, meets } from './regions.ts';
import { isSameRow } from './rows.ts';
import { placeless, type Times } from './times.ts';

/** What is the same as long as the same is declared. */
export interface Ground {
  readonly times: Times;
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
  readonly context: { readonly order: object; readonly special: boolean };
}

/** A space (space.ts), as far as it matters here. */
interface Spaced extends Asked, Cut {
  readonly kind: ClauseKind;
  readonly members: readonly { readonly clause: Clause; readonly areas: readonly Area[] }[];
}

/** A cut as it is remembered: of other shapes that cut alike, too. */
export interface Shape extends Cut {
  /** What else it was made from. */
  readonly bound: string;
  /** Where conditions hold, by themselves: those of a row that an edit left alone are the same object. */
  readonly areas: WeakMap<Condition, readonly Area[]>;
  /** Those of a shape before that differs in axes which none of its conditions tests. */
  readonly before?: { readonly areas: Shape['areas']; readonly recut: Recut };
}

export interface Remembered<S> {
  /** All of its question. */
  readonly clauses: readonly Clause[];
  readonly shape: Shape;
  readonly space: S;
  /** A space before with the same clauses, which stood elsewhere. */
  readonly sameAs: S | undefined;
  seen?: Seen<S> | undefined;
}

/** A space that was looked at: this one, or one before it. */
interface Seen<S> {
  readonly space: S;
  /** Its areas in the shape of now. */
  readonly recut: Recut;
  /** What that took. */
  readonly steps: number;
  /** Which allowances there were. */
  readonly leaning: number;
}

/** How a space differs in few members from one that was looked at. */
export interface Changed<S> {
  readonly from: S;
  /** Its areas in the shape of now. */
  readonly recut: Recut;
  /** What looking at that took. */
  readonly steps: number;
  /** Which members came, and how many went in their place. */
  readonly start: number;
  readonly came: number;
  readonly went: number;
  /** Whether windows open when they did. */
  readonly isSameTime: boolean;
  /** Whether those that came hold where those that went did. */
  readonly isInPlace: boolean;
  /** Members that came, and those that have something in common with what came or went, each with all of its row. */
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
  readonly #derived = new WeakMap<S, Changed<S>>();
  readonly #won = new WeakMap<S, readonly Won[]>();
  readonly #pairs = new WeakMap<S, Map<string, Map<string, unknown>>>();
  #figures = new WeakMap<Clause, Figure>();

  /** `declared`: all that was, without what windows are; where it differs, everything is forgotten. */
  begin(declared: string, windows: string, clauses: readonly Clause[], make: (before?: Ground) => Ground): Ground {
    const isDeclared = declared === this.#declared;
    const before = isDeclared ? this.#ground : undefined;
    const ground = (windows === this.#windows ? before : undefined) ?? make(before);
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

  keep(key: string, now: Omit<Remembered<S>, 'seen'>): void {
    const { shape, seen } = this.#before.get(key) ?? {};
    const isRecut = now.shape.before !== undefined && now.shape.before.areas === shape?.areas;
    const stays = shape?.areas === now.shape.areas ? seen : isRecut ? recutSeen(seen, now.shape.before) : undefined;
    this.#questions.set(key, { ...now, seen: stays });
  }

  /** What looking at the space took; undefined: next time all of it is to be looked at again. */
  looked(space: S, steps: number | undefined): void {
    const now = this.#questions.get(keyOf(space));
    if (now !== undefined)
      now.seen = steps === undefined ? undefined : { space, recut: asItIs, steps, leaning: this.#leaning };
  }

  /** Undefined: all of the space must be looked at. */
  changed(space: S): Changed<S> | undefined {
    const { seen, sameAs } = this.#questions.get(keyOf(space)) ?? {};
    if (seen === undefined || (leaning.includes(space.kind) && seen.leaning !== this.#leaning)) return undefined;
    const { space: from, recut, steps } = seen;
    const isSameTime = atomsOf(from).every((atoms, at) => atoms === atomsOf(space)[at]);
    const [old, fresh] = [from.members, space.members];
    if (from === space || from === sameAs) {
      const among = new Set<number>();
      const nothing = { from, recut, steps, start: 0, came: 0, went: 0, isSameTime, isInPlace: true, among };
      if (from !== space) this.#derived.set(space, nothing);
      return nothing;
    }
    const most = Math.min(old.length, fresh.length);
    let start = 0;
    while (start < most && isSame(old[start]?.clause, fresh[start]?.clause)) start++;
    let end = 0;
    while (end < most - start && isSame(old.at(-1 - end)?.clause, fresh.at(-1 - end)?.clause)) end++;
    const came = fresh.slice(start, fresh.length - end);
    const went = old.slice(start, old.length - end).map((one) => ({ ...one, areas: one.areas.map(recut) }));
    if (went.length + came.length > mostChanged) return undefined;
    const areas = [...went, ...came].flatMap((member) => member.areas);
    const among = new Set(came.map((_, at) => start + at));
    for (const [at, member] of fresh.entries())
      if (member.areas.some((area) => areas.some((one) => meets(space.layout, one, area)))) among.add(at);
    withRows(among, fresh);
    const isInPlace = came.length === went.length && came.every((one, at) => holdAlike(one, went[at]));
    const sizes = { came: came.length, went: went.length };
    const changed = { from, recut, steps, start, ...sizes, isSameTime, isInPlace, among };
    this.#derived.delete(from);
    this.#derived.set(space, changed);
    return changed;
  }

  /** What `make` makes of clauses that decide it alone, beside what is declared, and (`inTime`) windows. */
  figure<T>(clauses: readonly Clause[], make: () => T, inTime = clauses.some(isTimed)): T {
    const [first] = clauses;
    if (first === undefined) return make();
    const roots = clauses.map(rootOf);
    const known = this.#figures.get(rootOf(first));
    const ground = inTime ? this.#ground : undefined;
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
    const changed = this.#derived.get(space);
    const before = changed && this.#won.get(changed.from);
    const all = space.members.map((_, at) => {
      const then = changed && before?.[placeBefore(changed, at)];
      return changed === undefined || then === undefined ? make(at) : { ...then, areas: then.areas.map(changed.recut) };
    });
    if (isWhole()) this.#won.set(space, all);
    return all;
  }

  /** What is made of two members of a space and of nothing that they have nothing in common with; `what` tells such apart. */
  pairs<T>(space: S, what: string): (one: number, other: number, make: () => T) => T {
    const changed = this.#derived.get(space);
    const before = changed?.isSameTime === true ? this.#pairs.get(changed.from)?.get(what) : undefined;
    const all = this.#pairs.get(space) ?? new Map<string, Map<string, unknown>>();
    const known = all.get(what) ?? new Map<string, unknown>();
    this.#pairs.set(space, all.set(what, known));
    return (one, other, make) => {
      const key = `${one} ${other}`;
      const was = changed && before && [placeBefore(changed, one), placeBefore(changed, other)].join(' ');
      const made = known.has(key) ? known.get(key) : was !== undefined && before?.has(was) ? before.get(was) : make();
      known.set(key, made);
      return made as T;
    };
  }
}

/** Whether windows may decide when a clause holds: by themselves, or by a choice that is decided. Tier and module are given. */
const isTimed = ({ when }: Clause): boolean =>
  when.some(
    ({ choices = {}, ...others }) =>
      Object.keys(others).length > 0 || Object.keys(choices).some((id) => id !== 'tier' && id !== 'module'),
  );

/** Where a member stood that nothing concerns; -1: something does. */
function placeBefore<S>({ among, start, came, went }: Changed<S>, at: number): number {
  if (among.has(at)) return -1;
  return at < start ? at : at - came + went;
}

const asItIs: Recut = (area) => area;

const recutSeen = <S>(seen: Seen<S> | undefined, { recut }: { readonly recut: Recut }): Seen<S> | undefined =>
  seen && { ...seen, recut: (area) => recut(seen.recut(area)) };

const atomsOf = ({ axes }: Cut): readonly unknown[] =>
  axes.flatMap((axis) => (axis.kind === 'moment' ? [axis.atoms] : []));

type Member = Spaced['members'][number];

const holdAlike = (one: Member, other: Member | undefined): boolean =>
  one.clause.section === other?.clause.section && `${one.areas}` === `${other?.areas}`;

/** INVARIANT: the clauses of a row follow one another. */
function withRows(among: Set<number>, members: Spaced['members']): void {
  const isOneRow = (at: number, other: number): boolean => {
    const [one, next] = [members[at]?.clause, members[other]?.clause];
    return one !== undefined && next !== undefined && isSameRow(one, next);
  };
  for (const at of [...among]) {
    for (let next = at + 1; !among.has(next) && isOneRow(at, next); next++) among.add(next);
    for (let next = at - 1; !among.has(next) && isOneRow(at, next); next--) among.add(next);
  }
}

const isSame = (one: Clause | undefined, other: Clause | undefined): boolean =>
  one !== undefined && other !== undefined && isSameClause(one, other);

export const keyOf = ({ question, context: { order, special } }: Asked): string =>
  special ? `${question}\0${placeless(order)}` : question;

/** Whether situations are cut alike: then the same conditions hold in the same areas. */
export function cutAlike(some: readonly Axis[], others: readonly Axis[]): boolean {
  return some.length === others.length && some.every((axis, at) => isSameAxis(axis, others[at]));
}

export function isSameAxis(one: Axis, other: Axis | undefined): boolean {
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
