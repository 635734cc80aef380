// Random clauses about money: every kind of clause and value that an invoice is made from.
import type {
  CountRule,
  Index,
  MoneyValue,
  PercentOfFee,
  RateValue,
  ReferenceValue,
  StartClause,
  SurchargeStep,
  WordValue,
} from '../../runtime/src/ir.ts';
import { allowance } from './allowances.ts';
import { answer, type Making, type Saying } from './conditions.ts';
import { feeClauses } from './fees.ts';
import {
  callout,
  dayScope,
  driving,
  entryScope,
  hour,
  incidentScope,
  jobScope,
  monthScope,
  ownMonthScope,
  personScope,
  scopes,
  subjectIds,
  travel,
  work,
  yearScope,
} from './frame.ts';
import { furtherClauses } from './further.ts';
import { indexClauses } from './indices.ts';
import { permit } from './promises.ts';
import type { Tape } from './tape.ts';
import { bases, bounds, ladder, moment, money, open, perHour, perPiece, scoped, word } from './values.ts';

function rate(making: Making, subject: Index): void {
  const { tape } = making;
  const unit = subject === driving ? perPiece : perHour;
  const bounds = subject === driving ? ['8', '30.5'] : ['1800', '9000'];
  const scope = tape.chance(30) ? { scope: tape.pick(jobScope, monthScope, yearScope, dayScope, ownMonthScope) } : {};
  answer(making, `rate:${subjectIds[subject]}`, scoped, () =>
    tape.weigh<Saying>(
      [12, () => ({ kind: 'rate', subject, value: unit(tape) })],
      [2, () => ({ kind: 'rate', subject, value: { kind: 'included' } })],
      [
        3,
        () => ({
          kind: 'rate',
          subject,
          ...scope,
          value: ladder(tape, bounds, () =>
            tape.weigh<RateValue | MoneyValue | WordValue>(
              [1, () => word(tape)],
              [9, () => unit(tape)],
              [3, () => ({ kind: 'money', amount: money(tape) })],
            ),
          ),
        }),
      ],
      [1, () => ({ kind: 'rate', subject, value: ladder(tape, ['3600'], () => unit(tape), 'estimate') })],
      [
        subject === travel ? 8 : 0,
        () => ({
          kind: 'rate',
          subject,
          value: {
            kind: 'reference',
            question: 'rate:work',
            percent: tape.pick('100', '50', '33'),
            ...(tape.chance(40) ? { during: 0 } : {}),
          },
        }),
      ],
      [1, () => ({ kind: 'rate', subject, value: tape.chance(50) ? word(tape) : unit(tape) })],
    ),
  );
}

function price(making: Making): void {
  const { tape } = making;
  const scope = tape.chance(30) ? { scope: tape.pick(jobScope, monthScope, entryScope) } : {};
  answer(making, 'price:callout', moment, () =>
    tape.weigh<Saying>(
      [10, () => ({ kind: 'price', subject: callout, value: { kind: 'money', amount: money(tape) } })],
      [3, () => ({ kind: 'price', subject: callout, ...scope, value: { kind: 'money', amount: money(tape) } })],
      [
        2,
        () => ({
          kind: 'price',
          subject: callout,
          value: { kind: 'at-cost', ...(tape.chance(50) ? { markup: '10' } : {}) },
        }),
      ],
      [2, () => ({ kind: 'price', subject: callout, value: perPiece(tape) })],
      [
        2,
        () => ({
          kind: 'price',
          subject: callout,
          value: {
            kind: 'reference',
            question: 'rate:work',
            percent: tape.pick('100', '50'),
            ...tape.pick<object>({ times: 'estimate' }, { times: 'length' }, { quantity: '5400' }),
            ...(tape.chance(50) ? { during: 0 } : {}),
          },
        }),
      ],
      [2, () => ({ kind: 'price', subject: callout, ...scope, value: shareOfFees(tape) })],
      [
        3,
        () => ({
          kind: 'price',
          subject: callout,
          ...scope,
          value: ladder(tape, ['1', '3'], () =>
            tape.pick<MoneyValue | RateValue | ReferenceValue>({ kind: 'money', amount: money(tape) }, perPiece(tape), {
              kind: 'reference',
              question: 'rate:work',
              percent: '80',
              quantity: '3600',
            }),
          ),
        }),
      ],
      [1, () => ({ kind: 'price', subject: callout, value: word(tape) })],
    ),
  );
}

const shareOfFees = (tape: Tape): PercentOfFee => ({
  kind: 'percent-of-fee',
  ...tape.pick<{ percent: string; months?: number; monthsBy?: string }>(
    { percent: '50' },
    { percent: '33', months: 6 },
    { percent: '25', monthsBy: 'cards' },
  ),
  fees: tape.chance(70) ? ['base'] : [],
});

