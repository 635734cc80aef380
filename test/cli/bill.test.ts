// `avtal bill`: what a person sees, the other formats, orders as JSON, balances, and facts that are wrong.
import { lstatSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { avtal, place, root } from './harness.ts';
import { beta, bill, files } from './samples.ts';

describe('what a person sees', () => {
  test('a small invoice', () => {
    const { code, out, err } = place(files).avtal(...bill);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatchSnapshot();
  });

  test.each([
    ['itpays', '2027-03'],
    ['ballou', '2027-03'],
    ['mega-bite', '2027-03'],
    ['managed-operations', '2027-03'],
    ['pector-guld', '2026'],
  ])('%s fits in a hundred columns', (name, period) => {
    const folder = `examples/${name}/facts`;
    const facts = readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);
    const { code, out, err } = avtal(['bill', `examples/${name}/order.avtal`, ...facts, '--period', period]);
    // What an agreement does not offer is a problem by intent; what cannot be read is not.
    expect(code).toBe(err === '' ? 0 : 1);
    expect(err).not.toContain('expected');
    expect(out).toContain('Total');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('a discount on a fee names the fee, not its id', () => {
    const text = `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  part months full
  fee hosting "Drift" per month: 100
  fee backup per month: 50
  discount loyal on fee hosting, fee backup: 10%
}
order O for A {
  from 2026-01-01
}
`;
    const { out } = place({ 'a.avtal': text }).avtal('bill', 'a.avtal', '--period', '2026-03');
    expect(out).toMatch(/discount loyal · Drift /);
    expect(out).toMatch(/discount loyal · backup /);
  });

  test('an allowance that was bought names the card', () => {
    const text = `agreement A {
  currency     NOK
  timezone     Europe/Oslo
  vat          none
  part months  full
  event card "timebank"
  price card:             9500
  include work each card: 10 h
  include work per month: 1 h
  rate work:              1200/h
}
order B for A {
  from 2026-03-01
}
`;
    const here = place({ 'a.avtal': text, 'f.csv': 'subject,at\ncard,2026-03-02 09:00\n' });
    const { out } = here.avtal('bill', 'a.avtal', 'f.csv', '--period', '2026-03');
    expect(out).toMatch(/^work 2026-03 /m);
    expect(out).toMatch(/^work, timebank 2026-03 /m);
  });

  test('how a line came about', () => {
    const { out } = place(files).avtal('explain', ...bill.slice(1), '--line', '3');
    expect(out).toMatchSnapshot();
  });

  test('colours change nothing but colours', () => {
    const here = place(files);
    const coloured = avtal(bill, { cwd: here.folder, colours: true }).out;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colours are made of
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(here.avtal(...bill).out);
    expect(coloured).not.toBe(here.avtal(...bill).out);
  });
});

describe('formats', () => {
  test('CSV has the documented columns', () => {
    const { out } = place(files).avtal(...bill, '--format', 'csv');
    expect(out).toMatchSnapshot();
  });

  test('JSON is what the runtime answers', () => {
    const invoice = JSON.parse(place(files).avtal(...bill, '--format', 'json').out);
    expect(invoice).toMatchObject({
      order: 'Acme',
      complete: true,
      problems: [],
      totals: { net: '4652.50', gross: '5815.63' },
    });
  });

  test('NDJSON has a record a line', () => {
    const { out } = place(files).avtal(...bill, '--format', 'ndjson');
    const records = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).record);
    expect(records).toEqual(['line', 'line', 'line', 'line', 'line', 'balance', 'invoice']);
  });

  test('a compiled agreement with an order in JSON gives what the text gives', () => {
    const here = place({ ...files, 'beta.json': JSON.stringify(beta) });
    expect(here.avtal('build', 'acme.avtal', '-o', 'ir.json')).toEqual({ code: 0, out: '', err: '' });
    const fromIr = here.avtal('bill', 'ir.json', 'entries.csv', '--order', 'beta.json', '--period', '2026-03');
    const fromText = here.avtal('bill', 'acme.avtal', 'entries.csv', '--order', 'beta.json', '--period', '2026-03');
    expect(fromIr).toEqual(fromText);
    expect(here.avtal('bill', 'ir.json', 'entries.csv', '--order', 'Acme', '--period', '2026-03').code).toBe(0);
  });
});

