// Values of prices and start prices, and what is paid back of an allowance.
import type * as ast from '@avtal/grammar';
import type {
  MoneyValue,
  PercentOfFee,
  RateValue,
  ReferenceValue,
  StartClause,
  Subject,
  WordValue,
} from '@avtal/runtime';
import type { Indexed } from '../../model.ts';
import { replace, say, textOf } from '../desk.ts';
import { headFixes } from '../heads.ts';
import { question } from '../ids.ts';
import { kinds } from '../kinds.ts';
import type { Answer, Slot } from '../slot.ts';
import { sayUntaken, seen, tailOf, take } from '../taken.ts';
import { shareOfFees } from './fees.ts';
import { boundUnit, isLadder, ladder, noLadder, stepOf } from './ladders.ts';
import { moneyOrWord, moneyValue, numberOf, type Priced, shareOfPrice } from './money.ts';
import {
  measured,
  misfit,
  missing,
  moneyOf,
  only,
  type Phrase,
  percentOf,
  surplus,
  whole,
  wordValue,
} from './phrases.ts';
import { rateStep, rateValue, scope } from './rates.ts';
import { reference } from './referring.ts';

export function price(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const base = {
    kind: 'price',
    question: question('price', subject.info.id),
    subject: subject.index,
    ...scope(slot),
  } as const;
  const read = (phrase: Phrase) => priceStep(slot, phrase, subject);
  const step = (phrase: Phrase) => (isReference(phrase) ? stepReference(slot, phrase) : read(phrase));
  if (!isLadder(cell)) {
    const phrase = only(slot, cell);
    const value = phrase && (isReference(phrase) ? priceReference(slot, phrase) : read(phrase));
    return value === undefined ? [] : [{ ...base, value }];
  }
  const bounds = boundUnit(slot, subject.info.unit);
  const steps = { step: stepOf(slot, step), ofFirst: shareOfPrice };
  const value = bounds && ladder<Priced>(slot, cell.phrases, { ...bounds, ...steps });
  return value === undefined ? [] : [{ ...base, value }];
}

/** `50% of price visit`, `50% of rate work by booked`, `50% of fee hosting` */
function priceReference(slot: Slot, phrase: Phrase): ReferenceValue | PercentOfFee | undefined {
  if (phrase.kind === 'reference') return reference(slot, phrase.clause, '100');
  if (phrase.kind !== 'amount-phrase') return undefined;
  const share = tailOf(slot, phrase, 'of-clause');
  const [clause] = share?.clauses ?? [];
  if (share === undefined || clause === undefined) return undefined;
  if (isOfFees(clause)) return shareOfFees(slot, phrase.amount, share);
  const percent = percentOf(slot, phrase.amount);
  return percent === undefined ? undefined : reference(slot, clause, percent);
}

/** Whether the price is taken from another clause. */
const isReference = (phrase: Phrase): boolean =>
  phrase.kind === 'reference' || (phrase.kind === 'amount-phrase' && seen(phrase, 'of-clause') !== undefined);

const isOfFees = ({ clause }: ast.ClauseReference): boolean => clause?.text === 'fee' || clause?.text === 'all fees';

/** A share of fees is no step: what it comes to is no price of one. */
function stepReference(slot: Slot, phrase: Phrase): ReferenceValue | undefined {
  const value = priceReference(slot, phrase);
  return value?.kind === 'percent-of-fee' ? misfit(slot, phrase) : value;
}

