// Duties, permissions and approvals of runtime and reference brought to one form.
import { approval, createPlan, duties, permitted } from '@avtal/runtime';
import type { RightsCase } from '../random/cases.ts';
import * as reference from '../reference/duties.ts';
import type { Comparison } from './comparison.ts';

export function compareRights({ ir, order, facts, ask, at, noticeAt, choices, numbers }: RightsCase): Comparison {
  const plan = createPlan(ir);
  const show = ({ name, unit, period, due, done, short, late }: reference.Duty) =>
    due === 0 ? [] : [`duty ${name} ${unit ?? '-'} ${period.from} due ${due} done ${done} short ${short} late ${late}`];
  const wishes = ['downtime', 'patching'].map((subject) => ({
    subject,
    after: at,
    choices,
    ...(noticeAt === undefined ? {} : { noticeAt }),
  }));
  const estimates = ['work', 'callout'].map((subject) => ({ subject, at, choices, numbers }));
  return {
    runtime: [
      ...duties(plan, order, facts, ask).duties.flatMap(show).sort(),
      ...wishes.map((wish) => `permitted ${wish.subject} ${permitted(plan, order, wish).at}`),
      ...estimates.map((estimate) => {
        const { what, problems } = approval(plan, order, estimate);
        return `approval ${estimate.subject} ${what ?? problems[0]?.code}`;
      }),
    ],
    reference: [
      ...reference.duties(ir, order, facts, ask).flatMap(show).sort(),
      ...wishes.map((wish) => `permitted ${wish.subject} ${reference.permitted(ir, order, wish)}`),
      ...estimates.map(
        ({ subject, ...situation }) => `approval ${subject} ${reference.approval(ir, order, subject, situation)}`,
      ),
    ],
  };
}
