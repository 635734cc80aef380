// The same logs through `avtal worker`, from the bytes of one stream to the bytes of the other: by columns, and one fact at a
// time, as an order is priced of which a row cannot be read.
import { type Order, type Plan, price, Rational } from '@avtal/runtime';
import { columnFromArray, tableFromColumns, tableToIPC, timestamp, utf8 } from '@uwdata/flechette';
import { work } from '../../cli/src/worker/worker.ts';
import { type Name, planOf, stated } from './agreements.ts';
import type { Contestant } from './harness.ts';
import { columnsOf, kernelAgain, ordersOf } from './kernel.ts';
import { customerName, firstCustomers, jobName, type Logs, logName, makeLogs } from './logs.ts';
import { year } from './objects.ts';

/** One fact at a time is slow. */
const fewCustomers = 10;
/** Rows of one message. */
const batchRows = 10_000;

export function workerContestants(name: Name, rows: number): Contestant[] {
  const plan = planOf(name);
  const logs = makeLogs(name, rows);
  const few = firstCustomers(logs, fewCustomers);
  const [orders, columns] = [ordersOf(logs), columnsOf(logs)];
  const kernel = kernelAgain(plan, true);
  const contestant = (name: string, of: Logs, blocks: readonly Uint8Array[]): Contestant => ({
    name,
    count: of.rows,
    run: () => total(plan, ordersOf(of), blocks),
    expected: kernel(ordersOf(of), columnsOf(of)),
  });
  return [
    {
      name: '`createColumnPricer`, with explanation',
      count: logs.rows,
      run: () => kernel(orders, columns),
      expected: kernel(orders, columns),
    },
    contestant('`avtal worker`', logs, streamOf(logs, false)),
    contestant('… a row of each order is refused', few, streamOf(few, true)),
  ];
}

/** As engines send them: texts as they are, instants in millionths of seconds. `odd`: each order begins with a wrong row. */
function streamOf(logs: Logs, odd: boolean): readonly Uint8Array[] {
  const { choices, scope } = stated[logs.name];
  const [choice] = Object.keys(choices);
  const rows = Array.from({ length: logs.customers }, (_, customer) => {
    const first = logs.first[customer] ?? 0;
    const own = Array.from({ length: (logs.first[customer + 1] ?? 0) - first }, (_, at) => first + at);
    return [...(odd ? [-1 - first] : []), ...own].map((row) => ({ customer: customerName(customer), row }));
  }).flat();
  const blocks: Uint8Array[] = [];
  for (let from = 0; from < rows.length; from += batchRows) {
    const some = rows.slice(from, from + batchRows);
    const of = <T>(value: (row: number) => T): T[] => some.map(({ row }) => value(row < 0 ? -1 - row : row));
    const times = (column: Float64Array) =>
      columnFromArray(
        of((row) => 1000 * (column[row] ?? 0)),
        timestamp(2, 'UTC'),
      );
    const table = tableFromColumns({
      order: columnFromArray(
        some.map(({ customer }) => customer),
        utf8(),
      ),
      id: columnFromArray(
        some.map(({ row }) => (row < 0 ? 'wrong' : logName(row))),
        utf8(),
      ),
      start: times(logs.start),
      end: times(logs.end),
      [scope]: columnFromArray(
        of((row) => jobName(logs.job[row] ?? 0)),
        utf8(),
      ),
      ...Object.fromEntries(
        Object.entries(choices).map(([id, values]) => [
          id,
          columnFromArray(
            some.map(({ row }) => (row < 0 && id === choice ? 'none' : values[logs.choices[id]?.[Math.abs(row)] ?? 0])),
            utf8(),
          ),
        ]),
      ),
    });
    const bytes = tableToIPC(table, { format: 'stream' }) ?? new Uint8Array();
    const head = 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
    const isLast = from + batchRows >= rows.length;
    blocks.push(bytes.subarray(from === 0 ? 0 : head, isLast ? bytes.length : bytes.length - 8));
  }
  return blocks;
}

/** What work comes to, in minor units: the trailer's sum without fees. */
async function total(plan: Plan, orders: readonly Order[], blocks: readonly Uint8Array[]): Promise<number> {
  let last: Uint8Array = new Uint8Array();
  const input = async function* () {
    yield* blocks;
  };
  const output = async (bytes: Uint8Array): Promise<void> => {
    if (bytes.length > 8) last = bytes;
  };
  await work({ input: input(), output }, { ir: plan.ir, orders, ask: year, options: {} });
  const [, net = ''] = /"net":"(-?[\d.]+)"/.exec(Buffer.from(last).toString('latin1')) ?? [];
  const fees = Rational.sum(orders.map((order) => feesOf(plan, order)));
  return Rational.of(net).minus(fees).times(Rational.of(100)).toInteger() ?? Number.NaN;
}

/** Of one tier they are the same. */
const known = new Map<string, Rational>();
function feesOf(plan: Plan, order: Order): Rational {
  const key = `${plan.ir.agreement.id} ${JSON.stringify(order.choices)}`;
  const found = known.get(key) ?? Rational.of(price(plan, order, {}, year).totals.net);
  known.set(key, found);
  return found;
}
