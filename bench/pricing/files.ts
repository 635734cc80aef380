// The same logs as files, as an export of a time recording has them: all customers in order of time. Kept outside the tree.

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Name, stated } from './agreements.ts';
import { createSource, customerName, jobName, logName, personName, type Source } from './logs.ts';

export type Format = 'csv' | 'ndjson' | 'parquet';

export interface Files {
  readonly paths: Readonly<Record<Format, string>>;
  /** Customer and tier. */
  readonly customers: string;
  readonly rows: number;
}

/** What changes them gives them another number. */
const edition = 1;
const folder = join(process.env.AVTAL_BENCH_CACHE ?? tmpdir(), `avtal-bench-${edition}`);

/** Makes what is not there yet of the formats that are wanted; a file that is there is whole. */
export async function filesOf(
  name: Name,
  rows: number,
  connection: DuckDBConnection,
  wanted: readonly Format[] = ['csv', 'ndjson', 'parquet'],
): Promise<Files> {
  mkdirSync(folder, { recursive: true });
  const source = createSource(name, rows);
  const path = (what: string): string => join(folder, `${name}-${rows}${what}`);
  const paths = { csv: path('.csv'), ndjson: path('.ndjson'), parquet: path('.parquet') };
  const customers = path('-customers.csv');
  const { scope, choices } = stated[name];
  const columns = ['id', 'customer', 'start', 'end', 'person', scope, ...Object.keys(choices)];
  const isMissing = (format: Format): boolean => wanted.includes(format) && !existsSync(paths[format]);
  // Parquet is made from it.
  if (isMissing('csv') || (isMissing('parquet') && !existsSync(paths.csv))) {
    await write(paths.csv, `${columns.join(',')}\n`, source, (cells) => `${cells.join(',')}\n`);
  }
  if (isMissing('ndjson')) {
    const heads = columns.map((column) => `"${column}":"`);
    await write(
      paths.ndjson,
      '',
      source,
      (cells) => `{${cells.map((cell, at) => `${heads[at]}${cell}"`).join(',')}}\n`,
    );
  }
  if (isMissing('parquet')) {
    const made = `${paths.parquet}.part`;
    await connection.run(`COPY (FROM read_csv('${paths.csv}', ${typesOf(name)})) TO '${made}' (FORMAT parquet)`);
    renameSync(made, paths.parquet);
  }
  const { tiers } = stated[name];
  const rowOf = (customer: number): string => `${customerName(customer)},${tiers[source.tierOf(customer)]}\n`;
  const all = Array.from({ length: source.customers }, (_, customer) => rowOf(customer));
  writeFileSync(customers, `customer,tier\n${all.join('')}`);
  return { paths, customers, rows: source.customers * source.each };
}

/** Options of DuckDB's readers: nothing is left to be guessed. */
export function typesOf(name: Name): string {
  const texts = ['person', stated[name].scope, ...Object.keys(stated[name].choices)];
  const columns = [
    ['id', 'VARCHAR'],
    ['customer', 'VARCHAR'],
    ['start', 'TIMESTAMPTZ'],
    ['end', 'TIMESTAMPTZ'],
    ...texts.map((column) => [column, 'VARCHAR']),
  ];
  return `columns = {${columns.map(([column, type]) => `'${column}': '${type}'`).join(', ')}}`;
}

async function write(path: string, head: string, source: Source, line: (cells: readonly string[]) => string) {
  const values = Object.values(stated[source.name].choices);
  const made = `${path}.part`;
  const stream = createWriteStream(made);
  let block = head;
  for (let number = 0; number < source.each; number += 1) {
    for (let customer = 0; customer < source.customers; customer += 1) {
      const { start, end, person, job, choices } = source.log(customer, number);
      const ids = [logName(customer * source.each + number), customerName(customer)];
      const texts = choices.map((code, at) => values[at]?.[code] ?? '');
      block += line([...ids, iso(start), iso(end), personName(person), jobName(job), ...texts]);
      if (block.length < 1 << 20) continue;
      if (!stream.write(block)) await once(stream, 'drain');
      block = '';
    }
  }
  stream.end(block);
  await once(stream, 'finish');
  renameSync(made, path);
}

/** Days are kept: a year has few. */
const dates = new Map<number, string>();
const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

function iso(instant: number): string {
  const day = Math.floor(instant / 86_400);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  const second = instant - day * 86_400;
  return `${date}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
}

export function megabytes(path: string): number {
  return statSync(path).size / 1e6;
}
