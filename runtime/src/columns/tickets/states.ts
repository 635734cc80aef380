// How targets stand, as codes in a column.

import type { TargetState } from '../../results.ts';

/** Every state, or it does not compile. */
const codes: { readonly [State in TargetState]: number } = {
  met: 0,
  missed: 1,
  running: 2,
  overdue: 3,
  paused: 4,
  'no-promise': 5,
  'best-effort': 6,
  'not-started': 7,
  pending: 8,
  undecided: 9,
};

export const states = Object.keys(codes) as readonly TargetState[];

export function codeOf(state: TargetState): number {
  return codes[state];
}
