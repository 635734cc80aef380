// Facts and expectations of examples → what the runtime takes and compares.
import { describe, expect, test } from 'vitest';
import { ir } from './check.ts';

const preamble = `clock elapsed
part months full
tiers    Basis | Pro
choice   channel: phone, email
number   estimate in h
scope    incident
activity travel
event    callout
usage    driving in km
unit     switch
matter   patching
window   service = Thu 21:00 to Fri 06:00
window   own = service | always
rate work: 650/h
include work per month: 2 h
respond: 2 h
surcharge rush when channel is phone: +50% on work
fee hosting per month: 98
start price each job: 500
approve by estimate: free up to 4 h, then notify
perform dbcc: weekly
`;

function example(rows: string) {
  const text = `${preamble}example E {\n  tier Pro\n  from 2026-01-01\n  ${rows.split('\n').join('\n  ')}\n}`;
  const [found] = ir(text).examples;
  if (found === undefined) throw new Error('no example');
  return found;
}
/** Seconds of a time in UTC. */
const utc = (text: string) => Date.parse(`${text}Z`) / 1000;

describe('facts', () => {
  test.each<[string, object]>([
    [
      'work 2026-03-03 08:00-14:00, job A, channel phone',
      {
        entries: [
          {
            id: '1',
            subject: 'work',
            start: utc('2026-03-03T07:00'),
            end: utc('2026-03-03T13:00'),
            keys: { job: 'A' },
            choices: { channel: 'phone' },
          },
        ],
      },
    ],
    [
      'work 2026-03-13 23:00 to 2026-03-14 02:00, person Kari',
      { entries: [{ start: utc('2026-03-13T22:00'), end: utc('2026-03-14T01:00'), person: 'Kari' }] },
    ],
    [
      'travel 2026-07-03 08:00 for 50 min, estimate 4 h, incident I1',
      {
        entries: [
          {
            subject: 'travel',
            start: utc('2026-07-03T06:00'),
            end: utc('2026-07-03T06:50'),
            numbers: { estimate: '14400' },
            keys: { incident: 'I1' },
          },
        ],
      },
    ],
    [
      'work 2026-10-25 02:30+02:00 to 2026-10-25 02:30+01:00',
      { entries: [{ start: utc('2026-10-25T00:30'), end: utc('2026-10-25T01:30') }] },
    ],
    ['work 2026-03-29 01:00-04:00', { entries: [{ start: utc('2026-03-29T00:00'), end: utc('2026-03-29T02:00') }] }],
    ['work 2026-03-03 20:00-24:00', { entries: [{ end: utc('2026-03-03T23:00') }] }],
    ['callout 2026-04-08 22:00', { occurrences: [{ subject: 'callout', at: utc('2026-04-08T20:00'), quantity: '1' }] }],
    ['callout 2026-04-08 22:00, cost 120', { occurrences: [{ quantity: '1', cost: '120' }] }],
    ['driving 2026-04-08 22:00, 34 km', { occurrences: [{ subject: 'driving', quantity: '34' }] }],
    [
      'ticket T1 reported 2026-03-04 10:00, channel phone',
      { tickets: [{ ticket: 'T1', event: 'reported', at: utc('2026-03-04T09:00'), choices: { channel: 'phone' } }] },
    ],
    ['ticket T1 changed 2026-03-04 10:20, channel email', { tickets: [{ event: 'changed' }] }],
    ['performed dbcc 2026-03-04', { performed: [{ name: 'dbcc', on: '2026-03-04' }] }],
  ])('%s', (row, facts) => {
    expect(example(row).facts).toMatchObject(facts);
  });
});

describe('expectations', () => {
  const march = { from: '2026-03-01', until: '2026-03-31' };
  const ticket = 'ticket T1 reported 2026-03-04 10:00\n';
  test.each<[string, object]>([
    ['expect cost 2026-03: 1598', { kind: 'amount', basis: 'cost', period: march, amount: '1598', withVat: false }],
    ['expect cost 2026-03: 1997.50, with vat', { amount: '1997.5', withVat: true }],
    ['expect cost work 2026-03: 900', { of: { kind: 'subject', name: 'work' } }],
    [
      'expect cost fee hosting 2026: 1176',
      { of: { kind: 'fee', name: 'hosting' }, period: { from: '2026-01-01', until: '2026-12-31' } },
    ],
    ['expect cost fee 2026: 1176', { of: { kind: 'fees' } }],
    ['expect cost start price 2026-03: 500', { of: { kind: 'start' } }],
    ['expect cost surcharge rush 2026-03: 0', { of: { kind: 'surcharge', name: 'rush' } }],
    ['expect invoice 2026-01: 8376', { kind: 'amount', basis: 'invoice' }],
    [
      'expect cost 2026-03-02 to 2026-03-08: cannot be priced',
      { kind: 'unpriced', period: { from: '2026-03-02', until: '2026-03-08' } },
    ],
    ['expect counted work 2026-03: 2 h', { kind: 'counted', subject: 'work', amount: '7200' }],
    [
      `${ticket}expect respond T1: 2026-03-04 10:30`,
      { kind: 'due', ticket: 'T1', target: 'respond', at: utc('2026-03-04T09:30') },
    ],
    [`${ticket}expect respond T1: best effort`, { kind: 'state', state: 'best-effort' }],
    [`${ticket}expect respond T1: undecided`, { kind: 'state', state: 'undecided' }],
    ['expect balance work 2026-03-31: 0 h', { kind: 'balance', subject: 'work', on: '2026-03-31', amount: '0' }],
    ['expect carried work 2026-12-31: 8 h', { kind: 'carried', on: '2026-12-31', amount: '28800' }],
    ['expect openings service 2026: 50', { kind: 'openings', count: 50 }],
    ['expect open own 2026-03: 36 h', { kind: 'open-time', seconds: 129600 }],
    ['expect perform dbcc 2026: 4 due, 3 done, 1 short', { kind: 'duty', name: 'dbcc', due: 4, done: 3, short: 1 }],
    ['expect units switch 2026-05: 7', { kind: 'units', unit: 'switch', amount: '7' }],
    [
      'expect permitted downtime after 2026-03-10 13:10, channel phone: 2026-03-10 14:10',
      {
        kind: 'permitted',
        subject: 'downtime',
        after: utc('2026-03-10T12:10'),
        choices: { channel: 'phone' },
        at: utc('2026-03-10T13:10'),
      },
    ],
    ['expect permitted patching after 2026-03-10 13:10: never', { at: 'never' }],
    [
      'expect rate work at 2026-03-15 10:00 when channel is phone: 750/h',
      {
        kind: 'answer',
        question: 'rate:work',
        at: utc('2026-03-15T09:00'),
        choices: { channel: 'phone' },
        value: { kind: 'rate', amount: '750', per: '3600' },
      },
    ],
    [
      'expect approve at 2026-03-15 10:00, estimate 3 h: free',
      { question: 'approve:work', numbers: { estimate: '10800' }, value: { kind: 'approval', what: 'free' } },
    ],
    [
      'expect surcharge rush at 2026-03-15 10:00, channel phone: +50%',
      { question: 'surcharge:rush', value: { kind: 'percent', percent: '50' } },
    ],
    ['expect start price at 2026-03-15 10:00: 500', { question: 'start:job', value: { kind: 'money', amount: '500' } }],
    [
      'expect respond at 2026-03-15 10:00: 2 h',
      { question: 'target:respond', value: { kind: 'duration', seconds: 7200 } },
    ],
  ])('%s', (row, expectation) => {
    expect(example(row).expectations[0]).toMatchObject(expectation);
  });
});
