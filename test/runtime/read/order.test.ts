// Orders as JSON: good ones as orders, wrong ones by the path of the field.
import { expect, test } from 'vitest';
import { type Ir, readOrder } from '../../../runtime/src/index.ts';
import { agreement, choice, clause, span } from '../agreement.ts';

const ir: Ir = agreement({
  subjects: [{ id: 'vm', kind: 'unit', unit: { kind: 'count' }, countsAs: [], span }],
  dimensions: [
    choice('tier', ['Basic', 'Pro'], { given: 'order' }),
    choice('term', ['monthly', 'yearly'], { given: 'order', defaultValue: 'monthly' }),
    choice('os', ['linux', 'windows']),
  ],
  numbers: [{ id: 'cards', unit: { kind: 'count' }, span }],
  clauses: [
    clause({ kind: 'fee', name: 'vm', question: 'fee:vm', inAdvance: 1, value: { kind: 'open', name: 'vmprice' } }),
  ],
});

const good = {
  id: 'acme',
  customer: 'Acme AS',
  from: '2026-01-01',
  until: null,
  choices: { tier: 'Pro' },
  units: [{ id: 'web1', unit: 'vm', from: '2026-05-20', numbers: { cards: '6' }, choices: { os: 'linux' } }],
  values: { vmprice: { kind: 'money', amount: '250' } },
};

test('an order', () => {
  expect(readOrder(ir, good)).toEqual({
    order: {
      id: 'acme',
      customer: 'Acme AS',
      from: '2026-01-01',
      choices: { tier: 'Pro', term: 'monthly' },
      units: good.units,
      values: good.values,
    },
  });
});

const unit = good.units[0];

test.each([
  [[], 'order', '`order` must be an object.'],
  [{ ...good, id: undefined }, 'id', '`id` is missing.'],
  [{ ...good, from: '1.1.2026' }, 'from', '`from` must be a date such as `2026-01-01`, and is "1.1.2026".'],
  [{ ...good, until: '2025-12-31' }, 'until', '`until` (2025-12-31) must not be before the first day, 2026-01-01.'],
  [{ ...good, choices: {} }, 'choices.tier', 'The order must choose its `tier`.'],
  [{ ...good, choices: { tier: 'Por' } }, 'choices.tier', '`choices.tier`: `Por` is not one of `Basic`, `Pro`.'],
  [
    { ...good, choices: { tier: 'Pro', os: 'linux' } },
    'choices.os',
    '`choices.os`: `os` is not a choice that an order makes.',
  ],
  [{ ...good, costumer: 'x' }, 'costumer', 'There is no field `costumer`.'],
  [{ ...good, units: {} }, 'units', '`units` must be a list.'],
  [
    { ...good, units: [{ ...unit, unit: 'wm' }] },
    'units[0].unit',
    '`units[0].unit`: `wm` is not a unit of the agreement.',
  ],
  [
    { ...good, units: [{ ...unit, numbers: { cards: 'six' } }] },
    'units[0].numbers.cards',
    '`units[0].numbers.cards` must be a number, as text: `"6"`.',
  ],
  [
    { ...good, values: { wmprice: {} } },
    'values.wmprice',
    '`values.wmprice`: `wmprice` is not an open value of the agreement.',
  ],
  [
    { ...good, values: { vmprice: { kind: 'money', amount: 'much' } } },
    'values',
    expect.stringContaining('values.vmprice'),
  ],
])('%#: %j', (json, field, message) => {
  expect(readOrder(ir, json)).toMatchObject({ problems: [{ field, message }] });
});
