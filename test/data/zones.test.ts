// The pinned UTC offsets against well-known transitions, and against luxon where the running Node has the same release.
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, test } from 'vitest';
import { tzdataVersion, zoneNames, zoneTransitions } from '../../compiler/src/data/zones.ts';

function table(name: string) {
  const found = zoneTransitions(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

/** Seconds east of UTC at an instant: the last transition at or before it. */
function offsetAt(name: string, instant: number): number {
  const { initialOffset, transitions } = table(name);
  return transitions.findLast(([from]) => from <= instant)?.[1] ?? initialOffset;
}

const utc = (text: string) => Date.parse(text) / 1000;

test.each([
  ['Europe/Oslo', '2026-03-29T01:00Z', 3600, 7200],
  ['Europe/Oslo', '2026-10-25T01:00Z', 7200, 3600],
  ['Europe/Stockholm', '2000-03-26T01:00Z', 3600, 7200],
  ['Europe/Amsterdam', '2060-10-31T01:00Z', 7200, 3600],
  ['Europe/London', '2026-03-29T01:00Z', 0, 3600],
  ['Europe/Helsinki', '2026-10-25T01:00Z', 10800, 7200],
  ['Europe/Vilnius', '2003-03-30T01:00Z', 7200, 10800], // no summer time before, in 2000 to 2002
  ['Europe/Moscow', '2014-10-25T22:00Z', 14400, 10800],
  ['Europe/Istanbul', '2016-03-27T01:00Z', 7200, 10800], // the last change: summer time stayed
  ['America/New_York', '2026-03-08T07:00Z', -18000, -14400], // from the second Sunday of March, since 2007
  ['America/New_York', '2006-04-02T07:00Z', -18000, -14400],
  ['America/Los_Angeles', '2026-11-01T09:00Z', -25200, -28800],
  ['Australia/Sydney', '2026-10-03T16:00Z', 36000, 39600],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', 39600, 37800], // half an hour
])('%s changes at %s', (zone, instant, before, after) => {
  expect(offsetAt(zone, utc(instant) - 1)).toBe(before);
  expect(offsetAt(zone, utc(instant))).toBe(after);
});

test.each([
  ['UTC', 0],
  ['Etc/GMT-1', 3600],
  ['Asia/Kolkata', 19800],
  ['Asia/Calcutta', 19800],
  ['Asia/Singapore', 28800],
  ['Asia/Tokyo', 32400],
  ['Atlantic/Reykjavik', 0],
])('%s never changes', (zone, offset) => {
  expect(table(zone)).toMatchObject({ name: zone, initialOffset: offset, transitions: [] });
});

test('names are exact, sorted and include the European ones', () => {
  for (const name of ['', 'Oslo', 'europe/oslo', 'Europe/Oslo ', 'CET', 'constructor']) {
    expect(zoneTransitions(name)).toBeUndefined();
  }
  expect(zoneNames).toEqual([...new Set(zoneNames)].sort());
  const european = Intl.supportedValuesOf('timeZone').filter((name) => name.startsWith('Europe/'));
  expect(zoneNames).toEqual(expect.arrayContaining([...european, 'Europe/Kyiv', 'UTC']));
});

test('every list is in order, inside the horizon, and changes something each time', () => {
  for (const name of zoneNames) {
    const { initialOffset, transitions, horizonStart, horizonEnd } = table(name);
    expect([horizonStart, horizonEnd]).toEqual([utc('2000-01-01T00:00Z'), utc('2061-01-01T00:00Z')]);
    let [last, offset] = [horizonStart, initialOffset];
    for (const [instant, next] of transitions) {
      expect(instant).toBeGreaterThan(last);
      expect(next).not.toBe(offset);
      [last, offset] = [instant, next];
    }
    expect(last).toBeLessThan(horizonEnd);
  }
});

// Another release has other offsets somewhere, and that is no fault of the table.
describe.runIf(process.versions.tz === tzdataVersion)(`luxon agrees on tzdata ${tzdataVersion}`, () => {
  const luxonAt = (zone: string, instant: number) => Math.round(IANAZone.create(zone).offset(instant * 1000) * 60);

  test('on both sides of every transition', () => {
    const seen = new Set<string>();
    for (const name of zoneNames) {
      const { transitions } = table(name);
      const list = JSON.stringify(transitions);
      if (seen.has(list)) continue;
      seen.add(list);
      for (const [instant, offset] of transitions) {
        expect.soft([name, instant, luxonAt(name, instant)]).toEqual([name, instant, offset]);
        expect.soft([name, instant, luxonAt(name, instant - 1)]).toEqual([name, instant, offsetAt(name, instant - 1)]);
      }
    }
  });

  test('at any instant', () => {
    const anyInstant = fc.integer({ min: utc('2000-01-01T00:00Z'), max: utc('2060-12-31T23:59:59Z') });
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames), anyInstant, (zone, instant) => {
        expect(offsetAt(zone, instant)).toBe(luxonAt(zone, instant));
      }),
      { numRuns: 20_000 },
    );
  });
});
