// `avtal bill`: an order and its facts → the invoice of a period.
import { type Carried, type Invoice, type Ir, price, type RejectedRow, readCarried } from '@avtal/runtime';
import { Command, Option } from 'commander';
import { type Bound, loadOrder } from '../agreement.ts';
import { parseJson, readText, writeResult, writeWhole } from '../files.ts';
import { Failure, type Finish, type Host } from '../host.ts';
import {
  addFactOptions,
  addPeriodOptions,
  type FactOptions,
  factsOf,
  formatOption,
  orderOption,
  type PeriodOptions,
  periodOf,
} from '../options.ts';
import { csvText } from '../output/csv.ts';
import { invoiceRows, invoiceText } from '../output/invoice.ts';
import { explainLine, linesAsked } from '../output/lines.ts';
import { printProblems, printRejected } from '../output/problems.ts';

const formats = ['table', 'json', 'csv', 'ndjson'] as const;

export interface BillOptions extends PeriodOptions {
  readonly order?: string;
  readonly basis: 'cost' | 'invoice';
  readonly opening?: string;
}

interface Options extends BillOptions {
  readonly closing?: string;
  readonly explain?: string | true;
  readonly format: (typeof formats)[number];
  readonly output?: string;
}

export function addBillOptions(command: Command): Command {
  addPeriodOptions(command)
    .addOption(orderOption())
    .addOption(
      new Option('--basis <basis>', 'what was delivered in the period, or what is invoiced in it')
        .choices(['cost', 'invoice'])
        .default('cost'),
    )
    .option('--opening <file>', 'balances at the end of the day before, as --closing writes them');
  return addFactOptions(command);
}

export function billCommand(host: Host, finish: Finish): Command {
  const command = new Command('bill')
    .description('Price the facts of a period for an order.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('[facts...]', 'CSV, JSON or NDJSON files; `-` is standard input');
  return addBillOptions(command)
    .option('--closing <file>', 'write the balances at the end of the last day')
    .option('--explain [line]', 'show how each line, or the line of that number or id, came about')
    .addOption(formatOption(formats))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addHelpText(
      'after',
      '\nExamples:\n  avtal bill examples/itpays/order.avtal examples/itpays/facts/*.csv --period 2027-03\n  avtal bill itpays.json entries.csv --order acme.json --period 2027-03 --format csv -o march.csv',
    )
    .action((path: string, files: string[], options: Options & FactOptions) => {
      const { bound, invoice, rejected } = bill(host, path, files, options);
      const explained = options.explain === undefined ? [] : linesAsked(invoice, options.explain);
      if (options.closing !== undefined && invoice.complete) {
        writeWhole(host, options.closing, `${JSON.stringify(invoice.closing, undefined, 2)}\n`);
      }
      const text = write(invoice, bound.ir, options.format, host);
      const traces = explained.map((line) => `\n${explainLine(line, bound.ir, host.out.paint)}`);
      writeResult(host, options.output, options.format === 'table' ? [text, ...traces].join('') : text);
      printProblems(host, invoice.problems);
      printRejected(host, rejected, options.rejects);
      if (options.closing !== undefined && !invoice.complete) {
        host.err.write(`\`${options.closing}\` is not written, since the figures are incomplete.\n`);
      }
      finish(invoice.complete ? 0 : 1);
    });
}

/** The invoice with what the reader of the facts found among its problems: what was not read is not in its figures. */
export function bill(
  host: Host,
  path: string,
  files: readonly string[],
  options: BillOptions & FactOptions,
): { bound: Bound; invoice: Invoice; rejected: readonly RejectedRow[] } {
  const days = periodOf(options);
  const bound = loadOrder(host, path, options.order);
  const opening = options.opening === undefined ? undefined : readOpening(host, options.opening);
  const read = factsOf(host, bound.ir, files, options);
  const ask = { ...days, basis: options.basis, ...(opening === undefined ? {} : { opening }) };
  const priced = price(bound.plan, bound.order, read.facts, ask);
  const problems = [...read.problems, ...priced.problems];
  return { bound, rejected: read.rejected, invoice: { ...priced, problems, complete: problems.length === 0 } };
}

function readOpening(host: Host, path: string): Carried {
  const read = readCarried(parseJson(readText(host, path), path));
  if ('carried' in read) return read.carried;
  throw new Failure(`\`${path}\`: ${read.problem}`, 'Balances are what `avtal bill --closing` writes.');
}

function write(invoice: Invoice, ir: Ir, format: Options['format'], host: Host): string {
  switch (format) {
    case 'table':
      return invoiceText(invoice, ir, host.out.paint);
    case 'json':
      return `${JSON.stringify(invoice, undefined, 2)}\n`;
    case 'csv': {
      const { columns, rows } = invoiceRows(invoice, ir);
      return csvText(columns, rows);
    }
    case 'ndjson': {
      const { lines, balances, lowBalances, problems, closing: _, ...head } = invoice;
      const records = [
        ...lines.map((line) => ({ record: 'line', ...line })),
        ...balances.map((balance) => ({ record: 'balance', ...balance })),
        ...lowBalances.map((low) => ({ record: 'low-balance', ...low })),
        ...problems.map((problem) => ({ record: 'problem', ...problem })),
        { record: 'invoice', ...head },
      ];
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    }
  }
}
