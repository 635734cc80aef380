// Invoice lines: gathers what the steps contribute, rounds each line once, adds VAT and totals (meanings M1–M4).

import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import type { Clause, DateSpan, Ir, Unit } from '../ir.ts';
import type { Invoice, Line, Trace } from '../results.ts';
import { dateOf, dayOf, firstOfMonth, monthOf } from '../time/civil.ts';
import type { UnitPrice } from './charge.ts';
import { compareText, type Piece } from './pieces.ts';
import type { Run } from './run.ts';

/** What one clause makes of one piece of work, one start, one scope or one fee period; a line gathers several. */
export interface Contribution {
  readonly kind: Line['kind'];
  readonly subject: string;
  readonly clause: Clause;
  /** The piece it stems from; fees have dates instead. */
  readonly piece?: Piece;
  readonly dates?: {
    readonly service: DateSpan;
    readonly invoiced: string;
    /** What a fee that was invoiced before turned out to come to besides (F8). */
    readonly later?: true;
  };
  /** Scope, period or unit, where that and not the work is what has a line of its own. */
  readonly source?: string;
  readonly quantity?: Rational;
  readonly drawn?: Rational;
  readonly bought?: Rational;
  readonly unit?: Unit;
  readonly unitPrice?: UnitPrice;
  readonly amount: Rational;
  readonly trace: Trace;
}

const KINDS: readonly Line['kind'][] = [
  'start',
  'rate',
  'price',
  'discount',
  'surcharge',
  'bought',
  'limit',
  'fee',
  'credit',
];

export function makeLines(run: Run, contributions: readonly Contribution[]): Line[] {
  const groups = Map.groupBy(contributions, (one) => lineId(run, one));
  return [...groups]
    .flatMap(([id, group]) => {
      const line = lineOf(run, id, group);
      return line === undefined ? [] : { line, rank: rankOf(group) };
    })
    .sort(
      (a, b) =>
        compareText(a.line.service.from, b.line.service.from) || a.rank - b.rank || compareText(a.line.id, b.line.id),
    )
    .map(({ line }) => line);
}

/** What caps credits stands below them. */
function rankOf([first]: readonly Contribution[]): number {
  return first === undefined || first.clause.kind === 'cap' ? KINDS.length : KINDS.indexOf(first.kind);
}

function lineId(run: Run, one: Contribution): string {
  const { clause, subject, unitPrice, dates, piece } = one;
  const when = dates?.service.from ?? monthText(piece?.postedOn ?? 0);
  const later = dates?.later === true ? dates.invoiced : '';
  return lineName({ clause, subject, source: sourceOf(run, one), unitPrice, when, later });
}

/** Made of content alone: clause, source, unit price and posting month. */
export function lineName(of: {
  readonly clause: Clause;
  readonly subject: string;
  readonly source: string | undefined;
  readonly unitPrice: UnitPrice | undefined;
  readonly when: string;
  readonly later?: string;
}): string {
  const { clause, subject, source = '', unitPrice, when, later = '' } = of;
  const price = unitPrice === undefined ? '' : `${numberText(unitPrice.amount)} per ${unitPrice.per}`;
  return [clause.id, subject, source, price, when, later].filter((part) => part !== '').join('/');
}

function sourceOf(run: Run, { source, piece }: Contribution): string | undefined {
  if (source !== undefined || piece === undefined) return source;
  switch (run.ir.agreement.lines) {
    case 'entry':
      return piece.work.id;
    case 'job':
      return piece.work.keys.job ?? piece.work.id;
    case 'month':
      return undefined;
  }
}

function monthText(day: number): string {
  return dateOf(day).slice(0, 7);
}

function lineOf(run: Run, id: string, group: readonly Contribution[]): Line | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const exact = Rational.sum(group.map(({ amount }) => amount));
  const isWork = first.kind === 'rate' || first.kind === 'price';
  if (exact.isZero() && !isWork) return undefined;
  const net = netOf(run, exact);
  const digits = run.ir.agreement.minorDigits;
  const quantity = total(group.map((one) => one.quantity));
  const drawn = total(group.map((one) => one.drawn));
  const bought = total(group.map((one) => one.bought));
  const source = sourceOf(run, first);
  const { clause, unit, unitPrice } = first;
  return {
    id,
    kind: first.kind,
    subject: first.subject,
    clause: clause.id,
    ...(clause.paper === undefined ? {} : { paper: clause.paper }),
    ...(source === undefined ? {} : { source }),
    ...datesOf(group, first),
    ...(quantity === undefined ? {} : { quantity: quantity.toString() }),
    ...(drawn === undefined || drawn.isZero() ? {} : { drawn: drawn.toString() }),
    ...(bought === undefined || bought.isZero() ? {} : { bought: bought.toString() }),
    ...(unit === undefined ? {} : { unit: unitName(unit) }),
    ...(unitPrice === undefined
      ? {}
      : { unitPrice: { amount: numberText(unitPrice.amount), per: numberText(unitPrice.per) } }),
    exact: net.toString(),
    amount: roundedLine(run.ir, net).toDecimal(digits),
    trace: traceOf(run, first, { exact, net, quantity }, group),
  };
}

