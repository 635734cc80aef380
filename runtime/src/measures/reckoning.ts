// Every figure of one order, from what is known at an instant: made when asked for, and kept (meanings U1–U8).

import type { Plan } from '../asking/plan.ts';
import {
  askOnDay,
  isTrouble,
  missingTrouble,
  type Trouble,
  trouble,
  withinTables,
  wordTrouble,
} from '../asking/trouble.ts';
import { vocabularyOf } from '../asking/vocabulary.ts';
import { Rational } from '../exact.ts';
import type { Facts, Outage } from '../facts.ts';
import type { Index, Instant, MeasureInfo, Order, Period, PromiseClause, UnitFact } from '../ir.ts';
import type { Problem, TargetResult } from '../results.ts';
import { deadlines } from '../targets/deadlines.ts';
import { readTickets, type Ticket } from '../targets/tickets.ts';
import { type Borders, type Interval, toIntervals, unionOf } from '../time/borders.ts';
import { dayOf } from '../time/civil.ts';
import { attainmentIn } from './attainment.ts';
import { countedTime, type Down, type Downtime, downtimeIn, type OutageCase, outagesOf } from './downtime.ts';
import { type Cell, cellsOf, endOf, firstOf, type Holder, holdersOf, stretchesOf } from './holders.ts';

/** What a measure comes to in a cell. */
export interface Figure {
  /** Absent: nothing to measure. */
  readonly value?: Rational;
  /** Time that counts, and what of it is down or which outages there are: what it was made from. */
  readonly total?: number;
  readonly down?: readonly Interval[];
  readonly met?: number;
  readonly missed?: number;
  /** A ticket may still be met. */
  readonly isOpen?: boolean;
}

/** The bound that a promise puts. */
export type Bound = Extract<PromiseClause['value'], { readonly amount: string }>;

export interface Promised {
  readonly clause: PromiseClause;
  /** Absent: nothing is promised. */
  readonly bound?: Bound;
  readonly isAim: boolean;
}

interface Outcomes {
  readonly count: number;
  /** One of the periods has a ticket that may still be met. */
  readonly isOpen: boolean;
}

interface Outcome {
  /** Absent: nothing to measure. */
  readonly isKept?: boolean;
  readonly isOpen: boolean;
}

export interface Reckoning {
  readonly plan: Plan;
  readonly order: Order;
  /** The day after the last of which everything is known. */
  readonly knownUntil: number;
  holders(measure: MeasureInfo): readonly Holder[];
  cells(measure: MeasureInfo, holder: Holder, from: number, until: number): readonly Cell[];
  figure(measure: Index, cell: Cell): Figure | Trouble;
  /** The outages that begin in the cell (meaning U5). */
  outages(measure: Index, cell: Cell): readonly Down[] | Trouble;
  /** When it was last down in the cell: the end of that stretch. */
  downUntil(measure: MeasureInfo, cell: Cell): Instant | undefined;
  promised(measure: MeasureInfo, cell: Cell): Promised | undefined | Trouble;
  /** Of how many periods of the other measure that end in `(from, until]` the promise was kept, or missed. */
  outcomesEnding(
    what: Extract<MeasureInfo['what'], { readonly measure: Index }>,
    unit: string | undefined,
    from: number,
    until: number,
  ): Outcomes;
  /** Of a cell with a promise that can be held against it. */
  outcome(measure: Index, cell: Cell): Outcome | undefined;
}

