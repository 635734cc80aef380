// The command-line tool: hands the process over to the program and takes its exit code back.
import { readFileSync } from 'node:fs';
import { processHost } from './host.ts';
import { run } from './program.ts';

// A reader that has seen enough (`avtal bill … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const host = processHost(() => readFileSync(0));
void Promise.resolve(run(host, process.argv.slice(2))).then((code) => {
  process.exitCode = code;
});
