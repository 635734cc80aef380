// Conditions as written to unions of boxes: names resolved, amounts in base units, cases put in, with a budget.
import type * as ast from '@avtal/grammar';
import { type Condition, type Dimension, type Index, milestonesOf, type NumberRange } from '@avtal/runtime';
import { quantityIn } from '../clauses/amounts.ts';
import type { Model, Place } from '../model.ts';
import type { Names } from '../names/bind.ts';
import { usualMilestones } from '../names/declarations.ts';
import { inOrder } from '../names/graph.ts';
import { type Site, siteOf } from '../reporting/diagnostics.ts';
import * as boxes from './boxes.ts';

export class Conditions {
  readonly #model: Model;
  readonly #names: Names;
  readonly #unknownCase: (name: ast.Name, place: Place) => void;
  /** Undefined: reported. */
  readonly #cases = new Map<string, Condition>();

  constructor(model: Model, names: Names, unknownCase: (name: ast.Name, place: Place) => void) {
    this.#model = model;
    this.#names = names;
    this.#unknownCase = unknownCase;
    this.#lowerCases();
  }

  lower(cond: ast.Cond, place: Place): Condition {
    const site = siteOf(cond, place);
    switch (cond.kind) {
      case 'all':
        return cond.of.reduce<Condition>((all, part) => this.and(all, this.lower(part, place), site), boxes.always);
      case 'any':
        return this.or(
          cond.of.map((part) => this.lower(part, place)),
          site,
        );
      case 'negated':
        return this.not(this.lower(cond.of, place), site);
      case 'is':
        return this.#is(cond, place);
      case 'compare':
        return this.#compare(cond, place);
      case 'moment-in':
        return this.during(cond.window, cond.inside, place, cond.moment && this.#moment(cond.moment, place));
      case 'named-case':
        return this.#case(cond.name, place);
      case 'broken':
        return boxes.always;
    }
  }

  during(window: ast.WindowExpr, inside: boolean, place: Place, moment = 'self'): Condition {
    if (window.kind === 'outside') return this.during(window.of, !inside, place, moment);
    const test = (index: Index | undefined): Condition =>
      index === undefined ? boxes.always : [{ windows: [{ moment, window: index, inside }] }];
    const { tiers } = this.#model;
    if (tiers === undefined || !this.#model.variesByTier(window)) return test(this.#model.windowOf(window, place));
    const site = siteOf(window, place);
    const perTier = tiers.values.map(({ id }) =>
      this.and(this.choice(tiers, [id]), test(this.#model.windowOf(window, place, id)), site),
    );
    return this.or(perTier, site);
  }

  choice(dimension: Dimension, values: readonly string[]): Condition {
    return boxes.choiceIs(dimension.id, values, (id) => this.#valuesOf(id));
  }

  and(a: Condition, b: Condition, site: Site): Condition {
    return this.#withinBudget(boxes.and(a, b), site);
  }

  or(conditions: readonly Condition[], site: Site): Condition {
    return this.#withinBudget(boxes.or(conditions), site);
  }

  not(condition: Condition, site: Site): Condition {
    return this.#withinBudget(
      boxes.not(condition, (id) => this.#valuesOf(id)),
      site,
    );
  }

  #withinBudget(condition: Condition | undefined, site: Site): Condition {
    if (condition === undefined) this.#model.reporter.report('too-many-combinations', { most: boxes.mostBoxes }, site);
    return condition ?? boxes.always;
  }

  /** Modules and orders may also be none of those declared, which bears the empty name. */
  #valuesOf(id: string): readonly string[] {
    const values = this.#model.findDimension(id)?.values.map((value) => value.id) ?? [];
    return id === 'module' || id === 'order' ? [...values, ''] : values;
  }

  #is(cond: Extract<ast.Cond, { readonly kind: 'is' }>, place: Place): Condition {
    const dimension = this.#model.dimension(cond.name, place);
    if (dimension === undefined) return boxes.always;
    const values = cond.values.map((name) => this.#model.value(dimension, name, place));
    const known = values.filter((value) => value !== undefined);
    if (known.length < values.length) return boxes.always;
    const condition = this.choice(dimension, known);
    return cond.not ? this.not(condition, siteOf(cond, place)) : condition;
  }

  #compare(cond: Extract<ast.Cond, { readonly kind: 'compare' }>, place: Place): Condition {
    const number = this.#model.number(cond.name, place);
    if (number === undefined) return boxes.always;
    const why = `\`${number.id}\` is compared with it`;
    const bound = quantityIn(number.unit, cond.amount, why, this.#model, place);
    return bound === undefined ? boxes.always : [{ numbers: { [number.id]: [rangeOf(cond.how, bound)] } }];
  }

  /** `started` is the first start of the scope; others are ticket events. */
  #moment(name: ast.Name, place: Place): string {
    if (name.text === 'started') {
      this.#model.uses.use('milestone', name, place);
      return 'start';
    }
    const events = new Set<string>([...usualMilestones, 'started', ...this.#model.moments]);
    for (const event of this.#model.targets.flatMap(milestonesOf)) events.add(event);
    if (events.has(name.text)) this.#model.uses.use('milestone', name, place);
    else this.#model.unknown('ticket event', name, place, events);
    return name.text;
  }

  // ---------------------------------------------------------------------------------------------------------- cases

  #case(name: ast.Name, place: Place): Condition {
    if (this.#names.fields.get(name.text)?.node.kind === 'case') this.#model.uses.use('case', name, place);
    else this.#unknownCase(name, place);
    const known = this.#cases.get(name.text);
    if (known !== undefined) return known;
    return boxes.always;
  }

  #lowerCases(): void {
    const cases = [...this.#names.fields.values()].flatMap(({ node, place }) =>
      node.kind === 'case' ? [{ node, place }] : [],
    );
    const indexOf = new Map(cases.map(({ node }, i) => [node.name.text, i]));
    const needs = cases.map(({ node, place }) =>
      casesIn(node.condition).flatMap((name) => {
        const index = indexOf.get(name.text);
        if (index !== undefined) this.#model.uses.use('case', name, place);
        return index ?? [];
      }),
    );
    const { order, cycles } = inOrder(cases.length, (i) => needs[i] ?? []);
    for (const cycle of cycles) {
      const [first, ...others] = cycle.flatMap((i) => cases[i] ?? []);
      if (first === undefined) continue;
      const path = [first, ...others].map(({ node }) => node.name.text);
      this.#model.reporter.report('case-in-itself', { path }, siteOf(first.node.name, first.place), {
        related: others.map(({ node, place }) => ({ ...siteOf(node.name, place), message: 'needed for it' })),
      });
    }
    const circular = new Set(cycles.flat());
    for (const i of order) {
      const found = cases[i];
      if (found !== undefined && !circular.has(i))
        this.#cases.set(found.node.name.text, this.lower(found.node.condition, found.place));
    }
  }
}

function rangeOf(how: Extract<ast.Cond, { readonly kind: 'compare' }>['how'], bound: string): NumberRange {
  switch (how) {
    case 'over':
      return { min: bound, minIncluded: false };
    case 'at-least':
      return { min: bound, minIncluded: true };
    case 'up-to':
      return { max: bound, maxIncluded: true };
    case 'below':
      return { max: bound, maxIncluded: false };
    case 'exactly':
      return { min: bound, minIncluded: true, max: bound, maxIncluded: true };
  }
}

function casesIn(cond: ast.Cond): readonly ast.Name[] {
  switch (cond.kind) {
    case 'all':
    case 'any':
      return cond.of.flatMap(casesIn);
    case 'negated':
      return casesIn(cond.of);
    case 'named-case':
      return [cond.name];
    case 'is':
    case 'compare':
    case 'moment-in':
    case 'broken':
      return [];
  }
}
