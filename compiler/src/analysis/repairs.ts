// Repairs of findings: marks to add or take away, a row for what nobody answers, an example that pins the situation.
import { openName } from '@avtal/grammar';
import { type Clause, type ClauseKind, dateOf, dayAfter, dayOf } from '@avtal/runtime';
import type { Draft, Lowered } from '../clauses/lowered.ts';
import type { Model } from '../model.ts';
import type { Fix } from '../reporting/diagnostics.ts';
import type { Analysis } from './analyse.ts';
import type { Space } from './space.ts';
import type { Witness } from './witness.ts';
import { numberText, questionText } from './words.ts';

/** Findings with the text that they are about. */
export interface Reporting {
  readonly analysis: Analysis;
  readonly model: Model;
  readonly lowered: Lowered;
}

/** Kinds whose answer an example can expect by question and time alone. */
const askable: readonly ClauseKind[] = ['rate', 'price', 'draw', 'target', 'approve', 'decide', 'fee', 'include'];

export const draftOf = ({ lowered }: Reporting, { id }: Clause): Draft | undefined =>
  lowered.drafts.find(({ clause }) => clause.id === id);

/** A row of its own, neither part of a table nor a note: marks can stand before it. */
export const isOwnRow = ({ head, span }: Draft): boolean =>
  head !== undefined && head.node.keyword.span.start === span.start;

/** `§ 3.3` where the row has a number, else its line. */
export function rowName({ model }: Reporting, { paper, span }: Pick<Clause, 'paper' | 'span'>): string {
  if (paper !== undefined) return `§ ${paper}`;
  return span.file === model.files[0]?.path ? `line ${span.line}` : `line ${span.line} of \`${span.file}\``;
}

/** Takes the `override` away that stands before the row of the clause; undefined where none does. */
export function withoutOverrideFix(reporting: Reporting, clause: Clause): Fix | undefined {
  const draft = draftOf(reporting, clause);
  if (draft === undefined || !isOwnRow(draft)) return undefined;
  const { file } = draft.place;
  const { start } = draft.span;
  const before = /override\s+$/.exec(
    reporting.model.textOf({ span: { start: Math.max(0, start - 80), end: start } }, { file }),
  );
  if (before === null) return undefined;
  return {
    title: `Leave \`override\` out of ${rowName(reporting, clause)}`,
    edits: [{ file, span: { start: start - before[0].length, end: start }, text: '' }],
  };
}

/** One for one in the unit of what is drawn, as rows that answer have it: `1 h uses 1 h`. */
export function drawnAlike(reporting: Reporting, { kind, members }: Space): string | undefined {
  if (kind !== 'draw') return undefined;
  for (const { clause } of members) {
    const [, unit] = /^[\d.]+((?: [^\d]+)?) uses [\d.]+\1$/.exec(cellOf(reporting, clause) ?? '') ?? [];
    if (unit !== undefined) return `1${unit} uses 1${unit}`;
  }
  return undefined;
}

/**
 * Adds a row for situations that no row answers, before the first row of the question that stands on its own. Without a
 * value it is open.
 */
export function rowFix(
  reporting: Reporting,
  space: Space,
  conditions: string | undefined,
  value?: string,
): Fix | undefined {
  if (conditions === undefined || space.context.special || space.kind === 'decide') return undefined;
  const { model, lowered } = reporting;
  const own = lowered.drafts.find(
    (draft) =>
      draft.clause.question === space.question &&
      isOwnRow(draft) &&
      draft.place.groups.length === 0 &&
      draft.place.section === undefined &&
      draft.place.order === undefined,
  );
  if (own === undefined) return undefined;
  const { file } = own.place;
  const first = Math.min(own.span.start, own.marks.paper?.span.start ?? own.span.start);
  const text = model.textOf({ span: { start: 0, end: first } }, { file });
  const start = text.lastIndexOf('\n') + 1;
  const indent = /^\s*/.exec(text.slice(start))?.[0] ?? '';
  const head = [questionText(space), conditions].filter((part) => part !== '').join(' ');
  const row = `${head}: ${value ?? `to be agreed ${openName(head)}`}`;
  return { title: `Add \`${row}\``, edits: [{ file, span: { start, end: start }, text: `${indent}${row}\n` }] };
}

