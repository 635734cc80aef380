// Invoice lines: gathers what the steps contribute, rounds each line once, adds VAT and totals (meanings M1–M4).

import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import type { Clause, DateSpan, Decimal, Ir, Unit } from '../ir.ts';
import type { Invoice, Line, Trace } from '../results.ts';
import { dateOf, dayOf, firstOfMonth, monthOf } from '../time/civil.ts';
import { compareText, type Piece, type UnitPrice } from './pieces.ts';
import type { Run } from './run.ts';
import { vatOn } from './vat.ts';

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
  /** The fee that it is taken off or added to, below whose line it stands. */
  readonly below?: Contribution;
  readonly quantity?: Rational;
  readonly drawn?: Rational | undefined;
  readonly bought?: Rational | undefined;
  readonly unit?: Unit;
  readonly unitPrice?: UnitPrice | undefined;
  readonly amount: Rational;
  /** The rate of VAT, where it is not that of the piece's subject. */
  readonly vat?: Decimal | undefined;
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
  'unused',
  'credit',
];

export function makeLines(run: Run, contributions: readonly Contribution[]): Line[] {
  const groups = Map.groupBy(contributions, (one) => lineId(run, one));
  return [...groups]
    .flatMap(([id, group]) => {
      const line = lineOf(run, id, group);
      const [first] = group;
      if (line === undefined || first === undefined) return [];
      const { below = first } = first;
      const isBelow = below !== first;
      return { line, rank: rankOf(below), at: isBelow ? lineId(run, below) : id, own: isBelow ? rankOf(first) : -1 };
    })
    .sort(
      (a, b) =>
        compareText(a.line.service.from, b.line.service.from) ||
        a.rank - b.rank ||
        compareText(a.at, b.at) ||
        a.own - b.own ||
        compareText(a.line.id, b.line.id),
    )
    .map(({ line }) => line);
}

/** What caps credits stands below them. */
function rankOf({ clause, kind }: Contribution): number {
  return clause.kind === 'cap' ? KINDS.length : KINDS.indexOf(kind);
}

function lineId(run: Run, one: Contribution): string {
  const { clause, subject, unitPrice, dates, piece } = one;
  const when = dates?.service.from ?? monthText(piece?.postedOn ?? 0);
  const later = dates?.later === true ? dates.invoiced : '';
  const vat = 'also' in run.ir.agreement.vat ? vatOf(run, one) : undefined;
  return lineName({ clause, subject, source: sourceOf(run, one), unitPrice, when, later, vat });
}

/** M5. */
function vatOf({ ir }: Run, { vat, piece }: Contribution): Decimal | undefined {
  return vat ?? vatOn(ir, piece && { subject: piece.work.subjectIndex }, piece?.postedOn ?? 0);
}

/** Made of content alone: clause, source, unit price and posting month; the rate of VAT, where there are several. */
export function lineName(of: {
  readonly clause: Clause;
  readonly subject: string;
  readonly source: string | undefined;
  readonly unitPrice: UnitPrice | undefined;
  readonly when: string;
  readonly later?: string;
  readonly vat?: Decimal | undefined;
}): string {
  const { clause, subject, source = '', unitPrice, when, later = '', vat } = of;
  let name = clause.id;
  if (subject !== '') name += `/${subject}`;
  if (source !== '') name += `/${source}`;
  if (unitPrice !== undefined) name += `/${numberText(unitPrice.amount)} per ${unitPrice.per}`;
  name += `/${when}`;
  if (later !== '') name += `/${later}`;
  return vat === undefined ? name : `${name}/vat ${vat}`;
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
  let exact = Rational.zero;
  for (const { amount } of group) exact = exact.plus(amount);
  const isWork = first.kind === 'rate' || first.kind === 'price';
  if (exact.isZero() && !isWork) return undefined;
  const vat = vatOf(run, first);
  const net = exact.over(withVat(run.ir, vat));
  return new InvoiceLine(run, id, first, group, { exact, net, vat });
}

