// What a month costs by hours used, for each tier: priced by the runtime, minute by minute where it matters.
import {
  type Clause,
  dateOf,
  dayOf,
  type Facts,
  type Index,
  type Instant,
  type Invoice,
  type Order,
  price,
  quantityText,
  Rational,
  type Seconds,
  type UnitFact,
  withinHorizon,
} from '@avtal/runtime';
import { type Chosen, namedOf } from './chosen.ts';
import { crossingsOf, curveOf, type Dot } from './curve.ts';
import { windowsOf } from './document.ts';
import type { Cost, CostQuestion, Crossing, Curve, Kink, Point, PreviewAsk } from './shape.ts';
import { rowName } from './week.ts';

/** A curve may ask the runtime so often: a staircase of a few hundred steps. */
const budget = 700;
const least = 10;
const most = 120;

export function costOf(chosen: Chosen, ask: PreviewAsk): Cost {
  const { known, tiers } = chosen;
  const { ir } = known;
  const questions = questionsOf(chosen);
  const question = questions.find(({ id }) => id === ask.hours) ?? questions[0];
  const units = ir.subjects
    .filter(({ kind }) => kind === 'unit')
    .map((unit) => ({ ...namedOf(unit), count: wholeOf(ask.units?.[unit.id]) }));
  const month = monthOf(chosen);
  const empty: Cost = {
    questions,
    units,
    month: month.from.slice(0, 7),
    hours: 0,
    highest: '0',
    curves: [],
    crossings: [],
  };
  if (question === undefined) return empty;
  const held = units.flatMap(({ id, count }) =>
    Array.from({ length: count }, (_, index): UnitFact => ({ id: `${id}-${index + 1}`, unit: id, from: month.before })),
  );
  const asked = withinHorizon(() => {
    const stretches = stretchesOf(chosen, question, questions, month);
    const hours = Math.min(
      hoursOf(chosen),
      Math.floor(stretches.reduce((sum, { start, end }) => sum + end - start, 0) / 3600),
    );
    const priced = (tiers.length === 0 ? [{ id: '', label: ir.agreement.label ?? ir.agreement.id }] : tiers).map(
      (tier) => {
        const pricing = new Pricing(chosen, { question, stretches, month, held }, tier.id === '' ? undefined : tier.id);
        return { tier, pricing, dots: curveOf((minute) => pricing.cost(minute), hours * 60, budget) };
      },
    );
    return { hours, priced };
  });
  if ('outside' in asked)
    return {
      ...empty,
      shown: question.id,
      curves: [{ id: '', label: '', points: [], kinks: [], problem: asked.outside }],
    };
  const { hours, priced } = asked.value;
  const heights = priced.flatMap(({ dots }) => dots.map(({ y }) => y));
  const highest = heights.reduce((top, y) => (y.compare(top) > 0 ? y : top), Rational.zero);
  const digits = ir.agreement.minorDigits;
  return {
    ...empty,
    shown: question.id,
    hours,
    highest: highest.toDecimal(digits),
    curves: priced.map(({ tier, pricing, dots }): Curve => {
      const reached = dots.at(-1)?.x.compare(Rational.of(hours * 60)) === 0;
      const problem = reached ? undefined : (pricing.problem ?? 'There are more steps than can be drawn.');
      return {
        ...tier,
        points: dots.map((dot) => pointOf(dot, digits)),
        kinks: kinksOf(dots, pricing, digits),
        ...(problem !== undefined && { problem }),
      };
    }),
    crossings: allCrossings(priced, digits),
  };
}

const wholeOf = (count: number | undefined): number =>
  count !== undefined && Number.isSafeInteger(count) && count > 0 ? Math.min(count, 500) : 0;

function pointOf({ x, y }: Dot, digits: number): Point {
  const hours = x.over(Rational.of(60));
  const amount = y.exactDecimal() ?? y.toDecimal(digits + 4);
  return { hours: hours.exactDecimal() ?? hours.toDecimal(6), amount };
}

// ------------------------------------------------------------------------------------------------- what may be asked

/** Every activity with a price, in every window that its price or allowance speaks of. */
function questionsOf(chosen: Chosen): readonly CostQuestion[] {
  const { known, tier } = chosen;
  const { ir, plan, reader } = known;
  const windows = windowsOf(known, tier);
  return ir.subjects.flatMap((subject, index): CostQuestion[] => {
    const priced = plan.clausesOf(`rate:${subject.id}`);
    if (subject.kind !== 'activity' || priced.length === 0) return [];
    const clauses = ir.clauses.filter(
      (one) => ('subject' in one && one.subject === index) || ('bases' in one && one.bases.includes(index)),
    );
    const tests = clauses.flatMap(({ when }) => when.flatMap((box) => box.windows ?? []));
    const isTested = (window: Index, inside: boolean): boolean =>
      tests.some((test) => test.window === window && test.inside === inside);
    const own = windows.flatMap((window) =>
      [true, false].flatMap((inside) => (isTested(window.index, inside) ? [{ ...window, inside }] : [])),
    );
    const name = reader.name(subject);
    if (own.length === 0) return [{ id: subject.id, label: name, activity: subject.id }];
    return own.map(({ id, label, inside }) => ({
      id: `${subject.id}@${inside ? '' : 'outside '}${id}`,
      label: `${name} ${inside ? 'within' : 'outside'} ${label}`,
      activity: subject.id,
      window: id,
      ...(!inside && { isOutside: true }),
    }));
  });
}

