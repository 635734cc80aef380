// A month of used hours priced by the runtime, and why its cost bends or jumps.
import {
  type Clause,
  clauseName,
  type Facts,
  type Instant,
  type Invoice,
  type Order,
  price,
  Rational,
  type Seconds,
  type UnitFact,
} from '@avtal/runtime';
import type { Chosen } from './chosen.ts';
import type { Dot } from './curve.ts';
import type { Month, Stretch } from './hours.ts';
import type { CostQuestion, Kink, Point } from './shape.ts';

export interface Asked {
  readonly question: CostQuestion;
  readonly stretches: readonly Stretch[];
  readonly month: Month;
  readonly held: readonly UnitFact[];
}

export class Pricing {
  readonly chosen: Chosen;
  readonly #asked: Asked;
  readonly #order: Order;
  readonly #keys: Readonly<Record<string, string>>;
  /** Why the last minute could not be priced. */
  problem: string | undefined;

  constructor(chosen: Chosen, asked: Asked, tier: string | undefined) {
    this.chosen = chosen;
    this.#asked = asked;
    this.#order = chosen.orderOf(tier, asked.month.before);
    const columns = chosen.known.ir.scopes.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []));
    // All of it is one job, one ticket, one visit.
    this.#keys = Object.fromEntries(columns.map((column) => [column, '1']));
  }

  /** Exact, before rounding to the currency, so that lines are straight. */
  cost(minutes: number): Rational | undefined {
    const { lines, problems } = this.invoice(minutes);
    this.problem = problems[0]?.message;
    return problems.length > 0 ? undefined : Rational.sum(lines.map(({ exact }) => Rational.parse(exact)));
  }

  invoice(minutes: number): Invoice {
    const { from, until } = this.#asked.month;
    return price(this.chosen.known.plan, this.#order, this.#facts(minutes * 60), { from, until, basis: 'cost' });
  }

  #facts(seconds: Seconds): Facts {
    const { question, stretches, held } = this.#asked;
    const entries: { id: string; start: Instant; end: Instant }[] = [];
    let left = seconds;
    for (const { start, end } of stretches) {
      if (left <= 0) break;
      const length = Math.min(left, end - start);
      entries.push({ id: String(entries.length + 1), start, end: start + length });
      left -= length;
    }
    return {
      entries: entries.map((entry) => ({
        ...entry,
        subject: question.activity,
        choices: this.chosen.facts,
        keys: this.#keys,
        person: '1',
      })),
      units: held,
    };
  }
}

export function kinksOf(dots: readonly Dot[], pricing: Pricing, digits: number): readonly Kink[] {
  const kinks: Kink[] = [];
  let left = mostKinks;
  for (const [index, dot] of dots.entries()) {
    const [before, next] = [dots[index - 1], dots[index + 1]];
    if (next === undefined || before?.x.equals(dot.x) === true) continue;
    const isJump = next.x.equals(dot.x);
    if (before === undefined && !isJump) continue;
    const kink = { ...pointOf(dot, digits), ...reasonOf(dot, isJump, pricing) };
    // Of a staircase the first step says it all.
    if (kinks.at(-1)?.words !== kink.words) kinks.push(kink);
    if (--left === 0) break;
  }
  return kinks;
}

/** So many are looked into: each takes two invoices. */
const mostKinks = 24;

/** What the invoices on both sides have that differs: an allowance that ends, a clause that begins to count. */
function reasonOf({ x }: Dot, isJump: boolean, pricing: Pricing): Pick<Kink, 'words' | 'rows'> {
  const { known, source } = pricing.chosen;
  const minute = x.floor().toInteger() ?? 0;
  const [before, after] = [pricing.invoice(Math.max(0, minute - 1)), pricing.invoice(minute + 1)];
  const left = ({ balances }: Invoice, clause: string): boolean =>
    balances.some((one) => one.clause === clause && (one.closing !== '0' || one.expired !== '0'));
  const ended = after.balances.filter(({ clause }) => left(before, clause) && !left(after, clause));
  const counted = new Set(before.lines.filter(({ exact }) => exact !== '0').map(({ clause }) => clause));
  const begun = after.lines.filter(({ clause, exact }) => exact !== '0' && !counted.has(clause));
  const ids = new Set([...ended, ...begun].map(({ clause }) => clause));
  const clauses = [...ids].flatMap((id) => known.plan.clauses.get(id) ?? []);
  const steps = isJump
    ? known.ir.clauses.filter(
        (one) =>
          one.kind === 'count' &&
          (one.value.kind === 'ladder' || (one.value.kind === 'count' && one.value.step !== undefined)),
      )
    : [];
  const named = (some: readonly Clause[]): Kink['rows'] =>
    some.map((one) => ({ name: clauseName(one), ...source(one.span) }));
  if (clauses.length > 0)
    return { words: clauses.map((one) => kinkWords(one, pricing)).join('; '), rows: named(clauses) };
  return {
    words: isJump ? 'A started step is charged' : 'The price of the next hour changes',
    rows: named(steps.slice(0, 1)),
  };
}

function kinkWords(clause: Clause, { chosen: { known } }: Pricing): string {
  const { cell } = known.reader.answer(clause);
  const name = clauseName(clause);
  return clause.kind === 'include' ? `The allowance of ${cell} is used up (${name})` : `From here ${cell} (${name})`;
}

/** In hours. */
export function pointOf({ x, y }: Dot, digits: number): Point {
  const hours = x.over(Rational.of(60));
  const amount = y.exactDecimal() ?? y.toDecimal(digits + 4);
  return { hours: hours.exactDecimal() ?? hours.toDecimal(6), amount };
}
