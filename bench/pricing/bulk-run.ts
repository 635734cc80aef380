// What `bulk.ts` measures, in a process of its own: once to warm up, and then what it costs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pc from 'picocolors';
import { run } from '../../cli/src/program.ts';

export interface Ran {
  /** Milliseconds. */
  readonly cpu: number;
  readonly wall: number;
  /** The most that the process held, in megabytes. */
  readonly resident: number;
}

const [, , folder = ''] = process.argv;
const { reads, bill, threads } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8'));

async function once(time: number): Promise<void> {
  if (reads !== undefined) {
    const connection = await (await DuckDBInstance.create(':memory:', { threads: String(threads) })).connect();
    await connection.runAndReadAll(reads);
    return;
  }
  let err = '';
  const paint = pc.createColors(false);
  const code = await run(
    {
      cwd: folder,
      out: { write: () => {}, paint },
      err: { write: (text) => (err += text), paint },
      stdin: () => new Uint8Array(),
      debug: true,
      watch: () => {},
      serve: () => {},
    },
    [...bill, '--workers', String(threads), '--into', `lines${time}`],
  );
  if (code !== 0) throw new Error(err);
}

if (process.env.AVTAL_BENCH_WARM !== '0') await once(0);
const [before, began] = [process.cpuUsage(), performance.now()];
await once(1);
const { user, system } = process.cpuUsage(before);
const told: Ran = {
  cpu: (user + system) / 1000,
  wall: performance.now() - began,
  resident: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(told));
