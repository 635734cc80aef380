// Credits as people would write them, each reckoned by hand (meanings K1–K8, Q15).
import { compile } from '@avtal/compiler';
import { createPlan, runExample } from '@avtal/runtime';
import { expect, test } from 'vitest';

const heading =
  'currency NOK\ntimezone Europe/Oslo\nvat none\nclock elapsed\npart months full\nunits counted any day\n';

function failures(rows: readonly string[]): string[] {
  const text = `agreement A {\n${heading}${rows.join('\n')}\n}`;
  const { ir, diagnostics } = compile('a.avtal', () => text, { analysis: false });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  if (ir === undefined) return expect.fail('no IR');
  const plan = createPlan(ir);
  const results = ir.examples.flatMap((one) => runExample(plan, one));
  expect(results.length).toBeGreaterThan(0);
  return results.filter(({ ok }) => !ok).map(({ expected, actual }) => `${expected}, not ${actual}`);
}

const example = (...rows: readonly string[]) => ['example E {', 'from 2026-01-01', ...rows, '}'];
const availability = 'measure uptime = availability per month';
const downtime = 'measure down = downtime per month';
/** T1: two and a half hours late. */
const late = ['ticket T1 reported 2026-03-04 10:00', 'ticket T1 responded 2026-03-04 13:30'];

