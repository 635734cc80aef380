// SQL that makes numbers of rows: what stands in a row in a common form becomes a code or an instant; `plain` tells of which
// rows all is in such a form. The others are read by `readFacts`, as in small files, and mean there what they mean here.
import { createFactColumns, createZone, type FactKind, type Ir, type Unit } from '@avtal/runtime';
import { type Engine, name, text } from './duckdb.ts';
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

// --------------------------------------------------------------------------------------------------------------- tables

/** Days of the agreement's zone on and next to which its clocks do not change, with what a local time is ahead of UTC. */
export async function createDays(engine: Engine, ir: Ir): Promise<void> {
  const zone = createZone(ir.zone);
  const day = 86_400;
  const days: number[] = [];
  const offsets: number[] = [];
  for (let from = zone.horizon.from + 2 * day; from < zone.horizon.until - 2 * day; from += day) {
    const offset = zone.offsetAt(from - day);
    if (offset !== zone.offsetAt(from + 2 * day)) continue;
    days.push(Math.floor(from / day));
    offsets.push(offset);
  }
  await engine.run('CREATE TABLE days (day INTEGER, ahead INTEGER)');
  await engine.insert(
    'days',
    days.map((one, at) => [one, offsets[at]]),
  );
}

// ----------------------------------------------------------------------------------------------------------------- rows

interface Coded {
  readonly value: string;
  /** What must hold; NULL counts as no. */
  readonly plain: readonly string[];
  readonly joins?: string;
}

/**
 * A SELECT of the columns of `codedColumns`, with `plain` before the texts. `more` are columns of the rows as they stand
 * that are wanted besides (`r` is the row).
 */
