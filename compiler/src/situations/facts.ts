// The facts that stand in an example, as the runtime takes them.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import {
  type Claim,
  type Decimal,
  type Facts,
  type IndexValue,
  type Instant,
  milestonesOf,
  type Occurrence,
  type Outage,
  type Performance,
  Rational,
  type Subject,
  type TicketEvent,
  type TimeEntry,
} from '@avtal/runtime';
import { quantityIn } from '../clauses/amounts.ts';
import { type Desk, replace, say, textOf } from '../clauses/desk.ts';
import { subjectWord } from '../clauses/kinds.ts';
import { whole } from '../clauses/values/phrases.ts';
import type { BoundExample, Indexed, Model } from '../model.ts';
import { withinOf } from '../names/orders.ts';
import { type Stated, statedBy } from './attributes.ts';
import { instantOf } from './moments.ts';

export function lowerFacts(example: BoundExample, model: Model): Facts {
  const desk: Desk = { model, place: example.place };
  const entries: TimeEntry[] = [];
  const occurrences: Occurrence[] = [];
  const tickets: TicketEvent[] = [];
  const performed: Performance[] = [];
  const outages: Outage[] = [];
  const claims: Claim[] = [];
  const indices: IndexValue[] = [];
  for (const [index, row] of example.facts.entries()) {
    const id = String(index + 1);
    if (row.kind === 'index-row') indices.push(indexValue(row, id, desk));
    else if (row.keyword.text === 'ticket') push(tickets, ticketEvent(row, desk));
    else if (row.keyword.text === 'outage' && row.name !== undefined) push(outages, outage(row, row.name, desk));
    else if (row.keyword.text === 'claim' && row.name !== undefined) push(claims, claim(row, row.name, id, desk));
    else if (row.keyword.text === 'performed') push(performed, performance(row, id, desk));
    else {
      const known = model.subject(row.keyword, ['activity', 'event', 'usage', 'unit', 'matter'], example.place);
      if (known?.info.kind === 'activity') push(entries, timeEntry(row, id, known.info, desk));
      else if (known?.info.kind === 'event' || known?.info.kind === 'usage')
        push(occurrences, occurrence(row, id, known, desk));
      else if (known !== undefined)
        say(desk, 'not-a-fact', { name: known.info.id, is: subjectWord[known.info.kind] }, row.keyword);
    }
  }
  return {
    ...(entries.length === 0 ? {} : { entries }),
    ...(occurrences.length === 0 ? {} : { occurrences }),
    ...(tickets.length === 0 ? {} : { tickets }),
    ...(performed.length === 0 ? {} : { performed }),
    ...(outages.length === 0 ? {} : { outages }),
    ...(claims.length === 0 ? {} : { claims }),
    ...(indices.length === 0 ? {} : { indices }),
  };
}

function push<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

/** Choices, numbers and keys, where there are any. */
const carriedBy = ({ choices, numbers, keys, moments }: Stated) => ({
  ...(Object.keys(choices).length === 0 ? {} : { choices }),
  ...(Object.keys(numbers).length === 0 ? {} : { numbers }),
  ...(Object.keys(keys).length === 0 ? {} : { keys }),
  ...(Object.keys(moments).length === 0 ? {} : { moments }),
});

const originOf = (row: ast.FactRow | ast.IndexRow, { model, place }: Desk) => ({
  file: place.file,
  line: model.sourceSpan(row, place).line,
});

function lacks(row: ast.FactRow, desk: Desk, what: string, help: string): undefined {
  say(desk, 'fact-incomplete', { fact: row.keyword.text, lacks: what, help }, row);
  return undefined;
}

/** The instant of the row's own date and time. */
function momentOf(row: ast.FactRow, desk: Desk): Instant | undefined {
  if (row.time !== undefined) return instantOf(desk, row.date, row.time);
  return lacks(row, desk, 'a time', `Write the time behind the date: \`${row.date.date} 08:00\`.`);
}

function timeEntry(row: ast.FactRow, id: string, subject: Subject, desk: Desk): TimeEntry | undefined {
  const stated = statedBy(desk, row.attributes, ['person', 'moments']);
  const start = momentOf(row, desk);
  if (start === undefined) return undefined;
  const end = endOf(row, start, desk);
  if (end === undefined) return undefined;
  const { person } = stated;
  const who = person === undefined ? {} : { person };
  return { id, subject: subject.id, start, end, ...who, ...carriedBy(stated), origin: originOf(row, desk) };
}

