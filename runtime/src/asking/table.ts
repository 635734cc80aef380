// The decision table of one question: from the coordinates of a situation to the clauses that nothing beats (meanings Q1–Q7).
import type { Instant, Order } from '../ir.ts';

/** One coordinate of a situation. Its codes are 0..size - 1; `unknown` stands for a value that is not stated. */
export interface Axis<S> {
  readonly kind: 'choice' | 'number' | 'moment' | 'date';
  /** Id of the dimension or number, or name of the moment. */
  readonly id: string;
  /** Axes of one name have the same codes, whatever is asked. */
  readonly name: string;
  readonly size: number;
  /** The boxes whose condition on this axis the code fulfils. */
  mask(code: number): bigint;
  /** The boxes that do not ask about this axis. */
  readonly unasked: bigint;
  code(situation: S): number;
  /** Where the code may change while the question's own moment moves through `(from, until)`. */
  borders?(from: Instant, until: Instant, order: Order | undefined): Instant[];
}

export const unknown = -1;

/** The clauses of one question as boxes: a box holds where all axes say so; a clause where one of its boxes does. */
export interface Table<S> {
  readonly axes: readonly Axis<S>[];
  /** For each box, the clause it belongs to. */
  readonly owners: readonly number[];
  /** For each clause, the clauses that beat it. */
  readonly beatenBy: readonly bigint[];
}

/** How the unbeaten matching clauses (in the order of the IR), or the axes that must be known, become an answer. */
export interface Verdict<A> {
  known(clauses: readonly number[]): A;
  unknown(axes: readonly number[]): A;
  equal(a: readonly number[], b: readonly number[]): boolean;
}

/** A table that remembers the answer of each kind of situation: a million rows cost a million look-ups. */
export interface Lookup<S, A> {
  readonly table: Table<S>;
  answer(situation: S): A;
}

/** More combinations of unstated values than this are not tried: the values are asked for instead. */
const MOST_COMBINATIONS = 10_000;

/** `unstated`: a value that is not stated is tried out (meaning Q7), or fulfils no condition on it. */
export function createLookup<S, A>(
  table: Table<S>,
  verdict: Verdict<A>,
  unstated: 'tried' | 'unfulfilled' = 'tried',
): Lookup<S, A> {
  const { axes, owners, beatenBy } = table;
  const key = keyOf(axes);
  const everyBox = (1n << BigInt(owners.length)) - 1n;
  const memo = new Map<number | string, A>();

  const masksOn = (index: number): readonly bigint[] => {
    const axis = axes[index];
    return axis === undefined ? [] : Array.from({ length: axis.size }, (_, code) => axis.mask(code));
  };

  const codesOf = (situation: S): number[] => axes.map((axis) => axis.code(situation));

  function decide(codes: readonly number[]): A {
    let live = everyBox;
    const open: number[] = [];
    codes.forEach((code, index) => {
      if (code !== unknown) live &= axes[index]?.mask(code) ?? 0n;
      else if (unstated === 'tried') open.push(index);
      else live &= axes[index]?.unasked ?? 0n;
    });
    const found = tryAll(live, open, { left: MOST_COMBINATIONS });
    return 'known' in found ? verdict.known(found.known) : verdict.unknown(found.unknown);
  }

  /** Q7: what is not stated does not matter when every value gives the same answer; it is that of all clauses that give it. */
  function tryAll(live: bigint, open: readonly number[], budget: { left: number }): Found {
    let certain = live;
    const relevant: number[] = [];
    for (const index of open) {
      const masks = masksOn(index);
      if (new Set(masks.map((mask) => mask & live)).size > 1) relevant.push(index);
      else certain &= masks[0] ?? certain;
    }
    const [first, ...rest] = relevant;
    if (first === undefined) return { known: unbeaten(certain) };
    let common: readonly number[] | undefined;
    for (const outcome of new Set(masksOn(first).map((mask) => mask & certain))) {
      budget.left -= 1;
      const found = budget.left < 0 ? undefined : tryAll(outcome, rest, budget);
      if (found === undefined || 'unknown' in found) return { unknown: relevant };
      if (common !== undefined && !verdict.equal(common, found.known)) return { unknown: relevant };
      common = union(common ?? [], found.known);
    }
    return { known: common ?? [] };
  }

  /** Q1. A circle of clauses that beat each other leaves all of them: a contradiction, not a gap. */
  function unbeaten(live: bigint): number[] {
    const matches = [...new Set(bitsOf(live).map((box) => owners[box] ?? 0))].sort((a, b) => a - b);
    const matching = maskOf(matches);
    const best = matches.filter((clause) => ((beatenBy[clause] ?? 0n) & matching) === 0n);
    return best.length > 0 ? best : matches;
  }

  return {
    table,
    answer: (situation) => {
      const id = key(situation);
      const known = memo.get(id);
      if (known !== undefined) return known;
      const found = decide(codesOf(situation));
      memo.set(id, found);
      return found;
    },
  };
}

/** The codes as one number in mixed radix, unknown being the digit 0; a text where that would not be exact. */
export function keyOf<S>(axes: readonly Axis<S>[]): (situation: S) => number | string {
  const size = axes.reduce((product, axis) => product * (axis.size + 1), 1);
  if (size > Number.MAX_SAFE_INTEGER) return (situation) => axes.map((axis) => axis.code(situation)).join();
  return (situation) => {
    let number = 0;
    for (const axis of axes) number = number * (axis.size + 1) + axis.code(situation) + 1;
    return number;
  };
}

type Found = { readonly known: readonly number[] } | { readonly unknown: readonly number[] };

const union = (a: readonly number[], b: readonly number[]) =>
  [...new Set([...a, ...b])].sort((one, other) => one - other);

/** The bits of those of which it holds. A number of many bits is made at once: each change of one copies it. */
export function maskWhere<T>(all: readonly T[], holds: (one: T) => boolean): bigint {
  let digits = '';
  for (let end = all.length + (-all.length & 3); end > 0; end -= 4) {
    let digit = 0;
    for (let at = end - 4; at < Math.min(end, all.length); at += 1)
      if (holds(all[at] as T)) digit |= 1 << (at - (end - 4));
    digits += digit.toString(16);
  }
  return BigInt(`0x0${digits}`);
}

/** `bits` ascending. */
export function maskOf(bits: readonly number[]): bigint {
  if (bits.length < fewBits) return bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
  const among = new Set(bits);
  return maskWhere(
    Array.from({ length: (bits.at(-1) ?? -1) + 1 }, (_, bit) => bit),
    (bit) => among.has(bit),
  );
}

const fewBits = 8;

/** Which bits are set, ascending. */
function bitsOf(mask: bigint): number[] {
  const digits = mask.toString(16);
  const bits: number[] = [];
  for (let at = digits.length - 1, first = 0; at >= 0; at -= 1, first += 4)
    for (let digit = Number.parseInt(digits[at] ?? '0', 16), bit = first; digit > 0; digit >>= 1, bit += 1)
      if ((digit & 1) === 1) bits.push(bit);
  return bits;
}
