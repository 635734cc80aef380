// What is wrong with inputs is told in bulk as it is told of one invoice: the same sentences, the same places, the same end.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openEngine } from '../../cli/src/bulk/duckdb.ts';
import { readBroken } from '../../cli/src/bulk/stage.ts';
import { agreement, linesIn, manifestOf, type Row, rowsOf, sorted } from './bulk-case.ts';
import { place } from './harness.ts';

const files = {
  'itpays.avtal': agreement,
  'order.avtal': `use "itpays.avtal"\norder Own for Driftsavtale {\n  tier Pro\n  from 2027-01-01\n  until 2027-03-20\n}\n`,
};
const header = 'id,start,hours,job,channel\n';
const good = 'A,2027-03-01 08:00,1,J,phone\n';
const object = (more: string, id = 'A') =>
  `{"id":"${id}","start":"2027-03-01 08:00","job":"J","channel":"phone",${more}}\n`;

/** How a time whose hour begins with a space is to be written. */
function howOf(start: string): string {
  const [day, hour = ''] = start.split(/[T ] /);
  return /[Z+]/.test(hour) ? ' such as `2026-03-31 08:00`' : `: write \`${day} 0${hour}\``;
}

const period = ['--period', '2027-03'];
type Case = readonly [what: string, file: string, text: string, told: readonly string[]];
const cases: readonly Case[] = [
  ['an exponent in JSON', 'a.ndjson', object('"hours":1e0'), []],
  [
    'a quantity of more than 15 digits',
    'a.csv',
    'id,at,subject,quantity\nO,2027-03-01 08:00,callout,1234567890.1234567\n',
    ['a.csv:2: `quantity` is "1234567890.1234567", expected a number of at most 15 digits.'],
  ],
  [
    'a quantity that is nearly nothing',
    'a.csv',
    'id,at,subject,quantity\nO,2027-03-01 08:00,callout,0.00000000000001\n',
    ['a.csv:2: § 4.3 says of `price callout`: not offered.'],
  ],
  [
    'ids that differ in what surrounds them',
    'a.csv',
    `${header}${good}A\t${good.slice(1)}A\u00a0${good.slice(1)}`,
    [2, 3, 4].map((line) => `a.csv:${line}: \`id\` is "A", expected an id that only one of the time entries has.`),
  ],
  ['an id that is only a tab', 'a.csv', `${header}\t${good.slice(1)}`, []],
  ...[
    '2027-03-01T 8:00:00Z',
    '2027-03-01T 8:00:00+01:00',
    '2027-03-01T 8:00+01:00',
    '2027-03-01T 8:00',
    '2027-03-01T 8:00:00',
    '2027-03-01  8:00',
    '2027-03-01  8:00:00',
  ].map(
    (start): Case => [
      `an hour with a space instead of a digit, ${start}`,
      'a.csv',
      `${header}A,${start},1,J,phone\n`,
      [`a.csv:2: \`start\` is "${start}", expected a time${howOf(start)}.`],
    ],
  ),
  [
    'the same in JSON',
    'a.ndjson',
    '{"id":"O","at":"2027-03-01 08:00","subject":"callout","quantity":1234567890123456}\n',
    ['a.ndjson:1: `quantity` is "1234567890123456", expected a number of at most 15 digits.'],
  ],
  [
    'hours that a program divided',
    'a.csv',
    `${header}A,2027-03-01 08:00,0.3333333333333333,J,phone\n`,
    [
      'a.csv:2: `hours` is "0.3333333333333333", expected a time that comes to whole seconds: write the length as a `duration`, `0:20`.',
    ],
  ],
  [
    'a line that is cut off',
    'a.ndjson',
    `${object('"hours":1')}{"id":"B",\n\n${object('"hours":1', 'C')}`,
    ['a.ndjson:2: The line is not JSON: Expected double-quoted property name in JSON at position 10.'],
  ],
  [
    'lines that are no objects',
    'a.ndjson',
    `[1]\n${object('"hours":1')}"B"\n{"hours":\n${object('"hours":1', 'C')}`,
    [
      'a.ndjson:1: Each line must be one object, `{ … }`.',
      'a.ndjson:3: Each line must be one object, `{ … }`.',
      'a.ndjson:4: The line is not JSON: Unexpected end of JSON input.',
    ],
  ],
  [
    'lines that have other breaks in them',
    'a.ndjson',
    `${object('"hours":1,"person":"a\u2028b"')}x\u2028y\r\n\r\nz\r\n`,
    [
      'a.ndjson:2: The line is not JSON: Unexpected token \'x\', "x\u2028y" is not valid JSON.',
      'a.ndjson:4: The line is not JSON: Unexpected token \'z\', "z" is not valid JSON.',
    ],
  ],
  [
    'blank lines and blank objects',
    'a.ndjson',
    `\n{}\n \n${object('"hours":1')}{"id":null}\n${object('"hours":"x"', 'B')}`,
    ['a.ndjson:6: `hours` is "x", expected a number such as `12` or `12.5`.'],
  ],
  [
    'ids that look like powers of ten',
    'a.ndjson',
    object('"hours":1', '12e-05').replace('08:00', '08:00 +01:00').repeat(2),
    [1, 2].map((line) => `a.ndjson:${line}: \`id\` is "12e-05", expected an id that only one of the time entries has.`),
  ],
  [
    'a quotation mark within a value',
    'a.csv',
    `${header}${good.replace('J', '5" pipe')}\nB,x,1,J,phone\n"C\n""1",2027-03-01 08:00,1,"J",phone\nD,x,1,J,phone\n`,
    [4, 7].map((line) => `a.csv:${line}: \`start\` is "x", expected a time such as \`2026-03-31 08:00\`.`),
  ],
  ['a file with nothing in it', 'a.ndjson', '\n', []],
  ['blank lines before the header', 'a.csv', `\n\n${header}${good}`, []],
  ['blank lines before a header with semicolons', 'a.csv', `\n${header}${good}`.replaceAll(',', ';'), []],
  ['empty columns at the right', 'a.csv', `${header}${good}`.replaceAll('\n', ',,\n'), []],
  ['rows with nothing in them', 'a.csv', `${header}${good}  \n,\n,,,,,,\n`, []],
  [
    'a column that is there twice',
    'a.csv',
    `id,start,hours,job,job,channel\nA,2027-03-01 08:00,1,J,J,phone\n`,
    ['a.csv:1: The column `job`: expected each column only once.'],
  ],
  [
    'a column that there is not',
    'a.csv',
    `id,start,hours,jobb\nA,2027-03-01 08:00,1,J\n`,
    ['a.csv:1: The column `jobb`: expected a column that time entries have. Did you mean `job`?'],
  ],
  [
    'a fact after the last day of its order',
    'a.csv',
    `${header}"A\n1",2027-03-01 08:00,1,J,phone\n\nB,2027-03-25 08:00,1,J,phone\n`,
    ['a.csv:5: It lies outside the days of the order `Own`.'],
  ],
  [
    'the same in JSON',
    'a.ndjson',
    `\n${object('"hours":1').replace('03-01', '03-25')}`,
    ['a.ndjson:2: It lies outside the days of the order `Own`.'],
  ],
];

