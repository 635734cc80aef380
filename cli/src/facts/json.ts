// JSON and NDJSON → tables of rows, each with its line. Numbers are kept as they are written.

import { closest } from '@avtal/grammar';
import { type FactKind, type FactRow, type FactTable, factKinds, withoutExponent } from '@avtal/runtime';
import { parseJson } from '../files.ts';
import { Failure } from '../host.ts';

/** One object a line. */
export function readNdjson(text: string, file: string): FactTable {
  const rows: FactRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() !== '') rows.push({ line: index + 1, ...objectIn(line) });
  }
  return { file, rows: rows.filter(saysSomething) };
}

/** A line that is no object is a row that cannot be read, with its text as `row`; the others can. */
export function objectIn(line: string): Pick<FactRow, 'values' | 'unreadable'> {
  const row = { row: line.trim() };
  try {
    const values: unknown = JSON.parse(row.row, keepDigits);
    return isObject(values) ? { values } : { values: row, unreadable: 'Each line must be one object, `{ … }`.' };
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/ \(line 1 column \d+\)$/, '') : error;
    return { values: row, unreadable: `The line is not JSON: ${why}.` };
  }
}

/** Keeps every digit: each number as its text. The third argument came with Node 21; TypeScript does not know it yet. */
function keepDigits(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? withoutExponent(context?.source ?? String(value)) : value;
}

/** A list of objects, or one object with the lists `entries`, `occurrences`, … */
export function readJson(text: string, file: string): FactTable[] {
  const json = parseJson(text, file, keepDigits);
  const lines = linesOfObjects(text);
  let next = 0;
  const rowsOf = (list: readonly unknown[], name: string): FactRow[] =>
    list.map((values, index) => {
      if (!isObject(values)) throw new Failure(`\`${file}\`: \`${name}[${index}]\` must be an object.`);
      const line = lines[next];
      next += 1;
      return { values, ...(line === undefined ? {} : { line }) };
    });
  if (Array.isArray(json)) return [{ file, rows: rowsOf(json, '').filter(saysSomething) }];
  if (!isObject(json)) throw new Failure(`\`${file}\` must be a list of objects, or an object with lists.`);
  return Object.entries(json).map(([kind, list]) => {
    if (!isKind(kind)) {
      const guess = closest(kind, factKinds);
      throw new Failure(
        `\`${file}\`: there is no list \`${kind}\` of facts.`,
        guess === undefined
          ? `There are ${factKinds.map((one) => `\`${one}\``).join(', ')}.`
          : `Did you mean \`${guess}\`?`,
      );
    }
    if (!Array.isArray(list)) throw new Failure(`\`${file}\`: \`${kind}\` must be a list.`);
    return { file, kind, rows: rowsOf(list, kind).filter(saysSomething) };
  });
}

/** Blank rows are skipped, as in tables. */
function saysSomething({ values }: FactRow): boolean {
  return Object.values(values).some((value) => value !== null && value !== '');
}

/** The line of each object that is an element of a list, outermost lists only. The text is valid JSON. */
function linesOfObjects(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]\n]/g)) {
    if (token === '\n') line += 1;
    else if (token === '}' || token === ']') open.pop();
    else if (token === '{' || token === '[') {
      if (token === '{' && open.at(-1) === '[' && !open.slice(0, -1).includes('[')) lines.push(line);
      open.push(token);
    }
  }
  return lines;
}

function isKind(name: string): name is FactKind {
  return factKinds.some((kind) => kind === name);
}

function isObject(value: unknown): value is FactRow['values'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
