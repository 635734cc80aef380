// Deadlines by columns are those of one ticket at a time: of every example, of random tickets that columns can tell, and of
// random tickets with all that may happen to one, where they say why not.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../runtime/src/asking/plan.ts';
import type { TicketColumns } from '../../../runtime/src/columns/tickets/columns.ts';
import { deadlineColumns } from '../../../runtime/src/columns/tickets/deadline-columns.ts';
import type { Facts, TicketEvent } from '../../../runtime/src/facts.ts';
import type { Instant, Ir, Order } from '../../../runtime/src/ir.ts';
import { deadlines } from '../../../runtime/src/targets/deadlines.ts';
import { hold } from '../../agreement/hold.ts';
import { ticketCases } from '../../random/cases.ts';
import { addDays } from '../../reference/days.ts';

interface Row {
  readonly order: number;
  readonly events: readonly TicketEvent[];
}

/** Of each event of a ticket the first, and what its first event says. */
function rowsOf(order: number, events: readonly TicketEvent[]): Row[] {
  return [...Map.groupBy(events, ({ ticket }) => ticket)].map(([ticket, own]) => {
    const sorted = own.toSorted((a, b) => a.at - b.at);
    const once = sorted.filter(({ event }, at) => sorted.findIndex((other) => other.event === event) === at);
    const [first, ...later] = once;
    const said = { choices: first?.choices ?? {}, numbers: first?.numbers ?? {} };
    const bare = later.map(({ event, at }) => ({ ticket, event, at }));
    return {
      order,
      events: first === undefined ? [] : [{ ticket, event: first.event, at: first.at, ...said }, ...bare],
    };
  });
}

function columnsOf(rows: readonly Row[]): TicketColumns {
  const names = (of: (event: TicketEvent) => readonly string[]) => [
    ...new Set(rows.flatMap(({ events }) => events.flatMap(of))),
  ];
  const firsts = rows.map(({ events }) => events[0]);
  const coded = (name: string) => {
    const said = firsts.map((event) => event?.choices?.[name]);
    const values = [...new Set(said)];
    return { codes: Uint8Array.from(said, (value) => values.indexOf(value)), values };
  };
  const events = names(({ event }) => [event]).map((name) => {
    const at = rows.map((row) => row.events.find(({ event }) => event === name)?.at ?? Number.NaN);
    return [name, Float64Array.from(at)] as const;
  });
  const numbers = names(({ numbers }) => Object.keys(numbers ?? {})).map((name) => {
    return [name, Float64Array.from(firsts, (event) => Number(event?.numbers?.[name] ?? Number.NaN))] as const;
  });
  return {
    rows: rows.length,
    order: Uint8Array.from(rows, ({ order }) => order),
    events: Object.fromEntries(events),
    choices: Object.fromEntries(names(({ choices }) => Object.keys(choices ?? {})).map((name) => [name, coded(name)])),
    numbers: Object.fromEntries(numbers),
    ids: rows.map(({ events }, row) => events[0]?.ticket ?? String(row)),
  };
}

/** How many of the rows columns told. */
function check(ir: Ir, orders: readonly Order[], rows: readonly Row[], at?: Instant): number {
  const plan = createPlan(ir);
  const asked = at === undefined ? {} : { at };
  const told = deadlineColumns(plan, orders, columnsOf(rows), asked);
  for (const [row, { order, events }] of rows.entries()) {
    const alone = deadlines(plan, orders[order] as Order, events, asked);
    for (const { target, state, due, clause } of told.targets) {
      const result = alone.targets.findLast((one) => one.target === target);
      // A row without events is no ticket at all.
      const none = alone.problems.length > 0 ? 'undecided' : 'not-started';
      expect({
        target,
        state: told.states[state[row] ?? 0],
        due: due[row],
        clause: ir.clauses[clause[row] ?? -1]?.id,
      }).toEqual({ target, state: result?.state ?? none, due: result?.due ?? Number.NaN, clause: result?.clause });
    }
    expect(JSON.stringify(told.ticket(row))).toBe(JSON.stringify(alone));
    expect(told.wide.has(row) || alone.problems.length === 0).toBe(true);
  }
  return rows.length - told.wide.size;
}