interface Month {
  readonly from: string;
  readonly until: string;
  /** A day some time before: single fees of an order's beginning are not of this month. */
  readonly before: string;
}

function monthOf({ day, known }: Chosen): Month {
  const { validFrom, validUntil } = known.ir.agreement;
  const date = dateOf(day);
  const within =
    validFrom !== undefined && date < validFrom
      ? validFrom
      : validUntil !== undefined && date > validUntil
        ? validUntil
        : date;
  const [year, month] = [Number(within.slice(0, 4)), Number(within.slice(5, 7))];
  const first = (y: number, m: number): string =>
    `${y + Math.floor((m - 1) / 12)}-${String(((m - 1 + 120) % 12) + 1).padStart(2, '0')}-01`;
  const next = first(year, month + 1);
  return {
    from: first(year, month),
    until: dateOf(dayOf(next) - 1),
    before: `${year - 1}-${within.slice(5, 7)}-01`,
  };
}

interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * When the hours of the month are worked, one stretch after the other: where the window is open (or closed), and of that
 * where no other one is that has prices of its own, as far as that leaves anything: evenings of working days.
 */
function stretchesOf(
  chosen: Chosen,
  question: CostQuestion,
  all: readonly CostQuestion[],
  { from, until }: Month,
): readonly Stretch[] {
  const { calendar } = chosen.known.plan;
  const { zone } = calendar;
  const month = { start: zone.startOfDay(dayOf(from)), end: zone.startOfDay(dayOf(until) + 1) };
  const windows = windowsOf(chosen.known, chosen.tier);
  const indexOf = ({ window }: CostQuestion): Index | undefined => windows.find(({ id }) => id === window)?.index;
  const openIn = (index: Index | undefined): readonly Stretch[] =>
    index === undefined ? [] : calendar.intervals(index, month.start, month.end);
  const own = openIn(indexOf(question));
  if (question.window === undefined) return [month];
  if (question.isOutside === true) return without([month], own);
  return all
    .filter((one) => one.activity === question.activity && one.window !== question.window)
    .reduce((left, other) => {
      const rest = without(left, openIn(indexOf(other)));
      return rest.length === 0 ? left : rest;
    }, own);
}

/** What of the stretches lies in none of the others. Both are sorted and apart from each other. */
function without(stretches: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return stretches.flatMap(({ start, end }) => {
    const inside = others.filter((other) => other.end > start && other.start < end);
    const borders = [start, ...inside.flatMap((other) => [other.start, other.end]), end];
    return borders.flatMap((border, at) => {
      const next = borders[at + 1];
      return at % 2 === 0 && next !== undefined && border < next ? [{ start: border, end: next }] : [];
    });
  });
}

/** So many hours are drawn that allowances and ladders are well behind. */
function hoursOf({ known: { ir } }: Chosen): number {
  const bounds = ir.clauses.flatMap((clause): Seconds[] => {
    const { value } = clause;
    if (clause.kind === 'include' && value.kind === 'quantity' && ir.subjects[clause.subject]?.unit.kind === 'time')
      return [Number(value.amount)];
    if (clause.kind === 'rate' && value.kind === 'ladder' && value.by === undefined)
      return value.steps.flatMap(({ to }) => (to === undefined ? [] : [Number(to.bound)]));
    return [];
  });
  const hours = Math.max(0, ...bounds) / 3600;
  return Math.min(most, Math.max(least, 5 * Math.ceil((hours * 2.5) / 5)));
}

// ---------------------------------------------------------------------------------------------------------- pricing

interface Asked {
  readonly question: CostQuestion;
  readonly stretches: readonly Stretch[];
  readonly month: Month;
  readonly held: readonly UnitFact[];
}

class Pricing {
  readonly chosen: Chosen;
  readonly #asked: Asked;
  readonly #order: Order;
  readonly #keys: Readonly<Record<string, string>>;
  /** Why the last minute could not be priced. */
  problem: string | undefined;

