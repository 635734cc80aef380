// Heads of clauses → what they are about, when they hold, and over what they are taken. The rules are in kinds.ts.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Condition, Dimension, Index, NumberInfo, Period, Subject, TargetInfo } from '@avtal/runtime';
import type { Indexed, MeasureDeclared, Model, Place } from '../model.ts';
import { given } from '../optional.ts';
import { checkHours } from './by-day.ts';
import { append, type Desk, replace, say, textOf } from './desk.ts';
import {
  conditions,
  creditLimit,
  instead,
  type Kind,
  kinds,
  type PartKind,
  scopedKinds,
  subjectWord,
} from './kinds.ts';
import { firstCondition } from './since.ts';
import type { Row } from './tables.ts';

export interface Head {
  readonly node: ast.Head;
  /** Where it stands; the value of an open row may stand elsewhere, in an order. */
  readonly place: Place;
  readonly clause: ast.ClauseWord;
  readonly kind: Kind;
  /** `rate work`, `respond`: the question in the author's words. */
  readonly written: string;
  /** What it is about: `work`, `hosting`, `respond`. */
  readonly it: string;
  readonly subjects: readonly Indexed<Subject>[];
  readonly name?: string;
  readonly target?: Indexed<TargetInfo>;
  readonly measure?: Indexed<MeasureDeclared>;
  readonly decides?: Dimension;
  /** Who gives notice. */
  readonly parties?: readonly ('customer' | 'provider')[];
  readonly when: Condition;
  /** Kinds of part that are there, also when what they say was wrong (and reported). */
  readonly says: ReadonlySet<PartKind>;
  readonly scope?: Index;
  readonly period?: Period;
  /** What buys it: `include work each card`. */
  readonly event?: Indexed<Subject>;
  readonly unit?: Indexed<Subject>;
  readonly inAdvance: number;
  readonly bases?: readonly ast.Base[];
  /** The number that steps climb (`by estimate`). */
  readonly climbs?: NumberInfo;
  /** The units whose number the steps of a fee climb, one fee for all of them (`by sensor`). */
  readonly counts?: Indexed<Subject>;
}

/** Undefined when what the clause is about was reported. */
export function lowerHead(row: Row, desk: Desk): Head | undefined {
  const { head: node } = row;
  const kind = kindOf(node, desk);
  const word = node.clause === 'target' ? node.keyword.text : node.clause;
  const about = lowerAbout(node, kind, word, desk);
  const says = checkParts(node, kind, word, about === undefined ? undefined : becauseOf({ kind, ...about }), desk);
  if (about === undefined) return undefined;
  const written =
    node.clause === 'target' ? word : [word, node.subjects.map((name) => name.text).join(', ')].join(' ').trim();
  const when = conditionOf(node.parts, row.when, desk);
  checkMeasures(node, when, about, desk);
  checkHours(node, about.it, when, desk);
  return {
    node,
    place: desk.place,
    clause: node.clause,
    kind,
    written,
    ...about,
    when,
    says,
    ...scopeOf(node, desk),
    ...periodOf(node, desk),
    ...climbsOf(node, desk),
  };
}

/** `credits` stands for all of them, unless something bears that name. */
function kindOf({ clause, subjects }: ast.Head, { model }: Desk): Kind {
  const [first, second] = subjects;
  const isCredits = clause === 'limit' && first?.text === 'credits' && second === undefined;
  return isCredits && model.findSubject('credits') === undefined ? creditLimit : kinds[clause];
}

const clauseWords = Object.keys(kinds).filter((word) => word !== 'target');

/** `fe per month: 98`: a name before a colon is a target, unless it is nearly a kind of clause, and nearly no target. */
function misspelledKind({ text }: ast.Name, model: Model): boolean {
  if (model.findTarget(text) !== undefined) return false;
  const targets = model.targets.map(({ id }) => id);
  return closest(text, targets) === undefined && closest(text, clauseWords) !== undefined;
}