/** A trip: lump sums by distance, or one sum whatever the distance. */
function tripPrice(making: Making): void {
  const { tape } = making;
  const scope = tape.chance(40) ? { scope: tape.pick(jobScope, monthScope) } : {};
  answer(making, 'price:driving', moment, () =>
    tape.weigh<Saying>(
      [2, () => ({ kind: 'price', subject: driving, ...scope, value: { kind: 'money', amount: money(tape) } })],
      [
        3,
        () => ({
          kind: 'price',
          subject: driving,
          ...scope,
          value: ladder(tape, ['8', '30.5'], () =>
            tape.pick<MoneyValue | RateValue>({ kind: 'money', amount: money(tape) }, perPiece(tape)),
          ),
        }),
      ],
    ),
  );
}

function stepRule(tape: Tape, small: string, large: string): CountRule {
  return {
    kind: 'count',
    ...(tape.chance(30) ? { minimum: tape.pick(small, large) } : {}),
    ...(tape.chance(80)
      ? { step: tape.pick(small, large), rounding: tape.pick('started', 'nearest', 'completed') }
      : {}),
    ...(tape.chance(20) ? { grace: '60' } : {}),
  };
}

function count(making: Making, subject: Index): void {
  const { tape } = making;
  const time = subject === work || subject === travel;
  const scope = tape.pick(entryScope, jobScope, jobScope, personScope, dayScope, monthScope, ownMonthScope);
  const across = tape.weigh<{ across?: 'first' | 'last' | 'part' }>(
    [1, () => ({})],
    [6, () => ({ across: tape.pick('first', 'last', 'part') })],
  );
  const [small, large] = time
    ? [tape.pick('900', '600', '3600', '420'), tape.pick('1800', '3600', '5400')]
    : [tape.pick('1', '2', '0.5'), tape.pick('2', '10')];
  const domain = scope === entryScope || scope === jobScope || scope === personScope ? scoped : moment;
  answer(
    making,
    `count:${subjectIds[subject]}`,
    domain,
    () => ({
      kind: 'count',
      subject,
      scope,
      ...across,
      value: tape.chance(2)
        ? open(tape)
        : tape.chance(15)
          ? {
              ...ladder(tape, [small === large ? '10' : small, '100000'], () => stepRule(tape, small, large)),
              mode: 'part',
            }
          : {
              kind: 'count',
              ...(tape.chance(25) ? { free: small } : {}),
              ...(tape.chance(15) ? { freeIfUpTo: small } : {}),
              ...(tape.chance(35) ? { minimum: tape.pick(small, large) } : {}),
              ...(tape.chance(70)
                ? { step: tape.pick(small, large), rounding: tape.pick('started', 'started', 'nearest', 'completed') }
                : {}),
              ...(tape.chance(20) ? { grace: time ? '60' : '0.25' } : {}),
            },
    }),
    false,
  );
}

function start(making: Making): void {
  const { tape } = making;
  const scope = tape.pick(incidentScope, jobScope);
  answer(
    making,
    `start:${scopes[scope]!.id}`,
    moment,
    () => ({
      kind: 'start',
      scope,
      subject: work,
      value: tape.weigh<StartClause['value']>(
        [10, () => ({ kind: 'money' as const, amount: money(tape) })],
        [1, () => word(tape)],
        [1, () => shareOfFees(tape)],
        [
          2,
          () => ({
            kind: 'reference',
            ...tape.pick<{ question: string; quantity?: string }>(
              { question: 'price:callout' },
              { question: 'rate:work', quantity: '5400' },
            ),
            percent: tape.pick('100', '50'),
            ...(tape.chance(30) ? { during: 0 } : {}),
          }),
        ],
      ),
      buys: tape.weigh<StartClause['buys']>(
        [2, () => []],
        [2, () => [{ kind: 'time' as const, seconds: tape.pick(1, 2) * hour, subject: work }]],
        [2, () => [{ kind: 'money' as const, amount: money(tape), subject: work }]],
        [
          1,
          () => [
            { kind: 'time' as const, seconds: 1800, subject: work },
            { kind: 'money' as const, amount: '50.25', subject: travel },
          ],
        ],
      ),
    }),
    false,
  );
}

