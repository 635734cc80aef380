// Which clause beats which (meaning Q2), and when two clauses give one answer (meanings Q3, E1).
import { isDecimal, Rational } from '../exact.ts';
import type { Clause, Ir } from '../ir.ts';

/**
 * Q2 for clauses of one question: the first that differs decides: document, module, `over`, rank. Not transitive by
 * itself where documents are not comparable; Q1 only ever asks it of two clauses.
 */
export function beats(ir: Pick<Ir, 'documents' | 'clauses'>, a: Clause, b: Clause): boolean {
  return precedence(ir.documents, overrides(ir.clauses))(a, b) > 0;
}

/** The same for many pairs: `overruled` is made once by `overrides`. Positive: a beats b; negative: b beats a. */
export function precedence(
  documents: Ir['documents'],
  overruled: ReadonlyMap<string, ReadonlySet<string>>,
): (a: Clause, b: Clause) => number {
  const says = (yes: boolean, no: boolean) => Number(yes) - Number(no);
  return (a, b) =>
    says(
      documents[a.document]?.beats.includes(b.document) === true,
      documents[b.document]?.beats.includes(a.document) === true,
    ) ||
    says(a.section !== undefined, b.section !== undefined) ||
    says(overruled.get(a.id)?.has(b.id) === true, overruled.get(b.id)?.has(a.id) === true) ||
    RANKS[a.rank] - RANKS[b.rank];
}

const RANKS = { default: 0, plain: 1, override: 2 } as const;

/** For each clause that names others, all that it overrules, directly or through others. */
export function overrides(clauses: readonly Clause[]): Map<string, ReadonlySet<string>> {
  const direct = new Map(clauses.filter(({ over }) => over.length > 0).map(({ id, over }) => [id, over]));
  const all = new Map<string, ReadonlySet<string>>();
  for (const id of direct.keys()) {
    const reached = new Set<string>();
    for (const waiting = [id]; waiting.length > 0; ) {
      for (const next of direct.get(waiting.pop() ?? '') ?? []) {
        if (reached.has(next)) continue;
        reached.add(next);
        waiting.push(next);
      }
    }
    all.set(id, reached);
  }
  return all;
}

/**
 * For each of the clauses of one question, by index, those that beat it, ascending. Clauses that name no other and are
 * not named are told apart by paper, section and rank alone: those of one class have one list, the same array, so that
 * thousands of clauses are not compared in pairs.
 */
export function beatersAmong(
  clauses: readonly Clause[],
  compare: (a: Clause, b: Clause) => number,
  overruled: ReadonlyMap<string, ReadonlySet<string>>,
): (clause: number) => readonly number[] {
  const indices = new Map(clauses.map(({ id }, at) => [id, at]));
  const named = clauses.map((): number[] => []);
  const classes = new Map<
    string,
    { readonly sample: Clause; readonly members: number[]; beaters?: readonly number[] }
  >();
  const classOf = clauses.map((clause, at) => {
    for (const id of overruled.get(clause.id) ?? []) {
      const other = indices.get(id);
      if (other === undefined) continue;
      named[at]?.push(other);
      named[other]?.push(at);
    }
    const key = `${clause.document} ${clause.section !== undefined} ${clause.rank}`;
    // Nobody names the sample, so that comparing it says what papers, sections and ranks say.
    const known = classes.get(key) ?? { sample: { ...clause, id: '', over: [] }, members: [] };
    classes.set(key, known);
    known.members.push(at);
    return known;
  });
  return (at) => {
    const [clause, own] = [clauses[at], classOf[at]];
    if (clause === undefined || own === undefined) return [];
    own.beaters ??= [...classes.values()]
      .filter(({ sample }) => compare(sample, own.sample) > 0)
      .flatMap(({ members }) => members)
      .sort((a, b) => a - b);
    const related = new Set(named[at]);
    if (related.size === 0) return own.beaters;
    const winners = [...related].filter((other) => compare(clauses[other] ?? clause, clause) > 0);
    return [...own.beaters.filter((other) => !related.has(other)), ...winners].sort((a, b) => a - b);
  };
}

/** What a clause answers, as a text that is equal exactly when the answers are (E1): its value and what belongs to it. */
export function answerKey(clause: Clause): string {
  const { id, paper, title, document, section, rank, over, when, question, span, ...answer } = clause;
  return canonical(answer);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isDecimal(value)) return Rational.of(value).toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(inLowestTerms(value)).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${name}:${canonical(field)}`)
    .join(',')}}`;
}

/** 650 per hour is 325 per half hour, and 2 h for 1 h is 1 h for 30 min. Who decides an open value is not its value. */
function inLowestTerms(value: object): object {
  const { kind, amount, per, numerator, denominator, decider, ...rest } = value as Record<string, unknown>;
  if (kind === 'rate' && isDecimal(amount) && isDecimal(per)) return { ...rest, kind, ratio: ratio(amount, per) };
  if (kind === 'factor' && isDecimal(numerator) && isDecimal(denominator)) {
    return { ...rest, kind, ratio: ratio(numerator, denominator) };
  }
  return kind === 'open' ? { kind, ...rest } : value;
}

function ratio(value: string, per: string): string {
  const divisor = Rational.of(per);
  return divisor.isZero() ? `${value}/${per}` : Rational.of(value).over(divisor).toString();
}
