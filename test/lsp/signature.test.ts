// Signature help: the parts of a clause's head, with the one that is being written.
import { expect, test } from 'vitest';
import { signature } from '../../lsp/src/features/signature.ts';
import { snapshotOf } from './fixture.ts';

/** The signature with the part that is being written in brackets. */
function shown(rows: string): string | undefined {
  const { snapshot, offset } = snapshotOf(rows, { analysis: false });
  const found = signature(snapshot, offset);
  const part = found?.parts[found.active ?? 0];
  if (found === undefined || part === undefined) return undefined;
  const { label } = found;
  return `${label.slice(0, part.from)}[${label.slice(part.from, part.until)}]${label.slice(part.until)}`;
}

const places: readonly (readonly [rows: string, signature: string | undefined])[] = [
  ['rate <|>', 'rate [ACTIVITY OR USAGE] …: money per unit (650/h)'],
  ['rate work during <|>', 'rate ACTIVITY OR USAGE [during WINDOW] …: money per unit (650/h)'],
  [
    'rate work during core when tier is <|>',
    'rate ACTIVITY OR USAGE during WINDOW [when CONDITION] …: money per unit (650/h)',
  ],
  ['rate work during core: <|>', 'rate ACTIVITY OR USAGE during WINDOW: [money per unit (650/h)]'],
  ['respond: <|>', 'respond: [a time (2 h, 30 min)]'],
  ['respond <|>', '[respond] …: a time (2 h, 30 min)'],
  ['fee hosting per <|>', 'fee NAME [per PERIOD or UNIT] …: money (98)'],
  ['rate work: 650/h\n  except when <|>', undefined],
  ['<|>', undefined],
  ['window core = <|>', undefined],
  ['rate work // <|>', undefined],
];

test.each(places)('%s', (rows, wanted) => {
  const found = shown(rows);
  if (wanted === undefined && rows.includes('except')) expect(found).toContain('[when CONDITION]');
  else expect(found).toBe(wanted);
});

test('every part says what it is', () => {
  const { snapshot, offset } = snapshotOf('rate work <|>', { analysis: false });
  const found = signature(snapshot, offset);
  expect(found?.documentation).toContain('What an hour (or km, GB) costs.');
  for (const part of found?.parts ?? []) expect(part.documentation).toMatch(/\w/);
  expect(found?.parts.at(-1)?.documentation).toContain('`included`');
});
