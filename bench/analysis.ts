// How long the analysis takes: the published agreements, one question with ever more clauses, and what is made to be hard.
//
//   node --conditions=avtal-source bench/analysis.ts [runs]
//
// CPU time, the median of several runs after the engine has warmed up, as a Markdown table (docs/analysis.md has one run).
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { analyse, compile } from '@avtal/compiler';
import type { Ir } from '@avtal/runtime';
import { hard, manyClauses } from './analysis-cases.ts';

const runs = Number(process.argv[2] ?? 7);

/** The median, in milliseconds. */
function cpu(what: () => unknown, times = runs): number {
  const measured: number[] = [];
  for (let run = -2; run < times; run += 1) {
    const before = process.cpuUsage();
    what();
    const { user, system } = process.cpuUsage(before);
    if (run >= 0) measured.push((user + system) / 1000);
  }
  return measured.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

const shown = (ms: number): string => (ms < 20 ? ms.toFixed(1) : ms.toFixed(0));
const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (...cells: readonly string[]): void => {
  console.log('');
  row(...cells);
  row(...cells.map((_, at) => (at === 0 ? '---' : '---:')));
};

console.log(`Node ${process.version}, ${cpus()[0]?.model}, milliseconds of CPU, median of ${runs} runs.`);

head('agreement', 'clauses', 'analysis', 'text to findings');
for (const name of ['itpays', 'ballou', 'managed-operations', 'mega-bite', 'pector-guld']) {
  const read = (path: string): string | undefined =>
    readFileSync(new URL(`../examples/${name}/${path}`, import.meta.url), 'utf8');
  const { ir } = compile(`${name}.avtal`, read);
  if (ir === undefined) throw new Error(`${name} does not compile`);
  const times = runs * 5;
  row(
    name,
    ir.clauses.length,
    shown(cpu(() => analyse(ir), times)),
    shown(cpu(() => compile(`${name}.avtal`, read), times)),
  );
}

/** Sparse: each clause tests as many dimensions as there are (some twice). Dense: about a third of them. */
const kinds = [3, 5, 7, 10].flatMap((dimensions) => [
  { dimensions, tested: dimensions, name: `${dimensions} sparse` },
  { dimensions, tested: Math.ceil(dimensions / 3), name: `${dimensions} dense` },
]);
head('clauses', ...kinds.map(({ name }) => name));
for (const count of [10, 30, 100, 300, 1000, 3000, 5000]) {
  const measured = kinds.map(({ dimensions, tested }) => {
    const ir: Ir = manyClauses(count, dimensions, tested);
    return shown(cpu(() => analyse(ir), count > 1000 ? 3 : runs));
  });
  row(count, ...measured);
}

head('made to be hard', 'text to findings');
for (const { name, read } of hard) row(name, shown(cpu(() => compile('a.avtal', read), 3)));
