// What each kind of clause says of its subject, for every kind of value.

import type {
  Approval,
  ApproveClause,
  Clause,
  CountClause,
  CountRule,
  CreditAmount,
  CreditClause,
  CreditValue,
  DrawClause,
  FeeClause,
  IncludeClause,
  IndexClause,
  LimitClause,
  MoneyValue,
  PercentOfFee,
  PermitClause,
  PromiseClause,
  RateValue,
  ReferenceValue,
  StartClause,
  SurchargeClause,
  SurchargeStep,
  Unit,
  WordValue,
} from '@avtal/runtime';
import { Rational, shareWords } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { deadlinePredicate } from './deadlines.ts';
import { boundsWords, ladderPredicate, type Predicate, questionWords, wordPredicate } from './predicate.ts';
import {
  durationWords,
  everyWords,
  moneyWords,
  monthNames,
  named,
  periodWords,
  perWords,
  plural,
  quantityWords,
  rateWords,
  type Speaker,
  shortName,
  subjectName,
  unitOf,
} from './speaker.ts';
import { windowName } from './windows.ts';

const time: Unit = { kind: 'time' };
const pieces: Unit = { kind: 'count' };

/** The verb and object of the clause, whatever its kind. */
export function predicateOf(speaker: Speaker, clause: Clause): Predicate {
  switch (clause.kind) {
    case 'rate':
    case 'price':
      return pricePredicate(speaker, clause.value, unitOf(speaker, clause.subject));
    case 'start':
      return startPredicate(speaker, clause);
    case 'fee':
      return feePredicate(speaker, clause);
    case 'include':
      return allowancePredicate(speaker, clause);
    case 'draw':
      return drawPredicate(speaker, clause);
    case 'count':
      return countPredicate(speaker, clause);
    case 'surcharge':
      return surchargePredicate(speaker, clause);
    case 'discount':
      return discountPredicate(speaker, clause.value);
    case 'combine': {
      const how = { add: 'add up', highest: 'only the highest counts', multiply: 'one is taken on top of the other' };
      const { how: which } = clause.value;
      return { verb: which === 'add' ? 'they' : '', object: how[which], cell: how[which], tone: 'word' };
    }
    case 'limit':
      return limitPredicate(speaker, clause.value);
    case 'credit':
      return creditPredicate(speaker, clause);
    case 'cap': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'limit');
      const text = `at most ${creditAmountWords(speaker, value)}`;
      return { verb: 'come to', object: text, cell: text, tone: 'amount' };
    }
    case 'target':
      return deadlinePredicate(speaker, clause.value);
    case 'pause':
      return { verb: 'stands', object: 'still', cell: 'paused', tone: 'word' };
    case 'decide': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'value');
      const dimension = speaker.ir.dimensions.find(({ id }) => id === clause.dimension);
      const known = dimension?.values.find(({ id }) => id === value.choice);
      const text = speaker.style === 'reader' ? (known?.label ?? value.choice) : value.choice;
      return { verb: 'is', object: text, cell: text, tone: 'word' };
    }
    case 'promise':
      return promisePredicate(speaker, clause);
    case 'permit':
      return permitPredicate(speaker, clause.value);
    case 'approve':
      return approvePredicate(speaker, clause.value);
    case 'perform': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'frequency');
      if (value.kind === 'included') return wordPredicate(speaker, value, '');
      if (value.kind === 'none') return { verb: 'is', object: 'not performed', cell: 'none', tone: 'word' };
      const times = { 1: 'once', 2: 'twice' }[value.count] ?? plural(value.count, 'time');
      const text = `${times} ${everyWords(value.period)}`;
      return { verb: 'is performed', object: text, cell: text, tone: 'amount' };
    }
    case 'index':
      return indexPredicate(speaker, clause.value);
    case 'term':
    case 'notice':
    case 'payment':
    case 'interest':
    case 'require':
      return termPredicate(speaker, clause);
  }
}

// --------------------------------------------------------------------------------------------------------- prices

type Priced = RateValue | MoneyValue | ReferenceValue | PercentOfFee | WordValue;

