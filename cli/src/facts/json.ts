// JSON and NDJSON → tables of rows, each with its line. Numbers are kept as they are written.

import { closest } from '@avtal/grammar';
import { type FactKind, type FactRow, type FactTable, factKinds } from '@avtal/runtime';
import { keepDigits, parseJson } from '../files.ts';
import { Failure } from '../host.ts';

/** One object a line. */
export function readNdjson(text: string, file: string): FactTable {
  const rows: FactRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    rows.push({ line: index + 1, values: objectIn(line, file, index + 1) });
  }
  return { file, rows };
}

function objectIn(line: string, file: string, number: number): FactRow['values'] {
  let value: unknown;
  try {
    value = JSON.parse(line, keepDigits);
  } catch (error) {
    throw new Failure(`\`${file}\`:${number} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (isObject(value)) return value;
  throw new Failure(`\`${file}\`:${number}: each line must be one object, \`{ … }\`.`);
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
  if (Array.isArray(json)) return [{ file, rows: rowsOf(json, '') }];
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
    return { file, kind, rows: rowsOf(list, kind) };
  });
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
