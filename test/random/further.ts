// Random surcharges on fees and on other surcharges, and limits that fees are in.
import { answer, type Domain, type Making, type Saying } from './conditions.ts';
import { jobScope, monthScope, yearScope } from './frame.ts';
import { bases, bounds, ladder, open } from './values.ts';

const ofNoFact: Domain = { fact: false, moments: [], windows: false };

export function furtherClauses(making: Making): void {
  const { tape } = making;
  if (tape.chance(70)) surcharges(making);
  if (tape.chance(50)) limit(making);
  if (tape.chance(50)) turnover(making);
}

function surcharges(making: Making): void {
  const { tape } = making;
  const names = ['env', 'admin'].slice(0, tape.int(1, 2));
  for (const name of names) {
    const on = {
      bases: tape.chance(60) ? bases(tape) : [],
      onStart: tape.chance(40),
      ...(tape.chance(60) ? { fees: tape.pick(['*'], ['base'], ['vm', 'care']) } : {}),
      ...(tape.chance(70) ? { surcharges: tape.pick(['*'], ['evening'], ['night', 'rush']) } : {}),
    };
    answer(
      making,
      `surcharge:${name}`,
      ofNoFact,
      () =>
        tape.weigh<Saying>(
          [8, () => ({ kind: 'surcharge', name, ...on, value: { kind: 'percent', percent: tape.pick('5', '12.5') } })],
          [1, () => ({ kind: 'surcharge', name, ...on, value: { kind: 'none' } })],
          [tape.chance(30) ? 1 : 0, () => ({ kind: 'surcharge', name, ...on, value: open(tape) })],
        ),
      false,
    );
  }
  const met = [...names, ...(tape.chance(60) ? ['evening', 'night', 'rush'] : [])];
  if (met.length > 1)
    answer(making, `combine:${met.join('+')}`, ofNoFact, () => ({
      kind: 'combine',
      names: met,
      value: { kind: 'combine', how: tape.pick('add', 'highest', 'multiply') },
    }));
}

function limit(making: Making): void {
  const { tape } = making;
  const on = {
    bases: tape.chance(60) ? bases(tape) : [],
    onStart: tape.chance(40),
    fees: tape.pick(['*'], ['base'], ['vm', 'base']),
    scope: tape.pick(monthScope, monthScope, yearScope),
  };
  const surcharges = tape.pick<'before' | 'after'>('before', 'after');
  answer(
    making,
    'limit:further',
    ofNoFact,
    () => ({ kind: 'limit', ...on, surcharges, value: { kind: 'limit', ...bounds(tape, '500', '2000') } }),
    false,
  );
}

/** What of the turnover of a month, a year or a job comes back. */
function turnover(making: Making): void {
  const { tape } = making;
  const scope = tape.pick(monthScope, yearScope, jobScope);
  const on = {
    bases: bases(tape),
    onStart: tape.chance(40),
    fees: scope === jobScope ? [] : tape.pick<string[]>([], ['*'], ['base']),
    scope,
  };
  const step = () => ({ kind: 'percent' as const, percent: tape.pick('0', '5', '12.5') });
  answer(
    making,
    'discount:bonus:scope',
    ofNoFact,
    () => ({
      kind: 'discount',
      name: 'bonus',
      ...on,
      value: tape.chance(5) ? open(tape) : ladder(tape, ['100', '1000'], step),
    }),
    false,
  );
}
