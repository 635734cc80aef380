// How long the analysis takes: the published agreements, and one question with many clauses, sparse and dense.
//
//   node --conditions=avtal-source bench/analysis.ts
import { readFileSync } from 'node:fs';
import { analyse, asFile, compile } from '@avtal/compiler';
import type { Box, Clause, Ir } from '@avtal/runtime';

const examples = ['itpays', 'ballou', 'managed-operations', 'mega-bite', 'pector-guld'];

function cpu(what: () => unknown, times: number): string {
  for (let run = 0; run < times; run += 1) what();
  const before = process.cpuUsage();
  for (let run = 0; run < times; run += 1) what();
  const { user, system } = process.cpuUsage(before);
  return `${((user + system) / 1000 / times).toFixed(1)} ms`;
}

function exampleIr(name: string): Ir {
  const folder = new URL(`../examples/${name}/`, import.meta.url);
  const { ir } = compile(`${name}.avtal`, (path) => readFileSync(new URL(path, folder), 'utf8'));
  if (ir === undefined) throw new Error(`${name} does not compile`);
  return ir;
}

/** A small generator of its own, so that every run measures the same. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const frame = (dimensions: number): string =>
  [
    'holidays Norway',
    'window w0 = Mon-Fri 08:00-16:00 except holidays',
    'window w1 = daily 22:00-06:00',
    'window w2 = Sat-Sun, holidays',
    'number n in h',
    ...Array.from({ length: dimensions - 2 }, (_, at) => `choice c${at}: a, b, c, d, e`),
    'default rate work: 1/h',
  ].join('\n');

/** `tested`: how many of the dimensions each clause tests; the fewer, the more they overlap. */
function manyClauses(count: number, dimensions: number, tested: number): Ir {
  const { ir } = compile('bench.avtal', () => asFile(frame(dimensions)), { analysis: false });
  if (ir === undefined) throw new Error('the frame does not compile');
  const [base] = ir.clauses;
  const next = numbers(count * 31 + dimensions * 7 + tested);
  const ranks = ['plain', 'override', 'plain', 'plain'] as const;
  const clauses = Array.from({ length: count }, (_, at): Clause => {
    const box: { choices: Record<string, string[]> } & Pick<Box, never> = { choices: {} };
    const extra: { windows?: Box['windows']; numbers?: Box['numbers'] } = {};
    for (let turn = 0; turn < tested; turn += 1) {
      const which = next(dimensions);
      if (which === 0) extra.windows = [{ moment: 'self', window: next(3), inside: next(3) > 0 }];
      else if (which === 1) extra.numbers = { n: [{ min: String(3600 * next(9)), max: String(3600 * (9 + next(9))) }] };
      else box.choices[`c${which - 2}`] = ['abcde'.charAt(next(5))];
    }
    const value = { kind: 'rate', amount: String(100 + next(3)), per: '3600' } as const;
    const line = at + 20;
    return {
      ...(base as Extract<Clause, { kind: 'rate' }>),
      id: `rate.work.${at + 2}`,
      rank: ranks[next(4)] ?? 'plain',
      when: [{ ...(Object.keys(box.choices).length > 0 ? { choices: box.choices } : {}), ...extra }],
      span: { file: 'bench.avtal', line, column: 3, endLine: line, endColumn: 20 },
      value,
    };
  });
  return { ...ir, clauses: [...ir.clauses, ...clauses] };
}

const kinds = (ir: Ir): string => {
  const { findings, irreproducible } = analyse(ir);
  const counts = Map.groupBy(findings, ({ kind }) => kind);
  const found = [...counts].map(([kind, all]) => `${all.length} ${kind}`).join(', ');
  return `${found || 'nothing'}${irreproducible.length > 0 ? `, ${irreproducible.length} IRREPRODUCIBLE` : ''}`;
};

for (const name of examples) {
  const ir = exampleIr(name);
  console.log(
    `${name.padEnd(20)} ${String(ir.clauses.length).padStart(5)} clauses  ${cpu(() => analyse(ir), 20).padStart(10)}  ${kinds(ir)}`,
  );
}
for (const [count, dimensions, tested] of [
  [10, 7, 7],
  [100, 7, 7],
  [1000, 7, 7],
  [1000, 7, 4],
  [1000, 7, 2],
  [1000, 10, 10],
  [5000, 10, 10],
  [5000, 10, 3],
] as const) {
  const ir = manyClauses(count, dimensions, tested);
  const label = `${dimensions} dimensions, ${tested} drawn`;
  console.log(
    `${label.padEnd(24)} ${String(count).padStart(5)} clauses  ${cpu(() => analyse(ir), count > 1000 ? 2 : 5).padStart(10)}  ${kinds(ir)}`,
  );
}
