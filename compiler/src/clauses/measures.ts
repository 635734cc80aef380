// Measures to the IR: what is measured, over which periods, in which window, and what is taken out of it.
import type * as ast from '@avtal/grammar';
import { type Condition, type Measured, type MeasureExcept, type MeasureInfo, Rational } from '@avtal/runtime';
import type { MeasureDeclared, Model } from '../model.ts';
import { inOrder } from '../names/graph.ts';
import { given } from '../optional.ts';
import { quantityIn } from './amounts.ts';
import { append, type Desk, say, textOf } from './desk.ts';
import { conditionOf } from './heads.ts';
import type { PartKind } from './kinds.ts';
import { civilLength } from './values/lengths.ts';
import { whole } from './values/phrases.ts';

const always: Condition = [{}];

/** One for each of `model.measures`, or fewer when something was reported: then there is no IR. */
export function lowerMeasures(model: Model): readonly MeasureInfo[] {
  const measures = model.measures.flatMap((declared) => lowerMeasure(declared, model) ?? []);
  if (measures.length === model.measures.length) reportCircles(measures, model);
  return measures;
}

function lowerMeasure({ node, place, id, unit }: MeasureDeclared, model: Model): MeasureInfo | undefined {
  const desk: Desk = { model, place };
  if (node.what === undefined) return undefined;
  const what = measuredOf(node.what, desk);
  const isCounted = what?.kind === 'kept' || what?.kind === 'breaches';
  checkParts(node.parts, isCounted ? ['per'] : ['per', 'during', 'outside', 'when'], desk);
  const of = node.of && model.subject(node.of, ['unit'], place, 'there is one figure for each of them');
  if (node.of !== undefined && what !== undefined && 'target' in what) {
    const because = 'tickets are of no unit';
    say(desk, 'part-out-of-place', { clause: 'measure', part: `of ${node.of.text}`, because }, node.of);
  }
  const [odd] = isCounted ? node.exceptions : [];
  if (odd !== undefined) {
    const because = 'a number of periods has no exceptions';
    say(desk, 'part-out-of-place', { clause: 'measure', part: textOf(desk, odd), because }, odd);
  }
  const period = periodOf(node, desk);
  const base = baseOf(node, what, desk);
  const rolling = rollingOf(node, isCounted, desk);
  const when = conditionOf(
    node.parts.filter(({ kind }) => kind === 'when'),
    always,
    desk,
  );
  const except = node.exceptions.flatMap((one) => exceptOf(one, what, desk) ?? []);
  const window = windowOf(node.parts, desk);
  if (what === undefined || period === undefined || (node.of !== undefined && of === undefined)) return undefined;
  return {
    id,
    ...given('label', node.label?.text),
    what: isShareOfTime(what) ? { ...what, ...given('base', base) } : what,
    ...given('of', of?.index),
    period,
    ...given('rolling', rolling),
    ...given('window', window),
    when,
    unit,
    except,
    span: model.sourceSpan(node, place),
  };
}

type ShareOfTime = Extract<Measured, { readonly kind: 'availability' | 'downtime-share' }>;
const isShareOfTime = (what: Measured): what is ShareOfTime =>
  what.kind === 'availability' || what.kind === 'downtime-share';

/** `availability of 720 h`. */
function baseOf({ base, name }: ast.MeasureDeclaration, what: Measured | undefined, desk: Desk): number | undefined {
  const { model, place } = desk;
  if (base === undefined || what === undefined) return undefined;
  if (!isShareOfTime(what)) {
    const because = 'only `availability` and `downtime in percent` are a share of so much time';
    say(desk, 'part-out-of-place', { clause: 'measure', part: `of ${textOf(desk, base)}`, because }, base);
    return undefined;
  }
  const seconds = quantityIn({ kind: 'time' }, base, `\`${name.text}\` is a share of that time`, model, place);
  const time = seconds === undefined ? undefined : whole(desk, Rational.of(seconds), base);
  return time === 0 ? undefined : time;
}

/** `in any 30 days`. */
function rollingOf({ rolling }: ast.MeasureDeclaration, isCounted: boolean, desk: Desk): number | undefined {
  if (rolling === undefined) return undefined;
  const length = civilLength(rolling);
  if (length?.unit === 'day' && !isCounted) return length.count;
  const because = isCounted ? 'a number of periods is not taken in days' : 'it is a number of days (`in any 30 days`)';
  say(desk, 'part-out-of-place', { clause: 'measure', part: `in any ${textOf(desk, rolling)}`, because }, rolling);
  return undefined;
}

