// `avtal bill`: an order and its facts → the invoice of a period.
import { type Carried, type Invoice, type Ir, price, type RejectedRow, readCarried } from '@avtal/runtime';
import { Command } from 'commander';
import { type Bound, loadOrder } from '../agreement.ts';
import { refuseOver } from '../facts/load.ts';
import { parseJson, readText, writeResult, writeWhole } from '../files.ts';
import { type ExitCode, Failure, type Finish, type Host } from '../host.ts';
import {
  addFactOptions,
  addPeriodOptions,
  basisOption,
  type FactOptions,
  factsOf,
  formatOption,
  namedFacts,
  orderOption,
  type PeriodOptions,
  periodOf,
  readOptions,
} from '../options.ts';
import { csvText } from '../output/csv.ts';
import { invoiceRows, invoiceText } from '../output/invoice.ts';
import { jsonText, recordsText } from '../output/json.ts';
import { explainLine, linesAsked } from '../output/lines.ts';
import { inOrder, notesOf, printNotes } from '../output/notes.ts';
import { printMissing } from '../output/problems.ts';

const formats = ['table', 'json', 'csv', 'ndjson', 'parquet'] as const;

export interface BillOptions extends PeriodOptions {
  readonly order?: string;
  readonly basis: 'cost' | 'invoice';
  readonly opening?: string;
}

interface Options extends BillOptions {
  readonly closing?: string;
  readonly explain?: string | true;
  readonly format?: (typeof formats)[number];
  readonly output?: string;
  readonly into?: string;
  readonly orders?: string;
  readonly columns?: string;
  readonly workers?: string;
  readonly memory?: string;
  readonly partRows?: string;
}

export function addBillOptions(command: Command): Command {
  addPeriodOptions(command)
    .addOption(orderOption())
    .addOption(basisOption())
    .option('--opening <file>', 'balances at the end of the day before, as --closing writes them');
  return addFactOptions(command);
}

