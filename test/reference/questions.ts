// Which clause answers (meanings Q1–Q7): filter all clauses by their conditions, remove the beaten ones, compare what is left.
import type { IndexValue } from '../../runtime/src/facts.ts';
import type { Box, CivilDate, Clause, Index, Instant, Ir, Order } from '../../runtime/src/ir.ts';
import { addDays, addMonths } from './days.ts';
import { compare, divided, fraction, read, text } from './fraction.ts';
import { dateAt, isOpen } from './windows.ts';

/** One point at which a question is asked. */
export interface Situation {
  readonly at: Instant;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly subject?: Index;
  /** First start of the clause's scope; the question's own moment where nothing else is said. */
  readonly start?: (clause: Clause) => Instant;
  readonly events?: Readonly<Record<string, Instant>>;
}

export type Answer =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'none' }
  | { readonly kind: 'contradiction'; readonly between?: string }
  | { readonly kind: 'missing'; readonly code: 'choice-missing' | 'number-missing' };

/** An agreement as one order sees it. */
export interface World {
  readonly ir: Ir;
  readonly order: Order;
  readonly clauses: readonly Clause[];
  readonly indices: readonly IndexValue[];
}

/** Q9: open values that the order states are those values. */
export function createWorld(ir: Ir, order: Order, indices: readonly IndexValue[] = []): World {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    const { kind, name } = value as { kind?: unknown; name?: unknown };
    if (kind === 'open' && typeof name === 'string' && order.values?.[name] !== undefined) return order.values[name];
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part)]));
  };
  const clauses = ir.clauses.map((clause) => ({ ...clause, value: fill(clause.value) }) as Clause);
  return { ir, order, clauses, indices };
}

// ---------------------------------------------------------------------------------------------- conditions

function choiceOf(world: World, situation: Situation, id: string): string | undefined {
  const dimension = world.ir.dimensions.find((one) => one.id === id);
  const stated = situation.choices[id] ?? (id === 'order' ? world.order.id : world.order.choices[id]);
  if (stated !== undefined) return stated;
  if (dimension?.given === 'module')
    return (situation.subject === undefined ? undefined : world.ir.subjects[situation.subject]?.module) ?? '';
  if (dimension?.given === 'decided') {
    const answer = ask(world, `decide:${id}`, situation);
    if (answer.kind === 'clause' && answer.clause.kind === 'decide' && answer.clause.value.kind === 'choice')
      return answer.clause.value.choice;
  }
  return dimension?.defaultValue;
}

/** Q7. */
export const numberOf = (world: World, { numbers }: Pick<Situation, 'numbers'>, id: string): string | undefined =>
  numbers[id] ?? world.ir.numbers.find((one) => one.id === id)?.defaultValue;

/** Q14: how many months or days of the order are over. */
function sinceStart({ ir, order }: World, at: Instant, id: string): string | undefined {
  const derived = ir.numbers.find((one) => one.id === id)?.derived;
  if (derived?.kind !== 'since-start') return undefined;
  const day = dateAt(ir, at);
  const after = (n: number) =>
    derived.unit === 'calendar-month'
      ? addMonths(`${order.from.slice(0, 7)}-01`, n)
      : derived.unit === 'day'
        ? addDays(order.from, n)
        : addMonths(order.from, n);
  let passed = 0;
  while (after(passed + 1) <= day) passed += 1;
  return `${passed}`;
}

function holds(world: World, box: Box, clause: Clause, situation: Situation): boolean {
  const { ir } = world;
  for (const [id, allowed] of Object.entries(box.choices ?? {}))
    if (!allowed.includes(choiceOf(world, situation, id) ?? '')) return false;
  for (const [id, ranges] of Object.entries(box.numbers ?? {})) {
    const given = numberOf(world, situation, id) ?? sinceStart(world, situation.at, id);
    if (given === undefined) return false;
    const inRange = ranges.some(({ min, minIncluded, max, maxIncluded }) => {
      const low = min === undefined ? 1 : compare(read(given), read(min));
      const high = max === undefined ? -1 : compare(read(given), read(max));
      return (low > 0 || (low === 0 && minIncluded === true)) && (high < 0 || (high === 0 && maxIncluded === true));
    });
    if (!inRange) return false;
  }
  for (const { moment, window, inside } of box.windows ?? []) {
    const at =
      moment === 'self'
        ? situation.at
        : moment === 'start'
          ? (situation.start?.(clause) ?? situation.at)
          : situation.events?.[moment];
    if (at === undefined || isOpen(ir, window, at) !== inside) return false;
  }
  if (box.dates !== undefined) {
    const day: CivilDate = dateAt(ir, situation.at);
    if (day < (box.dates.from ?? day) || day > (box.dates.until ?? day)) return false;
  }
  return true;
}

export const matches = (world: World, clause: Clause, situation: Situation) =>
  clause.when.some((box) => holds(world, box, clause, situation));

// ---------------------------------------------------------------------------------------------- precedence

const ranks = ['default', 'plain', 'override'];

