// Notes under an allowance: what of it moves on, and what may be drawn beyond it.
import type * as ast from '@avtal/grammar';
import { type AllowanceShare, type Beyond, type CarryOver, type IncludeClause, Rational } from '@avtal/runtime';
import { given } from '../optional.ts';
import { append, say, textOf } from './desk.ts';
import type { Slot } from './slot.ts';
import type { Row } from './tables.ts';
import { quantity } from './values/counting.ts';
import { percentOf, whole } from './values/phrases.ts';
import { paidBack } from './values/prices.ts';

type NoteOf<K extends ast.Note['kind']> = Extract<ast.Note, { kind: K }>;

export const notesOf = <K extends ast.Note['kind']>(row: Row, kind: K): readonly NoteOf<K>[] =>
  row.notes.filter((note): note is NoteOf<K> => note.kind === kind);

type PoolNote = 'carry-over' | 'leeway' | 'borrow' | 'notify' | 'renewed' | 'revalued' | 'unused-paid';

/** How each of them begins, for what is said of it. */
const written: Readonly<Record<PoolNote, string>> = {
  'carry-over': 'carry over',
  leeway: 'leeway',
  borrow: 'borrow',
  notify: 'notify',
  renewed: 'renewed',
  revalued: 'revalued',
  'unused-paid': 'unused paid at',
};

export const poolNotes: readonly string[] = Object.keys(written);

type Pool = Pick<IncludeClause, 'carry' | 'beyond' | 'notify' | 'renewed' | 'revalued' | 'toNext' | 'unused'>;

/** What the notes under an allowance add to it; those that were reported add nothing. */
export function poolOf(row: Row, slot: Slot): Pool {
  const found = <K extends PoolNote>(kind: K) => noteOf(row, slot, kind);
  const carry = found('carry-over');
  const [leeway, borrow] = [found('leeway'), found('borrow')];
  if (leeway !== undefined && borrow !== undefined)
    misplaced(slot, borrow, 'what the allowance lacks is either not charged or taken from the next period');
  const beyond = leeway ?? borrow;
  const [notify, renewed, unused] = [found('notify'), found('renewed'), found('unused-paid')];
  return {
    ...(carry?.to === undefined ? given('carry', carry && carryOver(slot, carry)) : toNext(slot, carry, carry.to)),
    ...given('beyond', beyond && beyondOf(slot, beyond)),
    ...given('notify', notify && share(slot, notify.below)),
    ...given('renewed', renewed && renewedBelow(slot, renewed)),
    ...given('unused', unused && paidBack(slot, unused.cell)),
    ...(found('revalued') === undefined ? {} : { revalued: true }),
  };
}

/** The note of that kind, where it may stand. */
function noteOf<K extends PoolNote>(row: Row, slot: Slot, kind: K): NoteOf<K> | undefined {
  const [first, second] = notesOf(row, kind);
  if (first === undefined) return undefined;
  const because = whyNot(row, first);
  if (because !== undefined) return misplaced(slot, first, because);
  if (second !== undefined) say(slot, 'said-twice', { written: textOf(slot, second) }, second);
  return first;
}

function whyNot({ head }: Row, note: NoteOf<PoolNote>): string | undefined {
  const { kind } = note;
  const isBought = head.parts.some((part) => part.kind === 'each');
  const perUnit = head.parts.some((part) => part.kind === 'per' && part.what.kind === 'name');
  if (head.clause !== 'include')
    return kind === 'carry-over'
      ? 'only an allowance has something left to carry over'
      : 'it is about what is left of an allowance';
  const comesBack = head.parts.some((part) => part.kind === 'in-any');
  if (comesBack && kind !== 'notify') return 'what is drawn of it comes back by itself, and nothing of it ends';
  if (kind === 'notify' || kind === 'unused-paid') return undefined;
  if (kind === 'renewed') return isBought ? undefined : 'only what is bought (`each card`) can be bought again';
  if (kind === 'revalued') return isBought ? undefined : 'only what is bought (`each card`) has a price of its own';
  const isToNext = note.kind === 'carry-over' && note.to !== undefined;
  if (isToNext) return isBought ? undefined : 'only what is bought (`each card`) goes on to the next that is bought';
  if (isBought)
    return kind === 'leeway'
      ? 'it is about what a period contains'
      : 'what is bought has no next period; how long it may be used says `valid`, and what is left may be carried over `to the next card`';
  return kind === 'borrow' && perUnit ? 'a unit that leaves has no next period to take it from' : undefined;
}

