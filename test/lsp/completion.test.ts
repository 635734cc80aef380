// Completion: what is offered at a place, what is not, what it replaces and what it becomes.
import { expect, test } from 'vitest';
import { type Completion, complete } from '../../lsp/src/features/completion.ts';
import { snapshotOf } from './fixture.ts';

const sheet = `tiers Basic | Pro
choice channel "kanal": phone "telefon", email, påkalt-vakt
choice severity decided: high, low
choice term by order: monthly, yearly
number estimate in h
event callout "utrykning"
usage driving in km
unit vm
target attend from reported to attended
window core "kjernetid" = Mon-Fri 08:00-16:00
days workday = Mon-Fri
case rush = channel is phone
§ 4.2 "Support" fee support per month: 98 | 198
surcharge evening: +50% on work
perform backup: daily
include work per month: to be agreed bank
`;

/** What is inserted, with `<placeholders>`. */
const shown = ({ insert }: Completion): string => insert.replace(/\$\{\d+:?([^}]*)\}/g, '<$1>');

function offered(rows: string): readonly Completion[] {
  const { snapshot, offset } = snapshotOf(`${sheet}${rows}`, { analysis: false });
  return complete(snapshot, offset, ['test.avtal', 'common.avtal', 'parts/prices.avtal']);
}

