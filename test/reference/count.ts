// Counting (meanings C2–C6): what of a scope is free, what is added to it, and where the added time lies.
import type { CountClause, CountRule, LadderValue, ScopeInfo } from '../../runtime/src/ir.ts';
import {
  compare,
  type Fraction,
  fraction,
  least,
  minus,
  most,
  plus,
  positive,
  read,
  sum,
  times,
  wholeSteps,
  zero,
} from './fraction.ts';
import { complain, inOrder, type Portion, type Problems, scopeKey } from './portions.ts';
import { ask, meaning, type World } from './questions.ts';

/** Sets the counted quantity of each portion and returns the portions with what was added, in order of time. */
export function count(world: World, portions: readonly Portion[], problems: Problems): Portion[] {
  return [...portions, ...added(world, portions, problems)].sort(inOrder);
}

type Ruled = { readonly portion: Portion; readonly clause?: CountClause };

function added(world: World, portions: readonly Portion[], problems: Problems): Portion[] {
  const { subjects, scopes } = world.ir;
  const ruled = portions.flatMap((portion): Ruled[] => {
    const answer = ask(world, `count:${subjects[portion.fact.subject]!.id}`, portion.situation);
    if (answer.kind === 'none') return [{ portion }];
    const clause = answer.kind === 'clause' && answer.clause.kind === 'count' ? answer.clause : undefined;
    if (clause !== undefined && clause.value.kind !== 'open') return [{ portion, clause }];
    refuse(portion, answer.kind === 'missing' ? answer.code : clause ? 'open-value' : 'contradiction', problems);
    return [];
  });
  const keyIn = (scope: ScopeInfo, portion: Portion, asOne: readonly number[] = [portion.fact.subject]) => {
    const key = scopeKey(world, scope, portion.fact, portion.day);
    return key === undefined ? undefined : `${asOne} ${scope.id} ${key}`;
  };
  const groups = new Map<string, Ruled[]>();
  for (const one of ruled) {
    if (one.clause === undefined) continue;
    const key = keyIn(scopes[one.clause.scope]!, one.portion, one.clause.together);
    if (key === undefined && isExact(one.clause.value)) continue;
    if (key === undefined) refuse(one.portion, 'scope-missing', problems);
    else groups.set(key, []);
  }
  for (const one of ruled) {
    const { subject } = one.portion.fact;
    const asOne = ruled.map(({ clause, portion }) => clause?.together ?? [portion.fact.subject]);
    const asked =
      one.clause === undefined
        ? scopes.flatMap((scope) =>
            asOne.filter((some) => some.includes(subject)).map((some) => keyIn(scope, one.portion, some)),
          )
        : [keyIn(scopes[one.clause.scope]!, one.portion, one.clause.together)];
    const group = asked.map((key) => groups.get(key ?? '')).find((found) => found !== undefined);
    group?.push(one);
  }
  return [...groups.values()].flatMap((group) => countScope(group, problems));
}

/** C2: what is counted as it is needs no scope. */
const isExact = (value: CountClause['value']) =>
  value.kind === 'count' &&
  !(value.free ?? value.freeIfUpTo ?? value.minimum ?? value.step ?? value.rounding ?? value.grace);

/** Q10: what cannot be counted draws nothing and is not priced. */
function refuse(portion: Portion, code: string, problems: Problems): void {
  complain(problems, code, portion.fact.id);
  portion.quantity = zero;
}

const said = ({ clause }: Ruled) => (clause === undefined ? 'as it is' : meaning(clause));

function countScope(group: readonly Ruled[], problems: Problems): Portion[] {
  const first = group[0]!.portion;
  const rules = new Set(group.map(said));
  if (rules.size === 1) return countParts(group, group[0]!, first);
  const across = [...new Set(group.flatMap(({ clause }) => (clause === undefined ? [] : [clause.across])))];
  if (across.length !== 1 || across[0] === undefined) {
    for (const { portion } of group) refuse(portion, 'count-changes-in-scope', problems);
    return [];
  }
  if (across[0] === 'first') return countParts(group, group[0]!, first);
  if (across[0] === 'last') return countParts(group, group.at(-1)!, first);
  return [...rules].flatMap((rule) => {
    const part = group.filter((one) => said(one) === rule);
    return countParts(part, part[0]!, part[0]!.portion);
  });
}

function countParts(group: readonly Ruled[], { clause }: Ruled, first: Portion): Portion[] {
  if (clause === undefined || clause.value.kind === 'open') return [];
  const portions = group.map(({ portion }) => portion);
  const before = sum(portions.map(({ quantity }) => quantity));
  if (clause.value.kind === 'count') takeFree(portions, clause.value, before);
  const left = sum(portions.map(({ quantity }) => quantity));
  const counted = clause.value.kind === 'ladder' ? stepwise(left, clause.value) : alone(before, left, clause.value);
  takeFromEnd(portions, minus(left, counted));
  const more = minus(counted, left);
  if (!positive(more)) return [];
  const last = portions.findLast(({ quantity }) => positive(quantity)) ?? portions.at(-1)!;
  // C5: what is added is posted where the scope starts, after all else of the scope in that month.
  const place = last.month === first.month ? last : portions.findLast(({ month }) => month === first.month)!;
  return [
    {
      ...last,
      added: true,
      free: zero,
      quantity: more,
      turn: place.fact,
      from: place.from,
      until: place.until,
      piece: place.piece,
      day: place.day,
      posted: first.day,
      month: first.month,
      charges: [],
    },
  ];
}

function alone(before: Fraction, left: Fraction, rule: CountRule): Fraction {
  const free = rule.freeIfUpTo !== undefined && compare(before, read(rule.freeIfUpTo)) <= 0;
  return free || (!positive(left) && rule.free !== undefined) ? zero : raised(left, rule);
}

/** Each part between two bounds by its own rule; nothing at all by the first. */
function stepwise(total: Fraction, { steps }: LadderValue<CountRule>): Fraction {
  let low = zero;
  let all = zero;
  for (const [index, { to, value }] of steps.entries()) {
    const high = to === undefined ? most(total, low) : read(to.bound);
    const part = minus(least(high, total), low);
    if (positive(part) || (index === 0 && !positive(total))) all = plus(all, alone(part, part, value));
    low = high;
  }
  return all;
}

function takeFree(portions: readonly Portion[], rule: CountRule, total: Fraction): void {
  const all = rule.freeIfUpTo !== undefined && compare(total, read(rule.freeIfUpTo)) <= 0;
  let free = all ? total : read(rule.free ?? '0');
  for (const portion of portions) {
    const taken = least(free, portion.quantity);
    portion.quantity = minus(portion.quantity, taken);
    portion.free = taken;
    free = minus(free, taken);
  }
}

function takeFromEnd(portions: readonly Portion[], amount: Fraction): void {
  let rest = most(amount, zero);
  for (const portion of portions.toReversed()) {
    const taken = least(rest, portion.quantity);
    portion.quantity = minus(portion.quantity, taken);
    rest = minus(rest, taken);
  }
}

function raised(quantity: Fraction, { minimum, step, rounding, grace }: CountRule): Fraction {
  const value = most(quantity, read(minimum ?? '0'));
  if (step === undefined) return value;
  const size = read(step);
  const whole = wholeSteps(value, size);
  const rest = minus(value, times(whole, size));
  const up =
    rounding === 'started'
      ? compare(rest, read(grace ?? '0')) > 0
      : rounding === 'nearest' && compare(plus(rest, rest), size) >= 0;
  return times(up ? plus(whole, fraction(1n)) : whole, size);
}
