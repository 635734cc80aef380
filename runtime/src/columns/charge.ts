// Adds up what parts come to on their lines (meanings P1, P7, P8, M2).

import type { Agreement, Narrow } from './agreement.ts';
import type { WorkColumns } from './columns.ts';
import { type Lines, reserveLines } from './lines.ts';
import type { Parts } from './parts.ts';
import { createSlots, jobNames, reserveSlots, type Slots } from './slots.ts';
import { reserveTold, type Told, tell } from './told.ts';

/** Charges the parts of one order's work on one subject; a text where an amount is too large. */
export type Charge = (place: number, narrow: Narrow, parts: Parts) => string | undefined;

export function createCharge(agreement: Agreement, columns: WorkColumns, lines: Lines, told: Told | undefined): Charge {
  const { tariffs, quantities } = agreement;
  const { cells } = agreement.book;
  const { scale } = quantities;
  const gathers = agreement.plan.ir.agreement.lines;
  const byJob = gathers === 'job' ? new Map<string, number>() : undefined;
  const jobOf = jobNames(columns);
  let slots: Slots | undefined;
  let order = -1;

  return (place, { timeline, hasStarts, hasAllowance, hasCounting }, parts) => {
    const { months, asked } = timeline;
    const first = months[0] as number;
    slots ??= createSlots((months.at(-1) as number) - first + 1);
    reserveSlots(slots, tariffs.items.length);
    reserveLines(lines, lines.count + (parts.count + (hasStarts ? parts.cut : 0)) * cells.widest);
    if (told !== undefined) reserveTold(told, told.count + parts.count);
    if (byJob !== undefined && order !== place) byJob.clear();
    order = place;

    const { width, newest, sources } = slots;
    const { row, from, stretch, cell, counted, bought, drawn, chargedAfter, start, cut } = parts;
    const { first: shareOf, items, works, amounts } = cells;
    const {
      item: items_,
      row: rows,
      month: monthsOf,
      quantity: quantities_,
      exact,
      drawn: drawnOn,
      bought: boughtOn,
    } = lines;
    const { from: earliest, until: latest } = lines;
    const most = Number.MAX_SAFE_INTEGER / Math.max(cells.largest, 1);
    const isByEntry = gathers === 'entry';
    const isPlain = byJob === undefined && earliest === undefined;
    let count = lines.count;

    function open(item: number, of: number, month: number, at: number): number {
      const line = count;
      count += 1;
      items_[line] = item;
      rows[line] = of;
      monthsOf[line] = first + month;
      quantities_[line] = 0;
      exact[line] = 0;
      if (drawnOn !== undefined) drawnOn[line] = 0;
      if (boughtOn !== undefined) boughtOn[line] = 0;
      if (earliest !== undefined) earliest[line] = at;
      if (latest !== undefined) latest[line] = at;
      return line;
    }

    function lineOf(item: number, of: number, month: number, at: number): number {
      let line: number;
      if (byJob === undefined) {
        const slot = item * width + month;
        const source = isByEntry ? of : place;
        if (sources[slot] !== source) {
          sources[slot] = source;
          line = open(item, of, month, at);
          newest[slot] = line;
          return line;
        }
        line = newest[slot] as number;
      } else {
        const key = `${item} ${month} ${jobOf(of)}`;
        const known = byJob.get(key);
        if (known === undefined) {
          line = open(item, of, month, at);
          byJob.set(key, line);
          return line;
        }
        line = known;
      }
      if (earliest !== undefined && at < (earliest[line] as number)) earliest[line] = at;
      if (latest !== undefined && at > (latest[line] as number)) latest[line] = at;
      return line;
    }

    function chargeStart(part: number, begun: number): void {
      const posted = stretch[part] as number;
      if (asked[posted] === 0) return;
      const until = shareOf[begun + 1] as number;
      for (let share = shareOf[begun] as number; share < until; share += 1) {
        const item = items[share] as number;
        const make = tariffs.items[item]?.scope === undefined ? lineOf : open;
        const line = make(item, row[part] as number, (months[posted] as number) - first, from[part] as number);
        exact[line] = (exact[line] as number) + scale * (amounts[share] as number);
      }
    }

    for (let each = 0; each < cut; each += 1) {
      if (hasStarts && (start[each] as number) >= 0) chargeStart(each, start[each] as number);
      for (let part = each; part >= 0; part = hasCounting ? (chargedAfter[part] as number) : -1) {
        const isAdded = part >= cut;
        const posted = isAdded ? (parts.posted[part - cut] as number) : (stretch[part] as number);
        if (asked[posted] === 0) continue;
        const at = isAdded ? (parts.postedAt[part - cut] as number) : (from[part] as number);
        const ofBought = hasStarts ? (bought[part] as number) * scale : 0;
        const ofDrawn = hasAllowance ? (drawn[part] as number) : 0;
        const quantity = (counted[part] as number) * scale - ofBought - ofDrawn;
        if (!(quantity <= most)) return 'an amount is too large';
        const own = row[part] as number;
        const month = (months[posted] as number) - first;
        const begin = shareOf[cell[part] as number] as number;
        const end = shareOf[(cell[part] as number) + 1] as number;
        for (let share = begin; share < end; share += 1) {
          if (quantity === 0 && works[share] === 0) continue; // Nothing is added to what is free or drawn.
          const item = items[share] as number;
          const slot = item * width + month;
          // The line of the same entry (or month), where it is the newest; else whoever knows is asked.
          const isNewest = isPlain && sources[slot] === (isByEntry ? own : place);
          const line = isNewest ? (newest[slot] as number) : lineOf(item, own, month, at);
          exact[line] = (exact[line] as number) + quantity * (amounts[share] as number);
          if (works[share] === 0) continue;
          quantities_[line] = (quantities_[line] as number) + quantity;
          if (share !== begin) continue;
          if (drawnOn !== undefined) drawnOn[line] = (drawnOn[line] as number) + ofDrawn;
          if (boughtOn !== undefined) boughtOn[line] = (boughtOn[line] as number) + ofBought;
          if (told !== undefined) tell(told, own, at, (counted[part] as number) * scale, ofBought, ofDrawn, line);
        }
      }
    }
    lines.count = count;
    return undefined;
  };
}