test('the same facts as CSV, JSON, NDJSON, over standard input, and cut into files, give the same invoice', () => {
  const rows = [
    { id: '1', start: '2026-03-03 09:00', end: '2026-03-03 11:20', job: 'printer' },
    { id: '2', start: '2026-03-07 10:00', end: '2026-03-07 11:00', job: 'backup' },
    { id: '3', start: '2026-03-10 15:00', end: '2026-03-10 17:30', job: 'migration' },
  ];
  const ndjson = rows.map((row) => `${JSON.stringify(row)}\n`);
  const semicolons = files['entries.csv'].replaceAll(',', ';').replaceAll('\n', '\r\n');
  const here = place({
    ...files,
    'list.json': JSON.stringify(rows),
    'lists.json': JSON.stringify({ entries: rows }, undefined, 2),
    'rows.ndjson': ndjson.join(''),
    'excel.csv': `\uFEFF${semicolons}`,
    'tabs.tsv': files['entries.csv'].replaceAll(',', '\t'),
    'a.ndjson': ndjson[2] ?? '',
    'b.ndjson': ndjson.slice(0, 2).join(''),
  });
  const expected = here.avtal(...bill).out;
  const with_ = (...facts: string[]) => here.avtal('bill', 'acme.avtal', ...facts, '--period', '2026-03').out;
  for (const file of ['list.json', 'lists.json', 'rows.ndjson', 'excel.csv', 'tabs.tsv']) {
    expect(with_(file), file).toBe(expected);
  }
  expect(with_('a.ndjson', 'b.ndjson')).toBe(expected);
  for (const text of [files['entries.csv'], JSON.stringify(rows), ndjson.join('')]) {
    expect(here.piped(text, 'bill', 'acme.avtal', '-', '--period', '2026-03').out).toBe(expected);
    expect(here.piped(text, 'bill', 'acme.avtal', '--entries', '-', '--period', '2026-03').out).toBe(expected);
  }
});

test('balances go from one bill to the next', () => {
  const carrying = files['support.avtal'].replace(
    /( *§ 2 .*)\n/,
    '$1\n         carry over 100% of unused, to the next period only\n',
  );
  const here = place({ ...files, 'support.avtal': carrying });
  const first = here.avtal('bill', 'acme.avtal', '--period', '2026-02', '--closing', 'february.json');
  expect(first.code).toBe(0);
  const next = here.avtal(...bill, '--opening', 'february.json');
  expect(next.out).toBe(here.avtal(...bill).out);
  expect(next.out).toContain('work 2026-03     0:00     3:00        3:00');
});

