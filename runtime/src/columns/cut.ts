// Cuts a block of rows where the situation may change, and looks up what a unit of each part comes to (meaning C1).

import { type Halt, wide } from './halt.ts';
import type { Parts } from './parts.ts';
import type { Span, Work } from './work.ts';

/** So many parts stay near the processor from one step to the next; a block ends behind them as soon as it may. */
const ENOUGH = 512;

/** The parts of the rows from `parts.begun` to `parts.end`: as few as can be priced without those that follow. */
export function cutBlock(work: Work): Halt | undefined {
  const { columns, narrow, isTimed, rows, bases, shared, parts, told } = work;
  const { start, end = start } = columns;
  const last = isTimed ? end : start;
  const { timeline } = narrow;
  const { starts, atoms, turns, hours } = timeline;
  // What are whole numbers, and what is true or false, as the engine should know before it comes to the loop.
  const origin = +timeline.origin;
  const scale = +narrow.scale;
  const inTurns = narrow.inTurns === true;
  const isScoped = narrow.isScoped === true;
  const isTold = told !== undefined;
  const isShared = shared !== undefined;
  const low = work.span.low | 0;
  const high = work.span.high | 0;
  const close = work.span.close | 0;
  const { by } = work.together;
  const isWhole = work.together.isWhole === true;
  const { cells: known } = work.answers;
  const { ends, scopeEnds, row: rowOf, stretch: stretchOf, place: placeOf, cell: cellOf, counted } = parts;
  const { from: fromOf, until: untilOf, since } = parts;
  const codes = by?.codes;
  const met = by?.met;
  const first = parts.begun | 0;
  /** Numbers of rows, those of other orders before them: since when scopes are met in this one, and in this block. */
  const order = (work.before + 1) | 0;
  const block = (order + first) | 0;
  // Counting may add as many parts as there are.
  const room = rowOf.length >> 1;
  let size = 0;
  let scopes = 0;
  let scope = -1;
  let lastTurn = -1;
  let isInTurn = true;
  let isStanding = by !== undefined;
  let at = first;
  for (; at < rows.length; at += 1) {
    const row = (rows[at] as number) | 0;
    const began = (start[row] as number) - origin;
    const ended = (last[row] as number) - origin;
    let from = began | 0;
    const until = ended | 0;
    if (from !== began || until !== ended || from < low || from >= high || until < from || until >= close)
      return wide(wrongTime(began, ended, work.span));
    let stretch = hours[(from / 3600) | 0] as number;
    while ((starts[stretch + 1] as number) <= from) stretch += 1;
    const turn = inTurns ? (turns[stretch] as number) : 0;
    const code = codes === undefined ? -1 : (codes[row] as number) | 0;
    if (size >= ENOUGH && turn >= lastTurn && (codes === undefined || code !== scope) && !isWhole) break;
    if (met !== undefined && code !== scope) {
      const before = (met[code] as number) | 0;
      // UNSAID, as a whole number with a sign.
      if (before === -1) {
        scope = -1;
      } else {
        if (before >= block) isStanding = false;
        else if (before >= order) return { kind: 'whole' };
        met[code] = order + at;
        scope = code;
      }
      scopeEnds[scopes] = size;
      scopes += 1;
    }
    if (isShared) ends[at - first] = size;
    // What began in an earlier turn comes before what others have in a later one (meaning W7).
    if (turn < lastTurn) isInTurn = false;
    const base = (bases[at] as number) | 0;
    for (;;) {
      const to = Math.min(starts[stretch + 1] as number, until);
      const place = base + (atoms[stretch] as number);
      const cell = known[place] as number;
      if (cell < 0) return { kind: 'place', row, place };
      if (size === room) return { kind: 'parts' };
      rowOf[size] = row;
      stretchOf[size] = stretch;
      cellOf[size] = cell;
      counted[size] = (to - from) * scale;
      if (isScoped) placeOf[size] = place;
      if (isTold) {
        fromOf[size] = from + origin;
        since[size] = from + origin;
        untilOf[size] = to + origin;
      }
      size += 1;
      if (to === until) break;
      from = to;
      stretch += 1;
    }
    if (inTurns) lastTurn = Math.max(lastTurn, turns[stretch] as number);
  }
  ends[at - first] = size;
  scopeEnds[scopes] = size;
  parts.end = at;
  parts.cut = size;
  parts.count = size;
  parts.scopes = isStanding && isInTurn ? scopes : -1;
  parts.isInTurn = isInTurn;
  return isTimed ? undefined : takeQuantities(columns.quantity, scale, parts);
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
