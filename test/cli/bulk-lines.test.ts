// Lines of bills in bulk: those of one invoice at a time, as CSV and as Parquet; and what they are made of on the way.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../cli/src/bulk/duckdb.ts';
import type { LineColumn } from '../../cli/src/bulk/lines.ts';
import { createParquetWriter } from '../../cli/src/bulk/parquet.ts';
import { createParting } from '../../cli/src/bulk/rows.ts';
import { createSorter } from '../../cli/src/bulk/sorting.ts';
import { addText, compareTexts, createHeap, createNumbering, textAt } from '../../cli/src/bulk/texts.ts';
import { type Row, rowsOf, sorted } from './bulk-case.ts';
import { avtal, later, place, root } from './harness.ts';

async function queried(folder: string, sql: string): Promise<Row[]> {
  const engine = await openEngine({ threads: 1, memory: 1e9, spill: join(folder, 'spill') });
  try {
    return (await engine.rows(sql)) as Row[];
  } finally {
    engine.close();
  }
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
      const call = ['bill', order, ...facts, '--period', year, '--basis', basis];
      const small = avtal([...call, '--format', 'csv']);
      for (const format of ['csv', 'parquet']) {
        const into = join(folder, format);
        const bulk = await later([...call, '--format', format, '--columns', 'all', '--into', into]);
        expect([bulk.code, bulk.err]).toEqual([small.code, small.err]);
        const file = join(into, `lines-0000.${format}`);
        const found =
          format === 'csv'
            ? rowsOf(readFileSync(file, 'utf8'))
            : await queried(folder, `SELECT COLUMNS(*)::VARCHAR FROM '${file}'`);
        const lines = found.map(({ order: _, customer: __, ...line }) => line);
        expect(sorted(lines)).toEqual(sorted(rowsOf(small.out)));
      }
    },
  );
});

// --------------------------------------------------------------------------------------------------------------- files

const word = fc.oneof(fc.string({ maxLength: 40, unit: 'binary' }), fc.constantFrom('', 'a', 'øre', 'kjernetid'));

test('DuckDB reads from a Parquet file what was written into it', async () => {
  const { folder } = place();
  const file = join(folder, 'lines.parquet');
  const engine = await openEngine({ threads: 1, memory: 1e9, spill: join(folder, 'spill') });
  const write = createParquetWriter('avtal');
  const column = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 300 }),
    // Runs of one code, of all lengths.
    runs: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 40 }),
    days: fc.array(fc.integer({ min: -30_000, max: 60_000 }), { minLength: 1 }),
    amounts: fc.array(fc.maxSafeInteger(), { minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(column, async ({ words, runs, days, amounts }) => {
      const heap = createHeap(1);
      const codes = Uint32Array.from(runs.flatMap(([code, times]) => Array(times).fill(code % words.length)));
      const places = words.map((one) => addText(heap, one));
      const at = <T>(all: readonly T[], line: number): T => all[line % all.length] as T;
      const columns: LineColumn[] = [
        { name: 'words', kind: 'words', codes, words: Uint32Array.from(places), heap },
        { name: 'texts', kind: 'texts', places: codes.map((code) => places[code] ?? 0), heap },
        { name: 'days', kind: 'days', values: Int32Array.from(codes, (_, line) => at(days, line)) },
        {
          name: 'amounts',
          kind: 'amounts',
          values: Float64Array.from(codes, (_, line) => at(amounts, line)),
          digits: 2,
        },
        { name: 'flags', kind: 'flags', values: codes.map((code) => code & 1) },
      ];
      write(file, { columns, count: codes.length, sum: '0' });
      const found = await engine.rows(
        `SELECT encode(words)::VARCHAR AS words, encode(texts)::VARCHAR AS texts, (days - DATE '1970-01-01')::DOUBLE AS days, (amounts * 100)::DECIMAL(18, 0)::VARCHAR AS amounts, flags FROM '${file}'`,
      );
      const bytes = await engine.rows(
        `SELECT encode(x)::VARCHAR AS x FROM (SELECT unnest([${words.map((one) => `decode('${escaped(one)}'::BLOB)`).join(', ')}]) AS x)`,
      );
      expect(found).toEqual(
        [...codes].map((code, line) => ({
          words: bytes[code]?.x,
          texts: bytes[code]?.x,
          days: at(days, line),
          amounts: String(at(amounts, line)),
          flags: code % 2 === 1,
        })),
      );
    }),
    { numRuns: 20 },
  );
  engine.close();
});

/** As the text of a BLOB. */
function escaped(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

// ---------------------------------------------------------------------------------------------------------------- rows

test('texts in words are compared and told apart as their bytes are', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 30 }), (all) => {
      const heap = createHeap(1);
      const places = Uint32Array.from(all, (one) => addText(heap, one));
      expect([...places].map((one) => textAt(heap, one))).toEqual(all);
      const codes = new Uint32Array(all.length);
      const count = createNumbering()(heap, places, 0, all.length, codes);
      expect(count).toBe(new Set(['', ...all]).size);
      const [one = '', other = ''] = all;
      expect(codes[0] === codes[1]).toBe(one === other);
      expect(Math.sign(compareTexts(heap, places[0] ?? 0, places[1] ?? 0))).toBe(
        Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
    }),
  );
});

test('rows come sorted by order, time and id from each part, whether they were held in memory or in files', () => {
  const { folder } = place();
  const row = fc.record({
    order: fc.nat(9),
    start: fc.integer({ min: -50, max: 50 }),
    subject: fc.nat(1),
    id: fc.oneof(word, fc.integer({ min: 0, max: 300 }).map(String)).filter((id) => id !== ''),
    key: word,
  });
  const shape = { floats: 2, codes: 2, texts: 2 };
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 400 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      (rows, count, isHeld) => {
        const parting = createParting(shape, count, isHeld ? 1e9 : 0, join(folder, 'staged'));
        for (const { order, start, subject, id, key } of rows)
          parting.add([start, start + 0.5], [order, subject], [id, key]);
        const found = parting.parts().flatMap((part, at) => {
          const orders = Math.ceil((10 - at) / count);
          const { rows, floats, codes, texts, heap, repeated } = createSorter({ shape, count, isEntry: [true, false] })(
            orders,
            part,
          );
          const kept = Array.from({ length: rows }, (_, line) => ({
            order: (codes[0]?.[line] ?? 0) * count + at,
            start: floats[0]?.[line] ?? 0,
            subject: codes[1]?.[line] ?? 0,
            id: textAt(heap, texts[0]?.[line] ?? 0),
            key: textAt(heap, texts[1]?.[line] ?? 0),
          }));
          for (const { order, id, isEntry } of repeated)
            expect(alike(order * count + at, id, isEntry ? 0 : 1).length).toBeGreaterThan(1);
          return kept;
        });
        function alike(order: number, id: string, subject: number) {
          return rows.filter((one) => one.order === order && one.id === id && one.subject === subject);
        }
        const expected = rows
          .filter((one) => alike(one.order, one.id, one.subject).length === 1)
          .sort(
            (a, b) =>
              (a.order % count) - (b.order % count) ||
              a.order - b.order ||
              a.start - b.start ||
              Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) ||
              0,
          );
        const unordered = (all: typeof found) => all.map(({ order, start, id }) => ({ order, start, id }));
        expect(unordered(found)).toEqual(unordered(expected));
        expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
          new Set(expected.map((one) => JSON.stringify(one))),
        );
      },
    ),
    { numRuns: 60 },
  );
});
