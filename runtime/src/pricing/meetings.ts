// Which of several surcharges or credits that meet are taken together, and how: rules with narrower ones inside (meanings P8, K6).

import type { Situation } from '../facts.ts';
import type { CombineClause } from '../ir.ts';
import { ask, isTrouble, type Run, type Trouble, trouble } from './run.ts';

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

export const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');
