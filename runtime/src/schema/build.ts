// Ways to write the IR's JSON Schema so that TypeScript holds it against ir.ts: same fields, same kinds, same optionality.

/** The part of JSON Schema (2020-12) that the IR needs and `load.ts` understands. */
export interface Schema {
  /** What is expected, as a noun phrase for messages. */
  readonly title?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'date';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: false | Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  /** Told apart by their `kind`, which each of them names. */
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  /** Not JSON Schema: the number must be an index of this list of the agreement. */
  readonly 'x-index'?: string;
}

interface Optional {
  readonly optional: Schema;
}

/** A schema for each field of T; optional fields are marked, others are not, or it does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: object extends Pick<T, K> ? Optional : Schema };
type Kinded = { readonly kind: string };
type Case<T extends Kinded, K extends string> = Extract<T, { readonly kind: K }>;
type Cases<T extends Kinded> = {
  readonly [K in T['kind']]: Fields<Pick<Case<T, K>, Exclude<keyof Case<T, K>, 'kind'>>>;
};

export function object<T>(fields: Fields<T>): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, field] of Object.entries<Schema | Optional>(fields)) {
    if ('optional' in field) properties[name] = field.optional;
    else {
      properties[name] = field;
      required.push(name);
    }
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A union told apart by `kind`: every kind of T must be there, and no other. */
export function kinds<T extends Kinded>(cases: Cases<T>): Schema {
  const variants = Object.entries<Fields<object>>(cases).map(([kind, fields]) => {
    const { properties, required, ...rest } = object(fields);
    return { ...rest, properties: { kind: { const: kind }, ...properties }, required: ['kind', ...(required ?? [])] };
  });
  return { oneOf: variants };
}

/** The variants of several unions as one. */
export function either(...unions: readonly Schema[]): Schema {
  return { oneOf: unions.flatMap((union) => union.oneOf ?? [union]) };
}

/** One of the words of T, each of which must be named. */
export function words<T extends string>(names: Readonly<Record<T, true>>): Schema {
  return { enum: Object.keys(names) };
}

export const optional = (schema: Schema): Optional => ({ optional: schema });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const index = (of: string): Schema => ({ type: 'integer', minimum: 0, 'x-index': of });