const problems = (err: string) =>
  err.split('\n').flatMap((line) => (line.startsWith('problem ') ? [line.slice(8)] : []));

test.each(cases)('%s', async (_, file, text, told) => {
  const { folder, avtal, later } = place({ ...files, [file]: text });
  const small = avtal('bill', 'order.avtal', file, ...period, '--format', 'csv');
  const bulk = await later('bill', 'order.avtal', file, ...period, '--into', 'lines', '--format', 'csv');
  expect([problems(small.err), problems(bulk.err)]).toEqual([told, told]);
  const code = told.length === 0 ? 0 : 1;
  expect([small.code, bulk.code]).toEqual([code, code]);
  if (bulk.err.includes('`lines` is not written.')) return;
  expect(manifestOf(join(folder, 'lines'))).toMatchObject({ complete: told.length === 0 });
  const own = (rows: readonly Row[]) => sorted(rows.map(({ clause = '', amount = '' }) => ({ clause, amount })));
  expect(own(linesIn(join(folder, 'lines')))).toEqual(own(rowsOf(small.out)));
});

test('rows with other values than columns are told where they begin', async () => {
  const rows = [
    '"A\n1",2027-03-01 08:00,1,J,phone',
    'B,2027-03-02 08:00,1,J,phone,x',
    '',
    '"C\n\n1",2027-03-03 08:00,z,J,phone',
    'D,x',
  ];
  const { later } = place({ ...files, 'a.csv': `${header}${rows.join('\n')}\n` });
  const { code, err } = await later('bill', 'order.avtal', 'a.csv', ...period, '--into', 'lines');
  expect(code).toBe(1);
  expect(problems(err)).toEqual([
    'a.csv:4: The row has not 5 values, one for each column.',
    'a.csv:6: `hours` is "z", expected a number such as `12` or `12.5`.',
    'a.csv:9: The row has not 5 values, one for each column.',
  ]);
});

