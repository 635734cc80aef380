// The value of a clause in a few English words: `750/h`, `2 h of core`, `not offered`.

import { Rational } from '../exact.ts';
import type {
  Bounds,
  Clause,
  ClauseValue,
  CountRule,
  CreditClause,
  CreditValue,
  IndexClause,
  Ir,
  PercentOfFee,
  Period,
  PermitClause,
  PromiseClause,
  ReferenceValue,
  RefundClause,
  Unit,
} from '../ir.ts';
import { pointsWords, shareWords } from '../share.ts';
import { deadlineText } from '../targets/deadlinetrace.ts';
import { priceText, quantityText, windowName } from './explain.ts';

const TIME: Unit = { kind: 'time' };

/** What the clause answers. */
export function answerText(clause: Clause, ir: Ir): string {
  if (clause.kind === 'target') return deadlineText(clause.value, ir);
  if (clause.kind === 'permit') return permitText(clause.value, ir);
  if (clause.kind === 'promise') return promiseText(clause, ir);
  if (clause.kind === 'credit') return creditText(clause, ir);
  if (clause.kind === 'cap' && clause.side !== 'most')
    return `${clause.side === 'least' ? 'at least' : 'none below'} ${valueText(clause.value, TIME)}`;
  if (clause.value.kind === 'reference') return referenceText(clause.value, ir);
  return valueText(clause.value, unitOf(clause, ir));
}

/** `150% of rate work during core`: two that differ in the window alone are told apart. */
function referenceText(value: ReferenceValue, ir: Ir): string {
  const during = value.during === undefined ? '' : ` during ${windowName(ir.windows[value.during])}`;
  const { times, quantity, question } = value;
  const of = ir.subjects.find(({ id }) => question === `rate:${id}`)?.unit ?? TIME;
  const length = quantity === undefined ? '' : ` for ${quantityText(Rational.of(quantity), of)}`;
  return `${shareText(value)}${during}${times === undefined ? '' : ` by ${times}`}${length}`;
}

/** `as rate work` is that rate itself, as agreements write it; one of another window or of a quantity is a share. */
function shareText({ percent, question, during, times, quantity }: ReferenceValue): string {
  const isSame = percent === '100' && [during, times, quantity].every((one) => one === undefined);
  return `${isSame ? 'as' : `${percent}% of`} ${question.replaceAll(':', ' ')}`;
}

const monthsText = ({ months, monthsBy }: PercentOfFee): string =>
  monthsBy !== undefined
    ? ` by ${monthsBy}`
    : months === undefined
      ? ''
      : ` for ${months} ${months === 1 ? 'month' : 'months'}`;

function unitOf(clause: Clause, ir: Ir): Unit {
  const subject = 'subject' in clause ? ir.subjects[clause.subject] : undefined;
  return subject?.unit ?? TIME;
}

