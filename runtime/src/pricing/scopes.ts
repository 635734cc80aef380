// What is taken as one: which job, visit, person-day or period a piece of work belongs to (meaning C2).

import type { ClauseKind, Index, Instant, Period, ScopeInfo } from '../ir.ts';
import { own } from '../own.ts';
import { dateOf, dayOf, periodContaining } from '../time/civil.ts';
import type { Piece, Where, Work } from './pieces.ts';
import { ask, type ClauseOf, clauseName, item, type Run, type Trouble, trouble } from './run.ts';

/** Name of the scope that the work belongs to at that instant; `undefined`: the fact does not say. */
export function scopeOf(run: Run, scope: Index | undefined, work: Work, at: Instant): string | undefined {
  if (scope === undefined) return work.id;
  const { over } = item(run.ir.scopes, scope);
  switch (over.kind) {
    case 'entry':
      return work.id;
    case 'key':
      return own(work.keys, over.column);
    case 'person':
      return work.person;
    case 'person-day':
      return work.person === undefined ? undefined : `${work.person} ${dateOf(run.zone.dayAt(work.start))}`;
    case 'period':
      return periodName(run, over.period, work, at);
    case 'both': {
      const inner = scopeOf(run, over.scope, work, at);
      return inner === undefined ? undefined : `${periodName(run, over.period, work, at)} ${inner}`;
    }
  }
}

export interface InScope<T> {
  /** Undefined: the work does not say. */
  readonly scope: string | undefined;
  readonly members: T[];
}

/** What belongs to each scope; of work that does not say its scope, what is of it alone. */
export function inScopes<T>(
  run: Run,
  scope: Index | undefined,
  all: readonly T[],
  pieceOf: (one: T) => Piece,
): InScope<T>[] {
  const groups = new Map<string, InScope<T>>();
  for (const one of all) {
    const { work, from } = pieceOf(one);
    const name = scopeOf(run, scope, work, from);
    const key = name === undefined ? `of ${work.subjectIndex} ${work.id}` : `is ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { scope: name, members: [one] });
    else group.members.push(one);
  }
  return [...groups.values()];
}

/** A local day is that of the entry's start, so that night work stays one; longer periods are those of the segment. */
function periodName(run: Run, period: Period, work: Work, at: Instant): string {
  const day = run.zone.dayAt(period.unit === 'day' ? work.start : at);
  return dateOf(periodContaining(period, day, run.orderDays.from).from);
}

/** Last day of a period that is a scope, or of the order where that ends sooner; none for scopes of other kinds. */
export function lastDayOf(run: Run, scope: Index, name: string): number | undefined {
  const { over } = item(run.ir.scopes, scope);
  if ((over.kind !== 'period' && over.kind !== 'both') || over.period.unit === 'day') return undefined;
  const [first = name] = name.split(' ');
  const { until } = periodContaining(over.period, dayOf(first), dayOf(run.order.from));
  return Math.min(until - 1, run.order.until === undefined ? until : dayOf(run.order.until));
}

/** Asks a question about a piece; `started during …` sees the first start of the question's scope. */
export function askOf<K extends ClauseKind>(run: Run, kind: K, question: string, piece: Piece, starts: Starts) {
  const scope = run.catalog.startScope(question);
  const start = scope === undefined ? undefined : starts(scope, piece, run.catalog.countedWith(question));
  if (start === undefined) return askAt(run, kind, question, piece);
  return ask(run, kind, question, { ...piece.situation, moments: { ...piece.work.moments, start } });
}

/** The same as `ask`, of which only what has no answer need be said: all else is known of the place. */
export function askAt<K extends ClauseKind>(
  run: Run,
  kind: K,
  question: string,
  { situation, place }: Where,
): ClauseOf<K> | undefined | Trouble {
  if (place?.questions.has(question)) {
    const answer = run.plan.ask(question, run.order, situation, place);
    if (answer.kind === 'none') return undefined;
    if (answer.kind === 'clause' && answer.clause.kind === kind) return answer.clause as ClauseOf<K>;
  }
  return ask(run, kind, question, situation);
}

/** First start of the scope that a piece belongs to, among work on the same subject, or on any of those named. */
export type Starts = (scope: Index, piece: Piece, among?: readonly Index[]) => Instant | undefined;

export function createStarts(run: Run, pieces: readonly Piece[]): Starts {
  const known = new Map<string, Map<string, Instant>>();
  const nameOf = (scope: Index, piece: Piece, among: readonly Index[] | undefined): string | undefined => {
    const name = scopeOf(run, scope, piece.work, piece.from);
    const { subjectIndex } = piece.work;
    return name === undefined ? undefined : `${among?.includes(subjectIndex) ? 'one of them' : subjectIndex} ${name}`;
  };
  return (scope, piece, among) => {
    if (piece.work.renewal) return piece.from;
    const key = `${scope} ${among ?? ''}`;
    let starts = known.get(key);
    if (starts === undefined) {
      starts = new Map();
      for (const other of pieces) {
        const name = nameOf(scope, other, among);
        if (name !== undefined) starts.set(name, Math.min(starts.get(name) ?? other.from, other.from));
      }
      known.set(key, starts);
    }
    return starts.get(nameOf(scope, piece, among) ?? '');
  };
}

export function scopeMissing(run: Run, clause: { readonly scope?: number } & Parameters<typeof clauseName>[0]) {
  const scope = run.ir.scopes[clause.scope ?? -1];
  const lacks = isOfPerson(run, scope) ? 'names no `person`' : 'does not say which';
  return trouble(
    'scope-missing',
    `${clauseName(clause)} is taken each \`${scope?.id ?? 'entry'}\`, and the fact ${lacks}.`,
    [clause],
  );
}

function isOfPerson(run: Run, scope: ScopeInfo | undefined): boolean {
  if (scope?.over.kind === 'both') return isOfPerson(run, run.ir.scopes[scope.over.scope]);
  return scope?.over.kind === 'person' || scope?.over.kind === 'person-day';
}
