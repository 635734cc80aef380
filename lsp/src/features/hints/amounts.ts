// What a percentage or a reference comes to in money: `50% of rate work` = 325/h | 275/h; the price behind a surcharge.
import { canMeet } from '@avtal/compiler';
import type { Cell, Clause as Row } from '@avtal/grammar';
import { type Clause, type Condition, type Ir, Rational, shareOf, type Unit } from '@avtal/runtime';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { firstKnown, type Known, rowsIn } from '../known.ts';
import type { Node } from '../tree.ts';
import type { InlayHint } from './hint.ts';

/** More different amounts than these say nothing at a glance. */
const mostAmounts = 4;

export function amountHints(snapshot: Snapshot, nodes: readonly Node[]): readonly InlayHint[] {
  const known = firstKnown(snapshot);
  if (known === undefined) return [];
  const rows = nodes.filter(isRow);
  return rowsIn(snapshot.agreements[0], snapshot.file.path).flatMap(({ clauses, span }) => {
    const row = rows.find((one) => one.span.start === span.start);
    return row === undefined ? [] : rowHints(known, clauses, row.cells);
  });
}

const isRow = (node: Node): node is Row => node.kind === 'clause';

/** A hint for each cell, where the row has one clause for each; one for a single cell of several tiers. */
function rowHints(known: Known, clauses: readonly Clause[], cells: readonly Cell[]): readonly InlayHint[] {
  if (cells.length !== 1 && cells.length !== clauses.length) return [];
  return cells.flatMap((cell, index): InlayHint[] => {
    const own = cells.length === 1 ? clauses : clauses.slice(index, index + 1);
    const amounts = [...new Set(own.flatMap((clause) => amountsOf(known, clause)))];
    if (amounts.length === 0 || amounts.length > mostAmounts) return [];
    return [{ at: cell.span.end, text: `= ${amounts.join(' | ')}`, kind: 'amount', side: 'after' }];
  });
}

/** What the clause comes to, for each clause that it takes an amount from. */
function amountsOf({ ir }: Known, clause: Clause): readonly string[] {
  const { value, when } = clause;
  if (value.kind === 'reference' && [value.during, value.times, value.quantity].some((one) => one !== undefined))
    return [];
  if (value.kind === 'reference') return moneyOf(ir, value.question, when, Rational.of(value.percent));
  if (value.kind === 'percent-of-fee' && value.months !== undefined) return [];
  if (value.kind === 'percent-of-fee' && value.fees.length === 1 && isPlain(ir, clause, `fee:${value.fees[0]}`))
    return moneyOf(ir, `fee:${value.fees[0]}`, when, shareOf(value).times(Rational.of(100)));
  if (clause.kind === 'surcharge' && value.kind === 'percent' && clause.bases.length === 1) {
    const base = ir.subjects[clause.bases[0] ?? -1];
    const question = `${base?.kind === 'event' ? 'price' : 'rate'}:${base?.id}`;
    return moneyOf(ir, question, when, Rational.of(100).plus(Rational.of(value.percent)));
  }
  return [];
}

/** A share of a fee is of what the fee says: of a price or a credit it is of a month's, of all units (meanings P5, K4). */
function isPlain(ir: Ir, { kind }: Clause, question: string): boolean {
  const fees = ir.clauses.filter((one) => one.kind === 'fee' && one.question === question);
  const isMonthly = ({ period, unit }: Extract<Clause, { readonly kind: 'fee' }>) =>
    unit === undefined && period?.unit === 'month' && period.count === 1;
  return kind === 'fee' || fees.every((fee) => fee.kind === 'fee' && isMonthly(fee));
}

/** The amounts of a question where no choice and no window keeps it apart from the condition, times a percentage. */
function moneyOf(ir: Ir, question: string, when: Condition, percent: Rational): readonly string[] {
  const share = (amount: string): string => {
    const value = Rational.of(amount).times(percent).over(Rational.of(100));
    return value.toInteger() === undefined ? value.toDecimal(ir.agreement.minorDigits) : value.toDecimal(0);
  };
  return ir.clauses
    .filter((one) => one.question === question && canMeet(ir, one.when, when))
    .flatMap((one) => {
      const { value } = one;
      if (value.kind === 'money') return [share(value.amount)];
      if (value.kind !== 'rate') return [];
      return [
        `${share(value.amount)}${behind(value.per, 'subject' in one ? ir.subjects[one.subject]?.unit : undefined)}`,
      ];
    });
}

function behind(per: string, unit: Unit | undefined): string {
  if (unit?.kind === 'time') return per === '3600' ? '/h' : ` per ${Rational.of(per, 60).toDecimal(0)} min`;
  if (unit?.kind === 'other') return per === '1' ? `/${unit.name}` : ` per ${per} ${unit.name}`;
  return '';
}
