// Which clauses may say something of work on a subject.

import type { Clause, Index, ScopeInfo } from '../ir.ts';
import { servedBy } from '../pricing/catalog.ts';
import { item, type Run } from '../pricing/run.ts';

export function clausesOn(run: Run, subject: Index): readonly Clause[] {
  const { plan, catalog } = run;
  const drawnOn = catalog.clauses('include').filter((clause) => servedBy(clause).includes(subject));
  const questions = [...plan.reached([...catalog.concerning(subject), ...drawnOn.map(({ question }) => question)])];
  return questions.flatMap((question) => plan.clausesOf(question));
}

export function overOf({ ir }: Run, scope: Index): ScopeInfo['over'] {
  return item(ir.scopes, scope).over;
}

export function isEntry(run: Run, scope: Index | undefined): boolean {
  return scope === undefined || overOf(run, scope).kind === 'entry';
}

export function isEntryOrKey(run: Run, scope: Index): boolean {
  const { kind } = overOf(run, scope);
  return kind === 'entry' || kind === 'key';
}

export function isPieces({ ir }: Run, subject: Index): boolean {
  return item(ir.subjects, subject).unit.kind === 'count';
}