  constructor(chosen: Chosen, asked: Asked, tier: string | undefined) {
    this.chosen = chosen;
    this.#asked = asked;
    this.#order = chosen.orderOf(tier, asked.month.before);
    const columns = chosen.known.ir.scopes.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []));
    // All of it is one job, one ticket, one visit.
    this.#keys = Object.fromEntries(columns.map((column) => [column, '1']));
  }

  /** Exact, before rounding to the currency, so that lines are straight. */
  cost(minutes: number): Rational | undefined {
    const { lines, problems } = this.invoice(minutes);
    this.problem = problems[0]?.message;
    return problems.length > 0 ? undefined : Rational.sum(lines.map(({ exact }) => Rational.parse(exact)));
  }

  invoice(minutes: number): Invoice {
    const { from, until } = this.#asked.month;
    return price(this.chosen.known.plan, this.#order, this.#facts(minutes * 60), { from, until, basis: 'cost' });
  }

  #facts(seconds: Seconds): Facts {
    const { question, stretches, held } = this.#asked;
    const entries: { id: string; start: Instant; end: Instant }[] = [];
    let left = seconds;
    for (const { start, end } of stretches) {
      if (left <= 0) break;
      const length = Math.min(left, end - start);
      entries.push({ id: String(entries.length + 1), start, end: start + length });
      left -= length;
    }
    return {
      entries: entries.map((entry) => ({
        ...entry,
        subject: question.activity,
        choices: this.chosen.facts,
        keys: this.#keys,
        person: '1',
      })),
      units: held,
    };
  }
}

// ------------------------------------------------------------------------------------------------- kinks and crossings

function kinksOf(dots: readonly Dot[], pricing: Pricing, digits: number): readonly Kink[] {
  const kinks: Kink[] = [];
  let left = mostKinks;
  for (const [index, dot] of dots.entries()) {
    const [before, next] = [dots[index - 1], dots[index + 1]];
    if (next === undefined || before?.x.equals(dot.x) === true) continue;
    const isJump = next.x.equals(dot.x);
    if (before === undefined && !isJump) continue;
    const kink = { ...pointOf(dot, digits), ...reasonOf(dot, isJump, pricing) };
    // Of a staircase the first step says it all.
    if (kinks.at(-1)?.words !== kink.words) kinks.push(kink);
    if (--left === 0) break;
  }
  return kinks;
}

/** So many are looked into: each takes two invoices. */
const mostKinks = 24;

/** What the invoices on both sides have that differs: an allowance that ends, a clause that begins to count. */
function reasonOf({ x }: Dot, isJump: boolean, pricing: Pricing): Pick<Kink, 'words' | 'rows'> {
  const { known, source } = pricing.chosen;
  const minute = x.floor().toInteger() ?? 0;
  const [before, after] = [pricing.invoice(Math.max(0, minute - 1)), pricing.invoice(minute + 1)];
  const left = ({ balances }: Invoice, clause: string): boolean =>
    balances.some((one) => one.clause === clause && (one.closing !== '0' || one.expired !== '0'));
  const ended = after.balances.filter(({ clause }) => left(before, clause) && !left(after, clause));
  const counted = new Set(before.lines.filter(({ exact }) => exact !== '0').map(({ clause }) => clause));
  const begun = after.lines.filter(({ clause, exact }) => exact !== '0' && !counted.has(clause));
  const ids = new Set([...ended, ...begun].map(({ clause }) => clause));
  const clauses = [...ids].flatMap((id) => known.plan.clauses.get(id) ?? []);
  const steps = isJump ? known.ir.clauses.filter((one) => one.kind === 'count' && one.value.step !== undefined) : [];
  const named = (some: readonly Clause[]): Kink['rows'] =>
    some.map((one) => ({ name: rowName(one), ...source(one.span) }));
  if (clauses.length > 0)
    return { words: clauses.map((one) => kinkWords(one, pricing)).join('; '), rows: named(clauses) };
  return {
    words: isJump ? 'A started step is charged' : 'The price of the next hour changes',
    rows: named(steps.slice(0, 1)),
  };
}

function kinkWords(clause: Clause, { chosen: { known } }: Pricing): string {
  const { cell } = known.reader.answer(clause);
  const name = rowName(clause);
  return clause.kind === 'include' ? `The allowance of ${cell} is used up (${name})` : `From here ${cell} (${name})`;
}

interface Priced {
  readonly tier: { readonly id: string; readonly label: string };
  readonly dots: readonly Dot[];
}

function allCrossings(priced: readonly Priced[], digits: number): readonly Crossing[] {
  return priced
    .flatMap((a, index) =>
      priced.slice(index + 1).flatMap((b) => crossingsOf(a.dots, b.dots).map((dot) => ({ a, b, dot }))),
    )
    .sort((one, other) => one.dot.x.compare(other.dot.x))
    .map(({ a, b, dot }): Crossing => {
      const [before, after] = dot.isBelow ? [a.tier, b.tier] : [b.tier, a.tier];
      const seconds = dot.x.times(Rational.of(60));
      const minutes = dot.x.round(0).times(Rational.of(60));
      const about = seconds.equals(minutes) ? '' : 'about ';
      const time = quantityText(minutes, { kind: 'time' });
      const words = `Above ${about}${time} a month, ${after.label} costs less than ${before.label}.`;
      return { ...pointOf(dot, digits), before: before.id, after: after.id, words };
    });
}
