// `avtal fmt`: what it writes, what it leaves, what it says, and with which code it ends.
import { chmodSync, lstatSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { place } from './harness.ts';

const good = `agreement A {
  currency  NOK
  vat       none

  rate work:                 650/h
  price callout:             595  // each
  respond:                   2 h
  include callout per month: 1
}
`;
const bad = good.replace(/ {3,}/g, ' ').replace('{\n', '{\n\n');
const broken = 'agreement B {\n\n  vat non\n}\n';

test('the files that are not in the form are written and named, no other', () => {
  const here = place({ 'a.avtal': bad, 'sub/b.avtal': bad, 'c.avtal': good, 'd.txt': bad });
  const old = new Date('2020-01-01');
  utimesSync(join(here.folder, 'c.avtal'), old, old);
  expect(here.avtal('fmt')).toEqual({ code: 0, out: 'a.avtal\nsub/b.avtal\n', err: '' });
  expect([here.read('a.avtal'), here.read('sub/b.avtal'), here.read('d.txt')]).toEqual([good, good, bad]);
  expect(statSync(join(here.folder, 'c.avtal')).mtime).toEqual(old);
  expect(here.avtal('fmt')).toEqual({ code: 0, out: '', err: '' });
});

describe('--check', () => {
  test('names them and changes nothing', () => {
    const here = place({ 'a.avtal': bad, 'c.avtal': good });
    const err = '1 file not formatted: `avtal fmt` formats them.\n';
    expect(here.avtal('fmt', '--check')).toEqual({ code: 1, out: 'a.avtal\n', err });
    expect(here.read('a.avtal')).toBe(bad);
    expect(here.avtal('fmt', 'c.avtal', '--check')).toEqual({ code: 0, out: '', err: '' });
  });
  test('of standard input', () => {
    expect(place().piped(bad, 'fmt', '-', '--check')).toMatchObject({ code: 1, out: 'stdin\n' });
    expect(place().piped(good, 'fmt', '-', '--check')).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('--diff', () => {
  test('shows what would change, and changes nothing', () => {
    const here = place({ 'a.avtal': bad, 'c.avtal': good });
    expect(here.avtal('fmt', '--diff')).toMatchSnapshot();
    expect(here.read('a.avtal')).toBe(bad);
  });
  test('with --check, the diff instead of the names, and the code', () => {
    const here = place({ 'a.avtal': good.trimEnd() });
    expect(here.avtal('fmt', '--diff', '--check')).toMatchSnapshot();
  });
});

test('standard input goes to standard output', () => {
  expect(place().piped(bad, 'fmt', '-')).toEqual({ code: 0, out: good, err: '' });
  expect(place().piped(`\ufeff${bad}`, 'fmt', '-').out).toBe(`\ufeff${good}`);
});

describe('a file that cannot be read', () => {
  test('stays as it is, with the reason; the others are formatted', () => {
    const here = place({ 'a.avtal': bad, 'b.avtal': broken });
    const ended = here.avtal('fmt');
    expect(ended).toMatchSnapshot();
    expect(ended.code).toBe(1);
    expect([here.read('a.avtal'), here.read('b.avtal')]).toEqual([good, broken]);
  });
  test('on standard input comes back as it was', () => {
    expect(place().piped(broken, 'fmt', '-')).toMatchObject({ code: 1, out: broken });
  });
});

test('what is no text keeps all others from being written', () => {
  const here = place({ 'a.avtal': bad, 'b.avtal': new Uint8Array([0xff, 0xfe, 0]) });
  expect(here.avtal('fmt')).toMatchObject({ code: 2, out: '' });
  expect(here.read('a.avtal')).toBe(bad);
  expect(here.avtal('fmt', 'none.avtal')).toMatchObject({ code: 2 });
});

test('line ends, byte order mark, rights and links stay as they are', () => {
  const here = place({ 'real/a.avtal': `\ufeff${bad.replaceAll('\n', '\r\n')}` });
  const path = join(here.folder, 'real/a.avtal');
  chmodSync(path, 0o640);
  symlinkSync('real/a.avtal', join(here.folder, 'link.avtal'));
  expect(here.avtal('fmt', 'link.avtal')).toMatchObject({ code: 0, out: 'link.avtal\n' });
  expect(here.read('real/a.avtal')).toBe(`\ufeff${good.replaceAll('\n', '\r\n')}`);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(here.folder, 'link.avtal')).isSymbolicLink()).toBe(true);
});

test('files that the project passes over are formatted only when they are named', () => {
  const here = place({ 'a.avtal': good, 'old/b.avtal': bad, 'avtal.json': '{ "ignore": ["old"] }' });
  expect(here.avtal('fmt', '--check').code).toBe(0);
  expect(here.avtal('fmt', 'old/b.avtal', '--check').code).toBe(1);
});
