// Invoice lines: gathers what the steps contribute, each line with its explanation (meanings M1–M3).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import type { Clause, DateSpan, Decimal, Unit } from '../ir.ts';
import { recently } from '../recent.ts';
import type { Invoice, Line, Trace } from '../results.ts';
import { dateOf, dayOf, firstOfMonth, monthOf } from '../time/civil.ts';
import { compareText, type Piece, type UnitPrice } from './pieces.ts';
import type { Run } from './run.ts';
import { amountText } from './totals.ts';
import { type Tax, vatOn } from './vat.ts';

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
  readonly vat?: Tax | undefined;
  readonly trace: Trace;
}

/** How lines of one day follow one another; what caps credits stands below them. */
export const lineRanks: Readonly<Record<Line['kind'] | 'cap', number>> = {
  start: 0,
  rate: 1,
  price: 2,
  discount: 3,
  surcharge: 4,
  bought: 5,
  limit: 6,
  fee: 7,
  refund: 8,
  unused: 9,
  credit: 10,
  cap: 11,
};

function rankOf({ clause, kind }: Contribution): number {
  return lineRanks[clause.kind === 'cap' ? 'cap' : kind];
}

export function makeLines(run: Run, contributions: readonly Contribution[]): Line[] {
  const lines = gather(run, contributions).filter((one) => one.isLine());
  return lines.map((one) => new InvoiceLine(run, one)).sort(InvoiceLine.inOrder);
}

/** Found by clause, price and source, since names are long; what is left differs in its month. */
function gather(run: Run, contributions: readonly Contribution[]): Gathered[] {
  const near = once((_clause: string) => once((_price: string) => new Map<string | undefined, Gathered>()));
  const all: Gathered[] = [];
  for (const one of contributions) {
    const name = nameOf(run, one);
    const bySource = near(one.clause.id)(one.unitPrice?.name ?? '');
    const nearest = bySource.get(name.source);
    let found = nearest;
    while (found !== undefined && !isSame(found.name, name)) found = found.next;
    if (found !== undefined) found.add(one);
    else {
      const made = new Gathered(name, one, nearest);
      bySource.set(name.source, made);
      all.push(made);
    }
  }
  return all;
}

/** Everything of one name, and what it comes to. */
class Gathered {
  readonly name: LineName;
  readonly first: Contribution;
  readonly members: Contribution[];
  /** Another of the same clause, price and source. */
  readonly next: Gathered | undefined;
  /** First and last day of delivery, of what has no dates of its own. */
  from: number;
  last: number;
  exact: Rational;
  quantity: Rational | undefined;
  drawn: Rational | undefined;
  bought: Rational | undefined;

  constructor(name: LineName, first: Contribution, next: Gathered | undefined) {
    this.name = name;
    this.first = first;
    this.members = [first];
    this.next = next;
    this.from = this.last = first.piece?.postedOn ?? 0;
    this.exact = first.amount;
    this.quantity = first.quantity;
    this.drawn = first.drawn;
    this.bought = first.bought;
  }

  add(one: Contribution): void {
    const day = one.piece?.postedOn ?? 0;
    this.members.push(one);
    this.from = Math.min(this.from, day);
    this.last = Math.max(this.last, day);
    this.exact = this.exact.plus(one.amount);
    this.quantity = sum(this.quantity, one.quantity);
    this.drawn = sum(this.drawn, one.drawn);
    this.bought = sum(this.bought, one.bought);
  }

  /** What costs nothing is told of work alone. */
  isLine(): boolean {
    const { kind } = this.first;
    return kind === 'rate' || kind === 'price' || !this.exact.isZero();
  }
}

function sum(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a.plus(b);
}

/** Made of content alone: clause, source, unit price and posting month; the rate of VAT, where there are several. */
export interface LineName {
  readonly clause: Clause;
  readonly subject: string;
  readonly source: string | undefined;
  readonly unitPrice: UnitPrice | undefined;
  readonly when: string;
  readonly later?: string;
  readonly vat?: Tax | undefined;
}

function nameOf(run: Run, one: Contribution): LineName {
  const { clause, subject, unitPrice, dates, piece } = one;
  const when = dates?.service.from ?? monthText(piece?.postedOn ?? 0);
  const later = dates?.later === true ? dates.invoiced : '';
  const vat = 'also' in run.ir.agreement.vat ? vatOf(run, one) : undefined;
  return { clause, subject, source: sourceOf(run, one), unitPrice, when, later, vat };
}

/** Of names with the same clause, price and source. */
function isSame(a: LineName, b: LineName): boolean {
  return a.subject === b.subject && a.when === b.when && a.later === b.later && a.vat === b.vat;
}

