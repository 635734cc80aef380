// Asking: the decision table of each question of an agreement, made when first asked and kept.

import type { Situation } from '../facts.ts';
import type { Clause, Condition, Instant, Ir, Order } from '../ir.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Answer, Answers, Missing } from './answers.ts';
import { type Asked, axesOf } from './axes.ts';
import { createPlaces, type Place, type Places } from './places.ts';
import { answerKey, beatersAmong, overrides, precedence } from './precedence.ts';
import { type Axis, createLookup, type Lookup, maskOf, type Table, type Verdict } from './table.ts';

/** Beyond the tables of the agreement each of these throws OutsideHorizon; what callers see turns it into a problem. */
export interface Questions {
  /** `place`: where the situation stands among `places`, if that is known. */
  ask(question: string, order: Order, situation: Situation, place?: Place): Answer;
  /** Where situations stand in which all of these may be asked; kept for the list. */
  places(questions: readonly string[]): Places;
  all(question: string, order: Order, situation: Situation): Answers;
  /** As `all`, where what is not stated is not so: a ticket that was never said to wait does not wait. */
  stated(question: string, order: Order, situation: Situation): readonly Clause[];
  /** Whether a condition holds that belongs to no clause. */
  holds(when: Condition, order: Order, situation: Situation): boolean | Missing;
  /** Where the condition may come to hold, or cease to, in `(from, until)`. */
  bordersOf(when: Condition, from: Instant, until: Instant, order: Order): Instant[];
  /** The questions, and those that decide the choices on which they depend. */
  reached(questions: readonly string[]): ReadonlySet<string>;
  /** Instants in `(from, until)` where an answer may change because the question's own moment moves, for an order. Sorted, each once. */
  borders(questions: readonly string[], from: Instant, until: Instant, order: Order | undefined): Instant[];
  /** The table behind `ask`, for reading many rows by columns. */
  table(question: string): Lookup<Asked, Answer>;
}