/** U9: a permission is asked at a moment, a credit with its own measure; nothing else is asked where a figure is known. */
function checkMeasures(node: ast.Head, when: Condition, about: About, desk: Desk): void {
  const { model } = desk;
  const asked = new Set(when.flatMap(({ numbers = {} }) => Object.keys(numbers)));
  for (const name of asked) {
    const measure = model.findMeasure(name);
    if (measure === undefined || about.measure?.info === measure.info) continue;
    const of = measure.info.node.of?.text;
    if (node.clause === 'permit' && of === undefined) continue;
    const part = node.parts.find(({ kind }) => kind === 'when');
    const because =
      node.clause === 'permit'
        ? `\`${name}\` has a figure for each \`${of}\`, and a permission is about none of them`
        : `\`${name}\` is known when its period is over, and only its own credit and \`permit\` ask it then`;
    const written = part === undefined ? `when ${name} …` : textOf(desk, part);
    say(desk, 'part-out-of-place', { clause: node.keyword.text, part: written, because }, part ?? node.keyword);
  }
}

type About = Pick<Head, 'it' | 'subjects' | 'name' | 'target' | 'measure' | 'decides' | 'parties'>;

/** A name that the row lacks was reported when it was read. */
function lowerAbout(node: ast.Head, kind: Kind, word: string, desk: Desk): About | undefined {
  const { model, place } = desk;
  const [first] = node.subjects;
  const { about } = kind;
  switch (about.how) {
    case 'target': {
      if (model.findTarget(node.keyword.text) !== undefined)
        model.uses.use('target', node.keyword, place, { states: node.clause });
      const slip = misspelledKind(node.keyword, model);
      if (slip) {
        model.unknown('kind of clause', node.keyword, place, clauseWords);
        return undefined;
      }
      const target = model.target(node.keyword, place);
      return target && { it: target.info.id, subjects: [], target };
    }
    case 'measure': {
      const measure = first && model.measure(first, place, { states: node.clause });
      return measure && { it: measure.info.id, subjects: [], measure };
    }
    case 'outcome': {
      if (first === undefined) return undefined;
      const known = model.findMeasure(first.text);
      if (known !== undefined) {
        const measure = model.measure(first, place, { states: node.clause });
        return measure && { it: measure.info.id, subjects: [], measure };
      }
      const target = model.findTarget(first.text);
      if (target === undefined) {
        const all = [...model.measures, ...model.targets].map(({ id }) => id);
        model.unknown('measure or target', first, place, all);
        return undefined;
      }
      model.uses.use('target', first, place, { states: node.clause });
      return { it: target.info.id, subjects: [], target };
    }
    case 'credits':
      return { it: 'credits', subjects: [] };
    case 'name':
      if (first === undefined) return about.needed ? undefined : { it: word, subjects: [] };
      return { it: first.text, subjects: [], name: first.text };
    case 'party': {
      const [, second] = node.subjects;
      const parties = first && partiesOf(first, desk);
      if (first === undefined || parties === undefined) return undefined;
      return { it: first.text, subjects: [], parties, ...(second === undefined ? {} : { name: second.text }) };
    }
    case 'choice': {
      if (first !== undefined && model.findDimension(first.text) !== undefined)
        model.uses.use('choice', first, place, { states: node.clause });
      const decides = first && model.dimension(first, place);
      if (first === undefined || decides === undefined) return undefined;
      if (decides.given === 'decided') return { it: decides.id, subjects: [], decides };
      say(desk, 'not-decided', { choice: decides.id }, first);
      return undefined;
    }
    case 'subject': {
      const known = about.otherwise === undefined ? undefined : model.findSubject(about.otherwise);
      if (about.needed === false && first === undefined) return { it: word, subjects: [] };
      const written = node.subjects.map((name) => subjectOf(name, kind, node.clause, desk));
      const subjects = written.length === 0 ? [known] : written;
      const found = subjects.filter((subject) => subject !== undefined);
      if (found.length < subjects.length || !isOneUnit(node, found, desk)) return undefined;
      return { it: found.map((subject) => subject.info.id).join(', '), subjects: found };
    }
  }
}