/** Labels that are offered at the `<|>`, and labels that are not. */
const places: readonly (readonly [rows: string, offered: readonly string[], not?: readonly string[]])[] = [
  // Rows
  ['<|>', ['fee', 'rate', 'price', 'attend', 'respond', 'window', 'provider'], ['currency', 'tiers', 'expect']],
  ['module sql {\n  <|>\n}', ['rate', 'window'], ['provider', 'module', 'tiers']],
  ['when rush {\n  <|>\n}', ['rate', 'attend'], ['provider', 'window', 'example']],
  ['override <|>', ['rate', 'respond'], ['window', 'provider']],
  ['rate work: 650/h\n  <|>', ['except', 'counted', 'text'], ['carry over', 'rate']],
  [
    'include work per month: 1 h\n  <|>',
    ['counted', 'carry over', 'leeway', 'borrow', 'notify', 'renewed', 'revalued', 'unused paid at'],
  ],
  ['include work per month: 1 h\n  notify below 10<|>', ['%', 'h'], ['min each']],
  ['include work per month: 1 h\n  leeway 10<|>', ['%', 'h'], ['min each']],
  ['include work each <|>', ['callout'], ['job']],
  ['include work each callout: 10 h, <|>', ['valid'], ['carry over']],
  ['respond: 1 h\n  <|>', ['except', 'text'], ['counted', 'carry over']],
  ['week {\n  <|>\n}', ['Mon-Fri', 'Sat-Sun'], ['rate']],
  ['table respond | rate work\n  <|>', ['when', 'during'], ['rate']],
  // Heads
  ['rate <|>', ['driving', 'work'], ['callout', 'vm', 'during']],
  ['price <|>', ['callout', 'driving'], ['work']],
  ['permit <|>', ['downtime', 'work'], ['vm']],
  ['decide <|>', ['severity'], ['channel']],
  ['decide severity when channel is phone: <|>', ['high', 'low'], ['phone', 'included']],
  ['rate work <|>', ['each', 'during', 'when', 'for', 'each part'], ['per', 'once', 'in arrears', 'across first']],
  ['fee <|>', ['support', 'per', 'once', '12 months in advance', 'in arrears'], ['each']],
  ['count work <|>', ['each', 'across first', 'each part'], ['per', 'whole']],
  ['rate work during <|>', ['core', 'workday', 'outside', 'Mon-Fri 08:00-16:00', 'always'], ['holidays', 'channel']],
  ['rate work when <|>', ['channel', 'tier', 'estimate', 'rush', 'reported', 'started'], ['core', 'phone']],
  ['window late = <|>', ['core', 'outside', 'always'], ['late']],
  ['window late = core except <|>', ['core', 'workday'], ['late']],
  ['case hot = <|>', ['rush', 'channel'], ['hot']],
  ['rate work when channel <|>', ['is'], ['high']],
  ['rate work when channel is <|>', ['phone', 'email', 'not'], ['high', 'Pro']],
  ['rate work when channel is phone, <|>', ['email', 'påkalt-vakt'], ['phone', 'high']],
  ['rate work when tier is <|>', ['Basic', 'Pro']],
  ['rate work when estimate over 4<|>', ['h', 'min'], ['%', 'km']],
  ['rate work for <|>', ['Basic', 'Pro'], ['phone']],
  ['rate work by <|>', ['channel', 'estimate', 'tier'], ['Pro']],
  ['fee per <|>', ['vm', 'month', 'contract'], ['core']],
  ['count work each <|>', ['job', 'ticket', 'entry'], ['core']],
  ['combine <|>', ['evening']],
  ['pause <|>', ['attend', 'respond', 'resolve']],
  ['promise <|>', ['provider', 'customer', 'both', 'third-party']],
  // Values
  [
    'rate work: <|>',
    ['650/h', 'included', 'not offered', 'at cost'],
    ['no promise', 'free', 'daily', 'during', 'before', 'then'],
  ],
  ['rate driving: <|>', ['650/km']],
  ['respond: <|>', ['2 h', '4 business days', 'no promise', 'best effort', 'aim'], ['included', 'unlimited']],
  ['permit downtime: <|>', ['only during', 'freely', 'not at all'], ['included']],
  ['approve: <|>', ['free', 'notify', 'approve before start'], ['included']],
  ['perform dbcc: <|>', ['daily', 'weekly'], ['free']],
  ['include work per month: <|>', ['2 h', 'unlimited', 'none'], ['included', '650/h']],
  ['count work each job: <|>', ['per started', 'at least', 'exact']],
  ['rate work: 650<|>', ['/h'], ['km', 'business days']],
  ['rate work: 650/<|>', ['h', 'min']],
  ['respond: 2 <|>', ['h', 'min', 'business days', 'of', 'elapsed'], ['km', 'up to']],
  ['respond: 2 h of <|>', ['core'], ['work', 'phone']],
  ['limit work each job: <|>', ['at least', 'at most'], ['650/h']],
  ['fee care per month: 25% of <|>', ['fee', 'all fees'], ['core']],
  ['fee care per month: 25% of fee <|>', ['support']],
  ['surcharge late: +50% on <|>', ['work', 'callout', 'start price'], ['core']],
  ['table respond | rate work\n  when rush: <|>', ['2 h', 'no promise'], ['650/h']],
  ['table respond | rate work\n  when rush: 2 h | <|>', ['650/h', 'included'], ['no promise']],
  ['rate work: 650/h\n  except when rush: <|>', ['650/h', 'included'], ['no promise']],
  // Settings
  ['timezone <|>', ['Europe/Oslo', 'Europe/Stockholm', 'America/New_York']],
  ['holidays <|>', ['Norway', 'Sweden', 'Germany-Bavaria']],
  ['holidays Sweden plus <|>', ['midsommarafton', 'julafton'], ['nationaldagen']],
  ['language <|>', ['nb', 'sv']],
  ['currency <|>', ['NOK', 'SEK', 'EUR', 'USD', 'JPY']],
  ['clock <|>', ['core', 'elapsed'], ['workday']],
  ['vat 25<|>', ['%']],
  ['vat 25% <|>', ['on top', 'included', 'instead', 'when', 'on', 'from']],
  ['vat 0% "reverse charge" when <|>', ['term', 'tier'], ['channel', 'estimate', 'reported']],
  ['part months <|>', ['full', 'free', 'by']],
  ['units counted <|>', ['any day', 'peak']],
  ['over <|>', ['§ 4.2'], ['core']],
  ['over §<|>', ['§ 4.2'], ['core']],
  // Examples and orders
  [
    'example E {\n  from 2026-03-01\n  <|>\n}',
    [
      'tier',
      'term',
      'agree bank',
      'work',
      'callout',
      'driving',
      'ticket',
      'performed',
      'expect cost',
      'expect respond',
    ],
    ['from', 'channel', 'currency', 'window'],
  ],
  ['example E {\n  tier <|>\n}', ['Basic', 'Pro'], ['phone']],
  [
    'example E {\n  work 2026-03-03 08:00-09:00 <|>\n}',
    [', channel', ', estimate', ', job', ', person'],
    [', severity', ', tier'],
  ],
  ['example E {\n  work 2026-03-03 08:00-09:00, <|>\n}', ['channel', 'job'], ['phone']],
  ['example E {\n  work 2026-03-03 08:00-09:00, channel <|>\n}', ['phone', 'email'], ['high']],
  ['example E {\n  unit web1: vm from 2026-01-01 <|>\n}', [', estimate'], [', job']],
  ['example E {\n  driving 2026-03-03 08:00, 34<|>\n}', ['km'], ['h']],
  ['example E {\n  ticket T1 <|>\n}', ['reported', 'responded', 'attended', 'changed']],
  ['example E {\n  ticket T7 reported 2026-03-03 08:00\n  expect respond <|>\n}', ['T7'], ['core']],
  [
    'example E {\n  expect <|>\n}',
    ['cost', 'invoice', 'balance', 'respond', 'open', 'perform', 'units', 'fee'],
    ['core'],
  ],
  ['example E {\n  expect cost <|>\n}', ['work', 'fee', 'start price', '2026-01'], ['core']],
  ['example E {\n  expect cost fee <|>\n}', ['support']],
  ['example E {\n  expect respond T1: <|>\n}', ['met', 'missed', 'no promise']],
  ['example E {\n  performed <|>\n}', ['backup']],
  ['example E {\n  from 2027-04-01\n  expect cost <|>\n}', ['2027-04', '2027']],
  // Nothing
  ['rate work: 650/h // <|>', []],
  ['provider "It<|>"', []],
];

