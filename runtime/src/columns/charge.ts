// Adds up what the parts of a block come to on their lines (meanings P1, P7, P8, M2).

import { type Halt, wide } from './halt.ts';
import { sourcesOf } from './scopes.ts';
import { NO_LINE } from './told.ts';
import type { Work } from './work.ts';

/** There must be room for the lines. Nothing is called while they are added up: a call costs more than what it would say. */
export function charge(work: Work): Halt | undefined {
  const { narrow, together, parts, lines, newest, told } = work;
  const { slots, months } = narrow.timeline;
  const { quantities, book } = work.agreement;
  const { first: shareOf, items, kinds, amounts, largest } = book.cells;
  // What is a whole number, and what true or false, as the engine should know before the loop.
  const width = narrow.timeline.width | 0;
  const firstMonth = (months[0] as number) | 0;
  const cut = parts.cut | 0;
  const hasStarts = narrow.hasStarts === true;
  const hasAllowance = narrow.hasAllowance === true;
  const most = Number.MAX_SAFE_INTEGER / Math.max(largest, 1);
  const { row: rowOf, from, since, stretch: stretchOf, cell: cellOf, counted, bought, drawn } = parts;
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
  let source = -1;
  let mark = work.firstLine | 0;
  let count = lines.count | 0;
  for (let at = 0; at < cut; at += 1) {
    const each = members === undefined ? at : (members[at] as number);
    const own = (sourceOf[each] as number) | 0;
    if (own !== source && !isOne) {
      source = own;
      mark = count;
    }
    for (let part = each; part >= 0; part = isAdded ? (chargedAfter[part] as number) : -1) {
      const slot = slots[stretchOf[part] as number] as number;
      if (isTold) lineOf[part] = NO_LINE;
      if (slot < 0) continue;
      const ofBought = hasStarts ? (bought[part] as number) : 0;
      const ofDrawn = hasAllowance ? (drawn[part] as number) : 0;
      const rest = (counted[part] as number) - ofBought - ofDrawn;
      if (!(rest <= most)) return wide('an amount is too large');
      const priced = cellOf[part] as number;
      const begun = hasStarts && part === each ? (startOf[part] as number) : -1;
      // What it costs that a scope begins comes before the price of its first part (meaning P6).
      for (let cell = begun < 0 ? priced : begun; cell >= 0; cell = cell === priced ? -1 : priced) {
        const quantity = cell === priced ? rest : quantities.scale;
        // What counting added to the part is no part of what began.
        const posted = cell === priced ? since : from;
        const first = shareOf[cell] as number;
        const end = shareOf[cell + 1] as number;
        for (let share = first; share < end; share += 1) {
          const kind = kinds[share] as number;
          const isWork = kind === 1;
          const amount = quantity * (amounts[share] as number);
          // Nothing is added to what is free or drawn, and a begin that is free has no line.
          if (kind === 2 ? amount === 0 : !isWork && quantity === 0) continue;
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
            if (earliest !== undefined) earliest[line] = Math.min(earliest[line] as number, posted[part] as number);
            if (latest !== undefined) latest[line] = Math.max(latest[line] as number, from[part] as number);
          } else {
            line = count;
            count += 1;
            if (kind !== 2) newest[place] = line;
            itemOn[line] = item;
            rowOn[line] = rowOf[part] as number;
            monthOn[line] = firstMonth + slot;
            exact[line] = amount;
            quantityOn[line] = own;
            if (drawnOn !== undefined) drawnOn[line] = covers ? ofDrawn : 0;
            if (boughtOn !== undefined) boughtOn[line] = covers ? ofBought : 0;
            if (earliest !== undefined) earliest[line] = posted[part] as number;
            if (latest !== undefined) latest[line] = from[part] as number;
          }
          if (isTold && covers) lineOf[part] = line;
        }
      }
    }
  }
  lines.count = count;
  return undefined;
}
