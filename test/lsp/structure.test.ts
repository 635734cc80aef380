// What a file looks like from outside: its outline, what folds, and how a selection grows.
import { describe, expect, test } from 'vitest';
import { folds } from '../../lsp/src/features/folding.ts';
import { selection } from '../../lsp/src/features/selection.ts';
import { type OutlineItem, outline } from '../../lsp/src/features/symbols.ts';
import { fileOf } from './fixture.ts';

const text = `// Two lines
// of comment
use "common.avtal"

agreement Drift "Driftsavtale" {
  currency NOK
  tiers    Standard | Pro "Proff"
  choice   channel "kanal": phone, email
  window   core "kjernetid" = Mon-Fri 08:00-16:00
  week {
    Mon-Fri: 06:00 day "dag", 22:00 night
    Sat-Sun: night
  }

  // A single comment
  rate work during core:        650/h | 550/h
  § 4.2 "Responstid"
  respond "svar" when channel is phone:  1 h |
    30 min
    except when during night:   2 h | 1 h
    text "x"
    accept AV4001 "ok"
  fee "Pris/Mån" per month:     98 | 498

  table                  respond | resolve
    when channel is phone:  1 h  | 2 h
    § 7 when channel is email:  2 h  | 4 h

  override when channel is email {
    rate work:                  4/h   // last
  }
  module sql "SQL" {
    combine a, b:               highest
    pause resolve while channel is email
    § 9 promise provider: "Faglig"
  }
  decide severity by impact, urgency {
           | high | low
    high:    high | low
  }
  example E1 "six hours" {
    tier Pro
    expect cost 2026-03: 1
  }
}
document Extra over Drift

order Acme "Acme AS" for Drift {
  tier Pro
  unit web1: vm, cards 6
  agree bank: 40 h
  rate work: 9/h
}
`;

function lines(items: readonly OutlineItem[], source: string, indent = ''): string[] {
  return items.flatMap(({ kind, name, detail, span, nameSpan, items: inner }) => {
    expect(span.start <= nameSpan.start && nameSpan.end <= span.end, name).toBe(true);
    const said = detail === undefined ? '' : ` — ${detail}`;
    return [
      `${indent}${kind} ${name}${said} [${source.slice(nameSpan.start, nameSpan.end).split('\n')[0]}]`,
      ...lines(inner, source, `${indent}  `),
    ];
  });
}

test('outline', () => {
  const { file } = fileOf(text);
  expect(lines(outline(file), text).join('\n')).toMatchInlineSnapshot(`
    "agreement Drift — Driftsavtale [Drift]
      setting currency — NOK [currency]
      declaration tiers — Standard | Pro [tiers    Standard | Pro "Proff"]
      declaration channel — kanal [channel]
      window core — kjernetid [core]
      window week [week]
        window day — dag [day]
        window night [night]
      clause rate work during core [rate work during core]
      clause § 4.2 Responstid — respond "svar" when channel is phone [respond "svar" when channel is phone]
      clause Pris/Mån — fee "Pris/Mån" per month [fee "Pris/Mån" per month]
      table respond | resolve [respond | resolve]
        clause when channel is phone [when channel is phone:  ]
        clause § 7 when channel is email [§ 7 when channel is email:  ]
      group override when channel is email [override when channel is email]
        clause rate work [rate work]
      module sql — SQL [sql]
        clause combine a, b [combine a, b:               ]
        clause pause resolve while channel is email [pause resolve while channel is email]
        clause § 9 promise provider: "Faglig" [§ 9 promise provider: "Faglig"]
      table decide severity by impact, urgency [decide severity by impact, urgency]
      example E1 — six hours [E1]
    document Extra [Extra]
    order Acme — Acme AS [Acme]
      declaration web1 — vm [web1]
      clause agree bank [bank]
      clause rate work [rate work]"
  `);
});

test('outline of a broken file', () => {
  const source = 'agreement A {\n  window w = Mon-\n  rate work during: 4/h\n  rate work: 5/h\n  module m {\n';
  const { file } = fileOf(source);
  expect(lines(outline(file), source).join('\n')).toMatchInlineSnapshot(`
    "agreement A [A]
      window w [w]
      clause rate work [rate work]
      module m [m]"
  `);
});

