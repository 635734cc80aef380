// Tables on the terminal: columns side by side without lines, in the width that a person reads.
import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';

export interface Column {
  readonly title: string;
  /** `point`: at the right, with the decimal points below one another. */
  readonly align?: 'left' | 'right' | 'point';
  /** Takes what room there is; longer texts go on in the next line. */
  readonly wraps?: true;
}

const widest = 100;
const narrowest = 16;
const gap = '  ';

const places = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const between = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const noLines = Object.fromEntries([...places, ...between].map((name) => [name, '']));

/** Columns without any text are left out. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  heading: (text: string) => string,
): string {
  const used = columns.filter((_, index) => rows.some((row) => (row[index] ?? '') !== ''));
  const cells = used.map((column) => {
    const own = rows.map((row) => row[columns.indexOf(column)] ?? '');
    return [heading(column.title), ...(column.align === 'point' ? atPoint(own) : own)];
  });
  const table = new Table({
    chars: { ...noLines, middle: gap },
    colAligns: used.map(({ align }) => (align === undefined || align === 'left' ? 'left' : 'right')),
    colWidths: widths(used, cells),
    wordWrap: true,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  table.push(...[undefined, ...rows].map((_, row) => cells.map((column) => column[row] ?? '')));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd()).join('\n')}\n`;
}

/** How wide a table has become: that of its widest line. */
export function widthOf(text: string): number {
  return Math.max(...text.split('\n').map(lengthOf));
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function widths(columns: readonly Column[], cells: readonly (readonly string[])[]): (number | null)[] {
  const natural = cells.map((column) => Math.max(...column.map(lengthOf)));
  const total = natural.reduce((sum, width) => sum + width + gap.length, -gap.length);
  return columns.map(({ wraps }, index) => {
    const width = natural[index] ?? 0;
    return wraps === true ? Math.max(Math.min(width, narrowest), Math.min(width, width - (total - widest))) : width;
  });
}

/** Spaces behind each figure, so that as much stands behind every decimal point. */
function atPoint(cells: readonly string[]): string[] {
  const tail = (cell: string): number =>
    /^-?\d/.test(cell) ? cell.length - (/\./.exec(cell)?.index ?? cell.length) : 0;
  const most = Math.max(...cells.map(tail));
  return cells.map((cell) => (cell === '' ? cell : cell + '\u00a0'.repeat(/^-?\d/.test(cell) ? most - tail(cell) : 0)));
}
