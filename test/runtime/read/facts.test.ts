// Rows → facts: good rows as facts, bad rows with column, value and what was expected (docs/facts.md).
import { describe, expect, test } from 'vitest';
import { type FactTable, type Ir, type ReadOptions, readFacts, withoutExponent } from '../../../runtime/src/index.ts';
import { agreement, at, choice, clause, span, utc } from '../agreement.ts';

const ir: Ir = agreement({
  subjects: [
    { id: 'work', kind: 'activity', unit: { kind: 'time' }, countsAs: [], span },
    { id: 'travel', kind: 'activity', unit: { kind: 'time' }, countsAs: [], span },
    { id: 'callout', kind: 'event', unit: { kind: 'count' }, countsAs: [], span },
    { id: 'driving', kind: 'usage', unit: { kind: 'other', name: 'km' }, countsAs: [], span },
    { id: 'vm', kind: 'unit', unit: { kind: 'count' }, countsAs: [], span },
  ],
  dimensions: [
    choice('tier', ['Basic', 'Pro'], { given: 'order' }),
    choice('order', ['acme'], { given: 'order' }),
    choice('module', ['sql'], { given: 'module' }),
    choice('channel', ['phone', 'email']),
  ],
  numbers: [
    { id: 'estimate', unit: { kind: 'time' }, span },
    { id: 'cards', unit: { kind: 'count' }, span },
    { id: 'space', unit: { kind: 'percent' }, span },
  ],
  scopes: [{ id: 'incident', over: { kind: 'key', column: 'incident' } }],
  clauses: [
    clause({ kind: 'perform', name: 'dbcc', question: 'perform:dbcc', value: { kind: 'none' } }),
    clause({
      ...{ kind: 'credit', name: 'respond', question: 'credit:respond' },
      ...{ of: { kind: 'target', target: 0 }, value: { kind: 'money', amount: '500' } },
    }),
  ],
});

/** A table as a CSV file gives it. */
function csv(header: string, ...rows: string[]): FactTable {
  const columns = header.split(',');
  return {
    file: 'facts.csv',
    header: { line: 1, columns },
    rows: rows.map((row, index) => ({
      line: index + 2,
      values: Object.fromEntries(row.split(',').map((cell, at) => [columns[at] ?? `column ${at + 1}`, cell])),
    })),
  };
}

function read(table: FactTable, options?: ReadOptions) {
  return readFacts(ir, [table], options);
}

/** What is said of the only problem. */
function problemOf(table: FactTable, options?: ReadOptions): string {
  const { problems, rejected } = read(table, options);
  expect(rejected.length).toBeGreaterThan(0);
  return problems.map(({ origin, message }) => `${origin?.line}: ${message}`).join('\n');
}

