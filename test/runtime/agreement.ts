// Hand-built agreements for the runtime's tests: a minimal IR with Oslo's clock and holidays, and short ways to write instants.
import type {
  Clause,
  ClauseBase,
  DaySet,
  Ir,
  Order,
  SourceSpan,
  WindowInfo,
  WindowSet,
  Zone,
} from '../../runtime/src/ir.ts';

export const span: SourceSpan = { file: 'test.avtal', line: 1, column: 1, endLine: 1, endColumn: 2 };

/** Seconds since 1970 of `2026-03-29T01:30Z` or `2026-03-29T01:30+01:00`. */
export function utc(text: string): number {
  return Date.parse(text) / 1000;
}

/** Last Sundays of March and October, 01:00 UTC. */
function europeanTransitions(firstYear: number, lastYear: number, winter: number): [number, number][] {
  const lastSunday = (year: number, month: number) => {
    const end = new Date(Date.UTC(year, month, 31, 1));
    return end.getTime() / 1000 - end.getUTCDay() * 86400;
  };
  const transitions: [number, number][] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    transitions.push([lastSunday(year, 2), winter + 3600], [lastSunday(year, 9), winter]);
  }
  return transitions;
}

const oslo: Zone = {
  name: 'Europe/Oslo',
  initialOffset: 3600,
  transitions: europeanTransitions(2020, 2034, 3600),
  horizonStart: utc('2020-01-01T00:00Z'),
  horizonEnd: utc('2035-01-01T00:00Z'),
};

/** Instant of a local time in Oslo; of a doubled one the first. */
export function at(date: string, time = '00:00'): number {
  const local = utc(`${date}T${time}Z`);
  const offset = [7200, 3600].find((candidate) => offsetOf(local - candidate) === candidate) ?? 3600;
  return local - offset;
}
function offsetOf(instant: number): number {
  return oslo.transitions.findLast(([start]) => start <= instant)?.[1] ?? oslo.initialOffset;
}

export const h = (hours: number): number => hours * 3600;
export const weekdays = (...days: number[]): DaySet => ({ kind: 'weekdays', days });
export const daily = (days: DaySet, start: number, end: number, endDay = 0): WindowSet => ({
  kind: 'span',
  days,
  start: h(start),
  endDay,
  end: h(end),
});

/** Norway 2026, and nothing else: asking about another year is outside the horizon. */
export const norway: DaySet = {
  kind: 'dates',
  from: '2026-01-01',
  until: '2026-12-31',
  dates: [
    ...['2026-01-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14'],
    ...['2026-05-17', '2026-05-24', '2026-05-25', '2026-12-25', '2026-12-26'],
  ],
};
export const not = (of: DaySet): DaySet => ({ kind: 'complement', of });
export const both = (...of: DaySet[]): DaySet => ({ kind: 'intersection', of });
export const workday: DaySet = both(weekdays(1, 2, 3, 4, 5), not(norway));

export function windows(sets: Record<string, WindowSet>): WindowInfo[] {
  return Object.entries(sets).map(([id, set]) => ({ id, named: true, set, span }));
}

export const acme: Order = { id: 'acme', from: '2026-01-01', choices: {}, units: [] };

export function agreement(parts: Partial<Omit<Ir, 'agreement'>> & { agreement?: Partial<Ir['agreement']> } = {}): Ir {
  return {
    format: 'avtal-ir',
    version: 1,
    pins: { compiler: '0', tzdata: 'test', holidays: 'test' },
    sources: ['test.avtal'],
    zone: oslo,
    documents: [{ id: 'main', external: false, beats: [], span }],
    daySets: [],
    windows: [],
    dimensions: [],
    numbers: [],
    subjects: [{ id: 'work', kind: 'activity', unit: { kind: 'time' }, countsAs: [], span }],
    scopes: [],
    targets: [
      { id: 'respond', from: 'reported', to: ['responded'], mode: 'all' },
      { id: 'resolve', from: 'reported', to: ['resolved'], mode: 'all' },
    ],
    clauses: [],
    promises: [],
    measures: [],
    orders: [acme],
    examples: [],
    ...parts,
    agreement: {
      id: 'test',
      currency: 'NOK',
      minorDigits: 2,
      vat: { kind: 'none' },
      lines: 'entry',
      ...parts.agreement,
    },
  };
}

type Rest<C> = C extends Clause ? Omit<C, Exclude<keyof ClauseBase, 'question'>> & Partial<ClauseBase> : never;

/** A plain clause that always holds, unless said otherwise. */
export function clause(rest: Rest<Clause>): Clause {
  return { id: rest.question, document: 0, rank: 'plain', over: [], when: [{}], span, ...rest } as Clause;
}

export function choice(
  id: string,
  values: string[],
  rest: Partial<Ir['dimensions'][number]> = {},
): Ir['dimensions'][number] {
  return { id, given: 'fact', values: values.map((value) => ({ id: value })), span, ...rest };
}
