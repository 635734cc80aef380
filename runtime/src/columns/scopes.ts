// Parts by scope: those of each entry, or of each job, visit or ticket, in order of time (meaning C2).

import type { CodeColumn, WorkColumns } from './columns.ts';
import type { Parts } from './parts.ts';
import { asCut } from './turns.ts';

/** The parts of scope s are `members[ends[s]]` to `members[ends[s + 1]]`, without the latter. */
export interface Scopes {
  readonly count: number;
  readonly ends: Int32Array;
  readonly members: Int32Array;
}

/** Rows by what a column says, of the columns that are priced. */
export interface Grouping {
  readonly codes: CodeColumn['codes'];
  /** Of each code the place of the run in which it was met last, as who looks numbers them; UNSAID: it says nothing. */
  readonly met: Uint32Array;
  /** Whether all codes say something. */
  readonly isSaid: boolean;
  /**
   * The cut parts by scope. `order`: in which they are taken. A row that does not say its scope is one of its own. What is
   * given holds until the next is asked for.
   */
  group(parts: Parts, order: Int32Array): Scopes;
}

export const UNSAID = 0xffffffff;

/** By column; undefined: there is no such column. */
export type GroupingsOf = (column: string) => Grouping | undefined;

export function createGroupings({ keys }: WorkColumns): GroupingsOf {
  const known = new Map<string, Grouping>();
  return (name) => {
    const column = keys?.[name];
    const found = known.get(name) ?? (column && createGrouping(column));
    if (found !== undefined) known.set(name, found);
    return found;
  };
}

function createGrouping({ codes, values }: CodeColumn): Grouping {
  const met = new Uint32Array(values.length);
  /** In which round a code was met last, and as which scope. */
  let rounds = new Uint32Array(0);
  let scopes = new Int32Array(0);
  let round = 0;
  let isSaid = true;
  /** The block that was asked for last, which several steps ask for. */
  let known: { readonly block: number; readonly order: Int32Array; readonly scopes: Scopes } | undefined;
  let scopeOf = new Int32Array(0);
  let ends = new Int32Array(0);
  let next = new Int32Array(0);
  let members = new Int32Array(0);
  for (let code = 0; code < values.length; code += 1) {
    if (values[code] !== undefined) continue;
    met[code] = UNSAID;
    isSaid = false;
  }
  return {
    codes,
    met,
    isSaid,
    group: ({ row, cut, block }, order) => {
      if (known?.block === block && known.order === order) return known.scopes;
      if (rounds.length === 0) {
        rounds = new Uint32Array(values.length);
        scopes = new Int32Array(values.length);
      }
      if (members.length < cut) {
        scopeOf = new Int32Array(2 * cut);
        ends = new Int32Array(2 * cut + 1);
        next = new Int32Array(2 * cut + 1);
        members = new Int32Array(2 * cut);
      }
      round += 1;
      let count = 0;
      let before = -1;
      for (let at = 0; at < cut; at += 1) {
        const own = row[order[at] as number] as number;
        const code = codes[own] as number;
        const isSaid = met[code] !== UNSAID;
        if (isSaid ? rounds[code] !== round : own !== before) {
          rounds[code] = round;
          scopes[code] = count;
          count += 1;
          ends[count] = 0;
        }
        const scope = scopes[code] as number;
        before = own;
        scopeOf[at] = scope;
        ends[scope + 1] = (ends[scope + 1] as number) + 1;
      }
      for (let scope = 1; scope <= count; scope += 1) {
        next[scope] = ends[scope - 1] as number;
        ends[scope] = (ends[scope] as number) + (ends[scope - 1] as number);
      }
      for (let at = 0; at < cut; at += 1) {
        const scope = scopeOf[at] as number;
        const place = next[scope + 1] as number;
        members[place] = order[at] as number;
        next[scope + 1] = place + 1;
      }
      known = { block, order, scopes: { count, ends, members } };
      return known.scopes;
    },
  };
}

/** The part with which the scope begins: none that was added to it. */
export function firstCut({ cut }: Parts, { ends, members }: Scopes, scope: number): number {
  let at = ends[scope] as number;
  while ((members[at] as number) >= cut) at += 1;
  return members[at] as number;
}

let all = new Int32Array(0);
let allEnds = new Int32Array(0);
/** Cut parts by scope, each followed by what was added to it. What is given holds until the next is asked for. */
export function withAdded({ count: most, cut, addedAfter }: Parts, { count, ends, members }: Scopes): Scopes {
  if (most === cut) return { count, ends, members };
  if (all.length < most) {
    all = new Int32Array(2 * most);
    allEnds = new Int32Array(2 * most + 1);
  }
  let size = 0;
  for (let scope = 0; scope < count; scope += 1) {
    for (let at = ends[scope] as number; at < (ends[scope + 1] as number); at += 1) {
      for (let part = members[at] as number; part >= 0; part = addedAfter[part] as number) {
        all[size] = part;
        size += 1;
      }
    }
    allEnds[scope + 1] = size;
  }
  return { count, ends: allEnds, members: all };
}

/** Parts by the name of their scope, in the order in which they are given; a row that does not say it is one of its own. */
export function groupByName({ row }: Parts, all: Int32Array, nameOf: (part: number) => number): Scopes {
  const places = new Map<number, number>();
  const scopeOf = new Int32Array(all.length);
  const sizes: number[] = [];
  for (const [at, part] of all.entries()) {
    const said = nameOf(part);
    const name = Number.isNaN(said) ? -1 - (row[part] as number) : said;
    const scope = places.get(name) ?? places.set(name, places.size).size - 1;
    sizes[scope] = (sizes[scope] ?? 0) + 1;
    scopeOf[at] = scope;
  }
  const ends = new Int32Array(sizes.length + 1);
  for (const [scope, size] of sizes.entries()) ends[scope + 1] = (ends[scope] as number) + size;
  const members = new Int32Array(all.length);
  const next = ends.slice();
  for (const [at, part] of all.entries()) {
    const scope = scopeOf[at] as number;
    members[next[scope] as number] = part;
    next[scope] = (next[scope] as number) + 1;
  }
  return { count: sizes.length, ends, members };
}

/** The cut parts by job, whose number each gets as its source; a row without one is a job of its own, as all are where nothing says jobs. */
export function byJob(parts: Parts, jobs: Grouping | undefined): Int32Array {
  const all = asCut(parts.cut);
  const { source, scopes, scopeEnds: ends } = parts;
  const standing = scopes >= 0 ? { count: scopes, ends, members: all } : undefined;
  const found = jobs && (standing ?? jobs.group(parts, all));
  if (found === undefined) return all;
  for (let job = 0; job < found.count; job += 1)
    for (let at = found.ends[job] as number; at < (found.ends[job + 1] as number); at += 1)
      source[found.members[at] as number] = job;
  return found.members;
}
