// What an example expects, as the runtime compares it.
import type { Name } from '@avtal/grammar';
import { type AmountFilter, type Expectation, type Index, Rational, type Unit } from '@avtal/runtime';
import { decimal, quantityIn } from '../clauses/amounts.ts';
import { say, textOf } from '../clauses/desk.ts';
import type { Lowered } from '../clauses/lowered.ts';
import { whole } from '../clauses/values/phrases.ts';
import type { BoundExample, Model } from '../model.ts';
import { withinOf } from '../names/orders.ts';
import { given } from '../optional.ts';
import { type Asking, type Expected, expectedAnswer } from './asked.ts';
import { askedBy } from './attributes.ts';
import { dutiesOf } from './facts.ts';
import { instantOf } from './moments.ts';

export function lowerExpectations(example: BoundExample, lowered: Lowered, model: Model): readonly Expectation[] {
  const { place, order } = example;
  return example.expectations.flatMap((row) => {
    if (row.cell.phrases.some((phrase) => phrase.kind === 'broken')) return [];
    const asking: Asking = { model, place, row, lowered, tier: order.choices.tier };
    const expected = expectedOf(asking);
    // The parts are those of one of the kinds; only the place is added.
    return expected === undefined ? [] : [{ ...expected, span: model.sourceSpan(row, place) } as Expectation];
  });
}

const readers: Readonly<Record<string, (asking: Asking) => Expected | undefined>> = {
  cost: (asking) => amount(asking, 'cost'),
  invoice: (asking) => amount(asking, 'invoice'),
  counted,
  balance: (asking) => standing(asking, 'balance'),
  carried: (asking) => standing(asking, 'carried'),
  notified,
  openings,
  open: openTime,
  perform: duty,
  units,
  permitted,
  term,
  notice,
  payment,
  interest: borne,
  require: required,
};

function expectedOf(asking: Asking): Expected | undefined {
  const { row, model } = asking;
  const word = row.what.text;
  const at = row.parts.some((part) => part.kind === 'at');
  const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
  if (reader !== undefined && !at) return reader(asking);
  if (model.findTarget(word) !== undefined && !at) {
    model.uses.use('target', row.what, asking.place, { asks: 'target' });
    return deadline(asking);
  }
  if (model.findMeasure(word) !== undefined && !at) return measured(asking);
  const others = [...model.targets, ...model.measures].map(({ id }) => id);
  return expectedAnswer(asking, [...Object.keys(readers), ...others]);
}

/** Reports what an expectation lacks, with one that is whole. */
function lacks({ row, ...desk }: Asking, what: string, such: string): undefined {
  say(
    desk,
    'expectation-lacks',
    { written: [row.what, ...row.names].map(({ text }) => text).join(' '), lacks: what, such },
    row.what,
  );
  return undefined;
}

function wrongResult({ row, ...desk }: Asking, wanted: string): undefined {
  say(desk, 'expectation-value', { written: textOf(desk, row.cell), wanted }, row.cell);
  return undefined;
}

const periodOf = (asking: Asking, such: string): { from: string; until: string } | undefined => {
  const { period } = asking.row;
  return period === undefined ? lacks(asking, 'a period', such) : { from: period.from, until: period.until };
};

/** The one amount of the cell in the unit, or a report. */
function result(asking: Asking, unit: Unit, because: string): string | undefined {
  const [first, second] = asking.row.cell.phrases;
  if (first?.kind !== 'amount-phrase' || first.tails.length > 0 || (second !== undefined && second.kind !== 'with-vat'))
    return wrongResult(asking, because);
  return quantityIn(unit, first.amount, because, asking.model, asking.place);
}

function wholeResult(asking: Asking, unit: Unit, because: string): number | undefined {
  const amount = result(asking, unit, because);
  return amount === undefined ? undefined : whole(asking, Rational.of(amount), asking.row.cell);
}

function amount(asking: Asking, basis: 'cost' | 'invoice'): Expected | undefined {
  const { row } = asking;
  const period = periodOf(asking, `expect ${basis} 2026-03: 1598`);
  const of = filterOf(asking);
  if (period === undefined || of === 'reported') return undefined;
  const [first] = row.cell.phrases;
  if (first?.kind === 'word' && first.word === 'cannot be priced') return { kind: 'unpriced', period };
  const sum = signedResult(asking, { kind: 'money' }, 'a cost is money, or `cannot be priced`');
  if (sum === undefined) return undefined;
  const withVat = row.cell.phrases.some((phrase) => phrase.kind === 'with-vat');
  return { kind: 'amount', basis, ...given('of', of), period, amount: sum, withVat };
}

