// Which rows share a column, and where it begins.

/** Rows are aligned while that many blanks in each of them, on average, are enough. */
export const most = 16;

/** Rows that begin in one column. */
export interface Column {
  /** Behind the longest of them. */
  readonly end: number;
}

/**
 * For each end a column: one for all, unless a few are so much longer than the rest that they have one of their own. So
 * one long row does not push all others to the right.
 */
export function columnsOf(ends: readonly number[], limit: number): readonly Column[] {
  const counts = new Map<number, number>();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  const steps = [...counts].sort(([a], [b]) => a - b);
  const columns = new Map<number, Column>();
  const open: (readonly (readonly [end: number, count: number])[])[] = [steps];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const at = widestGap(group, limit);
    if (at > 0) {
      open.push(group.slice(0, at), group.slice(at));
      continue;
    }
    const column: Column = { end: group.at(-1)?.[0] ?? 0 };
    for (const [end] of group) columns.set(end, column);
  }
  return ends.map((end) => columns.get(end) ?? { end });
}

/** Where the group falls into a shorter and a longer part; 0 where it does not. */
function widestGap(group: readonly (readonly [end: number, count: number])[], limit: number): number {
  const all = group.reduce((sum, [, count]) => sum + count, 0);
  let [found, widest, shorter] = [0, limit * all, 0];
  for (let at = 1; at < group.length; at++) {
    const [before, now] = [group[at - 1], group[at]];
    if (before === undefined || now === undefined) break;
    shorter += before[1];
    // The blanks that the gap costs the shorter rows.
    const cost = (now[0] - before[0]) * shorter;
    if (cost > widest) [found, widest] = [at, cost];
  }
  return found;
}
