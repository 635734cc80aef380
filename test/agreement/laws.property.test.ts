// Laws that every price and deadline keeps, whatever the agreement says (meanings C1, A6, W7, C5, M3, D3, D6, D9).
import { createPlan, deadlines, type Facts, type Invoice, type Ir, type Order, price } from '@avtal/runtime';
import { expect, test, vi } from 'vitest';
import {
  creditCases,
  invoiceCases,
  type PriceCase,
  priceCases,
  type TicketCase,
  ticketCases,
} from '../random/cases.ts';
import { addDays, addMonths, lastOfMonth, later, periodOf } from '../reference/days.ts';
import { type Fraction, minus, plus, read, sum, text } from '../reference/fraction.ts';
import { nextStretch, startOfDay } from '../reference/windows.ts';
import { hold, patience } from './hold.ts';

vi.setConfig({ testTimeout: patience });

const total = (all: readonly string[]): Fraction => sum(all.map(read));
const seen = ({ lines, balances, totals, problems }: Invoice) => ({
  lines: lines.map(({ trace: _, ...line }) => line),
  balances,
  totals,
  problems: problems.map(({ code, subject }) => `${code} ${subject}`).sort(),
});

function without(ir: Ir, ...kinds: readonly string[]): Ir {
  return {
    ...ir,
    agreement: { ...ir.agreement, lines: 'entry' },
    clauses: ir.clauses.filter(({ kind }) => !kinds.includes(kind)),
  };
}

/** From the first month of the order, so that everything that happened lies inside. */
const whole = ({ order }: PriceCase) => ({
  from: `${order.from.slice(0, 7)}-01`,
  until: lastOfMonth(addMonths(order.from, 4).slice(0, 7)),
  basis: 'cost' as const,
});

test('the segments of an entry add up to the entry', () => {
  hold(priceCases, 400, (one) => {
    const { lines, problems } = price(createPlan(without(one.ir, 'count', 'start')), one.order, one.facts, whole(one));
    for (const { id, start, end } of one.facts.entries ?? []) {
      if (problems.some(({ subject }) => subject === id)) continue;
      const own = lines.filter(({ kind, source }) => kind === 'rate' && source === id);
      expect(text(total(own.flatMap(({ quantity = '0', drawn = '0' }) => [quantity, drawn])))).toBe(`${end - start}`);
    }
  });
});

test('opening + granted + carried in + revalued − used − expired = closing', () => {
  hold(priceCases, 400, (one) => {
    const { balances } = price(createPlan(one.ir), one.order, one.facts, one.ask);
    for (const { opening, granted, carriedIn, used, expired, revalued = '0', closing } of balances)
      expect(text(minus(total([opening, granted, carriedIn, revalued]), total([used, expired])))).toBe(closing);
  });
});

test('net is the sum of the rounded lines, gross is net and VAT', () => {
  hold(priceCases, 400, (one) => {
    const { lines, totals } = price(createPlan(one.ir), one.order, one.facts, one.ask);
    expect(text(read(totals.net))).toBe(text(total(lines.map(({ amount }) => amount))));
    expect(text(read(totals.gross))).toBe(text(plus(read(totals.net), total(totals.vat.map(({ amount }) => amount)))));
  });
});

test('the order of rows does not matter, nor in how many files they come', () => {
  hold(priceCases, 400, (one) => {
    const { entries = [], occurrences = [], units = [] } = one.facts;
    const turned: Facts = {
      ...one.facts,
      entries: entries.toReversed(),
      occurrences: occurrences.toReversed(),
      units: units.toReversed(),
    };
    const plan = createPlan(one.ir);
    expect(seen(price(plan, one.order, turned, one.ask))).toEqual(seen(price(plan, one.order, one.facts, one.ask)));
  });
});

test('the order of clauses does not matter', () => {
  hold(priceCases, 300, (one) => {
    const turned = { ...one.ir, clauses: one.ir.clauses.toReversed() };
    const amounts = ({ totals, problems }: Invoice) => [totals, problems.map(({ subject }) => subject).sort()];
    const [before, after] = [one.ir, turned].map((ir) => amounts(price(createPlan(ir), one.order, one.facts, one.ask)));
    expect(after).toEqual(before);
  });
});

