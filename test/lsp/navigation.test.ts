// Names in the editor: where they are declared, where they are used, and that both are the same from every place.
import { describe, expect, test } from 'vitest';
import { links } from '../../lsp/src/features/links.ts';
import { definition, highlights, references } from '../../lsp/src/features/navigation.ts';
import type { Snapshot } from '../../lsp/src/workspace/snapshot.ts';
import { fileOf, snapshotOf } from './fixture.ts';

type Source = string | Readonly<Record<string, string>>;

const frame = (rows: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
${rows}
}
`;

/** `[file:]LINE: text` of each place, in the order of the text. */
function shown(
  snapshot: Snapshot,
  places: readonly { file: string; span: { start: number; end: number } }[],
): string[] {
  const files = snapshot.agreements.flatMap(({ compilation }) => compilation.files);
  return places.map(({ file, span }) => {
    const text = files.find(({ path }) => path === file)?.text ?? '';
    const line = text.slice(0, span.start).split('\n').length;
    const row = text.split('\n')[line - 1]?.trim() ?? '';
    const where = file === 'test.avtal' ? '' : `${file}: `;
    const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start).trimStart();
    return `${where}${before}[${text.slice(span.start, span.end)}]${row.slice(before.length + span.end - span.start)}`;
  });
}

function check(source: Source) {
  const text = typeof source === 'string' ? frame(source) : source;
  const { snapshot, offset } = snapshotOf(text, { analysis: false });
  return {
    definition: () => shown(snapshot, definition(snapshot, offset)?.to ?? []),
    references: (withDeclaration = true) => shown(snapshot, references(snapshot, offset, withDeclaration)),
    highlights: () => highlights(snapshot, offset).map(({ kind, span }) => `${kind} ${span.start}-${span.end}`),
  };
}

const declarations = `  tiers Basic | Pro
  choice channel: phone, email; default phone
  choice severity decided: high, low
  choice impact: big, small
  number estimate in h
  number cards in pieces
  number often = work each job per month
  scope incident
  event callout
  usage driving in km
  unit vm
  unit switch, counts 1 + cards
  matter patching, counts as downtime
  target attend from reported to attended
  days workday = Mon-Fri
  window core = workday 08:00-16:00
  window night = outside core
  case rush = channel is phone and estimate over 2 h
  part months full
  units counted any day