test('what pricing tells of a fact without an id is told with its line', async () => {
  const { later, avtal } = place({ ...files, 'a.ndjson': `\n${object('"hours":1', ' ').replace('03-01', '03-25')}` });
  const told = ['a.ndjson:2: It lies outside the days of the order `Own`.'];
  const call = ['bill', 'order.avtal', 'a.ndjson', ...period];
  expect([problems(avtal(...call).err), problems((await later(...call, '--into', 'lines')).err)]).toEqual([told, told]);
});

test('what cannot be read goes to the rejects with its text', async () => {
  const { later, avtal, read } = place({ ...files, 'a.ndjson': `{"id":"B",\n${object('"hours":1')}` });
  for (const into of [[], ['--into', 'lines']]) {
    const call = ['bill', 'order.avtal', 'a.ndjson', ...period, '--rejects', 'rejects.ndjson', ...into];
    expect((into.length === 0 ? avtal(...call) : await later(...call)).code).toBe(1);
    expect(JSON.parse(read('rejects.ndjson'))).toEqual({
      row: '{"id":"B",',
      problem: 'a.ndjson:1: The line is not JSON: Expected double-quoted property name in JSON at position 10.',
    });
  }
});

test('where the rejects cannot be written, nothing is', async () => {
  const { folder, later } = place({ ...files, 'a.csv': `${header}${good}B,x,1,J,phone\n` });
  const { code, err } = await later(
    'bill',
    'order.avtal',
    'a.csv',
    ...period,
    '--into',
    'lines',
    '--rejects',
    'no/r.csv',
  );
  expect([code, err]).toEqual([2, expect.stringContaining('`no/r.csv` cannot be written')]);
  expect(existsSync(join(folder, 'lines'))).toBe(false);
});

test.each(['1', '2'])('an amount that floating point does not keep is refused, with %s threads', async (workers) => {
  const own = ['agreement A {', '  currency NOK', '  timezone Europe/Oslo', '  vat none', '  event callout'];
  const orders = ['One', 'Two'].map((name) => `order ${name} for A {\n  from 2027-01-01\n}\n`);
  const { folder, later } = place({
    'a.avtal': `${[...own, '  price callout: 250.33', '}'].join('\n')}\n${orders.join('')}`,
    'a.csv': 'id,order,at,subject,quantity\nO,One,2027-03-01 08:00,callout,123456789012345\n',
  });
  const call = ['bill', 'a.avtal', 'a.csv', ...period, '--into', 'lines', '--workers', workers, '--part-rows', '1'];
  const { code, err } = await later(...call);
  expect([code, err]).toEqual([2, expect.stringContaining('30904937993460323.85 is too large for a line in bulk.')]);
  expect(existsSync(join(folder, 'lines'))).toBe(false);
});