export function billCommand(host: Host, finish: Finish): Command {
  const command = new Command('bill')
    .description('Price the facts of a period for an order; with --into, for any number of orders.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('[facts...]', 'CSV, JSON or NDJSON files; `-` is standard input; with --into also Parquet and queries');
  return addBillOptions(command)
    .option('--closing <file>', 'write the balances at the end of the last day')
    .option('--explain [line]', 'show how each line, or the line of that number or id, came about')
    .addOption(formatOption(formats, 'table; with --into parquet'))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .option('--into <folder>', 'bill in bulk: write the lines of all orders into a new folder, or `duckdb:FILE?TABLE`')
    .option('--orders <table>', 'in bulk: a table of customers instead of the orders of the file')
    .option('--columns <names>', 'in bulk: only these columns of the lines, with commas between them')
    .option('--workers <number>', 'in bulk: how many threads price')
    .option('--part-rows <number>', 'in bulk: about as many rows are priced at once')
    .option('--memory <size>', 'in bulk: what DuckDB may hold in memory, `1GB` unless said')
    .addHelpText(
      'after',
      '\nExamples:\n  avtal bill examples/itpays/order.avtal examples/itpays/facts/*.csv --period 2027-03\n  avtal bill itpays.json entries.csv --order acme.json --period 2027-03 --format csv -o march.csv\n  avtal bill examples/itpays/order.avtal "examples/itpays/facts/*.csv" --period 2027-03 --into march',
    )
    .action((path: string, files: string[], options: Options & FactOptions) => {
      if (options.into !== undefined) {
        finish(inBulk(host, path, files, options, options.into));
        return;
      }
      for (const option of ['orders', 'columns', 'workers', 'memory', 'partRows'] as const) {
        if (options[option] !== undefined)
          throw new Failure(
            `\`--${option === 'partRows' ? 'part-rows' : option}\` is of bills in bulk.`,
            'Say with `--into FOLDER` where their lines go.',
          );
      }
      const format = options.format ?? 'table';
      if (format === 'parquet') throw new Failure('Parquet is written in bulk only.', 'Say `--into FOLDER`.');
      const read = [path, options.opening, ...namedFacts(files, options).map((one) => one.path)];
      refuseOver(host, [options.closing, options.output], read);
      const { bound, invoice, rejected } = bill(host, path, files, options);
      const explained = options.explain === undefined ? [] : linesAsked(invoice, options.explain);
      if (options.closing !== undefined && invoice.complete) {
        writeWhole(host, options.closing, jsonText(invoice.closing));
      }
      const text = write(invoice, bound.ir, format, host);
      const traces = explained.map((line) => `\n${explainLine(line, bound.ir, host.out.paint)}`);
      writeResult(host, options.output, format === 'table' ? [text, ...traces].join('') : text);
      const code = printMissing(host, invoice.problems, rejected, options.rejects);
      // All other formats have them.
      if (format === 'csv') printNotes(host, bound.ir, inOrder(notesOf(bound.order.id, invoice)));
      if (options.closing !== undefined && !invoice.complete) {
        host.err.write(`\`${options.closing}\` is not written, since the figures are incomplete.\n`);
      }
      finish(code);
    });
}

/** What only one invoice at a time has. */
const ofOneInvoice = ['order', 'explain', 'output'] as const;

async function inBulk(
  host: Host,
  path: string,
  files: readonly string[],
  options: Options & FactOptions,
  into: string,
): Promise<ExitCode> {
  for (const option of ofOneInvoice) {
    if (options[option] !== undefined)
      throw new Failure(
        `\`--${option}\` is of one invoice, and not of bills in bulk.`,
        option === 'explain'
          ? 'Bill the order of the line alone, without `--into`: `--order ORDER --explain LINE`.'
          : undefined,
      );
  }
  const { format = 'parquet' } = options;
  if (format !== 'parquet' && format !== 'csv') throw new Failure('Lines in bulk are written as `parquet` or `csv`.');
  const { billInBulk } = await import('../bulk/bulk.ts');
  return billInBulk(host, {
    path,
    facts: namedFacts(files, options),
    into,
    orders: options.orders,
    lines: format,
    columns: options.columns?.split(',').map((name) => name.trim()),
    ask: { ...periodOf(options), basis: options.basis },
    options: readOptions(options),
    rejects: options.rejects,
    opening: options.opening,
    closing: options.closing,
    workers: wholeOf('workers', options.workers ?? '1', 256),
    partRows: wholeOf('part-rows', options.partRows ?? '200000', 1e8),
    memory: bytesOf(options.memory ?? '1GB'),
  });
}

function wholeOf(option: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Failure(`\`--${option} ${text}\`: expected a whole number from 1 to ${most}.`);
}

function bytesOf(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) ?(MB|GB)$/i.exec(text) ?? [];
  if (digits === undefined) throw new Failure(`\`--memory ${text}\`: expected a size such as \`500MB\` or \`2GB\`.`);
  return Number(digits) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
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

function write(invoice: Invoice, ir: Ir, format: Exclude<(typeof formats)[number], 'parquet'>, host: Host): string {
  switch (format) {
    case 'table':
      return invoiceText(invoice, ir, host.out.paint);
    case 'json':
      return jsonText(invoice);
    case 'csv': {
      const { columns, rows } = invoiceRows(invoice, ir);
      return csvText(columns, rows);
    }
    case 'ndjson': {
      const { lines, balances, lowBalances, unpermitted, problems, closing: _, ...head } = invoice;
      const records = [
        ...lines.map((line) => ({ record: 'line', ...line })),
        ...balances.map((balance) => ({ record: 'balance', ...balance })),
        ...lowBalances.map((low) => ({ record: 'low-balance', ...low })),
        ...unpermitted.map((one) => ({ record: 'unpermitted', ...one })),
        ...problems.map((problem) => ({ record: 'problem', ...problem })),
        { record: 'invoice', ...head },
      ];
      return recordsText(records);
    }
  }
}