describe('folding', () => {
  const check = (source: string) =>
    folds(fileOf(source).file).map(({ start, end, kind }) => {
      const line = (offset: number) => source.slice(0, offset).split('\n').length;
      return `${line(start)}-${line(end)} ${kind}`;
    });

  test('blocks, rows with notes, tables, comments', () => {
    expect(check(text)).toMatchInlineSnapshot(`
      [
        "1-2 comment",
        "5-44 block",
        "10-12 block",
        "17-21 block",
        "25-27 block",
        "29-30 block",
        "32-35 block",
        "37-39 block",
        "41-43 block",
        "48-52 block",
      ]
    `);
  });
  test('CRLF', () => {
    expect(check(text.replaceAll('\n', '\r\n'))).toEqual(check(text));
  });
  test.each<[source: string, folds: string[]]>([
    ['agreement A { }', []],
    ['agreement A {\n}', []],
    ['agreement A {\n  currency NOK\n}', ['1-2 block']],
    ['agreement A {\n  currency NOK }', ['1-2 block']],
    ['agreement A {\n  // a\n  // b\n}', ['1-3 block', '2-3 comment']],
    ['agreement A {\n  currency NOK // a\n  // b\n}', ['1-3 block']],
  ])('%j', (source, found) => expect(check(source)).toEqual(found));
});

describe('selection grows', () => {
  const check = (source: string) => {
    const { file, offset } = fileOf(source);
    const spans = selection(file, offset);
    for (const [i, span] of spans.entries()) {
      const outer = spans[i + 1] ?? { start: 0, end: file.text.length };
      expect(outer.start <= span.start && span.end <= outer.end).toBe(true);
    }
    expect(spans.at(-1)).toEqual({ start: 0, end: file.text.length });
    return spans.map(({ start, end }) => file.text.slice(start, end));
  };

  test.each<[source: string, inner: string[]]>([
    [
      'agreement A {\n  rate work: 650/h, at le<|>ast 5 | 4/h\n}',
      ['at least', 'at least 5', '650/h, at least 5', 'rate work: 650/h, at least 5 | 4/h'],
    ],
    [
      'agreement A {\n  rate work during co<|>re: 4/h\n}',
      ['core', 'during core', 'rate work during core', 'rate work during core: 4/h'],
    ],
    [
      'agreement A {\n  fee "Pris i<|> året" per month: 4\n}',
      ['Pris i året', '"Pris i året"', 'fee "Pris i året" per month', 'fee "Pris i året" per month: 4'],
    ],
    [
      'agreement A {\n  rate work when a is b and (c is <|>d): 4/h\n}',
      ['d', 'c is d', 'a is b and (c is d)', 'when a is b and (c is d)', 'rate work when a is b and (c is d)'],
    ],
    ['agreement A {\n  // some <|>words\n}', ['// some words']],
    [
      'agreement A {\n  window w = Mon-Fri 08:<|>00-16:00, Sat\n}',
      [
        '08:00',
        '08:00-16:00',
        'Mon-Fri 08:00-16:00',
        'Mon-Fri 08:00-16:00, Sat',
        'window w = Mon-Fri 08:00-16:00, Sat',
      ],
    ],
    ['agreement A {\n  rate work<|>: 4/h\n}', ['work', 'rate work', 'rate work: 4/h']],
  ])('%s', (source, inner) => {
    const found = check(source);
    expect(found.slice(0, inner.length)).toEqual(inner);
    const whole = source.replace('<|>', '');
    expect(found.slice(inner.length).at(-1)).toBe(whole);
    expect(found).toContain(whole.slice(whole.indexOf('{') + 1, whole.lastIndexOf('}')));
  });

  test.each(['<|>', 'agreement A {\n<|>\n}', 'agreement A {\n  rate work during <|>', '\ufeffagreement A {}<|>'])(
    '%j',
    (source) => {
      expect(check(source).length).toBeGreaterThan(0);
    },
  );
});
