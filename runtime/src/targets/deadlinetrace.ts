// The explanation of one deadline: what was asked, which clause answered, what was counted, what paused, when it fell due.

import { chosenBy } from '../asking/order-kinds.ts';
import { clauseName } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import { localTime, quantityText, windowName } from '../explaining/explain.ts';
import type { Clock, Deadline, Instant, Ir, Seconds } from '../ir.ts';
import { own } from '../own.ts';
import type { Trace } from '../results.ts';
import type { Interval } from '../time/borders.ts';
import { running } from './due.ts';
import type { TargetRun } from './targetrun.ts';

/** A long clock is shown by its first stretches; the rest is summed up. */
const MOST_STRETCHES = 20;

export function deadlineTrace(run: TargetRun): Trace {
  const { plan, target, ticket, clause, start, stop, due, countsFrom, pauses } = run;
  const { zone } = plan.calendar;
  const children: Trace[] = [
    { what: 'asked', from: start, text: `asked ${facts(run)}` },
    { what: 'answer', clause: clause.id, text: `${clauseName(clause)}: ${deadlineText(clause.value, plan.ir)}` },
  ];
  if (countsFrom !== start)
    children.push({ what: 'change', from: countsFrom, text: 'the answer changed: counted afresh from here' });
  for (const { start: from, end, clauses } of pauses) {
    const until = end === Infinity ? {} : { until: end, amount: String(end - from), unit: 'seconds' };
    for (const { id } of clauses)
      children.push({ what: 'pause', clause: id, from, ...until, text: end === Infinity ? 'paused since' : 'paused' });
  }
  children.push(...clockTrace(run));
  if (due.kind === 'due') children.push({ what: 'due', from: due.at, text: 'due' });
  if (stop !== undefined) children.push({ what: 'stopped', from: stop, text: 'stopped' });
  const verdict =
    due.kind === 'due' ? `due ${localTime(due.at, zone)}` : due.kind === 'paused' ? 'paused' : 'nothing is promised';
  return { what: 'due', clause: clause.id, text: `\`${target.id}\` of \`${ticket.id}\`: ${verdict}`, children };
}

/** The choices and numbers on which the answer depends, as they were known. */
function facts({ plan, order, target, known }: TargetRun): string {
  const { axes } = plan.table(`target:${target.id}`).table;
  const stated = axes.flatMap(({ kind, id }) => {
    const value =
      kind === 'choice'
        ? (own(known.choices, id) ?? chosenBy(order, id))
        : kind === 'number'
          ? own(known.numbers, id)
          : undefined;
    return value === undefined ? [] : [`\`${id}\` ${value}`];
  });
  return stated.length === 0 ? 'with nothing that matters' : `with ${stated.join(', ')}`;
}

/** The stretches that a clock counted until the deadline (or the pause that lasts). */
function clockTrace({ plan, clause, countsFrom, pauses, due }: TargetRun): Trace[] {
  const deadline = clause.value.kind === 'aim' ? clause.value.of : clause.value;
  const until = due.kind === 'due' ? due.at : pauses.at(-1)?.start;
  if (deadline.kind !== 'duration' || until === undefined) return [];
  const counted = running(countsFrom, until, pauses).flatMap((part) =>
    stretches(plan.calendar.intervals, deadline.clock, part),
  );
  const text = deadline.clock.kind === 'elapsed' ? 'elapsed' : ofWindow(plan.ir, deadline.clock.window);
  const shown = counted
    .slice(0, MOST_STRETCHES)
    .map(({ start, end }): Trace => clockStep(start, end, end - start, text));
  const rest = counted.slice(MOST_STRETCHES);
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return shown;
  const sum = rest.reduce((total, { start, end }) => total + end - start, 0);
  return [...shown, clockStep(first.start, last.end, sum, `${text}, in ${rest.length} stretches`)];
}

function stretches(
  intervals: (window: number, from: Instant, until: Instant) => Interval[],
  clock: Clock,
  part: Interval,
): Interval[] {
  return clock.kind === 'elapsed' ? [part] : intervals(clock.window, part.start, part.end);
}

function clockStep(from: Instant, until: Instant, seconds: Seconds, text: string): Trace {
  return { what: 'clock', from, until, amount: String(seconds), unit: 'seconds', text: `${duration(seconds)} ${text}` };
}

function duration(seconds: Seconds): string {
  return quantityText(Rational.of(seconds), { kind: 'time' });
}

function ofWindow({ windows }: Ir, window: number): string {
  return `of \`${windowName(windows[window])}\``;
}

/** As the language writes it, in English. */
export function deadlineText(deadline: Deadline, ir: Ir): string {
  const time = (seconds: Seconds) => {
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
    return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
  };
  switch (deadline.kind) {
    case 'duration':
      return `${duration(deadline.seconds)} ${deadline.clock.kind === 'elapsed' ? 'elapsed' : ofWindow(ir, deadline.clock.window)}`;
    case 'business-days': {
      const { count, window, cutOff, ends } = deadline;
      const of = window === undefined ? '' : ` ${ofWindow(ir, window)}`;
      const today = cutOff === undefined ? '' : `, before ${time(cutOff)} counts today`;
      const end = ends.kind === 'time' ? `, at ${time(ends.time)}` : ends.kind === 'open' ? ', at opening' : '';
      return `${count} business ${count === 1 ? 'day' : 'days'}${of}${today}${end}`;
    }
    case 'opening':
      return `at opening ${ofWindow(ir, deadline.window)}`;
    case 'closing':
      return `at closing ${ofWindow(ir, deadline.window)}`;
    case 'time-of-day': {
      const days = deadline.days === 0 ? 'same day' : deadline.days === 1 ? 'next day' : `${deadline.days} days later`;
      return `at ${time(deadline.time)} ${days}`;
    }
    case 'earliest':
    case 'latest':
      return `${deadline.kind} of (${deadline.of.map((member) => deadlineText(member, ir)).join(', ')})`;
    case 'aim':
      return `aim ${deadlineText(deadline.of, ir)}`;
    case 'no-promise':
      return 'no promise';
    case 'best-effort':
      return 'best effort';
    case 'not-offered':
      return 'not offered';
    case 'see':
      return `see "${deadline.document}"`;
    case 'open':
      return 'to be agreed';
  }
}
