// The passes beyond contradictions and gaps, one file each: what is wrong with the permissions, deadlines and prices of
// an agreement although every question has one answer.
import { registry } from '../../reporting/diagnostics.ts';
import { QuestionMemory } from '../again.ts';
import type { Space, Spaces } from '../space.ts';
import type { Steps } from '../steps.ts';
import type { Witnesses } from '../witness.ts';
import { allowancesWithoutRate, pausedBusinessDays, stepsOverAllowances, uncountedRates } from './allowances.ts';
import { creditsOverFee, crossedLimits, discountsOverPrice, noticeOverTerm } from './beyond.ts';
import { idleBounds } from './bounds.ts';
import { neverCheapest } from './cheapest.ts';
import { promisesWhileClosed } from './closed.ts';
import { creditBands, uncappedCredits, uncombinedCredits } from './credits.ts';
import { discountInversions } from './discounts.ts';
import { createGround, type Ground, type Pass, stepsPerPass } from './ground.ts';
import { inversions } from './inversions.ts';
import { dearerSteps, lumpsForRates, priceInversions } from './ladders.ts';
import { milestones } from './milestones.ts';
import { openInOrders, openWithoutName } from './open.ts';
import { neverPermitted } from './permits.ts';
import { mostRemarks, type Remark, type RemarkName } from './remark.ts';
import { unmetRequirements } from './required.ts';
import { uncombinedSurcharges } from './surcharges.ts';
import { worseTiers } from './tiers.ts';

/** Each pass with what it looks for. */
const passes: readonly (readonly [Pass, RemarkName])[] = [
  [uncombinedSurcharges, 'how-combined'],
  [uncombinedCredits, 'credits-combined'],
  [creditBands, 'credit-hole'],
  [uncappedCredits, 'credit-without-cap'],
  [neverPermitted, 'never-permitted'],
  [promisesWhileClosed, 'promise-while-closed'],
  [milestones, 'milestones-in-wrong-order'],
  [inversions, 'deadline-inversion'],
  [worseTiers, 'better-tier-worse'],
  [neverCheapest, 'never-cheapest'],
  [priceInversions, 'price-inversion'],
  [discountInversions, 'price-inversion'],
  [dearerSteps, 'dearer-steps'],
  [lumpsForRates, 'lump-for-rate'],
  [idleBounds, 'bound-without-effect'],
  [crossedLimits, 'limits-apart'],
  [discountsOverPrice, 'discounts-over-price'],
  [creditsOverFee, 'credit-over-fee'],
  [noticeOverTerm, 'notice-over-term'],
  [allowancesWithoutRate, 'allowance-without-rate'],
  [uncountedRates, 'rate-not-counted'],
  [stepsOverAllowances, 'steps-over-allowance'],
  [pausedBusinessDays, 'pause-in-business-days'],
  [openInOrders, 'open-in-order'],
  [openWithoutName, 'open-without-name'],
  [unmetRequirements, 'requirement-missed'],
];

export function* remarksOn(
  spaces: Spaces,
  witnesses: Witnesses,
  memory = new QuestionMemory<Space>(),
): Steps<readonly Remark[]> {
  const ground = createGround(spaces, witnesses, memory);
  const found: Remark[] = [];
  for (const [pass, looksFor] of passes) {
    ground.steps.left = stepsPerPass;
    const remarks = pass(ground);
    found.push(...remarks);
    if (ground.steps.left < 0) found.push(...undecided(ground, looksFor, 'conditions combine in too many ways'));
    else if (remarks.length >= mostRemarks) found.push(...undecided(ground, looksFor, 'there are so many'));
    yield;
  }
  return found;
}

/** A pass that stopped has perhaps not seen all. */
function undecided({ ir }: Ground, looksFor: RemarkName, why: string): readonly Remark[] {
  const [paper] = ir.documents;
  if (paper === undefined) return [];
  const { code, title } = registry[looksFor];
  const what = `${code} (“${title}”), because ${why}`;
  return [{ name: 'undecided', params: { question: undefined, what }, at: paper.span, related: [] }];
}
