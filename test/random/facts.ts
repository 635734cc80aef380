// Random logs and tickets near the instants where mistakes live: clock changes, midnights, month ends, window borders.
import type { Facts, Occurrence, Performance, TicketEvent, TimeEntry } from '../../runtime/src/facts.ts';
import type { CivilDate, Instant, Ir, Order, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, addMonths, startOf } from '../reference/days.ts';
import { opening } from '../reference/windows.ts';
import { day, hour, values } from './frame.ts';
import type { Tape } from './tape.ts';

/** A local time of an interesting day; half of the days are quite arbitrary. */
export function moment(tape: Tape, ir: Ir, first: CivilDate, days: number): Instant {
  const change = ir.zone.transitions.find(([at]) => at > opening(ir, first, 0))?.[0];
  const near = () => addDays(first, tape.int(0, days));
  if (change !== undefined && change < opening(ir, addDays(first, days), 0) && tape.chance(25))
    return change + tape.pick(0, -1, -hour, hour, -2 * hour, 2 * hour, -30 * 60, 3 * hour, -10 * hour);
  const date = tape.weigh<CivilDate>(
    [5, near],
    [2, () => addDays(addMonths(startOf(first, 'month'), 1), tape.pick(-1, 0))],
    [1, () => addDays(startOf(near(), 'week'), tape.pick(3, 4, 6))],
  );
  const time = tape.pick(
    9 * hour,
    8 * hour,
    16 * hour,
    0,
    23.5 * hour,
    12 * hour,
    21 * hour,
    22 * hour + 7 * 60,
    6 * hour,
    15 * hour + 59 * 60 + 59,
    17 * hour,
    13.5 * hour,
  );
  return opening(ir, date < first ? first : date, time);
}

const length = (tape: Tape): number =>
  tape.pick(hour, 15 * 60, 50 * 60, 7 * 60, 2.5 * hour, 0, 1, 8 * hour, 110 * 60, 30 * hour, 20 * 60, 3 * hour + 1);

function choices(tape: Tape, strange = true): { choices?: Record<string, string>; numbers?: Record<string, string> } {
  const said: Record<string, string> = {
    ...(tape.chance(70) ? { channel: tape.pick(...values.channel) } : {}),
    ...(tape.chance(60) ? { impact: tape.pick(...values.impact) } : {}),
    ...(tape.chance(5) ? { severity: tape.pick(...values.severity) } : {}),
    ...(tape.chance(5) ? { module: 'sql' } : {}),
  };
  const odd = strange ? tape.int(0, 99) : 0;
  if (odd >= 98) said.channel = 'pigeon';
  else if (odd >= 95) said.tier = odd === 95 ? 'plus' : 'basic';
  return {
    ...(Object.keys(said).length > 0 ? { choices: said } : {}),
    ...(tape.chance(85) ? { numbers: { estimate: tape.pick('1800', '3600', '7200', '7201') } } : {}),
  };
}

/** What is the order's to say, in some cases. */
export const tier = (odd: number): { tier?: string } => (odd >= 98 ? { tier: odd === 98 ? 'plus' : 'basic' } : {});

const keys = (tape: Tape) => ({
  keys: {
    ...(tape.chance(97) ? { job: tape.pick('j1', 'j2', 'j3') } : {}),
    ...(tape.chance(97) ? { incident: tape.pick('i1', 'i2') } : {}),
    ...(tape.chance(70) ? { ticket: tape.pick('t1', 't2') } : {}),
  },
});

/** When it was ordered: before, at or after it starts. */
const ordered = (tape: Tape, start: Instant) =>
  tape.chance(85)
    ? { moments: { ordered: start - tape.pick(4 * hour, 0, hour, 3 * day, -hour, day, 30 * hour, 9 * day) } }
    : {};

export function log(tape: Tape, ir: Ir, order: Order, days: number): Facts {
  const entries: TimeEntry[] = [];
  for (let n = tape.int(0, 7); n > 0; n -= 1) {
    const start = tape.chance(20) && entries[0] !== undefined ? entries[0].start : moment(tape, ir, order.from, days);
    const subject = tape.chance(98) ? tape.pick('work', 'work', 'work', 'travel') : 'sleep';
    const end = tape.chance(99) ? start + length(tape) : start - 1;
    entries.push({
      id: `e${n}`,
      subject,
      start,
      end,
      person: tape.pick('ada', 'bo'),
      ...keys(tape),
      ...choices(tape),
      ...ordered(tape, start),
    });
  }
  const occurrences: Occurrence[] = [];
  for (let n = tape.int(0, 4); n > 0; n -= 1) {
    const [subject, quantity] = tape.pick<readonly [string, string]>(
      ['callout', '1'],
      ['callout', '3'],
      ['driving', '34'],
      ['driving', '7.5'],
      ['callout', '1'],
    );
    const at = moment(tape, ir, order.from, days);
    occurrences.push({
      id: `o${n}`,
      subject,
      at,
      quantity,
      ...(tape.chance(80) ? { cost: tape.pick('120', '33.33') } : {}),
      ...keys(tape),
      ...choices(tape),
      ...ordered(tape, at),
    });
  }
  const tickets = ['t1', 't2'].flatMap((id) => (tape.chance(60) ? ticket(tape, ir, order, id) : []));
  return {
    entries: tape.shuffled(entries),
    occurrences: tape.shuffled(occurrences),
    tickets,
    units: changing(tape, order, units(tape, order)),
  };
}

