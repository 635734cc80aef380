// Spaces: the situations in which one question is asked, and its clauses as regions of them.
//
// `createSpaces(ir)` gives every space of an agreement: for each question the agreement itself (an order without special
// terms), and each order or example with special terms of its own. In a space
//   - `axes` are what the clauses test, `whole` is every situation that can be (an area, see regions.ts);
//   - `members` are the clauses that can be meant there, each with the areas in which its conditions hold. An area is
//     over patterns of the calendar that really occur, so that whatever lies in one has a date (see atoms.ts);
//   - `beats` and `answer` are the runtime's precedence (Q2) and equality of answers (E1).
// What is asked of regions is in regions.ts; witness.ts turns an area into a dated situation and replays it.
import {
  answerKey,
  type Box,
  type Calendar,
  type Clause,
  type ClauseKind,
  createPlan,
  dateOf,
  dayOf,
  type Ir,
  type Order,
  overrides,
  type Plan,
  precedence,
} from '@avtal/runtime';
import { isSameClause, rootOf } from '../clauses/again.ts';
import { type Cut, cutAlike, type Ground, isSameAxis, keyOf, QuestionMemory, type Shape } from './again.ts';
import { type AtomKey, type Atoms, daysInForce } from './atoms.ts';
import { type Axis, allowedOn, axesOf, declaredAxis, missingValue, type SaidOn, saidOn } from './axes.ts';
import type { Range } from './days.ts';
import { createMeeting } from './meeting.ts';
import { recutFrom } from './recut.ts';
import { type Allows, type Area, areaOf, type Layout, layoutOf, meets } from './regions.ts';
import { createTimes, placeless } from './times.ts';

/** Whose situations: the agreement's own (`special` false), or those of one order or example with special terms. */
export interface Context {
  readonly order: Order;
  readonly special: boolean;
  readonly within: Range;
}

export interface Member {
  readonly clause: Clause;
  /** Where its conditions hold; none: never. */
  readonly areas: readonly Area[];
}

/** One of the areas in which a member's conditions hold. */
export interface Held {
  readonly member: number;
  readonly area: Area;
}

export interface Space extends Cut {
  readonly question: string;
  readonly kind: ClauseKind;
  readonly context: Context;
  readonly members: readonly Member[];
  /** What members hold that has something in common with some of the areas, in the order of members. */
  meeting(areas: readonly Area[]): readonly Held[];
  /** Whether member `a` beats member `b`. */
  beats(a: number, b: number): boolean;
  /** Equal exactly for members with equal answers. */
  answer(member: number): string;
}

export interface Spaces {
  readonly ir: Ir;
  readonly calendar: Calendar;
  readonly within: Range;
  /** The runtime, which says what counts. */
  readonly plan: Plan;
  readonly atoms: (key: AtomKey) => Atoms;
  readonly all: readonly Space[];
  /** The space of a question in the agreement itself. */
  of(question: string): Space | undefined;
  /** A space of conditions that belong to no question, such as those of text promises. */
  ofClauses(clauses: readonly Clause[], context: Context): Space | undefined;
}

const terms = ['term', 'notice', 'payment', 'interest', 'refund', 'require', 'index'] as const;
/** Kinds that are asked at the beginning of a day. */
const atMidnight: readonly ClauseKind[] = ['fee', 'include', 'perform', 'promise', ...terms];
/** What is bought is asked when it is. */
export const isAtMidnight = (clause: Clause): boolean =>
  atMidnight.includes(clause.kind) && !(clause.kind === 'include' && clause.lot !== undefined);
/** Kinds that are asked when their scope starts, so that `started` is their own moment. */
const atStart: readonly ClauseKind[] = ['fee', 'include', 'perform', 'promise', 'start', 'limit', ...terms];

