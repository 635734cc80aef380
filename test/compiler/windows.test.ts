// Windows as written are open when they should be: one week of local time, read from the compiled agreement.
import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../runtime/src/time/calendar.ts';
import { dateOf, dayOf, weekday } from '../../runtime/src/time/civil.ts';
import { codes, ir, repaired, shown } from './check.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When the window `w` of the rows is open in the days, as local `Mon 08:00-16:00`; the end bears its day when it is another. */
function open(rows: string, from = '2026-05-11', until = '2026-05-17'): string[] {
  const compiled = ir(`holidays Norway\n${rows}`);
  const calendar = createCalendar(compiled);
  const window = compiled.windows.findIndex(({ id }) => id === 'w');
  const local = (instant: number) => {
    const day = calendar.zone.dayAt(instant);
    const seconds = calendar.zone.secondsOfDayAt(instant);
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
    return { day, text: `${weekdays[weekday(day) - 1]} ${two(seconds / 3600)}:${two((seconds % 3600) / 60)}` };
  };
  const [start, end] = [calendar.zone.startOfDay(dayOf(from)), calendar.zone.startOfDay(dayOf(until) + 1)];
  return calendar.intervals(window, start, end).map((interval) => {
    const [first, last] = [local(interval.start), local(interval.end)];
    return `${first.text}-${first.day === last.day ? last.text.slice(4) : last.text}`;
  });
}

// Thursday 14 May 2026 is a public holiday in Norway, Sunday 17 May is another.
const eachDay = (hours: string, days = 'Mon Tue Wed Thu Fri Sat Sun') =>
  days.split(' ').map((day) => `${day} ${hours}`);

describe('a window', () => {
  test.each<[string, string[]]>([
    ['window w = Mon-Fri 08:00-16:00', eachDay('08:00-16:00', 'Mon Tue Wed Thu Fri')],
    ['window w = Mon-Fri 08:00-16:00 except holidays', eachDay('08:00-16:00', 'Mon Tue Wed Fri')],
    [
      'window w = Mon+Wed 08:00-12:00, 13:00-16:00',
      ['Mon 08:00-12:00', 'Mon 13:00-16:00', 'Wed 08:00-12:00', 'Wed 13:00-16:00'],
    ],
    ['window w = Fri-Mon 10:00-11:00', eachDay('10:00-11:00', 'Mon Fri Sat Sun')],
    ['window w = Sat-Sun, holidays', ['Thu 00:00-Fri 00:00', 'Sat 00:00-Mon 00:00']],
    ['window w = Tue 22:00-06:00', ['Tue 22:00-Wed 06:00']],
    ['window w = Tue 22:00-00:00', ['Tue 22:00-Wed 00:00']],
    ['window w = Tue 22:00-24:00', ['Tue 22:00-Wed 00:00']],
    ['window w = Tue 00:00-24:00', ['Tue 00:00-Wed 00:00']],
    ['window w = Tue 21:00 to Thu 06:00', ['Tue 21:00-Thu 06:00']],
    ['window w = Tue 21:00 to Tue 23:00', ['Tue 21:00-23:00']],
    ['window w = Wed 22:00-06:00 unless holidays', ['Wed 22:00-Thu 06:00']],
    ['window w = Wed 22:00-06:00 unless Thu is holidays', []],
    ['window w = Wed 22:00-06:00 except holidays', ['Wed 22:00-Thu 00:00']],
    ['window w = Wed-Fri 22:00-06:00 unless Thu is holidays except Sat', ['Fri 22:00-Sat 00:00']],
    ['window w = Wed 22:00 to Fri 06:00 unless Thu is holidays', []],
    ['window w = Wed-Fri 22:00-06:00 unless Thu is holidays', ['Fri 22:00-Sat 06:00']],
    ['window w = Wed-Fri 22:00-06:00 unless holidays', ['Wed 22:00-Thu 06:00', 'Fri 22:00-Sat 06:00']],
    ['window w = outside Mon-Wed, Fri', ['Thu 00:00-Fri 00:00', 'Sat 00:00-Mon 00:00']],
    ['window w = outside Mon-Wed, Fri except Sat', ['Thu 00:00-Fri 00:00', 'Sun 00:00-Mon 00:00']],
    ['window c = Mon-Fri 08:00-16:00\nwindow w = (outside c) and Tue', ['Tue 00:00-08:00', 'Tue 16:00-Wed 00:00']],
    ['window c = Mon-Fri 08:00-16:00\nwindow w = c and (Tue 15:00-17:00, Wed)', ['Tue 15:00-16:00', 'Wed 08:00-16:00']],
    ['days d = Mon-Fri except holidays, 12 May\nwindow w = d 08:00-09:00', eachDay('08:00-09:00', 'Mon Wed Fri')],
    ['days d = 2026-05-12 to 2026-05-13\nwindow w = d', ['Tue 00:00-Thu 00:00']],
    ['days d = 10 May to 12 May\nwindow w = d 10:00-11:00', eachDay('10:00-11:00', 'Mon Tue')],
    ['window a = Mon 10:00-11:00\nwindow b = a\nwindow w = b', ['Mon 10:00-11:00']],
    ['window w = always', ['Mon 00:00-Mon 00:00']],
  ])('%s', (rows, expected) => {
    expect(open(rows)).toEqual(expected);
  });
});

