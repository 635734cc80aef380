// What was done although it was not permitted when it began (meaning R4).

import type { Facts } from '../facts.ts';
import { measuredMoments } from '../measures/moments.ts';
import type { Unpermitted } from '../results.ts';
import { forbidding } from '../rights/rights.ts';
import type { Work } from './pieces.ts';
import type { Run } from './run.ts';

/** Of the work that starts in the asked days, in order of time. */
export function unpermitted(run: Run, works: readonly Work[], facts: Facts): Unpermitted[] {
  const { plan, order, zone, span } = run;
  const asked = new Set(run.catalog.questions('permit'));
  const own = works.filter(({ subject, start }) => {
    const day = asked.has(`permit:${subject.id}`) ? zone.dayAt(start) : Number.NaN;
    return day >= span.from && day < span.until;
  });
  if (own.length === 0) return [];
  const measured = measuredMoments(plan, order, facts, [...new Set(own.map(({ subject }) => `permit:${subject.id}`))]);
  return own.flatMap(({ id, subject, start, choices, numbers, moments }) => {
    const situation = { at: start, choices, numbers, moments };
    const noticeAt = moments.ordered ?? start;
    const clause = forbidding(plan, order, situation, `permit:${subject.id}`, { noticeAt, measured });
    if (clause === undefined) return [];
    const paper = clause.paper === undefined ? {} : { paper: clause.paper };
    return [{ source: id, subject: subject.id, clause: clause.id, ...paper, at: start }];
  });
}
