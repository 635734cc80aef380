// Repairs of contradictions: each offered only where it decides between the two rows and leaves nothing else undecided.
import type * as ast from '@avtal/grammar';
import { type Clause, dayOf, type Ir, overrides, precedence } from '@avtal/runtime';
import { append, replace } from '../clauses/desk.ts';
import { headEnd } from '../clauses/heads.ts';
import type { Draft } from '../clauses/lowered.ts';
import type { Fix } from '../reporting/diagnostics.ts';
import type { Finding } from './finding.ts';
import { type Area, areaOf, has, isWithin, isWithinOn, merged, type Steps, uncovered } from './regions.ts';
import { draftOf, isOwnRow, type Reporting, rowName, withoutOverrideFix } from './repairs.ts';
import { isSameRow } from './rows.ts';
import type { Space } from './space.ts';
import { selfOf } from './witness.ts';
import { areaText } from './words.ts';

/** A price that changes on a day on which the old row does not end. */
export interface PriceChange {
  readonly from: string;
  readonly old: Clause;
  readonly next: Clause;
}

/** The row of a clause: its columns, as members of the space. */
type Row = readonly number[];

type Contradiction = Extract<Finding, { readonly kind: 'contradiction' }>;

const rowIn = ({ members }: Space, [clause]: readonly Clause[]): Row =>
  clause === undefined ? [] : members.flatMap((member, at) => (isSameRow(member.clause, clause) ? [at] : []));

const areasOf = ({ members }: Space, row: Row): readonly Area[] => row.flatMap((at) => members[at]?.areas ?? []);

/** Which of the rows is the old one, where the other is meant to follow it. */
export function priceChangeOf({ space, one, other }: Contradiction): PriceChange | undefined {
  const [a, b] = [rowIn(space, one), rowIn(space, other)];
  return changeOf(space, a, b) ?? changeOf(space, b, a);
}

function changeOf(space: Space, old: Row, next: Row): PriceChange | undefined {
  const { layout, members } = space;
  const clausesOf = (row: Row): readonly Clause[] => row.flatMap((at) => members[at]?.clause ?? []);
  const starts = (row: Row) => new Set(clausesOf(row).flatMap(({ when }) => when.map(({ dates }) => dates?.from)));
  const [from, ...others] = starts(next);
  if (from === undefined || others.length > 0) return undefined;
  if ([...starts(old)].some((start) => start !== undefined && start >= from)) return undefined;
  const self = selfOf(space);
  const axis = space.axes.indexOf(self);
  const cut = self.atoms.cuts.indexOf(dayOf(from));
  const isLater = (area: Area): boolean =>
    self.atoms.all.some(({ band }, atom) => band > cut && has(layout, area, axis, atom));
  const isEarlier = (area: Area): boolean =>
    self.atoms.all.some(({ band }, atom) => band <= cut && has(layout, area, axis, atom));
  const before = areasOf(space, old);
  if (!before.some(isEarlier)) return undefined;
  // Whatever the old row says from that day on, the next must say too: else it is an exception, and no change.
  if (leftOf(space, before, areasOf(space, next))?.some(isLater) !== false) return undefined;
  const [first, second] = [clausesOf(old)[0], clausesOf(next)[0]];
  return first && second && { from, old: first, next: second };
}

/** The old row ends when the next begins. */
export function endFix(reporting: Reporting, { from, old }: PriceChange): Fix | undefined {
  const draft = draftOf(reporting, old);
  if (draft?.head === undefined || !isOwnRow(draft)) return undefined;
  const desk = { model: reporting.model, place: draft.place };
  const { node } = draft.head;
  const title = `Write \`before ${from}\` in ${rowName(reporting, old)}`;
  const end = ownParts(node).find(({ kind }) => kind === 'until' || kind === 'before');
  return end === undefined
    ? append(desk, headEnd(node), ` before ${from}`, title)
    : replace(desk, end, `before ${from}`, title);
}

/** Marks that let one row beat the other, and conditions that keep one out of where the other holds. */
export function decidingFixes(
  reporting: Reporting,
  { space, one, other }: Contradiction,
): readonly (Fix | undefined)[] {
  const rows = [
    { wins: rowIn(space, one), loses: rowIn(space, other) },
    { wins: rowIn(space, other), loses: rowIn(space, one) },
  ];
  return [
    ...rows.flatMap(({ wins, loses }) => markFixes(reporting, space, wins, loses)),
    ...rows.map(({ wins, loses }) => narrowFix(reporting, space, loses, wins)),
  ];
}

function markFixes(reporting: Reporting, space: Space, wins: Row, loses: Row): readonly (Fix | undefined)[] {
  const { ir } = reporting.analysis.spaces;
  const [winner, loser] = [wins, loses].map(([first]) => space.members[first ?? -1]?.clause);
  const draft = winner && draftOf(reporting, winner);
  // A row that is beaten wherever it holds has no use: then it is the other that should win.
  const covers = areasOf(space, wins);
  const isDead = areasOf(space, loses).every((area) => covers.some((cover) => isWithin(area, cover)));
  if (winner === undefined || loser === undefined || draft === undefined || isDead) return [];
  const before = (text: string): Fix => ({
    title: `Write \`${text}\` before ${rowName(reporting, winner)}`,
    edits: [{ file: draft.place.file, span: { start: draft.span.start, end: draft.span.start }, text: `${text} ` }],
  });
  const settles = (row: Row, change: (clause: Clause) => Clause): boolean =>
    isSettled(space, ir, wins, loses, row, change);
  const override = (): Fix | undefined =>
    winner.rank === 'plain' && isOwnRow(draft) && settles(wins, (clause) => ({ ...clause, rank: 'override' }))
      ? before('override')
      : undefined;
  const over = (): Fix | undefined => {
    const { paper, document, question } = loser;
    if (paper === undefined || document !== winner.document || !isOwnRow(draft)) return undefined;
    const ids = ir.clauses.flatMap((clause) =>
      clause.paper === paper && clause.document === document && clause.question === question ? [clause.id] : [],
    );
    const beaten = (clause: Clause): Clause => ({ ...clause, over: [...clause.over, ...ids] });
    return settles(wins, beaten) ? before(`over § ${paper}`) : undefined;
  };
  const plain = (): Fix | undefined =>
    loser.rank === 'override' && settles(loses, (clause) => ({ ...clause, rank: 'plain' }))
      ? withoutOverrideFix(reporting, loser)
      : undefined;
  return [override(), winner.rank === 'plain' ? undefined : over(), plain()];
}