function valueText(value: ClauseValue | CreditValue, unit: Unit): string {
  switch (value.kind) {
    case 'money':
      return value.amount;
    case 'rate':
      return priceText(Rational.of(value.amount), Rational.of(value.per), unit);
    case 'quantity':
      return quantityText(Rational.of(value.amount), unit);
    case 'factor': {
      const one = Rational.of(unit.kind === 'time' ? 3600 : 1);
      const used = one.times(Rational.of(value.numerator, value.denominator));
      return `${quantityText(one, unit)} uses ${quantityText(used, unit)}`;
    }
    case 'percent':
      return `${value.percent}%`;
    case 'per-step':
      return `${valueText(value.each, unit)} per ${value.rounding === 'exact' ? '' : `${value.rounding} `}${quantityText(Rational.of(value.step), unit)}`;
    case 'percent-of-fee':
      return `${shareWords(value)} of fee ${value.fees.join(', ')}`.trim() + monthsText(value);
    case 'reference':
      return shareText(value);
    case 'count':
      return countText(value, unit);
    case 'combine':
      return value.how;
    case 'choice':
      return value.choice;
    case 'approval':
      return approvalText[value.what];
    case 'ladder':
      return value.steps
        .map(({ to, value: step }, at) => {
          const then = at > 0 && to === undefined ? 'then ' : '';
          const bound =
            to === undefined ? '' : ` ${to.included ? 'up to' : 'below'} ${quantityText(Rational.of(to.bound), unit)}`;
          return `${then}${valueText(step, unit)}${bound}`;
        })
        .join(', ');
    case 'limit':
      return [
        ...(value.atLeast === undefined ? [] : [`at least ${value.atLeast}`]),
        ...(value.atMost === undefined ? [] : [`at most ${value.atMost}`]),
      ].join(', ');
    case 'term': {
      const { after } = value;
      const words = { ends: '', 'runs-on': ', then without end' };
      const renewed = after.kind === 'renews' ? `, renews for ${several(after.months, 'month')}` : words[after.kind];
      return `${several(value.months, 'month')}${renewed}`;
    }
    case 'notice': {
      const { length, ends } = value;
      const to = { 'any-day': '', term: ' before end' };
      const end = ends.kind === 'period' ? ` to end of ${periodText(ends.period)}` : to[ends.kind];
      return `${several(length.count, length.unit)}${end}`;
    }
    case 'payment': {
      const { length, toEndOf, fromEndOf, early } = value;
      const from = fromEndOf === undefined ? '' : ` from end of ${periodText(fromEndOf)}`;
      const end = toEndOf === undefined ? '' : ` to end of ${periodText(toEndOf)}`;
      const less =
        early && `, discount ${early.percent}% if paid within ${several(early.within.count, early.within.unit)}`;
      return `${several(length.count, length.unit)}${from}${end}${less ?? ''}`;
    }
    case 'interest':
      return `${value.percent}% per ${value.per}`;
    case 'base-rate':
      return [`${value.series}${pointsWords(value.plus)} per year`, ...boundTexts(value)].join(', ');
    case 'refund':
      return refundText(value);
    case 'index':
      return indexText(value);
    case 'frequency':
      return `${value.count} per ${periodText(value.period)}`;
    case 'see':
      return `see "${value.document}"`;
    case 'open':
      return 'to be agreed';
    default:
      return value.kind.replaceAll('-', ' ');
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function indexText({ percent, of, ...more }: Extract<IndexClause['value'], { readonly kind: 'index' }>): string {
  const month = of?.month === undefined ? '' : ` of ${months[of.month - 1]}`;
  const share = percent === '100' ? '' : `${percent}% of `;
  return [
    of === undefined ? `${percent}%` : `${share}${of.series}${month}${pointsWords(more.plus)}`,
    ...(of?.base === undefined ? [] : [`from ${of.base}`]),
    ...(more.onlyOver === undefined ? [] : [`only over ${more.onlyOver}%`]),
    ...boundTexts(more),
    ...(more.afterMonths === undefined ? [] : [`after ${more.afterMonths} months`]),
    ...(more.roundedTo === undefined ? [] : [`rounded to ${more.roundedTo}`]),
  ].join(', ');
}

/** Of percentages. */
const boundTexts = ({ atLeast, atMost }: Bounds): readonly string[] => [
  ...(atLeast === undefined ? [] : [`at least ${atLeast}%`]),
  ...(atMost === undefined ? [] : [`at most ${atMost}%`]),
];

/** As the language says it. */
const approvalText = {
  free: 'free',
  notify: 'notify',
  'notify-before': 'notify before start',
  'approve-before': 'approve before start',
} as const;

/** `month`, `12 months`, `contract year` */
function periodText({ basis, unit, count }: Period): string {
  if (count > 1) return `${count} ${unit}s`;
  return unit === 'year' || unit === 'quarter' ? `${basis} ${unit}` : unit;
}

function promiseText({ measure, value }: PromiseClause, ir: Ir): string {
  const unit = ir.measures[measure]?.unit ?? TIME;
  const bound = ({ kind, amount }: { readonly kind: string; readonly amount: string }) =>
    `${kind.replace('-', ' ')} ${quantityText(Rational.of(amount), unit)}`;
  if (value.kind === 'at-least' || value.kind === 'at-most') return bound(value);
  return value.kind === 'aim' ? `aim ${bound(value.of)}` : valueText(value, unit);
}

function creditText({ of, each, unit: counted, value, plus, atLeast, atMost }: CreditClause, ir: Ir): string {
  const unit = of.kind === 'measure' && each === undefined ? (ir.measures[of.measure]?.unit ?? TIME) : TIME;
  const per = counted === undefined ? '' : ` per ${ir.subjects[counted]?.id}`;
  return [
    `${valueText(value, unit)}${per}`,
    ...(plus === undefined ? [] : [`plus ${valueText(plus, unit)}`]),
    ...(atLeast === undefined ? [] : [`at least ${valueText(atLeast, unit)}`]),
    ...(atMost === undefined ? [] : [`at most ${valueText(atMost, unit)}`]),
  ].join(', ');
}

function permitText(value: PermitClause['value'], ir: Ir): string {
  switch (value.kind) {
    case 'freely':
      return 'freely';
    case 'not-at-all':
      return 'not at all';
    case 'open':
      return 'to be agreed';
    case 'only-during':
    case 'not-during':
      return `${value.kind === 'only-during' ? 'only' : 'not'} during \`${windowName(ir.windows[value.window])}\``;
    case 'with-notice':
      return `with ${quantityText(Rational.of(value.seconds), TIME)} notice`;
  }
}

function countText(rule: CountRule, unit: Unit): string {
  const of = (quantity: string) => quantityText(Rational.of(quantity), unit);
  const parts = [
    ...(rule.freeIfUpTo === undefined ? [] : [`free if up to ${of(rule.freeIfUpTo)}`]),
    ...(rule.free === undefined ? [] : [`free first ${of(rule.free)}`]),
    ...(rule.minimum === undefined ? [] : [`at least ${of(rule.minimum)}`]),
    ...(rule.step === undefined ? [] : [`per ${rule.rounding ?? 'started'} ${of(rule.step)}`]),
    ...(rule.grace === undefined ? [] : [`grace ${of(rule.grace)}`]),
  ];
  return parts.length === 0 ? 'exact' : parts.join(', ');
}

function refundText({ of, ...share }: Extract<RefundClause['value'], { kind: 'refund' }>): string {
  const unused = of === 'days' ? 'unused days' : 'unused full months';
  return share.percent === '100' && share.over === undefined ? unused : `${shareWords(share)} of ${unused}`;
}

function several(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
