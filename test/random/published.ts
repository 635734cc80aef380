// Random orders, logs and tickets for an agreement that was compiled from its text, so that what the compiler emits is compared too.
import type { Facts, Occurrence, TicketEvent, TimeEntry } from '../../runtime/src/facts.ts';
import type { Dimension, Instant, Ir, Order, Subject, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, lastOfMonth } from '../reference/days.ts';
import type { PriceCase, TicketCase } from './cases.ts';
import { moment } from './facts.ts';
import { day, hour } from './frame.ts';
import type { Tape } from './tape.ts';

const anyValue = (tape: Tape, { values }: Dimension) => values[tape.int(0, values.length - 1)]?.id ?? '';

/** Every choice that is given there: by the order always, by facts mostly. */
function choices(tape: Tape, ir: Ir, given: Dimension['given'], percent: number): Record<string, string> {
  const open = ir.dimensions.filter((one) => one.given === given && one.id !== 'order' && tape.chance(percent));
  return Object.fromEntries(open.map((one) => [one.id, anyValue(tape, one)]));
}

const numbers = (tape: Tape, ir: Ir) =>
  Object.fromEntries(
    // Numbers that count facts are stated now and then, and counted else.
    ir.numbers
      .filter(({ derived }) => derived === undefined || tape.chance(20))
      .map(({ id }) => [id, tape.pick('3600', '1', '14400', '7', '36000')]),
  );

/** The order that the agreement comes with, moved in time, or one that states nothing but its choices. */
function orderOf(tape: Tape, ir: Ir): Order {
  const from = tape.pick('2026-01-01', '2025-10-01', '2026-03-01', '2026-03-15');
  const [given] = ir.orders;
  const stated = choices(tape, ir, 'order', 100);
  if (given !== undefined && tape.chance(60)) return { ...given, from, choices: { ...given.choices, ...stated } };
  return { id: given?.id ?? 'anyone', from, choices: stated, units: [] };
}

const keys = (tape: Tape, ir: Ir) =>
  Object.fromEntries(
    ir.scopes.flatMap(({ over }) => (over.kind === 'key' ? [[over.column, tape.pick('1', '2', '3')]] : [])),
  );

function subjectOf(tape: Tape, ir: Ir, ...kinds: readonly Subject['kind'][]): string | undefined {
  const all = ir.subjects.filter(({ kind }) => kinds.includes(kind));
  return all.length === 0 ? undefined : all[tape.int(0, all.length - 1)]?.id;
}

function facts(tape: Tape, ir: Ir, order: Order): Facts {
  const said = () => ({
    choices: choices(tape, ir, 'fact', 90),
    ...(tape.chance(90) ? { numbers: numbers(tape, ir) } : {}),
    keys: keys(tape, ir),
  });
  const entries: TimeEntry[] = [];
  for (let n = tape.int(1, 7); n > 0; n -= 1) {
    const start = moment(tape, ir, order.from, 60);
    const end = start + tape.pick(hour, 50 * 60, 7 * 60, 3 * hour, 16 * 60, 0, 9 * hour, 30 * hour);
    entries.push({
      id: `e${n}`,
      subject: subjectOf(tape, ir, 'activity') ?? 'work',
      start,
      end,
      person: tape.pick('ada', 'bo'),
      ...said(),
    });
  }
  const occurrences: Occurrence[] = [];
  for (let n = tape.int(0, 4); n > 0; n -= 1) {
    const subject = subjectOf(tape, ir, 'event', 'usage');
    const at = moment(tape, ir, order.from, 60);
    if (subject !== undefined)
      occurrences.push({ id: `o${n}`, subject, at, quantity: tape.pick('1', '2', '7.5'), cost: '120', ...said() });
  }
  const units: UnitFact[] = [];
  for (let n = tape.int(0, 5); n > 0; n -= 1) {
    const unit = subjectOf(tape, ir, 'unit');
    const from = addDays(order.from, tape.pick(0, 14, 45));
    const until = tape.chance(30) ? { until: addDays(from, 30) } : {};
    if (unit !== undefined)
      units.push({
        id: `u${n}`,
        unit,
        from,
        ...until,
        numbers: numbers(tape, ir),
        choices: choices(tape, ir, 'fact', 50),
      });
  }
  return { entries: tape.shuffled(entries), occurrences, units };
}

export function publishedPrices(tape: Tape, ir: Ir): PriceCase {
  const order = orderOf(tape, ir);
  const first = `${order.from.slice(0, 7)}-01`;
  const ask = { from: first, until: lastOfMonth(addMonths(first, tape.int(0, 2)).slice(0, 7)) };
  return { ir, order, facts: facts(tape, ir, order), ask: { ...ask, basis: tape.chance(70) ? 'cost' : 'invoice' } };
}

export function publishedTickets(tape: Tape, ir: Ir): TicketCase {
  const order = orderOf(tape, ir);
  const names = [...new Set(ir.targets.flatMap(({ from, to }) => [from, ...to]))];
  let at: Instant = moment(tape, ir, order.from, 90);
  const events: TicketEvent[] = names.flatMap((event, index) => {
    if (index > 0 && tape.chance(30)) return [];
    at += tape.pick(600, hour, 5 * hour, day, 4 * day);
    return [
      {
        ticket: 't',
        at,
        event,
        ...(tape.chance(80) ? { choices: choices(tape, ir, 'fact', index === 0 ? 95 : 30) } : {}),
        numbers: numbers(tape, ir),
      },
    ];
  });
  return { ir, order, events, at: tape.chance(50) ? at + tape.pick(0, day, 10 * day) : undefined };
}
