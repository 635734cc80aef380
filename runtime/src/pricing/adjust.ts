// Discounts and surcharges: what comes off and on the price of a piece or of a start (meanings P7, P8).

import { Rational } from '../exact.ts';
import { numberText, priceText } from '../explaining/explain.ts';
import type { DiscountClause, Index, SurchargeClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { type Base, vatOfBase } from './bases.ts';
import { type Heights, heightsOf, type Part, partsOf } from './climbing.ts';
import {
  combined,
  percentOn,
  restsOnOne,
  type Surcharge,
  type SurchargeQuestion,
  surchargeQuestions,
} from './combine.ts';
import type { Contribution } from './lines.ts';
import { isByTurnover, isOff, takenTogether } from './off.ts';
import type { Piece } from './pieces.ts';
import { clauseName, fail, isTrouble, item, type Run, type Trouble, wordTrouble } from './run.ts';
import { askOf, type Starts, scopeMissing, scopeOf } from './scopes.ts';

// ------------------------------------------------------------------------------------------------------- discounts

export function discount(run: Run, bases: readonly Base[], starts: Starts): Contribution[] {
  const questions = run.catalog
    .byQuestion('discount')
    .filter(([, clauses]) => !isByTurnover(clauses))
    .map(([question]) => ({ question, on: basesSaid(run, question) }));
  if (questions.length === 0) return [];
  return bases.flatMap((base) => {
    const { piece } = base;
    if (base.isStart || base.quantity.isZero()) return [];
    const clauses: DiscountClause[] = [];
    for (const { question, on } of questions) {
      if (!on.has(piece.work.subjectIndex)) continue;
      const clause = askOf(run, 'discount', question, piece, starts);
      if (clause === undefined) continue;
      if (isTrouble(clause)) fail(run, piece.work, clause);
      else if (!clause.bases.includes(piece.work.subjectIndex) || clause.value.kind === 'none') continue;
      else if (isOff(clause.value)) clauses.push(clause);
      else fail(run, piece.work, wordTrouble(clause, clause.value));
    }
    if (clauses.length === 0) return [];
    const taken = takenTogether(run, piece, clauses, base.price, base.quantity);
    if (isTrouble(taken)) {
      fail(run, piece.work, taken);
      return [];
    }
    return taken.map((one) => {
      const { clause } = one;
      const amount = one.amount.negate();
      base.discounted = base.discounted.plus(amount);
      base.surcharged = base.discounted;
      const text = () => one.text(piece.work.subject.unit);
      return new OfBase(run, 'discount', clause.name ?? 'discount', clause, base, amount, text);
    });
  });
}

// ------------------------------------------------------------------------------------------------------ surcharges

export function surcharge(run: Run, bases: readonly Base[], starts: Starts): Contribution[] {
  const questions: AskedOfWork[] = surchargeQuestions(run).map((one) => ({
    ...one,
    on: basesSaid(run, one.question),
    onStart: one.rows.some((clause) => clause.onStart),
  }));
  if (questions.length === 0) return [];
  const answer = (question: string, { piece }: Base) => askOf(run, 'surcharge', question, piece, starts);
  const climbing = questions.filter(({ rows }) => rows.some(({ value }) => value.kind === 'ladder'));
  const heights = heightsOf(
    run,
    bases,
    climbing.map(({ question }) => question),
    (question, base) => {
      const clause = answer(question, base);
      return clause === undefined || isTrouble(clause) || !isOn(clause, base) ? undefined : clause;
    },
  );
  const paid = new Set<string>();
  const found: Contribution[] = [];
  for (const base of bases) {
    if (!base.isStart && base.quantity.isZero()) continue;
    const { clauses, wrong } = clausesOn(base, questions, answer);
    if (clauses.length === 0 && wrong === undefined) continue;
    // A lump falls on the first fact of its scope, also where something else of that fact cannot be priced.
    const lumps = lumpsOf(run, clauses, base.piece, paid);
    const amounts = wrong ?? amountsOf(run, base, clauses, lumps, heights);
    if (isTrouble(amounts)) {
      fail(run, base.piece.work, amounts);
      continue;
    }
    for (const one of amounts) {
      base.surcharged = base.surcharged.plus(one.amount);
      found.push(new OfBase(run, 'surcharge', one.clause.name, one.clause, base, one.amount, one.text));
    }
  }
  return found;
}

interface AskedOfWork extends SurchargeQuestion {
  /** Every subject that some clause of it rests on. */
  readonly on: ReadonlySet<Index>;
  readonly onStart: boolean;
}

/** The surcharges that hold for it, and why others are not known. */
function clausesOn(
  base: Base,
  questions: readonly AskedOfWork[],
  answer: (question: string, base: Base) => SurchargeClause | undefined | Trouble,
): { readonly clauses: readonly SurchargeClause[]; readonly wrong: Trouble | undefined } {
  const { isStart, piece } = base;
  let clauses: SurchargeClause[] = [];
  let wrong: Trouble | undefined;
  // What rests on surcharges is asked after those that it may rest on.
  for (const { question, on, onStart, mayRest } of questions) {
    const isNamed = isStart ? onStart : on.has(piece.work.subjectIndex);
    if (!isNamed && !(mayRest && clauses.length > 0)) continue;
    const clause = answer(question, base);
    if (isTrouble(clause)) wrong ??= clause;
    else if (clause !== undefined && (isOn(clause, base) || restsOnOne(clause, clauses)))
      clauses = [...clauses, clause];
  }
  return { clauses, wrong };
}

/** `lumps`: those that are due on this piece. */
function amountsOf(
  run: Run,
  base: Base,
  clauses: readonly SurchargeClause[],
  lumps: Set<SurchargeClause> | undefined,
  heights: Heights,
): readonly Surcharge[] | Trouble {
  const parts = partsOf(run, base, clauses, heights);
  if (isTrouble(parts)) return parts;
  let found: readonly Surcharge[] = [];
  for (const part of parts) {
    const meeting: Surcharge[] = [];
    for (const [at, value] of part.values.entries()) {
      const one = surchargeOf(run, item(clauses, at), value, part, base.piece, lumps);
      if (isTrouble(one)) return one;
      if (one !== undefined) meeting.push(one);
    }
    const amounts = combined(run, base.piece, meeting, part.price, (clause) => isOn(clause, base));
    if (isTrouble(amounts)) return amounts;
    found = found.length === 0 ? amounts : [...found, ...amounts];
  }
  return found;
}

function isOn(clause: SurchargeClause, { isStart, piece }: Base): boolean {
  return isStart ? clause.onStart : clause.bases.includes(piece.work.subjectIndex);
}

/** The lumps among them that are due on this piece. */
function lumpsOf(
  run: Run,
  clauses: readonly SurchargeClause[],
  piece: Piece,
  paid: Set<string>,
): Set<SurchargeClause> | undefined {
  if (!clauses.some(({ value }) => value.kind === 'money')) return undefined;
  return new Set(clauses.filter((clause) => isFirstOfScope(run, clause, piece, paid)));
}

/** Whether a lump is due here: once, where the question is first answered so in the scope. */
function isFirstOfScope(run: Run, { id, scope, value }: SurchargeClause, piece: Piece, paid: Set<string>): boolean {
  const name = value.kind === 'money' ? scopeOf(run, scope, piece.work, piece.from) : undefined;
  if (name === undefined || paid.has(`${id} ${name}`)) return false;
  paid.add(`${id} ${name}`);
  return true;
}

function surchargeOf(
  run: Run,
  clause: SurchargeClause,
  value: Part['values'][number],
  { quantity, price }: Part,
  piece: Piece,
  lumps: Set<SurchargeClause> | undefined,
): Surcharge | undefined | Trouble {
  const { unit } = piece.work.subject;
  switch (value.kind) {
    case 'percent':
      return percentOn(clause, value.percent, price);
    case 'rate': {
      const amount = Rational.of(value.amount);
      const per = Rational.of(value.per);
      return { clause, amount: quantity.times(amount).over(per), text: () => `+${priceText(amount, per, unit)}` };
    }
    case 'money': {
      const scope = scopeOf(run, clause.scope, piece.work, piece.from);
      if (scope === undefined) return scopeMissing(run, clause);
      const amount = lumps?.delete(clause) === true ? Rational.of(value.amount) : Rational.zero;
      return { clause, amount, text: () => `+${value.amount}` };
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

/** What comes off or on a price; its explanation is made when it is read. */
class OfBase implements Contribution {
  readonly kind: 'discount' | 'surcharge';
  readonly subject: string;
  readonly clause: Contribution['clause'];
  readonly piece: Piece;
  readonly amount: Rational;
  readonly vat: Contribution['vat'];
  readonly text: () => string;

  constructor(
    run: Run,
    kind: 'discount' | 'surcharge',
    subject: string,
    clause: Contribution['clause'],
    base: Base,
    amount: Rational,
    text: () => string,
  ) {
    this.kind = kind;
    this.subject = subject;
    this.clause = clause;
    this.piece = base.piece;
    this.amount = amount;
    this.vat = vatOfBase(run, base);
    this.text = text;
  }

  get trace(): Trace {
    const { kind, clause, piece, amount } = this;
    return {
      what: kind,
      clause: clause.id,
      from: piece.from,
      until: piece.until,
      amount: amount.toString(),
      unit: 'money',
      text: `${this.text()} = ${numberText(amount)} (${clauseName(clause)})`,
    };
  }
}
