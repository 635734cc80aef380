// An invoice as a person reads it: lines, allowances, totals, in a hundred columns.
import { type Balance, dateOf, dayOf, type Invoice, type Ir, type Line, Rational } from '@avtal/runtime';
import type { Paint } from '../host.ts';
import { hoursText, moneyText, priceText, quantityText } from './figures.ts';
import { type Column, tableText } from './table.ts';
import { plural } from './words.ts';

const lineColumns: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: '§' },
  { title: 'Date' },
  { title: 'What', width: 34 },
  { title: 'Included', align: 'right' },
  { title: 'Quantity', align: 'right' },
  { title: 'Price', align: 'right' },
  { title: 'Amount', align: 'right' },
];
const balanceColumns: readonly Column[] = [
  { title: 'Allowance', width: 34 },
  ...['Opening', 'Granted', 'Carried in', 'Used', 'Expired', 'Closing'].map((title) => ({
    title,
    align: 'right' as const,
  })),
];

export function invoiceText(invoice: Invoice, ir: Ir, paint: Paint): string {
  const { agreement } = ir;
  const heading = [
    paint.bold([agreement.label ?? agreement.id, agreement.provider].filter(isText).join(' · ')),
    customerOf(invoice, ir),
    `${invoice.basis === 'cost' ? 'Delivered' : 'Invoiced'} ${spanText(invoice.period.from, invoice.period.until)} · ${invoice.currency}${vatNote(ir)}`,
  ];
  const lines = invoice.lines.map((line, index) => lineCells(line, index, ir));
  const balances = invoice.balances.map((balance) => balanceCells(balance, ir));
  const dim = (text: string): string => paint.dim(text);
  return [
    `${heading.filter(isText).join('\n')}\n`,
    lines.length === 0 ? 'No lines.\n' : tableText(lineColumns, lines, dim),
    ...(balances.length === 0 ? [] : [tableText(balanceColumns, balances, dim)]),
    totalsText(invoice, ir, paint),
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
      return ', no VAT';
  }
}

function lineCells(line: Line, index: number, ir: Ir): string[] {
  const digits = ir.agreement.minorDigits;
  return [
    String(index + 1),
    line.paper ?? '',
    spanText(line.service.from, line.service.until),
    [titleOf(line, ir), line.source === line.subject ? undefined : line.source].filter(isText).join(' · '),
    line.drawn === undefined ? '' : quantityText(line.drawn, line.unit),
    quantityText(line.quantity, line.unit),
    priceText(line.unitPrice, line.unit, digits),
    line.amount,
  ];
}

/** What the customer reads: the title of the row, else the label of what it prices, else its name. */
export function titleOf(line: Line, ir: Ir): string {
  const clause = ir.clauses.find(({ id }) => id === line.clause);
  const subject = ir.subjects.find(({ id }) => id === line.subject);
  const label = subject?.label ?? line.subject;
  if (clause?.title === undefined)
    return line.kind === 'rate' || line.kind === 'price' || line.kind === 'fee' ? label : `${line.kind} ${label}`;
  return subject?.label === undefined ? clause.title : `${subject.label}, ${clause.title}`;
}

function balanceCells(balance: Balance, ir: Ir): string[] {
  const subject = ir.subjects.find(({ id }) => id === balance.subject);
  const figure = (value: string): string =>
    subject?.unit.kind === 'time'
      ? hoursText(value)
      : quantityText(value, subject?.unit.kind === 'other' ? subject.unit.name : undefined);
  const { opening, granted, carriedIn, used, expired, closing } = balance;
  const name = `${subject?.label ?? balance.subject} ${spanText(balance.period.from, balance.period.until)}`;
  return [name, ...[opening, granted, carriedIn, used, expired, closing].map(figure)];
}

function totalsText({ totals, complete, problems, currency, lines }: Invoice, ir: Ir, paint: Paint): string {
  const digits = ir.agreement.minorDigits;
  const mark = complete ? '' : ' INCOMPLETE';
  const rows =
    totals.vat.length === 0
      ? [[`Total ${currency}${mark}`, totals.net]]
      : [
          [`Net${mark}`, totals.net],
          ...totals.vat.map(({ percent, amount }) => [`VAT ${percent}%`, amount]),
          [`Total ${currency}${mark}`, totals.gross],
        ];
  const wide = Math.max(...rows.map(([name = '']) => name.length));
  const amounts = rows.map(([, amount = '']) => moneyText(amount, digits));
  const room = Math.max(...amounts.map((amount) => amount.length), ...lines.map(({ amount }) => amount.length));
  const text = rows.map(([name = ''], index) => {
    const row = `${name.padEnd(wide)}  ${(amounts[index] ?? '').padStart(room)}`;
    return index === rows.length - 1 ? paint.bold(row) : row;
  });
  const note = complete
    ? []
    : [paint.red(`INCOMPLETE: ${plural(problems.length, 'problem')}; what is concerned is not in these figures.`)];
  return `${[...text, ...note].join('\n')}\n`;
}

/** `2026-03-04`, `2026-03` of a whole month, `2026` of a whole year, else both ends. */
export function spanText(from: string, until: string): string {
  if (from === until) return from;
  if (from.endsWith('-01') && dateOf(dayOf(until) + 1).endsWith('-01')) {
    if (from.slice(0, 7) === until.slice(0, 7)) return from.slice(0, 7);
    if (from.endsWith('-01-01') && until === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  }
  return `${from} – ${until}`;
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
  'unit',
  'price',
  'per',
  'exact',
  'amount',
  'currency',
  'clause',
  'complete',
] as const;

export function invoiceRows(invoice: Invoice, ir: Ir): { columns: readonly string[]; rows: string[][] } {
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
    line.unit ?? '',
    line.unitPrice?.amount ?? '',
    line.unitPrice?.per ?? '',
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
