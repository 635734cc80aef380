// Parts by scope: those of each entry, or of each job, visit or ticket, in order of time (meaning C2).

import type { ScopeInfo } from '../ir.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';
import type { Parts } from './parts.ts';

/** The parts of scope s are `members[ends[s]]` to `members[ends[s + 1]]`, without the latter. */
export interface Scopes {
  readonly count: number;
  readonly ends: Uint32Array;
  readonly members: Uint32Array;
}

/** The cut parts by scope. What is given holds until the same is asked for other parts. */
export interface ScopesOf {
  /** `order`: the parts in their turn. Undefined: some row does not say its scope. */
  over(over: ScopeInfo['over'], parts: Parts, order: Uint32Array): Scopes | undefined;
  /** What lines are gathered by: entries, jobs (a row without one is a job of its own), or all of it. */
  sources(gathers: 'entry' | 'job' | 'month', parts: Parts): Sources;
}

/** The parts by source, and of each part the source: a row that stands for it, and for no other. */
export interface Sources {
  readonly members: Uint32Array;
  readonly of: Uint32Array;
}

export function createScopes({ keys }: WorkColumns): ScopesOf {
  const groupings = new Map<string, Grouping>();
  let numbers = new Uint32Array(0);
  /** The parts as they were cut. */
  function asCut(cut: number): Uint32Array {
    if (numbers.length < cut) numbers = Uint32Array.from({ length: 2 * cut }, (_, part) => part);
    return numbers;
  }
  const entries = ({ rows, ends, cut }: Parts): Scopes => ({ count: rows, ends, members: asCut(cut) });

  function groupingBy(name: string): Grouping | undefined {
    const column = keys?.[name];
    const known = groupings.get(name);
    if (known !== undefined || column === undefined) return known;
    const made = createGrouping(column);
    groupings.set(name, made);
    return made;
  }

  return {
    over: (over, parts, order) =>
      over.kind === 'key' ? groupingBy(over.column)?.group(parts, order, false) : entries(parts),
    sources: (gathers, parts) => {
      const all = asCut(parts.cut);
      const { row, cut } = parts;
      if (gathers === 'month') return { members: all, of: new Uint32Array(parts.count).fill(row[0] as number) };
      const jobs = gathers === 'job' ? groupingBy('job')?.group(parts, all, true) : undefined;
      if (jobs === undefined) return { members: all, of: row };
      const of = new Uint32Array(cut);
      for (let job = 0; job < jobs.count; job += 1) {
        const first = row[jobs.members[jobs.ends[job] as number] as number] as number;
        for (let at = jobs.ends[job] as number; at < (jobs.ends[job + 1] as number); at += 1)
          of[jobs.members[at] as number] = first;
      }
      return { members: jobs.members, of };
    },
  };
}

interface Grouping {
  /** `isAlone`: a row that does not say its scope is one of its own; else there are none then. */
  group(parts: Parts, order: Uint32Array, isAlone: boolean): Scopes | undefined;
}

function createGrouping({ codes, values }: CodeColumn): Grouping {
  let ends = new Uint32Array(0);
  /** In which round a code was met last, and as which scope. */
  const rounds = new Uint32Array(values.length);
  const scopes = new Uint32Array(values.length);
  let round = 0;

  /** Where no scope's parts stand between those of another; -1: they do. */
  function standing({ row, cut }: Parts, order: Uint32Array): number {
    let count = 0;
    let [row0, code0] = [-1, -1];
    for (let at = 0; at < cut; at += 1) {
      const own = row[order[at] as number] as number;
      if (own === row0) continue;
      row0 = own;
      const code = codes[own] as number;
      if (code === code0) continue;
      code0 = code;
      if (values[code] === undefined || rounds[code] === round) return -1;
      rounds[code] = round;
      ends[count] = at;
      count += 1;
    }
    ends[count] = cut;
    return count;
  }

  /** Sorted by counting. */
  function sorted({ row, cut }: Parts, order: Uint32Array, isAlone: boolean): Scopes | undefined {
    const scopeOf = new Uint32Array(cut);
    let count = 0;
    ends.fill(0, 0, cut + 1);
    let row0 = -1;
    for (let at = 0; at < cut; at += 1) {
      const own = row[order[at] as number] as number;
      const code = codes[own] as number;
      const isSaid = values[code] !== undefined;
      if (!isSaid && !isAlone) return undefined;
      if (isSaid ? rounds[code] !== round : own !== row0) {
        rounds[code] = round;
        scopes[code] = count;
        count += 1;
      }
      row0 = own;
      const scope = scopes[code] as number;
      scopeOf[at] = scope;
      ends[scope + 1] = (ends[scope + 1] as number) + 1;
    }
    for (let scope = 1; scope <= count; scope += 1) ends[scope] = (ends[scope] as number) + (ends[scope - 1] as number);
    const members = new Uint32Array(cut);
    const next = ends.slice(0, count);
    for (let at = 0; at < cut; at += 1) {
      const scope = scopeOf[at] as number;
      const place = next[scope] as number;
      members[place] = order[at] as number;
      next[scope] = place + 1;
    }
    return { count, ends, members };
  }

  return {
    group: (parts, order, isAlone) => {
      if (ends.length < parts.cut + 2) ends = new Uint32Array(2 * parts.cut + 2);
      round += 1;
      const count = standing(parts, order);
      if (count >= 0) return { count, ends, members: order };
      round += 1;
      return sorted(parts, order, isAlone);
    },
  };
}
