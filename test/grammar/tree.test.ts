// The tree that is made of rows, and where its nodes stand in the text.
import { type Item, parse } from '@avtal/grammar';
import { describe, expect, test } from 'vitest';
import { asFile, bare } from './rows.ts';

/** The items of an agreement that has these rows, without positions. */
function items(rows: string): unknown {
  const { file, errors } = parse(asFile(rows));
  expect(errors).toEqual([]);
  const [agreement] = file.items;
  return bare(agreement?.kind === 'document' ? agreement.items : []);
}

/** A short form for reading: `kind(part, part)`. */
function short(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(short).join(' ')}]`;
  if (typeof node !== 'object' || node === null) return String(node);
  const { kind, ...rest } = node as { kind?: string };
  if (kind === 'name' || kind === 'text' || kind === 'number') return String(Object.values(rest)[0]);
  const parts = Object.entries(rest)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key}=${short(value)}`);
  return `${kind ?? ''}(${parts.join(' ')})`;
}

/** Items in short, one a line, those inside others too. */
function lines(list: unknown, indent = ''): string {
  return (bare(list) as { items?: unknown[] }[])
    .map(
      ({ items: inner, ...item }) =>
        `${indent}${short(item)}${inner === undefined ? '' : `\n${lines(inner, `${indent}  `)}`}`,
    )
    .join('\n');
}

const windows: readonly [string, string][] = [
  ['core', 'hours(days=named(name=core))'],
  ['Mon-Fri', 'hours(days=weekdays(days=[1 2 3 4 5]))'],
  ['Fri-Mon+Wed', 'hours(days=weekdays(days=[1 3 5 6 7]))'],
  [
    'Mon – Fri 08:00–16:00',
    'hours(days=weekdays(days=[1 2 3 4 5]) hours=[(from=time(seconds=28800) to=time(seconds=57600))])',
  ],
  ['daily 22:00-24:00', 'hours(days=every-day() hours=[(from=time(seconds=79200) to=time(seconds=86400))])'],
  [
    '24 Dec, 31 Dec',
    'union(of=[hours(days=yearly(from=month-day(month=12 day=24) to=month-day(month=12 day=24))) hours(days=yearly(from=month-day(month=12 day=31) to=month-day(month=12 day=31)))])',
  ],
  [
    'a, b except c, d',
    'except(base=union(of=[hours(days=named(name=a)) hours(days=named(name=b))]) minus=union(of=[hours(days=named(name=c)) hours(days=named(name=d))]))',
  ],
  [
    'a and b, c',
    'union(of=[intersection(of=[hours(days=named(name=a)) hours(days=named(name=b))]) hours(days=named(name=c))])',
  ],
  [
    'outside a and b, c',
    'outside(of=union(of=[intersection(of=[hours(days=named(name=a)) hours(days=named(name=b))]) hours(days=named(name=c))]))',
  ],
  ['(outside a), b', 'union(of=[outside(of=hours(days=named(name=a))) hours(days=named(name=b))])'],
  [
    'outside a, b except c',
    'except(base=outside(of=union(of=[hours(days=named(name=a)) hours(days=named(name=b))])) minus=hours(days=named(name=c)))',
  ],
  [
    'Thu 21:00 to Fri 06:00 unless Thu is holidays',
    'unless(base=stretch(fromDay=day(day=4) from=time(seconds=75600) toDay=day(day=5) to=time(seconds=21600)) day=day(day=4) days=hours(days=named(name=holidays)))',
  ],
  ['24 Dec 2026 to 2026-12-26', 'hours(days=dates(from=date(date=2026-12-24) to=date(date=2026-12-26)))'],
];

test.each(windows)('window %s', (written, tree) => {
  const [window] = items(`window w = ${written}`) as [{ windows: [unknown] }];
  expect(short(window.windows[0])).toBe(tree);
});

