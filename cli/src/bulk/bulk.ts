// `avtal bill … --into`: many orders and any number of rows → a folder of lines that is there whole or not at all.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Carried,
  createFactColumns,
  type Ir,
  type Order,
  type PriceAsk,
  type Problem,
  type ReadOptions,
  type RowProblem,
  readFacts,
} from '@avtal/runtime';
import { loadAgreement } from '../agreement.ts';
import { refuseOver } from '../facts/load.ts';
import { writeRejects } from '../facts/rejects.ts';
import { pathBelow, writeWhole } from '../files.ts';
import { type ExitCode, Failure, type Host } from '../host.ts';
import { printNotes } from '../output/notes.ts';
import { printMissing, printProblems } from '../output/problems.ts';
import { plural } from '../output/words.ts';
import { closingsText, readOpenings } from './balances.ts';
import { chosenColumns } from './chosen.ts';
import { isOrderColumn, layoutOf, orderColumns } from './coding.ts';
import { openEngine } from './duckdb.ts';
import { checkTable, findOut, loadIntoTable, publish, type Staged, type Unfinished, unfinishedBill } from './folder.ts';
import type { Placed } from './lines.ts';
import type { Manifest } from './manifest.ts';
import { locateProblems, readRepeated } from './odd.ts';
import { nameOrders, ordersOfFile, ordersOfTable } from './orders.ts';
import type { LinesFormat, Part } from './part.ts';
import { onLines } from './places.ts';
import { priceParts } from './pool.ts';
import { countText, createProgress } from './progress.ts';
import { hasTwice, type Named, openSources, type Source, unreadable } from './sources.ts';
import { stage } from './stage.ts';
import { inputOf } from './whole.ts';

export interface BulkAsk {
  /** The agreement's file. */
  readonly path: string;
  readonly facts: readonly Named[];
  /** A folder, or a table of a database. */
  readonly into: string;
  readonly orders: string | undefined;
  readonly lines: LinesFormat;
  /** Of the lines; absent: all. */
  readonly columns: readonly string[] | undefined;
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly options: ReadOptions;
  readonly rejects: string | undefined;
  /** Balances of the orders, before and after. */
  readonly opening: string | undefined;
  readonly closing: string | undefined;
  readonly workers: number;
  /** About as many rows are priced at once. */
  readonly partRows: number;
  /** Bytes: half for DuckDB, half for rows that wait to be priced. */
  readonly memory: number;
}

