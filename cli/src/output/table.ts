// Tables on the terminal: columns side by side without lines, cut to the width that a person reads.
import Table from 'cli-table3';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer texts go on in the next line. */
  readonly width?: number;
}

const none = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
] as const;
const between = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'] as const;
const noLines = Object.fromEntries([...none, ...between].map((name) => [name, '']));

/** Numbers are aligned at the point when all have as many decimals. Columns without any text are left out. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  heading: (text: string) => string,
): string {
  const used = columns.map((_, index) => rows.some((row) => row[index] !== undefined && row[index] !== ''));
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, index) => used[index]);
  const kept = keep(columns);
  const table = new Table({
    chars: { ...noLines, middle: '  ' },
    colAligns: kept.map(({ align }) => align ?? 'left'),
    colWidths: kept.map(({ width }) => width ?? null),
    wordWrap: true,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  table.push(
    keep(columns.map(({ title }) => heading(title))),
    ...rows.map((row) => keep(columns.map((_, index) => row[index] ?? ''))),
  );
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
