// Whole random cases, as the tests take them.
import type { Facts, TicketEvent } from '../../runtime/src/facts.ts';
import type { CivilDate, Clause, Instant, Ir, Order } from '../../runtime/src/ir.ts';
import { addDays, addMonths, lastOfMonth, startOf } from '../reference/days.ts';
import { opening } from '../reference/windows.ts';
import { comingBack } from './allowances.ts';
import type { Making } from './conditions.ts';
import { claims, creditClauses, withMore } from './credits.ts';
import { changing, log, moment, performances, ticket, tier, units } from './facts.ts';
import { unitFees } from './fees.ts';
import { callout, frame, hour, ratesOfSome, travel, work } from './frame.ts';
import { baseRates, indexValues, withPoints } from './indices.ts';
import { measures, outages, promiseClauses } from './measures.ts';
import { priceClauses } from './prices.ts';
import { rightsClauses, targetClauses, ticketClauses } from './promises.ts';
import { fromTape, type Tape } from './tape.ts';
import { termClauses } from './terms.ts';

function agreement(tape: Tape, fill: (making: Making) => void): { ir: Ir; order: Order } {
  const { ir, order } = frame(tape);
  const clauses: Clause[] = [];
  fill({ tape, ir, first: order.from, clauses });
  const stated: Order = tape.chance(20) ? { ...order, values: { rabatt: { kind: 'percent', percent: '5' } } } : order;
  return { ir: { ...ir, clauses, orders: [stated] }, order: stated };
}

export interface PriceCase {
  readonly ir: Ir;
  readonly order: Order;
  readonly facts: Facts;
  readonly ask: { readonly from: CivilDate; readonly until: CivilDate; readonly basis: 'cost' | 'invoice' };
}

/** Whole months are asked; facts lie in them, and some after. */
export const priceCases = fromTape((tape): PriceCase => {
  const { ir, order } = agreement(tape, (making) => {
    priceClauses(making);
    targetClauses(making);
  });
  const follows = ir.clauses.some(({ kind }) => kind === 'index');
  const facts = { ...log(tape, ir, order, 50), ...(follows ? { indices: indexValues(tape, order) } : {}) };
  const from = tape.chance(80) ? startOf(order.from, 'month') : addMonths(startOf(order.from, 'month'), 1);
  const until = lastOfMonth(addMonths(from, tape.pick(1, 0, 2, 3)).slice(0, 7));
  const ask = { from, until, basis: tape.chance(75) ? 'cost' : 'invoice' } as const;
  const clauses = [...ir.clauses];
  if (!tape.chance(65))
    comingBack({ tape, ir, first: order.from, clauses }, tape.pick(work, travel, callout), tape.pick(7, 30));
  return { ir: ratesOfSome(tape, { ...ir, clauses: withPoints(tape, clauses) }), order, facts, ask };
});

/** Fees alone, for units that come, change and go in the course of a year; always by the day of the invoice. */
export const invoiceCases = fromTape((tape): PriceCase => {
  const { ir, order } = agreement(tape, unitFees);
  const first = startOf(order.from, 'month');
  const held = changing(tape, order, [
    ...units(tape, order),
    ...units(tape, { ...order, from: addMonths(first, tape.pick(2, 5)) }).map((unit) => ({
      ...unit,
      id: `w${unit.id}`,
    })),
  ]);
  const from = addMonths(first, tape.pick(0, 0, 1, 4));
  const until = lastOfMonth(addMonths(from, tape.pick(0, 2, 3)).slice(0, 7));
  return { ir, order, facts: { units: held }, ask: { from, until, basis: 'invoice' } };
});

export interface TicketCase {
  readonly ir: Ir;
  readonly order: Order;
  readonly events: readonly TicketEvent[];
  readonly at: Instant | undefined;
}

export const ticketCases = fromTape((tape): TicketCase => {
  const { ir, order } = agreement(tape, ticketClauses);
  const events = [...ticket(tape, ir, order, 't1'), ...ticket(tape, ir, order, 't2')];
  return { ir, order, events, at: tape.chance(50) ? moment(tape, ir, order.from, 90) : undefined };
}, 400);

export interface MeasureCase {
  readonly ir: Ir;
  readonly order: Order;
  readonly facts: Facts;
  readonly ask: { readonly from: CivilDate; readonly until: CivilDate };
}

