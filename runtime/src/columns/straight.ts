// The common case in one loop: rows that are cut, drawn and charged one by one, since nothing is counted or asked over several
// parts. It does what `cut`, `draw-parts` and `charge` do to a block, in five sixths of the time.

import { NO_LINE, tellPart } from './told.ts';
import type { Work } from './work.ts';

/** Whether the work is of that kind. */
export function isStraight({ shared, ownCells, priceLater, isTimed, together }: Work): boolean {
  const { gathers, by, isWhole } = together;
  const isPlain = shared === undefined && ownCells === undefined && priceLater === undefined;
  return isPlain && isTimed && gathers === 'row' && by === undefined && !isWhole;
}

/** Prices rows from `first` on, as long as each can be priced before the next: where it stopped, to be looked at as a block. */
export function priceStraight(work: Work, first: number): number {
  const { columns, narrow, rows, bases, allowance, parts, lines, told } = work;
  const { start, end = start } = columns;
  const { timeline, scale } = narrow;
  const { origin, starts, atoms, turns, hours, slots, months, width } = timeline;
  const low = work.span.low | 0;
  const high = work.span.high | 0;
  const close = work.span.close | 0;
  const { cells: known } = work.answers;
  const {
    first: shareOf,
    items,
    kinds: works,
    amounts,
    drawn: draws,
    per,
    largest,
    widest,
  } = work.agreement.book.cells;
  const { stretch: stretchOf, cell: cellOf, counted: countedOf } = parts;
  const { item: itemOn, row: rowOn, month: monthOn, quantity: quantityOn, exact } = lines;
  const { drawn: drawnOn, bought: boughtOn, from: earliest, until: latest } = lines;
  const { newest } = work;
  const room = stretchOf.length;
  const lineRoom = itemOn.length;
  const toldRoom = told === undefined ? 0 : told.row.length;
  // No amount can be too large.
  if (!(close * scale * largest <= Number.MAX_SAFE_INTEGER)) return first;
  let turn = allowance?.turn ?? 0;
  let isEmpty = allowance?.isEmpty ?? true;
  let count = lines.count;
  let at = first;
  for (; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const began = (start[row] as number) - origin;
    const ended = (end[row] as number) - origin;
    let from = began | 0;
    const until = ended | 0;
    if (from !== began || until !== ended || from < low || from >= high || until < from || until >= close) break;
    let stretch = hours[(from / 3600) | 0] as number;
    while ((starts[stretch + 1] as number) <= from) stretch += 1;
    const entered = turns[stretch];
    const base = bases[at] as number;
    let size = 0;
    let isKnown = true;
    for (;;) {
      const to = Math.min(starts[stretch + 1] as number, until);
      const cell = known[base + (atoms[stretch] as number)] as number;
      if (cell < 0 || size === room) {
        isKnown = false;
        break;
      }
      stretchOf[size] = stretch;
      cellOf[size] = cell;
      countedOf[size] = (to - from) * scale;
      size += 1;
      if (to === until) break;
      from = to;
      stretch += 1;
    }
    if (!isKnown || count + size * widest > lineRoom || (told !== undefined && told.count + size > toldRoom)) break;
    // What begins in an earlier turn comes before what others have in a later one (meaning W7).
    if (allowance !== undefined && turns[stretch] !== entered && comesBefore(work, at + 1, starts[stretch] as number))
      break;

    const mark = count;
    for (let part = 0; part < size; part += 1) {
      const stretch = stretchOf[part] as number;
      const cell = cellOf[part] as number;
      const counted = countedOf[part] as number;
      let drawn = 0;
      if (allowance !== undefined) {
        if (turns[stretch] !== turn) {
          // Nothing is drawn of what is not known: the block will say so.
          if (!allowance.advance(turns[stretch] as number)) return at;
          ({ turn, isEmpty } = allowance);
        }
        if (!isEmpty && counted > 0 && (draws[cell] as number) >= 0) {
          drawn = allowance.draw(counted, draws[cell] as number, per[cell] as number);
          isEmpty = allowance.isEmpty;
        }
      }
      const slot = slots[stretch] as number;
      const quantity = counted - drawn;
      const from = told === undefined ? 0 : Math.max(began, starts[stretch] as number) + origin;
      let covering = NO_LINE;
      const last = slot < 0 ? 0 : (shareOf[cell + 1] as number);
      for (let share = shareOf[cell] as number; share < last; share += 1) {
        const isWork = works[share] === 1;
        if (!isWork && quantity === 0) continue; // Nothing is added to what is free or drawn.
        const item = items[share] as number;
        const place = item * width + slot;
        const amount = quantity * (amounts[share] as number);
        let line = newest[place] as number;
        if (line >= mark) {
          exact[line] = (exact[line] as number) + amount;
          if (isWork) {
            quantityOn[line] = (quantityOn[line] as number) + quantity;
            if (drawnOn !== undefined) drawnOn[line] = (drawnOn[line] as number) + drawn;
          }
        } else {
          line = count;
          count += 1;
          newest[place] = line;
          itemOn[line] = item;
          rowOn[line] = row;
          monthOn[line] = months[stretch] as number;
          exact[line] = amount;
          quantityOn[line] = isWork ? quantity : 0;
          if (drawnOn !== undefined) drawnOn[line] = isWork ? drawn : 0;
          if (boughtOn !== undefined) boughtOn[line] = 0;
          if (earliest !== undefined) earliest[line] = from;
        }
        if (latest !== undefined) latest[line] = from;
        if (isWork) covering = line;
      }
      if (told !== undefined) {
        const until = part + 1 < size ? (starts[stretch + 1] as number) : ended;
        tellPart(told, row, from, until + origin, cell, counted, drawn, covering);
      }
    }
  }
  lines.count = count;
  return at;
}

/** Whether the row at that place begins before that. */
function comesBefore({ columns, narrow, rows }: Work, at: number, instant: number): boolean {
  return at < rows.length && (columns.start[rows[at] as number] as number) - narrow.timeline.origin < instant;
}
