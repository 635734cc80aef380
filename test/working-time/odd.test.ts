// Ends of what is known and absurd input: refused or undefined, never nonsense, never an endless search (W2, W6, D3).
import { compile } from '@avtal/compiler';
import {
  createCalendar,
  createPlan,
  createWorkingTime,
  deadlines,
  type Ir,
  OutsideHorizon,
  type TicketEvent,
  withinHorizon,
} from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { agreement } from './table.ts';

const ir = agreement('Europe/Oslo', [
  'holidays Norway',
  'business days Mon-Fri except holidays',
  'days nothing = 29 Feb and 30 Apr',
  'window core = Mon-Fri 08:00-16:00',
  'window known = Mon-Fri 08:00-16:00 except holidays',
  'window all = always',
  'window gone = 2010-01-01 08:00-16:00',
  'window none = nothing 08:00-16:00',
  'target t0 from reported to resolved',
  't0: 2 h of core',
  'target t1 from reported to resolved',
  't1: 2 h elapsed',
  'target t2 from reported to resolved',
  't2: 2 business days of known',
  'target t3 from reported to resolved',
  't3: 2 h of gone',
  'target t4 from reported to resolved',
  't4: 1 business day of none',
]);
const time = createWorkingTime(ir);
const { horizonStart, horizonEnd } = ir.zone;
const noon = Date.UTC(2026, 2, 3, 11) / 1000;

/** Not a whole number, or none of the time that the zone is known for. */
const odd = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e20, -1e20, Number.MAX_VALUE],
  ...[Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, noon + 0.5, 1e-9, -1, -86400, 0, 1e12, noon * 1000],
  ...[horizonStart - 1, horizonEnd, horizonEnd + 1],
];

describe('instants that are none, or unknown', () => {
  test.each(odd)('%d', (at) => {
    for (const window of ['core', 'known', 'all', 'gone']) {
      expect(time.isOpen(window, at)).toBeUndefined();
      expect(time.nextOpening(window, at)).toBeUndefined();
      expect(time.nextClosing(window, at)).toBeUndefined();
      expect(time.add(window, at, 3600)).toBeUndefined();
    }
    expect(time.dateAt(at)).toBeUndefined();
    if (at === horizonEnd) return; // It ends the last known day: what lies before it is known.
    for (const window of ['core', 'known', 'all', 'gone']) {
      expect(time.subtract(window, at, 3600)).toBeUndefined();
      expect(time.openSeconds(window, noon, at)).toBeUndefined();
      expect(time.openSeconds(window, at, noon)).toBeUndefined();
      expect(time.intervals(window, Math.min(at, noon), Math.max(at, noon))).toBeUndefined();
    }
  });

  test.each(odd)('%d in a calendar, which throws OutsideHorizon and ends', (at) => {
    const calendar = createCalendar(ir);
    const all = ir.windows.findIndex(({ id }) => id === 'all');
    const isKnown = at >= horizonStart && at < horizonEnd;
    const refused = isKnown ? { value: expect.anything() } : { outside: expect.any(String) };
    expect(withinHorizon(() => calendar.isOpen(all, at))).toEqual(refused);
    expect(withinHorizon(() => calendar.nextOpening(all, at))).toEqual(refused);
    expect(withinHorizon(() => calendar.add(all, at, 1))).toEqual(refused);
  });

  test.each(odd)('%d as the time of an event', (at) => {
    const [order] = ir.orders;
    const events: TicketEvent[] = [{ ticket: 'T', event: 'reported', at }];
    const { targets, problems } = deadlines(createPlan(ir), order!, events);
    expect(problems.length).toBeGreaterThan(0);
    expect(targets.filter(({ due, state }) => due !== undefined || state === 'met')).toEqual([]);
  });

  test.each(odd.filter((at) => !Number.isSafeInteger(at)))('%d as the instant asked about', (at) => {
    const [order] = ir.orders;
    const events: TicketEvent[] = [{ ticket: 'T', event: 'reported', at: noon }];
    const { targets, problems } = deadlines(createPlan(ir), order!, events, { at });
    expect(targets).toEqual([]);
    expect(problems).toMatchObject([{ code: 'bad-fact' }]);
  });

  test.each([0, horizonStart - 1, horizonEnd + 1, 1e12])('%d, whole but unknown, as the instant asked about', (at) => {
    const [order] = ir.orders;
    const events: TicketEvent[] = [{ ticket: 'T', event: 'reported', at: noon }];
    const { targets } = deadlines(createPlan(ir), order!, events, { at });
    const states = targets.map(({ state }) => state);
    // The window's clock is not known so far; what is known of the others is that they are over.
    expect(states).toEqual(
      at < noon
        ? ['not-started', 'not-started', 'not-started', 'not-started', 'not-started']
        : ['undecided', 'overdue', 'overdue', 'undecided', 'undecided'],
    );
  });
});

