// Every question of an agreement classified by brute force: each quarter of an hour × tier × choice × representative number.
//
// It shares nothing with the analysis but the types of the IR. What holds and what beats what is asked of the reference
// evaluator. The product is not walked one by one: situations in which the same boxes of conditions hold are one, so that
// after each dimension only the different sets of boxes are kept. That collapses exactly, since an answer depends on
// nothing else; `directly` asks the reference in raw situations, without collapsing anything.
import type { Box, Clause, Index, Instant, Ir, NumberRange, Order, WindowSet } from '@avtal/runtime';
import { addDays } from '../reference/days.ts';
import { compare, divided, fraction, minus, plus, read, text } from '../reference/fraction.ts';
import { beats, createWorld, meaning, type Situation, unbeaten } from '../reference/questions.ts';
import { dateAt, isInside, startOfDay } from '../reference/windows.ts';

/** A question as one order sees it; `special`: an order or example with terms of its own. */
export interface Asked {
  readonly ir: Ir;
  readonly question: string;
  readonly order: Order;
  readonly special: boolean;
  readonly clauses: readonly Clause[];
}

export interface Verdict {
  /** Pairs of clauses that contradict each other somewhere, as sorted texts `id id`. */
  readonly pairs: ReadonlySet<string>;
  readonly gap: boolean;
  /** Whether somewhere each clause that holds is beaten by another. */
  readonly circle: boolean;
  /** Clauses that win nowhere. */
  readonly silent: ReadonlySet<string>;
  /** Each set of winners that occurs, as the text of their ids. */
  readonly outcomes: ReadonlySet<string>;
  /** How many situations were told apart, and how many there are. */
  readonly kinds: number;
  readonly situations: number;
}

const quarter = 900;
const daily: readonly Clause['kind'][] = ['fee', 'include', 'perform'];
const atItsStart: readonly Clause['kind'][] = [...daily, 'start', 'limit'];

/** All questions of which several clauses may not say different things, in the agreement and in each order that adds to it. */
export function questionsOf(ir: Ir): Asked[] {
  const agreement: Order = { id: '', from: ir.agreement.validFrom ?? '', choices: {}, units: [] };
  return [...Map.groupBy(ir.clauses, ({ question }) => question)].flatMap(([question, all]) =>
    [agreement, ...ir.orders, ...ir.examples.map(({ order }) => order)].flatMap((order): Asked[] => {
      const special = order !== agreement;
      const clauses = all.filter(({ when }) => when.length === 0 || when.some((box) => isFor(box, order)));
      const isNamed = all.some(({ when }) => when.some(({ choices }) => choices?.order?.includes(order.id)));
      return clauses.length === 0 || (special && !isNamed) ? [] : [{ ir, question, order, special, clauses }];
    }),
  );
}

const isFor = ({ choices }: Box, { id }: Order): boolean => choices?.order?.includes(id) ?? true;

/** Terms of the order itself. */
export const isOwn = ({ order, special }: Asked, { when }: Clause): boolean =>
  special && when.every(({ choices }) => choices?.order?.includes(order.id) === true);

// ----------------------------------------------------------------------------------------------- dimensions

/** Names of the question's own moment. */
function selfNames({ ir, clauses }: Asked): readonly string[] {
  const [first] = clauses;
  const target = first?.kind === 'target' ? ir.targets[first.target] : undefined;
  return ['self', ...(first && atItsStart.includes(first.kind) ? ['start'] : []), ...(target ? [target.from] : [])];
}

/** Every instant of two years at which the question may be asked. */
function instants({ ir, order, special, clauses }: Asked): readonly Instant[] {
  const { validFrom = '', validUntil = '' } = ir.agreement;
  const from = special && order.from > validFrom ? order.from : validFrom;
  const until = special && order.until !== undefined && order.until < validUntil ? order.until : validUntil;
  const days = daily.includes((clauses[0] as Clause).kind);
  return remembered(`${ir.zone.name} ${from} ${until} ${days}`, instantsOf, () => {
    const all: Instant[] = [];
    const end = startOfDay(ir, addDays(until, 1));
    if (days) for (let day = from; day <= until; day = addDays(day, 1)) all.push(startOfDay(ir, day));
    else for (let at = startOfDay(ir, from); at < end; at += quarter) all.push(at);
    return all;
  });
}

