// Which parts of conditions exclude each other: why a row never holds, and why an override meets nothing.
import type * as ast from '@avtal/grammar';
import type { Clause, Condition, WindowInfo } from '@avtal/runtime';
import { conditionOf } from '../clauses/heads.ts';
import type { Draft } from '../clauses/lowered.ts';
import type { Model } from '../model.ts';
import { meets } from './regions.ts';
import { draftOf, type Reporting } from './repairs.ts';
import { rowOf } from './rows.ts';
import type { Space } from './space.ts';

/** One thing that a head asks for, as it is written. */
interface Part {
  readonly text: string;
  readonly condition: Condition;
}

/** The part of the row that never holds, or two of which each may and never both; none where it takes more of them. */
export function excludingIn(reporting: Reporting, space: Space, clause: Clause): readonly string[] {
  const parts = partsOf(reporting, draftOf(reporting, clause));
  const [alone] = apart(reporting, space, clause, parts, parts, (one, other) => one === other);
  return alone === undefined ? apart(reporting, space, clause, parts, parts, (one, other) => one < other) : [alone];
}

export interface Missed {
  readonly clause: Clause;
  /** What the row asks for, and what the other does; none where more than two parts keep them apart. */
  readonly parts: readonly string[];
}

/** The row that the clause would beat if it met it, and comes nearest to. */
export function missedBy(reporting: Reporting, space: Space, clause: Clause): Missed | undefined {
  const at = space.members.findIndex((member) => member.clause.id === clause.id);
  const own = partsOf(reporting, draftOf(reporting, clause));
  const beaten = space.members.filter(
    (other, index) => rowOf(other.clause) !== rowOf(clause) && space.beats(at, index),
  );
  const missed = beaten.map((other): Missed => {
    const theirs = partsOf(reporting, draftOf(reporting, other.clause));
    return { clause: other.clause, parts: apart(reporting, space, clause, own, theirs, () => true) };
  });
  return missed.find(({ parts }) => parts.length > 0) ?? missed[0];
}

function partsOf({ model }: Reporting, draft: Draft | undefined): readonly Part[] {
  if (draft?.head === undefined) return [];
  const { place, head } = draft;
  const desk = { model, place };
  return head.node.parts.flatMap((part): Part[] => {
    if (part.kind === 'when' && part.condition.kind === 'all')
      return part.condition.of.map((one) => ({
        text: model.textOf(one, place),
        condition: model.condition(one, place),
      }));
    const condition = conditionOf([part], always, desk);
    return condition === always ? [] : [{ text: model.textOf(part, place), condition }];
  });
}

const always: Condition = [{}];

/** The first two parts, one of each list, that never hold together. */
function apart(
  { analysis: { spaces } }: Reporting,
  space: Space,
  clause: Clause,
  some: readonly Part[],
  others: readonly Part[],
  isAsked: (one: number, other: number) => boolean,
): readonly string[] {
  const asked = [...some, ...others].map(({ condition }, at) => ({ ...clause, id: `part ${at}`, when: condition }));
  const joint = spaces.ofClauses(asked as readonly Clause[], space.context);
  if (joint === undefined) return [];
  const areas = joint.members.map((member) => member.areas);
  for (const [at, one] of some.entries())
    for (const [index, other] of others.entries()) {
      const [left = [], right = []] = [areas[at], areas[some.length + index]];
      const isMet = left.some((a) => right.some((b) => meets(joint.layout, a, b)));
      if (isAsked(at, index) && !isMet) return [one.text, other.text];
    }
  return [];
}

/**
 * The parts of which a window that never opens was made; `column`: of the tier for which alone it does not. Undefined
 * where it is said once for all tiers: then what it is made of differs, and for some nothing may be left of it.
 */
export function emptyBecause(
  model: Model,
  { span }: WindowInfo,
  column: number | undefined,
): { readonly how: 'all' | 'except' | undefined; readonly parts: readonly string[] } | undefined {
  const file = model.files.find(({ path }) => path === span.file);
  const start = (file?.lines[span.line - 1] ?? 0) + span.column - 1;
  const declared =
    file && itemsOf(file.tree.items).find((item) => item.kind === 'window' && item.name.span.start === start);
  const columns = declared?.kind === 'window' ? declared.windows : [];
  if (column !== undefined && columns.length < 2) return undefined;
  const window = column === undefined && columns.length > 1 ? undefined : columns[column ?? 0];
  const textOf = (node: ast.WindowExpr): string => (file === undefined ? '' : model.textOf(node, { file: file.path }));
  if (window?.kind === 'intersection') return { how: 'all', parts: window.of.map(textOf) };
  if (window?.kind === 'except') return { how: 'except', parts: [textOf(window.base), textOf(window.minus)] };
  return { how: undefined, parts: [] };
}

type Item = ast.File['items'][number] | ast.Item;

function itemsOf(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => ['items' in item ? itemsOf(item.items ?? []) : [], item].flat());
}
