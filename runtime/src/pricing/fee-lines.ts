// What fees and the discounts on them contribute to lines (meanings M2, F3).

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Situation } from '../facts.ts';
import type { DiscountClause, FeeClause, SurchargeClause } from '../ir.ts';
import type { Trace } from '../results.ts';
import { type DayRange, dateOf } from '../time/civil.ts';
import { isNamed } from './catalog.ts';
import { combined, percentOn, restsOnOne, type Surcharge, surchargeQuestions } from './combine.ts';
import type { Contribution } from './lines.ts';
import type { Occasion } from './occasions.ts';
import { isOff, offText, takenOff } from './off.ts';
import type { Held, UnitPrice } from './pieces.ts';
import { ask, isTrouble, type Run, type Trouble, wordTrouble } from './run.ts';
import { shareIn, situationOf } from './units.ts';
import { vatOn } from './vat.ts';

/** What a fee comes to in one period under one clause. */
export interface Fee {
  readonly clause: FeeClause;
  /** Those that are counted in it, of a fee per unit. */
  readonly units: readonly Held[];
  /** The instant at which it is asked for. */
  readonly at: number;
  /** How many units it is for; 1 of a fee that is not per unit. */
  readonly counted: Rational;
  /** How many times its price is paid: of a part of a period, the part. */
  readonly paid: Rational;
  /** What the line shows. */
  readonly quantity: Rational;
  readonly unitPrice?: UnitPrice;
  readonly amount: Rational;
  readonly text: string;
  /** How the price came to what it is, and which units are still paid for. */
  readonly index: readonly Trace[];
}

export function feeName(question: string): string {
  return question === 'fee' ? 'fee' : question.slice('fee:'.length);
}

/** A fee and its discounts; nothing where a discount has no answer, since then nobody knows what the fee comes to. */
export function feeContributions(run: Run, question: string, occasion: Occasion, fee: Fee): Contribution[] | Trouble {
  const name = feeName(question);
  const { clause, quantity, unitPrice, amount } = fee;
  const dates = {
    service: spanOf(occasion.days),
    invoiced: dateOf(occasion.invoiced?.(clause.inAdvance) ?? occasion.days.from),
  };
  const source = occasion.unit?.fact.id;
  const vat = vatOn(run.ir, { fee: name }, occasion.days.from);
  const base = { dates, ...(source === undefined ? {} : { source }), vat };
  const trace: Trace = {
    what: 'fee',
    clause: clause.id,
    amount: amount.toString(),
    unit: 'money',
    text: `${fee.text} = ${numberText(amount)}`,
    ...(fee.index.length === 0 ? {} : { children: fee.index }),
  };
  const own: Contribution = {
    ...base,
    kind: 'fee',
    subject: name,
    clause,
    quantity,
    unit: { kind: 'count' },
    ...(unitPrice === undefined ? {} : { unitPrice }),
    amount,
    trace,
  };
  const onFee = { ...base, source: [clause.id, source].filter((part) => part !== undefined).join(' '), below: own };
  const discounts = discountShares(run, name, fee, occasion);
  if (isTrouble(discounts)) return discounts;
  const off = discounts.map((discount) => discountContribution(discount, fee, onFee));
  const discounted = Rational.sum([own, ...off].map((one) => one.amount));
  const surcharges = surchargesOn(run, name, fee.at, discounted);
  if (isTrouble(surcharges)) return surcharges;
  return [own, ...off, ...surcharges.map((surcharge) => surchargeContribution(surcharge, onFee))];
}

/** P8: asked once for the period, of no unit. */
function surchargesOn(run: Run, name: string, at: number, price: Rational): readonly Surcharge[] | Trouble {
  const situation = situationOf(run, at, undefined);
  const isOn = ({ fees = [] }: SurchargeClause) => isNamed(fees, name);
  const clauses: SurchargeClause[] = [];
  for (const { question, rows, mayRest } of surchargeQuestions(run)) {
    if (!rows.some(isOn) && !(mayRest && clauses.length > 0)) continue;
    const clause = ask(run, 'surcharge', question, situation);
    if (clause === undefined) continue;
    if (isTrouble(clause)) return clause;
    if (isOn(clause) || restsOnOne(clause, clauses)) clauses.push(clause);
  }
  const meeting: Surcharge[] = [];
  for (const clause of clauses) {
    const { value } = clause;
    if (value.kind === 'none' || value.kind === 'included') continue;
    if (value.kind !== 'percent') return wordTrouble(clause, value);
    meeting.push(percentOn(clause, value.percent, price));
  }
  return combined(run, { situation }, meeting, price, isOn);
}

/** A discount with the part of the fee that it rests on. */
interface Discounted {
  readonly clause: DiscountClause;
  readonly share: Rational;
}

/** P7: the discounts of a fee; of a fee per unit, those of its units. */
function discountShares(
  run: Run,
  name: string,
  { units, counted, at }: Fee,
  occasion: Occasion,
): Discounted[] | Trouble {
  const found = new Map<DiscountClause, Held[]>();
  for (const unit of units.length === 0 ? [undefined] : units) {
    const clauses = discountsOn(run, name, situationOf(run, at, unit));
    if (isTrouble(clauses)) return clauses;
    for (const clause of clauses)
      found.set(clause, [...(found.get(clause) ?? []), ...(unit === undefined ? [] : [unit])]);
  }
  return [...found].map(([clause, those]) => ({
    clause,
    share: those.length === units.length ? Rational.one : shareIn(run, those, occasion, counted),
  }));
}

/** Every discount that names the fee and holds there. */
export function discountsOn(run: Run, name: string, situation: Situation): DiscountClause[] | Trouble {
  const found: DiscountClause[] = [];
  const isOn = ({ fees }: DiscountClause) => isNamed(fees, name);
  for (const [question, clauses] of run.catalog.byQuestion('discount')) {
    if (!clauses.some(isOn)) continue;
    const clause = ask(run, 'discount', question, situation);
    if (clause === undefined) continue;
    if (isTrouble(clause)) return clause;
    if (!isOn(clause) || clause.value.kind === 'none') continue;
    if (!isOff(clause.value)) return wordTrouble(clause, clause.value);
    found.push(clause);
  }
  return found;
}

/** What discounts and surcharges have of the fee that they are on. */
type OnFee = Pick<Contribution, 'dates' | 'source' | 'vat' | 'below'>;

function discountContribution({ clause, share }: Discounted, fee: Fee, onFee: OnFee): Contribution {
  const of = fee.amount.times(share);
  const { value } = clause;
  // INVARIANT: only what takes something off is found.
  const off = isOff(value) ? takenOff(value, of, share.times(fee.paid)) : Rational.zero;
  const amount = off.negate();
  const text = `${isOff(value) ? offText(value, { kind: 'count' }) : ''} off ${numberText(of)} = ${numberText(amount)}`;
  const trace: Trace = { what: 'discount', clause: clause.id, amount: amount.toString(), unit: 'money', text };
  return { ...onFee, kind: 'discount', subject: clause.name ?? 'discount', clause, amount, trace };
}

function surchargeContribution(surcharge: Surcharge, onFee: OnFee): Contribution {
  const { clause, amount } = surcharge;
  const text = `${surcharge.text()} = ${numberText(amount)}`;
  const trace: Trace = { what: 'surcharge', clause: clause.id, amount: amount.toString(), unit: 'money', text };
  return { ...onFee, kind: 'surcharge', subject: clause.name, clause, amount, trace };
}

function spanOf(days: DayRange): { from: string; until: string } {
  return { from: dateOf(days.from), until: dateOf(days.until - 1) };
}
