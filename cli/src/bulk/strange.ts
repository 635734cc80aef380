// Lines of NDJSON that are no objects: rows that cannot be read, told with their line and their text.
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { RejectedRow, RowProblem } from '@avtal/runtime';
import { objectIn } from '../facts/json.ts';
import type { Host } from '../host.ts';
import type { Engine } from './duckdb.ts';
import { refuseMany } from './odd.ts';
import type { Source } from './sources.ts';
import { isCompressed } from './whole.ts';

/** Each with its only problem. */
export async function readStrange(
  host: Host,
  engine: Engine,
  sources: readonly Source[],
): Promise<readonly { readonly rejected: RejectedRow; readonly problem: RowProblem }[]> {
  const found: { rejected: RejectedRow; problem: RowProblem }[] = [];
  for (const { strange, kind, columns } of sources) {
    if (strange === undefined) continue;
    const rows = await engine.rows(strange);
    for (const [file, some] of Map.groupBy(rows, (row) => String(row.avtal_file))) {
      const wanted = new Set(some.map(({ avtal_row }) => Number(avtal_row)));
      for await (const { line, text } of linesOf(resolve(host.cwd, file), wanted)) {
        const { values, unreadable = 'The line is not JSON.' } = objectIn(text);
        const origin = { file, line };
        const expected = 'one object on each line';
        const problem: RowProblem = { code: 'bad-fact', message: unreadable, clauses: [], origin, expected };
        const table = { file, header: { line: 1, columns: [...columns.keys(), 'row'] }, rows: [] };
        const row = { line, values };
        refuseMany(found.length + 1, found[0]?.problem);
        found.push({ problem, rejected: { table, row, problems: [problem], ...(kind === undefined ? {} : { kind }) } });
      }
    }
  }
  return found;
}

/** `wanted`: counts of lines that are not blank. */
async function* linesOf(
  file: string,
  wanted: ReadonlySet<number>,
): AsyncIterable<{ readonly line: number; readonly text: string }> {
  const bytes = createReadStream(file);
  const decoder = new TextDecoder();
  let [line, count, rest] = [0, 0, ''];
  for await (const block of isCompressed(file) ? bytes.pipe(createGunzip()) : bytes) {
    const texts = `${rest}${decoder.decode(block, { stream: true })}`.split('\n');
    rest = texts.pop() ?? '';
    for (const text of texts) if (isWanted(text)) yield { line, text };
  }
  if (isWanted(rest)) yield { line, text: rest };

  function isWanted(text: string): boolean {
    line += 1;
    if (text.trim() === '') return false;
    count += 1;
    return wanted.has(count);
  }
}