/** Credits, and what is left where something is borrowed, may be negative: `-250`, `-2 h`. */
function signedResult(asking: Asking, unit: Unit, because: string): string | undefined {
  const [first, ...rest] = asking.row.cell.phrases;
  if (first?.kind !== 'amount-phrase' || first.amount.sign !== '-') return result(asking, unit, because);
  const { sign: _, ...plain } = first.amount;
  const cell = { ...asking.row.cell, phrases: [{ ...first, amount: plain }, ...rest] };
  const amount = result({ ...asking, row: { ...asking.row, cell } }, unit, because);
  return amount === undefined ? undefined : decimal(Rational.of(amount).negate());
}

/** `work`, `fee hosting`, `start price`: which lines are summed. */
function filterOf(asking: Asking): AmountFilter | undefined | 'reported' {
  const { names } = asking.row;
  const [first, second] = names;
  if (first === undefined) return undefined;
  const words = names.map(({ text }) => text).join(' ');
  if (words === 'start price') return { kind: 'start' };
  if (words === 'fee') return { kind: 'fees' };
  if (words === 'credits') return { kind: 'credits' };
  if (first.text === 'unused' && second !== undefined) {
    const subject = asking.model.subject(
      second,
      ['activity', 'event', 'usage'],
      asking.place,
      'it is what was not used',
    );
    return subject === undefined ? 'reported' : { kind: 'unused', name: subject.info.id };
  }
  if (first.text === 'credit') return creditFilter(asking, second);
  if (first.text === 'refund' && second !== undefined) {
    noteLines(asking, 'fee', second);
    return { kind: 'refund', name: second.text };
  }
  if (first.text === 'fee' || first.text === 'surcharge' || first.text === 'discount' || first.text === 'limit') {
    if (second !== undefined) noteLines(asking, first.text, second);
    return second === undefined ? { kind: first.text } : { kind: first.text, name: second.text };
  }
  const subject = asking.model.subject(first, ['activity', 'event', 'usage'], asking.place, 'it is what a cost is of');
  return subject === undefined ? 'reported' : { kind: 'subject', name: subject.info.id };
}

function creditFilter({ model, place }: Asking, name: Name | undefined): AmountFilter | 'reported' {
  if (name === undefined) return { kind: 'credits' };
  const isMeasure = model.findMeasure(name.text) !== undefined;
  if (!isMeasure && model.findTarget(name.text) === undefined) {
    model.unknown(
      'measure or target',
      name,
      place,
      [...model.measures, ...model.targets].map(({ id }) => id),
    );
    return 'reported';
  }
  model.uses.use(isMeasure ? 'number' : 'target', name, place, { asks: 'credit' });
  return { kind: 'credit', name: name.text };
}

/** A limit bears the name of what it limits, the others their own. */
function noteLines({ model, place }: Asking, kind: 'fee' | 'surcharge' | 'discount' | 'limit', name: Name): void {
  const subject = kind === 'limit' ? model.findSubject(name.text)?.info.kind : kind;
  if (subject !== undefined && model.uses.find(subject, name.text) !== undefined)
    model.uses.use(subject, name, place, { asks: kind });
}

function subjectOf(asking: Asking, such: string) {
  const [name] = asking.row.names;
  if (name === undefined) return lacks(asking, 'what it is of', such);
  return asking.model.subject(name, ['activity', 'event', 'usage'], asking.place);
}

function counted(asking: Asking): Expected | undefined {
  const such = 'expect counted work 2026-03: 2 h';
  const subject = subjectOf(asking, such);
  const period = subject && periodOf(asking, such);
  if (subject === undefined || period === undefined) return undefined;
  const quantity = result(asking, subject.info.unit, `\`${subject.info.id}\` is counted in it`);
  return quantity === undefined ? undefined : { kind: 'counted', subject: subject.info.id, period, amount: quantity };
}

function standing(asking: Asking, kind: 'balance' | 'carried'): Expected | undefined {
  const such = `expect ${kind} work 2026-03-31: 2 h`;
  const subject = subjectOf(asking, such);
  const period = subject && periodOf(asking, such);
  if (subject === undefined || period === undefined) return undefined;
  const quantity = signedResult(asking, subject.info.unit, `\`${subject.info.id}\` is counted in it`);
  return quantity === undefined ? undefined : { kind, subject: subject.info.id, on: period.until, amount: quantity };
}

