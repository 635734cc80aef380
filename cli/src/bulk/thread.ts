// A thread of a bill in bulk: prices one part after the other with a DuckDB of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../host.ts';
import { openEngine } from './duckdb.ts';
import { createPartPricer } from './part.ts';
import { type Answer, type Given, loadPart, type Task } from './pool.ts';

const { shared, memory, spill }: Given = workerData;
const engine = openEngine({ threads: 1, memory, spill });
const pricer = engine.then((own) => createPartPricer(own, shared));

parentPort?.on('message', async ({ at, part, files }: Task) => {
  const answer = (one: Answer): void => parentPort?.postMessage(one);
  try {
    await loadPart(await engine, files);
    const pricePart = await pricer;
    answer({ at, priced: await pricePart(part) });
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
