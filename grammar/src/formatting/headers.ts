// Lines that name the columns of the row below them: comments, and the first row of a matrix.
import type { Cut } from './align.ts';
import { headerOf } from './comments.ts';
import type { Group } from './groups.ts';
import { isPipe, order, type Stop } from './shapes.ts';

/** What a line names columns with. */
interface Header {
  readonly lead: string;
  readonly names: readonly string[];
  /** Blanks between the two. */
  readonly gap: number;
  /** How far before the value the first name stands. */
  readonly off: number;
}

/** Each such line in pieces that stand in the columns of the first row of its group with as many values. */
export function withHeaders(cuts: readonly Cut[], groups: readonly Group[]): readonly Cut[] {
  const result = [...cuts];
  let above: { readonly at: number; readonly header: Header } | undefined;
  for (const [at, cut] of cuts.entries()) {
    const header = commentHeader(cut) ?? matrixHeader(cut);
    if (header !== undefined) above = { at, header };
    else if (above !== undefined && groups[at]?.number !== groups[above.at]?.number) above = undefined;
    const stops = cut.stops.filter((stop) => stop.order === order.value || isPipe(stop));
    if (above === undefined || header !== undefined || stops[0]?.order !== order.value || stops.length < 2) continue;
    if (stops.length === above.header.names.length)
      result[above.at] = named(cuts[above.at] ?? cut, above.header, stops, at);
    above = undefined;
  }
  return result;
}

function named(
  { indent, pieces, stops }: Cut,
  { lead, names, gap, off }: Header,
  columns: readonly Stop[],
  row: number,
): Cut {
  const own = columns.map((stop, index) => (index === 0 ? { ...stop, gap } : stop));
  const comment = stops.filter((stop) => stop.order === order.comment);
  const said = comment.length === 0 ? [] : pieces.slice(-1);
  return { indent, pieces: [lead, ...names, ...said], stops: [...own, ...comment], names: { row, off } };
}

/** `//  Level    Basic | Plus` */
function commentHeader({ pieces: [comment = ''] }: Cut): Header | undefined {
  const { lead = '', names: [first = '', ...others] = [] } = headerOf(comment) ?? {};
  if (lead === '') return undefined;
  // One blank would make the lead a part of the name.
  return { lead, names: [first, ...others.map(behindPipe)], gap: lead === '//' ? 1 : 2, off: 0 };
}

/** `| high | low` above the rows of a matrix. */
function matrixHeader({ pieces: [row = ''] }: Cut): Header | undefined {
  if (!row.startsWith('|')) return undefined;
  const names = row.slice(1).split('|').map(behindPipe);
  return { lead: '', names, gap: 0, off: -2 };
}

function behindPipe(name: string): string {
  return `| ${name.trim()}`.trimEnd();
}