/** A14, C2: what draws on one allowance is counted alike, and what is counted together is time. */
function isOneUnit({ clause, subjects }: ast.Head, found: readonly Indexed<Subject>[], desk: Desk): boolean {
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return true;
  const counted = ({ info }: Indexed<Subject>) => `\`${info.id}\` is counted in ${unitWord(info)}`;
  if (clause === 'count') {
    const at = found.findIndex(({ info }) => info.unit.kind !== 'time');
    const [one, name] = [found[at], subjects[at]];
    if (one === undefined || name === undefined) return true;
    const because = `${counted(one)}, and only time is counted together: it has a \`count\` of its own`;
    say(desk, 'part-out-of-place', { clause, part: name.text, because }, name);
    return false;
  }
  const other = others.findIndex(({ info }) => JSON.stringify(info.unit) !== JSON.stringify(first.info.unit));
  const [one, name] = [others[other], subjects[other + 1]];
  if (clause !== 'include' || one === undefined || name === undefined) return true;
  const because = `${counted(first)} and ${counted(one)}, so they have no allowance in common`;
  say(desk, 'part-out-of-place', { clause, part: name.text, because }, name);
  return false;
}

const unitWord = ({ unit }: Subject): string =>
  unit.kind === 'time' ? 'hours' : unit.kind === 'other' ? unit.name : 'pieces';

function partiesOf(name: ast.Name, desk: Desk): readonly ('customer' | 'provider')[] | undefined {
  if (name.text === 'both') return ['customer', 'provider'];
  if (name.text === 'customer' || name.text === 'provider') return [name.text];
  const known = ['customer', 'provider', 'both'];
  desk.model.unknown('party of the agreement', name, desk.place, known);
  return undefined;
}

function subjectOf(name: ast.Name, kind: Kind, clause: ast.ClauseWord, desk: Desk): Indexed<Subject> | undefined {
  const { model, place } = desk;
  if (kind.about.how !== 'subject') return undefined;
  const subject = model.findSubject(name.text);
  if (subject === undefined) return model.subject(name, kind.about.kinds, place);
  model.uses.use(subject.info.kind, name, place, { states: clause });
  if (kind.about.kinds.includes(subject.info.kind)) return subject;
  const { kind: is, id } = subject.info;
  const better =
    is === 'event' && clause === 'rate' ? 'price' : is === 'activity' && clause === 'price' ? 'rate' : undefined;
  say(desk, 'wrong-subject', { subject: id, is: subjectWord[is], clause, instead: instead[is] }, name, {
    fixes: better === undefined ? [] : [wordFix(desk, clause, better, name)],
  });
  return undefined;
}

/** The keyword stands right before the subject; a head from a note has none of its own. */
function wordFix(desk: Desk, word: string, better: string, subject: ast.Name) {
  const end = subject.span.start - 1;
  const span = { start: end - word.length, end };
  return textOf(desk, { span }) === word ? replace(desk, { span }, better) : undefined;
}

/** Which parts are there; reports those that the kind does not take, and the second of those that stand once. */
function checkParts(
  node: ast.Head,
  kind: Kind,
  word: string,
  because: string | undefined,
  desk: Desk,
): ReadonlySet<PartKind> {
  const seen = new Set<string>();
  for (const part of node.parts) {
    if (!conditions.includes(part.kind) && !kind.parts.includes(part.kind) && !isWithin(part, node)) {
      const written = textOf(desk, part);
      if (because === undefined) continue;
      const other = scoped(part, written, kind);
      const fixes = other.instead === undefined ? [] : [replace(desk, part, other.instead)];
      say(desk, 'part-out-of-place', { clause: word, part: written, because, ...other }, part, { fixes });
      continue;
    }
    const sort = onceAs(part);
    if (sort !== undefined && seen.has(sort)) say(desk, 'part-twice', { part: textOf(desk, part) }, part);
    if (sort !== undefined) seen.add(sort);
  }
  return new Set(node.parts.map((part) => part.kind));
}

