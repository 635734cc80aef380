// Random agreements, as text, in which each situation has exactly one answer by construction; and changes that break that.
//
// One row without conditions is split again and again: by a window, a date, a tier, a choice or a number, into two rows
// that share out what it had. Each row says something else. Now and then an `override` takes a part of a row.
import type { Tape } from './tape.ts';

/** One side of a split, as the head of a row says it. */
export interface Part {
  readonly dimension: Dimension;
  readonly kind: 'window' | 'date' | 'when';
  readonly text: string;
  /** The same with the border on the other side: more of it, or less. */
  readonly more?: string;
  readonly less?: string;
}

export interface Row {
  readonly parts: readonly Part[];
  readonly isOverride: boolean;
  readonly value: number;
}

export interface Total {
  readonly asks: 'rate' | 'respond';
  readonly rows: readonly Row[];
  /** Dimensions that no row of the agreement tests, with a side of each. */
  readonly unused: readonly Part[];
}

type Dimension = 'night' | 'weekend' | 'summer' | 'date' | 'tier' | 'channel' | 'severity' | 'estimate';

/** Windows of hours, of weekdays and of the year: any of them meet, so that no row is without a day. */
const frame = [
  'tiers A | B | C',
  'choice channel: phone, email, visit',
  'choice severity: high, low; default low',
  'number estimate in h',
  'window night = daily 22:00-06:00',
  'window weekend = Sat-Sun',
  'window summer = 1 Jul to 15 Aug',
];

const all: readonly Dimension[] = ['night', 'weekend', 'summer', 'date', 'tier', 'channel', 'severity', 'estimate'];

/** The two sides of a dimension. */
function split(tape: Tape, dimension: Dimension): readonly [Part, Part] {
  switch (dimension) {
    case 'night':
    case 'weekend':
    case 'summer':
      return [
        { dimension, kind: 'window', text: `during ${dimension}` },
        { dimension, kind: 'window', text: `outside ${dimension}` },
      ];
    case 'date':
      return [
        { dimension, kind: 'date', text: 'until 2026-12-31', more: 'until 2027-01-01', less: 'before 2026-12-31' },
        { dimension, kind: 'date', text: 'from 2027-01-01', more: 'from 2026-12-31', less: 'from 2027-01-02' },
      ];
    case 'tier':
    case 'channel':
    case 'severity': {
      const values = { tier: ['A', 'B', 'C'], channel: ['phone', 'email', 'visit'], severity: ['high', 'low'] }[
        dimension
      ];
      const one = tape.int(0, values.length - 1);
      const others = values.filter((_, at) => at !== one).join(', ');
      return [
        { dimension, kind: 'when', text: `${dimension} is ${values[one]}` },
        { dimension, kind: 'when', text: `${dimension} is ${tape.chance(30) ? `not ${values[one]}` : others}` },
      ];
    }
    case 'estimate': {
      const hours = tape.pick(4, 2, 10);
      return [
        { dimension, kind: 'when', text: `estimate up to ${hours} h`, less: `estimate below ${hours} h` },
        { dimension, kind: 'when', text: `estimate over ${hours} h`, more: `estimate at least ${hours} h` },
      ];
    }
  }
}

export function total(tape: Tape): Total {
  let value = 100;
  const next = (): number => {
    value += tape.int(1, 9);
    return value;
  };
  const dimensions = tape.shuffled(all).slice(0, tape.int(1, 5));
  const rows: Row[] = [];
  const grow = (parts: readonly Part[], left: readonly Dimension[]): void => {
    const [dimension, ...rest] = left;
    if (dimension === undefined || (parts.length > 0 && tape.chance(30))) {
      rows.push({ parts, isOverride: false, value: next() });
      if (dimension === undefined || !tape.chance(35)) return;
      const side = tape.pick(...split(tape, dimension));
      rows.push({ parts: [...parts, side], isOverride: true, value: next() });
      return;
    }
    for (const side of split(tape, dimension)) grow([...parts, side], tape.chance(50) ? rest : tape.shuffled(rest));
  };
  grow([], dimensions);
  const unused = all.filter((one) => !dimensions.includes(one)).map((one) => tape.pick(...split(tape, one)));
  return { asks: tape.pick('rate', 'respond'), rows: tape.shuffled(rows), unused };
}

function line(asks: Total['asks'], { parts, isOverride, value }: Row): string {
  const dates = parts.filter(({ kind }) => kind === 'date').map(({ text }) => text);
  const conditions = parts
    .filter(({ kind }) => kind !== 'date')
    .map(({ kind, text }) => (kind === 'window' && asks === 'respond' ? `reported ${text}` : text));
  const when = conditions.length === 0 ? [] : [`when ${conditions.join(' and ')}`];
  const head = [...(isOverride ? ['override'] : []), asks === 'rate' ? 'rate work' : 'respond', ...when, ...dates];
  return `${head.join(' ')}: ${value}${asks === 'rate' ? '/h' : ' h elapsed'}`;
}

/** The text of the agreement, its rows one a line after those of the frame. */
export function textOf({ asks, rows }: Total): string {
  return [...frame, ...rows.map((row) => line(asks, row))].join('\n');
}
