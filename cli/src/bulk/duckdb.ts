// DuckDB, which reads, sorts and writes for bills in bulk: loaded only by who needs it, since it need not be installed.
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType, Json } from '@duckdb/node-api';
import manifest from '../../package.json' with { type: 'json' };
import { Failure } from '../host.ts';

export type Numbers = Float64Array | Uint8Array | Uint16Array | Uint32Array | Int32Array | BigInt64Array;

/** A column of numbers to hand over. Of typed arrays only the first rows that the table has are taken. */
export type ColumnType = 'DOUBLE' | 'UINTEGER' | 'INTEGER';

export interface Engine {
  run(sql: string): Promise<void>;
  /** Runs a setting that all connections have. */
  set(sql: string): Promise<void>;
  /** The result of a query that is small. Numbers above 2^53 and decimals are texts. */
  rows(sql: string): Promise<Record<string, Json>[]>;
  /** The same, a few thousand rows at a time, on a connection of its own: other queries may run meanwhile. */
  batches(sql: string): AsyncIterable<readonly Record<string, Json>[]>;
  /** Blocks of a result, each column as the numbers that DuckDB has: none of them may be NULL. */
  blocks(sql: string): AsyncIterable<{ readonly rows: number; column(at: number): Numbers }>;
  /** Appends rows of numbers to a table that has these columns. */
  append(table: string, rows: number, columns: readonly (readonly [ColumnType, Numbers])[]): Promise<void>;
  /** How far the running query is, from 0 to 1, as far as DuckDB knows. */
  progress(): number;
  /** Appends rows of values of all kinds, which are few. */
  insert(table: string, rows: readonly (readonly (Cell | undefined)[])[]): Promise<void>;
  /** Ends the running query with an error. */
  interrupt(): void;
  close(): void;
}

export type Cell = string | number | boolean;

export interface EngineOptions {
  readonly threads: number;
  /** In bytes: what it may hold in memory before it goes to disk. */
  readonly memory: number;
  /** A folder for what does not fit. */
  readonly spill: string;
}

type Api = typeof import('@duckdb/node-api');

async function loadApi(): Promise<Api> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new Failure(
      'Bills in bulk need DuckDB, which is not installed here.',
      `Install it beside avtal: \`npm install @duckdb/node-api@${manifest.optionalDependencies['@duckdb/node-api']}\`.`,
    );
  }
}

export async function openEngine({ threads, memory, spill }: EngineOptions): Promise<Engine> {
  const api = await loadApi();
  const instance = await api.DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: megabytes(memory),
    temp_directory: spill,
  });
  const connection = await instance.connect();
  const engine = engineOn(api, instance, connection);
  await engine.set(`SET TimeZone = 'UTC'`);
  return engine;
}

function engineOn(api: Api, instance: DuckDBInstance, connection: DuckDBConnection): Engine {
  const types: Readonly<Record<ColumnType, DuckDBType>> = {
    DOUBLE: api.DOUBLE,
    UINTEGER: api.UINTEGER,
    INTEGER: api.INTEGER,
  };
  const settings: string[] = [];
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    set: async (sql) => {
      settings.push(sql);
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    batches: async function* (sql) {
      const own = await instance.connect();
      try {
        for (const setting of settings) await own.run(setting);
        yield* (await own.stream(sql)).yieldRowObjectJson();
      } finally {
        own.closeSync();
      }
    },
    blocks: async function* (sql) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield { rows: chunk.rowCount, column: (at) => numbersIn(chunk, at) };
      }
    },
    append: async (table, rows, columns) => {
      const appender = await connection.createAppender(table);
      // One block for all: new ones would be garbage each time.
      const chunk = api.DuckDBDataChunk.create(
        columns.map(([type]) => types[type]),
        Math.min(blockRows, rows),
      );
      for (let from = 0; from < rows; from += blockRows) {
        const size = Math.min(blockRows, rows - from);
        if (size < chunk.rowCount) chunk.rowCount = size;
        for (const [at, [, values]] of columns.entries()) {
          numbersIn(chunk, at).set(values.subarray(from, from + size) as never);
          (chunk.getColumnVector(at) as unknown as { flush(): void }).flush();
        }
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    insert: async (table, rows) => {
      const appender = await connection.createAppender(table);
      const columns = Array.from({ length: appender.columnCount }, (_, at) => appender.columnType(at));
      for (let from = 0; from < rows.length; from += blockRows) {
        const some = rows.slice(from, from + blockRows);
        const chunk = api.DuckDBDataChunk.create(columns, some.length);
        chunk.setRows(some.map((row) => row.map((cell) => cell ?? null)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    progress: () => Math.max(0, connection.progress.percentage) / 100,
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** As many rows as DuckDB has in one vector. */
const blockRows = 2048;

/** The vector's own memory. Its getters give one value a call; the pinned version keeps the array under this name. */
function numbersIn(chunk: DuckDBDataChunk, at: number): Numbers {
  return (chunk.getColumnVector(at) as unknown as { readonly items: Numbers }).items;
}

export function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1e6)}MB`;
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function name(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
