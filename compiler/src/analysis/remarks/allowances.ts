// Allowances that end where nothing says what more costs, and prices of time that nothing says how to count.
import type { Clause } from '@avtal/runtime';
import { rowOf } from '../finding.ts';
import { type Pass, rowName } from './ground.ts';
import { Remarks } from './remark.ts';

/** An allowance that can be used up, of a subject without any price. */
export const allowancesWithoutRate: Pass = ({ ir, clausesOf }) => {
  const priced = new Set(
    ir.clauses.flatMap((clause) => (clause.kind === 'rate' || clause.kind === 'price' ? clause.subject : [])),
  );
  const found = new Remarks();
  for (const clause of clausesOf('include')) {
    const { subject, value } = clause;
    if (priced.has(subject) || value.kind !== 'quantity') continue;
    const { id = '', kind } = ir.subjects[subject] ?? {};
    found.add(id, {
      name: 'allowance-without-rate',
      params: { subject: id, row: rowName(clause, ir), kind: kind === 'event' ? 'price' : 'rate' },
      at: clause.span,
      related: [],
    });
  }
  return found.all;
};

/** An hourly price of something that no row says how to count: then it is counted to the second. */
export const uncountedRates: Pass = ({ ir, clausesOf }) => {
  const counted = new Set(ir.clauses.flatMap((clause) => (clause.kind === 'count' ? clause.subject : [])));
  const found = new Remarks();
  for (const clause of clausesOf('rate')) {
    const { id = '', unit } = ir.subjects[clause.subject] ?? {};
    if (counted.has(clause.subject) || unit?.kind !== 'time' || !isPrice(clause)) continue;
    found.add(id, {
      name: 'rate-not-counted',
      params: { subject: id, row: rowName(clause, ir) },
      at: clause.span,
      related: [],
    });
  }
  return found.all;
};

function isPrice({ value }: Extract<Clause, { readonly kind: 'rate' }>): boolean {
  return value.kind === 'rate' || value.kind === 'ladder';
}

/** A pause of a target that somewhere is in business days, where it moves nothing unless it lasts whole days. */
export const pausedBusinessDays: Pass = ({ ir, clausesOf }) => {
  const found = new Remarks();
  for (const pause of clausesOf('pause')) {
    for (const target of pause.targets) {
      const days = clausesOf('target').find((clause) => clause.target === target && isInDays(clause.value));
      if (days === undefined) continue;
      found.add(`${rowOf(pause)} ${target}`, {
        name: 'pause-in-business-days',
        params: { target: ir.targets[target]?.id ?? '', row: rowName(days, ir) },
        at: pause.span,
        related: [{ at: days.span, message: 'is in business days' }],
      });
    }
  }
  return found.all;
};

function isInDays(value: Extract<Clause, { readonly kind: 'target' }>['value']): boolean {
  switch (value.kind) {
    case 'business-days':
      return true;
    case 'aim':
      return isInDays(value.of);
    case 'earliest':
    case 'latest':
      return value.of.some(isInDays);
    default:
      return false;
  }
}
