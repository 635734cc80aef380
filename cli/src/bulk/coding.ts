// What rows of work have once they are numbers and bytes: the columns of a part.
import { createFactColumns, type FactKind, type Ir } from '@avtal/runtime';
import type { Shape } from './rows.ts';
import type { Source } from './sources.ts';

/** What coded rows have, as far as something depends on it. */
export interface Layout {
  /** Codes: places in the list; its length where the row does not say. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** DOUBLE; NaN where the row does not say. */
  readonly numbers: readonly string[];
  readonly moments: readonly string[];
  /** Texts, or NULL. */
  readonly keys: readonly string[];
  readonly hasPerson: boolean;
  readonly hasCost: boolean;
  readonly hasQuantity: boolean;
}

/** Which order a fact is of, in columns of this name; the first that there is. */
export const orderColumns = ['order', 'customer'] as const;

export function isOrderColumn(column: string): boolean {
  return orderColumns.some((one) => one === column);
}

export function layoutOf(
  ir: Ir,
  sources: readonly Pick<Source, 'kind' | 'columns'>[],
  ignored: readonly string[],
): Layout {
  const known = createFactColumns(ir, ignored);
  const found = {
    choices: new Map<string, readonly string[]>(),
    numbers: new Set<string>(),
    moments: new Set<string>(),
  };
  const scopes = scopesIn(ir);
  const isNeeded = (key: string): boolean => scopes.keys.has(key) || (key === 'job' && ir.agreement.lines === 'job');
  const keys = new Set<string>();
  const fields = new Set<string>();
  for (const { kind, columns } of sources) {
    if (kind === undefined || !isWork(kind)) continue;
    for (const column of columns.keys()) {
      const one = known.find(kind, column);
      if (one?.kind === 'choice')
        found.choices.set(
          column,
          one.dimension.values.map(({ id }) => id),
        );
      else if (one?.kind === 'number') found.numbers.add(column);
      else if (one?.kind === 'moment') found.moments.add(column);
      else if (one?.kind === 'key' && isNeeded(column)) keys.add(column);
      else if (one?.kind === 'field') fields.add(column);
    }
  }
  return {
    choices: found.choices,
    numbers: [...found.numbers],
    moments: [...found.moments],
    keys: [...keys],
    hasPerson: fields.has('person') && scopes.hasPersons,
    hasCost: fields.has('cost'),
    hasQuantity: fields.has('quantity'),
  };
}

/** What the agreement counts or prices over: columns of keys, and whether over persons. */
function scopesIn(ir: Ir): { readonly keys: ReadonlySet<string>; readonly hasPersons: boolean } {
  const named = [
    ...ir.clauses.map((clause) => ('scope' in clause ? clause.scope : undefined)),
    ...ir.numbers.map(({ derived }) => (derived !== undefined && 'scope' in derived ? derived.scope : undefined)),
    ...ir.scopes.map(({ over }) => (over.kind === 'both' ? over.scope : undefined)),
  ];
  const used = [...new Set(named)].flatMap((place) => (place === undefined ? [] : (ir.scopes[place] ?? [])));
  return {
    // What came of a ticket is found by its id.
    keys: new Set(['ticket', ...used.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []))]),
    hasPersons: used.some(({ over }) => over.kind === 'person' || over.kind === 'person-day'),
  };
}

export function isWork(kind: FactKind): kind is 'entries' | 'occurrences' {
  return kind === 'entries' || kind === 'occurrences';
}

/** The columns of coded rows in order, by their kinds: DOUBLE, UINTEGER, VARCHAR. None has NULL: a text that is empty is not there. */
export interface CodedColumns {
  readonly floats: readonly string[];
  readonly codes: readonly string[];
  readonly texts: readonly string[];
}

export function codedColumns(layout: Layout): CodedColumns {
  const { choices, numbers, moments, keys, hasPerson, hasCost, hasQuantity } = layout;
  return {
    floats: [
      's',
      'e',
      ...(hasQuantity ? ['q'] : []),
      ...numbers.map((one) => `n_${one}`),
      ...moments.map((one) => `m_${one}`),
    ],
    codes: ['o', 'subject', ...[...choices.keys()].map((one) => `c_${one}`)],
    texts: ['id', ...keys.map((one) => `k_${one}`), ...(hasPerson ? ['person'] : []), ...(hasCost ? ['cost'] : [])],
  };
}

export function shapeOf(layout: Layout): Shape {
  const { floats, codes, texts } = codedColumns(layout);
  return { floats: floats.length, codes: codes.length, texts: texts.length };
}