/** `expect notified work 2026-03: 2026-03-14 09:30`, or `never`. */
function notified(asking: Asking): Expected | undefined {
  const such = 'expect notified work 2026-03: 2026-03-14 09:30';
  const subject = subjectOf(asking, such);
  const period = subject && periodOf(asking, such);
  if (subject === undefined || period === undefined) return undefined;
  const at = momentOrNever(asking);
  return at === undefined ? undefined : { kind: 'notified', subject: subject.info.id, period, at };
}

function momentOrNever(asking: Asking): number | 'never' | undefined {
  const [phrase] = asking.row.cell.phrases;
  if (phrase?.kind === 'moment') return instantOf(asking, phrase.date, phrase.time);
  if (phrase?.kind === 'word' && phrase.word === 'never') return 'never';
  return wrongResult(asking, 'a date with a time comes out, or `never`');
}

function windowOf(asking: Asking, such: string): Index | undefined {
  const [name] = asking.row.names;
  if (name === undefined) return lacks(asking, 'a window', such);
  const named = { kind: 'named', name, span: name.span } as const;
  return asking.model.windowOf({ kind: 'hours', days: named, span: name.span }, asking.place, asking.tier);
}

function openings(asking: Asking): Expected | undefined {
  const such = 'expect openings service 2026: 50';
  const window = windowOf(asking, such);
  const period = window === undefined ? undefined : periodOf(asking, such);
  if (window === undefined || period === undefined) return undefined;
  const count = wholeResult(asking, { kind: 'count' }, 'openings are a number');
  return count === undefined ? undefined : { kind: 'openings', window, period, count };
}

function openTime(asking: Asking): Expected | undefined {
  const such = 'expect open service 2026-03: 36 h';
  const window = windowOf(asking, such);
  const period = window === undefined ? undefined : periodOf(asking, such);
  if (window === undefined || period === undefined) return undefined;
  const seconds = wholeResult(asking, { kind: 'time' }, 'a window is open for some time');
  return seconds === undefined ? undefined : { kind: 'open-time', window, period, seconds };
}

const dutyWords = ['due', 'done', 'short', 'late'] as const;

function duty(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const such = 'expect perform meeting 2026: 4 due, 3 done, 1 short';
  const [name] = row.names;
  if (name === undefined) return lacks(asking, 'a duty', such);
  const known = dutiesOf(model);
  if (!known.includes(name.text)) {
    model.unknown('duty', name, place, known);
    return undefined;
  }
  model.uses.use('duty', name, place, { asks: 'perform' });
  const period = periodOf(asking, such);
  if (period === undefined) return undefined;
  const counts: { due?: number; done?: number; short?: number; late?: number } = {};
  for (const phrase of row.cell.phrases) {
    const tail = phrase.kind === 'amount-phrase' ? phrase.tails.find((one) => one.kind === 'label') : undefined;
    const word = dutyWords.find((one) => one === tail?.word.text);
    if (phrase.kind !== 'amount-phrase' || word === undefined)
      return wrongResult(asking, 'each number says what it counts: `4 due, 3 done, 1 short, 0 late`');
    const count = quantityIn({ kind: 'count' }, phrase.amount, 'times are counted', model, place);
    const times = count === undefined ? undefined : whole(asking, Rational.of(count), phrase.amount);
    if (times === undefined) return undefined;
    counts[word] = times;
  }
  return { kind: 'duty', name: name.text, period, ...counts };
}

function units(asking: Asking): Expected | undefined {
  const such = 'expect units switch 2026-05: 7';
  const [name] = asking.row.names;
  if (name === undefined) return lacks(asking, 'a unit', such);
  const unit = asking.model.subject(name, ['unit'], asking.place, 'units are counted');
  const period = unit && periodOf(asking, such);
  if (unit === undefined || period === undefined) return undefined;
  const count = result(asking, { kind: 'count' }, 'units are a number');
  return count === undefined ? undefined : { kind: 'units', unit: unit.info.id, period, amount: count };
}

/** `expect term 2026-05-01: 2026-12-31`, or `without end`. */
function term(asking: Asking): Expected | undefined {
  const on = dayOf(asking, 'expect term 2026-05-01: 2026-12-31');
  if (on === undefined) return undefined;
  const [phrase] = asking.row.cell.phrases;
  if (phrase?.kind === 'word' && phrase.word === 'without end') return { kind: 'term', on, ends: 'without-end' };
  if (phrase?.kind === 'on-date') return { kind: 'term', on, ends: phrase.date.date };
  return wrongResult(asking, 'the last day comes out (`2026-12-31`), or `without end`');
}

