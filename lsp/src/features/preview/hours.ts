// Which hours the cost curves are about: of an activity, in a window, in a month, and how many.
import { dateOf, dayOf, type Index, type Instant, type Seconds } from '@avtal/runtime';
import type { Chosen } from './chosen.ts';
import { windowsOf } from './document.ts';
import type { CostQuestion } from './shape.ts';

const least = 10;
const most = 120;

/** Every activity with a price, in every window that its price or allowance speaks of. */
export function questionsOf(chosen: Chosen): readonly CostQuestion[] {
  const { known, tier } = chosen;
  const { ir, plan, reader } = known;
  const windows = windowsOf(known, tier);
  return ir.subjects.flatMap((subject, index): CostQuestion[] => {
    const priced = plan.clausesOf(`rate:${subject.id}`);
    if (subject.kind !== 'activity' || priced.length === 0) return [];
    const clauses = ir.clauses.filter(
      (one) => ('subject' in one && one.subject === index) || ('bases' in one && one.bases.includes(index)),
    );
    const tests = clauses.flatMap(({ when }) => when.flatMap((box) => box.windows ?? []));
    const isTested = (window: Index, inside: boolean): boolean =>
      tests.some((test) => test.window === window && test.inside === inside);
    const own = windows.flatMap((window) =>
      [true, false].flatMap((inside) => (isTested(window.index, inside) ? [{ ...window, inside }] : [])),
    );
    const name = reader.name(subject);
    if (own.length === 0) return [{ id: subject.id, label: name, activity: subject.id }];
    return own.map(({ id, label, inside }) => ({
      id: `${subject.id}@${inside ? '' : 'outside '}${id}`,
      label: `${name} ${inside ? 'within' : 'outside'} ${label}`,
      activity: subject.id,
      window: id,
      ...(!inside && { isOutside: true }),
    }));
  });
}

export interface Month {
  readonly from: string;
  readonly until: string;
  /** A day some time before: single fees of an order's beginning are not of this month. */
  readonly before: string;
}

export function monthOf({ day, known }: Chosen): Month {
  const { validFrom, validUntil } = known.ir.agreement;
  const date = dateOf(day);
  const within =
    validFrom !== undefined && date < validFrom
      ? validFrom
      : validUntil !== undefined && date > validUntil
        ? validUntil
        : date;
  const [year, month] = [Number(within.slice(0, 4)), Number(within.slice(5, 7))];
  const first = (y: number, m: number): string =>
    `${y + Math.floor((m - 1) / 12)}-${String(((m - 1 + 120) % 12) + 1).padStart(2, '0')}-01`;
  const next = first(year, month + 1);
  return {
    from: first(year, month),
    until: dateOf(dayOf(next) - 1),
    before: `${year - 1}-${within.slice(5, 7)}-01`,
  };
}

export interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * When the hours of the month are worked, one stretch after the other: where the window is open (or closed), and of that
 * where no other one is that has prices of its own, as far as that leaves anything: evenings of working days.
 */
export function stretchesOf(
  chosen: Chosen,
  question: CostQuestion,
  all: readonly CostQuestion[],
  { from, until }: Month,
): readonly Stretch[] {
  const { calendar } = chosen.known.plan;
  const { zone } = calendar;
  const month = { start: zone.startOfDay(dayOf(from)), end: zone.startOfDay(dayOf(until) + 1) };
  const windows = windowsOf(chosen.known, chosen.tier);
  const indexOf = ({ window }: CostQuestion): Index | undefined => windows.find(({ id }) => id === window)?.index;
  const openIn = (index: Index | undefined): readonly Stretch[] =>
    index === undefined ? [] : calendar.intervals(index, month.start, month.end);
  const own = openIn(indexOf(question));
  if (question.window === undefined) return [month];
  if (question.isOutside === true) return without([month], own);
  return all
    .filter((one) => one.activity === question.activity && one.window !== question.window)
    .reduce((left, other) => {
      const rest = without(left, openIn(indexOf(other)));
      return rest.length === 0 ? left : rest;
    }, own);
}

/** What of the stretches lies in none of the others. Both are sorted and apart from each other. */
function without(stretches: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return stretches.flatMap(({ start, end }) => {
    const inside = others.filter((other) => other.end > start && other.start < end);
    const borders = [start, ...inside.flatMap((other) => [other.start, other.end]), end];
    return borders.flatMap((border, at) => {
      const next = borders[at + 1];
      return at % 2 === 0 && next !== undefined && border < next ? [{ start: border, end: next }] : [];
    });
  });
}

/** So many hours are drawn that allowances and ladders are well behind. */
export function hoursOf({ known: { ir } }: Chosen): number {
  const bounds = ir.clauses.flatMap((clause): Seconds[] => {
    const { value } = clause;
    if (clause.kind === 'include' && value.kind === 'quantity' && ir.subjects[clause.subject]?.unit.kind === 'time')
      return [Number(value.amount)];
    if (clause.kind === 'rate' && value.kind === 'ladder' && value.by === undefined)
      return value.steps.flatMap(({ to }) => (to === undefined ? [] : [Number(to.bound)]));
    return [];
  });
  const hours = Math.max(0, ...bounds) / 3600;
  return Math.min(most, Math.max(least, 5 * Math.ceil((hours * 2.5) / 5)));
}
