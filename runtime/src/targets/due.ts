// When a deadline falls due: clocks, business days, openings and times of day, with pauses (meanings D2–D6, D10).

import type { Clock, Deadline, Index, Instant, OpenValue, Seconds } from '../ir.ts';
import type { Interval } from '../time/borders.ts';
import type { Calendar } from '../time/calendar.ts';
import { OutsideHorizon } from '../time/horizon.ts';

/** What becomes of a deadline. `paused`: while the pause lasts there is no due instant. */
export type Due =
  | { readonly kind: 'due'; readonly at: Instant }
  | { readonly kind: 'paused' }
  | { readonly kind: 'no-promise' | 'best-effort' }
  | { readonly kind: 'open'; readonly value: OpenValue };

type BusinessDays = Extract<Deadline, { kind: 'business-days' }>;

/** `pauses` are sorted and apart from each other; one that lasts ends at Infinity. */
export function dueOf(calendar: Calendar, deadline: Deadline, start: Instant, pauses: readonly Interval[]): Due {
  const { zone } = calendar;
  switch (deadline.kind) {
    case 'duration':
      return durationDue(calendar, deadline.clock, start, deadline.seconds, pauses);
    case 'business-days':
      return businessDaysDue(calendar, deadline, start, pauses);
    case 'opening':
      return dueAt(calendar, calendar.nextOpening(deadline.window, start));
    case 'closing':
      return dueAt(calendar, calendar.nextClosing(deadline.window, start));
    case 'time-of-day':
      return dueAt(calendar, zone.border(zone.dayAt(start) + deadline.days, deadline.time, 'opening'));
    case 'earliest':
    case 'latest':
      return chosen(
        deadline.kind,
        deadline.of.map((member) => dueOf(calendar, member, start, pauses)),
      );
    case 'aim':
      return dueOf(calendar, deadline.of, start, pauses);
    case 'best-effort':
      return { kind: 'best-effort' };
    case 'no-promise':
    case 'not-offered':
    case 'see':
      return { kind: 'no-promise' };
    case 'open':
      return { kind: 'open', value: deadline };
  }
}

/** Seconds of the clock in `[from, until)` that no pause covers. */
export function countedSeconds(
  calendar: Calendar,
  clock: Clock,
  from: Instant,
  until: Instant,
  pauses: readonly Interval[],
): Seconds {
  return running(from, until, pauses).reduce(
    (sum, { start, end }) => sum + clockSeconds(calendar, clock, start, end),
    0,
  );
}

/** The parts of `[from, until)` outside all pauses. */
export function running(from: Instant, until: Instant, pauses: readonly Interval[]): Interval[] {
  const parts: Interval[] = [];
  let at = from;
  for (const { start, end } of pauses) {
    if (start >= until) break;
    if (at < start) parts.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < until) parts.push({ start: at, end: until });
  return parts;
}

function clockSeconds(calendar: Calendar, clock: Clock, from: Instant, until: Instant): Seconds {
  return clock.kind === 'elapsed' ? until - from : calendar.openSeconds(clock.window, from, until);
}

/** D3 between the pauses: each stretch is used up or handed on. */
function durationDue(
  calendar: Calendar,
  clock: Clock,
  start: Instant,
  seconds: Seconds,
  pauses: readonly Interval[],
): Due {
  let left = seconds;
  let at = start;
  for (const pause of pauses) {
    if (left <= 0) break;
    if (pause.end <= at) continue;
    const used = at < pause.start ? clockSeconds(calendar, clock, at, pause.start) : 0;
    if (used >= left) break;
    left -= used;
    if (pause.end === Infinity) return { kind: 'paused' };
    at = pause.end;
  }
  return dueAt(calendar, clock.kind === 'elapsed' ? at + left : calendar.add(clock.window, at, left));
}

/** D4, and D6 for days that are wholly paused. */
function businessDaysDue(calendar: Calendar, deadline: BusinessDays, start: Instant, pauses: readonly Interval[]): Due {
  const { zone } = calendar;
  const { count, cutOff, ends, window } = deadline;
  const lasting = pauses.find((pause) => pause.end === Infinity);
  const counts = (day: number) => {
    const hours = businessHours(calendar, deadline, day);
    return hours.length > 0 && !hours.every((span) => isWithin(span, pauses));
  };
  let day = zone.dayAt(start);
  let left = count;
  if (left > 0 && cutOff !== undefined && zone.secondsOfDayAt(start) < cutOff && counts(day)) left -= 1;
  while (left > 0) {
    day += 1;
    if (lasting !== undefined && zone.startOfDay(day) >= lasting.start) return { kind: 'paused' };
    if (counts(day)) left -= 1;
  }
  const hours = window === undefined ? [] : calendar.spansOn(window, day);
  switch (ends.kind) {
    case 'close':
      return dueAt(
        calendar,
        hours.length > 0 ? Math.max(...hours.map(({ end }) => end)) : zone.border(day, 86400, 'closing'),
      );
    case 'open':
      return dueAt(calendar, hours[0]?.start ?? zone.startOfDay(day));
    case 'time':
      return dueAt(calendar, zone.border(day, ends.time, 'opening'));
  }
}

/** The hours of the day in which business is done; none when it is no business day. */
export function businessHours(
  calendar: Calendar,
  { days, window }: { readonly days: BusinessDays['days']; readonly window?: Index },
  day: number,
): Interval[] {
  const { zone } = calendar;
  zone.dayAt(zone.startOfDay(day)); // The search for a business day ends where the zone's table does.
  if (!calendar.isDay(days, day)) return [];
  if (window !== undefined) return calendar.spansOn(window, day);
  const [start, end] = [zone.startOfDay(day), zone.startOfDay(day + 1)];
  return start < end ? [{ start, end }] : []; // A date that the zone skipped has no hours.
}

function isWithin({ start, end }: Interval, pauses: readonly Interval[]): boolean {
  return pauses.some((pause) => pause.start <= start && end <= pause.end);
}

/** D10. What is not promised is no earliest deadline, and no latest one is reached without it. */
function chosen(which: 'earliest' | 'latest', members: readonly Due[]): Due {
  const dues = members.filter((member) => member.kind === 'due').map(({ at }) => at);
  const others = members.filter((member) => member.kind !== 'due');
  const open = others.find((member) => member.kind === 'open');
  if (open !== undefined) return open;
  const [other] = others;
  if (other !== undefined && (which === 'latest' || dues.length === 0)) return other;
  if (dues.length === 0) return { kind: 'no-promise' };
  return { kind: 'due', at: which === 'earliest' ? Math.min(...dues) : Math.max(...dues) };
}

function dueAt(calendar: Calendar, at: Instant | undefined): Due {
  if (at === undefined) throw new OutsideHorizon('The window does not open long enough before its calendar ends.');
  calendar.zone.offsetAt(at);
  return { kind: 'due', at };
}
