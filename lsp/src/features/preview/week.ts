// The week of the preview: for each stretch of each day which windows are open, or what a question answers.
import {
  type Clause,
  clauseName,
  dateOf,
  type Instant,
  Rational,
  type Situation,
  weekday,
  withinHorizon,
} from '@avtal/runtime';
import type { Chosen } from './chosen.ts';
import { windowsOf } from './document.ts';
import type { Day, Layer, Stretch, Week, WeekAnswer } from './shape.ts';

export function weekOf(chosen: Chosen, show: string | undefined): Week {
  const layers = layersOf(chosen);
  const shown = layers.find(({ id }) => id === show) ?? layers[0];
  if (shown === undefined) return { layers, shown: '', answers: [], days: [] };
  const answers = new Answers();
  const first = chosen.day - weekday(chosen.day) + 1;
  const asked = withinHorizon(() =>
    Array.from({ length: 7 }, (_, index) => dayOf(chosen, first + index, shown, answers)),
  );
  const days = 'value' in asked ? asked.value : [];
  return { layers, shown: shown.id, answers: answers.list(), days };
}

const kinds = ['rate', 'price', 'target', 'draw'] as const;

/** The windows, then every price, every target, every use of an allowance, each in the order of declaration. */
function layersOf({ known: { ir, reader, rows } }: Chosen): readonly Layer[] {
  const found = [...new Map(rows.map(([first]) => [first?.question ?? '', first]))].flatMap(([id, clause]) => {
    const kind = kinds.find((one) => one === clause?.kind);
    if (clause === undefined || kind === undefined) return [];
    const [index, list] =
      clause.kind === 'target'
        ? [clause.target, ir.targets]
        : 'subject' in clause
          ? [clause.subject, ir.subjects]
          : [-1, []];
    const thing = list[index];
    const name = thing === undefined ? id : reader.name(thing);
    const label = {
      rate: `Price of ${name}`,
      price: `Price of ${name}`,
      target: name,
      draw: `Allowance used by ${name}`,
    };
    return [{ layer: { id, label: label[kind], kind } satisfies Layer, rank: [kinds.indexOf(kind), index] as const }];
  });
  const windows: readonly Layer[] = ir.windows.some(({ named }) => named)
    ? [{ id: 'windows', label: 'Windows', kind: 'windows' }]
    : [];
  const questions = found.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]).map(({ layer }) => layer);
  return [...windows, ...questions];
}

// ------------------------------------------------------------------------------------------------------------- days

function dayOf(chosen: Chosen, day: number, layer: Layer, answers: Answers): Day {
  const { known, today } = chosen;
  const { calendar } = known.plan;
  const { zone } = calendar;
  const [start, end] = [zone.startOfDay(day), zone.startOfDay(day + 1)];
  const holidays = known.ir.daySets.findIndex(({ id }) => id === 'holidays');
  const isHoliday = holidays >= 0 && calendar.isDay({ kind: 'named', daySet: holidays }, day);
  const clock = (at: Instant): string => (at === end ? '24:00' : hourMinute(zone.secondsOfDayAt(at)));
  const hours = Array.from({ length: 24 }, (_, hour) =>
    zone.instantsOf(day, hour * 3600).map((at) => ({ at: at - start, clock: hourMinute(hour * 3600) })),
  );
  const stretches: Stretch[] = [];
  const borders = bordersOf(chosen, layer, start, end);
  for (const [index, from] of borders.entries()) {
    const until = borders[index + 1];
    if (until === undefined) continue;
    const answer = answers.add(answerAt(chosen, layer, from));
    const last = stretches.at(-1);
    if (last?.answer === answer)
      stretches[stretches.length - 1] = { ...last, until: until - start, untilClock: clock(until) };
    else
      stretches.push({
        from: from - start,
        until: until - start,
        fromClock: clock(from),
        untilClock: clock(until),
        answer,
      });
  }
  return {
    date: dateOf(day),
    weekday: weekday(day),
    isToday: day === today,
    ...(isHoliday && { holiday: known.holidayNames.get(dateOf(day)) ?? 'holiday' }),
    seconds: end - start,
    hours: hours.flat().sort((a, b) => a.at - b.at),
    stretches,
  };
}