/** `memory`: of an earlier analysis, from which is taken over what is the same. */
export function createSpaces(ir: Ir, memory = new QuestionMemory<Space>()): Spaces {
  const ground = memory.begin(declaredIn(ir), windowsIn(ir), ir.clauses, (before) => groundOf(ir, before));
  const { times, choices, said } = ground;
  const { calendar, atoms } = times;
  const within = daysInForce(ir);
  const compare = precedence(ir.documents, overrides(ir.clauses));
  const byQuestion = Map.groupBy(ir.clauses, ({ question }) => question);

  const agreement: Context = {
    order: { id: '', from: dateOf(within.from), choices: {}, units: [] },
    special: false,
    within,
  };
  const all: Space[] = [];
  const common = new Map<string, Space>();
  for (const [question, clauses] of byQuestion) {
    const space = remembered(question, clauses, agreement);
    if (space !== undefined) {
      common.set(question, space);
      all.push(space);
    }
    for (const context of contextsOf(ir, clauses, within)) {
      const special = remembered(question, clauses, context);
      if (special !== undefined) all.push(special);
    }
  }
  const ofClauses: Spaces['ofClauses'] = (clauses, context) => {
    const present = presentIn(clauses, context);
    return spaceOf(present, context, shapeOf(present, context, undefined));
  };
  let plan: Plan | undefined;
  return {
    ...{ ir, calendar, within, atoms, all, ofClauses },
    of: (question) => common.get(question),
    get plan() {
      plan ??= createPlan(ir, calendar);
      return plan;
    },
  };

  /** As it was, where its clauses are the same; with as much of that as can be, where they are not. */
  function remembered(question: string, clauses: readonly Clause[], context: Context): Space | undefined {
    const key = keyOf({ question, context });
    const known = memory.find(key);
    const before = known !== undefined && isCurrent(known.shape) ? known : undefined;
    const isAll = (same: (one: Clause, other: Clause | undefined) => boolean): boolean =>
      before?.clauses.length === clauses.length &&
      clauses.every((clause, at) => same(clause, before.clauses[at]) && clause.over.length === 0);
    if (before !== undefined && isAll((one, other) => one === other)) {
      memory.keep(key, before);
      return before.space;
    }
    const present = presentIn(clauses, context);
    const isShaped = isAll((one, other) => other !== undefined && isSameClause(one, other));
    const shape = before !== undefined && isShaped ? before.shape : shapeOf(present, context, known?.shape);
    const space = spaceOf(present, context, shape);
    const sameAs = isShaped && before?.space.members.length === present.length ? before.space : undefined;
    if (space !== undefined && shape !== undefined) memory.keep(key, { clauses, shape, space, sameAs });
    return space;
  }

  /** Whether the windows that it tests are open when they were. */
  function isCurrent({ axes }: Shape): boolean {
    return axes.every((axis) => axis.kind !== 'moment' || times.isCurrent(axis.atoms));
  }

  /** The shape before, where it is the same. */
  function shapeOf(present: readonly Present[], context: Context, before: Shape | undefined): Shape | undefined {
    const [first] = present;
    if (first === undefined) return undefined;
    const { kind } = first.clause;
    const target = first.clause.kind === 'target' ? ir.targets[first.clause.target] : undefined;
    // A target that starts again is asked at its last start, and one that repeats at each; the first event lies before.
    const isAskedLater = target?.againAfter !== undefined || target?.repeatsUntil !== undefined;
    const event = isAskedLater ? undefined : target?.from;
    const axes = axesOf({
      ir,
      choices,
      boxes: present.flatMap(({ boxes }) => boxes),
      within: context.within,
      self: ['self', ...(atStart.includes(kind) ? ['start'] : []), ...(event === undefined ? [] : [event])],
      midnight: isAtMidnight(first.clause),
      sideOf: (moment) =>
        target !== undefined && moment !== 'reported' && moment !== 'start' && moment !== target.from ? 1 : -1,
      atoms,
    });
    const values = boundValues(first.clause, context.order, ir);
    const bound = [...values].join('\0');
    const isAlike = before !== undefined && before.bound === bound && cutAlike(before.axes, axes);
    if (isAlike && isCurrent(before)) return before;
    const layout = layoutOf(axes.map(({ size }) => size));
    const given = (axis: number): Allows => {
      const on = axes[axis];
      const only = on?.kind === 'choice' ? values.get(on.id) : undefined;
      return only === undefined || on?.kind !== 'choice' ? undefined : on.values.indexOf(only);
    };
    const whole = areaOf(layout, given);
    const missing = axes.map((axis) => (axis.kind === 'moment' ? missingValue(axis) : undefined));
    const happened = missing.every((value) => value === undefined)
      ? whole
      : areaOf(layout, (axis) => (missing[axis] === undefined ? given(axis) : (value) => value !== missing[axis]));
    if (whole === undefined || happened === undefined) return undefined;
    const areaOfBox = regionMaker(axes, layout, whole, said);
    const cut = { axes, layout, whole, happened, areaOf: areaOfBox, bound };
    if (isAlike) return { ...cut, areas: before.areas };
    const recut = before?.bound === bound ? recutFrom(before.axes, axes, layout, whole, isSameAxis) : undefined;
    const areas: Shape['areas'] = new WeakMap();
    return before === undefined || recut === undefined
      ? { ...cut, areas }
      : { ...cut, areas, before: { areas: before.areas, recut } };
  }

  function spaceOf(present: readonly Present[], context: Context, shape: Shape | undefined): Space | undefined {
    const [first] = present;
    if (first === undefined || shape === undefined) return undefined;
    const { axes, layout, whole, happened, areaOf, areas: known, before } = shape;
    const { kind, question } = first.clause;
    const members = present.map(({ clause, boxes }): Member => {
      const { when } = clause;
      const areas =
        known.get(when) ??
        before?.areas.get(when)?.map(before.recut) ??
        boxes.map(areaOf).filter((area) => area !== undefined);
      known.set(when, areas);
      return { clause, areas };
    });
    return {
      ...{ question, kind, context, axes, layout, whole, happened, members, areaOf },
      meeting: meetingOf(members, layout),
      ...rankOf(members),
    };
  }

  function rankOf(members: readonly Member[]): Pick<Space, 'beats' | 'answer'> {
    const clauseOf = (member: number): Clause | undefined => members[member]?.clause;
    return {
      beats: (a, b) => {
        const [one, other] = [clauseOf(a), clauseOf(b)];
        return one !== undefined && other !== undefined && compare(one, other) > 0;
      },
      answer: (member) => {
        const clause = clauseOf(member);
        return clause === undefined ? '' : answerOf(clause);
      },
    };
  }
}

