// What the reader says about mistakes: one message each, at the right place, with a repair that works.
import { type Mistake, parse, syntaxCodes } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { asFile, complaints } from './rows.ts';

/** The text with the edits of the fix made. */
function repaired(text: string, { fix }: Mistake): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((done, { span, text: put }) => done.slice(0, span.start) + put + done.slice(span.end), text);
}

/** The text with «…» around each mistake. */
function marked(text: string, errors: readonly Mistake[]): string {
  const marks = errors.flatMap(({ span }) => [
    { at: span.end, put: '»' },
    { at: span.start, put: '«' },
  ]);
  return marks
    .sort((a, b) => b.at - a.at)
    .reduce((done, { at, put }) => done.slice(0, at) + put + done.slice(at), text);
}

describe('every code', () => {
  for (const { code, title, bad, good } of syntaxCodes) {
    if (bad === '') continue;
    test(`${code} ${title}`, () => {
      const { errors } = parse(asFile(bad));
      expect(errors.map((error) => error.code)).toEqual([code]);
      expect(errors[0]?.message).toMatch(/\.$/);
      expect(complaints(asFile(good))).toEqual([]);
    });
  }

  test('has a number of its own', () => {
    const codes = syntaxCodes.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

/** Rows with «» around the mistake, what is said of it, and the row as the fix leaves it. */
const mistakes: readonly [row: string, message: string | RegExp, fixed?: string][] = [
  ['«rte» work: 650/h', 'No row begins with `rte`; `rate` does.', 'rate work: 650/h'],
  ['«rat» work: 650/h', 'No row begins with `rat`; `rate` does.', 'rate work: 650/h'],
  ['«currensy» NOK', 'No row begins with `currensy`; `currency` does.', 'currency NOK'],
  ['rate work «duirng» core: 650/h', '`duirng` does not fit here; `during` does.', 'rate work during core: 650/h'],
  [
    'count work: «per startet» 15 min',
    '`per startet` does not fit here; `per started` does.',
    'count work: per started 15 min',
  ],
  [
    'discount loyal: none | to be agreed share «on work»',
    '`on work` belongs to the whole row, and stands before its colon.',
    'discount loyal on work: none | to be agreed share',
  ],
  [
    'limit work each job on «price» callout: at most 600',
    '`price` does not fit here.',
    'limit work each job on callout: at most 600',
  ],
  [
    'example «"two hours"» {\n  from 2026-01-01\n  a 2026-03-03\n}',
    '`"two hours"` does not fit here, where a name is due.',
  ],
  ['rate work «if» a is b: 1', '`if` does not fit here; `when` does.', 'rate work when a is b: 1'],
  ['respond: 4 «working days»', '`working days` does not fit here; `business days` does.', 'respond: 4 business days'],
  ['rate work during core «650»/h', 'A colon is missing before `650`.', 'rate work during core: 650/h'],
  ['respond when a is b «2» h', 'A colon is missing before `2`.', 'respond when a is b: 2 h'],
  ['choice channel «phone», email', 'A colon is missing before `phone`.', 'choice channel: phone, email'],
  ['tiers Basis«,» Pro', 'Columns are separated by `|`, not by commas.', 'tiers Basis | Pro'],
  ['currency «"NOK"»', '`NOK` is a name here, and names have no quotes.', 'currency NOK'],
  ['promise provider: «Vi hjelper deg»', 'A text stands in double quotes.', 'promise provider: "Vi hjelper deg"'],
  ['provider «"Itpays»', 'This text has no closing quote.', 'provider "Itpays"'],
  [
    'window w = Mon-Fri «8-16»',
    'Times are written with a colon: `08:00-16:00`, not `8-16`.',
    'window w = Mon-Fri 08:00-16:00',
  ],
  [
    'window w = Mon-Fri «17.00-08.00»',
    'Times are written with a colon: `17:00-08:00`, not `17.00-08.00`.',
    'window w = Mon-Fri 17:00-08:00',
  ],
  ['window w = Mon-Fri 08:00 «16:00»', 'A hyphen is missing before `16:00`.', 'window w = Mon-Fri 08:00-16:00'],
  ['window w = Mon «08:60»-24:00', 'No clock shows `08:60`: a day has 00:00 to 24:00.', 'window w = Mon 08:59-24:00'],
  ['days d = «31 Jun»', 'There is no such date.'],
  ['days d = «2026-02-29»', 'There is no date `2026-02-29`.', 'days d = 2026-02-28'],
  [
    'valid from «2026/03/29»',
    'Dates are written year, month, day: `2026-03-29`, not `2026/03/29`.',
    'valid from 2026-03-29',
  ],
  [
    'fee per month: «2100: -»',
    "A price is the bare number, in the agreement's currency: `2100: -`.",
    'fee per month: 2100',
  ],
  [
    'fee per month: «1 750 000:-»',
    "A price is the bare number, in the agreement's currency: `1 750 000:-`.",
    'fee per month: 1750000',
  ],
  ['fee per month: «98,-»', "A price is the bare number, in the agreement's currency: `98,-`.", 'fee per month: 98'],
  [
    'fee per month: «1.750,50»',
    'Numbers are written without dots between thousands: `1.750,50`.',
    'fee per month: 1750.50',
  ],
  ['fee per month: «kr» 98', '`kr` does not fit here.', 'fee per month: 98'],
  ['respond: «within» 4 h', '`within` does not fit here.', 'respond: 4 h'],
  ['surcharge w: +50% «work»', 'The row does not say that this is taken `on work`.', 'surcharge w: +50% on work'],
  ['respond: «2-4 h»', '`2-4 h` is a range, and a range decides nothing.'],
  ['respond: «typically» 4 h', '`typically` decides nothing: a figure holds or it does not.'],
  ['respond: aim 4 h | «ca» 4 h', '`ca` decides nothing: a figure holds or it does not.'],
  ['vat 25%«»', 'The row ends after `%`, where `on top`, `included`, `not stated` or `none` is due.'],
  [
    'include work per month: none | 2 h, «carry over» 50% of unused, without end',
    'What begins with `carry over` is a note, and stands under its row.',
    'include work per month: none | 2 h\n  carry over 50% of unused, without end',
  ],
  [
    'include work per month: 1 h | 2 h\n  carry over unused «|» 50% of unused, without end',
    'A note is about every column of its row.',
  ],
  [
    'rate work: 650/h, «counted» per started 15 min, each job',
    'What begins with `counted` is a note, and stands under its row.',
    'rate work: 650/h\n  counted per started 15 min, each job',
  ],
  [
    'respond: 1 h, «except» during night: 2 h',
    'What begins with `except` is a note, and stands under its row.',
    'respond: 1 h\n  except during night: 2 h',
  ],
  [
    'fee care per month: 5 | fee «user»',
    '`user` does not fit here; `|` or `,` could stand here, or the row could end.',
  ],
  ['fee care per month: 5 «6»', '`|` is missing before `6`.', 'fee care per month: 5 | 6'],
  ['respond: 2 h of fee «hosting»', /^`hosting` does not fit here/],
  [
    'index each 1 Jan: CPI of Oct «plus» 2%',
    '`plus` does not fit here; `+` does.',
    'index each 1 Jan: CPI of Oct + 2%',
  ],
  [
    'count work each job: «min» 1 h | min 2 h, per started 30 min',
    '`min` does not fit here; `at least` does.',
    'count work each job: at least 1 h | at least 2 h, per started 30 min',
  ],
  ['limit work: «max» 500', '`max` does not fit here; `at most` does.', 'limit work: at most 500'],
  [
    '«timepris» work during core: 1200/h',
    'No row begins with `timepris`; `rate` does.',
    'rate work during core: 1200/h',
  ],
  ['«pris» drift per måned: 500', 'No row begins with `pris`; `fee` does.', 'fee drift per måned: 500'],
  ['«pris» callout each job: 500 |', 'No row begins with `pris`; `price` does.'],
  ['«mva» 25% on top', 'No row begins with `mva`; `vat` does.', 'vat 25% on top'],
  ['fee user per month: «1-10»: 100, 11-20: 90', 'A step says up to where it goes, behind its price.'],
  [
    'fee user per month: 100 «for 1-10», 90 for 11-20, 80 over 20',
    'A step says up to where it goes, behind its price.',
  ],
  ['fee user per month: 100 up to 10, 90 «from 12»', 'A step says up to where it goes, behind its price.'],
  ['credit lapses: none up to 1, then 50 «per 1»', '`per 1` does not say of what.'],
  [
    'term: 12 months, «renews» 12 months',
    '`renews` does not fit here; `renews for` does.',
    'term: 12 months, renews for 12 months',
  ],
  ['rate work during core «=» 650/h', '`=` does not fit here; `:` does.', 'rate work during core : 650/h'],
  ['window w = «24/7»', 'All hours of all days are `always`.'],
  [
    'window w = «Monday to Friday» 08:00-16:00',
    'Days of the week are written `Mon Tue Wed Thu Fri Sat Sun`, with a hyphen from one to another.',
  ],
  ['window w = Mon-Fri «8am-4pm»', 'Clocks have 24 hours and a colon.'],
  ['respond: «next business day» | 1 h', '`next business day` does not say until when on that day.'],
  [
    'rate work: «lowest of (»100/h, 90/h)',
    'No row takes the lower or the higher of two prices: each has one, and says when it holds.',
  ],
  ['rate work: 650/h«;»', '`;` does not fit here.', 'rate work: 650/h'],
  ['fee per month: «NOK» 500 | NOK 900', '`NOK` does not fit here.', 'fee per month: 500 | 900'],
  [
    'surcharge x: +45 «each ticket» on work',
    '`each ticket` belongs to the whole row, and stands before its colon.',
    'surcharge x each ticket: +45 on work',
  ],
  [
    'limit work: at least 500 «each calendar quarter»',
    '`each calendar quarter` belongs to the whole row, and stands before its colon.',
    'limit work each calendar quarter: at least 500',
  ],
  [
    'respond when a is b«,» reported outside core: 2 h',
    'Conditions are joined with `and` or `or`, not with a comma.',
    'respond when a is b and reported outside core: 2 h',
  ],
  ['fee per month:«»', 'The row ends after `:`, where a value is due.', 'fee per month: to be agreed fee-month'],
  [
    'include work per month: 1 h «|»',
    'A column is empty.',
    'include work per month: 1 h | to be agreed include-work-month-2',
  ],
  [
    'rate work during core«: |» 5/h |',
    'A column is empty.',
    'rate work during core: to be agreed rate-work-core | 5/h | to be agreed rate-work-core-3',
  ],
  // What people write in other words, or in another order.
  ['fee drift «monthly»: 980', '`monthly` does not fit here; `per month` does.', 'fee drift per month: 980'],
  ['«gebyr» drift per month: 980', 'No row begins with `gebyr`; `fee` does.', 'fee drift per month: 980'],
  [
    'rate work: 1250/h «during core»',
    '`during core` belongs to the whole row, and stands before its colon.',
    'rate work during core: 1250/h',
  ],
  ['rate work «in» core: 650/h', '`in` does not fit here; `during` does.', 'rate work during core: 650/h'],
  [
    'rate work «not during» core: 650/h',
    '`not during` does not fit here; `outside` does.',
    'rate work outside core: 650/h',
  ],
  [
    '«rate during core work»: 650/h',
    'What the row is about stands right behind `rate`.',
    'rate work during core: 650/h',
  ],
  ['«work rate» during core: 650/h', 'A row begins with its kind: `rate work`.', 'rate work during core: 650/h'],
  [
    '«surcharge during» night: +50% on work',
    'A surcharge has a name, by which other rows speak of it.',
    'surcharge night during night: +50% on work',
  ],
  [
    'rate work «otherwise»: 650/h',
    'No word says in all other cases: a row says when it holds, or loses to those that do.',
  ],
  [
    'window w = «Mon to Fri 08:00 to 16:00»',
    '`Mon to Fri 08:00 to 16:00` does not fit here; `Mon-Fri 08:00-16:00` does.',
    'window w = Mon-Fri 08:00-16:00',
  ],
  [
    'window w = Mon except «public holidays»',
    '`public holidays` does not fit here; `holidays` does.',
    'window w = Mon except holidays',
  ],
  ['window w = Mon except «24.12»', '`24.12` does not fit here; `24 Dec` does.', 'window w = Mon except 24 Dec'],
  ['window w = Mon except «Dec 24»', '`Dec 24` does not fit here; `24 Dec` does.', 'window w = Mon except 24 Dec'],
  [
    'window w = Mon except «between 24 Dec and 1 Jan»',
    '`between 24 Dec and 1 Jan` does not fit here; `24 Dec to 1 Jan` does.',
    'window w = Mon except 24 Dec to 1 Jan',
  ],
  ['window w«:» Mon', '`:` does not fit here; `=` does.', 'window w= Mon'],
  [
    'rate work during weekdays «8-16»: 1/h',
    'Times are written with a colon: `08:00-16:00`, not `8-16`.',
    'rate work during weekdays 08:00-16:00: 1/h',
  ],
  ['respond when a «=» b: 2 h', '`=` does not fit here; `is` does.', 'respond when a is b: 2 h'],
  ['respond: 30 min «in» core', '`in` does not fit here; `of` does.', 'respond: 30 min of core'],
  [
    'count work: per started «half hour»',
    '`half hour` does not fit here; `30 min` does.',
    'count work: per started 30 min',
  ],
  [
    'count work: «per påbegynt» 30 min',
    '`per påbegynt` does not fit here; `per started` does.',
    'count work: per started 30 min',
  ],
  [
    'price trip, each part: «first 10 km free», then 5/km',
    '`first 10 km free` does not fit here; `0 up to 10 km` does.',
    'price trip, each part: 0 up to 10 km, then 5/km',
  ],
  ['price callout: 1500 «each»', '`each` does not fit here.', 'price callout: 1500 '],
  ['rate travel: «half of» rate work', '`half of` does not fit here; `50% of` does.', 'rate travel: 50% of rate work'],
  [
    'discount d «after 2 years»: 5% on work',
    '`after 2 years` does not fit here; `after the first 2 years` does.',
    'discount d after the first 2 years: 5% on work',
  ],
  ['holidays Norway«, 24 Dec»', '`, 24 Dec` does not fit here; `plus 24 Dec` does.', 'holidays Norway plus 24 Dec'],
  ['vat 25«% excluded»', '`% excluded` does not fit here; `% on top` does.', 'vat 25% on top'],
  ['vat «excluded»', 'Where prices come without VAT, the row says which rate comes on top.'],
  ['term: 12 months, «renews automatically»', 'The row does not say for how long it is renewed each time.'],
  ['tiers Basis «/» Pro', 'Columns are separated by `|`, not by `/`.', 'tiers Basis | Pro'],
  [
    'include work per month: 1 h «/» 2 h / 4 h',
    'Columns are separated by `|`, not by `/`.',
    'include work per month: 1 h | 2 h | 4 h',
  ],
  ['choice channel: phone «|» email', 'Values are separated by commas, not by `|`.', 'choice channel: phone, email'],
  ['tiers Basis | «Pro Plus»', 'A name is one word, and `Pro Plus` are two.', 'tiers Basis | Pro-Plus "Pro Plus"'],
  ['tiers Basis «Pro»', '`|` is missing before `Pro`.', 'tiers Basis | Pro'],
  ['include work per month: 1 h | «-» | 4 h', 'A dash says nothing.'],
  ['tiers«:» Basis | Pro', 'A row with `tiers` has no colon.', 'tiers Basis | Pro'],
  ['vat«:» 25% on top', 'A row with `vat` has no colon.', 'vat 25% on top'],
  ['fee drift«/month»: 980', '`/ month` does not fit here; `per month` does.', 'fee drift per month: 980'],
  [
    'fee user per user «and month»: 98',
    '`and month` does not fit here; `per month` does.',
    'fee user per user per month: 98',
  ],
  [
    'fee user per month per user, each part: «first 25: 98», then 80',
    '`first 25 : 98` does not fit here; `98 up to 25` does.',
    'fee user per month per user, each part: 98 up to 25, then 80',
  ],
  [
    'window w = «from 22:00 to 06:00»',
    '`from 22:00 to 06:00` does not fit here; `daily 22:00-06:00` does.',
    'window w = daily 22:00-06:00',
  ],
  [
    'window w = Mon-Fri 22:00-06:00«, except» 24 Dec',
    '`, except` does not fit here; `except` does.',
    'window w = Mon-Fri 22:00-06:00 except 24 Dec',
  ],
  ['window w = «not» core', '`not` does not fit here; `outside` does.', 'window w = outside core'],
  ['surcharge w: «x 1.5» on work', '`x 1.5` does not fit here; `x1.5` does.', 'surcharge w: x1.5 on work'],
  ['notice«: customer» 3 months', '`: customer` does not fit here; `customer:` does.', 'notice customer: 3 months'],
  [
    'promise«: uptime at least» 99%',
    '`: uptime at least` does not fit here; `uptime: at least` does.',
    'promise uptime: at least 99%',
  ],
  ['promise uptime: «>»= 99.9%', '`>` means nothing here.'],
  ['payment: 30 days« net»', '`net` does not fit here.', 'payment: 30 days'],
  ['interest: 12% p«.»a.', '`.` means nothing here.', 'interest: 12% per year'],
  ['timezone«:» Europe/Oslo', 'A row with `timezone` has no colon.', 'timezone Europe/Oslo'],
  ['rate travel: 600/h «*»', '`*` means nothing here.'],
  ['rate travel: 600/h (ekskl«.» mva)', '`.` means nothing here.', 'rate travel: 600/h '],
  ['rate travel: ca«.» 600/h', '`.` means nothing here.', 'rate travel: 600/h'],
  ['rate travel: «from 600/»h', 'A price from which others begin decides nothing.'],
  [
    'window w = «Fri-Sun» 22:00 to Mon 06:00',
    'A stretch to another day begins on one day, and `Fri-Sun` are several.',
    'window w = Fri 22:00 to Mon 06:00',
  ],
  ['case rush = estimate «>» 4 h', '`>` means nothing here.'],
  [
    'fee drift per month from 1«.» juli 2026: 500',
    '`.` means nothing here.',
    'fee drift per month from 2026-07-01: 500',
  ],
  ['holidays Norway plus 24«.» desember', '`.` means nothing here.', 'holidays Norway plus 24 Dec'],
  ['days nasjonaldag = 17«.»mai', '`.` means nothing here.', 'days nasjonaldag = 17 May'],
  ['fee drift pr«.» month: 500', '`.` means nothing here.', 'fee drift per month: 500'],
  ['window w = Mon-Fri kl«.» 08:00-16:00', '`.` means nothing here.', 'window w = Mon-Fri 08:00-16:00'],
  ['choice «from»: a, b', '`from` is a word of the language and cannot be a name.'],
  ['rate work when power is not «on»: 5/h', '`on` is a word of the language and cannot be a name.'],
  [
    'choice power: «on», off\nrate work when power is on: 5/h\nrate work when power is not on: 6/h',
    '`on` is a word of the language and cannot be a name.',
  ],
  ['module sql {\n  «example e»\n}', '`example e` has no block.'],
  [
    'window «сore» = Mon',
    'The letter `с` in `сore` is not a Latin letter, although it may look like one.',
    'window core = Mon',
  ],
  ['«expect» cost 2026-03: 1', 'A row with `expect` does not stand here.'],
  [
    'provider "A"\n  «currency NOK»',
    'This row is indented as if `currency` were a note to the row above.',
    'provider "A"\ncurrency NOK',
  ],
  [
    'rate work: 5/h\n«counted» per started 15 min',
    'What begins with `counted` is a note, and stands indented under its row.',
    'rate work: 5/h\n  counted per started 15 min',
  ],
  [
    '«§ 2.1» measure uptime = availability per month',
    'A paper number such as `§ 2.1` stands before clauses; `measure` is none.',
    'measure uptime = availability per month',
  ],
  [
    'rate work: 5/h\n«text» "a"',
    'What begins with `text` is a note, and stands indented under its row.',
    'rate work: 5/h\n  text "a"',
  ],
  ['rate work: 5/h «|»\n  § 2 fee per month: 5', 'A column is empty.'],
  [
    'rate work: 5/h\n    counted per started 15 min\n  «respond: 4 h»',
    'This row is indented as if `respond` were a note to the row above.',
    'rate work: 5/h\n    counted per started 15 min\nrespond: 4 h',
  ],
  [
    'table resolve\n  when a is b: 2 h\n\n\t«§ 4 fee per month: 98»',
    'This row is indented as if `fee` were a note to the row above.',
    'table resolve\n  when a is b: 2 h\n\n§ 4 fee per month: 98',
  ],
  [
    'table resolve\n«when a is b: 2 h»\nwhen a is c: 4 h\nfee per month: 98',
    'The rows of a table stand indented under it.',
    'table resolve\n  when a is b: 2 h\n  when a is c: 4 h\nfee per month: 98',
  ],
];

describe('mistakes', () => {
  test.each(mistakes)('%s', (row, message, fixed) => {
    const text = asFile(row.replace(/[«»]/g, ''));
    const { errors } = parse(text);
    expect(errors.map((error) => error.message)).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
    expect(marked(text, errors)).toBe(asFile(row));
    if (fixed === undefined) return;
    expect(errors[0] === undefined ? '' : repaired(text, errors[0])).toBe(asFile(fixed));
    expect(complaints(asFile(fixed))).toEqual([]);
  });

  test('are none where a row goes on with a figure, however that is indented', () => {
    expect(complaints(asFile('rate travel:\n600/h | 500/h |\n400/h\nfee per month: 98'))).toEqual([]);
  });

  test('of a row do not touch the next', () => {
    const { file, errors } = parse(asFile('rate work 650/h |\nwindow core = Mon-\nprice callout: 595'));
    expect(errors.length).toBe(2);
    const [agreement] = file.items;
    const items = agreement?.kind === 'document' ? (agreement.items ?? []) : [];
    // A window keeps its name, so that nothing else is said about it.
    expect(items.map((item) => item.kind)).toEqual(['broken', 'window', 'clause']);
  });

  test('that nobody could read all are not all shown', () => {
    const { errors } = parse(asFile(Array.from({ length: 500 }, (_, i) => `rate ${i}`).join('\n')));
    expect(errors.length).toBe(201);
    expect(errors.at(-1)?.code).toBe('AV0029');
  });
});

describe('blocks that do not match', () => {
  const rows = 'agreement A {\n  module m {\n    price a: 1\n  }\n  price b: 2\n}\norder O for A {\n  tier T\n}\n';
  const kinds = (text: string) => JSON.stringify(parse(text).file.items.map(kindsOf));
  const kindsOf = (item: unknown): unknown => {
    const { kind, items } = item as { kind: string; items?: unknown[] };
    return items === undefined ? kind : { [kind]: items.map(kindsOf) };
  };

  test.each([
    ['a brace is missing inside', rows.replace('    price a: 1\n  }', '    price a: 1'), ['AV0005']],
    ['a brace is missing outside', rows.replace('price b: 2\n}', 'price b: 2'), ['AV0005']],
    ['the last brace is missing', rows.replace(/}\n$/, ''), ['AV0005']],
    ['a brace is too many inside', rows.replace('price a: 1', 'price a: 1\n    }'), ['AV0006']],
    ['a brace is too many in a row', rows.replace('price a: 1', 'price a: 1 }'), ['AV0006']],
    ['a brace is too many at the end', `${rows}}\n`, ['AV0006']],
  ])('%s: no row is lost', (_, text, codes) => {
    expect(parse(text).errors.map(({ code }) => code)).toEqual(codes);
    expect(kinds(text)).toBe(kinds(rows));
  });
});
