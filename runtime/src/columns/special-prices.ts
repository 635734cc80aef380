// Prices that more than a situation decides: in steps, paid once, by what a row states; and which of them columns cannot tell.

import type { Clause, Index, Period, PriceClause, RateClause, SurchargeClause } from '../ir.ts';
import { referenceValues, samePeriod } from '../pricing/catalog.ts';
import type { Run } from '../pricing/run.ts';
import { isPieces, overOf } from './concerned.ts';

type Priced = RateClause | PriceClause;

/** What rows state of their own price: numbers, and what they cost the provider. */
export interface Stated {
  readonly numbers: readonly string[];
  readonly cost: boolean;
}

/** Why columns cannot price by the clause; undefined: they can. `all`: whatever may say something of the subject. */
export function priceReason(run: Run, clause: Priced, subject: Index, all: readonly Clause[]): string | undefined {
  const { value } = clause;
  if (value.kind === 'percent-of-fee') return 'a share of a fee';
  const counts = all.some((other) => other.kind === 'count');
  if (isAtCost(clause) && counts) return 'a price at cost of what is counted';
  if (!isStepped(run, clause, subject)) return undefined;
  if (all.some((other) => other.kind === 'surcharge' && other.value.kind === 'rate'))
    return 'a surcharge by the hour on a price in steps';
  if (value.kind !== 'ladder' && all.some(({ kind }) => kind === 'limit'))
    return 'a least or most amount of what is paid once';
  return clause.scope === undefined ? undefined : scopeReason(run, clause.scope, subject, counts);
}

/** Why columns cannot tell how far a surcharge in steps has climbed. */
export function surchargeReason(
  run: Run,
  { bases, scope }: SurchargeClause,
  subject: Index,
  all: readonly Clause[],
): string | undefined {
  if (bases.length > 1) return 'a surcharge in steps on several things';
  const counts = all.some((other) => other.kind === 'count');
  return scope === undefined ? undefined : scopeReason(run, scope, subject, counts);
}

/** Whether a scope of the rows tells which parts belong together. */
export function scopeReason(run: Run, scope: Index, subject: Index, counts: boolean): string | undefined {
  const over = overOf(run, scope);
  if (over.kind !== 'period' && over.kind !== 'both') return undefined;
  if (over.kind === 'both' && !simple.has(overOf(run, over.scope).kind)) return 'a scope of several kinds';
  const { period } = over;
  if (period.unit === 'day' || isMonth(period)) return undefined;
  const isCut = run.catalog.scopePeriods(subject).some((known) => samePeriod(known, period));
  const isOdd = period.basis === 'contract' || period.unit === 'week';
  return isCut && !(isOdd && counts) ? undefined : 'a scope of weeks, or that counts from the order';
}

const simple: ReadonlySet<string> = new Set(['entry', 'key', 'person']);

const isMonth = ({ basis, unit, count }: Period): boolean => basis === 'calendar' && unit === 'month' && count === 1;

function isStepped(run: Run, clause: Priced, subject: Index): boolean {
  const { value } = clause;
  if (value.kind === 'ladder') return true;
  const isMoney = value.kind === 'money' || referenceValues(clause).some(isOfNumber);
  const isEach = clause.scope === undefined && isPieces(run, clause.subject) && isPieces(run, subject);
  return isMoney && !isEach;
}

const isOfNumber = ({ times, quantity }: { readonly times?: string; readonly quantity?: string }): boolean =>
  times !== undefined || quantity !== undefined;

function isAtCost({ value }: Priced): boolean {
  return (
    value.kind === 'at-cost' || (value.kind === 'ladder' && value.steps.some((step) => step.value.kind === 'at-cost'))
  );
}

const pricesAmong = (all: readonly Clause[]): Priced[] =>
  all.filter((clause): clause is Priced => clause.kind === 'rate' || clause.kind === 'price');

/** What rows state of their own price; undefined: nothing. */
export function statedOf(all: readonly Clause[]): Stated | undefined {
  const prices = pricesAmong(all);
  const climbed = prices.flatMap(({ kind, value }) =>
    kind === 'price' && value.kind === 'ladder' && value.by !== undefined ? [value.by] : [],
  );
  const numbers = [...new Set([...climbed, ...prices.flatMap(referenceValues).flatMap(({ times }) => times ?? [])])];
  const cost = prices.some(isAtCost);
  return cost || numbers.length > 0 ? { numbers, cost } : undefined;
}

/** Whether some price is known only once it is known what is charged. */
export function isLater(run: Run, subject: Index, all: readonly Clause[]): boolean {
  const isSurchargeInSteps = ({ kind, value }: Clause) => kind === 'surcharge' && value.kind === 'ladder';
  return pricesAmong(all).some((clause) => isStepped(run, clause, subject)) || all.some(isSurchargeInSteps);
}

/** Scopes of which all must be known before one price is. */
export function wholeScopes(all: readonly Clause[]): Index[] {
  return all.flatMap((clause) => {
    if (clause.kind !== 'rate' && clause.kind !== 'price' && clause.kind !== 'surcharge') return [];
    const { value, scope } = clause;
    return value.kind === 'ladder' && value.mode === 'whole' && scope !== undefined ? [scope] : [];
  });
}
