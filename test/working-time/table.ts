// Tables of working time: a title, rows of an agreement, and cases that are put to the calendar and to a compiled agreement.
import { compile } from '@avtal/compiler';
import {
  createPlan,
  createWorkingTime,
  deadlines,
  type Ir,
  type TargetResult,
  type TicketEvent,
  type WorkingTime,
} from '@avtal/runtime';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';

// Instants are read and shown by another library with another table of zones than the runtime's.

/** A table as it is written: title, rows of the agreement (of which `timezone` is one), an empty line, cases in columns. */
interface Table {
  readonly title: string;
  readonly rows: readonly string[];
  readonly zone: string;
  readonly cases: readonly (readonly string[])[];
}

function readTable(text: string): Table {
  const lines = text.split('\n').map((line) => line.trim());
  while (lines[0] === '') lines.shift();
  const empty = lines.indexOf('');
  const [title = '', ...rows] = lines.slice(0, empty);
  const zone = rows.find((row) => row.startsWith('timezone '))?.slice(9) ?? 'UTC';
  const cases = lines
    .slice(empty)
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return { title, rows: rows.filter((row) => !row.startsWith('timezone ')), zone, cases };
}

/** `2026-03-29 01:30`, with an offset where the local time occurs twice; seconds where there are any. */
function instant(text: string, zone: string): number {
  const [date, clock = '', offset = ''] = text.split(/[ T]|(?=[+-]\d\d:\d\d$)/);
  const time = DateTime.fromISO(`${date}T${clock}${offset}`, { zone });
  const isOnce = offset !== '' || time.getPossibleOffsets().length === 1;
  if (!time.isValid || !isOnce || !time.toFormat('yyyy-MM-dd HH:mm:ss').startsWith(`${date} ${clock}`))
    throw new Error(`no single time in ${zone}: ${text}`);
  return time.toSeconds();
}

function shown(at: number | undefined, zone: string): string {
  if (at === undefined) return 'none';
  const time = DateTime.fromSeconds(at, { zone });
  const text = time.toFormat(time.second === 0 ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd HH:mm:ss');
  return time.getPossibleOffsets().length > 1 ? `${text}${time.toFormat('ZZ')}` : text;
}

const UNITS: Readonly<Record<string, number>> = { days: 86400, day: 86400, h: 3600, min: 60, s: 1 };

/** `1 h 30 min` in seconds. */
function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+) (days|day|h|min|s)\b/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? Number.NaN), 0);
}

