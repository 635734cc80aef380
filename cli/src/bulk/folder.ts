// Where a bill in bulk is made and published: everything is written beside, in `NAME.unfinished`, and then gets its name at once.
// Whoever is interrupted goes on with the parts that were finished, if the agreement, the orders and the rows are still the same.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  type Facts,
  type Ir,
  type Order,
  type PriceAsk,
  Rational,
  type ReadOptions,
  type RejectedRow,
  type RowProblem,
} from '@avtal/runtime';
import program from '../../package.json' with { type: 'json' };
import { makeFolder } from '../files.ts';
import { Failure, type Host } from '../host.ts';
import { jsonText } from '../output/json.ts';
import { inOrder } from '../output/notes.ts';
import { type Engine, fileText, name, text } from './duckdb.ts';
import { type Manifest, manifestName, readManifest } from './manifest.ts';
import type { LinesFormat, Priced } from './part.ts';
import type { PartRows } from './rows.ts';
import { attach, closeDatabase, databaseOf, isDatabase } from './sources.ts';
import type { Input } from './whole.ts';

export interface Out {
  /** As the person named it. */
  readonly path: string;
  /** The folder that is published. */
  readonly folder: string;
  readonly unfinished: string;
  /** Lines go into this table instead. */
  readonly database?: { readonly path: string; readonly table: string };
}

export function findOut(host: Host, path: string): Out {
  if (!isDatabase(path)) {
    const folder = resolve(host.cwd, path);
    return { path, folder, unfinished: `${folder}.unfinished` };
  }
  const { kind, at, query } = databaseOf(path);
  if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(query))
    throw new Failure(
      `\`${path}\` does not name a table.`,
      'Write `duckdb:FILE?TABLE` or `postgres:CONNECTION?TABLE`.',
    );
  const beside = kind === 'duckdb' ? resolve(host.cwd, `${at}.${query}`) : resolve(host.cwd, `avtal.${query}`);
  return { path, folder: beside, unfinished: `${beside}.unfinished`, database: { path, table: query } };
}

/** What was read of all rows; plain data: a rerun reads it back. */
export interface Staged {
  readonly parts: readonly PartRows[];
  readonly rows: number;
  readonly rejected: readonly RejectedRow[];
  readonly problems: readonly RowProblem[];
  /** By file, the lines that DuckDB could not read. */
  readonly broken: readonly (readonly [string, readonly number[]])[];
  /** Places of orders of which a row is missing. */
  readonly incomplete: readonly number[];
  /** Rejected rows of no order of this bill. */
  readonly unassigned: number;
  readonly others: readonly (readonly [number, Facts])[];
  readonly elsewhere: number;
}

interface Of {
  readonly ir: Ir;
  readonly orders: readonly Order[];
  readonly ask: Pick<PriceAsk, 'from' | 'until' | 'basis'>;
  readonly inputs: readonly Input[];
  readonly options: ReadOptions;
  readonly hasBalances: boolean;
  readonly lines: LinesFormat;
  readonly columns: readonly string[];
}

export interface Unfinished {
  readonly folder: string;
  /** The bill, where it is published already. Refuses where something else has its name. */
  published(): Manifest | undefined;
  /** Takes the folder, with what is in it if that belongs to the same bill. */
  begin(): void;
  /** What an earlier run has read. */
  staged(): Staged | undefined;
  keep(staged: Staged): void;
  /** What an earlier run has priced, of so many parts. */
  priced(part: number, count: number): Priced | undefined;
  finish(part: number, count: number, priced: Priced): Promise<void>;
  /** `repeated`: how many rows have the id of another. */
  manifest(staged: Staged, priced: readonly Priced[], repeated: number): Manifest;
  /** Leaves the folder to others, and says whether something in it is worth keeping; away with it where nothing is. */
  release(): boolean;
}

