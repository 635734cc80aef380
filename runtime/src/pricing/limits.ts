// The least and the most that work may come to in a scope (meaning P9).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Bounds, Index, LimitClause } from '../ir.ts';
import { dateOf } from '../time/civil.ts';
import { type Base, vatOfBase } from './bases.ts';
import { type Contribution, invoicedOn } from './lines.ts';
import type { Piece } from './pieces.ts';
import { ask, fail, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';
import { lastDayOf, type Starts, scopeMissing, scopeOf, situationFor } from './scopes.ts';
import { byRate } from './vat.ts';

export function limit(run: Run, bases: readonly Base[], starts: Starts): Contribution[] {
  return run.catalog.questions('limit').flatMap((question) => {
    const clauses = run.catalog.clauses('limit').filter((clause) => clause.question === question);
    const [sample] = clauses;
    if (sample === undefined) return [];
    const meant = bases.filter((base) => clauses.some((clause) => isOn(clause, base)));
    return scopesOf(run, sample.scope, meant).flatMap((group) => limitScope(run, sample, group, starts));
  });
}

/** A limit speaks of its subjects, and of start prices where it says so, whatever work they start. */
function isOn(clause: LimitClause, { isStart, piece }: Base): boolean {
  return isStart ? clause.onStart : clause.bases.includes(piece.work.subjectIndex);
}

interface Group {
  readonly scope: string | undefined;
  readonly members: Base[];
}

function scopesOf(run: Run, scope: Index | undefined, bases: readonly Base[]): Group[] {
  const groups = new Map<string, Group>();
  for (const base of bases) {
    const { work, from } = base.piece;
    const name = scopeOf(run, scope, work, from);
    const key = name === undefined ? `of ${work.subjectIndex} ${work.id}` : `is ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { scope: name, members: [base] });
    else group.members.push(base);
  }
  return [...groups.values()];
}

function limitScope(run: Run, sample: LimitClause, { scope, members }: Group, starts: Starts): Contribution[] {
  const { question } = sample;
  const first = firstPiece(members);
  const failAll = (why: Trouble): [] => {
    for (const { piece } of members) fail(run, piece.work, why);
    return [];
  };
  const clause = ask(run, 'limit', question, situationFor(run, question, first, starts));
  if (clause === undefined) return [];
  if (scope === undefined) return failAll(scopeMissing(run, sample));
  if (isTrouble(clause)) return failAll(clause);
  const { value } = clause;
  if (value.kind === 'open') return failAll(wordTrouble(clause, value));
  // Without a part of the scope nobody knows what it comes to.
  if (members.some(({ piece }) => run.failed.has(piece.work))) return [];
  const counting = members.filter((base) => isOn(clause, base));
  const parts = counting.map((base) => ({
    vat: vatOfBase(run, base),
    amount: clause.surcharges === 'before' ? base.discounted : base.surcharged,
  }));
  const sum = Rational.sum(parts.map(({ amount }) => amount));
  if (sum.isZero() && counting.every(({ isStart, piece }) => isStart || piece.counted.isZero())) return [];
  const bounded = bound(sum, value);
  const difference = bounded.minus(sum);
  const text = `${numberText(sum)} becomes ${numberText(bounded)}, ${difference.sign() > 0 ? 'the least' : 'the most'} for ${scope}`;
  const posted = lastDayOf(run, sample.scope, scope);
  const dates = posted === undefined ? {} : { dates: onDay(posted) };
  const subject = question.split(':')[1] ?? '';
  return byRate(run.ir, difference, parts, vatOfBase(run, { piece: first, isStart: false })).map(({ vat, amount }) => {
    const trace = { what: 'limit', clause: clause.id, amount: amount.toString(), unit: 'money', text } as const;
    return { kind: 'limit', subject, clause, piece: first, ...dates, source: scope, amount, vat, trace };
  });
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

export function bound(amount: Rational, { atLeast, atMost }: Bounds): Rational {
  const raised = atLeast === undefined ? amount : amount.max(Rational.of(atLeast));
  return atMost === undefined ? raised : raised.min(Rational.of(atMost));
}
