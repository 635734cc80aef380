// Invoices of runtime and reference brought to one form.

import { createPlan, price } from '@avtal/runtime';
import type { Occurrence, TimeEntry } from '../../runtime/src/facts.ts';
import type { Ir } from '../../runtime/src/ir.ts';
import type { Fraction } from '../../runtime/src/results.ts';
import type { PriceCase } from '../random/cases.ts';
import { plus, read, sum, text, zero } from '../reference/fraction.ts';
import * as reference from '../reference/invoice.ts';
import { meaning } from '../reference/questions.ts';
import { noteOf } from '../reference/vat.ts';
import { dateAt } from '../reference/windows.ts';
import type { Comparison } from './comparison.ts';

const total = (all: readonly (Fraction | undefined)[]) => text(sum(all.map((one) => read(one ?? '0'))));

export function comparePrices({ ir, order, facts, ask }: PriceCase): Comparison {
  const fast = price(createPlan(ir), order, facts, ask);
  const slow = reference.price(ir, order, facts, ask);
  const fastLines = fast.lines.map(({ service, quantity = '0', drawn = '0', ...line }) => ({
    ...line,
    rate: [line.vat ?? 'none', line.vatNote].join(' ').trim(),
    quantity,
    drawn,
    month: service.from.slice(0, 7),
  }));
  const slowLines = slow.lines.map((line) => ({
    ...line,
    rate: `${line.rate.split('|')[0]} ${noteOf(line.rate)}`.trim(),
    quantity: text(line.quantity),
    drawn: text(line.drawn),
    exact: text(line.exact),
  }));
  // Which of several equal clauses answered is for the explanation only.
  const said = (id: string) => {
    const clause = ir.clauses.find((one) => one.id === id)!;
    return ir.clauses.find((one) => one.question === clause.question && meaning(one) === meaning(clause))!.id;
  };
  const lines = (
    all: readonly {
      kind: string;
      clause: string;
      month: string;
      invoiced: string;
      quantity: string;
      exact: string;
      amount: string;
      rate: string;
    }[],
  ) =>
    all
      .flatMap(({ kind, clause, month, invoiced, quantity, exact, amount, rate }) => {
        const figures = [kind === 'rate' || kind === 'price' ? quantity : '0', `vat ${rate}`, exact];
        // Two steps at the price 0 may be one line or two.
        return exact !== '0'
          ? [
              ['line', kind, said(clause), month, invoiced, ...figures, read(amount).over === 0n ? '0' : amount].join(
                ' ',
              ),
            ]
          : [];
      })
      .sort();
  // Where what was drawn stands depends on what the rate would have been; how much it was in a month does not.
  const drawn = (all: readonly { month: string; drawn: string }[]) =>
    Object.entries(Object.groupBy(all, ({ month }) => month))
      .map(([month, some]) => `drawn ${month} ${total(some?.map((line) => line.drawn) ?? [])}`)
      .filter((one) => !one.endsWith(' 0'))
      .sort();
  const inside = new Map(
    [...(facts.entries ?? []), ...(facts.occurrences ?? [])].map((fact) => [fact.id, lies(ir, fact, ask)]),
  );
  // On an invoice in advance, which periods are looked at is nobody's promise.
  const heeded = (id: string) => inside.get(id) ?? ask.basis === 'cost';
  // Which of several reasons is named first is nobody's promise either.
  const reason = (code: string) =>
    /missing|contradiction/.test(code) && !/scope|cost/.test(code) ? 'unanswered' : code;
  const fastProblems = fast.problems.flatMap(({ code, subject = '' }) =>
    !heeded(subject) ? [] : [[inside.has(subject) ? subject : 'fee', reason(code)] as const],
  );
  const slowProblems = [...slow.problems].flatMap(([id, codes]) =>
    !heeded(id) ? [] : [...codes].map((code) => [inside.has(id) ? id : 'fee', reason(code)] as const),
  );
  const agreed = fastProblems
    .filter(([id, code]) => slowProblems.some(([other, one]) => other === id && one === code))
    .map(([id]) => id);
  const problems = (all: readonly (readonly [string, string])[]) =>
    [...new Set(all.map(([id, code]) => (agreed.includes(id) ? `problem ${id}` : `problem ${id} ${code}`)))].sort();
  const fastAccounts = Object.entries(Object.groupBy(fast.balances, ({ subject }) => subject)).map(
    ([subject, all = []]) =>
      account(
        subject,
        total(all.map(({ granted }) => granted)),
        total(all.map(({ used }) => used)),
        total(all.map(({ expired }) => expired)),
        total(all.map(({ revalued }) => revalued)),
        '',
      ),
  );
  const slowAccounts = slow.accounts.map(({ subject, granted, used, expired, revalued }) =>
    account(subject, text(granted), text(used), text(expired), text(revalued), ''),
  );
  const told = (all: readonly { subject: string; at: number; clause: string }[]) =>
    all.map(({ subject, at, clause }) => `low ${subject} ${at} ${said(clause)}`).sort();
  const vat = fast.totals.vat.reduce((all, { amount }) => plus(all, read(amount)), zero);
  const accounts = (all: readonly string[]) => all.filter((one) => one !== '').sort();
  return {
    runtime: [
      ...lines(fastLines),
      ...drawn(fastLines),
      ...problems(fastProblems),
      ...accounts(fastAccounts),
      ...told(fast.lowBalances),
      ...fast.unpermitted.map(({ source }) => `unpermitted ${source}`).sort(),
      ['total', fast.totals.net, text(vat), fast.totals.gross, fast.totals.payable ?? fast.totals.gross].join(' '),
    ],
    reference: [
      ...lines(slowLines),
      ...drawn(slowLines),
      ...problems(slowProblems),
      ...accounts(slowAccounts),
      ...told(slow.lowBalances),
      ...slow.unpermitted.map((id) => `unpermitted ${id}`).sort(),
      ['total', slow.net, text(read(slow.vat)), slow.gross, slow.payable].join(' '),
    ],
  };
}

const account = (subject: string, ...figures: readonly string[]) =>
  figures.every((one) => one === '0' || one === '') ? '' : `account ${subject} ${figures.join(' ')}`;

/** Only facts wholly inside the asked days are sure to be looked at. */
function lies(ir: Ir, fact: TimeEntry | Occurrence, { from, until }: PriceCase['ask']): boolean {
  const [start, end] = 'at' in fact ? [fact.at, fact.at] : [fact.start, fact.end];
  return dateAt(ir, Math.min(start, end)) >= from && dateAt(ir, Math.max(start, end)) <= until;
}