export function codedSelect(
  ir: Ir,
  source: Source,
  layout: Layout,
  orders: OrderNames,
  more: readonly string[] = [],
): string {
  const { columns } = source;
  const kind = source.kind === 'occurrences' ? 'occurrences' : 'entries';
  const zone = createZone(ir.zone);
  const raw = (column: string) => `r.${name(column)}`;
  const typeOf = (column: string) => columns.get(column) ?? 'VARCHAR';
  const isText = (column: string) => typeOf(column) === 'VARCHAR';
  const asText = (column: string) =>
    isText(column) ? `nullif(${raw(column)}, '')` : `CAST(${raw(column)} AS VARCHAR)`;

  /** A text with spaces around it means what it means without them: that is left to `readFacts`. */
  function free(column: string): Coded {
    return { value: asText(column), plain: isText(column) ? [isTrimmed(raw(column))] : [] };
  }

  function instant(column: string, alias: string): Coded {
    const type = typeOf(column);
    const within = (value: string) => `${value} >= ${zone.horizon.from} AND ${value} < ${zone.horizon.until}`;
    if (type === 'TIMESTAMP WITH TIME ZONE') {
      const value = `epoch(${raw(column)})`;
      return { value, plain: [`epoch_us(${raw(column)}) % 1000000 = 0`, within(value)] };
    }
    const day = `${alias}.ahead`;
    const joined = (local: string) =>
      `LEFT JOIN days ${alias} ON ${alias}.day = CAST(floor(${local} / 86400) AS INTEGER)`;
    if (type.startsWith('TIMESTAMP')) {
      const local = `epoch(${raw(column)}::TIMESTAMP)`;
      // The finest type has parts that the others do not keep.
      const [units, second] = type === 'TIMESTAMP_NS' ? ['epoch_ns', 1e9] : ['epoch_us', 1e6];
      return {
        value: `${local} - ${day}`,
        plain: [`${units}(${raw(column)}) % ${second} = 0`],
        joins: joined(local),
      };
    }
    if (type !== 'VARCHAR') return { value: '0', plain: ['false'] };
    // DuckDB takes a space for the first digit of an hour.
    const lacks = (...parts: string[]) =>
      parts.map((one) => `NOT contains(${raw(column)}, ${text(one)})`).join(' AND ');
    const utc = `(${raw(column)} LIKE '____-__-__T__:__:__Z' OR ${raw(column)} LIKE '____-__-__T__:__:__+__:__' OR ${raw(column)} LIKE '____-__-__T__:__+__:__') AND ${lacks(' ')}`;
    // Looked at first: most exports are in UTC, and its last letter costs less than four patterns.
    const local = `NOT ends_with(${raw(column)}, 'Z') AND (${raw(column)} LIKE '____-__-__ __:__' OR ${raw(column)} LIKE '____-__-__T__:__' OR ${raw(column)} LIKE '____-__-__T__:__:__' OR ${raw(column)} LIKE '____-__-__ __:__:__') AND ${lacks('T ', '  ')}`;
    const ofLocal = `epoch(CASE WHEN ${local} THEN try_cast(${raw(column)} AS TIMESTAMP) END)`;
    const value = `coalesce(CASE WHEN ${utc} THEN epoch(try_cast(${raw(column)} AS TIMESTAMPTZ)) END, ${ofLocal} - ${day})`;
    return { value, plain: [within(value)], joins: joined(ofLocal) };
  }

  function choice(column: string, values: readonly string[]): Coded {
    const cases = values.map((one, code) => `WHEN ${text(one)} THEN ${code}`).join(' ');
    const code = `CASE ${asText(column)} ${cases} ELSE CASE WHEN ${asText(column)} IS NULL THEN ${values.length} END END`;
    return { value: `(${code})::USMALLINT`, plain: [`(${code}) IS NOT NULL`] };
  }

  /** Only what a floating-point number tells apart is taken from it; its text is the same again. */
  function number(column: string, unit: Unit, none: string): Coded {
    const value = asText(column);
    const isPlain = unit.kind === 'time' ? 'false' : `regexp_full_match(${value}, '-?\\d{1,9}(\\.\\d{1,6})?')`;
    return { value: `coalesce(try_cast(${value} AS DOUBLE), ${none})`, plain: [`(${value} IS NULL OR ${isPlain})`] };
  }

  function end(): Coded {
    const start = instant('start', 'd1');
    const ways = ['end', 'hours', 'duration'].filter((column) => columns.has(column));
    const [way] = ways;
    const others = ways.slice(1).map((column) => `${raw(column)} IS NULL`);
    if (way === 'end') {
      const coded = instant('end', 'd2');
      return { ...coded, plain: [...coded.plain, ...others, `${coded.value} >= ${start.value}`] };
    }
    if (way !== 'hours') return { value: start.value, plain: ['false'] };
    const hours = asText('hours');
    const seconds = `try_cast(${hours} AS DECIMAL(12, 6)) * 3600`;
    const value = `${start.value} + (${seconds})::DOUBLE`;
    const isPlain = `regexp_full_match(${hours}, '\\d{1,5}(\\.\\d{1,6})?') AND ${seconds} % 1 = 0`;
    return { value, plain: [isPlain, ...others, `${value} < ${zone.horizon.until}`] };
  }

  function subject(): Coded {
    const kinds = kind === 'entries' ? ['activity'] : ['event', 'usage'];
    const cases = ir.subjects.flatMap(({ id, kind: own }, place) =>
      kinds.includes(own) ? [`WHEN ${text(id)} THEN ${place}`] : [],
    );
    const work = ir.subjects.findIndex(({ id }) => id === 'work');
    const absent = kind === 'entries' && work >= 0 ? String(work) : 'NULL';
    if (!columns.has('subject')) return { value: absent, plain: absent === 'NULL' ? ['false'] : [] };
    const value = `CASE ${asText('subject')} ${cases.join(' ')} ELSE CASE WHEN ${asText('subject')} IS NULL THEN ${absent} END END`;
    return { value: `(${value})`, plain: [`(${value}) IS NOT NULL`] };
  }

  const start = instant(kind === 'entries' ? 'start' : 'at', 'd1');
  const cells: [string, Coded][] = [
    ['o', orders.code(source, 'n')],
    ['subject', subject()],
    ['s', start],
    ['e', kind === 'entries' ? end() : start],
    [
      'id',
      columns.has('id')
        ? { ...free('id'), plain: [...free('id').plain, `${asText('id')} IS NOT NULL`] }
        : { value: `r.avtal_file || ':' || (r.avtal_row + ${source.linesBefore})`, plain: [] },
    ],
  ];
  const present = (column: string, coded: () => Coded, absent: string): Coded =>
    columns.has(column) ? coded() : { value: absent, plain: [] };
  const unitOf = (column: string): Unit => ir.numbers.find(({ id }) => id === column)?.unit ?? { kind: 'count' };
  if (layout.hasQuantity)
    cells.push(['q', kind === 'entries' ? { value: '1', plain: [] } : present('quantity', () => quantity(), '1')]);
  for (const [column, values] of layout.choices)
    cells.push([`c_${column}`, present(column, () => choice(column, values), String(values.length))]);
  for (const column of layout.numbers)
    cells.push([`n_${column}`, present(column, () => number(column, unitOf(column), `'NaN'`), `'NaN'`)]);
  for (const column of layout.moments) cells.push([`m_${column}`, present(column, () => moment(column), `'NaN'`)]);
  for (const column of layout.keys) cells.push([`k_${column}`, present(column, () => free(column), 'NULL')]);
  if (layout.hasPerson) cells.push(['person', present('person', () => free('person'), 'NULL')]);
  if (layout.hasCost)
    cells.push([
      'cost',
      present(
        'cost',
        () => ({
          value: asText('cost'),
          plain: [`(${asText('cost')} IS NULL OR regexp_full_match(${asText('cost')}, '-?\\d+(\\.\\d+)?'))`],
        }),
        'NULL',
      ),
    ]);

  /** Usages bear units, so that only bare numbers of events are plain. */
  function quantity(): Coded {
    const coded = number('quantity', { kind: 'count' }, '1');
    return { ...coded, plain: [...coded.plain, `${coded.value} >= 0`] };
  }

  function moment(column: string): Coded {
    const coded = instant(column, `d_${column}`.replace(/\W/g, '_'));
    return {
      ...coded,
      value: `coalesce(${coded.value}, 'NaN')`,
      plain: coded.plain.map((test) => `(${asText(column)} IS NULL OR ${test})`),
    };
  }

  const { floats, codes, texts } = codedColumns(layout);
  const values = new Map(cells.map(([column, { value }]) => [column, value]));
  const selected = (some: readonly string[], as: (value: string | undefined) => string): string[] =>
    some.map((column) => `${as(values.get(column))} AS ${name(column)}`);
  const tests = cells.flatMap(([, coded]) => coded.plain);
  const plain = tests.length === 0 ? 'true' : tests.map((test) => `(${test})`).join(' AND ');
  const joins = [...new Set(cells.flatMap(([, coded]) => coded.joins ?? []))];
  const from = columns.has('id') && more.length === 0 ? source.from : source.located;
  const all = [
    ...selected(floats, (value) => `CAST(${value} AS DOUBLE)`),
    ...selected(codes, (value) => `CAST(${value} AS UINTEGER)`),
    `coalesce(${plain}, false) AS plain`,
    ...selected(texts, (value) => `coalesce(${value}, '')`),
    ...more,
  ];
  return `SELECT ${all.join(', ')} FROM ${from} r ${joins.join(' ')} ${orders.join(source, 'n')} ${orders.where(source, 'n')}`;
}

