// `avtal worker`: rows sorted by order come as an Arrow IPC stream, the lines of each order go out as one, the trailer last.
import { createHash } from 'node:crypto';
import {
  createFactColumns,
  type FactKind,
  factLayouts,
  type Ir,
  kindOfColumns,
  Rational,
  type ReadOptions,
} from '@avtal/runtime';
import { lineColumns, whose } from '../bulk/columns.ts';
import { type ExitCode, Failure, type Pipe } from '../host.ts';
import { listText } from '../output/words.ts';
import { readBatches } from './batches.ts';
import type { Column } from './columns.ts';
import { groupsOf } from './group.ts';
import { endMark } from './messages.ts';
import { createGroupPricer, type PricedGroup, type Work } from './pricing.ts';
import { createRecords } from './records.ts';
import { writerOf } from './values.ts';

/** The last record: who has not read it has not read the lines of all rows. */
interface Trailer {
  readonly rows: number;
  readonly rejected: number;
  readonly orders: number;
  readonly lines: number;
  readonly problems: number;
  readonly complete: boolean;
  readonly sums: readonly { readonly currency: string; readonly net: string }[];
  /** Of all bytes before the message that has the trailer. */
  readonly sha256: string;
}

/** Lines that are written at once. */
const batchLines = 10_000;

export async function work({ input, output }: Pipe, asked: Work): Promise<ExitCode> {
  const { ir, orders, options } = asked;
  const { minorDigits: digits, currency } = ir.agreement;
  const records = createRecords(['record', ...lineColumns(ir), 'told'], digits);
  const hash = createHash('sha256');
  const count = { rows: 0, rejected: 0, orders: 0, lines: 0, problems: 0 };
  let isBegun = false;

  async function write(): Promise<void> {
    // Of no records there is a schema all the same.
    const isEmpty = records.count() === 0;
    const { schema, batch } = records.take();
    for (const bytes of [...(isBegun ? [] : [schema]), ...(isEmpty ? [] : [batch])]) {
      hash.update(bytes);
      await output(bytes);
    }
    isBegun = true;
  }

  async function tell({ orders, lines, places }: PricedGroup): Promise<void> {
    let [from, until] = [0, 0];
    const add = (): void => {
      records.addLines(lines, places.subarray(from, until));
      from = until;
    };
    for (const one of orders) {
      if (one.kind === 'columns') {
        if (from === until) from = one.from;
        until = one.until;
      } else {
        add();
        for (const record of one.records) records.add(record);
      }
      count.orders += 1;
      count.rows += one.rows;
      count.rejected += one.rejected;
      count.lines += one.lines;
      count.problems += one.problems;
      if (records.count() + until - from < batchLines) continue;
      add();
      await write();
    }
    add();
  }

  let price: ReturnType<typeof createGroupPricer> | undefined;
  const batches = readBatches(input, (columns) => {
    const own = columns.map(({ name }) => name).filter((name) => !whose.includes(name));
    price = createGroupPricer(asked, kindOfRows(ir, columns, own, options), own);
  });
  for await (const group of groupsOf(batches, orders)) if (price !== undefined) await tell(price(group));
  if (records.count() > 0 || !isBegun) await write();
  const trailer: Trailer = {
    ...count,
    complete: count.problems === 0,
    sums: [{ currency, net: Rational.of(records.sum(), 10n ** BigInt(digits)).toDecimal(digits) }],
    sha256: hash.digest('hex'),
  };
  records.add({ record: 'trailer', told: JSON.stringify(trailer) });
  await output(records.take().batch);
  await output(endMark);
  return trailer.complete ? 0 : 1;
}

/** What rows of these columns are. Throws a Failure where they are nothing that a worker prices. */
function kindOfRows(
  ir: Ir,
  columns: readonly Column[],
  own: readonly string[],
  { ignore }: ReadOptions,
): FactKind | undefined {
  const names = columns.map(({ name }) => name);
  const twice = names.find((column, at) => names.indexOf(column) !== at);
  if (twice !== undefined) throw new Failure(`There are two columns \`${twice}\`.`, 'Send each column once.');
  const kind = own.length === 0 && names.length > 0 ? undefined : kindOfWork(ir, own, ignore);
  for (const { name, type } of columns) writerOf(name, type);
  return kind;
}

function kindOfWork(ir: Ir, own: readonly string[], ignore: ReadOptions['ignore']): FactKind {
  const kind = kindOfColumns(own);
  if (kind === undefined) {
    const columns =
      own.length === 0
        ? 'There are no columns'
        : `The columns ${listText(own.map((one) => `\`${one}\``))} are of no work`;
    throw new Failure(`${columns}.`, 'Time entries have a `start`, occurrences an `at` and a `subject`.');
  }
  if (kind !== 'entries' && kind !== 'occurrences')
    throw new Failure(
      `These are ${factLayouts[kind].called}: a worker prices time entries and occurrences.`,
      '`avtal bill` reads files of all kinds.',
    );
  const known = createFactColumns(ir, ignore);
  const wrong = own.find((column) => known.find(kind, column) === undefined);
  if (wrong !== undefined)
    throw new Failure(`\`${wrong}\` is no column of such facts.`, `They have ${known.known(kind).join(', ')}.`);
  return kind;
}
