// Compiling again after an edit, with what is remembered of the text before, gives what compiling it for the first time gives.
import { type Compilation, compile, compileInSteps, Memory } from '@avtal/compiler';
import { type Item, type Parsed, reparse } from '@avtal/grammar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizedAgreement } from '../../bench/sized.ts';
import { exampleTexts } from '../texts.ts';

const texts = [
  ...exampleTexts.map(([, text]) => text).filter((text) => /^agreement /m.test(text)),
  sizedAgreement(150),
];

/** Rows that come in: of every kind, right and wrong. */
const rows = [
  '  rate work during Mon-Fri 07:00-09:00: 700/h',
  '  override rate work during Sat 07:00-09:00: 710/h',
  '  rate nothing: 700/h',
  '  choice extra: some, more; default some',
  '  rate work when extra is more: 5/h',
  '  window late = Mon-Fri 20:00-22:00',
  '  window core = Mon-Fri 09:00-15:00',
  '  tiers A | B',
  '  fee extra per month: 4',
  '  surcharge extra: +5% on work, fee extra',
  '  include work per month: unlimited',
  '  module extra "Extra" {',
  '  when tier is Pro {',
  '  }',
  '    except when extra is more: 4/h',
  '    counted per started 15 min, each job',
  '  § 4.2  price callout: 5',
  '  over § 4.2 price callout: 6',
  '  accept AV4001 "so meant"',
  '  holidays Sweden',
  '  currency SEK',
  '  valid from 2026-02-01',
  '  table respond | resolve',
  'document terms "Terms" { rate work: 4/h }',
];

type Edit = (lines: string[], at: number, other: number) => void;
const edits: Readonly<Record<string, Edit>> = {
  less: (lines, at) => lines.splice(at, 1),
  twice: (lines, at) => lines.splice(at, 0, lines[at] ?? ''),
  moved: (lines, at, other) => lines.splice(at, 0, ...lines.splice(other, 1)),
  swapped: (lines, at, other) => {
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  },
  digit: (lines, at, other) => {
    lines[at] = (lines[at] ?? '').replace(/\d/, String(other % 10));
  },
  shorter: (lines, at, other) => {
    lines[at] = (lines[at] ?? '').slice(0, other % 60);
  },
  empty: (lines, at) => lines.splice(at, 0, ''),
  comes: (lines, at, other) => lines.splice(at, 0, rows[other % rows.length] ?? ''),
};

const edit = fc.record({
  kind: fc.constantFrom(...Object.keys(edits)),
  at: fc.nat(9_999),
  other: fc.nat(9_999),
  /** Goes again at once, as people do. */
  isUndone: fc.boolean(),
});

const said = ({ ir, diagnostics, names }: Compilation): unknown => ({
  ir,
  diagnostics,
  names: names
    .inFile('a.avtal')
    .map(({ span, role, symbol, states, asks }) => [
      span,
      role,
      symbol.kind,
      symbol.name,
      symbol.declaredAt,
      states,
      asks,
    ]),
});

/** Holds each text that it is given against a first compilation of it. */
function compiledAgain(first: string): (text: string) => void {
  const memory = new Memory();
  let parsed: Parsed = reparse(first, undefined);
  return (text) => {
    parsed = reparse(text, parsed);
    const now = compile('a.avtal', () => text, { memory, parse: () => parsed });
    const fresh = compile('a.avtal', () => text);
    expect(JSON.stringify(said(now), null, 1)).toBe(JSON.stringify(said(fresh), null, 1));
  };
}

const times = Number(process.env.AVTAL_RUNS ?? 1);
const seed = Number(process.env.AVTAL_SEED ?? 5);

test('an agreement compiled again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 6 }), (first, all) => {
      const again = compiledAgain(first);
      let text = first;
      again(text);
      for (const { kind, at, other, isUndone } of all) {
        const lines = text.split('\n');
        edits[kind]?.(lines, at % lines.length, kind === 'digit' || kind === 'comes' ? other : other % lines.length);
        const before = text;
        text = lines.join('\n');
        again(text);
        if (!isUndone) continue;
        text = before;
        again(text);
      }
    }),
    { numRuns: 60 * times, seed },
  );
}, 600_000);

