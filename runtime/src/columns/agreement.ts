// What the orders of one agreement share while they are priced by columns: time, tariffs, and the grids that lead to them.

import { orderKinds } from '../asking/order-kinds.ts';
import type { Plan } from '../asking/plan.ts';
import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import type { Clause, CountClause, Index, Instant, Period, ScopeInfo } from '../ir.ts';
import { item, type Run } from '../pricing/run.ts';
import { dayOf, periodsOverlapping } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import { createGrants, type Grants, type QuantityScale, quantityScale } from './allowance.ts';
import { createCells } from './cells.ts';
import type { ColumnsAsk, WorkColumns } from './columns.ts';
import { clausesOn } from './concerned.ts';
import { type Digits, digitsOf } from './digits.ts';
import { createGrid, type Grid } from './grid.ts';
import { type LaterBook, withLater } from './later.ts';
import type { Rounding } from './lines.ts';
import { startColumn, wideReason } from './narrow.ts';
import type { Rows } from './rows.ts';
import { isLater, type Stated, statedOf, wholeScopes } from './special-prices.ts';
import { createTariffs, type Tariffs } from './tariffs.ts';
import { type Timeline, timelineOf, withTurns } from './timeline.ts';

/** What is taken as one. */
export interface Over {
  readonly scope: Index;
  readonly over: ScopeInfo['over'];
}

/** A question that is asked once for each scope. */
export interface Scoped extends Over {
  readonly question: string;
}

/** One subject of the agreement, ready to be priced. */
export interface Narrow {
  readonly subject: Index;
  readonly timeline: Timeline;
  readonly digits: Digits;
  /** What quantities are told in. */
  readonly scale: number;
  /** Scopes whose first start decides something; absent: that of each row. */
  readonly startColumn?: string;
  /** What its rules of counting count as one; absent: it has none. */
  readonly counted?: Over;
  readonly starts?: Scoped;
  readonly limits: readonly Scoped[];
  /** Only where an order counts some of them from its own first day. */
  readonly turning?: Turning;
  readonly allowance?: { readonly period: Period; readonly carries: boolean };
  /** Where a price follows from what rows state, and where it is known only once it is known what is charged. */
  readonly stated?: Stated;
  readonly isLater: boolean;
  /** Scopes of which all must be known before one price is. */
  readonly wholes: readonly ScopeInfo['over'][];
  readonly hasStarts: boolean;
  readonly hasAllowance: boolean;
  /** Whether something is asked once for each scope; and whether it matters which part comes first. */
  readonly isScoped: boolean;
  readonly inTurns: boolean;
}

/** Periods in the order of which work is taken, and others that it is cut by. */
interface Turning {
  readonly turns: readonly Period[];
  readonly others: readonly Period[];
}

/** A day that is taken together is that of the entry's start: nothing begins at midnight. */
const isNoDay = ({ unit }: Period): boolean => unit !== 'day';

/** Work that is priced at once. */
export interface Batch {
  readonly columns: WorkColumns;
  readonly rows: Rows;
}

/** What orders share that the clauses cannot tell apart. */
export interface Terms {
  grid(run: Run, narrow: Narrow): Grid;
  /** Of a subject that has an allowance. */
  grants(narrow: Narrow): Grants | undefined;
}

export interface Agreement {
  readonly plan: Plan;
  readonly tariffs: Tariffs;
  readonly book: LaterBook;
  readonly quantities: QuantityScale;
  /** The work that is asked about from now on. */
  take(batch: Batch): void;
  /** The subject, or why it cannot be priced by columns. */
  subject(run: Run, subject: Index): Narrow | string;
  terms(run: Run): Terms;
  amountScale(): number;
  /** Undefined: lines are rounded to what is no whole number of minor units. */
  rounding(): Rounding | undefined;
}

