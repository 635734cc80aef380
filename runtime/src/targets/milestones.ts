// What can happen to a ticket as far as a target speaks of it.

import type { TargetInfo } from '../ir.ts';

export function milestonesOf({ from, to, againAfter, repeatsUntil }: TargetInfo): string[] {
  return [from, ...to, againAfter, repeatsUntil].filter((event) => event !== undefined);
}