function misplaced(slot: Slot, note: NoteOf<PoolNote>, because: string): undefined {
  say(slot, 'note-out-of-place', { note: written[note.kind], clause: slot.head.written, because }, note);
}

const amountOf = (slot: Slot, amount: ast.Amount) => {
  const [subject] = slot.head.subjects;
  return subject && quantity(slot, amount, subject);
};

/** `10%` of what is granted, or an amount. */
function share(slot: Slot, written: ast.Amount): AllowanceShare | undefined {
  // Of what each unit brings, an amount could be of each or of all.
  if (slot.head.unit !== undefined || written.parts[0]?.unit?.text === '%') {
    const percent = percentOf(slot, written);
    return percent === undefined ? undefined : { kind: 'percent', percent };
  }
  const amount = amountOf(slot, written);
  return amount === undefined ? undefined : { kind: 'quantity', amount };
}

function beyondOf(slot: Slot, { kind, most }: NoteOf<'leeway' | 'borrow'>): Beyond | undefined {
  const said = share(slot, most);
  return said && { kind, most: said };
}

function renewedBelow(slot: Slot, { below }: NoteOf<'renewed'>): AllowanceShare | undefined {
  return below === undefined ? { kind: 'quantity', amount: '0' } : share(slot, below);
}

/** `carry over unused, to the next card`: all of it, to what is bought by the same event (meaning A9). */
function toNext(slot: Slot, note: NoteOf<'carry-over'>, name: ast.Name): Pick<IncludeClause, 'toNext'> {
  const each = slot.head.node.parts.find((part) => part.kind === 'each');
  const event = each?.scope.kind === 'name' ? each.scope.text : undefined;
  if (name.text !== event) {
    slot.model.unknown('event that buys it', name, slot.place, event === undefined ? [] : [event]);
    return {};
  }
  slot.model.uses.use('event', name, slot.place);
  const less = note.percent ?? note.atMost ?? (note.of === 'granted' || note.until !== undefined ? note : undefined);
  if (less === undefined) return { toNext: true };
  const because = 'what is left goes on to the next as a whole';
  say(slot, 'part-out-of-place', { clause: 'carry over', part: textOf(slot, less), because }, less);
  return {};
}

/** `carry over 20% of unused, to the next period only`: of what and until when must be said (meaning A5). */
function carryOver(slot: Slot, note: NoteOf<'carry-over'>): CarryOver | undefined {
  const { percent: part } = note;
  const percent = part === undefined ? '100' : percentOf(slot, part);
  if (part !== undefined && percent !== undefined && Rational.of(percent).compare(Rational.of(100)) > 0) {
    say(slot, 'over-hundred', { written: textOf(slot, part), clause: 'carry over' }, part);
    return undefined;
  }
  if (part !== undefined && note.of === undefined) {
    const fixes = ['of unused', 'of granted'].map((reading) => append(slot, part, ` ${reading}`));
    say(slot, 'carry-of-what', { written: textOf(slot, part) }, note, { fixes });
  }
  if (note.until === undefined) {
    const fixes = ['to the next period only', 'without end'].map((reading) => append(slot, note, `, ${reading}`));
    say(slot, 'carry-until', {}, note, { fixes });
  }
  const atMost = note.atMost && amountOf(slot, note.atMost);
  const periods = periodsOf(slot, note.until);
  if (percent === undefined || note.of === undefined || note.until === undefined || periods === 'wrong')
    return undefined;
  return {
    percent,
    of: note.of,
    ...given('periods', periods),
    ...given('atMost', atMost),
  };
}

function periodsOf(slot: Slot, until: NoteOf<'carry-over'>['until']): number | undefined | 'wrong' {
  if (until === undefined || until === 'for-ever') return undefined;
  if (until === 'next') return 1;
  const periods = whole(slot, Rational.of(until.text), until);
  return periods === undefined || periods < 1 ? 'wrong' : periods;
}
