// Examples in the editor: listed, run, explained, and taken as they come out.
import { describe, expect, test } from 'vitest';
import { acceptExample, examplesOf, explainExample, runExamples } from '../../lsp/src/features/examples.ts';
import { snapshotOf } from './fixture.ts';

const rows = `
holidays Norway
part months full
clock elapsed
tiers Standard | Pro
event callout
matter patching
window core = Mon-Fri 08:00-16:00 except holidays
fee per month: 98 | 698
include work per month: 1 h | 4 h
draw work during core: 1 h uses 1 h
draw work outside core: not usable
rate work during core: 650/h | 450/h
rate work outside core: 950/h | 750/h
count work each entry: per started 15 min
price callout: to be agreed
respond: 2 h of core | 30 min
resolve: no promise
permit patching: only during core
perform logs: monthly
`;

function example(expectations: string): string {
  return `${rows}
example E1 "one" {
  tier Pro
  from 2026-01-01
  work 2026-03-03 08:00-14:10
  callout 2026-04-03 10:00
  ticket T1 reported 2026-03-04 10:00
  performed logs 2026-03-04
  ${expectations}
}`.trim();
}

function snapshot(expectations: string) {
  return snapshotOf(example(expectations), { analysis: false });
}

describe('accept', () => {
  test.each<readonly [expected: string, accepted: string]>([
    ['expect cost work 2026-03: 1', 'expect cost work 2026-03: 1012.50'],
    ['expect cost 2026-03: 1', 'expect cost 2026-03: 1710.50'],
    ['expect cost fee 2026-03: 1', 'expect cost fee 2026-03: 698'],
    ['expect cost 2026-04: 1', 'expect cost 2026-04: cannot be priced'],
    ['expect cost work 2026-03: cannot be priced', 'expect cost work 2026-03: cannot be priced'],
    ['expect counted work 2026-03: 6 h', 'expect counted work 2026-03: 6 h 15 min'],
    ['expect balance work 2026-03-31: 1 h', 'expect balance work 2026-03-31: 0 h'],
    ['expect respond T1: 2026-03-04 12:00', 'expect respond T1: 2026-03-04 10:30'],
    ['expect respond T1: met', 'expect respond T1: running'],
    ['expect resolve T1: met', 'expect resolve T1: no promise'],
    ['expect resolve T1: 2026-03-04 12:00', 'expect resolve T1: no promise'],
    ['expect openings core 2026-03: 1', 'expect openings core 2026-03: 22'],
    ['expect open core 2026-03: 1 h', 'expect open core 2026-03: 176 h'],
    ['expect perform logs 2026: 3 due, 3 done', 'expect perform logs 2026: 12 due, 1 done'],
    [
      'expect permitted patching after 2026-03-06 17:00: never',
      'expect permitted patching after 2026-03-06 17:00: 2026-03-09 08:00',
    ],
    ['expect rate work at 2026-03-15 10:00: 1/h', 'expect rate work at 2026-03-15 10:00: 750/h'],
    ['expect respond at 2026-03-15 10:00: 1 h', 'expect respond at 2026-03-15 10:00: 30 min elapsed'],
    [
      'expect permit patching at 2026-03-15 10:00: freely',
      'expect permit patching at 2026-03-15 10:00: only during core',
    ],
  ])('%s', (expected, accepted) => {
    const { snapshot: one, text } = snapshot(expected);
    const edits = acceptExample(one, 'E1');
    const result = edits.reduceRight(
      (all, { span, text: by }) => all.slice(0, span.start) + by + all.slice(span.end),
      text,
    );
    expect(
      result
        .split('\n')
        .find((line) => line.includes('expect'))
        ?.trim(),
    ).toBe(accepted);
  });

  test('what says how the value is meant stays', () => {
    const { snapshot: one, text } = snapshotOf(
      example('expect cost work 2026-03: 1, with vat').replace('holidays', 'holidays'),
      { analysis: false },
    );
    const [edit] = acceptExample(one, 'E1');
    expect(text.slice(edit?.span.start, edit?.span.end)).toBe('1');
  });

  test('nothing to accept in what passes, and in what does not compile', () => {
    expect(acceptExample(snapshot('expect cost work 2026-03: 1012.50').snapshot, 'E1')).toEqual([]);
    const broken = example('expect cost work 2026-03: 1').replace('650/h', '650 h');
    expect(acceptExample(snapshotOf(broken, { analysis: false }).snapshot, 'E1')).toEqual([]);
  });
});

describe('run', () => {
  test('lists and runs what stands in the file', () => {
    const { snapshot: one, text } = snapshot('expect cost work 2026-03: 1012.50\n  expect cost 2026-03: 7');
    expect(
      examplesOf(one).map(({ name, title, nameSpan }) => [name, title, text.slice(nameSpan.start, nameSpan.end)]),
    ).toEqual([['E1', 'one', 'E1']]);
    const [outcome] = runExamples(one, 'E1');
    expect(
      outcome?.expectations.map(({ span, ...rest }) => [text.slice(span.start, span.end), rest]),
    ).toMatchInlineSnapshot(`
      [
        [
          "expect cost work 2026-03: 1012.50",
          {
            "actual": "1012.50",
            "expected": "1012.50",
            "ok": true,
          },
        ],
        [
          "expect cost 2026-03: 7",
          {
            "actual": "1710.50",
            "expected": "7.00",
            "ok": false,
          },
        ],
      ]
    `);
  });

  test('says why it cannot', () => {
    const broken = example('expect cost work 2026-03: 1').replace('650/h', '650 h');
    expect(runExamples(snapshotOf(broken, { analysis: false }).snapshot)).toMatchInlineSnapshot(`
      [
        {
          "expectations": [],
          "name": "E1",
          "problem": "The agreement has errors: repair them first, then the example can be run.",
        },
      ]
    `);
  });
});

test('explains line by line', () => {
  const { snapshot: one } = snapshot('expect cost 2026-03: 7\n  expect respond T1: 2026-03-04 10:30');
  expect(explainExample(one, 'E1')).toMatchSnapshot();
});