/** `scaleUp`: takes the amounts of lines to a larger scale; false where they are too large for it. */
export function createAgreement(plan: Plan, ask: ColumnsAsk, scaleUp: (factor: number) => boolean): Agreement {
  const { ir } = plan;
  const { vat, roundedTo, minorDigits } = ir.agreement;
  const minor = Rational.of(1, 10n ** BigInt(minorDigits));
  const step = roundedTo === undefined ? minor : Rational.of(roundedTo);
  const net =
    vat.kind === 'included' ? Rational.of(100).over(Rational.of(100).plus(Rational.of(vat.percent))) : Rational.one;
  const quantities = quantityScaleOf(ir.clauses);
  const tariffs = createTariffs(quantities.scale);
  const book = withLater(
    createCells(net, step.over(Rational.of(step.numerator)), tariffs.items, scaleUp),
    quantities.scale,
  );
  let range = { from: Infinity, until: -Infinity };
  let batch: Batch | undefined;

  const subjectOf = (run: Run, subject: Index): Narrow | string => {
    const reason = wideReason(run, subject);
    if (reason !== undefined) return reason;
    const timeline = withinHorizon(() => timelineOf(run, subject, ask.basis, range.from, range.until));
    if ('outside' in timeline) return timeline.outside;
    const digits = digitsOf(run, subject, timeline.value);
    if (digits === undefined) return 'there are too many situations';
    const begun = startColumn(run, subject);
    const overOf = (scope: Index) => item(ir.scopes, scope).over;
    const counting = run.catalog.clauses('count').find((clause) => clause.subject === subject && changes(clause));
    const starts = run.catalog.clauses('start').filter((clause) => clause.subject === subject);
    const [start] = starts;
    const [period] = run.catalog.drawingPeriods(subject);
    const carries = run.catalog
      .clauses('include')
      .some((clause) => clause.subject === subject && clause.carry !== undefined);
    if (starts.some(({ question }) => question !== start?.question)) return 'several start prices of the same work';
    const clauses = clausesOn(run, subject);
    const turning = { turns: run.catalog.drawingPeriods(subject), others: run.catalog.scopePeriods(subject) };
    const isOwn = [...turning.turns, ...turning.others].some(({ basis }) => basis === 'contract');
    const stated = statedOf(clauses);
    const later = isLater(run, subject, clauses);
    const limits = run.catalog.clauses('limit').filter(({ bases }) => bases.includes(subject));
    const limiting = new Map(limits.map(({ question, scope }) => [question, { question, scope, over: overOf(scope) }]));
    return {
      subject,
      limits: [...limiting.values()],
      ...(stated === undefined ? {} : { stated }),
      isLater: later,
      wholes: wholeScopes(clauses).map(overOf),
      timeline: isOwn ? timeline.value : cutOn(timeline.value, run, turning),
      ...(isOwn ? { turning } : {}),
      digits,
      scale: quantities.scale,
      ...(begun === undefined ? {} : { startColumn: begun }),
      ...(counting === undefined ? {} : { counted: { scope: counting.scope, over: overOf(counting.scope) } }),
      ...(start === undefined
        ? {}
        : { starts: { question: start.question, scope: start.scope, over: overOf(start.scope) } }),
      hasStarts: start !== undefined,
      hasAllowance: period !== undefined,
      isScoped: start !== undefined || limits.length > 0,
      inTurns: counting !== undefined || starts.length + limits.length > 0 || period !== undefined || later,
      ...(period === undefined ? {} : { allowance: { period, carries } }),
    };
  };
  let known = new Map<Index, Narrow | string>();
  /** As the amounts are scaled now. */
  let rounded: { readonly scale: number; readonly rounding: Rounding | undefined } = { scale: 0, rounding: undefined };

  /** The first days of the periods that reach into the time of the work. */
  const begins = (periods: readonly Period[], { zone, orderDays }: Run): number[] =>
    periods
      .flatMap((period) =>
        periodsOverlapping(period, zone.dayAt(range.from), zone.dayAt(range.until) + 1, orderDays.from),
      )
      .map(({ from }) => from);
  const cutOn = (timeline: Timeline, run: Run, { turns, others }: Turning): Timeline =>
    withTurns(timeline, run, begins(turns, run), begins(others.filter(isNoDay), run));
  /** With the order's own turns, where periods are counted from its first day. */
  const withOwnTurns = once((narrow: Narrow) => {
    const byDays = new Map<string, Narrow>();
    return (run: Run, turning: Turning): Narrow => {
      const key = begins([...turning.turns, ...turning.others], run).join(' ');
      const found = byDays.get(key) ?? { ...narrow, timeline: cutOn(narrow.timeline, run, turning) };
      byDays.set(key, found);
      return found;
    };
  });

  const orderKind = orderKinds(ir);
  const kindOf = ({ order }: Run): string => orderKind(order);
  const workOf: Rows['workOf'] = (row, subject) => (batch as Batch).rows.workOf(row, subject);
  const createTerms = (_: string): Terms => {
    const grids = new Map<Index, Grid>();
    return {
      grid: (run, { subject, timeline, digits, stated }) => {
        const found =
          grids.get(subject) ?? createGrid({ run, subject, timeline, digits, stated, workOf, tariffs, book });
        grids.set(subject, found);
        return found;
      },
      grants: once(({ subject, allowance }: Narrow) =>
        allowance === undefined ? undefined : createGrants(subject, allowance.period, quantities),
      ),
    };
  };
  let termsOf = once(createTerms);

  return {
    plan,
    tariffs,
    book,
    quantities,
    take: (next) => {
      batch = next;
      const { from, until } = rangeOf(plan, next.columns, ask);
      if (from >= range.from && until <= range.until) return;
      // Everything is told by atoms of time, of which there are others now.
      range = { from: Math.min(from, range.from), until: Math.max(until, range.until) };
      known = new Map();
      termsOf = once(createTerms);
    },
    subject: (run, subject) => {
      const found = known.get(subject) ?? subjectOf(run, subject);
      known.set(subject, found);
      if (typeof found === 'string' || found.turning === undefined) return found;
      return withOwnTurns(found)(run, found.turning);
    },
    terms: (run) => termsOf(kindOf(run)),
    amountScale: () => book.cells.scale * quantities.scale,
    rounding: () => {
      if (rounded.scale === book.cells.scale) return rounded.rounding;
      const scale = Rational.of(book.cells.scale).times(Rational.of(quantities.scale));
      const [one, units] = [scale.times(step).toInteger(), step.over(minor).toInteger()];
      const rounding = one === undefined || units === undefined ? undefined : { step: one, minor: units };
      rounded = { scale: book.cells.scale, rounding };
      return rounding;
    },
  };
}