const values: readonly [string, string][] = [
  ['650/h', 'amount-phrase(amount=amount(parts=[(number=650)] per=(unit=h)))'],
  ['100 per 30 min', 'amount-phrase(amount=amount(parts=[(number=100)] per=(number=30 unit=min)))'],
  ['1 h 30 min', 'amount-phrase(amount=amount(parts=[(number=1 unit=h) (number=30 unit=min)]))'],
  ['x2', 'amount-phrase(amount=amount(sign=x parts=[(number=2)]))'],
  [
    'x1.5 on work, start price, fee hosting',
    'amount-phrase(amount=amount(sign=x parts=[(number=1.5)]) tails=[on(bases=[base(what=subject name=work) base(what=start) base(what=fee name=hosting)])])',
  ],
  [
    '4 business days of core, at 10:00',
    'amount-phrase(amount=amount(parts=[(number=4 unit=business days)]) tails=[of-window(window=hours(days=named(name=core)))]) at-time(time=time(seconds=36000))',
  ],
  [
    '4 per 12 months',
    'amount-phrase(amount=amount(parts=[(number=4)]) tails=[per-period(period=period(count=12 unit=month))])',
  ],
  [
    '25% of fee base, at most 70',
    'amount-phrase(amount=amount(parts=[(number=25 unit=%)]) tails=[of-clause(clauses=[clause-reference(clause=fee subject=base)])]) at-most(amount=amount(parts=[(number=70)]))',
  ],
  [
    '25% of fee base, fee care and user, at most 70',
    'amount-phrase(amount=amount(parts=[(number=25 unit=%)]) tails=[of-clause(clauses=[clause-reference(clause=fee subject=base) clause-reference(clause=fee subject=care) clause-reference(subject=user)])]) at-most(amount=amount(parts=[(number=70)]))',
  ],
  [
    '1750, first 1 h of work included',
    'amount-phrase(amount=amount(parts=[(number=1750)])) first(amount=amount(parts=[(number=1 unit=h)]) of=work)',
  ],
  [
    '90/h up to 30 h, then 75/h',
    'amount-phrase(amount=amount(parts=[(number=90)] per=(unit=h)) tails=[up-to(amount=amount(parts=[(number=30 unit=h)]))]) then(value=amount-phrase(amount=amount(parts=[(number=75)] per=(unit=h))))',
  ],
  ['per started hour', 'per-started(amount=amount(parts=[(number=1 unit=hour)]))'],
  [
    'earliest of (2 business days, at 10:00, 4 h)',
    'earliest(of=[[amount-phrase(amount=amount(parts=[(number=2 unit=business days)])) at-time(time=time(seconds=36000))] [amount-phrase(amount=amount(parts=[(number=4 unit=h)]))]])',
  ],
  ['?', 'open(short=true)'],
  ['to be agreed bank "per customer"', 'open(name=bank decider=per customer short=false)'],
];

test.each(values)('value %s', (written, tree) => {
  const [clause] = items(`rate work: ${written}`) as [{ cells: [{ phrases: unknown[] }] }];
  expect(clause.cells[0].phrases.map(short).join(' ')).toBe(tree);
});

const conditions: readonly [string, string][] = [
  ['a is b, c and d is not e', 'all(of=[is(name=a not=false values=[b c]) is(name=d not=true values=[e])])'],
  [
    'a is b or not (rush and n over 4 h)',
    'any(of=[is(name=a not=false values=[b]) negated(of=all(of=[named-case(name=rush) compare(name=n how=over amount=amount(parts=[(number=4 unit=h)]))]))])',
  ],
  [
    'reported during evening, night and a is b',
    'all(of=[moment-in(moment=reported inside=true window=union(of=[hours(days=named(name=evening)) hours(days=named(name=night))])) is(name=a not=false values=[b])])',
  ],
];

test.each(conditions)('condition %s', (written, tree) => {
  const [declaration] = items(`case c = ${written}`) as [{ condition: unknown }];
  expect(short(declaration.condition)).toBe(tree);
});

