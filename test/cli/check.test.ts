// `avtal check`: which files are meant, what ends with which code, what is shown of what is accepted.
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { run } from '../../cli/src/program.ts';
import { place, root } from './harness.ts';

const settings = '  currency NOK\n  timezone Europe/Oslo\n  vat none\n';
const good = `agreement A {\n${settings}  rate work: 650/h\n  count work each job: exact\n}\n`;
const bad = good.replace('rate work', 'rate wrok');
const warned = good.replace('650/h', '650/h\n    accept AV4001 "agreed with the customer on 3 May"');
/** Two rates for one hour: a finding about the whole. */
const contradictory = good.replace('650/h', '650/h\n  rate work: 700/h');
const acceptedRow = '  accept AV4001 "the customer decides at each order"\n';
const accepted = contradictory.replace('}', `${acceptedRow}}`);

describe('which files', () => {
  const files = {
    'a.avtal': good,
    'b/c.avtal': good,
    'b/.d/e.avtal': bad,
    'b/f.txt': 'x',
    'node_modules/g.avtal': bad,
  };
  test.each<[string[], number]>([
    [[], 2],
    [['.'], 2],
    [['b'], 1],
    [['**/*.avtal'], 2],
    [['b/*', 'a.avtal', './a.avtal', 'b'], 2],
    [['{a,b/c}.avtal'], 2],
  ])('%j', (args, count) => {
    expect(place(files).avtal('check', ...args).out).toBe(`${count} file${count === 1 ? '' : 's'}: no findings\n`);
  });
  test('one in which nothing is written yet keeps nobody from checking the others, and cannot be computed with', () => {
    const here = place({ 'a.avtal': good, 'new.avtal': '', 'plan.avtal': '\n// prices of 2027\n' });
    expect(here.avtal('check')).toMatchObject({ code: 0, out: '3 files: no findings\n' });
    expect(here.avtal('test')).toMatchObject({ code: 0 });
    expect(here.avtal('build', 'plan.avtal')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Nothing is written in `plan.avtal` yet.'),
    });
  });
  test('what is named like an agreement and is no file is passed over', () => {
    const here = place({ 'a.avtal': good, 'folder.avtal/b.avtal': good });
    for (const [link, to] of [
      ['nowhere.avtal', 'gone.avtal'],
      ['itself.avtal', 'itself.avtal'],
    ] as const)
      symlinkSync(to, join(here.folder, link));
    spawnSync('mkfifo', [join(here.folder, 'pipe.avtal')]);
    expect(here.avtal('check').out).toBe('2 files: no findings\n');
    expect(here.avtal('check', '*.avtal').out).toBe('1 file: no findings\n');
    here.write({ 'c.avtal': `use "pipe.avtal"\n${good}` });
    expect(here.avtal('check', 'c.avtal').out).toContain('AV1008');
  });
  test('standard input, with what it uses', () => {
    const here = place({ 'b.avtal': 'document B under A {\n  rate travle: 1/h\n}\n' });
    const { code, out } = here.piped(`use "b.avtal"\n${bad}`, 'check', '-');
    expect(code).toBe(1);
    expect(out).toContain('stdin:6:8');
    expect(out).toContain('b.avtal:2:8');
    expect(out).toContain('2 files: 2 errors');
  });
  test('what several files use is reported once, files in order of their names', () => {
    const order = (name: string): string => `use "z.avtal"\norder ${name} for A {\n  from 2026-01-01\n  tier X\n}\n`;
    const here = place({ 'z.avtal': bad, 'a.avtal': order('A1'), 'b.avtal': order('B1') });
    const { diagnostics } = JSON.parse(here.avtal('check', '--format', 'json').out);
    expect(diagnostics.map((one: { code: string; file: string }) => `${one.file} ${one.code}`)).toEqual([
      ...['a.avtal AV1001', 'b.avtal AV1001', 'z.avtal AV1001'],
    ]);
  });
});

