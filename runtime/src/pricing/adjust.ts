// Discounts and surcharges: what comes off and on the price of a piece or of a start (meanings P7, P8).

import { Rational } from '../exact.ts';
import { numberText, priceText } from '../explaining/explain.ts';
import type { Index, SurchargeClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { amountOf, type Charges } from './charge.ts';
import { combined, type Surcharge } from './combine.ts';
import type { Contribution } from './lines.ts';
import { charged, type Piece } from './pieces.ts';
import { ask, clauseName, fail, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';
import { type Starts, scopeMissing, scopeOf, situationFor } from './scopes.ts';
import type { Started } from './start.ts';

/** What discounts, surcharges and limits rest on: the charges of a piece, or the start price that it opened. */
export interface Base {
  readonly piece: Piece;
  readonly isStart: boolean;
  /** Charged quantity; none for a start price. */
  readonly quantity: Rational;
  /** What it costs, from step to step: after its charges, after discounts, after surcharges. */
  readonly price: Rational;
  discounted: Rational;
  surcharged: Rational;
}

export function basesOf(pieces: readonly Piece[], charges: Charges, started: readonly Started[]): Base[] {
  const base = (piece: Piece, isStart: boolean, quantity: Rational, price: Rational): Base => {
    return { piece, isStart, quantity, price, discounted: price, surcharged: price };
  };
  return [
    ...pieces.map((piece) => base(piece, false, charged(piece), amountOf(charges, piece))),
    ...started.map(({ first, amount }) => base(first, true, Rational.zero, amount)),
  ];
}

// ------------------------------------------------------------------------------------------------------- discounts

export function discount(run: Run, bases: readonly Base[], starts: Starts): Contribution[] {
  const questions = run.catalog.questions('discount').map((question) => ({ question, on: basesSaid(run, question) }));
  return bases.flatMap((base) => {
    const { piece } = base;
    if (base.isStart || base.quantity.isZero()) return [];
    return questions.flatMap(({ question, on }) => {
      if (!on.has(piece.work.subjectIndex)) return [];
      const clause = ask(run, 'discount', question, situationFor(run, question, piece, starts));
      if (clause === undefined) return [];
      if (isTrouble(clause)) return failed(run, piece, clause);
      if (!clause.bases.includes(piece.work.subjectIndex) || clause.value.kind === 'none') return [];
      if (clause.value.kind !== 'percent') return failed(run, piece, wordTrouble(clause, clause.value));
      const amount = base.price.times(Rational.of(clause.value.percent, 100)).negate();
      base.discounted = base.discounted.plus(amount);
      base.surcharged = base.discounted;
      const text = `${clause.value.percent}% off ${numberText(base.price)}`;
      return [contribution('discount', clause.name ?? 'discount', clause, piece, amount, text)];
    });
  });
}

// ------------------------------------------------------------------------------------------------------ surcharges

export function surcharge(run: Run, bases: readonly Base[], starts: Starts): Contribution[] {
  const paid = new Set<string>();
  const questions = run.catalog.questions('surcharge').map((question) => {
    const onStart = run.plan.clausesOf(question).some((clause) => clause.kind === 'surcharge' && clause.onStart);
    return { question, on: basesSaid(run, question), onStart };
  });
  return bases.flatMap((base) => {
    const { piece } = base;
    if (!base.isStart && base.quantity.isZero()) return [];
    const meeting: Surcharge[] = [];
    for (const { question, on, onStart } of questions) {
      if (base.isStart ? !onStart : !on.has(piece.work.subjectIndex)) continue;
      const clause = ask(run, 'surcharge', question, situationFor(run, question, piece, starts));
      if (clause === undefined) continue;
      if (isTrouble(clause)) return failed(run, piece, clause);
      if (base.isStart ? !clause.onStart : !clause.bases.includes(piece.work.subjectIndex)) continue;
      const found = surchargeOf(run, clause, base, paid);
      if (isTrouble(found)) return failed(run, piece, found);
      if (found !== undefined) meeting.push(found);
    }
    const amounts = combined(run, piece, meeting, base.discounted);
    if (isTrouble(amounts)) return failed(run, piece, amounts);
    return amounts.map(({ clause, amount, text }) => {
      base.surcharged = base.surcharged.plus(amount);
      return contribution('surcharge', clause.name, clause, piece, amount, text);
    });
  });
}

function surchargeOf(
  run: Run,
  clause: SurchargeClause,
  base: Base,
  paid: Set<string>,
): Surcharge | undefined | Trouble {
  const { value } = clause;
  const { unit } = base.piece.work.subject;
  switch (value.kind) {
    case 'percent':
      return { clause, percent: Rational.of(value.percent, 100), fixed: Rational.zero, text: `+${value.percent}%` };
    case 'rate': {
      const amount = Rational.of(value.amount);
      const per = Rational.of(value.per);
      return { clause, fixed: base.quantity.times(amount).over(per), text: `+${priceText(amount, per, unit)}` };
    }
    case 'money': {
      const scope = scopeOf(run, clause.scope, base.piece.work, base.piece.from);
      if (scope === undefined) return scopeMissing(run, clause);
      // Once, where the question is first answered so in the scope.
      const name = `${clause.id} ${scope}`;
      const fixed = paid.has(name) ? Rational.zero : Rational.of(value.amount);
      paid.add(name);
      return { clause, fixed, text: `+${value.amount}` };
    }
    case 'none':
    case 'included':
      return undefined;
    default:
      return wordTrouble(clause, value);
  }
}

// ---------------------------------------------------------------------------------------------------------- shared

/** Every subject that some clause of the question rests on. */
function basesSaid(run: Run, question: string): ReadonlySet<Index> {
  const clauses = run.plan.clausesOf(question);
  return new Set(clauses.flatMap((clause) => ('bases' in clause ? clause.bases : [])));
}

function failed(run: Run, piece: Piece, why: Trouble): [] {
  fail(run, piece.work, why);
  return [];
}

function contribution(
  kind: 'discount' | 'surcharge',
  subject: string,
  clause: Contribution['clause'],
  piece: Piece,
  amount: Rational,
  text: string,
): Contribution {
  const trace: Trace = {
    what: kind,
    clause: clause.id,
    from: piece.from,
    until: piece.until,
    amount: amount.toString(),
    unit: 'money',
    text: `${text} = ${numberText(amount)} (${clauseName(clause)})`,
  };
  return { kind, subject, clause, piece, amount, trace };
}
