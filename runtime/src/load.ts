// Reading a compiled agreement: refuses what this runtime does not understand, in sentences that name the place.

import { Rational } from './exact.ts';
import { type ClauseValue, IR_FORMAT, IR_VERSION, type Ir } from './ir.ts';
import type { Schema } from './schema/build.ts';
import { irSchema } from './schema/schema.ts';
import { isCivilDate } from './time/civil.ts';

/** More problems than these say nothing new. */
const MOST_PROBLEMS = 20;
/** Deeper than any agreement that a person can read; keeps a hostile file from exhausting the stack. */
const MOST_DEPTH = 200;

/**
 * Checks JSON against the schema of the IR: fields, kinds, numbers as decimal text, dates that exist, indices within
 * their lists, names that do not lead back to themselves. Never throws. Each problem is one sentence with the place.
 */
export function loadIr(json: unknown): { readonly ir: Ir } | { readonly problems: readonly string[] } {
  if (!isObject(json)) return refuse('This is not a compiled agreement: it is not a JSON object.');
  const { format, version } = json;
  if (format !== IR_FORMAT) {
    return refuse(`This is not a compiled agreement: its \`format\` is ${show(format)}, not "${IR_FORMAT}".`);
  }
  if (version !== IR_VERSION) {
    const known = `This runtime reads compiled agreements of version ${IR_VERSION}`;
    return refuse(`${known}; this one has version ${show(version)}. Compile it again.`);
  }
  const problems = check(irSchema, { root: json, value: json, path: '', depth: 0 });
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  const ir = json as unknown as Ir; // INVARIANT: it fulfils the schema, whose fields TypeScript holds against `Ir`.
  const inconsistent = inconsistencies(ir);
  return inconsistent.length > 0 ? { problems: inconsistent } : { ir };
}

/** What is wrong with a value that stands for one of the schema's definitions, in an agreement that is loaded. */
export function checkPart(ir: Ir, definition: string, value: unknown): readonly string[] {
  const root = ir as unknown as Place['root']; // Its lists are looked up by name, for indices.
  return check({ $ref: `#/$defs/${definition}` }, { root, value, path: definition, depth: 0 });
}

/** A value somewhere in the JSON. */
interface Place {
  readonly root: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/** What is wrong with the value there, as sentences. */
function check(schema: Schema, at: Place): string[] {
  const { value, path, depth } = at;
  const wrong = (expected: string) => [`${name(path)} is ${show(value)}, not ${expected}.`];
  const inner = { ...at, depth: depth + 1 };
  if (depth > MOST_DEPTH) return [`${name(path)} is nested too deeply.`];
  if (schema.$ref !== undefined) return check(resolved(schema), inner);
  if (schema.anyOf !== undefined) return checkAny(schema.anyOf, inner);
  if (schema.oneOf !== undefined) {
    if (!isObject(value)) return wrong('an object');
    const variant = variantOf(schema, value.kind);
    return variant === undefined
      ? [`${name(path)} is of a kind that is not known here: ${show(value.kind)}.`]
      : check(variant, inner);
  }
  if (schema.const !== undefined) return value === schema.const ? [] : wrong(JSON.stringify(schema.const));
  if (schema.enum !== undefined) {
    return typeof value === 'string' && schema.enum.includes(value)
      ? []
      : wrong(`one of ${schema.enum.map(show).join(', ')}`);
  }
  if (schema.type === undefined) return [];
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('true or false');
    case 'string':
      return isText(schema, value) ? [] : wrong(schema.title ?? 'a text');
    case 'integer':
      return checkNumber(schema, at, wrong);
    case 'array':
      return checkList(schema, inner, wrong);
    case 'object':
      return isObject(value) ? checkFields(schema, inner, value) : wrong('an object');
  }
}

function isText({ pattern, format }: Schema, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return format === 'date' ? isCivilDate(value) : pattern === undefined || new RegExp(pattern).test(value);
}

function checkNumber(schema: Schema, { root, value }: Place, wrong: (expected: string) => string[]): string[] {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER, 'x-index': of } = schema;
  if (!Number.isSafeInteger(value) || Number(value) < minimum || Number(value) > maximum) {
    return wrong(
      schema.title ??
        (schema.maximum === undefined ? 'a whole number' : `a whole number from ${minimum} to ${maximum}`),
    );
  }
  const list = of === undefined ? undefined : root[of];
  return Array.isArray(list) && Number(value) >= list.length ? wrong(`an index of the ${list.length} \`${of}\``) : [];
}

