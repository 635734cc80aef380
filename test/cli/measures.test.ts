// `avtal measures`: what came of each measure, from files of outages, in each format.
import { expect, test } from 'vitest';
import { place } from './harness.ts';

const files = {
  'hosting.avtal': `agreement Hosting {
  currency NOK
  timezone Europe/Oslo
  vat none
  unit server
  choice planned: yes, no; default no
  measure uptime "oppetid" = availability per month of server
    except when planned is yes, up to 4 h
  measure longest = longest outage per month
  § 4.1 promise uptime: at least 99.5%
  promise longest: aim at most 4 h
}
order Acme for Hosting {
  from 2026-01-01
  unit web1: server from 2026-01-01
  unit web2: server from 2026-03-17
}
`,
  'outages.csv': `outage,start,end,unit,planned
O1,2026-03-03 08:00,2026-03-03 11:00,web1,
O2,2026-03-20 22:00,2026-03-21 03:00,,yes
`,
  'outages.ndjson': `{"outage":"O1","start":"2026-03-03 08:00","duration":"3 h","unit":"web1"}
{"outage":"O2","start":"2026-03-20 22:00","hours":5,"planned":"yes"}
`,
  'outages.json':
    '{ "outages": [{ "outage": "O1", "start": "2026-03-03 08:00", "end": "2026-03-03 11:00", "unit": "web1" }, { "id": "O2", "start": "2026-03-20 22:00", "hours": 5, "planned": "yes" }] }',
};
const measures = ['measures', 'hosting.avtal', 'outages.csv', '--period', '2026-03'];

test('as a table', () => {
  const { code, out, err } = place(files).avtal(...measures);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatchSnapshot();
});

test('with what each figure was made of', () => {
  expect(place(files).avtal(...measures, '--explain').out).toMatchSnapshot();
});

// 743 h in March; web2 is there for 360 of them, an hour less in spring.
test.each(['outages.csv', 'outages.ndjson', 'outages.json'])('exact as CSV, from %s', (facts) => {
  const { out } = place(files).avtal('measures', 'hosting.avtal', facts, '--period', '2026-03', '--format', 'csv');
  expect(out).toBe(`measure,unit,from,until,value,promised,state,clause
uptime,web1,2026-03-01,2026-03-31,73900/743,at least 99.5,missed,§4.1
uptime,web2,2026-03-01,2026-03-31,35800/359,at least 99.5,kept,§4.1
longest,,2026-03-01,2026-03-31,18000,at most 14400,missed,promise.longest.1
`);
});

test('an outage that is wrong is a problem', () => {
  const wrong = { ...files, 'outages.csv': 'outage,start,end,unit\nO1,2026-03-03 08:00,2026-03-03 11:00,web9\n' };
  const { code, err } = place(wrong).avtal(...measures);
  expect(code).toBe(1);
  expect(err).toContain('The order has no unit `web9`.');
});
