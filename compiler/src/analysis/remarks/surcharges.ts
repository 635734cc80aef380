// Surcharges that meet on one price, where no `combine` says what they then come to (meaning P8). Discounts are never
// asked about: several of them add up, unless a `combine` says otherwise (P7).
import { answerKey, type Clause, type SurchargeClause } from '@avtal/runtime';
import { isAsked, isSpecial } from '../contradictions.ts';
import { type Area, meet, uncovered } from '../regions.ts';
import type { Context, Space } from '../space.ts';
import type { Witness } from '../witness.ts';
import { combinesOf, type Ground, type Pass, rowName } from './ground.ts';
import { type Base, readingsOf, surchargeText } from './readings.ts';
import { Remarks } from './remark.ts';

export const uncombinedSurcharges: Pass = (ground) => {
  const surcharges = ground.ir.clauses.filter((clause) => clause.kind === 'surcharge');
  const bases = new Set(surcharges.flatMap(basesOf));
  const found = new Remarks();
  for (const context of contextsOf(ground))
    for (const base of bases) {
      // What is on surcharges comes after the others, and meets its like.
      for (const after of [false, true]) {
        const on = surcharges.filter(
          (clause) => basesOf(clause).includes(base) && (clause.surcharges !== undefined) === after,
        );
        if (new Set(on.map(({ name }) => name)).size > 1) onBase(ground, context, base, on, found);
      }
    }
  return found.all;
};

const basesOf = ({ bases, onStart }: SurchargeClause): readonly Base[] => [
  ...bases,
  ...(onStart ? ['start price' as const] : []),
];

/** The agreement itself, and the orders with surcharges of their own. */
function contextsOf({ context, spaces }: Ground): readonly Context[] {
  const own = spaces.all.filter((space) => space.context.special && space.kind === 'surcharge');
  return [context, ...new Set(own.map((space) => space.context))];
}

/** A surcharge with one of the areas in which it holds, and nothing of its own name beats it. */
interface Side {
  readonly clause: SurchargeClause;
  readonly at: number;
  readonly area: Area;
}

function onBase(ground: Ground, context: Context, base: Base, on: readonly SurchargeClause[], found: Remarks): void {
  const { ir, spaces, steps } = ground;
  const priced = ir.clauses.filter(
    (clause) => (clause.kind === 'rate' || clause.kind === 'price') && clause.subject === base,
  );
  const combines = combinesOf(ir);
  const space = spaces.ofClauses([...priced, ...on, ...combines], context);
  if (space === undefined) return;
  const { layout, members } = space;
  const winning = ground.winning(space);
  const areasOf = (is: (clause: Clause) => boolean): readonly Area[] =>
    members.flatMap(({ clause }, at) => (is(clause) ? (winning[at] ?? []) : []));
  // What has no price at all is another matter; what is not offered anywhere bears no surcharge there.
  const charged =
    priced.length === 0 ? [space.whole] : areasOf((clause) => priced.includes(clause) && isCharged(clause));
  const byName = new Map<string, Side[]>();
  for (const [at, { clause }] of members.entries()) {
    if (clause.kind !== 'surcharge' || !isCharged(clause)) continue;
    const sides = byName.get(clause.name) ?? [];
    byName.set(clause.name, sides);
    for (const area of winning[at] ?? []) sides.push({ clause, at, area });
  }
  const names = [...byName.keys()];
  const rules = members.flatMap(({ clause, areas }) => (clause.kind === 'combine' ? [{ clause, areas }] : []));
  extend([], space.whole, 0);

  /** Whether more surcharges hold in the area beside those chosen; a set without a `combine` is not made larger. */
  function extend(chosen: readonly Side[], area: Area, from: number): void {
    for (let at = from; at < names.length; at += 1) {
      for (const side of byName.get(names[at] ?? '') ?? []) {
        if (steps.left < 0 || found.isFull) return;
        steps.left -= 1;
        const both = meet(layout, area, side.area);
        if (both === undefined) continue;
        const next = [...chosen, side];
        if (next.length > 1 && isFound(next, both)) continue;
        // One rule for all that may yet join needs no look at each of them.
        const rest = names.slice(at + 1);
        if (rest.length > 0 && !isRuled(both, [...next.map(({ clause }) => clause.name), ...rest]))
          extend(next, both, at + 1);
      }
    }
  }

  function rulesFor(all: readonly string[]): readonly Area[] {
    return rules.flatMap(({ clause, areas }) => (all.every((name) => clause.names.includes(name)) ? areas : []));
  }

  function isRuled(area: Area, all: readonly string[]): boolean {
    const covers = rulesFor(all);
    return covers.length > 0 && uncovered({ layout, steps }, area, covers) === 'covered';
  }

  function isFound(chosen: readonly Side[], area: Area): boolean {
    const key = chosen
      .map(({ clause }) => clause.name)
      .sort()
      .join('\0');
    if (found.has(key)) return true;
    if (context.special && !chosen.some(({ clause }) => isSpecial(clause, space as Space))) return false;
    let isMet = false;
    const visit = (part: Area): boolean => {
      isMet = charged.some((one) => {
        steps.left -= 1;
        const both = meet(layout, part, one);
        return both !== undefined && report(ground, space as Space, base, chosen, both, key, found);
      });
      return !isMet;
    };
    uncovered({ layout, steps, visit }, area, rulesFor(chosen.map(({ clause }) => clause.name)));
    return isMet;
  }
}