function endOf(row: ast.FactRow, start: Instant, desk: Desk): Instant | undefined {
  const { model, place } = desk;
  if (row.length !== undefined) {
    const seconds = quantityIn({ kind: 'time' }, row.length, 'work lasts for some time', model, place);
    const length = seconds === undefined ? undefined : whole(desk, Rational.of(seconds), row.length);
    return length === undefined ? undefined : start + length;
  }
  if (row.end === undefined)
    return lacks(row, desk, 'an end', 'Write `08:00-12:00`, `08:00 for 50 min`, or `23:00 to 2026-03-14 02:00`.');
  const end = instantOf(desk, row.end.date ?? row.date, row.end.time);
  if (end === undefined || end >= start) return end;
  const from = row.time === undefined ? '' : textOf(desk, row.time);
  say(desk, 'fact-backwards', { start: from, end: textOf(desk, row.end.time) }, row.end.time);
  return undefined;
}

function occurrence(row: ast.FactRow, id: string, { info }: Indexed<Subject>, desk: Desk): Occurrence | undefined {
  const { model, place } = desk;
  const stated = statedBy(desk, row.attributes, ['cost', 'moments']);
  const at = momentOf(row, desk);
  const why = `\`${info.id}\` is counted in it`;
  const quantity =
    row.quantity === undefined ? oneOf(row, info, desk) : quantityIn(info.unit, row.quantity, why, model, place);
  const cost = stated.cost && quantityIn({ kind: 'money' }, stated.cost, 'a cost is money', model, place);
  if (at === undefined || quantity === undefined || (stated.cost !== undefined && cost === undefined)) return undefined;
  const paid = cost === undefined ? {} : { cost };
  return { id, subject: info.id, at, quantity, ...paid, ...carriedBy(stated), origin: originOf(row, desk) };
}

/** An event happened once unless the row says how often; a usage has an amount. */
function oneOf(row: ast.FactRow, info: Subject, desk: Desk): Decimal | undefined {
  if (info.kind === 'event') return '1';
  const unit = info.unit.kind === 'other' ? info.unit.name : 'units';
  return lacks(row, desk, 'its amount', `Write it behind a comma: \`, 34 ${unit}\`.`);
}

function ticketEvent(row: ast.FactRow, desk: Desk): TicketEvent | undefined {
  const { choices, numbers } = statedBy(desk, row.attributes);
  if (row.name === undefined)
    return lacks(row, desk, 'the name of the ticket', 'Write `ticket T1 reported 2026-03-04 10:00`.');
  if (row.event === undefined)
    return lacks(row, desk, 'what happened to it', 'Write `ticket T1 reported 2026-03-04 10:00`.');
  noteTicket(row.name, desk);
  const known = milestones(desk.model);
  if (!known.includes(row.event.text)) {
    const guess = closest(row.event.text, known);
    const fixes = guess === undefined ? [] : [replace(desk, row.event, guess)];
    say(desk, 'unknown-milestone', { event: row.event.text, guess, known }, row.event, { fixes });
    return undefined;
  }
  desk.model.uses.use('milestone', row.event, desk.place);
  const at = momentOf(row, desk);
  if (at === undefined) return undefined;
  return {
    ticket: row.name.text,
    at,
    event: row.event.text,
    ...(Object.keys(choices).length === 0 ? {} : { choices }),
    ...(Object.keys(numbers).length === 0 ? {} : { numbers }),
    origin: originOf(row, desk),
  };
}

/** Known to its example alone, and declared by the first row about it. */
function noteTicket(name: ast.Name, { model, place }: Desk): void {
  const within = withinOf(place);
  if (model.uses.find('ticket', name.text, within) === undefined) model.uses.declare('ticket', { name }, place, within);
  else model.uses.use('ticket', name, place, within);
}

/** What can happen to a ticket. */
function milestones(model: Model): readonly string[] {
  const events = model.targets.flatMap(milestonesOf);
  return [...new Set([...events, ...model.moments, 'changed'])];
}