export function lineId({ clause, subject, source = '', unitPrice, when, later = '', vat }: LineName): string {
  let id = clause.id;
  if (subject !== '') id += `/${subject}`;
  if (source !== '') id += `/${source}`;
  if (unitPrice !== undefined) id += `/${unitPrice.name}`;
  id += `/${when}`;
  if (later !== '') id += `/${later}`;
  return vat === undefined ? id : `${id}/vat ${vat.name}`;
}

/** M5. */
function vatOf(run: Run, { vat, piece }: Contribution): Tax | undefined {
  return vat ?? vatOn(run, piece && { subject: piece.work.subjectIndex }, piece?.postedOn ?? 0);
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

const monthText = recently((day: number): string => dateOf(day).slice(0, 7));

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
  declare readonly vatNote?: string;
  declare readonly exact: string;
  declare readonly amount: string;
  declare readonly trace: Trace;
  readonly #run: Run;
  readonly #of: Gathered;
  readonly #net: Rational;
  /** Its place among the lines: the first day, and on each what stands first; the line below which it stands, and there its rank. */
  readonly #place: number;
  readonly #at: string;
  readonly #rank: number;

  static readonly #trace: PropertyDescriptor = {
    enumerable: true,
    get(this: InvoiceLine): Trace {
      return this.#tell();
    },
  };

  static readonly inOrder = (a: InvoiceLine, b: InvoiceLine): number =>
    a.#place - b.#place || compareText(a.#at, b.#at) || a.#rank - b.#rank || compareText(a.id, b.id);

  /** What a line does not have is not there: it looks the same in JSON. */
  constructor(run: Run, of: Gathered) {
    const { name, first, from, last, exact, quantity, drawn, bought } = of;
    const { kind, clause, unit, unitPrice, dates } = first;
    const { source } = name;
    const vat = vatOf(run, first);
    const net = vat === undefined ? exact : exact.over(vat.times);
    this.id = lineId(name);
    this.kind = kind;
    this.subject = first.subject;
    this.clause = clause.id;
    if (clause.paper !== undefined) this.paper = clause.paper;
    if (source !== undefined) this.source = source;
    this.service = dates?.service ?? { from: dateOf(from), until: dateOf(last) };
    this.invoiced = dates?.invoiced ?? dateOf(invoicedOn(last));
    if (quantity !== undefined) this.quantity = quantity.toString();
    if (drawn !== undefined && !drawn.isZero()) this.drawn = drawn.toString();
    if (bought !== undefined && !bought.isZero()) this.bought = bought.toString();
    if (unit !== undefined) this.unit = unitName(unit);
    if (unitPrice !== undefined) this.unitPrice = unitPrice.told();
    if (vat !== undefined) this.vat = vat.percent;
    if (vat?.note !== undefined) this.vatNote = vat.note;
    this.exact = net.toString();
    this.amount = amountText(run.ir, net, vat?.percent);
    Object.defineProperty(this, 'trace', InvoiceLine.#trace);
    this.#run = run;
    this.#of = of;
    this.#net = net;
    const day = dates === undefined ? from : dayOf(dates.service.from);
    const { below } = first;
    this.#place = day * 16 + rankOf(below ?? first);
    this.#at = below === undefined ? this.id : lineId(nameOf(run, below));
    this.#rank = below === undefined ? -1 : rankOf(first);
  }

  #tell(): Trace {
    const { ir } = this.#run;
    const { first, members, exact, quantity } = this.#of;
    const { unitPrice, unit, clause, kind, subject } = first;
    const net = this.#net;
    const product =
      unitPrice !== undefined && unit !== undefined && quantity !== undefined
        ? `${quantityText(quantity, unit)} × ${priceText(unitPrice.amount, unitPrice.per, unit)}`
        : `${kind} ${subject}`;
    const children = members.map(({ trace }) => trace);
    if (!exact.equals(net))
      children.push(moneyTrace('vat', net, `${numberText(exact)} without VAT = ${numberText(net)}`));
    const amount = amountText(ir, net, this.vat);
    const rounded = Rational.amount(amount);
    if (!rounded.equals(net)) children.push(moneyTrace('rounding', rounded, `${numberText(net)} rounded to ${amount}`));
    const { minorDigits, currency } = ir.agreement;
    const text = `${product} = ${net.toDecimal(minorDigits)} ${currency}`;
    return { what: kind, clause: clause.id, amount: net.toString(), unit: 'money', text, children };
  }
}

function moneyTrace(what: Trace['what'], amount: Rational, text: string): Trace {
  return { what, amount: amount.toString(), unit: 'money', text };
}

/** Last day of the month of delivery (meaning F3). */
export function invoicedOn(day: number): number {
  return firstOfMonth(monthOf(day) + 1) - 1;
}

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
