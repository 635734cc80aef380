// The questions of an agreement, the dimensions of each, and where an answer is due: from docs/meanings.md, not from the analysis.
import type { Box, Clause, Ir, NumberRange, Order } from '@avtal/runtime';
import { compare, divided, fraction, minus, plus, read, text } from '../../reference/fraction.ts';

/** A question as one order sees it; `special`: an order or example with terms of its own. */
export interface Asked {
  readonly ir: Ir;
  readonly question: string;
  readonly order: Order;
  readonly special: boolean;
  readonly clauses: readonly Clause[];
}
export const daily: readonly Clause['kind'][] = [
  'fee',
  'include',
  'perform',
  'promise',
  'term',
  'notice',
  'payment',
  'interest',
  'refund',
  'require',
];
const atItsStart: readonly Clause['kind'][] = [...daily, 'start', 'limit'];

/** All questions of which several clauses may not say different things, in the agreement and in each order that adds to it. */
export function questionsOf(ir: Ir): Asked[] {
  const agreement: Order = { id: '', from: ir.agreement.validFrom ?? '', choices: {}, units: [] };
  return [...Map.groupBy(ir.clauses, ({ question }) => question)].flatMap(([question, all]) =>
    [agreement, ...ir.orders, ...ir.examples.map(({ order }) => order)].flatMap((order): Asked[] => {
      const special = order !== agreement;
      const clauses = all.filter(({ when }) => when.length === 0 || when.some((box) => isFor(box, order)));
      const isNamed = all.some(({ when }) => when.some(({ choices }) => choices?.order?.includes(order.id)));
      return clauses.length === 0 || (special && !isNamed) ? [] : [{ ir, question, order, special, clauses }];
    }),
  );
}

export const isFor = ({ choices }: Box, { id }: Order): boolean => choices?.order?.includes(id) ?? true;

/** Terms of the order itself. */
export const isOwn = ({ order, special }: Asked, { when }: Clause): boolean =>
  special && when.every(({ choices }) => choices?.order?.includes(order.id) === true);
/** Names of the question's own moment. */
export function selfNames({ ir, clauses }: Asked): readonly string[] {
  const [first] = clauses;
  const target = first?.kind === 'target' ? ir.targets[first.target] : undefined;
  return ['self', ...(first && atItsStart.includes(first.kind) ? ['start'] : []), ...(target ? [target.from] : [])];
}
/** Whole numbers of a thing counted in pieces; else each border, a little less and a little more. */
export function representatives(ir: Ir, id: string, boxes: readonly Box[]): readonly string[] {
  const isWhole = ir.numbers.find((number) => number.id === id)?.unit.kind === 'count';
  const little = divided(fraction(1n), fraction(1000n));
  const borders = boxes.flatMap((box) => box.numbers?.[id] ?? []).flatMap(({ min, max }) => [min, max]);
  const all = borders.flatMap((border) => {
    if (border === undefined) return [];
    const at = read(border);
    const floor = fraction(at.over / at.under);
    return isWhole
      ? [minus(floor, fraction(1n)), floor, plus(floor, fraction(1n))]
      : [minus(at, little), at, plus(at, little)];
  });
  const legal = [fraction(0n), ...all].filter(({ over }) => over >= 0n);
  return [...new Set(legal.map(text))];
}

export function isIn({ min, minIncluded, max, maxIncluded }: NumberRange, value: string): boolean {
  const low = min === undefined ? 1 : compare(read(value), read(min));
  const high = max === undefined ? -1 : compare(read(value), read(max));
  return (low > 0 || (low === 0 && minIncluded === true)) && (high < 0 || (high === 0 && maxIncluded === true));
}

/** Values that a choice may have where the question is asked. */
export function valuesOf({ ir, order, clauses }: Asked, id: string): readonly string[] {
  const given = order.choices[id];
  if (given !== undefined) return [given];
  const dimension = ir.dimensions.find((one) => one.id === id);
  const values = dimension?.values.map((value) => value.id) ?? [];
  if (dimension?.given !== 'module') return values;
  const [first] = clauses;
  const subject = first && ('unit' in first ? first.unit : 'subject' in first ? first.subject : undefined);
  const module = subject === undefined ? undefined : ir.subjects[subject]?.module;
  return module === undefined ? [...values, ''] : [module];
}
// ------------------------------------------------------------------------------------ where an answer is due (Q4)

/** Boxes of the situations in which the question must be answered, and of those among them in which it need not be. */
export function due(asked: Asked): { readonly must: readonly Box[]; readonly need: readonly Box[] } {
  const { ir, question, special, clauses } = asked;
  const none = { must: [], need: [] };
  const [kind, subject] = question.split(':', 2);
  const isAgreed = ir.clauses.some(
    (clause) =>
      clause.question === question &&
      clause.when.some((box) => isFor(box, { id: '', from: '', choices: {}, units: [] })),
  );
  if (special && (isAgreed || asked.order.id.startsWith('example:'))) return none;
  const includes = ir.clauses.filter((clause) => clause.question === `include:${subject}`);
  const granting = includes.flatMap(({ value, when }) =>
    value.kind === 'open' || value.kind === 'unlimited' || (value.kind === 'quantity' && read(value.amount).over > 0n)
      ? when.map(({ choices = {} }): Box => ({ choices }))
      : [],
  );
  const sections = [...new Set(clauses.map(({ section }) => section))];
  const everywhere: Box[] = sections.includes(undefined)
    ? [{}]
    : [{ choices: { module: sections.filter((one) => one !== undefined) } }];
  // A value of which only a module speaks belongs to that module.
  const common = clauses.filter(({ section }) => section === undefined).flatMap(({ when }) => when);
  const foreign = clauses
    .filter(({ section }) => section !== undefined)
    .flatMap(({ when }) => when)
    .filter(({ choices = {} }) =>
      Object.entries(choices).some(([id, values]) => {
        const known = common.flatMap((box) => box.choices?.[id] ?? []);
        return id !== 'module' && known.length > 0 && !values.some((value) => known.includes(value));
      }),
    )
    .map(({ choices: { module: _, ...choices } = {}, ...box }): Box => ({ ...box, choices }));
  switch (kind) {
    case 'rate':
    case 'price': {
      const isDrawn = ir.clauses.some((clause) => clause.question === `draw:${subject}`);
      const unlimited = includes.flatMap(({ value, when }) => (value.kind === 'unlimited' && !isDrawn ? when : []));
      const tested = new Set(clauses.flatMap(({ when }) => when.flatMap(({ choices = {} }) => Object.keys(choices))));
      const plain = unlimited.filter(
        (box) =>
          !box.windows && !box.numbers && !box.dates && Object.keys(box.choices ?? {}).every((id) => tested.has(id)),
      );
      return { must: everywhere, need: [...foreign, ...plain] };
    }
    case 'target':
    case 'approve':
      return { must: everywhere, need: foreign };
    case 'decide':
      return ir.dimensions.find(({ id }) => id === subject)?.defaultValue === undefined
        ? { must: everywhere, need: foreign }
        : none;
    case 'draw':
      return { must: granting, need: foreign };
    default:
      return none;
  }
}
