// Numbers that nobody states because they follow from the facts: how often, how long, from when to when (meanings Q11–Q13).

import { Rational } from '../exact.ts';
import type { Decimal, DerivedNumber, Index, Period } from '../ir.ts';
import { own } from '../own.ts';
import { dayOf, periodContaining } from '../time/civil.ts';
import { withinHorizon } from '../time/horizon.ts';
import type { Work } from './pieces.ts';
import { fail, type Run, trouble } from './run.ts';
import { scopeOf } from './scopes.ts';

/** The work with those numbers, which what a fact states itself goes before; and with what holds where nothing is said (Q7). */
export function withDerived(run: Run, works: readonly Work[]): Work[] {
  const derived = run.ir.numbers.reduce<Work[]>(
    (list, { id, derived }) => {
      if (derived === undefined) return list;
      const found = derivedOf(run, derived, list);
      return list.map((work, at) => {
        const number = found[at];
        return number === undefined ? work : { ...work, numbers: { [id]: number, ...work.numbers } };
      });
    },
    [...works],
  );
  const defaults = defaultsOf(run);
  if (Object.keys(defaults).length === 0) return derived;
  return derived.map((work) => ({ ...work, numbers: { ...defaults, ...work.numbers } }));
}

/** The numbers of a fact that states none. */
export function defaultsOf({ ir }: Run): Record<string, Decimal> {
  return Object.fromEntries(
    ir.numbers.flatMap(({ id, defaultValue }) => (defaultValue === undefined ? [] : [[id, defaultValue]])),
  );
}

/** One for each of the works; undefined where it has no such number. */
function derivedOf(run: Run, derived: DerivedNumber, works: readonly Work[]): readonly (Decimal | undefined)[] {
  switch (derived.kind) {
    case 'how-often': {
      const { subject, scope, period } = derived;
      const names = works.map((work) => nameOf(run, scope, period, work));
      const isPieces = run.ir.subjects[subject]?.kind === 'event';
      return totalled(works, names, subject, ({ quantity }) => (isPieces ? quantity : Rational.one));
    }
    case 'length': {
      const names = works.map((work) => scopeOf(run, derived.scope, work, work.start));
      return totalled(works, names, derived.subject, ({ quantity }) => quantity);
    }
    case 'since-start':
      return works.map(() => undefined); // Asked at each moment, where it is asked for.
    case 'between':
      return works.map((work) => {
        const found = withinHorizon(() => between(run, derived, work));
        if ('value' in found) return found.value;
        fail(run, work, trouble('outside-horizon', found.outside));
        return undefined;
      });
  }
}

/** Of each name, what the works on the subject that bear it come to. */
function totalled(
  works: readonly Work[],
  names: readonly (string | undefined)[],
  subject: Index,
  amount: (work: Work) => Rational,
): (Decimal | undefined)[] {
  const totals = new Map<string, Rational>();
  for (const [at, work] of works.entries()) {
    const name = names[at];
    if (name === undefined || work.subjectIndex !== subject) continue;
    totals.set(name, (totals.get(name) ?? Rational.zero).plus(amount(work)));
  }
  return names.map((name) =>
    name === undefined ? undefined : ((totals.get(name) ?? Rational.zero).exactDecimal() ?? '0'),
  );
}

/** The period and scope in which the work is counted; undefined where it does not say its scope. */
function nameOf(run: Run, scope: Index | undefined, period: Period, work: Work): string | undefined {
  const { from } = periodContaining(period, run.zone.dayAt(work.start), dayOf(run.order.from));
  if (scope === undefined) return `${from}`;
  const within = scopeOf(run, scope, work, work.start);
  return within === undefined ? undefined : `${from} ${within}`;
}

/** Backwards is no time. */
function between(run: Run, derived: Extract<DerivedNumber, { kind: 'between' }>, work: Work): Decimal | undefined {
  const from = own(work.moments, derived.from);
  const to = own(work.moments, derived.to);
  if (from === undefined || to === undefined) return undefined;
  if (to <= from) return '0';
  const { clock } = derived;
  const { calendar } = run.plan;
  switch (clock.kind) {
    case 'elapsed':
      return String(to - from);
    case 'window':
      return String(calendar.openSeconds(clock.window, from, to));
    case 'business-days': {
      let days = 0;
      const last = run.zone.dayAt(to);
      for (let day = run.zone.dayAt(from) + 1; day <= last; day += 1) if (calendar.isDay(clock.days, day)) days += 1;
      return String(days);
    }
  }
}
