// Shows avtal at work on one of the published agreements: the month of a customer, and how one line of it came about.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './tools.ts';

const order = 'examples/itpays/order.avtal';
const facts = 'examples/itpays/facts';
/** Lines of the invoice that are shown at its beginning; the screen is not longer. */
const first = 14;
const last = 9;

/** Runs the tool as a user would, and shows the call. */
function avtal(...args: readonly string[]): string {
  const colour = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '' ? { FORCE_COLOR: '1' } : {};
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...colour } },
  );
  console.log(`$ avtal ${args.join(' ')}\n`);
  if (stderr !== '') process.stderr.write(stderr);
  if (status !== 0) process.exitCode = status ?? 1;
  return stdout.trimEnd();
}

function shortened(text: string): string {
  const lines = text.split('\n');
  const left = lines.length - first - last;
  return left <= 1 ? text : [...lines.slice(0, first), `    … (${left} rows more)`, ...lines.slice(-last)].join('\n');
}

const period = ['--period', '2027-03'];
const files = ['entries.csv', 'occurrences.csv'].map((name) => `${facts}/${name}`);
console.log(`${shortened(avtal('bill', order, ...files, ...period))}\n`);
console.log(`${avtal('explain', order, ...files, ...period, '--line', '6')}\n`);
console.log(avtal('explain', order, `${facts}/tickets.csv`, '--ticket', 'S-109'));
