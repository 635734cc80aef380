// Single rules of the form, each with the rows before and after.
import { format } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../../grammar/src/formatting/width.ts';

function formatted(text: string): string {
  const result = format(text);
  return 'text' in result ? result.text : result.refused.map(({ message }) => message).join('\n');
}

/** Rows of an agreement before and after, without the block around them. */
function check(before: readonly string[], after: readonly string[]): void {
  const whole = (rows: readonly string[]) => `agreement A {\n${rows.map((row) => `${row}\n`).join('')}}\n`;
  expect(formatted(whole(before)).split('\n')).toEqual(whole(after).split('\n'));
}

describe('inside a row', () => {
  test.each([
    ['rate work:650/h', 'rate work: 650/h'],
    ['rate work : 650 / h', 'rate work: 650/h'],
    ['respond: 2h', 'respond: 2 h'],
    ['discount a on work,travel:10 %', 'discount a on work, travel: 10%'],
    ['surcharge a: + 50% on work', 'surcharge a: +50% on work'],
    ['surcharge a: x1.5  on  work', 'surcharge a: x1.5 on work'],
    ['unit switch, counts 1+cards+2 disks', 'unit switch, counts 1 + cards + 2 disks'],
    ['price parts: at cost+10%', 'price parts: at cost +10%'],
    ['window w=Mon - Fri 08:00 - 16:00,( a,b )', 'window w = Mon-Fri 08:00-16:00, (a, b)'],
    ['window w = Mon + Wed 08:00-16:00', 'window w = Mon+Wed 08:00-16:00'],
    ['respond: earliest of( 4 h,at opening of core )', 'respond: earliest of (4 h, at opening of core)'],
    ['§4.2  respond: 1 h', '§ 4.2  respond: 1 h'],
    ['§\u00a04.2 "Svar"  respond: 1 h', '§ 4.2 "Svar"  respond: 1 h'],
    ['timezone   Europe/Oslo', 'timezone  Europe/Oslo'],
    ['include work per month: to  be agreed  bank', 'include work per month: to be agreed bank'],
    ['include work per month: ?bank', 'include work per month: ? bank'],
    ['promise provider: "two  blanks,and:signs | stay"', 'promise provider: "two  blanks,and:signs | stay"'],
    ['when a is b{rate work:5/h}', 'when a is b { rate work: 5/h }'],
    ['module m{}', 'module m {}'],
    ['choice a: b,c;default b', 'choice a: b, c; default b'],
    ['fee per month: 1|2|3', 'fee per month: 1 | 2 | 3'],
    ['fee per month: 1 | 2 //why', 'fee per month: 1 | 2  //why'],
  ])('%s', (before, after) => check([`  ${before}`], [`  ${after}`]));
});