/** `limit work per month`: what is taken over something, without steps, says so behind `each`. */
function scoped(part: ast.HeadPart, written: string, { parts }: Kind): { readonly instead?: string } {
  const isPeriod = part.kind === 'per' && part.what.kind === 'period';
  if (!isPeriod || !parts.includes('each') || parts.includes('each-part')) return {};
  return { instead: written.replace(/^per\b/, 'each') };
}

/** Parts that stand once in a head, by what they say; conditions may be many. */
function onceAs(part: ast.HeadPart): string | undefined {
  switch (part.kind) {
    case 'each':
    case 'each-day':
      return 'each';
    case 'by':
    case 'on':
    case 'at':
      return part.kind;
    case 'per':
      return part.what.kind;
    case 'each-part':
    case 'whole':
    case 'across':
      return 'part or whole';
    case 'once':
    case 'in-any':
      return 'period';
    case 'in-advance':
    case 'in-arrears':
      return 'advance';
    case 'during':
    case 'outside':
    case 'when':
    case 'for':
    case 'from':
    case 'until':
    case 'before':
    case 'first':
      return undefined;
  }
}

/** When all of the parts hold, and what is given. */
export function conditionOf(parts: readonly ast.HeadPart[], given: Condition, desk: Desk): Condition {
  const { model, place } = desk;
  return parts.reduce<Condition>((when, part) => {
    const more = partCondition(part, desk);
    return more === undefined ? when : model.and(when, more, model.site(part, place));
  }, given);
}

function partCondition(part: ast.HeadPart, desk: Desk): Condition | undefined {
  const { model, place } = desk;
  switch (part.kind) {
    case 'during':
    case 'outside':
      return model.during(part.window, part.kind === 'during', place);
    case 'when':
      return model.condition(part.condition, place);
    case 'for':
      return model.forTiers(part.tiers, place);
    case 'from':
    case 'until':
    case 'before':
      return model.dates(part.kind, part.date.date);
    case 'first':
      return firstCondition(part, desk);
    case 'each':
    case 'each-day':
    case 'each-part':
    case 'whole':
    case 'once':
    case 'in-any':
    case 'in-arrears':
    case 'across':
    case 'per':
    case 'by':
    case 'in-advance':
    case 'on':
    case 'at':
      return undefined;
  }
}

/** The part of this kind, if the head has one. */
export function partOf<K extends PartKind>(node: ast.Head, kind: K): Extract<ast.HeadPart, { kind: K }> | undefined {
  return node.parts.find((part): part is Extract<ast.HeadPart, { kind: K }> => part.kind === kind);
}

function scopeOf(node: ast.Head, desk: Desk): Pick<Head, 'scope' | 'bases' | 'event'> {
  const { model, place } = desk;
  const each = partOf(node, 'each');
  const on = partOf(node, 'on');
  if (node.clause === 'include') return each === undefined ? {} : boughtBy(each, desk);
  const one = each && !isForEachOutage(node) ? model.scope(each.scope, place) : undefined;
  const within = node.parts.find((part) => isWithin(part, node));
  const scope =
    one === undefined || within?.kind !== 'per' || within.what.kind !== 'period'
      ? one
      : model.scopeWithin(one, within.what, place);
  return { ...given('scope', scope), ...(on === undefined ? {} : { bases: on.bases }) };
}

/** `each person per month`: of the scope, what lies in one such period. */
const isWithin = (part: ast.HeadPart, node: ast.Head): boolean =>
  part.kind === 'per' &&
  part.what.kind === 'period' &&
  scopedKinds.includes(node.clause) &&
  partOf(node, 'each')?.scope.kind === 'name';

/** `credit down each outage`: of a measure, each of its outages. */
export function isForEachOutage(node: ast.Head): boolean {
  const scope = partOf(node, 'each')?.scope;
  return node.clause === 'credit' && scope?.kind === 'name' && scope.text === 'outage';
}

