// A row of the agreement as a sentence and as a line of a table: its clauses, one for each column, said together.

import type { Clause, Dimension, RateClause } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { conditionWords, type Said, spokenCondition } from './conditions.ts';
import { notesOf } from './notes.ts';
import type { Predicate } from './predicate.ts';
import { type Speaker, sentence } from './speaker.ts';
import { subjectOf } from './subjects.ts';
import { predicateOf } from './values.ts';

export interface RowWords {
  /** What the row is about: `An hour of work`. */
  readonly subject: string;
  /** When it holds: `during core`; empty: always. */
  readonly when: string;
  readonly columns: readonly Column[];
  /** The whole as a sentence. */
  readonly sentence: string;
  /** What belongs to it and is in no column: phrases. */
  readonly notes: readonly string[];
}

/** What one clause, or several with the same answer, say. */
export interface Column {
  readonly clauses: readonly Clause[];
  /** `for Pro`, `when role is senior`; empty: for all. */
  readonly of: string;
  readonly said: Predicate;
}

/** Clauses of one row: they stand in one place and answer one question. */
export function rowsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const rows = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const { file, line, column } = clause.span;
    const asks = clause.kind === 'count' ? (clause.together?.join('+') ?? clause.question) : clause.question;
    const key = `${file}:${line}:${column}:${asks}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [clause]);
    else row.push(clause);
  }
  return [...rows.values()];
}

export function rowWords(speaker: Speaker, row: readonly Clause[]): RowWords {
  const [clause] = row;
  if (clause === undefined) return { subject: '', when: '', columns: [], sentence: '', notes: [] };
  const said = columnDimensions(speaker, row);
  const isHourly = row.every((one) => one.kind === 'rate' && isPlainHourly(one)) && row.some(hasAmount);
  const predicate = (one: Clause): Predicate => {
    const full = predicateOf(speaker, one);
    return isHourly ? { ...full, object: full.object.replace(/ an hour$/, '') } : full;
  };
  const columns = together(speaker, row, said, predicate);
  const conditions = new Set(row.map(({ when }) => conditionWords(speaker, when, said)));
  const spoken = conditions.size === 1 ? spokenCondition(speaker, clause.when, said) : { behind: '', before: '' };
  const subject = subjectOf(speaker, clause, isHourly, row.some(hasAmount));
  // A deadline has no length that could lie in a window: what is said of its moment stands first.
  const [behind, before] =
    clause.kind === 'target' || clause.kind === 'combine' || clause.kind === 'pause'
      ? ['', [spoken.behind, spoken.before].filter((text) => text !== '').join(' ')]
      : [spoken.behind, spoken.before];
  return {
    subject: subject.replace(/,$/, ''),
    when: [spoken.behind, spoken.before].filter((text) => text !== '').join(' '),
    columns,
    sentence:
      clause.kind === 'pause'
        ? sentence('The clock of', subject, 'stands still', before)
        : sentence(
            before === '' ? '' : `${before},`,
            subject,
            behind,
            joinedColumns(columns),
            clause.kind === 'limit' ? `, ${clause.surcharges} surcharges` : '',
          ),
    notes: notesOf(speaker, row),
  };
}

// --------------------------------------------------------------------------------------------------------- columns

/** The dimensions in which the clauses differ: each says one set of values of it in all its boxes. */
function columnDimensions({ ir }: Speaker, row: readonly Clause[]): Said {
  if (row.length < 2) return new Set();
  const differs = ({ id }: Dimension): boolean => {
    const values = row.map(({ when }) => new Set(when.map(({ choices }) => choices?.[id]?.join())));
    return (
      values.every((one) => one.size === 1 && !one.has(undefined)) &&
      new Set(values.flatMap((one) => [...one])).size > 1
    );
  };
  return new Set(ir.dimensions.filter(differs).map(({ id }) => id));
}

function together(
  speaker: Speaker,
  row: readonly Clause[],
  said: Said,
  predicate: (clause: Clause) => Predicate,
): readonly Column[] {
  const groups = new Map<string, { readonly said: Predicate; readonly clauses: Clause[] }>();
  for (const clause of row) {
    const text = predicate(clause);
    const key = `${text.verb} ${text.object}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { said: text, clauses: [clause] });
    else group.clauses.push(clause);
  }
  const shared = new Set(row.map(({ when }) => conditionWords(speaker, when, said))).size === 1;
  return [...groups.values()].map(({ said: text, clauses }) => ({
    clauses,
    said: text,
    of:
      groups.size === 1 && shared && isComplete(speaker, clauses, said)
        ? ''
        : columnWords(speaker, clauses, said, shared),
  }));
}

/** Whether the clauses together leave out no value of their dimension. */
function isComplete({ ir }: Speaker, clauses: readonly Clause[], said: Said): boolean {
  const [id, ...others] = said;
  if (id === undefined || others.length > 0) return id === undefined;
  const had = new Set(clauses.flatMap(({ when }) => when.flatMap(({ choices }) => choices?.[id] ?? [])));
  return ir.dimensions.find((one) => one.id === id)?.values.every((value) => had.has(value.id)) ?? false;
}

function columnWords(speaker: Speaker, clauses: readonly Clause[], said: Said, shared: boolean): string {
  const [only, ...more] = said;
  if (!shared || only === undefined || more.length > 0) {
    return listText(
      clauses.map(({ when }) => conditionWords(speaker, shared ? onlyOf(when, said) : when)),
      'and',
    );
  }
  const values = clauses.flatMap(({ when }) => when[0]?.choices?.[only] ?? []);
  const words = conditionWords(speaker, [{ choices: { [only]: [...new Set(values)] } }]);
  return words;
}

function onlyOf(when: Clause['when'], said: Said): Clause['when'] {
  const choices = Object.fromEntries(Object.entries(when[0]?.choices ?? {}).filter(([id]) => said.has(id)));
  return [{ choices }];
}

/** `costs 650 NOK for Standard, 550 NOK for Utvidet and is included for Pro`. */
function joinedColumns(columns: readonly Column[]): string {
  let verb = '';
  const parts = columns.map(({ of, said }) => {
    const object = `${said.object}${of === '' ? '' : ` ${of}`}`;
    const text = said.verb === verb ? object : `${said.verb} ${object}`;
    verb = said.verb;
    return text.trim();
  });
  return parts.some((part) => part.includes(',')) ? parts.join('; ') : listText(parts);
}

const hasAmount = ({ value: { kind } }: Clause): boolean => kind === 'rate' || kind === 'money' || kind === 'ladder';

function isPlainHourly({ value }: RateClause): boolean {
  if (value.kind === 'rate') return value.per === '3600';
  return value.kind !== 'ladder' && value.kind !== 'reference';
}