/** `400/h`, `50% of rate work`: what is paid back of an allowance, as what it is of is priced. */
export function paidBack(asking: Slot, cell: ast.Cell): MoneyValue | RateValue | ReferenceValue | undefined {
  const [subject] = asking.head.subjects;
  const phrase = only(asking, cell);
  if (subject === undefined || phrase === undefined) return undefined;
  const clause = subject.info.kind === 'event' ? 'price' : 'rate';
  const slot = { ...asking, head: { ...asking.head, clause, kind: kinds[clause] } } as const;
  const value = isReference(phrase)
    ? priceReference(slot, phrase)
    : clause === 'rate'
      ? rateStep(slot, phrase, subject)
      : priceStep(slot, phrase, subject);
  if (value !== undefined) sayUntaken(slot, [phrase]);
  if (value === undefined || value.kind === 'money' || value.kind === 'rate') return value;
  const isPlain = value.kind === 'reference' && (value.times ?? value.quantity) === undefined;
  return isPlain ? value : misfit(slot, phrase);
}

function priceStep(
  slot: Slot,
  phrase: Phrase,
  subject: Indexed<Subject>,
): MoneyValue | RateValue | WordValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const { amount } = phrase;
  if (amount.per === undefined) return moneyValue(slot, amount);
  if (subject.info.kind === 'usage') return rateValue(slot, phrase, subject);
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  const number = numberOf(amount);
  const { id } = subject.info;
  const of = found.per?.of;
  const instead = of?.kind === 'other' ? `declare \`usage ${id} in ${of.name}\`` : 'price the time as `rate work: …/h`';
  const params = { written: textOf(slot, amount), clause: slot.head.written, subject: id, number, instead };
  say(slot, 'price-per', params, amount, { fixes: [replace(slot, amount, number)] });
  return undefined;
}

export function startPrice(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  const { scope: over, says, node, written } = slot.head;
  if (over === undefined && !says.has('each')) {
    const readings = ['each job', 'each visit', 'each ticket'];
    const because = 'a start price is paid once for each of something';
    say(slot, 'scope-missing', { clause: written, because }, node, {
      fixes: headFixes(slot, node, readings),
    });
  }
  if (!noLadder(slot, cell)) return [];
  const [first, ...rest] = cell.phrases;
  const value =
    first === undefined
      ? missing(slot, cell)
      : isReference(take(slot, first))
        ? priceReference(slot, first)
        : moneyOrWord(slot, first);
  const buys = rest.map((phrase) => purchase(slot, phrase));
  if (value === undefined || subject === undefined || over === undefined) return [];
  const scopeId = slot.model.scopes[over]?.id ?? '';
  const bought = buys.filter((one) => one !== undefined);
  // What begins by travel is another question than what begins by work.
  const other = subject.info.id === 'work' ? undefined : subject.info.id;
  const asked = question('start', scopeId, other);
  return [{ kind: 'start', question: asked, scope: over, subject: subject.index, value, buys: bought }];
}

/** `first 1 h of work included` buys time, `750 of work included` money; `1 h of work included` could be either. */
function purchase(slot: Slot, phrase: Phrase): StartClause['buys'][number] | undefined {
  if (phrase.kind !== 'first' && phrase.kind !== 'included-amount') {
    surplus(slot, [phrase]);
    return undefined;
  }
  take(slot, phrase);
  const because = 'a start price includes time or money of an activity';
  const of = slot.model.subject(phrase.of, ['activity'], slot.place, because);
  const found = measured(slot, phrase.amount);
  if (found === undefined || of === undefined) return undefined;
  const isTime = found.of.kind === 'time' && found.sign === undefined && found.per === undefined;
  if (isTime !== (phrase.kind === 'first')) {
    const written = textOf(slot, phrase);
    const reading = isTime ? `first ${written}` : written.replace(/^first\s+/, '');
    say(slot, 'start-buys', { written, time: isTime, subject: of.info.id }, phrase, {
      fixes: [replace(slot, phrase, reading)],
    });
    return undefined;
  }
  if (!isTime) {
    const amount = moneyOf(slot, phrase.amount);
    return amount === undefined ? undefined : { kind: 'money', amount, subject: of.index };
  }
  const seconds = whole(slot, found.value, phrase.amount);
  return seconds === undefined ? undefined : { kind: 'time', seconds, subject: of.index };
}
