// What ended of an allowance without being used and is paid back (meaning A16).

import { problemOf } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import { numberText, quantityText } from '../explaining/explain.ts';
import type { Problem } from '../results.ts';
import { dateOf } from '../time/civil.ts';
import { amountOf, charge, momentOf } from './charge.ts';
import { type Contribution, invoicedOn } from './lines.ts';
import type { Unused } from './lots.ts';
import type { Piece } from './pieces.ts';
import { nothingStated } from './renewals.ts';
import { item, type Run } from './run.ts';
import { cut } from './segments.ts';
import { vatOn } from './vat.ts';

export function paidBack(run: Run, unused: readonly Unused[]): Contribution[] {
  return unused
    .filter(({ day }) => day >= run.span.from || invoicedOn(day) >= run.span.from)
    .filter(({ day }) => day < run.span.until)
    .flatMap((one) => contribution(run, one));
}

function contribution(run: Run, one: Unused): Contribution[] {
  const { clause, left, day } = one;
  const { id, unit } = item(run.ir.subjects, clause.subject);
  const worth = worthOf(run, one);
  if ('problem' in worth) {
    run.problems.push({ problem: { ...worth.problem, subject: id } });
    return [];
  }
  const amount = worth.amount.negate();
  const date = dateOf(day);
  const text = `${quantityText(left, unit)} of ${id} not used until ${date}, paid back: ${numberText(worth.amount)}`;
  return [
    {
      kind: 'unused',
      subject: id,
      clause,
      dates: { service: { from: date, until: date }, invoiced: dateOf(invoicedOn(day)) },
      quantity: left,
      unit,
      amount,
      vat: vatOn(run, { subject: clause.subject }, day),
      trace: { what: 'unused', clause: clause.id, amount: amount.toString(), unit: 'money', text },
    },
  ];
}

function worthOf(
  run: Run,
  { clause, left, day }: Unused,
): { readonly amount: Rational } | { readonly problem: Problem } {
  const { unused } = clause;
  // INVARIANT: only what is paid back comes here.
  if (unused === undefined) return { amount: Rational.zero };
  if (unused.kind === 'money') return { amount: left.times(Rational.of(unused.amount)) };
  if (unused.kind === 'rate') return { amount: left.times(Rational.of(unused.amount)).over(Rational.of(unused.per)) };
  const asked: Run = { ...run, problems: [], failed: new Map() };
  const subject = run.catalog.subject(unused.question.slice(unused.question.indexOf(':') + 1));
  const at = momentOf(run, run.zone.startOfDay(day), unused, clause);
  if (typeof at !== 'number') return { problem: problemOf(at) };
  const [piece, ...others] = cut(asked, [nothingStated(run, subject, at, '', left)]);
  // INVARIANT: what has no length is one piece.
  if (piece === undefined || others.length > 0) return { amount: Rational.zero };
  const whole: Piece = { ...piece, counted: left };
  const charges = charge(asked, [whole], () => undefined);
  const [wrong] = asked.problems;
  if (wrong !== undefined) return { problem: { ...wrong.problem, clauses: [clause.id, ...wrong.problem.clauses] } };
  return { amount: amountOf(charges, whole).times(Rational.of(unused.percent, 100)) };
}
