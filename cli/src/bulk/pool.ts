// Prices the parts of a bill, in this thread or in several.
import { Worker } from 'node:worker_threads';
import { Failure } from '../host.ts';
import type { Staged, Unfinished } from './folder.ts';
import { createPartPricer, type Part, type Priced, type Shared } from './part.ts';
import type { Progress } from './progress.ts';
import type { PartRows } from './rows.ts';

interface Parts {
  readonly shared: Shared;
  readonly parts: readonly Part[];
  readonly staged: Staged;
  readonly workers: number;
  readonly progress: Progress;
  readonly unfinished: Unfinished;
}

/** What a thread is asked for, and what it answers. */
export interface Task {
  readonly at: number;
  readonly part: Part;
  readonly rows: PartRows;
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
  const { shared, parts, staged, workers, progress, unfinished } = of;
  const known = parts.map((_, at) => unfinished.priced(at, parts.length));
  const tasks = parts.flatMap((part, at): Task[] => {
    const rows = staged.parts[at];
    return known[at] !== undefined || rows === undefined ? [] : [{ at, part, rows }];
  });
  let rows = 0;
  progress.begin('pricing', (staged.rows * tasks.length) / Math.max(1, parts.length));
  const finish = (at: number, priced: Priced): void => {
    known[at] = priced;
    rows += priced.rows;
    // To keep the only one would be to keep the whole bill.
    if (parts.length > 1) unfinished.finish(at, parts.length, priced);
    progress.at(rows);
  };
  if (workers === 1 || tasks.length <= 1) {
    const pricePart = createPartPricer(shared);
    for (const { at, part, rows } of tasks) {
      finish(at, pricePart(part, rows));
      // Whoever wants to stop it is heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } else await inThreads(of, tasks, finish);
  return known.flatMap((one) => one ?? []);
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
      const thread = new Worker(entry, {
        workerData: of.shared,
        ...(isSource ? { execArgv: ['--conditions=avtal-source'] } : {}),
      });
      threads.push(thread);
      thread.on('message', (answer: Answer) => {
        if ('priced' in answer) {
          // Before what was done is written down, so that the thread need not wait for the disk.
          next(thread);
          finish(answer.at, answer.priced);
          open -= 1;
          if (open === 0) resolve();
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
