// The door of the runtime: whether what a caller hands in has the shape that its type promises, before anything is computed.

import { isDecimal } from '../exact.ts';
import type { Claim, Facts, IndexValue, Occurrence, Outage, Performance, TicketEvent, TimeEntry } from '../facts.ts';
import type { DateSpan, Ir, Order, UnitFact } from '../ir.ts';
import { checkPart } from '../load.ts';
import type { PriceAsk, Problem } from '../results.ts';
import { isCivilDate } from '../time/civil.ts';
import { problemOf, type Trouble, trouble } from './trouble.ts';
import { vocabularyOf } from './vocabulary.ts';

/** What must stand in a field, for a message, and whether it does. */
interface Field {
  readonly is: (value: unknown) => boolean;
  readonly due: string;
}
type Shape = readonly (readonly [name: string, field: Field])[];

const text: Field = { is: (value) => typeof value === 'string', due: 'a text' };
const instant: Field = { is: Number.isSafeInteger, due: 'an instant in whole seconds' };
const date: Field = { is: isCivilDate, due: 'a date such as "2026-03-31"' };
const instants: Field = { is: isInstants, due: 'an object of instants in whole seconds' };
const texts: Field = { is: isTexts, due: 'an object of texts' };
const decimal: Field = { is: (value) => isDecimal(value), due: 'a number' };
const isSpan: Field = {
  is: (value) => isObject(value) && isCivilDate(value.from) && isCivilDate(value.until),
  due: 'two dates, `from` and `until`',
};
const list: Field = { is: Array.isArray, due: 'a list' };
const object: Field = { is: isObject, due: 'an object' };
const optional = ({ is, due }: Field): Field => ({ is: (value) => value === undefined || is(value), due });

const stated = { choices: optional(texts), numbers: optional(texts), origin: optional(object) };
const worked = { id: text, subject: text, ...stated, keys: optional(texts), moments: optional(instants) };

/** One field for each of T's, or it does not compile. */
function shape<T>(fields: { readonly [K in keyof T]-?: Field }): Shape {
  return Object.entries<Field>(fields);
}

const shapes: { readonly [K in keyof Facts]-?: Shape } = {
  entries: shape<TimeEntry>({ ...worked, start: instant, end: instant, person: optional(text) }),
  occurrences: shape<Occurrence>({ ...worked, at: instant, quantity: text, cost: optional(text) }),
  tickets: shape<TicketEvent>({ ticket: text, at: instant, event: text, ...stated }),
  units: shape<UnitFact>({
    id: text,
    unit: text,
    from: date,
    until: optional(date),
    choices: optional(texts),
    numbers: optional(texts),
  }),
  outages: shape<Outage>({ id: text, start: instant, end: instant, unit: optional(text), ...stated }),
  claims: shape<Claim>({
    id: text,
    credit: text,
    on: date,
    period: isSpan,
    unit: optional(text),
    ticket: optional(text),
    origin: optional(object),
  }),
  indices: shape<IndexValue>({ id: text, series: text, period: text, value: decimal, origin: optional(object) }),
  performed: shape<Performance>({ id: text, name: text, on: text, unit: optional(text), origin: optional(object) }),
};
const order = shape<Order>({
  id: text,
  label: optional(text),
  customer: optional(text),
  from: date,
  until: optional(date),
  notice: optional(date),
  choices: texts,
  units: list,
  values: optional(object),
  span: optional(object),
});
const span = shape<DateSpan>({ from: date, until: date });
const basis: Field = { is: (value) => value === 'cost' || value === 'invoice', due: '"cost" or "invoice"' };
const pricing = shape<PriceAsk>({ from: date, until: date, basis, opening: optional(object) });
const asOf = shape({ at: optional(instant) });
const permission = shape({
  subject: text,
  after: instant,
  choices: texts,
  noticeAt: optional(instant),
  facts: optional(object),
  numbers: optional(texts),
});
const approval = shape({ subject: text, at: instant, choices: texts, numbers: texts });

const onDay = shape({ on: date });
const noticed = shape({
  who: { is: (value) => value === 'customer' || value === 'provider', due: '"customer" or "provider"' },
  name: optional(text),
  on: date,
});
const published: Field = {
  is: (value) => Array.isArray(value) && value.every((one) => misfit(shapes.indices, one) === undefined),
  due: 'a list of index values',
};
const owed = shape({
  sum: { is: isDecimal, due: 'a decimal number as text' },
  due: date,
  paid: date,
  indices: optional(published),
});

/** Facts as far as they have the shape of facts, and units as far as they are as the order says (Q7); all others are problems. */
export function soundFacts(ir: Ir, order: Order, facts: Facts, problems: Problem[]): Facts {
  if (!isObject(facts)) {
    noted(problems, 'The facts are not an object of lists.');
    return {};
  }
  const { entries, occurrences, tickets, units, performed, outages, claims, indices }: Facts = facts;
  return {
    entries: soundList('entries', entries, problems),
    occurrences: soundList('occurrences', occurrences, problems),
    tickets: soundList('tickets', tickets, problems),
    units: soundUnits(ir, order, soundList('units', units, problems), problems),
    performed: soundList('performed', performed, problems),
    outages: soundList('outages', outages, problems),
    claims: soundList('claims', claims, problems),
    indices: soundList('indices', indices, problems),
  };
}