describe('whole rows', () => {
  test('a clause with everything', () => {
    const rows =
      '§ 4.2 "Timpris" override rate work "Arbeid" during core, each contract year, each part when a is b for Pro, Basis by role: 1/h | as travel\n  except during night: 2/h | 3/h\n  counted per started 15 min, each job\n  text "Hei"';
    expect(lines(items(rows))).toMatchSnapshot();
  });

  test('an order and an example', () => {
    const { file, errors } = parse(
      'order O "Kunde" for A {\n  tier Pro\n  from 2026-01-01\n  unit web1: vm from 2026-05-20 until 2026-08-03, cards 6\n  agree bank: 40 h\n}\nagreement A under B, C over D {\n  example E1 "seks timer" {\n    work 2026-03-13 23:00 to 2026-03-14 02:00, job A, estimate 3 h\n    driving 2026-04-08 22:00, 34 km\n    ticket T1 reported 2026-10-25 02:30+01:00, channel phone\n    expect cost fee hosting 2026-02, with vat: 98\n    expect rate work at 2026-03-15 10:00, channel phone: 750/h\n  }\n}\n'.replace(
        ', with vat: 98',
        ': 98, with vat',
      ),
    );
    expect(errors).toEqual([]);
    expect(lines(file.items)).toMatchSnapshot();
  });

  test('tables, matrices, weeks and groups', () => {
    const rows =
      'table respond | fee setup once\n  when a is high: 1 h | 98\ndecide severity by impact, urgency {\n  | high | pending\n  high: x | ?\n}\nweek {\n  Mon-Fri: 06:00 day, 17:00 night "natt"\n  Sat-Sun: night\n}\noverride when a is b {\n  rate work: included\n}';
    expect(lines(items(rows))).toMatchSnapshot();
  });
});

test('rows go on after signs, and in lines that begin with one', () => {
  const rows: readonly string[] = [
    'fee per month:\n    98 |\n    498',
    'fee per month: 98\n| 498',
    'fee per month\n  : 98'.replace('\n  :', ':'),
    'case c = (a\n  or b)\nfee per month: 98',
    'case c = a or\n  b\nfee per month: 98',
    'tiers A |\n  B\nfee per month: 98',
    '§ 4.2 "Pris"\nfee per month: 98',
  ];
  for (const one of rows) expect((items(one) as Item[]).at(-1)?.kind, one).toBe('clause');
});

test('every name stands where its span says', () => {
  const rows =
    'choice kanal "Kanal": telefon, epost; default epost\nwindow kjernetid = Mon-Fri 08:00-16:00\nrate work during kjernetid when kanal is telefon: 1/h';
  const text = asFile(rows);
  const seen: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { kind, text: name, span } = node as { kind?: string; text?: string; span?: { start: number; end: number } };
    if (kind === 'name' && span !== undefined) seen.push(`${name}=${text.slice(span.start, span.end)}`);
    Object.values(node).forEach(visit);
  };
  visit(parse(text).file);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((one) => one.split('=')[0] !== one.split('=')[1])).toEqual([]);
});

test('papers above and below stand in any order, with commas or without', () => {
  const papers = (text: string) => {
    const { file, errors } = parse(`document Form ${text}\n`);
    expect(errors).toEqual([]);
    const [form] = file.items;
    return form?.kind === 'document' ? [form.over, form.under].map((list) => list.map((name) => name.text).join()) : [];
  };
  expect(papers('over Services, Terms, under Frame')).toEqual(['Services,Terms', 'Frame']);
  expect(papers('under Frame, over Services under Terms')).toEqual(['Services', 'Frame,Terms']);
  expect(papers('over Services, under')).toEqual(['Services,under', '']);
});

test('comments are kept', () => {
  const { file } = parse('// first\nagreement A { // second\n}\n');
  expect(file.comments.map(({ text }) => text)).toEqual(['first', 'second']);
});

test('names with letters of the North, and of decomposed text, are whole', () => {
  const text = 'activity påföljd\nactivity Übergang_2'.normalize('NFD');
  expect((items(text) as { name: { text: string } }[]).map(({ name }) => name.text)).toEqual(['påföljd', 'Übergang_2']);
});
