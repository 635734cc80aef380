// Values of rates: money per unit of what is done or used, words, steps, and shares of another rate.
import type * as ast from '@avtal/grammar';
import type { MoneyValue, RateValue, ReferenceValue, Subject, WordValue } from '@avtal/runtime';
import type { Indexed } from '../../model.ts';
import { decimal, fits } from '../amounts.ts';
import { replace, say, textOf } from '../desk.ts';
import { headFixes, oneOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { seen, tailOf } from '../taken.ts';
import { boundUnit, isLadder, ladder, stepOf } from './ladders.ts';
import { moneyValue, numberOf, type Priced, shareOfPrice } from './money.ts';
import { measured, misfit, moneyOf, type Of, only, type Phrase, percentOf, wordValue } from './phrases.ts';
import { reference } from './referring.ts';

export function rate(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const base = {
    kind: 'rate',
    question: question('rate', subject.info.id),
    subject: subject.index,
    ...scope(slot),
  } as const;
  const read = (phrase: Phrase) => rateStep(slot, phrase, subject);
  if (!isLadder(cell)) {
    const phrase = only(slot, cell);
    const value = phrase && read(phrase);
    return value === undefined ? [] : [{ ...base, value }];
  }
  const bounds = boundUnit(slot, subject.info.unit);
  const step = (phrase: Phrase) => lump(slot, phrase, subject) ?? read(phrase);
  const steps = { step: stepOf(slot, step), ofFirst: shareOfPrice };
  const value = bounds && ladder<Priced>(slot, cell.phrases, { ...bounds, ...steps });
  return value === undefined ? [] : [{ ...base, value }];
}

/** `300 up to 4 h`: one sum for all of it, where the head says of what (`each visit`). */
function lump(slot: Slot, phrase: Phrase, subject: Indexed<Subject>): MoneyValue | undefined {
  if (phrase.kind !== 'amount-phrase' || phrase.tails.length > 0 || phrase.amount.per !== undefined) return undefined;
  if (slot.head.scope === undefined || subject.info.unit.kind === 'count') return undefined;
  return moneyValue(slot, phrase.amount);
}

/** Of a rate and of a price alike. */
export const scope = (slot: Slot) => (slot.head.scope === undefined ? {} : { scope: slot.head.scope });

export function rateStep(
  slot: Slot,
  phrase: Phrase,
  subject: Indexed<Subject>,
): RateValue | WordValue | ReferenceValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind === 'reference') return reference(slot, phrase.clause, '100');
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const share = tailOf(slot, phrase, 'of-clause');
  if (share !== undefined) {
    const percent = percentOf(slot, phrase.amount);
    const [clause] = share.clauses;
    return percent === undefined || clause === undefined ? undefined : reference(slot, clause, percent);
  }
  const per = seen(phrase, 'per-period');
  if (per !== undefined && per.period.unit === 'day' && per.period.count === undefined) return perDay(slot, phrase);
  return rateValue(slot, phrase, subject);
}

/** `650/h`: money per unit of the subject, with a repair for every near miss. */
export function rateValue(
  slot: Slot,
  phrase: Of<'amount-phrase'>,
  subject: Indexed<Subject>,
  signs: readonly string[] = [],
): RateValue | undefined {
  const { amount } = phrase;
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  const signed = found.sign !== undefined && !signs.includes(found.sign);
  if (signed || (found.of.kind !== 'bare' && found.of.kind !== 'money')) return misfit(slot, phrase);
  const { unit, id } = subject.info;
  const written = textOf(slot, amount);
  const one = unit.kind === 'time' ? '/h' : unit.kind === 'other' ? `/${unit.name}` : `/${id}`;
  const number = numberOf(amount);
  if (found.per === undefined) {
    const spelled = `${number}${one}`;
    const { clause, says, node } = slot.head;
    const mayBeLump = clause === 'rate' && (says.has('each-part') || says.has('whole'));
    const fixes = [
      replace(slot, amount, spelled),
      ...(unit.kind === 'time' ? [replace(slot, amount, `${number}/min`)] : []),
      ...(mayBeLump ? headFixes(slot, node, ['each job']) : []),
    ];
    const params = { written, subject: id, unit: oneOf(subject.info), instead: spelled, mayBeLump };
    say(slot, 'rate-without-unit', params, amount, { fixes });
    return undefined;
  }
  if (!fits(found.per.of, unit)) {
    const spelled = `${number}${one}`;
    const counted = unit.kind === 'time' ? 'time' : unit.kind === 'other' ? `\`${unit.name}\`` : 'pieces';
    const fixes = [replace(slot, amount, spelled)];
    say(slot, 'rate-per', { written, subject: id, unit: counted, instead: spelled }, amount, { fixes });
    return undefined;
  }
  if (found.of.kind === 'money') {
    moneyOf(slot, amount);
    return undefined;
  }
  if (found.per.inDays) return perDay(slot, phrase);
  if (found.per.value.isZero()) return misfit(slot, phrase);
  return { kind: 'rate', amount: decimal(found.value), per: decimal(found.per.value) };
}

/** A day of work is not the 24 h that `day` means elsewhere. */
function perDay(slot: Slot, phrase: Of<'amount-phrase'>): undefined {
  const number = numberOf(phrase.amount);
  const readings = [`${number} per 8 h`, `${number} per 24 h`];
  const fixes = readings.map((text) => replace(slot, phrase, text));
  say(slot, 'rate-per-day', { written: textOf(slot, phrase) }, phrase, { fixes });
  return undefined;
}
