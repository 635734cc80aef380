// The deadlines of many tickets by columns: the same plan and the same meanings as `deadlines`, without an object for each.

import type { Plan } from '../../asking/plan.ts';
import { asOfTrouble, isObject, noted, orderTrouble } from '../../asking/sound.ts';
import type { Ir, Order } from '../../ir.ts';
import type { Problem, TicketResults } from '../../results.ts';
import { deadlines } from '../../targets/deadlines.ts';
import { soundOrders, soundTickets } from '../sound.ts';
import { noClause } from './answers.ts';
import type { DeadlineColumns, DeadlinesAsk, TicketColumns, WideTicket } from './columns.ts';
import { eventsOf, strangeRows } from './rows.ts';
import { codeOf, states } from './states.ts';
import { targetColumns } from './target.ts';

/**
 * Each target of each row, as `deadlines` gives it for the row's order with the row as its ticket. Rows of orders that the
 * list does not have are left out. A row that needs more than the clock of one answer from its start (pauses, a target that
 * starts again, something that is wrong) is told alone, and said to be `wide`.
 */
export function deadlineColumns(
  plan: Plan,
  given: readonly Order[],
  handed: TicketColumns,
  question: DeadlinesAsk = {},
): DeadlineColumns {
  const { ir } = plan;
  const problems: Problem[] = [];
  const ask: DeadlinesAsk = isObject(question) ? question : {};
  if (ask !== question) noted(problems, 'This cannot be asked: it is not an object.');
  const { at } = ask;
  const orders = soundOrders(given, problems);
  const columns = soundTickets(ir, handed, orders.length, problems);
  const ids = soundTargets(ir, ask.targets, problems);
  const board = at === undefined ? {} : { at };
  const wrong = asOfTrouble(board);
  const orderOf = (row: number): Order | undefined => orders[columns.order?.[row] ?? 0];
  const ticket = (row: number): TicketResults => {
    const order = orderOf(row);
    return order === undefined ? nothing : deadlines(plan, order, eventsOf(columns, row), board);
  };
  const sound = orders.map((order) => ((wrong ?? orderTrouble(ir, order)) === undefined ? order : undefined));
  const slow = strangeRows(ir, sound, columns);
  for (let row = 0; sound.includes(undefined) && row < columns.rows; row += 1) {
    if (sound[columns.order?.[row] ?? 0] === undefined) slow.set(row, 'nothing can be asked about its order');
  }
  const told = { plan, orders: sound, columns, at: wrong === undefined ? at : undefined, slow };
  const isAsked = (id: string) => plan.clausesOf(`target:${id}`).length > 0 && ids?.includes(id) !== false;
  const asked = ir.targets.filter(({ id }) => isAsked(id));
  const targets = asked.map((target) => targetColumns(told, target));
  const clauses = new Map(ir.clauses.map(({ id }, place) => [id, place]));
  const wide = new Map<number, WideTicket>();
  for (const [row, why] of slow) {
    if (orderOf(row) === undefined) continue;
    const found = { why, ...ticket(row) };
    wide.set(row, found);
    // A row without events is no ticket, whatever it says.
    const none = found.problems.length > 0 ? 'undecided' : 'not-started';
    for (const { target, state, due, clause } of targets) {
      const result = found.targets.findLast((one) => one.target === target);
      state[row] = codeOf(result?.state ?? none);
      due[row] = result?.due ?? Number.NaN;
      clause[row] = clauses.get(result?.clause ?? '') ?? noClause;
    }
  }
  return { states, noClause, targets, wide, problems, ticket };
}

/** Ids of targets; each that the agreement does not have is told. */
function soundTargets(ir: Ir, ids: DeadlinesAsk['targets'], problems: Problem[]): DeadlinesAsk['targets'] {
  if (ids === undefined) return undefined;
  if (!Array.isArray(ids)) {
    noted(problems, '`targets` is not a list.');
    return [];
  }
  for (const id of ids)
    if (!ir.targets.some((target) => target.id === id)) noted(problems, `The agreement has no target \`${id}\`.`);
  return ids;
}

const nothing: TicketResults = { targets: [], problems: [] };
