// Which agreements can be priced by columns: where each part of work costs its quantity times a number that its situation
// decides. Everything else is priced one fact at a time.

import { Rational } from '../exact.ts';
import type { Clause, ClauseKind, CountClause, Decimal, Index, StartClause } from '../ir.ts';
import { referenceValues } from '../pricing/catalog.ts';
import { isIndexed } from '../pricing/indexation.ts';
import { clauseName, item, type Run } from '../pricing/run.ts';
import { clausesOn, isEntry, isEntryOrKey } from './concerned.ts';
import { priceReason, scopeReason, surchargeReason } from './special-prices.ts';

/** Why work on the subject is not priced by columns; `undefined`: it is. */
export function wideReason(run: Run, subject: Index): string | undefined {
  const { plan, catalog } = run;
  const { vat, roundedTo } = plan.ir.agreement;
  if ('also' in vat) return 'there are several rates of VAT';
  if ('note' in vat) return 'a rate of VAT says why it is that';
  if (vat.kind === 'included' && roundedTo !== undefined) return 'what is rounded includes VAT';
  if (plan.clausesOf(`permit:${item(plan.ir.subjects, subject).id}`).length > 0)
    return 'it is told what was not permitted';
  const bought = catalog.clauses('include').find(({ lot, unused }) => lot?.event === subject && unused !== undefined);
  if (bought !== undefined) return `${clauseName(bought)}: what is bought and not used is paid back`;
  const clauses = clausesOn(run, subject);
  for (const clause of clauses) {
    const reason = reasonOf(run, clause, subject, clauses) ?? conditionReason(run, clause);
    if (reason !== undefined) return `${clauseName(clause)}: ${reason}`;
  }
  const allowances = catalog.drawingPeriods(subject);
  if (allowances.length > 1) return 'there are allowances of several periods';
  const [first] = allowances;
  const isShort = first !== undefined && (first.unit === 'day' || first.unit === 'week');
  if (isShort) return 'the allowance is of less than a month';
  const later = startReason(run, clauses);
  if (later !== undefined) return later;
  if (new Set(clauses.flatMap(duringOf)).size > 1) return 'prices taken from several other situations';
  const counts = clauses.filter((clause): clause is CountClause => clause.kind === 'count');
  return new Set(counts.map(({ scope }) => scope)).size > 1 ? 'work is counted over several scopes' : undefined;
}

function reasonOf(run: Run, clause: Clause, subject: Index, all: readonly Clause[]): string | undefined {
  if (isIndexed(run, clause)) return 'its price is indexed';
  switch (clause.kind) {
    case 'rate':
    case 'price':
      return priceReason(run, clause, subject, all);
    case 'count': {
      const { value, together } = clause;
      if (together !== undefined) return 'it is counted together with others';
      if (value.kind === 'open') return 'a rule of counting that is to be agreed';
      const over = scopeReason(run, clause.scope, subject, true);
      if (over !== undefined) return over;
      const rules = value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value];
      const bounds = value.kind === 'ladder' ? value.steps.map(({ to }) => to?.bound) : [];
      const said = rules.flatMap((rule) => [rule.free, rule.freeIfUpTo, rule.minimum, rule.step, rule.grace]);
      return [...bounds, ...said].every(isWhole) ? undefined : 'a rule of counting with parts of a unit';
    }
    case 'start': {
      const { kind } = clause.value;
      if (kind === 'reference' || kind === 'percent-of-fee') return 'a start price taken from others';
      if (!isEntryOrKey(run, clause.scope)) return 'a start price over a day or period';
      const isOwn = clause.buys.every((buy) => buy.kind === 'time' && buy.subject === clause.subject);
      return isOwn && clause.subject === subject ? undefined : 'a start price that buys money or other work';
    }
    case 'surcharge': {
      if (clause.surcharges !== undefined) return 'a surcharge on surcharges';
      if (clause.value.kind === 'money') return 'a surcharge paid once';
      return clause.value.kind === 'ladder' ? surchargeReason(run, clause, subject, all) : undefined;
    }
    case 'discount': {
      const { value, scope } = clause;
      if (scope !== undefined) return 'a discount by turnover';
      if (value.kind === 'money' || value.kind === 'rate') return 'a discount of an amount';
      return value.kind === 'percent' && value.over !== undefined ? 'a discount that is a fraction' : undefined;
    }
    case 'limit': {
      const isOther = (start: StartClause) => start.subject !== subject;
      const begins = clause.onStart && run.catalog.clauses('start').some(isOther);
      const isOwn = clause.bases.length === 1 && clause.bases[0] === subject && !begins && clause.fees === undefined;
      if (!isOwn) return 'a least or most amount of several things';
      return isEntryOrKey(run, clause.scope) ? undefined : 'a least or most amount over a day or period';
    }
    case 'include': {
      const { lot, unit, also, carry, beyond, notify, rolling, unused } = clause;
      if (also !== undefined) return 'an allowance of several';
      if (unused !== undefined) return 'what is not used is paid back';
      if (notify !== undefined) return 'it is told when little is left';
      if (lot !== undefined) return 'an allowance that is bought';
      if (rolling !== undefined) return 'an allowance of rolling days';
      if (unit !== undefined) return 'an allowance for each unit';
      if (beyond !== undefined) return 'more is drawn than the allowance holds';
      if (carry?.atMost === undefined) return undefined;
      if (carry.periods !== 1) return 'what is carried over for several periods has a most';
      return isWhole(carry.atMost) ? undefined : 'an allowance with parts of a unit';
    }
    default:
      return undefined;
  }
}

