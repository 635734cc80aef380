// Prices a span of an order: each step of meanings P in its order, from dated facts to an invoice with balances and problems.

import type { Plan } from '../asking/plan.ts';
import { soundFacts, textOf } from '../asking/sound.ts';
import type { Facts } from '../facts.ts';
import type { Order } from '../ir.ts';
import type { Invoice, PriceAsk, Problem, Unpermitted } from '../results.ts';
import { discount, surcharge } from './adjust.ts';
import { basesOf } from './bases.ts';
import { begin, problemsOf } from './begin.ts';
import { deductBought } from './bought.ts';
import { bindUnits } from './bound-units.ts';
import { charge } from './charge.ts';
import { count } from './count.ts';
import { credits } from './credits.ts';
import { draw } from './draw.ts';
import { fees } from './fees.ts';
import { noteIndices } from './indexation.ts';
import { limit } from './limits.ts';
import { type Contribution, isAsked, makeLines } from './lines.ts';
import type { Drawn } from './lots.ts';
import type { Piece } from './pieces.ts';
import { renewedBefore } from './renewals.ts';
import { isTrouble, problemOf, type Run, type Trouble } from './run.ts';
import { createStarts } from './scopes.ts';
import { cut } from './segments.ts';
import { startPrices } from './start.ts';
import { totalsOf } from './totals.ts';
import { heldUnits } from './units.ts';
import { unpermitted } from './unpermitted.ts';
import { paidBack } from './unused.ts';
import { acceptFacts } from './work.ts';
import { pieceContributions, startContributions } from './work-lines.ts';

/** What pricing computes before lines are made, for those who ask about the steps. */
export interface Priced {
  readonly pieces: readonly Piece[];
  readonly contributions: readonly Contribution[];
  readonly drawn: Drawn;
  readonly unpermitted: readonly Unpermitted[];
}

/**
 * The invoice of an order for a span of days. Pure: the same facts in any order give the same invoice. What cannot be
 * priced is a problem and never a line; nothing is thrown for what a caller hands in. `order`: an order (`readOrder`), or
 * the id of one that the agreement's files hold. Instants are whole seconds of UTC, amounts exact decimals as text,
 * quantities of time in seconds. Which facts a span needs is said in meaning C5: with `opening` balances those of the span
 * and of scopes that reach into it, without them all since the order's first day. `closing` of the result is the next
 * span's `opening`.
 */
export function price(plan: Plan, order: Order | string, facts: Facts, ask: PriceAsk): Invoice {
  const run = begin(plan, order, ask);
  if (isTrouble(run)) return refused(plan, order, ask, run);
  const { contributions, drawn, unpermitted } = calculate(run, facts, ask);
  const lines = makeLines(
    run,
    contributions.filter((one) => isAsked(run, ask.basis, one)),
  );
  const problems = problemsOf(run, ask.basis);
  const { id, customer } = run.order;
  return {
    order: id,
    ...(customer === undefined ? {} : { customer }),
    currency: plan.ir.agreement.currency,
    basis: ask.basis,
    period: { from: ask.from, until: ask.until },
    lines,
    balances: drawn.balances,
    lowBalances: drawn.lowBalances,
    unpermitted,
    closing: {
      format: 'avtal-balances',
      version: 1,
      on: ask.until,
      lots: drawn.lots,
      ...(drawn.drawn.length === 0 ? {} : { drawn: drawn.drawn }),
      ...(drawn.renewed.length === 0 ? {} : { renewed: drawn.renewed }),
    },
    totals: totalsOf(plan.ir, lines, ask.basis),
    problems,
    complete: problems.length === 0,
  };
}

/** The steps of meanings P. */
export function calculate(run: Run, given: Facts, { basis, opening }: Pick<PriceAsk, 'basis' | 'opening'>): Priced {
  const unsound: Problem[] = [];
  const facts = soundFacts(run.ir, run.order, given, unsound);
  run.problems.push(...unsound.map((problem) => ({ problem })));
  noteIndices(run.indexation, facts.indices ?? []);
  run.units.push(...bindUnits(run, heldUnits(run, facts)));
  const { units } = run;
  const works = acceptFacts(run, facts);
  const segments = cut(run, [...works, ...renewedBefore(run, opening)]);
  const starts = createStarts(run, segments);
  const counted = count(run, segments, starts);
  const started = startPrices(run, counted, starts);
  const { pieces, drawn } = draw(run, counted, opening, starts, units);
  const charges = charge(run, pieces, starts);
  const bases = basesOf(pieces, charges, started);
  const discounts = discount(run, bases, starts);
  const surcharges = surcharge(run, bases, starts);
  const bought = deductBought(started, bases);
  const limits = limit(run, bases, starts, units, basis);
  const ofTime = fees(run, units, basis);
  const ofRest = paidBack(run, drawn.unused);
  const back = credits(run, facts, units);
  const ofWork = [
    ...startContributions(run, started),
    ...pieceContributions(pieces, charges),
    ...discounts,
    ...surcharges,
    ...bought,
    ...limits,
  ];
  // Q9: a fact with a problem has no lines at all.
  const isSound = ({ piece }: Contribution) => piece === undefined || !run.failed.has(piece.work);
  const sound = run.failed.size === 0 ? ofWork : ofWork.filter(isSound);
  return {
    pieces,
    contributions: [...sound, ...ofTime, ...ofRest, ...back],
    drawn,
    unpermitted: unpermitted(run, works, facts),
  };
}

/** Nothing can be asked: no order, no days, or balances of another day. Nothing here trusts what was handed in. */
function refused(plan: Plan, named: unknown, asked: unknown, why: Trouble): Invoice {
  const order = typeof named === 'string' ? named : textOf(named, 'id');
  const [from, until] = [textOf(asked, 'from'), textOf(asked, 'until')];
  return {
    order,
    currency: plan.ir.agreement.currency,
    basis: textOf(asked, 'basis') === 'invoice' ? 'invoice' : 'cost',
    period: { from, until },
    lines: [],
    balances: [],
    lowBalances: [],
    unpermitted: [],
    closing: { format: 'avtal-balances', version: 1, on: until, lots: [] },
    totals: totalsOf(plan.ir, [], 'cost'),
    problems: [problemOf(why, order)],
    complete: false,
  };
}
