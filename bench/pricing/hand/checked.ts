// Itpays once more, written for this one agreement: with what columns must find out by themselves, and the columns they give.
import type { Logs } from '../logs.ts';
import type { Calendar } from './calendar.ts';
import { coreRate, included, offRate } from './itpays.ts';
import { rounded } from './lines.ts';
import type { Rows } from './regroup.ts';

const core = 0;
const off = 1;

/** Seven columns, as those of `priceColumns`. Exact amounts are in øre by 7200, quantities in half seconds. */
export class WideLines {
  count = 0;
  readonly clause: Uint32Array;
  readonly row: Uint32Array;
  readonly month: Int32Array;
  readonly quantity: Float64Array;
  readonly drawn: Float64Array;
  readonly exact: Float64Array;
  readonly amount: Float64Array;

  constructor(capacity: number) {
    this.clause = new Uint32Array(capacity);
    this.row = new Uint32Array(capacity);
    this.month = new Int32Array(capacity);
    this.quantity = new Float64Array(capacity);
    this.drawn = new Float64Array(capacity);
    this.exact = new Float64Array(capacity);
    this.amount = new Float64Array(capacity);
  }

  put(clause: number, row: number, month: number, quantity: number, drawn: number, exact: number): void {
    const at = this.count;
    this.clause[at] = clause;
    this.row[at] = row;
    this.month[at] = month;
    this.quantity[at] = quantity;
    this.drawn[at] = drawn;
    this.exact[at] = exact;
    this.amount[at] = rounded(exact, 7200);
    this.count = at + 1;
  }

  /** Minor units. */
  total(): number {
    let sum = 0;
    for (let at = 0; at < this.count; at += 1) sum += this.amount[at] ?? 0;
    return sum;
  }
}

/** How many values the codes of each column have. */
export interface Values {
  readonly person: number;
  readonly job: number;
  readonly channel: number;
}

/** Where each customer's rows begin. Throws where rows do not stand by customer, or a code has no value. */
function firstOf({ logs, customer, job, choices }: Rows, values: Values): Uint32Array {
  const first = new Uint32Array(logs.customers + 1);
  const person = logs.person;
  const channel = choices.channel as Uint8Array;
  let now = 0;
  for (let row = 0; row < logs.rows; row += 1) {
    const own = customer[row] as number;
    if (own < now || own >= logs.customers) throw new Error('rows are not in order');
    for (; now < own; now += 1) first[now + 1] = row;
    if ((person[row] as number) >= values.person || (job[row] as number) >= values.job) throw new Error('no value');
    if ((channel[row] as number) >= values.channel) throw new Error('no value');
  }
  for (; now < logs.customers; now += 1) first[now + 1] = logs.rows;
  return first;
}

export function priceChecked(rows: Rows, values: Values, calendar: Calendar, lines: WideLines): WideLines {
  const { from, window, month, hours } = calendar;
  const { logs, start, end } = rows;
  const { tier }: Pick<Logs, 'tier'> = logs;
  const first = firstOf(rows, values);
  const origin = from[0] as number;
  const close = from[from.length - 1] as number;
  const left = new Float64Array(24);
  for (let customer = 0; customer < logs.customers; customer += 1) {
    const level = tier[customer] as number;
    const rate0 = coreRate[level] as number;
    const rate1 = offRate[level] as number;
    const last = first[customer + 1] as number;
    left.fill((included[level] as number) * 3600);
    let before = origin;
    for (let row = first[customer] as number; row < last; row += 1) {
      let at = start[row] as number;
      const until = end[row] as number;
      if (!(at >= before && until >= at && until < close)) throw new Error('a time is not known, or not in order');
      if (Math.floor(at) !== at || Math.floor(until) !== until) throw new Error('a time is not whole');
      before = at;
      let stretch = hours[((at - origin) / 3600) | 0] as number;
      while ((from[stretch + 1] as number) <= at) stretch += 1;
      let now = month[stretch] as number;
      let hasCore = false;
      let hasOff = false;
      let charged0 = 0;
      let charged1 = 0;
      let drawn0 = 0;
      let drawn1 = 0;
      while (at < until) {
        if (month[stretch] !== now) {
          if (hasCore) lines.put(core, row, now, charged0, drawn0, charged0 * rate0);
          if (hasOff) lines.put(off, row, now, charged1, drawn1, charged1 * rate1);
          hasCore = hasOff = false;
          charged0 = charged1 = drawn0 = drawn1 = 0;
          now = month[stretch] as number;
        }
        const to = Math.min(from[stretch + 1] as number, until);
        const time = to - at;
        const rest = left[now] as number;
        if (window[stretch] === core) {
          const used = Math.min(time, rest);
          left[now] = rest - used;
          drawn0 += 2 * used;
          charged0 += 2 * (time - used);
          hasCore = true;
        } else {
          const used = level === 0 ? 0 : Math.min(2 * time, rest);
          left[now] = rest - used;
          drawn1 += used;
          charged1 += 2 * time - used;
          hasOff = true;
        }
        at = to;
        stretch += 1;
      }
      if (hasCore) lines.put(core, row, now, charged0, drawn0, charged0 * rate0);
      if (hasOff) lines.put(off, row, now, charged1, drawn1, charged1 * rate1);
    }
  }
  return lines;
}
