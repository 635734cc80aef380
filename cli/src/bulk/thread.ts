// A thread of a bill in bulk: prices one part after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../host.ts';
import { createPartPricer, type Shared } from './part.ts';
import type { Answer, Asked } from './pool.ts';

const shared: Shared = workerData;
const pricePart = createPartPricer(shared);

parentPort?.on('message', ({ part, rows }: Asked) => {
  const answer = (one: Answer): void => parentPort?.postMessage(one);
  try {
    answer({ priced: pricePart(part, rows) });
  } catch (error) {
    const isFailure = error instanceof Failure;
    const message = error instanceof Error ? error.message : String(error);
    answer({
      message,
      isFailure,
      ...(isFailure ? { help: error.help } : {}),
      ...(error instanceof Error ? { stack: error.stack } : {}),
    });
  }
});
