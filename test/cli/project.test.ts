// The project file: what it decides, which files it is about, and what is said of one that is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '@avtal/compiler';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { place, root } from './harness.ts';

const good = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\n';
const stale = good.replace('vat none', 'vat none\n  accept AV4001 "agreed with the customer on 3 May"');
const project = (content: object): string => JSON.stringify(content);

describe('severity', () => {
  test.each([
    ['off', 0, 'no findings'],
    ['info', 0, '1 remark'],
    ['warning', 0, '1 warning'],
    ['error', 1, '1 error'],
  ])('%s', (level, code, summary) => {
    const here = place({ 'a.avtal': stale, 'avtal.json': project({ severity: { AV1504: level } }) });
    expect(here.avtal('check')).toMatchObject({ code, out: expect.stringContaining(`1 file: ${summary}\n`) });
  });
  test('denyWarnings', () => {
    const here = place({ 'a.avtal': stale, 'avtal.json': project({ denyWarnings: true }) });
    expect(here.avtal('check')).toMatchObject({
      code: 1,
      out: expect.stringContaining('1 file: 1 warning (warnings are denied)\n'),
    });
  });
  test('the nearest project file decides, none above the current folder', () => {
    const here = place({
      'avtal.json': project({ severity: { AV1504: 'error' } }),
      'b/a.avtal': stale,
      'b/avtal.json': project({}),
      'c/d/a.avtal': stale,
    });
    expect(here.avtal('check').out).toContain('2 files: 1 error, 1 warning\n');
    expect(place().avtal('check', `${here.folder}/c`).out).toContain('1 file: 1 warning\n');
  });
});

test('what the project lets stand keeps nobody from computing', () => {
  const rows =
    '  rate work: 650/h\n  rate work: 700/h\n  example e {\n    from 2026-01-01\n    work 2026-03-03 08:00-09:00\n    expect counted work 2026-03: 1 h\n  }\n';
  const here = place({ 'a.avtal': good.replace('}\n', `${rows}}\n`) });
  expect(here.avtal('build', 'a.avtal')).toMatchObject({ code: 1 });
  here.write({ 'avtal.json': project({ severity: { AV4001: 'warning' } }) });
  expect(here.avtal('check')).toMatchObject({ code: 0, out: expect.stringContaining('1 warning') });
  expect(here.avtal('build', 'a.avtal')).toMatchObject({ code: 0, err: '' });
  expect(here.avtal('test').out).toContain('1 example: 1 passed');
});

describe('files', () => {
  const files = { 'a.avtal': good, 'old/b.avtal': 'x', 'parts/c.avtal': good };
  test.each<[object, number]>([
    [{}, 3],
    [{ ignore: ['old'] }, 2],
    [{ ignore: ['**/b.avtal', './parts/**'] }, 1],
    [{ files: ['*.avtal'] }, 1],
    [{ files: ['**/*.avtal'], ignore: ['old/**'] }, 2],
  ])('%j', (content, count) => {
    const { out } = place({ ...files, 'avtal.json': project(content) }).avtal('check');
    expect(out).toMatch(new RegExp(`(^|\n)${count} files?: `));
  });
  test('a file that is named is checked', () => {
    const here = place({ ...files, 'avtal.json': project({ ignore: ['parts'] }) });
    expect(here.avtal('check', 'parts/c.avtal').out).toBe('1 file: no findings\n');
    expect(here.avtal('check', 'parts')).toMatchObject({
      code: 2,
      err: expect.stringContaining('The project file passes over every agreement in `parts`.'),
    });
  });
});

describe('what is wrong is said with its place', () => {
  test.each([
    [
      '{\n  "severity": {\n    "AV1504": "of"\n  }\n}',
      'avtal.json:3:15: The severity of `AV1504` is one of `off`, `info`, `warning` and `error`.',
    ],
    ['{ "severity": { "AV4O01": "off" } }', 'avtal.json:1:17: There is no finding `AV4O01`. Did you mean `AV4001`?'],
    ['{ "severity": { "AV1001": "warning" } }', 'avtal.json:1:17: `AV1001` (unknown name) is always an error'],
    ['{ "severity": [] }', 'avtal.json:1:15: `severity` is an object'],
    ['{ "severty": {} }', 'avtal.json:1:3: A project file says nothing about `severty`. Did you mean `severity`?'],
    ['{ "denyWarnings": "yes" }', '`denyWarnings` is `true` or `false`.'],
    ['{ "files": "*.avtal" }', '`files` is a list of patterns'],
    ['{ "files": ["../x"] }', '`../x` leads out of the folder of the project file.'],
    ['{ "files": [], "files": [] }', '`files` is said twice.'],
    ['{ "files": [1] }', 'is a text in quotes.'],
    ['{ "files": [],\n}', 'avtal.json:2:1: `}` stands where a name in quotes is due.'],
    ['{ "files": [', 'The file ends where a value is due.'],
    ['[]', 'A project file is an object'],
    ['{} x', '`x` stands where the end of the file is due.'],
    ['{ "a": 01x }', 'avtal.json:1:8:'],
    [`${'['.repeat(40)}`, 'too deep'],
  ])('%s', (content, sentence) => {
    const ended = place({ 'a.avtal': good, 'avtal.json': content }).avtal('check');
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(sentence.replace(/^avtal.json:1:3/, 'avtal.json:1:3'));
  });
});

test('a project file that cannot be used is told where a file is named and has no findings', () => {
  const here = place({ 'a.avtal': good, 'avtal.json': '{ bad' });
  expect(here.avtal('check', 'a.avtal')).toMatchObject({ code: 2, err: expect.stringContaining('cannot be used') });
});

test('the JSON Schema takes and refuses the same', () => {
  const ajv = new Ajv({ strict: true });
  const validate = ajv.compile(JSON.parse(readFileSync(join(root, 'cli/schema/avtal.schema.json'), 'utf8')));
  const contents: readonly unknown[] = [
    ...[{}, { $schema: 'x' }, { severity: { AV4001: 'off' } }, { denyWarnings: true }, { files: ['a'], ignore: [] }],
    ...[[], 1, { other: 1 }, { severity: [] }, { severity: { AV4001: 'of' } }, { severity: { X: 'off' } }],
    ...[
      { denyWarnings: 1 },
      { files: 'a' },
      { files: [''] },
      { ignore: ['/a'] },
      { ignore: ['a/../b'] },
      { files: [1] },
    ],
  ];
  for (const content of contents) {
    const read = readSettings(JSON.stringify(content));
    expect({ content, valid: validate(content) }).toEqual({ content, valid: 'severity' in read });
  }
});