export function unfinishedBill(out: Out, of: Of): Unfinished {
  const { ir, orders, ask, inputs, options, hasBalances, lines, columns } = of;
  const { unfinished: folder } = out;
  const agreement = { id: ir.agreement.id, sha256: hashOfCompiled(ir, { ...ir, orders: [] }) };
  const ordered = { count: orders.length, sha256: hashOfCompiled(ir, orders) };
  const reading: Manifest['reading'] = { twice: options.twice ?? null, ignored: [...(options.ignore ?? [])].sort() };
  const what = {
    program: program.version,
    agreement,
    orders: ordered,
    period: { from: ask.from, until: ask.until },
    basis: ask.basis,
    inputs,
    reading,
    hasBalances,
    lines,
    columns,
  };
  // Whether a database still has the same rows is not known.
  const isKnown = inputs.every(({ modified }) => modified !== undefined);
  const is = (other: typeof what): boolean =>
    isKnown &&
    JSON.stringify(Object.keys(what).map((key) => other[key as keyof typeof what])) ===
      JSON.stringify(Object.values(what));
  const file = (one: string): string => join(folder, one);
  const lock = file('lock');
  let isOurs = false;

  function read<T>(one: string): T | undefined {
    try {
      return JSON.parse(readFileSync(file(one), 'utf8')) as T;
    } catch {
      return undefined;
    }
  }

  return {
    folder,
    published: () => {
      if (out.database !== undefined || !existsSync(out.folder)) return undefined;
      const manifest = readManifest(out.folder);
      if (typeof manifest !== 'string' && is(manifest)) return manifest;
      throw new Failure(
        `\`${out.path}\` is there already, and is not this bill.`,
        'Name another folder, or remove it: a bill is never written over.',
      );
    },
    begin: () => {
      checkOurs(folder);
      makeFolder(folder);
      takeLock(lock, out.path);
      isOurs = true;
      const known = read<typeof what>('run.json');
      if (known === undefined || !is(known)) {
        for (const one of readdirSync(folder))
          if (file(one) !== lock) rmSync(file(one), { recursive: true, force: true });
      }
      writeSafely(file('run.json'), JSON.stringify(what));
      rmSync(file('spill'), { recursive: true, force: true });
    },
    staged: () => read('staged.json'),
    keep: (staged) => {
      for (const part of staged.parts) if (part.file !== undefined) sync(part.file);
      writeSafely(file('staged.json'), JSON.stringify(staged));
    },
    priced: (part, count) => {
      const known = read<Finished>(recordOf(part));
      if (known === undefined || known.count !== count) return undefined;
      const { priced } = known;
      return statSync(priced.file, { throwIfNoEntry: false })?.size === priced.bytes ? priced : undefined;
    },
    finish: async (part, count, priced) => {
      const finished: Finished = { count, priced };
      const record = file(recordOf(part));
      writeFileSync(`${record}.part`, JSON.stringify(finished));
      // One wait for both: who prices meanwhile hears of the disk only between two parts.
      await Promise.all([synced(priced.file), synced(`${record}.part`)]);
      renameSync(`${record}.part`, record);
    },
    manifest: (staged, priced, repeated) => {
      const lacking = staged.incomplete.flatMap((place) => orders[place]?.id ?? []);
      const incomplete = [...new Set([...lacking, ...priced.flatMap((one) => one.incomplete)])].sort();
      const sum = (of: (one: Priced) => number): number => priced.reduce((all, one) => all + of(one), 0);
      const rejected = staged.rejected.length + repeated;
      const net = Rational.sum(priced.map((one) => Rational.of(one.sum))).toDecimal(ir.agreement.minorDigits);
      return {
        format: 'avtal-bill',
        version: 1,
        ...what,
        rows: { priced: sum(({ rows }) => rows), rejected, unassigned: staged.unassigned, elsewhere: staged.elsewhere },
        sums: [{ currency: ir.agreement.currency, lines: sum((one) => one.lines), net }],
        complete: rejected === 0 && incomplete.length === 0,
        incomplete,
        problems: staged.problems.length + sum((one) => one.problems.length) + repeated,
        notes: inOrder(priced.flatMap((one) => one.notes)),
        files: priced.map((one) => ({
          name: basename(one.file),
          bytes: one.bytes,
          sha256: one.sha256,
          rows: one.rows,
          lines: one.lines,
          net: one.sum,
        })),
      };
    },
    release: () => {
      const isKept = isOurs && existsSync(folder) && readdirSync(folder).some((one) => worthKeeping.test(one));
      if (isKept) rmSync(lock, { force: true });
      else if (isOurs) rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); // A record may just be written.
      isOurs = false;
      return isKept;
    },
  };
}