`;

describe('a name leads to where it is declared', () => {
  test.each<[use: string, declared: string]>([
    ['rate work during c<|>ore: 600/h | 500/h', 'window [core] = workday 08:00-16:00'],
    ['rate work during core<|>: 600/h | 500/h', 'window [core] = workday 08:00-16:00'],
    ['rate work during nig<|>ht, core: 600/h | 500/h', 'window [night] = outside core'],
    ['window late = <|>workday 16:00-20:00', 'days [workday] = Mon-Fri'],
    ['rate work for P<|>ro: 500/h', 'tiers Basic | [Pro]'],
    ['rate work when tier is <|>Pro: 500/h', 'tiers Basic | [Pro]'],
    ['rate work when chan<|>nel is email: 500/h', 'choice [channel]: phone, email; default phone'],
    ['rate work when channel is not em<|>ail: 500/h', 'choice channel: phone, [email]; default phone'],
    ['rate work when not ru<|>sh: 500/h', 'case [rush] = channel is phone and estimate over 2 h'],
    ['rate work when estim<|>ate over 4 h: 500/h', 'number [estimate] in h'],
    ['rate work by chan<|>nel: 500/h | 600/h', 'choice [channel]: phone, email; default phone'],
    ['approve by esti<|>mate: free up to 4 h, then notify', 'number [estimate] in h'],
    ['price call<|>out: 100', 'event [callout]'],
    ['rate driving: 4/k<|>m', 'usage driving in [km]'],
    ['fee per month per v<|>m: 98', 'unit [vm]'],
    ['draw callout: 1 uses 1 call<|>outs', 'event [callout]'],
    ['permit patch<|>ing during core: freely', 'matter [patching], counts as downtime'],
    ['att<|>end: 2 h of core', 'target [attend] from reported to attended'],
    ['respond when atte<|>nded during core: 1 h', 'target attend from reported to [attended]'],
    ['respond: 2 h of co<|>re', 'window [core] = workday 08:00-16:00'],
    ['respond: at opening of co<|>re', 'window [core] = workday 08:00-16:00'],
    ['count work each inci<|>dent: exact', 'scope [incident]'],
    ['pause att<|>end while rush', 'target [attend] from reported to attended'],
    ['decide sever<|>ity when impact is big: high', 'choice [severity] decided: high, low'],
    ['decide severity when impact is big: hi<|>gh', 'choice severity decided: [high], low'],
    ['promise customer when ru<|>sh: "x"', 'case [rush] = channel is phone and estimate over 2 h'],
    [
      'when channel is em<|>ail {\n    rate work: 4/h\n    rate driving: 3/km\n  }',
      'choice channel: phone, [email]; default phone',
    ],
    ['table rate work | respond\n    for P<|>ro: 4/h | 2 h', 'tiers Basic | [Pro]'],
    ['module sql {\n    rate work when channel is ema<|>il: 4/h\n  }', 'choice channel: phone, [email]; default phone'],
    ['module sql {\n  }\n  rate work when module is s<|>ql: 4/h', 'module [sql] {'],
    ['number more = call<|>out each job per month', 'event [callout]'],
    ['unit router, counts 1 + car<|>ds', 'number [cards] in pieces'],
    ['matter p2, counts as patch<|>ing', 'matter [patching], counts as downtime'],
  ])('%s', (use, declared) => expect(check(`${declarations}  ${use}`).definition()).toEqual([declared]));

  test('matrices', () => {
    const matrix = (row: string, first = 'impact') =>
      `${declarations}  decide severity by ${first}, channel {\n           | phone | email\n    ${row}\n    small: low | low\n  }`;
    expect(check(matrix('b<|>ig: high | low')).definition()).toEqual(['choice impact: [big], small']);
    expect(check(matrix('big: high | l<|>ow')).definition()).toEqual(['choice severity decided: high, [low]']);
    expect(check(matrix('big: high | low', 'imp<|>act')).definition()).toEqual(['choice [impact]: big, small']);
  });

  test('what every agreement has leads nowhere, but for the tiers', () => {
    expect(check(`${declarations}  rate wo<|>rk: 4/h`).definition()).toEqual([]);
    expect(check(`${declarations}  rate work when ti<|>er is Pro: 4/h`).definition()).toEqual([
      'tiers [Basic] | Pro',
      'tiers Basic | [Pro]',
    ]);
  });
});

describe('between rows', () => {
  test.each<[rows: string, declared: string[]]>([
    ['activity travel\n  rate work during always: 4/h\n  rate travel: as wo<|>rk', ['rate [work] during always: 4/h']],
    [
      'activity travel\n  rate work for Pro: 4/h\n  rate work for Basic: 5/h\n  rate travel: 50% of rate wo<|>rk',
      ['rate [work] for Pro: 4/h', 'rate [work] for Basic: 5/h'],
    ],
    ['fee base per month: 98\n  fee care per month: 25% of fee ba<|>se', ['fee [base] per month: 98']],
    ['fee per month per vm: 98\n  fee care per month: 25% of fee v<|>m', ['unit [vm]']],
    ['fee base per month: 98\n  discount loyal: 5% on fee ba<|>se', ['fee [base] per month: 98']],
    [
      'surcharge evening: +50% on work\n  surcharge rush2: +50% on work\n  combine even<|>ing, rush2: highest',
      ['surcharge [evening]: +50% on work'],
    ],
    ['§ 4.2  rate work: 4/h\n  over § 4<|>.2 rate work during core: 5/h', ['[§ 4.2]  rate work: 4/h']],
    ['§ 4.2 "Pris"  rate work: 4/h\n  over § 4<|>.2 rate work during core: 5/h', ['[§ 4.2] "Pris"  rate work: 4/h']],
    [
      'fee base per month: to be agreed bank\n  example E {\n    tier Pro\n    from 2026-01-01\n    agree ba<|>nk: 40\n  }',
      ['fee base per month: to be agreed [bank]'],
    ],
  ])('%s', (rows, declared) => expect(check(`${declarations}  ${rows}`).definition()).toEqual(declared));
});

const example = (row: string) => `${declarations}  rate work: 4/h
  rate driving: 1/km
  perform backup per month: 1
  fee base per month: 98
  surcharge evening during night: +50% on work
  example E {
    tier Pro
    from 2026-01-01
    unit web1: switch from 2026-01-02, cards 6
    work 2026-03-03 08:00-14:00, job A, channel phone, estimate 3 h, incident I1
    work 2026-03-04 08:00-14:00, job A
    driving 2026-04-08 22:00, 34 km
    ticket T1 reported 2026-03-04 10:00, severity high
    ticket T1 attended 2026-03-04 10:20
    performed backup 2026-03-04, unit web1
    expect cost work 2026-03: 900
    ${row}
  }`;

describe('in examples', () => {
  test.each<[row: string, declared: string]>([
    ['expect attend T<|>1: met', 'ticket [T1] reported 2026-03-04 10:00, severity high'],
    [
      'work 2026-03-05 08:00-09:00, job <|>A',
      'work 2026-03-03 08:00-14:00, job [A], channel phone, estimate 3 h, incident I1',
    ],
    ['ticket T1 atten<|>ded 2026-03-04 10:21', 'target attend from reported to [attended]'],
    ['expect cost fee ba<|>se 2026-03: 98', 'fee [base] per month: 98'],
    ['expect cost surcharge even<|>ing 2026-03: 98', 'surcharge [evening] during night: +50% on work'],
    ['expect open co<|>re 2026-03: 9 h', 'window [core] = workday 08:00-16:00'],
    ['expect perform bac<|>kup 2026-03: 1 due', 'perform [backup] per month: 1'],
    ['expect units swi<|>tch 2026-03: 7', 'unit [switch], counts 1 + cards'],
    ['expect rate wo<|>rk at 2026-03-15 10:00: 4/h', 'rate [work]: 4/h'],
    [
      'expect rate work at 2026-03-15 10:00 when channel is em<|>ail: 4/h',
      'choice channel: phone, [email]; default phone',
    ],
    ['expect rate work at 2026-03-15 10:00, channel em<|>ail: 4/h', 'choice channel: phone, [email]; default phone'],
    ['expect permitted patch<|>ing after 2026-03-10 13:10: never', 'matter [patching], counts as downtime'],
    ['performed backup 2026-03-05, unit web<|>1', 'unit [web1]: switch from 2026-01-02, cards 6'],
  ])('%s', (row, declared) => expect(check(example(row)).definition()).toEqual([declared]));
});

const files = {
  'order.avtal': 'use "sub/main.avtal"\norder Acme for Drift {\n  tier P<|>ro\n  from 2026-01-01\n}\n',
  'sub/main.avtal': `use "../common.avtal"\nagreement Drift {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work during core: 4/h | 5/h\n}\ndocument Extra under Drift {\n  rate work for Pro outside core: 9/h\n}\n`,
  'common.avtal': 'document Common under Drift {\n  tiers Basic | Pro\n  window core = Mon-Fri 08:00-16:00\n}\n',
};

/** The marker moved to another place. */
const at = (path: keyof typeof files, before: string, after: string) => ({
  ...files,
  'order.avtal': files['order.avtal'].replace('<|>', ''),
  [path]: files[path].replace('<|>', '').replace(before + after, `${before}<|>${after}`),
});

describe('across files', () => {
  test('to another file', () => {
    expect(check(files).definition()).toEqual(['common.avtal: tiers Basic | [Pro]']);
    expect(check(at('sub/main.avtal', 'during c', 'ore')).definition()).toEqual([
      'common.avtal: window [core] = Mon-Fri 08:00-16:00',
    ]);
    expect(check(at('order.avtal', 'for Dr', 'ift')).definition()).toEqual(['sub/main.avtal: agreement [Drift] {']);
    expect(check(at('common.avtal', 'under Dr', 'ift')).definition()).toEqual(['sub/main.avtal: agreement [Drift] {']);
  });

  test('`use` leads to the file, from where it stands', () => {
    expect(check(at('sub/main.avtal', 'use "../com', 'mon')).definition()).toEqual([
      'common.avtal: []document Common under Drift {',
    ]);
  });

  test('references, the same from every place', () => {
    const all = [
      'common.avtal: tiers Basic | [Pro]',
      'sub/main.avtal: rate work for [Pro] outside core: 9/h',
      'order.avtal: tier [Pro]',
    ];
    for (const source of [files, at('common.avtal', 'Basic | P', 'ro'), at('sub/main.avtal', 'for P', 'ro')])
      expect(check(source).references().sort()).toEqual([...all].sort());
    expect(check(files).references(false)).toHaveLength(2);
  });

  test('a file of two agreements has the places of both', () => {
    const agreement = (name: string) =>
      `use "common.avtal"\nagreement ${name} {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work during core: 4/h\n}\n`;
    const shared = {
      'common.avtal': 'document Common {\n  window co<|>re = Mon-Fri 08:00-16:00\n}\n',
      'a.avtal': agreement('A'),
      'b.avtal': agreement('B'),
    };
    expect(check(shared).references().sort()).toEqual([
      'a.avtal: rate work during [core]: 4/h',
      'b.avtal: rate work during [core]: 4/h',
      'common.avtal: window [core] = Mon-Fri 08:00-16:00',
    ]);
  });

  test('links', () => {
    const { file } = fileOf('use "sub/b.avtal"\nuse "../out.avtal"\nagreement A {\n}\n');
    expect(links(file)).toEqual([{ span: { start: 5, end: 16 }, file: 'sub/b.avtal' }]);
  });
});

describe('places that are resolved more than once are one place', () => {
  test('in a group', () => {
    const rows =
      'when channel is em<|>ail during core {\n    rate work: 4/h\n    rate driving: 3/km\n    respond: 2 h of core\n  }';
    expect(check(`${declarations}  ${rows}`).references()).toEqual([
      'choice channel: phone, [email]; default phone',
      'when channel is [email] during core {',
    ]);
  });
  test('in a window by tier, and in a row that needs it for each tier', () => {
    const rows = 'window ans = core | night\n  window open = a<|>ns except core\n  respond: 2 h of ans';
    expect(check(`${declarations}  ${rows}`).references()).toEqual([
      'window [ans] = core | night',
      'window open = [ans] except core',
      'respond: 2 h of [ans]',
    ]);
  });
});

describe('where other things are wrong', () => {
  test.each<[rows: string, declared: string[]]>([
    ['rate wrok during core: 4/h\n  rate work during c<|>ore: 5/h', ['window [core] = workday 08:00-16:00']],
    ['rate work during core 4/h\n  rate work during c<|>ore: 5/h', ['window [core] = workday 08:00-16:00']],
    ['rate work during core: | |\n  rate work during c<|>ore: 5/h', ['window [core] = workday 08:00-16:00']],
    ['rate work during c<|>ore: 4', ['window [core] = workday 08:00-16:00']],
    ['window w = Mon-Fri 08:00-\n  rate work during <|>w: 4/h', ['window [w] = Mon-Fri 08:00-']],
    ['window x = y\n  window y = x<|>', ['window [x] = y']],
    ['case x = y\n  case y = x<|>', ['case [x] = y']],
    [
      'window core = Mon 08:00-10:00\n  rate work during c<|>ore: 4/h',
      ['window [core] = workday 08:00-16:00', 'window [core] = Mon 08:00-10:00'],
    ],
    ['rate work during nothing<|>: 4/h', []],
  ])('%s', (rows, declared) => expect(check(`${declarations}  ${rows}`).definition()).toEqual(declared));

  test('a file with CRLF, tabs and letters outside the BMP before the name', () => {
    const { snapshot, offset, text } = snapshotOf(
      frame('  // 🇳🇴\n\twindow kjerne = Mon-Fri 08:00-16:00\n\trate work during kj<|>erne: 4/h').replaceAll(
        '\n',
        '\r\n',
      ),
    );
    const found = definition(snapshot, offset);
    expect(found?.to.map(({ span }) => text.slice(span.start, span.end))).toEqual(['kjerne']);
    expect(found?.to[0]?.span.start).toBe(text.indexOf('kjerne'));
  });
});

test('highlights say which is the declaration', () => {
  const { snapshot, offsets } = snapshotOf(frame('  window <|>core = always\n  rate work during <|>core: 4/h'));
  expect(highlights(snapshot, offsets[1] ?? 0)).toEqual([
    { kind: 'declaration', span: { start: offsets[0], end: (offsets[0] ?? 0) + 4 } },
    { kind: 'use', span: { start: offsets[1], end: (offsets[1] ?? 0) + 4 } },
  ]);
});
