// One reader for each kind of fact: from a row to a time entry, an occurrence, a ticket event, a unit or a duty done.
import { Rational } from '../exact.ts';
import type { Claim, IndexValue, Occurrence, Outage, Performance, TicketEvent, TimeEntry, UnitFact } from '../facts.ts';
import type { Ir, Subject } from '../ir.ts';
import type { Problem } from '../results.ts';
import { milestonesOf } from '../targets/milestones.ts';
import { isCivilDate } from '../time/civil.ts';
import { createZone, type ZoneClock } from '../time/zone.ts';
import { type Columns, createColumns, momentsOf } from './columns.ts';
import type { RowReader } from './row.ts';
import type { FactKind, ReadOptions } from './rows.ts';
import { readDate, readDuration, readHours, readInstant, readNumber, readQuantity } from './values.ts';

/** What the readers of all kinds need to know of the agreement. */
export interface Context {
  readonly ir: Ir;
  readonly zone: ZoneClock;
  readonly columns: Columns;
  readonly events: readonly string[];
  readonly duties: readonly string[];
  readonly twice: 'first' | 'last' | undefined;
}

export type FactOf = {
  readonly entries: TimeEntry;
  readonly occurrences: Occurrence;
  readonly tickets: TicketEvent;
  readonly units: UnitFact;
  readonly performed: Performance;
  readonly outages: Outage;
  readonly claims: Claim;
  readonly indices: IndexValue;
};

export function createContext(ir: Ir, options: ReadOptions): Context {
  return {
    ir,
    zone: createZone(ir.zone),
    columns: createColumns(ir, options.ignore),
    events: milestones(ir),
    duties: [...new Set(ir.clauses.flatMap((clause) => (clause.kind === 'perform' ? [clause.name] : [])))],
    twice: options.twice,
  };
}

/** What can happen to a ticket: the milestones that the agreement speaks of. */
export function milestones(ir: Ir): string[] {
  const found = new Set(['reported', 'responded', 'resolved', 'reopened', 'changed']);
  for (const event of ir.targets.flatMap(milestonesOf)) found.add(event);
  for (const { when } of ir.clauses) {
    for (const test of when.flatMap((box) => box.windows ?? [])) found.add(test.moment);
  }
  for (const moment of momentsOf(ir)) found.add(moment);
  found.delete('self');
  found.delete('start');
  return [...found];
}

/** The fact, or `undefined` where the row reports what is missing or wrong. */
export function readFact(kind: FactKind, row: RowReader, context: Context): FactOf[FactKind] | undefined {
  switch (kind) {
    case 'entries':
      return readEntry(row, context);
    case 'occurrences':
      return readOccurrence(row, context);
    case 'tickets':
      return readTicketEvent(row, context);
    case 'units':
      return readUnit(row, context);
    case 'performed':
      return readPerformance(row, context);
    case 'outages':
      return readOutage(row, context);
    case 'claims':
      return readClaim(row, context);
    case 'indices':
      return readIndex(row, context);
  }
}

function readEntry(row: RowReader, context: Context): TimeEntry | undefined {
  const subject = readSubject(row, ['activity'], 'activity', context.ir) ?? 'work';
  const start = row.need('start', (text) => readInstant(text, context.zone, context.twice));
  const end = readEnd(row, start, context);
  const person = row.text('person');
  const others = rest(row, 'entries', context);
  if (start === undefined || end === undefined) return undefined;
  if (end < start) {
    row.report('bad-fact', 'end', row.text('end'), `an end that is not before the start (\`${row.text('start')}\`)`);
  }
  return {
    id: row.id,
    subject,
    start,
    end,
    ...(person === undefined ? {} : { person }),
    ...others,
  };
}

/** The end is said in one of three ways; where it is said in several, they must agree. */
function readEnd(row: RowReader, start: number | undefined, { zone, twice }: Context): number | undefined {
  const lengths = [row.take('duration', readDuration), row.take('hours', readHours)];
  const said = [
    row.take('end', (text) => readInstant(text, zone, twice)),
    ...lengths.map((length) => (start === undefined || length === undefined ? undefined : start + length)),
  ].filter((end) => end !== undefined);
  const [end] = said;
  const columns = ['end', 'duration', 'hours'].filter((column) => row.text(column) !== undefined);
  if (columns.length === 0) row.report('bad-fact', 'end', undefined, 'an `end`, a `duration` or `hours`');
  else if (said.some((other) => other !== end)) {
    const [column = 'end'] = columns.slice(-1);
    row.report('bad-fact', column, row.text(column), `the same length as \`${columns[0]}\` says`);
  }
  if (end !== undefined && end >= zone.horizon.until) {
    row.report('outside-horizon', columns[0], row.text(columns[0] ?? 'end'), `an end within the table of ${zone.name}`);
  }
  return end;
}