/** Adds an example that says what is expected in the situation: one repair for each clause that answers, or `to be agreed`. */
export function exampleFixes(reporting: Reporting, space: Space, witness: Witness): readonly Fix[] {
  const { model, analysis } = reporting;
  const { agreement } = model;
  const isSayable = Object.keys(witness.moments).length === 0 && (witness.choices.module ?? '') === '';
  if (agreement === undefined || space.context.special || !askable.includes(space.kind) || !isSayable) return [];
  const expected =
    witness.says.length === 0 ? ['to be agreed'] : witness.says.map(({ clause }) => cellOf(reporting, clause));
  const { file } = agreement.place;
  const end = agreement.node.span.end - 1;
  if (model.textOf({ span: { start: end, end: end + 1 } }, { file }) !== '}') return [];
  const text = model.textOf({ span: { start: 0, end } }, { file });
  return [...new Set(expected)].flatMap((value) => {
    const rows = value === undefined ? undefined : exampleRows(analysis, space, witness, value);
    // Whoever takes the repair twice has one example.
    if (rows === undefined || text.includes(rows.slice(rows.indexOf('\n')))) return [];
    return {
      title: `Add an example that expects \`${value}\``,
      adds: 'example' as const,
      edits: [{ file, span: { start: end, end }, text: rows }],
    };
  });
}

/** What the author wrote as the value of the clause. */
function cellOf(reporting: Reporting, clause: Clause): string | undefined {
  const draft = draftOf(reporting, clause);
  if (draft?.cell === undefined || clause.value.kind === 'ladder') return undefined;
  const text = reporting.model.textOf(draft.cell, draft.place).trim();
  return text.includes('\n') ? undefined : text;
}

function exampleRows({ spaces: { ir, calendar } }: Analysis, space: Space, witness: Witness, value: string): string {
  const { at, choices } = witness.situation;
  const day = witness.at.slice(0, 10);
  const isTwice = calendar.zone.instantsOf(calendar.zone.dayAt(at), calendar.zone.secondsOfDayAt(at)).length > 1;
  const time = isTwice ? witness.at.slice(11) : witness.at.slice(11, -6);
  const given = ir.dimensions.filter((dimension) => dimension.given === 'order' && dimension.id !== 'order');
  const bindings = given.flatMap(({ id, defaultValue, values }) => {
    const bound = choices[id] ?? (defaultValue === undefined ? values[0]?.id : undefined);
    return bound === undefined ? [] : [`${id} ${bound}`];
  });
  const since = new Map(
    ir.numbers.flatMap(({ id, derived }) => (derived?.kind === 'since-start' ? [[id, derived]] : [])),
  );
  const [beginning] = Object.entries(witness.numbers).flatMap(([id, number]) => {
    const unit = since.get(id)?.unit;
    return unit === undefined ? [] : [dateOf(dayAfter(dayOf(day), -Number(number), unit))];
  });
  const facts = [
    ...Object.entries(witness.choices).filter(([id, said]) => said !== '' && !given.some((one) => one.id === id)),
    ...Object.entries(witness.numbers)
      .filter(([id]) => !since.has(id))
      .map(([id, number]) => [
        id,
        numberText(
          number,
          ir.numbers.find((one) => one.id === id),
        ),
      ]),
  ].map(([id, said]) => `, ${id} ${said}`);
  const rows = [
    ...bindings,
    `from ${beginning ?? firstDay(day, ir.agreement.validFrom)}`,
    `expect ${questionText(space)} at ${day} ${time}${facts.join('')}: ${value}`,
  ];
  const id = freeId(
    `${questionText(space).replaceAll(' ', '-')}-${day}`,
    new Set(ir.examples.map((example) => example.id)),
  );
  return `  example ${id} {\n${rows.map((row) => `    ${row}\n`).join('')}  }\n`;
}

/** The order of the example begins with the year, where the agreement is then in force. */
function firstDay(day: string, validFrom: string | undefined): string {
  const year = `${day.slice(0, 4)}-01-01`;
  return validFrom !== undefined && validFrom > year ? validFrom : year;
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(number === 1 ? id : `${id}-${number}`)) number += 1;
  return number === 1 ? id : `${id}-${number}`;
}
