// Code lenses: on examples run, explanation and acceptance; on clauses how many examples and rows use them.
import type { Span } from '@avtal/grammar';
import type { Clause } from '@avtal/runtime';
import type { Place, Snapshot } from '../workspace/snapshot.ts';
import { examplesByClause, ranOf } from './example-runs.ts';
import { type ExampleItem, examplesOf, runnable } from './examples.ts';
import { type Known, knownOf, type Placing, placingOf, rowsIn } from './known.ts';

export interface Lens {
  readonly span: Span;
  readonly title: string;
  /** Command of the editor; absent: only words. */
  readonly command?: 'avtal.runExample' | 'avtal.explainExample' | 'avtal.acceptExample' | 'avtal.showReferences';
  /** The example's name, or the places to show. */
  readonly arguments?: readonly unknown[];
}

export function lenses(snapshot: Snapshot): readonly Lens[] {
  return [...examplesOf(snapshot).flatMap((example) => exampleLenses(snapshot, example)), ...rowLenses(snapshot)];
}

function exampleLenses(snapshot: Snapshot, { name, nameSpan: span }: ExampleItem): readonly Lens[] {
  const found = runnable(snapshot, name);
  const results = found && ranOf(found.known, found.example).results;
  const wrong = results?.filter(({ ok }) => !ok).length ?? 0;
  const mark = results === undefined ? '' : wrong === 0 ? '✓ ' : '✗ ';
  const lens = (title: string, command: NonNullable<Lens['command']>): Lens => ({
    span,
    title,
    command,
    arguments: [name],
  });
  return [
    lens(`${mark}Run`, 'avtal.runExample'),
    ...(results === undefined ? [] : [lens('Explain', 'avtal.explainExample')]),
    ...(wrong === 0 ? [] : [lens(wrong === 1 ? 'Accept result' : `Accept ${wrong} results`, 'avtal.acceptExample')]),
  ];
}

/** Where the row is at work: `3 examples, 2 uses`. */
function rowLenses(snapshot: Snapshot): readonly Lens[] {
  const [agreement] = snapshot.agreements;
  const known = knownOf(agreement);
  if (known === undefined) return [];
  const placing = placingOf(agreement);
  const byClause = examplesByClause(known);
  return rowsIn(agreement, snapshot.file.path).flatMap(({ clauses, span }): Lens[] => {
    const examples = new Set(clauses.flatMap(({ id }) => byClause.get(id) ?? []));
    const uses = usesOf(known, clauses);
    const title = [counted(examples.size, 'example'), counted(uses.length, 'use')]
      .filter((part) => part !== '')
      .join(', ');
    if (title === '') return [];
    const places = [...placesOf(known, placing, examples), ...uses.flatMap((clause) => placing(clause.span) ?? [])];
    // Several rows of a table stand in one line: each has its own words.
    return [{ span, title, command: 'avtal.showReferences', arguments: [places] }];
  });
}

function placesOf({ ir }: Known, placing: Placing, names: ReadonlySet<string>): readonly Place[] {
  return ir.examples.filter(({ id }) => names.has(id)).flatMap(({ span }) => placing(span) ?? []);
}

const counted = (count: number, word: string): string =>
  count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;

/** The first clause of every row that takes its answer from this row, or names it in `over`. */
function usesOf({ rows }: Known, clauses: readonly Clause[]): readonly Clause[] {
  const [own] = clauses;
  const ids = new Set(clauses.map(({ id }) => id));
  if (own === undefined) return [];
  return rows
    .filter((row) => row.some((one) => one.over.some((id) => ids.has(id)) || speaksOf(one.value, own)))
    .flatMap(([first]) => first ?? []);
}

/** Whether the value refers to the question that the clause answers. */
function speaksOf(value: unknown, clause: Pick<Clause, 'question' | 'kind'>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { question, kind } = clause;
  if ('question' in value && value.question === question) return true;
  if (kind === 'fee' && 'fees' in value && Array.isArray(value.fees) && value.fees.includes(question.slice(4)))
    return true;
  return Object.values(value).some((part) => speaksOf(part, clause));
}