/** `exact` counts what is as it is. */
function changes({ value }: CountClause): boolean {
  return Object.keys(value).length > 1;
}

/** One for all subjects: a multiple of what each needs. */
function quantityScaleOf(clauses: readonly Clause[]): QuantityScale {
  const draws = clauses.flatMap((clause) =>
    clause.kind === 'draw' && clause.value.kind === 'factor'
      ? [Rational.of(clause.value.numerator, clause.value.denominator)]
      : [],
  );
  const carries = clauses.flatMap((clause) =>
    clause.kind === 'include' && clause.carry !== undefined ? [Rational.of(clause.carry.percent, 100)] : [],
  );
  const bounds = clauses.flatMap(({ value }) =>
    value.kind === 'ladder' ? value.steps.flatMap(({ to }) => (to === undefined ? [] : [Rational.of(to.bound)])) : [],
  );
  return quantityScale(draws, carries, bounds) ?? { scale: 1, grain: 1 };
}

const DAY = 86_400;

/** From the first row to the last, as far as that can matter for what is asked. */
function rangeOf(
  { calendar }: Plan,
  { rows, start, end }: WorkColumns,
  ask: ColumnsAsk,
): { from: Instant; until: Instant } {
  let [from, until] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row += 1) {
    const first = start[row] as number;
    const last = end === undefined ? first : (end[row] as number);
    if (first < from) from = first;
    if (last > until) until = last;
  }
  const { horizon } = calendar.zone;
  const earliest = Math.max(horizon.from, (dayOf(ask.from) - 3660) * DAY);
  const latest = Math.min(horizon.until, (dayOf(ask.until) + 400) * DAY);
  const clamped = (at: number) => Math.min(Math.max(at, earliest), latest - 2);
  const first = Math.floor(clamped(from) / DAY) * DAY;
  // Rows may end before they begin, or say no time at all: nothing is priced of those.
  return { from: Math.max(first, earliest), until: Math.max(clamped(from), clamped(until)) + 2 };
}
