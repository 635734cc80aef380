// What columns must find out by themselves, for code written for one agreement: whose rows they are, and whether all can be priced.
import type { Logs } from '../logs.ts';
import type { Calendar } from './calendar.ts';
import type { Rows } from './regroup.ts';

/** How many values the codes of each column have. */
export interface Values {
  readonly person: number;
  readonly job: number;
  readonly choices: Readonly<Record<string, number>>;
}

/** The rows as logs. Throws where they do not stand by customer and time, where a time is not known, or a code has no value. */
export function checked(rows: Rows, values: Values, calendar: Calendar): Logs {
  const { logs, customer, start, end, job, choices } = rows;
  checkCodes(logs.person, values.person);
  checkPlaces(job, values.job);
  for (const [name, codes] of Object.entries(choices)) checkCodes(codes, values.choices[name] ?? 0);
  const first = new Uint32Array(logs.customers + 1);
  const { from } = calendar;
  const origin = from[0] as number;
  const close = from[from.length - 1] as number;
  let now = 0;
  let before = origin;
  for (let row = 0; row < logs.rows; row += 1) {
    const own = customer[row] as number;
    if (own !== now) {
      if (own < now || own >= logs.customers) throw new Error('rows are not in order');
      for (; now < own; now += 1) first[now + 1] = row;
      before = origin;
    }
    const at = start[row] as number;
    const until = end[row] as number;
    if (!(at >= before && until >= at && until < close)) throw new Error('a time is not known, or not in order');
    if (Math.floor(at) !== at || Math.floor(until) !== until) throw new Error('a time is not whole');
    before = at;
  }
  for (; now < logs.customers; now += 1) first[now + 1] = logs.rows;
  return { ...logs, ...rows, first };
}

function checkCodes(codes: Uint8Array, size: number): void {
  for (let row = 0; row < codes.length; row += 1) if ((codes[row] as number) >= size) throw new Error('no value');
}

function checkPlaces(codes: Uint32Array, size: number): void {
  for (let row = 0; row < codes.length; row += 1) if ((codes[row] as number) >= size) throw new Error('no value');
}
