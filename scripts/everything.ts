// Runs all that must hold, the real editors too, and ends with the line `N passed, N failed` of all together.
import { spawn } from 'node:child_process';
import { root } from './tools.ts';

/** What `npm run` runs, with its arguments and how many minutes it may take where a machine is slow. `packages` builds what the others try. */
const parts: readonly (readonly [minutes: number, ...script: string[]])[] = [
  [20, 'packages'],
  [40, 'test'],
  [10, 'vsix'],
  [15, 'editor', 'editors'],
  [15, 'editor', 'host'],
  [60, 'editor', 'screen'],
  [15, 'editor', 'web'],
];

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Shows what the script says as it comes. */
function run(minutes: number, [name = '', ...args]: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
      process.stdout.write(part);
    });
    const timer = setTimeout(() => {
      console.log(`Stopped after ${minutes} minutes.`);
      // The group: scripts start processes of their own.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, minutes * 60_000);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      child.stdout.destroy();
      resolve({ code, output });
    });
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const results: string[] = [];
for (const [minutes, ...script] of parts) {
  console.log(`\n== npm run ${script.join(' ')}`);
  const began = performance.now();
  const { code, output } = await run(minutes, script);
  const said = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  const [passed = 0, failed = 0, skipped = 0] = said?.slice(1).map((figure) => Number(figure ?? 0)) ?? [];
  const count = {
    passed: said === undefined && code === 0 ? 1 : passed,
    // A part that ended badly counts as a failure, also where it has none of its own to show.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped,
  };
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key];
  const seconds = Math.round((performance.now() - began) / 1000);
  results.push(`${script.join(' ')}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
}

console.log(`\n${results.join('\n')}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
