// The week as a heat map: seven days from midnight to midnight, each stretch in the colour of what holds then.

import type { Day, Preview, Stretch, Week, WeekAnswer } from '@avtal/lsp';
import * as Plot from '@observablehq/plot';
import { broken, describe, el, figure, picker, rich, table } from './dom.ts';
import { ask, dateText, daysAfter, reveal, say } from './state.ts';

/** Steps of the scale from the least to the most; the page's style has a colour for each. */
const steps = 6;
const categories = 6;
/** Shorter stretches have no room for words in the drawing: they are in the legend and in the table. */
const roomForWords = 5_400;
/** In pixels. */
const marginLeft = 46;
/** The rest of a holiday's name is in the list below the drawing. */
const mostNameLines = 2;

interface Bar extends Stretch {
  readonly day: string;
  readonly what: WeekAnswer;
  readonly fill: string;
  readonly words: string;
}

export function weekPart(preview: Preview): HTMLElement {
  const { week } = preview;
  const isEmpty = week.days.length === 0;
  return el(
    'section',
    { id: 'week', 'aria-labelledby': 'week-title' },
    el('h2', { id: 'week-title' }, say('The week')),
    controls(preview),
    ...(isEmpty
      ? [el('p', {}, say('The calendar of the agreement does not reach this week.'))]
      : [figure((width) => drawing(preview, width)), legend(week), holidays(week), details(week)]),
  );
}

// -------------------------------------------------------------------------------------------------------- controls

function controls({ tiers, tier, choices, week }: Preview): HTMLElement {
  const monday = week.days[0]?.date;
  const shownDay = week.days.find(({ isToday }) => isToday)?.date ?? monday;
  const input: HTMLInputElement = el('input', {
    type: 'date',
    id: 'day',
    value: shownDay,
    change: () => input.value !== '' && ask({ date: input.value }),
  });
  const go = (id: string, label: string, sign: string, date: string | undefined): HTMLElement =>
    el(
      'button',
      { type: 'button', id, 'aria-label': label, title: label, click: () => date !== undefined && ask({ date }) },
      sign,
    );
  return el(
    'form',
    { class: 'controls', submit: (event) => event.preventDefault() },
    picker('layer', say('Show'), week.layers.map(titled), week.shown, (show) => ask({ show })),
    tiers.length === 0 ? undefined : picker('tier', say('Tier'), tiers, tier, (chosen) => ask({ tier: chosen })),
    ...choices.map(({ id, label, values, chosen }) =>
      picker(`choice-${id}`, label, values, chosen, (value) => ask({ choices: { ...chosenOf(choices), [id]: value } })),
    ),
    el(
      'span',
      { class: 'field' },
      el('label', { for: 'day' }, say('Day')),
      go('before', say('Week before'), '‹', monday && daysAfter(monday, -7)),
      input,
      go('after', say('Week after'), '›', monday && daysAfter(monday, 7)),
    ),
  );
}

/** Targets are named as the agreement names them: `respond`. */
function titled({ id, label }: Week['layers'][number]): { readonly id: string; readonly label: string } {
  return { id, label: label.slice(0, 1).toUpperCase() + label.slice(1) };
}

function chosenOf(choices: Preview['choices']): Record<string, string> {
  return Object.fromEntries(choices.map(({ id, chosen }) => [id, chosen]));
}

// --------------------------------------------------------------------------------------------------------- drawing

function fillOf(answer: WeekAnswer, index: number): string {
  switch (answer.tone) {
    case 'amount':
      return `var(--heat-${Math.min(steps - 1, Math.floor(((answer.heat ?? 0) * steps) / 100))})`;
    case 'word':
      return `var(--category-${index % categories})`;
    case 'none':
    case 'conflict':
    case 'missing':
      return `var(--${answer.tone})`;
  }
}

function bars({ days, answers }: Week): readonly Bar[] {
  const fills = answers.map(fillOf);
  return days.flatMap((day) =>
    day.stretches.map((stretch) => {
      const what = answers[stretch.answer] ?? { text: '', tone: 'none', rows: [] };
      const words = `${dayText(day)} ${stretch.fromClock}–${stretch.untilClock}: ${what.text}`;
      return { ...stretch, day: day.date, what, fill: fills[stretch.answer] ?? 'none', words };
    }),
  );
}

