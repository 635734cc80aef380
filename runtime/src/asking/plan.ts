// The plan of an agreement: its calendar and its decision tables, made once and asked by everything else.

import type { Clause, ClauseValue, Ir, Order } from '../ir.ts';
import { type Calendar, createCalendar } from '../time/calendar.ts';
import { createQuestions, once, type Questions } from './questions.ts';

export type { Answer, Answers, Missing } from './answers.ts';

/**
 * `ask` and `all` answer with the values that the order states for open ones (meaning Q9). They throw `OutsideHorizon`
 * for instants beyond the agreement's tables: `withinHorizon` catches it. Whoever prices, or asks for deadlines, duties or
 * rights, never sees it.
 */
export interface Plan extends Questions {
  readonly ir: Ir;
  readonly calendar: Calendar;
  /** Clauses by id. */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Ids of all questions that have a clause. */
  readonly questions: readonly string[];
  clausesOf(question: string): readonly Clause[];
  order(id: string): Order | undefined;
}

/**
 * Of a loaded IR (`loadIr`): nothing is checked again, and nothing of it may be changed afterwards. Make one plan for an
 * agreement and keep it for all orders and months: its tables are made when first asked. Plans may share a calendar.
 */
export function createPlan(ir: Ir, calendar: Calendar = createCalendar(ir)): Plan {
  let ids: ReadonlyMap<string, Clause> | undefined;
  const byQuestion = Map.groupBy(ir.clauses, ({ question }) => question);
  const clausesOf = (question: string): readonly Clause[] => byQuestion.get(question) ?? [];
  const common = createQuestions(ir, clausesOf, calendar);
  /** Equality of answers is a matter of values (Q3), so an order with values of its own has tables of its own. */
  const special = new WeakMap<Values, Questions>();

  function questionsOf({ values }: Order): Questions {
    if (values === undefined) return common;
    const known = special.get(values);
    if (known !== undefined) return known;
    const stated = once((question: string) => clausesOf(question).map((clause) => withStated(clause, values)));
    const made = createQuestions(ir, stated, calendar);
    special.set(values, made);
    return made;
  }

  return {
    ir,
    calendar,
    get clauses() {
      ids ??= new Map(ir.clauses.map((clause) => [clause.id, clause]));
      return ids;
    },
    questions: [...byQuestion.keys()],
    clausesOf,
    order: (id) => ir.orders.find((order) => order.id === id),
    ask: (question, order, situation, place) => questionsOf(order).ask(question, order, situation, place),
    places: (questions) => (order, situation) => questionsOf(order).places(questions)(order, situation),
    all: (question, order, situation) => questionsOf(order).all(question, order, situation),
    stated: (question, order, situation) => questionsOf(order).stated(question, order, situation),
    holds: common.holds,
    bordersOf: common.bordersOf,
    reached: common.reached,
    borders: common.borders,
    table: common.table,
  };
}

type Values = Readonly<Record<string, ClauseValue>>;

/** The clause with stated values in place of its open ones, wherever they stand in its value. */
function withStated(clause: Clause, values: Values): Clause {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown };
    const stated =
      kind === 'open' && typeof name === 'string' && Object.hasOwn(values, name) ? values[name] : undefined;
    return stated ?? Object.fromEntries(Object.entries(value).map(([field, part]) => [field, fill(part)]));
  };
  return { ...clause, value: fill(clause.value) } as Clause;
}
