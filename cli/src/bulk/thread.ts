// A thread of a bill in bulk: prices one part after the other with a DuckDB of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../host.ts';
import { openEngine } from './duckdb.ts';
import { pricePart } from './part.ts';
import { type Answer, loadPart, type Task } from './pool.ts';

const engine = openEngine({ threads: 1, memory: workerData.memory, spill: workerData.spill });

parentPort?.on('message', async ({ at, part, files }: Task) => {
  const answer = (one: Answer): void => parentPort?.postMessage(one);
  try {
    const own = await engine;
    await loadPart(own, files);
    answer({ at, priced: await pricePart(own, part) });
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
