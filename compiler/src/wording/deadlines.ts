// By when something is promised, in words: `within 2 h of core`, `within 4 business days, at 10:00 of the last`.
import type { Deadline } from '@avtal/runtime';
import { type Predicate, wordPredicate } from './predicate.ts';
import { clockWords, durationWords, plural, type Speaker, shortName } from './speaker.ts';
import { windowName } from './windows.ts';

/** What is said of a target: `is due within 2 h`, `is not promised`. */
export function deadlinePredicate(speaker: Speaker, deadline: Deadline): Predicate {
  switch (deadline.kind) {
    case 'no-promise':
      return { verb: 'is', object: 'not promised', cell: 'no promise', tone: 'word' };
    case 'best-effort':
      return { verb: 'is', object: 'done as soon as possible, without a promise', cell: 'best effort', tone: 'word' };
    case 'not-offered':
    case 'see':
    case 'open':
      return wordPredicate(speaker, deadline, 'time');
    case 'aim': {
      const inner = deadlinePredicate(speaker, deadline.of);
      if (inner.verb !== 'is due') return inner;
      return { ...inner, verb: 'is aimed at', cell: `aim ${inner.cell}` };
    }
    case 'duration':
    case 'business-days':
    case 'opening':
    case 'closing':
    case 'time-of-day':
    case 'earliest':
    case 'latest': {
      const object = deadlineWords(speaker, deadline);
      return { verb: 'is due', object, cell: object.replace(/^within /, ''), tone: 'amount' };
    }
  }
}

/** `within 2 h of core`; of what makes no promise: that. */
function deadlineWords(speaker: Speaker, deadline: Deadline): string {
  const window = (index: number): string => windowName(speaker, index, shortName);
  switch (deadline.kind) {
    case 'duration':
      return deadline.clock.kind === 'elapsed'
        ? `within ${durationWords(deadline.seconds)}`
        : `within ${durationWords(deadline.seconds)} of ${window(deadline.clock.window)}`;
    case 'business-days': {
      const { count, window: hours, cutOff, ends } = deadline;
      const of = hours === undefined ? '' : ` of ${window(hours)}`;
      const first = cutOff === undefined ? '' : ` (before ${clockWords(cutOff)} counts today)`;
      const last =
        ends.kind === 'time'
          ? `, at ${clockWords(ends.time)}`
          : ends.kind === 'open'
            ? ', when the last one opens'
            : '';
      return `within ${plural(count, 'business day')}${of}${first}${last}`;
    }
    case 'opening':
      return `when ${window(deadline.window)} opens`;
    case 'closing':
      return `when ${window(deadline.window)} closes`;
    case 'time-of-day': {
      const days =
        deadline.days === 0 ? 'the same day' : deadline.days === 1 ? 'the next day' : `${deadline.days} days later`;
      return `at ${clockWords(deadline.time)} ${days}`;
    }
    case 'earliest':
    case 'latest': {
      const members = deadline.of.map((member) => deadlineWords(speaker, member));
      return `${members.join(' or ')}, whichever comes ${deadline.kind === 'earliest' ? 'first' : 'last'}`;
    }
    case 'aim':
    case 'no-promise':
    case 'best-effort':
    case 'not-offered':
    case 'see':
    case 'open': {
      const { verb, object } = deadlinePredicate(speaker, deadline);
      return verb === 'is' ? object : `${verb} ${object}`;
    }
  }
}
