// An invoice as a person reads it: lines, allowances, totals, in a hundred columns.
import {
  type Balance,
  createZone,
  type Invoice,
  type Ir,
  type Line,
  localTime,
  Rational,
  type Subject,
  servedBy,
  spanText,
} from '@avtal/runtime';
import type { Paint } from '../host.ts';
import { hoursText, moneyText, priceText, quantityText } from './figures.ts';
import { lowBalanceText, unpermittedText } from './notes.ts';
import { type Column, tableText, widthOf } from './table.ts';
import { plural } from './words.ts';

const lineColumns: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: '§' },
  { title: 'Date' },
  { title: 'What', wraps: true },
  { title: 'Included', align: 'right' },
  { title: 'Quantity', align: 'right' },
  { title: 'Price', align: 'point' },
  { title: 'Amount', align: 'right' },
];
/** Where the agreement has several rates. */
const vatColumn: Column = { title: 'VAT', align: 'right' };
const balanceColumns = (isRevalued: boolean): readonly Column[] => [
  { title: 'Allowance', wraps: true },
  ...['Opening', 'Granted', 'Carried in', 'Used', 'Expired', ...(isRevalued ? ['Revalued'] : []), 'Closing'].map(
    (title) => ({ title, align: 'right' as const }),
  ),
];

export function invoiceText(invoice: Invoice, ir: Ir, paint: Paint): string {
  const { agreement } = ir;
  const heading = [
    paint.bold([agreement.label ?? agreement.id, agreement.provider].filter(isText).join(' · ')),
    customerOf(invoice, ir),
    `${invoice.basis === 'cost' ? 'Delivered' : 'Invoiced'} ${spanText(invoice.period.from, invoice.period.until)} · ${invoice.currency}${vatNote(ir)}`,
  ];
  const isDivided = 'also' in ir.agreement.vat;
  const lines = invoice.lines.map((line, index) => [
    ...lineCells(line, index, ir),
    ...(isDivided ? [`${line.vat ?? ''}%`] : []),
  ]);
  const isRevalued = invoice.balances.some(({ revalued }) => revalued !== undefined);
  const balances = invoice.balances.map((balance) => balanceCells(balance, ir, isRevalued));
  const dim = (text: string): string => paint.dim(text);
  const table =
    lines.length === 0 ? 'No lines.\n' : tableText(isDivided ? [...lineColumns, vatColumn] : lineColumns, lines, dim);
  return [
    `${heading.filter(isText).join('\n')}\n`,
    table,
    ...(balances.length === 0 ? [] : [tableText(balanceColumns(isRevalued), balances, dim)]),
    ...(invoice.lowBalances.length === 0 ? [] : [lowBalancesTable(invoice, ir)]),
    ...(invoice.unpermitted.length === 0 ? [] : [unpermittedTable(invoice, ir)]),
    totalsText(invoice, ir, paint, lines.length === 0 ? 0 : widthOf(table)),
  ].join('\n');
}

function customerOf(invoice: Invoice, ir: Ir): string {
  const order = ir.orders.find(({ id }) => id === invoice.order);
  return invoice.customer ?? order?.customer ?? order?.label ?? invoice.order;
}

function vatNote({ agreement: { vat } }: Ir): string {
  switch (vat.kind) {
    case 'on-top':
    case 'included':
      return ' without VAT';
    case 'not-stated':
      return ', VAT not stated';
    case 'none':
      return [', no VAT', vat.note].filter(isText).join(': ');
  }
}

function lineCells(line: Line, index: number, ir: Ir): string[] {
  const digits = ir.agreement.minorDigits;
  return [
    String(index + 1),
    line.paper ?? '',
    spanText(line.service.from, line.service.until),
    [titleOf(line, ir), sourceOf(line, ir)].filter(isText).join(' · '),
    included(line) === undefined ? '' : quantityText(included(line), line.unit),
    quantityText(line.quantity, line.unit),
    isIncluded(line, ir) ? 'included' : priceText(line.unitPrice, line.unit, digits),
    line.amount,
  ];
}

/** The fact, scope or unit, where the title does not say it; of a discount on a fee, the fee. */
function sourceOf({ source, subject }: Line, ir: Ir): string | undefined {
  const clause = ir.clauses.find(({ id }) => id === source);
  if (clause?.kind === 'fee') return clause.title ?? clause.name ?? 'fee';
  return source === subject ? undefined : source;
}

/** What costs nothing more: covered by an allowance, or bought with a start price. */
function included({ drawn, bought }: Line): string | undefined {
  if (drawn === undefined || bought === undefined) return drawn ?? bought;
  return Rational.parse(drawn).plus(Rational.parse(bought)).toString();
}

function isIncluded(line: Line, ir: Ir): boolean {
  return line.unitPrice === undefined && ir.clauses.find(({ id }) => id === line.clause)?.value.kind === 'included';
}

/** What the customer reads: what is priced and the title of its row, once where both say the same; else its name. */
export function titleOf(line: Omit<Line, 'trace'>, ir: Ir): string {
  const clause = ir.clauses.find(({ id }) => id === line.clause);
  const subject = ir.subjects.find(({ id }) => id === line.subject);
  const label = line.kind === 'limit' ? limited(line.subject, ir) : (subject?.label ?? line.subject);
  if (clause?.title === undefined)
    return line.kind === 'rate' || line.kind === 'price' || line.kind === 'fee' ? label : `${line.kind} ${label}`;
  if (subject?.label === undefined || subject.label.toLowerCase() === clause.title.toLowerCase()) return clause.title;
  return `${subject.label}, ${clause.title}`;
}

