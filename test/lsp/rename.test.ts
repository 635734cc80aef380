// Rename: what is refused and why, every place that changes, and that the agreement still means the same.
import { readdirSync, readFileSync } from 'node:fs';
import { type Compilation, compile, edited } from '@avtal/compiler';
import { describe, expect, test } from 'vitest';
import { prepareRename, rename } from '../../lsp/src/features/rename.ts';
import type { Edit, Snapshot } from '../../lsp/src/workspace/snapshot.ts';
import { snapshotOf } from './fixture.ts';

const frame = (rows: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  part months full
  units counted any day
  tiers Basic | Pro
  choice channel: phone, email
  number estimate in h
  scope incident
  event callout
  usage driving in km
  unit vm
  target attend from reported to attended
  window core = Mon-Fri 08:00-16:00
  case rush = channel is phone
  ${rows}
}
`;

function renamed(rows: string, to: string): string {
  const { snapshot, offset, text } = snapshotOf(frame(rows), { analysis: false });
  const result = rename(snapshot, offset, to);
  if ('refused' in result) return result.refused;
  const all = edited(text, result.edits);
  return all
    .split('\n')
    .filter((line, i) => line !== text.split('\n')[i])
    .map((line) => line.trim())
    .join('\n');
}

describe('every place changes', () => {
  test.each<[rows: string, to: string, lines: string[]]>([
    [
      'rate work during c<|>ore: 4/h\n  rate work outside core: 5/h',
      'kjernetid',
      ['window kjernetid = Mon-Fri 08:00-16:00', 'rate work during kjernetid: 4/h', 'rate work outside kjernetid: 5/h'],
    ],
    ['rate work for Pr<|>o: 4/h', 'Gold', ['tiers Basic | Gold', 'rate work for Gold: 4/h']],
    [
      'rate work when channel is em<|>ail: 4/h',
      'post',
      ['choice channel: phone, post', 'rate work when channel is post: 4/h'],
    ],
    [
      'rate work when chan<|>nel is email: 4/h',
      'fee',
      ['choice fee: phone, email', 'case rush = fee is phone', 'rate work when fee is email: 4/h'],
    ],
    ['rate work when not ru<|>sh: 4/h', 'haste', ['case haste = channel is phone', 'rate work when not haste: 4/h']],
    ['draw callout: 1 uses 2 call<|>outs', 'visit', ['event visit', 'draw visit: 1 uses 2 visits']],
    ['rate driving: 4/k<|>m', 'mil', ['usage driving in mil', 'rate driving: 4/mil']],
    [
      'fee per month per v<|>m: 98\n  fee care per month: 25% of fee vm',
      'server',
      ['unit server', 'fee per month per server: 98', 'fee care per month: 25% of fee server'],
    ],
    [
      'fee base per month: 98\n  fee care per month: 25% of fee ba<|>se',
      'main',
      ['fee main per month: 98', 'fee care per month: 25% of fee main'],
    ],
    [
      '§ 4.2 "Pris" rate work: 4/h\n  over § 4<|>.2 rate work during core: 5/h',
      '§ 4.3',
      ['§ 4.3 "Pris" rate work: 4/h', 'over § 4.3 rate work during core: 5/h'],
    ],
    [
      'respond when atte<|>nded during core: 1 h',
      'arrived',
      ['target attend from reported to arrived', 'respond when arrived during core: 1 h'],
    ],
    ['att<|>end: 2 h', 'arrive', ['target arrive from reported to attended', 'arrive: 2 h']],
    [
      'module s<|>ql {\n  }\n  rate work when module is sql: 4/h',
      'database',
      ['module database {', 'rate work when module is database: 4/h'],
    ],
    ['rate work: 4/h', 'x', []],
  ])('%s to %s', (rows, to, lines) => {
    if (!rows.includes('<|>')) return;
    expect(renamed(rows, to)).toBe(lines.join('\n'));
  });

  test('in all files, and in every agreement that a file is part of', () => {
    const agreement = (name: string) =>
      `use "common.avtal"\nagreement ${name} {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work during co<|>re: 4/h\n}\n`;
    const { snapshot, offset } = snapshotOf({
      'common.avtal': 'document Common {\r\n  window co<|>re = Mon-Fri 08:00-16:00\r\n}\r\n',
      'a.avtal': agreement('A'),
      'b.avtal': agreement('B'),
    });
    const result = rename(snapshot, offset, 'kjerne');
    expect('edits' in result && result.edits.map(({ file }) => file)).toEqual(['a.avtal', 'b.avtal', 'common.avtal']);
  });
});

describe('refused, with a sentence', () => {
  test.each<[rows: string, to: string, refused: string]>([
    ['rate w<|>ork: 4/h', 'labour', '`work` means the same in every agreement, so it keeps its name.'],
    ['res<|>pond: 4 h', 'answer', '`respond` means the same in every agreement, so it keeps its name.'],
    ['rate work when ti<|>er is Pro: 4/h', 'level', '`tier` means the same in every agreement, so it keeps its name.'],
    ['count work each jo<|>b: exact', 'task', '`job` means the same in every agreement, so it keeps its name.'],
    ['ra<|>te work: 4/h', 'price', 'There is no name here.'],
    ['rate work: <|>4/h', 'x', 'There is no name here.'],
    ['rate work during c<|>ore: 4/h', 'during', '`during` is a word of the language and cannot be a name.'],
    ['rate work during c<|>ore: 4/h', 'Mon', '`Mon` is a word of the language and cannot be a name.'],
    [
      'rate work during c<|>ore: 4/h',
      'kjerne tid',
      'A name begins with a letter and consists of letters, digits, `_` and `-`.',
    ],
    ['rate work during c<|>ore: 4/h', '', 'A name begins with a letter and consists of letters, digits, `_` and `-`.'],
    [
      'rate work during c<|>ore: 4/h',
      '1st',
      'A name begins with a letter and consists of letters, digits, `_` and `-`.',
    ],
    [
      'rate work during c<|>ore: 4/h',
      'a // b',
      'A name begins with a letter and consists of letters, digits, `_` and `-`.',
    ],
    ['window night = outside core\n  rate work during c<|>ore: 4/h', 'night', '`night` is already a window.'],
    ['days night = Mon\n  rate work during c<|>ore: 4/h', 'night', '`night` is already a day set.'],
    ['rate work during c<|>ore: 4/h', 'holidays', '`holidays` means something else in every agreement.'],
    ['rate work for P<|>ro: 4/h', 'Basic', '`Basic` is already a tier.'],
    ['rate work when chan<|>nel is email: 4/h', 'estimate', '`estimate` is already a number.'],
    ['rate work when chan<|>nel is email: 4/h', 'job', '`job` means something else in every agreement.'],
    ['price call<|>out: 4', 'vm', '`vm` is already a unit.'],
    ['price call<|>out: 4', 'work', '`work` means something else in every agreement.'],
    ['§ 4<|>.2 rate work: 4/h', 'four two', '`four two` is no number of a paper; write one such as `4.2`.'],
    ['§ 4<|>.2 rate work: 4/h\n  § 5 rate driving: 4/km', '5', '`5` is already a number of the paper original.'],
    ['rate driving: 4/k<|>m', 'h', 'As `h` it would be read as something else in some row.'],
    [
      'attend: aim 2 h\n  att<|>end when rush: 2 h',
      'table',
      'As `table` it would be read as something else in some row.',
    ],
    [
      'rate work for P<|>ro: 4/h\n  rate work for Pro: |',
      'Gold',
      'Line 18 has `Pro` too, and an error: repair it first.',
    ],
  ])('%s to %s', (rows, to, refused) => expect(renamed(rows, to)).toBe(refused));
});

describe('prepare', () => {
  test.each<[rows: string, text: string]>([
    ['rate work during co<|>re: 4/h', 'core'],
    ['rate work during core<|>: 4/h', 'core'],
    ['§<|> 4.2 "Pris" rate work: 4/h', '§ 4.2'],
    ['rate w<|>ork: 4/h', '`work` means the same in every agreement, so it keeps its name.'],
    ['<|>rate work: 4/h', 'There is no name here.'],
  ])('%s', (rows, text) => {
    const { snapshot, offset } = snapshotOf(frame(rows), { analysis: false });
    const result = prepareRename(snapshot, offset);
    expect('refused' in result ? result.refused : result.text).toBe(text);
  });
});

// --------------------------------------------------------------------------------------------- the five published ones

const folder = new URL('../../examples/', import.meta.url);
const published = ['ballou', 'itpays', 'managed-operations', 'mega-bite', 'pector-guld'];

type Texts = ReadonlyMap<string, string>;
const compiled = (texts: Texts) => compile('order.avtal', (path) => texts.get(path), { analysis: false });

function snapshotFor(compilation: Compilation, path: string): Snapshot {
  const file = compilation.files.find((one) => one.path === path);
  if (file === undefined) throw new Error(path);
  return { file, agreements: [{ entry: 'order.avtal', compilation, isCurrent: true }] };
}

function applied(texts: Texts, edits: readonly Edit[]): Texts {
  return new Map(
    [...texts].map(([path, text]) => [
      path,
      edited(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
}

/** The IR without where things stand. */
const meaning = ({ ir }: Compilation): string =>
  JSON.stringify(ir, (key, value: unknown) => (key === 'span' || key === 'origin' ? undefined : value));

describe('every name of the published agreements can be another, and back', () => {
  test.each(published)(
    '%s',
    (name) => {
      const paths = readdirSync(new URL(`${name}/`, folder)).filter((path) => path.endsWith('.avtal'));
      const all = new Map(
        paths.map((path) => [path, readFileSync(new URL(`${name}/${path}`, folder), 'utf8')] as const),
      );
      const before = compiled(all);
      const texts: Texts = new Map(before.files.map(({ path, text }) => [path, text]));
      const meant = meaning(before);
      for (const symbol of before.names.symbols) {
        if (symbol.isBuiltIn || symbol.declaredAt === undefined) continue;
        const [place] = before.names.placesOf(symbol);
        if (place === undefined) throw new Error(`${symbol.kind} ${symbol.name} stands nowhere`);
        const to = (compilation: Compilation, other: string) => {
          const result = rename(snapshotFor(compilation, place.file), place.span.start, other);
          if ('refused' in result) throw new Error(`${symbol.kind} ${symbol.name}: ${result.refused}`);
          return result.edits;
        };
        const fresh = symbol.kind === 'paper' ? `${symbol.name}.999` : `${symbol.name}-fresh999`;
        const other = applied(texts, to(before, fresh));
        const after = compiled(other);
        expect(meaning(after).replaceAll(fresh, symbol.name), `${symbol.kind} ${symbol.name}`).toBe(meant);
        expect(applied(other, to(after, symbol.name))).toEqual(texts);
      }
    },
    120_000,
  );
});
