// The plan of an agreement: its calendar and the decision table of each question, made once and asked by everything else.
import { type Asked, axesOf } from './axes.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import type { Situation } from './facts.ts';
import type { Clause, Instant, Ir, Order } from './ir.ts';
import { answerKey, overrides, precedence } from './precedence.ts';
import { createLookup, type Lookup, type Table } from './table.ts';

/** Which choices, numbers and named moments must be known to answer (meaning Q7). */
export interface Missing {
  readonly kind: 'missing';
  readonly choices: readonly string[];
  readonly numbers: readonly string[];
  readonly moments: readonly string[];
}

/** The answer to a question of mode one (meanings Q1, Q3, Q4). */
export type Answer =
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'none' }
  | { readonly kind: 'contradiction'; readonly clauses: readonly Clause[] }
  | Missing;

/** The answer to a question of mode all: every clause that matches and that no other beats, in the order of the IR. */
export type Answers = { readonly kind: 'clauses'; readonly clauses: readonly Clause[] } | Missing;

/**
 * Asked about instants outside the tables of the agreement, `ask`, `all` and `borders` throw OutsideHorizon; functions
 * that callers see turn it into a problem.
 */
export interface Plan {
  readonly ir: Ir;
  readonly calendar: Calendar;
  /** Clauses by id. */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Ids of all questions that have a clause. */
  readonly questions: readonly string[];
  clausesOf(question: string): readonly Clause[];
  order(id: string): Order | undefined;
  ask(question: string, order: Order, situation: Situation): Answer;
  all(question: string, order: Order, situation: Situation): Answers;
  /** Instants in `(from, until)` where an answer may change because the question's own moment moves. Sorted, each once. */
  borders(questions: readonly string[], from: Instant, until: Instant): Instant[];
  /** The table behind `ask`, for reading many rows by columns. */
  table(question: string): Lookup<Asked, Answer>;
}

