// Numbers that nobody states because they count facts: how often something happens in a period (meaning Q11).

import { Rational } from '../exact.ts';
import type { NumberInfo } from '../ir.ts';
import { dayOf, periodContaining } from '../time/civil.ts';
import type { Work } from './pieces.ts';
import type { Run } from './run.ts';
import { scopeOf } from './scopes.ts';

/** The work with those numbers, which what a fact states itself goes before. */
export function withTimes(run: Run, works: readonly Work[]): Work[] {
  return run.ir.numbers.reduce<Work[]>(
    (list, { id, counts }) => {
      if (counts === undefined) return list;
      const names = list.map((work) => nameOf(run, counts, work));
      const times = new Map<string, Rational>();
      for (const [at, { subjectIndex, subject, quantity }] of list.entries()) {
        const name = names[at];
        if (name === undefined || subjectIndex !== counts.subject) continue;
        const more = subject.kind === 'event' ? quantity : Rational.one;
        times.set(name, (times.get(name) ?? Rational.zero).plus(more));
      }
      return list.map((work, at) => {
        const name = names[at];
        if (name === undefined) return work;
        const found = (times.get(name) ?? Rational.zero).exactDecimal() ?? '0';
        return { ...work, numbers: { [id]: found, ...work.numbers } };
      });
    },
    [...works],
  );
}

/** The period and scope in which the work is counted; undefined where it does not say its scope. */
function nameOf(run: Run, { scope, period }: NonNullable<NumberInfo['counts']>, work: Work): string | undefined {
  const { from } = periodContaining(period, run.zone.dayAt(work.start), dayOf(run.order.from));
  if (scope === undefined) return `${from}`;
  const within = scopeOf(run, scope, work, work.start);
  return within === undefined ? undefined : `${from} ${within}`;
}
