// Compiling again after an edit, with what is remembered of the text before, gives what compiling it for the first time gives.
import { readdirSync, readFileSync } from 'node:fs';
import { type Compilation, compile, Memory } from '@avtal/compiler';
import { type Parsed, parse } from '@avtal/grammar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizedAgreement } from '../../bench/sized.ts';

const folder = new URL('../../examples/', import.meta.url);
const texts = [
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.avtal') && !file.includes('node_modules'))
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .filter((text) => text.includes('\nagreement ') || text.startsWith('agreement ')),
  sizedAgreement(150),
];

/** Rows that come in: of every kind, right and wrong. */
const rows = [
  '  rate work during Mon-Fri 07:00-09:00: 700/h',
  '  override rate work during Sat 07:00-09:00: 710/h',
  '  rate nothing: 700/h',
  '  choice extra: some, more; default some',
  '  rate work when extra is more: 5/h',
  '  window late = Mon-Fri 20:00-22:00',
  '  window core = Mon-Fri 09:00-15:00',
  '  tiers A | B',
  '  fee extra per month: 4',
  '  surcharge extra: +5% on work, fee extra',
  '  include work per month: unlimited',
  '  module extra "Extra" {',
  '  when tier is Pro {',
  '  }',
  '    except when extra is more: 4/h',
  '    counted per started 15 min, each job',
  '  § 4.2  price callout: 5',
  '  over § 4.2 price callout: 6',
  '  accept AV4001 "so meant"',
  '  holidays Sweden',
  '  currency SEK',
  '  valid from 2026-02-01',
  '  table respond | resolve',
  'document terms "Terms" { rate work: 4/h }',
];

type Edit = (lines: string[], at: number, other: number) => void;
const edits: Readonly<Record<string, Edit>> = {
  less: (lines, at) => lines.splice(at, 1),
  twice: (lines, at) => lines.splice(at, 0, lines[at] ?? ''),
  moved: (lines, at, other) => lines.splice(at, 0, ...lines.splice(other, 1)),
  swapped: (lines, at, other) => {
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  },
  digit: (lines, at, other) => {
    lines[at] = (lines[at] ?? '').replace(/\d/, String(other % 10));
  },
  shorter: (lines, at, other) => {
    lines[at] = (lines[at] ?? '').slice(0, other % 60);
  },
  empty: (lines, at) => lines.splice(at, 0, ''),
  comes: (lines, at, other) => lines.splice(at, 0, rows[other % rows.length] ?? ''),
};

const edit = fc.record({
  kind: fc.constantFrom(...Object.keys(edits)),
  at: fc.nat(9_999),
  other: fc.nat(9_999),
  /** Goes again at once, as people do. */
  isUndone: fc.boolean(),
});

const said = ({ ir, diagnostics, names }: Compilation): unknown => ({
  ir,
  diagnostics,
  names: names
    .inFile('a.avtal')
    .map(({ span, role, symbol, states, asks }) => [
      span,
      role,
      symbol.kind,
      symbol.name,
      symbol.declaredAt,
      states,
      asks,
    ]),
});

test('an agreement compiled again', () => {
  const runs = Number(process.env.AVTAL_AGAIN ?? 25);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }), (first, all) => {
      const memory = new Memory();
      let parsed: Parsed = parse(first);
      const again = (text: string): void => {
        parsed = parse(text, parsed);
        const now = compile('a.avtal', () => text, { memory, parse: () => parsed });
        const fresh = compile('a.avtal', () => text);
        expect(JSON.stringify(said(now), null, 1)).toBe(JSON.stringify(said(fresh), null, 1));
      };
      let text = first;
      again(text);
      for (const { kind, at, other, isUndone } of all) {
        const lines = text.split('\n');
        edits[kind]?.(lines, at % lines.length, kind === 'digit' || kind === 'comes' ? other : other % lines.length);
        const before = text;
        text = lines.join('\n');
        again(text);
        if (!isUndone) continue;
        text = before;
        again(text);
      }
    }),
    { numRuns: runs, seed: Number(process.env.AVTAL_AGAIN_SEED ?? 5) },
  );
}, 600_000);