/** By the clause as it was first made: where it stands is no part of its answer. */
const answers = new WeakMap<Clause, string>();

function answerOf(clause: Clause): string {
  const root = rootOf(clause);
  const known = answers.get(root) ?? answerKey(root);
  answers.set(root, known);
  return known;
}

/** A clause that can be meant, with those of its conditions that can hold. */
interface Present {
  readonly clause: Clause;
  readonly boxes: readonly Box[];
}

function presentIn(clauses: readonly Clause[], { order }: Context): readonly Present[] {
  return clauses.flatMap((clause) => {
    const isWhole = clause.when.every(({ choices }) => choices?.order === undefined);
    const boxes = isWhole
      ? clause.when
      : clause.when.filter(({ choices }) => choices?.order?.includes(order.id) ?? true);
    return boxes.length === 0 && clause.when.length > 0 ? [] : [{ clause, boxes }];
  });
}

/** `before`: where the same was declared, and windows may differ. */
function groundOf(ir: Ir, before?: Ground): Ground {
  const choices = new Map(ir.dimensions.map((dimension) => [dimension.id, declaredAxis(dimension)]));
  return { choices, said: new WeakMap(), ...before, times: createTimes(ir, before?.times) };
}

/** All that spaces are made from beside clauses, without what windows are, wherever it stands, as a text. */
function declaredIn(ir: Ir): string {
  const { zone, agreement, documents, dimensions, numbers, subjects, scopes, targets } = ir;
  const { validFrom = '', validUntil = '' } = agreement;
  const windows = ir.windows.map(({ id }) => id);
  return placeless([
    zone.name,
    validFrom,
    validUntil,
    documents,
    dimensions,
    numbers,
    subjects,
    scopes,
    targets,
    windows,
  ]);
}

