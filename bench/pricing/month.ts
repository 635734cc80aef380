// One customer's month of two hundred logs: what a page that shows an invoice waits for.
import { names, orderOf, planOf } from './agreements.ts';
import { type Contestant, race, shown, table } from './harness.ts';
import { type Customer, makeLogs, rowsOf } from './logs.ts';
import { invoiceOf, workTotal } from './objects.ts';

const march = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
const [from, until] = [Date.parse('2026-03-01T00:00+01:00') / 1000, Date.parse('2026-04-01T00:00+02:00') / 1000];

export async function month(): Promise<void> {
  const contestants = names.flatMap((name) => {
    const plan = planOf(name);
    // 2,400 in the year, of each tier.
    const customers = rowsOf(makeLogs(name, 7200, 3));
    return customers.map(({ logs, ...who }): Contestant => {
      const customer: Customer = { ...who, logs: logs.filter(({ start, end }) => end > from && start < until) };
      const run = (): number => workTotal(invoiceOf(plan, name, customer, march));
      const { tier } = orderOf(name, who.name, who.tier).choices;
      return { name: `${name}, ${tier}, ${customer.logs.length} logs`, count: 1, expected: run(), run };
    });
  });
  const measured = await race(contestants);
  table(
    ['`price` with explanation, one month', 'ms of CPU'],
    measured.map(({ name, cpu }) => [name, shown(cpu)]),
  );
}
