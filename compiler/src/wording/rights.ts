// Promises, rights, duties and terms in words.

import type { Approval, ApproveClause, Clause, PermitClause, PromiseClause } from '@avtal/runtime';
import { pointsWords, shareWords } from '@avtal/runtime';
import { ladderPredicate, type Predicate, wordPredicate } from './predicate.ts';
import { durationWords, periodWords, pieces, plural, quantityWords, type Speaker, shortName } from './speaker.ts';
import { windowName } from './windows.ts';

export function promisePredicate(speaker: Speaker, { measure, value }: PromiseClause): Predicate {
  const unit = speaker.ir.measures[measure]?.unit ?? pieces;
  switch (value.kind) {
    case 'at-least':
    case 'at-most': {
      const text = `${value.kind.replace('-', ' ')} ${quantityWords(value.amount, unit)}`;
      return { verb: 'is', object: text, cell: text, tone: 'amount' };
    }
    case 'aim': {
      const text = `${value.of.kind.replace('-', ' ')} ${quantityWords(value.of.amount, unit)}`;
      return { verb: 'aims at', object: text, cell: `aim ${text}`, tone: 'amount' };
    }
    case 'no-promise':
      return { verb: 'is', object: 'not promised', cell: 'no promise', tone: 'word' };
    case 'best-effort':
      return { verb: 'is', object: 'best effort', cell: 'best effort', tone: 'word' };
    case 'open':
      return wordPredicate(speaker, value, 'promise');
  }
}

type Termly = Extract<Clause, { readonly kind: 'term' | 'notice' | 'payment' | 'interest' | 'refund' | 'require' }>;

export function termPredicate(speaker: Speaker, clause: Termly): Predicate {
  const told = (verb: string, object: string): Predicate => ({ verb, object, cell: object, tone: 'amount' });
  const { value } = clause;
  switch (value.kind) {
    case 'term': {
      const { after } = value;
      const words = { ends: '', 'runs-on': ', then without end' };
      const more =
        after.kind === 'renews' ? `, renewed for ${plural(after.months, 'month')} each time` : words[after.kind];
      return told('runs for', `${plural(value.months, 'month')}${more}`);
    }
    case 'without-end':
      return { verb: 'runs', object: 'without end', cell: 'without end', tone: 'word' };
    case 'notice': {
      const { length, ends } = value;
      const to = { 'any-day': '', term: ' before the end of the term' };
      const end = ends.kind === 'period' ? ` to the end of the ${periodWords(ends.period)}` : to[ends.kind];
      return told('is', `${plural(length.count, length.unit)}${end}`);
    }
    case 'payment': {
      const { length, toEndOf, fromEndOf, early } = value;
      const from = fromEndOf === undefined ? '' : ` from the end of the ${periodWords(fromEndOf)}`;
      const end = toEndOf === undefined ? '' : ` to the end of the ${periodWords(toEndOf)}`;
      const less =
        early === undefined
          ? ''
          : `, with ${early.percent}% less within ${plural(early.within.count, early.within.unit)}`;
      return told('is to be paid within', `${plural(length.count, length.unit)}${from}${end}${less}`);
    }
    case 'interest':
      return told('bears', `${value.percent}% a ${value.per}`);
    case 'base-rate': {
      const { series, plus, atLeast, atMost } = value;
      const bounds = [
        ...(atLeast === undefined ? [] : [`at least ${atLeast}%`]),
        ...(atMost === undefined ? [] : [`at most ${atMost}%`]),
      ];
      return told('bears', [`${series}${pointsWords(plus)} a year`, ...bounds].join(', '));
    }
    case 'refund': {
      const unused = value.of === 'days' ? 'the unused days' : 'the unused full months';
      const whole = value.percent === '100' && value.over === undefined;
      const share = whole ? unused : `${shareWords(value)} of ${unused}`;
      return { verb: 'is paid back for', object: share, cell: share.replace('the ', ''), tone: 'amount' };
    }
    case 'not-at-all':
      return { verb: 'is', object: 'not paid back', cell: 'not at all', tone: 'word' };
    case 'limit': {
      const { atLeast, atMost } = value;
      const bounds = [
        atLeast === undefined ? [] : `at least ${atLeast}`,
        atMost === undefined ? [] : `at most ${atMost}`,
      ];
      return told('is', bounds.flat().join(', '));
    }
    case 'see':
    case 'open':
      return wordPredicate(
        speaker,
        value,
        clause.kind === 'interest' ? 'rate' : clause.kind === 'refund' ? 'share' : 'length',
      );
  }
}

export function permitPredicate(speaker: Speaker, value: PermitClause['value']): Predicate {
  const permitted = (verb: string, object: string, cell: string): Predicate => ({ verb, object, cell, tone: 'word' });
  switch (value.kind) {
    case 'only-during': {
      const window = windowName(speaker, value.window);
      return permitted('is permitted', `only during ${window}`, `only during ${window}`);
    }
    case 'not-during': {
      const window = windowName(speaker, value.window);
      return permitted('is', `not permitted during ${window}`, `not during ${window}`);
    }
    case 'with-notice': {
      const of = value.clock.kind === 'window' ? ` of ${windowName(speaker, value.clock.window, shortName)}` : '';
      const notice = `${durationWords(value.seconds)}${of}`;
      return permitted('is permitted', `with a notice of ${notice}`, `with ${notice} notice`);
    }
    case 'freely':
      return permitted('is permitted', 'at all times', 'freely');
    case 'not-at-all':
      return permitted('is', 'not permitted', 'not at all');
    case 'open':
      return wordPredicate(speaker, value, 'rule');
  }
}

export function approvePredicate(speaker: Speaker, value: ApproveClause['value']): Predicate {
  if (value.kind === 'ladder') {
    return ladderPredicate<Approval>(speaker, value, pieces, (step) => approvePredicate(speaker, step));
  }
  if (value.kind === 'open') return wordPredicate(speaker, value, 'procedure');
  const [object, cell] = approvals[value.what];
  return { verb: 'may start', object, cell, tone: 'word' };
}

const approvals = {
  free: ['without asking', 'free'],
  notify: ['while telling the customer', 'notify'],
  'notify-before': ['only after telling the customer', 'notify before start'],
  'approve-before': ['only after the customer has approved', 'approve before start'],
} as const;
