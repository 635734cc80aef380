// Which surcharges meet: only those that some real situation lets hold for one price, and what each reading then costs.
import { asFile, compile } from '@avtal/compiler';
import { expect, test } from 'vitest';

const always = `valid from 2026-01-01 until 2026-12-31
choice channel: phone, email
number estimate in h
window evening = Mon-Fri 16:00-22:00
window weekend = Sat-Sun
rate work: 600/h
count work each job: exact
`;

function meeting(rows: readonly string[]): string[] {
  const text = asFile(`${always}${rows.join('\n')}`);
  const { diagnostics } = compile('a.avtal', () => text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(errors.map(() => 'AV3038'));
  return errors.map(({ message }) => message);
}

test.each([
  ['other hours', ['surcharge a during evening: +50% on work', 'surcharge b during weekend: +100% on work']],
  ['other days', ['surcharge a before 2026-05-01: +50% on work', 'surcharge b from 2026-05-01: +100% on work']],
  ['only when it is over', ['surcharge a from 2027-01-01: +50% on work', 'surcharge b: +100% on work']],
  [
    'other sizes',
    ['surcharge a when estimate up to 4 h: +5% on work', 'surcharge b when estimate over 4 h: +9% on work'],
  ],
  [
    'other choices',
    ['surcharge a when channel is phone: +5% on work', 'surcharge b when channel is email: +9% on work'],
  ],
  ['other prices', ['event callout', 'price callout: 9', 'surcharge a: +5% on work', 'surcharge b: +9% on callout']],
  [
    'beaten',
    [
      'surcharge a: +5% on work',
      'override surcharge a during evening: included on work',
      'surcharge b during evening: +9% on work',
    ],
  ],
  ['combined', ['surcharge a: +5% on work', 'surcharge b: +9% on work', 'combine b, a: add']],
  [
    'all combined',
    ['surcharge a: +5% on work', 'surcharge b: +9% on work', 'surcharge c: +9% on work', 'combine a, b, c: add'],
  ],
  [
    'not offered',
    [
      'override rate work during evening: not offered',
      'surcharge a during evening: +5% on work',
      'surcharge b: +9% on work',
      'combine a, b: add',
    ],
  ],
  ['discounts, which add up', ['discount a: 5% on work', 'discount b: 9% on work']],
])('none: %s', (_, rows) => {
  expect(meeting(rows)).toEqual([]);
});

test.each([
  [
    'Monday 5 January 2026 16:00, channel phone, estimate 5 h',
    '1200 if they are added, 900 if only the highest counts, and 1350',
    [
      'surcharge a during evening, when estimate over 4 h: +50% on work',
      'surcharge b when channel is phone: +50% on work',
    ],
  ],
  [
    'Monday 4 May 2026 09:00',
    '690 if they are added, 660 if only the highest counts, and 693',
    ['surcharge a until 2026-05-04: +5% on work', 'surcharge b from 2026-05-04: +10% on work'],
  ],
  [
    'Saturday 10 January 2026 09:00',
    '1200 if they are added, 1100 if only the highest counts, and 1200',
    ['surcharge a each job, during weekend: +500 on work', 'surcharge b: +100/h on work'],
  ],
])('%s', (when, costs, rows) => {
  const [message, ...others] = meeting(rows);
  expect(others).toEqual([]);
  expect(message).toContain(`${when}: \`a\` (`);
  expect(message).toContain(`There 1 h of \`work\` costs ${costs} if one`);
});

test('readings that come to the same there are not told', () => {
  const [message] = meeting([
    'surcharge a each person-day, each part: +0% up to 8 h, then +50% on work',
    'surcharge b: +5% on work',
  ]);
  expect(message).toMatch(/does not say how they combine\.$/);
});

test('three meet although each two of them are combined', () => {
  const rows = ['a', 'b', 'c'].map((name) => `surcharge ${name}: +5% on work`);
  const pairs = ['a, b', 'b, c', 'a, c'].map((names) => `combine ${names}: add`);
  const [message, ...others] = meeting([...rows, ...pairs]);
  expect(others).toEqual([]);
  expect(message).toContain('`a` (+5%, line 12), `b` (+5%, line 13) and `c` (+5%, line 14) meet on `work`');
});

test('a hundred that are all combined are looked at in no time', () => {
  const names = Array.from({ length: 100 }, (_, at) => `s${at}`);
  expect(
    meeting([...names.map((name) => `surcharge ${name}: +5% on work`), `combine ${names.join(', ')}: add`]),
  ).toEqual([]);
});