function drawing({ week, tiers, tier }: Preview, width: number): Element {
  const data = bars(week);
  const longest = Math.max(...week.days.map(({ seconds }) => seconds));
  const usual = week.days.find(({ seconds }) => seconds === longest)?.hours ?? [];
  const ticks = new Map(usual.filter((_, hour) => hour % 3 === 0).map(({ at, clock }) => [at, clock]));
  const room = (width - marginLeft) / 7 - 8;
  const heads = week.days.map((day) => ({ ...day, head: dayHead(day, room) }));
  const svg = Plot.plot({
    width,
    height: 410,
    marginLeft,
    marginTop: 64,
    marginRight: 0,
    marginBottom: 10,
    x: {
      type: 'band',
      domain: week.days.map(({ date }) => date),
      axis: null,
      padding: 0.04,
    },
    y: {
      domain: [longest, 0],
      label: null,
      ticks: [...ticks.keys(), longest],
      tickFormat: (at: number) => ticks.get(at) ?? '24:00',
    },
    marks: [
      ...[true, false].map((isHoliday) =>
        Plot.text(
          heads.filter(({ holiday }) => (holiday !== undefined) === isHoliday),
          {
            x: 'date',
            frameAnchor: 'top',
            lineAnchor: 'bottom',
            dy: -8,
            text: 'head',
            fontWeight: isHoliday ? 'bold' : 'normal',
            fill: isHoliday ? 'var(--holiday)' : 'currentColor',
          },
        ),
      ),
      Plot.barY(data, { x: 'day', y1: 'from', y2: 'until', fill: 'fill', title: 'words', className: 'stretch' }),
      Plot.text(
        data.filter(({ from, until }) => until - from >= roomForWords),
        {
          x: 'day',
          y: ({ from, until }: Bar) => (from + until) / 2,
          text: ({ what }: Bar) => broken(what.text, room).join('\n'),
          pointerEvents: 'none',
        },
      ),
    ],
  });
  const layer = week.layers.find(({ id }) => id === week.shown)?.label ?? '';
  const of = tiers.find(({ id }) => id === tier)?.label;
  const monday = week.days[0]?.date ?? '';
  describe(
    svg,
    'week-drawing',
    say('{0}: {1}, week of {2}', layer, of ?? '', dateText(monday)),
    say('Seven columns, Monday to Sunday, from midnight to midnight. The same as a table follows.'),
  );
  for (const [index, rect] of [...svg.querySelectorAll('.stretch rect, rect')].entries()) {
    rect.addEventListener('click', () => reveal(data[index]?.what.rows[0]?.source));
  }
  return svg;
}

/** `Mon`, `16 Nov` and what is celebrated, below one another. */
function dayHead({ date, holiday, isToday }: Day, room: number): string {
  const weekday = dateText(date, { weekday: 'short' });
  const lines = [isToday ? `• ${weekday}` : weekday, dateText(date, { day: 'numeric', month: 'short' })];
  const name = holiday === undefined ? [] : broken(holiday, room);
  return [...lines, ...name.slice(0, mostNameLines)].join('\n');
}

function dayText(day: Day): string {
  const name = dateText(day.date, { weekday: 'long', day: 'numeric', month: 'long' });
  const remarks = [
    ...(day.isToday ? [say('today')] : []),
    ...(day.holiday === undefined ? [] : [say('Holiday: {0}', day.holiday)]),
    ...(day.seconds === 86_400 ? [] : [say('{0} hours long', String(day.seconds / 3600))]),
  ];
  return remarks.length === 0 ? name : `${name} (${remarks.join(', ')})`;
}

// ------------------------------------------------------------------------------------------- the same without eyes

function legend({ answers }: Week): HTMLElement {
  const items = answers.map((answer, index) => {
    const swatch = el('span', { class: 'swatch', 'aria-hidden': 'true' });
    swatch.style.background = fillOf(answer, index);
    return el('li', { class: answer.tone }, swatch, ...answerWords(answer));
  });
  return el('ul', { class: 'legend', 'aria-label': say('Legend') }, ...items);
}

/** The answer and the rows that give it, each a way into the text; a window is its own row. */
function answerWords({ text, rows }: WeekAnswer): readonly (Node | string)[] {
  const named = rows.find(({ name }) => name === text);
  if (named !== undefined) return [rowButton(named)];
  return [...rich(text), ...rows.flatMap((row) => [' ', rowButton(row)])];
}

/** Names that are too long for their column. */
function holidays({ days }: Week): HTMLElement | undefined {
  const items = days.flatMap(({ date, holiday }) =>
    holiday === undefined
      ? []
      : [el('li', {}, `${dateText(date, { weekday: 'short', day: 'numeric', month: 'short' })}: ${holiday}`)],
  );
  return items.length === 0
    ? undefined
    : el('ul', { class: 'legend holidays', 'aria-label': say('Holidays') }, ...items);
}

function rowButton({ name, source }: WeekAnswer['rows'][number]): Node | string {
  return source === undefined
    ? name
    : el('button', { type: 'button', class: 'plain', click: () => reveal(source) }, name);
}

function details(week: Week): HTMLElement {
  const rows = week.days.flatMap((day) =>
    day.stretches.map(({ fromClock, untilClock, answer }, index) => {
      const head = el('th', { scope: 'rowgroup', rowspan: day.stretches.length }, dayText(day));
      return el(
        'tr',
        {},
        index === 0 ? head : undefined,
        el('td', { class: 'hours' }, `${fromClock}–${untilClock}`),
        el('td', {}, week.answers[answer]?.text ?? ''),
      );
    }),
  );
  return el(
    'details',
    { id: 'week-table' },
    el('summary', {}, say('As a table')),
    table(say('The week'), [say('Day'), say('Hours'), say('What holds')], rows),
  );
}
