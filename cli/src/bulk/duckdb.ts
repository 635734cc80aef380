// DuckDB, which reads for bills in bulk, and fills tables of databases: loaded only by who needs it, since it need not be installed.
import type { DuckDBConnection, DuckDBInstance, Json } from '@duckdb/node-api';
import manifest from '../../package.json' with { type: 'json' };
import { Failure } from '../host.ts';
import { collectYoung } from './garbage.ts';
import { type Block, type BlockColumns, blockRows, createBlocks } from './vectors.ts';

export interface Engine {
  run(sql: string): Promise<void>;
  /** A setting that all connections have. */
  set(setting: string, value: string): Promise<void>;
  /** The result of a query that is small. Numbers above 2^53 and decimals are texts. */
  rows(sql: string): Promise<Record<string, Json>[]>;
  /** The same, a few thousand rows at a time, on a connection of its own: other queries may run meanwhile. */
  batches(sql: string): AsyncIterable<readonly Record<string, Json>[]>;
  /** Of each row `r` of it these TIMESTAMPs, with a zone or without, and VARCHARs. */
  blocks(columns: BlockColumns, from: string): AsyncIterable<Block>;
  /** Appends rows of values of all kinds, which are few. */
  insert(table: string, rows: readonly (readonly (Cell | undefined)[])[]): Promise<void>;
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
  await engine.set('TimeZone', 'UTC');
  // Where DuckDB has a thread of its own, it reads far ahead. Alone it reads when it is asked: then a little each time, which
  // takes about as long as what was read before is looked at.
  await engine.set('streaming_buffer_size', threads > 1 ? '8MB' : '100KB');
  return engine;
}

function engineOn(api: Api, instance: DuckDBInstance, connection: DuckDBConnection): Engine {
  const settings = new Map<string, string>();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    set: async (setting, value) => {
      settings.set(setting, `SET ${setting} = ${text(value)}`);
      await connection.run(`SET ${setting} = ${text(value)}`);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    batches: async function* (sql) {
      const own = await instance.connect();
      try {
        for (const setting of settings.values()) await own.run(setting);
        yield* (await own.stream(sql)).yieldRowObjectJson();
      } finally {
        own.closeSync();
      }
    },
    blocks: async function* ({ times, texts }, from) {
      const blockOf = createBlocks(times.length, texts.length);
      const result = await connection.stream(`SELECT ${[...times, ...texts].join(', ')} FROM ${from} r`);
      const fetch = (): ReturnType<typeof result.fetchChunk> => {
        const chunk = result.fetchChunk();
        chunk.catch(() => {}); // Whoever waits for it is told.
        return chunk;
      };
      // DuckDB makes the next one while this one is looked at.
      for (let [next, count] = [fetch(), 1]; ; count += 1) {
        const chunk = await next;
        if (chunk === null || chunk.rowCount === 0) return;
        next = fetch();
        yield blockOf(chunk);
        if (count % mostChunks === 0) collectYoung();
      }
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
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** So many chunks wait to give their memory back. */
const mostChunks = 16;

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1e6)}MB`;
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The path of one file, of which DuckDB else takes `[1]` and `*` for patterns, and reads other files. */
export function fileText(path: string): string {
  return text(path.replace(/[*?[]/g, '[$&]'));
}

export function name(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
