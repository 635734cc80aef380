// Parts by scope: those of each entry, or of each job, visit or ticket, in order of time (meaning C2).

import type { ScopeInfo } from '../ir.ts';
import type { CodeColumn, WorkColumns } from './columns.ts';
import type { Parts } from './parts.ts';

/** The parts of one scope: `members[from]` to `members[until]`. */
export type Visit = (members: Uint32Array, from: number, until: number) => boolean;

/** Calls `visit` with the cut parts of every scope; false: some row does not say its scope, or `visit` has refused. */
export type EachScope = (over: ScopeInfo['over'], parts: Parts, order: Uint32Array, visit: Visit) => boolean;

export function createEachScope(columns: WorkColumns): EachScope {
  let numbers = new Uint32Array(0);
  let members = new Uint32Array(0);
  let scopes = new Uint32Array(0);
  const byColumn = new Map<string, Numbering>();

  /** The parts of an entry stand together. */
  function eachEntry({ row, cut }: Parts, visit: Visit): boolean {
    if (numbers.length < cut) numbers = Uint32Array.from({ length: 2 * cut }, (_, part) => part);
    let from = 0;
    for (let until = 1; until <= cut; until += 1) {
      if (until < cut && row[until] === row[from]) continue;
      if (!visit(numbers, from, until)) return false;
      from = until;
    }
    return true;
  }

  function eachKey(column: CodeColumn, numbering: Numbering, { row, cut }: Parts, order: Uint32Array, visit: Visit) {
    if (members.length < cut) {
      members = new Uint32Array(2 * cut);
      scopes = new Uint32Array(2 * cut);
    }
    const { codes, values } = column;
    const sizes: number[] = [];
    numbering.begin();
    for (let at = 0; at < cut; at += 1) {
      const code = codes[row[order[at] as number] as number] as number;
      if (values[code] === undefined) return false;
      const scope = numbering.of(code);
      if (scope === sizes.length) sizes.push(0);
      scopes[at] = scope;
      sizes[scope] = (sizes[scope] as number) + 1;
    }
    const next = new Uint32Array(sizes.length);
    for (let scope = 1; scope < sizes.length; scope += 1)
      next[scope] = (next[scope - 1] as number) + (sizes[scope - 1] as number);
    for (let at = 0; at < cut; at += 1) {
      const scope = scopes[at] as number;
      const place = next[scope] as number;
      members[place] = order[at] as number;
      next[scope] = place + 1;
    }
    let from = 0;
    for (const size of sizes) {
      if (!visit(members, from, from + size)) return false;
      from += size;
    }
    return true;
  }

  return (over, parts, order, visit) => {
    if (parts.cut === 0) return true;
    if (over.kind !== 'key') return eachEntry(parts, visit);
    const column = columns.keys?.[over.column];
    if (column === undefined) return false;
    const numbering = byColumn.get(over.column) ?? createNumbering(column.values.length);
    byColumn.set(over.column, numbering);
    return eachKey(column, numbering, parts, order, visit);
  };
}

/** Numbers 0, 1, 2, … for the codes of one order after another, in the order in which they are met. */
interface Numbering {
  begin(): void;
  of(code: number): number;
}

function createNumbering(codes: number): Numbering {
  const known = new Uint32Array(codes);
  const rounds = new Uint32Array(codes);
  let round = 0;
  let count = 0;
  return {
    begin: () => {
      round += 1;
      count = 0;
    },
    of: (code) => {
      if (rounds[code] !== round) {
        rounds[code] = round;
        known[code] = count;
        count += 1;
      }
      return known[code] as number;
    },
  };
}