const windowsIn = ({ windows, daySets }: Ir): string => placeless([windows, daySets]);

/** So few are compared one by one, rather than put in order first. */
const fewAreas = 16;
/** And so often in any case: after an edit few are asked for. */
const fewTimes = 100;

function meetingOf(members: readonly Member[], layout: Layout): Space['meeting'] {
  let made: readonly Held[] | undefined;
  let meeting: ReturnType<typeof createMeeting> | undefined;
  let asked = 0;
  return (areas) => {
    made ??= members.flatMap(({ areas }, member) => areas.map((area): Held => ({ member, area })));
    const held = made;
    if (held.length <= fewAreas || ++asked <= fewTimes)
      return held.filter(({ area }) => areas.some((one) => meets(layout, one, area)));
    meeting ??= createMeeting(
      layout,
      held.map(({ area }) => area),
    );
    const [first = [], ...others] = areas.map(meeting);
    const all = others.length === 0 ? first : [...new Set([...first, ...others.flat()])].sort((a, b) => a - b);
    return all.map((at) => held[at] as Held);
  };
}

/** Orders and examples for which some of the clauses are special terms. */
function contextsOf(ir: Ir, clauses: readonly Clause[], within: Range): Context[] {
  const named = new Set<string>();
  for (const { when } of clauses) for (const { choices } of when) for (const id of choices?.order ?? []) named.add(id);
  if (named.size === 0) return [];
  return [...ir.orders, ...ir.examples.map(({ order }) => order)]
    .filter(({ id }) => named.has(id))
    .map((order) => {
      const from = Math.max(within.from, dayOf(order.from));
      const until = order.until === undefined ? within.until : Math.min(within.until, dayOf(order.until) + 1);
      return { order, special: true, within: { from, until: Math.max(from, until) } };
    });
}

/** Choices that have one value only: those that the order states, and the module of what the question is about (Q7). */
function boundValues(clause: Clause, order: Order, ir: Ir): ReadonlyMap<string, string> {
  const subject = 'unit' in clause ? clause.unit : 'subject' in clause ? clause.subject : undefined;
  const module = subject === undefined ? undefined : ir.subjects[subject]?.module;
  return new Map([...Object.entries(order.choices), ...(module === undefined ? [] : [['module', module] as const])]);
}

function wordsOf(axis: Axis, box: Box, known: SaidOn): readonly number[] {
  const onAxis = known.get(axis) ?? new Map<string, readonly number[]>();
  known.set(axis, onAxis);
  const text = saidOn(axis, box);
  const words = onAxis.get(text) ?? areaOf(layoutOf([axis.size]), () => allowedOn(axis, box)) ?? [];
  onAxis.set(text, words);
  return words;
}

/** Boxes → areas. */
function regionMaker(axes: readonly Axis[], { starts }: Layout, whole: Area, known: SaidOn) {
  return (box: Box): Area | undefined => {
    const area: number[] = [];
    for (const [at, axis] of axes.entries()) {
      const start = starts[at] ?? 0;
      let isEmpty = true;
      for (const [index, said] of wordsOf(axis, box, known).entries()) {
        const word = said & (whole[start + index] ?? 0);
        if (word !== 0) isEmpty = false;
        area.push(word);
      }
      if (isEmpty) return undefined;
    }
    return area;
  };
}
