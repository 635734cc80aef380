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
import { isByTurnover, isOff, type Taken, takenTogether } from './off.ts';
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
  const vat = vatOn(run, { fee: name }, occasion.days.from);
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
  const off = discounts.map((discount) => discountContribution(discount, onFee));
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

/** What a discount takes off the fee, of those of its units for which it does so. */
interface Discounted {
  readonly taken: Taken;
  readonly share: Rational;
}

/** P7: the discounts of a fee; of a fee per unit, those of its units. */
function discountShares(run: Run, name: string, fee: Fee, occasion: Occasion): Discounted[] | Trouble {
  const { units, counted, at } = fee;
  const found = new Map<string, { readonly taken: Taken; readonly those: Held[] }>();
  for (const unit of units.length === 0 ? [undefined] : units) {
    const all = discountsOn(run, name, situationOf(run, at, unit), fee.amount, fee.paid);
    if (isTrouble(all)) return all;
    for (const taken of all) {
      // How much it is may depend on the others that hold for the unit.
      const key = `${taken.clause.id} ${taken.amount}`;
      const same = found.get(key) ?? { taken, those: [] };
      found.set(key, same);
      if (unit !== undefined) same.those.push(unit);
    }
  }
  return [...found.values()].map(({ taken, those }) => ({
    taken,
    share: those.length === units.length ? Rational.one : shareIn(run, those, occasion, counted),
  }));
}

/** What the discounts that name the fee and hold there take off the price of so much of it. */
export function discountsOn(
  run: Run,
  name: string,
  situation: Situation,
  price: Rational,
  paid: Rational,
): readonly Taken[] | Trouble {
  const found: DiscountClause[] = [];
  const isOn = ({ fees }: DiscountClause) => isNamed(fees, name);
  for (const [question, clauses] of run.catalog.byQuestion('discount')) {
    if (isByTurnover(clauses) || !clauses.some(isOn)) continue;
    const clause = ask(run, 'discount', question, situation);
    if (clause === undefined) continue;
    if (isTrouble(clause)) return clause;
    if (!isOn(clause) || clause.value.kind === 'none') continue;
    if (!isOff(clause.value)) return wordTrouble(clause, clause.value);
    found.push(clause);
  }
  return takenTogether(run, { situation }, found, price, paid);
}

/** What discounts and surcharges have of the fee that they are on. */
type OnFee = Pick<Contribution, 'dates' | 'source' | 'vat' | 'below'>;

function discountContribution({ taken, share }: Discounted, onFee: OnFee): Contribution {
  const { clause } = taken;
  const amount = taken.amount.times(share).negate();
  const text = `${taken.text({ kind: 'count' }, share)} = ${numberText(amount)}`;
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
