// Cuts a block of rows where the situation may change, and looks up what a unit of each part comes to (meaning C1).

import { type Halt, wide } from './halt.ts';
import type { Parts } from './parts.ts';
import type { Span, Work } from './work.ts';

/** So many rows stay near the processor from one step to the next; a block ends behind them as soon as it may. */
const ENOUGH = 512;
const NEVER = 0x7fffffff;

/** The parts of the rows from `parts.begun` to `parts.end`: as few as can be priced without those that follow. */
export type CutBlock = (work: Work) => Halt | undefined;

export function createCutBlock(parts: Parts): CutBlock {
  const { begins, finishes, firsts, ends, scopeEnds, row: rowOf, source, stretch: stretchOf, slot: slotOf } = parts;
  const { place: placeOf, cell: cellOf, counted, from: fromOf, until: untilOf, since } = parts;
  // Counting may add as many parts as there are.
  const room = rowOf.length >> 1;

  /** Takes as many rows as are priced together, and finds in which stretch each begins. */
  function takeRows({ columns, narrow, isTimed, rows, span, together, before }: Work): Halt | undefined {
    const { start, end = start } = columns;
    const last = isTimed ? end : start;
    const { starts, turns, turnEnds, hours } = narrow.timeline;
    // What are whole numbers, and what is true or false, as the engine should know before it comes to the loop.
    const origin = +narrow.timeline.origin;
    const low = span.low | 0;
    const high = span.high | 0;
    const close = span.close | 0;
    const isWhole = together.isWhole === true;
    const codes = together.by?.codes;
    const met = together.by?.met;
    const first = parts.begun | 0;
    /** Numbers of rows, those of other orders before them: since when scopes are met in this one, and in this block. */
    const order = (before + 1) | 0;
    const block = (order + first) | 0;
    let scopes = 0;
    let scope = -1;
    let turnEnd = narrow.inTurns === true ? 0 : NEVER;
    let latest = -1;
    let isInTurn = true;
    let isStanding = met !== undefined;
    let size = 0;
    for (let at = first; at < rows.length; at += 1) {
      const row = (rows[at] as number) | 0;
      const began = (start[row] as number) - origin;
      const ended = (last[row] as number) - origin;
      const from = began | 0;
      const until = ended | 0;
      if (from !== began || until !== ended || from < low || from >= high || until < from || until >= close)
        return wide(wrongTime(began, ended, span));
      let stretch = hours[(from / 3600) | 0] as number;
      if ((starts[stretch + 1] as number) <= from) stretch = stretchAt(starts, stretch, from);
      if (from >= turnEnd) turnEnd = turnEnds[turns[stretch] as number] as number;
      const code = codes === undefined ? -1 : (codes[row] as number) | 0;
      if (size >= ENOUGH && latest < turnEnd && (codes === undefined || code !== scope) && !isWhole) break;
      if (size === room) return { kind: 'parts' };
      if (met !== undefined && code !== scope) {
        const known = (met[code] as number) | 0;
        // UNSAID, as a whole number with a sign.
        if (known === -1) {
          scope = -1;
        } else {
          if (known >= block) isStanding = false;
          else if (known >= order) return { kind: 'whole' };
          met[code] = order + at;
          scope = code;
        }
        scopeEnds[scopes] = size;
        scopes += 1;
      }
      // What began in an earlier turn comes before what others have in a later one (meaning W7).
      if (latest >= turnEnd) isInTurn = false;
      // The later one, without a branch, which could not be foretold.
      const later = until - Number(until !== from) - latest;
      latest = (latest + (later & ~(later >> 31))) | 0;
      begins[size] = from;
      finishes[size] = until;
      firsts[size] = stretch;
      size += 1;
    }
    parts.end = first + size;
    parts.scopes = isStanding && isInTurn ? scopes : -1;
    parts.isInTurn = isInTurn;
    scopeEnds[scopes] = size;
    return undefined;
  }

  /** One loop, since another within it would take half as long again: the engine puts by what it holds before each. */
  function cutRows({ narrow, rows, bases, answers, told }: Work): Halt | undefined {
    const { starts, atoms, slots } = narrow.timeline;
    const origin = +narrow.timeline.origin;
    const scale = +narrow.scale;
    const isScoped = narrow.isScoped === true;
    const isTold = told !== undefined;
    const { cells: known } = answers;
    const first = parts.begun | 0;
    const taken = (parts.end - first) | 0;
    let size = 0;
    let at = 0;
    let from = begins[0] as number;
    let stretch = firsts[0] as number;
    ends[0] = 0;
    while (at < taken) {
      const row = (rows[first + at] as number) | 0;
      const until = finishes[at] as number;
      const to = Math.min(starts[stretch + 1] as number, until);
      const place = (((bases[first + at] as number) | 0) + (atoms[stretch] as number)) | 0;
      const cell = known[place] as number;
      if (cell < 0) return { kind: 'place', row, place };
      if (size === room) return { kind: 'parts' };
      rowOf[size] = row;
      source[size] = row;
      stretchOf[size] = stretch;
      slotOf[size] = slots[stretch] as number;
      cellOf[size] = cell;
      counted[size] = (to - from) * scale;
      if (isScoped) placeOf[size] = place;
      if (isTold) {
        fromOf[size] = from + origin;
        since[size] = from + origin;
        untilOf[size] = to + origin;
      }
      size += 1;
      if (to === until) {
        at += 1;
        ends[at] = size;
        from = begins[at] as number;
        stretch = firsts[at] as number;
      } else {
        from = to;
        stretch += 1;
      }
    }
    parts.block += 1;
    parts.cut = size;
    parts.count = size;
    return undefined;
  }

  return (work) => {
    const halt = takeRows(work) ?? cutRows(work);
    if (halt !== undefined) return halt;
    for (let scope = 0; scope <= parts.scopes; scope += 1)
      scopeEnds[scope] = ends[scopeEnds[scope] as number] as number;
    return work.isTimed ? undefined : takeQuantities(work.columns.quantity, work.narrow.scale, parts);
  };
}

function stretchAt(starts: Int32Array, from: number, at: number): number {
  let stretch = from;
  while ((starts[stretch + 1] as number) <= at) stretch += 1;
  return stretch;
}
/** Of what happens at an instant. */
function takeQuantities(
  given: Float64Array | undefined,
  scale: number,
  { row, counted, cut }: Parts,
): Halt | undefined {
  for (let part = 0; part < cut; part += 1) {
    const said = given === undefined ? 1 : (given[row[part] as number] as number);
    if (!(said >= 0 && Math.floor(said) === said)) return wide('a quantity is not whole');
    counted[part] = said * scale;
    if (!(said * scale <= Number.MAX_SAFE_INTEGER)) return wide('a quantity is too large');
  }
  return undefined;
}

/** Rows must lie between known instants, and begin on a day of the order and of the agreement (meaning Q8). */
function wrongTime(began: number, ended: number, { low, high, close }: Span): string {
  const lies = began >= low && began < high && ended >= began && ended < close;
  return lies ? 'a time is not a whole number of seconds' : 'a row lies outside of what is known';
}