describe('a week', () => {
  const week = (rows: string) => `week {\n${rows}\n}`;
  test('each stretch runs to the next, and before the first holds what holds after the last', () => {
    expect(open(week('Mon-Sun: 06:00 day, 17:00 evening, 22:00 w'), '2026-05-11', '2026-05-12')).toEqual([
      'Mon 00:00-06:00',
      'Mon 22:00-Tue 06:00',
      'Tue 22:00-Wed 00:00',
    ]);
  });

  test.each([
    ['2026-10-25', 25],
    ['2026-03-29', 23],
  ])('its windows part the day on which the clocks change among them, %s', (date, hours) => {
    const compiled = ir('week {\n  every day: 02:15 a, 02:45 b, 07:00 c\n}');
    const calendar = createCalendar(compiled);
    const [start, end] = [dayOf(date), dayOf(date) + 1].map((day) => calendar.zone.startOfDay(day));
    const all = ['a', 'b', 'c']
      .map((name) => compiled.windows.findIndex(({ id }) => id === name))
      .flatMap((window) => calendar.intervals(window, start ?? 0, end ?? 0))
      .sort((one, other) => one.start - other.start);
    expect(all.reduce((sum, interval) => sum + interval.end - interval.start, 0)).toBe(hours * 3600);
    expect(all.every((interval, i) => interval.start === (all[i - 1]?.end ?? start))).toBe(true);
  });

  test.each<[string, string, string[]]>([
    ['holidays beat weekdays', 'Mon-Sun: w\nholidays: feast', ['Mon 00:00-Thu 00:00', 'Fri 00:00-Sun 00:00']],
    ['days of a name beat holidays', 'Mon-Sun: day\nholidays: feast\nbig: w', ['Wed 00:00-Fri 00:00']],
    ['dates beat days of a name', 'Mon-Sun: day\nbig: w\n13 May: other', ['Thu 00:00-Fri 00:00']],
    ['order does not matter', '13 May: other\nbig: w\nMon-Sun: day', ['Thu 00:00-Fri 00:00']],
    [
      'a row may have days of several kinds',
      'Mon-Fri: day\nSat-Sun, holidays: w',
      ['Thu 00:00-Fri 00:00', 'Sat 00:00-Mon 00:00'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(open(`days big = 2026-05-13 to 2026-05-14\n${week(rows)}`)).toEqual(expected);
  });
});

describe('repairs of open questions', () => {
  test.each<[string, number, string]>([
    ['window w = Mon, Wed 08:00-16:00', 0, 'window w = Mon 08:00-16:00, Wed 08:00-16:00'],
    ['window w = Mon, Wed 08:00-16:00', 1, 'window w = Mon 00:00-24:00, Wed 08:00-16:00'],
    [
      'window w = Mon, Tue, Wed 08:00-12:00, 13:00-16:00',
      0,
      'window w = Mon 08:00-12:00, 13:00-16:00, Tue 08:00-12:00, 13:00-16:00, Wed 08:00-12:00, 13:00-16:00',
    ],
    ['window w = Mon-Fri 08:00-08:00', 0, 'window w = Mon-Fri 00:00-24:00'],
  ])('%s (%i)', (row, fix, expected) => {
    const text = repaired(row, fix);
    expect(text).toContain(expected);
    expect(shown(text)).toBe('');
  });

  test('whole days may stand last', () => {
    expect(codes('window w = Wed 08:00-16:00, Mon')).toEqual([]);
  });

  test('a named window before days with hours is no question', () => {
    expect(codes('window a = Mon 08:00-09:00\nwindow w = a, Wed 08:00-16:00')).toEqual([]);
  });
});

describe('windows by tier', () => {
  const rows = 'tiers A | B\nwindow office = Mon 08:00-16:00\nwindow r = office | always\nwindow q = outside r';
  test('there is one for each tier, also of windows made from them', () => {
    expect(ir(rows).windows.map(({ id }) => id)).toEqual(['office', 'r:A', 'r:B', 'q:A', 'q:B']);
  });

  test('in a condition the tier decides whose is meant', () => {
    const { windows, clauses } = ir(`${rows}\nrate work: 1/h\noverride rate work during r: 2/h`);
    const when = clauses.find(({ rank }) => rank === 'override')?.when;
    const at = (id: string) => windows.findIndex((window) => window.id === id);
    expect(when).toContainEqual({
      choices: { tier: ['A'] },
      windows: [{ moment: 'self', window: at('r:A'), inside: true }],
    });
    expect(when).toContainEqual({
      choices: { tier: ['B'] },
      windows: [{ moment: 'self', window: at('r:B'), inside: true }],
    });
  });
});

describe('long and wide', () => {
  test('ten thousand names for one window', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `window w${i + 1} = w${i}`);
    const { windows } = ir(`window w0 = Mon 08:00-16:00\n${names.reverse().join('\n')}`);
    expect(windows).toHaveLength(10_001);
    expect(windows.filter(({ set }) => set.kind === 'named' && windows[set.window]?.set.kind === 'named')).toEqual([]);
  });

  test('windows that use the one before twice are no larger than they are written', () => {
    const names = Array.from({ length: 50 }, (_, i) => `window w${i + 1} = w${i} and (w${i}, Tue 08:00-16:00)`);
    expect(JSON.stringify(ir(`window w0 = Mon 08:00-16:00\n${names.join('\n')}`).windows).length).toBeLessThan(50_000);
  });

  test('a thousand dates', () => {
    const dates = Array.from({ length: 1000 }, (_, i) => dateOf(dayOf('2026-01-01') + 2 * i));
    expect(codes(`days d = ${dates.join(', ')}`)).toEqual([]);
  });
});