function pricePredicate(
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
      return ofFees(speaker, value, ' of the month');
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

function startPredicate(speaker: Speaker, { value, buys }: StartClause): Predicate {
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

function feePredicate(speaker: Speaker, { value, period, unit, by }: FeeClause): Predicate {
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
  const { fees } = share;
  const of = fees.length === 0 ? 'all fees' : `the fee ${listText(fees.map((id) => feeName(speaker, id)))}`;
  const text = `${shareWords(share)} of ${of}${often}`;
  return { verb: 'costs', object: text, cell: text, tone: 'amount' };
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

// ------------------------------------------------------------------------------------------- allowances and counting

function allowancePredicate(speaker: Speaker, { value, subject, period, lot }: IncludeClause): Predicate {
  switch (value.kind) {
    case 'quantity': {
      const text = quantityWords(value.amount, unitOf(speaker, subject));
      const often = period === undefined ? `each ${subjectName(speaker, lot?.event ?? subject)}` : everyWords(period);
      return { verb: 'is', object: text, cell: `${text} ${often}`, tone: 'amount' };
    }
    case 'unlimited':
      return { verb: 'is', object: 'unlimited', cell: 'unlimited', tone: 'word' };
    default:
      return wordPredicate(speaker, value, 'size');
  }
}

function drawPredicate(speaker: Speaker, { value, subject }: DrawClause): Predicate {
  switch (value.kind) {
    case 'factor': {
      const factor = Rational.of(value.numerator, value.denominator);
      const unit = unitOf(speaker, subject);
      const [one, uses] =
        unit.kind === 'time'
          ? (['1 h', quantityWords(factor.times(Rational.of(3600)).exactDecimal() ?? value.numerator, unit)] as const)
          : ([quantityWords('1', unit), quantityWords(factor.exactDecimal() ?? factor.toDecimal(3), unit)] as const);
      return { verb: 'uses', object: `${uses} of the allowance`, cell: `${one} uses ${uses}`, tone: 'amount' };
    }
    case 'not-usable':
      return { verb: 'cannot use', object: 'the allowance', cell: 'not usable', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'use of the allowance');
  }
}

function countPredicate(speaker: Speaker, { value, subject }: CountClause): Predicate {
  const unit = unitOf(speaker, subject);
  if (value.kind === 'open') return wordPredicate(speaker, value, 'rule of counting');
  if (value.kind === 'count') return rulePredicate(value, unit);
  return ladderPredicate<CountRule>(speaker, value, unit, (step) => rulePredicate(step, unit));
}

function rulePredicate(rule: CountRule, unit: Unit): Predicate {
  const of = (amount: string): string => quantityWords(amount, unit);
  const steps = { started: 'started steps', nearest: 'the nearest steps', completed: 'completed steps' } as const;
  const parts = [
    ...(rule.step === undefined ? [] : [`in ${steps[rule.rounding ?? 'started']} of ${of(rule.step)}`]),
    ...(rule.minimum === undefined ? [] : [`at least ${of(rule.minimum)}`]),
    ...(rule.free === undefined ? [] : [`the first ${of(rule.free)} free`]),
    ...(rule.freeIfUpTo === undefined ? [] : [`free up to ${of(rule.freeIfUpTo)} and in full when longer`]),
    ...(rule.grace === undefined ? [] : [`a started step only when more than ${of(rule.grace)} of it is used`]),
  ];
  const text = parts.length === 0 ? (unit.kind === 'time' ? 'to the second' : 'exactly') : parts.join(', ');
  return { verb: 'is counted', object: text, cell: text, tone: 'amount' };
}

// ---------------------------------------------------------------------------------- what is added, taken off, limited

function surchargePredicate(speaker: Speaker, { value, bases }: SurchargeClause): Predicate {
  if (value.kind !== 'ladder') return surchargeStep(speaker, value, bases);
  return ladderPredicate<SurchargeStep>(speaker, value, time, (step) => surchargeStep(speaker, step, bases));
}

function surchargeStep(
  speaker: Speaker,
  value: Exclude<SurchargeClause['value'], { readonly kind: 'ladder' }>,
  bases: SurchargeClause['bases'],
): Predicate {
  const added = (text: string): Predicate => ({ verb: 'is', object: text, cell: `+${text}`, tone: 'amount' });
  switch (value.kind) {
    case 'percent':
      return added(`${value.percent}%`);
    case 'rate':
      return added(
        `${moneyWords(speaker, value.amount)} ${perWords(value.per, bases[0] === undefined ? time : unitOf(speaker, bases[0]))}`,
      );
    case 'money':
      return added(moneyWords(speaker, value.amount));
    case 'none':
      return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    default:
      return wordPredicate(speaker, value, 'size');
  }
}

function discountPredicate(
  speaker: Speaker,
  value: Extract<Clause, { readonly kind: 'discount' }>['value'],
): Predicate {
  switch (value.kind) {
    case 'percent':
      return { verb: 'is', object: `${value.percent}%`, cell: `−${value.percent}%`, tone: 'amount' };
    case 'none':
      return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'size');
  }
}

function creditPredicate(speaker: Speaker, clause: CreditClause): Predicate {
  const { of, value, atMost, claimWithin } = clause;
  const isInTime = of.kind === 'target' || clause.each !== undefined;
  const unit = isInTime ? time : (speaker.ir.measures[of.measure]?.unit ?? pieces);
  const one = (step: CreditValue): Predicate => {
    if (step.kind === 'none') return { verb: 'is', object: 'nothing', cell: 'none', tone: 'word' };
    if (step.kind === 'open') return wordPredicate(speaker, step, 'size');
    const text =
      step.kind === 'per-step'
        ? `${creditAmountWords(speaker, step.each)} for each ${step.rounding === 'exact' ? '' : `${step.rounding} `}${quantityWords(step.step, unit)}`
        : creditAmountWords(speaker, step);
    return { verb: 'is', object: text, cell: text, tone: 'amount' };
  };
  const said = value.kind === 'ladder' ? ladderPredicate<CreditValue>(speaker, value, unit, one) : one(value);
  const more = [
    ...(clause.unit === undefined
      ? []
      : [`for each ${shortName(speaker, speaker.ir.subjects[clause.unit] ?? { id: '' })}`]),
    ...(atMost === undefined ? [] : [`at most ${creditAmountWords(speaker, atMost)}`]),
    ...(claimWithin === undefined
      ? []
      : [
          `if claimed within ${plural(claimWithin.count, claimWithin.days === undefined ? claimWithin.unit : 'business day')}${claimWithin.after === undefined ? '' : ' after the outage'}${claimWithin.toEndOf === undefined ? '' : `, to the end of the ${periodWords(claimWithin.toEndOf)}`}`,
        ]),
  ];
  const added = more.map((text) => `, ${text}`).join('');
  return { ...said, object: `${said.object}${added}`, cell: `${said.cell}${added}` };
}

function creditAmountWords(speaker: Speaker, value: CreditAmount): string {
  if (value.kind === 'money') return moneyWords(speaker, value.amount);
  const names = value.fees.filter((fee) => fee !== '*').map((fee) => feeName(speaker, fee));
  return `${value.percent}% of ${names.length === 0 ? 'all fees' : `the fee ${names.join(' and ')}`}`;
}

function limitPredicate(speaker: Speaker, value: LimitClause['value']): Predicate {
  if (value.kind === 'open') return wordPredicate(speaker, value, 'limit');
  const text = boundsWords(speaker, value).replace(/^, /, '');
  return { verb: 'comes to', object: text, cell: text, tone: 'amount' };
}

// ---------------------------------------------------------------------------------------------- rights and duties

function promisePredicate(speaker: Speaker, { measure, value }: PromiseClause): Predicate {
  const unit = speaker.ir.measures[measure]?.unit ?? pieces;
  switch (value.kind) {
    case 'at-least':
    case 'at-most': {
      const text = `${value.kind.replace('-', ' ')} ${quantityWords(value.amount, unit)}`;
      return { verb: 'is', object: text, cell: text, tone: 'amount' };
    }
    case 'aim': {
      const text = `${value.of.kind.replace('-', ' ')} ${quantityWords(value.of.amount, unit)}`;
      return { verb: 'aims at', object: text, cell: `aim ${text}`, tone: 'amount' };
    }
    case 'no-promise':
      return { verb: 'is', object: 'not promised', cell: 'no promise', tone: 'word' };
    case 'best-effort':
      return { verb: 'is', object: 'best effort', cell: 'best effort', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'promise');
  }
}

function indexPredicate(speaker: Speaker, value: IndexClause['value']): Predicate {
  if (value.kind === 'open') return wordPredicate(speaker, value, 'figure');
  const { percent, of, atLeast, atMost, afterMonths, roundedTo } = value;
  const month = of?.month === undefined ? 'the year before' : (monthNames[of.month - 1] ?? '');
  const since = of?.base === undefined ? '' : `, counted from ${of.base}`;
  const share = percent === '100' ? '' : `${percent}% of `;
  const change = of === undefined ? `${percent}%` : `${share}that of the index ${of.series} of ${month}${since}`;
  const bounds = [
    atLeast === undefined ? '' : `, at least ${atLeast}%`,
    atMost === undefined ? '' : `, at most ${atMost}%`,
    afterMonths === undefined ? '' : `, after ${plural(afterMonths, 'month')}`,
    roundedTo === undefined ? '' : `, prices rounded to ${roundedTo}`,
  ];
  const text = `${change}${bounds.join('')}`;
  return { verb: 'is', object: text, cell: text, tone: 'amount' };
}

type Termly = Extract<Clause, { readonly kind: 'term' | 'notice' | 'payment' | 'interest' | 'require' }>;

function termPredicate(speaker: Speaker, clause: Termly): Predicate {
  const told = (verb: string, object: string): Predicate => ({ verb, object, cell: object, tone: 'amount' });
  const { value } = clause;
  switch (value.kind) {
    case 'term': {
      const { after } = value;
      const words = { ends: '', 'runs-on': ', then without end' };
      const more =
        after.kind === 'renews' ? `, renewed for ${plural(after.months, 'month')} each time` : words[after.kind];
      return told('runs for', `${plural(value.months, 'month')}${more}`);
    }
    case 'without-end':
      return { verb: 'runs', object: 'without end', cell: 'without end', tone: 'word' };
    case 'notice': {
      const { length, ends } = value;
      const to = { 'any-day': '', term: ' before the end of the term' };
      const end = ends.kind === 'period' ? ` to the end of the ${periodWords(ends.period)}` : to[ends.kind];
      return told('is', `${plural(length.count, length.unit)}${end}`);
    }
    case 'payment': {
      const end = value.toEndOf === undefined ? '' : ` to the end of the ${periodWords(value.toEndOf)}`;
      return told('is to be paid within', `${plural(value.length.count, value.length.unit)}${end}`);
    }
    case 'interest':
      return told('bears', `${value.percent}% a ${value.per}`);
    case 'limit': {
      const { atLeast, atMost } = value;
      const bounds = [
        atLeast === undefined ? [] : `at least ${atLeast}`,
        atMost === undefined ? [] : `at most ${atMost}`,
      ];
      return told('is', bounds.flat().join(', '));
    }
    case 'see':
    case 'open':
      return wordPredicate(speaker, value, clause.kind === 'interest' ? 'rate' : 'length');
  }
}

function permitPredicate(speaker: Speaker, value: PermitClause['value']): Predicate {
  const permitted = (verb: string, object: string, cell: string): Predicate => ({ verb, object, cell, tone: 'word' });
  switch (value.kind) {
    case 'only-during': {
      const window = windowName(speaker, value.window);
      return permitted('is permitted', `only during ${window}`, `only during ${window}`);
    }
    case 'not-during': {
      const window = windowName(speaker, value.window);
      return permitted('is', `not permitted during ${window}`, `not during ${window}`);
    }
    case 'with-notice': {
      const of = value.clock.kind === 'window' ? ` of ${windowName(speaker, value.clock.window, shortName)}` : '';
      const notice = `${durationWords(value.seconds)}${of}`;
      return permitted('is permitted', `with a notice of ${notice}`, `with ${notice} notice`);
    }
    case 'freely':
      return permitted('is permitted', 'at all times', 'freely');
    case 'not-at-all':
      return permitted('is', 'not permitted', 'not at all');
    case 'open':
      return wordPredicate(speaker, value, 'rule');
  }
}

function approvePredicate(speaker: Speaker, value: ApproveClause['value']): Predicate {
  if (value.kind === 'ladder') {
    return ladderPredicate<Approval>(speaker, value, pieces, (step) => approvePredicate(speaker, step));
  }
  if (value.kind === 'open') return wordPredicate(speaker, value, 'procedure');
  const [object, cell] = approvals[value.what];
  return { verb: 'may start', object, cell, tone: 'word' };
}

const approvals = {
  free: ['without asking', 'free'],
  notify: ['while telling the customer', 'notify'],
  'notify-before': ['only after telling the customer', 'notify before start'],
  'approve-before': ['only after the customer has approved', 'approve before start'],
} as const;
