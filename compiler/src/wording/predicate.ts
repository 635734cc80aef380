// What a clause says of its subject: a verb and its object, so that columns can share the verb, and the same as a table cell.

import type { Bounds, LadderValue, Unit, WordValue } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { moneyWords, named, quantityWords, type Speaker, shortName } from './speaker.ts';

export interface Predicate {
  readonly verb: string;
  readonly object: string;
  /** As it stands in a column of a price sheet. */
  readonly cell: string;
  readonly tone: 'amount' | 'word' | 'open';
}

/** `thing`: what is missing where the value is open: a price, a time, a quantity. */
export function wordPredicate(speaker: Speaker, value: WordValue, thing: string): Predicate {
  switch (value.kind) {
    case 'included':
      return { verb: 'is', object: 'included', cell: 'included', tone: 'word' };
    case 'not-offered':
      return { verb: 'is', object: 'not offered', cell: 'not offered', tone: 'word' };
    case 'on-request':
      return { verb: 'is', object: 'priced on request', cell: 'on request', tone: 'word' };
    case 'at-cost': {
      const markup = value.markup === undefined ? '' : ` plus ${value.markup}%`;
      return { verb: 'is', object: `charged at cost${markup}`, cell: `at cost${markup}`, tone: 'word' };
    }
    case 'see':
      return { verb: 'is', object: `said in “${value.document}”`, cell: `see “${value.document}”`, tone: 'word' };
    case 'open': {
      const by = value.decider === undefined ? '' : ` (${value.decider})`;
      const as = value.name === undefined ? '' : `, stated by an order as ${shortName(speaker, { id: value.name })}`;
      return {
        verb: 'has',
        object: `a ${thing} that is still to be agreed${by}${speaker.style === 'author' ? as : ''}`,
        cell: `to be agreed${by}`,
        tone: 'open',
      };
    }
  }
}

/** `rate:work` is `rate work`: a question as its clauses begin. */
export function questionWords(speaker: Speaker, question: string): string {
  const [kind = '', ...names] = question.split(':');
  if (speaker.style === 'author') return `\`${[kind === 'start' ? 'start price' : kind, ...names].join(' ')}\``;
  const { ir } = speaker;
  const things = [...ir.subjects, ...ir.targets, ...ir.scopes];
  return names.map((id) => shortName(speaker, things.find((one) => one.id === id) ?? { id })).join(' ') || kind;
}

/** `, at least 50 NOK, at most 70 NOK`; empty without bounds. */
export function boundsWords(speaker: Speaker, { atLeast, atMost }: Bounds): string {
  return [
    ...(atLeast === undefined ? [] : [`, at least ${moneyWords(speaker, atLeast)}`]),
    ...(atMost === undefined ? [] : [`, at most ${moneyWords(speaker, atMost)}`]),
  ].join('');
}

/**
 * The steps one after the other: `costs 90 NOK an hour up to 30 h, then 75 NOK an hour`. `unit`: of what is climbed where
 * no declared number is.
 */
export function ladderPredicate<V>(
  speaker: Speaker,
  ladder: LadderValue<V>,
  unit: Unit,
  step: (value: V) => Predicate,
): Predicate {
  const number = speaker.ir.numbers.find(({ id }) => id === ladder.by);
  const climbed = number?.unit ?? unit;
  const steps = ladder.steps.map(({ to, value }) => {
    const bound = to === undefined ? '' : ` ${to.included ? 'up to' : 'below'} ${quantityWords(to.bound, climbed)}`;
    return { bound, said: step(value) };
  });
  const [first, ...others] = steps;
  if (first === undefined) return { verb: 'is', object: 'not said', cell: '', tone: 'word' };
  const verb = first.said.verb;
  const texts = others.map(({ bound, said }) => `${said.verb === verb ? '' : `${said.verb} `}${said.object}${bound}`);
  const of = ladder.by === undefined ? '' : ` of ${named(speaker, ladder.by, number?.label)}`;
  const rest = texts.length === 0 ? '' : `, then ${listText(texts, 'and then')}`;
  return {
    verb,
    object: `${first.said.object}${first.bound}${of}${rest}`,
    cell: steps.map(({ bound, said }, at) => `${at === 0 ? '' : 'then '}${said.cell}${bound}`).join(', '),
    tone: steps.some(({ said }) => said.tone === 'open') ? 'open' : first.said.tone,
  };
}

/** What the mode of a ladder means, as a note. */
export function ladderNote({ mode, by, steps }: LadderValue<unknown>): readonly string[] {
  if (by !== undefined || steps.length < 2) return [];
  return [
    mode === 'part'
      ? 'each part of the quantity has the price of its own step'
      : 'the step that is reached prices all of it',
  ];
}
