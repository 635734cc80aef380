// What a person reads about a clause, a window, a condition: every kind of clause and value, and the five examples whole.
import { readFileSync } from 'node:fs';
import { rowsOf, type Style, wordingOf } from '@avtal/compiler';
import type { ClauseKind, Ir } from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { compiled, ir as irOf } from './check.ts';

/** Declarations that the rows below speak of. */
const declared = `
tiers    Basic | Plus "Pluss" | Pro
choice   channel "kanal": phone "telefon", email "e-post", chat; default phone
choice   severity decided: critical, high, low
choice   impact: high, low; default low
choice   urgency: high, low; default low
choice   role "rolle": senior, junior; default junior
choice   waiting: customer, nobody; default nobody
number   estimate "anslag" in h
number   distance in km
activity travel "reise"
event    callout "utrykning"
usage    driving "kjøring" in km
unit     vm "virtuell server"
scope    incident "jourincident"
matter   patching
days     workday "virkedag" = Mon-Fri except holidays, 24 Dec
window   core "kjernetid" = Mon-Fri 08:00-16:00 except holidays
window   night = daily 22:00-06:00
window   service = Thu 21:00 to Fri 06:00 unless Thu is holidays
`;

function agreement(rows: string): Ir {
  return irOf(
    `business days Mon-Fri except holidays\npart months full\nclock elapsed\nunits counted any day\nholidays Norway\n${declared}\n${rows}`,
  );
}

/** The sentence of the last row, with its notes. */
function said(rows: string, style: Style = 'author'): string {
  const ir = agreement(rows);
  const wording = wordingOf(ir, style, 'Norway');
  const row = rowsOf(ir.clauses).at(-1) ?? [];
  const { sentence, notes } = wording.row(row);
  return [sentence, ...notes.map((note) => `(${note})`)].join(' ');
}

