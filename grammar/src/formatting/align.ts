// Sets the columns of all rows, from left to right.
import { columnsOf, most } from './columns.ts';
import { order, type Stop } from './shapes.ts';
import { widthOf } from './width.ts';

/** A line in pieces: each but the first stands at a stop. */
export interface Cut {
  readonly indent: number;
  readonly pieces: readonly string[];
  readonly stops: readonly Stop[];
  /** The line names the columns of that row: its first stop stands where the row's value does, that many columns off. */
  readonly names?: { readonly row: number; readonly off: number };
}

/** A stop of a line, with the line's number. */
interface Slot {
  readonly line: number;
  readonly index: number;
  readonly stop: Stop;
}

/** The lines with blanks between their pieces. */
export function aligned(cuts: readonly Cut[]): readonly string[] {
  const texts = cuts.map(({ indent, pieces: [first = ''] }) => ' '.repeat(indent) + first);
  const widths = cuts.map(({ indent, pieces: [first = ''] }) => indent + widthOf(first));
  /** Where the values of each row begin. */
  const values = new Map<number, number>();

  const place = ({ line, index, stop }: Slot, end: number): void => {
    const piece = cuts[line]?.pieces[index + 1] ?? '';
    const width = widths[line] ?? 0;
    const start = Math.max(end, width) + stop.gap;
    if (stop.order <= order.value) values.set(line, start);
    texts[line] += ' '.repeat(start - width) + piece;
    widths[line] = start + widthOf(piece);
  };
  const slots = cuts.flatMap(({ stops }, line) => stops.map((stop, index): Slot => ({ line, index, stop })));
  for (const [at, all] of [...Map.groupBy(slots, ({ stop }) => stop.order)].sort(([a], [b]) => a - b)) {
    // Rows whose values begin in one column share the columns behind it.
    const keyOf = ({ line, stop: { key } }: Slot) =>
      at < order.pipe || at === order.comment ? key : `${key} ${values.get(line)}`;
    const [headers, rows] = [all.filter(isName), all.filter((slot) => !isName(slot))];
    for (const together of Map.groupBy(rows, keyOf).values()) {
      const limit = together.some(({ stop }) => stop.always) ? Number.POSITIVE_INFINITY : most;
      const columns = columnsOf(
        together.map(({ line }) => widths[line] ?? 0),
        limit,
      );
      for (const [index, slot] of together.entries()) place(slot, columns[index]?.end ?? 0);
    }
    for (const slot of headers) {
      const { row = 0, off = 0 } = cuts[slot.line]?.names ?? {};
      place(slot, (values.get(row) ?? 0) + off - slot.stop.gap);
      values.set(slot.line, values.get(row) ?? 0);
    }
  }
  return texts;

  function isName({ line, index }: Slot): boolean {
    return index === 0 && cuts[line]?.names !== undefined;
  }
}