describe('amounts', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20, 0.5, Number.MAX_VALUE, 1e-300])('%d is none', (amount) => {
    expect(time.add('core', noon, amount)).toBeUndefined();
    expect(time.add('core', noon, -amount)).toBeUndefined();
    expect(time.subtract('core', noon, amount)).toBeUndefined();
  });

  test.each([Number.MAX_SAFE_INTEGER, 1e12, 35 * 366 * 86400])('%d seconds are more than is known', (amount) => {
    for (const window of ['core', 'known', 'all', 'gone', 'none']) {
      expect(time.add(window, noon, amount)).toBeUndefined();
      expect(time.subtract(window, noon, amount)).toBeUndefined();
    }
  });

  test('no amount is no time, also without a minus sign', () => {
    expect(time.add('core', noon, -0)).toBe(noon);
    expect(time.subtract('core', noon, 0)).toBe(noon);
    expect(time.openSeconds('core', noon, noon)).toBe(0);
    expect(time.openSeconds('core', noon + 86400 * 4.5, noon + 86400 * 4)).toBe(0);
    expect(time.businessDaysBetween('2026-03-08', '2026-03-07')).toBe(0);
  });

  test.each([
    ['core', 'add', horizonEnd - 10, 3600],
    ['all', 'add', horizonEnd - 10, 10],
    ['all', 'subtract', horizonStart + 10, 11],
    ['gone', 'add', noon, 1],
    ['gone', 'subtract', Date.UTC(2005, 0, 1) / 1000, 1],
    ['none', 'add', noon, 1],
    ['none', 'subtract', noon, 1],
  ] as const)('%s: %s from %d by %d runs out of what is known', (window, what, at, amount) => {
    expect(time[what](window, at, amount)).toBeUndefined();
  });

  test('up to the last second that is known', () => {
    expect(time.add('all', horizonEnd - 10, 9)).toBe(horizonEnd - 1);
    expect(time.isOpen('all', horizonEnd - 1)).toBe(true);
    expect(time.isOpen('all', horizonStart)).toBe(true);
    expect(time.nextClosing('all', noon)).toBeUndefined();
    expect(time.nextOpening('gone', noon)).toBeUndefined();
    expect(time.nextClosing('none', noon)).toBeUndefined();
    expect(time.openSeconds('all', horizonStart, horizonEnd)).toBe(horizonEnd - horizonStart);
    expect(time.subtract('gone', noon, 8 * 3600)).toBe(Date.UTC(2010, 0, 1, 7) / 1000);
  });

  test.each(['99999999999999999999 h', '9007199254740993 s', '1000000 h'])('%s in an agreement', (amount) => {
    const text = `agreement A {\ncurrency NOK\ntimezone Europe/Oslo\nvat none\nwindow w = Mon-Fri 08:00-16:00\nrespond: ${amount} of w\n}\norder O for A {\nfrom 2020-01-01\n}`;
    const compiled = compile('a.avtal', () => text);
    if (compiled.ir === undefined) return expect(compiled.diagnostics.length).toBeGreaterThan(0);
    const { targets, problems } = deadlines(createPlan(compiled.ir), compiled.ir.orders[0]!, [
      { ticket: 'T', event: 'reported', at: noon },
    ]);
    expect(targets).toMatchObject([{ state: 'undecided' }]);
    expect(problems).toMatchObject([{ code: 'outside-horizon' }]);
  });
});

