// Orders and the headers of examples: what binds one customer to the agreement, from which day, with which units.
import type * as ast from '@avtal/grammar';
import type { CivilDate, Dimension, Order, UnitFact } from '@avtal/runtime';
import { quantityIn } from '../clauses/amounts.ts';
import type { BoundExample, Model, Place, Placed } from '../model.ts';
import { given } from '../optional.ts';
import { siteOf } from '../reporting/diagnostics.ts';
import type { Names } from './bind.ts';

export function bindOrders(names: Names, model: Model): readonly Order[] {
  const { agreement } = names;
  return names.orders.map(({ node, place }) => {
    if (agreement !== undefined && node.agreement.text !== agreement.node.name.text)
      model.unknown('agreement', node.agreement, place, [agreement.node.name.text]);
    else if (agreement !== undefined) model.uses.use('agreement', node.agreement, place);
    const label = node.label?.text;
    const header = bindHeader(node, place, `Order \`${node.name.text}\``, model);
    return {
      id: node.name.text,
      ...given('label', label),
      ...given('customer', label),
      ...header,
      span: model.sourceSpan(node.name, place),
    };
  });
}

export function bindExamples(names: Names, model: Model): readonly BoundExample[] {
  return names.examples.map(({ node, place }) => {
    const header = bindHeader(node, place, `Example \`${node.name.text}\``, model);
    const id = `example:${node.name.text}`;
    return {
      node,
      place,
      order: { id, ...given('label', node.label?.text), ...header, span: model.sourceSpan(node.name, place) },
      facts: node.items.filter((item) => item.kind === 'fact' || item.kind === 'index-row'),
      expectations: node.items.filter((item) => item.kind === 'expect'),
    };
  });
}

type Header = Pick<Order, 'from' | 'until' | 'notice' | 'choices' | 'units'>;

function bindHeader(node: ast.OrderDeclaration | ast.Example, place: Place, what: string, model: Model): Header {
  const bindings = boundOnce(node.items, place, model);
  const from = dateOf(bindings.get('from')) ?? (node.kind === 'example' ? model.settings.validFrom : undefined);
  const until = dateOf(bindings.get('until'));
  // A row that could not be read may have been the one that is missing.
  const whole = !node.items.some((item) => item.kind === 'broken');
  if (from === undefined && whole) model.reporter.report('order-without-start', { what }, siteOf(node.name, place));
  reportBackwards(from, until, bindings.get('until'), place, model);
  const told = bindings.get('notice');
  const notice = dateOf(told);
  if (told !== undefined && notice !== undefined && whole && (until === undefined || until < notice))
    model.reporter.report('notice-without-end', { notice, until }, siteOf(told, place));
  const choices: Record<string, string> = place.order === undefined ? {} : { order: place.order };
  for (const binding of bindings.values()) {
    if (binding.value.kind === 'date' && isDateName(binding.name)) continue;
    const bound = choiceOf(binding, place, model);
    if (bound !== undefined) choices[bound.dimension] = bound.value;
  }
  for (const dimension of model.dimensions) {
    if (dimension.given !== 'order' || dimension.id === 'order' || bindings.has(dimension.id)) continue;
    if (dimension.defaultValue !== undefined) choices[dimension.id] = dimension.defaultValue;
    else if (whole) reportLacks(node, place, what, dimension, model);
  }
  return {
    from: from ?? '1970-01-01', // reported: no IR comes of it
    ...given('until', until),
    ...given('notice', notice),
    choices,
    units: unitsOf(node.items, from ?? '1970-01-01', place, model),
  };
}

function boundOnce(items: readonly ast.Item[], place: Place, model: Model): ReadonlyMap<string, ast.Binding> {
  const bindings = new Map<string, ast.Binding>();
  for (const item of items) {
    if (item.kind !== 'binding') continue;
    const first = bindings.get(item.name.text);
    if (first === undefined) bindings.set(item.name.text, item);
    else {
      model.reporter.report('bound-twice', { name: item.name.text }, siteOf(item, place), {
        related: [{ ...siteOf(first, place), message: 'said here first' }],
      });
    }
  }
  return bindings;
}

function isDateName({ text }: ast.Name): boolean {
  return text === 'from' || text === 'until' || text === 'notice';
}

function dateOf(binding: ast.Binding | undefined): CivilDate | undefined {
  return binding?.value.kind === 'date' ? binding.value.date : undefined;
}

