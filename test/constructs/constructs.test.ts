// What real agreements contain (meanings A17, F9, F10, A12, A13, A14, A15, A16, Q14, R4, U10, C3, K5, M3, M7, P5, P7, P8, P10, Q7, Q12, Q13 and more): small agreements with examples computed by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import { createPlan, runExample } from '@avtal/runtime';
import { expect, test } from 'vitest';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.avtal'));

test.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const { ir, diagnostics } = compile(file, (path) => (path === file ? text : undefined));
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  if (ir === undefined) return expect.fail('no IR');
  const plan = createPlan(ir);
  const results = ir.examples.flatMap((one) => runExample(plan, one).map((result) => ({ example: one.id, ...result })));
  expect(results.length).toBeGreaterThan(0);
  const wrong = results.filter(({ ok }) => !ok);
  expect(
    wrong.map(
      ({ example, expectation, expected, actual }) =>
        `${example} line ${expectation.span.line}: ${expected}, not ${actual}`,
    ),
  ).toEqual([]);
});
