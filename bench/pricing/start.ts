// How long a process takes that checks one agreement, beside one that does nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Name, names, textOf } from './agreements.ts';
import { median } from './harness.ts';

export interface Started {
  readonly name: string;
  /** Medians of milliseconds, on the clock and of CPU, and of the ratios to the first in each round. */
  readonly wall: number;
  readonly cpu: number;
  readonly ratio: number;
}

const rounds = 15;

/** With the built command line, if there is one. */
export function starts(): Started[] {
  const built = fileURLToPath(new URL('../../cli/dist/avtal.js', import.meta.url));
  const source = fileURLToPath(new URL('../../cli/src/index.ts', import.meta.url));
  const isBuilt = existsSync(built);
  const avtal = isBuilt ? [built] : ['--conditions=avtal-source', source];
  const folder = mkdtempSync(join(tmpdir(), 'avtal-start-'));
  const check = (name: Name): readonly string[] => {
    const file = join(folder, `${name}.avtal`);
    writeFileSync(file, textOf(name));
    return [...avtal, 'check', file];
  };
  const kept = join(folder, 'kept');
  const calls: readonly (readonly [string, readonly string[]])[] = [
    ["node -e ''", ['-e', '']],
    ['avtal --version', [...avtal, '--version']],
    ...names.map((name) => [`avtal check ${name}${isBuilt ? '' : ' (from source)'}`, check(name)] as const),
  ];
  const walls = calls.map((): number[] => []);
  const cpus = calls.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [at, [name, args]] of calls.entries()) {
      const { wall, cpu } = spent(name, args, kept);
      if (round < 0) continue;
      walls[at]?.push(wall);
      cpus[at]?.push(cpu);
    }
  }
  const ratio = (at: number): number =>
    median((cpus[at] ?? []).map((one, round) => one / (cpus[0]?.[round] ?? Number.NaN)));
  return calls.map(([name], at) => ({
    name,
    wall: median(walls[at] ?? []),
    cpu: median(cpus[at] ?? []),
    ratio: ratio(at),
  }));
}

/** The shell knows the CPU time of its children; Node does not. What is kept of the first round is there in the others. */
function spent(name: string, args: readonly string[], kept: string): { readonly wall: number; readonly cpu: number } {
  // More certificates are read at every start, by whichever program.
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const env = { ...environment, NODE_COMPILE_CACHE: kept, TIMEFORMAT: '%R %U %S' };
  const script = 'time "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'time', process.execPath, ...args], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}