test('months priced one by one with balances handed on are the whole', () => {
  hold(priceCases, 300, (one) => {
    // A6: with an allowance, what was drawn before decides where a ladder stands.
    const ladders = one.ir.clauses.some(({ kind, value }) => kind !== 'fee' && value.kind === 'ladder');
    const plan = createPlan(without(one.ir, 'start', ...(ladders ? ['include'] : [])));
    const { from, basis } = whole(one);
    const months = [0, 1, 2].map((n) => addMonths(from, n));
    const spans = months.map((first) => ({ from: first, until: lastOfMonth(first.slice(0, 7)), basis }));
    const parts: Invoice[] = [];
    for (const span of spans) {
      const last = parts.at(-1);
      parts.push(price(plan, one.order, one.facts, last === undefined ? span : { ...span, opening: last.closing }));
    }
    const together = price(plan, one.order, one.facts, { from, until: addDays(addMonths(from, 3), -1), basis });
    const shown = (invoices: readonly Invoice[]) =>
      invoices
        .flatMap(({ lines }) =>
          lines.map(({ kind, clause, source, service, exact, amount }) =>
            JSON.stringify([kind, clause, source, service, exact, amount]),
          ),
        )
        .sort();
    expect(shown(parts)).toEqual(shown([together]));
    expect(parts.at(-1)?.closing).toEqual(together.closing);
  });
});

/** The facts as they were at the end of a day: who comes later is not in them, nor that somebody goes. */
function asOf(ir: Ir, { units = [], outages = [], tickets = [], claims = [] }: Facts, day: string): Facts {
  const known = units.flatMap((unit) => {
    const { until, ...endless } = unit;
    const goesOn = units.some(({ id, from }) => until !== undefined && id === unit.id && from === addDays(until, 1));
    const isEnded = until !== undefined && (goesOn ? addDays(until, 1) : until) <= day;
    return unit.from <= day ? [isEnded ? unit : endless] : [];
  });
  const end = startOfDay(ir, addDays(day, 1));
  return {
    units: known,
    outages: outages.filter(({ start }) => start < end),
    tickets: tickets.filter(({ at }) => at <= end),
    claims: claims.filter(({ on }) => on <= day),
  };
}

/** The order as it was known on a day: before the notice, without an end (F10). */
function orderOf(order: Order, day: string): Order {
  const { notice, until, ...open } = order;
  const isEffective = notice !== undefined && until !== undefined && order.from < notice && notice <= until;
  return isEffective && day < notice ? open : order;
}

/** Each month's bill, made of what was known at its end, checked to be what it is by all facts; and the bill of them all. */
function bills({ ir, order, facts }: PriceCase, from: string, count: number): { each: Invoice[]; all: Invoice } {
  const plan = createPlan(ir);
  const basis = 'invoice';
  const each = Array.from({ length: count }, (_, n) => {
    const first = addMonths(from, n);
    const ask = { from: first, until: lastOfMonth(first.slice(0, 7)), basis } as const;
    const then = price(plan, orderOf(order, ask.until), asOf(ir, facts, ask.until), ask);
    expect(seen({ ...then, problems: [] })).toEqual(seen({ ...price(plan, order, facts, ask), problems: [] }));
    return then;
  });
  const all = price(plan, order, facts, { from, until: addDays(addMonths(from, count), -1), basis });
  const shown = (invoices: readonly Invoice[]) =>
    invoices.flatMap(({ lines }) => lines.map(({ trace: _, ...line }) => JSON.stringify(line))).sort();
  expect(shown(each)).toEqual(shown([all]));
  expect(new Set(all.lines.map(({ id }) => id)).size).toBe(all.lines.length);
  return { each, all };
}

test('bills made each at its time add up to the bill of all months, and are never changed by what comes later (F8)', () => {
  let later = 0;
  hold(invoiceCases, 300, (one) => {
    const { all } = bills(one, whole(one).from, 12);
    const facts = one.facts.units ?? [];
    later += all.lines.filter(({ invoiced }) =>
      facts.some((unit) => unit.from === invoiced || unit.until === invoiced),
    ).length;
  });
  expect(later).toBeGreaterThan(200);
});

