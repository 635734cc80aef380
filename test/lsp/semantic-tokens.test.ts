// Colours: every name by what it is, every word of the language by its role, in order and without overlap.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { semanticTokens } from '../../lsp/src/features/semantic-tokens.ts';
import { snapshotOf } from './fixture.ts';

function check(source: string | Readonly<Record<string, string>>): string[] {
  const { snapshot, text } = snapshotOf(source, { analysis: false });
  const tokens = semanticTokens(snapshot);
  let last = 0;
  for (const { span } of tokens) {
    expect(span.start).toBeGreaterThanOrEqual(last);
    expect(span.end).toBeGreaterThan(span.start);
    expect(text.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
    last = span.end;
  }
  return tokens.map(({ span, type, modifiers }) =>
    [`${text.slice(span.start, span.end)}:${type}`, ...modifiers].join('+'),
  );
}

const frame = (row: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  holidays Norway
  tiers Basic | Pro
  choice severity: high, fee
  activity travel
  usage driving in km
  window core = Mon-Fri 08:00-16:00
  ${row}
}
`;

/** The tokens of the row alone. */
const row = (text: string): string => {
  const all = check(frame(text));
  const common = check(frame('').replace(/\n {2}\n}/, '\n}'));
  return all.slice(common.length).join(' ');
};

test.each<[row: string, tokens: string]>([
  ['rate work during core: 4/h', 'rate:keyword work:class+defaultLibrary during:keyword core:variable 4:number h:type'],
  [
    'rate travel for Pro: as work',
    'rate:keyword travel:class for:keyword Pro:enumMember+readonly as:keyword work:class+defaultLibrary',
  ],
  [
    'rate work when severity is fee: 4/h',
    'rate:keyword work:class+defaultLibrary when:keyword severity:enum is:keyword fee:enumMember+readonly 4:number h:type',
  ],
  ['fee fee per month: 98', 'fee:keyword fee:function+declaration per:keyword month:keyword 98:number'],
  ['holidays Norway', 'holidays:keyword Norway:variable'],
  ['rate driving: 4/km', 'rate:keyword driving:class 4:number km:type'],
  [
    '§ 4.2 "Pris" respond: 1 h of core',
    '§ 4.2:property+declaration "Pris":string respond:function+defaultLibrary 1:number h:type of:keyword core:variable',
  ],
  [
    'window w "åpen" = Mon 08:00-10:00 except holidays, 24 Dec // x',
    'window:keyword w:variable+declaration "åpen":string Mon:number 08:00:number 10:00:number except:keyword holidays:variable+defaultLibrary 24:number Dec:number // x:comment',
  ],
  [
    'rate work during nothing: 4/h',
    'rate:keyword work:class+defaultLibrary during:keyword nothing:variable 4:number h:type',
  ],
  ['rate work during', 'rate:keyword work:variable during:keyword'],
])('%s', (text, tokens) => expect(row(text)).toBe(tokens));

test('CRLF, tabs, letters outside the BMP', () => {
  expect(check('// 🇳🇴\r\nagreement A {\r\n\trate work: 4/h // 👍\r\n}\r\n')).toEqual([
    '// 🇳🇴:comment',
    'agreement:keyword',
    'A:namespace+declaration',
    'rate:keyword',
    'work:class+defaultLibrary',
    '4:number',
    'h:type',
    '// 👍:comment',
  ]);
});

test('every word of a published agreement has a colour', () => {
  const text = readFileSync(new URL('../../examples/itpays/itpays.avtal', import.meta.url), 'utf8');
  const words = check({ 'itpays.avtal': text }).map((token) => token.replace(/:\w+(\+\w+)*$/, ''));
  const written =
    text
      .replace(/\/\/.*/g, '')
      .replace(/"[^"\n]*"/g, '')
      .match(/[\p{L}_][\p{L}\d_-]*/gu) ?? [];
  const coloured = new Set(words.flatMap((word) => word.split(/[^\p{L}\d_-]+/u)));
  expect(written.filter((word) => !coloured.has(word))).toEqual([]);
});
