// Asking for the clause that answers, and why there is none: one wording of every reason, for prices and deadlines alike.
import type { Situation } from '../facts.ts';
import type { Clause, ClauseKind, ClauseValue, Order } from '../ir.ts';
import type { Problem } from '../results.ts';
import { OutsideHorizon } from '../time/horizon.ts';
import type { Missing, Plan } from './plan.ts';

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
  run: { readonly plan: Plan; readonly order: Order },
  kind: K,
  question: string,
  situation: Situation,
): ClauseOf<K> | undefined | Trouble {
  const answer = withinTables(() => run.plan.ask(question, run.order, situation));
  switch (answer.kind) {
    case 'trouble':
      return answer;
    case 'clause':
      return isKind(answer.clause, kind) ? answer.clause : undefined;
    case 'none':
      return undefined;
    case 'contradiction':
      return trouble(
        'contradiction',
        `${answer.clauses.map(clauseName).join(' and ')} answer ${questionName(question)} differently: say which one goes before the other.`,
        answer.clauses,
      );
    case 'missing':
      return missingTrouble(questionName(question), answer);
  }
}

export function missingTrouble(what: string, { choices, numbers }: Missing): Trouble {
  const names = [...choices, ...numbers].map((name) => `\`${name}\``).join(', ');
  const code = choices.length === 0 ? 'number-missing' : 'choice-missing';
  return trouble(code, `${what} depends on ${names}, which is not stated.`);
}

/** The same on a day, of nothing but these choices and numbers. */
export function askOnDay<K extends ClauseKind>(
  run: { readonly plan: Plan; readonly order: Order },
  kind: K,
  question: string,
  day: number,
  { choices = {}, numbers = {} }: Partial<Pick<Situation, 'choices' | 'numbers'>> = {},
): ClauseOf<K> | undefined | Trouble {
  const found = withinTables(() => ({ at: run.plan.calendar.zone.startOfDay(day), choices, numbers }));
  return isTrouble(found) ? found : ask(run, kind, question, found);
}

/** What is computed, or which table of the agreement ends too early for it. */
export function withinTables<T extends object | undefined>(
  compute: () => T,
  clauses: readonly Clause[] = [],
): T | Trouble {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OutsideHorizon) return trouble('outside-horizon', error.message, clauses);
    throw error;
  }
}

function isKind<K extends ClauseKind>(clause: Clause, kind: K): clause is ClauseOf<K> {
  return clause.kind === kind;
}

export function isTrouble(answer: object | undefined): answer is Trouble {
  return answer !== undefined && 'kind' in answer && answer.kind === 'trouble';
}

export function problemOf({ code, message, clauses }: Trouble, subject?: string): Problem {
  return subject === undefined ? { code, message, clauses } : { code, message, subject, clauses };
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

/** As the paper numbers it; without a number by where it stands. */
export function clauseName({ paper, span }: Clause): string {
  return paper === undefined ? `line ${span.line}` : `§ ${paper}`;
}

export function questionName(question: string): string {
  return `\`${question.replaceAll(':', ' ')}\``;
}
