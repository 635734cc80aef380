// Notes under a row → rows of their own (`except`, `counted`), and what they add to a credit.
import type * as ast from '@avtal/grammar';
import { type CreditClause, Rational } from '@avtal/runtime';
import { given } from '../optional.ts';
import { isBusinessDays } from './amounts.ts';
import { say, textOf } from './desk.ts';
import { conditions } from './kinds.ts';
import { notesOf, poolNotes } from './pools.ts';
import type { Slot } from './slot.ts';
import type { Row } from './tables.ts';
import { sayUntaken, tailOf, take } from './taken.ts';
import { declaredDays } from './values/deadlines.ts';
import { inUnit, measured, whole } from './values/phrases.ts';

/** `except when C: …` is the row again under one more condition; it beats the row it stands under. */
export function exceptions(row: Row): readonly Row[] {
  return notesOf(row, 'except').map((note) => ({
    ...row,
    head: { ...row.head, parts: [...row.head.parts, ...note.parts] },
    cells: note.cells,
    notes: row.notes.filter((other) => poolNotes.includes(other.kind) || other.kind === 'claimed'),
    span: note.span,
  }));
}

/** Kinds of row whose subject's time can be counted in a note. */
const countable: readonly ast.ClauseWord[] = ['rate', 'price', 'start price', 'draw', 'include'];

/** `counted per started hour, each job` is a `count` row under the conditions of the row it stands under. */
export function countings(row: Row, slot: Slot): readonly Row[] {
  return notesOf(row, 'counted').flatMap((note) => {
    if (!countable.includes(row.head.clause)) {
      const because = 'only what is worked, used or happens is counted';
      say(slot, 'note-out-of-place', { note: 'counted', clause: slot.head.written, because }, note);
      return [];
    }
    const { subjects } = row.head;
    const held = row.head.parts.filter((part) => conditions.includes(part.kind) && part.kind !== 'by');
    const keyword: ast.Name = { kind: 'name', text: 'counted', span: note.span };
    const cell: ast.Cell = { kind: 'cell', phrases: note.phrases, span: note.span };
    const parts = [...held, ...note.parts];
    // What draws on one allowance is counted each by itself.
    return (subjects.length === 0 ? [[]] : subjects.map((one) => [one])).map((about) => {
      const head: ast.Head = { kind: 'head', clause: 'count', keyword, subjects: about, parts, span: note.span };
      return { ...row, head, cells: [cell], notes: [], span: note.span };
    });
  });
}

/** How soon a credit must be claimed; undefined when nothing is said, or the note was reported. */
export function claimed(row: Row, slot: Slot): CreditClause['claimWithin'] {
  const [first, second] = notesOf(row, 'claimed');
  if (first === undefined) return undefined;
  if (row.head.clause !== 'credit') {
    const because = 'only a credit is claimed';
    say(slot, 'note-out-of-place', { note: 'claimed within', clause: slot.head.written, because }, first);
    return undefined;
  }
  if (second !== undefined) say(slot, 'said-twice', { written: textOf(slot, second) }, second);
  const length = claimLength(first.within, slot);
  const after = tailOf(slot, first, 'after-outage');
  const end = tailOf(slot, first, 'to-end-of');
  sayUntaken(slot, [take(slot, first)]);
  const toEndOf = end && slot.model.period(end.period, slot.place);
  const what = slot.head.measure?.info.node.what?.kind;
  if (after !== undefined && (what === undefined || what === 'share' || what === 'number')) {
    const because = `\`${slot.head.it}\` is not measured by outages`;
    say(slot, 'part-out-of-place', { clause: 'claimed within', part: textOf(slot, after), because }, after);
    return undefined;
  }
  if (length === undefined || (end !== undefined && toEndOf === undefined)) return undefined;
  return {
    ...length,
    ...given('toEndOf', toEndOf),
    ...(after === undefined ? {} : { after: 'outage' }),
  };
}

type ClaimLength = Pick<NonNullable<CreditClause['claimWithin']>, 'count' | 'unit' | 'days'>;

function claimLength(within: ast.Amount, slot: Slot): ClaimLength | undefined {
  const [part] = within.parts;
  const months = /^months?$/.test(part?.unit?.text ?? '') ? Number(part?.number.text) : undefined;
  if (months !== undefined && Number.isSafeInteger(months)) return { count: months, unit: 'month' };
  if (within.parts.some(({ unit }) => unit !== undefined && isBusinessDays(unit))) {
    const found = measured(slot, within);
    const days = declaredDays(slot, within, false);
    const count = found && whole(slot, found.value, within);
    return days && count !== undefined ? { count, unit: 'day', days } : undefined;
  }
  const seconds = inUnit(slot, within, { kind: 'time' }, 'a claim is made so soon after the period');
  const days = seconds === undefined ? undefined : whole(slot, Rational.of(seconds).over(Rational.of(86_400)), within);
  return days === undefined ? undefined : { count: days, unit: 'day' };
}

export const texts = (row: Row): readonly ast.Text[] => notesOf(row, 'note-text').map((note) => note.text);
