// Counts what was worked: free parts, minimums and steps, over the scope that the rule names (meanings C2–C6).

import { once } from '../asking/questions.ts';
import { Rational } from '../exact.ts';
import { quantityText, unitName } from '../explaining/explain.ts';
import type { CountClause, CountRule, Index, OpenValue } from '../ir.ts';
import { monthOf } from '../time/civil.ts';
import { climb, stepOf } from './ladder.ts';
import { byTurn, type Piece } from './pieces.ts';
import { clauseName, fail, isTrouble, type Run, trouble, wordTrouble } from './run.ts';
import { askOf, type Starts, scopeMissing, scopeOf } from './scopes.ts';

/** A clause that says how. */
type Rule = CountClause & { readonly value: Exclude<CountClause['value'], OpenValue> };

const isSaid = (clause: CountClause): clause is Rule => clause.value.kind !== 'open';

/** A piece and the clause by which it is counted; none: as it is. */
interface Ruled {
  readonly piece: Piece;
  readonly clause?: Rule;
  /** The scope that the clause counts as one; none: a fact that does not say it, counted exactly. */
  readonly scope?: string;
}

/** Sets what each piece counts for; returns all pieces with those that counting added, in order of time. */
export function count(run: Run, pieces: readonly Piece[], starts: Starts): Piece[] {
  const counting = new Set(run.catalog.clauses('count').map((clause) => clause.subject));
  if (counting.size === 0) return [...pieces];
  const ruled: Ruled[] = [];
  for (const piece of pieces) {
    if (!counting.has(piece.work.subjectIndex)) continue;
    const found = ruleOf(run, piece, starts);
    if (found === undefined) piece.counted = Rational.zero;
    else ruled.push(found);
  }
  const added = groupsOf(run, ruled).flatMap((group) => countGroup(group));
  return added.length === 0 ? [...pieces] : [...pieces, ...added].sort(byTurn);
}

function ruleOf(run: Run, piece: Piece, starts: Starts): Ruled | undefined {
  const question = run.catalog.counting(piece.work.subjectIndex);
  const clause = askOf(run, 'count', question, piece, starts);
  if (clause === undefined) return { piece };
  if (isTrouble(clause)) {
    fail(run, piece.work, clause);
    return undefined;
  }
  if (!isSaid(clause)) {
    fail(run, piece.work, wordTrouble(clause, clause.value));
    return undefined;
  }
  const scope = scopeOf(run, clause.scope, piece.work, piece.from);
  if (scope !== undefined) return { piece, clause, scope };
  if (isExact(clause.value)) return { piece, clause };
  fail(run, piece.work, scopeMissing(run, clause));
  return undefined;
}

/** Whether each quantity counts for itself, whatever it belongs to. */
const isExact = (rule: Rule['value']): boolean => Object.keys(rule).length === 1;

// ---------------------------------------------------------------------------------------------- what is counted as one

/** A rule and what it counts as one. */
interface Group {
  readonly clause?: Rule | undefined;
  readonly members: readonly Ruled[];
}

function groupsOf(run: Run, ruled: readonly Ruled[]): Group[] {
  return wholes(run, ruled).flatMap((members) => {
    if (members.every((member) => sameRule(member, members[0]))) return [{ clause: members[0]?.clause, members }];
    const said = new Set(members.flatMap(({ clause }) => (clause === undefined ? [] : [clause.across])));
    const [across] = said;
    if (across === undefined || said.size > 1) {
      refuse(run, members);
      return [];
    }
    if (across === 'part')
      return [...Map.groupBy(members, ({ clause }) => ruleText(clause)).values()].map((part) => ({
        clause: part[0]?.clause,
        members: part,
      }));
    return [{ clause: (across === 'first' ? members[0] : members.at(-1))?.clause, members }];
  });
}

/** The pieces of each scope that a rule counts as one, and those without a rule that lie in it. */
function wholes(run: Run, ruled: readonly Ruled[]): Ruled[][] {
  const all: Ruled[][] = [];
  const known = once((_subjects: string) => once((_scope: Index) => new Map<string, Ruled[]>()));
  const used = new Map<Index, Set<string>>();
  const takenAsOne = (subject: Index, { together }: Rule): string => `${together ?? subject}`;
  for (const { piece, clause, scope } of ruled) {
    if (clause === undefined || scope === undefined) continue;
    const subjects = takenAsOne(piece.work.subjectIndex, clause);
    for (const subject of clause.together ?? [piece.work.subjectIndex])
      used.set(subject, (used.get(subject) ?? new Set()).add(subjects));
    const wholes = known(subjects)(clause.scope);
    if (wholes.has(scope)) continue;
    const whole: Ruled[] = [];
    wholes.set(scope, whole);
    all.push(whole);
  }
  const scopes = [...new Set(ruled.flatMap(({ clause }) => clause?.scope ?? []))].sort((a, b) => a - b);
  const wholeAround = ({ work, from }: Piece) => {
    for (const scope of scopes) {
      const name = scopeOf(run, scope, work, from);
      for (const subjects of name === undefined ? [] : (used.get(work.subjectIndex) ?? [])) {
        const whole = known(subjects)(scope).get(name ?? '');
        if (whole !== undefined) return whole;
      }
    }
    return undefined;
  };
  for (const member of ruled) {
    const { piece, clause, scope } = member;
    if (clause === undefined) wholeAround(piece)?.push(member);
    else if (scope !== undefined)
      known(takenAsOne(piece.work.subjectIndex, clause))(clause.scope).get(scope)?.push(member);
  }
  return all;
}

