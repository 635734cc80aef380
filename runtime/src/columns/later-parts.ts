// Prices that are known once it is known what is charged: finds of each part the step of its ladder, and splits it where it
// reaches over several (meanings P3, P4).

import type { Run } from '../pricing/run.ts';
import type { Narrow } from './agreement.ts';
import type { WorkColumns } from './columns.ts';
import { type Halt, wide } from './halt.ts';
import type { LaterBook, LaterParts, LaterStep, LaterSteps } from './later.ts';
import { addedPart, growParts, type Parts } from './parts.ts';
import { scopeNames } from './scope-names.ts';
import { dayOfStretch } from './timeline.ts';

/** Of one order's work on a subject. Gives each part of the block, in its turn, a cell that has a price. */
export type PriceLater = (order: Int32Array) => Halt | undefined;

export interface LaterOf {
  readonly run: Run;
  readonly columns: WorkColumns;
  readonly narrow: Pick<Narrow, 'timeline' | 'scale' | 'hasStarts' | 'hasAllowance'>;
  readonly parts: Parts;
  readonly book: LaterBook;
}

export function createPriceLater({ run, columns, narrow, parts, book }: LaterOf): PriceLater {
  const { timeline, scale, hasStarts, hasAllowance } = narrow;
  const { later } = book;
  const names = scopeNames(run, columns);
  const dayOf = dayOfStretch(run, timeline);
  /** By what is climbed together and its scope: what was charged so far, and in all; and the steps that are paid. */
  const climbed = new Map<string, number>();
  const totals = new Map<string, number>();
  const paid = new Set<string>();

  function nameOf(part: number, { scope, of }: LaterSteps): string | undefined {
    const row = parts.row[part] as number;
    if (scope === undefined) return `${of} ${row}`;
    const name = names(scope)?.(row, dayOf(parts.stretch[part] as number)) ?? Number.NaN;
    return Number.isNaN(name) ? undefined : `${of} ${name}`;
  }

  const freeOf = (part: number): number =>
    (hasStarts ? (parts.bought[part] as number) : 0) + (hasAllowance ? (parts.drawn[part] as number) : 0);
  const chargedOf = (part: number): number => (parts.counted[part] as number) - freeOf(part);

  /** The parts that were cut and what counting added, in the order of time. */
  function inTurn(order: Int32Array, take: (part: number) => Halt | undefined): Halt | undefined {
    const isAdded = parts.count > parts.cut;
    for (let at = 0; at < parts.cut; at += 1) {
      for (let part = order[at] as number; part >= 0; ) {
        const next = isAdded ? (parts.addedAfter[part] as number) : -1;
        const halt = take(part);
        if (halt !== undefined) return halt;
        part = next;
      }
    }
    return undefined;
  }

  function addUp(part: number): undefined {
    const found = later[parts.cell[part] as number];
    if (found?.kind !== 'steps' || found.by !== 'whole') return;
    const name = nameOf(part, found);
    if (name !== undefined)
      totals.set(
        name,
        (totals.get(name) ?? 0) + (found.climbs === 'charged' ? chargedOf(part) : (parts.counted[part] as number)),
      );
  }

  function priceOne(part: number): Halt | undefined {
    const found = later[parts.cell[part] as number];
    if (found === undefined) return undefined;
    return found.kind === 'climbed' ? pricePiece(part, found) : priceSteps(part, found);
  }

  /** Of one piece alone its price is made of parts. */
  function pricePiece(part: number, { parts: each }: LaterParts): Halt | undefined {
    const [first, ...others] = each;
    if (first === undefined || chargedOf(part) !== scale) return wide('a price by a number of what is not one piece');
    parts.cell[part] = first.cell;
    parts.counted[part] = freeOf(part) + first.quantity;
    let last = part;
    for (const { quantity, cell } of others) last = addPart(parts, last, quantity, cell);
    return undefined;
  }

  function priceSteps(part: number, found: LaterSteps): Halt | undefined {
    const name = nameOf(part, found);
    if (name === undefined) return wide('a scope is not said');
    const charged = chargedOf(part);
    const reached = climbed.get(name) ?? 0;
    const isOfAll = found.climbs === 'counted';
    climbed.set(name, reached + (isOfAll ? (parts.counted[part] as number) : charged));
    // What is bought comes first, what is drawn after it; the rest is charged.
    const before = isOfAll ? reached + freeOf(part) : reached;
    switch (found.by) {
      case 'once': {
        const [only] = found.steps;
        if (only === undefined) return undefined;
        parts.counted[part] = freeOf(part);
        parts.cell[part] = only.nothing;
        if (charged > 0) pay(part, only, `${name} 0`);
        return undefined;
      }
      case 'number': {
        const number = columns.numbers?.[found.number ?? '']?.[parts.row[part] as number] ?? Number.NaN;
        if (Number.isNaN(number)) return wide(`\`${found.number}\` is not stated`);
        return priceIn(part, found, stepAt(found, number, 'number'), charged, name);
      }
      case 'whole':
        return priceIn(part, found, stepAt(found, totals.get(name) ?? 0, 'bound'), charged, name);
      case 'part':
        if (charged === 0) return priceIn(part, found, stepAt(found, before, 'bound'), 0, name);
        return climb(part, found, before, charged, name);
    }
  }

  /** All of it in one step. */
  function priceIn(part: number, { steps }: LaterSteps, at: number, charged: number, name: string): Halt | undefined {
    const step = steps[at];
    if (step === undefined) return wide('the ladder ends below that quantity');
    parts.cell[part] = charged === 0 ? step.nothing : step.unit;
    if (charged === 0) return undefined;
    if (step.unit < 0) return wide(step.why);
    pay(part, step, `${name} ${at}`);
    return undefined;
  }

  /** Each part of it in the step that it reaches. */
  function climb(part: number, { steps }: LaterSteps, before: number, charged: number, name: string): Halt | undefined {
    const end = before + charged;
    let low = 0;
    let last = -1;
    for (const [at, step] of steps.entries()) {
      const quantity = Math.min(step.bound, end) - Math.max(low, before);
      if (quantity > 0) {
        if (step.unit < 0) return wide(step.why);
        if (last < 0) {
          last = part;
          parts.counted[part] = freeOf(part) + quantity;
          parts.cell[part] = step.unit;
        } else last = addPart(parts, last, quantity, step.unit);
        if (before <= low) last = pay(last, step, `${name} ${at}`);
      }
      low = step.bound;
    }
    return last < 0 || low < end ? wide('the ladder ends below that quantity') : undefined;
  }

  /** What is paid once, if it was not, behind the part; the last of both. */
  function pay(part: number, step: LaterStep, name: string): number {
    if (step.once < 0 || paid.has(name)) return part;
    paid.add(name);
    return addPart(parts, part, scale, step.once);
  }

  return (order) => {
    inTurn(order, addUp);
    return inTurn(order, priceOne);
  };
}

/** The step in which all of it lies. */
function stepAt({ steps }: LaterSteps, height: number, of: 'bound' | 'number'): number {
  return steps.findIndex(
    (step) => height < step[of] || (height === step[of] && step.isIncluded) || step[of] === Infinity,
  );
}

/** A part like that one and right after it, in its turn and where it is charged; its place. */
function addPart(parts: Parts, after: number, quantity: number, cell: number): number {
  if (parts.count === parts.row.length) growParts(parts);
  const added = addedPart(parts, after, after);
  parts.from[added] = parts.from[after] as number;
  parts.until[added] = parts.until[after] as number;
  parts.since[added] = parts.since[after] as number;
  parts.cell[added] = cell;
  parts.counted[added] = quantity;
  parts.bought[added] = 0;
  parts.drawn[added] = 0;
  for (const chain of [parts.addedAfter, parts.chargedAfter]) {
    chain[added] = chain[after] as number;
    chain[after] = added;
  }
  return added;
}
