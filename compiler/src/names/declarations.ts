// Declarations to the lists of the IR: dimensions, numbers, subjects, scopes and targets, with those that every agreement has.
import type * as ast from '@avtal/grammar';
import {
  type Dimension,
  type Index,
  isDecimal,
  type NumberInfo,
  Rational,
  type ScopeInfo,
  type SourceSpan,
  type Subject,
  type TargetInfo,
  type Unit,
} from '@avtal/runtime';
import { unitNamed } from '../clauses/amounts.ts';
import type { MeasureDeclared, Place, Placed } from '../model.ts';
import { given } from '../optional.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';
import type { Names } from './bind.ts';
import { inOrder } from './graph.ts';
import { countedOn } from './settings.ts';
import type { UnknownNames } from './suggest.ts';
import type { NameUses } from './uses.ts';

export interface Declarations {
  readonly dimensions: readonly Dimension[];
  readonly numbers: readonly NumberInfo[];
  readonly numberRows: readonly Placed<ast.NumberDeclaration>[];
  readonly moments: readonly string[];
  readonly subjects: readonly Subject[];
  readonly scopes: readonly ScopeInfo[];
  readonly targets: readonly TargetInfo[];
  readonly measures: readonly MeasureDeclared[];
}

/** Scopes told by a column of the facts. */
const keyScopes = ['job', 'ticket', 'visit', 'call'];

export function declare(
  names: Names,
  currency: string | undefined,
  sources: Sources,
  reporter: Reporter,
  unknown: UnknownNames,
  uses: NameUses,
): Declarations {
  const subjects = subjectsOf(names, sources, reporter, unknown, uses);
  const scopes = scopesOf(names, sources, uses);
  return {
    dimensions: dimensionsOf(names, sources, reporter, unknown, uses),
    numbers: numbersOf(names, currency, sources, uses),
    numberRows: numberRows(names),
    moments: momentsOf(names, uses),
    subjects,
    scopes,
    targets: targetsOf(names, sources, reporter, uses),
    measures: measuresOf(names),
  };
}

// ----------------------------------------------------------------------------------------------------- dimensions

function dimensionsOf(
  names: Names,
  sources: Sources,
  reporter: Reporter,
  unknown: UnknownNames,
  uses: NameUses,
): readonly Dimension[] {
  for (const id of ['tier', 'module', 'order', 'person']) uses.builtIn('choice', id);
  const dimensions: Dimension[] = [];
  if (names.tiers !== undefined) {
    const { node, place } = names.tiers;
    const values = valuesOf('Tier', node.tiers, place, reporter);
    for (const tier of node.tiers) uses.declare('tier', tier, place, { of: 'tier' });
    dimensions.push({ id: 'tier', given: 'order', values, span: sources.sourceSpan(node, place) });
  }
  const [firstModule] = names.modules.values();
  if (firstModule !== undefined) {
    const values = [...names.modules.values()].map(({ node }) => labelled(node));
    dimensions.push({
      id: 'module',
      given: 'module',
      values,
      span: sources.sourceSpan(firstModule.node.name, firstModule.place),
    });
  }
  const orders = [
    ...names.orders.map((order) => ({ ...order, id: order.node.name.text })),
    ...names.examples.map((example) => ({ ...example, id: `example:${example.node.name.text}` })),
  ];
  const [firstOrder] = orders;
  if (firstOrder !== undefined) {
    const values = orders.map(({ id, node }) => ({ ...labelled(node), id }));
    dimensions.push({
      id: 'order',
      given: 'order',
      values,
      span: sources.sourceSpan(firstOrder.node.name, firstOrder.place),
    });
  }
  for (const { node, place } of names.fields.values()) {
    if (node.kind !== 'choice') continue;
    const values = valuesOf('Value', node.values, place, reporter);
    for (const value of node.values) uses.declare('value', value, place, { of: node.name.text });
    const { defaultValue } = node;
    if (defaultValue !== undefined && !values.some(({ id }) => id === defaultValue.text))
      unknown.report(
        `value of \`${node.name.text}\``,
        defaultValue,
        place,
        values.map(({ id }) => id),
      );
    else if (defaultValue !== undefined) uses.use('value', defaultValue, place, { of: node.name.text });
    dimensions.push({
      ...labelled(node),
      given: node.given,
      values,
      ...given('defaultValue', defaultValue?.text),
      span: sources.sourceSpan(node, place),
    });
  }
  return dimensions;
}

