// Values of decisions, permissions, approvals and duties.
import type * as ast from '@avtal/grammar';
import { type Approval, type PerformClause, type Period, type PermitClause, Rational } from '@avtal/runtime';
import { append, say, textOf } from '../desk.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { periodOf, tailOf, take, unitOf } from '../taken.ts';
import { boundUnit, isLadder, ladder, noLadder, single, stepOf } from './ladders.ts';
import { inUnit, measured, misfit, only, openValue, type Phrase, whole } from './phrases.ts';

export function decide(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const dimension = slot.head.decides;
  if (dimension === undefined) return [];
  const phrase = single(slot, cell);
  if (phrase === undefined) return [];
  const base = { kind: 'decide', question: question('decide', dimension.id), dimension: dimension.id } as const;
  if (phrase.kind === 'open') return [{ ...base, value: openValue(slot, phrase) }];
  const name = valueName(phrase);
  if (name === undefined) {
    misfit(slot, phrase);
    return [];
  }
  const choice = slot.model.value(dimension, name, slot.place);
  return choice === undefined ? [] : [{ ...base, value: { kind: 'choice', choice } }];
}

/** The name of a value, which may be a word of the language too (`free`, `none`). */
function valueName(phrase: Phrase): ast.Name | undefined {
  if (phrase.kind === 'named-value') return phrase.name;
  return phrase.kind === 'word' ? { kind: 'name', text: phrase.word, span: phrase.span } : undefined;
}

/** All phrases of a permission hold: each is a clause of its own (`only during service, with 1 h notice`). */
export function permit(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined || !noLadder(slot, cell)) return [];
  if (cell.phrases.length === 0) only(slot, cell);
  const base = { kind: 'permit', question: question('permit', subject.info.id), subject: subject.index } as const;
  return cell.phrases.flatMap((phrase) => {
    // `freely` and `not at all` are the whole of it.
    if (phrase.kind !== 'word' || cell.phrases.length === 1) take(slot, phrase);
    const value = permission(slot, phrase);
    return value === undefined ? [] : [{ ...base, value }];
  });
}

function permission(slot: Slot, phrase: Phrase): PermitClause['value'] | undefined {
  switch (phrase.kind) {
    case 'only-during':
    case 'not-during': {
      const window = slot.model.windowOf(phrase.window, slot.place, slot.tier);
      return window === undefined ? undefined : { kind: phrase.kind, window };
    }
    case 'with-notice':
    case 'after': {
      const notice = inUnit(slot, phrase.amount, { kind: 'time' }, 'notice is given so long before');
      const seconds = notice === undefined ? undefined : whole(slot, Rational.of(notice), phrase.amount);
      return seconds === undefined ? undefined : { kind: 'with-notice', seconds, clock: { kind: 'elapsed' } };
    }
    case 'open':
      return openValue(slot, phrase);
    case 'word':
      if (phrase.word === 'freely') return { kind: 'freely' };
      return phrase.word === 'not at all' ? { kind: 'not-at-all' } : misfit(slot, phrase);
    default:
      return misfit(slot, phrase);
  }
}

const approvals: Partial<Record<ast.ValueWord, 'free' | 'notify' | 'notify-before' | 'approve-before'>> = {
  free: 'free',
  notify: 'notify',
  'notify before start': 'notify-before',
  'approve before start': 'approve-before',
};

export function approve(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const base = { kind: 'approve', question: question('approve', subject.info.id), subject: subject.index } as const;
  const read = (phrase: Phrase) => approval(slot, phrase);
  if (!isLadder(cell)) {
    const phrase = only(slot, cell);
    const value = phrase && read(phrase);
    return value === undefined ? [] : [{ ...base, value }];
  }
  const bounds = boundUnit(slot, undefined);
  const value = bounds && ladder(slot, cell.phrases, { ...bounds, mode: 'whole', step: stepOf(slot, read) });
  return value === undefined ? [] : [{ ...base, value }];
}

function approval(slot: Slot, phrase: Phrase): Approval | undefined {
  if (phrase.kind === 'open') return openValue(slot, phrase);
  const what = phrase.kind === 'word' ? approvals[phrase.word] : undefined;
  return what === undefined ? misfit(slot, phrase) : { kind: 'approval', what };
}

const calendar = (unit: Period['unit']): Period => ({ basis: 'calendar', unit, count: 1 });
/** Once in each calendar period. */
const frequencies: Partial<Record<ast.ValueWord, Period>> = {
  daily: calendar('day'),
  weekly: calendar('week'),
  monthly: calendar('month'),
  quarterly: calendar('quarter'),
  'half-yearly': calendar('half-year'),
  yearly: calendar('year'),
};

export function perform(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { name } = slot.head;
  if (name === undefined) return [];
  const phrase = single(slot, cell);
  const value = phrase && frequency(slot, phrase);
  if (value === undefined) return [];
  const base = { kind: 'perform', question: question('perform', name), name } as const;
  return [{ ...base, ...unitOf(slot), value }];
}

function frequency(slot: Slot, phrase: Phrase): PerformClause['value'] | undefined {
  switch (phrase.kind) {
    case 'open':
      return openValue(slot, phrase);
    case 'word': {
      if (phrase.word === 'included') return { kind: 'included' };
      const period = frequencies[phrase.word];
      return period === undefined ? misfit(slot, phrase) : { kind: 'frequency', count: 1, period };
    }
    case 'amount-phrase':
    case 'at-least':
      return timesPer(slot, phrase);
    default:
      return misfit(slot, phrase);
  }
}

/** `4 per contract year`, `at least 4 per 12 months`. */
function timesPer(
  slot: Slot,
  phrase: Extract<Phrase, { readonly amount: ast.Amount; readonly tails: readonly ast.Tail[] }>,
): PerformClause['value'] | undefined {
  const tail = tailOf(slot, phrase, 'per-period');
  const own = tail === undefined ? periodOf(slot) : undefined;
  const found = measured(slot, phrase.amount);
  const isCount = found?.of.kind === 'bare' && found.sign === undefined && found.per === undefined;
  if (found !== undefined && !isCount) return misfit(slot, phrase);
  if (found !== undefined && tail === undefined && own === undefined) {
    const fixes = ['month', 'calendar year', 'contract year'].map((period) => append(slot, phrase, ` per ${period}`));
    say(slot, 'how-often', { written: textOf(slot, phrase), clause: slot.head.written }, phrase, { fixes });
    return undefined;
  }
  const period = tail === undefined ? own : slot.model.period(tail.period, slot.place);
  if (found === undefined || period === undefined) return undefined;
  const count = whole(slot, found.value, phrase.amount);
  if (count === 0) return misfit(slot, phrase);
  return count === undefined ? undefined : { kind: 'frequency', count, period };
}
