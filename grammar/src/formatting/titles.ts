// Rows without a title beside rows that have one: whether they leave room for it.
import type { Cut } from './align.ts';
import type { Group } from './groups.ts';
import { order } from './shapes.ts';
import { widthOf } from './width.ts';

/** How wide the title of a row is, and what stands between it and the values. */
interface Numbered {
  readonly at: number;
  readonly title: number;
  readonly head: number;
}

/** So much longer may the longest row become for it. */
const slack = 8;

/**
 * Where it makes no row much longer than the longest already is, the heads of a whole group begin in one column; otherwise
 * those of neighbours that all have a title, or all have none.
 */
export function withTitles(cuts: readonly Cut[], groups: readonly Group[]): readonly Cut[] {
  const result = [...cuts];
  for (const [number, all] of Map.groupBy(cuts.keys(), (at) => groups[at]?.number ?? 0)) {
    const rows = all.flatMap((at) => numbered(cuts[at], at));
    const widest = widestOf(rows, ({ title }) => title);
    const apart = [...Map.groupBy(rows, ({ at }) => groups[at]?.titled).values()].map(
      (run) => widestOf(run, ({ title }) => title) + widestOf(run, ({ head }) => head),
    );
    if (
      widest === 0 ||
      widest + widestOf(rows, ({ head }) => head) > apart.reduce((most, one) => Math.max(most, one), 0) + slack
    )
      continue;
    for (const { at } of rows) {
      const { stops, ...cut } = cuts[at] ?? { indent: 0, pieces: [], stops: [] };
      const shared = { key: `title ${number}`, gap: 2, always: true } as const;
      result[at] = { ...cut, stops: stops.map((stop) => (stop.order === order.title ? { ...stop, ...shared } : stop)) };
    }
  }
  return result;
}

function widestOf(rows: readonly Numbered[], widthIn: (row: Numbered) => number): number {
  return rows.reduce((widest, row) => Math.max(widest, widthIn(row)), 0);
}

/** Rows without a title and without values never leave room: their text is long. */
function numbered(cut: Cut | undefined, at: number): readonly Numbered[] {
  const index = cut?.stops.findIndex((stop) => stop.order === order.title) ?? -1;
  if (cut === undefined || index < 0) return [];
  const [title = '', head = ''] = cut.pieces.slice(index, index + 2);
  const hasValues = cut.stops[index + 1]?.order === order.value;
  if (title === '' && !hasValues) return [];
  return [{ at, title: widthOf(title), head: hasValues ? widthOf(head) : 0 }];
}
