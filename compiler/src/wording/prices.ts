// Prices in words: rates, prices, start prices, fees, and how they change each year.

import {
  type Clause,
  type FeeClause,
  type IndexClause,
  type MoneyValue,
  type PercentOfFee,
  pointsWords,
  type RateValue,
  type ReferenceValue,
  type StartClause,
  shareWords,
  type Unit,
  type WordValue,
} from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { boundsWords, ladderPredicate, type Predicate, questionWords, wordPredicate } from './predicate.ts';
import {
  durationWords,
  everyWords,
  moneyWords,
  monthNames,
  named,
  pieces,
  plural,
  quantityWords,
  rateWords,
  type Speaker,
  shortName,
  time,
} from './speaker.ts';
import { windowName } from './windows.ts';

type Priced = RateValue | MoneyValue | ReferenceValue | PercentOfFee | WordValue;

export function pricePredicate(
  speaker: Speaker,
  value: Extract<Clause, { readonly kind: 'rate' | 'price' }>['value'],
  unit: Unit,
): Predicate {
  if (value.kind !== 'ladder') return onePrice(speaker, value, unit);
  return ladderPredicate<Priced>(speaker, value, unit, (step) => onePrice(speaker, step, unit));
}

export function onePrice(speaker: Speaker, value: Priced, unit: Unit): Predicate {
  switch (value.kind) {
    case 'rate': {
      const text = rateWords(speaker, value.amount, value.per, unit);
      return { verb: 'costs', object: text, cell: text, tone: 'amount' };
    }
    case 'reference': {
      const during = value.during === undefined ? '' : ` during ${windowName(speaker, value.during)}`;
      const times =
        value.times === undefined
          ? ''
          : ` for the ${named(speaker, value.times, speaker.ir.numbers.find(({ id }) => id === value.times)?.label)}`;
      const of = speaker.ir.subjects.find(({ id }) => value.question === `rate:${id}`);
      const length = value.quantity === undefined ? '' : ` for ${quantityWords(value.quantity, of?.unit ?? time)}`;
      const as = `${questionWords(speaker, value.question)}${during}${times}${length}`;
      const same = value.percent === '100';
      const text = same ? `as much as ${as}` : `${value.percent}% of ${as}`;
      return { verb: 'costs', object: text, cell: same ? `as ${as}` : text, tone: 'word' };
    }
    case 'percent-of-fee':
      return ofFees(speaker, value, value.months === undefined && value.monthsBy === undefined ? ' of the month' : '');
    default:
      return amountPredicate(speaker, value, '');
  }
}

/** `behind`: what an amount is for: `a month`. */
function amountPredicate(speaker: Speaker, value: MoneyValue | WordValue, behind: string): Predicate {
  if (value.kind !== 'money') return wordPredicate(speaker, value, 'price');
  const text = `${moneyWords(speaker, value.amount)}${behind}`;
  return { verb: 'costs', object: text, cell: text, tone: 'amount' };
}

export function startPredicate(speaker: Speaker, { value, buys }: StartClause): Predicate {
  const said = onePrice(speaker, value, pieces);
  const bought = buys.map((one) => {
    const of = shortName(speaker, speaker.ir.subjects[one.subject] ?? { id: '' });
    return one.kind === 'time'
      ? `the first ${durationWords(one.seconds)} of ${of}`
      : `${moneyWords(speaker, one.amount)} of ${of}`;
  });
  if (bought.length === 0) return said;
  const text = ` with ${listText(bought)} included`;
  return { ...said, object: `${said.object}${text}`, cell: `${said.cell}${text}` };
}

export function feePredicate(speaker: Speaker, { value, period, unit, by }: FeeClause): Predicate {
  const often = period === undefined ? ' once' : ` ${everyWords(period)}`;
  const each = unit === undefined ? '' : ` per ${shortName(speaker, speaker.ir.subjects[unit] ?? { id: '' })}`;
  const behind = `${often}${each}`;
  const bounds = boundsWords(speaker, value);
  const said =
    value.kind === 'ladder'
      ? ladderPredicate<MoneyValue | WordValue>(
          speaker,
          value,
          by === undefined ? pieces : piecesOf(speaker, by),
          (step) => amountPredicate(speaker, step, behind),
        )
      : value.kind === 'percent-of-fee'
        ? ofFees(speaker, value, period === undefined ? ', once' : '')
        : amountPredicate(speaker, value, behind);
  const verb = said.verb === 'costs' ? 'is' : said.verb;
  return { ...said, verb, object: `${said.object}${bounds}`, cell: `${said.cell}${bounds}` };
}

/** How many there are of a kind of unit: `100 sensor`, as `100 GB`. */
const piecesOf = ({ ir }: Speaker, subject: number): Unit => ({
  kind: 'other',
  name: ir.subjects[subject]?.label ?? ir.subjects[subject]?.id ?? '',
});

function ofFees(speaker: Speaker, share: PercentOfFee, often: string): Predicate {
  const text = `${shareOfFees(speaker, share)}${often}`;
  return { verb: 'costs', object: text, cell: text, tone: 'amount' };
}

/** `25% of the fee server`, `1/30 of all fees`. */
export function shareOfFees(speaker: Speaker, share: PercentOfFee): string {
  const { fees, months, monthsBy } = share;
  const of = fees.length === 0 ? 'all fees' : `the fee ${listText(fees.map((id) => feeName(speaker, id)))}`;
  const number = speaker.ir.numbers.find(({ id }) => id === monthsBy);
  const often = monthsBy === undefined ? '' : ` for as many months as ${named(speaker, monthsBy, number?.label)} says`;
  return `${shareWords(share)} of ${of}${often}${months === undefined ? '' : ` for ${plural(months, 'month')}`}`;
}

/** A fee by its title, for readers; a nameless one of a unit bears the unit's name. */
export function feeName(speaker: Speaker, id: string): string {
  const clause = speaker.ir.clauses.find((one) => one.kind === 'fee' && (one.name ?? '') === id);
  const unit = speaker.ir.subjects.find((one) => one.kind === 'unit' && one.id === id);
  return shortName(speaker, {
    id,
    ...(unit?.label && { label: unit.label }),
    ...(clause?.title && { label: clause.title }),
  });
}

export function indexPredicate(speaker: Speaker, value: IndexClause['value']): Predicate {
  if (value.kind === 'open') return wordPredicate(speaker, value, 'figure');
  const { percent, of, plus, onlyOver, atLeast, atMost, afterMonths, roundedTo } = value;
  const month = of?.month === undefined ? 'the year before' : (monthNames[of.month - 1] ?? '');
  const since = of?.base === undefined ? '' : `, counted from ${of.base}`;
  const share = percent === '100' ? '' : `${percent}% of `;
  const change =
    of === undefined ? `${percent}%` : `${share}that of the index ${of.series} of ${month}${pointsWords(plus)}${since}`;
  const bounds = [
    onlyOver === undefined ? '' : `, only where the index has moved by more than ${onlyOver}%`,
    atLeast === undefined ? '' : `, at least ${atLeast}%`,
    atMost === undefined ? '' : `, at most ${atMost}%`,
    afterMonths === undefined ? '' : `, after ${plural(afterMonths, 'month')}`,
    roundedTo === undefined ? '' : `, prices rounded to ${roundedTo}`,
  ];
  const text = `${change}${bounds.join('')}`;
  return { verb: 'is', object: text, cell: text, tone: 'amount' };
}
