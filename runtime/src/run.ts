// One pricing run: the agreement, the order and the asked span, how its questions are asked, and the book of problems.
import type { Catalog } from './catalog.ts';
import type { DayRange } from './civil.ts';
import type { Situation } from './facts.ts';
import { withinHorizon } from './horizon.ts';
import type { Clause, ClauseKind, ClauseValue, Ir, Order } from './ir.ts';
import type { Plan } from './plan.ts';
import type { Problem } from './results.ts';
import type { Work } from './work.ts';
import type { ZoneClock } from './zone.ts';

export interface Run {
  readonly plan: Plan;
  readonly ir: Ir;
  readonly zone: ZoneClock;
  readonly order: Order;
  readonly catalog: Catalog;
  /** The order's days; `until` is Infinity for an order without a last day. */
  readonly orderDays: DayRange;
  /** The asked days. */
  readonly span: DayRange;
  /** What keeps figures from being computed; the work it concerns, where it concerns one. */
  readonly problems: { readonly problem: Problem; readonly work?: Work }[];
  /** Work that has a problem and therefore no lines (meaning Q9). */
  readonly failed: Set<Work>;
}

/** Why a question has no usable answer. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly code: Problem['code'];
  readonly message: string;
  readonly clauses: readonly string[];
}

export type ClauseOf<K extends ClauseKind> = Extract<Clause, { readonly kind: K }>;

export function trouble(code: Problem['code'], message: string, clauses: readonly Clause[] = []): Trouble {
  return { kind: 'trouble', code, message, clauses: clauses.map((clause) => clause.id) };
}

/** Asks one question. `undefined`: no clause answers, which only some questions mind. */
export function ask<K extends ClauseKind>(
  run: Pick<Run, 'plan' | 'order'>,
  kind: K,
  question: string,
  situation: Situation,
): ClauseOf<K> | undefined | Trouble {
  const asked = withinHorizon(() => run.plan.ask(question, run.order, situation));
  if ('outside' in asked) return trouble('outside-horizon', asked.outside);
  const answer = asked.value;
  switch (answer.kind) {
    case 'clause': {
      const clause = agreed(run.order, answer.clause);
      return isKind(clause, kind) ? clause : undefined;
    }
    case 'none':
      return undefined;
    case 'contradiction':
      return trouble(
        'contradiction',
        `${answer.clauses.map(clauseName).join(' and ')} answer ${questionName(question)} differently: say which one goes before the other.`,
        answer.clauses,
      );
    case 'missing': {
      const names = [...answer.choices, ...answer.numbers].map((name) => `\`${name}\``).join(', ');
      const code = answer.choices.length === 0 ? 'number-missing' : 'choice-missing';
      return trouble(code, `${questionName(question)} depends on ${names}, which is not stated.`);
    }
  }
}

/** Meaning Q9: an open value for which the order states one is that value. */
function agreed(order: Order, clause: Clause): Clause {
  if (order.values === undefined) return clause;
  const { value } = clause;
  if (value.kind === 'open') return { ...clause, value: stated(order, value) } as Clause;
  if (value.kind !== 'ladder') return clause;
  const steps = value.steps.map((step) => ({ ...step, value: stated(order, step.value) }));
  return { ...clause, value: { ...value, steps } } as Clause;
}

function stated(order: Order, value: { readonly kind: string; readonly name?: string }) {
  return (value.kind === 'open' ? order.values?.[value.name ?? ''] : undefined) ?? value;
}

function isKind<K extends ClauseKind>(clause: Clause, kind: K): clause is ClauseOf<K> {
  return clause.kind === kind;
}

export function isTrouble(answer: object | undefined): answer is Trouble {
  return answer !== undefined && 'kind' in answer && answer.kind === 'trouble';
}

/** Notes that the work cannot be priced. */
export function fail(run: Run, work: Work, why: Trouble): void {
  run.failed.add(work);
  const seen = run.problems.some((noted) => noted.work === work && noted.problem.message === why.message);
  if (seen) return;
  const problem = problemOf(why, work.id);
  run.problems.push({
    work,
    problem: { ...problem, at: work.start, ...(work.origin === undefined ? {} : { origin: work.origin }) },
  });
}

export function problemOf(why: Trouble, subject: string): Problem {
  return { code: why.code, message: why.message, subject, clauses: why.clauses };
}

/** What stands where an amount should, and is none. */
export function wordTrouble(clause: Clause, value: ClauseValue | { readonly kind: string }): Trouble {
  const where = `${clauseName(clause)} says of ${questionName(clause.question)}`;
  switch (value.kind) {
    case 'open': {
      const decider = 'decider' in value && value.decider !== undefined ? ` "${value.decider}"` : '';
      return trouble('open-value', `${where}: to be agreed${decider}. The order must state it.`, [clause]);
    }
    case 'not-offered':
      return trouble('not-offered', `${where}: not offered.`, [clause]);
    case 'on-request':
      return trouble('on-request', `${where}: on request. The order must state the price.`, [clause]);
    case 'see':
      return trouble('elsewhere', `${where}: see another document. The order must state the price.`, [clause]);
    case 'at-cost':
      return trouble('cost-missing', `${where}: at cost, and the cost is not stated.`, [clause]);
    default:
      return trouble('gap', `${where}: nothing that can be computed.`, [clause]);
  }
}

export function clauseName(clause: Clause): string {
  return clause.paper === undefined ? `\`${clause.id}\`` : `§ ${clause.paper}`;
}

export function questionName(question: string): string {
  return `\`${question.replaceAll(':', ' ')}\``;
}

/** Element of a list of the IR. */
export function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  // INVARIANT: every index of a loaded IR points into its list.
  if (found === undefined) throw new Error(`index ${index} of ${list.length}`);
  return found;
}