/** What `trim` of JavaScript takes away, beyond ASCII and altogether. */
const farSpaces = '\\p{Z}\\x{feff}';
const spaces = `[\\s\\v${farSpaces}]`;

/** As `readFacts` has it. */
export function trimmed(own: string): string {
  return `regexp_replace(${own}, '^${spaces}+|${spaces}+$', '', 'g')`;
}

/** Of ASCII this is seen without a pattern, which costs three times as much. */
function isTrimmed(own: string): string {
  const ends = ['\t', '\n', '\v', '\f', '\r', ' '].map((one) => `ends_with(${own}, ${text(one)})`).join(' OR ');
  const isInside = `strlen(${own}) = length(${own}) OR NOT regexp_matches(${own}, '^[${farSpaces}]|[${farSpaces}]$')`;
  return `(coalesce(${own}, '') = '' OR ${own} >= '!' AND NOT (${ends}) AND (${isInside}))`;
}

/** How rows find their order. */
export interface OrderNames {
  /** Whether rows have, besides their order, its customer, who must be the same. */
  hasBoth(source: Source): boolean;
  code(source: Source, alias: string): Coded;
  join(source: Source, alias: string): string;
  /** Passes over rows of orders of other agreements. */
  where(source: Source, alias: string): string;
  /** A query that counts those. */
  elsewhere(source: Source): string | undefined;
}

/** `isOnly`: there is one order, and all rows are of it. The table `names` has each name with the place of its order. */
export function orderNames(isOnly: boolean, hasBoth: OrderNames['hasBoth']): OrderNames {
  const columnOf = ({ columns }: Source) => orderColumns.find((column) => columns.has(column));
  return {
    hasBoth,
    code: (source, alias) => {
      if (isOnly && columnOf(source) === undefined) return { value: '0', plain: [] };
      const customer = 'CAST(r.customer AS VARCHAR)';
      const isSame = `${customer} IS NULL OR ${alias}.customer IS NULL OR ${customer} IN (${alias}.customer, '')`;
      return { value: `${alias}.o`, plain: [`${alias}.o IS NOT NULL`, ...(hasBoth(source) ? [isSame] : [])] };
    },
    join: (source, alias) => {
      const column = columnOf(source);
      return column === undefined
        ? ''
        : `LEFT JOIN names ${alias} ON ${alias}.name = CAST(r.${name(column)} AS VARCHAR) AND ${alias}.by = ${text(column)}`;
    },
    where: (source, alias) => (columnOf(source) === undefined ? '' : `WHERE ${alias}.elsewhere IS NOT true`),
    elsewhere: (source) => {
      const column = columnOf(source);
      if (column === undefined) return undefined;
      return `SELECT count(*)::DOUBLE AS rows FROM ${source.from} r JOIN names n
        ON n.name = CAST(r.${name(column)} AS VARCHAR) AND n.by = ${text(column)} WHERE n.elsewhere`;
    },
  };
}