describe('columns', () => {
  test('one long row among many does not push the others', () => {
    const long = '  limit work, travel each visit on work, travel, start price, driving: at least 500';
    check(
      ['  rate a: 1/h | 2/h', long, '  rate abc: 1000/h | 2/h', '  rate b: 1/h'],
      ['  rate a:   1/h    | 2/h', long, '  rate abc: 1000/h | 2/h', '  rate b:   1/h'],
    );
  });
  test('one long value neither', () => {
    const rows = [
      '  rate a: 1/h | 2/h',
      '  rate b: 1/h | 2/h',
      '  rate c: to be agreed price "what the customer and the provider say" | 2/h',
    ];
    check(rows, rows);
  });
  test('rows that are all long are aligned', () => {
    const head = `rate ${'a'.repeat(90)}`;
    check([`  ${head}: 1/h`, `  ${head}bcd: 1/h`], [`  ${head}:    1/h`, `  ${head}bcd: 1/h`]);
  });
  test('rows with other numbers of values have columns of their own', () => {
    check(
      ['  rate a: 1000/h | 2/h', '  rate b: 1/h', '  rate c: 1/h | 2/h | 3/h', '  rate d: 1/h | 2/h'],
      ['  rate a: 1000/h | 2/h', '  rate b: 1/h', '  rate c: 1/h | 2/h | 3/h', '  rate d: 1/h    | 2/h'],
    );
  });
  test('empty lines, headings and blocks end a group; other comments do not', () => {
    check(
      [
        '  rate a: 1/h',
        '',
        '  rate abc: 1/h',
        '  // --- x',
        '  rate ab: 1/h',
        '  // why',
        '  respond: 1 h',
        '  module m {',
        '    rate a: 1/h',
        '  }',
        '  rate a: 1/h',
      ],
      [
        '  rate a: 1/h',
        '',
        '  rate abc: 1/h',
        '  // --- x',
        '  rate ab: 1/h',
        '  // why',
        '  respond: 1 h',
        '  module m {',
        '    rate a: 1/h',
        '  }',
        '  rate a: 1/h',
      ],
    );
  });
  test('a number on a line of its own stands above its row', () => {
    const rows = ['  § 4.2 "Svar"', '  respond: 1 h', '  resolve: 2 h'];
    check(rows, rows);
  });
  test('letters are as wide as they are shown', () => {
    check(
      ['  rate a "日本": 1/h', '  rate a "👩‍🔧": 1/h', '  rate a "e\u0301": 1/h', '  rate a "é𝒜": 1/h'],
      ['  rate a "日本": 1/h', '  rate a "👩‍🔧":   1/h', '  rate a "e\u0301":    1/h', '  rate a "é𝒜":   1/h'],
    );
  });
  test.each([
    ['', 0],
    ['abc', 3],
    ['åäö', 3],
    ['a\u0301', 1],
    ['日本語', 6],
    ['한국', 4],
    ['ｆｕｌｌ', 8],
    ['👍', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['☃', 1],
    ['𝒜', 1],
  ])('width of %s', (text, width) => expect(widthOf(text)).toBe(width));
});

describe('comments', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'with the row below',
      ['// a', '      // b', '  respond: 1 h', '// c'],
      ['  // a', '  // b', '  respond: 1 h', '  // c'],
    ],
    [
      'with notes, where it stands as deep',
      ['  respond: 1 h', '    // a', '      text "x"', '      // b', '    // c', '  resolve: 2 h'],
      ['  respond: 1 h', '    // a', '    text "x"', '    // b', '  // c', '  resolve: 2 h'],
    ],
    [
      'not behind an empty line',
      ['  respond: 1 h', '    text "x"', '', '    // a', '  resolve: 2 h'],
      ['  respond: 1 h', '    text "x"', '', '  // a', '  resolve: 2 h'],
    ],
    [
      'inside a broken list',
      ['  choice a: b, // one', '   // two', '     c // three'],
      ['  choice a: b,  // one', '         // two', '         c      // three'],
    ],
    [
      'that name columns of other rows, or none, stay',
      ['  // a   |   b', '  respond: 1 h | 2 h | 3 h', '  // x  |  y'],
      ['  // a   |   b', '  respond: 1 h | 2 h | 3 h', '  // x  |  y'],
    ],
    [
      'that name columns',
      [
        '  //Tier  One|Two',
        '  // why',
        '  respond during a long window: 1 h | 2 h'.replace('a long window', 'longwindow'),
      ],
      ['  //Tier                     One | Two', '  // why', '  respond during longwindow: 1 h | 2 h'],
    ],
    [
      'at a brace',
      ['  module m { // a', '    respond: 1 h', '  }// b'],
      ['  module m {  // a', '    respond: 1 h', '  }  // b'],
    ],
  ])('%s', (_, before, after) => check(before, after));
});

describe('lines', () => {
  test.each([
    ['', ''],
    ['\n\n', ''],
    ['   \n\t', ''],
    ['// a', '// a\n'],
    ['\n\n// a  \n\n\n\n//b\n\n', '// a\n\n//b\n'],
    ['\ufeff\n// a', '\ufeff// a\n'],
    ['// a\r\n\r\n\r\n// b', '// a\r\n\r\n// b\r\n'],
    ['agreement A { // x\r  vat none }', 'agreement A {  // x\r  vat  none\r}\r'],
    ['agreement A { }', 'agreement A {}\n'],
    ['agreement A {\n\n}', 'agreement A {\n}\n'],
    ['agreement A\n  {\n vat none } document B over A', 'agreement A\n{\n  vat  none\n}\ndocument B over A\n'],
  ])('%j', (before, after) => expect(formatted(before)).toBe(after));
});

describe('hostile texts end', () => {
  const rows = (row: string, count: number) => `agreement A {\n${`${row}\n`.repeat(count)}}\n`;
  test.each([
    ['empty lines', rows('', 100_000)],
    ['comments', rows('// a | b', 50_000)],
    ['pointers', rows('//   ^^ a', 50_000)],
    ['rows', rows('  respond: 1 h | 2 h // a', 20_000)],
    ['titles', rows('  § 1 "a" respond: 1 h', 10_000)],
    ['values', `agreement A {\n  tiers ${'a | '.repeat(30_000)}b\n}\n`],
    ['blanks', `agreement A {\n  vat${' '.repeat(500_000)}none\n}\n`],
    ['blanks in a comment', `// ${' '.repeat(500_000)}|${' a'.repeat(200_000)}\n`],
    [
      'ever longer rows',
      rows('', 1).replace(
        '\n\n',
        `\n${Array.from({ length: 900 }, (_, at) => `  rate ${'a'.repeat(at + 1)}: 1/h`).join('\n')}\n`,
      ),
    ],
  ])('%s', (_, text) => expect(formatted(formatted(text))).toBe(formatted(text)));
});
