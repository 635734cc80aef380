// Which of several surcharges, discounts or credits that meet are taken together, and how: as a tree of rules (meanings P7, P8, K6).

import type { CombineClause, CombineHow } from '../ir.ts';
import type { Where } from './pieces.ts';
import { isTrouble, type Run, type Trouble, trouble, wordTrouble } from './run.ts';
import { askAt } from './scopes.ts';

/** One that stands alone, or what a rule takes together: names, and what narrower rules make of them first. */
export type Together =
  | { readonly name: string }
  | {
      readonly how: CombineHow;
      /** All that meet here, as they were handed in. */
      readonly names: readonly string[];
      /** In the order of the row. */
      readonly parts: readonly Together[];
    };

/** How those that meet in the situation are taken together; undefined: nothing says so. */
export function togetherIn(run: Run, names: readonly string[], where: Where): Together | undefined | Trouble {
  const rules = combinesIn(run, names, where, undefined);
  return isTrouble(rules) ? rules : together(names, rules);
}

/** The same of discounts: what no rule takes together adds up (meaning P7). */
export function discountsTogether(run: Run, names: readonly string[], where: Where): Together | Trouble {
  const rules = combinesIn(run, names, where, 'discounts');
  if (isTrouble(rules)) return rules;
  const all = new Set([...names, ...rules.flatMap((rule) => rule.names)]);
  const sum: Rule = { names: [...all], how: 'add', clauses: [] };
  return together(names, rules) ?? takenBy(sum, names, rules) ?? { how: 'add', names, parts: [] };
}

/** Every `combine` that answers there and speaks of two or more of the names. */
function combinesIn(
  run: Run,
  names: readonly string[],
  where: Where,
  of: CombineClause['of'],
): readonly CombineClause[] | Trouble {
  const found: CombineClause[] = [];
  for (const question of run.catalog.questions('combine')) {
    const [sample] = run.plan.clausesOf(question);
    if (sample?.kind !== 'combine' || sample.of !== of || !speaksOfTwo(sample, names)) continue;
    const clause = askAt(run, 'combine', question, where);
    if (isTrouble(clause)) return clause;
    if (clause !== undefined) found.push(clause);
  }
  return found;
}

function speaksOfTwo(rule: CombineClause, names: readonly string[]): boolean {
  let spoken = 0;
  for (const name of names) if (rule.names.includes(name)) spoken += 1;
  return spoken > 1;
}

function together(names: readonly string[], rules: readonly CombineClause[]): Together | undefined | Trouble {
  const [name] = names;
  if (name !== undefined && names.length === 1) return { name };
  const rule = ruleFor(names, rules);
  if (rule === undefined || isTrouble(rule)) return rule;
  if (rule.value.kind === 'open') return wordTrouble(rule, rule.value);
  return takenBy({ names: rule.names, how: rule.value.how, clauses: [rule] }, names, rules);
}

/** What takes names together: a row, or what holds where none speaks of them. */
interface Rule {
  readonly names: readonly string[];
  readonly how: CombineHow;
  readonly clauses: readonly CombineClause[];
}

function takenBy(
  rule: Rule,
  names: readonly string[],
  rules: readonly CombineClause[],
): Together | undefined | Trouble {
  const groups = groupsOf(names, rule, rules);
  if (isTrouble(groups)) return groups;
  const parts: Together[] = [];
  for (const group of groups) {
    const part = together(group, rules);
    if (part === undefined || isTrouble(part)) return part;
    parts.push(part);
  }
  return { how: rule.how, names, parts };
}

/** The one that names them all, and the fewest others. */
function ruleFor(names: readonly string[], rules: readonly CombineClause[]): CombineClause | undefined | Trouble {
  const all = rules.filter((rule) => holds(rule.names, names));
  if (all.length < 2) return all[0];
  const fewest = Math.min(...all.map((one) => one.names.length));
  const nearest = all.filter((one) => one.names.length === fewest);
  const [first] = nearest;
  if (first === undefined || nearest.every((one) => howOf(one) === howOf(first))) return first;
  return trouble('contradiction', `Several \`combine\` speak of ${named(names)} and differ.`, nearest);
}

/** Those that meet, in the order of the row; what a narrower rule speaks of, and otherwise, is one group. */
function groupsOf(
  names: readonly string[],
  rule: Rule,
  rules: readonly CombineClause[],
): readonly (readonly string[])[] | Trouble {
  const inRow = rule.names.filter((name) => names.includes(name));
  if (names.length === 2) return inRow.map((name) => [name]);
  const narrower = rules.filter(
    (one) => howOf(one) !== rule.how && one.names.length < rule.names.length && holds(rule.names, one.names),
  );
  const spoken = narrower
    .map((one) => names.filter((name) => one.names.includes(name)))
    .filter((group) => group.length > 1 && group.length < names.length);
  const groups = spoken.filter(
    (one, at) => !spoken.some((other, place) => holds(other, one) && (other.length > one.length || place < at)),
  );
  const shared = inRow.find((name) => groups.filter((group) => group.includes(name)).length > 1);
  if (shared !== undefined) {
    const message = `Several \`combine\` speak of \`${shared}\` and of others beside ${named(names)}.`;
    return trouble('contradiction', message, [...rule.clauses, ...narrower]);
  }
  return [...new Set(inRow.map((name) => groups.find((one) => one.includes(name)) ?? [name]))];
}

const howOf = ({ value }: CombineClause): string => (value.kind === 'open' ? value.kind : value.how);

const holds = (all: readonly string[], some: readonly string[]) => some.every((name) => all.includes(name));

export const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');
