// Conditions in words: `for Pro, during core, when channel is phone`.

import type { Box, Condition, NumberRange, WindowTest } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { dateWords, nameOf, pieces, plural, quantityWords, type Speaker, shortName } from './speaker.ts';
import { windowName } from './windows.ts';

/** Values of dimensions that are said elsewhere: the columns of a row. */
export type Said = ReadonlySet<string>;

const nothing: Said = new Set();

/** A condition as a sentence needs it: what stands behind the subject, and what stands before the sentence. */
export interface Spoken {
  /** `during core`: the moment of the thing itself. */
  readonly behind: string;
  /** `for Pro when channel is phone`. */
  readonly before: string;
}

/** When it holds: `for Pro during core when channel is phone`. Empty: always. */
export function conditionWords(speaker: Speaker, condition: Condition, said: Said = nothing): string {
  const { behind, before } = spokenCondition(speaker, condition, said);
  return [behind, before].filter((text) => text !== '').join(' ');
}

export function spokenCondition(speaker: Speaker, condition: Condition, said: Said = nothing): Spoken {
  if (condition.length === 0) return { behind: '', before: 'never' };
  const boxes = condition.map((box) => boxWords(speaker, box, said));
  const [first = [], ...others] = boxes;
  const shared = first.filter((part) => others.every((parts) => parts.some((one) => sameAs(one, part))));
  const rests = boxes.map((parts) => parts.filter((part) => !shared.some((one) => sameAs(one, part))));
  const behind = shared.filter(({ how }) => how === 'during').map(({ text }) => text);
  const before = shared.filter(({ how }) => how !== 'during');
  const either = rests.some((rest) => rest.length === 0) ? [] : rests;
  return { behind: behind.join(' and '), before: withEither(before, either) };
}

/** `when access is vpn and either lifecycle is ended or make is other`. */
function withEither(shared: readonly Part[], either: readonly (readonly Part[])[]): string {
  if (either.length === 0) return joined(shared);
  const isTests = either.every((parts) => parts.every(({ how }) => how === 'when'));
  const texts = either.map((parts) => (isTests ? parts.map(({ text }) => text).join(' and ') : joined(parts)));
  const list = listText([...new Set(texts)], 'or');
  const begin = joined(shared);
  if (!isTests) return begin === '' ? list : `${begin}, ${list}`;
  if (!shared.some(({ how }) => how === 'when')) return begin === '' ? `when ${list}` : `${begin}, when ${list}`;
  return `${begin} and either ${list}`;
}

/** `during`: of the thing's own moment. `when`: a test; several share the word. `plain`: as it stands. */
interface Part {
  readonly how: 'during' | 'when' | 'plain';
  readonly text: string;
}

const sameAs = (a: Part, b: Part): boolean => a.how === b.how && a.text === b.text;

function joined(parts: readonly Part[]): string {
  const plain = parts.filter(({ how }) => how !== 'when').map(({ text }) => text);
  const tests = parts.filter(({ how }) => how === 'when').map(({ text }) => text);
  return [plain.join(' '), ...(tests.length === 0 ? [] : [`when ${listText(tests)}`])]
    .filter((text) => text !== '')
    .join(', ');
}

function boxWords(speaker: Speaker, box: Box, said: Said): Part[] {
  const parts: Part[] = [];
  for (const [id, values] of Object.entries(box.choices ?? {})) {
    if (!said.has(id)) parts.push(choiceWords(speaker, id, values));
  }
  for (const test of box.windows ?? []) parts.push(testWords(speaker, test));
  for (const [id, ranges] of Object.entries(box.numbers ?? {})) {
    const isSince = speaker.ir.numbers.some((one) => one.id === id && one.derived?.kind === 'since-start');
    parts.push({ how: isSince ? 'plain' : 'when', text: numberWords(speaker, id, ranges) });
  }
  const { from, until } = box.dates ?? {};
  if (from !== undefined) parts.push({ how: 'plain', text: `from ${dateWords(from)}` });
  if (until !== undefined) parts.push({ how: 'plain', text: `until ${dateWords(until)}` });
  return parts;
}

