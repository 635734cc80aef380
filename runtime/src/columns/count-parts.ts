// Counting in whole numbers: what pricing/count.ts does with pieces, over parts (meanings C2–C5).

import { addedPart, type Parts } from './parts.ts';
import type { Scopes } from './scopes.ts';
import type { Counted, Rule } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

/** Which rule is meant by a part whose cell is that: a place in `rules`; -1: it is counted as it is. */
export interface Counting {
  readonly rules: readonly Rule[];
  readonly ofCell: Int32Array;
  /** What is added stays a part of its own: what it comes to may be another price than that of what it is added to. */
  readonly apart: boolean;
}

/** Counts the parts of each scope as one. False: the agreement does not say how. */
export type CountParts = (timeline: Timeline, scopes: Scopes, counting: Counting) => boolean;

export function createCountParts(parts: Parts): CountParts {
  const { cell, counted, stretch, from: begins, until: ends, since, addedAfter, chargedAfter } = parts;
  let meantBy = new Int32Array(64);

  /** A scope whose parts are counted by different rules, or some by none: together by one of them, or each rule's on their own. */
  function countMixed(
    timeline: Timeline,
    members: Int32Array,
    from: number,
    until: number,
    { rules, ofCell, apart }: Counting,
  ): boolean {
    if (meantBy.length < until - from) meantBy = new Int32Array(2 * (until - from));
    let said: Rule['across'];
    /** The only rule, and how many parts it is meant by; -2: there are several. */
    let only = -1;
    let size = 0;
    for (let at = from; at < until; at += 1) {
      const rule = ofCell[cell[members[at] as number] as number] as number;
      if (rule < 0) continue;
      only = only === -1 || only === rule ? rule : -2;
      meantBy[size] = members[at] as number;
      size += 1;
      const { across } = rules[rule] as Rule;
      if (across === undefined || (said !== undefined && said !== across)) return false;
      said = across;
    }
    if (said !== 'part') {
      const meant = ofCell[cell[members[said === 'first' ? from : until - 1] as number] as number] as number;
      if (meant >= 0) apply(timeline, rules[meant] as Rule, members, from, until, apart);
      return true;
    }
    if (only >= 0) {
      apply(timeline, rules[only] as Rule, meantBy, 0, size, apart);
      return true;
    }
    // The parts of each rule on their own, in the order in which the rules first occur.
    for (let at = from; at < until; at += 1) {
      const rule = ofCell[cell[members[at] as number] as number] as number;
      let isFirst = rule >= 0;
      for (let before = from; before < at && isFirst; before += 1)
        isFirst = ofCell[cell[members[before] as number] as number] !== rule;
      if (!isFirst) continue;
      size = 0;
      for (let other = at; other < until; other += 1) {
        const part = members[other] as number;
        if (ofCell[cell[part] as number] !== rule) continue;
        meantBy[size] = part;
        size += 1;
      }
      apply(timeline, rules[rule] as Rule, meantBy, 0, size, apart);
    }
    return true;
  }

  function apply(
    timeline: Timeline,
    rule: Rule,
    members: Int32Array,
    from: number,
    until: number,
    apart: boolean,
  ): void {
    let total = 0;
    for (let at = from; at < until; at += 1) total += counted[members[at] as number] as number;
    const free = rule.steps === undefined ? freeOf(rule, total) : 0;
    const rest = total - free;
    const charged = rule.steps === undefined ? chargedOf(rule, total) : climbed(rule.steps, total);
    let left = free;
    for (let at = from; left > 0 && at < until; at += 1) left -= take(members[at] as number, left);
    let surplus = rest - charged;
    for (let at = until - 1; surplus > 0 && at >= from; at -= 1) surplus -= take(members[at] as number, surplus);
    if (charged > rest) add(timeline, members, from, until, charged - rest, apart);
  }

  function take(part: number, most: number): number {
    const taken = Math.min(most, counted[part] as number);
    counted[part] = (counted[part] as number) - taken;
    return taken;
  }

  /** C4, C5: with the last part that is charged; where the scope starts in another month, a part of its own, posted there. */
  function add(
    { months, slots }: Timeline,
    members: Int32Array,
    from: number,
    until: number,
    quantity: number,
    apart: boolean,
  ): void {
    let last = until - 1;
    while (last > from && !((counted[members[last] as number] as number) > 0)) last -= 1;
    if (!((counted[members[last] as number] as number) > 0)) last = until - 1;
    const model = members[last] as number;
    // Parts are in order of time, so the scope starts with the first.
    const start = members[from] as number;
    const month = months[stretch[start] as number] as number;
    const isSameMonth = months[stretch[model] as number] === month;
    // What is asked for may begin or end between the two.
    const isAskedAlike = slots[stretch[model] as number] === slots[stretch[start] as number];
    if (isSameMonth && isAskedAlike && !apart) {
      // It is drawn and charged right after that part and like it, which is the same as with it.
      counted[model] = (counted[model] as number) + quantity;
      since[model] = begins[start] as number;
      return;
    }
    let at = until - 1;
    while (months[stretch[members[at] as number] as number] !== month) at -= 1;
    const before = isSameMonth ? model : (members[at] as number);
    // INVARIANT: there is room for as many as were cut.
    const added = addedPart(parts, model, start);
    begins[added] = begins[start] as number;
    ends[added] = begins[start] as number;
    since[added] = begins[start] as number;
    cell[added] = cell[model] as number;
    counted[added] = quantity;
    addedAfter[added] = -1;
    chargedAfter[added] = -1;
    addedAfter[before] = added;
    chargedAfter[model] = added;
  }

  return (timeline, { count, ends: scopeEnds, members }, counting) => {
    const { rules, ofCell, apart } = counting;
    let until = scopeEnds[0] as number;
    for (let scope = 0; scope < count; scope += 1) {
      const from = until;
      until = scopeEnds[scope + 1] as number;
      const first = ofCell[cell[members[from] as number] as number] as number;
      let same = from + 1;
      while (same < until && ofCell[cell[members[same] as number] as number] === first) same += 1;
      if (same === until) {
        if (first >= 0) apply(timeline, rules[first] as Rule, members, from, until, apart);
      } else if (!countMixed(timeline, members, from, until, counting)) return false;
    }
    return true;
  };
}

function freeOf({ freeIfUpTo, free }: Counted, total: number): number {
  return total <= freeIfUpTo ? total : Math.min(total, free);
}

function chargedOf(rule: Counted, total: number): number {
  if (total <= rule.freeIfUpTo || (rule.free > 0 && total <= rule.free)) return 0;
  return stepped(rule, Math.max(total - freeOf(rule, total), rule.minimum));
}

/** Each part by its own step; what is nothing at all by the first. */
function climbed(steps: NonNullable<Rule['steps']>, total: number): number {
  let charged = 0;
  let low = 0;
  for (const { upTo, counted } of steps) {
    const part = Math.min(upTo, total) - low;
    if (part > 0 || total === 0) charged += chargedOf(counted, part);
    if (upTo >= total) break;
    low = upTo;
  }
  return charged;
}

function stepped({ step, rounding, grace }: Counted, quantity: number): number {
  if (step === 0) return quantity;
  const full = Math.floor(quantity / step) * step;
  const used = quantity - full;
  switch (rounding) {
    case 'completed':
      return full;
    case 'nearest':
      return 2 * used >= step ? full + step : full;
    case 'started':
      return used > grace ? full + step : full;
  }
}
