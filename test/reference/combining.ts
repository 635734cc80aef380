// How surcharges (P8), discounts (P7) and credits (K6) that meet are taken together: as a tree of rules over their names.
import type { CombineClause, CombineHow } from '../../runtime/src/ir.ts';

export type Together = string | { readonly how: CombineHow; readonly parts: readonly Together[] };

const howOf = ({ value }: CombineClause) => (value.kind === 'open' ? 'open' : value.how);

/** Undefined: no rule speaks of all of them; `contradiction`: two do, or the narrower ones share a name; `open-value`: it is to be agreed. */
export function together(
  names: readonly string[],
  rules: readonly CombineClause[],
): Together | 'contradiction' | 'open-value' | undefined {
  const [alone] = names;
  if (names.length === 1) return alone;
  const speaks = rules.filter((rule) => new Set([...rule.names, ...names]).size === rule.names.length);
  const least = speaks.filter((rule) => speaks.every((other) => other.names.length >= rule.names.length));
  const [rule] = least;
  if (rule === undefined) return undefined;
  if (least.some((other) => howOf(other) !== howOf(rule))) return 'contradiction';
  if (rule.value.kind === 'open') return 'open-value';
  return by({ names: rule.names, how: rule.value.how }, names, rules);
}

/** Of discounts, what no rule speaks of adds up. */
export function discountsTogether(
  names: readonly string[],
  rules: readonly CombineClause[],
): Together | 'contradiction' | 'open-value' {
  const found = together(names, rules);
  if (found !== undefined) return found;
  const everything = [...new Set([...names, ...rules.flatMap((rule) => rule.names)])];
  return by({ names: everything, how: 'add' }, names, rules) ?? 'contradiction';
}

function by(
  rule: { readonly names: readonly string[]; readonly how: CombineHow },
  names: readonly string[],
  rules: readonly CombineClause[],
): Together | 'contradiction' | 'open-value' | undefined {
  const row = rule.names.filter((name) => names.includes(name));
  const sets = new Map<string, readonly string[]>();
  for (const one of rules) {
    const isNarrower = one.names.length < rule.names.length && one.names.every((name) => rule.names.includes(name));
    const both = row.filter((name) => one.names.includes(name));
    if (isNarrower && howOf(one) !== rule.how && both.length > 1 && both.length < row.length)
      sets.set(both.join(), both);
  }
  const all = [...sets.values()];
  const widest = all.filter(
    (set) => !all.some((other) => other.length > set.length && set.every((name) => other.includes(name))),
  );
  if (widest.flat().length !== new Set(widest.flat()).size) return 'contradiction';
  const parts: Together[] = [];
  for (const name of row) {
    const set = widest.find((one) => one.includes(name)) ?? [name];
    if (set[0] !== name) continue;
    const part = together(set, rules);
    if (part === undefined || part === 'contradiction' || part === 'open-value') return part;
    parts.push(part);
  }
  return { how: rule.how, parts };
}
