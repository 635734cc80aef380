// Adds up what the parts of a block come to on their lines (meanings P1, P7, P8, M2).

import { type Halt, wide } from './halt.ts';
import type { Parts } from './parts.ts';
import { byJob } from './scopes.ts';
import { NO_LINE } from './told.ts';
import { asCut } from './turns.ts';
import type { Work } from './work.ts';

/** There must be room for the lines. */
export type ChargeParts = (work: Work) => Halt | undefined;

/**
 * One loop that calls nothing, over the shares of each cell of each part: what it costs that a scope begins comes before
 * the price of its first part (meaning P6), and what is charged with a part right behind it.
 */
export function createChargeParts(parts: Parts): ChargeParts {
  const { row, from, since, source: sourceOf, slot: slotOf, cell: cellOf, counted, bought, drawn } = parts;
  const { start: startOf, chargedAfter, line: lineOf } = parts;

  return ({ narrow, agreement, together, lines, newest, told, firstLine }) => {
    const { first: shareOf, items, kinds, amounts, largest } = agreement.book.cells;
    // What is a whole number, and what true or false, as the engine should know before the loop.
    const width = narrow.timeline.width | 0;
    const firstMonth = (narrow.timeline.months[0] as number) | 0;
    const one = +agreement.quantities.scale;
    const cut = parts.cut | 0;
    const hasStarts = narrow.hasStarts === true;
    const hasAllowance = narrow.hasAllowance === true;
    const most = Number.MAX_SAFE_INTEGER / Math.max(largest, 1);
    const { item: itemOn, row: rowOn, month: monthOn, quantity: quantityOn, exact } = lines;
    const { drawn: drawnOn, bought: boughtOn, from: earliest, until: latest } = lines;
    const isAdded = parts.count > parts.cut;
    const isTold = told !== undefined;
    const members = together.gathers === 'job' ? byJob(parts, together.jobs) : asCut(cut);
    const isEach = Number(together.gathers !== 'all');
    // Of what lines are gathered by, one at a time: what it is, and its first line.
    let source = -1;
    let mark = firstLine | 0;
    let count = lines.count | 0;
    let at = -1;
    let part = -1;
    let slot = -1;
    let ofBought = 0;
    let ofDrawn = 0;
    let rest = 0;
    /** What is charged of a cell, its shares, and whether that of the price is still to come. */
    let quantity = 0;
    let share = 0;
    let first = 0;
    let end = 0;
    let isBegin = false;
    for (;;) {
      if (share === end) {
        let cell = -1;
        if (isBegin) {
          isBegin = false;
          cell = cellOf[part] as number;
          quantity = rest;
        } else {
          part = isAdded && part >= 0 ? (chargedAfter[part] as number) : -1;
          const isCut = part < 0;
          if (isCut) {
            at += 1;
            if (at === cut) break;
            part = members[at] as number;
            const own = (sourceOf[part] as number) | 0;
            mark = (mark + ((count - mark) & -(Number(own !== source) & isEach))) | 0;
            source = own;
          }
          if (isTold) lineOf[part] = NO_LINE;
          slot = slotOf[part] as number;
          if (slot < 0) continue;
          if (hasStarts) ofBought = bought[part] as number;
          if (hasAllowance) ofDrawn = drawn[part] as number;
          rest = (counted[part] as number) - ofBought - ofDrawn;
          if (!(rest <= most)) return wide('an amount is too large');
          cell = cellOf[part] as number;
          quantity = rest;
          if (hasStarts && isCut && (startOf[part] as number) >= 0) {
            isBegin = true;
            cell = startOf[part] as number;
            quantity = one;
          }
        }
        share = shareOf[cell] as number;
        first = share;
        end = shareOf[cell + 1] as number;
        if (share === end) continue;
      }
      const kind = kinds[share] as number;
      const isWork = kind === 1;
      const amount = quantity * (amounts[share] as number);
      // Nothing is added to what is free or drawn, and a begin that is free has no line.
      if (kind === 2 ? amount !== 0 : isWork || quantity !== 0) {
        const item = items[share] as number;
        const place = item * width + slot;
        const own = isWork ? quantity : 0;
        const covers = kind !== 2 && share === first;
        let line = kind === 2 ? -1 : (newest[place] as number);
        if (line >= mark) {
          exact[line] = (exact[line] as number) + amount;
          quantityOn[line] = (quantityOn[line] as number) + own;
          if (drawnOn !== undefined && covers) drawnOn[line] = (drawnOn[line] as number) + ofDrawn;
          if (boughtOn !== undefined && covers) boughtOn[line] = (boughtOn[line] as number) + ofBought;
          // What counting added to the part is no part of what began.
          if (earliest !== undefined)
            earliest[line] = Math.min(earliest[line] as number, (isBegin ? from[part] : since[part]) as number);
          if (latest !== undefined) latest[line] = Math.max(latest[line] as number, from[part] as number);
        } else {
          line = count;
          count += 1;
          if (kind !== 2) newest[place] = line;
          itemOn[line] = item;
          rowOn[line] = row[part] as number;
          monthOn[line] = firstMonth + slot;
          exact[line] = amount;
          quantityOn[line] = own;
          if (drawnOn !== undefined) drawnOn[line] = covers ? ofDrawn : 0;
          if (boughtOn !== undefined) boughtOn[line] = covers ? ofBought : 0;
          if (earliest !== undefined) earliest[line] = (isBegin ? from[part] : since[part]) as number;
          if (latest !== undefined) latest[line] = from[part] as number;
        }
        if (isTold && covers) lineOf[part] = line;
      }
      share += 1;
    }
    lines.count = count;
    return undefined;
  };
}