describe('facts that are wrong', () => {
  const wrong = [
    'id;start;end;job;hours',
    '1;03.03.2026 08:00;2026-03-03 10:00;;',
    '2;2026-03-03 10:00;;"two',
    'lines";1,5',
    '3;2026-10-25 02:30;;x;1',
    '4;2026-03-05 10:00;;x;1',
    '',
  ].join('\r\n');

  test('are named with file, line, column, value and what was expected; the totals say that they are incomplete', () => {
    const here = place({ ...files, 'wrong.csv': wrong });
    const { code, out, err } = here.avtal(
      'bill',
      'acme.avtal',
      'wrong.csv',
      '--period',
      '2026-03',
      '--rejects',
      'rejects.csv',
    );
    expect(code).toBe(1);
    expect(out).toMatchSnapshot();
    expect(err).toMatchSnapshot();
    expect(here.read('rejects.csv')).toMatchSnapshot();
  });

  test('can be repaired in the reject file and read from it', () => {
    const here = place({ ...files, 'wrong.csv': wrong });
    here.avtal('bill', 'acme.avtal', 'wrong.csv', '--period', '2026-03', '--rejects', 'rejects.csv');
    const repaired = here
      .read('rejects.csv')
      .replace('03.03.2026', '2026-03-03')
      .replace('"1,5"', '1.5')
      .replace(',,,', ',p,,');
    here.write({ 'repaired.csv': repaired });
    const { code, err } = here.avtal('bill', 'acme.avtal', 'repaired.csv', '--period', '2026-03', '--twice', 'last');
    expect([code, err]).toEqual([0, '']);
  });

  test('of several kinds go to several tables, or to one file of objects', () => {
    const here = place({ ...files, 'e.csv': 'start,hours\nx,1\n', 't.csv': 'ticket,at,event\nT,y,reported\n' });
    const run = (path: string) =>
      here.avtal('bill', 'acme.avtal', 'e.csv', 't.csv', '--period', '2026-03', '--rejects', path);
    run('r.csv');
    expect(here.read('r.entries.csv')).toContain('start,hours,problem');
    expect(here.read('r.tickets.csv')).toContain('ticket,at,event,problem');
    run('r.ndjson');
    expect(here.read('r.ndjson').trim().split('\n')).toHaveLength(2);
  });

  test('a misspelt column stops the whole table', () => {
    const here = place({ ...files, 'e.csv': 'start,huors,job\n2026-03-03 08:00,1,x\n' });
    const { code, err } = here.avtal('bill', 'acme.avtal', 'e.csv', '--period', '2026-03');
    expect(code).toBe(1);
    expect(err).toMatchSnapshot();
    expect(here.avtal('bill', 'acme.avtal', 'e.csv', '--period', '2026-03', '--ignore-columns', 'huors').err).toContain(
      '`end` is empty',
    );
  });

  test('balances of an incomplete bill are not written', () => {
    const here = place({ ...files, 'wrong.csv': wrong });
    const { err } = here.avtal('bill', 'acme.avtal', 'wrong.csv', '--period', '2026-03', '--closing', 'c.json');
    expect(err).toContain('`c.json` is not written');
    expect(() => here.read('c.json')).toThrow();
  });
});