function valuesOf(what: string, values: readonly ast.Labelled[], place: { readonly file: string }, reporter: Reporter) {
  const known = new Map<string, ast.Labelled>();
  for (const value of values) {
    const first = known.get(value.name.text);
    if (first === undefined) known.set(value.name.text, value);
    else {
      reporter.report('declared-twice', { what, name: value.name.text }, siteOf(value.name, place), {
        related: [{ ...siteOf(first.name, place), message: 'declared here first' }],
      });
    }
  }
  return [...known.values()].map(labelled);
}

function labelled({ name, label }: ast.Labelled): { readonly id: string; readonly label?: string } {
  return { id: name.text, ...given('label', label?.text) };
}

// -------------------------------------------------------------------------------------------------------- numbers

function numbersOf(
  names: Names,
  currency: string | undefined,
  sources: Sources,
  uses: NameUses,
): readonly NumberInfo[] {
  const declared = [...names.fields.values()].flatMap(({ node, place }): NumberInfo[] => {
    if (node.kind === 'measure') {
      return [{ ...labelled(node), unit: measureUnit(node), span: sources.sourceSpan(node, place) }];
    }
    if (node.kind !== 'number') return [];
    const unit = numberUnit(node, currency);
    if (node.unit !== undefined && unit.kind === 'other') uses.declare('measure', { name: node.unit }, place);
    return [{ ...labelled(node), unit, span: sources.sourceSpan(node, place) }];
  });
  if (names.fields.has('length') || !measuresOf(names).some(({ node }) => asksLength(node))) return declared;
  uses.builtIn('number', 'length');
  return [...declared, { id: 'length', unit: { kind: 'time' }, span: startOf(names) }];
}

/** `outages per month when length over 5 min`: how long an outage is, is known of each (meaning U3). */
function asksLength({ parts, exceptions }: ast.MeasureDeclaration): boolean {
  const asks = (cond: ast.Cond): boolean => {
    if (cond.kind === 'all' || cond.kind === 'any') return cond.of.some(asks);
    if (cond.kind === 'negated') return asks(cond.of);
    return cond.kind === 'compare' && cond.name.text === 'length';
  };
  return [...parts, ...exceptions.flatMap((one) => one.parts)].some(
    (part) => part.kind === 'when' && asks(part.condition),
  );
}

function numberUnit({ unit, derived }: ast.NumberDeclaration, currency: string | undefined): Unit {
  if (unit !== undefined) return unit.text === currency ? { kind: 'money' } : unitNamed(unit.text);
  const isTime = derived?.kind === 'length' || (derived?.kind === 'between' && !derived.inBusinessDays);
  return isTime ? { kind: 'time' } : { kind: 'count' };
}

/** What follows from other facts, and defaults, are lowered when windows are known. */
function numberRows(names: Names): readonly Placed<ast.NumberDeclaration>[] {
  return [...names.fields.values()].flatMap(({ node, place }) => (node.kind === 'number' ? [{ node, place }] : []));
}

/** What numbers are counted from and to: facts may state it, beside the events of their ticket. */
function momentsOf(names: Names, uses: NameUses): readonly string[] {
  const moments = numberRows(names).flatMap(({ node: { derived }, place }) => {
    if (derived?.kind !== 'between') return [];
    const stated = [derived.from, derived.to].filter(({ text }) => text !== 'started');
    for (const name of stated) uses.declare('milestone', { name }, place);
    return stated.map(({ text }) => text);
  });
  return [...new Set(moments)];
}

/** What the figure of a measure is told in. */
function measureUnit({ what }: ast.MeasureDeclaration): Unit {
  switch (what?.kind) {
    case 'availability':
    case 'downtime-share':
    case 'share':
      return { kind: 'percent' };
    case 'downtime':
    case 'longest-outage':
    case 'average-outage':
      return { kind: 'time' };
    case 'outages':
    case 'number':
    case undefined:
      return { kind: 'count' };
  }
}