test('a query that gives other rows each time is refused', async () => {
  const { folder, later } = place(files);
  const row = `'E' || range AS id, '2027-03-01 08:00' AS start, if(range < part, '1', '1 ') AS hours, 'J' AS job`;
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: folder });
  await engine.run(`ATTACH '${folder}/time.db' AS made`);
  engine.close();
  const query = `duckdb:${folder}/time.db?SELECT ${row}, 'phone' AS channel FROM range(50000), (SELECT 50000 * random() AS part)`;
  const { code, err } = await later('bill', 'order.avtal', query, ...period, '--into', 'lines');
  expect([code, err]).toEqual([2, expect.stringContaining('The facts changed while they were read.')]);
  expect(existsSync(join(folder, 'lines'))).toBe(false);
});

test('a file that is named twice is told as that', async () => {
  const { folder, avtal, later } = place({ ...files, 'a.csv': `${header}${good}` });
  symlinkSync(join(folder, 'a.csv'), join(folder, 'link.csv'));
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['a.csv', 'a.csv'], '`a.csv` is named twice.'],
    [['a.csv', './a.csv'], '`a.csv` and `./a.csv` are one file.'],
    [['a.csv', 'link.csv'], '`a.csv` and `link.csv` are one file.'],
  ];
  for (const [named, message] of rows) {
    const call = ['bill', 'order.avtal', ...named, ...period];
    for (const ended of [avtal(...call), await later(...call, '--into', 'lines')])
      expect(ended).toEqual({ code: 2, out: '', err: `error: ${message}\nhelp: Name each file of facts once.\n` });
  }
  expect(await later('bill', 'order.avtal', '*.csv', ...period, '--into', 'lines')).toMatchObject({ code: 2 });
});

test('hours of floating point are what their shortest digits say', async () => {
  const { folder, later } = place(files);
  const engine = await openEngine({ threads: 1, memory: 3e8, spill: join(folder, 'spill') });
  const rows = ['1.5', '2', '1.1', '0.1::DOUBLE + 0.2', '1 / 3.0'].map(
    (hours, at) => `('${at}', TIMESTAMP '2027-03-01 0${at}:00:00', (${hours})::DOUBLE, 'J', 'phone')`,
  );
  const table = `(VALUES ${rows.join(', ')}) t(id, start, hours, job, channel)`;
  await engine.run(`COPY (SELECT * FROM ${table}) TO '${folder}/a.parquet'`);
  engine.close();
  const { code, err } = await later('bill', 'order.avtal', 'a.parquet', ...period, '--into', 'lines');
  expect(code).toBe(1);
  expect(problems(err).map((line) => line.replace(/expected .* write/, '…'))).toEqual([
    'a.parquet:4: `hours` is "0.30000000000000004", … the length as a `duration`, `0:18`.',
    'a.parquet:5: `hours` is "0.3333333333333333", … the length as a `duration`, `0:20`.',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'lines/manifest.json'), 'utf8')).rows).toMatchObject({ priced: 3 });
});

test('no part of a second is lost, whatever type it is of', async () => {
  const { folder, later } = place(files);
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: folder });
  const types = { TIMESTAMP_NS: '.000000001', TIMESTAMP: '.000001', TIMESTAMP_MS: '.001', TIMESTAMPTZ: '.000001Z' };
  for (const [type, part] of Object.entries(types)) {
    const zone = part.endsWith('Z') ? 'Z' : '';
    const rows = ['', part.replace('Z', '')].map(
      (rest, at) => `('${at}', '2027-03-01 08:00:00${rest}${zone}'::${type}, 1, 'J', 'phone')`,
    );
    const table = `(VALUES ${rows.join(', ')}) t(id, start, hours, job, channel)`;
    await engine.run(`COPY (SELECT * FROM ${table}) TO '${folder}/${type}.parquet'`);
    const into = [...period, '--into', type];
    const { code, err } = await later('bill', 'order.avtal', `${type}.parquet`, ...into);
    expect(code).toBe(1);
    expect(problems(err)).toEqual([
      expect.stringMatching(
        `^${type}.parquet:2: \`start\` is "2027-03-01 0[78]:00:00${part.replace('Z', '')}.*", expected `,
      ),
    ]);
    expect(manifestOf(join(folder, type)).rows).toMatchObject({ priced: 1, rejected: 1 });
  }
  engine.close();
});

