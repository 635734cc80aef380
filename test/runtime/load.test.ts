// Loading a compiled agreement: the schema is the published file, and what does not fit is refused with its place.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Clause, Ir } from '../../runtime/src/ir.ts';
import { loadIr } from '../../runtime/src/load.ts';
import { irSchema } from '../../runtime/src/schema/schema.ts';
import { acme, agreement, choice, clause, daily, norway, span, windows, workday } from './agreement.ts';

const clauses: Clause[] = [
  clause({ kind: 'rate', question: 'rate:work', subject: 0, value: { kind: 'rate', amount: '650', per: '3600' } }),
  clause({
    kind: 'fee',
    question: 'fee',
    inAdvance: 12,
    period: { basis: 'calendar', unit: 'month', count: 1 },
    value: {
      kind: 'ladder',
      mode: 'whole',
      steps: [
        { to: { bound: '40', included: true }, value: { kind: 'money', amount: '6' } },
        { value: { kind: 'on-request' } },
      ],
      atMost: '70',
    },
  }),
  clause({
    kind: 'target',
    question: 'target:respond',
    target: 0,
    when: [
      {
        choices: { channel: ['phone'] },
        windows: [{ moment: 'reported', window: 0, inside: true }],
        dates: { from: '2026-01-01' },
      },
    ],
    value: {
      kind: 'earliest',
      of: [
        { kind: 'duration', seconds: 7200, clock: { kind: 'window', window: 0 } },
        { kind: 'business-days', count: 2, days: { kind: 'named', daySet: 0 }, window: 0, ends: { kind: 'close' } },
      ],
    },
  }),
  clause({ kind: 'permit', question: 'permit:downtime', subject: 0, value: { kind: 'only-during', window: 0 } }),
];
const ir = agreement({
  dimensions: [choice('channel', ['phone'])],
  daySets: [{ id: 'workdays', set: workday, span }],
  windows: windows({ core: daily(workday, 8, 16), rest: { kind: 'complement', of: { kind: 'named', window: 0 } } }),
  clauses,
  orders: [{ ...acme, values: { hourly: { kind: 'rate', amount: '650', per: '3600' } } }],
  examples: [
    {
      id: 'e',
      order: acme,
      facts: { entries: [] },
      expectations: [{ kind: 'permitted', span, subject: 'downtime', after: 0, choices: {}, at: 'never' }],
      span,
    },
  ],
});
const json = (): unknown => JSON.parse(JSON.stringify(ir));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(irSchema);

/** The agreement with one place changed: `clauses.0.value.amount`. */
function changed(path: string, value: unknown): unknown {
  const copy = json();
  const names = path.split('.');
  let at = copy as Record<string, unknown>;
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = names.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

test('an agreement loads, and is what was read', () => {
  expect(loadIr(json())).toEqual({ ir });
  expect(validate(json())).toBe(true);
});

test('the published schema is this schema', async () => {
  await expect(`${JSON.stringify(irSchema, null, 2)}\n`).toMatchFileSnapshot(
    '../../runtime/schema/avtal-ir.schema.json',
  );
});

describe('is refused', () => {
  test.each<[string, unknown, string]>([
    ['format', 'other', 'This is not a compiled agreement: its `format` is "other", not "avtal-ir".'],
    ['version', 2, 'This runtime reads compiled agreements of version 1; this one has version 2. Compile it again.'],
    [
      'version',
      undefined,
      'This runtime reads compiled agreements of version 1; this one has version missing. Compile it again.',
    ],
    ['agreement.colour', 'red', '`agreement` has a field `colour` that this runtime does not know.'],
    ['agreement.currency', undefined, '`agreement` lacks `currency`.'],
    ['agreement.lines', 'week', '`agreement.lines` is "week", not one of "entry", "job", "month".'],
    ['clauses.0.kind', 'bribe', '`clauses[0]` is of a kind that is not known here: "bribe".'],
    [
      'clauses.0.value.amount',
      650,
      '`clauses[0].value.amount` is 650, not a decimal number as text, such as "650.50".',
    ],
    ['clauses.0.value.per', '0.0', '`clauses[0].value.per` is "0.0", not a decimal number above 0 as text.'],
    ['clauses.0.document', 1, '`clauses[0].document` is 1, not an index of the 1 `documents`.'],
    [
      'clauses.1.value.steps.0.value.kind',
      'unlimited',
      '`clauses[1].value.steps[0].value` is of a kind that is not known here: "unlimited".',
    ],
    [
      'clauses.2.when.0.dates.from',
      '2026-02-30',
      '`clauses[2].when[0].dates.from` is "2026-02-30", not a date, such as "2026-03-29".',
    ],
    ['clauses.2.value.of.1.days', [], '`clauses[2].value.of[1].days` is a list, not an object.'],
    ['windows.0.set.end', 90000, '`windows[0].set.end` is 90000, not a whole number from 1 to 86400.'],
    ['zone.transitions.0', [1], '`zone.transitions[0]` is a list, not an instant and an offset.'],
    [
      'orders.0.values.hourly.amount',
      1,
      '`orders[0].values.hourly.amount` is 1, not a decimal number as text, such as "650.50".',
    ],
    ['examples.0.expectations.0.at', 'soon', '`examples[0].expectations[0].at` is "soon", not a whole number.'],
  ])('%s = %j', (path, value, problem) => {
    expect(loadIr(changed(path, value))).toEqual({ problems: [problem] });
    // A JSON Schema knows neither which dates exist nor how long the lists are.
    if (!/\.document|\.dates/.test(path)) expect(validate(changed(path, value))).toBe(false);
  });

  test.each<[string, unknown, string]>([
    ['clauses.1.id', 'rate:work', '`clauses[1].id` is "rate:work", like that of a clause before it.'],
    ['zone.transitions.1.0', 0, '`zone.transitions[1]` is not later than the one before it.'],
    ['windows.0.set', { kind: 'named', window: 1 }, '`windows[0]` is made of itself.'],
    ['daySets.0.set', { kind: 'named', daySet: 0 }, '`daySets[0]` is made of itself.'],
  ])('what a schema cannot say: %s', (path, value, problem) => {
    const result = loadIr(changed(path, value));
    expect('problems' in result && result.problems[0]).toBe(problem);
  });

  test('no object, too deep, and too much', () => {
    for (const other of [undefined, null, 1, 'x', []]) {
      expect(loadIr(other)).toEqual({ problems: ['This is not a compiled agreement: it is not a JSON object.'] });
    }
    let set: unknown = norway;
    for (let depth = 0; depth < 50_000; depth += 1) set = { kind: 'complement', of: set };
    const deep = loadIr({ ...(json() as Ir), daySets: [{ id: 'deep', set, span }] });
    expect('problems' in deep && deep.problems[0]).toMatch(/is nested too deeply\.$/);
    const many = loadIr({ ...(json() as Ir), clauses: Array.from({ length: 1000 }, () => 1) });
    expect('problems' in many && many.problems).toHaveLength(20);
  });
});
