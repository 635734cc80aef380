// One customer's month of two hundred logs: what a page waits for that shows an invoice, and one that explains each line.
import { names, orderOf, planOf } from './agreements.ts';
import { type Contestant, race, shown, table } from './harness.ts';
import { type Customer, makeLogs, rowsOf } from './logs.ts';
import { invoiceOf, workTotal } from './objects.ts';

const march = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
const [from, until] = [Date.parse('2026-03-01T00:00+01:00') / 1000, Date.parse('2026-04-01T00:00+02:00') / 1000];

export async function month(): Promise<void> {
  const customers = names.flatMap((name) => {
    const plan = planOf(name);
    // 2,400 in the year, of each tier.
    return rowsOf(makeLogs(name, 7200, 3)).map(({ logs, ...who }) => {
      const customer: Customer = { ...who, logs: logs.filter(({ start, end }) => end > from && start < until) };
      const { tier } = orderOf(name, who.name, who.tier).choices;
      return {
        title: `${name}, ${tier}, ${customer.logs.length} logs`,
        ask: () => invoiceOf(plan, name, customer, march),
      };
    });
  });
  const contestants = customers.flatMap(({ title, ask }): Contestant[] => {
    const told = (): number => {
      const invoice = ask();
      // Explanations are made when they are read.
      const steps = invoice.lines.reduce((sum, { trace }) => sum + (trace.children?.length ?? 0), 0);
      return steps > 0 ? workTotal(invoice) : Number.NaN;
    };
    const expected = told();
    return [
      { name: title, count: 1, expected, run: () => workTotal(ask()) },
      { name: title, count: 1, expected, run: told },
    ];
  });
  const measured = await race(contestants);
  table(
    ['`price`, one month', 'ms of CPU', 'and every explanation read'],
    customers.map(({ title }, at) => [title, ...measured.slice(2 * at, 2 * at + 2).map(({ cpu }) => shown(cpu))]),
  );
}
