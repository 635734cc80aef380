// Measures (meanings U1–U8): time is cut wherever anything may change, and each piece is looked at in order.
import type { Facts, Outage } from '../../runtime/src/facts.ts';
import type { CivilDate, Clause, Condition, Instant, Ir, MeasureInfo, Order, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, earlier, later, monthOf, periods, type Span } from './days.ts';
import { deadlines } from './deadlines.ts';
import { compare, divided, type Fraction, read, text } from './fraction.ts';
import { ask, createWorld, matches, type Situation, type World } from './questions.ts';
import { factsAsOrdered } from './stated.ts';
import { borders, dateAt, isOpen, startOfDay } from './windows.ts';

export interface Measure {
  readonly measure: string;
  readonly unit: string;
  readonly from: CivilDate;
  readonly value: string;
  readonly state: string;
}

interface Case {
  readonly world: World;
  readonly facts: Facts;
  /** The end of what is known. */
  readonly known: CivilDate;
}

/** Days on which a holder is there, and what it is asked with. */
interface Holder {
  readonly unit?: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly said: Pick<Situation, 'choices' | 'numbers'>;
}

interface Figure {
  readonly value?: Fraction;
  readonly open?: boolean;
  readonly bad?: boolean;
}

const distant = '2032-12-31';

// Rolling figures ask the same again for each of their days: what was found once is kept with its case.
const kept = new WeakMap<Ir, WeakMap<Order, WeakMap<Facts, Map<string, unknown>>>>();

function once<T>({ world: { ir, order }, facts }: Case, key: string, find: () => T): T {
  const orders = kept.get(ir) ?? new WeakMap<Order, WeakMap<Facts, Map<string, unknown>>>();
  const cases = orders.get(order) ?? new WeakMap<Facts, Map<string, unknown>>();
  const found = cases.get(facts) ?? new Map<string, unknown>();
  kept.set(ir, orders.set(order, cases.set(facts, found)));
  if (!found.has(key)) found.set(key, find());
  return found.get(key) as T;
}

/** Where some window opens or closes, by the months that are touched. */
function bordersIn(one: Case, from: Instant, until: Instant): Instant[] {
  const { ir } = one.world;
  const everything = { kind: 'union', of: ir.windows.map(({ set }) => set) } as const;
  const all: Instant[] = [];
  for (let first = `${monthOf(dateAt(ir, from))}-01`; first <= dateAt(ir, until); first = addMonths(first, 1)) {
    const [begin, end] = [startOfDay(ir, first) - 1, startOfDay(ir, addMonths(first, 1)) + 1];
    all.push(...once(one, `borders ${first}`, () => borders(ir, everything, begin, end)));
  }
  return all.filter((at) => from < at && at < until);
}

/** `only`: of one measure. */
export function measures(ir: Ir, order: Order, given: Facts, asked: Span, only?: string): Measure[] {
  const facts = factsAsOrdered(order, given);
  const one: Case = { world: createWorld(ir, order), facts, known: asked.until };
  const wanted = ir.measures.filter(({ id }) => only === undefined || id === only);
  return wanted.flatMap((measure) =>
    holdersOf(one, measure).flatMap((holder) =>
      periods(measure.period, order.from, earlier(asked.until, holder.until))
        .filter(({ from, until }) => until >= asked.from && until >= holder.from && from <= holder.until)
        .map((period) => told(one, measure, holder, period)),
    ),
  );
}

function holdersOf({ world: { ir, order }, facts }: Case, { of }: MeasureInfo): Holder[] {
  const end = order.until ?? distant;
  if (of === undefined) return [{ from: order.from, until: end, said: { choices: {}, numbers: {} } }];
  return [...order.units, ...(facts.units ?? [])]
    .filter(({ unit }) => unit === ir.subjects[of]!.id)
    .map(({ id, from, until, choices = {}, numbers = {} }) => ({
      unit: id,
      from: later(from, order.from),
      until: earlier(until ?? end, end),
      said: { choices, numbers },
    }))
    .filter(({ from, until }) => from <= until);
}

const part = (holder: Holder, period: Span): Span => ({
  from: later(holder.from, period.from),
  until: earlier(holder.until, period.until),
});

