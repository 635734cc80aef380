// Open questions that only show when all clauses are known: the text can be read two ways, and nobody guesses.
import { type Box, createCalendar, dayOf, type Index, type SurchargeClause } from '@avtal/runtime';
import type { Model } from '../model.ts';
import { append, say } from './desk.ts';
import { headFixes } from './heads.ts';
import { joined } from './ids.ts';
import type { Draft } from './lowered.ts';

export function askOpenQuestions(drafts: readonly Draft[], model: Model): void {
  askCountAcross(drafts, model);
  askPartMonths(drafts, model);
  askUnitsCounted(drafts, model);
  askLimits(drafts, model);
  askCombine(drafts, model);
}

const writtenOf = (draft: Draft): string => draft.head?.written ?? draft.clause.kind;

/** C2: a rule that depends on the time may change inside what it counts as one. */
function askCountAcross(drafts: readonly Draft[], model: Model): void {
  const varies = new Set<string>();
  for (const { clause } of drafts) {
    const byTime = clause.when.some((box) => box.windows?.some((test) => test.moment === 'self'));
    if (clause.kind === 'count' && byTime) varies.add(clause.question);
  }
  for (const draft of drafts) {
    const { clause, head, place } = draft;
    if (clause.kind !== 'count' || clause.across !== undefined || !varies.has(clause.question) || head === undefined)
      continue;
    const desk = { model, place };
    const scope = model.scopes[clause.scope]?.id ?? '';
    const readings = ['across first', 'across last', 'each part'];
    const fixes =
      head.node.keyword.text === 'counted'
        ? readings.map((reading) => append(desk, head.node, `, ${reading}`))
        : headFixes(desk, head.node, readings);
    say(desk, 'count-across', { subject: head.it, scope }, head.node, { fixes });
  }
}

/** F2, A8: asked once for the whole agreement. */
function askPartMonths(drafts: readonly Draft[], model: Model): void {
  if (model.settings.partPeriods !== undefined) return;
  const first = drafts.find(({ clause }) => {
    const period = clause.kind === 'fee' || clause.kind === 'include' ? clause.period : undefined;
    return period !== undefined && !(period.unit === 'day' && period.count === 1);
  });
  if (first?.head === undefined) return;
  const fixes = ['full', 'by day', 'free'].map((how) => model.insertSetting(`part months ${how}`));
  say({ model, place: first.place }, 'part-months', { clause: writtenOf(first) }, first.head.node, { fixes });
}

/** F4: asked once for the whole agreement. */
function askUnitsCounted(drafts: readonly Draft[], model: Model): void {
  if (model.settings.unitsCounted !== undefined) return;
  const first = drafts.find(
    ({ clause }) => clause.kind === 'fee' && clause.unit !== undefined && clause.period !== undefined,
  );
  if (first?.head === undefined) return;
  const ways = ['any day', 'first day', 'last day', 'peak', 'by day'];
  const fixes = ways.map((how) => model.insertSetting(`units counted ${how}`));
  const unit = first.head.unit?.info.id ?? '';
  say({ model, place: first.place }, 'units-counted', { clause: writtenOf(first), unit }, first.head.node, { fixes });
}

type Surcharge = Draft & { readonly clause: SurchargeClause };
const isSurcharge = (draft: Draft): draft is Surcharge => draft.clause.kind === 'surcharge';

/** P9: a limit on something that bears a surcharge is compared before or after it. */
function askLimits(drafts: readonly Draft[], model: Model): void {
  const surcharges = drafts.filter(isSurcharge).map(({ clause }) => clause);
  for (const draft of drafts) {
    const { clause, cell, place } = draft;
    if (clause.kind !== 'limit' || cell === undefined) continue;
    if (cell.phrases.some((phrase) => phrase.kind === 'surcharges' || phrase.kind === 'open')) continue;
    const meets = surcharges.find(
      (one) => (one.onStart && clause.onStart) || one.bases.some((base) => clause.bases.includes(base)),
    );
    if (meets === undefined) continue;
    const desk = { model, place };
    const fixes = ['before', 'after'].map((when) => append(desk, cell, `, ${when} surcharges`));
    say(desk, 'limit-and-surcharges', { clause: writtenOf(draft), surcharge: meets.name }, cell, {
      fixes,
    });
  }
}

