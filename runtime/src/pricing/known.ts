// What is known of units on a day: who comes later is not yet there, who goes later is taken to stay (meaning F8).

import type { Held } from './pieces.ts';
import type { Run } from './run.ts';

/** What fees are reckoned from. */
export interface Book {
  readonly run: Run;
  readonly units: readonly Held[];
}

/** The book as it stands on a day. */
export function knownOn({ run, units }: Book, day: number): Book {
  const goesOn = continued(units);
  const known = units.flatMap((held) => {
    if (held.days.from > day) return [];
    if (endKnownOn(held, goesOn) <= day) return [held];
    return [{ ...held, days: { from: held.days.from, until: run.orderDays.until } }];
  });
  return { run, units: known };
}

/** The days on which something becomes known, in order. */
export function newsDays({ units }: Book): number[] {
  const goesOn = continued(units);
  const days = units.flatMap((held) => [held.days.from, endKnownOn(held, goesOn)]);
  return [...new Set(days)].filter(Number.isFinite).sort((a, b) => a - b);
}

/** Its last day; the next one, where the same unit is then listed with other choices or numbers. */
function endKnownOn(held: Held, goesOn: ReadonlySet<string>): number {
  const { until } = held.days;
  return goesOn.has(stretch(held, until)) ? until : until - 1;
}

function continued(units: readonly Held[]): ReadonlySet<string> {
  return new Set(units.map((held) => stretch(held, held.days.from)));
}

const stretch = ({ fact }: Held, from: number) => `${from} ${fact.id}`;
