// The door of `readFacts`: whether what is handed in has the shape that its type promises, before a row is read.

import { isObject } from '../asking/sound.ts';
import { factKinds } from './columns.ts';
import type { FactTable, ReadOptions, RowProblem } from './rows.ts';

/** The tables of which rows can be read: none, where it cannot be known how. What is wrong with the others is added. */
export function soundTables(
  tables: readonly FactTable[],
  options: ReadOptions,
  problems: RowProblem[],
): readonly FactTable[] {
  const noted = (what: string, expected: string): void => {
    problems.push({ code: 'bad-fact', message: `${what} is not ${expected}.`, clauses: [], expected });
  };
  const wrong = optionTrouble(options);
  if (wrong !== undefined) noted(...wrong);
  else if (!Array.isArray(tables)) noted('What is to be read', 'a list of tables');
  else
    return tables.filter((table, place) => {
      const why = tableTrouble(table, `\`tables[${place}]`);
      if (why !== undefined) noted(...why);
      return why === undefined;
    });
  return [];
}

type Why = readonly [what: string, expected: string];

function optionTrouble(options: unknown): Why | undefined {
  if (!isObject(options)) return ['How it is to be read', 'an object'];
  const { twice, ignore } = options;
  if (twice !== undefined && twice !== 'first' && twice !== 'last') return ['`twice`', '"first" or "last"'];
  return ignore === undefined || isTexts(ignore) ? undefined : ['`ignore`', 'a list of texts'];
}

function tableTrouble(table: unknown, name: string): Why | undefined {
  if (!isObject(table)) return [`${name}\``, 'an object of `rows`'];
  const { kind, header, rows } = table;
  if (!Array.isArray(rows)) return [`${name}.rows\``, 'a list'];
  if (kind !== undefined && !factKinds.some((known) => known === kind))
    return [`${name}.kind\``, `one of ${factKinds.map((known) => `\`${known}\``).join(', ')}`];
  if (header === undefined || (isObject(header) && isTexts(header.columns))) return undefined;
  return [`${name}.header\``, 'an object of `line` and `columns`'];
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
