// Facts cut into portions (meanings C1, W7, Q8): at every border of every window and at every midnight, needed or not.

import type { Facts, Occurrence, TimeEntry } from '../../runtime/src/facts.ts';
import type {
  CivilDate,
  Clause,
  Decimal,
  DerivedNumber,
  IncludeClause,
  Index,
  Instant,
  ScopeInfo,
} from '../../runtime/src/ir.ts';
import { addDays, isDay, later, monthOf, periodOf, periods } from './days.ts';
import { compare, type Fraction, fraction, read, rounded, sum, zero } from './fraction.ts';
import { isChange } from './indexation.ts';
import type { Situation, World } from './questions.ts';
import { isAsOrdered } from './stated.ts';
import { borders, dateAt, isOpen, startOfDay } from './windows.ts';

/** An entry or an occurrence that may be priced. */
export interface Fact {
  readonly id: string;
  readonly subject: Index;
  readonly start: Instant;
  readonly end: Instant;
  readonly day: CivilDate;
  readonly time: boolean;
  readonly quantity: Fraction;
  readonly cost?: Decimal;
  readonly person?: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  /** Its own start, what else it states, and the first of each event of its ticket. */
  readonly moments: Readonly<Record<string, Instant>>;
  /** It happened by itself (A13). */
  readonly renewal?: true;
}

/** What a clause charges for some of a portion. */
export interface Charge {
  readonly clause: Clause;
  readonly unitPrice: string;
  readonly quantity: Fraction;
  readonly amount: Fraction;
}

/** A piece of a fact in one situation, or the time that rounding added to it. */
export interface Portion {
  readonly fact: Fact;
  /** The fact whose turn it takes in order of time: its own, but for time added in an earlier month. */
  readonly turn: Fact;
  readonly situation: Situation;
  readonly from: Instant;
  readonly until: Instant;
  /** First day of the month or allowance period, whichever began last. */
  readonly piece: CivilDate;
  /** Day at which it is drawn. */
  readonly day: CivilDate;
  /** Day and month in which it is posted. */
  readonly posted: CivilDate;
  readonly month: string;
  readonly added: boolean;
  /** Not counted, from its beginning on. */
  free: Fraction;
  /** Counted quantity; of it bought and drawn. */
  quantity: Fraction;
  bought: Fraction;
  drawn: Fraction;
  drawnBy?: Clause;
  charges: Charge[];
}

export type Problems = Map<string, Set<string>>;

export function complain(problems: Problems, code: string, id: string): void {
  problems.set(id, (problems.get(id) ?? new Set()).add(code));
}

function check(
  world: World,
  fact: TimeEntry | Occurrence,
  tickets: Readonly<Record<string, Instant>>,
  problems: Problems,
): Fact | undefined {
  const { ir, order } = world;
  const [start, end] = 'at' in fact ? [fact.at, fact.at] : [fact.start, fact.end];
  const subject = ir.subjects.findIndex(({ id }) => id === fact.subject);
  const day = dateAt(ir, start);
  const { validFrom = day, validUntil = day } = ir.agreement;
  const complaints = problems.get(fact.id)?.size ?? 0;
  if (end < start) complain(problems, 'bad-fact', fact.id);
  if (subject < 0) complain(problems, 'unknown-subject', fact.id);
  for (const [id, value] of Object.entries(fact.choices ?? {}))
    if (ir.dimensions.some((one) => one.id === id && one.values.every((known) => known.id !== value)))
      complain(problems, 'unknown-choice', fact.id);
  if (!isAsOrdered(order, fact)) complain(problems, 'bad-fact', fact.id);
  if (day < validFrom || day > validUntil || day < order.from || day > (order.until ?? day))
    complain(problems, 'outside-validity', fact.id);
  if ((problems.get(fact.id)?.size ?? 0) > complaints) return undefined;
  return {
    id: fact.id,
    subject,
    start,
    end,
    day,
    time: 'start' in fact,
    quantity: 'quantity' in fact ? read(fact.quantity) : fraction(BigInt(end - start)),
    ...('cost' in fact && fact.cost !== undefined ? { cost: fact.cost } : {}),
    ...('person' in fact && fact.person !== undefined ? { person: fact.person } : {}),
    keys: fact.keys ?? {},
    choices: fact.choices ?? {},
    numbers: fact.numbers ?? {},
    moments: { ...tickets, ...fact.moments, start },
  };
}

export function factsOf(world: World, facts: Facts, problems: Problems): Fact[] {
  const firsts = (ticket: string | undefined) => {
    const events = (facts.tickets ?? []).filter((one) => one.ticket === ticket);
    return Object.fromEntries([...events].sort((a, b) => b.at - a.at).map(({ event, at }) => [event, at]));
  };
  const all = [...(facts.entries ?? []), ...(facts.occurrences ?? [])].map((fact) =>
    check(world, fact, firsts(fact.keys?.ticket), problems),
  );
  const sound = all.filter((fact) => fact !== undefined).sort(byStart);
  return sound.map((fact) => ({ ...fact, numbers: { ...follows(world, fact, sound), ...fact.numbers } }));
}