test.each(places.map(([rows, labels, not = []]) => ({ rows, labels, not })))('$rows', ({ rows, labels, not }) => {
  const found = offered(rows).map(({ label }) => label);
  expect(found).toEqual(expect.arrayContaining([...labels]));
  for (const label of not) expect(found).not.toContain(label);
  if (labels.length === 0) expect(found).toEqual([]);
});

/** The row after the completion of that label was taken, with its placeholders as they are. */
const taken: readonly (readonly [rows: string, label: string, row: string])[] = [
  ['<|>', 'rate', 'rate <work> during <core>: <>/h | <>/h'],
  ['ra<|>', 'rate', 'rate <work> during <core>: <>/h | <>/h'],
  ['r<|>ate work: 650/h', 'rate', 'rate work: 650/h'],
  ['rate wo<|>rk-out during core: 1/h', 'work', 'rate work during core: 1/h'],
  ['rate work when channel is på<|>kalt-v', 'påkalt-vakt', 'rate work when channel is påkalt-vakt'],
  ['respond: no pro<|>', 'no promise', 'respond: no promise'],
  ['respond: no <|>', 'no promise', 'respond: no promise'],
  ['respond: n<|>o promise | 1 h', 'no promise', 'respond: no promise | 1 h'],
  ['start pri<|>', 'start price', 'start price each <job> during <core>: <> | <>'],
  ['rate work <|>', 'during', 'rate work during <core>'],
  ['rate work <|>: 650/h', 'when', 'rate work when <channel> is <phone>: 650/h'],
  ['rate work <|>', ': /h | /h', 'rate work: <>/h | <>/h'],
  ['respond: 2<|>', 'h', 'respond: 2 h'],
  ['respond: 2 <|>', 'business days', 'respond: 2 business days'],
  ['rate work: 650<|>', '/h', 'rate work: 650/h'],
  ['timezone Europe/Am<|>', 'Europe/Amsterdam', 'timezone Europe/Amsterdam'],
  ['holidays Germany-B<|>', 'Germany-Bavaria', 'holidays Germany-Bavaria'],
  ['over § 4<|>', '§ 4.2', 'over § 4.2'],
  ['over §<|>', '§ 4.2', 'over § 4.2'],
  ['example E {\n  callout 2026-03-03 08:00 <|>\n}', ', channel', 'callout 2026-03-03 08:00, channel <phone>'],
];