export function reckoning(plan: Plan, order: Order, facts: Facts, knownUntil: number, problems: Problem[]): Reckoning {
  const { ir, calendar } = plan;
  // An outage is told by what its unit was when it came.
  const units = [...order.units, ...(facts.units ?? [])].sort((a, b) => dayOf(a.from) - dayOf(b.from));
  const outages = soundOutages(plan, order, facts.outages ?? [], units, problems);
  const known = once((): Instant => calendar.zone.startOfDay(knownUntil));
  const tickets = once(
    (): { readonly results: readonly TargetResult[]; readonly byId: ReadonlyMap<string, Ticket> } => {
      const events = facts.tickets ?? [];
      const found = deadlines(plan, order, events, { at: known() - 1 });
      problems.push(...found.problems);
      return {
        results: found.targets,
        byId: new Map(readTickets(ir, order, events).tickets.map((one) => [one.id, one])),
      };
    },
  );
  const figures = new Map<string, Figure | Trouble>();
  const downtimes = new Map<string, (Downtime & { readonly counted: Borders }) | Trouble>();

  const key = (measure: MeasureInfo, { holder, period }: Cell) =>
    `${holder.unit ?? ''} ${period.from} ${period.until} ${measure.id}`;

  function caseOf(measure: MeasureInfo, holder: Holder): OutageCase {
    const own = outages.filter(({ unit }) => unit === undefined || holder.unit === undefined || unit === holder.unit);
    return { plan, order, measure, outages: own, unitOf: ({ unit }) => units.find(({ id }) => id === unit) };
  }

  /** `isWhole`: also after what is known, since an outage is known to its end. */
  function downtime(
    measure: MeasureInfo,
    cell: Cell,
    isWhole = false,
  ): (Downtime & { readonly counted: Borders }) | Trouble {
    const id = `${isWhole} ${key(measure, cell)}`;
    const made = downtimes.get(id);
    if (made !== undefined) return made;
    const given = caseOf(measure, cell.holder);
    const counted = countedTime(given, cell, isWhole ? Infinity : known());
    const found = downtimeIn(given, counted);
    const result = 'kind' in found ? missingTrouble(`\`${measure.id}\``, found) : { ...found, counted };
    downtimes.set(id, result);
    return result;
  }

  /** The outages that begin in the cell, with what of them lies in the cells after it. */
  function outagesIn(measure: MeasureInfo, cell: Cell): readonly Down[] | Trouble {
    const { outages: own } = caseOf(measure, cell.holder);
    const { zone } = calendar;
    const [from, until] = [zone.startOfDay(cell.period.from), Math.min(zone.startOfDay(cell.period.until), known())];
    // An outage goes on in the next one that it meets: how far all of them together reach.
    const touching = toIntervals(unionOf([...own])).filter(({ start, end }) => start < until && end > from);
    const [earliest, latest] = [touching[0], touching.at(-1)];
    if (earliest === undefined || latest === undefined) return [];
    const first = zone.dayAt(Math.max(Math.min(earliest.start, from), zone.horizon.from));
    const last = zone.dayAt(latest.end) + 1;
    const cells = cellsOf(cell.holder, measure, order, first, last);
    const down: Interval[] = [];
    const counted: number[] = [];
    for (const one of cells) {
      const found = downtime(measure, one, true);
      if (isTrouble(found)) return found;
      down.push(...found.down);
      counted.push(...found.counted);
    }
    const stretches = outagesOf(down, apart(counted), own);
    return stretches.filter(({ start }) => from <= start && start < until);
  }

  /** U10: the worst of the stretches that end in the cell. */
  function compute(measure: MeasureInfo, cell: Cell): Figure | Trouble {
    const { rolling, what } = measure;
    if (rolling === undefined) return computeIn(measure, cell);
    const isHigh = highIsWorse.has(what.kind);
    let worst: Figure = {};
    let isOpen = false;
    for (const stretch of stretchesOf(cell, rolling, knownUntil)) {
      const figure = computeIn(measure, stretch);
      if (isTrouble(figure)) return figure;
      isOpen ||= figure.isOpen === true;
      const { value } = figure;
      if (value === undefined) continue;
      const sign = worst.value === undefined ? 1 : value.compare(worst.value) * (isHigh ? 1 : -1);
      if (sign > 0) worst = figure;
    }
    return isOpen ? { ...worst, isOpen } : worst;
  }

  function computeIn(measure: MeasureInfo, cell: Cell): Figure | Trouble {
    const { what } = measure;
    switch (what.kind) {
      case 'availability':
      case 'downtime':
      case 'downtime-share':
      case 'outages':
      case 'longest-outage':
      case 'average-outage': {
        const found = downtime(measure, cell);
        if (isTrouble(found)) return found;
        const { total, down } = found;
        if (total === 0) return { total, down };
        const seconds = down.reduce((sum, { start, end }) => sum + end - start, 0);
        if (what.kind === 'downtime') return { total, down, value: Rational.of(seconds) };
        if (what.kind === 'availability' || what.kind === 'downtime-share') {
          const base = what.base ?? total;
          const lost = Math.min(base, seconds);
          const share = what.kind === 'availability' ? base - lost : lost;
          return { total, down, value: Rational.of(share * 100).over(Rational.of(base)) };
        }
        const outages = outagesIn(measure, cell);
        if (isTrouble(outages)) return outages;
        const lengths = outages.map(({ length }) => length);
        if (what.kind === 'average-outage') {
          if (lengths.length === 0) return { total, down };
          const together = lengths.reduce((sum, length) => sum + length, 0);
          return { total, down, value: Rational.of(together, lengths.length) };
        }
        const value = what.kind === 'outages' ? lengths.length : Math.max(0, ...lengths);
        return { total, down, value: Rational.of(value) };
      }
      case 'attainment':
      case 'met':
      case 'missed': {
        const counted = countedTime(caseOf(measure, cell.holder), cell, known());
        const { results, byId } = tickets();
        const given = { plan, order, measure, target: what.target, results, tickets: byId, at: known() - 1 };
        const found = attainmentIn(given, counted);
        if ('kind' in found) return missingTrouble(`\`${measure.id}\``, found);
        if (found.undecided > 0) return trouble('gap', `Some tickets of \`${measure.id}\` have no answer.`);
        const { met, missed } = found;
        const base = { met, missed, isOpen: found.running > 0 };
        if (what.kind !== 'attainment') return { ...base, value: Rational.of(what.kind === 'met' ? met : missed) };
        return met + missed === 0 ? base : { ...base, value: Rational.of(met * 100).over(Rational.of(met + missed)) };
      }
      case 'kept':
      case 'breaches':
        return countOutcomes(measure, what, cell);
    }
  }

  /** Periods of the other measure that end in the cell. */
  function countOutcomes(
    measure: MeasureInfo,
    what: Extract<MeasureInfo['what'], { readonly measure: Index }>,
    cell: Cell,
  ): Figure | Trouble {
    const { from, until } = cell.period;
    const unit = measure.of === undefined ? undefined : cell.holder.unit;
    const { count, isOpen } = outcomesEnding(what, unit, from, until);
    return { value: Rational.of(count), isOpen };
  }

  function outcomesEnding(
    { kind, measure: index }: Extract<MeasureInfo['what'], { readonly measure: Index }>,
    unit: string | undefined,
    from: number,
    until: number,
  ): Outcomes {
    const other = ir.measures[index];
    const outcomes = new Map<number, boolean>();
    let isOpen = false;
    if (other === undefined) return { count: 0, isOpen };
    for (const holder of holders(other)) {
      if (unit !== undefined && holder.unit !== undefined && holder.unit !== unit) continue;
      for (const cell of cells(
        other,
        holder,
        Math.max(firstOf(holder.stretches), from - longest(other.period)),
        until,
      )) {
        const end = endOf(cell);
        if (end <= from || end > until || end > knownUntil) continue;
        const outcome = self.outcome(index, cell);
        isOpen ||= outcome?.isOpen === true;
        if (outcome?.isKept === undefined) continue;
        outcomes.set(cell.period.from, (outcomes.get(cell.period.from) ?? true) && outcome.isKept);
      }
    }
    return { count: [...outcomes.values()].filter((isKept) => isKept === (kind === 'kept')).length, isOpen };
  }

  function holders(measure: MeasureInfo): readonly Holder[] {
    const subject = measure.of === undefined ? undefined : ir.subjects[measure.of]?.id;
    return holdersOf(subject, order, units);
  }
  function cells(measure: MeasureInfo, holder: Holder, from: number, until: number): readonly Cell[] {
    return cellsOf(holder, measure, order, from, until);
  }

  const self: Reckoning = {
    plan,
    order,
    knownUntil,
    holders,
    cells,
    outcomesEnding,
    figure: (index, cell) => {
      const measure = ir.measures[index];
      if (measure === undefined) return {};
      const id = key(measure, cell);
      const made = figures.get(id);
      if (made !== undefined) return made;
      const found = withinTables(() => compute(measure, cell));
      figures.set(id, found);
      return found;
    },
    outages: (index, cell) => {
      const measure = ir.measures[index];
      return measure === undefined ? [] : withinTables(() => outagesIn(measure, cell));
    },
    downUntil: (measure, cell) => {
      if ('target' in measure.what || 'measure' in measure.what) return undefined;
      const found = withinTables(() => downtime(measure, cell));
      return isTrouble(found) ? undefined : found.down.at(-1)?.end;
    },
    promised: (measure, cell) => promisedIn(plan, order, measure, cell),
    outcome: (index, cell) => {
      const measure = ir.measures[index];
      const found = measure && self.figure(index, cell);
      const promise = measure && self.promised(measure, cell);
      if (found === undefined || promise === undefined || isTrouble(found) || isTrouble(promise)) return undefined;
      if (promise.bound === undefined || promise.isAim) return undefined;
      const isOpen = found.isOpen === true;
      return found.value === undefined ? { isOpen } : { isOpen, isKept: keeps(found.value, promise.bound) };
    },
  };
  return self;
}

