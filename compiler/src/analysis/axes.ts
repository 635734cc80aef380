// The axes of a question: what its clauses test, cut into the values between which nothing can change.
import {
  type Box,
  type Decimal,
  type Dimension,
  dayOf,
  type Index,
  type Ir,
  type NumberInfo,
  type NumberRange,
  Rational,
  type WindowTest,
} from '@avtal/runtime';
import type { AtomKey, Atoms } from './atoms.ts';
import type { Range } from './days.ts';
import type { Allows } from './regions.ts';

/** A declared choice. The value `''` stands for none of those declared: a fact that belongs to no module. */
export interface ChoiceAxis {
  readonly kind: 'choice';
  readonly id: string;
  readonly dimension: Dimension | undefined;
  readonly values: readonly string[];
  readonly size: number;
}

/** What holds where nothing is said: the declared default, and no module. */
export function usualValue({ dimension }: ChoiceAxis): string | undefined {
  return dimension?.given === 'module' ? '' : dimension?.defaultValue;
}

/** A point (`min` equal to `max`), or what lies between two bounds without them. Without `min`: from zero on. */
export interface Band {
  readonly min?: Rational;
  readonly max?: Rational;
}

export interface NumberAxis {
  readonly kind: 'number';
  readonly id: string;
  readonly info: NumberInfo | undefined;
  readonly bands: readonly Band[];
  readonly size: number;
}

/**
 * A moment: `self` is the question's own. Other moments are independent axes, since a ticket may be reported and
 * confirmed at any two times; only their order is held to when a witness is made. The last value of a ticket event is
 * that it has not happened.
 */
export interface MomentAxis {
  readonly kind: 'moment';
  readonly id: string;
  /** Every name under which conditions test it: a target's own moment is also that of its start event. */
  readonly names: readonly string[];
  readonly atoms: Atoms;
  readonly mayBeMissing: boolean;
  /** Whether it lies before (-1) or after (1) the question's own moment; 0: it is that. */
  readonly side: -1 | 0 | 1;
  readonly size: number;
}

export type Axis = ChoiceAxis | NumberAxis | MomentAxis;

/** What boxes say of an axis, by `saidOn`: worked out once, also where several spaces have the axis. */
export type SaidOn = WeakMap<Axis, Map<string, readonly number[]>>;

/** The value of a moment axis for an event that has not happened, if it has one. */
export function missingValue(axis: MomentAxis): number | undefined {
  return axis.mayBeMissing ? axis.size - 1 : undefined;
}

export interface AxesRequest {
  readonly ir: Ir;
  /** The declared choices by id: each is one axis, the same in every space. */
  readonly choices: ReadonlyMap<string, ChoiceAxis>;
  readonly boxes: readonly Box[];
  readonly within: Range;
  /** Names that mean the question's own moment. */
  readonly self: readonly string[];
  readonly midnight: boolean;
  readonly sideOf: (moment: string) => -1 | 1;
  readonly atoms: (key: AtomKey) => Atoms;
}

export function axesOf(request: AxesRequest): readonly Axis[] {
  const { ir, choices, boxes, within, self, midnight, sideOf, atoms } = request;
  const [tested, numbers, dates] = [new Set<string>(), new Set<string>(), new Set<number>()];
  const windows = new Map<string, Set<Index>>();
  for (const box of boxes) {
    for (const id in box.choices) if (id !== 'order') tested.add(id);
    for (const id in box.numbers) numbers.add(id);
    for (const { moment, window } of box.windows ?? [])
      windows.set(moment, (windows.get(moment) ?? new Set()).add(window));
    for (const cut of cutsOf(box)) dates.add(cut);
  }
  const others = [...windows.keys()].filter((moment) => !self.includes(moment));
  const windowsOf = (names: readonly string[]): readonly Index[] =>
    unique(names.flatMap((name) => [...(windows.get(name) ?? [])])).sort((a, b) => a - b);
  const cuts = [...dates].sort((a, b) => a - b);
  return [
    ...[...tested].map((id) => choices.get(id) ?? undeclaredAxis(id, boxes)),
    ...[...numbers].map((id) => numberAxis(id, ir, boxes)),
    ...others.map((id) =>
      momentAxis(id, [id], atoms({ windows: windowsOf([id]), cuts: [], midnight: false, within }), sideOf(id)),
    ),
    momentAxis('self', self, atoms({ windows: windowsOf(self), cuts, midnight, within }), 0),
  ];
}

/** Which values of the axis the box allows. */
export function allowedOn(axis: Axis, box: Box): Allows {
  switch (axis.kind) {
    case 'choice': {
      const allowed = box.choices?.[axis.id];
      return allowed === undefined ? undefined : (value) => allowed.includes(axis.values[value] ?? '');
    }
    case 'number': {
      const ranges = box.numbers?.[axis.id];
      return ranges === undefined ? undefined : (value) => ranges.some((range) => contains(range, axis.bands[value]));
    }
    case 'moment':
      return allowedAt(axis, testsOf(axis, box), axis.side === 0 ? box.dates : undefined);
  }
}

/** What the box says of the axis, as a text: equal texts allow the same values. Empty: nothing. */
export function saidOn(axis: Axis, box: Box): string {
  switch (axis.kind) {
    case 'choice':
      return box.choices?.[axis.id]?.join('\0') ?? '';
    case 'number':
      return JSON.stringify(box.numbers?.[axis.id] ?? '');
    case 'moment': {
      const tests = testsOf(axis, box).map(({ window, inside }) => `${window}${inside}`);
      const { from = '', until = '' } = (axis.side === 0 ? box.dates : undefined) ?? {};
      return `${tests.join()} ${from} ${until}`;
    }
  }
}

