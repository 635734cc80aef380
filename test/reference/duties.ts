// Rights and duties (meanings R1–R3).
import type { Facts } from '../../runtime/src/facts.ts';
import type {
  ApproveClause,
  CivilDate,
  Clock,
  Index,
  Instant,
  Ir,
  Order,
  PerformClause,
} from '../../runtime/src/ir.ts';
import { stepOf } from './charge.ts';
import { earlier, later, periods, type Span } from './days.ts';
import { read } from './fraction.ts';
import { ask, createWorld, numberOf, type Situation, unbeaten, type World } from './questions.ts';
import { factsAsOrdered, isAsOrdered } from './stated.ts';
import { borders, isOpen, startOfDay, walk } from './windows.ts';

export interface Duty {
  readonly name: string;
  readonly unit?: string;
  readonly period: Span;
  readonly due: number;
  readonly done: number;
  readonly short: number;
  readonly late: number;
}

interface Holder {
  readonly unit?: string;
  readonly subject?: Index;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** R3: every duty of every period from the order's start on that lies in the asked days. */
export function duties(ir: Ir, order: Order, given: Facts, asked: Span): Duty[] {
  const world = createWorld(ir, order);
  const facts = factsAsOrdered(order, given);
  const clauses = world.clauses.filter((clause) => clause.kind === 'perform');
  const kinds = new Map(
    clauses.flatMap((one) =>
      one.value.kind === 'frequency' ? [[JSON.stringify([one.question, one.unit, one.value.period]), one]] : [],
    ) as [string, PerformClause][],
  );
  return [...kinds.values()].flatMap((like) =>
    holders(world, facts, like.unit).flatMap((holder) => dutiesOf(world, like, holder, facts, asked)),
  );
}

function holders({ ir, order }: World, facts: Facts, unit: Index | undefined): Holder[] {
  const until = order.until ?? '2030-12-31';
  if (unit === undefined) return [{ choices: {}, numbers: {}, from: order.from, until }];
  return [...order.units, ...(facts.units ?? [])]
    .filter((one) => one.unit === ir.subjects[unit]!.id)
    .map((one) => ({
      unit: one.id,
      subject: unit,
      choices: one.choices ?? {},
      numbers: one.numbers ?? {},
      from: later(one.from, order.from),
      until: one.until === undefined || one.until > until ? until : one.until,
    }));
}

function dutiesOf(world: World, like: PerformClause, holder: Holder, facts: Facts, asked: Span): Duty[] {
  if (like.value.kind !== 'frequency') return [];
  const { ir, order } = world;
  const { period } = like.value;
  const done = (facts.performed ?? [])
    .filter(({ name, unit }) => name === like.name && unit === holder.unit)
    .map(({ on }) => on);
  const { validFrom, validUntil } = ir.agreement;
  const valid = (day: CivilDate) => (validFrom ?? day) <= day && day <= (validUntil ?? day);
  let lacking: { count: number; made: number } | undefined;
  const all: { duty: Duty; lack: { count: number; made: number } }[] = [];
  for (const whole of periods(period, order.from, earlier(asked.until, holder.until))) {
    const cut = whole.from < holder.from || whole.until > holder.until;
    const part = {
      from: later(whole.from, holder.from),
      until: earlier(whole.until, holder.until),
    };
    if (part.from > part.until) continue;
    const due = cut && ir.agreement.partPeriods !== 'full' ? 0 : dueIn(world, like, holder, part.from);
    const performed = done.filter(
      (day) => part.from <= day && day <= part.until && day <= asked.until && valid(day),
    ).length;
    const own = Math.min(due, performed);
    if (lacking !== undefined) lacking.made = Math.min(lacking.count, performed - own);
    const lack = { count: due - own, made: 0 };
    lacking = lack;
    all.push({
      duty: {
        name: like.name,
        ...(holder.unit === undefined ? {} : { unit: holder.unit }),
        period: part,
        due,
        done: own,
        short: lack.count,
        late: 0,
      },
      lack,
    });
  }
  return all
    .map(({ duty, lack }) => ({ ...duty, late: lack.made }))
    .filter(({ due, period: { from, until } }) => due > 0 && from <= asked.until && until >= asked.from);
}

function dueIn(world: World, like: PerformClause, { choices, numbers, subject }: Holder, day: CivilDate): number {
  const situation = { at: startOfDay(world.ir, day), choices, numbers, ...(subject === undefined ? {} : { subject }) };
  const answer = ask(world, like.question, situation);
  if (answer.kind !== 'clause' || answer.clause.kind !== 'perform' || answer.clause.value.kind !== 'frequency')
    return 0;
  const same =
    JSON.stringify(answer.clause.value.period) ===
    JSON.stringify(like.value.kind === 'frequency' ? like.value.period : '');
  return same ? answer.clause.value.count : 0;
}

// ---------------------------------------------------------------------------------------------- permissions

export interface Wish {
  readonly subject: string;
  readonly after: Instant;
  readonly choices: Readonly<Record<string, string>>;
  readonly noticeAt?: Instant;
  readonly numbers?: Readonly<Record<string, string>>;
  readonly events?: Readonly<Record<string, Instant>>;
}

/** R1: the first instant at or after `after`, within a year, at which nothing forbids it. */
export function permitted(ir: Ir, order: Order, wish: Wish): Instant | 'never' {
  if (!isAsOrdered(order, wish)) return 'never';
  const world = createWorld(ir, order);
  const subject = ir.subjects.findIndex(({ id }) => id === wish.subject);
  const matters = [subject, ...ir.subjects[subject]!.countsAs];
  const until = wish.after + 366 * 86_400;
  const notice = wish.noticeAt ?? wish.after;
  const everything = { kind: 'union', of: ir.windows.map(({ set }) => set) } as const;
  const notices = world.clauses.flatMap((clause) =>
    clause.kind === 'permit' && clause.value.kind === 'with-notice' ? [afterNotice(ir, notice, clause.value)] : [],
  );
  const moments = [wish.after, ...borders(ir, everything, wish.after, until), ...notices];
  return (
    moments
      .filter((at) => at >= wish.after && at < until)
      .sort((a, b) => a - b)
      .find((at) => matters.every((matter) => allowed(world, matter, at, notice, wish))) ?? 'never'
  );
}

// It is asked again at every moment that is tried, and may lie years ahead.
const ready = new WeakMap<Ir, Map<string, Instant>>();

function afterNotice(ir: Ir, notice: Instant, { seconds, clock }: { seconds: number; clock: Clock }): Instant {
  if (clock.kind === 'elapsed') return notice + seconds;
  if (seconds === 0) return notice;
  const known = ready.get(ir) ?? new Map<string, Instant>();
  const key = `${notice} ${seconds} ${clock.window}`;
  let left = seconds;
  const at =
    known.get(key) ??
    walk(ir, ir.windows[clock.window]!.set, notice, (from, until, open) => {
      if (open && until - from >= left) return from + left;
      if (open) left -= until - from;
      return undefined;
    }) ??
    Number.POSITIVE_INFINITY;
  ready.set(ir, known.set(key, at));
  return at;
}

export function allowed(
  world: World,
  matter: Index,
  at: Instant,
  notice: Instant,
  { choices, numbers = {}, events = {} }: Wish,
): boolean {
  const { ir } = world;
  const situation: Situation = { at, choices, numbers, events, subject: matter };
  const { matching, best } = unbeaten(world, `permit:${ir.subjects[matter]!.id}`, situation);
  if (best.length === 0 && matching.length > 0) return false;
  const permits = best.flatMap((clause) => (clause.kind === 'permit' ? [clause.value] : []));
  return permits.every((value) => {
    switch (value.kind) {
      case 'only-during':
        return isOpen(ir, value.window, at);
      case 'not-during':
        return !isOpen(ir, value.window, at);
      case 'with-notice':
        return at >= afterNotice(ir, notice, value);
      case 'freely':
        return true;
      default:
        return false;
    }
  });
}

/** R2: what must be done before or while work starts, or why that is not known. */
export function approval(ir: Ir, order: Order, subject: string, situation: Situation): string {
  if (!isAsOrdered(order, situation)) return 'bad-fact';
  const world = createWorld(ir, order);
  const answer = ask(world, `approve:${subject}`, situation);
  if (answer.kind === 'missing') return answer.code;
  if (answer.kind !== 'clause' || answer.clause.kind !== 'approve') return answer.kind === 'none' ? 'gap' : answer.kind;
  const value = worth(world, answer.clause, situation);
  return typeof value === 'string' ? value : value.kind === 'open' ? 'open-value' : value.what;
}

function worth(world: World, { value }: ApproveClause, situation: Situation) {
  if (value.kind !== 'ladder') return value;
  const number = value.by === undefined ? undefined : numberOf(world, situation, value.by);
  if (number === undefined) return 'number-missing';
  return stepOf(value, read(number))?.value ?? 'gap';
}
