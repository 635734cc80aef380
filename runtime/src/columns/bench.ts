// Where a block of work lies while it is priced, and the steps that go over it.

import { type BeginScopes, createBeginScopes } from './begin-scopes.ts';
import { type ChargeParts, createChargeParts } from './charge.ts';
import { type CountParts, createCountParts } from './count-parts.ts';
import { type CutBlock, createCutBlock } from './cut.ts';
import { createDrawParts, type DrawParts } from './draw-parts.ts';
import { createLimitScopes, type LimitScopes } from './limit-scopes.ts';
import { createParts, type Parts } from './parts.ts';

export interface Steps {
  readonly cut: CutBlock;
  readonly count: CountParts;
  readonly begin: BeginScopes;
  readonly draw: DrawParts;
  readonly charge: ChargeParts;
  readonly limit: LimitScopes;
}

export interface Bench {
  readonly parts: Parts;
  /** As the parts stand now: ask anew once they may have grown. */
  steps(): Steps;
}

/** Of so many parts most that are priced together; memory that is not written costs nothing. */
const ROOM = 1 << 17;

/**
 * One for all pricers of a thread, made once. Of a function that is made once the engine knows where the arrays lie that it
 * was made with, and how long they are: what it reads of one it looks up at its place, where it would else load its place,
 * its length and whether it is still there. A loop over seven arrays takes 1 ns a round instead of 2.5, and pricing a tenth
 * less. What stands in a module and not in a function is known so too, but in a bundle it is not. Where more parts are priced
 * together than there is room for, longer arrays take their place, and from then on all is a little slower than it would be
 * without a bench.
 * Nobody prices while another does.
 */
export function bench(): Bench {
  known ??= createBench(ROOM);
  return known;
}

let known: Bench | undefined;

function createBench(room: number): Bench {
  const parts = createParts(room);
  const makeSteps = (): Steps => ({
    cut: createCutBlock(parts),
    count: createCountParts(parts),
    begin: createBeginScopes(parts),
    draw: createDrawParts(parts),
    charge: createChargeParts(parts),
    limit: createLimitScopes(parts),
  });
  let length = room;
  let steps = makeSteps();
  return {
    parts,
    steps: () => {
      if (parts.row.length > length) {
        length = parts.row.length;
        steps = makeSteps();
      }
      return steps;
    },
  };
}