describe('calls that cannot be answered end with 2 and write nothing', () => {
  const cases: [what: string, args: string[], sentence: string][] = [
    [
      'no such order file',
      ['bill', 'acm.avtal', '--period', '2026-03'],
      'There is no file `acm.avtal`.\nhelp: Did you mean `acme.avtal`?',
    ],
    ['a folder as facts', ['bill', 'acme.avtal', '.', '--period', '2026-03'], '`.` is a folder, not a file.'],
    [
      'a file that is no text',
      ['bill', 'acme.avtal', 'binary.csv', '--period', '2026-03'],
      '`binary.csv` is not a text file.',
    ],
    [
      'a workbook',
      ['bill', 'acme.avtal', 'sheet.csv', '--period', '2026-03'],
      '`sheet.csv` is a workbook or an archive.',
    ],
    ['Latin-1', ['bill', 'acme.avtal', 'latin.csv', '--period', '2026-03'], '`latin.csv` is not UTF-8 text.'],
    ['UTF-16', ['bill', 'acme.avtal', 'utf16.csv', '--period', '2026-03'], '`utf16.csv` is UTF-16 text.'],
    ['an empty file', ['bill', 'acme.avtal', 'empty.csv', '--period', '2026-03'], '`empty.csv` is empty.'],
    ['a quotation mark left open', ['bill', 'acme.avtal', 'open.csv', '--period', '2026-03'], 'is never closed'],
    ['broken JSON', ['bill', 'acme.avtal', 'broken.json', '--period', '2026-03'], '`broken.json` is not JSON'],
    [
      'an unknown list',
      ['bill', 'acme.avtal', 'lists.json', '--period', '2026-03'],
      'there is no list `entires` of facts.\nhelp: Did you mean `entries`?',
    ],
    ['no order', ['bill', 'support.avtal', '--period', '2026-03'], '`support.avtal` has no order'],
    ['an unknown order', ['bill', 'acme.avtal', '--order', 'Acne', '--period', '2026-03'], 'Did you mean `Acme`?'],
    [
      'an order that does not fit',
      ['bill', 'acme.avtal', '--order', 'beta.json', '--period', '2026-03'],
      '`choices.tier`: `Bsic` is not one of `Basic`, `Plus`. Did you mean `Basic`?',
    ],
    ['no period', ['bill', 'acme.avtal'], 'The days are not said.'],
    ['a period that is none', ['bill', 'acme.avtal', '--period', '2026-13'], '`--period 2026-13` is no period.'],
    [
      'the last day first',
      ['bill', 'acme.avtal', '--from', '2026-03-02', '--until', '2026-03-01'],
      'is before the first',
    ],
    [
      'balances that are none',
      ['bill', 'acme.avtal', '--period', '2026-03', '--opening', 'beta.json'],
      'These are no balances of avtal',
    ],
    ['an IR that is none', ['bill', 'beta.json', '--period', '2026-03'], 'is not a compiled agreement'],
    [
      'an unknown format',
      ['bill', 'acme.avtal', '--period', '2026-03', '--format', 'xml'],
      'Allowed choices are table, json, csv, ndjson',
    ],
    ['an unknown line', [...bill, '--explain', '9'], 'Its lines are numbered 1 to 5.'],
    ...['--rejects', '--closing', '-o'].map((option): (typeof cases)[number] => [
      `${option} into a file that is read`,
      [...bill, option, './entries.csv'],
      '`./entries.csv` is read, and would be written over.',
    ]),
    ['a folder that is not there', [...bill, '-o', 'no/such/file'], '`no/such/file` cannot be written'],
  ];

  test.each(cases)('%s', (_, args, sentence) => {
    const here = place({
      ...files,
      'binary.csv': new Uint8Array([1, 2, 0, 3]),
      'sheet.csv': new Uint8Array([0x50, 0x4b, 3, 4]),
      'latin.csv': new Uint8Array([0xe5, 0x6c]),
      'utf16.csv': new Uint8Array([0xff, 0xfe, 0x41, 0]),
      'empty.csv': '',
      'open.csv': 'start,job\n2026-03-03 08:00,"x\n',
      'broken.json': '{',
      'lists.json': '{"entires": []}',
      'beta.json': JSON.stringify({ ...beta, choices: { tier: 'Bsic' } }),
    });
    const { code, out, err } = here.avtal(...args);
    expect(err).toContain(sentence);
    expect([code, out]).toEqual([2, '']);
  });
});

test('an agreement with errors is shown, and nothing is priced', () => {
  const here = place({ ...files, 'acme.avtal': files['acme.avtal'].replace('Plus', 'Puls') });
  const { code, out, err } = here.avtal(...bill);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('acme.avtal:5:8');
});

test('what is no file, such as `/dev/null`, is written into and not replaced by one', () => {
  const here = place(files);
  symlinkSync('/dev/null', join(here.folder, 'nowhere'));
  expect(here.avtal(...bill, '-o', 'nowhere')).toEqual({ code: 0, out: '', err: '' });
  expect(lstatSync(join(here.folder, 'nowhere')).isSymbolicLink()).toBe(true);
});

test('an agreement reads nothing outside the folder', () => {
  const outside = place({ 'secret.avtal': 'agreement Secret {\n' });
  const here = place({
    'a.avtal': `use "${outside.folder}/secret.avtal"\n`,
    'b.avtal': 'use "../secret.avtal"\n',
    'c.avtal': 'use "link.avtal"\n',
  });
  symlinkSync(join(outside.folder, 'secret.avtal'), join(here.folder, 'link.avtal'));
  for (const name of ['a.avtal', 'b.avtal', 'c.avtal']) {
    const { code, out } = here.avtal('check', name, '--format', 'json');
    expect(JSON.parse(out), name).toMatchObject({ files: 1 });
    expect([code, out.includes('Secret')], name).toEqual([1, false]);
  }
});