test.each<readonly [string, readonly string[]]>([
  [
    'K1: a month without outage gives nothing back, and one that is not over neither',
    [
      availability,
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99.9%, then none',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'expect cost credits 2026-02: 0',
        'expect cost credits 2026-03: -100',
        'expect cost credits 2026-03-01 to 2026-03-30: 0',
        'expect cost 2026-03: 900',
      ),
    ],
  ],
  [
    'K1: each ticket that missed its target, in the month in which it was due; an aim is never missed',
    [
      'respond: 1 h',
      'resolve: aim 1 h',
      'credit respond each ticket: 500',
      'credit resolve: 70',
      'combine respond, resolve: add',
      ...example(
        'ticket T1 reported 2026-02-28 23:30',
        'ticket T1 responded 2026-03-01 02:00',
        'ticket T1 resolved 2026-03-01 05:00',
        'ticket T2 reported 2026-03-05 10:00',
        'ticket T2 responded 2026-03-05 10:30',
        'ticket T3 reported 2026-03-06 10:00',
        'expect cost credits 2026-02: 0',
        'expect cost credits 2026-03: -1000',
      ),
    ],
  ],
  [
    'K1: due on the last day of March and answered in April: missed in March, how late is known in April',
    [
      'respond: 1 h',
      'credit respond each ticket: 500',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'ticket T1 responded 2026-04-01 01:00',
        'expect cost credits 2026-03: -500',
        'expect cost credits 2026-04: 0',
      ),
    ],
  ],
  [
    'K1: what counts how late it was waits until that is known',
    [
      'respond: 1 h',
      'credit respond: 100 per started 1 h',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'ticket T1 responded 2026-04-01 01:00',
        'ticket T2 reported 2026-03-02 10:00',
        'expect cost credits 2026-03: 0',
        'expect cost credits 2026-04: -200',
      ),
    ],
  ],
  [
    'K1, K7: a share that is open when its month is over is credited in the month in which it is known, and never again',
    [
      'respond: 24 h',
      'measure answered = share of respond met per month',
      'credit answered: 100 below 100%, then none',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'ticket T2 reported 2026-03-10 10:00',
        'ticket T2 responded 2026-03-10 11:00',
        'ticket T3 reported 2026-04-30 20:00',
        'ticket T3 responded 2026-05-01 08:00',
        'expect cost credits 2026-03: 0',
        'expect cost credits 2026-04: -100',
        'expect cost credits 2026-05: 0',
        'expect cost credits 2026: -100',
        'expect invoice credits 2026-04: -100',
      ),
    ],
  ],
  [
    'K1, U7: so are breaches, of months of which one is open',
    [
      'respond: 24 h',
      'measure answered = share of respond met per month',
      'promise answered: at least 95%',
      'measure bad = answered missed per calendar quarter',
      'credit bad: 100 per started 1',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'expect cost credits 2026-03: 0',
        'expect cost credits 2026-04: -100',
        'expect cost credits 2026: -100',
      ),
    ],
  ],
  [
    'K1: nothing that happens later changes what was credited',
    [
      'target respond from reported to responded, again after reopened',
      'respond: 1 h',
      'measure answered = share of respond met per month',
      'credit answered: 100 below 100%, then none',
      ...example(
        'ticket T1 reported 2026-03-10 10:00',
        'ticket T1 responded 2026-03-10 10:30',
        'ticket T2 reported 2026-03-11 10:00',
        'ticket T2 responded 2026-03-11 12:00',
        'ticket T2 reopened 2026-04-11 10:00',
        'ticket T2 responded 2026-04-11 10:30',
        'expect cost credits 2026-03: -100',
        'expect cost credits 2026: -100',
      ),
    ],
  ],
  [
    'K8: who must claim has the days from the month in which it is known',
    [
      'respond: 24 h',
      'measure answered = share of respond met per month',
      'credit answered: 100 below 100%, then none',
      'claimed within 10 days',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'claim answered 2026-05-10 for 2026-03',
        'expect cost credits 2026-04: 0',
        'expect cost credits 2026-05: -100',
      ),
    ].map((row) => (row.startsWith('claimed') ? `  ${row}` : row)),
  ],
  [
    'K7: a ticket that is missed after the last day of the order is credited in its month',
    [
      'respond: 24 h',
      'credit respond: 500',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'expect cost credits 2026-03: 0',
        'expect cost credits 2026-04: -500',
      ).toSpliced(2, 0, 'until 2026-03-31'),
    ],
  ],
  [
    'K2: bands of availability: 744 h, 10 h down are 98.66%, 40 h down are 94.62%',
    [
      availability,
      'fee per month: 1000',
      'credit uptime: 25% of fee below 95%, 10% of fee below 99%, 5% of fee below 99.9%, then none',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'outage O2 2026-05-03 08:00 to 2026-05-05 00:00',
        'outage O3 2026-07-03 08:00-09:00',
        'outage O4 2026-08-03 08:00 for 40 min',
        'expect cost credits 2026-03: -100',
        'expect cost credits 2026-05: -250',
        'expect cost credits 2026-07: -50',
        'expect cost credits 2026-08: 0',
      ),
    ],
  ],
  [
    'K2, K3: the first four hours are free; six and a quarter begun make seven steps; each part adds up',
    [
      downtime,
      'fee per month: 1000',
      'credit down, each part: none up to 4 h, then 5% of fee per started 1 h',
      ...example('outage O1 2026-03-03 08:00-18:15', 'expect cost credits 2026-03: -350'),
    ],
  ],
  [
    'K3: of a percentage, what lacks to the promise: 98.4 is 1.5 below 99.9, fifteen tenths',
    [
      'measure uptime = availability per day',
      'promise uptime: at least 99.9%',
      'fee per month: 3000',
      'credit uptime: 10 per started 0.1%',
      ...example('outage O1 2026-03-03 08:00 for 1382400 s', 'expect cost credits 2026-02: 0'),
      ...example('outage O1 2026-03-03 08:00 for 23 min', 'expect cost credits 2026-03: -150').map((row) =>
        row.replace('example E ', 'example F '),
      ),
    ],
  ],
  [
    'K3: how late it was: two and a half hours begun are three',
    ['respond: 1 h', 'credit respond: 100 per started 1 h', ...example(...late, 'expect cost credits 2026-03: -300')],
  ],
  [
    'K3: completed hours are two',
    ['respond: 1 h', 'credit respond: 100 per completed 1 h', ...example(...late, 'expect cost credits 2026-03: -200')],
  ],
  [
    'K3: to the second: what was paid for the time, as money and as a share',
    [
      downtime,
      'fee per month: 7200',
      'respond: 1 h',
      'credit down: 100% of fee per 720 h',
      'credit respond: 100/h',
      'combine down, respond: add',
      ...example(
        ...late,
        'outage O1 2026-03-03 08:00 for 45 min',
        'expect cost credit down 2026-03: -7.50',
        'expect cost credit respond 2026-03: -250',
      ),
    ],
  ],
  [
    'K4: after the discount; a yearly fee counts a twelfth in a month',
    [
      availability,
      'fee base per month: 1000',
      'fee licence per contract year: 2400',
      'fee setup once: 500',
      'discount loyal: 10% on fee base',
      'credit uptime when uptime below 99%: 10% of fee base and fee licence',
      ...example('outage O1 2026-03-03 08:00-18:00', 'expect cost credits 2026-03: -110'),
    ],
  ],
  [
    'K4: a single fee counts whole, also long after it was due',
    [
      'target levering from ordered to delivered',
      'levering: 2160 h',
      'fee setup once: 1000000',
      'credit levering each ticket: 0.15% of fee setup per started 1 day, at most 15% of fee setup',
      ...example(
        'ticket L ordered 2026-01-01 00:00',
        'ticket L delivered 2026-04-11 00:00',
        'expect cost credits 2026-04: -15000',
      ),
    ],
  ],
  [
    'K4, K5: so many months of a fee, of a yearly one so many twelfths',
    [
      downtime,
      'fee hosting per month: 1000',
      'fee licence per contract year: 2400',
      'credit down: 5000',
      'limit credits per month: at most 100% of fee hosting and fee licence for 3 months',
      ...example('outage O1 2026-03-03 08:00-18:00', 'expect cost credits 2026-03: -3600'),
    ],
  ],
  [
    'K4: only the fee of the server that was down, by its own size',
    [
      'number cores in pieces',
      'unit server, counts cores',
      'measure uptime = availability per month of server',
      'fee hosting per month per server: 100',
      'credit uptime: 50% of fee hosting below 99%, then none',
      ...example(
        'unit web1: server from 2026-01-01, cores 4',
        'unit web2: server from 2026-01-01, cores 2',
        'outage O1 2026-03-03 08:00-18:00, unit web1',
        'outage O2 2026-04-03 08:00-18:00',
        'expect cost credits 2026-03: -200',
        'expect cost credits 2026-04: -300',
      ),
    ],
  ],
  [
    'K4: a quarter has three months of the fee, and its credit stands on its last day',
    [
      'measure uptime = availability per calendar quarter',
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99.9%, then none',
      ...example(
        'outage O1 2026-02-03 08:00-18:00',
        'expect cost credits 2026-02: 0',
        'expect cost credits 2026-03-31: -300',
      ),
    ],
  ],
  [
    'K5: the single credit has its cap; what no row caps may come to more than the fees',
    [
      downtime,
      'fee per month: 1000',
      'respond: 1 h',
      'credit down: 30% of fee per started 1 h, at most 60% of fee',
      'credit respond: 900',
      'combine down, respond: add',
      ...example(...late, 'outage O1 2026-03-03 08:00-18:00', 'expect cost credits 2026-03: -1500'),
    ],
  ],
  [
    'K5: half of the fees is the most of a month, on a line of its own',
    [
      downtime,
      'fee per month: 1000',
      'credit down: 30% of fee per started 1 h',
      'limit credits per month: at most 50% of fee',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'expect cost credit down 2026-03: -3000',
        'expect cost credits 2026-03: -500',
        'expect cost 2026-03: 500',
      ),
    ],
  ],
  [
    'K6: only the highest counts; of equal ones the first in the row',
    [
      downtime,
      'fee per month: 1000',
      'respond: 1 h',
      'credit down: 10% of fee per started 1 h',
      'credit respond: 300',
      'combine down, respond: highest',
      ...example(
        ...late,
        'outage O1 2026-03-03 08:00-10:00',
        'outage O2 2026-04-03 08:00-10:00',
        'expect cost credit respond 2026-03: -300',
        'expect cost credit down 2026-03: 0',
        'expect cost credit down 2026-04: -200',
      ),
    ],
  ],
  [
    'K6: where nothing says which counts, neither does',
    [
      downtime,
      'fee per month: 1000',
      'respond: 1 h',
      'credit down: 10% of fee per started 1 h',
      'credit respond: 300',
      ...example(...late, 'outage O1 2026-03-03 08:00-10:00', 'expect cost 2026-03: cannot be priced'),
    ],
  ],
  [
    'K7: on the last day of the month, invoiced with it',
    [
      availability,
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99%, then none',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'expect cost credits 2026-03-31: -100',
        'expect cost credits 2026-03-01 to 2026-03-30: 0',
        'expect invoice credits 2026-03: -100',
      ),
    ],
  ],
  [
    'K8: claimed in time, in the month of the claim; a day too late gives nothing',
    [
      availability,
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99%, then none',
      'claimed within 30 days',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'outage O2 2026-06-03 08:00-18:00',
        'outage O3 2026-09-03 08:00-18:00',
        'claim uptime 2026-04-30 for 2026-03',
        'claim uptime 2026-07-31 for 2026-06',
        'expect cost credits 2026-03: 0',
        'expect cost credits 2026-04: -100',
        'expect cost credits 2026: -100',
      ),
    ].map((row) => (row.startsWith('claimed') ? `  ${row}` : row)),
  ],
  [
    'K8: a month after the end of April ends with May',
    [
      availability,
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99%, then none',
      'claimed within 1 month',
      ...example(
        'outage O1 2026-04-03 08:00-18:00',
        'outage O2 2026-07-03 08:00-18:00',
        'claim uptime 2026-05-31 for 2026-04',
        'claim uptime 2026-09-01 for 2026-07',
        'expect cost credits 2026-05: -100',
        'expect cost credits 2026: -100',
      ),
    ].map((row) => (row.startsWith('claimed') ? `  ${row}` : row)),
  ],
  [
    'K8: business days behind the last day: of March, seven end with 14 April, after Easter',
    [
      'holidays Norway',
      'business days Mon-Fri except holidays',
      availability,
      'fee per month: 1000',
      'credit uptime: 10% of fee below 99%, then none',
      'claimed within 7 business days',
      ...example(
        'outage O1 2026-03-03 08:00-18:00',
        'outage O2 2026-06-03 08:00-18:00',
        'outage O3 2026-07-03 08:00-18:00',
        'claim uptime 2026-04-14 for 2026-03',
        'claim uptime 2026-07-10 for 2026-06',
        'claim uptime 2026-08-11 for 2026-07',
        'expect cost credits 2026-04: -100',
        'expect cost credits 2026-07: 0',
        'expect cost credits 2026-08: -100',
      ),
    ].map((row) => (row.startsWith('claimed') ? `  ${row}` : row)),
  ],
  [
    'Q15: work on a ticket that was late is free, other work is not',
    [
      'respond: 1 h',
      'rate work: 100/h',
      'override rate work when respond missed: 0/h',
      ...example(
        ...late,
        'work 2026-03-04 13:30-15:30, ticket T1',
        'work 2026-03-05 13:30-15:30',
        'expect cost work 2026-03: 200',
      ),
    ],
  ],
  [
    'Q15: what is missed only in April changes nothing of March',
    [
      'respond: 2 h',
      'rate work: 100/h',
      'override rate work when respond missed: 0/h',
      ...example(
        'ticket T1 reported 2026-03-31 22:30',
        'work 2026-03-31 23:00-24:00, ticket T1',
        'work 2026-04-01 08:00-09:00, ticket T1',
        'expect cost work 2026-03: 100',
        'expect cost work 2026-04: 0',
        'expect cost work 2026: 100',
      ),
    ],
  ],
])('%s', (_, rows) => {
  expect(failures(rows)).toEqual([]);
});