const rows: readonly (readonly [string])[] = [
  ['rate work during core: 650/h | 550/h | 450/h'],
  ['rate work: 650/h'],
  ['rate work: 650/h | included | not offered'],
  ['rate work: on request | see "Prisliste" | to be agreed timepris "per customer"'],
  ['rate work: 100 per 30 min'],
  ['rate work: 650.50/h'],
  ['rate work by role: 900/h | 700/h'],
  ['rate work each contract year, each part: 90/h up to 30 h, then 75/h'],
  ['rate work each month, whole: 90/h below 30 h, then 75/h'],
  ['rate work: 650/h\nrate travel: as work'],
  ['rate work: 650/h\nrate travel: 50% of rate work'],
  ['rate driving: 3/km'],
  ['price callout: 595'],
  ['price callout each visit: 595'],
  ['price callout: at cost +10%'],
  ['price driving each visit, each part: 15 up to 8 km, then 3/km'],
  ['start price each incident during night: 0 | 1750, first 1 h of work included | 4500, 500 of work included'],
  [
    'measure uptime "oppetid" = availability per month\nfee hosting per month: 98\ncredit uptime: 25% of fee hosting below 95%, 500 below 99%, then none\n  claimed within 30 days',
  ],
  ['fee per month: 98\ncredit respond each ticket: 5% of fee per started 1 h, at most 50% of fee'],
  ['fee per month: 98\nlimit credits per month: at most 50% of fee'],
  [
    'fee a per month: 98\nfee b per month: 9\nfee c per month: 1\ncredit respond each ticket: 1/30 of fee a and fee b and fee c',
  ],
  [
    'measure uptime "oppetid" = availability per month\npromise uptime: at least 99.5% | at least 99.9% | aim at least 99.95%',
  ],
  ['measure longest = longest outage per month\npromise longest: at most 4 h | no promise | best effort'],
  ['measure repair = average outage per month\npromise repair: at most 4 h'],
  ['fee per month, 12 months in advance: 98 | 498 | 698'],
  ['fee hosting "Drift" per month per vm, in arrears: 98'],
  ['fee setup once: 5000'],
  ['fee base per month: 100\nfee extra per month: 25% of fee base, at most 70'],
  ['fee base per month: 100\nfee setup once: 50% of all fees'],
  ['fee hosting per month per vm, whole: 6 up to 40, 5 up to 90, then on request'],
  ['include work per month: 1 h | 2 h | unlimited'],
  ['include callout per contract year: 0 | 1 | 2'],
  ['include work per month: 4 h\n  carry over 20% of unused, for 2 periods, at most 8 h'],
  ['include work per month: 4 h\n  carry over all unused, without end'],
  ['include work per month: 4 h\n  leeway 10%'],
  ['include work per month per vm: 4 h\n  carry over unused, to the next period only'],
  ['include work per month: 4 h\n  borrow at most 2 h'],
  ['include work, travel each callout: 4 h\n  notify below 20%\n  renewed below 1 h'],
  ['include work each callout: 4 h, valid 12 months\n  renewed when used up\n  revalued\n  unused paid at 400/h'],
  ['include work per month: 1 h\ndraw work during night: not usable | 1 h uses 2 h | 1 h uses 1 h'],
  ['include callout per month: 1\ndraw callout: 1 uses 1'],
  ['count work each job: exact'],
  ['count work each job, across first: per started 15 min, at least 1 h'],
  ['count work each call: free first 6 min, per started 20 min'],
  ['count work each ticket: free if up to 15 min, per nearest 30 min'],
  ['count work each entry: per started 30 min, grace 5 min'],
  ['count work each job, each part: per completed 15 min'],
  ['rate work: 650/h\nsurcharge night during night: +50% on work'],
  ['rate work: 650/h\nsurcharge night during night: x1.5 on work, start price'],
  ['rate work: 650/h\nsurcharge night during night: +100/h on work | none | none'],
  ['rate work: 650/h\nsurcharge rush each visit when channel is phone: +500 on work'],
  ['rate work: 650/h\ndiscount loyal "Lojalitet" on work: 10%'],
  ['fee base per month: 100\ndiscount: 10% on all fees'],
  ['rate work: 650/h\nsurcharge a: +50% on work\nsurcharge b: +20% on work\ncombine a, b: add'],
  ['rate work: 650/h\nsurcharge a: +50% on work\nsurcharge b: +20% on work\ncombine a, b: highest'],
  ['rate work: 650/h\nsurcharge a: +50% on work\nsurcharge b: +20% on work\ncombine a, b: multiply'],
  ['rate work: 650/h\nlimit work each job: at least 500, before surcharges'],
  ['rate work: 650/h\nrate travel: 300/h\nlimit work, travel each visit: at most 6000, after surcharges'],
  ['respond when reported during core: 2 h of core | 1 h | 30 min'],
  ['respond: 4 business days of core, before 12:00 counts today'],
  ['respond: 1 business day, at 10:00'],
  ['respond: 2 business days of core, at opening'],
  ['respond: at opening of core | at closing of core | at 17:00 same day'],
  ['respond: at 12:00 next day | earliest of (4 h, at closing of core) | latest of (4 h, at opening of core)'],
  ['respond: aim 4 h | best effort | no promise'],
  ['respond: not offered | see "Support" | to be agreed'],
  ['override respond when channel is not email and estimate over 4 h: 1 h'],
  ['default respond for Basic, Plus: 1 h'],
  ['pause respond, resolve while waiting is customer'],
  ['decide severity when impact is high and urgency is high: critical'],
  ['decide severity by impact: critical | low'],
  ['permit patching when channel is phone: only during service'],
  ['permit patching: not during core'],
  ['permit patching: with 1 h notice'],
  ['permit patching: after 90 days'],
  ['permit patching: freely | not at all | to be agreed'],
  ['approve: free'],
  ['approve by estimate: free up to 4 h, notify up to 10 h, then approve before start'],
  ['approve when estimate over 10 h: notify before start'],
  ['perform dbcc "DBCC" per vm: weekly'],
  ['perform meeting: at least 4 per 12 months'],
  ['perform meeting: 2 per contract year'],
  ['term: 12 months, renews for 12 months'],
  ['term: 24 months, then without end'],
  ['term: without end'],
  ['term per vm: 12 months, renews for 1 month'],
  ['notice customer per vm: 0 days to end of month'],
  ['refund: unused full months'],
  ['include work in any 30 days: 10 h'],
  ['fee hosting per month: 98\nrefund hosting: 50% of unused days | not at all | to be agreed'],
  ['notice customer: 3 months before end'],
  ['notice both: 30 days'],
  ['notice provider prices "prisendring": 2 months to end of calendar quarter'],
  ['index each 1 Jan: 80% of KPI of Oct, at least 0%, at most 3%, after 12 months'],
  ['index loyal on work, start price each contract year: 3%, rounded to 1'],
  ['index on all fees each calendar year: KPI, from 2024'],
  ['payment: 30 days to end of month'],
  ['interest: 12% per year'],
  ['require vm: at least 1, at most 5'],
  ['require vm for Pro: at least 2'],
  ['perform logs for Pro: daily'],
  ['module sql "Managed SQL" {\nrate work from 2026-07-01 during night: 900/h\n}'],
  ['rate work when channel is phone or estimate over 10 h: 900/h'],
  ['rate work when channel is phone and (role is senior or estimate at least 2 h): 900/h'],
];

