// The door of columns: whether each has the shape that its type promises, before a row is read. Of a batch in which one has
// not, nothing is read: a column that is too short or of another type says nothing that could be relied on.

import { isObject, noted, priceTrouble } from '../asking/sound.ts';
import { type Trouble, trouble } from '../asking/trouble.ts';
import type { Ir } from '../ir.ts';
import { keysOf } from '../read/columns.ts';
import { milestones } from '../read/kinds.ts';
import type { Problem } from '../results.ts';
import type { ColumnsAsk, WorkColumns } from './columns.ts';
import type { TicketColumns } from './tickets/columns.ts';

/** What is wrong with a column, in words. */
type Check = (name: string, value: unknown, rows: number) => string | undefined;
type Shape = readonly (readonly [name: string, check: Check])[];

const figures: Check = (name, value, rows) =>
  value instanceof Float64Array ? shortage(name, value, rows) : `\`${name}\` is not a Float64Array`;

const places: Check = (name, value, rows) =>
  isPlaces(value) ? shortage(name, value, rows) : `\`${name}\` is not a Uint8Array, Uint16Array or Uint32Array`;

const coded: Check = (name, value, rows) => {
  if (!isObject(value)) return `\`${name}\` is not an object of \`codes\` and \`values\``;
  const { codes, values } = value;
  if (!Array.isArray(values)) return `\`${name}.values\` is not a list`;
  const other = firstNoText(values);
  if (other >= 0) return `\`${name}.values[${other}]\` is not a text`;
  if (!isPlaces(codes)) return places(`${name}.codes`, codes, rows);
  const short = shortage(`${name}.codes`, codes, rows);
  if (short !== undefined) return short;
  const beyond = firstBeyond(codes, values.length, rows);
  return beyond === undefined
    ? undefined
    : `\`${name}.codes[${beyond}]\` is ${codes[beyond]}, and \`${name}.values\` ends before it`;
};

const texts: Check = (name, value, rows) => {
  if (!Array.isArray(value)) return `\`${name}\` is not a list`;
  const other = value.findIndex((one) => typeof one !== 'string');
  return other >= 0 ? `\`${name}[${other}]\` is not a text` : shortage(name, value, rows);
};

const list: Check = (name, value) => (Array.isArray(value) ? undefined : `\`${name}\` is not a list`);

const each =
  (check: Check): Check =>
  (name, value, rows) =>
    isObject(value)
      ? firstOf(Object.entries(value), ([id, column]) => check(`${name}.${id}`, column, rows))
      : `\`${name}\` is not an object of columns`;

const optional =
  (check: Check): Check =>
  (name, value, rows) =>
    value === undefined ? undefined : check(name, value, rows);

/** One check for each column of T, or it does not compile. */
function shape<T extends { readonly rows: number }>(
  checks: {
    readonly [K in Exclude<keyof T, 'rows'>]-?: Check;
  },
): Shape {
  return Object.entries<Check>(checks);
}

const work = shape<WorkColumns>({
  order: optional(places),
  subject: optional(coded),
  start: figures,
  end: optional(figures),
  quantity: optional(figures),
  cost: optional(coded),
  person: optional(coded),
  choices: optional(each(coded)),
  numbers: optional(each(figures)),
  moments: optional(each(figures)),
  keys: optional(each(coded)),
  ids: optional(texts),
  indices: optional(list),
  openings: optional(list),
});
export const noWork: WorkColumns = { rows: 0, start: new Float64Array(0) };

const tickets = shape<TicketColumns>({
  order: optional(places),
  events: each(figures),
  choices: optional(each(coded)),
  numbers: optional(each(figures)),
  ids: optional(texts),
});
const noTickets: TicketColumns = { rows: 0, events: {} };

/** Why nothing can be priced for that. */
export function askTrouble(asked: ColumnsAsk): Trouble | undefined {
  const wrong = priceTrouble(asked);
  if (wrong !== undefined) return wrong;
  const { explain, repeated, wide }: { explain?: unknown; repeated?: unknown; wide?: unknown } = asked;
  const why =
    explain !== undefined && typeof explain !== 'boolean'
      ? '`explain` is not true or false'
      : repeated !== undefined && repeated !== 'refused' && repeated !== 'ignored'
        ? '`repeated` is not "refused" or "ignored"'
        : wide !== undefined && wide !== 'named'
          ? '`wide` is not "named"'
          : undefined;
  return why === undefined ? undefined : trouble('bad-fact', `This cannot be asked: ${why}.`);
}

/** Of which there is nothing. */
export const nothingAsked: ColumnsAsk = { from: '2000-01-01', until: '2000-01-01', basis: 'cost' };

/**
 * The columns, or none where one of them is wrong. Rows of no order are told one by one, and columns that say nothing here;
 * nobody reads them.
 */
