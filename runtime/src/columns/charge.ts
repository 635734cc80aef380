// Adds up what parts come to on their lines (meanings P1, P7, P8, M2).

import type { Agreement, Narrow } from './agreement.ts';
import { grown } from './cells.ts';
import { type Lines, openLine, reserveLines } from './lines.ts';
import { NO_LINE, type Parts } from './parts.ts';
import type { Sources } from './scopes.ts';

export interface Charging {
  /** Forgets all lines: others take their places. */
  begin(): void;
  /**
   * Charges parts whose lines are gathered by source: an entry, a job, or all of it; a text where an amount is too large.
   * `likely`: how many times as many lines as before there will be in the end.
   */
  charge(narrow: Narrow, parts: Parts, sources: Sources, likely: number): string | undefined;
}

export function createCharging({ tariffs, quantities, book }: Agreement, lines: Lines): Charging {
  const { cells } = book;
  /** Of each item and month the line that was opened last, and its source; -1: none. */
  let newest = new Int32Array(0);
  let newestOf = new Int32Array(0);

  /** What it costs that a scope begins. */
  function chargeStart(parts: Parts, part: number, slot: number, width: number, month: number, source: number): void {
    const begun = parts.start[part] as number;
    const until = cells.first[begun + 1] as number;
    const [row, at] = [parts.row[part] as number, parts.from[part] as number];
    for (let share = cells.first[begun] as number; share < until; share += 1) {
      const item = cells.items[share] as number;
      const isOwn = tariffs.items[item]?.scope !== undefined;
      const isOpen = !isOwn && newestOf[item * width + slot] === source;
      const line = isOpen ? (newest[item * width + slot] as number) : openLine(lines, item, row, month, at);
      if (!isOwn) {
        newest[item * width + slot] = line;
        newestOf[item * width + slot] = source;
      }
      lines.exact[line] = (lines.exact[line] as number) + quantities.scale * (cells.amounts[share] as number);
    }
  }

  function charge(
    { timeline, hasStarts, hasAllowance, hasCounting }: Narrow,
    parts: Parts,
    sources: Sources,
    likely: number,
  ): string | undefined {
    const { slots, months, width } = timeline;
    const size = tariffs.items.length * width;
    if (size > newest.length) {
      newest = grown(newest, new Int32Array(2 * size));
      newestOf = grown(newestOf, new Int32Array(2 * size).fill(-1));
    }
    const more = (parts.count + (hasStarts ? parts.cut : 0)) * cells.widest;
    reserveLines(lines, lines.count + more, 1.05 * likely * lines.count + more);

    // The loop calls nothing as long as no scope begins: all that it reads and writes are these arrays.
    const [lineAt, sourceAt] = [newest, newestOf];
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
          chargeStart(parts, part, slot, width, months[stood] as number, source);
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

  return {
    begin: () => {
      newestOf.fill(-1);
    },
    charge,
  };
}