function names(ir: Ir, a: Clause, b: Clause, seen: readonly string[] = []): boolean {
  if (a.over.includes(b.id)) return true;
  return a.over.some((id) => {
    const next = ir.clauses.find((clause) => clause.id === id);
    return next !== undefined && !seen.includes(id) && names(ir, next, b, [...seen, id]);
  });
}

/** Q2. */
export function beats(ir: Ir, a: Clause, b: Clause): boolean {
  const papers = (x: Clause, y: Clause) => ir.documents[x.document]!.beats.includes(y.document);
  if (papers(a, b) !== papers(b, a)) return papers(a, b);
  if ((a.section === undefined) !== (b.section === undefined)) return a.section !== undefined;
  if (names(ir, a, b) !== names(ir, b, a)) return names(ir, a, b);
  return ranks.indexOf(a.rank) > ranks.indexOf(b.rank);
}

/** What a clause says, in a form in which equal answers are equal texts (E1). */
export function meaning(clause: Clause): string {
  const {
    id: _,
    paper: _p,
    title: _t,
    document: _d,
    section: _s,
    rank: _r,
    over: _o,
    when: _w,
    question: _q,
    span: _x,
    ...said
  } = clause;
  return JSON.stringify(plain(said));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return text(read(value));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, amount, per, numerator, denominator } = value as Record<string, string>;
  if (amount !== undefined && per !== undefined) return { kind, amount: text(divided(read(amount), read(per))) };
  if (numerator !== undefined && denominator !== undefined)
    return { kind, factor: text(divided(read(numerator), read(denominator))) };
  const entries = Object.entries(value).filter(([key, part]) => part !== undefined && key !== 'decider');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, plain(part)]));
}

/** The matching clauses of a question that no other matching clause beats, and whether any matched at all. */
export function unbeaten(world: World, question: string, situation: Situation): { matching: Clause[]; best: Clause[] } {
  const matching = world.clauses.filter((one) => one.question === question && matches(world, one, situation));
  return { matching, best: matching.filter((one) => !matching.some((other) => beats(world.ir, other, one))) };
}

function askKnown(world: World, question: string, situation: Situation): Answer {
  const { matching, best } = unbeaten(world, question, situation);
  const [clause] = best;
  const contradiction = (these: readonly Clause[]) =>
    ({ kind: 'contradiction', between: these.map(({ id }) => id).join() }) as const;
  if (clause === undefined) return matching.length > 0 ? contradiction(matching) : { kind: 'none' };
  return best.every((one) => meaning(one) === meaning(clause)) ? { kind: 'clause', clause } : contradiction(best);
}

/** Q7: a choice or number that is not stated must not matter, so every value is tried. */
export function ask(world: World, question: string, situation: Situation): Answer {
  const boxes = world.clauses.filter((one) => one.question === question).flatMap(({ when }) => when);
  for (const { choices } of boxes)
    for (const id of Object.keys(choices ?? {})) {
      if (choiceOf(world, situation, id) !== undefined) continue;
      const values = world.ir.dimensions.find((one) => one.id === id)?.values ?? [];
      return agreed(
        world,
        values.map((value) =>
          ask(world, question, { ...situation, choices: { ...situation.choices, [id]: value.id } }),
        ),
        'choice-missing',
      );
    }
  for (const { numbers } of boxes)
    for (const id of Object.keys(numbers ?? {})) {
      if ((numberOf(world, situation, id) ?? sinceStart(world, situation.at, id)) !== undefined) continue;
      const bounds = boxes.flatMap((box) => box.numbers?.[id] ?? []).flatMap(({ min, max }) => [min, max]);
      const tried = around(bounds.filter((bound) => bound !== undefined));
      return agreed(
        world,
        tried.map((value) => ask(world, question, { ...situation, numbers: { ...situation.numbers, [id]: value } })),
        'number-missing',
      );
    }
  return askKnown(world, question, situation);
}

/** Each bound, and a number between any two, before the first and after the last. */
function around(bounds: readonly string[]): string[] {
  const sorted = bounds.map(read).sort(compare);
  const tried = sorted.flatMap((bound, index) => {
    const next = sorted[index + 1] ?? fraction(bound.over + 2n * bound.under, bound.under);
    return [
      bound,
      divided(fraction(bound.over * next.under + next.over * bound.under, bound.under * next.under), fraction(2n)),
    ];
  });
  const [first] = sorted;
  return [...(first === undefined ? [] : [fraction(first.over - first.under, first.under)]), ...tried].map(text);
}

function agreed(world: World, answers: readonly Answer[], code: 'choice-missing' | 'number-missing'): Answer {
  const inner = answers.find(({ kind }) => kind === 'missing');
  if (inner !== undefined) return inner;
  const said = answers.map((answer) =>
    answer.kind === 'clause' ? meaning(answer.clause) : `${answer.kind} ${'between' in answer ? answer.between : ''}`,
  );
  if (said.some((one) => one !== said[0])) return { kind: 'missing', code };
  const clauses = answers.flatMap((answer) => (answer.kind === 'clause' ? [answer.clause] : []));
  const first = world.clauses.find((clause) => clauses.includes(clause));
  return first === undefined ? (answers[0] ?? { kind: 'none' }) : { kind: 'clause', clause: first };
}