/** Q11–Q13, and Q7 for what is not stated. */
function follows(world: World, fact: Fact, all: readonly Fact[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { id, derived, defaultValue } of world.ir.numbers) {
    const value = derived === undefined ? undefined : derivedFor(world, derived, fact, all);
    const said = value ?? defaultValue;
    if (said !== undefined) found[id] = said;
  }
  return found;
}

function derivedFor(world: World, derived: DerivedNumber, fact: Fact, all: readonly Fact[]): string | undefined {
  const { ir, order } = world;
  switch (derived.kind) {
    case 'since-start':
      return undefined;
    case 'how-often': {
      const scope = derived.scope === undefined ? undefined : ir.scopes[derived.scope]!;
      const place = (one: Fact) => [
        periodOf(derived.period, order.from, one.day).from,
        scope === undefined ? '' : scopeKey(world, scope, one),
      ];
      const [from, key] = place(fact);
      if (key === undefined) return undefined;
      const same = all.filter((one) => one.subject === derived.subject && `${place(one)}` === `${[from, key]}`);
      const pieces = same.map((one) => (ir.subjects[derived.subject]!.kind === 'event' ? one.quantity : fraction(1n)));
      return rounded(sum(pieces), 9);
    }
    case 'length': {
      const scope = ir.scopes[derived.scope]!;
      const key = scopeKey(world, scope, fact);
      if (key === undefined) return undefined;
      const same = all.filter((one) => one.subject === derived.subject && scopeKey(world, scope, one) === key);
      return rounded(sum(same.map(({ quantity }) => quantity)), 9);
    }
    case 'between': {
      const from = fact.moments[derived.from];
      const to = fact.moments[derived.to];
      if (from === undefined || to === undefined) return undefined;
      if (to <= from) return '0';
      const { clock } = derived;
      if (clock.kind === 'elapsed') return `${to - from}`;
      if (clock.kind === 'window') {
        const edges = [from, ...borders(ir, ir.windows[clock.window]!.set, from, to), to];
        const parts = edges.slice(1).map((until, at) => [edges[at]!, until] as const);
        return `${parts.filter(([start]) => isOpen(ir, clock.window, start)).reduce((all, [a, b]) => all + b - a, 0)}`;
      }
      let days = 0;
      const last = dateAt(ir, to);
      for (let day = addDays(dateAt(ir, from), 1); day <= last; day = addDays(day, 1))
        if (isDay(ir, clock.days, day)) days += 1;
      return `${days}`;
    }
  }
}

export const byStart = (a: Fact, b: Fact) => a.start - b.start || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The one thing of its kind to which a portion (or a whole fact, at its start) belongs; undefined when the fact does not say. */
export function scopeKey(world: World, scope: ScopeInfo, fact: Fact, day: CivilDate = fact.day): string | undefined {
  switch (scope.over.kind) {
    case 'entry':
      return `${fact.time} ${fact.id}`;
    case 'key':
      return fact.keys[scope.over.column];
    case 'person':
      return fact.person;
    case 'both': {
      const outer = scopeKey(world, world.ir.scopes[scope.over.scope]!, fact, day);
      const { period } = scope.over;
      return outer && `${outer} in ${scopeKey(world, { ...scope, over: { kind: 'period', period } }, fact, day)}`;
    }
    case 'person-day':
      return fact.person === undefined ? undefined : `${fact.person} ${fact.day}`;
    case 'period': {
      const { period } = scope.over;
      const daily = period.basis === 'calendar' && period.unit === 'day';
      return daily ? fact.day : periodOf(period, world.order.from, day).from;
    }
  }
}

/** A9, A10: each day is an allowance period of what can be bought, or comes with a unit. */
const everyDay = { basis: 'calendar', unit: 'day', count: 1 } as const;

const comesAnyDay = ({ lot, unit, rolling }: IncludeClause) =>
  lot !== undefined || unit !== undefined || rolling !== undefined;

/** A14: what draws on an allowance. */
export const served = ({ subject, also = [] }: IncludeClause): Index[] => [subject, ...also];

/** C2: what is counted as one with the subject of the question. */
export const countedWith = (world: World, question: string): Index[] =>
  world.clauses.flatMap((clause) =>
    clause.kind === 'count' && clause.question === question ? (clause.together ?? []) : [],
  );