export function soundWork(ir: Ir, columns: WorkColumns, orders: number, problems: Problem[]): WorkColumns {
  if (!isSound(work, columns, orders, problems)) return noWork;
  const known = keysOf(ir);
  for (const key of Object.keys(columns.keys ?? {}))
    if (!known.includes(key))
      noted(problems, `\`keys.${key}\` is not a scope of the agreement; known: ${listed(known)}.`);
  return columns;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The same of tickets. An event that the agreement does not have is told: nothing waits for it. */
export function soundTickets(ir: Ir, columns: TicketColumns, orders: number, problems: Problem[]): TicketColumns {
  if (!isSound(tickets, columns, orders, problems)) return noTickets;
  const known = milestones(ir);
  for (const event of Object.keys(columns.events))
    if (!known.includes(event)) noted(problems, `\`events.${event}\` is not a milestone of the agreement.`);
  return columns;
}

/** The orders, or none where they are no list. */
export function soundOrders<T>(orders: readonly T[], problems: Problem[]): readonly T[] {
  if (Array.isArray(orders)) return orders;
  noted(problems, 'The orders are not a list.');
  return [];
}

function isSound(
  of: Shape,
  columns: Pick<WorkColumns, 'rows' | 'order' | 'ids'>,
  orders: number,
  problems: Problem[],
): boolean {
  const why = misfit(of, columns);
  if (why === undefined) {
    const names = ['rows', ...of.map(([name]) => name)];
    for (const name of Object.keys(columns))
      if (!names.includes(name)) noted(problems, `There is no column \`${name}\`; known: ${listed(names)}.`);
    notedStrangers(columns, orders, problems);
  } else noted(problems, `These columns cannot be read: ${why}.`);
  return why === undefined;
}

function misfit(of: Shape, columns: unknown): string | undefined {
  if (!isObject(columns)) return 'they are not an object';
  const { rows } = columns;
  if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows < 0) return '`rows` is not a number of rows';
  return firstOf(of, ([name, check]) => check(name, columns[name], rows));
}

function notedStrangers(
  { rows, order, ids }: Pick<WorkColumns, 'rows' | 'order' | 'ids'>,
  orders: number,
  problems: Problem[],
): void {
  if (rows > 0 && orders === 0) noted(problems, 'There are rows, and no order that they could belong to.');
  if (order === undefined || orders === 0) return;
  for (let row = firstBeyond(order, orders, rows); row !== undefined; row = firstBeyond(order, orders, rows, row + 1))
    noted(
      problems,
      `The row ${row} is of order ${order[row]}, and the list ends at ${orders - 1}.`,
      ids?.[row] ?? String(row),
    );
}

function shortage(name: string, { length }: { readonly length: number }, rows: number): string | undefined {
  return length < rows ? `\`${name}\` has ${length} values, and there are ${rows} rows` : undefined;
}

type Places = Uint8Array | Uint16Array | Uint32Array;
function isPlaces(value: unknown): value is Places {
  return value instanceof Uint8Array || value instanceof Uint16Array || value instanceof Uint32Array;
}

/** The first row from `from` on whose place a list of so many does not have. */
function firstBeyond(given: Places, count: number, rows: number, from = 0): number | undefined {
  if (count >= 2 ** (8 * given.BYTES_PER_ELEMENT)) return undefined;
  let row = given instanceof Uint8Array ? behindSound(given, count, rows, from) : from;
  // Four at once cost two thirds.
  for (; row + 3 < rows; row += 4)
    if (
      (given[row] as number) >= count ||
      (given[row + 1] as number) >= count ||
      (given[row + 2] as number) >= count ||
      (given[row + 3] as number) >= count
    )
      break;
  for (; row < rows; row += 1) if ((given[row] as number) >= count) return row;
  return undefined;
}

/**
 * A row up to which all bytes are below `count`: four of them are looked at as one word, which costs a third. Bytes two
 * apart have a byte of room between them, so that adding what is missing from `count` to 256 carries into it or nowhere.
 */
function behindSound({ buffer, byteOffset }: Uint8Array, count: number, rows: number, from: number): number {
  const first = byteOffset + from;
  const size = (rows - from) >> 2;
  if (first % 4 !== 0) return from;
  const words = new Int32Array(buffer, first, size);
  const missing = (256 - count) * 0x10001;
  let at = 0;
  for (; at < size; at += 1) {
    const word = words[at] as number;
    const sums = ((word & 0xff00ff) + missing) | (((word >>> 8) & 0xff00ff) + missing);
    if ((sums & 0x1000100) !== 0) break;
  }
  return from + 4 * at;
}

/** The first answer that says something. */
function firstOf<T>(of: readonly T[], why: (one: T) => string | undefined): string | undefined {
  for (const one of of) {
    const found = why(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstNoText(values: readonly unknown[]): number {
  for (let at = 0; at < values.length; at += 1) {
    const one = values[at];
    if (one !== undefined && typeof one !== 'string') return at;
  }
  return -1;
}