describe('facts are read', () => {
  test('time entries', () => {
    const { facts, problems } = read(
      csv(
        'id,subject,start,end,person,job,incident,channel,estimate,cards,space,module',
        'a,,2026-03-03 08:00,2026-03-03 10:30,Kari,J1,I1,phone,12 h,6,20%,sql',
        'b,travel,2026-03-03T08:00:30+01:00,2026-03-03T07:00:31Z,,,,,,,,',
      ),
    );
    expect(problems).toEqual([]);
    expect(facts.entries).toEqual([
      {
        id: 'a',
        subject: 'work',
        start: at('2026-03-03', '08:00'),
        end: at('2026-03-03', '10:30'),
        person: 'Kari',
        keys: { job: 'J1', incident: 'I1' },
        choices: { channel: 'phone', module: 'sql' },
        numbers: { estimate: '43200', cards: '6', space: '20' },
        origin: { file: 'facts.csv', line: 2 },
      },
      {
        id: 'b',
        subject: 'travel',
        start: utc('2026-03-03T07:00:30Z'),
        end: utc('2026-03-03T07:00:31Z'),
        origin: { file: 'facts.csv', line: 3 },
      },
    ]);
  });

  test.each([
    ['1:30', 5400],
    ['0:05:30', 330],
    ['1 h 30 min', 5400],
    ['1.5 h', 5400],
    ['90 min', 5400],
    ['45s', 45],
    ['PT1H30M', 5400],
    ['P1DT1S', 86401],
  ])('the duration %s', (text, seconds) => {
    const { facts } = read(csv('start,duration', `2026-03-03 08:00,${text}`));
    expect(facts.entries[0]?.end).toBe(at('2026-03-03', '08:00') + seconds);
  });

  test.each([
    ['1.5', 5400],
    ['0.0125', 45],
    ['2', 7200],
  ])('%s hours', (text, seconds) => {
    const { facts } = read(csv('start,hours', `2026-03-03 08:00,${text}`));
    expect(facts.entries[0]?.end).toBe(at('2026-03-03', '08:00') + seconds);
  });

  test('a duration is elapsed time, also over a change of the clocks', () => {
    const { facts } = read(csv('start,duration', '2026-03-29 01:00,2 h'));
    expect(facts.entries[0]?.end).toBe(utc('2026-03-29T02:00Z'));
  });

  test('an end and a length that agree', () => {
    expect(read(csv('start,end,hours', '2026-03-03 08:00,2026-03-03 09:00,1.0')).problems).toEqual([]);
  });

  test('24:00 is the next midnight', () => {
    const { facts } = read(csv('start,end', '2026-03-03 22:00,2026-03-03 24:00'));
    expect(facts.entries[0]?.end).toBe(at('2026-03-04'));
  });

  test('occurrences, ticket events, units and duties', () => {
    const { facts, problems } = readFacts(ir, [
      csv('subject,at,quantity,cost', 'callout,2026-03-03 23:00,,', 'driving,2026-03-03 23:00,34 km,120.50'),
      csv('ticket,at,event,channel', 'T1,2026-03-03 10:00,reported,phone', 'T1,2026-03-03 10:20,responded,'),
      csv('id,unit,from,until,cards', 'web1,vm,2026-05-20,2026-08-03,6'),
      csv('name,on,unit', 'dbcc,2026-03-04,web1'),
      csv('outage,start,end,unit,channel', 'O1,2026-03-03 08:00,2026-03-03 09:30,web1,phone'),
    ]);
    expect(problems).toEqual([]);
    expect(facts.occurrences.map(({ id, quantity, cost }) => [id, quantity, cost])).toEqual([
      ['facts.csv:2', '1', undefined],
      ['facts.csv:3', '34', '120.50'],
    ]);
    expect(facts.tickets.map(({ event, choices }) => [event, choices])).toEqual([
      ['reported', { channel: 'phone' }],
      ['responded', undefined],
    ]);
    expect(facts.units).toEqual([
      { id: 'web1', unit: 'vm', from: '2026-05-20', until: '2026-08-03', numbers: { cards: '6' } },
    ]);
    expect(facts.outages[0]).toMatchObject({ id: 'O1', unit: 'web1', choices: { channel: 'phone' } });
    expect(facts.performed[0]).toMatchObject({ name: 'dbcc', on: '2026-03-04', unit: 'web1' });
  });

  test('claims, of a month and of a ticket (K8)', () => {
    const { facts, problems } = read(
      csv(
        'claim,on,from,until,ticket',
        'respond,2026-04-12,2026-03-01,2026-03-31,T1',
        'respond,2026-04-13,2026-03-01,2026-03-31,',
      ),
    );
    expect(problems).toEqual([]);
    const period = { from: '2026-03-01', until: '2026-03-31' };
    expect(facts.claims.map(({ credit, on, period: of, ticket }) => [credit, on, of, ticket])).toEqual([
      ['respond', '2026-04-12', period, 'T1'],
      ['respond', '2026-04-13', period, undefined],
    ]);
    expect(problemOf(csv('claim,on,from,until', 'uptime,2026-04-12,2026-03-01,2026-03-31'))).toBe(
      '2: `claim` is "uptime", expected a credit of the agreement.',
    );
  });

  test('objects of JSON, each by its own fields, with numbers as numbers or texts', () => {
    const { facts, problems } = read({
      file: 'facts.json',
      rows: [
        { line: 2, values: { start: '2026-03-03 08:00', hours: 2, person: null } },
        { line: 3, values: { subject: 'driving', at: '2026-03-03 08:00', quantity: '3.5' } },
      ],
    });
    expect(problems).toEqual([]);
    expect([facts.entries.length, facts.occurrences[0]?.quantity]).toEqual([1, '3.5']);
  });

  test.each([
    ['first', '2026-10-25T00:30Z'],
    ['last', '2026-10-25T01:30Z'],
  ] as const)('a time that occurs twice: the %s', (twice, instant) => {
    const { facts } = read(csv('start,hours', '2026-10-25 02:30,1'), { twice });
    expect(facts.entries[0]?.start).toBe(utc(instant));
  });

  test('columns to be ignored, and the column that rejected rows carry', () => {
    const table = csv('start,hours,comment,problem', '2026-03-03 08:00,1,quick,was wrong');
    expect(read(table, { ignore: ['comment'] }).problems).toEqual([]);
  });
});