export async function billInBulk(host: Host, bulk: BulkAsk): Promise<ExitCode> {
  const { ask, workers, memory } = bulk;
  const ir = loadAgreement(host, bulk.path);
  const columns = chosenColumns(ir, bulk.columns);
  const out = findOut(host, bulk.into);
  const progress = createProgress(host.err);
  const spill = join(out.unfinished, 'spill');
  const engine = await openEngine({ threads: workers, memory: memory / 2, spill });
  let unfinished: Unfinished | undefined;
  const allow = host.onStop?.(() => {
    progress.end();
    const goesOn = unfinished?.release() === true ? ' The same call goes on where this one stopped.' : '';
    host.err.write(`Stopped: \`${bulk.into}\` is not written.${goesOn}\n`);
  });
  try {
    await checkTable(engine, out);
    const found =
      bulk.orders === undefined ? ordersOfFile(ir, bulk.path) : await ordersOfTable(host, engine, ir, bulk.orders);
    const sources = await openSources(host, engine, bulk.facts);
    const read = sources.flatMap(({ inputs }) => inputs.map(({ name, bytes }) => (bytes === undefined ? bytes : name)));
    refuseOver(host, [bulk.rejects, bulk.closing], [bulk.path, bulk.orders, bulk.opening, ...read]);
    const filled = sources.filter(({ columns }) => columns.size > 0);
    const wrong = checkHeaders(ir, filled, bulk.options);
    if (wrong.length > 0) {
      printProblems(host, wrong);
      host.err.write(`\`${bulk.into}\` is not written.\n`);
      return 1;
    }
    const { orders } = found;
    const silent = filled.find(({ columns }) => !orderColumns.some((one) => columns.has(one)));
    if (silent !== undefined && orders.length > 1)
      throw new Failure(
        `\`${silent.name}\` does not say whose its rows are: there are ${orders.length} orders.`,
        'It needs a column `order` or `customer`.',
      );
    const openings =
      bulk.opening === undefined ? new Map<number, Carried>() : readOpenings(host, bulk.opening, orders, ask.from);
    const hasBalances = bulk.opening !== undefined || bulk.closing !== undefined;
    const before = bulk.opening === undefined ? [] : [inputOf(host, bulk.opening)];
    unfinished = unfinishedBill(out, {
      ir,
      orders,
      ask,
      inputs: [...before, ...sources.flatMap(({ inputs }) => inputs)],
      options: bulk.options,
      hasBalances,
      lines: bulk.lines,
      columns,
    });
    const done = unfinished.published();
    if (done !== undefined) {
      const kept = [bulk.closing, done.rows.rejected > 0 ? bulk.rejects : undefined]
        .filter((file) => file !== undefined)
        .map((file) => ` \`${file}\` is not written anew.`);
      host.err.write(`\`${bulk.into}\` is there already, with the same lines.${kept.join('')}\n`);
      return done.complete ? 0 : 1;
    }
    unfinished.begin();
    mkdirSync(spill, { recursive: true });
    const names = nameOrders(found, saysCustomer(ir, bulk.options));
    const layout = layoutOf(ir, sources, bulk.options.ignore ?? []);
    const staged =
      unfinished.staged() ??
      (await stage({
        host,
        engine,
        ir,
        sources,
        layout,
        names,
        options: bulk.options,
        progress,
        unfinished,
        partRows: bulk.partRows,
        memory: memory / 2,
      }));
    const parts = partsOf(orders, staged, openings, (part) =>
      join(out.unfinished, `lines-${String(part).padStart(4, '0')}.${bulk.lines}`),
    );
    const began = performance.now();
    const shared = { ir, ask, layout, count: parts.length, format: bulk.lines, columns, hasBalances };
    const priced = await priceParts({ shared, parts, staged, workers, progress, unfinished });
    const finding = { engine, ir, sources, layout, names };
    const broken = new Map(staged.broken);
    const repeated = onLines(host, sources, broken, await readRepeated(finding, priced));
    const told = await locateProblems(
      finding,
      priced.flatMap(({ problems }) => problems),
    );
    const { problems } = onLines(host, sources, broken, { rejected: [], problems: told });
    const manifest = unfinished.manifest(staged, priced, repeated.rejected.length);
    // First: where these cannot be written, nothing is published. What is of no known order may have been drawn of any.
    if (bulk.closing !== undefined && manifest.rows.unassigned === 0)
      writeWhole(host, bulk.closing, closingsText(priced.flatMap((one) => one.closings)));
    writeRejects(host, bulk.rejects, [...staged.rejected, ...repeated.rejected]);
    await (out.database === undefined ? publish(out, manifest) : loadIntoTable(engine, out, manifest, priced));
    progress.end();
    tell(host, bulk, ir, [staged, repeated], manifest, problems, performance.now() - began);
    return manifest.complete ? 0 : 1;
  } catch (error) {
    progress.end();
    throw error instanceof Failure || !(error instanceof Error) ? error : asFailure(host, error, bulk.into);
  } finally {
    allow?.();
    engine.close();
    unfinished?.release();
  }
}

/** Which orders are priced together: a part has the rows of every so-manieth order. */
function partsOf(
  orders: readonly Order[],
  staged: Staged,
  openings: ReadonlyMap<number, Carried>,
  fileOf: (part: number) => string,
): Part[] {
  const count = staged.parts.length;
  const incomplete = new Set(staged.incomplete);
  const parts = staged.parts.map((_, part) => ({
    orders: [] as Placed[],
    others: new Map(staged.others.filter(([place]) => place % count === part)),
    openings: new Map([...openings].filter(([place]) => place % count === part)),
    file: fileOf(part),
  }));
  for (const [place, order] of orders.entries())
    parts[place % count]?.orders.push({ place, order, isComplete: !incomplete.has(place) });
  return parts;
}