function choiceOf(
  { name, value }: ast.Binding,
  place: Place,
  model: Model,
): { readonly dimension: string; readonly value: string } | undefined {
  const dimension = model.dimension(name, place);
  if (dimension === undefined || value.kind === 'date') return undefined;
  if (dimension.given !== 'order') {
    model.reporter.report('not-by-order', { choice: dimension.id }, siteOf(name, place));
    return undefined;
  }
  const bound = model.value(dimension, value, place);
  return bound === undefined ? undefined : { dimension: dimension.id, value: bound };
}

function reportLacks(
  node: ast.OrderDeclaration | ast.Example,
  place: Place,
  what: string,
  dimension: Dimension,
  model: Model,
): void {
  const values = dimension.values.map(({ id }) => id);
  model.reporter.report('order-lacks', { what, dimension: dimension.id, values }, siteOf(node.name, place));
}

function reportBackwards(
  from: CivilDate | undefined,
  until: CivilDate | undefined,
  at: Placed<ast.Binding>['node'] | ast.UnitRow | undefined,
  place: Place,
  model: Model,
): void {
  if (from !== undefined && until !== undefined && at !== undefined && until < from)
    model.reporter.report('until-before-from', { from, until }, siteOf(at, place));
}

// ---------------------------------------------------------------------------------------------------------- units

function unitsOf(items: readonly ast.Item[], orderFrom: CivilDate, place: Place, model: Model): readonly UnitFact[] {
  const rows = items.filter((row) => row.kind === 'unit-row');
  return rows.flatMap((row, at) => {
    const first = rows.slice(0, at).find((other) => isSameUnit(other, row) && meet(other, row, orderFrom));
    if (first !== undefined) {
      model.reporter.report('declared-twice', { what: 'Unit', name: row.name.text }, siteOf(row.name, place), {
        related: [{ ...siteOf(first.name, place), message: 'declared here first' }],
      });
    }
    model.uses.declare('held', row, place, withinOf(place));
    return unitOf(row, orderFrom, place, model) ?? [];
  });
}

function isSameUnit(a: ast.UnitRow, b: ast.UnitRow): boolean {
  return a.name.text === b.name.text;
}

/** One whose choices or numbers change has a row for each stretch of days (meaning F4); of two kinds it cannot be. */
function meet(a: ast.UnitRow, b: ast.UnitRow, orderFrom: CivilDate): boolean {
  const isThere = (one: ast.UnitRow, other: ast.UnitRow) =>
    other.until === undefined || (one.from?.date ?? orderFrom) <= other.until.date;
  return a.unit.text !== b.unit.text || (isThere(a, b) && isThere(b, a));
}

/** What only an order or an example knows. */
export const withinOf = ({ order }: Place): { readonly within?: string } => given('within', order);

function unitOf(row: ast.UnitRow, orderFrom: CivilDate, place: Place, model: Model): UnitFact | undefined {
  const subject = model.subject(row.unit, ['unit'], place, 'it is held over time');
  const [from, until] = [row.from?.date ?? orderFrom, row.until?.date];
  reportBackwards(from, until, row, place, model);
  const numbers: Record<string, string> = {};
  const choices: Record<string, string> = {};
  for (const { name, value, span } of row.attributes) {
    const number = model.findNumber(name.text);
    if (number !== undefined && value.kind === 'amount') {
      model.uses.use('number', name, place);
      const quantity = quantityIn(number.unit, value, `\`${number.id}\` is declared so`, model, place);
      if (quantity !== undefined) numbers[number.id] = quantity;
      continue;
    }
    const dimension = number === undefined ? model.dimension(name, place) : undefined;
    if (dimension?.given === 'order')
      model.reporter.report('said-by-order', { choice: name.text }, siteOf(name, place));
    else if (dimension !== undefined && value.kind === 'name') {
      const bound = model.value(dimension, value, place);
      if (bound !== undefined) choices[dimension.id] = bound;
    } else if (number !== undefined || dimension !== undefined) {
      model.reporter.report('unit-attribute', { attribute: name.text }, { file: place.file, span });
    }
  }
  return (
    subject && {
      id: row.name.text,
      unit: subject.info.id,
      from,
      ...given('until', until),
      ...given('numbers', Object.keys(numbers).length === 0 ? undefined : numbers),
      ...given('choices', Object.keys(choices).length === 0 ? undefined : choices),
    }
  );
}
