// What rests on what things come to together in a scope: the least and the most, and discounts by turnover (meanings P9, P10).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { DiscountClause, Index, LimitClause } from '../ir.ts';
import type { Invoice } from '../results.ts';
import { dateOf, firstOfMonth, monthOf, periodContaining } from '../time/civil.ts';
import { type Base, vatOfBase } from './bases.ts';
import { bound } from './bound.ts';
import { feesFor, type Stretch } from './fee-base.ts';
import { feeName } from './fee-lines.ts';
import { type Book, bookOf } from './known.ts';
import { climb, stepOf } from './ladder.ts';
import { type Contribution, invoicedOn, isAsked } from './lines.ts';
import { inOrder, partOf } from './parts.ts';
import type { Held, Piece } from './pieces.ts';
import { ask, fail, isTrouble, item, problemOf, type Run, type Trouble, wordTrouble } from './run.ts';
import { askOf, type InScope, inScopes, lastDayOf, type Starts, scopeMissing, scopeOf } from './scopes.ts';
import { byRate, type Rated, type Tax, vatOn } from './vat.ts';

/** What speaks of a sum: a limit, or a discount by turnover. */
type Summing = LimitClause | (DiscountClause & { readonly scope: Index });

const isSumming = (clause: LimitClause | DiscountClause): clause is Summing => clause.scope !== undefined;

export function limit(
  run: Run,
  bases: readonly Base[],
  starts: Starts,
  units: readonly Held[],
  basis: Invoice['basis'],
): Contribution[] {
  const questions = [...run.catalog.byQuestion('limit'), ...run.catalog.byQuestion('discount')];
  return questions.flatMap(([, all]) => {
    const clauses = all.filter(isSumming);
    const [sample] = clauses;
    if (sample === undefined) return [];
    const meant = bases.filter((base) => clauses.some((clause) => isOn(clause, base)));
    if (clauses.some((clause) => feesOf(clause) !== undefined))
      return limitPeriods(bookOf(run, units), sample, meant, basis);
    const scopes = inScopes(run, sample.scope, meant, ({ piece }) => piece);
    return scopes.flatMap((one) => limitScope(run, sample, one, starts));
  });
}

/** It speaks of its subjects, and of start prices where it says so, whatever work they start. */
function isOn(clause: Summing, { isStart, piece }: Base): boolean {
  return isStart ? clause.onStart === true : clause.bases.includes(piece.work.subjectIndex);
}

const feesOf = ({ fees = [] }: Summing): readonly string[] | undefined => (fees.length === 0 ? undefined : fees);

/** Turnover is what is paid in the end. */
const surchargesOf = (clause: Summing): LimitClause['surcharges'] =>
  clause.kind === 'limit' ? clause.surcharges : 'after';

function limitScope(run: Run, sample: Summing, { scope, members }: InScope<Base>, starts: Starts): Contribution[] {
  const { question } = sample;
  const first = firstPiece(members);
  const failAll = (why: Trouble): [] => {
    for (const { piece } of members) fail(run, piece.work, why);
    return [];
  };
  const clause = askOf(run, sample.kind, question, first, starts);
  if (clause === undefined) return [];
  if (scope === undefined) return failAll(scopeMissing(run, sample));
  if (isTrouble(clause)) return failAll(clause);
  const { value } = clause;
  if (value.kind === 'open') return failAll(wordTrouble(clause, value));
  if (!isSumming(clause)) return [];
  // Without a part of the scope nobody knows what it comes to.
  if (members.some(({ piece }) => run.failed.has(piece.work))) return [];
  const parts = partsOf(run, clause, members);
  const sum = Rational.sum(parts.map(({ amount }) => amount));
  const isNothing = ({ isStart, piece }: Base) => isStart || piece.counted.isZero();
  if (sum.isZero() && members.filter((base) => isOn(clause, base)).every(isNothing)) return [];
  const posted = lastDayOf(run, sample.scope, scope);
  const dates = posted === undefined ? {} : { dates: onDay(posted) };
  const made = { clause, scope, parts, otherwise: vatOfBase(run, { piece: first, isStart: false }) };
  return difference(run, made).map((one) => ({ ...one, piece: first, ...dates }));
}

/** What the limit holds of them, with its rates of VAT. */
function partsOf(run: Run, clause: Summing, members: readonly Base[]): Rated[] {
  const counting = members.filter((base) => isOn(clause, base));
  return counting.map((base) => ({
    vat: vatOfBase(run, base),
    amount: surchargesOf(clause) === 'before' ? base.discounted : base.surcharged,
  }));
}

interface Limited {
  readonly clause: Summing;
  /** Of a period of which the order has a part: how much of the least counts. */
  readonly part?: Rational;
  readonly scope: string;
  readonly parts: readonly Rated[];
  readonly otherwise: Tax | undefined;
}

