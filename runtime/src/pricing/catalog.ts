// Which questions and periods of the agreement concern which subject: the table of contents that pricing works from.

import type { Plan } from '../asking/plan.ts';
import { once } from '../asking/questions.ts';
import type { ClauseOf } from '../asking/trouble.ts';
import type { Clause, ClauseKind, IncludeClause, Index, Period, ReferenceValue } from '../ir.ts';

export interface Catalog {
  /** Questions of one kind, sorted. */
  questions(kind: ClauseKind): readonly string[];
  clauses<K extends ClauseKind>(kind: K): readonly ClauseOf<K>[];
  /** The same by their question, in the order of the questions. */
  byQuestion<K extends ClauseKind>(kind: K): ByQuestion<K>;
  /** Its place among the subjects; -1: there is none of that id. */
  subject(id: string): Index;
  /** Questions whose answer may change while work on the subject goes on. */
  concerning(subject: Index): readonly string[];
  /** The windows from which its prices are taken whatever the time is. */
  referredWindows(subject: Index): readonly Index[];
  /** What the subject costs: a usage may have a rate and a price of its own besides; work has a rate, an event a price. */
  pricing(subject: Index): readonly string[];
  /** The questions how the subject is counted, and how it is drawn. */
  counting(subject: Index): string;
  drawing(subject: Index): string;
  /** The kinds of allowance that bear the subject's name and that its periods grant. */
  periodPools(subject: Index): readonly PeriodPool[];
  /** The subject and those with which it is drawn, since they draw on one allowance, or may renew it (meaning A14). */
  drawnTogether(subject: Index): readonly Index[];
  /** The periods of what they draw on, each once, and the day, where a lot may come on any (meanings A9, A10): what work on it is cut by. */
  drawingPeriods(subject: Index): readonly Period[];
  /** Events that buy allowances of the subject's name, with the clauses of each allowance. */
  boughtBy(subject: Index): readonly { readonly event: Index; readonly clauses: readonly ClauseOf<'include'>[] }[];
  /** The clauses of each allowance of the subject's name that comes back day by day (meaning A17). */
  rolling(subject: Index): readonly (readonly ClauseOf<'include'>[])[];
  /** Periods over which the subject is counted or priced, each once. */
  scopePeriods(subject: Index): readonly Period[];
  /** Scope whose first start `started during …` of the question means; `undefined`: that of the entry. */
  startScope(question: string): Index | undefined;
  /** What may be counted as one with what the question is about, itself too; none: it alone. */
  countedWith(question: string): readonly Index[] | undefined;
}

type ByQuestion<K extends ClauseKind> = readonly (readonly [question: string, clauses: readonly ClauseOf<K>[]])[];

/** What one kind of period grants: to the order, or for each of its units. */
export interface PeriodPool {
  /** One of the clauses that say what it grants. */
  readonly sample: IncludeClause;
  readonly period: Period;
  readonly unit?: Index;
  /** Whether some of the next period's may be drawn (meaning A11). */
  readonly borrows: boolean;
}

const DAY: Period = { basis: 'calendar', unit: 'day', count: 1 };

const catalogs = new WeakMap<Plan, Catalog>();

/** Made once for each plan. */
export function catalogOf(plan: Plan): Catalog {
  const known = catalogs.get(plan) ?? createCatalog(plan);
  catalogs.set(plan, known);
  return known;
}