/** No agreement has more surcharges than this; of a text that has, the pairs beyond are left to the runtime. */
const mostSurcharges = 200;

/** P8: two named surcharges on one base at one time, of which no `combine` speaks. */
function askCombine(drafts: readonly Draft[], model: Model): void {
  const surcharges = drafts.filter(isSurcharge).slice(0, mostSurcharges);
  const combined = new Set(drafts.flatMap(({ clause }) => (clause.kind === 'combine' ? pairsOf(clause.names) : [])));
  const asked = new Set<string>();
  const windows = new Windows(model);
  for (const [at, first] of surcharges.entries()) {
    for (const second of surcharges.slice(at + 1)) {
      const names = [first.clause.name, second.clause.name];
      const pair = joined(names);
      if (names[0] === names[1] || asked.has(pair) || combined.has(pair)) continue;
      const base = sharedBase(first.clause, second.clause, model);
      if (base === undefined || !canMeet(first.clause, second.clause, windows)) continue;
      asked.add(pair);
      const desk = { model, place: second.place };
      const fixes = ['add', 'highest', 'multiply'].map((how) =>
        model.insertSetting(`combine ${names.join(', ')}: ${how}`),
      );
      const site = model.site(first, first.place);
      say(desk, 'how-combined', { first: names[0] ?? '', second: names[1] ?? '', base }, second, {
        fixes,
        related: [{ ...site, message: `\`${names[0]}\` is here` }],
      });
    }
  }
}

const pairsOf = (names: readonly string[]): readonly string[] =>
  names
    .slice(0, mostSurcharges)
    .flatMap((one, at) => names.slice(at + 1, mostSurcharges).map((other) => joined([one, other])));

function sharedBase(a: SurchargeClause, b: SurchargeClause, model: Model): string | undefined {
  const base = a.bases.find((one) => b.bases.includes(one));
  if (base !== undefined) return model.subjects[base]?.id;
  return a.onStart && b.onStart ? 'start price' : undefined;
}

const canMeet = (a: SurchargeClause, b: SurchargeClause, windows: Windows): boolean =>
  a.when.some((left) => b.when.some((right) => boxesMeet(left, right, windows)));

/** Whether nothing in choices and windows keeps the boxes apart. Numbers and dates are left to the analysis. */
function boxesMeet(a: Box, b: Box, windows: Windows): boolean {
  for (const [dimension, values] of Object.entries(a.choices ?? {})) {
    const others = b.choices?.[dimension];
    if (others !== undefined && !values.some((value) => others.includes(value))) return false;
  }
  const tests = [...(a.windows ?? []), ...(b.windows ?? [])].filter((test) => test.moment === 'self');
  const inside = tests.filter((test) => test.inside).map((test) => test.window);
  const outside = tests.filter((test) => !test.inside).map((test) => test.window);
  if (inside.some((window) => outside.includes(window))) return false;
  return inside.every((one, at) => inside.slice(at + 1).every((other) => windows.meet(one, other)));
}

/** Whether windows are ever open together, seen over three years: enough for every weekday, holiday and season. */
class Windows {
  readonly #model: Model;
  readonly #known = new Map<string, boolean>();

  constructor(model: Model) {
    this.#model = model;
  }

  meet(a: Index, b: Index): boolean {
    if (a === b) return true;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = this.#known.get(key) ?? this.#look(a, b);
    this.#known.set(key, known);
    return known;
  }

  #look(a: Index, b: Index): boolean {
    const { zone, daySets, windows, settings } = this.#model;
    if (zone === undefined) return true;
    const from = dayOf(settings.validFrom ?? '2026-01-01') * 86_400;
    const until = from + 3 * 366 * 86_400;
    const calendar = createCalendar({ zone, daySets, windows });
    try {
      const second = calendar.intervals(b, from, until);
      let next = 0;
      for (const interval of calendar.intervals(a, from, until)) {
        while (next < second.length && (second[next]?.end ?? 0) <= interval.start) next++;
        const other = second[next];
        if (other !== undefined && other.start < interval.end) return true;
      }
      return false;
    } catch {
      return true; // beyond what is known of holidays: the question is asked rather than not
    }
  }
}
