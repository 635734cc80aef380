// What an agreement says, ready for questions: its plan, its words, its rows and where they stand now. Made once for each compilation.
import { type Compilation, holidayTable, rowsOf, type Wording, wordingOf } from '@avtal/compiler';
import type { Span } from '@avtal/grammar';
import { type Clause, createPlan, type Decimal, type Ir, type Plan, type SourceSpan, type Vat } from '@avtal/runtime';
import { moveBetween } from '../workspace/carry.ts';
import type { Agreement, Place, Snapshot } from '../workspace/snapshot.ts';

/** Of one IR. */
export interface Known {
  readonly ir: Ir;
  readonly plan: Plan;
  /** For people who write the agreement: names as they stand there. */
  readonly author: Wording;
  /** For people who read it: labels. */
  readonly reader: Wording;
  /** Clauses of one row together, in the order of the IR. */
  readonly rows: readonly (readonly Clause[])[];
  /** What the country calls a day, by date: `langfredag`. Several on one date are joined. */
  readonly holidayNames: ReadonlyMap<string, string>;
}

const known = new WeakMap<Ir, Known>();

/** Undefined: there was never a text without errors. */
export function knownOf({ ir, compilation }: Agreement): Known | undefined {
  if (ir === undefined) return undefined;
  const made = known.get(ir);
  if (made !== undefined) return made;
  const country = countryOf(compilation);
  const fresh: Known = {
    ir,
    plan: createPlan(ir),
    author: wordingOf(ir, 'author', country),
    reader: wordingOf(ir, 'reader', country),
    rows: rowsOf(ir.clauses),
    holidayNames: namesOf(country),
  };
  known.set(ir, fresh);
  return fresh;
}

/** Every rate of VAT, each once. */
export function ratesOf(vat: Vat): readonly Decimal[] {
  return 'percent' in vat ? [...new Set([vat.percent, ...(vat.also ?? []).map(({ percent }) => percent)])] : [];
}

/** Of the agreement that hover, hints and the preview speak of. */
export function firstKnown({ agreements: [first] }: Snapshot): Known | undefined {
  return knownOf(first);
}

function countryOf({ files }: Compilation): string | undefined {
  for (const { tree } of files) {
    for (const document of tree.items) {
      if (document.kind !== 'document') continue;
      for (const item of document.items ?? []) {
        if (item.kind === 'setting' && item.name === 'holidays') return holidayTable(item.country.text)?.country;
      }
    }
  }
  return undefined;
}

const namesByCountry = new Map<string, ReadonlyMap<string, string>>();

function namesOf(country: string | undefined): ReadonlyMap<string, string> {
  const made = country === undefined ? undefined : namesByCountry.get(country);
  if (made !== undefined) return made;
  const names = new Map<string, string>();
  const table = country === undefined ? undefined : holidayTable(country);
  // What is a holiday by law names the day before what is kept by custom.
  const days = [...(table?.days ?? [])].sort((a, b) => Number(b.holiday.statutory) - Number(a.holiday.statutory));
  for (const { holiday, dates } of days) {
    for (const date of dates) {
      const other = names.get(date);
      names.set(date, other === undefined ? holiday.name : `${other}, ${holiday.name}`);
    }
  }
  if (country !== undefined) namesByCountry.set(country, names);
  return names;
}

// ------------------------------------------------------------------------------------------------ where things stand

/** Finds a place of the IR in the present text; undefined where that stretch of text was edited since. */
export type Placing = (span: SourceSpan) => Place | undefined;

const placings = new WeakMap<Compilation, Placing>();

export function placingOf(agreement: Agreement): Placing {
  const made = placings.get(agreement.compilation);
  if (made !== undefined) return made;
  const { compilation, isCurrent, irFiles = isCurrent ? compilation.files : [] } = agreement;
  const before = new Map(irFiles.map((file) => [file.path, file]));
  const moves = new Map(
    compilation.files.map(({ path, text }) => [path, moveBetween(before.get(path)?.text ?? '', text)]),
  );
  const placing: Placing = ({ file, line, column, endLine, endColumn }) => {
    const lines = before.get(file)?.lines;
    const [start, end] = [lines?.[line - 1], lines?.[endLine - 1]];
    if (start === undefined || end === undefined) return undefined;
    const span = moves.get(file)?.({ start: start + column - 1, end: end + endColumn - 1 });
    return span === undefined ? undefined : { file, span };
  };
  placings.set(agreement.compilation, placing);
  return placing;
}

/** A row with where it stands now. */
export interface PlacedRow {
  readonly clauses: readonly Clause[];
  readonly span: Span;
}

const placed = new WeakMap<Compilation, Map<string, readonly PlacedRow[]>>();

/** The rows that stand in the file, in the order of the text; without those that were edited since they were last right. */
export function rowsIn(agreement: Agreement, file: string): readonly PlacedRow[] {
  const byFile = placed.get(agreement.compilation) ?? new Map<string, readonly PlacedRow[]>();
  placed.set(agreement.compilation, byFile);
  const made = byFile.get(file);
  if (made !== undefined) return made;
  const placing = placingOf(agreement);
  const rows = (knownOf(agreement)?.rows ?? []).flatMap((clauses): PlacedRow[] => {
    const [first] = clauses;
    const place = first === undefined || first.span.file !== file ? undefined : placing(first.span);
    return place === undefined ? [] : [{ clauses, span: place.span }];
  });
  const sorted = rows.sort((a, b) => a.span.start - b.span.start);
  byFile.set(file, sorted);
  return sorted;
}
