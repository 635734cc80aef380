// A remark that was looked for in too many places says so, and what it did not see is nowhere claimed to be well.
import { asFile, compile } from '@avtal/compiler';
import { expect, test } from 'vitest';

const names = Array.from({ length: 24 }, (_, at) => `s${at}`);
const surcharges = names.flatMap((name) => [
  `choice c${name}: yes, no`,
  `surcharge ${name} when c${name} is yes: +5% on work`,
]);

/** Codes and words of what is said of surcharges, where `combine` speaks of these sets of them. */
function said(ruled: readonly (readonly string[])[], code: string): string[] {
  const rows = [...surcharges, ...ruled.map((all) => `combine ${all.join(', ')}: add`)];
  const { diagnostics } = compile('a.avtal', () => asFile(rows.join('\n')));
  return diagnostics.filter((one) => one.code === code).map(({ message }) => message);
}

test('more than anybody reads are not listed, and that is said', () => {
  const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));
  expect(said(pairs, 'AV3038')).toHaveLength(30);
  expect(said(pairs, 'AV4007')).toEqual([
    'Not all was looked at for AV3038 (“Surcharges that meet”), because there are so many.',
  ]);
});

test('one that only all of them make is found among sixteen million', () => {
  const allButOne = names.map((one) => names.filter((name) => name !== one));
  expect(said(allButOne, 'AV3038')).toHaveLength(1);
  expect(said(allButOne, 'AV4007')).toEqual([]);
});