/** Whether the winners, with `row` changed, beat the losers, and no other pair that was decided becomes undecided. */
function isSettled(
  { members, meeting, answer, beats }: Space,
  ir: Ir,
  wins: Row,
  loses: Row,
  row: Row,
  change: (clause: Clause) => Clause,
): boolean {
  const changed = new Map(row.flatMap((at) => members[at]?.clause ?? []).map((clause) => [clause.id, change(clause)]));
  const now = (clause: Clause): Clause => changed.get(clause.id) ?? clause;
  const naming = ir.clauses.filter(({ id, over }) => over.length > 0 || changed.has(id));
  const compare = precedence(ir.documents, overrides(naming.map(now)));
  return row.every((a) =>
    meeting(members[a]?.areas ?? []).every(({ member: b }) => {
      const [own, other] = [members[a], members[b]];
      if (own === undefined || other === undefined || a === b) return true;
      const after = compare(now(own.clause), now(other.clause));
      const isPair = wins.includes(a) ? loses.includes(b) : wins.includes(b);
      const isDecided = isPair
        ? wins.includes(a) === after > 0 && after !== 0
        : after !== 0 || !(beats(a, b) || beats(b, a));
      return isDecided || answer(a) === answer(b);
    }),
  );
}

/** The condition that leaves the row what the other does not answer, where one condition says it. */
function narrowFix(reporting: Reporting, space: Space, wide: Row, other: Row): Fix | undefined {
  const { ir } = reporting.analysis.spaces;
  const covers = areasOf(space, other);
  const texts = new Set<string | undefined>();
  for (const at of wide) {
    const areas = areasOf(space, [at]);
    const [area, ...more] = areas;
    const [left, ...rest] = leftOf(space, areas, covers) ?? [];
    const isPlain = more.length === 0 && rest.length === 0;
    texts.add(isPlain && area && left ? areaText(space, changedIn(space, area, left), ir).row : undefined);
  }
  const [text, ...others] = texts;
  const clause = space.members[wide[0] ?? -1]?.clause;
  const draft = clause && draftOf(reporting, clause);
  if (text === undefined || text === '' || others.length > 0 || draft?.head === undefined || !isOwnRow(draft))
    return undefined;
  return conditionFix(reporting, draft, text);
}

function conditionFix(reporting: Reporting, draft: Draft, whole: string): Fix | undefined {
  const { head, place } = draft;
  if (head === undefined) return undefined;
  const desk = { model: reporting.model, place };
  const parts = ownParts(head.node);
  const when = parts.find((part) => part.kind === 'when');
  const [hours = '', condition] = whole.split(/(?:^| )when /);
  const during = parts.reduce((left, part) => without(left, desk.model.textOf(part, place)), hours);
  const text = [...(during === '' ? [] : [during]), ...(condition === undefined ? [] : [`when ${condition}`])].join(
    ' ',
  );
  const title = `Say \`${text}\` in ${rowName(reporting, draft.clause)}`;
  // Without a comma: behind one, `outside core` would be another window of the `during` before it.
  if (condition === undefined || when === undefined) return append(desk, headEnd(head.node), ` ${text}`, title);
  // `or` binds looser than the `and` that would follow it.
  if (during !== '' || when.condition.kind === 'any') return undefined;
  return append(desk, when, ` and ${condition}`, title);
}

/** The conditions without one with which they begin or end: the row says it already. */
function without(conditions: string, said: string): string {
  const both = [said, said.replace(/^(\w+) (.*)$/, '$1 ($2)')];
  return both.reduce((left, one) => {
    const words = ` ${left} `;
    if (words.startsWith(` ${one} `)) return words.slice(one.length + 2).trim();
    return words.endsWith(` ${one} `) ? words.slice(0, -one.length - 2).trim() : left;
  }, conditions);
}

/** The parts that stand in the head itself, and not in a group round the row. */
const ownParts = ({ span, parts }: ast.Head): readonly ast.HeadPart[] =>
  parts.filter((part) => part.span.start >= span.start && part.span.end <= span.end);

/** What is left of `area`, with every value on the axes on which nothing was taken away. */
function changedIn({ layout, axes, happened }: Space, area: Area, left: Area): Area {
  const same = axes.map((_, axis) => isWithinOn(layout, area, left, axis));
  const kept = (axis: number): Area => (same[axis] === true ? happened : left);
  return areaOf(layout, (axis) => (value) => has(layout, kept(axis), axis, value)) ?? left;
}

/** What none of the covers has; undefined where that has too many parts. */
function leftOf({ layout }: Space, areas: readonly Area[], covers: readonly Area[]): readonly Area[] | undefined {
  const left: Area[] = [];
  const steps: Steps = { left: mostSteps };
  const visit = (part: Area): boolean => left.push(part) < mostParts;
  for (const area of areas) uncovered({ layout, steps, visit }, area, covers);
  return steps.left < 0 || left.length >= mostParts ? undefined : merged(layout, left);
}

const mostSteps = 5000;
const mostParts = 40;
