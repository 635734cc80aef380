// Refactorings: what the rows look like afterwards, that nothing else is wrong than before, and where the new name stands.
import { compile, edited } from '@avtal/compiler';
import { expect, test } from 'vitest';
import { refactorings } from '../../lsp/src/features/refactorings.ts';
import { snapshotOf } from './fixture.ts';

const frame = (rows: string) => `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  holidays Norway
  tiers Basic | Pro
  choice channel: phone, email     // who asks
  window core = Mon-Fri 08:00-16:00
  ${rows}
}
`;

function check(rows: string) {
  const { snapshot, offset, offsets, text } = snapshotOf(frame(rows), { analysis: false });
  const found = refactorings(snapshot, { start: offset, end: offsets[1] ?? offset });
  const errors = snapshot.agreements[0].compilation.diagnostics.map(({ code }) => code);
  return found.map(({ title, edits, renameAt }) => {
    const after = edited(text, edits);
    expect(compile('a', () => after, { analysis: false }).diagnostics.map(({ code }) => code)).toEqual(errors);
    const lines = after.split('\n').filter((line) => !text.split('\n').includes(line));
    const name = renameAt === undefined ? undefined : /^[\w-]+/.exec(after.slice(renameAt))?.[0];
    return [title, ...lines.map((line) => line.trim()), name];
  });
}

test.each<[rows: string, found: unknown[]]>([
  [
    'rate work during Mon-Fri <|>16:00-20:00: 4/h\n  rate work outside Mon-Fri  16:00-20:00: 5/h',
    [
      [
        'Name `Mon-Fri 16:00-20:00` as a window',
        'window hours = Mon-Fri 16:00-20:00',
        'rate work during hours: 4/h',
        'rate work outside hours: 5/h',
        'hours',
      ],
    ],
  ],
  [
    'window hours = always\n  respond: 2 h of (core except h<|>olidays)\n  permit downtime: only during core except holidays',
    [
      [
        'Name `core except holidays` as a window',
        'window hours2 = core except holidays',
        'respond: 2 h of (hours2)',
        'permit downtime: only during hours2',
        'hours2',
      ],
    ],
  ],
  ['rate work during co<|>re: 4/h', []],
  ['rate work outside co<|>re: 4/h', []],
  ['window night = Sat 08:00-<|>10:00', []],
  ['rate work: 4<|>/h', []],
  [
    'rate work when channel is em<|>ail: 4/h\n  rate work when tier is Pro and channel is email: 5/h',
    [
      [
        'Name `channel is email` as a case',
        'case condition = channel is email',
        'rate work when condition: 4/h',
        'rate work when tier is Pro and condition: 5/h',
        'condition',
      ],
    ],
  ],
  [
    'rate work when tier is Pro and not (channel is em<|>ail or during core): 5/h',
    [
      [
        'Name `tier is Pro and not (channel is email or during core)` as a case',
        'case condition = tier is Pro and not (channel is email or during core)',
        'rate work when condition: 5/h',
        'condition',
      ],
      [
        'Name `channel is email` as a case',
        'case condition = channel is email',
        'rate work when tier is Pro and not (condition or during core): 5/h',
        'condition',
      ],
    ],
  ],
  [
    'rate work when during Sat <|>08:00-10:00: 5/h',
    [
      [
        'Name `Sat 08:00-10:00` as a window',
        'window hours = Sat 08:00-10:00',
        'rate work when during hours: 5/h',
        'hours',
      ],
      [
        'Name `during Sat 08:00-10:00` as a case',
        'case condition = during Sat 08:00-10:00',
        'rate work when condition: 5/h',
        'condition',
      ],
    ],
  ],
  [
    'rate work: 4/h\n    except when channel is em<|>ail: 5/h',
    [
      [
        'Name `channel is email` as a case',
        'case condition = channel is email',
        'except when condition: 5/h',
        'condition',
      ],
    ],
  ],
  [
    'rate work: 4/h\n  example E {\n    tier Pro\n    from 2026-01-01\n    expect rate work at 2026-03-15 10:00 when channel is em<|>ail: 4/h\n  }',
    [],
  ],
  [
    'rate work when tier is Pr<|>o: 4/h\n  rate work for Basic: 5/h',
    [
      ['Name `tier is Pro` as a case', 'case condition = tier is Pro', 'rate work when condition: 4/h', 'condition'],
      ['One row with a column for each of `Basic`, `Pro`', 'rate work: 5/h | 4/h', undefined],
    ],
  ],
  ['rate work for B<|>asic: 4/h // so\n  rate work for Pro: 5/h', []],
  ['rate work for B<|>asic: 4/h\n  rate work for Pro during core: 5/h', []],
  ['rate work for B<|>asic: 4/h\n  rate work for Basic, Pro: 5/h', []],
  ['§ 4 rate work for B<|>asic: 4/h\n  rate work for Pro: 5/h', []],
  [
    'rate work for B<|>asic, during core: 4/h\n  rate work for Pro, during core: 5/h',
    [['One row with a column for each of `Basic`, `Pro`', 'rate work during core: 4/h | 5/h', undefined]],
  ],
])('%s', (rows, found) => expect(check(rows)).toEqual(found));

test('a choice that nobody declares', () => {
  const { snapshot, offset, text } = snapshotOf(
    frame(`rate work when asked is ur<|>gent: 4/h
  rate work when asked is not urgent, normal: 5/h
  example E {
    tier Pro
    from 2026-01-01
    work 2026-03-03 08:00-14:00, asked later
  }`),
    { analysis: false },
  );
  const [first] = refactorings(snapshot, { start: offset, end: offset });
  expect(first?.title).toBe('Declare `choice asked: urgent, normal, later`');
  const after = compile('a', () => edited(text, first?.edits ?? []), { analysis: false });
  expect(after.diagnostics).toEqual([]);
});

test('in the block of an order, and with CRLF', () => {
  const files = {
    'order.avtal':
      'use "a.avtal"\r\norder Acme for A {\r\n  tier Pro\r\n  from 2026-01-01\r\n\r\n  rate work during Sat 0<|>8:00-10:00: 9/h\r\n}\r\n',
    'a.avtal': frame('rate work: 4/h'),
  };
  const { snapshot, offset, text } = snapshotOf(files, { analysis: false });
  const [first] = refactorings(snapshot, { start: offset, end: offset });
  expect(edited(text, first?.edits ?? [])).toBe(
    'use "a.avtal"\r\norder Acme for A {\r\n  tier Pro\r\n  from 2026-01-01\r\n  window hours = Sat 08:00-10:00\r\n\r\n  rate work during hours: 9/h\r\n}\r\n',
  );
});
