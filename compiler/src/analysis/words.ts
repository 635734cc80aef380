// Areas of situations in words: as a person says them, and as the head of a row says them in an agreement.
import { dayNames } from '@avtal/grammar';
import { type Clause, type Decimal, dateOf, type Ir, type NumberInfo, Rational, windowName } from '@avtal/runtime';
import { clockWords } from '../wording/speaker.ts';
import { type Band, type ChoiceAxis, type MomentAxis, missingValue, type NumberAxis } from './axes.ts';
import { type Area, valuesOn } from './regions.ts';
import type { Space } from './space.ts';

/** `rate work`, `respond`: the question as an author writes it. */
export function questionText({ question, kind }: { readonly question: string; readonly kind: Clause['kind'] }): string {
  const [word = '', ...names] = question.split(':');
  if (kind === 'target') return names.join(' ');
  const [scope = '', ...activity] = names;
  const words = kind === 'start' ? ['start price', ...activity, 'each', scope] : [word, ...names];
  return words.join(' ').replaceAll('+', ', ');
}

/** A quantity in base units, as an author writes it: `4 h`, `30 min`, `15%`, `2`. */
export function numberText(value: Decimal, info: Pick<NumberInfo, 'unit'> | undefined): string {
  const amount = Rational.of(value);
  switch (info?.unit.kind) {
    case 'time':
      return timeText(amount);
    case 'percent':
      return `${value}%`;
    case 'other':
      return `${value} ${info.unit.name}`;
    case 'money':
    case 'count':
    case undefined:
      return value;
  }
}

/** `4 h 30 min` */
function timeText(seconds: Rational): string {
  let left = seconds;
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const whole = left.over(Rational.of(size)).floor();
    const rest = left.minus(whole.times(Rational.of(size)));
    // What is not whole seconds, and nothing at all, stands in the smallest unit.
    const amount = unit === 's' ? left : whole;
    if (!amount.isZero()) parts.push(`${amount.exactDecimal() ?? amount.toDecimal(6)} ${unit}`);
    left = rest;
  }
  return parts.join(' ') || '0 h';
}

const units = [
  ['3600', 'h'],
  ['60', 'min'],
  ['1', 's'],
] as const;

/** What the area says on an axis that it restricts; the head part of a row, and whether that is all of it. */
interface Part {
  readonly text: string;
  /** Undefined: the language has no such condition. */
  readonly head?: { readonly when?: string; readonly during?: string };
}

/** The area in words; `row`: conditions for the head of a row that has exactly these situations, where there are such. */
export function areaText(
  space: Space,
  area: Area,
  ir: Ir,
): { readonly text: string; readonly row: string | undefined } {
  const parts: Part[] = [];
  for (const [index, axis] of space.axes.entries()) {
    const values = valuesOn(space.layout, area, index);
    const all = valuesOn(space.layout, space.happened, index);
    if (values.length >= all.length) continue;
    if (axis.kind === 'choice') parts.push(choicePart(axis, values));
    else if (axis.kind === 'number') parts.push(numberPart(axis, values));
    else parts.push(momentPart(axis, values, ir, tiersOf(space, area)));
  }
  const heads = parts.map(({ head }) => head);
  const whens = heads.flatMap((head) => head?.when ?? []);
  const during = heads.flatMap((head) => head?.during ?? []);
  const row = [...during, ...(whens.length === 0 ? [] : [`when ${whens.join(' and ')}`])].join(' ');
  return {
    text: parts.map(({ text }) => text).join(', ') || 'anywhere',
    row: heads.includes(undefined) ? undefined : row,
  };
}

function choicePart({ id, values: names, dimension }: ChoiceAxis, values: readonly number[]): Part {
  const chosen = values.map((value) => names[value] ?? '');
  const some = chosen.filter((name) => name !== '');
  if (dimension?.given === 'outcome') return outcomePart(id.replace('outcome:', ''), chosen);
  const isModule = dimension?.given === 'module';
  const isAny = isModule && some.length === chosen.length && some.length === names.length - 1 && some.length > 1;
  const text = isAny ? `any ${id}` : `${id} ${someOf([...some, ...(some.length < chosen.length ? ['none'] : [])])}`;
  const isSayable = some.length === chosen.length && !isModule;
  return isSayable ? { text, head: { when: `${id} is ${some.join(', ')}` } } : { text };
}

