// A year as sorted instants: between two borders the window and the month are the same. Written as one would for one provider.
import { DateTime } from 'luxon';

export interface Calendar {
  /** Instants at which a stretch begins, and one beyond all. */
  readonly from: Float64Array;
  readonly window: Uint8Array;
  /** Months since January 2026. */
  readonly month: Uint8Array;
  /** For each hour since the first border, the stretch in which it begins. */
  readonly hours: Uint16Array;
}

/** The hours at which windows begin on a day, in order, the first at 0. */
export type DayPlan = readonly (readonly [hour: number, window: number])[];

export function createCalendar(zone: string, planOf: (day: DateTime) => DayPlan): Calendar {
  const stretches: { from: number; window: number; month: number }[] = [];
  let day = DateTime.fromISO('2025-12-01', { zone });
  const months = (one: DateTime): number => (one.year - 2026) * 12 + one.month - 1;
  for (; day < DateTime.fromISO('2027-02-01', { zone }); day = day.plus({ days: 1 }).startOf('day')) {
    for (const [hour, window] of planOf(day)) {
      const last = stretches.at(-1);
      const month = Math.max(0, months(day));
      if (last?.window === window && last.month === month) continue;
      stretches.push({ from: day.set({ hour }).toSeconds(), window, month });
    }
  }
  const from = Float64Array.from([...stretches.map((one) => one.from), day.toSeconds()]);
  const first = from[0] ?? 0;
  const hours = new Uint16Array(Math.ceil((day.toSeconds() - first) / 3600));
  for (let hour = 0, stretch = 0; hour < hours.length; hour += 1) {
    while ((from[stretch + 1] ?? Infinity) <= first + hour * 3600) stretch += 1;
    hours[hour] = stretch;
  }
  return {
    from,
    window: Uint8Array.from(stretches, (one) => one.window),
    month: Uint8Array.from(stretches, (one) => one.month),
    hours,
  };
}

/** Public holidays of 2026 and of the January behind it, by law. */
export const norway = new Set([
  ...['2026-01-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-17'],
  ...['2026-05-24', '2026-05-25', '2026-12-25', '2026-12-26', '2027-01-01'],
]);
export const sweden = new Set([
  ...['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-24'],
  ...['2026-06-06', '2026-06-20', '2026-10-31', '2026-12-25', '2026-12-26', '2027-01-01', '2027-01-06'],
]);

export function isWorkday(day: DateTime, holidays: ReadonlySet<string>): boolean {
  return day.weekday <= 5 && !holidays.has(day.toISODate() ?? '');
}