describe('dates and business days', () => {
  test.each(['', 'x', '2026-02-30', '2026-13-01', '2026-3-3', ' 2026-03-03', '1999-12-31', '2061-01-02', '9999-12-31'])(
    'the date %s',
    (date) => {
      expect(time.isBusinessDay(date)).toBeUndefined();
      expect(time.addBusinessDays(date, 1)).toBeUndefined();
      expect(time.addBusinessDays(date, 0)).toBeUndefined();
      expect(time.businessDaysBetween(date, '2026-03-03')).toBeUndefined();
      expect(time.businessDaysBetween('2026-03-03', date)).toBeUndefined();
      expect(time.startOf(date)).toBeUndefined();
    },
  );

  test.each([Number.NaN, 0.5, 1e20, 1e15, -1e15, Number.POSITIVE_INFINITY, 16000, -16000])('%d days', (n) => {
    expect(time.addBusinessDays('2026-03-03', n)).toBeUndefined();
  });

  test('of a window or a day set that has none, or that nobody declared', () => {
    for (const of of ['none', 'nothing', 'missing', '', '__proto__', 'constructor', 'toString']) {
      expect(time.addBusinessDays('2026-03-03', 1, of)).toBeUndefined();
      expect(time.addBusinessDays('2026-03-03', 0, of)).toBeUndefined();
      expect(time.addBusinessDays('2026-03-03', -1, of)).toBeUndefined();
    }
    expect(time.isBusinessDay('2026-03-03', 'none')).toBe(false);
    expect(time.isBusinessDay('2026-03-03', 'missing')).toBeUndefined();
    for (const window of ['missing', '', '__proto__', 'constructor', 'length'])
      expect(time.isOpen(window, noon)).toBeUndefined();
  });

  test('without business days in the agreement', () => {
    const bare = createWorkingTime(agreement('UTC', ['window w = Mon 08:00-09:00']));
    expect(bare.addBusinessDays('2026-03-03', 1)).toBeUndefined();
    expect(bare.addBusinessDays('2026-03-03', 1, 'w')).toBe('2026-03-09');
  });

  test('a date that the zone skipped', () => {
    const samoa = createWorkingTime(agreement('Pacific/Apia', ['business days every day']));
    expect(samoa.isBusinessDay('2011-12-30')).toBe(false);
    expect(samoa.addBusinessDays('2011-12-29', 1)).toBe('2011-12-31');
    expect(samoa.addBusinessDays('2011-12-30', 0)).toBe('2011-12-31');
    expect(samoa.businessDaysBetween('2011-12-29', '2011-12-31')).toBe(1);
    expect(samoa.startOf('2011-12-30')).toBe(samoa.startOf('2011-12-31'));
  });
});

describe('tickets', () => {
  const plan = createPlan(ir);
  const of = (compiled: Ir, events: readonly TicketEvent[]) => deadlines(plan, compiled.orders[0]!, events);

  test('a window that never opens again leaves the target undecided, with a problem', () => {
    const { targets, problems } = of(ir, [{ ticket: 'T', event: 'reported', at: noon }]);
    expect(targets.map(({ state }) => state)).toEqual(['running', 'running', 'running', 'undecided', 'undecided']);
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['outside-horizon']));
  });

  test('near the end of what is known', () => {
    const { targets } = of(ir, [{ ticket: 'T', event: 'reported', at: horizonEnd - 60 }]);
    expect(targets.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'undecided'));
  });

  test('an event without a time is a problem, and the others are told', () => {
    const { targets, problems } = of(ir, [
      { ticket: 'T', event: 'reported', at: Number.NaN },
      { ticket: 'T', event: 'reported', at: noon },
    ]);
    expect(problems.filter(({ code }) => code === 'bad-fact')).toHaveLength(1);
    expect(targets[0]).toMatchObject({ state: 'running', startedAt: noon });
  });
});

test('OutsideHorizon is an error with a sentence', () => {
  expect(() => createCalendar(ir).isOpen(0, Number.NaN)).toThrow(OutsideHorizon);
});