function told(one: Case, measure: MeasureInfo, holder: Holder, period: Span): Measure {
  const base = { measure: measure.id, unit: holder.unit ?? '-', from: period.from };
  const figure = figureOf(one, measure, holder, period);
  const promise = promised(one, measure, holder, period);
  const value = figure.value === undefined ? '-' : text(figure.value);
  if (figure.bad === true || promise === 'bad') return { ...base, value, state: 'undecided' };
  const running = part(holder, period).until > one.known || figure.open === true;
  if (running) return { ...base, value, state: 'running' };
  if (figure.value === undefined) return { ...base, value, state: 'nothing-to-measure' };
  if (promise === 'best-effort') return { ...base, value, state: 'best-effort' };
  if (promise === undefined) return { ...base, value, state: 'no-promise' };
  return { ...base, value, state: keeps(figure.value, promise) ? 'kept' : 'missed' };
}

interface Bound {
  readonly kind: 'at-least' | 'at-most';
  readonly amount: string;
  readonly aim: boolean;
}

const keeps = (value: Fraction, { kind, amount }: Bound) =>
  kind === 'at-least' ? compare(value, read(amount)) >= 0 : compare(value, read(amount)) <= 0;

function promised(
  { world }: Case,
  { id }: MeasureInfo,
  holder: Holder,
  period: Span,
): Bound | 'bad' | 'best-effort' | undefined {
  const question = `promise:${id}`;
  if (!world.clauses.some((clause) => clause.question === question)) return undefined;
  const answer = ask(world, question, { at: startOfDay(world.ir, part(holder, period).from), ...holder.said });
  if (answer.kind === 'none') return undefined;
  if (answer.kind !== 'clause' || answer.clause.kind !== 'promise') return 'bad';
  const { value } = answer.clause;
  switch (value.kind) {
    case 'open':
      return 'bad';
    case 'no-promise':
      return undefined;
    case 'best-effort':
      return value.kind;
    case 'aim':
      return { ...value.of, aim: true };
    default:
      return { ...value, aim: false };
  }
}

// -------------------------------------------------------------------------------------------------------- figures

/** U10: the worst of the stretches that end with a day of the period. */
function figureOf(one: Case, measure: MeasureInfo, holder: Holder, period: Span): Figure {
  const { rolling, what } = measure;
  if (rolling === undefined) return figureIn(one, measure, holder, period);
  const days = part(holder, period);
  const found: Figure[] = [];
  for (let day = days.from; day <= earlier(days.until, one.known); day = addDays(day, 1))
    found.push(figureIn(one, measure, holder, { from: addDays(day, 1 - rolling), until: day }));
  if (found.some(({ bad }) => bad)) return { bad: true };
  const least = ['availability', 'attainment', 'met'].includes(what.kind);
  const values = found.flatMap(({ value }) => value ?? []).sort((a, b) => (least ? compare(a, b) : compare(b, a)));
  return { ...(values[0] === undefined ? {} : { value: values[0] }), open: found.some(({ open }) => open) };
}

function figureIn(one: Case, measure: MeasureInfo, holder: Holder, period: Span): Figure {
  const { what } = measure;
  if ('measure' in what) return outcomes(one, measure, what, holder, period);
  if ('target' in what) return tickets(one, measure, what, holder, period);
  const { total, down } = pieces(one, measure, holder, part(holder, period));
  if (total === 0) return {};
  const lost = down.reduce((sum, [from, until]) => sum + until - from, 0);
  if (what.kind === 'downtime') return { value: read(lost) };
  const base = 'base' in what ? (what.base ?? total) : total;
  if (what.kind === 'availability') return { value: divided(read(Math.max(0, base - lost) * 100), read(base)) };
  if (what.kind === 'downtime-share') return { value: divided(read(Math.min(lost, base) * 100), read(base)) };
  const own = outages(one, measure, holder, period);
  if (what.kind === 'average-outage') {
    const together = own.reduce((sum, { length }) => sum + length, 0);
    return own.length === 0 ? {} : { value: divided(read(together), read(own.length)) };
  }
  return { value: read(what.kind === 'outages' ? own.length : Math.max(0, ...own.map(({ length }) => length))) };
}

function holds(world: World, when: Condition, situation: Situation): boolean {
  // The reference asks clauses; nothing but the condition of this one is looked at.
  return matches(world, { when } as unknown as Clause, situation);
}

type Stretch = readonly [from: Instant, until: Instant];

function windowOf({ world: { order } }: Case, { window }: MeasureInfo): number | undefined {
  return typeof window === 'object' ? window.tiers[order.choices.tier!] : window;
}

/** The outages that may count for a holder. */
const ownOutages = ({ facts }: Case, holder: Holder): readonly Outage[] =>
  (facts.outages ?? []).filter(
    ({ unit, start, end }) => start <= end && (unit === undefined || holder.unit === undefined || unit === holder.unit),
  );

