// Runtime and reference evaluator agree on random logs and tickets of the five published agreements, compiled from their text.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import type { Ir } from '@avtal/runtime';
import { describe, expect, test, vi } from 'vitest';
import { publishedPrices, publishedTickets } from '../random/published.ts';
import { fromTape } from '../random/tape.ts';
import { expectAgreement, hold, patience } from './hold.ts';
import { comparePrices } from './prices.ts';
import { compareTickets } from './tickets.ts';

vi.setConfig({ testTimeout: patience });

const examples = new URL('../../examples/', import.meta.url);
const folders = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The agreement with its order, where the order compiles with it. */
function compiled(folder: string): Ir {
  const { ir } = compile('order.avtal', (path) => readFileSync(new URL(`${folder}/${path}`, examples), 'utf8'));
  if (ir === undefined) throw new Error(`${folder} does not compile`);
  return ir;
}

describe.each(folders)('%s', (folder) => {
  const ir = compiled(folder);

  test('invoices agree', () => {
    hold(
      fromTape((tape) => publishedPrices(tape, ir), 300),
      60,
      (one) => expectAgreement(comparePrices(one)),
    );
  });

  test('deadlines agree', () => {
    let decided = 0;
    hold(
      fromTape((tape) => publishedTickets(tape, ir), 100),
      100,
      (one) => {
        const comparison = compareTickets(one);
        expectAgreement(comparison);
        decided += comparison.reference.length;
      },
    );
    const promises = ir.clauses.some(({ kind }) => kind === 'target');
    expect(decided > 0).toBe(promises);
  });
});
