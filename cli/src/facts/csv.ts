// CSV as spreadsheets write it → a table with the line of every row: comma, semicolon or tab, quotes, byte order mark.
import type { FactRow, FactTable } from '@avtal/runtime';
import { type CsvError, type Info, parse } from 'csv-parse/sync';
import { Failure } from '../host.ts';

/** A row, and on which lines it begins and ends. */
interface Parsed {
  readonly record: readonly string[];
  readonly first: number;
  readonly last: number;
}

export function readCsv(text: string, file: string): FactTable {
  // csv-parse counts a line break of two characters inside quotes twice.
  const unified = text.replace(/\r\n?/g, '\n');
  const [, separator, body] = /^sep=(.)\n([\s\S]*)$/.exec(unified) ?? [];
  const firstLine = separator === undefined ? 1 : 2;
  const records = parseAll(body ?? unified, separator ?? delimiterOf(unified), file);
  const [header, ...rest] = records;
  if (header === undefined) throw new Failure(`\`${file}\` is empty.`, 'Its first row must name the columns.');
  const columns = columnsIn(header);
  const headerLine = header.first + firstLine - 1;
  const rows = rest.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  return {
    file,
    header: { line: headerLine, columns },
    rows: rows.map((row) => ({ line: row.first + firstLine - 1, values: valuesOf(row.record, columns) })),
  };
}

export interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Where it begins, and how many lines stand before its rows. */
  readonly line: number;
  readonly linesBefore: number;
}

/** The columns of a table by the beginning of its file, and how it separates values. */
export function headerOf(beginning: string, file: string): Header {
  const unified = beginning.replace(/\r\n?/g, '\n');
  const [, separator, body = unified] = /^sep=(.)\n([\s\S]*)$/.exec(unified) ?? [];
  const delimiter = separator ?? delimiterOf(unified);
  const [header] = parseAll(body, delimiter, file, 1);
  if (header === undefined) throw new Failure(`\`${file}\` is empty.`, 'Its first row must name the columns.');
  const before = separator === undefined ? 0 : 1;
  return {
    columns: columnsIn(header),
    delimiter,
    line: header.first + before,
    linesBefore: header.last + before,
  };
}

/** A spreadsheet leaves empty columns at the right; one with values in it needs a name. */
function columnsIn({ record }: Parsed): string[] {
  const names = record.map((name) => name.trim());
  return names.slice(0, names.length - [...names].reverse().findIndex((name) => name !== ''));
}

/** Values beyond the header keep a name that no column has, so that the reader refuses the row. */
function valuesOf(record: readonly string[], columns: readonly string[]): FactRow['values'] {
  const values: Record<string, string> = {};
  for (const [index, cell] of record.entries()) {
    const name = columns[index];
    if (name !== undefined) values[name] = cell;
    else if (cell.trim() !== '') values[`column ${index + 1}`] = cell;
  }
  return values;
}

function parseAll(text: string, delimiter: string, file: string, most?: number): Parsed[] {
  try {
    // What `raw` and `on_record` change, the types of csv-parse do not follow.
    return parse(text, {
      bom: true,
      delimiter,
      raw: true,
      // What it tells besides takes five times as much memory.
      on_record: parsedOf as never,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      ...(most === undefined ? {} : { to: most }),
    }) as unknown as Parsed[];
  } catch (error) {
    const { code, lines } = error as CsvError & { readonly lines?: number };
    if (code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new Failure(
        `\`${file}\`: a quotation mark that opens a value is never closed; the file ends in line ${lines}.`,
      );
    }
    throw new Failure(`\`${file}\`:${lines ?? 1}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parsedOf({ record, raw }: { record: readonly string[]; raw: string }, { lines }: Info): Parsed {
  return { record, first: lines - (raw.trim().match(/\n/g)?.length ?? 0), last: lines };
}

/** The separator that occurs most in the header, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/[^\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