const testsOf = (axis: MomentAxis, box: Box): readonly WindowTest[] =>
  box.windows?.filter(({ moment }) => axis.names.includes(moment)) ?? [];

function allowedAt(axis: MomentAxis, tests: readonly WindowTest[], dates: Box['dates']): (value: number) => boolean {
  const { atoms } = axis;
  const indexed = tests.map(({ window, inside }) => ({ at: atoms.windows.indexOf(window), inside }));
  const from = dates?.from === undefined ? 0 : atoms.cuts.indexOf(dayOf(dates.from)) + 1;
  const until = dates?.until === undefined ? Infinity : atoms.cuts.indexOf(dayOf(dates.until) + 1);
  return (value) => {
    const atom = atoms.all[value];
    // An event that has not happened lies neither inside nor outside (meaning Q5).
    if (atom === undefined) return tests.length === 0;
    return from <= atom.band && atom.band <= until && indexed.every(({ at, inside }) => atom.open[at] === inside);
  };
}

const none: readonly number[] = [];

function cutsOf({ dates }: Box): readonly number[] {
  if (dates === undefined) return none;
  return [
    ...(dates.from === undefined ? [] : [dayOf(dates.from)]),
    ...(dates.until === undefined ? [] : [dayOf(dates.until) + 1]),
  ];
}

export function declaredAxis(dimension: Dimension): ChoiceAxis {
  const declared = dimension.values.map(({ id }) => id);
  const values = dimension.given === 'module' ? [...declared.filter((value) => value !== ''), ''] : declared;
  return { kind: 'choice', id: dimension.id, dimension, values, size: values.length };
}

function undeclaredAxis(id: string, boxes: readonly Box[]): ChoiceAxis {
  const values = unique(boxes.flatMap((box) => box.choices?.[id] ?? []));
  return { kind: 'choice', id, dimension: undefined, values, size: values.length };
}

function momentAxis(id: string, names: readonly string[], atoms: Atoms, side: -1 | 0 | 1): MomentAxis {
  const mayBeMissing = side !== 0 && id !== 'start';
  return { kind: 'moment', id, names, atoms, mayBeMissing, side, size: atoms.all.length + Number(mayBeMissing) };
}

// ----------------------------------------------------------------------------------------------------------- numbers

/** Numbers of facts are not negative, and what is counted in pieces is whole. */
function numberAxis(id: string, { numbers }: Ir, boxes: readonly Box[]): NumberAxis {
  const info = numbers.find((one) => one.id === id);
  const texts = boxes.flatMap((box) => box.numbers?.[id] ?? []).flatMap(({ min, max }) => [min, max]);
  const bounds = unique(texts.filter((text) => text !== undefined).map((text) => Rational.of(text).toString()))
    .map(Rational.parse)
    .filter((bound) => bound.sign() >= 0)
    .sort((a, b) => a.compare(b));
  const [first = Rational.zero] = bounds;
  const bands: Band[] = first.isZero() && bounds.length > 0 ? [] : [{ ...(bounds.length > 0 && { max: first }) }];
  for (const [at, bound] of bounds.entries()) {
    const next = bounds[at + 1];
    bands.push({ min: bound, max: bound }, next === undefined ? { min: bound } : { min: bound, max: next });
  }
  const real = info?.unit.kind === 'count' ? bands.filter(isWhole) : bands;
  return { kind: 'number', id, info, bands: real, size: real.length };
}

const isPoint = ({ min, max }: Band): boolean => min !== undefined && max?.equals(min) === true;

/** Whether the band has a whole number in it. */
function isWhole(band: Band): boolean {
  const { min, max } = band;
  if (min === undefined || max === undefined) return true;
  if (isPoint(band)) return min.floor().equals(min);
  return min.floor().plus(Rational.one).compare(max) < 0;
}

function contains(range: NumberRange, band: Band | undefined): boolean {
  if (band === undefined) return false;
  if (range.min !== undefined) {
    const side = Rational.of(range.min).compare(band.min ?? Rational.zero);
    if (side > 0 || (side === 0 && isPoint(band) && range.minIncluded !== true)) return false;
  }
  if (range.max !== undefined) {
    if (band.max === undefined) return false;
    const side = Rational.of(range.max).compare(band.max);
    if (side < 0 || (side === 0 && isPoint(band) && range.maxIncluded !== true)) return false;
  }
  return true;
}

/** A number in the band that a person finds natural, in base units. */
export function sampleOf(band: Band, info: NumberInfo | undefined): Decimal {
  const { min = Rational.zero, max } = band;
  if (isPoint(band)) return text(min);
  const kind = info?.unit.kind ?? 'other';
  const from = kind === 'count' ? min.floor() : min;
  for (const step of naturalSteps[kind]) {
    const next = from.plus(Rational.of(step));
    if (max === undefined || next.compare(max) < 0) return text(next);
  }
  // Of what is counted in pieces, only a band that begins at nothing has no whole number beyond its beginning.
  if (kind === 'count') return text(from);
  return text(min.plus(max ?? min).over(Rational.of(2)));
}

const finer = ['10', '1', '0.1', '0.01'];
const naturalSteps: Readonly<Record<NumberInfo['unit']['kind'], readonly string[]>> = {
  time: ['3600', '1800', '900', '60', '1'],
  count: ['10', '1'],
  money: finer,
  percent: finer,
  other: finer,
};

function text(value: Rational): Decimal {
  return value.exactDecimal() ?? value.toDecimal(6);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