function measuredOf(what: ast.Measured, desk: Desk): Measured | undefined {
  const { model, place } = desk;
  switch (what.kind) {
    case 'share': {
      const target = model.target(what.of, place);
      return target && { kind: 'attainment', target: target.index };
    }
    case 'number': {
      const target = model.findTarget(what.of.text);
      if (target !== undefined) {
        model.uses.use('target', what.of, place);
        return { kind: what.outcome, target: target.index };
      }
      const known = [...model.targets, ...model.measures].map(({ id }) => id);
      if (model.findMeasure(what.of.text) === undefined) model.unknown('target or measure', what.of, place, known);
      const measure = model.findMeasure(what.of.text) && model.measure(what.of, place);
      return measure && { kind: what.outcome === 'met' ? 'kept' : 'breaches', measure: measure.index };
    }
    default:
      return { kind: what.kind };
  }
}

function checkParts(parts: readonly ast.HeadPart[], taken: readonly PartKind[], desk: Desk): void {
  const because = '`measure` says what is measured, per which period, in which window and when';
  for (const part of parts)
    if (!taken.includes(part.kind))
      say(desk, 'part-out-of-place', { clause: 'measure', part: textOf(desk, part), because }, part);
}

function periodOf(node: ast.MeasureDeclaration, desk: Desk): MeasureInfo['period'] | undefined {
  const { model, place } = desk;
  const [part] = node.parts.filter((one) => one.kind === 'per');
  if (part?.what.kind === 'period') return model.period(part.what, place);
  if (part !== undefined) {
    const because = 'a measure is taken over a period; its units stand behind `of`';
    say(desk, 'part-out-of-place', { clause: 'measure', part: textOf(desk, part), because }, part);
  } else if (node.what !== undefined) {
    const fixes = ['month', 'calendar quarter', 'contract year'].map((period) =>
      append(desk, node.what ?? node, ` per ${period}`),
    );
    say(desk, 'measure-without-period', { measure: node.name.text }, node.what, { fixes });
  }
  return undefined;
}

/** The time that counts: all windows of the head together. */
function windowOf(parts: readonly ast.HeadPart[], { model, place }: Desk): MeasureInfo['window'] {
  const exprs = parts.flatMap((part): ast.WindowExpr[] => {
    if (part.kind === 'during') return [part.window];
    return part.kind === 'outside' ? [{ kind: 'outside', of: part.window, span: part.span }] : [];
  });
  const [first, second] = exprs;
  if (first === undefined) return undefined;
  const expr: ast.WindowExpr = second === undefined ? first : { kind: 'intersection', of: exprs, span: first.span };
  const { tiers } = model;
  if (tiers === undefined || !model.variesByTier(expr)) return model.windowOf(expr, place);
  const byTier = tiers.values.map(({ id }) => [id, model.windowOf(expr, place, id)] as const);
  return {
    kind: 'by-tier',
    tiers: Object.fromEntries(byTier.filter((one): one is readonly [string, number] => one[1] !== undefined)),
  };
}

function exceptOf(node: ast.MeasureException, what: Measured | undefined, desk: Desk): MeasureExcept | undefined {
  const { model, place } = desk;
  checkParts(node.parts, ['during', 'outside', 'when'], desk);
  const when = conditionOf(node.parts, always, desk);
  const isTime = what !== undefined && (what.kind === 'downtime' || isShareOfTime(what));
  if (node.upTo === undefined) return { when, leavesOut: node.leavesOut };
  if (what !== undefined && !isTime) {
    say(desk, 'allowance-of-what', { measure: textOf(desk, node) }, node.upTo);
    return undefined;
  }
  const seconds = quantityIn({ kind: 'time' }, node.upTo, 'it is time that does not count', model, place);
  const upTo = seconds === undefined ? undefined : whole(desk, Rational.of(seconds), node.upTo);
  return upTo === undefined ? undefined : { when, upTo, leavesOut: node.leavesOut };
}

function reportCircles(measures: readonly MeasureInfo[], model: Model): void {
  const needs = ({ what }: MeasureInfo) => ('measure' in what ? [what.measure] : []);
  for (const cycle of inOrder(measures.length, (i) => measures.slice(i, i + 1).flatMap(needs)).cycles) {
    const path = cycle.flatMap((i) => measures[i]?.id ?? []);
    const [first] = cycle.flatMap((i) => model.measures[i] ?? []);
    if (first !== undefined) say({ model, place: first.place }, 'measure-of-itself', { path }, first.node.name);
  }
}
