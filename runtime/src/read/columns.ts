// Which columns the facts of an agreement may have, and what kind of fact a row is by its columns.
import type { Dimension, Ir, NumberInfo } from '../ir.ts';
import type { FactKind } from './rows.ts';

export type Column =
  | { readonly kind: 'field' }
  | { readonly kind: 'choice'; readonly dimension: Dimension }
  | { readonly kind: 'number'; readonly number: NumberInfo }
  | { readonly kind: 'key' }
  | { readonly kind: 'moment' }
  | { readonly kind: 'ignored' };

export interface Columns {
  /** What the column is among facts of the kind; `undefined`: nothing that they have. */
  find(kind: FactKind, name: string): Column | undefined;
  /** Every column that facts of the kind may have. */
  known(kind: FactKind): readonly string[];
}

interface Layout {
  /** What a person calls such rows. */
  readonly called: string;
  readonly fields: readonly string[];
  /** The columns by which such rows are known. */
  readonly toldBy: readonly string[];
  /** What every row must state. */
  readonly needs: readonly string[];
  /** Whether columns of scopes (`job`, `visit`) may stand beside the fields, and those of choices and numbers. */
  readonly hasKeys: boolean;
  readonly hasChoices: boolean;
}

/** In the order in which a row is compared with them: an entry may have a `ticket`, a ticket event has no `start`. */
export const layouts: Readonly<Record<FactKind, Layout>> = {
  tickets: {
    called: 'ticket events',
    fields: ['ticket', 'at', 'event'],
    toldBy: ['ticket', 'event'],
    needs: ['ticket', 'at', 'event'],
    hasKeys: false,
    hasChoices: true,
  },
  outages: {
    called: 'outages',
    fields: ['id', 'outage', 'start', 'end', 'duration', 'hours', 'unit'],
    toldBy: ['outage', 'start'],
    needs: ['start'],
    hasKeys: false,
    hasChoices: true,
  },
  claims: {
    called: 'claims',
    fields: ['id', 'claim', 'on', 'from', 'until', 'unit', 'ticket'],
    toldBy: ['claim', 'on'],
    needs: ['claim', 'on', 'from', 'until'],
    hasKeys: false,
    hasChoices: false,
  },
  entries: {
    called: 'time entries',
    fields: ['id', 'subject', 'start', 'end', 'duration', 'hours', 'person'],
    toldBy: ['start'],
    needs: ['start'],
    hasKeys: true,
    hasChoices: true,
  },
  occurrences: {
    called: 'occurrences',
    fields: ['id', 'subject', 'at', 'quantity', 'cost'],
    toldBy: ['at', 'subject'],
    needs: ['at', 'subject'],
    hasKeys: true,
    hasChoices: true,
  },
  units: {
    called: 'units',
    fields: ['id', 'unit', 'from', 'until'],
    toldBy: ['unit', 'from'],
    needs: ['unit', 'from'],
    hasKeys: false,
    hasChoices: true,
  },
  indices: {
    called: 'index values',
    fields: ['id', 'index', 'period', 'value'],
    toldBy: ['index', 'value'],
    needs: ['index', 'period', 'value'],
    hasKeys: false,
    hasChoices: false,
  },
  performed: {
    called: 'duties done',
    fields: ['id', 'name', 'on', 'unit'],
    toldBy: ['name', 'on'],
    needs: ['name', 'on'],
    hasKeys: false,
    hasChoices: false,
  },
};

export const factKinds = Object.keys(layouts) as readonly FactKind[];

/** The column that the reader itself adds to rejected rows, so that they can be read again. */
export const problemColumn = 'problem';

/** Scopes that every agreement has. */
const commonKeys = ['job', 'ticket', 'visit', 'call'];

export function createColumns(ir: Ir, ignore: readonly string[] = []): Columns {
  const ignored = new Set(ignore);
  const keys = new Set(keysOf(ir));
  const dimensions = new Map(
    ir.dimensions
      .filter(({ id, given }) => given !== 'order' && id !== 'order')
      .map((dimension) => [dimension.id, dimension]),
  );
  const numbers = new Map(ir.numbers.map((number) => [number.id, number]));

  const moments = new Set(momentsOf(ir));

  function find(kind: FactKind, name: string): Column | undefined {
    const layout = layouts[kind];
    if (layout.fields.includes(name)) return { kind: 'field' };
    if (ignored.has(name)) return { kind: 'ignored' };
    const dimension = layout.hasChoices ? dimensions.get(name) : undefined;
    if (dimension !== undefined) return { kind: 'choice', dimension };
    const number = layout.hasChoices ? numbers.get(name) : undefined;
    if (number !== undefined) return { kind: 'number', number };
    if (layout.hasKeys && keys.has(name)) return { kind: 'key' };
    if (layout.hasKeys && moments.has(name)) return { kind: 'moment' };
    // Last: an agreement may have a choice of that name.
    return name === problemColumn ? { kind: 'ignored' } : undefined;
  }

  return {
    find,
    known: (kind) => {
      const { fields, hasKeys, hasChoices } = layouts[kind];
      return [
        ...fields,
        ...(hasChoices ? [...dimensions.keys(), ...numbers.keys()] : []),
        ...(hasKeys ? [...keys, ...moments] : []),
      ];
    },
  };
}

/** Columns that say to which job, visit, … a fact belongs. */
export function keysOf({ scopes }: Pick<Ir, 'scopes'>): string[] {
  return [...new Set([...commonKeys, ...scopes.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []))])];
}

/** What numbers are counted from or to, except a fact's own start (meaning Q13). */
export function momentsOf({ numbers }: Ir): string[] {
  const named = numbers.flatMap(({ derived }) => (derived?.kind === 'between' ? [derived.from, derived.to] : []));
  return [...new Set(named)].filter((name) => name !== 'start');
}

/** The kind that rows with these columns are. */
export function kindOf(columns: readonly string[]): FactKind | undefined {
  return factKinds.find((kind) => layouts[kind].toldBy.every((column) => columns.includes(column)));
}
