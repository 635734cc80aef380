// Schemas of values that several kinds of clause have: money, words, what is taken from others, steps.
import type { LadderValue, MoneyValue, OpenValue, PercentOfFee, RateValue, ReferenceValue, WordValue } from '../ir.ts';
import { type Fields, index, kinds, list, object, optional, type Schema, words } from './build.ts';
import { decimal, divisor, flag, positive, text } from './parts.ts';

export const open: Fields<Omit<OpenValue, 'kind'>> = { name: optional(text), decider: optional(text) };
export const openValue = kinds<OpenValue>({ open });
export const wordValue = kinds<WordValue>({
  included: {},
  'not-offered': {},
  'on-request': {},
  'at-cost': { markup: optional(decimal) },
  see: { document: text },
  open,
});
export const moneyValue = kinds<MoneyValue>({ money: { amount: decimal } });
export const rateValue = kinds<RateValue>({ rate: { amount: decimal, per: divisor } });
export const referenceValue = kinds<ReferenceValue>({
  reference: {
    question: text,
    percent: decimal,
    during: optional(index('windows')),
    times: optional(text),
    quantity: optional(decimal),
  },
});
export const percentOfFee = kinds<PercentOfFee>({
  'percent-of-fee': {
    percent: decimal,
    over: optional(decimal),
    fees: list(text),
    months: optional(positive),
    monthsBy: optional(text),
  },
});
export const percentValue = kinds<{ readonly kind: 'percent'; readonly percent: string }>({
  percent: { percent: decimal },
});
export const noneValue = kinds<{ readonly kind: 'none' }>({ none: {} });

export const ladder = (value: Schema): Schema => {
  const to = { bound: decimal, included: flag };
  return kinds<LadderValue<unknown>>({
    ladder: {
      mode: words<LadderValue<unknown>['mode']>({ part: true, whole: true }),
      by: optional(text),
      steps: list(
        object<LadderValue<unknown>['steps'][number]>({
          to: optional(object<{ bound: string; included: boolean }>(to)),
          value,
        }),
      ),
    },
  });
};
