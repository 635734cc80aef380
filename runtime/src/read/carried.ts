// Balances as JSON, as a bill hands them to the next one: checked, since a person may have changed them.

import { Rational } from '../exact.ts';
import type { Carried, Renewal } from '../results.ts';
import { isCivilDate } from '../time/civil.ts';

const FRACTION = /^-?\d+(\.\d+|\/[1-9]\d*)?$/;

type Lot = Carried['lots'][number];
type Drawn = NonNullable<Carried['drawn']>[number];

/** The balances, or the sentence that says what is wrong with them. Never throws. */
export function readCarried(json: unknown): { readonly carried: Carried } | { readonly problem: string } {
  if (!isRecord(json) || json.format !== 'avtal-balances' || json.version !== 1) {
    return { problem: 'These are no balances of avtal: `format` must be "avtal-balances", `version` 1.' };
  }
  const { on } = json;
  if (!isCivilDate(on)) return { problem: '`on` must be the date at whose end the balances stood.' };
  const lots = readList('lots', json.lots, readLot);
  if ('problem' in lots) return lots;
  const drawn = readList('drawn', json.drawn === undefined ? [] : json.drawn, readDrawn);
  if ('problem' in drawn) return drawn;
  const renewed = readList('renewed', json.renewed === undefined ? [] : json.renewed, readRenewal);
  if ('problem' in renewed) return renewed;
  return {
    carried: {
      format: 'avtal-balances',
      version: 1,
      on,
      lots: lots.items,
      ...(drawn.items.length === 0 ? {} : { drawn: drawn.items }),
      ...(renewed.items.length === 0 ? {} : { renewed: renewed.items }),
    },
  };
}

function readList<T>(
  name: string,
  json: unknown,
  read: (item: unknown) => T | string,
): { readonly items: readonly T[] } | { readonly problem: string } {
  if (!Array.isArray(json)) return { problem: `\`${name}\` must be a list.` };
  const items: T[] = [];
  for (const [index, item] of json.entries()) {
    const found = read(item);
    if (typeof found === 'string') return { problem: `\`${name}[${index}].${found}\` is missing or wrong.` };
    items.push(found);
  }
  return { items };
}

/** The lot, or the name of the field that is wrong. */
function readLot(lot: unknown): Lot | string {
  if (!isRecord(lot)) return 'subject';
  const { subject, left, granted, clause, from, until, carriedPeriods } = lot;
  if (typeof subject !== 'string') return 'subject';
  if (!isFigure(left)) return 'left'; // Below zero: what was borrowed (A11).
  if (!isAmount(granted)) return 'granted';
  if (typeof clause !== 'string') return 'clause';
  if (!isCivilDate(from)) return 'from';
  if (until !== undefined && !isCivilDate(until)) return 'until';
  if (typeof carriedPeriods !== 'number' || !Number.isSafeInteger(carriedPeriods) || carriedPeriods < 0) {
    return 'carriedPeriods';
  }
  const base = { subject, left, granted, clause, from, carriedPeriods };
  return until === undefined ? base : { ...base, until };
}

/** What was drawn of earlier work, or the name of the field that is wrong. */
function readDrawn(drawn: unknown): Drawn | string {
  if (!isRecord(drawn)) return 'fact';
  const { fact, subject, from, added, quantity } = drawn;
  if (typeof fact !== 'string') return 'fact';
  if (typeof subject !== 'string') return 'subject';
  if (typeof from !== 'number' || !Number.isSafeInteger(from)) return 'from';
  if (typeof added !== 'boolean') return 'added';
  if (!isAmount(quantity)) return 'quantity';
  return { fact, subject, from, added, quantity };
}

function readRenewal(renewal: unknown): Renewal | string {
  if (!isRecord(renewal)) return 'fact';
  const { fact, subject, at } = renewal;
  if (typeof fact !== 'string') return 'fact';
  if (typeof subject !== 'string') return 'subject';
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return 'at';
  return { fact, subject, at };
}

function isFigure(value: unknown): value is string {
  return typeof value === 'string' && FRACTION.test(value);
}

function isAmount(value: unknown): value is string {
  return isFigure(value) && Rational.parse(value).sign() >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