function sameRule(a: Ruled, b: Ruled | undefined): boolean {
  return a.clause === b?.clause || ruleText(a.clause) === ruleText(b?.clause);
}

function ruleText(clause: CountClause | undefined): string {
  return clause === undefined ? '' : JSON.stringify([clause.value, clause.scope, clause.across, clause.together]);
}

function refuse(run: Run, members: readonly Ruled[]): void {
  const clauses = [...new Set(members.flatMap(({ clause }) => clause ?? []))];
  const names = clauses.map(clauseName).join(' and ');
  const message = `What ${names} count as one is counted by several rules: say \`across first\`, \`across last\` or \`each part\`.`;
  for (const { piece } of members) {
    fail(run, piece.work, trouble('count-changes-in-scope', message, clauses));
    piece.counted = Rational.zero;
  }
}

// ------------------------------------------------------------------------------------------------------ counting one

function countGroup({ clause, members }: Group): Piece[] {
  if (clause === undefined) return [];
  const pieces = members.map(({ piece }) => piece);
  const total = Rational.sum(pieces.map((piece) => piece.length));
  const { free, charged } = counted(clause.value, total);
  takeFree(clause, pieces, free);
  const difference = charged.minus(total.minus(free));
  if (difference.sign() < 0) takeFromEnd(clause, pieces, difference.negate());
  return difference.sign() > 0 ? [addedPiece(clause, pieces, difference)] : [];
}

/** Meaning C3: what of a total is free and what is charged of the rest. */
export function counted(rule: Rule['value'], total: Rational): { readonly free: Rational; readonly charged: Rational } {
  if (rule.kind === 'ladder') {
    // What is nothing at all is counted by the first step.
    const parts = total.isZero()
      ? [{ value: stepOf(rule, total), quantity: total }]
      : climb(rule, Rational.zero, total);
    const charges = parts.map(({ value, quantity }) =>
      value === undefined ? quantity : counted(value, quantity).charged,
    );
    return { free: Rational.zero, charged: Rational.sum(charges) };
  }
  if (rule.freeIfUpTo !== undefined && total.compare(Rational.of(rule.freeIfUpTo)) <= 0) {
    return { free: total, charged: Rational.zero };
  }
  const hasFree = rule.free !== undefined && rule.free !== '0';
  const free = rule.free === undefined ? Rational.zero : total.min(Rational.of(rule.free));
  const rest = total.minus(free);
  if (hasFree && rest.isZero()) return { free, charged: Rational.zero };
  return { free, charged: stepped(rule, rest.max(Rational.of(rule.minimum ?? '0'))) };
}

function stepped(rule: CountRule, quantity: Rational): Rational {
  if (rule.step === undefined) return quantity;
  const step = Rational.of(rule.step);
  if (step.isZero()) return quantity;
  const steps = quantity.over(step);
  switch (rule.rounding ?? 'started') {
    case 'completed':
      return steps.floor().times(step);
    case 'nearest':
      return steps.plus(Rational.of(1, 2)).floor().times(step);
    case 'started': {
      const full = steps.floor().times(step);
      const used = quantity.minus(full);
      return used.compare(Rational.of(rule.grace ?? '0')) > 0 ? full.plus(step) : full;
    }
  }
}

function takeFree(clause: CountClause, pieces: readonly Piece[], free: Rational): void {
  let left = free;
  for (const piece of pieces) {
    if (left.isZero()) return;
    const taken = left.min(piece.counted);
    left = left.minus(taken);
    piece.counted = piece.counted.minus(taken);
    piece.free = taken;
    if (taken.sign() > 0) note(piece, 'free', clause, taken, 'free of charge');
  }
}

function takeFromEnd(clause: CountClause, pieces: readonly Piece[], surplus: Rational): void {
  let left = surplus;
  for (const piece of pieces.toReversed()) {
    if (left.isZero()) return;
    const taken = left.min(piece.counted);
    left = left.minus(taken);
    piece.counted = piece.counted.minus(taken);
    if (taken.sign() > 0) note(piece, 'free', clause, taken, 'not counted');
  }
}

/** Meanings C4 and C5: in the situation of the last piece that is charged, posted where the scope starts. */
function addedPiece(clause: CountClause, pieces: readonly Piece[], quantity: Rational): Piece {
  const model = pieces.findLast((piece) => piece.counted.sign() > 0) ?? item(pieces);
  const start = pieces.reduce((first, piece) => (piece.from < first.from ? piece : first), model);
  const month = monthOf(start.postedOn);
  const inMonth = (piece: Piece) => monthOf(piece.postedOn) === month;
  const before = inMonth(model) ? model : (pieces.findLast(inMonth) ?? model);
  const piece: Piece = {
    ...model,
    from: before.from,
    until: before.until,
    added: true,
    postedOn: start.postedOn,
    length: Rational.zero,
    turn: { ...before.turn, added: true },
    free: Rational.zero,
    counted: quantity,
    notes: [],
  };
  note(piece, 'added', clause, quantity, 'added by counting');
  return piece;
}

function item(pieces: readonly Piece[]): Piece {
  const last = pieces.at(-1);
  // INVARIANT: a group has at least one member.
  if (last === undefined) throw new Error('a group without members');
  return last;
}

function note(piece: Piece, what: 'free' | 'added', clause: CountClause, quantity: Rational, words: string): void {
  const { unit } = piece.work.subject;
  piece.notes.push(() => ({
    what,
    clause: clause.id,
    amount: quantity.toString(),
    unit: unitName(unit),
    text: `${quantityText(quantity, unit)} ${words}`,
  }));
}