describe('rows', () => {
  test.each(rows)('%s', (text) => expect(said(text)).toMatchSnapshot());

  test('for readers, names are labels', () => {
    expect(said('rate work during core when channel is phone: 650/h | 550/h | 450/h', 'reader')).toMatchInlineSnapshot(
      `"When kanal is telefon, an hour of work during “kjernetid” costs 650 NOK for Basic, 550 NOK for Pluss and 450 NOK for Pro."`,
    );
    expect(said('fee hosting "Drift" per month per vm: 98', 'reader')).toMatchInlineSnapshot(
      `"The fee Drift is 98 NOK a month per virtuell server."`,
    );
    expect(said('module sql "Managed SQL" {\nrate travel: 100/h\n}', 'reader')).toMatchInlineSnapshot(
      `"In Managed SQL, an hour of reise costs 100 NOK."`,
    );
  });

  test('every kind of clause occurs', () => {
    const kinds = new Set(rows.flatMap(([text]) => agreement(text).clauses.map(({ kind }) => kind)));
    const all: Readonly<Record<ClauseKind, true>> = {
      rate: true,
      price: true,
      start: true,
      fee: true,
      include: true,
      draw: true,
      count: true,
      surcharge: true,
      discount: true,
      index: true,
      combine: true,
      limit: true,
      credit: true,
      cap: true,
      target: true,
      pause: true,
      decide: true,
      permit: true,
      approve: true,
      perform: true,
      promise: true,
      term: true,
      notice: true,
      refund: true,
      payment: true,
      interest: true,
      require: true,
    };
    expect([...kinds].sort()).toEqual(Object.keys(all).sort());
  });
});

describe('windows', () => {
  test.each([
    ['Mon-Fri 08:00-16:00 except holidays'],
    ['workday 08:00-16:00'],
    ['Mon-Fri 08:00-12:00, 13:00-16:00'],
    ['Mon+Wed+Fri 22:00-06:00'],
    ['Thu 21:00 to Fri 06:00 unless Thu is holidays'],
    ['Thu 21:00 to Fri 06:00 unless Fri is holidays'],
    ['Sat-Sun, holidays'],
    ['always'],
    ['outside core'],
    ['core and night'],
    ['core, night'],
    ['outside (core, night)'],
    ['core except 24 Dec, 1 Jul to 15 Aug'],
    ['2026-07-01 to 2026-07-31'],
    ['daily 07:00-23:00'],
    ['Sat 10:00-14:00, Sun'],
  ])('%s', (text) => {
    const ir = agreement(`window asked = ${text}`);
    const wording = wordingOf(ir, 'author', 'Norway');
    expect(wording.window(ir.windows.findIndex(({ id }) => id === 'asked'))).toMatchSnapshot();
  });
});

