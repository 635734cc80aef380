// What is added in the last column alone: `3500 | 2500, first 1 h of work included` may be meant for every column.
import type * as ast from '@avtal/grammar';
import type { Fix } from '../reporting/diagnostics.ts';
import type { Column } from './columns.ts';
import { append, replace, say, textOf } from './desk.ts';
import { headEnd } from './heads.ts';
import type { Slot } from './slot.ts';
import type { Row } from './tables.ts';
import { isStep } from './values/ladders.ts';
import { measured, type Phrase } from './values/phrases.ts';

/** Kinds whose values may be followed by more: bounds, what is bought, when on the day it is due. */
const extendable: readonly ast.ClauseWord[] = ['start price', 'fee', 'target', 'count', 'limit', 'permit', 'term'];

/** What may stand behind a value: more after a comma, or the clock on which a time runs (`2 h of core`). */
type How = 'comma' | 'clock';

interface Parted {
  readonly column: Column;
  /** What kind of value it is; undefined where nothing could be added: a word, an open value, 0. */
  readonly sort: string | undefined;
  /** Where the value ends, and where what is added to it ends. */
  readonly value: number;
  readonly end: number;
}

/** Asks whether what stands behind the last value alone holds for the others too. */
export function askAdditions(slot: Slot, row: Row, columns: readonly Column[]): void {
  if (columns.length < 2 || !extendable.includes(slot.head.clause)) return;
  ask(slot, row, columns, 'comma');
  ask(slot, row, columns, 'clock');
}

function ask(slot: Slot, row: Row, columns: readonly Column[], how: How): void {
  const parted = columns.map((column) => partedOf(slot, column, how));
  const last = parted.at(-1);
  const others = parted.slice(0, -1);
  if (last === undefined || last.end === last.value || others.some(({ value, end }) => end > value)) return;
  const open = others.filter(({ sort }) => sort !== undefined && sort === last.sort);
  if (open.length === 0) return;
  const added = textOf(slot, { span: { start: last.value, end: last.end } });
  const written = added.replace(/^[,\s]+/, '');
  const site = { span: { start: last.end - written.length, end: last.end } };
  const edits = open.flatMap(({ end }) => append(slot, { span: { start: end, end } }, added).edits);
  const all = { title: 'Say it for every column', edits };
  const only = last.column.value?.id ?? '';
  const params = { written, others: open.map(({ column }) => column.value?.id ?? ''), only };
  say(slot, 'last-column-only', params, site, { fixes: [all, apart(slot, row, columns)] });
}

function partedOf(slot: Slot, column: Column, how: How): Parted {
  const { cell } = column;
  const [outer] = cell.phrases;
  const phrases = outer?.kind === 'aim' ? outer.of : cell.phrases;
  const [first] = phrases;
  const isValue = (phrase: Phrase): boolean => isStep(phrase) && slot.head.clause !== 'term';
  const last = phrases.filter((phrase, at) => at === 0 || isValue(phrase)).at(-1);
  if (first === undefined || last === undefined) return { column, sort: undefined, value: 0, end: 0 };
  const sort = sortOf(slot, first);
  if (how === 'comma') return { column, sort, value: last.span.end, end: cell.span.end };
  const clock = 'tails' in last && last.tails.some(({ kind }) => kind === 'of-window' || kind === 'elapsed');
  const value = clock && last.kind === 'amount-phrase' ? last.amount.span.end : last.span.end;
  return { column, sort, value, end: last.span.end };
}

function sortOf(slot: Slot, phrase: Phrase): string | undefined {
  if (phrase.kind !== 'amount-phrase') return 'amount' in phrase || 'window' in phrase ? phrase.kind : undefined;
  if (slot.head.clause === 'term') return 'length';
  const found = measured(slot, phrase.amount);
  return found === undefined || found.value.isZero() ? undefined : found.of.kind;
}

/** The row as several, so that the last value stands alone with what is added to it. */
function apart(slot: Slot, row: Row, columns: readonly Column[]): Fix | undefined {
  const { head } = row;
  const last = columns.at(-1);
  const { dimension, id } = last?.value ?? {};
  // Neither a note nor a row whose own notes have columns can be told apart so.
  const whole = row.span.start === head.span.start && !row.notes.some((note) => note.kind === 'except');
  if (last === undefined || dimension === undefined || id === undefined || !whole) return undefined;
  const rest = columns.slice(0, -1);
  const before = slot.model.sourceSpan(row, slot.place).column - 1;
  const line = textOf(slot, { span: { start: row.span.start - before, end: row.span.start } });
  const notesEnd = Math.max(row.span.end, ...row.notes.map((note) => note.span.end));
  const notes = textOf(slot, { span: { start: row.span.end, end: notesEnd } });
  const cells = (of: readonly Column[]) => of.map(({ cell }) => textOf(slot, cell)).join(' | ');
  const isTier = dimension === 'tier';
  const rows = isTier
    ? [
        { part: `for ${rest.map(({ value }) => value?.id).join(', ')}`, cells: cells(rest) },
        { part: `for ${id}`, cells: cells([last]) },
      ]
    : columns.map((column) => ({ part: `when ${dimension} is ${column.value?.id}`, cells: cells([column]) }));
  const texts = rows.map((one) => `${headWith(slot, head, isTier ? 'for' : 'by', one.part)}: ${one.cells}`);
  return replace(slot, row, texts.join(`${notes}\n${line}`), `Only for \`${id}\`: in a row of its own`);
}

/** The head as written, with the part in place of the one of that kind, or behind all others. */
function headWith(slot: Slot, head: ast.Head, kind: 'for' | 'by', part: string): string {
  const end = headEnd(head).span.end;
  const inside = (span: ast.Span) => span.start >= head.span.start && span.end <= head.span.end;
  const old = head.parts.findLast((one) => one.kind === kind && inside(one.span))?.span ?? { start: end, end };
  const before = textOf(slot, { span: { start: head.span.start, end: old.start } });
  return `${before}${old.start === end ? ' ' : ''}${part}${textOf(slot, { span: { start: old.end, end } })}`;
}
