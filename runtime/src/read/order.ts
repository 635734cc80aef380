// An order as JSON (docs/facts.md) → an order of the agreement, or what is wrong with it, by field.

import { isDecimal } from '../exact.ts';
import type { CivilDate, ClauseValue, Ir, Order, UnitFact } from '../ir.ts';
import { checkPart, show } from '../load.ts';
import { isCivilDate } from '../time/civil.ts';

export type ReadOrder = { readonly order: Order } | { readonly problems: readonly OrderProblem[] };

export interface OrderProblem {
  /** Path of the field: `units[0].from`. */
  readonly field: string;
  readonly message: string;
  /** The names that would fit, for a suggestion. */
  readonly known?: readonly string[];
  readonly value?: string;
}

/**
 * Checks the order against the agreement: choices and units that it has, dates that exist, numbers as text (`"6"`),
 * `values` for open values by their names, in the form that the IR has for them. What is left out of the choices has its
 * default. `null` is absent. Never throws; each problem names its field.
 */
export function readOrder(ir: Ir, json: unknown): ReadOrder {
  const reader = new OrderReader(ir);
  const order = reader.order(json);
  if (order !== undefined && reader.problems.length === 0) reader.problems.push(...wrongValues(ir, order));
  return reader.problems.length > 0 || order === undefined ? { problems: reader.problems } : { order };
}

/** The agreed values have the shape that the schema of the IR gives them. */
function wrongValues(ir: Ir, order: Order): OrderProblem[] {
  if (order.values === undefined) return [];
  return checkPart(ir, 'order', order).map((problem) => ({
    field: 'values',
    message: problem.replaceAll('`order.', '`'),
  }));
}

type Fields = Readonly<Record<string, unknown>>;

class OrderReader {
  readonly problems: OrderProblem[] = [];
  readonly #ir: Ir;

  constructor(ir: Ir) {
    this.#ir = ir;
  }