interface Figures {
  readonly exact: Rational;
  readonly net: Rational;
  readonly vat: Decimal | undefined;
}

/** A line as callers see it. Its explanation is a property like the others, made when it is read: most are not. */
class InvoiceLine implements Line {
  declare readonly id: string;
  declare readonly kind: Line['kind'];
  declare readonly subject: string;
  declare readonly clause: string;
  declare readonly paper?: string;
  declare readonly source?: string;
  declare readonly service: DateSpan;
  declare readonly invoiced: string;
  declare readonly quantity?: string;
  declare readonly drawn?: string;
  declare readonly bought?: string;
  declare readonly unit?: string;
  declare readonly unitPrice?: NonNullable<Line['unitPrice']>;
  declare readonly vat?: Decimal;
  declare readonly exact: string;
  declare readonly amount: string;
  declare readonly trace: Trace;
  readonly #tell: () => Trace;

  static readonly #trace: PropertyDescriptor = {
    enumerable: true,
    get(this: InvoiceLine): Trace {
      return this.#tell();
    },
  };

  /** What a line does not have is not there: it looks the same in JSON. */
  constructor(run: Run, id: string, first: Contribution, group: readonly Contribution[], { exact, net, vat }: Figures) {
    const { clause, unit, unitPrice } = first;
    const source = sourceOf(run, first);
    const quantity = total(group, 'quantity');
    const drawn = total(group, 'drawn');
    const bought = total(group, 'bought');
    const { service, invoiced } = datesOf(group, first);
    this.id = id;
    this.kind = first.kind;
    this.subject = first.subject;
    this.clause = clause.id;
    if (clause.paper !== undefined) this.paper = clause.paper;
    if (source !== undefined) this.source = source;
    this.service = service;
    this.invoiced = invoiced;
    if (quantity !== undefined) this.quantity = quantity.toString();
    if (drawn !== undefined && !drawn.isZero()) this.drawn = drawn.toString();
    if (bought !== undefined && !bought.isZero()) this.bought = bought.toString();
    if (unit !== undefined) this.unit = unitName(unit);
    if (unitPrice !== undefined)
      this.unitPrice = { amount: numberText(unitPrice.amount), per: numberText(unitPrice.per) };
    if (vat !== undefined) this.vat = vat;
    this.exact = net.toString();
    this.amount = amountText(run.ir, net, vat);
    this.#tell = () => traceOf(run, first, { exact, net, vat, quantity }, group);
    Object.defineProperty(this, 'trace', InvoiceLine.#trace);
  }
}

/** M3, M4: of a price that includes VAT, what is paid is rounded to whole multiples, and the net amount is what that leaves. */
function amountText(ir: Ir, net: Rational, vat: Decimal | undefined): Decimal {
  const { minorDigits, roundedTo } = ir.agreement;
  if (roundedTo === undefined) return net.toDecimal(minorDigits);
  const times = withVat(ir, vat);
  return toMultiple(net.times(times), roundedTo).over(times).toDecimal(minorDigits);
}

/** The nearest whole multiple, half away from zero. */
function toMultiple(amount: Rational, of: Decimal): Rational {
  const multiple = Rational.of(of);
  return amount.over(multiple).round(0).times(multiple);
}

/** How many times its net amount a price is as it is written (M4). */
function withVat({ agreement }: Ir, vat: Decimal = '0'): Rational {
  return agreement.vat.kind === 'included' ? Rational.one.plus(Rational.of(vat, 100)) : Rational.one;
}

/** M4: what is paid of a line whose price includes VAT. */
function paidOf(ir: Ir, { exact, vat }: Pick<Line, 'exact' | 'vat'>): Rational {
  const { minorDigits, roundedTo } = ir.agreement;
  const paid = Rational.parse(exact).times(withVat(ir, vat));
  return roundedTo === undefined ? paid.round(minorDigits) : toMultiple(paid, roundedTo);
}

function total(group: readonly Contribution[], of: 'quantity' | 'drawn' | 'bought'): Rational | undefined {
  let sum: Rational | undefined;
  for (const one of group) {
    const value = one[of];
    if (value !== undefined) sum = sum === undefined ? value : sum.plus(value);
  }
  return sum;
}