/** Days of the longest such period: one that ends later began later. */
function longest({ unit, count }: Period): number {
  return { day: 1, week: 7, month: 31, quarter: 92, 'half-year': 184, year: 366 }[unit] * count;
}

/** Of which the most is the worst. */
const highIsWorse: ReadonlySet<MeasureInfo['what']['kind']> = new Set([
  'downtime',
  'downtime-share',
  'outages',
  'longest-outage',
  'average-outage',
  'missed',
]);

export function keeps(value: Rational, { kind, amount }: Bound): boolean {
  const sign = value.compare(Rational.of(amount));
  return kind === 'at-least' ? sign >= 0 : sign <= 0;
}

function promisedIn(plan: Plan, order: Order, measure: MeasureInfo, cell: Cell): Promised | undefined | Trouble {
  const question = `promise:${measure.id}`;
  if (plan.clausesOf(question).length === 0) return undefined;
  const [first] = cell.stretches;
  const day = first?.days.from ?? cell.period.from;
  const clause = askOnDay({ plan, order }, 'promise', question, day, first?.fact);
  if (clause === undefined || isTrouble(clause)) return clause;
  const { value } = clause;
  switch (value.kind) {
    case 'at-least':
    case 'at-most':
      return { clause, bound: value, isAim: false };
    case 'aim':
      return { clause, bound: value.of, isAim: true };
    case 'no-promise':
    case 'best-effort':
      return { clause, isAim: false };
    case 'open':
      return wordTrouble(clause, value);
  }
}

