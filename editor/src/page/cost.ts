// What each tier costs a month by the hours used: curves with the points where the cheaper tier changes.

import type { Cost, Curve, Preview } from '@avtal/lsp';
import * as Plot from '@observablehq/plot';
import { describe, el, figure, picker, rich, table } from './dom.ts';
import { ask, dateText, numberText, reveal, say } from './state.ts';

const colours = ['blue', 'red', 'green', 'purple', 'yellow', 'orange'] as const;
/** Curves differ in their strokes too, for those who do not see colours. */
const dashes = ['none', '7 3', '2 3', '9 3 2 3', '12 5', '4 2'] as const;

export function costPart(preview: Preview): HTMLElement {
  const { cost } = preview;
  const isEmpty = cost.questions.length === 0;
  return el(
    'section',
    { id: 'cost', 'aria-labelledby': 'cost-title' },
    el('h2', { id: 'cost-title' }, say('Cost of a month')),
    ...(isEmpty
      ? [el('p', {}, say('No activity has a price, so there is nothing to draw.'))]
      : [
          controls(cost),
          figure((width) => drawing(preview, width)),
          ...problems(cost),
          crossings(cost),
          details(preview),
        ]),
  );
}

function controls({ questions, shown, units }: Cost): HTMLElement {
  const counts = (): Record<string, number> => Object.fromEntries(units.map(({ id, count }) => [id, count]));
  const fields = units.map(({ id, label, count }) => {
    const name = `units-${id}`;
    const input: HTMLInputElement = el('input', {
      type: 'number',
      id: name,
      min: 0,
      max: 9999,
      step: 1,
      value: count,
      change: () => ask({ units: { ...counts(), [id]: Math.max(0, Math.trunc(Number(input.value))) } }),
    });
    return el('span', { class: 'field' }, el('label', { for: name }, label), input);
  });
  return el(
    'form',
    { class: 'controls', submit: (event) => event.preventDefault() },
    picker('hours', say('Which hours'), questions, shown, (hours) => ask({ hours })),
    ...fields,
  );
}

// --------------------------------------------------------------------------------------------------------- drawing

function drawing({ cost, currency }: Preview, width: number): Element {
  const colour = (index: number): string => `var(--vscode-charts-${colours[index % colours.length] ?? 'blue'})`;
  const numbers = (points: Curve['points']) =>
    points.map(({ hours, amount }) => ({ hours: Number(hours), amount: Number(amount) }));
  const curves = cost.curves.map(({ label, points, kinks }, index) => ({
    label,
    points: numbers(points),
    kinks: kinks.map((kink) => ({ hours: Number(kink.hours), amount: Number(kink.amount), words: kink.words })),
    stroke: colour(index),
    dash: dashes[index % dashes.length] ?? 'none',
  }));
  const meetings = cost.crossings.map((crossing, index) => ({
    hours: Number(crossing.hours),
    amount: Number(crossing.amount),
    words: crossing.words,
    number: String(index + 1),
  }));
  const svg = Plot.plot({
    width,
    height: 340,
    marginLeft: 64,
    marginRight: 90,
    marginBottom: 40,
    x: { label: say('Hours used in the month'), domain: [0, cost.hours], nice: false },
    y: {
      label: say('Cost in {0}, without VAT', currency),
      domain: [0, Number(cost.highest)],
      nice: true,
      grid: true,
      tickFormat: (amount: number) => numberText(String(amount), 0),
    },
    marks: [
      Plot.ruleY([0]),
      Plot.ruleX(meetings, { x: 'hours', strokeOpacity: 0.35, strokeDasharray: '2 4' }),
      ...curves.flatMap(({ label, points, kinks, stroke, dash }) => [
        Plot.line(points, { x: 'hours', y: 'amount', stroke, strokeWidth: 2, strokeDasharray: dash }),
        Plot.dot(kinks, { x: 'hours', y: 'amount', fill: stroke, r: 2.5, title: 'words' }),
        Plot.text(points.slice(-1), {
          x: 'hours',
          y: 'amount',
          text: () => label,
          fill: stroke,
          textAnchor: 'start',
          dx: 6,
        }),
      ]),
      Plot.dot(meetings, {
        x: 'hours',
        y: 'amount',
        r: 8,
        stroke: 'currentColor',
        fill: 'var(--vscode-editor-background)',
        title: 'words',
      }),
      Plot.text(meetings, { x: 'hours', y: 'amount', text: 'number', pointerEvents: 'none' }),
    ],
  });
  describe(
    svg,
    'cost-drawing',
    say('Cost of each tier by hours used, {0}', monthText(cost.month)),
    say(
      'One curve for each tier. Where curves meet, the cheaper tier changes; the points follow as a list and as a table.',
    ),
  );
  return svg;
}

function monthText(month: string): string {
  return dateText(`${month}-01`, { month: 'long', year: 'numeric' });
}

// ------------------------------------------------------------------------------------------- the same without eyes

function problems({ curves }: Cost): readonly HTMLElement[] {
  return curves.flatMap(({ label, problem }) =>
    problem === undefined ? [] : [el('p', { class: 'problem' }, `${label}: `, ...rich(problem))],
  );
}

function crossings({ crossings: all, curves }: Cost): HTMLElement | undefined {
  if (curves.length < 2) return undefined;
  if (all.length === 0) return el('p', {}, say('One tier is the cheapest throughout.'));
  return el(
    'div',
    {},
    el('h3', {}, say('Where the cheaper tier changes')),
    el('ol', { class: 'crossings' }, ...all.map(({ words }) => el('li', {}, ...rich(words)))),
  );
}

function details({ cost, currency }: Preview): HTMLElement {
  const rows = cost.curves.flatMap(({ label, points, kinks }) =>
    points.map(({ hours, amount }, index) => {
      const why = kinks.filter((kink) => kink.hours === hours && kink.amount === amount);
      const head = el('th', { scope: 'rowgroup', rowspan: points.length }, label);
      return el(
        'tr',
        {},
        index === 0 ? head : undefined,
        el('td', { class: 'amount' }, numberText(hours)),
        el('td', { class: 'amount' }, numberText(amount)),
        el('td', {}, ...why.flatMap(({ words, rows: those }) => [...rich(words), ...rowButtons(those)])),
      );
    }),
  );
  const columns = [say('Tier'), say('Hours'), `${say('Cost')} (${currency})`, say('Why')];
  return el(
    'details',
    { id: 'cost-table' },
    el('summary', {}, say('As a table')),
    table(say('Cost of a month'), columns, rows),
  );
}

function rowButtons(rows: Curve['kinks'][number]['rows']): readonly (HTMLElement | string)[] {
  return rows.flatMap(({ name, source }) =>
    source === undefined
      ? []
      : [' ', el('button', { type: 'button', class: 'plain', click: () => reveal(source) }, name)],
  );
}
