// Adds up what the parts of a block come to on their lines (meanings P1, P7, P8, M2).

import { chargeStart } from './charge-start.ts';
import { type Halt, wide } from './halt.ts';
import { sourcesOf } from './scopes.ts';
import { NO_LINE } from './told.ts';
import type { Work } from './work.ts';

/** There must be room for the lines. */
export function charge(work: Work): Halt | undefined {
  const { narrow, together, parts, lines, newest, told } = work;
  const { timeline, hasStarts, hasAllowance } = narrow;
  const { slots, months, width } = timeline;
  const { cells } = work.agreement.book;
  const { first: shareOf, items, works, amounts } = cells;
  const most = Number.MAX_SAFE_INTEGER / Math.max(cells.largest, 1);
  const { row: rowOf, from, since, stretch: stretchOf, cell: cellOf, counted, bought, drawn, cut } = parts;
  const { start: startOf, chargedAfter, line: lineOf } = parts;
  const { item: itemOn, row: rowOn, month: monthOn, quantity: quantityOn, exact } = lines;
  const { drawn: drawnOn, bought: boughtOn, from: earliest, until: latest } = lines;
  const isAdded = parts.count > cut;
  const isTold = told !== undefined;
  const sources = together.gathers === 'job' ? sourcesOf(parts, together.jobs) : undefined;
  const members = sources?.members;
  const sourceOf = sources?.of ?? rowOf;
  const isOne = together.gathers === 'all';
  // Of what lines are gathered by, one at a time: what it is, and its first line.
  let source = NO_LINE;
  let mark = work.firstLine;
  let count = lines.count;
  for (let at = 0; at < cut; at += 1) {
    const each = members === undefined ? at : (members[at] as number);
    const own = sourceOf[each] as number;
    if (own !== source && !isOne) {
      source = own;
      mark = count;
    }
    for (let part = each; part >= 0; part = isAdded ? (chargedAfter[part] as number) : -1) {
      const stretch = stretchOf[part] as number;
      const slot = slots[stretch] as number;
      if (isTold) lineOf[part] = NO_LINE;
      if (slot < 0) continue;
      if (hasStarts && part === each && (startOf[part] as number) >= 0) {
        lines.count = count;
        chargeStart(work, part, slot, mark);
        count = lines.count;
      }
      const ofBought = hasStarts ? (bought[part] as number) : 0;
      const ofDrawn = hasAllowance ? (drawn[part] as number) : 0;
      const quantity = (counted[part] as number) - ofBought - ofDrawn;
      if (!(quantity <= most)) return wide('an amount is too large');
      const cell = cellOf[part] as number;
      const first = shareOf[cell] as number;
      const end = shareOf[cell + 1] as number;
      for (let share = first; share < end; share += 1) {
        const isWork = works[share] === 1;
        if (!isWork && quantity === 0) continue; // Nothing is added to what is free or drawn.
        const item = items[share] as number;
        const place = item * width + slot;
        const amount = quantity * (amounts[share] as number);
        const own = isWork ? quantity : 0;
        const covers = isWork && share === first;
        let line = newest[place] as number;
        if (line >= mark) {
          exact[line] = (exact[line] as number) + amount;
          quantityOn[line] = (quantityOn[line] as number) + own;
          if (drawnOn !== undefined && covers) drawnOn[line] = (drawnOn[line] as number) + ofDrawn;
          if (boughtOn !== undefined && covers) boughtOn[line] = (boughtOn[line] as number) + ofBought;
          if (earliest !== undefined) earliest[line] = Math.min(earliest[line] as number, since[part] as number);
          if (latest !== undefined) latest[line] = Math.max(latest[line] as number, from[part] as number);
        } else {
          line = count;
          count += 1;
          newest[place] = line;
          itemOn[line] = item;
          rowOn[line] = rowOf[part] as number;
          monthOn[line] = months[stretch] as number;
          exact[line] = amount;
          quantityOn[line] = own;
          if (drawnOn !== undefined) drawnOn[line] = covers ? ofDrawn : 0;
          if (boughtOn !== undefined) boughtOn[line] = covers ? ofBought : 0;
          if (earliest !== undefined) earliest[line] = since[part] as number;
          if (latest !== undefined) latest[line] = from[part] as number;
        }
        if (isTold && covers) lineOf[part] = line;
      }
    }
  }
  lines.count = count;
  return undefined;
}