/** Words for prices that are none: whoever asks what such a thing costs gets no sum that could be raised. */
function isCharged({ value }: Clause): boolean {
  return !['none', 'included', 'not-offered', 'on-request', 'see'].includes(value.kind);
}

/** False where the runtime knows what to do there. */
function report(
  ground: Ground,
  space: Space,
  base: Base,
  chosen: readonly Side[],
  area: Area,
  key: string,
  found: Remarks,
): boolean {
  const { ir, witnesses } = ground;
  const clauses = chosen.map(({ clause }) => clause);
  const members = chosen.map(({ at }) => at);
  const seen = witnesses.of(space, area, (axis) => isAsked(space, axis, members), clauses);
  const [last] = clauses.slice(-1);
  if (seen === undefined || last === undefined || !isReproduced(ground, space.context, seen, clauses)) return false;
  const readings = readingsOf(ground, space, base, seen, clauses);
  if (readings === 'known') return false;
  const says = clauses.map((clause) => ({ clause, text: surchargeText(clause, ir) }));
  found.add(key, {
    name: 'how-combined',
    params: {
      where: seen.text,
      surcharges: says.map(({ clause, text }) => ({ name: clause.name, row: rowName(clause, ir), says: text })),
      base: base === 'start price' ? base : (ir.subjects[base]?.id ?? ''),
      readings,
    },
    at: last.span,
    related: says.slice(0, -1).map(({ clause, text }) => ({ at: clause.span, message: `\`${clause.name}\`: ${text}` })),
    witness: { ...seen, question: last.question, says },
    adds: ['add', 'highest', 'multiply'].map((how) => `combine ${clauses.map(({ name }) => name).join(', ')}: ${how}`),
  });
  return true;
}

/** Whether each of them is what the runtime answers there, and no `combine` of all of them is. */
function isReproduced(
  { plan, ir }: Ground,
  { order }: Context,
  { situation }: Witness,
  clauses: readonly SurchargeClause[],
): boolean {
  const ask = (question: string) => plan.ask(question, order, situation);
  const rules = combinesOf(ir);
  const speaking = rules.filter(({ names }) => clauses.every(({ name }) => names.includes(name)));
  return (
    clauses.every((clause) => {
      const answer = ask(clause.question);
      return answer.kind === 'clause' && answerKey(answer.clause) === answerKey(clause);
    }) && speaking.every(({ question }) => ask(question).kind === 'none')
  );
}