const instantsOf = new Map<string, readonly Instant[]>();
const opened = new Map<string, Uint8Array>();
const datesOf = new WeakMap<readonly Instant[], readonly string[]>();

function remembered<T>(key: string, known: Map<string, T>, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** At which of the instants the window is open: spans by the reference, what is made of them bit by bit. */
function bits(ir: Ir, set: WindowSet, all: readonly Instant[]): Uint8Array {
  switch (set.kind) {
    case 'always':
    case 'never':
      return new Uint8Array(all.length).fill(Number(set.kind === 'always'));
    case 'named':
      return bits(ir, (ir.windows[set.window] as Ir['windows'][number]).set, all);
    case 'union':
    case 'intersection': {
      const parts = set.of.map((part) => bits(ir, part, all));
      return new Uint8Array(all.length).map((_, at) =>
        Number(set.kind === 'union' ? parts.some((part) => part[at] === 1) : parts.every((part) => part[at] === 1)),
      );
    }
    case 'complement':
      return bits(ir, set.of, all).map((bit) => 1 - bit);
    case 'span': {
      const days = JSON.stringify(set.days, (_, value) =>
        value?.kind === 'named' ? ir.daySets[value.daySet]?.set : value,
      );
      const key = `${ir.zone.name} ${all[0]} ${all.length} ${set.start} ${set.endDay} ${set.end} ${days}`;
      return remembered(key, opened, () => Uint8Array.from(all, (at) => Number(isInside(ir, set, at))));
    }
  }
}

/** Whole numbers of a thing counted in pieces; else each border, a little less and a little more. */
export function representatives(ir: Ir, id: string, boxes: readonly Box[]): readonly string[] {
  const isWhole = ir.numbers.find((number) => number.id === id)?.unit.kind === 'count';
  const little = divided(fraction(1n), fraction(1000n));
  const borders = boxes.flatMap((box) => box.numbers?.[id] ?? []).flatMap(({ min, max }) => [min, max]);
  const all = borders.flatMap((border) => {
    if (border === undefined) return [];
    const at = read(border);
    const floor = fraction(at.over / at.under);
    return isWhole
      ? [minus(floor, fraction(1n)), floor, plus(floor, fraction(1n))]
      : [minus(at, little), at, plus(at, little)];
  });
  const legal = [fraction(0n), ...all].filter(({ over }) => over >= 0n);
  return [...new Set(legal.map(text))];
}

function isIn({ min, minIncluded, max, maxIncluded }: NumberRange, value: string): boolean {
  const low = min === undefined ? 1 : compare(read(value), read(min));
  const high = max === undefined ? -1 : compare(read(value), read(max));
  return (low > 0 || (low === 0 && minIncluded === true)) && (high < 0 || (high === 0 && maxIncluded === true));
}

/** Values that a choice may have where the question is asked. */
function valuesOf({ ir, order, clauses }: Asked, id: string): readonly string[] {
  const given = order.choices[id];
  if (given !== undefined) return [given];
  const dimension = ir.dimensions.find((one) => one.id === id);
  const values = dimension?.values.map((value) => value.id) ?? [];
  if (dimension?.given !== 'module') return values;
  const [first] = clauses;
  const subject = first && ('unit' in first ? first.unit : 'subject' in first ? first.subject : undefined);
  const module = subject === undefined ? undefined : ir.subjects[subject]?.module;
  return module === undefined ? [...values, ''] : [module];
}

// ------------------------------------------------------------------------------------ where an answer is due (Q4)

/** Boxes of the situations in which the question must be answered, and of those among them in which it need not be. */
function due(asked: Asked): { readonly must: readonly Box[]; readonly need: readonly Box[] } {
  const { ir, question, special, clauses } = asked;
  const none = { must: [], need: [] };
  const [kind, subject] = question.split(':', 2);
  const isAgreed = ir.clauses.some(
    (clause) =>
      clause.question === question &&
      clause.when.some((box) => isFor(box, { id: '', from: '', choices: {}, units: [] })),
  );
  if (special && (isAgreed || asked.order.id.startsWith('example:'))) return none;
  const includes = ir.clauses.filter((clause) => clause.question === `include:${subject}`);
  const granting = includes.flatMap(({ value, when }) =>
    value.kind === 'open' || value.kind === 'unlimited' || (value.kind === 'quantity' && read(value.amount).over > 0n)
      ? when.map(({ choices = {} }): Box => ({ choices }))
      : [],
  );
  const sections = [...new Set(clauses.map(({ section }) => section))];
  const everywhere: Box[] = sections.includes(undefined)
    ? [{}]
    : [{ choices: { module: sections.filter((one) => one !== undefined) } }];
  // A value of which only a module speaks belongs to that module.
  const common = clauses.filter(({ section }) => section === undefined).flatMap(({ when }) => when);
  const foreign = clauses
    .filter(({ section }) => section !== undefined)
    .flatMap(({ when }) => when)
    .filter(({ choices = {} }) =>
      Object.entries(choices).some(([id, values]) => {
        const known = common.flatMap((box) => box.choices?.[id] ?? []);
        return id !== 'module' && known.length > 0 && !values.some((value) => known.includes(value));
      }),
    )
    .map(({ choices: { module: _, ...choices } = {}, ...box }): Box => ({ ...box, choices }));
  switch (kind) {
    case 'rate':
    case 'price': {
      const isDrawn = ir.clauses.some((clause) => clause.question === `draw:${subject}`);
      const unlimited = includes.flatMap(({ value, when }) => (value.kind === 'unlimited' && !isDrawn ? when : []));
      const tested = new Set(clauses.flatMap(({ when }) => when.flatMap(({ choices = {} }) => Object.keys(choices))));
      const plain = unlimited.filter(
        (box) =>
          !box.windows && !box.numbers && !box.dates && Object.keys(box.choices ?? {}).every((id) => tested.has(id)),
      );
      return { must: everywhere, need: [...foreign, ...plain] };
    }
    case 'target':
    case 'approve':
      return { must: everywhere, need: foreign };
    case 'decide':
      return ir.dimensions.find(({ id }) => id === subject)?.defaultValue === undefined
        ? { must: everywhere, need: foreign }
        : none;
    case 'draw':
      return { must: granting, need: foreign };
    default:
      return none;
  }
}

// ------------------------------------------------------------------------------------------------ the sweep

export function classify(asked: Asked): Verdict {
  const { ir, clauses, order } = asked;
  const { must, need } = due(asked);
  const own = clauses.flatMap((clause) =>
    clause.when.filter((box) => isFor(box, order)).map((box) => ({ clause, box })),
  );
  const boxes = [...own.map(({ box }) => box), ...must, ...need];
  const bit = (at: number): bigint => 1n << BigInt(at);
  /** Which boxes hold, as far as one dimension says. */
  const mask = (holds: (box: Box) => boolean): bigint =>
    boxes.reduce((all, box, at) => (holds(box) ? all | bit(at) : all), 0n);
  const dimensions: bigint[][] = [momentMasks(asked, boxes, mask)];
  for (const id of new Set(boxes.flatMap(({ choices = {} }) => Object.keys(choices))))
    if (id !== 'order')
      dimensions.push(
        valuesOf(asked, id).map((value) => mask(({ choices }) => choices?.[id]?.includes(value) ?? true)),
      );
  for (const id of new Set(boxes.flatMap(({ numbers = {} }) => Object.keys(numbers))))
    dimensions.push(
      representatives(ir, id, boxes).map((value) =>
        mask(({ numbers }) => numbers?.[id]?.some((range) => isIn(range, value)) ?? true),
      ),
    );
  let reached = new Set([bit(boxes.length) - 1n]);
  for (const values of dimensions) {
    const next = new Set<bigint>();
    for (const before of reached) for (const value of values) next.add(before & value);
    reached = next;
  }

  const pairs = new Set<string>();
  const heard = new Set<Clause>();
  const outcomes = new Set<string>();
  const inMust = boxes.reduce(
    (all, _, at) => (at >= own.length && at < own.length + must.length ? all | bit(at) : all),
    0n,
  );
  const inNeed = boxes.reduce((all, _, at) => (at >= own.length + must.length ? all | bit(at) : all), 0n);
  // Permissions and pauses all hold.
  const isOne = clauses[0]?.kind !== 'permit' && clauses[0]?.kind !== 'pause';
  let [gap, circle] = [false, false];
  for (const here of reached) {
    const matching = [...new Set(own.filter((_, at) => (here & bit(at)) !== 0n).map(({ clause }) => clause))];
    const unbeaten = (of: readonly Clause[]) => of.filter((one) => !of.some((other) => isBeaten(ir, one, other)));
    const best = unbeaten(matching);
    if (matching.length > 0 && best.length === 0) {
      // All of them answer, and contradict one another (Q3). What goes round without the order's terms is not theirs.
      for (const clause of matching) heard.add(clause);
      const common = matching.filter((clause) => !isOwn(asked, clause));
      const isNew = !asked.special || common.length === 0 || unbeaten(common).length > 0;
      circle ||= isNew && new Set(matching.map(said)).size > 1;
    }
    outcomes.add(
      best
        .map(({ id }) => id)
        .sort()
        .join(),
    );
    for (const clause of best) heard.add(clause);
    for (const one of best)
      for (const other of best)
        if (
          isOne &&
          one !== other &&
          said(one) !== said(other) &&
          (!asked.special || isOwn(asked, one) || isOwn(asked, other))
        )
          pairs.add([one.id, other.id].sort().join(' '));
    // A ticket event that has not happened leaves nothing open: only what can be asked is due.
    gap ||= matching.length === 0 && (here & inMust) !== 0n && (here & inNeed) === 0n;
  }
  const silent = clauses.filter((clause) => (!asked.special || isOwn(asked, clause)) && !heard.has(clause));
  const situations = dimensions.reduce(
    (all, values, at) => all * (at === 0 ? instants(asked).length : values.length),
    1,
  );
  return { pairs, gap, circle, silent: new Set(silent.map(({ id }) => id)), outcomes, kinds: reached.size, situations };
}

const meanings = new WeakMap<Clause, string>();
function said(clause: Clause): string {
  const known = meanings.get(clause) ?? meaning(clause);
  meanings.set(clause, known);
  return known;
}

const beaten = new WeakMap<Clause, Map<Clause, boolean>>();
function isBeaten(ir: Ir, one: Clause, by: Clause): boolean {
  const known = beaten.get(one) ?? new Map<Clause, boolean>();
  beaten.set(one, known);
  const found = known.get(by) ?? beats(ir, by, one);
  known.set(by, found);
  return found;
}

/** What holds at the question's moment, together with the first start of its scope, which lies before it or is it. */
function momentMasks(asked: Asked, boxes: readonly Box[], mask: (holds: (box: Box) => boolean) => bigint): bigint[] {
  const { ir } = asked;
  const all = instants(asked);
  const self = selfNames(asked);
  const others = new Set(
    boxes.flatMap(({ windows = [] }) => windows.map(({ moment }) => moment)).filter((moment) => !self.includes(moment)),
  );
  if ([...others].some((moment) => moment !== 'start')) throw new Error(`not made by edits: ${[...others]}`);
  const atSelf = kindsAt(asked, boxes, (moment) => self.includes(moment), true);
  const isStarted = others.has('start');
  const atStart = isStarted ? kindsAt(asked, boxes, (moment) => moment === 'start', false) : [];
  const open = new Map<Index, Uint8Array>();
  const isOpenAt = (window: Index, at: number): boolean => {
    const found = open.get(window) ?? bits(ir, (ir.windows[window] as Ir['windows'][number]).set, all);
    open.set(window, found);
    return found[at] === 1;
  };
  const days = remembering(datesOf, all, () => all.map((at) => dateAt(ir, at)));
  const maskAt = (at: number, isHere: (moment: string) => boolean, dated: boolean): bigint =>
    mask(({ windows = [], dates }) => {
      const day = days[at] ?? '';
      if (dated && dates !== undefined && (day < (dates.from ?? day) || day > (dates.until ?? day))) return false;
      return windows.every(({ moment, window, inside }) => !isHere(moment) || isOpenAt(window, at) === inside);
    });
  const own = atSelf.map(({ first, last }) => ({ last, mask: maskAt(first, (moment) => self.includes(moment), true) }));
  if (!isStarted) return [...new Set(own.map((one) => one.mask))];
  const started = atStart.map(({ first }) => ({ first, mask: maskAt(first, (moment) => moment === 'start', false) }));
  return own.flatMap((one) => started.filter(({ first }) => first <= one.last).map((other) => one.mask & other.mask));
}

function remembering<K extends object, T>(known: WeakMap<K, T>, key: K, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** The instants sorted by what the boxes test of them: of each kind the first and the last. */
function kindsAt(asked: Asked, boxes: readonly Box[], isHere: (moment: string) => boolean, dated: boolean) {
  const { ir } = asked;
  const all = instants(asked);
  const windows = new Set(
    boxes.flatMap(({ windows = [] }) => windows.filter(({ moment }) => isHere(moment)).map(({ window }) => window)),
  );
  const tables = [...windows].map((window) => bits(ir, (ir.windows[window] as Ir['windows'][number]).set, all));
  if (dated) {
    const days = remembering(datesOf, all, () => all.map((at) => dateAt(ir, at)));
    for (const { dates } of boxes) {
      const { from, until } = dates ?? {};
      if (from !== undefined) tables.push(Uint8Array.from(days, (day) => Number(day >= from)));
      if (until !== undefined) tables.push(Uint8Array.from(days, (day) => Number(day <= until)));
    }
  }
  const found = new Map<number, { readonly first: number; last: number }>();
  let ids = new Int32Array(all.length);
  let count = 1;
  for (const table of tables) {
    // Ids stay small: those that occur are numbered anew after each table.
    const renumbered = new Map<number, number>();
    ids = ids.map((id, at) => {
      const key = 2 * id + (table[at] ?? 0);
      const known = renumbered.get(key) ?? renumbered.size;
      renumbered.set(key, known);
      return known;
    });
    count = renumbered.size;
  }
  if (count > 5000) throw new Error('more kinds of moments than any agreement has');
  for (const [at, id] of ids.entries()) {
    const known = found.get(id);
    if (known === undefined) found.set(id, { first: at, last: at });
    else known.last = at;
  }
  return [...found.values()];
}

// ------------------------------------------------------------------------------------------------ one by one

/** What the reference says in one raw situation. */
export function outcomeAt(
  { ir, question, order }: Asked,
  situation: Situation,
): { readonly matching: Clause[]; readonly best: Clause[] } {
  return unbeaten(createWorld(ir, { ...order, values: {} }), question, situation);
}

/** Raw situations: of those `pick` chooses a value of each dimension, tested or not. */
export function situationOf(asked: Asked, pick: <T>(all: readonly T[]) => T): Situation {
  const { ir, clauses } = asked;
  const boxes = clauses.flatMap(({ when }) => when);
  const at = pick(instants(asked));
  const choices = Object.fromEntries(
    ir.dimensions.filter(({ id }) => id !== 'order').map(({ id }) => [id, pick(valuesOf(asked, id))]),
  );
  const numbers = Object.fromEntries(ir.numbers.map(({ id }) => [id, pick(representatives(ir, id, boxes))]));
  return {
    at,
    choices,
    numbers,
    start: () => at,
    events: Object.fromEntries(selfNames(asked).map((name) => [name, at])),
  };
}

/** Every situation of the question one by one: each instant, each value of each choice it tests, each representative number. */
export function* everySituation(asked: Asked): Generator<Situation> {
  const { ir, clauses } = asked;
  const boxes = clauses.flatMap(({ when }) => when);
  const names = selfNames(asked);
  const ids = [...new Set(boxes.flatMap(({ choices = {} }) => Object.keys(choices)))].filter((id) => id !== 'order');
  let choices: Record<string, string>[] = [{}];
  for (const id of ids)
    choices = choices.flatMap((one) => valuesOf(asked, id).map((value) => ({ ...one, [id]: value })));
  let numbers: Record<string, string>[] = [{}];
  for (const id of new Set(boxes.flatMap((box) => Object.keys(box.numbers ?? {}))))
    numbers = numbers.flatMap((one) => representatives(ir, id, boxes).map((value) => ({ ...one, [id]: value })));
  for (const at of instants(asked)) {
    const events = Object.fromEntries(names.map((name) => [name, at]));
    for (const one of choices)
      for (const number of numbers) yield { at, choices: one, numbers: number, start: () => at, events };
  }
}

export const isInForce = (ir: Ir, at: Instant): boolean =>
  dateAt(ir, at) >= (ir.agreement.validFrom ?? '') && dateAt(ir, at) <= (ir.agreement.validUntil ?? '');
