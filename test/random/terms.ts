// Random terms, notices, interest, payment and requirements.
import type { InterestClause, NoticeClause, PaymentClause, TermClause } from '../../runtime/src/ir.ts';
import { answer, type Making } from './conditions.ts';
import { vm } from './frame.ts';
import type { Tape } from './tape.ts';

const plain = { fact: false, moments: [], windows: false } as const;

export const termValue = (tape: Tape): TermClause['value'] =>
  tape.weigh<TermClause['value']>(
    [
      6,
      () => ({
        kind: 'term',
        months: tape.pick(12, 1, 3, 24, 7),
        after: tape.pick<Extract<TermClause['value'], { kind: 'term' }>['after']>(
          { kind: 'ends' },
          { kind: 'renews', months: 12 },
          { kind: 'renews', months: 1 },
          { kind: 'runs-on' },
        ),
      }),
    ],
    [1, () => ({ kind: 'without-end' })],
    [1, () => ({ kind: 'open' })],
  );

export const noticeValue = (tape: Tape): NoticeClause['value'] =>
  tape.weigh<NoticeClause['value']>(
    [
      8,
      () => ({
        kind: 'notice',
        length: { count: tape.pick(1, 3, 30, 6, 0), unit: tape.pick('month', 'day') },
        ends: tape.pick<Extract<NoticeClause['value'], { kind: 'notice' }>['ends']>(
          { kind: 'any-day' },
          { kind: 'term' },
          { kind: 'period', period: { basis: 'calendar', unit: 'month', count: 1 } },
          { kind: 'period', period: { basis: 'calendar', unit: 'quarter', count: 1 } },
          { kind: 'period', period: { basis: 'contract', unit: 'year', count: 1 } },
        ),
      }),
    ],
    [1, () => ({ kind: 'open' })],
  );

const paymentValue = (tape: Tape): PaymentClause['value'] =>
  tape.weigh<PaymentClause['value']>(
    [
      8,
      () => ({
        kind: 'payment',
        length: { count: tape.pick(0, 1, 14, 30), unit: tape.pick('day', 'month') },
        ...(tape.chance(40)
          ? { toEndOf: { basis: 'calendar', unit: tape.pick('month', 'week', 'quarter'), count: 1 } }
          : {}),
        ...(tape.chance(30) ? { fromEndOf: { basis: 'calendar', unit: tape.pick('month', 'quarter'), count: 1 } } : {}),
        ...(tape.chance(30)
          ? { early: { percent: '2', within: { count: tape.pick(8, 0, 1), unit: tape.pick('day', 'month') } } }
          : {}),
      }),
    ],
    [1, () => ({ kind: 'open' })],
  );

export function termClauses(making: Making): void {
  const { tape } = making;
  if (tape.chance(85)) answer(making, 'term', plain, () => ({ kind: 'term', value: termValue(tape) }), false);
  for (const who of ['customer', 'provider'] as const)
    answer(making, `notice:${who}`, plain, () => ({ kind: 'notice', who, value: noticeValue(tape) }), false);
  const prices = { kind: 'notice', who: 'provider', name: 'prices' } as const;
  answer(making, 'notice:provider:prices', plain, () => ({ ...prices, value: noticeValue(tape) }), false);
  answer(
    making,
    'interest',
    plain,
    () => ({
      kind: 'interest',
      value: tape.weigh<InterestClause['value']>(
        [2, () => ({ kind: 'interest', percent: tape.pick('12', '8.5'), per: tape.pick('year', 'month') })],
        [
          2,
          () => ({
            kind: 'base-rate',
            series: 'ECB',
            ...(tape.chance(70) ? { plus: tape.pick('8', '-1') } : {}),
            ...(tape.chance(30) ? { atLeast: '1.5' } : {}),
            ...(tape.chance(30) ? { atMost: '9' } : {}),
          }),
        ],
      ),
    }),
    false,
  );
  answer(making, 'payment', plain, () => ({ kind: 'payment', value: paymentValue(tape) }), false);
  for (const per of [undefined, vm])
    answer(
      making,
      per === undefined ? 'require:vm' : 'require:vm:vm',
      plain,
      () => ({
        kind: 'require',
        unit: vm,
        ...(per === undefined ? {} : { per }),
        value: {
          kind: 'limit',
          ...(tape.chance(70) ? { atLeast: tape.pick('1', '2', '0.5') } : {}),
          ...(tape.chance(40) ? { atMost: tape.pick('3', '5') } : {}),
        },
      }),
      false,
    );
}