function testWords(speaker: Speaker, { moment, window, inside }: WindowTest): Part {
  const text = `${inside ? 'during' : 'outside'} ${windowName(speaker, window)}`;
  if (moment === 'self') return { how: 'during', text };
  return { how: 'when', text: `${moment === 'start' ? 'started' : moment} ${text}` };
}

function choiceWords(speaker: Speaker, id: string, values: readonly string[]): Part {
  const { ir, style } = speaker;
  const dimension = ir.dimensions.find((one) => one.id === id);
  const calls = (value: string): string => {
    const known = dimension?.values.find((one) => one.id === value);
    return style === 'reader' ? (known?.label ?? value) : value.replace(/^example:/, '');
  };
  if (id === 'tier') return { how: 'plain', text: `for ${listText(values.map(calls))}` };
  if (id === 'order') return { how: 'plain', text: `for the order ${listText(values.map(calls), 'or')}` };
  const others = dimension?.values.filter((one) => !values.includes(one.id)) ?? [];
  if (dimension?.given === 'outcome') return { how: 'when', text: outcomeWords(speaker, id, values) };
  const name = dimension === undefined ? id : nameOf(speaker, dimension);
  // What is the shorter way to say it.
  if (values.length > 1 && others.length > 0 && others.length < values.length)
    return {
      how: 'when',
      text: `${name} is not ${listText(
        others.map((one) => calls(one.id)),
        'or',
      )}`,
    };
  if (id === 'module')
    return { how: 'plain', text: `in ${style === 'reader' ? '' : 'the module '}${listText(values.map(calls), 'or')}` };
  return { how: 'when', text: `${name} is ${listText(values.map(calls), 'or')}` };
}

/** `respond missed`, `not respond met`. */
function outcomeWords(speaker: Speaker, id: string, values: readonly string[]): string {
  const target = speaker.ir.targets.find((one) => `outcome:${one.id}` === id);
  const name = target === undefined ? id : nameOf(speaker, target);
  const others = ['met', 'missed'].filter((value) => !values.includes(value));
  if (values.includes('none')) return `${name} is not ${listText(others, 'or')}`;
  return `${name} is ${listText(values, 'or')}`;
}

/** `in the first 3 months`, `after the first 12 months`. */
function sinceWords(unit: 'day' | 'month' | 'calendar-month', ranges: readonly NumberRange[]): string {
  const length = (bound: string) => `the first ${plural(Number(bound), unit.replace('-', ' '))}`;
  const said = ranges.map(({ min, max }) => [
    ...(min === undefined ? [] : [`after ${length(min)}`]),
    ...(max === undefined ? [] : [`in ${length(max)}`]),
  ]);
  return listText(
    said.map((both) => both.join(' and ')),
    'or',
  );
}

function numberWords(speaker: Speaker, id: string, ranges: readonly NumberRange[]): string {
  const info = speaker.ir.numbers.find((one) => one.id === id);
  const unit = info?.unit ?? pieces;
  const bound = (value: string): string => quantityWords(value, unit);
  if (info?.derived?.kind === 'since-start') return sinceWords(info.derived.unit, ranges);
  const said = ranges.map(({ min, minIncluded, max, maxIncluded }) => {
    if (min !== undefined && min === max) return bound(min);
    const lower = min === undefined ? [] : [`${minIncluded === true ? 'at least' : 'over'} ${bound(min)}`];
    const upper = max === undefined ? [] : [`${maxIncluded === true ? 'up to' : 'below'} ${bound(max)}`];
    return [...lower, ...upper].join(' and ');
  });
  return `${info === undefined ? id : shortName(speaker, info)} is ${listText(said, 'or')}`;
}