function pieces(
  one: Case,
  measure: MeasureInfo,
  holder: Holder,
  days: Span,
  known = one.known,
): { total: number; down: Stretch[] } {
  const { ir } = one.world;
  const [from, until] = [startOfDay(ir, days.from), startOfDay(ir, addDays(earlier(days.until, known), 1))];
  const window = windowOf(one, measure);
  const own = ownOutages(one, holder)
    .filter(({ start, end }) => start < until && end > from)
    .map((outage) => {
      const arrival = unitOf(one, outage)?.from;
      return { outage, since: Math.max(outage.start, arrival === undefined ? from : startOfDay(ir, arrival)) };
    });
  const cuts = [
    ...[from, until, ...bordersIn(one, from, until)],
    ...own.flatMap(({ outage, since }) => [since, outage.end]),
  ]
    .filter((at) => from <= at && at <= until)
    .sort((a, b) => a - b);
  const left = measure.except.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY);
  const down: Stretch[] = [];
  let total = 0;
  for (const [index, at] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined || end === at || (window !== undefined && !isOpen(ir, window, at))) continue;
    total += end - at;
    const there = own
      .filter(({ outage, since }) => since <= at && at < outage.end)
      .map(({ outage }) => situationOf(one, outage, at))
      .filter((situation) => holds(one.world, measure.when, situation))
      .map((situation) => measure.except.flatMap(({ when }, i) => (holds(one.world, when, situation) ? [i] : [])));
    if (there.length === 0) continue;
    let now = at;
    while (now < end) {
      const used = there.map(
        (fits) => fits.find((i) => left[i] === Number.POSITIVE_INFINITY) ?? fits.find((i) => left[i]! > 0),
      );
      if (used.some((i) => i === undefined)) {
        down.push([now, end]);
        break;
      }
      const which = [...new Set(used as number[])];
      const next = Math.min(end, ...which.map((i) => now + left[i]!));
      for (const i of which) left[i]! -= next - now;
      if (which.some((i) => measure.except[i]!.leavesOut)) total -= next - now;
      now = next;
    }
  }
  return { total, down };
}

const unitOf = ({ world, facts }: Case, outage: Outage): UnitFact | undefined =>
  [...world.order.units, ...(facts.units ?? [])].find(({ id }) => id === outage.unit);

function situationOf(one: Case, outage: Outage, at: Instant): Situation {
  const unit = unitOf(one, outage);
  return {
    at,
    choices: { ...unit?.choices, ...outage.choices },
    numbers: { length: `${outage.end - outage.start}`, ...unit?.numbers, ...outage.numbers },
    start: () => outage.start,
  };
}

export interface Down {
  readonly start: Instant;
  readonly end: Instant;
  readonly length: number;
}

/** U5: the outages of a measure (and unit) that begin in a period, by what is known on a day. */
export function outagesOf(
  ir: Ir,
  order: Order,
  facts: Facts,
  known: CivilDate,
  measure: MeasureInfo,
  unit: string,
  period: Span,
): Down[] {
  const one: Case = { world: createWorld(ir, order), facts, known };
  return holdersIn(one, measure, unit, period).flatMap((holder) => outages(one, measure, holder, period));
}

const holdersIn = (one: Case, measure: MeasureInfo, unit: string, period: Span) =>
  holdersOf(one, measure).filter(
    (holder) => (holder.unit ?? '-') === unit && holder.from <= period.until && period.from <= holder.until,
  );

/** K8: the last day of the period on which it was down, by what is known on a day. */
export function lastDownIn(
  ir: Ir,
  order: Order,
  facts: Facts,
  known: CivilDate,
  measure: MeasureInfo,
  unit: string,
  period: Span,
): CivilDate | undefined {
  if ('target' in measure.what || 'measure' in measure.what) return undefined;
  const one: Case = { world: createWorld(ir, order), facts, known };
  const ends = holdersIn(one, measure, unit, period).flatMap((holder) =>
    pieces(one, measure, holder, part(holder, period)).down.map(([, end]) => end),
  );
  return ends.length === 0 ? undefined : dateAt(ir, Math.max(...ends) - 1);
}

function outages(one: Case, measure: MeasureInfo, holder: Holder, period: Span): Down[] {
  const { ir } = one.world;
  const key = `outages ${JSON.stringify([measure.id, holder.unit, holder.from, holder.until, one.known])}`;
  const found = once(one, key, () => everyOutage(one, measure, holder));
  const [first, after] = [startOfDay(ir, period.from), startOfDay(ir, addDays(period.until, 1))];
  const past = startOfDay(ir, addDays(one.known, 1));
  return found.filter(({ start }) => first <= start && start < Math.min(after, past));
}