function hourMinute(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}`;
}

/** Where an answer may change: borders of the windows that the question's clauses speak of. */
function bordersOf({ known, tier }: Chosen, layer: Layer, from: Instant, until: Instant): readonly Instant[] {
  const windows =
    layer.kind === 'windows'
      ? windowsOf(known, tier).map(({ index }) => index)
      : known.plan
          .clausesOf(layer.id)
          .flatMap(({ when }) => when.flatMap(({ windows = [] }) => windows.map(({ window }) => window)));
  const borders = new Set([from, until]);
  for (const window of new Set(windows)) {
    for (const { start, end } of known.plan.calendar.intervals(window, from, until)) borders.add(start).add(end);
  }
  for (const border of known.plan.borders(layer.kind === 'windows' ? [] : [layer.id], from, until, undefined))
    borders.add(border);
  return [...borders].sort((a, b) => a - b);
}

// ---------------------------------------------------------------------------------------------------------- answers

interface Told extends Omit<WeekAnswer, 'heat'> {
  /** What can be compared: money, seconds, factors. */
  readonly amount?: Rational;
}

/** Each answer once, in the order of their first occurrence. */
class Answers {
  readonly #told: Told[] = [];
  readonly #indices = new Map<string, number>();

  add(told: Told): number {
    const key = JSON.stringify([told.text, told.tone, told.rows]);
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.#told.push(told) - 1;
    this.#indices.set(key, index);
    return index;
  }

  list(): readonly WeekAnswer[] {
    const amounts = this.#told.flatMap(({ amount }) => amount ?? []).sort((a, b) => a.compare(b));
    const [least, most] = [amounts[0], amounts.at(-1)];
    return this.#told.map(({ amount, ...answer }) => {
      if (amount === undefined || least === undefined || most === undefined) return answer;
      const range = most.minus(least);
      const heat = range.isZero() ? 0 : amount.minus(least).over(range).times(Rational.of(100)).round(0).toInteger();
      return { ...answer, heat: heat ?? 0 };
    });
  }
}

function answerAt(chosen: Chosen, layer: Layer, at: Instant): Told {
  if (layer.kind === 'windows') return openWindows(chosen, at);
  const { known, tier, facts } = chosen;
  const clause = known.plan.clausesOf(layer.id)[0];
  const event = clause?.kind === 'target' ? known.ir.targets[clause.target]?.from : undefined;
  const situation: Situation = { at, choices: facts, moments: { start: at, ...(event && { [event]: at }) } };
  const answer = known.plan.ask(layer.id, chosen.orderOf(tier, dateOf(known.plan.calendar.zone.dayAt(at))), situation);
  switch (answer.kind) {
    case 'clause': {
      const { cell, tone } = known.reader.answer(answer.clause);
      const amount = tone === 'amount' ? amountOf(answer.clause) : undefined;
      return {
        text: cell,
        tone: tone === 'amount' ? 'amount' : 'word',
        rows: rowsOf(chosen, [answer.clause]),
        ...(amount && { amount }),
      };
    }
    case 'none':
      return { text: 'nothing is said', tone: 'none', rows: [] };
    case 'contradiction':
      return { text: 'rows contradict', tone: 'conflict', rows: rowsOf(chosen, answer.clauses) };
    case 'missing':
      return { text: `depends on ${[...answer.choices, ...answer.numbers].join(' and ')}`, tone: 'missing', rows: [] };
  }
}

function rowsOf({ source }: Chosen, clauses: readonly Clause[]): WeekAnswer['rows'] {
  return clauses.map((clause) => ({ name: clauseName(clause), ...source(clause.span) }));
}

function openWindows({ known, tier, source }: Chosen, at: Instant): Told {
  const open = windowsOf(known, tier).filter(({ index }) => known.plan.calendar.isOpen(index, at));
  if (open.length === 0) return { text: 'no window', tone: 'none', rows: [] };
  const rows = open.map(({ label, index }) => ({ name: label, ...source(known.ir.windows[index]?.span) }));
  return { text: open.map(({ label }) => label).join(' + '), tone: 'word', rows };
}

function amountOf({ value }: Clause): Rational | undefined {
  switch (value.kind) {
    case 'rate':
      return Rational.of(value.amount).over(Rational.of(value.per));
    case 'money':
      return Rational.of(value.amount);
    case 'duration':
      return Rational.of(value.seconds);
    case 'business-days':
      return Rational.of(value.count * 86400);
    case 'factor':
      return Rational.of(value.numerator, value.denominator);
    default:
      return undefined;
  }
}
