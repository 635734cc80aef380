// Random fees: recurring and single, per unit and for all units together, as a percentage of others; and discounts.
import type { DiscountClause, FeeClause, Period, RefundClause } from '../../runtime/src/ir.ts';
import { answer, type Making } from './conditions.ts';
import { callout, travel, vm, work } from './frame.ts';
import { noticeValue, termValue } from './terms.ts';
import { anyPeriod, bases, bounds, ladder, money, open, periodic, word } from './values.ts';

/** Fees alone, of units that are bound more often. */
export function unitFees(making: Making): void {
  if (making.tape.chance(25)) discounts(making);
  fees(making);
  if (making.tape.chance(70)) bindings(making);
  if (making.tape.chance(70)) refunds(making);
}

/** Fees, with discounts on some. */
export function feeClauses(making: Making): void {
  if (making.tape.chance(25)) discounts(making);
  fees(making);
  if (making.tape.chance(15)) bindings(making);
  if (making.tape.chance(20)) refunds(making);
}

/** What of what was paid in advance comes back. */
function refunds(making: Making): void {
  const { tape } = making;
  const value = () =>
    tape.weigh<RefundClause['value']>(
      [4, () => ({ kind: 'refund', of: tape.pick('days', 'full-months'), percent: tape.pick('100', '50') })],
      [1, () => ({ kind: 'refund', of: 'days', percent: '100', over: '3' })],
      [2, () => ({ kind: 'not-at-all' })],
      [1, () => open(tape)],
    );
  answer(making, 'refund', periodic, () => ({ kind: 'refund', value: value() }), false);
  if (tape.chance(40))
    answer(making, 'refund:base', periodic, () => ({ kind: 'refund', name: 'base', value: value() }), false);
}

/** How long units are paid for that go. */
function bindings(making: Making): void {
  const { tape } = making;
  const of = { ...periodic, fact: true };
  if (tape.chance(60)) answer(making, 'term:vm', of, () => ({ kind: 'term', unit: vm, value: termValue(tape) }), false);
  const notice = { kind: 'notice', who: 'customer', unit: vm } as const;
  if (tape.chance(60))
    answer(making, 'notice:customer:per vm', of, () => ({ ...notice, value: noticeValue(tape) }), false);
}

function fees(making: Making): void {
  const { tape } = making;
  const inAdvance = (period: Period) =>
    period.unit === 'month' && period.count === 1 ? tape.pick(1, 1, 0, 3, 12) : tape.pick(1, 0, 2);
  if (tape.chance(70)) {
    const period = anyPeriod(tape);
    answer(
      making,
      'fee:base',
      periodic,
      () => ({
        kind: 'fee',
        name: 'base',
        period,
        inAdvance: inAdvance(period),
        value: {
          ...tape.weigh<FeeClause['value']>(
            [9, () => ({ kind: 'money' as const, amount: money(tape) })],
            [1, () => word(tape)],
          ),
          ...(tape.chance(20) ? bounds(tape, '50', '600') : {}),
        },
      }),
      false,
    );
    if (tape.chance(50))
      answer(
        making,
        'fee:care',
        periodic,
        () => ({
          kind: 'fee',
          name: 'care',
          period,
          inAdvance: inAdvance(period),
          value: {
            kind: 'percent-of-fee',
            percent: tape.pick('25', '33'),
            fees: tape.chance(70) ? ['base'] : [],
            ...(tape.chance(40) ? bounds(tape, '50', '70') : {}),
          },
        }),
        false,
      );
  }
  if (tape.chance(60)) {
    const period = anyPeriod(tape);
    answer(
      making,
      'fee:vm',
      { ...periodic, fact: true },
      () => ({
        kind: 'fee',
        unit: vm,
        period,
        inAdvance: inAdvance(period),
        value: tape.weigh<FeeClause['value']>(
          [6, () => ({ kind: 'money' as const, amount: money(tape) })],
          [
            4,
            () =>
              ladder(tape, ['1', '3'], () =>
                tape.chance(95) ? { kind: 'money' as const, amount: money(tape) } : word(tape),
              ),
          ],
          [1, () => word(tape)],
        ),
      }),
      false,
    );
  }
  if (tape.chance(25)) {
    const period = anyPeriod(tape);
    const often = tape.chance(80) ? { period, inAdvance: inAdvance(period) } : { inAdvance: 1 };
    const value = () => (tape.chance(90) ? { kind: 'money' as const, amount: money(tape) } : word(tape));
    const steps = (): FeeClause['value'] => ({ ...ladder(tape, ['1', '3'], value), mode: 'whole' });
    answer(
      making,
      'fee:pack',
      periodic,
      () => ({ kind: 'fee', name: 'pack', by: vm, ...often, value: steps() }),
      false,
    );
  }
  if (tape.chance(40)) {
    const unit = tape.chance(50) ? { unit: vm } : {};
    answer(
      making,
      'fee:setup',
      periodic,
      () => ({
        kind: 'fee',
        name: 'setup',
        ...unit,
        inAdvance: 1,
        value: tape.chance(60)
          ? { kind: 'money', amount: money(tape) }
          : {
              kind: 'percent-of-fee',
              percent: '100',
              ...tape.pick<{ fees: string[]; months?: number }>(
                { fees: ['base'] },
                { fees: ['vm'], months: 3 },
                { fees: [] },
              ),
            },
      }),
      false,
    );
  }
}

function discounts(making: Making): void {
  const { tape } = making;
  const names = tape.pick<(string | undefined)[]>(
    [undefined],
    ['loyal'],
    ['loyal', 'volume'],
    ['loyal', 'volume', 'early'],
  );
  for (const name of names) {
    const on = tape.pick<string[]>([], ['*'], ['base'], ['vm', 'setup']);
    const said = { ...(name === undefined ? {} : { name }), bases: tape.chance(80) ? bases(tape) : [], fees: on };
    const ofFees = said.bases.every((base) => base === callout);
    const ofTime = on.length === 0 && said.bases.every((base) => base === work || base === travel);
    const byUnit = on.includes('vm') && tape.chance(60);
    answer(
      making,
      name === undefined ? 'discount' : `discount:${name}`,
      { ...periodic, windows: true, fact: byUnit },
      () => ({
        kind: 'discount',
        ...said,
        value: tape.weigh<DiscountClause['value']>(
          [8, () => ({ kind: 'percent' as const, percent: tape.pick('10', '33', '2.5') })],
          [1, () => ({ kind: 'percent' as const, percent: '100', over: '12' })],
          [ofFees ? 3 : 0, () => ({ kind: 'money' as const, amount: tape.pick('100', '12.50', '1000') })],
          [ofTime ? 3 : 0, () => ({ kind: 'rate' as const, amount: tape.pick('50', '1000'), per: '3600' })],
          [2, () => ({ kind: 'none' as const })],
          [tape.chance(25) ? 2 : 0, () => open(tape)],
        ),
      }),
      false,
    );
  }
  const met = names.flatMap((name) => (name === undefined ? [] : [name]));
  for (const these of met.length < 2 ? [] : tape.pick([met], [met.slice(0, 2)], [met, met.slice(0, 2)], []))
    answer(
      making,
      `combine:discounts:${these.join('+')}`,
      { ...periodic, windows: true },
      () => ({
        kind: 'combine',
        of: 'discounts',
        names: these,
        value: tape.chance(3) ? open(tape) : { kind: 'combine', how: tape.pick('add', 'highest', 'multiply') },
      }),
      false,
    );
}
