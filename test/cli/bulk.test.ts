// Bills in bulk: the same lines as one invoice at a time, whole or not at all, and again from where it stopped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { avtal, later, place, root } from './harness.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): Row[] {
  return parse(text, { columns: true });
}

/** All lines of a folder, in an order that does not depend on how they were computed. */
function linesIn(folder: string): Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return sorted(files.flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8'))));
}

function sorted(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const examples = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'order.avtal')),
);

describe('lines are those of one invoice at a time', () => {
  test.each(examples.flatMap((example) => (['cost', 'invoice'] as const).map((basis) => [example, basis] as const)))(
    '%s, by %s',
    async (example, basis) => {
      const { folder } = place();
      const order = join('examples', example, 'order.avtal');
      const facts = readdirSync(join(root, 'examples', example, 'facts')).map((file) =>
        join('examples', example, 'facts', file),
      );
      const year = /\b(20\d\d)-\d\d-\d\d/.exec(readFileSync(join(root, facts[0] ?? ''), 'utf8'))?.[1] ?? '2027';
      const call = ['bill', order, ...facts, '--period', year, '--basis', basis, '--format', 'csv'];
      const small = avtal(call);
      const into = join(folder, 'lines');
      const bulk = await later([...call, '--into', into]);
      expect([bulk.code, bulk.err]).toEqual([small.code, small.err]);
      const lines = linesIn(into).map(({ order: _, customer: __, ...line }) => line);
      expect(lines).toEqual(sorted(rowsOf(small.out)));
    },
  );
});