const other = good.replace('A', 'B').replace('\n', '\r\n');
test.each<[string, string, string | Uint8Array]>([
  ['more of Unix', 'b.csv', `${header}${good}${other}`],
  ['more of Windows', 'b.csv', `${header}${good}`.replaceAll('\n', '\r\n') + other.replace('\r', '')],
  ['in a file with a name like a pattern', 'b[1].csv', `${header}${good}${other}`],
  ['in a compressed file', 'b.csv.gz', gzipSync(`${header}${good}${other}`)],
  ['far from the beginning', 'b.csv', `${header}${good.repeat(100_000)}${other}`],
])('lines of CSV that end in different ways are refused: %s', async (_, file, content) => {
  const { folder, later } = place({ ...files, 'a.csv': `${header}${good}`, [file]: content });
  const call = ['bill', 'order.avtal', 'a.csv', file, ...period, '--into', 'lines'];
  expect(await later(...call)).toEqual({
    code: 2,
    out: '',
    err: [
      `error: The lines of \`${file}\` end in different ways, some as on Windows and some not.\n`,
      'help: Nothing is written. Save the file with one kind of line ends.\n',
    ].join(''),
  });
  expect(existsSync(join(folder, 'lines'))).toBe(false);
});

test.each(['', 'no object\n'])(
  'an object that has a key twice is refused, also with others beside it: "%s"',
  async (more) => {
    const { folder, later } = place({
      ...files,
      'a.ndjson': object('"hours":1'),
      'b.ndjson': `\n${object('"hours":1')}\n${object('"hours":1,"hours":2')}${more}`,
    });
    const { code, err } = await later('bill', 'order.avtal', '*.ndjson', ...period, '--into', 'lines');
    expect([code, err]).toEqual([
      2,
      [
        'error: Object 2 of `b.ndjson` has `hours` twice.\n',
        'help: Nothing is written. Which of the two is meant, nobody knows: keep one. (Blank lines are not counted.)\n',
      ].join(''),
    ]);
    expect(existsSync(join(folder, 'lines'))).toBe(false);
  },
);

test('where nobody can say which rows are broken, they are not taken for none', async () => {
  const { folder: cwd } = place();
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: cwd });
  const names = { count: 1, find: () => undefined };
  expect((await readBroken({ cwd }, engine, [], names)).problems).toEqual([]);
  await engine.run(`CREATE TEMP TABLE reject_errors (of VARCHAR)`);
  await expect(readBroken({ cwd }, engine, [], names)).rejects.toThrow('Catalog Error');
  engine.close();
});

test('files of Parquet with other columns and types are each read as they are', async () => {
  const { folder, later, read } = place(files);
  const rows = {
    a: `'A' AS id, 2 AS hours, 'J' AS job`,
    b: `'B' AS id, 1.5 AS hours, 'K' AS job`,
    c: `'C' AS id, 1 AS hours, 'L' AS job, 'fax' AS channel`,
  };
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: folder });
  for (const [file, row] of Object.entries(rows))
    await engine.run(`COPY (SELECT ${row}, TIMESTAMP '2027-03-01 08:00:00' AS start) TO '${folder}/${file}.parquet'`);
  engine.close();
  const call = ['bill', 'order.avtal', '*.parquet', ...period, '--into', 'lines', '--format', 'csv'];
  const { err } = await later(...call, '--columns', 'source,drawn');
  expect(err).toContain('problem c.parquet:1: `channel` is "fax"');
  const works = rowsOf(read('lines/lines-0000.csv')).filter(({ source }) => source !== '');
  expect(works).toEqual([
    { source: 'A', drawn: '7200' },
    { source: 'B', drawn: '5400' },
  ]);
});

