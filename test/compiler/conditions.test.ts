// Conditions as written become these boxes, and papers, orders and scopes these entries of the IR.
import type { Condition } from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { ir } from './check.ts';

const declarations = `tiers A | B | C
choice channel: phone, email, sms
number estimate in h
window core = Mon-Fri 08:00-16:00
target attend from confirmed to attended
case rush = channel is phone and estimate over 4 h
number ahead in business days`;

/** The condition of a rate under the rows above; window 0 is core. */
function boxes(condition: string): Condition {
  const { clauses } = ir(`${declarations}\nrate work: 1/h\noverride rate work ${condition}: 2/h`);
  return clauses.find(({ rank }) => rank === 'override')!.when;
}

const inside = (is: boolean, moment = 'self') => ({ windows: [{ moment, window: 0, inside: is }] });

describe('a condition', () => {
  test.each<[string, Condition]>([
    ['for A, C', [{ choices: { tier: ['A', 'C'] } }]],
    ['for A, B, C', [{}]],
    ['when channel is sms, phone', [{ choices: { channel: ['phone', 'sms'] } }]],
    ['when channel is not email', [{ choices: { channel: ['phone', 'sms'] } }]],
    ['when not channel is email, sms', [{ choices: { channel: ['phone'] } }]],
    ['when channel is phone and channel is email', []],
    ['when estimate over 4 h', [{ numbers: { estimate: [{ min: '14400', minIncluded: false }] } }]],
    ['when estimate up to 90 min', [{ numbers: { estimate: [{ max: '5400', maxIncluded: true }] } }]],
    [
      'when estimate at least 1 h 30 min and estimate below 2 h',
      [{ numbers: { estimate: [{ min: '5400', minIncluded: true, max: '7200', maxIncluded: false }] } }],
    ],
    ['when not estimate over 4 h', [{ numbers: { estimate: [{ max: '14400', maxIncluded: true }] } }]],
    ['when rush', [{ choices: { channel: ['phone'] }, numbers: { estimate: [{ min: '14400', minIncluded: false }] } }]],
    [
      'when not rush',
      [{ choices: { channel: ['email', 'sms'] } }, { numbers: { estimate: [{ max: '14400', maxIncluded: true }] } }],
    ],
    ['when channel is phone or channel is sms and rush', [{ choices: { channel: ['phone'] } }]],
    ['during core', [inside(true)]],
    ['outside core', [inside(false)]],
    ['during outside core', [inside(false)]],
    ['outside outside core', [inside(true)]],
    ['when ahead below 5 business days', [{ numbers: { ahead: [{ max: '5', maxIncluded: false }] } }]],
    ['when started during core', [inside(true, 'start')]],
    ['when reported outside core', [inside(false, 'reported')]],
    ['when confirmed during core', [inside(true, 'confirmed')]],
    [
      'during core when not started during core',
      [
        {
          windows: [
            { moment: 'self', window: 0, inside: true },
            { moment: 'start', window: 0, inside: false },
          ],
        },
      ],
    ],
    ['during core when channel is phone', [{ choices: { channel: ['phone'] }, ...inside(true) }]],
    ['from 2026-03-01 until 2026-03-31', [{ dates: { from: '2026-03-01', until: '2026-03-31' } }]],
    ['before 2024-03-01', [{ dates: { until: '2024-02-29' } }]],
  ])('%s', (condition, expected) => {
    expect(boxes(condition)).toEqual(expected);
  });
});

test('equal windows that clauses write themselves are one window', () => {
  const { windows } = ir(
    'rate work during Sat-Sun: 1/h\nrate work during Mon-Fri: 2/h\ncount work each job each part during Sat-Sun: per started 1 h',
  );
  expect(windows.map(({ id, named }) => [id, named])).toEqual([
    ['Sat-Sun', false],
    ['Mon-Fri', false],
  ]);
});

test('whoever stands over a paper beats what that paper beats, and orders beat all', () => {
  const settings = 'currency NOK\ntimezone Europe/Oslo\nvat none';
  const { documents } = ir({
    'main.avtal': `use "more.avtal"\nagreement A under B {\n${settings}\n}\ndocument D under A\norder Acme for A {\nfrom 2026-01-01\n}`,
    'more.avtal': 'document B under C {\n}\ndocument C {\n}',
  });
  const beats = Object.fromEntries(documents.map(({ id, beats }) => [id, beats.map((i) => documents[i]?.id)]));
  expect(beats).toEqual({ A: ['D'], D: [], Acme: ['A', 'D', 'B', 'C'], B: ['A', 'D'], C: ['A', 'D', 'B'] });
  expect(documents.filter(({ external }) => external).map(({ id }) => id)).toEqual(['D']);
});

test('clauses of modules, orders and examples hold there alone', () => {
  const { clauses, documents } = ir({
    'a.avtal': `agreement A {
      currency NOK
      timezone Europe/Oslo
      vat none
      rate work: 1/h
      module sql {
        rate work: 2/h
      }
      example E1 {
        from 2026-01-01
        rate work: 3/h
      }
      example E2 {
        from 2026-01-01
      }
    }
    order Acme for A {
      from 2026-01-01
      rate work: 4/h
    }`,
  });
  expect(clauses.map(({ when, section, document }) => [when, section, documents[document]?.id])).toEqual([
    [[{}], undefined, 'A'],
    [[{ choices: { module: ['sql'] } }], 'sql', 'A'],
    [[{ choices: { order: ['example:E1'] } }], undefined, 'example:E1'],
    [[{ choices: { order: ['Acme'] } }], undefined, 'Acme'],
  ]);
});

test('an order has what it binds, and the defaults of what it does not', () => {
  const { orders } = ir({
    'a.avtal': `agreement A {
      currency NOK
      timezone Europe/Oslo
      vat none
      tiers X | Y
      choice term by order: monthly, yearly; default monthly
      choice base: vm, host
      number cards in pieces
      unit switch, counts 1 + 2 cards
    }
    order Acme "Acme AS" for A {
      tier Y
      from 2026-01-01
      until 2026-12-31
      unit s1: switch until 2026-08-03, cards 6, base host
    }`,
  });
  expect(orders).toMatchObject([
    {
      id: 'Acme',
      customer: 'Acme AS',
      from: '2026-01-01',
      until: '2026-12-31',
      choices: { order: 'Acme', tier: 'Y', term: 'monthly' },
      units: [
        {
          id: 's1',
          unit: 'switch',
          from: '2026-01-01',
          until: '2026-08-03',
          numbers: { cards: '6' },
          choices: { base: 'host' },
        },
      ],
    },
  ]);
});

test('`outside` takes all that is joined after it, in a condition as in a head', () => {
  const read = (condition: string) => {
    const rows = `${declarations}\nwindow night = daily 22:00-06:00\nrate work: 1/h\noverride rate work ${condition}: 2/h`;
    const { clauses, windows } = ir(rows);
    return { when: clauses.find(({ rank }) => rank === 'override')?.when, sets: windows.map(({ set }) => set) };
  };
  expect(read('when during outside core, night')).toEqual(read('during outside core, night'));
  expect(read('when started during outside core, night and rush')).toEqual(
    read('when started outside core, night and rush'),
  );
  expect(read('when during (outside core), night')).not.toEqual(read('during outside core, night'));
});
