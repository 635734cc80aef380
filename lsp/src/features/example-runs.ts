// Examples run once for each compilation: what came out, and which clauses had a part in it.
import {
  deadlines,
  duties,
  type Example,
  type ExampleResult,
  type Expectation,
  type Facts,
  type Invoice,
  type Ir,
  notice,
  payment,
  permitted,
  price,
  requirements,
  runExample,
  type TicketResults,
  type Trace,
  term,
  withinHorizon,
} from '@avtal/runtime';
import type { Known } from './known.ts';

export interface Ran {
  readonly example: Example;
  readonly results: readonly ExampleResult[];
  readonly ok: boolean;
}

const runs = new WeakMap<Example, Ran>();

export function ranOf({ plan }: Known, example: Example): Ran {
  const made = runs.get(example);
  if (made !== undefined) return made;
  const results = runExample(plan, example);
  const ran = { example, results, ok: results.every(({ ok }) => ok) };
  runs.set(example, ran);
  return ran;
}

/** INVARIANT: the compiler writes facts as the runtime has them. */
function factsOf({ facts }: Example): Facts {
  return typeof facts === 'object' && facts !== null ? facts : {};
}

/** The invoices that its expectations are about, one for each period. */
export function invoicesOf({ plan }: Known, example: Example): readonly Invoice[] {
  const periods = new Map<string, { from: string; until: string; basis: 'cost' | 'invoice' }>();
  for (const expectation of example.expectations) {
    const period = periodOf(expectation, example);
    if (period !== undefined) periods.set(`${period.basis} ${period.from} ${period.until}`, period);
  }
  return [...periods.values()].map((period) => price(plan, example.order, factsOf(example), period));
}

function periodOf(
  expectation: Expectation,
  { order }: Example,
): { from: string; until: string; basis: 'cost' | 'invoice' } | undefined {
  switch (expectation.kind) {
    case 'amount':
      return { ...expectation.period, basis: expectation.basis };
    case 'unpriced':
    case 'counted':
    case 'units':
    case 'notified':
      return { ...expectation.period, basis: 'cost' };
    case 'balance':
    case 'carried':
      return { from: order.from, until: expectation.on, basis: 'cost' };
    case 'due':
    case 'state':
    case 'openings':
    case 'open-time':
    case 'duty':
    case 'measured':
    case 'term':
    case 'notice':
    case 'payment':
    case 'borne':
    case 'required':
    case 'permitted':
    case 'answer':
      return undefined;
  }
}

export function ticketsOf({ plan }: Known, example: Example): TicketResults {
  return deadlines(plan, example.order, factsOf(example).tickets ?? []);
}

// ------------------------------------------------------------------------------------------------------ who is used

const uses = new WeakMap<Ir, ReadonlyMap<string, readonly string[]>>();

/** By clause id: the examples in which it priced something, decided a deadline or a duty, or answered. */
export function examplesByClause(known: Known): ReadonlyMap<string, readonly string[]> {
  const made = uses.get(known.ir);
  if (made !== undefined) return made;
  const found = new Map<string, string[]>();
  for (const example of known.ir.examples) {
    for (const clause of clausesOf(known, example)) {
      const examples = found.get(clause);
      if (examples === undefined) found.set(clause, [example.id]);
      else examples.push(example.id);
    }
  }
  uses.set(known.ir, found);
  return found;
}

function clausesOf(known: Known, example: Example): ReadonlySet<string> {
  const found = new Set<string>();
  const see = ({ clause, children }: Trace): void => {
    if (clause !== undefined) found.add(clause);
    for (const child of children ?? []) see(child);
  };
  for (const { lines, balances } of invoicesOf(known, example)) {
    for (const { clause, trace } of lines) {
      found.add(clause);
      see(trace);
    }
    for (const { clause } of balances) found.add(clause);
  }
  if ((factsOf(example).tickets ?? []).length > 0) {
    for (const { clause, trace } of ticketsOf(known, example).targets) {
      if (clause !== undefined) found.add(clause);
      see(trace);
    }
  }
  for (const expectation of example.expectations) {
    switch (expectation.kind) {
      case 'duty':
        for (const { name, clause } of duties(known.plan, example.order, factsOf(example), expectation.period).duties)
          if (name === expectation.name) found.add(clause);
        break;
      case 'term': {
        const { clause } = term(known.plan, example.order, expectation.on).term ?? {};
        if (clause !== undefined) found.add(clause);
        break;
      }
      case 'notice': {
        const { clause } = notice(known.plan, example.order, expectation).notice ?? {};
        if (clause !== undefined) found.add(clause);
        break;
      }
      case 'payment': {
        const { clause } = payment(known.plan, example.order, expectation.on).payment ?? {};
        if (clause !== undefined) found.add(clause);
        break;
      }
      case 'required': {
        const { unit, per, period } = expectation;
        const all = requirements(known.plan, example.order, factsOf(example), period).requirements;
        for (const one of all) if (one.unit === unit && one.per === per) found.add(one.clause);
        break;
      }
      case 'permitted':
        see(permitted(known.plan, example.order, expectation).trace);
        break;
      case 'answer': {
        const { question, at, choices, numbers } = expectation;
        const event = known.ir.targets.find(({ id }) => question === `target:${id}`)?.from;
        const moments = event === undefined ? {} : { moments: { [event]: at } };
        const asked = withinHorizon(() =>
          known.plan.ask(question, example.order, { at, choices, numbers, ...moments }),
        );
        if ('value' in asked && asked.value.kind === 'clause') found.add(asked.value.clause.id);
        break;
      }
      case 'amount':
      case 'unpriced':
      case 'counted':
      case 'due':
      case 'state':
      case 'balance':
      case 'carried':
      case 'notified':
      case 'openings':
      case 'open-time':
      case 'units':
        break;
    }
  }
  return found;
}