/** Of more than anybody reads, the first few and how many others. */
function someOf(names: readonly string[]): string {
  const shown = names.length > mostNames ? names.slice(0, mostNames / 2) : names;
  return [...shown, ...(shown.length < names.length ? [`${names.length - shown.length} others`] : [])].join(' or ');
}

const mostNames = 6;

/** `respond missed`; what is neither can only be said as what it is not. */
function outcomePart(target: string, chosen: readonly string[]): Part {
  const said = chosen.map((value) => (value === 'none' ? 'neither met nor missed' : value));
  const text = `${target} ${said.join(' or ')}`;
  const others = ['met', 'missed'].filter((value) => !chosen.includes(value));
  const tests = chosen.includes('none')
    ? others.map((value) => `not ${target} ${value}`)
    : [chosen.map((value) => `${target} ${value}`).join(' or ')];
  return {
    text,
    head: { when: chosen.length === 2 && !chosen.includes('none') ? `(${tests[0]})` : tests.join(' and ') },
  };
}

function numberPart(axis: NumberAxis, values: readonly number[]): Part {
  const runs: { first: number; last: number }[] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run?.last === value - 1) run.last = value;
    else runs.push({ first: value, last: value });
  }
  const { derived } = axis.info ?? {};
  if (derived?.kind === 'since-start') return sincePart(axis, derived.unit, runs);
  const bounds = runs.map(({ first, last }) => bandText(axis, axis.bands[first], axis.bands[last]));
  const text = `${axis.id} ${bounds.map((both) => both.join(' and ')).join(' or ')}`;
  const when = bounds.map((both) => both.map((bound) => `${axis.id} ${bound}`).join(' and ')).join(' or ');
  return { text, head: { when: runs.length === 1 ? when : `(${when})` } };
}

/** `for the first 3 months`, `after the first 3 months`. */
function sincePart(
  { bands }: NumberAxis,
  unit: 'day' | 'month' | 'calendar-month',
  runs: readonly { readonly first: number; readonly last: number }[],
): Part {
  const texts = runs.map(({ first, last }) => {
    // Of what is counted, the end of a band is the beginning of the next.
    const [min, max] = [bands[first]?.min, bands[last + 1]?.min];
    const length = (bound: Rational) =>
      `the first ${bound.toString()} ${unit.replace('-', ' ')}${bound.equals(Rational.one) ? '' : 's'}`;
    return [
      ...(min === undefined || min.isZero() ? [] : [`after ${length(min)}`]),
      ...(max === undefined ? [] : [`for ${length(max)}`]),
    ].join(' ');
  });
  const text = texts.join(' or ');
  return texts.length === 1 ? { text, head: { during: text } } : { text };
}

/** `over 4 h`, `up to 10 h`: the bounds between which it lies. */
function bandText({ info }: NumberAxis, from: Band | undefined, until: Band | undefined): readonly string[] {
  const number = (bound: Rational): string => numberText(bound.exactDecimal() ?? bound.toDecimal(6), info);
  const [min, max] = [from?.min, until?.max];
  const isPoint = (band: Band | undefined): boolean => band?.min !== undefined && band.max?.equals(band.min) === true;
  if (min !== undefined && max !== undefined && min.equals(max)) return [`exactly ${number(min)}`];
  const lower = min === undefined ? [] : [`${isPoint(from) ? 'at least' : 'over'} ${number(min)}`];
  const upper = max === undefined ? [] : [`${isPoint(until) ? 'up to' : 'below'} ${number(max)}`];
  return [...lower, ...upper];
}

/** The names of the tiers that the area has. */
function tiersOf({ axes, layout }: Space, area: Area): readonly string[] {
  const at = axes.findIndex(({ id }) => id === 'tier');
  const axis = axes[at];
  return axis?.kind === 'choice' ? valuesOn(layout, area, at).map((value) => axis.values[value] ?? '') : [];
}