/** A14, C2: the subject, and what is drawn or counted together with it. */
export function together(world: World, subject: Index, known: readonly Index[] = [subject]): Index[] {
  const includes = world.clauses.filter((clause) => clause.kind === 'include');
  const renews = (event: Index | undefined) =>
    event !== undefined && includes.some(({ lot, renewed }) => lot?.event === event && renewed !== undefined);
  const touched = includes.filter((clause) => served(clause).some((one) => known.includes(one)));
  const events = touched.map(({ lot }) => lot?.event).filter(renews);
  const more = includes.filter((clause) => touched.includes(clause) || events.includes(clause.lot?.event));
  const counted = world.clauses.flatMap((clause) => (clause.kind === 'count' ? [clause.together ?? []] : []));
  const shared = counted.filter((some) => some.some((one) => known.includes(one))).flat();
  const all = [...new Set([...known, ...shared, ...more.flatMap(served)])].sort((a, b) => a - b);
  return all.length === known.length ? all : together(world, subject, all);
}

/** Days on which an allowance of the subject, or of what is drawn with it, begins anew. */
function pieceStarts(world: World, subject: Index, until: CivilDate): CivilDate[] {
  const all = together(world, subject);
  return world.clauses.flatMap((clause) =>
    clause.kind === 'include' && served(clause).some((one) => all.includes(one))
      ? [...(clause.period === undefined ? [] : [clause.period]), ...(comesAnyDay(clause) ? [everyDay] : [])].flatMap(
          (period) => periods(period, world.order.from, until).map(({ from }) => from),
        )
      : [],
  );
}

function scopeOf(clause: Clause): Index | undefined {
  return 'scope' in clause ? clause.scope : undefined;
}

/** The situation of a fact at an instant; conditions on the start of a scope look at all facts of the subject in that scope. */
function situate(world: World, fact: Fact, at: Instant, all: readonly Fact[]): Situation {
  return {
    at,
    choices: fact.choices,
    numbers: fact.numbers,
    events: fact.moments,
    subject: fact.subject,
    start: (clause) => {
      const index = scopeOf(clause);
      if (index === undefined || fact.renewal) return fact.start;
      const scope = world.ir.scopes[index]!;
      const key = scopeKey(world, scope, fact);
      const among = [fact.subject, ...countedWith(world, clause.question)];
      const same = all.filter((one) => among.includes(one.subject) && scopeKey(world, scope, one) === key);
      return key === undefined ? fact.start : (same[0]?.start ?? fact.start);
    },
  };
}

export function cut(world: World, facts: readonly Fact[]): Portion[] {
  const { ir } = world;
  const latest = later('2000-01-01', ...facts.map(({ end }) => dateAt(ir, end)));
  const starts = new Map(facts.map(({ subject }) => [subject, pieceStarts(world, subject, latest)]));
  const everything = { kind: 'union', of: ir.windows.map(({ set }) => set) } as const;
  const portions = facts.flatMap((fact) => {
    const inner = [...borders(ir, everything, fact.start, fact.end), ...changes(world, fact)];
    const edges = [fact.start, ...new Set(inner.sort((a, b) => a - b)), fact.end];
    if (fact.start === fact.end) edges.pop();
    const cuts =
      edges.length === 1
        ? [[fact.start, fact.start] as const]
        : edges.slice(1).map((to, i) => [edges[i]!, to] as const);
    return cuts.map(([from, to]): Portion => {
      const day = dateAt(ir, from);
      const month = monthOf(day);
      const piece = (starts.get(fact.subject) ?? []).reduce((a, b) => (b <= day && b > a ? b : a), `${month}-01`);
      const quantity = fact.time ? fraction(BigInt(to - from)) : fact.quantity;
      const situation = situate(world, fact, from, facts);
      return {
        fact,
        turn: fact,
        situation,
        from,
        until: to,
        piece,
        day,
        posted: day,
        month,
        added: false,
        free: zero,
        quantity,
        bought: zero,
        drawn: zero,
        charges: [],
      };
    });
  });
  return portions.sort(inOrder);
}

/** I3: where the fact's prices may change. */
function changes(world: World, { subject, start, end }: Fact): Instant[] {
  const about = world.clauses.filter((clause) => clause.kind === 'index' && clause.bases.includes(subject));
  const found: Instant[] = [];
  for (let day = dateAt(world.ir, start); day <= dateAt(world.ir, end); day = addDays(day, 1))
    if (about.some((clause) => clause.kind === 'index' && isChange(world, clause, day)))
      found.push(startOfDay(world.ir, day));
  return found.filter((instant) => start < instant && instant < end);
}

/** W7; added time after the portion it follows. */
export function inOrder(a: Portion, b: Portion): number {
  if (a.piece !== b.piece) return a.piece < b.piece ? -1 : 1;
  return byStart(a.turn, b.turn) || a.from - b.from || Number(a.added) - Number(b.added);
}

/** What is left to be priced: counted, neither bought by a start price nor drawn. */
export const charged = ({ quantity, bought, drawn }: Portion): Fraction =>
  compare(quantity, zero) === 0
    ? zero
    : fraction(
        quantity.over * bought.under * drawn.under -
          bought.over * quantity.under * drawn.under -
          drawn.over * quantity.under * bought.under,
        quantity.under * bought.under * drawn.under,
      );
