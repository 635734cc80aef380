// Values of credits: money, a percentage of fees, so much for each step, bands of what is measured; and their caps.
import type * as ast from '@avtal/grammar';
import type { CapClause, CreditAmount, CreditClause, CreditValue, OpenValue, Unit } from '@avtal/runtime';
import { periodName } from '../../names/periods.ts';
import { say, textOf } from '../desk.ts';
import { becauseOf, headFixes, partOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { isLadder, isStep, ladder, noLadder, stepOf } from './ladders.ts';
import {
  inUnit,
  misfit,
  missing,
  moneyOf,
  only,
  onlyTails,
  openValue,
  type Phrase,
  surplus,
  tailOf,
} from './phrases.ts';
import { shareOfFees } from './prices.ts';

export function credit(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { measure, target, it } = slot.head;
  const of: CreditClause['of'] | undefined =
    measure !== undefined
      ? { kind: 'measure', measure: measure.index }
      : target && { kind: 'target', target: target.index };
  if (of === undefined || !isOfTickets(slot)) return [];
  const limits = cell.phrases.filter((phrase) => phrase.kind === 'at-most');
  const rest = cell.phrases.filter((phrase) => phrase.kind !== 'at-most');
  const [limit, ...others] = limits;
  surplus(slot, others);
  const atMost = limit?.kind === 'at-most' ? amountOf(slot, limit.amount, limit.tails) : undefined;
  const value = creditOf(slot, cell, rest);
  if (value === undefined || (limit !== undefined && atMost === undefined)) return [];
  return [
    {
      kind: 'credit',
      question: question('credit', it),
      name: it,
      of,
      value,
      ...(atMost === undefined ? {} : { atMost }),
    },
  ];
}

/** `each ticket` may be said of a target; a measure is asked once for each of its periods. */
function isOfTickets(slot: Slot): boolean {
  const { head, model } = slot;
  const each = partOf(head.node, 'each');
  if (each === undefined) return true;
  const scope = head.scope === undefined ? undefined : model.scopes[head.scope]?.id;
  if (head.target !== undefined && scope === 'ticket') return true;
  const because =
    head.target === undefined ? 'a measure is asked once for each of its periods' : 'a target is one of each ticket';
  say(slot, 'part-out-of-place', { clause: head.written, part: textOf(slot, each), because }, each);
  return false;
}

/** What steps climb: the measure, or by how much the target was missed. */
const climbed = (slot: Slot): Unit => slot.head.measure?.info.unit ?? { kind: 'time' };

function creditOf(slot: Slot, cell: ast.Cell, phrases: readonly Phrase[]): CreditClause['value'] | undefined {
  if (phrases.some(isStep)) {
    const { measure, it } = slot.head;
    const because = measure === undefined ? `by so much \`${it}\` was missed` : `\`${it}\` is measured in it`;
    const step = stepOf(slot, (phrase) => stepValue(slot, phrase));
    return ladder(slot, phrases, { unit: climbed(slot), because, mode: 'whole', step });
  }
  const [first, ...others] = phrases;
  surplus(slot, others);
  return first === undefined ? missing(slot, cell) : stepValue(slot, first);
}

function stepValue(slot: Slot, phrase: Phrase): CreditValue | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  if (phrase.kind === 'word' && phrase.word === 'none') return { kind: 'none' };
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const { per: every, ...amount } = phrase.amount;
  const each = amountOf(slot, amount, phrase.tails);
  const per = tailOf(phrase.tails, 'per-step') ?? (every && stepOfAmount(every));
  if (per === undefined || each === undefined) return each;
  const step = inUnit(slot, per.amount, climbed(slot), becauseOf(slot.head));
  return step === undefined ? undefined : { kind: 'per-step', each, step, rounding: per.rounding };
}

/** `500 per 1 h` is read as one amount. */
function stepOfAmount({ number, unit, span }: NonNullable<ast.Amount['per']>) {
  const one = { kind: 'number', text: '1', span } as const;
  const amount: ast.Amount = { kind: 'amount', parts: [{ number: number ?? one, unit }], span };
  return { rounding: 'exact', amount } as const;
}

/** Money, or a percentage of fees. */
function amountOf(slot: Slot, amount: ast.Amount, tails: readonly ast.Tail[]): CreditAmount | undefined {
  const share = tailOf(tails, 'of-clause');
  if (!onlyTails(slot, tails, ['of-clause', 'per-step'])) return undefined;
  if (share !== undefined) return shareOfFees(slot, amount, share);
  const money = moneyOf(slot, amount);
  return money === undefined ? undefined : { kind: 'money', amount: money };
}

/** `limit credits per month: at most 50% of fee`. */
export function cap(slot: Slot, cell: ast.Cell): readonly Answer[] {
  if (isLadder(cell) && !noLadder(slot, cell)) return [];
  const { head } = slot;
  const phrase = only(slot, cell);
  if (phrase === undefined) return [];
  const value = capValue(slot, phrase);
  if (head.period === undefined) {
    const because = 'credits are limited for each month, quarter or year';
    say(slot, 'scope-missing', { clause: head.written, because }, head.node, {
      fixes: headFixes(slot, head.node, ['per month', 'per contract year']),
    });
    return [];
  }
  if (value === undefined) return [];
  return [{ kind: 'cap', question: question('cap', periodName(head.period)), period: head.period, value }];
}

function capValue(slot: Slot, phrase: Phrase): CapClause['value'] | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase) satisfies OpenValue;
  if (phrase.kind !== 'at-most') return misfit(slot, phrase);
  return onlyTails(slot, phrase.tails, ['of-clause']) ? amountOf(slot, phrase.amount, phrase.tails) : undefined;
}