test.each(['a.csv', 'a.ndjson', 'a.parquet'])('%s: what folders are called is no column', async (file) => {
  const { folder, later, read, write } = place(files);
  const within = 'order=Other/hours=5';
  write({ [`${within}/a.csv`]: `${header}${good}`, [`${within}/a.ndjson`]: object('"hours":1') });
  const engine = await openEngine({ threads: 1, memory: 200e6, spill: folder });
  const own = `read_csv('${folder}/${within}/a.csv', all_varchar = true, hive_partitioning = false)`;
  await engine.run(`COPY (FROM ${own}) TO '${folder}/${within}/a.parquet'`);
  engine.close();
  const call = ['bill', 'order.avtal', `${within}/${file}`, ...period, '--into', 'lines', '--format', 'csv'];
  const { code, err } = await later(...call, '--columns', 'order,drawn');
  expect([code, err]).toEqual([0, '']);
  expect(rowsOf(read('lines/lines-0000.csv'))[0]).toEqual({ order: 'Own', drawn: '3600' });
});

test('a file whose name looks like a pattern is that file', async () => {
  const other = `${header}B,2027-03-01 08:00,2,J,phone\n`;
  const { later, read } = place({ ...files, 'a[1].csv': `${header}${good}`, 'a1.csv': other });
  const call = ['bill', 'order.avtal', 'a[1].csv', ...period, '--into', 'lines', '--format', 'csv'];
  expect((await later(...call, '--columns', 'source')).err).toBe('');
  expect(rowsOf(read('lines/lines-0000.csv'))[0]).toEqual({ source: 'A' });
});

test('what is to be told besides lines is told of each order', async () => {
  const terms = `agreement Small {
  currency  NOK
  timezone  Europe/Oslo
  vat       25% on top
  clock     elapsed
  part months full
  activity  travel
  choice    sender: known, other
  include   work per month: 3 h
    notify below 1 h
  rate      work: 500/h
  rate      travel: 100/h
  permit    travel when sender is other: not at all
  permit    travel when sender is known: freely
}
order A for Small {
  from 2027-01-01
}
order B for Small {
  from 2027-01-01
}
`;
  const rows = [
    '1,A,work,2027-03-01 08:00,2.5,known',
    '2,A,travel,2027-03-02 08:00,2.5,other',
    '3,B,work,2027-03-01 08:00,1,',
  ];
  const { folder, later, avtal, write } = place({
    'small.avtal': terms,
    'a.csv': `id,order,subject,start,hours,sender\n${rows.join('\n')}\n`,
  });
  const bulk = await later('bill', 'small.avtal', 'a.csv', ...period, '--into', 'lines', '--format', 'csv');
  expect(bulk).toMatchObject({
    code: 0,
    err: [
      'note A: Mon 2027-03-01 10:00 work: less than 1:00 left · 1\n',
      'note A: Tue 2027-03-02 08:00 not permitted: travel · 2\n',
    ].join(''),
  });
  write({ 'own.csv': `id,subject,start,hours,sender\n${rows.slice(0, 2).join('\n').replaceAll(',A,', ',')}\n` });
  const one = JSON.parse(avtal('bill', 'small.avtal', 'own.csv', '--order', 'A', ...period, '--format', 'json').out);
  expect(manifestOf(join(folder, 'lines')).notes).toEqual([
    { order: 'A', record: 'low-balance', ...one.lowBalances[0] },
    { order: 'A', record: 'unpermitted', ...one.unpermitted[0] },
  ]);
});