function momentPart(axis: MomentAxis, values: readonly number[], ir: Ir, tiers: readonly string[]): Part {
  const atoms = values.filter((value) => value !== missingValue(axis));
  const tests = testsOf(axis, atoms);
  const name = axis.side === 0 ? '' : `${axis.id === 'start' ? 'started' : axis.id} `;
  const { head: dates, text: days } = datesText(axis, atoms);
  const hours = hoursText(axis, new Set(atoms));
  if (tests === undefined) return { text: `${name}${hours ?? 'at some times'}${days === '' ? '' : `, ${days}`}` };
  const said = tests.map(({ window, inside }) => ({
    how: inside ? 'during' : 'outside',
    window: windowText(window, ir),
  }));
  const words = said.map(({ how, window }) => `${how} ${window}`);
  const text = `${name}${[hours ?? words.join(' and '), days].filter((one) => one !== '').join(', ')}`;
  // What differs by tier is one window to a row only where the row is of that tier.
  const isSayable = ({ window }: (typeof tests)[number]): boolean => {
    const { id = '', named = false } = ir.windows[window] ?? {};
    if (!named) return !ir.windows.some((other) => other.id.startsWith(`${id.replace(/ #.*/, '')} #`));
    return !id.includes(':') || tiers.every((tier) => id.endsWith(`:${tier}`));
  };
  if (!tests.every(isSayable)) return { text };
  const head =
    name === ''
      ? { during: [...words, dates].filter((one) => one !== '').join(' ') }
      : { when: words.map((one) => `${name}${one}`).join(' and ') };
  return { text, head };
}

const isName = (text: string): boolean => /^\p{L}[\p{L}\d_-]*$/u.test(text);

function windowText(window: number, ir: Ir): string {
  const name = windowName(ir.windows[window]);
  return isName(name) ? name : `(${name})`;
}

/** The fewest window tests that hold exactly in these atoms of their dates; undefined where there are none. */
function testsOf(
  { atoms }: MomentAxis,
  values: readonly number[],
): readonly { readonly window: number; readonly inside: boolean }[] | undefined {
  const chosen = new Set(values);
  const bands = new Set(values.map((value) => atoms.all[value]?.band));
  const others = atoms.all.flatMap(({ band }, value) => (bands.has(band) && !chosen.has(value) ? [value] : []));
  const isOpen = (value: number, at: number): boolean => atoms.all[value]?.open[at] === true;
  const shared = atoms.windows.flatMap((window, at) => {
    const inside = isOpen(values[0] ?? 0, at);
    return values.every((value) => isOpen(value, at) === inside) ? [{ window, at, inside }] : [];
  });
  const keeps = (tests: typeof shared): boolean =>
    others.every((value) => tests.some(({ at, inside }) => isOpen(value, at) !== inside));
  if (!keeps(shared)) return undefined;
  return shared.reduce((tests, test) => {
    const fewer = tests.filter((one) => one !== test);
    return keeps(fewer) ? fewer : tests;
  }, shared);
}

/** `from 2026-07-01 before 2027-01-01`, and how a person says it, where the atoms are of some dates only. */
function datesText({ atoms }: MomentAxis, values: readonly number[]): { readonly head: string; readonly text: string } {
  const bands = values.map((value) => atoms.all[value]?.band ?? 0);
  const [first, last] = [Math.min(...bands), Math.max(...bands)];
  const from = first === 0 ? undefined : atoms.cuts[first - 1];
  const before = atoms.cuts[last];
  const [begin, end] = [from, before].map((day) => (day === undefined ? undefined : dateOf(day)));
  const head = [...(begin ? [`from ${begin}`] : []), ...(end ? [`before ${end}`] : [])].join(' ');
  if (from === undefined || before === undefined)
    return { head, text: begin ? `the days from ${begin}` : end ? `the days before ${end}` : '' };
  return { head, text: before - from === 1 ? dateOf(from) : `${begin} to ${dateOf(before - 1)}` };
}

/** `Mon-Fri 07:00-08:00, Sat 00:00-24:00`; undefined where an ordinary week does not show it, or not in few words. */
function hoursText({ atoms }: MomentAxis, values: ReadonlySet<number>): string | undefined {
  const week = atoms
    .ordinaryWeek(values)
    .map((parts) => parts.map(({ from, until }) => `${clockWords(from)}-${clockWords(until)}`).join(' and '));
  const groups: { first: number; last: number; hours: string }[] = [];
  for (const [day, hours] of week.entries()) {
    const group = groups.at(-1);
    if (group?.hours === hours) group.last = day;
    else groups.push({ first: day, last: day, hours });
  }
  const said = groups.filter(({ hours }) => hours !== '');
  if (said.length === 0 || said.length > 3) return undefined;
  return said
    .map(({ first, last, hours }) => `${dayNames[first]}${first === last ? '' : `-${dayNames[last]}`} ${hours}`)
    .join(', ');
}