export function units(tape: Tape, order: Order): UnitFact[] {
  const all: UnitFact[] = [];
  for (let n = tape.int(0, 4); n > 0; n -= 1) {
    const from = addDays(order.from, tape.pick(0, 0, 1, 14, 30, 45));
    const until = tape.chance(40) ? { until: addDays(from, tape.pick(0, 3, 40, 100)) } : {};
    const odd = tape.int(0, 99);
    const said = odd >= 70 ? { choices: { channel: tape.pick(...values.channel), ...tier(odd) } } : {};
    if (from <= (order.until ?? from))
      all.push({
        id: `u${n}`,
        unit: 'vm',
        from,
        ...until,
        ...said,
        ...(tape.chance(95) ? { numbers: { cards: tape.pick('0', '1', '6'), estimate: '3600' } } : {}),
      });
  }
  return all;
}

/** Some units go on, or come back, with other choices and numbers. */
export function changing(tape: Tape, order: Order, all: readonly UnitFact[]): UnitFact[] {
  return all.flatMap((unit) => {
    const from = addDays(unit.until ?? addDays(unit.from, tape.pick(10, 40, 95, 0)), tape.pick(1, 1, 20));
    if (!tape.chance(40) || from > (order.until ?? from)) return [unit];
    const { until: _, ...rest } = unit;
    const choices = tape.chance(50) ? { choices: { channel: tape.pick(...values.channel) } } : {};
    const numbers = { numbers: { ...unit.numbers, cards: tape.pick('2', '0', '9') } };
    const last = tape.chance(30) ? { until: addDays(from, tape.pick(0, 50, 25)) } : {};
    return [
      { ...rest, until: unit.until ?? addDays(from, -1) },
      { ...rest, from, ...last, ...choices, ...numbers },
    ];
  });
}

/** The life of one ticket: each event at an instant of its own, in an order that the list does not have. */
export function ticket(tape: Tape, ir: Ir, order: Order, id: string, reported?: Instant): TicketEvent[] {
  const events: TicketEvent[] = [];
  let at = reported ?? moment(tape, ir, order.from, 60);
  const add = (event: string, extra: Omit<TicketEvent, 'ticket' | 'at' | 'event'> = {}) => {
    events.push({ ticket: id, at, event, ...extra });
    at += 1 + tape.pick(10 * 60, 0, hour, 4 * hour, day, 3 * day, 20 * hour, 2 * hour - 1, 8 * hour, 10 * day);
  };
  add('reported', choices(tape, false));
  for (let n = tape.int(0, 12); n > 0; n -= 1)
    tape.weigh(
      [2, () => add('responded')],
      [2, () => add('confirmed')],
      [3, () => add('updated')],
      [1, () => add('arrived')],
      [1, () => add('opened')],
      [1, () => add('resolved', tape.chance(30) ? { choices: { waiting: 'none' } } : {})],
      [5, () => add('changed', { choices: { waiting: tape.pick(...values.waiting) } })],
      [
        2,
        () => {
          const odd = tape.int(0, 99);
          add('changed', {
            choices:
              odd >= 50
                ? { channel: tape.pick(...values.channel), ...tier(odd) }
                : { impact: tape.pick(...values.impact) },
          });
        },
      ],
      [1, () => add('changed', { numbers: { estimate: tape.pick('3600', '7200', '9999') } })],
      [2, () => add('reopened')],
    );
  return tape.shuffled(events);
}

export function performances(
  tape: Tape,
  order: Order,
  names: readonly string[],
  held: readonly string[],
): Performance[] {
  const all: Performance[] = [];
  for (let n = tape.int(0, 25); n > 0; n -= 1) {
    const unit = held.length > 0 && tape.chance(50) ? { unit: tape.pick(held[0]!, ...held) } : {};
    all.push({ id: `p${n}`, name: tape.pick(names[0]!, ...names), on: addDays(order.from, tape.int(0, 200)), ...unit });
  }
  return tape.shuffled(all);
}
