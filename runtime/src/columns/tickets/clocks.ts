// Deadlines as functions from the start to the instant at which they fall due, for many starts (meanings D3–D5, D10).

import type { Deadline, Instant } from '../../ir.ts';
import { dueOf } from '../../targets/due.ts';
import type { Calendar } from '../../time/calendar.ts';
import { withinHorizon } from '../../time/horizon.ts';
import { addOpen, tableOf, type WindowTable } from '../../time/table.ts';

/** A stretch of time in a window, or anything else. */
export interface Clock {
  readonly table: WindowTable | undefined;
  readonly seconds: number;
  /** What the table does not tell. */
  alone(start: Instant): Instant;
}

/** NaN: nobody knows when. */
export function dueAfter({ table, seconds, alone }: Clock, start: Instant): Instant {
  if (table === undefined) return alone(start);
  const due = addOpen(table, start, seconds);
  return due < table.until ? due : alone(start);
}

/** Of starts in `[from, until)` without a pause, where the deadline promises something. */
export function clockOf(calendar: Calendar, deadline: Deadline, from: Instant, until: Instant): Clock {
  const { zone } = calendar;
  switch (deadline.kind) {
    case 'duration': {
      const { seconds, clock } = deadline;
      const isElapsed = clock.kind === 'elapsed' || seconds <= 0;
      return { table: isElapsed ? elapsed() : calendar.table(clock.window, from, until), seconds, alone };
    }
    case 'business-days': {
      const { cutOff } = deadline;
      if (cutOff === undefined) return other(onceEach(zone.dayAt));
      return other(onceEach((start) => 2 * zone.dayAt(start) + Number(zone.secondsOfDayAt(start) < cutOff)));
    }
    case 'time-of-day':
      return other(onceEach(zone.dayAt));
    case 'earliest':
    case 'latest': {
      const clocks = deadline.of.map((member) => clockOf(calendar, member, from, until));
      const chosen = deadline.kind === 'earliest' ? Math.min : Math.max;
      return other((start) => clocks.map((clock) => dueAfter(clock, start)).reduce((a, b) => chosen(a, b)));
    }
    case 'aim':
      return clockOf(calendar, deadline.of, from, until);
    case 'opening':
    case 'closing':
      return other(alone);
    case 'no-promise':
    case 'best-effort':
    case 'not-offered':
    case 'see':
    case 'open':
      // Beside something that is promised: nothing is earlier, and there is no latest (D10).
      return other(() => Infinity);
  }

  function alone(start: Instant): Instant {
    const found = withinHorizon(() => dueOf(calendar, deadline, start, []));
    return 'value' in found && found.value.kind === 'due' ? found.value.at : Number.NaN;
  }

  /** A window that does not close while the zone is known. */
  function elapsed(): WindowTable {
    const last = zone.horizon.until;
    return { ...tableOf([from, last], from, until), until: last };
  }

  /** Of starts that have the same to say to the deadline. */
  function onceEach(keyOf: (start: Instant) => number): Clock['alone'] {
    const known = new Map<number, Instant>();
    return (start) => {
      const key = keyOf(start);
      let due = known.get(key);
      if (due === undefined) {
        due = alone(start);
        known.set(key, due);
      }
      return due;
    };
  }
}

function other(alone: Clock['alone']): Clock {
  return { table: undefined, seconds: 0, alone };
}