describe('bad rows say what is wrong', () => {
  const entry = (start: string, end = '2026-03-03 10:00') => csv('start,end', `${start},${end}`);

  test.each([
    [entry('03.03.2026 08:00'), '2: `start` is "03.03.2026 08:00", expected a time: write `2026-03-03 08:00`.'],
    [entry('2026-03-03 8:00'), '2: `start` is "2026-03-03 8:00", expected a time: write `2026-03-03 08:00`.'],
    [entry('2026-03-03'), '2: `start` is "2026-03-03", expected a date with a time: `2026-03-03 08:00`.'],
    [entry('08:00'), '2: `start` is "08:00", expected a time with its date: `2026-03-31 08:00`.'],
    [entry('3/3/2026 08:00'), '2: `start` is "3/3/2026 08:00", expected a time such as `2026-03-31 08:00`.'],
    [entry('2026-02-30 08:00'), '2: `start` is "2026-02-30 08:00", expected a day that the calendar has.'],
    [entry('2026-03-03 25:00'), '2: `start` is "2026-03-03 25:00", expected a time from `00:00` to `24:00`.'],
    [entry('2026-03-03 08:00:00.5'), '2: `start` is "2026-03-03 08:00:00.5", expected a time in whole seconds.'],
    [entry(''), '2: `start` is empty, expected a value.'],
    [
      entry('2026-03-29 02:30'),
      '2: `start` is "2026-03-29 02:30", expected a local time that occurs: in Europe/Oslo the clocks go from 02:00 to 03:00 that day.',
    ],
    [
      entry('2026-10-25 02:30', '2026-10-25 05:00'),
      '2: `start` is "2026-10-25 02:30", expected an offset, since this time occurs twice in Europe/Oslo: `2026-10-25T02:30+02:00` (the first) or `2026-10-25T02:30+01:00` (the second).',
    ],
    [
      entry('1999-03-03 08:00'),
      '2: `start` is "1999-03-03 08:00", expected a time from 2020-01-01 to 2034-12-31, for which the clock changes of Europe/Oslo are known.',
    ],
    [
      entry('2026-03-03 11:00'),
      '2: `end` is "2026-03-03 10:00", expected an end that is not before the start (`2026-03-03 11:00`).',
    ],
    [csv('start', '2026-03-03 08:00'), '2: `end` is empty, expected an `end`, a `duration` or `hours`.'],
    [
      csv('start,end,hours', '2026-03-03 08:00,2026-03-03 09:00,2'),
      '2: `hours` is "2", expected the same length as `end` says.',
    ],
    [
      csv('start,duration', '2026-03-03 08:00,90'),
      '2: `duration` is "90", expected a duration with its unit: `90 h` or `90 min`.',
    ],
    [
      csv('start,hours', '2026-03-03 08:00,0.0001'),
      '2: `hours` is "0.0001", expected a time that comes to whole seconds.',
    ],
    [
      csv('start,hours', '2026-03-03 08:00,25.33333333333333'),
      '2: `hours` is "25.33333333333333", expected a time that comes to whole seconds: write the length as a `duration`, `25:20`.',
    ],
    [csv('start,hours', '2026-03-03 08:00,-1'), '2: `hours` is "-1", expected hours that are not negative.'],
    [
      csv('start,hours,cards', '2026-03-03 08:00,1,0.1234567890123456'),
      '2: `cards` is "0.1234567890123456", expected a number of at most 15 digits.',
    ],
    [csv('start,hours,channel', '2026-03-03 08:00,1,fax'), '2: `channel` is "fax", expected `phone` or `email`.'],
    [
      csv('start,hours,estimate', '2026-03-03 08:00,1,12'),
      '2: `estimate` is "12", expected a duration with its unit: `12 h` or `12 min`.',
    ],
    [
      csv('start,hours,subject', '2026-03-03 08:00,1,wrok'),
      '2: `subject` is "wrok", expected an activity of the agreement.',
    ],
    [
      csv('start,hours,subject', '2026-03-03 08:00,1,callout'),
      '2: `subject` is "callout", expected an activity, and `callout` is an event: it stands among occurrences, with an `at`.',
    ],
    [csv('subject,at', ',2026-03-03 08:00'), '2: `subject` is empty, expected a value.'],
    [
      csv('ticket,at,event', 'T1,2026-03-03 08:00,respnoded'),
      '2: `event` is "respnoded", expected a milestone of the agreement.',
    ],
    [csv('id,unit,from', 'a,wm,2026-03-03'), '2: `unit` is "wm", expected a unit of the agreement.'],
    [
      csv('id,unit,from,until', 'a,vm,2026-03-03,2026-03-02'),
      '2: `until` is "2026-03-02", expected a last day that is not before the first (`2026-03-03`).',
    ],
    [csv('name,on', 'dbcc,3.3.2026'), '2: `on` is "3.3.2026", expected a date: write `2026-03-03`.'],
    [csv('name,on', 'dbcc,2026-03-03 08:00'), '2: `on` is "2026-03-03 08:00", expected a date: write `2026-03-03`.'],
    [csv('start,hours,job', '2026-03-03 08:00,1,a,b'), '2: `column 4` is "b", expected 3 values, one for each column.'],
    [
      csv('id,start,hours', 'a,2026-03-03 08:00,1', 'b,2026-03-03 08:00,1', 'a,2026-03-04 08:00,1'),
      '2: `id` is "a", expected an id that only one of the time entries has.\n4: `id` is "a", expected an id that only one of the time entries has.',
    ],
    [
      csv('id,unit,from,until', 'a,vm,2026-03-01,2026-03-10', 'a,vm,2026-03-10,'),
      '2: `id` is "a", expected an id that only one of the units has.\n3: `id` is "a", expected an id that only one of the units has.',
    ],
  ])('%#: %s', (table, message) => {
    expect(problemOf(table)).toBe(message);
  });

  test('a unit that changes has a row for each stretch of its days', () => {
    const table = csv('id,unit,from,until,cards', 'a,vm,2026-03-01,2026-03-09,4', 'a,vm,2026-03-10,,6');
    const { facts, problems } = read(table);
    expect(problems).toEqual([]);
    expect(facts.units.map(({ from, numbers }) => [from, numbers?.cards])).toEqual([
      ['2026-03-01', '4'],
      ['2026-03-10', '6'],
    ]);
  });

  test('a decimal comma, in a file with semicolons', () => {
    const table: FactTable = {
      rows: [{ line: 2, values: { subject: 'driving', at: '2026-03-03 08:00', quantity: '1 750,5' } }],
    };
    expect(problemOf(table)).toBe(
      '2: `quantity` is "1 750,5", expected a number with a decimal point and no spaces: `1750.5`.',
    );
  });

  test('a value that is neither text nor number', () => {
    const table: FactTable = { rows: [{ line: 2, values: { start: ['2026-03-03 08:00'], hours: 1 } }] };
    expect(problemOf(table)).toBe('2: `start` is "["2026-03-03 08:00"]", expected a text or a number.');
  });

  test('each wrong value of a row, each once, and the row is rejected whole', () => {
    const { facts, problems, rejected } = read(csv('start,hours,channel', 'x,y,z', '2026-03-03 08:00,1,phone'));
    expect(problems.map(({ column }) => column)).toEqual(['start', 'hours', 'channel']);
    expect([facts.entries.length, rejected.length]).toEqual([1, 1]);
  });

  test('names that would fit come along, for a suggestion', () => {
    expect(read(csv('start,hours,channel', '2026-03-03 08:00,1,phnoe')).problems[0]).toMatchObject({
      code: 'unknown-choice',
      column: 'channel',
      value: 'phnoe',
      known: ['phone', 'email'],
    });
  });
});