/** `expect payment 2026-01-31: 2026-03-02`. */
function payment(asking: Asking): Expected | undefined {
  const on = dayOf(asking, 'expect payment 2026-01-31: 2026-03-02');
  if (on === undefined) return undefined;
  const [phrase] = asking.row.cell.phrases;
  if (phrase?.kind === 'on-date') return { kind: 'payment', on, due: phrase.date.date };
  return wrongResult(asking, 'the last day comes out (`2026-03-02`)');
}

/** `expect interest 2026-03-02 to 2026-04-14, sum 10000: 147.95`: from the first day of delay to that of payment. */
function borne(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const such = 'expect interest 2026-03-02 to 2026-04-14, sum 10000: 147.95';
  const period = periodOf(asking, such);
  if (period === undefined) return undefined;
  const [first, other] = row.attributes;
  const wrong = first?.name.text === 'sum' ? other : first;
  if (wrong !== undefined) {
    model.unknown('detail of interest', wrong.name, place, ['sum']);
    return undefined;
  }
  if (first?.value.kind !== 'amount') return lacks(asking, 'the sum that is paid late', such);
  const [sum, amount] = [
    quantityIn({ kind: 'money' }, first.value, 'it is a sum of money', model, place),
    result(asking, { kind: 'money' }, 'interest is money'),
  ];
  return sum === undefined || amount === undefined ? undefined : { kind: 'borne', sum, period, amount };
}

/** `expect notice customer 2026-03-10: 2026-06-30`; a notice with a name has it behind. */
function notice(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const such = 'expect notice customer 2026-03-10: 2026-06-30';
  const [party, name] = row.names;
  if (party === undefined) return lacks(asking, 'who gives it', such);
  if (party.text !== 'customer' && party.text !== 'provider') {
    model.unknown('party of the agreement', party, place, ['customer', 'provider']);
    return undefined;
  }
  if (name !== undefined) model.uses.use('notice', name, place, { asks: 'notice' });
  const on = dayOf(asking, such);
  const [phrase] = row.cell.phrases;
  if (on === undefined) return undefined;
  if (phrase?.kind !== 'on-date') return wrongResult(asking, 'the last day comes out (`2026-06-30`)');
  return {
    ...({ kind: 'notice', who: party.text, on, last: phrase.date.date } as const),
    ...(name === undefined ? {} : { name: name.text }),
  };
}

function dayOf(asking: Asking, such: string): string | undefined {
  const period = periodOf(asking, such);
  if (period === undefined) return undefined;
  return period.from === period.until ? period.from : lacks(asking, 'one day', such);
}

/** `expect require vm per backup 2026-05: met`. */
function required(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const such = 'expect require user 2026-05: met';
  const [name, other] = row.names;
  if (name === undefined) return lacks(asking, 'a unit', such);
  const unit = model.subject(name, ['unit'], place, 'units are required');
  const per = other && model.subject(other, ['unit'], place, 'units are required');
  const period = periodOf(asking, such);
  if (unit === undefined || period === undefined || (other !== undefined && per === undefined)) return undefined;
  const [phrase] = row.cell.phrases;
  const word = phrase?.kind === 'word' ? phrase.word : undefined;
  if (word !== 'met' && word !== 'missed') return wrongResult(asking, '`met` or `missed` comes out');
  return {
    ...({ kind: 'required', unit: unit.info.id, period, state: word } as const),
    ...(per === undefined ? {} : { per: per.info.id }),
  };
}

function permitted(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const such = 'expect permitted downtime after 2026-03-10 13:10: 2026-03-10 14:10';
  const [name] = row.names;
  if (name === undefined) return lacks(asking, 'a matter', such);
  const matter = model.subject(name, ['matter', 'activity', 'event'], place, 'it is what is permitted');
  if (matter === undefined) return undefined;
  if (row.after === undefined) return lacks(asking, 'the time after which it is asked', such);
  const after = instantOf(asking, row.after.date, row.after.time);
  const { choices } = askedBy(asking, row.attributes);
  const at = momentOrNever(asking);
  if (after === undefined || at === undefined) return undefined;
  return { kind: 'permitted', subject: matter.info.id, after, choices, at };
}

const measureStates = {
  kept: 'kept',
  missed: 'missed',
  'no promise': 'no-promise',
  'best effort': 'best-effort',
  'nothing to measure': 'nothing-to-measure',
  running: 'running',
  undecided: 'undecided',
} as const;

