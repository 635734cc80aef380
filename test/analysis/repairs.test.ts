// Every repair that a finding of the analysis offers does away with it, and makes no error that was not there.
import { asFile, compile, type Diagnostic } from '@avtal/compiler';
import { expect, test } from 'vitest';

const findings = (source: string) => compile('test.avtal', () => source).diagnostics;

function apply(source: string, { edits }: Diagnostic['fixes'][number]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end), source);
}

const ground = `clock elapsed
tiers A | B
choice channel: phone, email
number estimate in h
window core = Mon-Fri 08:00-16:00
`;

const cases: readonly (readonly [name: string, code: string, rows: string, repairs: readonly string[]])[] = [
  [
    'an exception',
    'AV4001',
    '§ 1 respond: 2 h\n§ 2 respond when channel is email: 4 h',
    ['Write `override` before § 2', 'Say `when channel is phone` in § 1'],
  ],
  [
    'two overrides that cross',
    'AV4001',
    'default respond: 8 h\n§ 1 override respond when channel is email: 4 h\n§ 2 override respond during core: 1 h',
    [
      'Write `over § 2` before § 1',
      'Leave `override` out of § 2',
      'Write `over § 1` before § 2',
      'Leave `override` out of § 1',
      'Say `when channel is phone` in § 2',
      'Say `outside core` in § 1',
    ],
  ],
  [
    'two overrides without numbers, one inside the other',
    'AV4001',
    'default respond: 8 h\noverride respond when channel is email: 4 h\noverride respond when channel is email, during core: 1 h',
    ['Leave `override` out of line 11', 'Say `outside core` in line 11'],
  ],
  [
    'an override would contradict a third row',
    'AV4001',
    'respond: 8 h\n§ 2 respond when estimate over 4 h: 1 h\noverride respond when estimate over 8 h, during core: 2 h',
    ['Say `when estimate up to 4 h` in line 10'],
  ],
  [
    'a price that changes',
    'AV4001',
    'rate work: 600/h | 500/h\nrate work from 2026-07-01: 650/h | 550/h',
    ['Write `before 2026-07-01` in line 10'],
  ],
  [
    'two prices from two days on',
    'AV4001',
    'default rate work: 1/h\nrate work from 2026-01-01: 600/h\nrate work from 2026-07-01: 650/h',
    ['Write `before 2026-07-01` in line 11'],
  ],
  [
    'an old price that ends too late',
    'AV4001',
    'rate work until 2026-12-31: 600/h\nrate work from 2026-07-01: 650/h',
    ['Write `before 2026-07-01` in line 10'],
  ],
  [
    'an exception from some day on is no change',
    'AV4001',
    'respond: 2 h\nrespond from 2026-07-01 when channel is email: 4 h',
    ['Write `override` before line 11'],
  ],
  [
    'a holiday on a Saturday',
    'AV4001',
    'holidays Norway\ndefault rate work: 1/h\n§ 1 rate work during Sat: 6/h\n§ 2 rate work during holidays: 7/h',
    [
      'Write `override` before § 1',
      'Write `override` before § 2',
      'Say `outside Sat` in § 2',
      'Say `outside holidays` in § 1',
    ],
  ],
  [
    'an old price that still holds on the first day of the new one',
    'AV4001',
    'rate work until 2026-07-01: 600/h\nrate work from 2026-07-01: 650/h',
    ['Write `before 2026-07-01` in line 10'],
  ],
  [
    'hours of two windows that leave some out',
    'AV4002',
    'window late = Mon-Fri 16:00-20:00\nrate work during core, late: 6/h\nrate work during Sat-Sun: 7/h',
    ['Add `rate work outside (core, late) outside Sat-Sun: to be agreed rate-work-core-late`'],
  ],
  [
    'what an allowance is used for at other times',
    'AV4002',
    'part months full\nrate work: 600/h\ninclude work per month: 10 h\ndraw work during core: 1 h uses 2 h',
    ['Add `draw work outside core: 1 h uses 1 h`', 'Add `draw work outside core: to be agreed draw-work-core`'],
  ],
  [
    'a window that differs by tier',
    'AV4002',
    'window duty = always | daily 07:00-22:00\nrate work during duty: 6/h',
    ['Add `rate work outside duty when tier is B: to be agreed rate-work-duty-tier-B`'],
  ],
  ['one condition twice', 'AV4001', 'respond: 2 h\nrespond: 4 h', []],
  [
    'surcharges that meet',
    'AV3038',
    'rate work: 600/h\nsurcharge a: +5% on work\nsurcharge b: +6% on work',
    ['Add `combine a, b: add`', 'Add `combine a, b: highest`', 'Add `combine a, b: multiply`'],
  ],
];

test.each(cases)('%s', (_, code, rows, titles) => {
  const source = asFile(ground + rows);
  const errors = (text: string) =>
    findings(text).flatMap((one) => (one.severity === 'error' ? [`${one.code} ${one.message}`] : []));
  const before = errors(source);
  const finding = findings(source).find((one) => one.code === code);
  const repairs = (finding?.fixes ?? []).filter(({ adds }) => adds === undefined);
  expect(repairs.map(({ title }) => title)).toEqual(titles);
  for (const fix of repairs) {
    const repaired = apply(source, fix);
    const after = errors(repaired);
    expect(after.length, `${fix.title}\n${repaired}${after.join('\n')}`).toBe(before.length - 1);
  }
});

test.each([
  ['a contradiction', 'AV4001', 'respond: 2 h\nrespond when channel is email: 4 h', ['2 h', '4 h']],
  ['a gap', 'AV4002', 'rate work during core: 600/h | 500/h', ['to be agreed']],
  [
    'a gap in a number',
    'AV4002',
    'rate work when estimate up to 4 h: 6/h\nrate work when estimate over 5 h: 7/h',
    ['to be agreed'],
  ],
  ['a dead row', 'AV4003', 'rate work: 600/h | 500/h\noverride rate work: 1/h', ['600/h', '1/h']],
])('%s offers its witness as an example', (_, code, rows, expected) => {
  const source = asFile(ground + rows);
  const examplesOf = (text: string) =>
    findings(text)
      .find((one) => one.code === code)
      ?.fixes.filter(({ adds }) => adds === 'example') ?? [];
  const errors = (text: string) => findings(text).filter(({ severity }) => severity === 'error').length;
  const offered = examplesOf(source);
  expect(offered.map(({ title }) => title)).toEqual(
    expected.map((value) => `Add an example that expects \`${value}\``),
  );
  for (const fix of offered) {
    const added = apply(source, fix);
    expect(errors(added), added).toBe(errors(source));
    expect(examplesOf(added).map(({ title }) => title)).not.toContain(fix.title);
  }
});
