// What a person sees: whole findings as text, with the place, those that belong to it, and the help.
import { asFile, compile } from '@avtal/compiler';
import { expect, test } from 'vitest';
import { shown } from './check.ts';

test('a name with a slip', () => {
  expect(shown('window core = Mon-Fri 08:00-16:00\nrate work during coer: 650/h')).toMatchInlineSnapshot(`
    "error AV1001: Unknown name
      ┌─ test.avtal:6:20
      │
    6 │   rate work during coer: 650/h
      │                    ^^^^ not declared

    No window or day set is called \`coer\`.
    Did you mean \`core\`?
    "
  `);
});

test('kilometres of an event', () => {
  expect(shown('number distance in km\nevent trip\nprice trip: 4/km')).toContain(
    'Write `4`, or declare `usage trip in km`.',
  );
  expect(shown('event trip\nprice trip: 4/h')).toContain('Write `4`, or price the time as `rate work: …/h`.');
});

test('what is declared nowhere', () => {
  expect(shown('price utrykning: 1500')).toContain(
    'Declare it in a row of its own: `event utrykning` or `usage utrykning in km`.',
  );
  expect(shown('part months full\nunits counted any day\nfee per month per bruker: 45')).toContain('`unit bruker`');
  expect(shown('event callout\nprice calout: 1500')).toContain('Did you mean `callout`?');
});

test('words of neighbours', () => {
  expect(shown('part months full\nfee drift per måned: 500')).toContain('Did you mean `month`?');
  expect(shown('holidays Norge')).toContain('Did you mean `Norway`?');
  expect(shown('holidays deutschland')).toContain('Did you mean `Germany`?');
  expect(shown('surcharge late: +50 prosent on work')).toContain('Write `%`.');
});

test('bands of credits with the best first', () => {
  const rows = 'measure uptime = availability per month\npromise uptime: at least 99.9%\ncredit uptime:';
  const [first, second] = ['5% of fee below 99.9%', '10% of fee below 99%'];
  const found = compile('test.avtal', () => asFile(`${rows} ${first}, ${second}, then none`)).diagnostics.filter(
    ({ code }) => code === 'AV2018',
  );
  expect(found.map(({ fixes }) => fixes.map(({ title, edits }) => [title, edits.map(({ text }) => text)]))).toEqual([
    [['Turn them round, the lowest first', [second, first]]],
  ]);
});

test('what every price list says behind a price', () => {
  const helps = [
    ['rate work: 650/h, per started 15 min', 'in `count work each job: per started 15 min`.'],
    ['rate work: 650/h, at least 1 h', 'says `count work each job: at least 1 h`.'],
    ['rate work: 650/h, at least 500', 'says `limit work each job: at least 500`.'],
    [
      'event callout\nprice callout: 595, first 1 h of work included',
      '`start price each job: 595, first 1 h of work included`.',
    ],
  ];
  for (const [row = '', help = ''] of helps) expect(shown(row)).toContain(help);
});

test('one value for two values of a choice', () => {
  const help = 'Write one value for each of `junior` and `senior`.';
  expect(shown('choice role: junior, senior\nrate work by role: 650/h')).toContain(help);
});

test('a period behind `per` that stands behind `each`', () => {
  expect(shown('limit work per month: at least 500, before surcharges')).toContain('Write `each month`');
  expect(shown('rate work per month: 650/h')).toContain('Leave `per month` out.');
});

test('two places, two files', () => {
  const main = 'use "more.avtal"\nagreement A over B {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}';
  expect(shown({ 'main.avtal': main, 'more.avtal': 'document B over A {\n}' })).toMatchInlineSnapshot(`
    "error AV1301: Papers over each other
      ┌─ main.avtal:2:11
      │
    2 │ agreement A over B {
      │           ^
      ┌─ more.avtal:1:10
      │
    1 │ document B over A {
      │          - in the same circle

    \`A\` is over \`B\`, which is over \`A\`: a circle.
    Leave out one \`over\` or \`under\`.
    "
  `);
});

test('a missing setting', () => {
  expect(shown('agreement A {\n  language sv\n  currency SEK\n  vat none\n}')).toMatchInlineSnapshot(`
    "error AV1101: Setting missing
      ┌─ test.avtal:1:11
      │
    1 │ agreement A {
      │           ^

    The agreement does not say its time zone, and its hours are local time.
    Add a row such as \`timezone Europe/Stockholm\`.
    "
  `);
});

test('an open question', () => {
  expect(shown('window w = Mon, Wed 08:00-16:00')).toMatchInlineSnapshot(`
    "error AV3001: Do the days before the comma have the hours too?
      ┌─ test.avtal:5:14
      │
    5 │   window w = Mon, Wed 08:00-16:00
      │              ^^^^^^^^^^^^^^^^^^^^ whole, or with the hours?

    \`Mon\` may have the hours \`08:00-16:00\` too, or be whole.
    Write \`Mon 08:00-16:00\` for the same hours, or \`Mon 00:00-24:00\` for whole days.
    "
  `);
});

test('a file that is not there', () => {
  expect(
    shown({ 'main.avtal': 'use "b.avtal"\nagreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}' }),
  ).toMatchInlineSnapshot(`
    "error AV1008: File not found
      ┌─ main.avtal:1:5
      │
    1 │ use "b.avtal"
      │     ^^^^^^^^^ used here

    There is no file \`b.avtal\`.
    The path is relative to the file in which it stands.
    "
  `);
});

test('a tab and a long line keep the mark under its place', () => {
  const many = Array.from({ length: 30 }, (_, i) => `2026-01-${String(i + 1).padStart(2, '0')}`).join(', ');
  expect(shown(`days\td = ${many}, easterr, ${many}`)).toMatchInlineSnapshot(`
    "error AV1001: Unknown name
      ┌─ test.avtal:5:372
      │
    5 │ …2026-01-26, 2026-01-27, 2026-01-28, 2026-01-29, 2026-01-30, easterr, 2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04, 202
      │                                                              ^^^^^^^ not declared

    No window or day set is called \`easterr\`.
    There is only \`d\`.
    "
  `);
});
