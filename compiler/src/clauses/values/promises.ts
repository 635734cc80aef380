// Values of promises about measures: `at least 99.5%`, `at most 4 h`, `no promise`.
import type * as ast from '@avtal/grammar';
import { type PromiseClause, Rational } from '@avtal/runtime';
import { say, textOf } from '../desk.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { take } from '../taken.ts';
import { single } from './ladders.ts';
import { inUnit, measuredIn, misfit, openValue, type Phrase } from './phrases.ts';

type Value = PromiseClause['value'];
type Bound = Extract<Value, { readonly amount: string }>;

export function promise(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { measure } = slot.head;
  if (measure === undefined) return [];
  const phrase = single(slot, cell);
  const value = phrase && promised(slot, phrase);
  if (value === undefined) return [];
  return [{ kind: 'promise', question: question('promise', measure.info.id), measure: measure.index, value }];
}

function promised(slot: Slot, phrase: Phrase): Value | undefined {
  switch (phrase.kind) {
    case 'at-least':
    case 'at-most':
      return bound(slot, phrase);
    case 'aim': {
      const [first, ...rest] = phrase.of;
      if (first === undefined || rest.length > 0 || (first.kind !== 'at-least' && first.kind !== 'at-most'))
        return misfit(slot, phrase);
      const of = bound(slot, first);
      return of && { kind: 'aim', of };
    }
    case 'open':
      return openValue(slot, phrase);
    case 'word':
      if (phrase.word === 'no promise') return { kind: 'no-promise' };
      return phrase.word === 'best effort' ? { kind: 'best-effort' } : misfit(slot, phrase);
    default:
      return misfit(slot, phrase);
  }
}

function bound(
  slot: Slot,
  phrase: Extract<Phrase, { readonly amount: ast.Amount; readonly tails: readonly ast.Tail[] }>,
): Bound | undefined {
  const { measure } = slot.head;
  if (measure === undefined) return undefined;
  take(slot, phrase);
  const amount = inUnit(slot, phrase.amount, measure.info.unit, measuredIn(measure.info));
  if (amount === undefined) return undefined;
  if (measure.info.unit.kind === 'percent' && Rational.of(amount).compare(Rational.of('100')) > 0) {
    say(slot, 'over-hundred', { written: textOf(slot, phrase.amount), clause: slot.head.written }, phrase.amount);
    return undefined;
  }
  return { kind: phrase.kind === 'at-least' ? 'at-least' : 'at-most', amount };
}
