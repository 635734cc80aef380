// Prices that are taken from another clause: as it is, a share of it, for so much or as often as a number says.
import type * as ast from '@avtal/grammar';
import type { Decimal, ReferenceValue, Subject } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { unitWord } from '../amounts.ts';
import { append, say, textOf } from '../desk.ts';
import { question } from '../ids.ts';
import { feeName } from '../named.ts';
import type { Slot } from '../slot.ts';
import { take } from '../taken.ts';
import { inUnit, sayNoPrice } from './phrases.ts';

/** Notes that this clause needs the answer to another question. */
export function refer(slot: Slot, node: ast.ClauseReference, to: string): void {
  const { clause, it } = slot.head;
  // In another window the same question may have another answer; what is paid back is no answer to it.
  const from =
    node.during !== undefined || slot.head.node.clause === 'include' || slot.head.node.clause === 'start price'
      ? ''
      : clause === 'fee'
        ? question('fee', feeName(slot.head.node))
        : question(clause === 'price' || clause === 'credit' || clause === 'limit' ? clause : 'rate', it);
  slot.shared.references.push({ model: slot.model, place: slot.place, node, from, to });
}

/** What is paid for one, whatever it is one of. */
const isPrice = ({ head }: Slot): boolean => head.clause === 'price' || head.clause === 'start price';

/** `as work`, `50% of rate work`: the same kind of clause unless another is named. */
export function reference(slot: Slot, clause: ast.ClauseReference, percent: Decimal): ReferenceValue | undefined {
  const kind = clause.clause?.text ?? slot.head.clause;
  const so = clause.times ?? clause.quantity;
  if (kind === 'rate' && isPrice(slot) && so === undefined) {
    const written = textOf(slot, clause);
    const fixes = [append(slot, clause, ' for 1 h')];
    say(slot, 'price-of-rate', { written, clause: slot.head.written }, clause, { fixes });
    return undefined;
  }
  const fits = kind === (isPrice(slot) ? 'price' : slot.head.clause) || (kind === 'rate' && so !== undefined);
  if (clause.subject === undefined || (kind !== 'rate' && kind !== 'price') || !fits) {
    sayNoPrice(slot, clause);
    return undefined;
  }
  const to = question(kind, clause.subject.text);
  const subject = slot.model.findSubject(clause.subject.text)?.info;
  if (subject !== undefined) slot.model.uses.use(subject.kind, clause.subject, slot.place, { asks: kind });
  refer(slot, clause, to);
  for (const part of [clause, clause.during, clause.times ?? clause.quantity]) if (part !== undefined) take(slot, part);
  const during = clause.during && slot.model.windowOf(clause.during, slot.place, slot.tier);
  const times = clause.times && timesOf(slot, clause.times, subject);
  const quantity = clause.quantity && quantityOf(slot, clause.quantity, subject);
  if ((clause.during !== undefined && during === undefined) || (so !== undefined && (times ?? quantity) === undefined))
    return undefined;
  return {
    kind: 'reference',
    question: to,
    percent,
    ...given('during', during),
    ...given('times', times),
    ...given('quantity', quantity),
  };
}

/** `2 h` of `rate work for 2 h`, in base units. */
function quantityOf(slot: Slot, amount: ast.Amount, subject: Subject | undefined): Decimal | undefined {
  if (subject === undefined) return undefined;
  const because = `\`rate ${subject.id}\` is multiplied with it, in a price`;
  if (isPrice(slot)) return inUnit(slot, amount, subject.unit, because);
  const params = { written: textOf(slot, amount), found: 'a quantity', wanted: 'a rate alone', because };
  say(slot, 'wrong-unit', params, amount);
  return undefined;
}

/** A number that is counted in what the rate is paid for. */
function timesOf(slot: Slot, name: ast.Name, subject: Subject | undefined): string | undefined {
  const number = slot.model.number(name, slot.place);
  if (number === undefined || subject === undefined) return undefined;
  const named = (unit: Subject['unit']) => (unit.kind === 'other' ? unit.name : unit.kind);
  if (isPrice(slot) && named(number.unit) === named(subject.unit)) return number.id;
  const found = `a number in \`${named(number.unit)}\``;
  const because = `\`rate ${subject.id}\` is multiplied with it, in a price`;
  say(slot, 'wrong-unit', { written: name.text, found, wanted: unitWord(subject.unit), because }, name);
  return undefined;
}
