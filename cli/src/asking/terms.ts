// What `avtal ask` answers about terms: how long it runs, until when after notice, what must be there, when to pay, and what is paid late.

import {
  dateOf,
  type Facts,
  type Instant,
  interest,
  isCivilDate,
  isDecimal,
  notice,
  type Order,
  type Plan,
  type Problem,
  payment,
  requirements,
  term,
} from '@avtal/runtime';
import { Failure } from '../host.ts';
import { moneyText } from '../output/figures.ts';
import { plural } from '../output/words.ts';

/** What was found: in words, the clauses that say so, or why nothing can be said. */
export interface Reply {
  readonly answer?: string;
  readonly clauses: readonly string[];
  readonly problem?: string;
}

interface Asked {
  readonly at: Instant;
  /** `sum=10000`, as written. */
  readonly pairs: readonly string[];
  readonly facts: Facts;
}

/** Undefined where the question is about something else. */
export function termReply(plan: Plan, order: Order, question: string, asked: Asked): Reply | undefined {
  const [kind = '', ...names] = question.split(':');
  const on = dateOf(plan.calendar.zone.dayAt(asked.at));
  switch (kind) {
    case 'term': {
      const { term: found, problems } = term(plan, order, on);
      if (found === undefined) return because(problems);
      const ends = found.ends === undefined ? 'runs without end' : `runs until ${found.ends}`;
      return told(found.binds ? ends : `${ends}, and binds nobody`, found.clause);
    }
    case 'notice': {
      const [who, name] = names;
      const party = who === 'provider' ? 'provider' : 'customer';
      const { notice: found, problems } = notice(plan, order, {
        ...{ who: party, on },
        ...(name === undefined ? {} : { name }),
      });
      return found === undefined
        ? because(problems)
        : told(`until ${found.last}; the same until notice on ${found.giveBy}`, found.clause);
    }
    case 'require': {
      const [unit, per] = names;
      const { requirements: all, problems } = requirements(plan, order, asked.facts, { from: on, until: on });
      const found = all.find((one) => one.unit === unit && one.per === per);
      return found === undefined ? because(problems) : told(found.state, found.clause);
    }
    case 'payment': {
      const { payment: found, problems } = payment(plan, order, on);
      if (found === undefined) return because(problems);
      const { due, discount, clause } = found;
      const less = discount === undefined ? '' : `; ${discount.percent}% less until ${discount.until}`;
      return told(`due ${due}${less}`, clause);
    }
    case 'interest': {
      const { sum, due } = overdue(asked.pairs);
      const { interest: found, problems } = interest(plan, order, {
        sum,
        due,
        paid: on,
        indices: asked.facts.indices ?? [],
      });
      if (found === undefined) return because(problems, 'paid in time: no interest');
      const { currency, minorDigits } = plan.ir.agreement;
      const text = `${moneyText(found.amount, minorDigits)} ${currency} for ${plural(found.days, 'day')}`;
      return told(text, found.clause);
    }
    default:
      return undefined;
  }
}

const told = (answer: string, clause: string | undefined): Reply => ({
  answer,
  clauses: clause === undefined ? [] : [clause],
});

function because([problem]: readonly Problem[], answer?: string): Reply {
  if (problem !== undefined) return { problem: problem.message, clauses: problem.clauses };
  return answer === undefined ? { problem: 'No clause answers this here.', clauses: [] } : { answer, clauses: [] };
}

/** `sum=10000 due=2027-03-02`; the day of payment is that of `--at`. */
function overdue(pairs: readonly string[]): { readonly sum: string; readonly due: string } {
  const said = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const [sum = '', due = ''] = [said.get('sum'), said.get('due')];
  if (isDecimal(sum) && isCivilDate(due) && said.size === 2) return { sum, due };
  throw new Failure(
    'Interest is asked of a sum and the day on which it was due; `--at` is the day of payment.',
    'Write `interest sum=10000 due=2027-03-02 --at 2027-04-14`.',
  );
}