export function agreement(zone: string, rows: readonly string[]): Ir {
  const text = `agreement Test {
    currency NOK
    timezone ${zone}
    vat none
    ${rows.join('\n    ')}
  }
  order Acme for Test {
    from 2000-01-01
  }`;
  const { ir, diagnostics } = compile('test.avtal', () => text);
  if (ir === undefined || diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return ir;
}

/** One target for each different value, named t0, t1, … */
function withTargets(
  zone: string,
  rows: readonly string[],
  values: readonly string[],
  { pause, again = '' }: { readonly pause?: string; readonly again?: string } = {},
): { ir: Ir; idOf: (value: string) => string } {
  const different = [...new Set(values)];
  const ids = different.map((_, index) => `t${index}`);
  const targets = ids.flatMap((id, index) => [
    `target ${id} from reported to resolved${again}`,
    `${id}: ${different[index]}`,
  ]);
  const pauses = pause === undefined ? [] : [`pause ${ids.join(', ')} while ${pause}`];
  return { ir: agreement(zone, [...rows, ...targets, ...pauses]), idOf: (value) => `t${different.indexOf(value)}` };
}

function results(ir: Ir, events: readonly TicketEvent[], at?: number): readonly TargetResult[] {
  const [order] = ir.orders;
  if (order === undefined) throw new Error('no order');
  return deadlines(createPlan(ir), order, events, at === undefined ? {} : { at }).targets;
}

function run(ir: Ir, target: string, events: readonly TicketEvent[], at?: number): TargetResult {
  const found = results(ir, events, at).find((result) => result.target === target);
  if (found === undefined) throw new Error(`no target ${target}`);
  return found;
}

const reported = (at: number): TicketEvent => ({ ticket: 'T1', event: 'reported', at });
const resolved = (at: number): TicketEvent => ({ ticket: 'T1', event: 'resolved', at });

type Check = (this: void, cells: readonly string[], table: Table) => void;

function eachCase(table: Table, check: Check): void {
  describe(table.title, () => {
    test.each(table.cases.map((cells) => [cells.join(' | '), cells] as const))('%s', (_, cells) => check(cells, table));
  });
}

/** start | amount | due: the window `w` counted forward, by the calendar, by a target, and back again. */
export function counting(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const amounts = table.cases.map(([, amount = '']) => `${amount} of w`);
  const { ir, idOf } = withTargets(zone, table.rows, amounts);
  const time = createWorkingTime(ir);
  eachCase(table, ([from = '', amount = '', expected = '']) => {
    const start = instant(from, zone);
    const length = seconds(amount);
    const target = idOf(`${amount} of w`);
    expect(shown(time.add('w', start, length), zone)).toBe(expected);
    expect(shown(run(ir, target, [reported(start)]).due, zone)).toBe(expected);
    const due = instant(expected, zone);
    expect(time.openSeconds('w', start, due)).toBe(length);
    expect(time.openSeconds('w', due, start)).toBe(0 - length);
    const opening = length === 0 ? due : time.nextOpening('w', start);
    expect(shown(time.subtract('w', due, length), zone)).toBe(shown(opening, zone));
    expect(shown(time.add('w', due, 0 - length), zone)).toBe(shown(opening, zone));
    expect(run(ir, target, [reported(start), resolved(due)])).toMatchObject({ state: 'met', used: length, left: 0 });
    expect(run(ir, target, [reported(start), resolved(due + 1)]).state).toBe('missed');
    expect(run(ir, target, [reported(start)], due)).toMatchObject({ state: 'running', left: 0 });
    expect(run(ir, target, [reported(start)], due + 1).state).toBe('overdue');
  });
}

/** end | amount | latest start: counted backward, and forward again. */
export function backward(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const time = createWorkingTime(agreement(zone, table.rows));
  eachCase(table, ([until = '', amount = '', expected = '']) => {
    const end = instant(until, zone);
    const length = seconds(amount);
    expect(shown(time.subtract('w', end, length), zone)).toBe(expected);
    expect(shown(time.add('w', end, 0 - length), zone)).toBe(expected);
    const start = instant(expected, zone);
    expect(time.openSeconds('w', start, end)).toBe(length);
    if (length > 0) expect(time.openSeconds('w', start + 1, end)).toBe(length - 1);
  });
}

/** from | until | open time: measured by the calendar, as the time used of a ticket, and as the sum of its stretches. */
export function between(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const { ir, idOf } = withTargets(zone, table.rows, ['1 h of w']);
  const time = createWorkingTime(ir);
  eachCase(table, ([from = '', until = '', expected = '']) => {
    const [start, end] = [instant(from, zone), instant(until, zone)];
    const length = seconds(expected);
    expect(time.openSeconds('w', start, end)).toBe(length);
    expect(time.openSeconds('w', end, start)).toBe(0 - length);
    expect(run(ir, idOf('1 h of w'), [reported(start), resolved(end)]).used).toBe(length);
    const stretches = time.intervals('w', start, end) ?? [];
    expect(stretches.reduce((sum, stretch) => sum + stretch.end - stretch.start, 0)).toBe(length);
  });
}

/** at | next opening | next closing: by the calendar and by targets; open where the opening is the instant itself. */
export function openings(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const { ir, idOf } = withTargets(zone, table.rows, ['at opening of w', 'at closing of w']);
  const time = createWorkingTime(ir);
  eachCase(table, ([moment = '', opening = '', closing = '']) => {
    const at = instant(moment, zone);
    expect(time.isOpen('w', at)).toBe(opening === moment);
    expect(shown(time.nextOpening('w', at), zone)).toBe(opening);
    expect(shown(time.nextClosing('w', at), zone)).toBe(closing);
    expect(shown(run(ir, idOf('at opening of w'), [reported(at)]).due, zone)).toBe(opening);
    expect(shown(run(ir, idOf('at closing of w'), [reported(at)]).due, zone)).toBe(closing);
  });
}

/** from | until | the stretches, as `10:00-14:00` of the local date or with the date where it is another than the last one written. */
export function stretches(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const time = createWorkingTime(agreement(zone, table.rows));
  eachCase(table, ([from = '', until = '', expected = '']) => {
    const found = time.intervals('w', instant(from, zone), instant(until, zone)) ?? [];
    const text = found.map(({ start, end }) => `${shown(start, zone)} to ${shown(end, zone)}`);
    expect(text.join(', ') || 'none').toBe(expected);
  });
}

/** date | n | the nth business day; forward and back by `between`. */
export function businessDays(text: string): void {
  const table = readTable(text);
  const { ir, idOf } = withTargets(
    table.zone,
    table.rows,
    table.cases.flatMap(([, n]) => (Number(n) > 0 ? [businessDaysOf(n)] : [])),
  );
  const time = createWorkingTime(ir);
  eachCase(table, ([date = '', n = '', expected = '']) => {
    expect(time.addBusinessDays(date, Number(n))).toBe(expected);
    expect(time.isBusinessDay(expected)).toBe(true);
    if (n !== '0') expect(time.businessDaysBetween(date, expected)).toBe(betweenOf(time, date, Number(n)));
    if (Number(n) <= 0) return;
    // A report at noon of the date: due when the nth business day is over.
    const due = run(ir, idOf(businessDaysOf(n)), [reported(instant(`${date} 12:00`, table.zone))]).due;
    const end = DateTime.fromISO(expected, { zone: table.zone }).plus({ days: 1 });
    expect(shown(due, table.zone)).toBe(shown(end.toSeconds(), table.zone));
  });
}

const businessDaysOf = (n: string | undefined) => `${n} business ${n === '1' ? 'day' : 'days'}`;

/** `from < d <= until`: going back, the date itself is counted where it is a business day, and the one found is not. */
function betweenOf(time: WorkingTime, date: string, n: number): number {
  return n > 0 ? n : n + (time.isBusinessDay(date) === true ? 0 : 1);
}

/** value of the target | reported | due. */
export function dues(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const { ir, idOf } = withTargets(
    zone,
    table.rows,
    table.cases.map(([value = '']) => value),
  );
  const time = createWorkingTime(ir);
  eachCase(table, ([value = '', from = '', expected = '']) => {
    const start = instant(from, zone);
    const result = run(ir, idOf(value), [reported(start)]);
    expect(shown(result.due, zone)).toBe(expected);
    const [, count, , of, at] = /^(\d+) business days?( of (\w+))?(, at .*)?$/.exec(value) ?? [];
    if (count === undefined) return;
    // The calendar counts to the same date, on which it is due where a time or an opening of it is said.
    const day = time.addBusinessDays(time.dateAt(start) ?? '', Number(count), of) ?? '';
    expect(time.isBusinessDay(day, of)).toBe(true);
    expect(time.businessDaysBetween(time.dateAt(start) ?? '', day, of)).toBe(Number(count));
    if (at !== undefined) expect(day).toBe(expected.slice(0, 10));
    else expect(day <= expected).toBe(true);
  });
}

/**
 * value | events | as of (or -) | state, with `due`, `used` and `left` where said. An event is `reported 10:00`, on the
 * date last written; behind it stand choices: `waiting` and `working` of `state`, `out` and `back` of `vendor`, each of
 * whose first values pauses. A row `again` lets reopenings start the targets again.
 */
export function tickets(text: string): void {
  const table = readTable(text);
  const { zone } = table;
  const { ir, idOf } = withTargets(
    zone,
    [
      ...table.rows.filter((row) => row !== 'again'),
      'choice state: waiting, hold, working; default working',
      'choice vendor: out, back; default back',
    ],
    table.cases.map(([value = '']) => value),
    {
      pause: 'state is waiting, hold or vendor is out',
      again: table.rows.includes('again') ? ', again after reopened' : '',
    },
  );
  eachCase(table, ([value = '', events = '', asOf = '-', expected = '']) => {
    let date = '';
    const at = (words: string[]) => {
      if (/^\d{4}-/.test(words[0] ?? '')) date = words.shift() ?? '';
      return instant(`${date} ${words.shift()}`, zone);
    };
    const history = events.split(';').map((row): TicketEvent => {
      const [event = '', ...words] = row.trim().split(' ');
      const moment = at(words);
      const choices = words.map((word) => [word === 'out' || word === 'back' ? 'vendor' : 'state', word]);
      return { ticket: 'T1', event, at: moment, choices: Object.fromEntries(choices) };
    });
    const seenAt = asOf === '-' ? undefined : at(asOf.split(' '));
    const result = run(ir, idOf(value), history, seenAt);
    const [state = '', ...parts] = expected.split(', ');
    expect(result.state).toBe(state);
    for (const part of parts) {
      const rest = part.slice(part.indexOf(' ') + 1);
      if (part.startsWith('due ')) expect(rest === 'none' ? 'none' : shown(result.due, zone)).toBe(rest);
      if (part === 'due none') expect(result.due).toBeUndefined();
      if (part.startsWith('used ')) expect(result.used).toBe(seconds(rest));
      if (part.startsWith('left ')) expect(result.left).toBe(rest.startsWith('-') ? 0 - seconds(rest) : seconds(rest));
    }
    // The order in which the events are listed does not matter.
    expect(run(ir, idOf(value), [...history].reverse(), seenAt).due).toBe(result.due);
  });
}