function surcharges(making: Making): void {
  const { tape } = making;
  const names = ['evening', 'night', 'rush'].slice(0, tape.int(1, 3));
  const how = tape.pick('add', 'highest', 'multiply');
  for (const name of names) {
    const on = bases(tape);
    const onStart = tape.chance(30);
    const steps = tape.pick(jobScope, dayScope, personScope, entryScope, monthScope, ownMonthScope);
    answer(
      making,
      `surcharge:${name}`,
      moment,
      () =>
        tape.weigh<Saying>(
          [
            8,
            () => ({
              kind: 'surcharge',
              name,
              bases: on,
              onStart,
              value: { kind: 'percent', percent: tape.pick('50', '33', '12.5', '0') },
            }),
          ],
          [3, () => ({ kind: 'surcharge', name, bases: on, onStart, value: perHour(tape) })],
          [
            how === 'add' || names.length === 1 ? 3 : 0,
            () => ({
              kind: 'surcharge',
              name,
              bases: on,
              onStart,
              scope: tape.pick(jobScope, entryScope, dayScope),
              value: { kind: 'money', amount: money(tape) },
            }),
          ],
          [2, () => ({ kind: 'surcharge', name, bases: on, onStart, value: { kind: 'none' } })],
          [
            on.every((base) => base === work || base === travel) ? 5 : 0,
            () => ({
              kind: 'surcharge',
              name,
              bases: on,
              onStart: false,
              scope: steps,
              value: ladder<SurchargeStep>(tape, ['3600', '10000'], () =>
                tape.pick<SurchargeStep>(
                  { kind: 'percent', percent: '50' },
                  { kind: 'percent', percent: '12.5' },
                  { kind: 'none' },
                  perHour(tape),
                ),
              ),
            }),
          ],
          [tape.chance(25) ? 2 : 0, () => ({ kind: 'surcharge', name, bases: on, onStart, value: word(tape) })],
        ),
      false,
    );
  }
  if (names.length > 1 && tape.chance(90))
    answer(making, `combine:${names.join('+')}`, moment, () => ({
      kind: 'combine',
      names,
      value: tape.chance(4)
        ? open(tape)
        : { kind: 'combine', how: tape.chance(80) || how === 'add' ? how : tape.pick('highest', 'multiply') },
    }));
  // Two of three by a rule of their own.
  if (names.length > 2 && how !== 'multiply' && tape.chance(50)) {
    const pair = tape.pick(names.slice(0, 2), names.slice(1), names.slice(0, 2), [names[2]!, names[0]!]);
    answer(
      making,
      `combine:${[...pair].sort().join('+')}`,
      moment,
      () => ({ kind: 'combine', names: pair, value: { kind: 'combine', how: tape.pick('add', 'highest') } }),
      false,
    );
  }
}

function limits(making: Making): void {
  const { tape } = making;
  const on = bases(tape);
  const scope = tape.pick(jobScope, entryScope, monthScope, personScope, ownMonthScope);
  const id = `${on
    .map((index) => subjectIds[index])
    .sort()
    .join('+')}:${scopes[scope]!.id}`;
  const onStart = tape.chance(40);
  const first = tape.pick<'before' | 'after'>('before', 'after');
  answer(
    making,
    `limit:${id}`,
    moment,
    () => ({
      kind: 'limit',
      bases: on,
      onStart,
      scope,
      surcharges: tape.chance(90) ? first : 'after',
      value: { kind: 'limit', ...bounds(tape, '500', '1000') },
    }),
    false,
  );
}

function decide(making: Making): void {
  const { tape } = making;
  answer(making, 'decide:severity', { fact: false, moments: [], windows: true }, () => ({
    kind: 'decide',
    dimension: 'severity',
    value: tape.chance(95) ? { kind: 'choice', choice: tape.pick('urgent', 'normal') } : open(tape),
  }));
}

/** Fills an agreement with priced clauses. */
export function priceClauses(making: Making): void {
  const { tape } = making;
  decide(making);
  for (const subject of [work, travel]) rate(making, subject);
  const trips = tape.pick('rate', 'rate', 'price', 'both');
  if (trips !== 'price') rate(making, driving);
  if (trips !== 'rate') tripPrice(making);
  price(making);
  for (const subject of [work, travel, callout, driving]) {
    if (tape.chance(subject === work ? 60 : 30)) count(making, subject);
    if (tape.chance(subject === work ? 50 : 20)) allowance(making, subject);
    if (subject === work && tape.chance(15)) permit(making, work, 'work', false);
  }
  if (tape.chance(35)) start(making);
  if (tape.chance(45)) surcharges(making);
  if (tape.chance(25)) limits(making);
  feeClauses(making);
  if (tape.chance(30)) indexClauses(making);
  if (tape.chance(35)) furtherClauses(making);
  if (tape.chance(20)) countTogether(making);
}

/** Most rules of counting work and travel are then of both, over one scope; where only one of them has any, none is. */
function countTogether({ tape, clauses }: Making): void {
  const all: readonly Index[] = [work, travel];
  const scope = tape.pick(jobScope, jobScope, dayScope, monthScope, personScope);
  const across = tape.pick('first', 'last', 'part');
  const isOfBoth = all.every((one) => clauses.some(({ question }) => question === `count:${subjectIds[one]}`));
  for (const [at, clause] of clauses.entries())
    if (clause.kind === 'count' && all.includes(clause.subject) && tape.chance(90) && isOfBoth)
      clauses[at] = { ...clause, together: all, scope, across };
}
