// Files in, lines out: `avtal bill --into` as a process of its own, beside what reading the same files costs DuckDB alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'esbuild';
import { type Name, stated } from './agreements.ts';
import type { Ran } from './bulk-run.ts';
import { type Files, type Format, filesOf, megabytes } from './files.ts';
import { median, shown, table } from './harness.ts';
import { everything, formats } from './reading.ts';

const rounds = 3;
/** What another system takes over, instead of all that lines say. */
const few = ['--columns', 'order,source,clause,quantity,amount'];
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Each format, one thread and two: what reading alone and the whole way cost, in turns. */
export async function bulk(name: Name, rows: number): Promise<void> {
  const { files, orders } = await prepared(name, rows, formats);
  await bundle();
  const head = [
    'files in, lines out',
    'MB',
    'rows/s of CPU',
    'rows/s on the clock',
    'times reading alone, by CPU',
    'MB resident',
  ];
  const cells: string[][] = [];
  for (const format of formats) {
    for (const threads of [1, 2]) {
      const reads: Ran[] = [];
      const bills: Ran[] = [];
      const short: Ran[] = [];
      for (let round = 0; round < rounds; round += 1) {
        reads.push(ran({ reads: everything(name, files, format), threads }));
        bills.push(ran({ bill: billOf(name, files.paths[format], orders), threads }));
        short.push(ran({ bill: [...billOf(name, files.paths[format], orders), ...few], threads }));
      }
      const of = (all: readonly Ran[], what: (one: Ran) => number): number => median(all.map(what));
      const ratio = (all: readonly Ran[]): string =>
        shown(median(all.map((one, at) => one.cpu / (reads[at]?.cpu ?? 1))));
      const size = shown(megabytes(files.paths[format]));
      const line = (what: string, all: readonly Ran[], times: string): string[] => [
        `${what}, ${format}, ${threads === 1 ? 'one thread' : 'two threads'}`,
        size,
        shown((files.rows / of(all, ({ cpu }) => cpu)) * 1000),
        shown((files.rows / of(all, ({ wall }) => wall)) * 1000),
        times,
        shown(of(all, ({ resident }) => resident)),
      ];
      cells.push(
        line('DuckDB reads', reads, '1'),
        line('avtal bills', bills, ratio(bills)),
        line('avtal bills, five columns', short, ratio(short)),
      );
    }
  }
  table(head, cells);
}

/** One bill of many rows: its time with one thread and two, and its memory. */
export async function large(name: Name, rows: number, memory: string, threads: readonly number[]): Promise<void> {
  const { files, orders } = await prepared(name, rows, ['parquet']);
  await bundle();
  const head = [
    `${files.rows.toLocaleString('en')} rows of Parquet`,
    's of CPU',
    's on the clock',
    'times one thread',
    'MB resident',
    `beyond ${memory}`,
  ];
  const all = threads.map((count) =>
    ran({ bill: [...billOf(name, files.paths.parquet, orders), '--memory', memory], threads: count }),
  );
  const limit = Number(/\d+/.exec(memory)?.[0]) * (memory.endsWith('GB') ? 1000 : 1);
  table(
    head,
    all.map(({ cpu, wall, resident }, at) => [
      `${threads[at]} threads`,
      shown(cpu / 1000),
      shown(wall / 1000),
      shown((all[0]?.wall ?? 0) / wall),
      shown(resident),
      shown(resident - limit),
    ]),
  );
}

async function prepared(
  name: Name,
  rows: number,
  formats: readonly Format[],
): Promise<{ files: Files; orders: string }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = await filesOf(name, rows, connection, formats);
  const orders = `${files.customers}.orders.csv`;
  const { ordered } = stated[name];
  const more = Object.entries(ordered).map(([choice, value]) => `, '${value}' AS ${choice}`);
  await connection.run(
    `COPY (SELECT *, '2026-01-01' AS "from"${more.join('')} FROM read_csv('${files.customers}', all_varchar = true)) TO '${orders}'`,
  );
  connection.closeSync();
  return { files, orders };
}

function billOf(name: Name, path: string, orders: string): string[] {
  const agreement = name === 'thirty' ? here('thirty.avtal') : here(`../../examples/${name}/${name}.avtal`);
  return ['bill', agreement, path, '--orders', orders, '--period', '2026', '--ignore-columns', 'person'];
}

/** Where DuckDB is found from. */
const bundled = here('../../node_modules/.cache/avtal-bench');

/** As it is published: each thread of a program from source would strip the types of all its files. */
async function bundle(): Promise<void> {
  await build({
    entryPoints: { run: here('bulk-run.ts'), thread: here('../../cli/src/bulk/thread.ts') },
    outdir: bundled,
    external: ['@duckdb/node-api'],
    bundle: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    conditions: ['avtal-source'],
    // Libraries that are not modules require what is Node's.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'warning',
  });
  writeFileSync(join(bundled, 'package.json'), '{ "type": "module" }\n');
}

interface Task {
  readonly reads?: string;
  readonly bill?: readonly string[];
  readonly threads: number;
}

/** In a process that does nothing else; the code is warm, as it is in a run that takes its time. */
function ran(task: Task): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'avtal-bulk-'));
  try {
    writeFileSync(join(folder, 'task.json'), JSON.stringify(task));
    const told = execFileSync(process.execPath, [join(bundled, 'run.js'), folder], { encoding: 'utf8' });
    return JSON.parse(told);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
