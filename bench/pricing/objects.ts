// The object API of today, one call for each customer and the whole year: what every other way has to come to.
import { type Invoice, type Plan, type PriceAsk, price, type TimeEntry } from '@avtal/runtime';
import { type Name, orderOf, stated } from './agreements.ts';
import type { Customer } from './logs.ts';

function entriesOf(name: Name, { logs }: Customer): TimeEntry[] {
  const { scope } = stated[name];
  return logs.map(({ id, start, end, person, job, choices }) => ({
    id,
    subject: 'work',
    start,
    end,
    person,
    keys: { [scope]: job },
    choices,
  }));
}

export const year = { from: '2026-01-01', until: '2026-12-31', basis: 'cost' } as const;

export function invoiceOf(plan: Plan, name: Name, customer: Customer, ask: PriceAsk = year): Invoice {
  const { name: id, tier } = customer;
  return price(plan, orderOf(name, id, tier), { entries: entriesOf(name, customer) }, ask);
}

/** What work comes to, in minor units; fees do not depend on it. */
export function workTotal(invoice: Invoice): number {
  const [problem] = invoice.problems;
  if (problem !== undefined) throw new Error(`${invoice.order}: ${problem.message}`);
  return invoice.lines.reduce((sum, line) => (line.kind === 'fee' ? sum : sum + minor(line.amount)), 0);
}

/** Of an amount with two digits. */
function minor(amount: string): number {
  const [whole = '0', part = ''] = amount.replace('-', '').split('.');
  const units = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return amount.startsWith('-') ? -units : units;
}