function outage(row: ast.FactRow, name: ast.Name, desk: Desk): Outage | undefined {
  const { own, of } = unitsOf(row, desk);
  const { choices, numbers } = statedBy(
    desk,
    row.attributes.filter((attribute) => !own.includes(attribute)),
  );
  const start = momentOf(row, desk);
  const end = start === undefined ? undefined : endOf(row, start, desk);
  if (start === undefined || end === undefined) return undefined;
  return {
    ...{ id: name.text, start, end, ...of },
    ...(Object.keys(choices).length === 0 ? {} : { choices }),
    ...(Object.keys(numbers).length === 0 ? {} : { numbers }),
    origin: originOf(row, desk),
  };
}

function claim(row: ast.FactRow, name: ast.Name, id: string, desk: Desk): Claim | undefined {
  const { model, place } = desk;
  const { own, of } = unitsOf(row, desk);
  const others = row.attributes.filter((attribute) => !own.includes(attribute));
  const { keys } = statedBy(desk, others);
  const isMeasure = model.findMeasure(name.text) !== undefined;
  if (isMeasure || model.findTarget(name.text) !== undefined)
    model.uses.use(isMeasure ? 'number' : 'target', name, place);
  else {
    model.unknown(
      'measure or target',
      name,
      place,
      [...model.measures, ...model.targets].map((one) => one.id),
    );
    return undefined;
  }
  if (row.period === undefined)
    return lacks(
      row,
      desk,
      'what it is for',
      'Write the month that is claimed: `claim uptime 2026-04-12 for 2026-03`.',
    );
  const { from, until } = row.period;
  const ticket = keys.ticket === undefined ? {} : { ticket: keys.ticket };
  return {
    id,
    credit: name.text,
    on: row.date.date,
    period: { from, until },
    ...of,
    ...ticket,
    origin: originOf(row, desk),
  };
}

/** `unit web1` among the attributes: the customer's unit that the fact is about. */
function unitsOf(row: ast.FactRow, desk: Desk): { own: readonly ast.Attribute[]; of: { readonly unit?: string } } {
  const own = row.attributes.filter((attribute) => attribute.name.text === 'unit');
  const [unit] = own;
  const held = unit?.value;
  if (held?.kind === 'name' && desk.model.uses.find('held', held.text, withinOf(desk.place)) !== undefined)
    desk.model.uses.use('held', held, desk.place, withinOf(desk.place));
  const of = unit === undefined ? {} : { unit: 'text' in unit.value ? unit.value.text : textOf(desk, unit.value) };
  return { own, of };
}

/** `index KPI 2025-10 134.2`, `index KPI 2025 133.8`, `index ECB 2026-01-01 2.15`. */
function indexValue(row: ast.IndexRow, id: string, desk: Desk): IndexValue {
  const { model, place } = desk;
  const { from, until } = row.period;
  if (model.uses.find('index', row.series.text) !== undefined) model.uses.use('index', row.series, place);
  else model.unknown('index', row.series, place, indicesOf(model));
  const isYear = from.slice(0, 4) === until.slice(0, 4) && from.endsWith('-01-01') && until.endsWith('-12-31');
  return {
    id,
    series: row.series.text,
    period: from === until ? from : from.slice(0, isYear ? 4 : 7),
    value: `${row.isNegative ? '-' : ''}${row.value.text}`,
    origin: originOf(row, desk),
  };
}

function performance(row: ast.FactRow, id: string, desk: Desk): Performance | undefined {
  if (row.name === undefined) return lacks(row, desk, 'the name of the duty', 'Write `performed dbcc 2026-03-04`.');
  const duties = dutiesOf(desk.model);
  if (duties.includes(row.name.text)) desk.model.uses.use('duty', row.name, desk.place);
  else desk.model.unknown('duty', row.name, desk.place, duties);
  const { own, of } = unitsOf(row, desk);
  statedBy(
    desk,
    row.attributes.filter((attribute) => !own.includes(attribute)),
  );
  return { id, name: row.name.text, on: row.date.date, ...of, origin: originOf(row, desk) };
}

function indicesOf(model: Model): readonly string[] {
  return model.uses.symbols.filter(({ kind }) => kind === 'index').map(({ name }) => name);
}

/** Names of all duties with a `perform` row, in the order of the text. */
export function dutiesOf(model: Model): readonly string[] {
  const heads = model.rows.flatMap(({ node }) =>
    node.kind === 'clause' ? [node.head] : node.kind === 'table' ? node.columns : [],
  );
  return [
    ...new Set(heads.filter((head) => head.clause === 'perform').flatMap((head) => head.subjects[0]?.text ?? [])),
  ];
}
