// Local times as instants, on the days whose offset is one alone: nearly all, and found without a search.
import type { ZoneClock } from '@avtal/runtime';

const day = 86_400;

/** From the zone's local time to UTC, as seconds; NaN on days on or next to which its clocks change. */
export function createDays({ horizon, offsetAt }: ZoneClock): (local: number) => number {
  const first = Math.ceil(horizon.from / day) + 2;
  const last = Math.floor(horizon.until / day) - 2;
  const ahead = new Float64Array(Math.max(0, last - first)).fill(Number.NaN);
  for (let at = 0; at < ahead.length; at += 1) {
    const from = (first + at) * day;
    const offset = offsetAt(from - day);
    if (offset === offsetAt(from + 2 * day)) ahead[at] = offset;
  }
  return (local) => local - (ahead[Math.floor(local / day) - first] ?? Number.NaN);
}