describe('how it ends', () => {
  const files = { 'good.avtal': good, 'bad.avtal': bad, 'warned.avtal': warned, 'accepted.avtal': accepted };
  function spawned(args: readonly string[]) {
    const { folder } = place(files);
    const all = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), 'check', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, encoding: 'utf8', input: good });
    return { code: status, out: stdout, err: stderr };
  }
  test.each<[number, string[]]>([
    [0, ['good.avtal']],
    [0, ['-']],
    [0, ['warned.avtal']],
    [1, ['warned.avtal', '--deny-warnings']],
    [0, ['accepted.avtal', '--deny-warnings']],
    [1, ['bad.avtal']],
    [1, ['bad.avtal', '--format', 'sarif']],
    [2, ['missing.avtal']],
    [2, ['*.txt']],
    [2, ['good.avtal', '--format', 'xml']],
    [2, ['good.avtal', '-o', 'no/such/folder.json']],
  ])('%d: check %j', (code, args) => {
    expect(spawned(args)).toMatchObject({ code });
  });
});

describe('what is accepted', () => {
  const here = () => place({ 'a.avtal': accepted });
  test('is counted, and not shown', () => {
    expect(here().avtal('check')).toEqual({ code: 0, out: '1 file: no findings, 1 accepted\n', err: '' });
  });
  test('is shown with its reason where that is wanted', () => {
    const { out } = here().avtal('check', '--show-accepted');
    expect(out).toContain('info AV4001');
    expect(out).toContain('accepted: the customer decides at each order');
  });
  test('is suppressed in SARIF, and left out of annotations', () => {
    const { results } = JSON.parse(here().avtal('check', '--format', 'sarif').out).runs[0];
    expect(results).toMatchObject([
      { ruleId: 'AV4001', suppressions: [{ kind: 'inSource', justification: 'the customer decides at each order' }] },
    ]);
    expect(here().avtal('check', '--format', 'github').out).toBe('1 file: no findings, 1 accepted\n');
  });
  test('for one of two orders is not there for nothing', () => {
    const order = (name: string, rows: string): string =>
      `use "a.avtal"\norder ${name} for A {\n  from 2026-01-01\n${rows}}\n`;
    const both = place({
      'a.avtal': good.replace('}', `${acceptedRow}}`),
      'b.avtal': order('B', '  rate work: 1/h\n  rate work: 2/h\n'),
      'c.avtal': order('C', ''),
    });
    expect(both.avtal('check', 'b.avtal', 'c.avtal').out).toBe('3 files: no findings, 1 accepted\n');
    expect(both.avtal('check', 'c.avtal').out).toContain('warning AV1504');
  });
  test('does not keep an agreement from being computed with', () => {
    expect(here().avtal('build', 'a.avtal').code).toBe(0);
  });
});

test('quiet says nothing where nothing is found', () => {
  const here = place({ 'a.avtal': good, 'b.avtal': bad });
  expect(here.avtal('check', 'a.avtal', '-q')).toEqual({ code: 0, out: '', err: '' });
  expect(here.avtal('check', 'b.avtal', '--quiet').out).not.toContain('1 file');
});

test('a report goes to a file', () => {
  const here = place({ 'a.avtal': bad });
  expect(here.avtal('check', '--format', 'junit', '-o', 'report.xml')).toEqual({ code: 1, out: '', err: '' });
  expect(here.read('report.xml')).toContain('<testcase classname="a.avtal" name="AV1001');
});

test('watch checks again after each change, and outlives a broken project file', () => {
  const here = place({ 'a.avtal': bad });
  const changes: (() => void)[] = [];
  let shown = '';
  const stream = { write: (text: string) => (shown += text), paint: pc.createColors(false) };
  const about = { cwd: here.folder, stdin: () => new Uint8Array(), serve: () => {}, debug: false };
  const watch = (_: string, changed: () => void) => changes.push(changed);
  expect(run({ ...about, out: stream, err: stream, watch }, ['check', '--watch'])).toBe(1);
  shown = '';
  here.write({ 'a.avtal': good });
  changes[0]?.();
  here.write({ 'avtal.json': '{' });
  changes[0]?.();
  expect(shown).toBe(
    '\n1 file: no findings\n\nThe project file cannot be used.\n  avtal.json:1:2: The file ends where a name in quotes is due.\n',
  );
});
