// Counting in whole numbers: what pricing/count.ts does with pieces, over parts (meanings C2–C5).

import type { Parts } from './parts.ts';
import { reserve } from './parts.ts';
import type { Rule } from './tariffs.ts';
import type { Timeline } from './timeline.ts';

export interface Counting {
  readonly parts: Parts;
  readonly timeline: Timeline;
  readonly rules: readonly Rule[];
  /** Place of the rule of a part; -1: as it is. */
  ruleOf(part: number): number;
}

/** Counts as one the parts `members[from]` to `members[until]`, in order of time. False: the agreement does not say how. */
export function countGroup(counting: Counting, members: Uint32Array, from: number, until: number): boolean {
  const { rules, ruleOf } = counting;
  const first = ruleOf(members[from] as number);
  let isOne = true;
  for (let at = from + 1; at < until && isOne; at += 1) isOne = ruleOf(members[at] as number) === first;
  if (isOne) {
    if (first >= 0) apply(counting, rules[first] as Rule, members, from, until);
    return true;
  }
  const across = acrossOf(counting, members, from, until);
  if (across === undefined) return false;
  if (across === 'part') countByRule(counting, members, from, until);
  else {
    const rule = ruleOf(members[across === 'first' ? from : until - 1] as number);
    if (rule >= 0) apply(counting, rules[rule] as Rule, members, from, until);
  }
  return true;
}

/** What the rules of the parts say together; undefined where they say nothing, or differ. */
function acrossOf({ rules, ruleOf }: Counting, members: Uint32Array, from: number, until: number) {
  let said: Rule['clause']['across'];
  for (let at = from; at < until; at += 1) {
    const rule = rules[ruleOf(members[at] as number)];
    if (rule === undefined) continue;
    const { across } = rule.clause;
    if (across === undefined || (said !== undefined && said !== across)) return undefined;
    said = across;
  }
  return said;
}

/** The parts of each rule on their own, in the order in which the rules first occur. */
function countByRule(counting: Counting, members: Uint32Array, from: number, until: number): void {
  const { rules, ruleOf } = counting;
  const meant = new Uint32Array(until - from);
  for (let at = from; at < until; at += 1) {
    const rule = ruleOf(members[at] as number);
    let isFirst = rule >= 0;
    for (let before = from; before < at && isFirst; before += 1) isFirst = ruleOf(members[before] as number) !== rule;
    if (!isFirst) continue;
    let size = 0;
    for (let other = at; other < until; other += 1) {
      if (ruleOf(members[other] as number) !== rule) continue;
      meant[size] = members[other] as number;
      size += 1;
    }
    apply(counting, rules[rule] as Rule, meant, 0, size);
  }
}

function apply({ parts, timeline }: Counting, rule: Rule, members: Uint32Array, from: number, until: number): void {
  const { counted } = parts;
  let total = 0;
  for (let at = from; at < until; at += 1) total += counted[members[at] as number] as number;
  const isFree = total <= rule.freeIfUpTo;
  const free = isFree ? total : Math.min(total, rule.free);
  const rest = total - free;
  const charged = isFree || (rule.free > 0 && rest === 0) ? 0 : stepped(rule, Math.max(rest, rule.minimum));
  let left = free;
  for (let at = from; left > 0 && at < until; at += 1) left -= take(counted, members[at] as number, left);
  let surplus = rest - charged;
  for (let at = until - 1; surplus > 0 && at >= from; at -= 1) surplus -= take(counted, members[at] as number, surplus);
  if (charged > rest) add(parts, timeline, members.subarray(from, until), charged - rest);
}

function stepped({ step, rounding, grace }: Rule, quantity: number): number {
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

function take(counted: Float64Array, part: number, most: number): number {
  const taken = Math.min(most, counted[part] as number);
  counted[part] = (counted[part] as number) - taken;
  return taken;
}

/** C4, C5: after the last part that is charged, posted where the scope starts. */
function add(parts: Parts, timeline: Timeline, members: Uint32Array, quantity: number): void {
  let model = members[members.length - 1] as number;
  for (let at = members.length - 1; at >= 0; at -= 1) {
    if ((parts.counted[members[at] as number] as number) > 0) {
      model = members[at] as number;
      break;
    }
  }
  let start = model;
  for (const part of members) if ((parts.from[part] as number) < (parts.from[start] as number)) start = part;
  const monthOf = (part: number): number => timeline.months[parts.stretch[part] as number] as number;
  let before = model;
  if (monthOf(model) !== monthOf(start)) {
    for (const part of members) if (monthOf(part) === monthOf(start)) before = part;
  }
  const added = parts.count;
  reserve(parts, added + 1);
  parts.count += 1;
  parts.row[added] = parts.row[model] as number;
  parts.from[added] = parts.from[before] as number;
  parts.stretch[added] = parts.stretch[before] as number;
  parts.cell[added] = parts.cell[model] as number;
  parts.counted[added] = quantity;
  parts.addedAfter[added] = -1;
  parts.chargedAfter[added] = -1;
  parts.addedAfter[before] = added;
  parts.chargedAfter[model] = added;
  parts.posted.push(parts.stretch[start] as number);
  parts.postedAt.push(parts.from[start] as number);
}
