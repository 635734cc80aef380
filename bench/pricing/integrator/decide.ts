// What a part of a log costs, as an integrator writes it down: tables of rates, of what uses up included time, of surcharges.
import { Decimal } from 'decimal.js';
import { type Name, stated } from '../agreements.ts';

export interface Situation {
  readonly tier: string;
  readonly window: string;
  readonly role: string;
  readonly channel: string;
}

/** Money an hour; asked for each part. */
export type RateOf = (situation: Situation) => Decimal;

/** A row of a price list: where it holds, and for each tier what an hour costs. Earlier rows come first. */
export interface Price {
  readonly windows: readonly string[];
  readonly role?: string;
  readonly channel?: string;
  readonly rates: readonly [number, number, number];
}

const out = ['evening', 'night', 'saturday', 'sunday'];
export const prices: Readonly<Record<Name, readonly Price[]>> = {
  itpays: [
    { windows: ['core'], rates: [650, 550, 450] },
    { windows: ['off'], rates: [950, 850, 750] },
  ],
  ballou: [
    { windows: ['office'], rates: [0, 0, 0] },
    { windows: ['jour', 'helg'], rates: [500, 750, 750] },
  ],
  thirty: [
    { windows: ['day'], channel: 'portal', rates: [750, 700, 650] },
    { windows: ['day'], role: 'technician', rates: [895, 845, 795] },
    { windows: ['day'], role: 'engineer', rates: [1145, 1095, 1035] },
    { windows: ['day'], role: 'architect', rates: [1395, 1345, 1295] },
    { windows: out, role: 'technician', rates: [995, 925, 865] },
    { windows: out, role: 'engineer', rates: [1245, 1195, 1125] },
    { windows: out, role: 'architect', rates: [1545, 1475, 1415] },
  ],
};

function holds(price: Price, { window, role, channel }: Situation): boolean {
  return (
    price.windows.includes(window) &&
    (price.role === undefined || price.role === role) &&
    (price.channel === undefined || price.channel === channel)
  );
}

export function naiveRate(name: Name): RateOf {
  const { tiers } = stated[name];
  return (situation) => {
    const price = prices[name].find((one) => holds(one, situation));
    return new Decimal(price?.rates[tiers.indexOf(situation.tier)] ?? Number.NaN);
  };
}

/** Each answer is kept. */
export function memoRate(name: Name): RateOf {
  const asked = naiveRate(name);
  const known = new Map<string, Decimal>();
  return (situation) => {
    const key = `${situation.tier} ${situation.window} ${situation.role} ${situation.channel}`;
    const found = known.get(key) ?? asked(situation);
    known.set(key, found);
    return found;
  };
}

// --------------------------------------------------------------------------------------------------- what is not a rate

/** Included hours of a month, by tier. */
export const included: Readonly<Record<Name, Readonly<Record<string, number>>>> = {
  itpays: { Standard: 1, Utvidet: 2, Pro: 4 },
  ballou: { Hög: 0, Incident: 0, Utan: 0 },
  thirty: { Bronse: 1, Sølv: 2, Gull: 6 },
};

type ByWindow = Readonly<Record<string, number>>;

/** Included hours that an hour uses; 0: it may not use them. */
export const uses: Readonly<Record<string, ByWindow>> = {
  Standard: { core: 1, off: 0 },
  Utvidet: { core: 1, off: 2 },
  Pro: { core: 1, off: 2 },
  Bronse: { day: 1, evening: 0, night: 0, saturday: 0, sunday: 0 },
  Sølv: { day: 1, evening: 1.5, night: 2, saturday: 2, sunday: 0 },
  Gull: { day: 1, evening: 1, night: 1.5, saturday: 1.5, sunday: 2 },
};

const percents: Readonly<Record<string, ByWindow>> = {
  Bronse: { evening: 25, night: 50, saturday: 50, sunday: 100, alarm: 15 },
  Sølv: { evening: 20, night: 50, saturday: 45, sunday: 100, alarm: 10 },
  Gull: { evening: 15, night: 40, saturday: 40, sunday: 100, alarm: 0 },
};

/** Surcharges of the thirty clauses: on evenings and Sundays the higher one, at night and on Saturdays both. */
export function surcharges({ tier, window, channel }: Situation): readonly (readonly [string, number])[] {
  const own = percents[tier]?.[window] ?? 0;
  if (own === 0) return [];
  const alarm = channel === 'alarm' ? (percents[tier]?.alarm ?? 0) : 0;
  if (alarm === 0) return [[window, own]];
  if (window === 'night' || window === 'saturday')
    return [
      [window, own],
      ['alarm', alarm],
    ];
  return own >= alarm ? [[window, own]] : [['alarm', alarm]];
}
