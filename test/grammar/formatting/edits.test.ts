// The edits of a range: `<` and `>` mark it, or `<>` where the cursor is; only the lines that it touches change.
import { formatEdits } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';

/** The rows after the edits of the marked range. */
function edited(rows: readonly string[]): readonly string[] {
  const marked = `agreement A {\n${rows.join('\n')}\n}\n`;
  const start = marked.indexOf('<');
  const end = marked.indexOf('>', start) - 1;
  const text = marked.replace('<', '').replace('>', '');
  const result = formatEdits(text, { start, end }).reduceRight(
    (all, { span, text: by }) => all.slice(0, span.start) + by + all.slice(span.end),
    text,
  );
  return result.split('\n').slice(1, -2);
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'one row, in the columns of its neighbours',
    ['  fee per month:   98', '  include work per month:<>   1 h', '  respond:1 h'],
    ['  fee per month:   98', '  include work per month: 1 h', '  respond:1 h'],
  ],
  [
    'one row that gives way to a longer one',
    ['  fee per month:98<>', '  include work per month: 1 h'],
    ['  fee per month:          98', '  include work per month: 1 h'],
  ],
  [
    'several',
    ['   rate  a:1/h', '   <rate  bc:2/h', '   rate  c:3/h>', '   rate  d:4/h'],
    ['   rate  a:1/h', '   rate bc: 2/h', '   rate c:  3/h', '   rate  d:4/h'],
  ],
  ['a whole line with its end is one line', ['<  rate  a:1/h', '>  rate  b:1/h'], ['  rate a: 1/h', '  rate  b:1/h']],
  ['an empty line that the cursor is in stays', ['', '<>', '  rate a: 1/h'], ['', '', '  rate a: 1/h']],
  [
    'empty lines that are selected go',
    ['<  rate a: 1/h', '', '', '', '  rate b: 1/h>'],
    ['  rate a: 1/h', '', '  rate b: 1/h'],
  ],
  [
    'a row that cannot be read elsewhere',
    ['  rate  : ', '  rate  a:1/h<>', '  respond: 1 h', '   fee   per', '  // a  '],
    ['  rate  : ', '  rate a:  1/h', '  respond: 1 h', '   fee   per', '  // a  '],
  ],
  ['a row that cannot be read in the range', ['<  rate   :', '  rate  a:1/h>'], ['  rate   :', '  rate a: 1/h']],
  ['a slip', ['<  fee   per month: 1,5', '  rate  a:1/h>'], ['  fee   per month: 1,5', '  rate a: 1/h']],
  [
    'a row that is broken over lines',
    ['  choice a: b,', '  <>      c,', '   d'],
    ['  choice a: b,', '         c,', '   d'],
  ],
  [
    'a row that would become a note of the one above stays',
    ['    rate a: 1/h', '<>  rate  b:1/h'],
    ['    rate a: 1/h', '  rate b: 1/h'],
  ],
  ['notes that would become rows', ['  rate a: 1/h', '<>      text   "x"'], ['  rate a: 1/h', '    text "x"']],
  [
    'a row that stands as deep as the notes above it, and what is deeper',
    ['  rate a: 1/h', '    text "x"', '    fee <per month: 9', '      text "y">', '      respond: 1 h'],
    ['  rate a: 1/h', '    text "x"', '  fee per month: 9', '    text "y"', '      respond: 1 h'],
  ],
  [
    'the rows of a table that do not stand deeper',
    ['  table resolve', '<  when a is b: 1 h', '', '  when a is c: 2 h>', '  rate a: 1/h'],
    ['  table resolve', '    when a is b: 1 h', '', '    when a is c: 2 h', '  rate a: 1/h'],
  ],
  [
    'those of which only some are in the range stay',
    ['  table resolve', '  when a is b: 1 h', '<>  when a is c:  2 h'],
    ['  table resolve', '  when a is b: 1 h', '  when a is c: 2 h'],
  ],
  [
    'what may belong to the row above, or to one that is missing, stays',
    ['<  rate a: 1/h', '  text  "x">'],
    ['  rate a: 1/h', '  text  "x"'],
  ],
  ['with braces that do not match, nothing', ['  module m {', '  rate  a:1/h<>'], ['  module m {', '  rate  a:1/h']],
  ['with braces too many, nothing', ['  }', '  rate  a:1/h<>'], ['  }', '  rate  a:1/h']],
])('%s', (_, before, after) => expect(edited(before)).toEqual(after));

describe('edits', () => {
  const text = 'agreement A {\r\n  rate  a "å 👍" :1/h // x  \r\n\r\n\r\n  respond: 1 h\r\n}';
  test('are of blanks only, each as small as can be', () => {
    const shown = formatEdits(text).map(({ span, text: by }) => [span.start, text.slice(span.start, span.end), by]);
    expect(shown).toEqual([
      [text.indexOf('  a'), '  ', ' '],
      [text.indexOf(' :'), ' ', ''],
      [text.indexOf('1/h'), '', ' '],
      [text.indexOf(' //'), ' ', '  '],
      [text.indexOf('  \r'), '  ', ''],
      [text.indexOf('\r\n\r\n\r') + 4, '\r\n', ''],
      [text.length, '', '\r\n'],
    ]);
  });
  test('none where nothing changes, and none without a range where a row cannot be read', () => {
    expect(formatEdits('agreement A {\n  vat  none\n}\n')).toEqual([]);
    expect(formatEdits('agreement A {\n  vat non\n rate  a:1/h\n}\n')).toEqual([]);
  });
});