function readOccurrence(row: RowReader, context: Context): Occurrence | undefined {
  const subject = readSubject(row, ['event', 'usage'], 'event or usage', context.ir);
  if (subject === undefined && row.text('subject') === undefined) row.missing('subject');
  const at = row.need('at', (text) => readInstant(text, context.zone, context.twice));
  const unit = context.ir.subjects.find(({ id }) => id === subject)?.unit ?? { kind: 'count' };
  const quantity = row.take('quantity', (text) => readQuantity(text, unit)) ?? '1';
  const cost = row.take('cost', readNumber);
  const others = rest(row, 'occurrences', context);
  if (Rational.of(quantity).sign() < 0) row.report('bad-fact', 'quantity', quantity, 'a quantity that is not negative');
  if (subject === undefined || at === undefined) return undefined;
  const base = { id: row.id, subject, at, quantity };
  return { ...base, ...(cost === undefined ? {} : { cost }), ...others };
}

function readTicketEvent(row: RowReader, context: Context): TicketEvent | undefined {
  const ticket = row.text('ticket') ?? row.missing('ticket');
  const at = row.need('at', (text) => readInstant(text, context.zone, context.twice));
  const event = row.need('event', (text) =>
    context.events.includes(text)
      ? { value: text }
      : { expected: 'a milestone of the agreement', known: context.events },
  );
  const others = rest(row, 'tickets', context);
  if (ticket === undefined || at === undefined || event === undefined) return undefined;
  return { ticket, at, event, ...others };
}

function readUnit(row: RowReader, context: Context): UnitFact | undefined {
  const kinds = context.ir.subjects.filter(({ kind }) => kind === 'unit').map(({ id }) => id);
  const unit = row.need('unit', (text) =>
    kinds.includes(text) ? { value: text } : { expected: 'a unit of the agreement', known: kinds },
  );
  const from = row.need('from', readDate);
  const until = row.take('until', readDate);
  const { choices, numbers } = rest(row, 'units', context);
  if (unit === undefined || from === undefined) return undefined;
  if (until !== undefined && until < from) {
    row.report('bad-fact', 'until', until, `a last day that is not before the first (\`${from}\`)`);
  }
  return {
    id: row.id,
    unit,
    from,
    ...(until === undefined ? {} : { until }),
    ...(choices === undefined ? {} : { choices }),
    ...(numbers === undefined ? {} : { numbers }),
  };
}

function readPerformance(row: RowReader, context: Context): Performance | undefined {
  const name = row.need('name', (text) =>
    context.duties.includes(text) ? { value: text } : { expected: 'a duty of the agreement', known: context.duties },
  );
  const on = row.need('on', readDate);
  const unit = row.text('unit');
  if (name === undefined || on === undefined) return undefined;
  return { id: row.id, name, on, ...(unit === undefined ? {} : { unit }), origin: row.origin };
}

/** The name of an outage is its id, where no column says another. */
function readOutage(row: RowReader, context: Context): Outage | undefined {
  const name = row.text('outage');
  const start = row.need('start', (text) => readInstant(text, context.zone, context.twice));
  const end = readEnd(row, start, context);
  const unit = row.text('unit');
  const { choices, numbers } = rest(row, 'outages', context);
  if (start === undefined || end === undefined) return undefined;
  if (end < start) {
    row.report('bad-fact', 'end', row.text('end'), `an end that is not before the start (\`${row.text('start')}\`)`);
  }
  const id = row.text('id') ?? name ?? row.id;
  return {
    ...{ id, start, end, origin: row.origin },
    ...(unit === undefined ? {} : { unit }),
    ...(choices === undefined ? {} : { choices }),
    ...(numbers === undefined ? {} : { numbers }),
  };
}

