// Rows as they stand in files → facts, and every value that is not what it should be. Nothing is guessed, nothing dropped.
import type { Ir } from '../ir.ts';
import { haveDayInCommon } from '../time/civil.ts';
import { type Columns, factKinds, kindOf, layouts } from './columns.ts';
import { createContext, type FactOf, readFact } from './kinds.ts';
import { RowReader } from './row.ts';
import type { FactKind, FactRow, FactTable, ReadFacts, ReadOptions, RejectedRow, RowProblem } from './rows.ts';
import { soundTables } from './sound.ts';

/** One row that could be read. */
interface Read {
  readonly row: RowReader;
  readonly kind: FactKind;
  readonly fact: FactOf[FactKind];
}

/** Reads every row of the tables. A row with any problem is rejected whole; the others are facts, in the order of the rows. */
export function readFacts(ir: Ir, tables: readonly FactTable[], options: ReadOptions = {}): ReadFacts {
  const problems: RowProblem[] = [];
  const sound = soundTables(tables, options, problems);
  const context = createContext(ir, sound.length === 0 ? {} : options);
  const rejected: RejectedRow[] = [];
  const read: Read[] = [];
  const reject = (row: RowReader, kind: FactKind | undefined, own: readonly RowProblem[]): void => {
    rejected.push({ table: row.table, row: row.row, problems: own, ...(kind === undefined ? {} : { kind }) });
  };

  for (const table of sound) {
    const headerProblems = table.header === undefined ? [] : checkHeader(table, table.header, context.columns);
    problems.push(...headerProblems);
    for (const [index, factRow] of table.rows.entries()) {
      const row = new RowReader(table, factRow, index);
      const { unreadable } = row.row;
      const kind = unreadable === undefined ? kindOfRow(table, row.row) : table.kind;
      if (unreadable !== undefined) row.refuse(unreadable);
      if (row.problems.length > 0) {
        problems.push(...row.problems);
        reject(row, kind, row.problems);
        continue;
      }
      if (headerProblems.length > 0) {
        reject(row, kind, headerProblems);
        continue;
      }
      if (kind !== undefined) checkColumns(row, kind, context.columns);
      const fact = kind === undefined ? noKind(row) : readFact(kind, row, context);
      if (fact === undefined || kind === undefined || row.problems.length > 0) {
        problems.push(...row.problems);
        reject(row, kind, row.problems);
      } else {
        read.push({ row, kind, fact });
      }
    }
  }

  const twice = repeated(read);
  const list = <K extends FactKind>(kind: K): FactOf[K][] =>
    read.flatMap((one) => (one.kind === kind && !twice.has(one) ? [one.fact as FactOf[K]] : []));
  for (const { row, kind, fact } of twice) {
    const id = 'id' in fact ? fact.id : '';
    row.report('duplicate-id', 'id', id, `an id that only one of the ${layouts[kind].called} has`);
    problems.push(...row.problems);
    reject(row, kind, row.problems);
  }
  return {
    facts: {
      entries: list('entries'),
      occurrences: list('occurrences'),
      tickets: list('tickets'),
      units: list('units'),
      performed: list('performed'),
      outages: list('outages'),
      claims: list('claims'),
      indices: list('indices'),
    },
    problems,
    rejected,
  };
}

/** All facts whose id another of their kind has too: which of them is meant cannot be known. */
function repeated(read: readonly Read[]): ReadonlySet<Read> {
  const byId = Map.groupBy(
    read.filter(({ fact }) => 'id' in fact),
    ({ kind, fact }) => `${kind} ${'id' in fact ? fact.id : ''}`,
  );
  return new Set(
    [...byId.values()].flatMap((group) => group.filter((one) => group.some((other) => clash(one, other)))),
  );
}

/** A unit that changes has a row for each stretch of its days (meaning F4). */
function clash(a: Read, b: Read): boolean {
  if (a === b) return false;
  if (a.kind !== 'units' || b.kind !== 'units') return true;
  const [one, other] = [a.fact as FactOf['units'], b.fact as FactOf['units']];
  return one.unit !== other.unit || haveDayInCommon(one, other);
}

function kindOfRow(table: FactTable, row: FactRow): FactKind | undefined {
  return table.kind ?? kindOf(table.header?.columns ?? Object.keys(row.values));
}

/** A table with a wrong header is not read at all: each of its rows might mean something else. */
function checkHeader(
  table: FactTable,
  header: NonNullable<FactTable['header']>,
  columns: Columns,
): readonly RowProblem[] {
  const row = new RowReader(table, { line: header.line, values: {} }, -1);
  const kind = table.kind ?? kindOf(header.columns);
  if (kind === undefined) {
    row.report('bad-fact', undefined, header.columns.join(', '), kindsText, allToldBy);
    return row.problems;
  }
  header.columns.forEach((column, index) => {
    if (column === '') row.report('bad-fact', `column ${index + 1}`, undefined, 'a name');
    else if (header.columns.indexOf(column) !== index)
      row.report('bad-fact', column, undefined, 'each column only once');
    else checkColumn(row, kind, column, columns);
  });
  // What is missing is most likely what is misspelt.
  const needs = row.problems.length > 0 ? [] : layouts[kind].needs;
  for (const needed of needs) {
    if (!header.columns.includes(needed)) {
      row.report('bad-fact', needed, undefined, `a column \`${needed}\` among ${layouts[kind].called}`);
    }
  }
  return row.problems;
}

/** A value that no column of the header belongs to, or a field of JSON that such facts do not have. */
function checkColumns(row: RowReader, kind: FactKind, columns: Columns): void {
  const { header } = row.table;
  for (const column of row.filled) {
    if (header === undefined) checkColumn(row, kind, column, columns);
    else if (!header.columns.includes(column)) {
      row.report('bad-fact', column, row.text(column), `${header.columns.length} values, one for each column`);
    }
  }
}

function checkColumn(row: RowReader, kind: FactKind, column: string, columns: Columns): void {
  if (columns.find(kind, column) !== undefined) return;
  row.report('bad-fact', column, undefined, `a column that ${layouts[kind].called} have`, columns.known(kind));
}

const allToldBy = [...new Set(factKinds.flatMap((kind) => layouts[kind].toldBy))];
const kindsText = `the columns of ${factKinds
  .map((kind) => `${layouts[kind].called} (${layouts[kind].toldBy.map((name) => `\`${name}\``).join(' and ')})`)
  .join(', of ')}`;

function noKind(row: RowReader): undefined {
  row.report('bad-fact', undefined, Object.keys(row.row.values).join(', '), kindsText, allToldBy);
}
