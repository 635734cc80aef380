// The agreement as its reader gets it: rows as a price sheet with a column for each tier, or as sentences.
import type { Cell, Named, OrderPaper, Paper, Preview, Row, Section, Term } from '@avtal/lsp';
import { el, rich, table } from './dom.ts';
import { dateText, keep, reveal, say, state, uriOf } from './state.ts';

export function documentPart(preview: Preview, redraw: () => void): HTMLElement {
  const { papers, tiers } = preview;
  const language = preview.language ?? '';
  return el(
    'section',
    { id: 'document', 'aria-labelledby': 'document-title' },
    el('h2', { id: 'document-title' }, say('Document')),
    views(redraw),
    ...papers.map((paper, index) => paperPart(paper, tiers, language, index > 0)),
  );
}

export function ordersPart({ orders, tiers, language }: Preview): HTMLElement | undefined {
  if (orders.length === 0) return undefined;
  return el(
    'section',
    { id: 'orders', 'aria-labelledby': 'orders-title' },
    el('h2', { id: 'orders-title' }, say('Orders')),
    ...orders.map((order) =>
      paperPart(ofTier(order, tiers), tiersOf(order, tiers), language ?? '', true, orderWords(order, tiers)),
    ),
  );
}

/** An order has one tier: columns of others are not for this customer. */
function tiersOf({ tier }: OrderPaper, tiers: readonly Named[]): readonly Named[] {
  return tier === undefined ? tiers : tiers.filter(({ id }) => id === tier);
}

function ofTier(order: OrderPaper, tiers: readonly Named[]): Paper {
  const at = tiers.findIndex(({ id }) => id === order.tier);
  const ofRow = (row: Row): Row => ({
    ...row,
    cells: at >= 0 && row.cells.length === tiers.length ? row.cells.slice(at, at + 1) : row.cells,
  });
  return { ...order, sections: order.sections.map((section) => ({ ...section, rows: section.rows.map(ofRow) })) };
}

function orderWords({ tier, from, until }: OrderPaper, tiers: readonly Named[]): string {
  const label = tiers.find(({ id }) => id === tier)?.label;
  return [...(label === undefined ? [] : [label]), inForce(from, until)].join(', ');
}

export function inForce(from: string | undefined, until: string | undefined): string {
  if (from === undefined) return until === undefined ? '' : say('until {0}', dateText(until));
  return until === undefined
    ? say('from {0}', dateText(from))
    : say('from {0} until {1}', dateText(from), dateText(until));
}

function views(redraw: () => void): HTMLElement {
  const button = (asSentences: boolean, label: string): HTMLElement => {
    const click = (): void => {
      keep({ asSentences });
      redraw();
    };
    const pressed = state.kept.asSentences === asSentences;
    return el('button', { type: 'button', id: `view-${asSentences}`, 'aria-pressed': String(pressed), click }, label);
  };
  return el(
    'div',
    { class: 'views', role: 'group' },
    button(false, say('As tables')),
    button(true, say('As sentences')),
  );
}

function paperPart(paper: Paper, tiers: readonly Named[], lang: string, isTitled: boolean, words = ''): HTMLElement {
  return el(
    'article',
    { lang, 'aria-label': paper.label },
    isTitled ? el('h3', {}, paper.label) : undefined,
    words === '' ? undefined : el('p', { lang: state.language }, words),
    ...paper.sections
      .filter(({ rows }) => rows.length > 0)
      .flatMap((section) => sectionPart(section, tiers, paper.label)),
  );
}

function sectionPart({ label, rows }: Section, tiers: readonly Named[], paper: string): readonly HTMLElement[] {
  const title = label === undefined ? [] : [el('h4', {}, label)];
  const body = state.kept.asSentences ? sentences(rows) : sheet(rows, tiers, label ?? paper);
  return [...title, body];
}

// ------------------------------------------------------------------------------------------------------------ rows

