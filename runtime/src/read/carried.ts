// Balances as JSON, as a bill hands them to the next one: checked, since a person may have changed them.
import { isCivilDate } from '../civil.ts';
import { Rational } from '../exact.ts';
import type { Carried } from '../results.ts';

const FRACTION = /^-?\d+(\.\d+|\/[1-9]\d*)?$/;

/** The balances, or the sentence that says what is wrong with them. */
export function readCarried(json: unknown): { readonly carried: Carried } | { readonly problem: string } {
  if (!isRecord(json) || json.format !== 'avtal-balances' || json.version !== 1) {
    return { problem: 'These are no balances of avtal: `format` must be "avtal-balances", `version` 1.' };
  }
  const { on, lots } = json;
  if (!isCivilDate(on)) return { problem: '`on` must be the date at whose end the balances stood.' };
  if (!Array.isArray(lots)) return { problem: '`lots` must be a list.' };
  const read: Carried['lots'][number][] = [];
  for (const [index, lot] of lots.entries()) {
    const found = readLot(lot);
    if (typeof found === 'string') return { problem: `\`lots[${index}].${found}\` is missing or wrong.` };
    read.push(found);
  }
  return { carried: { format: 'avtal-balances', version: 1, on, lots: read } };
}

/** The lot, or the name of the field that is wrong. */
function readLot(lot: unknown): Carried['lots'][number] | string {
  if (!isRecord(lot)) return 'subject';
  const { subject, left, granted, clause, from, until, carriedPeriods } = lot;
  if (typeof subject !== 'string') return 'subject';
  if (!isAmount(left)) return 'left';
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

function isAmount(value: unknown): value is string {
  return typeof value === 'string' && FRACTION.test(value) && Rational.parse(value).sign() >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
