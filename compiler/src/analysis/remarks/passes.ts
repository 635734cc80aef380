// The passes beyond contradictions and gaps, one file each: what is wrong with the permissions, deadlines and prices of
// an agreement although every question has one answer.
import type { Spaces } from '../space.ts';
import type { Steps } from '../steps.ts';
import type { Witnesses } from '../witness.ts';
import { allowancesWithoutRate, pausedBusinessDays, uncountedRates } from './allowances.ts';
import { idleBounds } from './bounds.ts';
import { neverCheapest } from './cheapest.ts';
import { promisesWhileClosed } from './closed.ts';
import { createGround, type Pass, stepsPerPass } from './ground.ts';
import { inversions } from './inversions.ts';
import { priceInversions } from './ladders.ts';
import { milestones } from './milestones.ts';
import { openInOrders } from './open.ts';
import { neverPermitted } from './permits.ts';
import type { Remark } from './remark.ts';
import { uncombinedSurcharges } from './surcharges.ts';
import { worseTiers } from './tiers.ts';
import { fixedOffset } from './zone.ts';

const passes: readonly Pass[] = [
  uncombinedSurcharges,
  neverPermitted,
  promisesWhileClosed,
  milestones,
  inversions,
  worseTiers,
  neverCheapest,
  priceInversions,
  idleBounds,
  allowancesWithoutRate,
  uncountedRates,
  pausedBusinessDays,
  openInOrders,
  fixedOffset,
];

export function* remarksOn(spaces: Spaces, witnesses: Witnesses): Steps<readonly Remark[]> {
  const ground = createGround(spaces, witnesses);
  const found: Remark[] = [];
  for (const pass of passes) {
    ground.steps.left = stepsPerPass;
    found.push(...pass(ground));
    yield;
  }
  return found;
}
