// What pricing costs, beside what one would pick instead; everybody comes to the same øre before anybody is timed.
//
//   node --conditions=avtal-source bench/pricing.ts [itpays|ballou|thirty|month|files|worker|growth|deadlines|parse|start|all] [rows] [agreement of files]
//
// CPU time, the median of nine rounds in which all take turns; "times the first" is the median of the ratios of each round.
import { install, race, raceTable, setting, shown, table } from './pricing/harness.ts';

const [what = 'all', rows = '100000', asked = 'itpays'] = process.argv.slice(2);
const count = Number(rows);
const isAsked = (one: string): boolean => what === 'all' || what === one;

install('pricing');
install('peers');
const { names } = await import('./pricing/agreements.ts');
const { contestants } = await import('./pricing/contestants.ts');

const packages = ['luxon', 'decimal.js', 'json-rules-engine', '@gorules/zen-engine', '@duckdb/node-api'];
console.log(setting([...packages, 'dayjs-business-time', 'opening_hours', 'langium']));

for (const name of names) {
  if (isAsked(name)) raceTable(name, 'logs', await race(await contestants(name, count)));
}
if (isAsked('month')) {
  const { month } = await import('./pricing/month.ts');
  await month();
}
if (isAsked('files')) {
  const { reading } = await import('./pricing/reading.ts');
  const { bulk, large } = await import('./pricing/bulk.ts');
  for (const name of names.filter((name) => name === asked)) {
    await reading(name, count);
    await bulk(name, count);
    if (count >= 5e6) await large(name, count, '500MB', [1, 2]);
  }
}
if (isAsked('worker')) {
  const { workerContestants } = await import('./pricing/worker.ts');
  for (const name of names.filter((name) => name === asked))
    raceTable(`${name} through a pipe`, 'logs', await race(workerContestants(name, count)));
}
if (isAsked('growth')) {
  const { growth } = await import('./pricing/growth.ts');
  await growth(count);
}
if (isAsked('deadlines')) {
  const { deadlineContestants } = await import('./pricing/deadlines.ts');
  for (const hours of [2, 40]) {
    raceTable(`${hours} hours of working time`, 'reports', await race(deadlineContestants(count, hours * 3600)));
  }
}
if (isAsked('parse')) {
  // Readers are much code, each part of it seldom run.
  const readersWarm = 2000;
  const { parsingContestants } = await import('./pricing/parsing.ts');
  for (const [size, bytes] of [
    ['10 kB', 10_000],
    ['1 MB', 1_000_000],
  ] as const)
    raceTable(`an agreement of ${size}`, 'bytes', await race(await parsingContestants(bytes), readersWarm));
}
if (isAsked('start')) {
  const { starts } = await import('./pricing/start.ts');
  const rows = starts().map(({ name, wall, cpu, ratio }) => [name, shown(wall), shown(cpu), shown(ratio)]);
  table(['a process', 'ms on the clock', 'ms of CPU', 'times the first'], rows);
}