/** In the order of the IR. */
function measuresOf(names: Names): readonly MeasureDeclared[] {
  return [...names.fields.values()].flatMap(({ node, place }) =>
    node.kind === 'measure' ? [{ id: node.name.text, unit: measureUnit(node), node, place }] : [],
  );
}

interface Speakers {
  readonly reporter: Reporter;
  readonly unknown: UnknownNames;
  readonly uses: NameUses;
}

// ------------------------------------------------------------------------------------------------------- subjects

/** Subjects of every agreement. */
const everywhere = [
  ['work', 'activity'],
  ['downtime', 'matter'],
] as const;

function subjectsOf(
  names: Names,
  sources: Sources,
  reporter: Reporter,
  unknown: UnknownNames,
  uses: NameUses,
): readonly Subject[] {
  for (const [id, kind] of everywhere) uses.builtIn(kind, id);
  const nowhere = startOf(names);
  const ids = [...new Set([...everywhere.map(([id]) => id), ...names.subjects.keys()])];
  const subjects = ids.map((id): Subject => {
    const declared = names.subjects.get(id);
    const usual = everywhere.find(([name]) => name === id);
    if (declared === undefined)
      return { id, kind: usual?.[1] ?? 'activity', unit: { kind: 'time' }, countsAs: [], span: nowhere };
    const { node, place } = declared;
    if (usual !== undefined && usual[1] !== node.what)
      reporter.report(
        'wrong-kind-of-name',
        { name: id, is: kindNames[usual[1]], wanted: kindNames[node.what] },
        siteOf(node.name, place),
      );
    return {
      ...labelled(node),
      kind: node.what,
      unit: unitOf(node, place, uses),
      countsAs: countsAs(node, place, ids, names, { reporter, unknown, uses }),
      ...given('module', place.section),
      ...given('counts', counts(node, place, names, unknown, uses)),
      ...given('counted', countedOn(node.counted, place, reporter)),
      span: sources.sourceSpan(node, place),
    };
  });
  reportCircles(subjects, names, reporter);
  return subjects;
}

/** How messages call a kind of subject. */
export const kindNames: Readonly<Record<Subject['kind'], string>> = {
  activity: 'an activity',
  event: 'an event',
  usage: 'a usage',
  unit: 'a unit',
  matter: 'a matter',
};

function unitOf(node: ast.SubjectDeclaration, place: Place, uses: NameUses): Unit {
  if (node.unit !== undefined) {
    const unit = unitNamed(node.unit.text);
    if (unit.kind === 'other') uses.declare('measure', { name: node.unit }, place);
    return unit;
  }
  return node.what === 'activity' || node.what === 'matter' ? { kind: 'time' } : { kind: 'count' };
}

function countsAs(
  node: ast.SubjectDeclaration,
  place: { readonly file: string },
  ids: readonly string[],
  names: Names,
  { reporter, unknown, uses }: Speakers,
): readonly Index[] {
  return node.countsAs.flatMap((name) => {
    const index = ids.indexOf(name.text);
    const what = names.subjects.get(name.text)?.node.what ?? everywhere.find(([id]) => id === name.text)?.[1];
    if (what !== undefined) uses.use(what, name, place);
    if (what === 'matter') return [index];
    if (what === undefined)
      unknown.report(
        'matter',
        name,
        place,
        ids.filter((id) => names.subjects.get(id)?.node.what === 'matter'),
      );
    else
      reporter.report(
        'wrong-kind-of-name',
        { name: name.text, is: kindNames[what], wanted: 'a matter' },
        siteOf(name, place),
      );
    return [];
  });
}

function counts(
  node: ast.SubjectDeclaration,
  place: { readonly file: string },
  names: Names,
  unknown: UnknownNames,
  uses: NameUses,
): Subject['counts'] {
  if (node.counts === undefined) return undefined;
  const numbers = [...names.fields].filter(([, { node: field }]) => field.kind === 'number').map(([name]) => name);
  for (const { number } of node.counts) {
    if (number === undefined) continue;
    if (numbers.includes(number.text)) uses.use('number', number, place);
    else unknown.report('number', number, place, numbers);
  }
  const constants = node.counts
    .filter(({ number }) => number === undefined)
    .map(({ factor }) => factor?.text ?? '0')
    .filter(isDecimal);
  const terms = node.counts.flatMap(({ factor, number }) =>
    number === undefined ? [] : [{ factor: factor?.text ?? '1', number: number.text }],
  );
  const constant = Rational.sum(constants.map((number) => Rational.of(number))).exactDecimal() ?? '0';
  return { constant, terms };
}

