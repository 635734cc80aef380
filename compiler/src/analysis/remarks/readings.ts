// What surcharges that meet would come to if they were added, if the highest counted, and multiplied: priced by the runtime.
import {
  answerText,
  type Clause,
  type CombineClause,
  type CombineHow,
  createPlan,
  dateOf,
  type Facts,
  type Index,
  type Ir,
  type Order,
  price,
  type SurchargeClause,
} from '@avtal/runtime';
import type { Space } from '../space.ts';
import { selfOf, type Witness } from '../witness.ts';
import { numberText } from '../words.ts';
import { combinesOf, type Ground } from './ground.ts';

/** What a surcharge is on: a subject, or start prices. */
export type Base = Index | 'start price';

export interface Readings {
  /** `1 h`, `1 callout` */
  readonly what: string;
  readonly add: string;
  readonly highest: string;
  readonly multiply: string;
}

/** `+50%`, `+100/h`, `+0% up to 8 h, then +50%` */
export function surchargeText(clause: SurchargeClause, ir: Ir): string {
  const text = answerText(clause, ir);
  return text.replaceAll(/(^|, |then )(?=\d)/g, '$1+');
}

/** Kinds without which nothing has a price; allowances and minimums have no part in what the surcharges come to. */
const needed: readonly Clause['kind'][] = ['rate', 'price', 'surcharge', 'discount', 'decide'];

/**
 * What a piece of work in the situation costs by each reading; undefined where it has no plain price or they agree,
 * `known` where the runtime has one without being told how the surcharges combine.
 */
export function readingsOf(
  { ir, spaces, steps }: Ground,
  space: Space,
  base: Base,
  witness: Witness,
  surcharges: readonly SurchargeClause[],
): Readings | 'known' | undefined {
  const fact = base === 'start price' ? undefined : factOf(ir, space, base, witness);
  if (fact === undefined) return undefined;
  steps.left -= stepsPerPrice;
  const names = surcharges.map(({ name }) => name);
  const clauses = ir.clauses.filter(
    (clause) =>
      (needed.includes(clause.kind) && (clause.kind !== 'surcharge' || names.includes(clause.name))) ||
      (clause.kind === 'combine' && clause.of === 'discounts'),
  );
  const rules = combinesOf(ir);
  const order = orderIn(ir, space, witness);
  const day = spaces.calendar.zone.dayAt(witness.situation.at);
  const asked = { from: dateOf(day), until: dateOf(day + 1), basis: 'cost' } as const;
  const priced = (all: readonly Clause[]) =>
    price(createPlan({ ...ir, clauses: all }, spaces.calendar), order, fact.facts, asked);
  if (priced([...clauses, ...rules]).complete) return 'known';
  const cost = (how: CombineHow): string | undefined => {
    const { complete, totals } = priced([...clauses, combining(surcharges, how)]);
    return complete ? totals.net.replace(/\.0+$/, '') : undefined;
  };
  const [add, highest, multiply] = [cost('add'), cost('highest'), cost('multiply')];
  if (add === undefined || highest === undefined || multiply === undefined) return undefined;
  // In the first hour of a day overtime adds nothing: there the readings do not show what is asked.
  if (add === highest && highest === multiply) return undefined;
  return { what: fact.what, add, highest, multiply };
}

/** Pricing one fact is as much work as so many comparisons of areas. */
const stepsPerPrice = 2000;

function combining(surcharges: readonly SurchargeClause[], how: CombineHow): CombineClause {
  const names = surcharges.map(({ name }) => name);
  return {
    kind: 'combine',
    id: 'combine',
    question: 'combine',
    document: surcharges[0]?.document ?? 0,
    rank: 'plain',
    over: [],
    when: [{}],
    span: surcharges[0]?.span ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    names,
    value: { kind: 'combine', how },
  };
}

/** The order with the choices that it gives itself. */
function orderIn(ir: Ir, { context }: Space, { situation }: Witness): Order {
  const given = ir.dimensions.filter((dimension) => dimension.given === 'order').map(({ id }) => id);
  const stated = Object.entries(situation.choices).filter(([id]) => given.includes(id));
  return { ...context.order, choices: { ...context.order.choices, ...Object.fromEntries(stated) } };
}

/** An hour of the activity, or as much of one as the situation lasts; one of the event; one unit of the usage. */
function factOf(
  ir: Ir,
  space: Space,
  base: number,
  { situation: { at, choices, numbers = {} }, moments }: Witness,
): { readonly what: string; readonly facts: Facts } | undefined {
  const subject = ir.subjects[base];
  if (subject === undefined || Object.keys(moments).length > 0) return undefined;
  const given = ir.dimensions.filter((dimension) => dimension.given === 'order').map(({ id }) => id);
  const stated = Object.entries(choices).filter(([id, value]) => value !== '' && !given.includes(id));
  const columns = ir.scopes.flatMap(({ over }) => (over.kind === 'key' ? [[over.column, '1'] as const] : []));
  const fact = {
    id: '1',
    subject: subject.id,
    choices: Object.fromEntries(stated),
    numbers,
    keys: Object.fromEntries(columns),
  };
  if (subject.kind !== 'activity') {
    const what = subject.unit.kind === 'other' ? `1 ${subject.unit.name}` : `1 \`${subject.id}\``;
    return { what, facts: { occurrences: [{ ...fact, at, quantity: '1' }] } };
  }
  const { atoms } = selfOf(space);
  const length = [3600, 1800, 900, 60, 1].find((seconds) => atoms.atomAt(at + seconds - 1) === atoms.atomAt(at)) ?? 1;
  const what = `${numberText(String(length), { unit: { kind: 'time' } })} of \`${subject.id}\``;
  return { what, facts: { entries: [{ ...fact, start: at, end: at + length, person: '1' }] } };
}
