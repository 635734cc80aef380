// What can be done about findings: repairs one by one and many at once, and acceptance with a reason.
import { edited } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { type Action, actions, repairEverything } from '../../lsp/src/features/actions.ts';
import { snapshotOf } from './fixture.ts';

function offered(text: string): { readonly text: string; readonly actions: readonly Action[] } {
  const { snapshot, offset, text: plain } = snapshotOf(text);
  const findings = snapshot.agreements[0].compilation.diagnostics.filter(({ accepted }) => accepted === undefined);
  return { text: plain, actions: actions(snapshot, findings, { start: offset, end: offset }) };
}

/** The rows after the action whose title has these words; the frame of the agreement is left out. */
function repaired(text: string, words: string): string {
  const { text: plain, actions } = offered(text);
  const action = actions.find(({ title }) => title.includes(words));
  if (action === undefined) throw new Error(`${words} is not among: ${actions.map(({ title }) => title).join('; ')}`);
  return edited(plain, action.edits);
}

const counted = '\n  counted per started h, each entry';
const contradiction = `rate <|>work: 650/h${counted}\nrate work: 700/h${counted}`;

describe('repairs', () => {
  test.each([
    ['did you mean', 'choice c: phone, email\nrate work when c is <|>emal: 5/h', 'email', 'when c is email:'],
    ['decimal comma', 'rate work: <|>1,5/h', '1.5', 'rate work: 1.5/h'],
    [
      'a row that is missing',
      'choice c: phone, email\n<|>rate work when c is phone: 5/h',
      'Add `rate work when c is email',
      'to be agreed',
    ],
    [
      'the witness as an example',
      contradiction,
      'Add an example that expects `650/h`',
      'expect rate work at 2026-01-05',
    ],
  ])('%s', (_, text, words, expected) => {
    expect(repaired(text, words)).toContain(expected);
  });
  test.each([
    [
      'fewer values than tiers',
      'fee care per month: 5 | <|>6',
      'Leave `C` to be agreed',
      '| 6 | to be agreed fee-care-month-C',
    ],
    ['blank', 'fee care per month: 5 | <|>6', 'Leave `C` blank', '5 | 6 | none'],
    ['more values than tiers', 'rate work: 5/h | 6/h | 7/h | <|>8/h', 'Leave out `8/h`', '5/h | 6/h | 7/h\n'],
    ['more, from the front', 'rate work: 5/h | 6/h | 7/h | <|>8/h', 'Leave out `5/h`', ': 6/h | 7/h | 8/h\n'],
    [
      'a column of a table',
      'table respond | resolve\n  <|>when tier is A: 2 h',
      'Leave `resolve`',
      '2 h | to be agreed resolve-tier-A',
    ],
    [
      'empty columns',
      'rate work: 5/h <|>| |',
      'Leave 2 columns',
      '5/h | to be agreed rate-work-2 | to be agreed rate-work-3',
    ],
    ['a word cut short', '<|>fe per month: 5', 'Write `fee`', '  fee per month: 5'],
  ])('columns and kinds: %s', (_, row, words, expected) => {
    expect(repaired(`clock elapsed\ntiers A | B | C\n${row}`, words)).toContain(expected);
  });
  test('what is left open is for a person to choose', () => {
    const { snapshot } = snapshotOf('tiers A | B | C\nrate work: 5/h | 6/h');
    expect(repairEverything(snapshot.agreements[0].compilation.diagnostics)).toBeUndefined();
  });
  test('the one thing to do is preferred, one of several is not', () => {
    const preferred = (text: string) => offered(text).actions.filter(({ isPreferred }) => isPreferred).length;
    expect([preferred('rate work: <|>1,5/h'), preferred(contradiction)]).toEqual([1, 0]);
  });
  test('nothing elsewhere', () => {
    expect(offered('<|>tiers A | B\nrate work: 1,5/h | 5/h').actions).toEqual([]);
  });
});

describe('many at once', () => {
  const commas = 'rate <|>work: 1,5/h\nrate travel: 2,5/h\nrate phone: 3,5/h';
  test('all of one code', () => {
    const { snapshot, text } = snapshotOf('rate work: <|>1,5/h\nrate travel: 2,5/h');
    const all = actions(snapshot, snapshot.agreements[0].compilation.diagnostics, { start: 100, end: 105 });
    expect(all.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "Write \`2.5\`",
        "Repair all 2: a decimal comma (AV0010)",
      ]
    `);
    expect(text).toContain('1,5');
  });
  test('everything that has one repair', () => {
    const { snapshot, text } = snapshotOf(commas);
    const all = repairEverything(snapshot.agreements[0].compilation.diagnostics);
    expect(edited(text, all?.edits ?? [])).toContain('rate work: 1.5/h\n  rate travel: 2.5/h\n  rate phone: 3.5/h');
    expect(repairEverything([])).toBeUndefined();
  });
});

describe('let it stand', () => {
  test('a note under the row', () => {
    expect(repaired(contradiction, 'accept AV4001')).toContain(
      `rate work: 650/h\n    counted per started h, each entry\n    accept AV4001 ""\n  rate work: 700/h`,
    );
  });
  test('in a section', () => {
    expect(repaired(`module sql {\n  rate <|>work: 650/h\n  rate work: 700/h\n}`, 'accept AV4001')).toContain(
      'rate work: 650/h\n      accept AV4001 ""\n    rate work: 700/h',
    );
  });
  test('what cannot be read must be repaired', () => {
    expect(offered('rate work: <|>1,5/h').actions.filter(({ kind }) => kind === 'accept')).toEqual([]);
  });
});
