// Which line of a file a row stands on. DuckDB counts rows; values with line breaks, blank lines and broken rows come between.
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem, RejectedRow } from '@avtal/runtime';
import type { Host } from '../host.ts';
import type { Source } from './sources.ts';
import { isCompressed } from './whole.ts';

interface Told<P> {
  readonly rejected: readonly RejectedRow[];
  readonly problems: readonly P[];
}

/** By file, the lines that DuckDB could not read. */
export type Broken = ReadonlyMap<string, readonly number[]>;

/** The same with lines of the file instead of counts of rows, of files that are text. */
export function onLines<P extends Problem>(
  host: Host,
  sources: readonly Source[],
  broken: Broken,
  { rejected, problems }: Told<P>,
): Told<P> {
  const lines = new Map<string, ReadonlyMap<number, number>>();
  for (const source of sources) {
    const { isCsv, isNdjson, inputs } = source;
    for (const { name } of isCsv || isNdjson === true ? inputs : []) {
      if (isCompressed(name)) continue;
      const counts = problems.flatMap(({ origin }) => (origin?.file === name ? (origin.line ?? []) : []));
      if (counts.length > 0)
        lines.set(name, linesOf(resolve(host.cwd, name), source, new Set(counts), broken.get(name) ?? []).rows);
    }
  }
  const moved = <Q extends Problem>(problem: Q): Q => {
    const { file, line } = problem.origin ?? {};
    const found = file === undefined || line === undefined ? undefined : lines.get(file)?.get(line);
    return found === undefined ? problem : { ...problem, origin: { ...problem.origin, line: found } };
  };
  const movedRow = (one: RejectedRow): RejectedRow => {
    const found = lines.get(one.table.file ?? '')?.get(one.row.line ?? -1);
    const row = found === undefined ? one.row : { ...one.row, line: found };
    return { ...one, row, problems: one.problems.map(moved) };
  };
  return { rejected: rejected.map(movedRow), problems: problems.map(moved) };
}

/** The lines on which broken records of a file begin; of a compressed file nobody looks. */
export function brokenLines(
  host: Pick<Host, 'cwd'>,
  source: Source,
  file: string,
  records: readonly number[],
): ReadonlyMap<number, number> {
  if (isCompressed(file) || !source.inputs.some(({ name }) => name === file)) return new Map();
  return linesOf(resolve(host.cwd, file), source, new Set(), records).broken;
}

/** By file and line: joins do not keep the order of rows. */
export function inOrder<T>(all: readonly T[], problemOf: (one: T) => Problem | undefined): readonly T[] {
  const placed = all.map((one) => ({ one, ...problemOf(one)?.origin }));
  placed.sort(({ file: a = '', line = 0 }, { file: b = '', line: other = 0 }) =>
    a === b ? line - other : a < b ? -1 : 1,
  );
  return placed.map(({ one }) => one);
}

const [quote, newline, carriage, space, tab] = [34, 10, 13, 32, 9];

interface Lines {
  /** By count of rows, the first of which is the first after the header. */
  readonly rows: ReadonlyMap<number, number>;
  /** By count of records, as DuckDB counts broken ones: with the header and blank lines, breaks in quotes being none. */
  readonly broken: ReadonlyMap<number, number>;
}

/** On which lines these rows and these broken records begin. In CSV, breaks in quotes are none. */
function linesOf(
  file: string,
  { isCsv, delimiter = '', linesBefore }: Pick<Source, 'isCsv' | 'delimiter' | 'linesBefore'>,
  wanted: ReadonlySet<number>,
  records: readonly number[],
): Lines {
  const found = new Map<number, number>();
  const broken = new Map<number, number>();
  const left = [...records].sort((a, b) => a - b);
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  const between = delimiter.charCodeAt(0);
  let [line, begins, record, count, isBlank] = [1, 1, 0, linesBefore, true];
  // A quotation mark opens a value where it begins, or behind the one that seemed to close it.
  let [isQuoted, mayOpen] = [false, isCsv];
  const end = (): void => {
    record += 1;
    if (!isBlank && begins > linesBefore) {
      const [next] = left;
      if (next !== undefined && record >= next) {
        broken.set(next, begins);
        left.shift();
      } else {
        count += 1;
        if (wanted.has(count)) found.set(count, begins);
      }
    }
    [begins, isBlank] = [line, true];
  };
  try {
    for (
      let size = readSync(handle, buffer);
      size > 0 && found.size + broken.size < wanted.size + records.length;
      size = readSync(handle, buffer)
    ) {
      for (let at = 0; at < size; at += 1) {
        const byte = buffer[at];
        if (byte === quote) [isQuoted, mayOpen] = [!isQuoted && mayOpen, isQuoted];
        else if (byte === between || byte === newline) mayOpen = isCsv;
        else if (byte !== space) mayOpen = false;
        if (byte === newline) {
          line += 1;
          if (!isQuoted) end();
        } else if (byte !== carriage && (isCsv || (byte !== space && byte !== tab))) isBlank = false;
      }
    }
    line += 1;
    end();
  } finally {
    closeSync(handle);
  }
  return { rows: found, broken };
}
