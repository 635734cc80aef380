// The facts that a command is given: files of any format → tables → facts of the agreement, with what is wrong with them.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FactKind, type FactTable, type Ir, type ReadFacts, type ReadOptions, readFacts } from '@avtal/runtime';
import { readText } from '../files.ts';
import { Failure, type Host } from '../host.ts';
import { readCsv } from './csv.ts';
import { readJson, readNdjson } from './json.ts';

export interface FactFile {
  readonly path: string;
  /** Said by an option; otherwise seen from the columns. */
  readonly kind?: FactKind;
}

export function loadFacts(host: Host, ir: Ir, files: readonly FactFile[], options: ReadOptions): ReadFacts {
  refuseTwice(
    host,
    files.map(({ path }) => path),
  );
  return readFacts(
    ir,
    files.flatMap((file) => tablesOf(host, file)),
    options,
  );
}

/** Its rows would be there twice. */
export function refuseTwice(host: Host, paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const file = path === '-' ? path : (pathOf(resolve(host.cwd, path)) ?? path);
    const first = seen.get(file);
    if (first !== undefined)
      throw new Failure(
        first === path ? `\`${path}\` is named twice.` : `\`${first}\` and \`${path}\` are one file.`,
        'Name each file of facts once.',
      );
    seen.set(file, path);
  }
}

type Maybe = string | undefined;

/** What is written must not take the place of what is read. */
export function refuseOver(host: Host, written: readonly Maybe[], read: readonly Maybe[]): void {
  const fileOf = (path: Maybe): Maybe => (path === undefined ? undefined : pathOf(resolve(host.cwd, path)));
  const files = new Set(read.map(fileOf));
  for (const path of written) {
    const file = fileOf(path);
    if (file !== undefined && files.has(file))
      throw new Failure(`\`${path}\` is read, and would be written over.`, 'Write into another file.');
  }
}

/** Without links; undefined where there is no such file. */
function pathOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

export function tablesOf(host: Host, { path, kind }: FactFile): readonly FactTable[] {
  const text = readText(host, path);
  const name = path === '-' ? 'stdin' : path;
  const tables = tablesIn(text, name);
  return kind === undefined ? tables : tables.map((table) => ({ kind, ...table }));
}

function tablesIn(text: string, name: string): readonly FactTable[] {
  switch (formatOf(text, name)) {
    case 'csv':
      return [readCsv(text, name)];
    case 'ndjson':
      return [readNdjson(text, name)];
    case 'json':
      return readJson(text, name);
  }
}

/** By the file's name, and where that says nothing, by how its text begins. */
function formatOf(text: string, name: string): 'csv' | 'json' | 'ndjson' {
  const [, extension] = /\.(csv|tsv|txt|json|ndjson|jsonl)$/i.exec(name) ?? [];
  switch (extension?.toLowerCase()) {
    case 'csv':
    case 'tsv':
    case 'txt':
      return 'csv';
    case 'json':
      return 'json';
    case 'ndjson':
    case 'jsonl':
      return 'ndjson';
  }
  if (/^\s*\[/.test(text)) return 'json';
  if (!/^\s*\{/.test(text)) return 'csv';
  // One object on the first line and another after it: a row a line.
  return /^\s*\{[^\n]*\}\s*(\n\s*\{|$)/.test(text) &&
    !/^\s*\{\s*"(entries|occurrences|tickets|units|performed|outages|claims|indices)"\s*:\s*\[/.test(text)
    ? 'ndjson'
    : 'json';
}
