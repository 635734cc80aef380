// Columns of lines as a CSV file.
import { dateOf } from '@avtal/runtime';
import { csvText, quote } from '../output/csv.ts';
import type { LineColumn, Lines } from './lines.ts';
import { openOutput } from './output.ts';
import { textAt } from './texts.ts';

/** Characters that are written at once. */
const blockSize = 1 << 16;

/** Gives the file's SHA-256. */
export function writeCsv(path: string, { columns, count }: Lines): string {
  const output = openOutput(path);
  const encoder = new TextEncoder();
  const cells = columns.map(cellsOf);
  let block = csvText(
    columns.map(({ name }) => name),
    [],
  );
  for (let line = 0; line < count; line += 1) {
    for (const [at, cell] of cells.entries()) block += at === 0 ? cell(line) : `,${cell(line)}`;
    block += '\n';
    if (block.length < blockSize) continue;
    output.write(encoder.encode(block));
    block = '';
  }
  output.write(encoder.encode(block));
  return output.close();
}

function cellsOf(column: LineColumn): (line: number) => string {
  switch (column.kind) {
    case 'words': {
      const words = Array.from(column.words, (place) => quote(textAt(column.heap, place)));
      return (line) => words[column.codes[line] as number] ?? '';
    }
    case 'texts':
      return (line) => quote(textAt(column.heap, column.places[line] as number));
    case 'days': {
      const known = new Map<number, string>();
      return (line) => {
        const day = column.values[line] as number;
        const date = known.get(day) ?? dateOf(day);
        known.set(day, date);
        return date;
      };
    }
    case 'amounts': {
      const { digits, values } = column;
      return (line) => amountText(values[line] as number, digits);
    }
    case 'flags':
      return (line) => String(column.values[line] === 1);
  }
}

/** Minor units as a decimal. */
function amountText(amount: number, digits: number): string {
  const all = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
  return amount < 0 ? `-${whole}` : whole;
}