function reportCircles(subjects: readonly Subject[], names: Names, reporter: Reporter): void {
  for (const cycle of inOrder(subjects.length, (i) => subjects[i]?.countsAs ?? []).cycles) {
    const path = cycle.flatMap((i) => subjects[i]?.id ?? []);
    const first = names.subjects.get(path[0] ?? '');
    if (first !== undefined) reporter.report('counts-as-itself', { path }, siteOf(first.node.name, first.place));
  }
}

// ---------------------------------------------------------------------------------------------- scopes and targets

function scopesOf(names: Names, sources: Sources, uses: NameUses): readonly ScopeInfo[] {
  for (const id of ['entry', 'person', 'person-day', ...keyScopes, 'day', 'month']) uses.builtIn('scope', id);
  const scope = (id: string, over: ScopeInfo['over']): ScopeInfo => {
    const declared = names.fields.get(id);
    if (declared?.node.kind !== 'scope') return { id, over };
    return { ...labelled(declared.node), over, span: sources.sourceSpan(declared.node, declared.place) };
  };
  const period = (id: string, basis: 'calendar' | 'contract', unit: 'day' | 'month' | 'quarter' | 'year') =>
    scope(id, { kind: 'period', period: { basis, unit, count: 1 } });
  const own = [...names.fields].flatMap(([id, { node }]) => (node.kind === 'scope' ? [id] : []));
  const keys = [...new Set([...keyScopes, ...own])].filter((id) => !['entry', 'person', 'person-day'].includes(id));
  return [
    scope('entry', { kind: 'entry' }),
    scope('person', { kind: 'person' }),
    scope('person-day', { kind: 'person-day' }),
    ...keys.map((id) => scope(id, { kind: 'key', column: id })),
    period('day', 'calendar', 'day'),
    period('month', 'calendar', 'month'),
    period('calendar quarter', 'calendar', 'quarter'),
    period('calendar year', 'calendar', 'year'),
    period('contract year', 'contract', 'year'),
  ];
}

/** What may happen to every ticket. */
export const usualMilestones = ['reported', 'confirmed', 'responded', 'resolved', 'reopened', 'closed'] as const;

function targetsOf(names: Names, sources: Sources, reporter: Reporter, uses: NameUses): readonly TargetInfo[] {
  const stops = new Map([
    ['respond', ['responded']],
    ['resolve', ['resolved']],
  ]);
  for (const id of stops.keys()) uses.builtIn('target', id);
  for (const event of [...usualMilestones, 'started', 'changed']) uses.builtIn('milestone', event);
  const ids = [...new Set([...stops.keys(), ...names.targets.keys()])];
  return ids.map((id): TargetInfo => {
    const declared: Placed<ast.TargetDeclaration> | undefined = names.targets.get(id);
    const usual = stops.get(id) ?? [];
    if (declared === undefined) return { id, from: 'reported', to: usual, mode: 'all' };
    const { node, place } = declared;
    for (const event of [node.from, ...node.to, node.againAfter, node.repeatsUntil])
      if (event !== undefined) uses.declare('milestone', { name: event }, place);
    const to = node.to.length > 0 ? node.to.map(({ text }) => text) : usual;
    if (to.length === 0) reporter.report('target-without-stop', { target: id }, siteOf(node.name, place));
    return {
      ...labelled(node),
      from: node.from?.text ?? 'reported',
      to,
      mode: node.mode,
      ...given('againAfter', node.againAfter?.text),
      ...given('repeatsUntil', node.repeatsUntil?.text),
      span: sources.sourceSpan(node, place),
    };
  });
}

/** Where the agreement begins: the span of what every agreement has. */
function startOf(names: Names): SourceSpan {
  return { file: names.agreement?.place.file ?? '', line: 1, column: 1, endLine: 1, endColumn: 1 };
}
