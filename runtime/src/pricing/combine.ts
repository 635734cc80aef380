// How surcharges combine that meet on one piece of work (meaning P8), and which of those that meet are taken together first.

import { Rational } from '../exact.ts';
import { numberText } from '../explaining/explain.ts';
import type { Situation } from '../facts.ts';
import type { CombineClause, SurchargeClause } from '../ir.ts';
import type { Piece } from './pieces.ts';
import { ask, isTrouble, type Run, type Trouble, trouble } from './run.ts';

/** One surcharge that holds for a piece: a share of its price, or a fixed amount. */
export interface Surcharge {
  readonly clause: SurchargeClause;
  readonly percent?: Rational;
  readonly fixed: Rational;
  readonly text: string;
}

export interface SurchargeAmount {
  readonly clause: SurchargeClause;
  readonly amount: Rational;
  readonly text: string;
}

/** What each of the surcharges comes to on a piece that costs `price`. */
export function combined(
  run: Run,
  piece: Piece,
  meeting: readonly Surcharge[],
  price: Rational,
): SurchargeAmount[] | Trouble {
  if (meeting.length < 2) return meeting.map((one) => amountOn(one, price));
  const names = meeting.map(({ clause }) => clause.name);
  const rules = combinesIn(run, names, piece.situation);
  return isTrouble(rules) ? rules : together(meeting, rules, price);
}

function together(
  meeting: readonly Surcharge[],
  rules: readonly CombineClause[],
  price: Rational,
): SurchargeAmount[] | Trouble {
  const [only] = meeting;
  if (meeting.length === 1 && only !== undefined) return [amountOn(only, price)];
  const names = meeting.map(({ clause }) => clause.name);
  const clause = ruleFor(names, rules);
  if (clause === undefined) {
    const clauses = meeting.map((one) => one.clause);
    return trouble(
      'surcharges-not-combined',
      `The surcharges ${named(names)} meet: say with \`combine\` how.`,
      clauses,
    );
  }
  if (isTrouble(clause)) return clause;
  const parts = partsOf(names, clause, rules);
  if (isTrouble(parts)) return parts;
  const found: SurchargeAmount[][] = [];
  let running = price;
  for (const part of parts) {
    const members = meeting.filter((one) => part.includes(one.clause.name));
    const amounts = together(members, rules, running);
    if (isTrouble(amounts)) return amounts;
    found.push(amounts);
    if (clause.value.how !== 'multiply') continue;
    const shares = new Set(members.flatMap((one) => (one.percent === undefined ? [] : [one.clause])));
    running = running.plus(sumOf(amounts.filter((one) => shares.has(one.clause))));
  }
  if (clause.value.how !== 'highest') return found.flat();
  const highest = found.reduce((a, b) => (sumOf(b).compare(sumOf(a)) > 0 ? b : a));
  return highest.map((one) => ({ ...one, text: `${one.text}, the highest of ${named(names)}` }));
}

const sumOf = (amounts: readonly { readonly amount: Rational }[]) => Rational.sum(amounts.map(({ amount }) => amount));

function amountOn({ clause, percent, fixed, text }: Surcharge, price: Rational): SurchargeAmount {
  if (percent === undefined) return { clause, amount: fixed, text };
  return { clause, amount: price.times(percent), text: `${text} on ${numberText(price)}` };
}

// ---------------------------------------------------------------------------------------- also of credits (meaning K6)

/** Every `combine` that answers there and speaks of two or more of the names. */
export function combinesIn(
  run: Run,
  names: readonly string[],
  situation: Situation,
): readonly CombineClause[] | Trouble {
  const found: CombineClause[] = [];
  for (const question of run.catalog.questions('combine')) {
    const [sample] = run.plan.clausesOf(question);
    if (sample?.kind !== 'combine' || names.filter((name) => sample.names.includes(name)).length < 2) continue;
    const clause = ask(run, 'combine', question, situation);
    if (isTrouble(clause)) return clause;
    if (clause !== undefined) found.push(clause);
  }
  return found;
}

/** The one that names them all, and the fewest others. */
export function ruleFor(
  names: readonly string[],
  rules: readonly CombineClause[],
): CombineClause | undefined | Trouble {
  const all = rules.filter((rule) => names.every((name) => rule.names.includes(name)));
  const fewest = Math.min(...all.map((one) => one.names.length));
  const nearest = all.filter((one) => one.names.length === fewest);
  const [first] = nearest;
  if (first === undefined || nearest.every(({ value }) => value.how === first.value.how)) return first;
  return trouble('contradiction', `Several \`combine\` speak of ${named(names)} and differ.`, nearest);
}

/** Those that meet, in the order of the row; what a narrower rule speaks of, and otherwise, is one part. */
export function partsOf(
  names: readonly string[],
  rule: CombineClause,
  rules: readonly CombineClause[],
): readonly (readonly string[])[] | Trouble {
  const inRow = rule.names.filter((name) => names.includes(name));
  const narrower = rules.filter(
    (one) =>
      one.value.how !== rule.value.how &&
      one.names.length < rule.names.length &&
      one.names.every((name) => rule.names.includes(name)),
  );
  const spoken = narrower.map((one) => inRow.filter((name) => one.names.includes(name)));
  const groups = spoken.filter(
    (one, at) =>
      one.length > 1 &&
      one.length < inRow.length &&
      !spoken.some((other, place) => holds(other, one) && (other.length > one.length || place < at)),
  );
  const shared = inRow.find((name) => groups.filter((group) => group.includes(name)).length > 1);
  if (shared !== undefined) {
    const message = `Several \`combine\` speak of \`${shared}\` and of others beside ${named(names)}.`;
    return trouble('contradiction', message, [rule, ...narrower]);
  }
  return inRow.flatMap((name) => {
    const group = groups.find((one) => one.includes(name));
    return group === undefined ? [[name]] : group[0] === name ? [group] : [];
  });
}

const holds = (all: readonly string[], some: readonly string[]) =>
  all.length >= some.length && some.every((name) => all.includes(name));

const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');