function soundUnits(ir: Ir, order: Order, units: readonly UnitFact[], problems: Problem[]): readonly UnitFact[] {
  const strange = new Set<UnitFact>();
  for (const { unit, why } of units.length === 0 ? [] : strangeUnits(ir, order, units)) {
    strange.add(unit);
    problems.push(problemOf(why, unit.id));
  }
  return strange.size === 0 ? units : units.filter((unit) => !strange.has(unit));
}

function strangeUnits(
  ir: Ir,
  order: Order,
  units: readonly UnitFact[],
): { readonly unit: UnitFact; readonly why: Trouble }[] {
  const vocabulary = vocabularyOf(ir, order);
  return units.flatMap((unit) => {
    const why = vocabulary.words(unit);
    return why === undefined ? [] : [{ unit, why }];
  });
}

/** The elements of one list of facts that have the shape of their kind. */
export function soundList<T extends object>(
  kind: keyof Facts,
  facts: readonly T[] | undefined,
  problems: Problem[],
): readonly T[] {
  if (facts === undefined) return [];
  if (!Array.isArray(facts)) {
    noted(problems, `\`${kind}\` is not a list.`);
    return [];
  }
  const wrong = facts.map((fact) => misfit(shapes[kind], fact));
  if (wrong.every((why) => why === undefined)) return facts;
  return facts.filter((fact, place) => {
    const why = wrong[place];
    if (why === undefined) return true;
    const subject = isObject(fact) ? (fact.id ?? fact.ticket) : undefined;
    noted(problems, `\`${kind}[${place}]\`: ${why}.`, typeof subject === 'string' ? subject : undefined);
    return false;
  });
}

/** Why that is no order that anything can be asked about: its shape, its days, its agreed values. */
export function orderTrouble(ir: Ir, given: Order): Trouble | undefined {
  const why = misfit(order, given);
  if (why !== undefined) return trouble('bad-fact', `This is not an order: ${why}.`);
  const unit = given.units.map((one) => misfit(shapes.units, one)).findIndex((wrong) => wrong !== undefined);
  if (unit >= 0)
    return trouble('bad-fact', `\`units[${unit}]\` of the order: ${misfit(shapes.units, given.units[unit])}.`);
  const [word] = given.units.length === 0 ? [] : strangeUnits(ir, given, given.units);
  if (word !== undefined)
    return trouble(word.why.code, `The unit \`${word.unit.id}\` of the order: ${word.why.message}`);
  if (given.until !== undefined && given.until < given.from)
    return trouble('bad-fact', `The order \`${given.id}\` ends before it begins.`);
  const [value] = given.values === undefined ? [] : checkPart(ir, 'order', given);
  return value === undefined ? undefined : trouble('bad-fact', value);
}

/** What is wrong with a question about the price of some days, or about the duties of some days. */
export function priceTrouble(asked: PriceAsk): Trouble | undefined {
  return questionTrouble(pricing, asked) ?? daysTrouble(asked);
}
export function spanTrouble(asked: DateSpan): Trouble | undefined {
  return questionTrouble(span, asked) ?? daysTrouble(asked);
}
function daysTrouble({ from, until }: DateSpan): Trouble | undefined {
  return from <= until ? undefined : trouble('bad-fact', `There are no days from ${from} until ${until}.`);
}

/** What is wrong with a question about a permission, an approval, a day, notice, interest, or deadlines as things stood. */
export function permissionTrouble(asked: object): Trouble | undefined {
  return questionTrouble(permission, asked);
}
export function approvalTrouble(asked: object): Trouble | undefined {
  return questionTrouble(approval, asked);
}
export function asOfTrouble(asked: object): Trouble | undefined {
  return questionTrouble(asOf, asked);
}
export function dayTrouble(on: unknown): Trouble | undefined {
  return questionTrouble(onDay, { on });
}
export function noticeTrouble(asked: object): Trouble | undefined {
  return questionTrouble(noticed, asked);
}
export function interestTrouble(asked: object): Trouble | undefined {
  return questionTrouble(owed, asked);
}
function questionTrouble(of: Shape, asked: object): Trouble | undefined {
  const why = misfit(of, asked);
  return why === undefined ? undefined : trouble('bad-fact', `This cannot be asked: ${why}.`);
}

/** The first field that is not what it must be, in words. */
function misfit(of: Shape, value: unknown): string | undefined {
  if (!isObject(value)) return 'it is not an object';
  for (const [name, { is, due }] of of) if (!is(value[name])) return `\`${name}\` is not ${due}`;
  return undefined;
}

/** Tells that what was handed in is wrong. */
export function noted(problems: Problem[], message: string, subject?: string): void {
  problems.push({ code: 'bad-fact', message, clauses: [], ...(subject === undefined ? {} : { subject }) });
}

/** The field where it is a text, else an empty one. */
export function textOf(value: unknown, field: string): string {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'string' ? found : '';
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}

function isInstants(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(Number.isSafeInteger);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
