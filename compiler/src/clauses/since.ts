// `for the first 3 months`: a condition on how much of the order is over, which no fact states (meaning Q14).
import type * as ast from '@avtal/grammar';
import type { CivilLength, Clause, Condition, NumberInfo } from '@avtal/runtime';
import { type Desk, say, textOf } from './desk.ts';
import { civilLength } from './values/lengths.ts';

type First = Extract<ast.HeadPart, { kind: 'first' }>;

export function firstCondition({ holds, length: written }: First, desk: Desk): Condition | undefined {
  const length = civilLength(written);
  if (length === undefined) {
    const wanted = 'a number of months, weeks or days (`3 months`)';
    const because = 'it is counted from the first day of the order';
    say(
      desk,
      'not-a-value',
      { written: textOf(desk, written), clause: `${holds} the first`, wanted, because },
      written,
    );
    return undefined;
  }
  const bound = `${length.count}`;
  const range = holds === 'for' ? { max: bound, maxIncluded: false } : { min: bound, minIncluded: true };
  return [{ numbers: { [ids[length.unit]]: [range] } }];
}

const ids: Readonly<Record<CivilLength['unit'], string>> = { month: 'order:months', day: 'order:days' };

/** Those of which the clauses speak. */
export function sinceStart(clauses: readonly Clause[]): readonly NumberInfo[] {
  return (['month', 'day'] as const).flatMap((unit) => {
    const id = ids[unit];
    const clause = clauses.find(({ when }) => when.some(({ numbers = {} }) => id in numbers));
    return clause === undefined
      ? []
      : [{ id, unit: { kind: 'count' }, derived: { kind: 'since-start', unit }, span: clause.span }];
  });
}