test('random tickets of several orders', () => {
  let told = 0;
  let all = 0;
  hold(ticketCases, 300, ({ ir, order, events, at }) => {
    const later = { ...order, from: addDays(order.from, 20) };
    const rows = [...rowsOf(0, events), ...rowsOf(1, events)];
    told += check(ir, [order, later], rows, at);
    told += check(ir, [order, later], rows);
    all += 2 * rows.length;
  });
  expect(told).toBeGreaterThan(all / 5);
});

test('random tickets of agreements in which nothing pauses, repeats or decides', () => {
  let told = 0;
  let all = 0;
  hold(ticketCases, 300, ({ ir: any, order, events, at }) => {
    const targets = any.targets.filter(({ repeatsUntil }) => repeatsUntil === undefined);
    const clauses = any.clauses.filter(({ kind }) => kind === 'target');
    const ir = { ...any, targets, clauses };
    const rows = rowsOf(0, events);
    told += check(ir, [order], rows, at);
    all += rows.length;
  });
  expect(told).toBeGreaterThan(all / 2);
});

const folders = readdirSync('examples', { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(folders.map(({ name }) => name))('the tickets of every example of %s', (folder) => {
  const { ir } = compile(`examples/${folder}/${folder}.avtal`, (path) => readFileSync(path, 'utf8'));
  if (ir === undefined) throw new Error('does not compile');
  for (const { order, facts: given } of ir.examples) {
    const facts = given as Facts;
    const rows = rowsOf(0, facts.tickets ?? []);
    check(ir, [order], rows);
    for (const at of rows.flatMap(({ events }) => events.map((event) => event.at))) check(ir, [order], rows, at);
  }
});

describe('one row says nothing of another', () => {
  const { ir } = compile('examples/havgap-drift/havgap-drift.avtal', (path) => readFileSync(path, 'utf8'));
  if (ir === undefined) throw new Error('does not compile');
  const [order] = ir.examples.map((example) => example.order);
  if (order === undefined) throw new Error('no example');
  const said = ir.dimensions.filter(({ id }) => !(id in order.choices));
  const choices = Object.fromEntries(said.flatMap(({ id, values: [value] }) => (value ? [[id, value.id]] : [])));
  const reported = Date.UTC(2027, 2, 2, 9) / 1000;
  const row = (events: Readonly<Record<string, number>>, own = choices): Row => ({
    order: 0,
    events: Object.entries(events).map(([event, at], place) => ({
      ...{ ticket: 'T', event, at },
      ...(place === 0 ? { choices: own, numbers: {} } : {}),
    })),
  });
  const sound = row({ reported, responded: reported + 600 });
  const far = ir.zone.horizonEnd;
  test.each<readonly [what: string, other: Row, at: number | undefined]>([
    ['before all time', row({ closed: -Infinity, reported }), undefined],
    ['at a part of a second', row({ reported: reported + 0.5 }), undefined],
    ['responded beyond all tables', row({ reported, responded: far + 1 }), undefined],
    ['as things stand beyond all tables', row({ reported }), far + 86_400],
    ['nothing happened', { order: 0, events: [] }, undefined],
  ])('%s', (_, other, at) => {
    check(ir, [order], [other, sound], at);
    check(ir, [order], [sound, other], at);
  });

  test('a row that says something and of which nothing happened is no ticket', () => {
    const columns = {
      rows: 1,
      events: { reported: Float64Array.of(Number.NaN) },
      choices: { severity: { codes: Uint8Array.of(0), values: ['nope'] } },
    };
    const { targets, states } = deadlineColumns(createPlan(ir), [order], columns);
    expect(new Set(targets.map(({ state }) => states[state[0] ?? 0]))).toEqual(new Set(['not-started']));
  });
});