/** What DuckDB and the system say of files and room is about them, not about avtal. */
function asFailure(host: Host, error: Error, into: string): Error {
  const [, mixed] = /state machine reached an invalid state.*^ {2}file = (.*?)$/ms.exec(error.message) ?? [];
  if (mixed !== undefined)
    return new Failure(
      `The lines of \`${pathBelow(host.cwd, mixed) ?? mixed}\` end in different ways, some as on Windows and some not.`,
      'Nothing is written. Save the file with one kind of line ends.',
    );
  const [, repeating, count, key] =
    /error in file "(.*)", in line (\d+): .* has duplicate key "(.*)"/s.exec(error.message) ?? [];
  if (repeating !== undefined) return hasTwice(pathBelow(host.cwd, repeating) ?? repeating, count, key);
  if (/Out of Memory Error|SET memory_limit|ENOSPC|No space left|max_temp_directory_size/i.test(error.message))
    return noRoom(error, into);
  if ('syscall' in error) return new Failure(`\`${into}\` is not written: ${error.message}.`);
  if (
    !/^(Invalid Input|IO|Conversion|Out of Memory|Permission|Binder|Parser|Catalog) Error|^CSV Error/.test(
      error.message,
    )
  )
    return error;
  return unreadable('facts', error);
}

function noRoom({ message }: Error, into: string): Failure {
  const isDisk = /ENOSPC|No space left|max_temp_directory_size/i.test(message);
  const [first = ''] = message.split('\n');
  return new Failure(
    `${isDisk ? 'The disk is full' : 'DuckDB has not enough memory'}: \`${into}\` is not written (${first.replace(/\.$/, '')}).`,
    `${isDisk ? 'Make room on it' : 'Give it more (`--memory`), or fewer threads (`--workers`)'}; the same call then goes on with what was finished.`,
  );
}

/** Whether rows say both their order and its customer. A column `customer` that the agreement declares is a fact like others. */
function saysCustomer(ir: Ir, { ignore }: ReadOptions): (source: Source) => boolean {
  const known = createFactColumns(ir, ignore);
  return ({ columns, kind }) =>
    orderColumns.every((one) => columns.has(one)) && (kind === undefined || known.find(kind, 'customer') === undefined);
}

function checkHeaders(ir: Ir, sources: readonly Source[], options: ReadOptions): readonly RowProblem[] {
  const known = createFactColumns(ir, options.ignore);
  const tables = sources.map(({ name, inputs: [first], kind, columns, header: own, linesBefore }) => {
    const isFact = (column: string): boolean =>
      !isOrderColumn(column) || (kind !== undefined && known.find(kind, column) !== undefined);
    const twice = own?.find((column, at) => isOrderColumn(column) && own.indexOf(column) !== at);
    if (twice !== undefined) throw new Failure(`\`${first?.name}\` has two columns \`${twice}\`.`);
    const header = { line: Math.max(1, linesBefore), columns: (own ?? [...columns.keys()]).filter(isFact) };
    const file = own === undefined ? name : (first?.name ?? name);
    return { file, header, rows: [], ...(kind === undefined ? {} : { kind }) };
  });
  return readFacts(ir, tables, options).problems;
}

function tell(
  host: Host,
  bulk: BulkAsk,
  ir: Ir,
  read: readonly Pick<Staged, 'rejected' | 'problems'>[],
  manifest: Manifest,
  priced: readonly Problem[],
  took: number,
): void {
  const rejected = read.flatMap((one) => one.rejected);
  const problems = [...read.flatMap((one) => one.problems), ...priced];
  printMissing(host, problems, rejected, bulk.rejects);
  printNotes(host, ir, manifest.notes);
  const [sum] = manifest.sums;
  const { rows } = manifest;
  const rate = took < 500 ? '' : `, ${countText((rows.priced / took) * 1000)} a second`;
  host.out.write(
    `${plural(manifest.orders.count, 'order')}, ${plural(rows.priced, 'row')}${rate}: ${plural(sum?.lines ?? 0, 'line')}, ${sum?.net ?? '0'} ${ir.agreement.currency}${manifest.complete ? '' : ' INCOMPLETE'} in \`${bulk.into}\`\n`,
  );
  if (rows.elsewhere > 0)
    host.err.write(`${plural(rows.elsewhere, 'row')} of orders of other agreements passed over.\n`);
  if (manifest.incomplete.length > 0)
    host.err.write(
      `${plural(manifest.incomplete.length, 'order')} incomplete: \`complete\` is false on their lines.\n`,
    );
  if (bulk.closing !== undefined && rows.unassigned > 0)
    host.err.write(`\`${bulk.closing}\` is not written, since the figures are incomplete.\n`);
  else if (bulk.closing !== undefined && manifest.incomplete.length > 0)
    host.err.write(`\`${bulk.closing}\` has no balances of incomplete orders.\n`);
  if (rows.unassigned > 0)
    host.err.write(
      `${plural(rows.unassigned, 'row')} of no known order: any order may lack something, and only the manifest says so.\n`,
    );
}
