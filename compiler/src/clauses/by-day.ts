// Rows that are asked at 00:00 of a day (meaning Q5): of hours, their head would say what holds at that instant alone.
import type { ClauseWord, Head, HeadPart } from '@avtal/grammar';
import type { Condition } from '@avtal/runtime';
import { type Desk, say, textOf } from './desk.ts';
import { isWholeDays } from './values/openings.ts';

const byDay: readonly ClauseWord[] = [
  'fee',
  'include',
  'perform',
  'promise',
  'require',
  'term',
  'notice',
  'payment',
  'interest',
  'index',
  'refund',
];

/** Reports a window with hours where the row is asked of whole days; what is bought is asked when it is bought. */
export function checkHours(node: Head, it: string, when: Condition, desk: Desk): void {
  if (!byDay.includes(node.clause) || (node.clause === 'include' && node.parts.some(({ kind }) => kind === 'each')))
    return;
  const tests = when.flatMap(({ windows = [] }) => windows).filter(({ moment }) => moment === 'self');
  const test = tests.find(({ window }) => !isWholeDays(desk.model, window));
  if (test === undefined) return;
  const said = node.parts.find(isOfWindow);
  const window = said === undefined ? (desk.model.windows[test.window]?.id ?? '') : textOf(desk, said.window);
  const part = said ?? node.keyword;
  const other = test.inside ? 'outside' : 'during';
  const because =
    node.clause === 'include'
      ? `it is asked at 00:00 of the first day of its period; which work may not draw on it says \`draw ${it} ${other} ${window}: not usable\``
      : 'it is asked at 00:00 of a day, and the window has hours';
  say(desk, 'part-out-of-place', { clause: node.clause, part: textOf(desk, part), because }, part);
}

const isOfWindow = (part: HeadPart): part is Extract<HeadPart, { readonly kind: 'during' | 'outside' }> =>
  part.kind === 'during' || part.kind === 'outside';
