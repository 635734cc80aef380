// Prices the parts of a bill, in this thread or in several.
import { Worker } from 'node:worker_threads';
import { Failure } from '../host.ts';
import { type Engine, megabytes, text } from './duckdb.ts';
import type { Staged, Unfinished } from './folder.ts';
import { createPartPricer, type Part, type Priced, type Shared } from './part.ts';
import type { Progress } from './progress.ts';

interface Parts {
  readonly engine: Engine;
  readonly shared: Shared;
  readonly parts: readonly Part[];
  readonly staged: Staged;
  readonly workers: number;
  readonly memory: number;
  readonly spill: string;
  readonly progress: Progress;
  readonly unfinished: Unfinished;
}

/** What a thread begins with. */
export interface Given {
  readonly shared: Shared;
  readonly memory: number;
  readonly spill: string;
}

/** What a thread is asked for, and what it answers. */
export interface Task {
  readonly at: number;
  readonly part: Part;
  readonly files: string;
}
export type Answer =
  | { readonly at: number; readonly priced: Priced }
  | {
      readonly message: string;
      readonly help?: string | undefined;
      readonly isFailure: boolean;
      readonly stack?: string | undefined;
    };

export async function priceParts(of: Parts): Promise<readonly Priced[]> {
  const { engine, parts, staged, workers, progress, unfinished } = of;
  const known = parts.map((_, at) => (staged.parts.length === 1 ? undefined : unfinished.priced(at)));
  const tasks = parts.flatMap((part, at): Task[] =>
    known[at] === undefined ? [{ at, part, files: staged.parts[at] ?? '' }] : [],
  );
  let rows = 0;
  progress.begin('pricing', (staged.rows * tasks.length) / Math.max(1, parts.length));
  const finish = (at: number, priced: Priced): void => {
    known[at] = priced;
    rows += priced.rows;
    if (staged.parts.length > 1) unfinished.finish(at, priced);
    progress.at(rows);
  };
  if (workers === 1 || tasks.length === 1) {
    const pricePart = createPartPricer(engine, of.shared);
    for (const { at, part, files } of tasks) {
      await loadPart(engine, files);
      finish(at, await pricePart(part));
    }
  } else {
    // What DuckDB may hold belongs to the threads now.
    await engine.run(`SET memory_limit = '${megabytes(idleMemory)}'`);
    await inThreads(of, tasks, finish);
    await engine.run(`SET memory_limit = '${megabytes(of.memory)}'`);
  }
  return known.flatMap((one) => one ?? []);
}

/** Bytes of a DuckDB that has nothing to do. */
const idleMemory = 32e6;

/** Makes the part's rows the table `staged`. */
export async function loadPart(engine: Engine, files: string): Promise<void> {
  if (files === '') return;
  await engine.run(
    `CREATE OR REPLACE TABLE staged AS SELECT * EXCLUDE (part) FROM read_parquet(${text(files)}, hive_partitioning = true)`,
  );
}

function inThreads(of: Parts, tasks: readonly Task[], finish: (at: number, priced: Priced) => void): Promise<void> {
  const count = Math.min(of.workers, tasks.length);
  const left = [...tasks];
  const threads: Worker[] = [];
  return new Promise<void>((resolve, reject) => {
    let open = tasks.length;
    const next = (thread: Worker): void => {
      const task = left.shift();
      if (task !== undefined) thread.postMessage(task);
    };
    for (let at = 0; at < count; at += 1) {
      const workerData: Given = { shared: of.shared, memory: of.memory / count, spill: of.spill };
      const thread = new Worker(entry, {
        workerData,
        ...(isSource ? { execArgv: ['--conditions=avtal-source'] } : {}),
      });
      threads.push(thread);
      thread.on('message', (answer: Answer) => {
        if ('priced' in answer) {
          finish(answer.at, answer.priced);
          open -= 1;
          if (open === 0) resolve();
          else next(thread);
        } else reject(errorOf(answer));
      });
      thread.on('error', reject);
      next(thread);
    }
  }).finally(() => Promise.all(threads.map((thread) => thread.terminate())));
}

const isSource = import.meta.url.endsWith('.ts');
/** In the bundle the thread's program stands beside all others. */
const entry = new URL(isSource ? './thread.ts' : './thread.js', import.meta.url);

function errorOf(answer: Exclude<Answer, { readonly priced: Priced }>): Error {
  if (answer.isFailure) return new Failure(answer.message, answer.help);
  const error = new Error(answer.message);
  if (answer.stack !== undefined) error.stack = answer.stack;
  return error;
}
