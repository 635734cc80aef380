// What a person reads who rests the pointer on something.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hover } from '../../lsp/src/features/hover.ts';
import { snapshotOf } from './fixture.ts';

/** Wednesday 4 March 2026, 10:00 in Oslo. */
const now = Date.UTC(2026, 2, 4, 9) / 1000;

const agreement = `agreement Drift "Driftsavtale" {
  provider "Itpays"
  currency NOK
  timezone Europe/Oslo
  holidays Norway
  vat      25% on top
  clock    elapsed
  business days Mon-Fri except holidays
  part months full
  tiers    Standard | Pro "Pro drift"
  choice   channel "kanal": phone "telefon", email; default phone
  number   estimate "anslag" in h
  event    callout "utrykning"
  days     workday "virkedag" = Mon-Fri except holidays, 24 Dec
  window   core "kjernetid" = Mon-Fri 08:00-16:00 except holidays
  window   night = outside core
  window   support = core | always
  case     rush = channel is phone and tier is Pro
  § 1 "Timepris" rate work during core: 650/h | 550/h
    except when channel is email: 700/h
  § 2 rate work during night: 100 per 30 min
  § 3 default respond: 90 min
  § 4 override respond when channel is email: no promise
  § 5 over § 4 respond when rush: 4 business days
  include work per month: 1 h | 2 h
  draw work: 1 h uses 1 h
  count work each entry: exact
  price callout from 2026-05-17: 595
  price callout before 2026-05-17: 500
  surcharge feast during holidays: +50% on work
  example E1 "two hours" {
    tier Pro
    from 2026-01-01
    work 2026-03-03 08:00-11:00
    expect cost work 2026-03: 550
  }
}
`;

/** Puts the marker before the last character of `at`, where it first occurs (or behind `after`). */
function hovered(at: string, after = '', text = agreement, before?: string): string | undefined {
  const start = text.indexOf(after) + after.length;
  const offset = text.indexOf(at, start) + at.length - 1;
  expect(offset, at).toBeGreaterThan(start);
  const marked = `${text.slice(0, offset)}<|>${text.slice(offset)}`;
  const fixture = snapshotOf(marked, { analysis: false, ...(before !== undefined && { before }) });
  expect(fixture.snapshot.agreements[0].ir).toBeDefined();
  const found = hover(fixture.snapshot, fixture.offset, now);
  return found && `[${fixture.text.slice(found.span.start, found.span.end)}]\n${found.text}`;
}

describe('hover', () => {
  test.each<readonly [what: string, at: string, after: string]>([
    ['the keyword of a row', 'rate', '"Timepris" '],
    ['the subject of a row', 'work', '"Timepris" rate'],
    ['a row with one answer', 'rate', '§ 2 '],
    ['a row that beats and is beaten', 'respond', 'override '],
    ['a window', 'core', 'rate work during '],
    ['a window that differs by tier', 'support', 'window   '],
    ['a window of another', 'night', 'work during '],
    ['a day set', 'workday', 'days     '],
    ['holidays', 'holidays', 'Mon-Fri except '],
    ['a tier', 'Pro', 'tier is '],
    ['a choice', 'channel', 'respond when '],
    ['a value', 'email', 'respond when channel is '],
    ['a number', 'estimate', 'number   '],
    ['a subject', 'callout', 'event    '],
    ['a case', 'rush', 'respond when '],
    ['an example', 'E1', 'example '],
    ['a price', '650', 'core: '],
    ['a price per half hour', '100', 'night: '],
    ['a price each', '595', 'price callout'],
    ['a duration', '90 min', 'respond: '],
    ['a percentage', '+50%', 'feast'],
    ['a date', '2026-05-17', 'from '],
    ['a yearly date', '24 Dec', 'holidays, '],
    ['a paper number', '§ 4', 'over '],
    ['a word of the language', 'during', 'rate work '],
    ['several words', 'no promise', 'email: '],
    ['a setting', 'timezone', 'NOK'],
    ['the agreement', 'Drift', 'agreement '],
    ['the currency', 'NOK', 'currency '],
    ['the zone', 'Europe/Oslo', 'timezone '],
    ['the country', 'Norway', 'holidays '],
    ['a value word', 'exact', 'entry: '],
  ])('%s', (_, at, after) => expect(hovered(at, after)).toMatchSnapshot());

  test.each<readonly [what: string, at: string, after: string]>([
    ['a label', 'kjernetid', 'core "'],
    ['a comment', 'comment', '// '],
  ])('nothing on %s', (_, at, after) => {
    expect(hovered(at, after, `${agreement}// comment\n`)).toBeUndefined();
  });

  test('where the text is broken elsewhere, the row is still known', () => {
    const broken = agreement.replace('timezone Europe/Oslo', 'timezone Europe/Osl');
    expect(hovered('rate', '§ 2 ', broken, agreement)).toBe(hovered('rate', '§ 2 '));
  });

  test('what was edited itself says only what the words of the language mean', () => {
    const broken = agreement.replace('night: 100 per 30 min', 'night: 100 per');
    expect(hovered('rate', '§ 2 ', broken, agreement)).toMatchInlineSnapshot(`
      "[rate]
      \`rate\`: What an hour (or km, GB) costs.

      \`\`\`avtal
      rate work during core: 650/h | 450/h
      \`\`\`"
    `);
  });

  test('the largest agreement answers', () => {
    const text = readFileSync('examples/managed-operations/managed-operations.avtal', 'utf8');
    const offset = text.indexOf('respond when alarm is critical') + 3;
    const marked = `${text.slice(0, offset)}<|>${text.slice(offset)}`;
    const { snapshot } = snapshotOf({ 'm.avtal': marked }, { analysis: false });
    expect(hover(snapshot, offset, now)?.text).toMatchSnapshot();
  });
});