function createCatalog(plan: Plan): Catalog {
  const { ir } = plan;
  const subjects = new Map(ir.subjects.map(({ id }, index) => [id, index]));
  const byKind = Map.groupBy(ir.clauses, ({ kind }) => kind);
  const clauses = <K extends ClauseKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly ClauseOf<K>[];

  const grouped = once((kind: ClauseKind) => {
    const groups = Map.groupBy(clauses(kind), ({ question }) => question);
    return [...groups.keys()].sort().map((question) => [question, groups.get(question) ?? []] as const);
  });

  function concerning(subject: Index): string[] {
    const found = new Set<string>();
    const add = (question: string): void => {
      if (found.has(question)) return;
      found.add(question);
      for (const clause of plan.clausesOf(question)) referencesOf(clause).forEach(add);
    };
    for (const clause of ir.clauses) if (concerns(clause, subject)) add(clause.question);
    return [...found].sort();
  }

  function referredWindows(subject: Index): Index[] {
    const clauses = concerning(subject).flatMap(plan.clausesOf);
    return [...new Set(clauses.flatMap(referenceValues).flatMap(({ during }) => during ?? []))];
  }

  function pricing(subject: Index): string[] {
    const { id, kind } = ir.subjects[subject] ?? {};
    if (kind === 'activity') return [`rate:${id}`];
    const found = [`rate:${id}`, `price:${id}`].filter((question) => plan.clausesOf(question).length > 0);
    return found.length > 0 ? found : [kind === 'event' ? `price:${id}` : `rate:${id}`];
  }

  function scopesOf(subject: Index): Period[] {
    const scopes = ir.clauses.filter((clause) => concerns(clause, subject)).map(scopeOf);
    const overs = scopes.flatMap((scope) => (scope === undefined ? [] : [ir.scopes[scope]?.over]));
    return distinct(overs.flatMap((over) => (over?.kind === 'period' || over?.kind === 'both' ? [over.period] : [])));
  }

  const includesOf = (subject: Index) => clauses('include').filter((clause) => clause.subject === subject);

  function periodPools(subject: Index): PeriodPool[] {
    const byPool = Map.groupBy(includesOf(subject), poolOf);
    return [...byPool.values()].flatMap((own) => {
      const [sample] = own;
      if (sample?.period === undefined) return [];
      const { period, unit } = sample;
      const borrows = own.some(({ beyond }) => beyond?.kind === 'borrow');
      return [{ sample, period, borrows, ...(unit === undefined ? {} : { unit }) }];
    });
  }

  function drawnTogether(subject: Index): Index[] {
    const includes = clauses('include');
    const renewing = new Set(includes.flatMap(({ lot, renewed }) => (renewed === undefined ? [] : [lot?.event])));
    const groups = [
      ...includes.map(servedBy),
      ...clauses('count').flatMap(({ together }) => (together === undefined ? [] : [together])),
      ...[...renewing].map((event) => includes.filter(({ lot }) => lot?.event === event).flatMap(servedBy)),
    ];
    const found = new Set([subject]);
    for (let size = 0; size < found.size; ) {
      size = found.size;
      for (const group of groups) if (group.some((one) => found.has(one))) for (const one of group) found.add(one);
    }
    return [...found].sort((a, b) => a - b);
  }

  return {
    clauses,
    subject: (id) => subjects.get(id) ?? -1,
    byQuestion: <K extends ClauseKind>(kind: K) => grouped(kind) as unknown as ByQuestion<K>,
    questions: once((kind: ClauseKind) => grouped(kind).map(([question]) => question)),
    concerning: once(concerning),
    referredWindows: once(referredWindows),
    pricing: once(pricing),
    counting: once((subject: Index) => `count:${ir.subjects[subject]?.id}`),
    drawing: once((subject: Index) => `draw:${ir.subjects[subject]?.id}`),
    periodPools: once(periodPools),
    drawnTogether: once(drawnTogether),
    drawingPeriods: once((subject: Index) => {
      const together = drawnTogether(subject);
      const drawnOn = clauses('include').filter((clause) => servedBy(clause).some((one) => together.includes(one)));
      const comesAnyDay = drawnOn.some(({ lot, unit, rolling }) => (lot ?? unit ?? rolling) !== undefined);
      return distinct([...drawnOn.flatMap(({ period }) => period ?? []), ...(comesAnyDay ? [DAY] : [])]);
    }),
    boughtBy: once((subject: Index) => {
      const byPool = Map.groupBy(includesOf(subject), poolOf);
      return [...byPool.values()].flatMap((of) => {
        const event = of[0]?.lot?.event;
        return event === undefined ? [] : [{ event, clauses: of }];
      });
    }),
    rolling: once((subject: Index) => {
      const own = includesOf(subject).filter(({ rolling }) => rolling !== undefined);
      return [...Map.groupBy(own, poolOf).values()];
    }),
    scopePeriods: once(scopesOf),
    countedWith: once((question: string) => {
      const all = plan.clausesOf(question).flatMap((clause) => ('together' in clause ? (clause.together ?? []) : []));
      return all.length === 0 ? undefined : [...new Set(all)];
    }),
    startScope: once((question: string) => {
      const asking = plan.clausesOf(question).filter(asksStart);
      return asking.map(scopeOf).find((scope) => scope !== undefined);
    }),
  };
}

function concerns(clause: Clause, subject: Index): boolean {
  switch (clause.kind) {
    case 'rate':
    case 'price':
    case 'draw':
    case 'count':
    case 'start':
      return clause.subject === subject;
    case 'surcharge':
      return clause.bases.includes(subject) || clause.surcharges !== undefined;
    case 'discount':
    case 'limit':
      return clause.bases.includes(subject);
    case 'combine':
      return true;
    default:
      return false;
  }
}

/** Values that are taken from other clauses. */
export function referenceValues(clause: Clause): ReferenceValue[] {
  if (clause.kind !== 'rate' && clause.kind !== 'price' && clause.kind !== 'start') return [];
  const values = clause.value.kind === 'ladder' ? clause.value.steps.map((step) => step.value) : [clause.value];
  return values.flatMap((value) => (value.kind === 'reference' ? [value] : []));
}

function referencesOf(clause: Clause): string[] {
  return referenceValues(clause).map(({ question }) => question);
}

function scopeOf(clause: Clause): Index | undefined {
  return 'scope' in clause ? clause.scope : undefined;
}

function asksStart(clause: Clause): boolean {
  return clause.when.some((box) => box.windows?.some((test) => test.moment === 'start') === true);
}

/** What is granted of the same by one kind of period, or bought by one event: the lots of one pool come and go together. */
export function poolOf({ question, period }: IncludeClause): string {
  return period === undefined ? question : `${question} ${period.basis} ${period.count} ${period.unit}`;
}

/** What draws on it (meaning A14). */
export const servedBy = ({ subject, also = [] }: IncludeClause): readonly Index[] => [subject, ...also];

export const serves = ({ subject, also }: IncludeClause, drawing: Index): boolean =>
  subject === drawing || also?.includes(drawing) === true;

export function samePeriod(a: Period, b: Period): boolean {
  return a.basis === b.basis && a.unit === b.unit && a.count === b.count;
}

export function distinct(periods: readonly Period[]): Period[] {
  return periods.filter((period, index) => periods.findIndex((other) => samePeriod(other, period)) === index);
}

/** Whether a list of names, or `*` for all, speaks of it. */
export const isNamed = (names: readonly string[], name: string): boolean => names.includes(name) || names.includes('*');