/** What lifts or lowers the sum of the parts, divided among their rates of VAT. */
function difference(run: Run, { clause, part, scope, parts, otherwise }: Limited) {
  const sum = Rational.sum(parts.map(({ amount }) => amount));
  const found = clause.kind === 'limit' ? bounded(clause, sum, part, scope) : givenBack(clause, sum, scope);
  if (found === undefined || found.more.isZero()) return [];
  const { more, text } = found;
  const subject = clause.kind === 'limit' ? (clause.question.split(':')[1] ?? '') : (clause.name ?? 'discount');
  return byRate(run.ir, more, parts, otherwise).map(({ vat, amount }) => {
    const { kind } = clause;
    const trace = { what: kind, clause: clause.id, amount: amount.toString(), unit: 'money', text } as const;
    return { kind, subject, clause, source: scope, amount, vat, trace } as const;
  });
}

interface Difference {
  readonly more: Rational;
  readonly text: string;
}

function bounded({ value }: LimitClause, sum: Rational, part: Rational | undefined, scope: string) {
  if (value.kind === 'open') return undefined;
  const bounds = bound(sum, value, part);
  const more = bounds.minus(sum);
  const which = more.sign() > 0 ? 'the least' : 'the most';
  return { more, text: `${numberText(sum)} becomes ${numberText(bounds)}, ${which} for ${scope}` };
}

/** P10: of the step that the sum reaches, or of what lies in each. */
function givenBack({ value }: DiscountClause, sum: Rational, scope: string): Difference | undefined {
  if (value.kind !== 'ladder' || sum.sign() <= 0) return undefined;
  const steps =
    value.mode === 'part' ? climb(value, Rational.zero, sum) : [{ value: stepOf(value, sum), quantity: sum }];
  const found = steps.flatMap(({ value: step, quantity }) =>
    step === undefined || step.percent === '0' ? [] : [{ percent: step.percent, quantity }],
  );
  const texts = found.map(({ percent, quantity }) => `${percent}% of ${numberText(quantity)}`);
  const back = Rational.sum(found.map(({ percent, quantity }) => quantity.times(Rational.of(percent, 100))));
  return { more: back.negate(), text: `${texts.join(' and ')} back, of ${numberText(sum)} for ${scope}` };
}

// ----------------------------------------------------------------------------------------------------------- with fees

/** A limit that is on fees: in each of its periods, whether or not anything was worked. */
function limitPeriods(
  book: Book,
  { kind, question, scope }: Summing,
  bases: readonly Base[],
  basis: Invoice['basis'],
): Contribution[] {
  const { run } = book;
  const { over } = item(run.ir.scopes, scope);
  const found: Contribution[] = [];
  if (over.kind !== 'period') return found;
  const until = Math.min(run.orderDays.until, run.span.until);
  let day = Math.max(run.orderDays.from, firstOfMonth(monthOf(run.span.from)));
  while (day < until) {
    const days = periodContaining(over.period, day, run.orderDays.from);
    const dates = onDay(inOrder(run, days).until - 1);
    day = days.until;
    if (!isAsked(run, basis, { dates })) continue;
    const name = dateOf(days.from);
    const members = bases.filter(({ piece }) => scopeOf(run, scope, piece.work, piece.from) === name);
    const made = limitPeriod(book, kind, question, { kind: over.period, days }, members);
    if (isTrouble(made)) run.problems.push({ problem: problemOf(made, question.split(':')[1] ?? '') });
    else if (made !== undefined) found.push(...difference(run, made).map((one) => ({ ...one, dates })));
  }
  return found;
}

function limitPeriod(
  book: Book,
  kind: Summing['kind'],
  question: string,
  during: Stretch,
  members: readonly Base[],
): Limited | Trouble | undefined {
  const { run } = book;
  const { from } = inOrder(run, during.days);
  const clause = ask(run, kind, question, { at: run.zone.startOfDay(from), choices: {} });
  if (clause === undefined || isTrouble(clause)) return clause;
  const { value } = clause;
  if (value.kind === 'open') return wordTrouble(clause, value);
  if (!isSumming(clause)) return undefined;
  const fees = feesOf(clause) ?? [];
  if (members.some(({ piece }) => run.failed.has(piece.work))) return undefined;
  const parts = partsOf(run, clause, members);
  const names = fees.includes('*') ? run.catalog.questions('fee').map(feeName) : fees;
  for (const name of names) {
    const amount = feesFor(book, [name], during, { surcharges: surchargesOf(clause), singles: 'due' });
    if (isTrouble(amount)) return amount;
    parts.push({ vat: vatOn(run, { fee: name }, from), amount });
  }
  const part = partOf(run, during.days, clause.id);
  if ('kind' in part) return part;
  const scope = dateOf(during.days.from);
  return { clause, part: part.value, scope, parts, otherwise: vatOn(run, undefined, from) };
}

/** What a whole period comes to is known, and posted, on its last day. */
function onDay(day: number): NonNullable<Contribution['dates']> {
  return { service: { from: dateOf(day), until: dateOf(day) }, invoiced: dateOf(invoicedOn(day)) };
}

/** The piece with which the scope starts. */
function firstPiece(members: readonly Base[]): Piece {
  const pieces = members.filter(({ piece }) => !piece.added).map(({ piece }) => piece);
  // INVARIANT: added time never stands without the time it was added to.
  return pieces.reduce((first, piece) => (piece.from < first.from ? piece : first));
}
