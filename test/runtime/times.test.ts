// How often something happens in a period, as a number that conditions ask (meaning Q11), from the text to the money.
import { compile } from '@avtal/compiler';
import { createPlan, runExample } from '@avtal/runtime';
import { expect, test } from 'vitest';

const agreement = (rows: string, facts: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat      none
  scope    procedure
  activity operation
  event    callout
  ${rows}
  count operation each entry: exact
  rate operation when times below 2: included
  rate operation when times at least 2: 600/h
  price callout: 0
  example E {
    from 2026-01-01
    ${facts}
  }
}`;

function told(rows: string, facts: string): string[] {
  const { ir, diagnostics } = compile('a.avtal', () => agreement(rows, facts));
  const [example] = ir?.examples ?? [];
  if (ir === undefined || example === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return runExample(createPlan(ir), example).map(({ actual }) => actual);
}

const cost = 'expect cost 2026-03: 0';

test.each<[string, string, string, string]>([
  [
    'of each procedure, the first is priced with the second',
    'number times = operation each procedure per month',
    `operation 2026-03-03 10:00 for 1 h, procedure a
    operation 2026-03-31 23:30 for 1 h, procedure a
    operation 2026-03-04 10:00 for 1 h, procedure b`,
    '900.00', // half an hour of the second lies in April
  ],
  [
    'of all, when nothing tells them apart',
    'number times = operation per month',
    `operation 2026-03-03 10:00 for 1 h, procedure a
    operation 2026-03-04 10:00 for 1 h, procedure b`,
    '1200.00',
  ],
  [
    'in another month it is another count',
    'number times = operation each procedure per month',
    `operation 2026-03-31 10:00 for 1 h, procedure a
    operation 2026-04-01 10:00 for 1 h, procedure a`,
    '0.00',
  ],
  [
    'what the fact states goes before',
    'number times = operation each procedure per month',
    'operation 2026-03-03 10:00 for 1 h, procedure a, times 2',
    '600.00',
  ],
  [
    'events are counted in pieces, for facts of any kind',
    'number times = callout per month',
    `operation 2026-03-03 10:00 for 1 h
    callout 2026-03-20 10:00, 2 pieces`,
    '600.00',
  ],
])('%s', (_, rows, facts, amount) => {
  expect(told(rows, `${facts}\n    ${cost}`)).toEqual([amount]);
});

test('a fact that does not say to which it belongs is not counted, and not priced by it', () => {
  const rows = 'number times = operation each procedure per month';
  const facts = 'operation 2026-03-03 10:00 for 1 h\n    operation 2026-03-04 10:00 for 1 h, procedure a';
  expect(told(rows, `${facts}\n    ${cost}`)).toEqual([expect.stringMatching(/^cannot be priced: .*`times`/)]);
});