/** `expect uptime web1 2026-03: 99.86%`, or `kept`. */
function measured(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const measure = model.measure(row.what, place, { asks: 'promise' });
  const period = periodOf(asking, `expect ${row.what.text} 2026-03: kept`);
  if (measure === undefined || period === undefined) return undefined;
  const [unit] = row.names;
  const { of } = measure.info.node;
  if (of !== undefined && unit === undefined)
    return lacks(asking, `the \`${of.text}\` whose figure it is`, `expect ${row.what.text} web1 2026-03: kept`);
  if (unit !== undefined && model.uses.find('held', unit.text, withinOf(place)) !== undefined)
    model.uses.use('held', unit, place, withinOf(place));
  else if (unit !== undefined) model.unknown('unit of this example', unit, place, unitsIn(asking));
  const base = {
    ...({ kind: 'measured', measure: measure.info.id, period } as const),
    ...(unit === undefined ? {} : { unit: unit.text }),
  };
  const [phrase] = row.cell.phrases;
  const word = phrase?.kind === 'word' ? phrase.word : undefined;
  if (word !== undefined && Object.hasOwn(measureStates, word))
    return { ...base, state: measureStates[word as keyof typeof measureStates] };
  const because = `\`${measure.info.id}\` is measured in it; or \`kept\`, \`missed\`, \`nothing to measure\`, \`no promise\`, \`running\``;
  const value = result(asking, measure.info.unit, because);
  return value === undefined ? undefined : { ...base, value: asWritten(asking, value) };
}

/** With the digits that were written: `99.90%` is compared with two. */
function asWritten({ row }: Asking, value: string): string {
  const [phrase] = row.cell.phrases;
  const [part, second] = phrase?.kind === 'amount-phrase' ? phrase.amount.parts : [];
  return part === undefined || second !== undefined || part.unit?.text !== '%' ? value : part.number.text;
}

function unitsIn({ model, place }: Asking): readonly string[] {
  return model.examples.find((one) => one.place === place)?.order.units.map(({ id }) => id) ?? [];
}

const states = {
  met: 'met',
  missed: 'missed',
  'no promise': 'no-promise',
  'best effort': 'best-effort',
  pending: 'pending',
  running: 'running',
  paused: 'paused',
  undecided: 'undecided',
} as const;

function deadline(asking: Asking): Expected | undefined {
  const { row, model, place } = asking;
  const [ticket] = row.names;
  if (ticket === undefined) return lacks(asking, 'a ticket', `expect ${row.what.text} T1: 2026-03-04 10:30`);
  const tickets = ticketsOf(asking);
  if (!tickets.includes(ticket.text)) {
    model.unknown('ticket of this example', ticket, place, tickets);
    return undefined;
  }
  model.uses.use('ticket', ticket, place, withinOf(place));
  const round = roundOf(asking);
  if (round === 'reported') return undefined;
  const base = { ticket: ticket.text, target: row.what.text, ...given('round', round) };
  const [phrase] = row.cell.phrases;
  if (phrase?.kind === 'moment') {
    const at = instantOf(asking, phrase.date, phrase.time);
    return at === undefined ? undefined : { kind: 'due', ...base, at };
  }
  const word = phrase?.kind === 'word' ? phrase.word : undefined;
  if (word === undefined || !Object.hasOwn(states, word)) {
    return wrongResult(
      asking,
      'a date with a time comes out, or `met`, `missed`, `no promise`, `best effort`, `pending`, `running`, `paused`, `undecided`',
    );
  }
  return { kind: 'state', ...base, state: states[word as keyof typeof states] };
}

/** `expect update T1, round 2: met`, of a target that repeats. */
function roundOf(asking: Asking): number | undefined | 'reported' {
  const { row, model, place } = asking;
  const [attribute, ...others] = row.attributes;
  if (attribute === undefined) return undefined;
  const repeats = model.findTarget(row.what.text)?.info.repeatsUntil !== undefined;
  const isRound = repeats && attribute.name.text === 'round' && attribute.value.kind === 'amount';
  const wrong = isRound ? others[0] : attribute;
  if (wrong !== undefined) {
    model.unknown('detail of a deadline', wrong.name, place, repeats ? ['round'] : []);
    return 'reported';
  }
  if (attribute.value.kind !== 'amount') return 'reported';
  const count = quantityIn({ kind: 'count' }, attribute.value, 'rounds are counted', model, place);
  return (count === undefined ? undefined : whole(asking, Rational.of(count), attribute.value)) ?? 'reported';
}

function ticketsOf({ model, place }: Asking): readonly string[] {
  const example = model.examples.find((one) => one.place === place);
  const rows = example?.facts.filter((fact) => fact.kind === 'fact' && fact.keyword.text === 'ticket') ?? [];
  return [...new Set(rows.flatMap((fact) => (fact.kind === 'fact' ? (fact.name?.text ?? []) : [])))];
}