function checkList(schema: Schema, at: Place, wrong: (expected: string) => string[]): string[] {
  const { items, prefixItems = [], minItems = 0, title = 'a list' } = schema;
  const { value, path } = at;
  if (!Array.isArray(value) || value.length < minItems) return wrong(title);
  if (items === false && value.length > prefixItems.length) return wrong(title);
  return value.flatMap((item, position) => {
    const expected = prefixItems[position] ?? items;
    return expected ? check(expected, { ...at, value: item, path: `${path}[${position}]` }) : [];
  });
}

function checkFields(schema: Schema, at: Place, value: Readonly<Record<string, unknown>>): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const { path } = at;
  const lacking = required
    .filter((field) => !Object.hasOwn(value, field))
    .map((field) => `${name(path)} lacks \`${field}\`.`);
  const fields = Object.entries(value).flatMap(([field, part]) => {
    const expected = Object.hasOwn(properties, field) ? properties[field] : additionalProperties;
    if (expected === false) return [`${name(path)} has a field \`${field}\` that this runtime does not know.`];
    return expected === undefined
      ? []
      : check(expected, { ...at, value: part, path: path === '' ? field : `${path}.${field}` });
  });
  return [...lacking, ...fields];
}

/** One alternative must fit; where none does, the problems of the first that knows the value's kind are told. */
function checkAny(alternatives: readonly Schema[], at: Place): string[] {
  const outcomes = alternatives.map((alternative) => ({ alternative, problems: check(alternative, at) }));
  if (outcomes.some(({ problems }) => problems.length === 0)) return [];
  const kind = isObject(at.value) ? at.value.kind : undefined;
  const nearest = outcomes.find(({ alternative }) => variantOf(alternative, kind) !== undefined) ?? outcomes[0];
  return nearest?.problems ?? [];
}

function variantOf(schema: Schema, kind: unknown): Schema | undefined {
  return resolved(schema).oneOf?.find(({ properties }) => properties?.kind?.const === kind);
}

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : resolved(irSchema.$defs[schema.$ref.slice('#/$defs/'.length)] ?? {});
}

/** What a schema cannot say. */
function inconsistencies({ clauses, zone: { transitions }, daySets, windows, measures }: Ir): string[] {
  const seen = new Set<string>();
  const twice = clauses.flatMap(({ id }, position) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew ? [] : [`\`clauses[${position}].id\` is "${id}", like that of a clause before it.`];
  });
  const early = transitions.findIndex(([at], position) => at <= (transitions[position - 1]?.[0] ?? -Infinity));
  return [
    ...twice,
    ...clauses.flatMap(({ value }, position) => ladderProblem(value, `clauses[${position}].value`) ?? []),
    ...(early < 0 ? [] : [`\`zone.transitions[${early}]\` is not later than the one before it.`]),
    ...circles(daySets.map(({ set }) => namesIn(set, 'daySet'))).map((at) => `\`daySets[${at}]\` is made of itself.`),
    ...circles(measures.map(({ what }) => ('measure' in what ? [what.measure] : []))).map(
      (at) => `\`measures[${at}]\` is made of itself.`,
    ),
    ...circles(windows.map(({ set }) => namesIn(set, 'window'))).map((at) => `\`windows[${at}]\` is made of itself.`),
  ];
}

/** Steps that no quantity, or more than one, would lie in. */
function ladderProblem(value: ClauseValue, path: string): string | undefined {
  if (value.kind !== 'ladder') return undefined;
  if (value.steps.length === 0) return `\`${path}.steps\` is empty.`;
  const bounds = value.steps.map(({ to }) => (to === undefined ? undefined : Rational.of(to.bound)));
  const low = bounds.findIndex((bound, step) => {
    const before = bounds[step - 1];
    return step > 0 && (before === undefined || (bound !== undefined && bound.compare(before) < 0));
  });
  return low < 0 ? undefined : `\`${path}.steps[${low}]\` lies below the step before it.`;
}

/** Indices under the field anywhere in a set. */
function namesIn(set: object, field: 'daySet' | 'window'): number[] {
  return Object.entries(set).flatMap(([key, value]) => {
    if (key === field && typeof value === 'number') return [value];
    return typeof value === 'object' && value !== null ? namesIn(value, field) : [];
  });
}

/** Elements that reach themselves. */
function circles(uses: readonly (readonly number[])[]): number[] {
  return uses.flatMap((direct, start) => {
    const reached = new Set(direct);
    // A set that grows is iterated to its end.
    for (const next of reached) for (const further of uses[next] ?? []) reached.add(further);
    return reached.has(start) ? [start] : [];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(problem: string): { readonly problems: readonly string[] } {
  return { problems: [problem] };
}

function name(path: string): string {
  return path === '' ? 'The agreement' : `\`${path}\``;
}

/** A value as it is shown in a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  // What JSON does not have (NaN, a function) is shown all the same: not every caller reads a file.
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}…"` : shown;
}