  order(json: unknown): Order | undefined {
    const fields = this.#object('order', json, [
      'id',
      'label',
      'customer',
      'from',
      'until',
      'notice',
      'choices',
      'units',
      'values',
    ]);
    if (fields === undefined) return undefined;
    const id = this.#text('id', fields.id) ?? this.#missing('id');
    const label = this.#text('label', fields.label);
    const customer = this.#text('customer', fields.customer);
    const from = this.#date('from', fields.from) ?? this.#missing('from');
    const until = this.#date('until', fields.until);
    this.#inOrder('until', from, until);
    const notice = this.#date('notice', fields.notice);
    const choices = this.#choices('choices', fields.choices, 'order');
    const units = this.#list('units', fields.units).map((unit, index) => this.#unit(`units[${index}]`, unit));
    const values = this.#values(fields.values);
    if (id === undefined || from === undefined) return undefined;
    return {
      id,
      from,
      choices,
      units: units.filter((unit) => unit !== undefined),
      ...(label === undefined ? {} : { label }),
      ...(customer === undefined ? {} : { customer }),
      ...(until === undefined ? {} : { until }),
      ...(notice === undefined ? {} : { notice }),
      ...(values === undefined ? {} : { values }),
    };
  }

  #unit(field: string, json: unknown): UnitFact | undefined {
    const fields = this.#object(field, json, ['id', 'unit', 'from', 'until', 'numbers', 'choices']);
    if (fields === undefined) return undefined;
    const id = this.#text(`${field}.id`, fields.id) ?? this.#missing(`${field}.id`);
    const kinds = this.#ir.subjects.filter(({ kind }) => kind === 'unit').map((subject) => subject.id);
    const unit = this.#text(`${field}.unit`, fields.unit) ?? this.#missing(`${field}.unit`);
    if (unit !== undefined) this.#among(`${field}.unit`, unit, kinds, 'a unit of the agreement');
    const from = this.#date(`${field}.from`, fields.from) ?? this.#missing(`${field}.from`);
    const until = this.#date(`${field}.until`, fields.until);
    this.#inOrder(`${field}.until`, from, until);
    const numbers = this.#numbers(`${field}.numbers`, fields.numbers);
    const choices = this.#choices(`${field}.choices`, fields.choices, 'fact');
    if (id === undefined || unit === undefined || from === undefined) return undefined;
    return { id, unit, from, ...(until === undefined ? {} : { until }), numbers, choices };
  }

  /** Of the order: what it gives once. Of a unit: what facts give, and the module. */
  #choices(field: string, json: unknown, of: 'order' | 'fact'): Record<string, string> {
    const dimensions = this.#ir.dimensions.filter(
      ({ id, given }) => id !== 'order' && (given === 'order') === (of === 'order'),
    );
    const known = dimensions.map(({ id }) => id);
    const chosen: Record<string, string> = {};
    const fields = this.#record(field, json);
    for (const [name, value] of Object.entries(fields)) {
      const at = `${field}.${name}`;
      const dimension = dimensions.find(({ id }) => id === name);
      if (dimension === undefined) {
        this.#among(at, name, known, of === 'order' ? 'a choice that an order makes' : 'a choice of the agreement');
        continue;
      }
      const values = dimension.values.map(({ id }) => id);
      const text = this.#text(at, value);
      if (text === undefined) continue;
      if (this.#among(at, text, values, `one of ${values.map((one) => `\`${one}\``).join(', ')}`)) chosen[name] = text;
    }
    for (const { id, defaultValue, values } of of === 'order' ? dimensions : []) {
      if (chosen[id] !== undefined || fields[id] !== undefined) continue;
      if (defaultValue !== undefined) chosen[id] = defaultValue;
      else
        this.#report(
          `${field}.${id}`,
          `The order must choose its \`${id}\`.`,
          values.map((value) => value.id),
        );
    }
    return chosen;
  }

  #numbers(field: string, json: unknown): Record<string, string> {
    const known = this.#ir.numbers.map(({ id }) => id);
    const numbers: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.#record(field, json))) {
      const text = typeof value === 'number' ? String(value) : value;
      if (!this.#among(`${field}.${name}`, name, known, 'a number of the agreement')) continue;
      if (isDecimal(text)) numbers[name] = text;
      else this.#report(`${field}.${name}`, `\`${field}.${name}\` must be a number, as text: \`"6"\`.`);
    }
    return numbers;
  }

  /** Values for open values of the agreement, by their names. */
  #values(json: unknown): Record<string, ClauseValue> | undefined {
    if (json === undefined || json === null) return undefined;
    const open = openNames(this.#ir);
    const values: Record<string, ClauseValue> = {};
    for (const [name, value] of Object.entries(this.#record('values', json))) {
      const field = `values.${name}`;
      if (!this.#among(field, name, open, 'an open value of the agreement')) continue;
      if (isRecord(value) && typeof value.kind === 'string') values[name] = value as unknown as ClauseValue;
      else this.#report(field, `\`${field}\` must be a value such as \`{ "kind": "money", "amount": "250" }\`.`);
    }
    return values;
  }

  #object(field: string, json: unknown, known: readonly string[]): Fields | undefined {
    if (!isRecord(json)) {
      this.#report(field, `\`${field}\` must be an object.`);
      return undefined;
    }
    for (const name of Object.keys(json)) {
      if (!known.includes(name)) {
        const path = field === 'order' ? name : `${field}.${name}`;
        this.#report(path, `There is no field \`${path}\`.`, known, name);
      }
    }
    return json;
  }

  #record(field: string, json: unknown): Fields {
    if (json === undefined || json === null) return {};
    if (isRecord(json)) return json;
    this.#report(field, `\`${field}\` must be an object.`);
    return {};
  }

  #list(field: string, json: unknown): readonly unknown[] {
    if (json === undefined || json === null) return [];
    if (Array.isArray(json)) return json;
    this.#report(field, `\`${field}\` must be a list.`);
    return [];
  }

  #text(field: string, value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    this.#report(field, `\`${field}\` must be a text.`);
    return undefined;
  }

  #date(field: string, value: unknown): CivilDate | undefined {
    if (value === undefined || value === null || isCivilDate(value)) return value ?? undefined;
    this.#report(field, `\`${field}\` must be a date such as \`2026-01-01\`, and is ${show(value)}.`);
    return undefined;
  }

  #inOrder(field: string, from: CivilDate | undefined, until: CivilDate | undefined): void {
    if (from === undefined || until === undefined || from <= until) return;
    this.#report(field, `\`${field}\` (${until}) must not be before the first day, ${from}.`);
  }

  #among(field: string, value: string, known: readonly string[], what: string): boolean {
    const isKnown = known.includes(value);
    if (!isKnown) this.#report(field, `\`${field}\`: \`${value}\` is not ${what}.`, known, value);
    return isKnown;
  }

  #missing(field: string): undefined {
    if (!this.problems.some((problem) => problem.field === field)) this.#report(field, `\`${field}\` is missing.`);
  }

  #report(field: string, message: string, known?: readonly string[], value?: string): void {
    this.problems.push({
      field,
      message,
      ...(known === undefined ? {} : { known }),
      ...(value === undefined ? {} : { value }),
    });
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names under which the agreement leaves values open. */
function openNames(ir: Ir): string[] {
  const names = new Set<string>();
  for (const { value } of ir.clauses) {
    const values = value.kind === 'ladder' ? value.steps.map((step) => step.value) : [value];
    for (const one of values) if (one.kind === 'open' && one.name !== undefined) names.add(one.name);
  }
  return [...names];
}
