// One cell under one head → what the clause answers. One row per kind of clause.
import type * as ast from '@avtal/grammar';
import { say, textOf } from '../desk.ts';
import { partOf } from '../heads.ts';
import { creditLimit } from '../kinds.ts';
import type { Answer, Slot } from '../slot.ts';
import { sayUntaken } from '../taken.ts';
import { count, draw, include } from './counting.ts';
import { cap, credit } from './credits.ts';
import { target } from './deadlines.ts';
import { discount } from './discounts.ts';
import { fee, refund } from './fees.ts';
import { index } from './indexation.ts';
import { isLadder, isStep } from './ladders.ts';
import { isWord, mayBeBlank } from './phrases.ts';
import { price, startPrice } from './prices.ts';
import { promise } from './promises.ts';
import { rate } from './rates.ts';
import { approve, decide, perform, permit } from './rights.ts';
import { limit, surcharge } from './shares.ts';
import { interest, notice, payment, require, term } from './terms.ts';

/** None when the cell is blank (`none`) or what is wrong with it was reported; several when its phrases hold together. */
export type Lower = (slot: Slot, cell: ast.Cell) => readonly Answer[];

const lower: Readonly<Record<ast.ClauseWord, Lower>> = {
  rate,
  price,
  'start price': startPrice,
  fee,
  include,
  draw,
  count,
  surcharge,
  discount,
  index,
  limit: (slot, cell) => (slot.head.kind === creditLimit ? cap(slot, cell) : limit(slot, cell)),
  credit,
  target,
  promise,
  decide,
  permit,
  approve,
  perform,
  term,
  notice,
  payment,
  interest,
  refund,
  require,
};

export function answers(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const blank = isBlank(slot, cell);
  const found = blank ? [] : lower[slot.head.clause](slot, cell);
  // Of a value that is none, what is wrong was told.
  if (blank || found.length > 0) sayUntaken(slot, cell.phrases);
  return found;
}

const isBlank = (slot: Slot, { phrases: [first, second] }: ast.Cell): boolean =>
  first !== undefined &&
  second === undefined &&
  !isStep(first) &&
  mayBeBlank(slot.head.clause) &&
  isWord(slot, first, 'none');

/** Reports a head that names what steps climb (`by estimate`, `by sensor`) over a value without steps, or over the steps of another fee. */
export function climbsSomething(slot: Slot, cell: ast.Cell): boolean {
  const { climbs, counts, written, node } = slot.head;
  const [first] = cell.phrases;
  const name = climbs?.id ?? counts?.info.id;
  if (name === undefined || first?.kind === 'open' || first?.kind === 'broken') return true;
  const by = partOf(node, 'by') ?? node;
  if (!isLadder(cell)) {
    const params = { clause: written, name, isUnit: counts !== undefined, isFee: slot.head.clause === 'fee' };
    say(slot, 'steps-not-taken', params, by);
    return false;
  }
  if (slot.head.clause !== 'fee') return true;
  const because = whyNotOfFee(slot);
  if (because !== undefined) say(slot, 'part-out-of-place', { clause: written, part: textOf(slot, by), because }, by);
  return because === undefined;
}

function whyNotOfFee({ head: { climbs, counts, unit, says } }: Slot): string | undefined {
  if (climbs !== undefined)
    return `the steps of a fee are steps of how many units there are; what each is like stands in conditions (\`when ${climbs.id} up to …\`)`;
  if (unit !== undefined) return `it is a fee for each \`${unit.info.id}\``;
  if (!says.has('each-part')) return undefined;
  return `the step that is reached is the price of all \`${counts?.info.id}\`; parts have prices for each (\`per ${counts?.info.id}\`)`;
}