/** What a rerun knows of a part: it was one of so many. */
interface Finished {
  readonly count: number;
  readonly priced: Priced;
}

/** All rows as they were read, or a part that is priced. */
const worthKeeping = /^(staged|part-\d+)\.json$/;

/** What avtal itself writes into the folder. */
const ownNames = /^(lock|(run|staged|manifest|part-\d+)\.json|staged|spill|lines-\d+\.(csv|parquet))(\.part)?$/;
/** Of these, those that show by their content that avtal wrote them: there is always one of them besides `spill`. */
const marks: readonly { readonly name: string; readonly like: RegExp }[] = [
  { name: 'run.json', like: /^\{"program":.*"agreement":/s },
  { name: manifestName, like: /"format": "avtal-bill"/ },
  { name: 'lock', like: /^\d*$/ },
];

/** Nothing is taken over, since it would be deleted, but what an earlier call of avtal left. */
function checkOurs(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  const help = 'Bills are made there: rename it, move it away, or name another folder for the bill.';
  if (!stat.isDirectory()) throw new Failure(`\`${folder}\` is there already, and is no folder.`, help);
  const names = readdirSync(folder);
  const strange = names.find((one) => !ownNames.test(one));
  if (strange !== undefined)
    throw new Failure(`\`${folder}\` is there already, and has \`${strange}\`, which is not from avtal.`, help);
  const isMarked = marks.some(({ name, like }) => like.test(readIfThere(join(folder, name)) ?? 'none'));
  if (!isMarked && names.some((one) => one !== 'spill'))
    throw new Failure(`\`${folder}\` is there already, and is not from avtal.`, help);
}

/** Nothing but the lines and, last, the manifest; then the folder gets its name. */
export async function publish({ folder, unfinished }: Out, manifest: Manifest): Promise<void> {
  const kept = new Set(manifest.files.map((one) => one.name));
  const run = 'run.json'; // Shows whose the folder is, until the manifest does.
  for (const one of readdirSync(unfinished)) {
    if (!kept.has(one) && one !== run) rmSync(join(unfinished, one), { recursive: true, force: true });
  }
  for (const one of kept) sync(join(unfinished, one));
  writeSafely(join(unfinished, manifestName), jsonText(manifest));
  rmSync(join(unfinished, run), { force: true });
  renameSync(unfinished, folder);
  sync(dirname(folder));
}

/** Before anything is read: that the tables can be made, and are not there. */
export async function checkTable(engine: Engine, { database }: Out): Promise<void> {
  if (database === undefined) return;
  const { kind, at } = databaseOf(database.path);
  if (kind === 'duckdb' && !existsSync(at)) return;
  await inTables(engine, database, async (...tables) => {
    for (const table of tables) await engine.run(`CREATE TABLE ${table} (one INTEGER)`);
    await engine.run('ROLLBACK');
  });
}

/** All lines and the manifest come with one transaction, into tables that were not there. */
export async function loadIntoTable(
  engine: Engine,
  { unfinished, database }: Out,
  manifest: Manifest,
  priced: readonly Priced[],
): Promise<void> {
  if (database === undefined) return;
  const files = `[${priced.map(({ file }) => fileText(file)).join(', ')}]`;
  const read = manifest.lines === 'parquet' ? 'read_parquet' : 'read_csv';
  // The facts may be from the same one.
  await closeDatabase(engine);
  await inTables(engine, database, async (lines, beside) => {
    await engine.run(`CREATE TABLE ${lines} AS FROM ${read}(${files})`);
    await engine.run(`CREATE TABLE ${beside} AS SELECT ${text(JSON.stringify(manifest))} AS manifest`);
    await engine.run('COMMIT');
  });
  rmSync(unfinished, { recursive: true, force: true });
}

/** Of the lines, and of the manifest beside them. */
async function inTables(
  engine: Engine,
  { path, table }: NonNullable<Out['database']>,
  make: (lines: string, beside: string) => Promise<void>,
): Promise<void> {
  const names = table.split('.');
  const [last = ''] = names.slice(-1);
  const named = (one: string): string => ['billed', ...names.slice(0, -1), one].map(name).join('.');
  await attach(engine, path, 'billed', true);
  try {
    await engine.run('BEGIN');
    await make(named(last), named(`${last}_manifest`));
  } catch (error) {
    await engine.run('ROLLBACK').catch(() => {});
    if (error instanceof Error && /already exists/.test(error.message))
      throw new Failure(`The table \`${table}\` is there already.`, 'Name another one: a bill is never written over.');
    if (error instanceof Error && /^(Catalog|Permission) Error/.test(error.message))
      throw new Failure(`The table \`${table}\` cannot be made: ${error.message.split('\n', 1)[0]}`);
    throw error;
  }
  await engine.run('DETACH billed');
}

function recordOf(part: number): string {
  return `part-${String(part).padStart(4, '0')}.json`;
}

/** The same from wherever it is compiled: its files are named from the folder that all of them are in. */
function hashOfCompiled({ sources }: Ir, compiled: unknown): string {
  const paths = sources.map((file) => file.split('/'));
  const [first = []] = paths;
  const apart = first.findIndex((part, depth) =>
    paths.some((path) => path[depth] !== part || path.length === depth + 1),
  );
  const names = new Map(sources.map((file, at) => [file, paths[at]?.slice(Math.max(0, apart)).join('/')]));
  const textOf = (part: unknown): string =>
    JSON.stringify(part, (_, value) => (typeof value === 'string' ? (names.get(value) ?? value) : value));
  const hash = createHash('sha256');
  // Of many orders no text of all is made.
  if (Array.isArray(compiled)) {
    for (const [at, part] of compiled.entries()) hash.update(`${at === 0 ? '[' : ','}${textOf(part)}`);
    hash.update(compiled.length === 0 ? '[]' : ']');
  } else hash.update(textOf(compiled));
  return hash.digest('hex');
}

/** One process at a time writes; what one left that is no more is taken over, by one process at a time too. */
function takeLock(lock: string, path: string): void {
  const own = String(process.pid);
  if (isMade(lock, own)) return;
  refuseHeld(lock, path);
  const taking = `${lock}.part`;
  if (!isMade(taking, own)) {
    refuseHeld(taking, path);
    throw new Failure(`\`${path}\` was being taken over by a call that is no more.`, `Remove \`${taking}\`.`);
  }
  try {
    // Another one may have been first.
    refuseHeld(lock, path);
    writeFileSync(lock, own);
  } finally {
    rmSync(taking);
  }
}

function isMade(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    throw error;
  }
}

function refuseHeld(lock: string, path: string): void {
  const holder = Number(readIfThere(lock) ?? 0);
  if (holder > 0 && holder !== process.pid && isAlive(holder))
    throw new Failure(
      `\`${path}\` is being written by another avtal (process ${holder}).`,
      `If that is another program, remove \`${lock}\`.`,
    );
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // One of somebody else is alive, and cannot be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** On the disk before it has its name. */
function writeSafely(file: string, content: string): void {
  writeFileSync(`${file}.part`, content);
  sync(`${file}.part`);
  renameSync(`${file}.part`, file);
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The same, while this thread does other things. */
async function synced(path: string): Promise<void> {
  const handle = openSync(path, 'r');
  try {
    await promisify(fsync)(handle);
  } finally {
    closeSync(handle);
  }
}