describe('headers', () => {
  test.each([
    ['start,hours,chanel', 'The column `chanel`: expected a column that time entries have.'],
    ['start,hours,tier', 'The column `tier`: expected a column that time entries have.'],
    ['start,hours,start', 'The column `start`: expected each column only once.'],
    ['start,,hours', 'The column `column 2`: expected a name.'],
    [
      'strat,hours',
      'The columns are strat, hours, expected the columns of ticket events (`ticket` and `event`), of outages (`outage` and `start`), of claims (`claim` and `on`), of time entries (`start`), of occurrences (`at` and `subject`), of units (`unit` and `from`), of index values (`index` and `value`), of duties done (`name` and `on`).',
    ],
    ['ticket,event', 'The column `at`: expected a column `at` among ticket events.'],
  ])('%s', (header, message) => {
    const { problems, facts, rejected } = read(csv(header, '2026-03-03 08:00,1,x', '2026-03-03 08:00,1,x'));
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect([facts.entries.length, rejected.length]).toEqual([0, 2]);
  });

  test('a kind that is said outright names the column that is missing', () => {
    expect(problemOf({ ...csv('hours', '1'), kind: 'entries' })).toBe(
      '1: The column `start`: expected a column `start` among time entries.',
    );
  });
});

test('rows in any order, and cut into tables anyhow, are the same facts', () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    line: index + 2,
    values: { id: `e${index}`, start: `2026-03-03 08:${10 + index}`, hours: '1' },
  }));
  const ids = (tables: FactTable[]) =>
    readFacts(ir, tables)
      .facts.entries.map((entry) => JSON.stringify(entry))
      .sort();
  const whole = ids([{ file: 'a', rows }]);
  expect(ids([{ file: 'a', rows: [...rows].reverse() }])).toEqual(whole);
  expect(
    ids([
      { file: 'a', rows: rows.slice(7) },
      { file: 'a', rows: rows.slice(0, 7) },
    ]),
  ).toEqual(whole);
});

test.each([
  ['1e5', '100000'],
  ['1E+2', '100'],
  ['-12.345e-1', '-1.2345'],
  ['1.50e-7', '0.00000015'],
  ['0e5', '0'],
  ['1.5', '1.5'],
  ['e5', 'e5'],
  ['1e5 h', '1e5 h'],
])('%s without its exponent is %s', (written, digits) => {
  expect(withoutExponent(written)).toBe(digits);
});
