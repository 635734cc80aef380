// Adds up what parts come to on their lines (meanings P1, P7, P8, M2).

import type { Agreement, Narrow } from './agreement.ts';
import { grown } from './cells.ts';
import { type Lines, openLine, reserveLines } from './lines.ts';
import { NO_LINE, type Parts } from './parts.ts';
import type { Sources } from './scopes.ts';

/** Of each item and month the line that was opened last, and its source; -1: none. */
export interface Newest {
  line: Int32Array;
  source: Int32Array;
}

export function createNewest(): Newest {
  return { line: new Int32Array(0), source: new Int32Array(0) };
}

function reserveNewest(newest: Newest, size: number): void {
  if (size <= newest.line.length) return;
  const known = newest.source.length;
  newest.line = grown(newest.line, new Int32Array(2 * size));
  newest.source = grown(newest.source, new Int32Array(2 * size));
  newest.source.fill(-1, known);
}

/**
 * Charges parts whose lines are gathered by source: an entry, a job, or all of it; a text where an amount is too large.
 * `likely`: how many times as many lines as before there will be in the end.
 */
export function charge(
  agreement: Agreement,
  { timeline, hasStarts, hasAllowance, hasCounting }: Narrow,
  parts: Parts,
  sources: Sources,
  lines: Lines,
  newest: Newest,
  likely: number,
): string | undefined {
  const { tariffs, book } = agreement;
  const { slots, months, width } = timeline;
  const { cells } = book;
  reserveNewest(newest, tariffs.items.length * width);
  const more = (parts.count + (hasStarts ? parts.cut : 0)) * cells.widest;
  reserveLines(lines, lines.count + more, 1.05 * likely * lines.count + more);

  // The loop calls nothing as long as no scope begins: all that it reads and writes are these arrays.
  const { line: lineAt, source: sourceAt } = newest;
  const { members, of: sourceOf } = sources;
  const { row, from, stretch, cell, counted, bought, drawn, chargedAfter, start, line: lineOf, cut } = parts;
  const { first: shareOf, items, works, amounts } = cells;
  const { item: itemOf, row: rowOf, month: monthOf, quantity: quantityOf, exact } = lines;
  const { drawn: drawnOn, bought: boughtOn, from: earliest, until: latest } = lines;
  const most = Number.MAX_SAFE_INTEGER / Math.max(cells.largest, 1);
  const since = hasCounting ? parts.since : from;
  let count = lines.count;
  for (let at = 0; at < cut; at += 1) {
    const each = members[at] as number;
    const source = sourceOf[each] as number;
    for (let part = each; part >= 0; part = hasCounting ? (chargedAfter[part] as number) : -1) {
      lineOf[part] = NO_LINE;
      const stood = stretch[part] as number;
      const slot = slots[stood] as number;
      if (slot < 0) continue;
      if (hasStarts && part === each && (start[part] as number) >= 0) {
        lines.count = count;
        chargeStart(agreement, parts, part, lines, newest, slot, width, months[stood] as number, source);
        count = lines.count;
      }
      const ofBought = hasStarts ? (bought[part] as number) : 0;
      const ofDrawn = hasAllowance ? (drawn[part] as number) : 0;
      const quantity = (counted[part] as number) - ofBought - ofDrawn;
      if (!(quantity <= most)) return 'an amount is too large';
      const first = shareOf[cell[part] as number] as number;
      const end = shareOf[(cell[part] as number) + 1] as number;
      for (let share = first; share < end; share += 1) {
        const isWork = works[share] === 1;
        if (quantity === 0 && !isWork) continue; // Nothing is added to what is free or drawn.
        const place = (items[share] as number) * width + slot;
        const amount = quantity * (amounts[share] as number);
        const own = isWork ? quantity : 0;
        const covers = isWork && share === first;
        let line = lineAt[place] as number;
        if (sourceAt[place] === source) {
          exact[line] = (exact[line] as number) + amount;
          quantityOf[line] = (quantityOf[line] as number) + own;
          if (drawnOn !== undefined && covers) drawnOn[line] = (drawnOn[line] as number) + ofDrawn;
          if (boughtOn !== undefined && covers) boughtOn[line] = (boughtOn[line] as number) + ofBought;
          if (earliest !== undefined) earliest[line] = Math.min(earliest[line] as number, since[part] as number);
          if (latest !== undefined) latest[line] = Math.max(latest[line] as number, from[part] as number);
        } else {
          line = count;
          count += 1;
          lineAt[place] = line;
          sourceAt[place] = source;
          itemOf[line] = items[share] as number;
          rowOf[line] = row[part] as number;
          monthOf[line] = months[stood] as number;
          exact[line] = amount;
          quantityOf[line] = own;
          if (drawnOn !== undefined) drawnOn[line] = covers ? ofDrawn : 0;
          if (boughtOn !== undefined) boughtOn[line] = covers ? ofBought : 0;
          if (earliest !== undefined) earliest[line] = since[part] as number;
          if (latest !== undefined) latest[line] = from[part] as number;
        }
        if (covers) lineOf[part] = line;
      }
    }
  }
  lines.count = count;
  return undefined;
}

/** What it costs that a scope begins. */
function chargeStart(
  { tariffs, quantities, book }: Agreement,
  parts: Parts,
  part: number,
  lines: Lines,
  newest: Newest,
  slot: number,
  width: number,
  month: number,
  source: number,
): void {
  const { cells } = book;
  const begun = parts.start[part] as number;
  const until = cells.first[begun + 1] as number;
  const [row, at] = [parts.row[part] as number, parts.from[part] as number];
  for (let share = cells.first[begun] as number; share < until; share += 1) {
    const item = cells.items[share] as number;
    const isOwn = tariffs.items[item]?.scope !== undefined;
    if (isOwn && cells.amounts[share] === 0) continue; // A line that comes to nothing, and of which nothing is told.
    const place = item * width + slot;
    const isOpen = !isOwn && newest.source[place] === source;
    const line = isOpen ? (newest.line[place] as number) : openLine(lines, item, row, month, at);
    if (!isOwn) {
      newest.line[place] = line;
      newest.source[place] = source;
    }
    if (lines.from !== undefined) lines.from[line] = Math.min(lines.from[line] as number, at);
    if (lines.until !== undefined) lines.until[line] = Math.max(lines.until[line] as number, at);
    lines.exact[line] = (lines.exact[line] as number) + quantities.scale * (cells.amounts[share] as number);
  }
}
