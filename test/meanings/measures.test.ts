// What measures mean (U1–U9), as a person would write it and reckon it by hand: small agreements whose own examples must pass.
import { compile } from '@avtal/compiler';
import { createPlan, loadIr, measures, runExample } from '@avtal/runtime';
import { expect, test } from 'vitest';

const heading = 'currency NOK\ntimezone Europe/Oslo\nvat none\nclock elapsed\nunits counted any day\n';
const declared = `unit server
choice planned: yes, no; default no
choice cause: provider, customer; default provider
window core = Mon-Fri 08:00-16:00
`;

function compiled(rows: string) {
  const text = `agreement A {\n${heading}${declared}${rows}\n}`;
  const { ir, diagnostics } = compile('a.avtal', (path) => (path === 'a.avtal' ? text : undefined), {
    analysis: false,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return ir ?? expect.fail('no IR');
}

const example = (...rows: readonly string[]) => `example E {\nfrom 2026-01-01\n${rows.join('\n')}\n}`;

test.each([
  [
    'U1: one figure for each unit, over the days on which it is there: whole days, in spring one hour less',
    `measure uptime = availability per month of server\n${example(
      'unit web1: server from 2026-01-01 until 2026-03-09',
      'unit web2: server from 2026-03-11',
      'outage O1 2026-03-12 08:00 for 5 h 1 min 48 s', // 1% of 503 h: 21 days without the hour that is lost in spring
      'outage O2 2026-03-02 08:00 for 2 h 9 min 36 s', // January to the 9th of March; 1% of 216 h in March
      'expect uptime web1 2026-03: 99%',
      'expect uptime web2 2026-03: 99.000%',
    )}`,
  ],
  [
    'U2: March has 743 h; a window counts only its own time',
    `measure uptime = availability per month\nmeasure office = downtime per month during core\n${example(
      'outage O1 2026-03-29 00:00 for 7 h 25 min 48 s', // a Sunday: 1% of 743 h
      'expect uptime 2026-03: 99.000000%',
      'expect office 2026-03: 0 h',
      'outage O2 2026-04-01 15:00-17:00',
      'expect office 2026-04: 1 h',
    )}`,
  ],
  [
    'U2: nothing to measure where the window never opens',
    `window summer = 1 Jul to 31 Jul\nmeasure uptime = availability per month during summer\n${example(
      'expect uptime 2026-03: nothing to measure',
      'expect uptime 2026-07: 100%',
    )}`,
  ],
  [
    'U3: outages that overlap are one; who names a unit is not the others’',
    `measure down = downtime per month of server\nmeasure all = downtime per month\nmeasure long = downtime per month when length over 1 h\n${example(
      'unit web1: server from 2026-01-01',
      'unit web2: server from 2026-01-01',
      'outage O1 2026-03-03 08:00-09:30, unit web1',
      'outage O2 2026-03-03 09:00-10:00, unit web1',
      'outage O3 2026-03-04 08:00-09:00',
      'expect down web1 2026-03: 3 h',
      'expect down web2 2026-03: 1 h',
      'expect all 2026-03: 3 h',
      'expect long 2026-03: 1 h 30 min',
    )}`,
  ],
  [
    'U3: an outage of a unit counts from its first day on, whoever is asked about',
    `measure down = downtime per month of server\nmeasure all = downtime per month\n${example(
      'unit web1: server from 2026-03-10',
      'outage O1 2026-03-03 08:00-09:00, unit web1',
      'outage O2 2026-03-09 22:00 to 2026-03-10 03:00, unit web1',
      'expect down web1 2026-03: 3 h',
      'expect all 2026-03: 3 h',
    )}`,
  ],
  [
    'U4: an allowance in order of time, and what another outage takes none of',
    `measure down = downtime per month\n  except when planned is yes, up to 4 h\n${example(
      'outage O1 2026-03-03 08:00-11:00, planned yes',
      'outage O2 2026-03-03 10:00-12:00', // the third hour is down anyway
      'outage O3 2026-03-10 08:00-11:00, planned yes', // two of three hours are left
      'expect down 2026-03: 3 h',
      'outage O4 2026-04-10 08:00-11:00, planned yes',
      'expect down 2026-04: 0 h',
    )}`,
  ],
  [
    'U4: what is left out is not in the time that counts',
    `measure uptime = availability per month\n  leaving out when cause is customer\n${example(
      'outage O1 2026-04-01 00:00 to 2026-04-11 00:00, cause customer', // 480 h are left
      'outage O2 2026-04-20 00:00-12:00',
      'expect uptime 2026-04: 97.5%',
    )}`,
  ],
  [
    'U5: an outage over the border of a month belongs to the month in which it begins; time down does not',
    `measure failures = outages per month\nmeasure longest = longest outage per month\nmeasure down = downtime per month\n${example(
      'outage O1 2026-01-31 22:00 to 2026-02-01 04:00',
      'expect failures 2026-01: 1',
      'expect failures 2026-02: 0',
      'expect longest 2026-01: 6 h',
      'expect longest 2026-02: 0 h',
      'expect down 2026-01: 2 h',
      'expect down 2026-02: 4 h',
    )}`,
  ],
  [
    'U5: an outage that meets another goes on in it, over as many borders as there are',
    `measure failures = outages per month during core\nmeasure longest = longest outage per month during core\n${example(
      'outage O1 2026-01-30 08:00 to 2026-02-02 10:00', // 8 h of Friday, 2 h of Monday
      'outage O2 2026-02-02 10:00 to 2026-03-02 09:00', // 6 h of Monday, 19 days, 1 h in March
      'expect failures 2026-01: 1',
      'expect failures 2026-02: 0',
      'expect longest 2026-01: 169 h',
      'expect longest 2026-03: 0 h',
    )}`,
  ],
  [
    'U5: a closed window is no break while the outage goes on',
    `measure failures = outages per month during core\nmeasure longest = longest outage per month during core\n${example(
      'outage O1 2026-03-06 15:00 to 2026-03-09 09:00', // Friday to Monday
      'expect failures 2026-03: 1',
      'expect longest 2026-03: 2 h',
      'outage O2 2026-04-10 15:00-17:00',
      'outage O3 2026-04-13 07:00-09:00',
      'expect failures 2026-04: 2',
      'expect longest 2026-04: 1 h',
    )}`,
  ],
  [
    'U6: the share of tickets; late and still open is missed; none is nothing to measure',
    `respond: 1 h\nmeasure share = share of respond met per month when cause is provider\nmeasure lapses = respond missed per month\n${example(
      'ticket T1 reported 2026-03-04 10:00',
      'ticket T1 responded 2026-03-04 10:20',
      'ticket T2 reported 2026-03-04 10:00',
      'ticket T3 reported 2026-03-04 10:00',
      'ticket T3 responded 2026-03-04 11:00',
      'ticket T4 reported 2026-03-04 10:00, cause customer',
      'expect share 2026-03: 66.67%',
      'expect lapses 2026-03: 2',
      'expect share 2026-02: nothing to measure',
      'expect lapses 2026-02: 0',
      'ticket T5 reported 2026-03-31 23:30',
      'expect share 2026-03: running',
    )}`,
  ],
  [
    'U7 and U9: breaches by period; at a moment, those of the six months up to it',
    `matter termination
measure uptime = availability per month of server
measure breaches = uptime missed per 6 months
promise uptime: at least 99%
permit termination when breaches below 2: not at all
permit termination when breaches at least 2: freely
${example(
  'unit web1: server from 2026-01-01',
  'unit web2: server from 2026-01-01',
  'outage O1 2026-05-04 00:00-12:00', // both units: one period
  'outage O2 2026-07-04 00:00-12:00, unit web1',
  'expect breaches 2026-01-01 to 2026-06-30: 1',
  'expect breaches 2026-07-01 to 2026-12-31: 1',
  'expect permitted termination after 2026-05-10 12:00: 2026-08-01 00:00',
  'expect permitted termination after 2026-11-30 12:00: 2026-11-30 12:00',
  'expect permitted termination after 2026-12-01 00:00: never',
)}`,
  ],
  [
    'U8: kept exactly at the bound; an aim is no promise that counts as missed',
    `measure uptime = availability per month\nmeasure breaches = uptime missed per calendar year
measure goal = availability per month\nmeasure lapses = goal missed per calendar year
promise uptime: at least 99%\npromise goal: aim at least 99%
${example(
  'outage O1 2026-04-06 00:00 for 7 h 12 min', // 1% of 720 h
  'outage O2 2026-05-04 00:00-12:00',
  'expect uptime 2026-04: kept',
  'expect uptime 2026-05: missed',
  'expect goal 2026-05: missed',
  'expect breaches 2026: 1',
  'expect lapses 2026: 0',
  'expect uptime 2026-06-15: running',
)}`,
  ],
  [
    'U9: the figure of the last period that had ended; before any has, no condition on it holds',
    `matter termination\nmeasure uptime = availability per month\npermit termination when uptime below 95%: not at all\n${example(
      'outage O1 2026-01-05 00:00 to 2026-01-15 00:00',
      'expect permitted termination after 2026-01-20 00:00: 2026-01-20 00:00',
      'expect permitted termination after 2026-02-01 00:00: 2026-03-01 00:00',
    )}`,
  ],
])('%s', (_, rows) => {
  const ir = compiled(rows);
  const plan = createPlan(ir);
  const results = ir.examples.flatMap((one) => runExample(plan, one));
  expect(results.filter(({ ok }) => !ok).map(({ actual, expected }) => `${expected}, is ${actual}`)).toEqual([]);
});

test('U3: an outage whose choices do not say whether it counts leaves its figures undecided', () => {
  const ir = compiled('choice kind: soft, hard\nmeasure down = downtime per month when kind is hard');
  const order = { id: 'acme', from: '2026-01-01', choices: {}, units: [] };
  const start = Date.UTC(2026, 2, 3) / 1000;
  const outage = { id: 'O1', start, end: start + 3600 };
  const span = { from: '2026-02-01', until: '2026-03-31' };
  const found = measures(createPlan(ir), order, { outages: [outage] }, span);
  expect(found.measures.map(({ state, value }) => [state, value])).toEqual([
    ['no-promise', '0'],
    ['undecided', undefined],
  ]);
  expect(found.problems.map(({ code, message }) => [code, message])).toEqual([
    ['choice-missing', '`down` depends on `kind`, which is not stated.'],
  ]);
  const hard = { ...outage, choices: { kind: 'hard' } };
  expect(measures(createPlan(ir), order, { outages: [hard] }, span).measures.at(-1)?.value).toBe('3600');
});

test('outages that are wrong are problems and count nowhere', () => {
  const ir = compiled('measure down = downtime per month');
  const order = { id: 'acme', from: '2026-01-01', choices: {}, units: [] };
  const start = Date.UTC(2026, 2, 3) / 1000;
  const outages = [
    { id: 'O1', start, end: start - 1 },
    { id: 'O2', start, end: start + 60 },
    { id: 'O2', start, end: start + 60 },
    { id: 'O3', start, end: start + 60, unit: 'web9' },
    { id: 'O4', start, end: start + 60, choices: { planned: 'perhaps' } },
    { id: 'O5', start, end: start + 60, choices: { colour: 'red' } },
  ];
  const found = measures(createPlan(ir), order, { outages }, { from: '2026-03-01', until: '2026-03-31' });
  expect(found.measures.map(({ value }) => value)).toEqual(['0']);
  expect(found.problems.map(({ subject, code }) => `${subject} ${code}`)).toEqual([
    'O1 bad-fact',
    'O2 duplicate-id',
    'O2 duplicate-id',
    'O3 bad-fact',
    'O4 unknown-choice',
    'O5 unknown-choice',
  ]);
});

test('a measure of itself is refused when the agreement is loaded', () => {
  const ir = compiled('measure uptime = availability per month\nmeasure lapses = uptime missed per month');
  const measuresInCircle = ir.measures.map((one) => ({ ...one, what: { kind: 'breaches', measure: 1 } }));
  expect(loadIr({ ...ir, measures: measuresInCircle })).toEqual({
    problems: ['`measures[1]` is made of itself.'],
  });
});