export function createQuestions(
  ir: Ir,
  clausesOf: (question: string) => readonly Clause[],
  calendar: Calendar,
): Questions {
  const overruled = overrides(ir.clauses);
  const compare = precedence(ir.documents, overruled);
  const answers = new Map<string, number>();
  /** Dimensions that are being decided: one that depends on itself is not stated. */
  const deciding = new Set<string>();

  const tableOf = once((question: string): Table<Asked> => {
    const clauses = clausesOf(question);
    const boxes = clauses.flatMap((clause, owner) => clause.when.map((box) => ({ box, owner })));
    const beaters = beatersAmong(clauses, compare, overruled);
    const beatenBy = once(maskOf);
    return {
      axes: axesOf(
        boxes.map(({ box }) => box),
        ir,
        calendar,
      ),
      owners: boxes.map(({ owner }) => owner),
      beatenBy: clauses.map((_, index) => beatenBy(beaters(index))),
    };
  });

  /** A number that is equal exactly for clauses with equal answers. */
  const answerOf = once((clause: Clause): number => {
    const key = answerKey(clause);
    const known = answers.get(key) ?? answers.size;
    answers.set(key, known);
    return known;
  });

  const one = once((question: string): Lookup<Asked, Answer> => {
    const table = tableOf(question);
    const clauses = clausesOf(question);
    const select = (indices: readonly number[]) =>
      [...new Set(indices)].sort((a, b) => a - b).flatMap((index) => clauses[index] ?? []);
    const agree = (found: readonly Clause[]) => new Set(found.map(answerOf)).size === 1;
    return createLookup<Asked, Answer>(table, {
      known: (indices) => {
        const found = select(indices);
        const [clause] = found;
        if (clause === undefined) return nothing;
        return agree(found) ? { kind: 'clause', clause } : { kind: 'contradiction', clauses: found };
      },
      unknown: (axes) => missing(table, axes),
      equal: (a, b) => a.join() === b.join() || (a.length > 0 && b.length > 0 && agree(select([...a, ...b]))),
    });
  });

  const verdictOnAll = (question: string): Verdict<Answers> => {
    const clauses = clausesOf(question);
    return {
      known: (indices) => ({ kind: 'clauses', clauses: indices.flatMap((index) => clauses[index] ?? []) }),
      unknown: (axes) => missing(tableOf(question), axes),
      equal: (a, b) => a.join() === b.join(),
    };
  };
  const every = once((question: string) => createLookup(tableOf(question), verdictOnAll(question)));
  const certain = once((question: string) => createLookup(tableOf(question), verdictOnAll(question), 'unfulfilled'));

  const moduleOf = once((question: string): string | undefined => {
    const [clause] = clausesOf(question);
    const subject = clause && ('unit' in clause ? clause.unit : 'subject' in clause ? clause.subject : undefined);
    return subject === undefined ? undefined : ir.subjects[subject]?.module;
  });

  function asked(question: string, order: Order, situation: Situation): Asked {
    // A fact that names no module belongs to its subject's (Q7), also for what is decided about it.
    const module = moduleOf(question);
    if (module === undefined) return { order, situation, decide };
    return { order, situation: { ...situation, choices: { module, ...situation.choices } }, decide };
  }

  function decide(dimension: string, { order, situation }: Asked): string | undefined {
    const answer = decision(dimension, order, situation);
    const value = answer.kind === 'clause' && answer.clause.kind === 'decide' ? answer.clause.value : undefined;
    return value?.kind === 'choice' ? value.choice : undefined;
  }

  function decision(dimension: string, order: Order, situation: Situation): Answer {
    if (deciding.has(dimension)) return nothing;
    deciding.add(dimension);
    try {
      return ask(`decide:${dimension}`, order, situation);
    } finally {
      deciding.delete(dimension);
    }
  }

  function ask(question: string, order: Order, situation: Situation, place?: Place): Answer {
    const known = place?.answers.get(question);
    if (known !== undefined) return known;
    const found = one(question).answer(asked(question, order, situation));
    const answer = found.kind === 'missing' ? because(found, order, situation) : found;
    if (place?.questions.has(question)) place.answers.set(question, answer);
    return answer;
  }

  const places = once((questions: readonly string[]): Places => {
    const all = reached(questions);
    return createPlaces(all, axesOfAll(all), decide);
  });

  function all(question: string, order: Order, situation: Situation): Answers {
    const answer = every(question).answer(asked(question, order, situation));
    return answer.kind === 'missing' ? because(answer, order, situation) : answer;
  }

  function stated(question: string, order: Order, situation: Situation): readonly Clause[] {
    const answer = certain(question).answer(asked(question, order, situation));
    return answer.kind === 'clauses' ? answer.clauses : [];
  }

  /** What a decided choice is missing is what must be stated in its place. */
  function because(answer: Missing, order: Order, situation: Situation): Missing {
    const reasons = answer.choices.map((id): Missing => {
      const decided = clausesOf(`decide:${id}`).length > 0 ? decision(id, order, situation) : nothing;
      return decided.kind === 'missing' ? decided : { kind: 'missing', choices: [id], numbers: [] };
    });
    return {
      kind: 'missing',
      choices: [...new Set(reasons.flatMap(({ choices }) => choices))],
      numbers: [...new Set([...answer.numbers, ...reasons.flatMap(({ numbers }) => numbers)])],
    };
  }

  function reached(questions: readonly string[]): ReadonlySet<string> {
    // INVARIANT: a set that grows is iterated to its end; each decided choice brings its own question.
    const found = new Set(questions);
    for (const question of found) {
      for (const axis of tableOf(question).axes) if (axis.kind === 'choice') found.add(`decide:${axis.id}`);
    }
    return found;
  }

  /** What the questions depend on, each once. */
  function axesOfAll(questions: Iterable<string>): readonly Axis<Asked>[] {
    const axes = new Map<string, Axis<Asked>>();
    for (const question of questions) for (const axis of tableOf(question).axes) axes.set(axis.name, axis);
    return [...axes.values()];
  }

  function borders(questions: readonly string[], from: Instant, until: Instant, order: Order | undefined): Instant[] {
    const found = new Set<Instant>();
    for (const axis of axesOfAll(reached(questions))) {
      for (const border of axis.borders?.(from, until, order) ?? [])
        if (from < border && border < until) found.add(border);
    }
    return [...found].sort((a, b) => a - b);
  }

  const conditional = once((when: Condition): Lookup<Asked, boolean | Missing> => {
    const table: Table<Asked> = {
      axes: axesOf(when, ir, calendar),
      owners: when.map(() => 0),
      beatenBy: [0n],
    };
    return createLookup<Asked, boolean | Missing>(table, {
      known: (indices) => indices.length > 0,
      unknown: (axes) => missing(table, axes),
      equal: (a, b) => a.length === b.length,
    });
  });

  function holds(when: Condition, order: Order, situation: Situation): boolean | Missing {
    const found = conditional(when).answer(asked('', order, situation));
    return typeof found === 'boolean' ? found : because(found, order, situation);
  }

  function bordersOf(when: Condition, from: Instant, until: Instant, order: Order): Instant[] {
    const found = conditional(when).table.axes.flatMap((axis) => axis.borders?.(from, until, order) ?? []);
    return [...new Set(found)].filter((border) => from < border && border < until).sort((a, b) => a - b);
  }

  return { ask, places, all, stated, holds, bordersOf, reached, borders, table: one };
}

const nothing: Answer = { kind: 'none' };

function missing(table: Table<Asked>, axes: readonly number[]): Missing {
  const ids = (kind: string) =>
    axes.flatMap((index) => (table.axes[index]?.kind === kind ? [table.axes[index].id] : []));
  return { kind: 'missing', choices: ids('choice'), numbers: ids('number') };
}

/** The function with its results kept. */
export function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as V;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
