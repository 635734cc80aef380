// What reading a million logs costs DuckDB alone, on one thread and on two: by this the whole way is measured.
import { DuckDBInstance } from '@duckdb/node-api';
import type { Name } from './agreements.ts';
import { type Files, type Format, filesOf, megabytes, typesOf } from './files.ts';
import { median, shown, table } from './harness.ts';

export const formats: readonly Format[] = ['parquet', 'csv', 'ndjson'];
const rounds = 7;

export async function reading(name: Name, rows: number): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = await filesOf(name, rows, connection);
  const head = ['reading', 'MB', 'logs per second of CPU', 'logs per second on the clock'];
  const ways = formats.flatMap((format) => [1, 2].map((threads) => ({ format, threads, ...noTimes() })));
  for (let round = -1; round < rounds; round += 1) {
    for (const { format, threads, wall, cpu } of ways) {
      await connection.run(`SET threads = ${threads}`);
      const [before, began] = [process.cpuUsage(), performance.now()];
      await connection.runAndReadAll(everything(name, files, format));
      const [{ user, system }, took] = [process.cpuUsage(before), performance.now() - began];
      if (round < 0) continue;
      wall.push(took);
      cpu.push((user + system) / 1000);
    }
  }
  table(
    head,
    ways.map(({ format, threads, wall, cpu }) => [
      `DuckDB, ${format}, ${threads === 1 ? 'one thread' : 'two threads'}`,
      shown(megabytes(files.paths[format])),
      shown((files.rows / median(cpu)) * 1000),
      shown((files.rows / median(wall)) * 1000),
    ]),
  );
}

function noTimes(): { readonly wall: number[]; readonly cpu: number[] } {
  return { wall: [], cpu: [] };
}

/** Looks at every value, and gives back one row. */
export function everything(name: Name, { paths }: Files, format: Format): string {
  const readers: Readonly<Record<Format, string>> = {
    parquet: `read_parquet('${paths.parquet}')`,
    csv: `read_csv('${paths.csv}', ${typesOf(name)})`,
    ndjson: `read_json('${paths.ndjson}', format = 'newline_delimited', ${typesOf(name)})`,
  };
  return `SELECT count(*), max(COLUMNS(*)) FROM ${readers[format]}`;
}