/** Windows as in which a price is taken that others refer to. */
export function duringOf(clause: Clause): Index[] {
  return referenceValues(clause).flatMap(({ during }) => during ?? []);
}

function conditionReason(run: Run, clause: Clause): string | undefined {
  for (const { numbers = {}, windows = [], choices = {} } of clause.when) {
    for (const id of Object.keys(numbers)) {
      if (run.ir.numbers.find((number) => number.id === id)?.derived?.kind === 'since-start')
        return `\`${id}\` counts from the order's first day`;
    }
    for (const { moment } of windows) {
      if (moment !== 'self' && moment !== 'start') return `it depends on when the ticket was ${moment}`;
    }
    for (const id of Object.keys(choices)) {
      if (run.ir.dimensions.find((dimension) => dimension.id === id)?.given === 'outcome')
        return `it depends on \`${id}\``;
    }
  }
  return undefined;
}

/** Of what the first start decides that the clause sees: a scope; `undefined`: of the entry. */
function startScope(run: Run, clause: Clause): Index | undefined {
  if (!startKinds.has(clause.kind)) return undefined;
  const scope = run.catalog.startScope(clause.question);
  return isEntry(run, scope) ? undefined : scope;
}

/** The column of the scopes whose first start decides something about the subject; `undefined`: that of each entry does. */
export function startColumn(run: Run, subject: Index): string | undefined {
  const [scope] = clausesOn(run, subject).flatMap((clause) => startScope(run, clause) ?? []);
  const over = scope === undefined ? undefined : item(run.ir.scopes, scope).over;
  return over?.kind === 'key' ? over.column : undefined;
}

function startReason(run: Run, clauses: readonly Clause[]): string | undefined {
  const asking = clauses.filter(({ when }) =>
    when.some(({ windows }) => windows?.some(({ moment }) => moment === 'start')),
  );
  const [first, ...others] = new Set(asking.map((clause) => startScope(run, clause)));
  if (others.length > 0) return 'it depends on when several things began';
  return first === undefined || isEntryOrKey(run, first) ? undefined : 'it depends on when its day or period began';
}

/** Kinds that see the first start of their scope. */
const startKinds: ReadonlySet<ClauseKind> = new Set([
  'rate',
  'price',
  'draw',
  'count',
  'start',
  'surcharge',
  'discount',
  'limit',
]);

function isWhole(value: Decimal | undefined): boolean {
  return value === undefined || Rational.of(value).denominator === 1n;
}