export function createPlan(ir: Ir): Plan {
  const calendar = createCalendar(ir);
  const byQuestion = Map.groupBy(ir.clauses, ({ question }) => question);
  const compare = precedence(ir.documents, overrides(ir.clauses));
  const answers = new Map<string, number>();
  /** Dimensions that are being decided: one that depends on itself is unknown. */
  const deciding = new Set<string>();

  const clausesOf = (question: string): readonly Clause[] => byQuestion.get(question) ?? [];

  const tableOf = once((question: string): Table<Asked> => {
    const clauses = clausesOf(question);
    const boxes = clauses.flatMap((clause, owner) => clause.when.map((box) => ({ box, owner })));
    return {
      axes: axesOf(
        boxes.map(({ box }) => box),
        ir.dimensions,
        calendar,
      ),
      owners: boxes.map(({ owner }) => owner),
      beatenBy: clauses.map((clause) =>
        clauses.reduce((mask, other, index) => (compare(other, clause) > 0 ? mask | (1n << BigInt(index)) : mask), 0n),
      ),
    };
  });

  /** A number that is equal exactly for clauses with equal answers. */
  const answerOf = once((clause: Clause): number => {
    const key = answerKey(clause);
    const known = answers.get(key) ?? answers.size;
    answers.set(key, known);
    return known;
  });

  const missing = (table: Table<Asked>, axes: readonly number[]): Missing => {
    const ids = (kind: string) =>
      axes.flatMap((index) => (table.axes[index]?.kind === kind ? [table.axes[index].id] : []));
    return { kind: 'missing', choices: ids('choice'), numbers: ids('number'), moments: ids('moment') };
  };

  const one = once((question: string): Lookup<Asked, Answer> => {
    const table = tableOf(question);
    const clauses = clausesOf(question);
    const select = (indices: readonly number[]) => clauses.filter((_, index) => indices.includes(index));
    const agreed = (found: readonly Clause[]) =>
      found.every((clause) => answerOf(clause) === answerOf(found[0] ?? clause));
    return createLookup<Asked, Answer>(table, {
      known: (indices) => {
        const found = select(indices);
        const [clause] = found;
        if (clause === undefined) return { kind: 'none' };
        return agreed(found) ? { kind: 'clause', clause } : { kind: 'contradiction', clauses: found };
      },
      unknown: (axes) => missing(table, axes),
      equal: (a, b) => a.join() === b.join() || (a.length > 0 && b.length > 0 && agreed(select([...a, ...b]))),
    });
  });

  const every = once((question: string): Lookup<Asked, Answers> => {
    const table = tableOf(question);
    const clauses = clausesOf(question);
    return createLookup<Asked, Answers>(table, {
      known: (indices) => ({ kind: 'clauses', clauses: clauses.filter((_, index) => indices.includes(index)) }),
      unknown: (axes) => missing(table, axes),
      equal: (a, b) => a.join() === b.join(),
    });
  });

  const moduleOf = once((question: string): string | undefined => {
    const [clause] = clausesOf(question);
    const subject =
      clause === undefined
        ? undefined
        : 'unit' in clause
          ? clause.unit
          : 'subject' in clause
            ? clause.subject
            : undefined;
    return subject === undefined ? undefined : ir.subjects[subject]?.module;
  });

  function asked(question: string, order: Order, situation: Situation): Asked {
    return {
      order,
      situation,
      module: moduleOf(question),
      decide: (dimension) => {
        const answer = decision(dimension, order, situation);
        const value = answer.kind === 'clause' && answer.clause.kind === 'decide' ? answer.clause.value : undefined;
        return value?.kind === 'choice' ? value.choice : undefined;
      },
    };
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

  function look<A extends { readonly kind: string }>(
    lookup: Lookup<Asked, A>,
    question: string,
    order: Order,
    situation: Situation,
  ): A {
    return lookup.answer(lookup.codes(asked(question, order, situation)));
  }

  /** What a decided dimension is missing is what must be asked for in its place. */
  function because(
    answer: Missing,
    order: Order,
    situation: Situation,
  ): Missing | Extract<Answer, { kind: 'contradiction' }> {
    const merged = { choices: new Set<string>(), numbers: new Set(answer.numbers), moments: new Set(answer.moments) };
    for (const id of answer.choices) {
      const decided = ir.dimensions.some((dimension) => dimension.id === id && dimension.given === 'decided');
      const reason = decided ? decision(id, order, situation) : nothing;
      if (reason.kind === 'contradiction') return reason;
      if (reason.kind !== 'missing') merged.choices.add(id);
      else {
        for (const choice of reason.choices) merged.choices.add(choice);
        for (const number of reason.numbers) merged.numbers.add(number);
        for (const moment of reason.moments) merged.moments.add(moment);
      }
    }
    return {
      kind: 'missing',
      choices: [...merged.choices],
      numbers: [...merged.numbers],
      moments: [...merged.moments],
    };
  }

  function ask(question: string, order: Order, situation: Situation): Answer {
    const answer = look(one(question), question, order, situation);
    return answer.kind === 'missing' ? because(answer, order, situation) : answer;
  }

  function borders(questions: readonly string[], from: Instant, until: Instant): Instant[] {
    const found = new Set<Instant>();
    const seen = new Set(questions);
    for (const question of seen) {
      for (const axis of tableOf(question).axes) {
        // INVARIANT: a set that grows is iterated to its end; each decided choice brings its own question.
        if (axis.kind === 'choice') seen.add(`decide:${axis.id}`);
        for (const border of axis.borders?.(from, until) ?? []) if (from < border && border < until) found.add(border);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  return {
    ir,
    calendar,
    clauses: new Map(ir.clauses.map((clause) => [clause.id, clause])),
    questions: [...byQuestion.keys()],
    clausesOf,
    order: (id) => ir.orders.find((order) => order.id === id),
    ask,
    all: (question, order, situation) => {
      const answer = look(every(question), question, order, situation);
      if (answer.kind !== 'missing') return answer;
      const reason = because(answer, order, situation);
      return reason.kind === 'missing' ? reason : answer;
    },
    borders,
    table: one,
  };
}

const nothing: Answer = { kind: 'none' };

/** The function with its results kept: tables are made when first asked for. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as V;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
