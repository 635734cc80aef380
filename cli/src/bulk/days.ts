// Local times as instants, on the days whose offset is one alone: nearly all, and found without a search.
import type { ZoneClock } from '@avtal/runtime';

const day = 86_400;
/** Nobody has asked for this day yet. */
const unasked = Number.POSITIVE_INFINITY;

/** From the zone's local time to UTC, as seconds; NaN on days on or next to which its clocks change. */
export function createDays({ horizon, offsetAt }: ZoneClock): (local: number) => number {
  const first = Math.ceil(horizon.from / day) + 2;
  const last = Math.floor(horizon.until / day) - 2;
  const ahead = new Float64Array(Math.max(0, last - first)).fill(unasked);

  function find(at: number): number {
    const from = (first + at) * day;
    const offset = offsetAt(from - day);
    ahead[at] = offset === offsetAt(from + 2 * day) ? offset : Number.NaN;
    return ahead[at] as number;
  }

  return (local) => {
    const at = Math.floor(local / day) - first;
    const known = ahead[at] ?? Number.NaN;
    return local - (known === unasked ? find(at) : known);
  };
}
