// Every word of a row counts: whatever is added to one, behind its value or in its head, is refused or means something else.
import { describe, expect, test } from 'vitest';
import { compiled } from './check.ts';

const declared = `holidays Norway
business days Mon-Fri except holidays
clock core
part months full
units counted any day
choice ch: a, b; default a
number n in pieces
number len in h
event visit
event card
unit vm
matter m
window core = Mon-Fri 08:00-16:00
measure uptime = availability per month
measure down = downtime per month
rate work: 100/h
activity travel
default rate travel: 60/h
activity oth
default rate oth: 50/h
default price card: 900
default fee hosting per month: 1000
default fee setup once: 500
default resolve: 4 h`;

/** One row of each kind of value of each kind of clause. */
const rows = `rate oth when ch is a: 100/h
rate oth: included
rate oth: 50% of rate work
rate oth: as work during core
rate oth each visit, whole: 100/h up to 3 h, then 90/h
price visit: 80
price visit: 50% of price card
price visit: 50% of fee hosting
price visit: 50% of fee hosting for 6 months
price visit: 100% of rate work for 2 h
price visit: at cost +10%
price visit: not offered
price visit: see "Doc"
start price each job: 80, first 1 h of work included
start price each job: 50% of price card
fee x per month: 100
fee x per month: 10% of fee hosting, at most 70
fee x per month: none
fee x per month per vm, whole: 10 up to 5, then 8
fee x once: 10
include oth per month: 2 h
include oth per month: unlimited
include oth per month: none
include oth in any 30 days: 10 h
include oth each card: 10 h, valid 12 months
draw oth: 1 h uses 2 h
draw oth: not usable
count oth each job: per started 15 min, grace 5 min
count oth each job: at least 1 h
count oth each job: exact
count oth each job: free first 6 min
surcharge s: +50% on oth
surcharge s: +50/h on oth
surcharge s each job: +50 on oth
surcharge s each job, each part: +0% up to 8 h, then +50% on oth
surcharge s on oth: none
discount d: 10% on oth
discount d: 5/h on oth
index each 1 Jan: 3%
index each 1 Jan: 80% of KPI of Oct, at most 3%
limit oth each job: at least 100, before surcharges
limit oth each job: none
limit credits per month: at most 50% of fee hosting
limit credits per month: at most 500
limit credits per month: none
credit uptime: 10% of fee hosting below 95%, then none
credit uptime: 100, at most 50% of fee hosting
credit down: 1/30 of fee hosting per started 1 h
credit resolve each ticket: 100
resolve: 2 h
resolve: 2 h of core
resolve: 2 business days of core, at opening
resolve: at 17:00 same day
resolve: aim 2 h of core
resolve: no promise
resolve: earliest of (2 h, at closing of core)
term: 12 months, renews for 12 months
term: without end
notice both: 3 months before end
notice both: 1 month to end of month
require vm: at least 5
payment: 30 days to end of month
interest: 12% per year
refund: unused full months
refund hosting: 50% of unused days
permit m: only during core
permit m: with 1 h notice
permit m: freely
approve: notify before start
perform r: weekly
perform r: 4 per contract year
promise down: at most 4 h
promise down: no promise`.split('\n');

const behind = ` of rate work| of fee hosting| of price card| of work| of core| of first| of KPI| per 1 h| per started 1 h| per month
 per vm| by n| for 2 h| for 12 months| below 5| up to 5 h| during core| on work| elapsed| to end of month| before end
 from first use| after outage| uses 2 h| and price card| and fee setup|, exact|, per started 1 h|, at least 5|, at most 5 h
, before surcharges|, grace 5 min|, included|, with 1 h notice|, freely|, at 10:00|, valid 12 months|, then none|, rounded to 1`;

const inHead = ` per month| per calendar year| per vm| each job| each month| each outage| each 1 Jan| once| across last| on work| by n`;

/** What it comes to, without where it stands; undefined where it is refused. */
function meaning(row: string): string | undefined {
  const { ir, diagnostics } = compiled(`${declared}\n${row}`, { analysis: false });
  if (ir === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  return JSON.stringify(ir, (key, value: unknown) => (key === 'span' || key === 'sources' ? undefined : value));
}

/** The same in other words: `clock core`, and a price that an index moves anyway. */
const same = new Set(['resolve: 2 h of core', 'resolve: 2 h']);

describe('every word counts', () => {
  test.each(rows)('%s', (row) => {
    const own = meaning(row);
    expect(own).toBeDefined();
    const [head = '', ...value] = row.split(':');
    const isBlank = value.join().trim() === 'none';
    const more = [
      ...behind.split(/[|\n]/).map((words) => row + words),
      ...(isBlank ? [] : inHead.split('|').map((part) => [head + part, ...value].join(':'))),
    ];
    expect(more.filter((one) => meaning(one) === own && !same.has(one))).toEqual([]);
  });
});
