// DuckDB, which reads for bills in bulk, and fills tables of databases: loaded only by who needs it, since it need not be installed.
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, Json } from '@duckdb/node-api';
import manifest from '../../package.json' with { type: 'json' };
import { Failure } from '../host.ts';

/** Some thousand coded rows, as DuckDB has them in memory. */
export interface Block {
  readonly rows: number;
  /** Floating-point numbers, each as two words. */
  readonly floats: readonly Uint32Array[];
  readonly codes: readonly Uint32Array[];
  /** 0: the rest of the row says nothing. */
  readonly plain: Uint8Array;
  readonly texts: readonly BlockTexts[];
}

/** Of each text four words: its length in bytes, and up to twelve bytes the text itself. */
export interface BlockTexts {
  readonly whole: Uint32Array;
  /** Longer texts in pieces. */
  readonly pieces: readonly Uint32Array[];
  /** Takes its time. */
  textOf(row: number): string;
}

/** How many columns of each kind a query has, in this order; of each text the number of its pieces besides the whole. */
export interface BlockShape {
  readonly floats: number;
  readonly codes: number;
  readonly pieces: readonly number[];
}

export interface Engine {
  run(sql: string): Promise<void>;
  /** Runs a setting that all connections have. */
  set(sql: string): Promise<void>;
  /** The result of a query that is small. Numbers above 2^53 and decimals are texts. */
  rows(sql: string): Promise<Record<string, Json>[]>;
  /** The same, a few thousand rows at a time, on a connection of its own: other queries may run meanwhile. */
  batches(sql: string): AsyncIterable<readonly Record<string, Json>[]>;
  /** A result of DOUBLEs, UINTEGERs, a BOOLEAN, and VARCHARs each with its pieces. */
  blocks(sql: string, shape: BlockShape): AsyncIterable<Block>;
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
  await engine.set(`SET TimeZone = 'UTC'`);
  return engine;
}

function engineOn(api: Api, instance: DuckDBInstance, connection: DuckDBConnection): Engine {
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
    blocks: async function* (sql, shape) {
      const result = await connection.stream(sql);
      const fetch = (): ReturnType<typeof result.fetchChunk> => {
        const chunk = result.fetchChunk();
        chunk.catch(() => {}); // Whoever waits for it is told.
        return chunk;
      };
      // DuckDB makes the next one while this one is looked at.
      for (let next = fetch(); ; ) {
        const chunk = await next;
        if (chunk === null || chunk.rowCount === 0) return;
        next = fetch();
        yield blockOf(chunk, shape);
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

/** As many rows as DuckDB has in one vector. */
const blockRows = 2048;

function blockOf(chunk: DuckDBDataChunk, { floats, codes, pieces }: BlockShape): Block {
  let at = -1;
  const next = (): Vector => {
    at += 1;
    return chunk.getColumnVector(at) as unknown as Vector;
  };
  const wordsOf = ({ items, dataView }: Vector): Uint32Array => {
    const memory = items ?? dataView;
    return new Uint32Array(memory.buffer, memory.byteOffset, memory.byteLength >>> 2);
  };
  const many = (count: number): Uint32Array[] => Array.from({ length: count }, () => wordsOf(next()));
  const [numbers, places] = [many(floats), many(codes)];
  const { dataView: flags } = next();
  const texts = pieces.map((count) => {
    const vector = next();
    return { whole: wordsOf(vector), pieces: many(count), textOf: (row: number) => String(vector.getItem(row)) };
  });
  return {
    rows: chunk.rowCount,
    floats: numbers,
    codes: places,
    plain: new Uint8Array(flags.buffer, flags.byteOffset, flags.byteLength),
    texts,
  };
}

/** The vector's own memory. Its getters give one value a call; the pinned version keeps the memory under these names. */
interface Vector {
  readonly items?: Float64Array | Uint32Array;
  readonly dataView: DataView;
  getItem(row: number): unknown;
}

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
