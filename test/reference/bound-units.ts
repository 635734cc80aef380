// What is known of units on a day, and how long they are paid for that go (meanings F8, F9): each asked for itself.
import type { CivilDate, NoticeClause, TermClause, UnitFact } from '../../runtime/src/ir.ts';
import { addDays, earlier, later } from './days.ts';
import { type Due, situate } from './fees.ts';
import { complain, type Problems } from './portions.ts';
import { ask, type World } from './questions.ts';
import { ends, noticeDay } from './terms.ts';

/** The last day that is paid for, nothing where it does not go while the order runs, or why nobody can say. */
export function paidUntil(
  world: World,
  unit: UnitFact,
  all: readonly UnitFact[],
): { readonly day: CivilDate } | string | undefined {
  const { order } = world;
  const { until } = unit;
  if (until === undefined || until < order.from || (order.until !== undefined && until >= order.until))
    return undefined;
  if (all.some(({ id, from }) => id === unit.id && from === addDays(until, 1))) return undefined;
  const stay = [unit];
  for (let before: UnitFact | undefined = unit; before !== undefined; ) {
    const from: CivilDate = before.from;
    before = all.find((other) => other.id === unit.id && other.until !== undefined && addDays(other.until, 1) === from);
    if (before !== undefined) stay.unshift(before);
  }
  const began = stay.find((one) => one.until === undefined || one.until >= order.from) ?? unit;
  const term = answer<TermClause>(world, `term:${unit.unit}`, began, later(began.from, order.from));
  if (typeof term === 'string') return term;
  const notice = answer<NoticeClause>(world, `notice:customer:per ${unit.unit}`, unit, until);
  if (typeof notice === 'string') return notice;
  const day = notice?.value.kind === 'notice' ? noticeDay(notice.value, order.from, until) : until;
  const bound = term === undefined ? [] : ends(term, stay[0]!.from);
  return { day: bound.find((end) => day <= end) ?? day };
}

function answer<C extends TermClause | NoticeClause>(
  world: World,
  question: string,
  unit: UnitFact,
  day: CivilDate,
): C | string | undefined {
  const found = ask(world, question, situate(world, day, unit));
  if (found.kind === 'none') return undefined;
  if (found.kind !== 'clause') return found.kind === 'missing' ? found.code : found.kind;
  return found.clause.value.kind === 'open' ? 'open-value' : (found.clause as C);
}

/** One of which nobody can say how long it is paid for says why. */
export type KnownUnit = UnitFact & { readonly unclear?: string };

/** F9: it is a problem of the period in which it goes. */
export function complainOfUnclear(units: readonly KnownUnit[], { part, single }: Due, problems: Problems): void {
  if (single) return;
  for (const { id, unclear, until = '' } of units)
    if (unclear !== undefined && part.from <= until && until <= part.until) complain(problems, unclear, id);
}

/** F8, F9: what is known of units on a day, with the days that they are paid for. */
export function known(world: World, units: readonly UnitFact[], day: CivilDate | undefined): readonly KnownUnit[] {
  const listed = listedOn(units, day);
  return listed.map((unit) => {
    const { id, until } = unit;
    const paid = paidUntil(world, unit, units);
    if (typeof paid === 'string') return { ...unit, unclear: paid };
    if (until === undefined || paid === undefined || paid.day <= until) return unit;
    const back = listed.filter((other) => other.id === id && other.from > until).map(({ from }) => addDays(from, -1));
    return { ...unit, until: earlier(paid.day, world.order.until ?? paid.day, ...back) };
  });
}

function listedOn(units: readonly UnitFact[], day: CivilDate | undefined): readonly UnitFact[] {
  if (day === undefined) return units;
  const isFrom = (id: string, from: CivilDate) => units.some((other) => other.id === id && other.from === from);
  return units
    .filter(({ from }) => from <= day)
    .map((unit) => {
      const { until, ...endless } = unit;
      if (until === undefined) return unit;
      const told = isFrom(unit.id, addDays(until, 1)) ? addDays(until, 1) : until;
      return told <= day ? unit : endless;
    });
}