/** Rows of questions that are asked anyway: in situations that others share, or that nobody asks about else. */
const cutting = [
  'rate work when channel is email: 725/h',
  'rate work when task is other and channel is email: 726/h',
  'rate work when estimate over 10 h: 6/h',
  'override rate work when severity is high: 7/h',
  'respond when channel is email: 3 h',
  'rate work when task is other, fixed from start: 3/h',
  'override rate work during Sat when channel is phone: 8/h',
  'default rate work when severity is normal: 9/h',
];

test('questions with findings, cut by ever other choices and windows', () => {
  const step = fc.record({ place: fc.nat(9_999), row: fc.nat(cutting.length + 3), isUndone: fc.boolean() });
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { minLength: 4, maxLength: 8 }), (isContradicted, steps) => {
      const sized = sizedAgreement(110);
      const first = isContradicted ? sized.replace('Mon-Fri 16:00', 'Mon-Fri 07:00') : sized;
      const again = compiledAgain(first);
      let text = first;
      again(text);
      for (const { place, row, isUndone } of steps) {
        const lines = text.split('\n');
        const prices = lines.flatMap((line, at) => (/\d\/h/.test(line) ? [at] : []));
        const at = prices[place % prices.length] ?? 0;
        const here = lines[at] ?? '';
        const comes = cutting[row];
        if (comes !== undefined) lines.splice(at, 0, `${/^ */.exec(here)?.[0]}${comes}`);
        else if (row === cutting.length) lines.splice(at, 1);
        else if (row === cutting.length + 1) lines[at] = here.replace(/\d(?=\d+\/h)/, String(1 + (place % 9)));
        const before = text;
        text = lines.join('\n');
        if (row > cutting.length + 1) text = text.replace(/(?<=window +core.*)\d\d(?=:00-)/, `0${6 + (place % 4)}`);
        again(text);
        if (!isUndone) continue;
        text = before;
        again(text);
      }
    }),
    { numRuns: 12 * times, seed },
  );
}, 600_000);

/** What of a compilation is new, counted: rows that were read, clauses that were lowered, questions that were analysed. */
function counting(): (text: string) => { rows: number; clauses: number; questions: number } {
  const memory = new Memory();
  let parsed: Parsed | undefined;
  let known = new Set<unknown>();
  return (text) => {
    parsed = reparse(text, parsed);
    const tree = parsed;
    const steps = compileInSteps('a.avtal', () => text, { memory, parse: () => tree });
    let questions = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) questions++;
    const rows = tree.file.items.flatMap((item) => ('items' in item ? leaves(item.items ?? []) : []));
    const clauses = step.value.ir?.clauses ?? [];
    const fresh = (all: readonly unknown[]): number => all.filter((one) => !known.has(one)).length;
    const counted = { rows: fresh(rows), clauses: fresh(clauses), questions };
    known = new Set([...rows, ...clauses]);
    return counted;
  };
}

const leaves = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => ('items' in item ? leaves(item.items) : [item]));

test('one edit in a thousand lines does the work of its row', () => {
  const text = sizedAgreement(1000);
  const count = counting();
  const first = count(text);
  expect(first.rows).toBeGreaterThan(600);
  expect(first.clauses).toBeGreaterThan(600);
  expect(first.questions).toBeGreaterThan(130);
  // Nothing changed: what the analysis of remarks goes through stays, and no question is asked again.
  const nothing = count(text);
  expect(nothing).toMatchObject({ rows: 0, clauses: 0 });
  const after = (edited: string) => {
    const { questions, ...made } = count(edited);
    return { ...made, questions: questions - nothing.questions };
  };
  const price = text.replace(/(?<=§ 17\.4 .*backup: +)\d/, '7');
  expect(after(price)).toEqual({ rows: 1, clauses: 3, questions: 1 });
  // Clauses behind it stand in other lines. Only the row that begins in the same way is read with the one that came.
  const row = price.replace(
    '\n    § 30.5',
    '\n    rate work when task is other and channel is email: 725/h\n    § 30.5',
  );
  expect(after(row)).toMatchObject({ rows: 2, questions: 1 });
  expect(after(price)).toMatchObject({ rows: 1, questions: 1 });
  // Rows speak of windows by name: another time of day is not their business, and cuts the year into the same kinds of time.
  const window = price.replace(/(?<=core .*Mon-Fri )\d\d/, '07');
  expect(after(window)).toEqual({ rows: 1, clauses: 0, questions: 0 });
  // What is declared concerns every row.
  const choice = window.replace('phone "telefon"', 'phone "telefon", chat');
  expect(after(choice).clauses).toBe(first.clauses);
});
