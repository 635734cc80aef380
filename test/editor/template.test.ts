// The first agreement that the editor gives somebody: without a finding in every country, and its sample with exactly one.
import { compile } from '@avtal/compiler';
import { expect, test } from 'vitest';
import { countries, snippet, text } from '../../editor/src/agreements/template.ts';

const findings = (agreement: string): readonly string[] =>
  compile('a.avtal', () => agreement).diagnostics.map(({ code, message }) => `${code} ${message}`);

test.each(countries)('$name: nothing to remark, and both examples are as expected', (country) => {
  expect(findings(text(country))).toEqual([]);
});

test.each(countries)('$name: the sample has one contradiction', (country) => {
  expect(findings(text(country, 'contradiction'))).toEqual([expect.stringMatching(/^AV4001 Saturday .* § 6 .* § 9 /)]);
});

test.each(countries)('$name: every place is visited once, in order', (country) => {
  const places = [...snippet(country).matchAll(/\$\{(\d+):/g)].map((match) => Number(match[1]));
  expect(places).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});