/** M3. */
function roundedLine({ agreement: { minorDigits, roundedTo } }: Ir, net: Rational): Rational {
  if (roundedTo === undefined) return net.round(minorDigits);
  const multiple = Rational.of(roundedTo);
  return net.over(multiple).round(0).times(multiple);
}

/** M4: a price that includes VAT is turned net before it is rounded. */
function netOf(run: Run, exact: Rational): Rational {
  const { vat } = run.ir.agreement;
  return vat.kind === 'included' ? exact.over(Rational.one.plus(Rational.of(vat.percent, 100))) : exact;
}

function total(values: readonly (Rational | undefined)[]): Rational | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Rational.sum(known);
}

function datesOf(group: readonly Contribution[], first: Contribution): { service: DateSpan; invoiced: string } {
  if (first.dates !== undefined) return { service: first.dates.service, invoiced: first.dates.invoiced };
  const days = group.map(({ piece }) => piece?.postedOn ?? 0);
  const last = days.reduce((a, b) => Math.max(a, b));
  return {
    service: { from: dateOf(days.reduce((a, b) => Math.min(a, b))), until: dateOf(last) },
    invoiced: dateOf(invoicedOn(last)),
  };
}

/** Last day of the month of delivery (meaning F3). */
export function invoicedOn(day: number): number {
  return firstOfMonth(monthOf(day) + 1) - 1;
}

function traceOf(
  run: Run,
  first: Contribution,
  { exact, net, quantity }: { exact: Rational; net: Rational; quantity: Rational | undefined },
  group: readonly Contribution[],
): Trace {
  const digits = run.ir.agreement.minorDigits;
  const { unitPrice, unit, clause, kind } = first;
  const product =
    unitPrice !== undefined && unit !== undefined && quantity !== undefined
      ? `${quantityText(quantity, unit)} × ${priceText(unitPrice.amount, unitPrice.per, unit)}`
      : `${kind} ${first.subject}`;
  const children: Trace[] = group.map(({ trace }) => trace);
  if (!exact.equals(net)) {
    children.push({
      what: 'vat',
      amount: net.toString(),
      unit: 'money',
      text: `${numberText(exact)} without VAT = ${numberText(net)}`,
    });
  }
  const rounded = roundedLine(run.ir, net);
  if (!rounded.equals(net)) {
    children.push({
      what: 'rounding',
      amount: rounded.toString(),
      unit: 'money',
      text: `${numberText(net)} rounded to ${rounded.toDecimal(digits)}`,
    });
  }
  const text = `${product} = ${net.toDecimal(digits)} ${run.ir.agreement.currency}`;
  return { what: kind, clause: clause.id, amount: net.toString(), unit: 'money', text, children };
}

// ---------------------------------------------------------------------------------------------------------- totals

/** Which lines the basis asks for: by the day of delivery or by the day of invoicing (meaning F3). */
export function isAsked(run: Run, basis: Invoice['basis'], one: Contribution): boolean {
  const day =
    one.dates !== undefined
      ? dayOf(basis === 'cost' ? one.dates.service.from : one.dates.invoiced)
      : basis === 'cost'
        ? (one.piece?.postedOn ?? 0)
        : invoicedOn(one.piece?.postedOn ?? 0);
  return day >= run.span.from && day < run.span.until;
}

/** VAT is computed once, on the sum of the rounded lines (EN 16931). */
export function totalsOf(ir: Ir, lines: readonly Pick<Line, 'amount'>[]): Invoice['totals'] {
  const { vat, minorDigits } = ir.agreement;
  const net = Rational.sum(lines.map((line) => Rational.of(line.amount)));
  if (vat.kind === 'not-stated' || vat.kind === 'none') {
    return { net: net.toDecimal(minorDigits), vat: [], gross: net.toDecimal(minorDigits) };
  }
  const tax = net.times(Rational.of(vat.percent, 100)).round(minorDigits);
  return {
    net: net.toDecimal(minorDigits),
    vat: [{ percent: vat.percent, base: net.toDecimal(minorDigits), amount: tax.toDecimal(minorDigits) }],
    gross: net.plus(tax).toDecimal(minorDigits),
  };
}
