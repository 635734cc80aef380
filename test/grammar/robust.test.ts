// Whatever stands in a file, reading it ends, and the next file is read as if nothing had happened.
import { parse } from '@avtal/grammar';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleTexts } from '../texts.ts';

const [, good] = exampleTexts[0] ?? ['', 'agreement A {\n  currency NOK\n}\n'];
const expected = JSON.stringify(parse(good));

/** Reads it, and then a good file. */
function survives(text: string) {
  const parsed = parse(text);
  expect(JSON.stringify(parse(good))).toBe(expected);
  return parsed;
}

test.each(exampleTexts)('%s is without errors', (_, text) => expect(parse(text).errors).toEqual([]));

describe('hostile files', () => {
  test.each([
    ['10,000 blocks', 'agreement A '.concat('{ module m '.repeat(10_000))],
    ['10,000 braces', '{'.repeat(10_000)],
    ['10,000 closing braces', '}'.repeat(10_000)],
    ['10,000 parentheses', `agreement A {\n  case a = ${'('.repeat(10_000)}b`],
    ['10,000 times not', `agreement A {\n  case a = ${'not '.repeat(10_000)}b\n}`],
    ['10,000 times outside', `agreement A {\n  window a = ${'outside '.repeat(10_000)}b\n}`],
    ['10,000 times earliest of', `agreement A {\n  respond: ${'earliest of (aim '.repeat(10_000)}2 h\n}`],
    [
      'everything unclosed',
      'agreement A {\n  module m {\n    week {\n  example e {\n    provider "x\n    case a = ((b',
    ],
    ['one endless row', `agreement A {\n  tiers ${'a | '.repeat(100_000)}b\n}`],
    ['one endless condition', `agreement A {\n  case c = ${'a is b and '.repeat(50_000)}d\n}`],
    ['one endless word', `agreement A {\n  ${'a'.repeat(1_000_000)}\n}`],
    ['one endless number', `agreement A {\n  fee per month: ${'1'.repeat(500_000)}\n}`],
    ['spaced numbers without end', `agreement A {\n  fee per month: ${'1 000 '.repeat(200_000)}\n}`],
    ['unknown characters', '☃'.repeat(100_000)],
    ['100,000 broken rows', `agreement A {\n${'rate rate rate rate\n'.repeat(100_000)}}`],
    ['100,000 rows outside', `agreement A {\n}\n}\n${'fee per month: 98\n'.repeat(100_000)}`],
    ['100,000 cases of a table', `agreement A {\ntable respond\n${'when a is b: 2 h\n'.repeat(100_000)}}`],
    ['100,000 paper numbers', `agreement A {\n${'§ 1 "a"\n'.repeat(100_000)}}`],
    ['100,000 notes', `agreement A {\nfee per month: 98\n${'  text "a"\n'.repeat(100_000)}}`],
    ['100,000 times timezone', `agreement A {\n  timezone ${'a/'.repeat(100_000)}\n}`],
    ['100,000 days', `agreement A {\n  window w = ${'Mon+'.repeat(100_000)}Tue\n}`],
    ['100,000 quotes', '"\n'.repeat(100_000)],
    ['half a surrogate pair', 'agreement A {\n  provider "\ud800"\n \udc00 }'],
  ])('%s', (_, text) => {
    expect(survives(text).errors.length).toBeLessThan(300);
  });

  test('10 MB are not read', () => {
    const { errors, file } = survives('rate work: 650/h\n'.repeat(600_000));
    expect(errors.map(({ code }) => code)).toEqual(['AV0008']);
    expect(file.items).toEqual([]);
  });
});

test('words and signs in any order', () => {
  const pieces = [
    ...new Set(exampleTexts.flatMap(([, text]) => text.match(/[\p{L}\d_.-]+|"[^"\n]*"|[^\s\p{L}\d]/gu) ?? [])),
  ];
  const soup = fc.array(fc.constantFrom(...pieces, '\n', '\n  ', '\n    ', ' ', '|', ':', ',', '{', '}'), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(soup, (words) => {
      const text = words.join(' ');
      const { errors, file } = survives(text);
      for (const { span } of errors) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      expect(file.span).toEqual({ start: 0, end: text.length });
    }),
    { numRuns: 300 },
  );
});

test('a good file with a piece cut out or put in', () => {
  const place = fc.nat(good.length);
  const put = fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 5, unit: 'binary' }),
    fc.constantFrom('{', '}', '"', '(', '|', '\n'),
  );
  fc.assert(
    fc.property(place, fc.nat(40), put, (at, length, text) => {
      survives(good.slice(0, at) + text + good.slice(at + length));
    }),
    { numRuns: 200 },
  );
});

test('how lines end and how they are indented does not matter', () => {
  const shape = (text: string) =>
    JSON.stringify(parse(text).file.items, (key, value) => (key === 'span' || key === 'under' ? undefined : value));
  for (const [, text] of exampleTexts) {
    expect(shape(text.replaceAll('\n', '\r\n'))).toBe(shape(text));
    expect(shape(`\ufeff${text}`)).toBe(shape(text));
    expect(shape(text.replaceAll(/^( {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2)))).toBe(shape(text));
  }
});