function everyOutage(one: Case, measure: MeasureInfo, holder: Holder): Down[] {
  const { ir, order } = one.world;
  const ends = ownOutages(one, holder).map(({ end }) => dateAt(ir, end));
  const all = periods(measure.period, order.from, earlier(later(one.known, ...ends), holder.until))
    .filter(({ from, until }) => until >= holder.from && from <= holder.until)
    .flatMap((other) => pieces(one, measure, holder, part(holder, other), distant).down);
  const window = windowOf(one, measure);
  const going = (at: Instant) => ownOutages(one, holder).some(({ start, end }) => start <= at && at < end);
  const bridged = (from: Instant, until: Instant): boolean => {
    if (from === until) return true;
    if (window === undefined) return false;
    const steps = [
      from,
      ...borders(ir, ir.windows[window]!.set, from, until),
      ...ownOutages(one, holder).flatMap(({ start, end }) => [start, end]),
    ].filter((at) => from <= at && at < until);
    return steps.every((at) => going(at) && !isOpen(ir, window, at));
  };
  const found: { start: Instant; end: Instant; length: number }[] = [];
  for (const [start, end] of all) {
    const last = found.at(-1);
    if (last !== undefined && bridged(last.end, start)) {
      last.end = end;
      last.length += end - start;
    } else found.push({ start, end, length: end - start });
  }
  return found;
}

/** U6. */
function tickets(
  one: Case,
  measure: MeasureInfo,
  what: Extract<MeasureInfo['what'], { readonly kind: 'attainment' | 'met' | 'missed' }>,
  holder: Holder,
  period: Span,
): Figure {
  const { world, facts, known } = one;
  const { ir, order } = world;
  const days = part(holder, period);
  const end = startOfDay(ir, addDays(known, 1));
  const [from, until] = [startOfDay(ir, days.from), Math.min(end, startOfDay(ir, addDays(days.until, 1)))];
  const window = windowOf(one, measure);
  const target = ir.targets[what.target]!.id;
  const counts = { met: 0, missed: 0, open: 0, bad: 0 };
  for (const result of once(one, `deadlines ${end}`, () => deadlines(ir, order, facts.tickets ?? [], end - 1))) {
    const { started, stopped } = result;
    if (result.target !== target || started === undefined || started < from || started >= until) continue;
    if (window !== undefined && !isOpen(ir, window, started)) continue;
    const events = (facts.tickets ?? [])
      .filter(({ ticket, at }) => ticket === result.ticket && at <= Math.min(stopped ?? end, end - 1))
      .sort((a, b) => a.at - b.at);
    const choices = Object.assign({}, ...events.map((event) => event.choices));
    const numbers = Object.assign({}, ...events.map((event) => event.numbers));
    if (!holds(world, measure.when, { at: started, choices, numbers })) continue;
    if (result.state === 'met') counts.met += 1;
    if (result.state === 'missed' || result.state === 'overdue') counts.missed += 1;
    if (['running', 'paused', 'pending'].includes(result.state)) counts.open += 1;
    if (result.state === 'undecided') counts.bad += 1;
  }
  const { met, missed } = counts;
  if (counts.bad > 0) return { bad: true };
  if (what.kind !== 'attainment') return { value: read(counts[what.kind]), open: counts.open > 0 };
  const share = met + missed === 0 ? {} : { value: divided(read(met * 100), read(met + missed)) };
  return { ...share, open: counts.open > 0 };
}

/** U7. */
function outcomes(
  one: Case,
  measure: MeasureInfo,
  what: Extract<MeasureInfo['what'], { readonly kind: 'kept' | 'breaches' }>,
  own: Holder,
  period: Span,
): Figure {
  const other = one.world.ir.measures[what.measure]!;
  const found = new Map<CivilDate, boolean>();
  let open = false;
  for (const holder of holdersOf(one, other)) {
    if (measure.of !== undefined && holder.unit !== undefined && holder.unit !== own.unit) continue;
    for (const each of periods(other.period, one.world.order.from, earlier(period.until, holder.until))) {
      const { from, until } = part(holder, each);
      if (from > until || until < period.from || until > period.until || until > one.known) continue;
      const promise = promised(one, other, holder, each);
      const figure = figureOf(one, other, holder, each);
      if (figure.bad === true || promise === undefined || typeof promise === 'string' || promise.aim) continue;
      open ||= figure.open === true;
      if (figure.value === undefined) continue;
      found.set(each.from, (found.get(each.from) ?? true) && keeps(figure.value, promise));
    }
  }
  return { value: read([...found.values()].filter((kept) => kept === (what.kind === 'kept')).length), open };
}