/** In order of time; each that is wrong is a problem and counts nowhere. */
function soundOutages(
  { ir }: Plan,
  order: Order,
  given: readonly Outage[],
  units: readonly UnitFact[],
  problems: Problem[],
): readonly Outage[] {
  const times = new Map<string, number>();
  for (const { id } of given) times.set(id, (times.get(id) ?? 0) + 1);
  const vocabulary = vocabularyOf(ir, order);
  const wrong = ({ id, start, end, unit, choices, numbers }: Outage): Pick<Problem, 'code' | 'message'> | undefined => {
    if ((times.get(id) ?? 0) > 1) return { code: 'duplicate-id', message: `Several outages have the id \`${id}\`.` };
    if (end < start) return { code: 'bad-fact', message: 'The outage ends before it begins.' };
    if (unit !== undefined && !units.some((known) => known.id === unit))
      return { code: 'bad-fact', message: `The order has no unit \`${unit}\`.` };
    return vocabulary.words({ choices, numbers });
  };
  return given
    .filter((outage) => {
      const why = wrong(outage);
      if (why !== undefined)
        problems.push({
          ...why,
          subject: outage.id,
          at: outage.start,
          clauses: [],
          ...(outage.origin === undefined ? {} : { origin: outage.origin }),
        });
      return why === undefined;
    })
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

/** Borders of sets that follow one another: what touches is one. */
function apart(borders: readonly number[]): Borders {
  return borders.filter((at, index) => borders[index - 1] !== at && borders[index + 1] !== at);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
