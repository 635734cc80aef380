// The command-line tool: hands the process over to the program and takes its exit code back.
import { readFileSync } from 'node:fs';
import { processHost } from './host.ts';
import { run } from './program.ts';

// A reader that has seen enough (`avtal bill … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const host = processHost(() => readFileSync(0));
const ended = run(host, process.argv.slice(2));
if (typeof ended === 'number' && !host.goesOn()) end(ended);
else void Promise.resolve(ended).then((code) => (process.exitCode = code));

/** As soon as all is written. Left to itself, the engine looks for garbage first, for a tenth of a short command's time. */
function end(code: number): void {
  process.exitCode = code;
  host.whenWritten(() => process.exit());
}
