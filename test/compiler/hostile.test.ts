// Whatever a file says, the compiler answers: with findings, and the next file as if nothing had happened.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@avtal/compiler';
import { loadIr } from '@avtal/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codes, compiled, ir as irOf } from './check.ts';

const settings = 'currency NOK\ntimezone Europe/Oslo\nvat none';

test.each<[string, string]>([
  ['nothing', ''],
  ['no text at all', '\0\0\0'],
  ['everything unclosed', 'agreement A { module m { when a is b { window w = (((('],
  ['only a brace', '{'],
  ['ten thousand blocks', 'agreement A {\n'.repeat(10_000)],
  [
    'names like those of objects',
    `agreement __proto__ {\n${settings}\nwindow constructor = toString\nchoice hasOwnProperty: valueOf, __proto__\nrate work when __proto__ is valueOf: 1/h\n}`,
  ],
  [
    'a long chain of except',
    `agreement A {\n${settings}\nwindow w = always${' except Mon 08:00-09:00'.repeat(20_000)}\n}`,
  ],
  [
    'a long chain of unless',
    `agreement A {\n${settings}\nwindow w = Mon 08:00-09:00${' unless Tue'.repeat(20_000)}\n}`,
  ],
  [
    'a wide union',
    `agreement A {\n${settings}\nwindow w = ${Array.from({ length: 50_000 }, () => 'Mon 08:00-09:00').join(', ')}\n}`,
  ],
  [
    'a wide condition',
    `agreement A {\n${settings}\nchoice c: a, b\ncase x = ${Array.from({ length: 20_000 }, () => 'c is a').join(' or ')}\n}`,
  ],
  ['a deep negation', `agreement A {\n${settings}\nchoice c: a, b\ncase x = ${'not '.repeat(5000)}c is a\n}`],
  [
    'cases that double',
    `agreement A {\n${settings}\nchoice c: a, b\ncase x0 = c is a\n${Array.from({ length: 100 }, (_, i) => `case x${i + 1} = (x${i} and not x${i}) or (x${i} or not x${i})`).join('\n')}\n}`,
  ],
  [
    'days that no zone knows yet',
    `agreement A {\n${settings}\npart months full\ntiers A | B\nvalid from 2926-02-01\nfee base per month: 1 | 2\noverride fee base per month from 2926-05-01: 2 | 3\n}`,
  ],
  [
    'many mistakes',
    `agreement A {\n${settings}\n${Array.from({ length: 5000 }, (_, i) => `rate u${i}: 1/h`).join('\n')}\n}`,
  ],
])('%s', (_, text) => {
  const { diagnostics, ir } = compiled({ 'a.avtal': text });
  // Nothing is said of what nobody has written.
  if (text === '') expect([diagnostics, ir]).toEqual([[], undefined]);
  // Either there is something to say, or there is an agreement that can be written down and read.
  else if (diagnostics.length === 0) expect(loadIr(JSON.parse(JSON.stringify(ir)))).toHaveProperty('ir');
  expect(codes('rate work: 650/h')).toEqual([]);
});

test('2^20 ways to one file read each file once', () => {
  const level = (i: number) => `use "l${i + 1}a.avtal"\nuse "l${i + 1}b.avtal"\n`;
  const files = new Map<string, string>([['main.avtal', `${level(0)}agreement A {\n${settings}\n}`]]);
  for (let i = 1; i <= 20; i++) for (const side of ['a', 'b']) files.set(`l${i}${side}.avtal`, i < 20 ? level(i) : '');
  let reads = 0;
  const { diagnostics } = compile('main.avtal', (path) => {
    reads++;
    return files.get(path);
  });
  expect(diagnostics).toEqual([]);
  expect(reads).toBe(41);
});

test('the same files give the same IR, byte for byte', () => {
  const text =
    'holidays Norway\nwindow core = Mon-Fri 08:00-16:00 except holidays\nrate work during core: 650/h\nrate work outside core: 950/h';
  expect(JSON.stringify(irOf(text))).toBe(JSON.stringify(irOf(text)));
});

test('real agreements with pieces cut out, doubled and moved', () => {
  const root = fileURLToPath(new URL('../../examples', import.meta.url));
  const texts = globSync('*/*.avtal', { cwd: root }).map((file) => readFileSync(`${root}/${file}`, 'utf8'));
  const words = texts.flatMap((text) => text.match(/\S+|\n/g) ?? []);
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const cut = fc.record({
    text: fc.constantFrom(...texts),
    from: place,
    length: fc.nat(40),
    instead: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(cut, fc.array(cut, { maxLength: 3 }), ({ text }, cuts) => {
      const spoilt = cuts.reduce((result, { from, length, instead }) => {
        const at = Math.floor(from * result.length);
        return `${result.slice(0, at)} ${instead.join(' ')} ${result.slice(at + length)}`;
      }, text);
      const { diagnostics, ir } = compiled({ 'a.avtal': spoilt });
      for (const { span } of diagnostics) expect(span.start <= span.end && span.end <= spoilt.length).toBe(true);
      expect(ir === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 300 },
  );
}, 120_000);