function sheet(rows: readonly Row[], tiers: readonly Named[], caption: string): HTMLElement {
  const heads = tiers.length === 0 ? [say('Answer')] : tiers.map(({ label }) => label);
  const body = rows.map((row) =>
    el(
      'tr',
      placeOf(row),
      el('td', { class: 'number' }, numberOf(row)),
      el('th', { scope: 'row' }, rowButton(row), ...under(row)),
      ...cells(row.cells, heads.length),
    ),
  );
  return table(caption, [say('No.'), say('What'), ...heads], body, 'sheet');
}

/** Neighbours that say the same become one wide cell, as on paper. */
function cells(all: readonly Cell[], columns: number): readonly HTMLElement[] {
  const runs: { cell: Cell; width: number }[] = [];
  for (const cell of all) {
    const last = runs.at(-1);
    if (last !== undefined && last.cell.text === cell.text) last.width += 1;
    else runs.push({ cell, width: 1 });
  }
  if (all.length === 1 && runs[0] !== undefined) runs[0].width = columns;
  return runs.map(({ cell, width }) =>
    el('td', { class: cell.tone, colspan: width > 1 ? width : undefined }, ...rich(cell.text === '' ? '–' : cell.text)),
  );
}

function sentences(rows: readonly Row[]): HTMLElement {
  const items = rows.map((row) =>
    el('li', placeOf(row), rowButton(row, `${numberOf(row)} ${row.words}`.trim()), ...notes(row)),
  );
  return el('ul', { class: 'sentences' }, ...items);
}

function under(row: Row): readonly HTMLElement[] {
  return [...(row.when === '' ? [] : [el('span', { class: 'when' }, ...rich(row.when))]), ...notes(row)];
}

function notes(row: Row): readonly HTMLElement[] {
  return row.notes.length === 0
    ? []
    : [el('ul', { class: 'notes' }, ...row.notes.map((note) => el('li', {}, ...rich(note))))];
}

function numberOf({ number }: Row): string {
  return number === undefined ? '' : `§ ${number}`;
}

function rowButton(row: Row, words: string = row.title ?? row.subject): HTMLElement {
  if (row.source === undefined) return el('span', {}, ...rich(words));
  const { source } = row;
  const label = say('Show in the text: {0}', words);
  return el('button', { type: 'button', class: 'plain', title: label, click: () => reveal(source) }, ...rich(words));
}

function placeOf({ source }: Row): Record<string, string> {
  if (source === undefined) return { class: 'row' };
  const { line, endLine } = source;
  return { class: 'row', 'data-file': uriOf(source), 'data-line': String(line), 'data-end': String(endLine) };
}

// ----------------------------------------------------------------------------------------------------------- terms

const termKinds = [
  ['window', 'Windows'],
  ['days', 'Days'],
  ['choice', 'Choices'],
  ['number', 'Numbers'],
  ['subject', 'What is counted'],
  ['target', 'Targets'],
] as const satisfies readonly (readonly [Term['kind'], string])[];

export function termsPart({ terms, language }: Preview): HTMLElement | undefined {
  if (terms.length === 0) return undefined;
  const groups = termKinds.flatMap(([kind, title]) => {
    const those = terms.filter((term) => term.kind === kind);
    return those.length === 0 ? [] : [el('h3', {}, say(title)), termTable(those, say(title), language ?? '')];
  });
  return el(
    'section',
    { id: 'terms', 'aria-labelledby': 'terms-title' },
    el('h2', { id: 'terms-title' }, say('Terms')),
    ...groups,
  );
}

function termTable(terms: readonly Term[], caption: string, lang: string): HTMLElement {
  const rows = terms.map(({ label, words, source }) => {
    const name =
      source === undefined
        ? label
        : el('button', { type: 'button', class: 'plain', click: () => reveal(source) }, label);
    return el('tr', {}, el('th', { scope: 'row', lang }, name), el('td', { lang }, ...rich(words)));
  });
  return table(caption, [say('Name'), say('Meaning')], rows);
}
