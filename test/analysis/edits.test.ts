// Random edits of the five agreements: the analysis finds in them what brute force finds, and nothing else.
//
//   npx vitest run test/analysis/edits.test.ts                                   a few, always the same
//   AVTAL_EDITS=1000 AVTAL_SEED=7 npx vitest run test/analysis/edits.test.ts     a thousand others, and what was made of them
import { readFileSync } from 'node:fs';
import { analyse, compile, type Finding } from '@avtal/compiler';
import type { Clause, Ir } from '@avtal/runtime';
import { expect, test } from 'vitest';
import { Tape } from '../random/tape.ts';
import { meaning } from '../reference/questions.ts';
import { classify } from './brute/classify.ts';
import { everySituation, isInForce, outcomeAt, situationOf } from './brute/one-by-one.ts';
import { type Asked, questionsOf } from './brute/questions.ts';
import { edited, type Names, namesOf, type Text } from './edits.ts';

const names = ['itpays', 'ballou', 'managed-operations', 'mega-bite', 'pector-guld'] as const;
const many = Number(process.env.AVTAL_EDITS ?? 40);
const seed = Number(process.env.AVTAL_SEED ?? 1);

interface Base {
  readonly name: string;
  readonly text: Text;
  readonly names: Names;
}

/** In force for so long that brute force can look at all of it. The examples in the file are not edited. */
function baseOf(name: string, valid: string): Base {
  const file = (path: string): string =>
    readFileSync(new URL(`../../examples/${name}/${path}`, import.meta.url), 'utf8');
  const agreement = file(`${name}.avtal`)
    .replace(/^ {2}example [\s\S]*?^ {2}\}\n/gm, '')
    .replace(/^ +(?:accept|valid) .*\n/gm, '')
    .replace(/^ +currency/m, `  valid ${valid}\n$&`);
  const text = { agreement, order: file('order.avtal') };
  const ir = irOf(name, text);
  if (ir === undefined) throw new Error(`${name} does not compile`);
  return { name, text, names: namesOf(ir) };
}

function irOf(name: string, { agreement, order }: Text): Ir | undefined {
  const files: Readonly<Record<string, string>> = { [`${name}.avtal`]: agreement, 'order.avtal': order };
  return compile('order.avtal', (path) => files[path], { analysis: false }).ir;
}

/** A tape of its own for each case, the same in every run. */
function tapeOf(run: number): Tape {
  let state = (seed * 1_000_003 + run) >>> 0;
  const numbers = Array.from({ length: 80 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    return (state >>> 8) & 0xffff;
  });
  return new Tape(numbers);
}

interface Case {
  readonly run: number;
  readonly name: string;
  readonly tape: Tape;
  readonly ir: Ir;
  readonly edits: readonly string[];
}

/** So many edits that compile as far as the analysis; of the others, how many there were. */
function cases(count: number, valid: string): { readonly cases: Case[]; readonly refused: number } {
  const bases = names.map((name) => baseOf(name, valid));
  const made: Case[] = [];
  let refused = 0;
  for (let run = 0; made.length < count; run += 1) {
    const tape = tapeOf(run);
    const base = bases[run % bases.length] as Base;
    const one = edited(tape, base.text, base.names);
    if (one === undefined) continue;
    const ir = irOf(base.name, one);
    if (ir === undefined) refused += 1;
    else made.push({ run, name: base.name, tape, ir, edits: one.edits });
  }
  return { cases: made, refused };
}

// ---------------------------------------------------------------------------------------------- what is compared

const rowOf = ({ span }: Clause): string => `${span.file}:${span.line}`;
const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
const idsOf = (clauses: readonly Clause[]): string => sorted(clauses.map(({ id }) => id)).join();

/** What the analysis says of one question: pairs of rows that contradict, whether there is a gap, clauses without effect. */
function said(findings: readonly Finding[]) {
  return {
    contradictions: sorted(
      findings.flatMap((one) =>
        one.kind === 'contradiction' ? [sorted([...one.one, ...one.other].map(rowOf)).join(' against ')] : [],
      ),
    ),
    gap: findings.some(({ kind }) => kind === 'gap'),
    circle: findings.some(({ kind }) => kind === 'circle'),
    silent: sorted(
      findings.flatMap((one) => (one.kind === 'dead' || one.kind === 'never' ? one.clauses.map(({ id }) => id) : [])),
    ),
    // That there are more than are listed is no doubt.
    undecided: findings.some((one) => one.kind === 'undecided' && !one.what.startsWith('further')),
  };
}

