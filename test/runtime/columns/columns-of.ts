// Facts as columns, for tests that price both ways.
import type { CodeColumn, WorkColumns } from '../../../runtime/src/columns/columns.ts';
import type { Facts, Occurrence, TimeEntry } from '../../../runtime/src/facts.ts';

type Fact = TimeEntry | Occurrence;

/** The entries and occurrences of each order, in the order of the list. */
export function columnsOf(facts: readonly Facts[]): WorkColumns {
  const rows = facts.flatMap(({ entries = [], occurrences = [] }, order) =>
    [...entries, ...occurrences].map((fact): { order: number; fact: Fact } => ({ order, fact })),
  );
  const names = (of: (fact: Fact) => Readonly<Record<string, unknown>> | undefined) => [
    ...new Set(rows.flatMap(({ fact }) => Object.keys(of(fact) ?? {}))),
  ];
  const texts = (of: (fact: Fact) => string | undefined): CodeColumn => {
    const values = [...new Set(rows.map(({ fact }) => of(fact)))];
    return { codes: Uint16Array.from(rows, ({ fact }) => values.indexOf(of(fact))), values };
  };
  const record = <T>(list: readonly string[], make: (name: string) => T) =>
    Object.fromEntries(list.map((name) => [name, make(name)]));
  return {
    rows: rows.length,
    order: Uint16Array.from(rows, ({ order }) => order),
    subject: texts(({ subject }) => subject),
    start: Float64Array.from(rows, ({ fact }) => ('start' in fact ? fact.start : fact.at)),
    end: Float64Array.from(rows, ({ fact }) => ('start' in fact ? fact.end : fact.at)),
    quantity: Float64Array.from(rows, ({ fact }) => ('start' in fact ? 1 : Number(fact.quantity))),
    person: texts((fact) => ('start' in fact ? fact.person : undefined)),
    choices: record(
      names(({ choices }) => choices),
      (name) => texts(({ choices }) => choices?.[name]),
    ),
    numbers: record(
      names(({ numbers }) => numbers),
      (name) => Float64Array.from(rows, ({ fact }) => Number(fact.numbers?.[name] ?? Number.NaN)),
    ),
    cost: texts((fact) => ('start' in fact ? undefined : fact.cost)),
    moments: record(
      names(({ moments }) => moments),
      (name) => Float64Array.from(rows, ({ fact }) => Number(fact.moments?.[name] ?? Number.NaN)),
    ),
    keys: record(
      names(({ keys }) => keys),
      (name) => texts(({ keys }) => keys?.[name]),
    ),
    ids: rows.map(({ fact }) => fact.id),
    indices: facts.flatMap(({ indices = [] }) => indices),
  };
}