test('so do credits: of figures that wait for a ticket, of claims, of outages that go on (K1, K8)', () => {
  let waited = 0;
  hold(creditCases, 150, (one) => {
    const { ir, order } = one;
    const lines = bills(one, whole(one).from, 6).each.flatMap((bill) => bill.lines);
    for (const { kind, clause: id, subject, source = '', service } of lines) {
      const measure = ir.measures.find((known) => known.id === subject);
      const isClaimed = ir.clauses.some((clause) => clause.id === id && 'claimWithin' in clause);
      const [first] = /\d{4}-\d\d(-\d\d)?/.exec(source) ?? [];
      if (kind !== 'credit' || measure === undefined || isClaimed || first === undefined) continue;
      const { until } = periodOf(measure.period, order.from, later(order.from, `${first}-01`.slice(0, 10)));
      if (until.slice(0, 7) < service.from.slice(0, 7)) waited += 1;
    }
  });
  expect(waited).toBeGreaterThan(0);
});

// ---------------------------------------------------------------------------------------------- deadlines

const dues = ({ ir, order, events, at }: TicketCase) =>
  deadlines(createPlan(ir), order, events, at === undefined ? {} : { at }).targets.map(
    ({ trace: _, ...target }) => target,
  );

test('the order of events in a file does not matter', () => {
  hold(ticketCases, 400, (one) => {
    const key = (target: ReturnType<typeof dues>[number]) => JSON.stringify(target);
    expect(
      dues({ ...one, events: one.events.toReversed() })
        .map(key)
        .sort(),
    ).toEqual(dues(one).map(key).sort());
  });
});

test('what happens later changes nothing as of an instant', () => {
  hold(ticketCases, 400, ({ at, ...one }) => {
    const now = at ?? one.events[0]!.at + 86_400;
    const known = one.events.filter((event) => event.at <= now);
    const begun = new Set(known.map(({ ticket }) => ticket));
    expect(dues({ ...one, at: now }).filter(({ ticket }) => begun.has(ticket))).toEqual(
      dues({ ...one, events: known, at: now }),
    );
  });
});

/** The same ticket with one target: a time in core, paused while it waits for the customer. */
function simple({ ir, order, events }: TicketCase, seconds: number): TicketCase {
  const { until: _, ...endless } = order;
  const { validFrom: _f, changes: _c, ...agreement } = ir.agreement;
  const { document, rank, over, span } = { document: 0, rank: 'plain', over: [], span: ir.documents[0]!.span } as const;
  const base = { document, rank, over, span };
  const target = { kind: 'duration', seconds, clock: { kind: 'window', window: 0 } } as const;
  return {
    ir: {
      ...ir,
      agreement: { ...agreement, changes: 'from-report' },
      clauses: [
        { ...base, id: 't', when: [{}], question: 'target:resolve', kind: 'target', target: 1, value: target },
        {
          ...base,
          id: 'p',
          when: [{ choices: { waiting: ['customer'] } }],
          question: 'pause:resolve',
          kind: 'pause',
          targets: [1],
          value: { kind: 'pause' },
        },
      ],
    },
    order: { ...endless, from: '2020-01-01' },
    events: events.filter(({ event, ticket }) => ticket === 't1' && event !== 'reopened'),
    at: undefined,
  };
}

test('a longer target is never due earlier', () => {
  hold(ticketCases, 400, (one) => {
    const all = [0, 1, 1800, 3600, 30_000, 144_000].map(
      (seconds) => dues(simple(one, seconds))[0]?.due ?? Number.POSITIVE_INFINITY,
    );
    expect(all).toEqual(all.toSorted((a, b) => a - b));
  });
});

test('a pause outside the window moves nothing', () => {
  hold(ticketCases, 400, (one) => {
    const base = simple(one, 30_000);
    const reported = base.events.find(({ event }) => event === 'reported')!;
    const closed = nextStretch(one.ir, 0, reported.at)?.until;
    const opens = closed === undefined ? undefined : nextStretch(one.ir, 0, closed)?.from;
    if (closed === undefined || opens === undefined) return;
    const set = (at: number, waiting: string) => ({ ticket: 't1', at, event: 'changed', choices: { waiting } });
    const plain = { ...base, events: [reported] };
    const paused = { ...base, events: [reported, set(closed, 'customer'), set(opens, 'none')] };
    expect(dues(paused)[0]?.due).toBe(dues(plain)[0]?.due);
    const longer = { ...base, events: [reported, set(closed, 'customer'), set(opens + 60, 'none')] };
    expect(dues(longer)[0]?.due).not.toBe(dues(plain)[0]?.due);
  });
});