/** A limit bears the names of all that it holds. */
function limited(subject: string, { subjects }: Ir): string {
  const label = (name: string) => subjects.find(({ id }) => id === name)?.label ?? name;
  return subject
    .split('+')
    .map((name) => (name === 'start' ? 'start price' : label(name)))
    .join(', ');
}

function balanceCells(balance: Balance, ir: Ir, isRevalued: boolean): string[] {
  const subject = ir.subjects.find(({ id }) => id === balance.subject);
  const figure = (value: string): string =>
    subject?.unit.kind === 'time' ? hoursText(value) : quantityText(value, unitWord(subject));
  const { opening, granted, carriedIn, used, expired, revalued = '0', closing } = balance;
  const title = [...drawnOn(balance, ir), boughtBy(balance, ir)].filter(isText).join(', ');
  const name = `${title} ${spanText(balance.period.from, balance.period.until)}`;
  const figures = [opening, granted, carriedIn, used, expired, ...(isRevalued ? [revalued] : []), closing];
  return [name, ...figures.map(figure)];
}

/** What draws on it. */
function drawnOn({ subject, clause: id }: Balance, ir: Ir): string[] {
  const clause = ir.clauses.find((one) => one.id === id);
  const label = (at: number) => ir.subjects[at]?.label ?? ir.subjects[at]?.id ?? '';
  return clause?.kind === 'include' ? servedBy(clause).map(label) : [subject];
}

const unitWord = (subject: Subject | undefined): string | undefined =>
  subject?.unit.kind === 'other' ? subject.unit.name : undefined;

/** What the customer has to be told. */
function lowBalancesTable({ lowBalances }: Invoice, ir: Ir): string {
  const zone = createZone(ir.zone);
  const rows = lowBalances.map((low) => [low.paper ?? '', localTime(low.at, zone), lowBalanceText(low, ir)]);
  return tableText([{ title: '§' }, { title: 'Low balance' }, { title: 'What', wraps: true }], rows, String);
}

/** What was done and priced although it was not permitted. */
function unpermittedTable({ unpermitted }: Invoice, ir: Ir): string {
  const zone = createZone(ir.zone);
  const rows = unpermitted.map((one) => [one.paper ?? '', localTime(one.at, zone), unpermittedText(one, ir)]);
  return tableText([{ title: '§' }, { title: 'Not permitted' }, { title: 'What', wraps: true }], rows, String);
}

/** What an allowance was bought by: several cards of one activity stand beside one another. */
function boughtBy(balance: Balance, ir: Ir): string | undefined {
  const clause = ir.clauses.find(({ id }) => id === balance.clause);
  const event = clause?.kind === 'include' && clause.lot !== undefined ? ir.subjects[clause.lot.event] : undefined;
  return event?.label ?? event?.id;
}

/** Below the amounts of the lines, which end at `width`. */
function totalsText({ totals, complete, problems, currency }: Invoice, ir: Ir, paint: Paint, width: number): string {
  const mark = complete ? '' : ' INCOMPLETE';
  const rows: [string, string][] =
    totals.vat.length === 0
      ? [[`Total ${currency}${mark}`, totals.net]]
      : [
          [`Net${mark}`, totals.net],
          ...totals.vat.map(({ percent, note, amount }): [string, string] => [
            [`VAT ${percent}%`, note].filter(isText).join(', '),
            amount,
          ]),
          [`Total ${currency}${mark}`, totals.gross],
        ];
  const { rounding, payable } = totals;
  if (rounding !== undefined && payable !== undefined) rows.push(['Rounding', rounding], ['To be paid', payable]);
  const room = Math.max(...rows.map(([, amount]) => moneyText(amount, ir.agreement.minorDigits).length));
  const texts = rows.map(([name, amount]) => `${name}  ${moneyText(amount, ir.agreement.minorDigits).padStart(room)}`);
  const wide = Math.max(width, ...texts.map((text) => text.length));
  const placed = texts.map((text, index) => (index === rows.length - 1 ? paint.bold : String)(text.padStart(wide)));
  const note = `INCOMPLETE: ${plural(problems.length, 'problem')}; what is concerned is not in these figures.`;
  return `${[...placed, ...(complete ? [] : [paint.red(note)])].join('\n')}\n`;
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** Columns of `--format csv`, in this order (docs/output.md). */
const csvColumns = [
  'id',
  'kind',
  'subject',
  'paper',
  'title',
  'source',
  'from',
  'until',
  'invoiced',
  'quantity',
  'drawn',
  'bought',
  'unit',
  'price',
  'per',
  'vat',
  'exact',
  'amount',
  'currency',
  'clause',
  'complete',
] as const;

/** What of an invoice its rows tell. */
export interface Told extends Pick<Invoice, 'currency' | 'complete'> {
  readonly lines: readonly Omit<Line, 'trace'>[];
}

export function invoiceRows(invoice: Told, ir: Ir): { columns: readonly string[]; rows: string[][] } {
  const rows = invoice.lines.map((line) => [
    line.id,
    line.kind,
    line.subject,
    line.paper ?? '',
    titleOf(line, ir),
    line.source ?? '',
    line.service.from,
    line.service.until,
    line.invoiced,
    decimalOf(line.quantity),
    decimalOf(line.drawn),
    decimalOf(line.bought),
    line.unit ?? '',
    line.unitPrice?.amount ?? '',
    line.unitPrice?.per ?? '',
    line.vat ?? '',
    decimalOf(line.exact),
    line.amount,
    invoice.currency,
    line.clause,
    String(invoice.complete),
  ]);
  return { columns: csvColumns, rows };
}

/** The decimal where there is one; a third stays `1/3`. */
function decimalOf(fraction: string | undefined): string {
  return fraction === undefined ? '' : (Rational.parse(fraction).exactDecimal() ?? fraction);
}
