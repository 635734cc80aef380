// Accepted findings: which of them an `accept` row covers, and what is said of rows that cover none.
import { asFile, compile, type Diagnostic } from '@avtal/compiler';
import { parse } from '@avtal/grammar';
import { expect, test } from 'vitest';
import { applyAcceptances, readAcceptances } from '../../compiler/src/reporting/acceptances.ts';
import { Reporter } from '../../compiler/src/reporting/diagnostics.ts';
import { lineStarts } from '../../compiler/src/sources.ts';
import { codes, compiled, repaired } from './check.ts';

const text = `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  tiers Basic | Pro
  rate work: 650/h | 550/h
    except when tier is Pro: 1/h | 2/h
    accept AV4001 "of the row"
  fee per month: 98 | 198
  accept AV4001 "of the whole agreement"
  module sql {
    accept AV4001 "of the module"
    fee extra per month: 1 | 2
  }
  window core = Mon-Fri 08:00-16:00
    accept AV4001 "of the window"
}
`;

/** The reason for which a finding of that code at these words would be accepted. */
function reasonFor(words: string, code = 'AV4001', severity: Diagnostic['severity'] = 'error'): string | undefined {
  const parsed = parse(text);
  const file = { path: 'a.avtal', text, tree: parsed.file, parsed, unreadable: [], lines: lineStarts(text) };
  const start = text.indexOf(words);
  const span = { start, end: start + words.length };
  const finding = { code, severity, title: '', message: '', file: 'a.avtal', span, related: [], fixes: [] };
  const [first] = applyAcceptances(readAcceptances([file], new Reporter()), [finding]);
  return first?.accepted?.reason;
}

test.each([
  ['650/h', 'of the row'],
  ['1/h', 'of the row'],
  ['fee per month: 98', 'of the whole agreement'],
  ['fee extra', 'of the module'],
  ['Mon-Fri', 'of the window'],
  ['tiers', 'of the whole agreement'],
])('a finding at %s is accepted by the row %s', (words, reason) => {
  expect(reasonFor(words)).toBe(reason);
});

test.each([
  ['AV4001', 'rate work: 650/h', 'rate work during core: 700/h'],
  ['AV4010', 'permit downtime: only during core', 'permit downtime: not during core'],
])('%s between two rows is accepted under either', (code, one, other) => {
  const accept = `\n  accept ${code} "agreed 3 May"`;
  for (const rows of [`${one}${accept}\n${other}`, `${one}\n${other}${accept}`])
    expect(codes(`window core = Mon-Fri 08:00-16:00\n${rows}`)).toEqual([code]);
  expect(codes(`window core = Mon-Fri 08:00-16:00\naccept ${code} "agreed"\n${one}\n${other}`)).toEqual([code]);
});

test('findings of other codes are not accepted', () => {
  expect(reasonFor('650/h', 'AV4002')).toBeUndefined();
});

const settings = 'currency NOK\ntimezone Europe/Oslo\nvat none';

test('in another paper, only what stands there', () => {
  const { diagnostics } = compiled({
    'a.avtal': `agreement A {\n${settings}\n}\ndocument B under A {\n  accept AV4001 "why"\n}\n`,
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '`AV4001` is accepted here, but it does not occur in this block.',
  ]);
});

test('nothing is said of what is accepted while the agreement cannot be compiled', () => {
  expect(codes('accept AV4001 "why"\nrate wrok: 1/h')).toEqual(['AV1001']);
});

test('nor while nobody looked for it', () => {
  const text = asFile('rate work: 650/h\n  accept AV4001 "why"');
  expect(compile('a.avtal', () => text, { analysis: false }).diagnostics).toEqual([]);
});

test.each([
  ['accept AV4001 ""', ['AV1503']],
  ['accept AV1504 "why"', ['AV1502']],
  ['accept AV40011 "why"', ['AV1501']],
  ['accept av4001 "why"', ['AV1504']],
  ['accept "why"', ['AV0001']],
])('%s', (row, found) => {
  expect(codes(row)).toEqual(found);
});

test('`accept` before a colon is a target', () => {
  expect(codes('target accept from reported to accepted\naccept: 2 h elapsed')).toEqual([]);
});

test('the row is removed as a whole', () => {
  expect(repaired('rate work: 650/h\n  accept AV4001 "why"\nactivity travel')).toBe(
    'agreement Example {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work: 650/h\n  activity travel\n}\n',
  );
});

test.each<[string, string]>([
  [
    'a table',
    'choice channel: phone, email\ntable respond\n  when channel is phone: 1 h elapsed\n  when channel is email: 2 h elapsed\n  ROW',
  ],
  [
    'a matrix',
    'choice a: x, y\nchoice b decided: x, y\ndecide b by a, a {\n  | x | y\n  x: x | y\n  y: y | x\n  ROW\n}',
  ],
  [
    'a row of a matrix',
    'choice a: x, y\nchoice b decided: x, y\ndecide b by a, a {\n  | x | y\n  x: x | y\n    ROW\n  y: y | x\n}',
  ],
  ['a week', 'week {\n  Mon-Fri: day\n  ROW\n  Sat-Sun: rest\n}'],
  ['a row of a week', 'week {\n  Mon-Fri: day\n    ROW\n  Sat-Sun: rest\n}'],
  ['a declaration', 'activity travel\n  ROW'],
])('may stand under %s', (_, rows) => {
  const accept = 'accept AV4007 "why"';
  const before = codes(rows.replace(/ *ROW\n?/, ''));
  const { diagnostics } = compiled(rows.replace('ROW', accept));
  expect(diagnostics.filter(({ code }) => code === 'AV1504').map(({ message }) => message)).toEqual([
    '`AV4007` is accepted here, but it does not occur in this row.',
  ]);
  expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'AV1504')).toEqual(before);
});
