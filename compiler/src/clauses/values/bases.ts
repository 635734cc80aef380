// What `on …` names: work, events, start prices, fees, surcharges, or everything.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Index, PricedThings } from '@avtal/runtime';
import type { Place } from '../../model.ts';
import { append, type Desk, replace, say, sayNoClause, textOf } from '../desk.ts';
import { headFixes } from '../heads.ts';
import type { Naming, Slot } from '../slot.ts';
import { seen, tailOf } from '../taken.ts';
import { askWhichFees, isFee } from './fees.ts';
import type { Phrase } from './phrases.ts';

/** Surcharges by name; `*` for all. */
export interface Named extends PricedThings {
  readonly surcharges: readonly string[];
}

/** What `on …` names, behind the value or in the head; undefined when it was reported. */
export function basesOf(slot: Slot, phrase: Phrase | undefined, subjects: readonly Index[] = []): Named | undefined {
  const tail = phrase && tailOf(slot, phrase, 'on');
  const { head, place } = slot;
  const written = [
    ...(head.bases ?? []).map((base) => ({ base, place: head.place })),
    ...(tail?.bases ?? []).map((base) => ({ base, place })),
  ];
  return thingsNamed(slot, written, subjects);
}

/** What those bases name; undefined when it was reported. */
export function thingsNamed(
  slot: Naming,
  written: readonly { readonly base: ast.Base; readonly place: Place }[],
  subjects: readonly Index[] = [],
): Named | undefined {
  const bases = [...subjects];
  const fees: string[] = [];
  const surcharges: string[] = [];
  let onStart = false;
  for (const { base, place: at } of written) {
    if (base.what === 'all') {
      const all = everything(slot);
      bases.push(...all.bases);
      fees.push(...all.fees);
      surcharges.push('*');
      onStart = true;
    } else if (base.what === 'surcharge' && base.name !== undefined) {
      const { text } = base.name;
      const names = [...slot.shared.surcharges];
      if (!names.includes(text)) {
        const known = names.map((name) => `surcharge ${name}`);
        sayNoClause(slot, text, { written: `surcharge ${text}`, guess: closest(text, names), known }, base);
        return undefined;
      }
      slot.model.uses.use('surcharge', base.name, at, { asks: 'surcharge' });
      surcharges.push(text);
    } else if (base.what === 'start') onStart = true;
    else if (base.what === 'all-fees') fees.push('*');
    else if (base.what === 'fee') {
      const name = base.name?.text;
      if (name !== undefined && !isFee(slot, name, base)) return undefined;
      if (name === undefined && askWhichFees(slot, base, [...slot.shared.fees.keys()])) return undefined;
      if (base.name !== undefined) slot.model.uses.use('fee', base.name, at, { asks: 'fee' });
      fees.push(name ?? '*');
    } else if (base.name !== undefined) {
      const { text } = base.name;
      if (slot.model.findSubject(text) === undefined && slot.shared.fees.has(text)) {
        slot.model.unknown('activity, event or usage', base.name, at, [], `Write \`fee ${text}\`.`);
        return undefined;
      }
      const because = 'surcharges and discounts are on what has a price';
      const subject = slot.model.subject(base.name, ['activity', 'event', 'usage'], at, because);
      if (subject === undefined) return undefined;
      bases.push(subject.index);
    }
  }
  return { bases: [...new Set(bases)], onStart, fees: [...new Set(fees)], surcharges: [...new Set(surcharges)] };
}

/** Every price: of work, of what happens and is used, of starts, and every fee. */
export function everything({ model }: Desk): PricedThings {
  const isPriced = (kind: string) => kind === 'activity' || kind === 'event' || kind === 'usage';
  const bases = model.subjects.flatMap(({ kind }, at) => (isPriced(kind) ? [at] : []));
  return { bases, onStart: true, fees: ['*'] };
}

export const isEmpty = ({ bases, onStart, fees, surcharges }: Named): boolean =>
  bases.length === 0 && !onStart && fees.length === 0 && surcharges.length === 0;

/** Reports the first base of those kinds: this kind of clause does not take it. */
export function refuse(slot: Slot, phrase: Phrase, whats: readonly ast.Base['what'][], because: string): void {
  refuseBase(slot, phrase, ({ what }) => whats.includes(what), because);
}

export function refuseBase(slot: Slot, phrase: Phrase, isStrange: (base: ast.Base) => boolean, because: string): void {
  const tail = seen(phrase, 'on');
  const base = [...(slot.head.bases ?? []), ...(tail?.bases ?? [])].find(isStrange);
  if (base !== undefined)
    say(slot, 'base-kind', { base: textOf(slot, base), clause: slot.head.written, because }, base);
}

/** Asks what a surcharge or discount is on, with each priced subject as a reading. */
export function askBases(slot: Slot, phrase: Phrase): void {
  const { priced } = slot.shared;
  // `1/12 of fee hosting` says what it is on with another word.
  const of = seen(phrase, 'of-clause');
  if (of !== undefined) {
    const on = textOf(slot, of).replace(/^of\s+/, '');
    const fixes = [replace(slot, of, `on ${on}`)];
    say(slot, 'no-base', { clause: slot.head.written, priced: [on], inHead: false }, of, { fixes });
    return;
  }
  const all = priced.length > 1 ? [...priced, priced.join(', ')] : priced;
  const atValue = phrase.kind === 'amount-phrase' || phrase.kind === 'word';
  const fixes = all.map((on) =>
    atValue ? append(slot, phrase, ` on ${on}`) : headFixes(slot, slot.head.node, [`on ${on}`])[0],
  );
  say(slot, 'no-base', { clause: slot.head.written, priced: all, inHead: !atValue }, phrase, { fixes });
}

/** What `on` names is read once for all steps. */
export function withoutBases(phrase: Phrase): Phrase {
  return 'tails' in phrase ? { ...phrase, tails: phrase.tails.filter(({ kind }) => kind !== 'on') } : phrase;
}
