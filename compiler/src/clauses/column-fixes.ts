// Repairs of a row with too few or too many values for its columns.
import { type Cell, openName, type Span } from '@avtal/grammar';
import type { Fix } from '../reporting/diagnostics.ts';
import { append, type Desk, replace, textOf } from './desk.ts';

interface Row {
  /** What the value of a column answers, in words of which a name can be made. */
  readonly says: (column: string) => string;
  readonly mayBeBlank: boolean;
}

/** What is missing is left open, or blank; which of too many values is the wrong one nobody knows: the last can go, or the first. */
export function columnFixes(cells: readonly Cell[], columns: readonly string[], row: Row, desk: Desk): readonly Fix[] {
  const last = cells.at(-1);
  if (last === undefined) return [];
  return cells.length < columns.length
    ? filled(last, columns.slice(cells.length), row, desk)
    : without(cells, cells.length - columns.length, desk);
}

function filled(last: Cell, missing: readonly string[], { says, mayBeBlank }: Row, desk: Desk): readonly Fix[] {
  const those = missing.map((column) => `\`${column}\``).join(', ');
  const put = (title: string, value: (column: string) => string): Fix => ({
    ...append(desk, last, missing.map((column) => ` | ${value(column)}`).join(''), title),
    adds: 'open',
  });
  const open = put(`Leave ${those} to be agreed`, (column) => `to be agreed ${openName(says(column))}`);
  return mayBeBlank ? [open, put(`Leave ${those} blank (\`none\`)`, () => 'none')] : [open];
}

function without(cells: readonly Cell[], surplus: number, desk: Desk): readonly Fix[] {
  const cut = (those: readonly Cell[], span: Span): Fix =>
    replace(desk, { span }, '', `Leave out ${those.map((cell) => `\`${textOf(desk, cell)}\``).join(', ')}`);
  const [firsts, lasts] = [cells.slice(0, surplus), cells.slice(-surplus)];
  const [first, kept, lastKept, last] = [cells[0], cells[surplus], cells.at(-surplus - 1), cells.at(-1)];
  if (first === undefined || kept === undefined || lastKept === undefined || last === undefined) return [];
  return [
    cut(lasts, { start: lastKept.span.end, end: last.span.end }),
    cut(firsts, { start: first.span.start, end: kept.span.start }),
  ];
}
