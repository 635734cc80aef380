// Measures ways of doing one thing beside one another: in turns within one process, CPU time, medians, ratios of each round.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One way of doing it. */
export interface Contestant {
  readonly name: string;
  /** How many things one run does; slow ways do less, and are compared by the thing. */
  readonly count: number;
  /** Answers what all ways must agree on. */
  run(): number | Promise<number>;
  /** What `run` must answer. */
  readonly expected: number;
}

export interface Measured {
  readonly name: string;
  readonly count: number;
  /** Medians: milliseconds of CPU of one run, and times the first contestant by the thing. */
  readonly cpu: number;
  readonly ratio: number;
}

const rounds = 9;
/**
 * Throws before anything is timed where two do not agree. The first is what the others are measured by. `warming`:
 * milliseconds of CPU for which each runs before anybody is timed, at least once: engines make code fast while it runs.
 */
export async function race(contestants: readonly Contestant[], warming = 500): Promise<Measured[]> {
  for (const { name, run, expected } of contestants) {
    for (let spent = 0; spent < warming; ) {
      spent += await cpu(async () => {
        const answer = await run();
        if (answer !== expected) throw new Error(`${name} comes to ${answer}, not to ${expected}`);
      });
    }
  }
  const times = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    // There and back, so that none always runs behind the same other one.
    const turn = [...contestants.keys()];
    if (round % 2 !== 0) turn.reverse();
    for (const at of turn) {
      const spent = await cpu(contestants[at]?.run ?? (() => 0));
      if (round >= 0) times[at]?.push(spent);
    }
  }
  const each = (at: number, round: number): number => (times[at]?.[round] ?? 0) / (contestants[at]?.count ?? 1);
  return contestants.map(({ name, count }, at) => ({
    name,
    count,
    cpu: median(times[at] ?? []),
    ratio: median(Array.from({ length: rounds }, (_, round) => each(at, round) / each(0, round))),
  }));
}

/** Milliseconds of CPU, of all threads of the process. */
async function cpu(what: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await what();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

// ------------------------------------------------------------------------------------------------------------------ table

/** To three digits. */
export function shown(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const text = digits > 0 ? value.toFixed(Math.min(digits, 3)) : String(Number(value.toPrecision(3)));
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, text.includes('.') ? '' : ',');
}

const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log('');
  row(...head);
  row(...head.map((_, at) => (at === 0 ? '---' : '--:')));
  for (const cells of rows) row(...cells);
}

/** `unit`: of what so many are done in a second. */
export function raceTable(title: string, unit: string, measured: readonly Measured[]): void {
  table(
    [title, unit, `${unit} per second`, 'times the first'],
    measured.map(({ name, count, cpu: ms, ratio }) => [
      name,
      count.toLocaleString('en'),
      shown((count / ms) * 1000),
      shown(ratio),
    ]),
  );
}

/** The machine, Node, and the versions of what is measured. */
export function setting(packages: readonly string[] = []): string {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`);
  const processor = cpus()[0]?.model.trim() ?? arch();
  return [`${processor}, ${cpus().length} cores, ${platform()} ${arch()}`, `Node ${process.version}`, ...versions].join(
    '; ',
  );
}

function versionOf(name: string): string {
  const folders = ['pricing/node_modules', 'peers/node_modules', '../node_modules'].map((one) => path(`../${one}`));
  const file = folders.map((folder) => `${folder}/${name}/package.json`).find((one) => existsSync(one));
  if (file === undefined) return 'not installed';
  const manifest: { readonly version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.version;
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/**
 * What is measured beside ours has installations of its own. Not `npm ci`: some packages are there for one system only, and
 * no lockfile of another system has them.
 */
export function install(folder: 'pricing' | 'peers'): void {
  const cwd = path(`../${folder}`);
  if (existsSync(`${cwd}/node_modules`)) return;
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts'], { cwd, stdio: ['ignore', 2, 2] });
}