test.each(taken)('%s takes %s', (rows, label, row) => {
  const { snapshot, offset } = snapshotOf(`${sheet}${rows}`, { analysis: false });
  const completion = complete(snapshot, offset).find((one) => one.label === label);
  expect(completion).toBeDefined();
  const { text } = snapshot.file;
  const { start, end } = completion?.replace ?? { start: 0, end: 0 };
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, start) + (completion && shown(completion));
  expect((line + text.slice(end).split('\n')[0]).trim()).toBe(row);
});

test('required settings come first, then the usual ones', () => {
  const { snapshot, offset } = snapshotOf('agreement A {\n  language sv\n  <|>\n}', { analysis: false });
  const found = complete(snapshot, offset);
  expect(found.slice(0, 5).map(shown)).toEqual([
    'currency <SEK>',
    'timezone <Europe/Stockholm>',
    'vat <>% on top',
    'provider "<Provider>"',
    'holidays <Sweden>',
  ]);
});

test('an order binds what the agreement asks of it', () => {
  const { snapshot, offset } = snapshotOf({
    'a.avtal': `agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  tiers S | P\n  valid from 2026-05-01\n  fee per month: to be agreed price | 1\n}\norder O for A {\n  <|>\n}`,
  });
  expect(complete(snapshot, offset).slice(0, 4).map(shown)).toEqual([
    'tier <S>',
    'from <2026-05-01>',
    'until <2026-12-31>',
    'agree price: <1>',
  ]);
});

test('a first agreement, from an empty file', () => {
  const { snapshot, offset } = snapshotOf({ 'a.avtal': '' }, { analysis: false });
  const [first] = complete(snapshot, offset);
  expect(first && shown(first)).toMatchInlineSnapshot(`
    "agreement <Agreement> "<Service agreement>" {
      provider  "<Provider>"
      language  <nb>
      currency  <NOK>
      timezone  <Europe/Oslo>
      holidays  <Norway>
      vat       <>% on top
      clock     elapsed

      tiers  <Standard> | <Pro>

      $0
    }"
  `);
  expect(first?.insert).toContain('\n  $0\n}');
});

test('names have their label and the row that declares them', () => {
  const core = offered('rate work during <|>').find(({ label }) => label === 'core');
  expect(core).toMatchObject({ kind: 'window', detail: '“kjernetid”' });
  expect(core?.documentation).toContain('window core "kjernetid" = Mon-Fri 08:00-16:00');
  const during = offered('rate work <|>').find(({ label }) => label === 'during');
  expect(during?.documentation).toContain('While the window is open.');
});

test('files that `use` could name', () => {
  const { snapshot, offset } = snapshotOf({ 'deep/a.avtal': 'use "<|>"\nagreement A {\n}' });
  const found = complete(snapshot, offset, ['deep/a.avtal', 'deep/b.avtal', 'common.avtal', 'facts.csv']);
  expect(found.map(shown)).toEqual(['b.avtal', '../common.avtal']);
  expect(found[0]?.replace).toEqual({ start: 5, end: 5 });
});

test('findings that can be accepted where the row stands', () => {
  const rows = (marker: string) =>
    `clock elapsed\ntiers A | B\nchoice channel: phone, email\nrespond when channel is email: 4 h\n  ${marker}\nrespond when channel is phone, email: 1 h`;
  const { snapshot, offset } = snapshotOf(rows('<|>'));
  expect(complete(snapshot, offset).map(({ label }) => label)).toContain('accept AV4001');
});