function datesOf(group: readonly Contribution[], first: Contribution): { service: DateSpan; invoiced: string } {
  if (first.dates !== undefined) return { service: first.dates.service, invoiced: first.dates.invoiced };
  let from = Infinity;
  let last = -Infinity;
  for (const { piece } of group) {
    const day = piece?.postedOn ?? 0;
    from = Math.min(from, day);
    last = Math.max(last, day);
  }
  return { service: { from: dateOf(from), until: dateOf(last) }, invoiced: dateOf(invoicedOn(last)) };
}

/** Last day of the month of delivery (meaning F3). */
export function invoicedOn(day: number): number {
  return firstOfMonth(monthOf(day) + 1) - 1;
}

function traceOf(
  run: Run,
  first: Contribution,
  { exact, net, vat, quantity }: Figures & { readonly quantity: Rational | undefined },
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
  const amount = amountText(run.ir, net, vat);
  const rounded = Rational.of(amount);
  if (!rounded.equals(net)) {
    children.push({
      what: 'rounding',
      amount: rounded.toString(),
      unit: 'money',
      text: `${numberText(net)} rounded to ${amount}`,
    });
  }
  const text = `${product} = ${net.toDecimal(digits)} ${run.ir.agreement.currency}`;
  return { what: kind, clause: clause.id, amount: net.toString(), unit: 'money', text, children };
}

// ---------------------------------------------------------------------------------------------------------- totals

/** Which lines the basis asks for: by the day of delivery or by the day of invoicing (meaning F3). */
export function isAsked(run: Run, basis: Invoice['basis'], one: Pick<Contribution, 'dates' | 'piece'>): boolean {
  const day =
    one.dates !== undefined
      ? dayOf(basis === 'cost' ? one.dates.service.from : one.dates.invoiced)
      : basis === 'cost'
        ? (one.piece?.postedOn ?? 0)
        : invoicedOn(one.piece?.postedOn ?? 0);
  return day >= run.span.from && day < run.span.until;
}

/**
 * VAT is computed once per rate, on the sum of the rounded lines that bear it (EN 16931); of prices that include it, it
 * is what the sum of what is paid holds beside the net amounts. The highest rate first.
 */
export function totalsOf(
  ir: Ir,
  lines: readonly Pick<Line, 'amount' | 'exact' | 'vat'>[],
  basis: Invoice['basis'],
): Invoice['totals'] {
  const { minorDigits: digits, invoiceRoundedTo, vat: stated } = ir.agreement;
  const groups = Map.groupBy(lines, ({ vat }) => vat);
  const sum = (some: readonly Pick<Line, 'amount'>[]) => Rational.sum(some.map(({ amount }) => Rational.of(amount)));
  const rates = [...groups].flatMap(([percent, own]) => {
    if (percent === undefined) return [];
    const base = sum(own);
    const amount =
      stated.kind === 'included'
        ? Rational.sum(own.map((line) => paidOf(ir, line))).minus(base)
        : base.times(Rational.of(percent, 100)).round(digits);
    return [{ percent, base: base.toDecimal(digits), amount: amount.toDecimal(digits) }];
  });
  const net = sum(lines);
  const gross = net.plus(Rational.sum(rates.map(({ amount }) => Rational.of(amount))));
  return {
    net: net.toDecimal(digits),
    vat: rates.toSorted((a, b) => Rational.of(b.percent).compare(Rational.of(a.percent))),
    gross: gross.toDecimal(digits),
    ...(basis === 'cost' || invoiceRoundedTo === undefined ? {} : payable(gross, invoiceRoundedTo, digits)),
  };
}

/** M6. */
function payable(gross: Rational, roundedTo: Decimal, digits: number) {
  const rounded = toMultiple(gross, roundedTo);
  return { rounding: rounded.minus(gross).toDecimal(digits), payable: rounded.toDecimal(digits) };
}