/** Whether what is shown is so where it is shown, as the reference answers there. */
function holds(asked: Asked, finding: Finding): boolean {
  if (!('witness' in finding)) return true;
  const { situation, says } = finding.witness;
  const { at, choices, numbers = {}, moments = {} } = situation;
  const { matching, best } = outcomeAt(asked, {
    at,
    choices,
    numbers,
    start: () => moments.start ?? at,
    events: moments,
  });
  const [one, other] = says.map(({ clause: { id } }) => matching.find((clause) => clause.id === id));
  const wins = (clause: Clause | undefined): boolean => clause !== undefined && best.includes(clause);
  if (!isInForce(asked.ir, at)) return false;
  switch (finding.kind) {
    case 'contradiction':
      return one !== undefined && other !== undefined && wins(one) && wins(other) && meaning(one) !== meaning(other);
    case 'gap':
      return matching.length === 0;
    case 'circle':
      return matching.length > 2 && best.length === 0;
    case 'dead':
      return one !== undefined && !wins(one) && wins(other);
  }
}

function differences({ ir, tape }: Case, counted: { situations: number; kinds: number; found: number }): string[] {
  const { findings, irreproducible } = analyse(ir);
  if (findings.length > 0) counted.found += 1;
  return [
    ...irreproducible.map(({ kind }) => `irreproducible ${kind}`),
    ...questionsOf(ir).flatMap((asked): string[] => {
      const { question, order } = asked;
      const brute = classify(asked);
      counted.situations += brute.situations;
      counted.kinds += brute.kinds;
      const here = findings.filter(
        (one) => 'space' in one && one.space.question === question && one.space.context.order.id === order.id,
      );
      const row = (id: string): string =>
        asked.clauses
          .filter((one) => one.id === id)
          .map(rowOf)
          .join();
      const analysed = JSON.stringify(said(here));
      const expected = JSON.stringify({
        contradictions: sorted([...brute.pairs].map((pair) => sorted(pair.split(' ').map(row)).join(' against '))),
        gap: brute.gap,
        circle: brute.circle,
        silent: sorted(brute.silent),
        undecided: false,
      });
      const where = `${question} ${order.id}`;
      const raw = Array.from({ length: 3 }, () =>
        situationOf(asked, (all) => all[tape.int(0, all.length - 1)] as never),
      );
      return [
        ...(analysed === expected ? [] : [`${where}\n  analysis    ${analysed}\n  brute force ${expected}`]),
        ...here.flatMap((one) => (holds(asked, one) ? [] : [`${where}: ${one.kind} is not as its witness says`])),
        // A sample is looked at without collapsing anything.
        ...raw
          .map((situation) => idsOf(outcomeAt(asked, situation).best))
          .flatMap((outcome) => (brute.outcomes.has(outcome) ? [] : [`${where}: collapsing lost ${outcome}`])),
      ];
    }),
  ];
}

// ------------------------------------------------------------------------------------------------------ the tests

test(`${many} random edits of the agreements, every quarter of an hour of two years`, () => {
  const made = cases(many, 'from 2026-01-01 until 2027-12-31');
  const counted = { situations: 0, kinds: 0, found: 0 };
  const failed = made.cases.flatMap((one) => {
    const found = differences(one, counted);
    return found.length === 0 ? [] : [`${one.run}: ${one.name}, ${[...one.edits, ...found].join('\n')}`];
  });
  if (process.env.AVTAL_EDITS !== undefined) {
    const names = made.cases.flatMap(({ edits }) => edits.map((edit) => edit.replace(/\n[\s\S]*/, '')));
    const kinds = [...Map.groupBy(names, (name) => name)].map(([name, all]) => `${all.length} × ${name}`).sort();
    console.log({ ...counted, refused: made.refused, differ: failed.length }, kinds.join('\n'));
  }
  expect(failed.slice(0, 10).join('\n\n')).toBe('');
  // Most edits reach the analysis, and in many of them something is wrong.
  expect(made.refused).toBeLessThan(many / 4);
  expect(counted.found).toBeGreaterThan(many / 4);
});

test('every situation of three weeks one by one, with nothing collapsed', () => {
  let asked = 0;
  // Easter, and the night that lacks an hour.
  for (const { ir } of cases(Math.min(10, Math.ceil(many / 20)), 'from 2026-03-23 until 2026-04-12').cases)
    for (const question of questionsOf(ir)) {
      const brute = classify(question);
      if (brute.situations > 30_000) continue;
      asked += brute.situations;
      const outcomes = new Set<string>();
      for (const situation of everySituation(question)) outcomes.add(idsOf(outcomeAt(question, situation).best));
      expect({ question: question.question, outcomes: sorted(outcomes) }).toEqual({
        question: question.question,
        outcomes: sorted(brute.outcomes),
      });
    }
  expect(asked).toBeGreaterThan(10_000);
});
