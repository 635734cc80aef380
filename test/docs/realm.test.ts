// The runtime needs ECMAScript and nothing else: no Node, no Intl, no Date, no evaluation of text.
import { expect, test } from 'vitest';
import { avtal } from '../cli/harness.ts';
import { bill, monthScript, totalsIn } from './month.ts';
import { printedBy } from './program.ts';

test('an empty realm prices the month as the command line does', async () => {
  const { out } = avtal(bill);
  expect(printedBy(await monthScript(), ['Date', 'WebAssembly', 'SharedArrayBuffer'])).toEqual([totalsIn(out)]);
});

test('the realm is empty', () => {
  const seen = 'console.log(typeof process, typeof require, typeof Intl, typeof Date, typeof setTimeout, typeof fetch)';
  expect(printedBy(seen, ['Date'])).toEqual([Array(6).fill('undefined').join(' ')]);
  expect(() => printedBy("new Function('1')")).toThrow(/Code generation/);
});
