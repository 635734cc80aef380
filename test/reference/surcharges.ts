// Which surcharges are on a price and what they come to together (meaning P8).
import type { Clause, CombineClause, SurchargeClause } from '../../runtime/src/ir.ts';
import { type Together, together as treeOf } from './combining.ts';
import { compare, type Fraction, percent, plus, read, sum, zero } from './fraction.ts';
import type { World } from './questions.ts';

/** Asks a question where the price is; what has no answer was complained of. */
export type AskOne = (question: string) => Clause | undefined;

/** What a surcharge comes to before it meets others: a percentage of something, or an amount. */
export interface Met {
  readonly clause: SurchargeClause;
  readonly share?: { readonly percent: Fraction; readonly of: Fraction };
  readonly amount: Fraction;
}

export const questionsOf = (world: World, kind: Clause['kind']) =>
  [...new Set(world.clauses.filter((clause) => clause.kind === kind).map(({ question }) => question))].sort();

const isLate = ({ surcharges }: SurchargeClause) => surcharges !== undefined;
const rests = ({ surcharges = [] }: SurchargeClause, { name }: SurchargeClause) =>
  surcharges.includes(name) || surcharges.includes('*');

/** Those that are on surcharges are asked last, and only where there is one. */
export function surchargesOn(world: World, isOn: (clause: SurchargeClause) => boolean, ask: AskOne): SurchargeClause[] {
  const found: SurchargeClause[] = [];
  const all = questionsOf(world, 'surcharge').map((question) => ({
    question,
    rows: world.clauses.flatMap((one) => (one.kind === 'surcharge' && one.question === question ? [one] : [])),
  }));
  for (const late of [false, true])
    for (const { question, rows } of all.filter((one) => one.rows.some(isLate) === late)) {
      if (!rows.some(isOn) && !(late && found.length > 0)) continue;
      const clause = ask(question);
      if (clause?.kind !== 'surcharge') continue;
      if (isOn(clause) || found.some((one) => rests(clause, one))) found.push(clause);
    }
  return found;
}

/** A percentage of the price or, on surcharges, of what is told of those before. */
export const shareOf = (clause: SurchargeClause, of: Fraction, value: string): Met => {
  const share = { percent: read(value), of };
  return { clause, share, amount: percent(share.percent, of) };
};

/** Early ones by themselves, then the late ones on what those came to; a problem's code where nothing says how they meet. */
export function together(
  world: World,
  met: readonly Met[],
  price: Fraction,
  isOn: (clause: SurchargeClause) => boolean,
  ask: AskOne,
): { clause: SurchargeClause; amount: Fraction }[] | string {
  const early = met.filter(({ clause }) => !isLate(clause));
  const before = combined(world, early, ask);
  if (typeof before === 'string') return before;
  const late = met
    .filter(({ clause }) => isLate(clause) && (isOn(clause) || early.some((one) => rests(clause, one.clause))))
    .map((one) => {
      const those = before.filter(({ clause }) => rests(one.clause, clause)).map(({ amount }) => amount);
      const of = plus(isOn(one.clause) ? price : zero, sum(those));
      return one.clause.value.kind === 'percent' ? shareOf(one.clause, of, one.clause.value.percent) : one;
    });
  const after = combined(world, late, ask);
  return typeof after === 'string' ? after : [...before, ...after];
}

function combined(world: World, met: readonly Met[], ask: AskOne): Met[] | string {
  if (met.length < 2) return [...met];
  const names = met.map(({ clause }) => clause.name);
  const questions = questionsOf(world, 'combine').filter((question) =>
    world.clauses.some(
      (clause) =>
        clause.kind === 'combine' &&
        clause.of === undefined &&
        clause.question === question &&
        names.filter((name) => clause.names.includes(name)).length > 1,
    ),
  );
  const answers: CombineClause[] = [];
  for (const question of questions) {
    const clause = ask(question);
    if (clause?.kind === 'combine') answers.push(clause);
  }
  const tree = treeOf(names, answers);
  if (tree === undefined) return 'surcharges-not-combined';
  return tree === 'contradiction' || tree === 'open-value' ? tree : taken(tree, met, zero);
}

/** What the surcharges of the tree come to; percentages are also of what others before have made of it. */
function taken(tree: Together, met: readonly Met[], before: Fraction): Met[] {
  if (typeof tree === 'string') {
    const one = met.find(({ clause }) => clause.name === tree)!;
    if (one.share === undefined) return [one];
    return [{ ...one, amount: percent(one.share.percent, plus(one.share.of, before)) }];
  }
  let grown = before;
  const each = tree.parts.map((part) => {
    const found = taken(part, met, grown);
    if (tree.how === 'multiply') for (const one of found) if (one.share !== undefined) grown = plus(grown, one.amount);
    return found;
  });
  if (tree.how !== 'highest') return each.flat();
  const worth = (all: readonly Met[]) => sum(all.map(({ amount }) => amount));
  return each.reduce((a, b) => (compare(worth(b), worth(a)) > 0 ? b : a));
}