function readClaim(row: RowReader, { ir }: Context): Claim | undefined {
  const known = [...new Set(ir.clauses.flatMap((clause) => (clause.kind === 'credit' ? [clause.name] : [])))];
  const credit = row.need('claim', (text) =>
    known.includes(text) ? { value: text } : { expected: 'a credit of the agreement', known },
  );
  const [on, from, until] = [row.need('on', readDate), row.need('from', readDate), row.need('until', readDate)];
  const [unit, ticket] = [row.text('unit'), row.text('ticket')];
  if (credit === undefined || on === undefined || from === undefined || until === undefined) return undefined;
  return {
    ...{ id: row.id, credit, on, period: { from, until }, origin: row.origin },
    ...(unit === undefined ? {} : { unit }),
    ...(ticket === undefined ? {} : { ticket }),
  };
}

function readIndex(row: RowReader, { ir }: Context): IndexValue | undefined {
  const prices = ir.clauses.flatMap(({ value }) =>
    value.kind === 'index' && value.of !== undefined ? [value.of.series] : [],
  );
  const rates = ir.clauses.flatMap(({ value }) => (value.kind === 'base-rate' ? [value.series] : []));
  const known = [...new Set([...prices, ...rates])];
  const series = row.need('index', (text) =>
    known.includes(text) ? { value: text } : { expected: 'an index that prices or interest follow', known },
  );
  const period = row.need('period', (text) =>
    /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) || isCivilDate(text)
      ? { value: text }
      : { expected: 'a month (`2025-10`), a year (`2025`) or a day (`2026-01-01`)' },
  );
  const value = row.need('value', readNumber);
  if (series === undefined || period === undefined || value === undefined) return undefined;
  if (prices.includes(series) && Rational.of(value).sign() <= 0)
    row.report('bad-fact', 'value', value, 'a number above 0');
  return { id: row.id, series, period, value, origin: row.origin };
}

const homes: Readonly<Record<Subject['kind'], string>> = {
  activity: 'an activity: it stands among time entries, with a `start`',
  event: 'an event: it stands among occurrences, with an `at`',
  usage: 'a usage: it stands among occurrences, with an `at`',
  unit: 'a unit: it stands among units, with a `from`',
  matter: 'a matter: it is permitted or not, and has no facts',
};

function readSubject(row: RowReader, kinds: readonly Subject['kind'][], what: string, ir: Ir): string | undefined {
  return row.take('subject', (text) => {
    const subject = ir.subjects.find(({ id }) => id === text);
    if (subject !== undefined && kinds.includes(subject.kind)) return { value: text };
    const known = ir.subjects.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    const code: Problem['code'] = 'unknown-subject';
    if (subject === undefined) return { expected: `an ${what} of the agreement`, known, code };
    return { expected: `an ${what}, and \`${text}\` is ${homes[subject.kind]}`, code };
  });
}

/** Choices, numbers and scopes: every column that the kind does not name itself. */
function rest(
  row: RowReader,
  kind: FactKind,
  { columns, zone, twice }: Context,
): Pick<TimeEntry, 'choices' | 'numbers' | 'keys' | 'moments' | 'origin'> {
  const choices: Record<string, string> = {};
  const numbers: Record<string, string> = {};
  const keys: Record<string, string> = {};
  const moments: Record<string, number> = {};
  for (const name of row.filled) {
    const column = columns.find(kind, name);
    switch (column?.kind) {
      case 'choice': {
        const known = column.dimension.values.map(({ id }) => id);
        const value = row.take(name, (text) =>
          known.includes(text) ? { value: text } : { expected: oneOf(known), known, code: 'unknown-choice' },
        );
        if (value !== undefined) choices[name] = value;
        break;
      }
      case 'number': {
        const value = row.take(name, (text) => readQuantity(text, column.number.unit));
        if (value !== undefined) numbers[name] = value;
        break;
      }
      case 'moment': {
        const value = row.take(name, (text) => readInstant(text, zone, twice));
        if (value !== undefined) moments[name] = value;
        break;
      }
      case 'key': {
        const value = row.text(name);
        if (value !== undefined) keys[name] = value;
        break;
      }
      case 'field':
      case 'ignored':
      case undefined:
        break;
    }
  }
  return {
    origin: row.origin,
    ...(isEmpty(choices) ? {} : { choices }),
    ...(isEmpty(numbers) ? {} : { numbers }),
    ...(isEmpty(keys) ? {} : { keys }),
    ...(isEmpty(moments) ? {} : { moments }),
  };
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}

function oneOf(names: readonly string[]): string {
  const quoted = names.slice(0, 8).map((name) => `\`${name}\``);
  return names.length > 8 ? `${quoted.join(', ')} or one of ${names.length - 8} more` : quoted.join(' or ');
}
