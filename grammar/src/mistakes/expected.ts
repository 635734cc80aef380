// What could stand at a place, in words.
import type { TokenType } from 'chevrotain';
import * as t from '../words/tokens.ts';

const described = new Map<TokenType, string>([
  [t.Name, 'a name'],
  [t.NumberToken, 'a number'],
  [t.Factor, 'a factor such as `x1.5`'],
  [t.Quoted, 'a text in quotes'],
  [t.DateToken, 'a date such as `2026-03-29`'],
  [t.Time, 'a time such as `08:00`'],
  [t.Days, 'days such as `Mon-Fri`'],
  [t.MonthName, 'a month such as `Dec`'],
  [t.Zone, 'a zone such as `Europe/Oslo`'],
  [t.YearMonth, 'a month such as `2026-03`'],
  [t.PeriodUnit, 'a period such as `month`'],
  [t.Paper, 'a paper number such as `§ 4.2`'],
  [t.CountLabel, '`due`'],
  [t.NamedKind, 'a kind of clause such as `rate`'],
  [t.FreeKind, 'a kind of clause such as `fee`'],
  [t.SubjectKind, '`activity`'],
  [t.AmountPhrase, '`per started`'],
  [t.ValueWord, 'a value'],
]);

/** Where all the `marks` could stand, the place is the one that `name` says, and `also` is all that is worth adding. */
const places: readonly {
  readonly marks: readonly TokenType[];
  readonly name: string;
  readonly also: readonly TokenType[];
}[] = [
  { marks: [t.NamedKind, t.FreeKind], name: 'a row such as `rate work: …` or `window core = …`', also: [] },
  { marks: [t.ValueWord, t.Question], name: 'a value', also: [] },
  { marks: [t.AmountPhrase, t.K.during], name: 'a rule such as `per started 15 min`', also: [] },
  { marks: [t.Time, t.Days, t.K.everyDay], name: 'a window such as `core` or `Mon-Fri 08:00-16:00`', also: [] },
  { marks: [t.Days, t.K.everyDay], name: 'days such as `Mon-Fri`', also: [] },
  { marks: [t.K.not, t.K.during, t.LParen], name: 'a condition such as `tier is Pro`', also: [] },
  { marks: [t.K.is, t.K.over], name: 'a test such as `is …` or `over …`', also: [t.K.and, t.K.or, t.Colon] },
  { marks: [t.K.during, t.K.per, t.Colon], name: 'a part of the head such as `during core`', also: [t.Colon] },
  { marks: [t.K.onTop, t.K.notStated], name: '`on top`, `included`, `not stated` or `none`', also: [] },
  { marks: [t.Pipe, t.Comma], name: '', also: [t.Pipe, t.Comma, t.K.and, t.K.except] },
];

/** `a name or a text in quotes`; at most a handful. */
export function expectation(expected: readonly TokenType[]): string {
  const place = places.find(({ marks }) => marks.every((mark) => expected.includes(mark)));
  const kinds = place === undefined ? expected : place.also.filter((kind) => expected.includes(kind));
  const words = kinds.map((kind) => described.get(kind) ?? `\`${kind.LABEL ?? kind.name}\``);
  return list([...new Set([place?.name ?? '', ...words])].filter((word) => word !== '').slice(0, 5));
}

/** `a, b or c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export function inCode(words: readonly string[]): string[] {
  return words.map((word) => `\`${word}\``);
}