describe('precedence', () => {
  test('says what a row beats and what beats it, and why', () => {
    const ir = agreement(
      [
        '§ 1 default respond: 4 h',
        '§ 2 respond when channel is phone: 2 h',
        '  except when impact is high: 1 h',
        '§ 3 override respond when channel is email: no promise',
        '§ 4 over § 3 respond when channel is email: 8 h',
        'module sql { § 5 respond: 3 h }',
      ].join('\n'),
    );
    const wording = wordingOf(ir, 'author');
    const told = rowsOf(ir.clauses).map((row) => `§ ${row[0]?.paper}: ${wording.precedence(row).join(' ')}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "§ 1: Gives way to § 2 and § 4 (\`default\` gives way). Gives way to § 3 (\`override\`). Gives way to § 5 (a module goes before the common rows).",
        "§ 2: Goes before § 1 (\`default\` gives way). Gives way to line 33 (by name). Gives way to § 5 (a module goes before the common rows).",
        "§ 2: Goes before § 1 (\`default\` gives way). Goes before line 32 (by name). Gives way to § 5 (a module goes before the common rows).",
        "§ 3: Goes before § 1 (\`override\`). Gives way to § 4 (by name). Gives way to § 5 (a module goes before the common rows).",
        "§ 4: Goes before § 1 (\`default\` gives way). Goes before § 3 (by name). Gives way to § 5 (a module goes before the common rows).",
        "§ 5: Goes before § 1, § 2, § 3 and § 4 (a module goes before the common rows).",
      ]
    `);
  });
});

describe('precedence, where windows keep rows apart', () => {
  test.each([
    ['asked = office', 'Goes before § 1 (`override`).'],
    ['asked = Mon-Fri 12:00-18:00', 'Goes before § 1 (`override`).'],
    ['asked = outside office', ''],
    ['asked = rest and Sat', ''],
    ['asked = Sat-Sun 10:00-12:00', ''],
    ['asked = Mon-Fri 16:00-24:00', ''],
    ['asked = holidays', ''],
    ['asked = Mon-Fri 10:00-11:00, holidays', 'Goes before § 1 (`override`).'],
  ])('%s', (window, told) => {
    const ir = agreement(
      [
        'window office = Mon-Fri 08:00-16:00 except holidays',
        'window rest = outside office',
        `window ${window}`,
        '§ 1 respond during office: 4 h',
        '§ 2 override respond during asked: 2 h',
      ].join('\n'),
    );
    const [, second] = rowsOf(ir.clauses);
    expect(
      wordingOf(ir, 'author')
        .precedence(second ?? [])
        .join(' '),
    ).toBe(told);
  });
});

describe('the five, read aloud', () => {
  test.each(['itpays', 'ballou', 'pector-guld', 'mega-bite', 'managed-operations'])('%s', (name) => {
    const path = `examples/${name}/${name}.avtal`;
    const { ir } = compiled({ [path]: readFileSync(path, 'utf8') }, { analysis: false });
    if (ir === undefined) throw new Error(path);
    const wording = wordingOf(ir, 'reader');
    const windows = ir.windows.map(({ id }, at) => `${id} = ${wording.window(at)}`);
    const told = rowsOf(ir.clauses).map((row) => {
      const { sentence, notes } = wording.row(row);
      return `§ ${row[0]?.paper}  ${[sentence, ...notes.map((note) => `(${note})`)].join(' ')}`;
    });
    expect([...windows, ...told, ...ir.promises.map((one) => wording.promise(one))].join('\n')).toMatchSnapshot();
  });
});
