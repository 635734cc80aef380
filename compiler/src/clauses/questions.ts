// Open questions that only show when all clauses are known: the text can be read two ways, and nobody guesses.
import type { ClauseKind, CombineClause, Index, SurchargeClause } from '@avtal/runtime';
import type { Model } from '../model.ts';
import { given } from '../optional.ts';
import { append, say } from './desk.ts';
import { headFixes } from './heads.ts';
import type { Draft } from './lowered.ts';

export function askOpenQuestions(drafts: readonly Draft[], model: Model): void {
  const all = drafts.filter(({ clause }) => asked.has(clause.kind));
  askCountAcross(all, model);
  askPartMonths(all, model);
  askUnitsCounted(all, model);
  askLimits(all, model);
  checkSurcharges(all, model);
  askCombines(all, model);
}

const asked: ReadonlySet<ClauseKind> = new Set(['combine', 'count', 'credit', 'fee', 'include', 'limit', 'surcharge']);

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
  const isAsked = (unit: Index | undefined) => unit !== undefined && model.subjects[unit]?.counted === undefined;
  const first = drafts.find(
    ({ clause }) =>
      (clause.kind === 'credit' && isAsked(clause.unit)) ||
      (clause.kind === 'fee' && (isAsked(clause.by) || (clause.period !== undefined && isAsked(clause.unit)))),
  );
  if (first?.head === undefined) return;
  const ways = ['any day', 'first day', 'last day', 'peak', 'by day'];
  const fixes = ways.map((how) => model.insertSetting(`units counted ${how}`));
  const unit = (first.head.unit ?? first.head.counts)?.info.id ?? '';
  say({ model, place: first.place }, 'units-counted', { clause: writtenOf(first), unit }, first.head.node, { fixes });
}

type Surcharge = Draft & { readonly clause: SurchargeClause };
const isSurcharge = (draft: Draft): draft is Surcharge => draft.clause.kind === 'surcharge';

/** P8: what is on surcharges is on those that are on none. */
function checkSurcharges(drafts: readonly Draft[], model: Model): void {
  const surcharges = drafts.filter(isSurcharge);
  const resting = new Set(surcharges.flatMap(({ clause }) => (clause.surcharges === undefined ? [] : clause.name)));
  for (const { clause, head, place } of surcharges) {
    const other = clause.surcharges?.find((name) => resting.has(name));
    if (other === undefined || head === undefined) continue;
    const because = `\`${other}\` is on surcharges itself`;
    const desk = { model, place };
    say(desk, 'base-kind', { base: `surcharge ${other}`, clause: head.written, because }, head.node);
  }
}

/** P9: a limit on something that bears a surcharge is compared before or after it. */
function askLimits(drafts: readonly Draft[], model: Model): void {
  const surcharges = drafts.filter(isSurcharge).map(({ clause }) => clause);
  for (const draft of drafts) {
    const { clause, cell, place } = draft;
    if (clause.kind !== 'limit' || cell === undefined) continue;
    if (cell.phrases.some((phrase) => phrase.kind === 'surcharges' || phrase.kind === 'open')) continue;
    const meets = surcharges.find(
      (one) =>
        (one.onStart && clause.onStart) ||
        one.bases.some((base) => clause.bases.includes(base)) ||
        one.fees?.some(
          (fee) => fee === '*' || clause.fees?.includes(fee) === true || clause.fees?.includes('*') === true,
        ) === true,
    );
    if (meets === undefined) continue;
    const desk = { model, place };
    const fixes = ['before', 'after'].map((when) => append(desk, cell, `, ${when} surcharges`));
    say(desk, 'limit-and-surcharges', { clause: writtenOf(draft), surcharge: meets.name }, cell, {
      fixes,
    });
  }
}

/** What is taken together, and how. */
interface Taking extends Pick<CombineClause, 'of' | 'names'> {
  readonly how: string;
}

/** P7, P8: what narrower rules take together first is apart, or one inside the other. */
function askCombines(drafts: readonly Draft[], model: Model): void {
  const all = drafts.flatMap(({ clause, ...draft }) => {
    if (clause.kind !== 'combine') return [];
    const { of, names, value, when } = clause;
    return [
      {
        ...draft,
        ...given('of', of),
        names,
        when: JSON.stringify(when),
        how: value.kind === 'open' ? value.kind : value.how,
      },
    ];
  });
  const within = (a: Taking, b: Taking) => a.of === b.of && a.names.every((name) => b.names.includes(name));
  const isLess = (a: Taking, b: Taking) => within(a, b) && a.names.length < b.names.length;
  const shared = (a: Taking, b: Taking) => a.names.find((name) => b.names.includes(name));
  const ofDiscounts = all.filter(({ of }) => of === 'discounts').flatMap(({ names }) => names);
  // Discounts that no row names together add up.
  const sum: Taking = { of: 'discounts', names: [...new Set(ofDiscounts)], how: 'add' };
  const wides: readonly Taking[] = all.some((one) => within(sum, one)) ? all : [...all, sum];
  for (const wide of wides) {
    const isSaid = wide !== sum;
    const inner = all.filter((one) => isLess(one, wide) && one.how !== wide.how);
    const widest = inner.filter((one) => !inner.some((other) => isLess(one, other)));
    for (const [at, one] of widest.entries()) {
      const other = widest
        .slice(0, at)
        .find(
          (before) => !within(one, before) && shared(one, before) !== undefined && (isSaid || before.when === one.when),
        );
      const name = other && shared(one, other);
      if (other === undefined || name === undefined) continue;
      const rows = [other, one].map(({ names }) => `combine ${names.join(', ')}`);
      const params = { name, rows, wide: wide.names, isSaid };
      say({ model, place: one.place }, 'combines-overlap', params, one);
      return;
    }
  }
}
