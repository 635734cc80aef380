// What clauses say of one another: `over § 4.2`, and values taken from other clauses.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Model } from '../model.ts';
import { inOrder } from '../names/graph.ts';
import { say, sayNoClause, textOf } from './desk.ts';
import type { Draft } from './lowered.ts';
import { ofDocument } from './named.ts';
import type { Shared } from './slot.ts';

/** The drafts with the ids of the clauses that they beat by paper number. */
export function linkOver(drafts: readonly Draft[], model: Model): readonly Draft[] {
  if (drafts.every(({ marks }) => marks.over.length === 0)) return drafts;
  const byNumber = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const number = draft.marks.paper?.number;
    if (number === undefined) continue;
    const known = byNumber.get(number);
    if (known === undefined) byNumber.set(number, [draft]);
    else known.push(draft);
  }
  /** Numbers that named something to beat for some clause of their row. */
  const useful = new Set<ast.PaperNumber>();
  const linked = drafts.map((draft) => {
    const ids = draft.marks.over.flatMap((paper) => {
      const others = numbered(byNumber, paper, draft);
      const [first] = others;
      const name = { text: paper.number, span: paper.span };
      if (first !== undefined) model.uses.use('paper', name, draft.place, ofDocument(first.clause, model));
      const beaten = others.filter(({ clause }) => clause.question === draft.clause.question);
      if (beaten.length > 0) useful.add(paper);
      return beaten.map(({ clause }) => clause.id);
    });
    if (ids.length === 0) return draft;
    return { ...draft, clause: { ...draft.clause, over: [...new Set([...draft.clause.over, ...ids])] } };
  });
  const reported = new Set<ast.PaperNumber>();
  for (const draft of drafts) {
    for (const paper of draft.marks.over) {
      if (useful.has(paper) || reported.has(paper)) continue;
      reported.add(paper);
      reportOver(paper, byNumber, draft, model);
    }
  }
  return linked;
}

/** The clauses of that number: of the same paper where it has any, else of all. Never the clause itself. */
function numbered(
  byNumber: ReadonlyMap<string, readonly Draft[]>,
  paper: ast.PaperNumber,
  draft: Draft,
): readonly Draft[] {
  const all = (byNumber.get(paper.number) ?? []).filter((other) => other.clause.id !== draft.clause.id);
  const own = all.filter((other) => other.clause.document === draft.clause.document);
  return own.length > 0 ? own : all;
}

function reportOver(
  paper: ast.PaperNumber,
  byNumber: ReadonlyMap<string, readonly Draft[]>,
  draft: Draft,
  model: Model,
): void {
  const desk = { model, place: draft.place };
  if (byNumber.has(paper.number)) {
    const clause = draft.head?.written ?? draft.clause.kind;
    say(desk, 'over-other-question', { number: paper.number, clause }, paper);
    return;
  }
  const known = [...byNumber.keys()].map((number) => `§ ${number}`);
  say(desk, 'unknown-paper', { number: paper.number, guess: closest(`§ ${paper.number}`, known), known }, paper);
}

/** Reports values taken from clauses that are not there, and chains of them that end nowhere. */
export function checkReferences({ references, questions: asked }: Shared): void {
  const questions = [...asked];
  const index = new Map(questions.map((question, at) => [question, at]));
  const needs = questions.map((): number[] => []);
  for (const reference of references) {
    const from = index.get(reference.from);
    const to = index.get(reference.to);
    if (to === undefined) {
      const known = questions.filter((question) => !question.startsWith('fee')).map(worded);
      const guess = closest(worded(reference.to), known);
      const params = { written: textOf(reference, reference.node), guess, known };
      sayNoClause(reference, reference.to.split(':').at(-1) ?? '', params, reference.node);
    } else if (from !== undefined) needs[from]?.push(to);
  }
  for (const cycle of inOrder(questions.length, (node) => needs[node] ?? []).cycles) {
    const chain = cycle.map((node) => questions[node] ?? '');
    const reference = references.find(({ from, to }) => chain.includes(from) && chain.includes(to));
    if (reference !== undefined) say(reference, 'answers-itself', { chain: chain.map(worded) }, reference.node);
  }
}

const worded = (question: string): string => question.replaceAll(':', ' ');