/** Spans that begin and end inside of periods, before and after the facts. */
export const measureCases = fromTape((tape): MeasureCase => {
  const made = agreement(tape, targetClauses);
  const ir = { ...made.ir, measures: measures(tape, made.ir) };
  const { order } = made;
  const clauses = [...ir.clauses];
  promiseClauses({ tape, ir, first: order.from, clauses });
  const held = units(tape, order);
  const facts = {
    units: held,
    outages: outages(
      tape,
      ir,
      order,
      held.map(({ id }) => id),
    ),
    tickets: ['t1', 't2', 't3'].flatMap((id) => ticket(tape, ir, order, id)),
  };
  const from = addDays(order.from, tape.pick(0, 10, 31, -5));
  return { ir: { ...ir, clauses }, order, facts, ask: { from, until: addDays(from, tape.pick(30, 90, 0, 130)) } };
}, 900);

export interface RightsCase {
  readonly ir: Ir;
  readonly order: Order;
  readonly facts: Facts;
  readonly ask: { readonly from: CivilDate; readonly until: CivilDate };
  readonly at: Instant;
  readonly noticeAt: Instant | undefined;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
}

export const rightsCases = fromTape((tape): RightsCase => {
  const { ir, order } = agreement(tape, rightsClauses);
  const held = units(tape, order);
  const performed = performances(
    tape,
    order,
    ['dbcc', 'meeting'],
    held.map(({ id }) => id),
  );
  const until = lastOfMonth(addMonths(order.from, tape.int(1, 7)).slice(0, 7));
  const at = moment(tape, ir, order.from, 60);
  const noticeAt = tape.chance(40) ? at - tape.pick(3600, 86_400) : undefined;
  const channel = tape.pick('phone', 'email', 'visit');
  const odd = tape.int(90, 99);
  return {
    ir,
    order,
    facts: { performed, units: held },
    ask: { from: order.from, until },
    at,
    noticeAt,
    choices: { channel, impact: odd % 2 === 0 ? 'low' : 'high', ...tier(odd) },
    numbers: tape.chance(90) ? { estimate: tape.pick('1800', '3600', '7200', '9000') } : {},
  };
}, 400);

/** Whole months of fees and credits; every fact a credit could stand on. */
export const creditCases = fromTape((tape): PriceCase => {
  const made = agreement(tape, targetClauses);
  const ir: Ir = { ...made.ir, measures: measures(tape, made.ir) };
  const { order } = made;
  const clauses = [...ir.clauses];
  const making = { tape, ir, first: order.from, clauses };
  promiseClauses(making);
  creditClauses(making);
  const numbers = [...ir.numbers, ...ir.measures.map(({ id, unit, span }) => ({ id, unit, span }))];
  const full: Ir = { ...ir, numbers, clauses };
  const held = units(tape, order).filter(({ numbers }) => numbers !== undefined);
  const ids = held.map(({ id }) => id);
  // What of its targets is met is open when the month is over.
  const evening = () => {
    const last = lastOfMonth(addMonths(order.from, tape.pick(0, 1)).slice(0, 7));
    return opening(full, last, 24 * hour - tape.pick(30 * 60, 2 * hour, 8 * hour));
  };
  const happened: Facts = {
    units: held,
    outages: outages(tape, full, order, ids),
    tickets: ['t1', 't2', 't3'].flatMap((id) => ticket(tape, full, order, id, tape.chance(60) ? evening() : undefined)),
  };
  const facts: Facts = { ...happened, claims: claims(tape, full, order, happened) };
  const from = addMonths(startOf(order.from, 'month'), tape.pick(0, 1, 2));
  const until = lastOfMonth(addMonths(from, tape.pick(0, 1, 3, 12)).slice(0, 7));
  return { ir: { ...full, clauses: withMore(tape, clauses) }, order, facts, ask: { from, until, basis: 'cost' } };
}, 900);

export interface TermCase {
  readonly ir: Ir;
  readonly order: Order;
  readonly facts: Facts;
  /** On which it is asked how long the term runs, and notice is given. */
  readonly days: readonly CivilDate[];
  readonly ask: { readonly from: CivilDate; readonly until: CivilDate };
}

export const termCases = fromTape((tape): TermCase => {
  const { ir, order } = agreement(tape, termClauses);
  const days = [0, 1, 2, 3, 4].map(() => addDays(order.from, tape.pick(0, tape.int(0, 60), tape.int(0, 800), -1)));
  const ask = { from: order.from, until: addDays(order.from, tape.int(0, 120)) };
  return { ir, order, facts: { units: units(tape, order), indices: baseRates(tape, order) }, days, ask };
}, 300);
