// Prices the parts of a bill: in this thread, and in others beside it.
import { Worker } from 'node:worker_threads';
import { Failure } from '../host.ts';
import type { Staged, Unfinished } from './folder.ts';
import { createPartPricer, type Part, type PartPricer, type Priced, type Shared } from './part.ts';
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

/** What another thread is asked for; it answers in turn. */
export interface Asked {
  readonly part: Part;
  readonly rows: PartRows;
}
export type Answer =
  | { readonly priced: Priced }
  | {
      readonly message: string;
      readonly help?: string | undefined;
      readonly isFailure: boolean;
      readonly stack?: string | undefined;
    };

export async function priceParts(of: Parts): Promise<readonly Priced[]> {
  const { shared, parts, staged, workers, progress, unfinished } = of;
  const known = parts.map((_, at) => unfinished.priced(at, parts.length));
  const left = parts.flatMap((part, at) => {
    const rows = staged.parts[at];
    return known[at] !== undefined || rows === undefined ? [] : [{ at, part, rows }];
  });
  let rows = 0;
  const kept: Promise<void>[] = [];
  progress.begin('pricing', (staged.rows * left.length) / Math.max(1, parts.length));

  /** One part after the other, as long as there are any. */
  async function serve(price: Price): Promise<void> {
    for (let task = left.shift(); task !== undefined; task = left.shift()) {
      const { at, part } = task;
      const priced = await price(part, task.rows);
      known[at] = priced;
      rows += priced.rows;
      progress.at(rows);
      // To keep the only one would be to keep the whole bill. While the disk takes its time, the next one is priced.
      if (parts.length > 1) kept.push(unfinished.finish(at, parts.length, priced));
      kept.at(-1)?.catch(() => {}); // Whoever waits for all is told.
    }
  }

  const others = Array.from({ length: Math.min(workers, left.length) - 1 }, () => startThread(shared));
  try {
    // Two at a time each, since this thread hears what is done only between its own.
    await Promise.all([...others, ...others].map(({ price }) => serve(price)).concat(serve(priceHere(shared))));
  } finally {
    left.length = 0;
    await Promise.all(others.map((other) => other.close()));
    await Promise.all(kept);
  }
  return known.flatMap((one) => one ?? []);
}

type Price = (part: Part, rows: PartRows) => Promise<Priced>;

function priceHere(shared: Shared): Price {
  let pricePart: PartPricer | undefined;
  return async (part, rows) => {
    // Whoever wants to stop it is heard, and so are other threads.
    await new Promise((resolve) => setImmediate(resolve));
    pricePart ??= createPartPricer(shared);
    return pricePart(part, rows);
  };
}

interface Thread {
  readonly price: Price;
  close(): Promise<unknown>;
}

function startThread(shared: Shared): Thread {
  const thread = new Worker(entry, {
    workerData: shared,
    ...(isSource ? { execArgv: ['--conditions=avtal-source'] } : {}),
  });
  const waiting: PromiseWithResolvers<Priced>[] = [];
  thread.on('message', (answer: Answer) => {
    const asked = waiting.shift();
    if ('priced' in answer) asked?.resolve(answer.priced);
    else asked?.reject(errorOf(answer));
  });
  thread.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    price: (part, rows) => {
      const asked = Promise.withResolvers<Priced>();
      waiting.push(asked);
      thread.postMessage({ part, rows } satisfies Asked);
      return asked.promise;
    },
    close: () => thread.terminate(),
  };
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