/** `include work each card`: the event that grants it. */
function boughtBy(each: Extract<ast.HeadPart, { kind: 'each' }>, desk: Desk): Pick<Head, 'event'> {
  const { model, place } = desk;
  if (each.scope.kind === 'period') {
    const because = 'behind `each` stands the event that buys it (`each card`), a period behind `per`';
    const fixes = [replace(desk, each, textOf(desk, each).replace(/^each/, 'per'))];
    say(desk, 'part-out-of-place', { clause: 'include', part: textOf(desk, each), because }, each, { fixes });
    return {};
  }
  const event = model.subject(each.scope, ['event'], place, 'what is bought is an event');
  return event === undefined ? {} : { event };
}

function periodOf(node: ast.Head, desk: Desk): Pick<Head, 'period' | 'unit' | 'inAdvance'> {
  const { model, place } = desk;
  let period: Period | undefined;
  let unit: Indexed<Subject> | undefined;
  for (const part of node.parts) {
    if (part.kind !== 'per') continue;
    if (part.what.kind === 'period') period ??= model.period(part.what, place);
    else unit ??= model.subject(part.what, ['unit'], place, 'things held over time are what a fee or duty is per');
  }
  const inAdvance = advanceOf(node, period, desk);
  return { ...given('period', period), ...given('unit', unit), inAdvance };
}

const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** How many of its periods a fee is invoiced for at a time: 1 unless said, 0 in arrears. */
function advanceOf(node: ast.Head, period: Period | undefined, desk: Desk): number {
  const part = partOf(node, 'in-advance');
  if (part === undefined) return node.parts.some((one) => one.kind === 'in-arrears') ? 0 : 1;
  if (period === undefined || part.length === undefined) return 1;
  const unit = part.length.unit.text.replace(/s$/, '');
  const total = Number(part.length.count.text) * (months[unit] ?? 1);
  const own = period.count * (months[period.unit] ?? 1);
  const periods = total / own;
  const comparable = unit === period.unit || (unit in months && period.unit in months);
  if (comparable && Number.isSafeInteger(periods) && periods > 0) return periods;
  say(desk, 'advance-not-whole', { written: textOf(desk, part) }, part);
  return 1;
}

/** `by estimate` names a number to climb, `by sensor` units of which a fee says how many there are; `by channel` makes columns instead. */
function climbsOf(node: ast.Head, { model, place }: Desk): Pick<Head, 'climbs' | 'counts'> {
  const name = partOf(node, 'by')?.names[0];
  if (name === undefined) return {};
  const climbs = model.findNumber(name.text);
  if (climbs !== undefined) {
    model.uses.use('number', name, place);
    return { climbs };
  }
  const counts = node.clause === 'fee' ? model.findSubject(name.text) : undefined;
  if (counts?.info.kind !== 'unit') return {};
  model.uses.use('unit', name, place);
  return { counts };
}

/** Where something may be added to a head: behind its last word. */
export function headEnd(head: ast.Head): { readonly span: ast.Span } {
  const ends = [head.keyword, ...head.subjects, ...(head.label === undefined ? [] : [head.label]), ...head.parts];
  const inside = ends.filter((node) => node.span.start >= head.span.start && node.span.end <= head.span.end);
  const end = Math.max(...(inside.length === 0 ? ends : inside).map((node) => node.span.end));
  return { span: { start: end, end } };
}

/** Repairs that add each of the readings to the head. */
export const headFixes = (desk: Desk, head: ast.Head, readings: readonly string[]) =>
  readings.map((reading) => append(desk, headEnd(head), ` ${reading}`));

/** Why a value of the kind is due: completes "because …". */
export function becauseOf({ kind, it, subjects, event }: Pick<Head, 'kind' | 'it' | 'subjects' | 'event'>): string {
  const [subject] = subjects;
  if (event !== undefined) return `\`include\` says how much of \`${it}\` each \`${event.info.id}\` buys`;
  return kind.because(it, subject === undefined ? 'piece' : oneOf(subject.info));
}

/** What one of the subject is called: `hour`, `km`. */
export function oneOf({ unit }: Subject): string {
  return unit.kind === 'time' ? 'hour' : unit.kind === 'other' ? `\`${unit.name}\`` : 'piece';
}
