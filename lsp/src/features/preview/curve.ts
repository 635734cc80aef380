// An exact piecewise linear curve of a function that is asked at whole minutes only: its points, jumps, and where two curves cross.
import { Rational } from '@avtal/runtime';

/** `x` in minutes. Two points with one `x` are a jump. */
export interface Dot {
  readonly x: Rational;
  readonly y: Rational;
}

const at = (minute: number): Rational => Rational.of(minute);

/**
 * The points of `f` from 0 to `until` minutes, found by halving until each part is a line at the places looked at:
 * beside its ends and in its middle. Ends early when `f` is not defined or has been asked `budget` times.
 */
export function curveOf(f: (minute: number) => Rational | undefined, until: number, budget: number): readonly Dot[] {
  const known = new Map<number, Rational | undefined>();
  const value = (minute: number): Rational | undefined => {
    if (!known.has(minute)) {
      if (known.size >= budget) return undefined;
      known.set(minute, f(minute));
    }
    return known.get(minute);
  };
  const first = value(0);
  if (first === undefined) return [];
  const dots: Dot[] = [{ x: at(0), y: first }];
  /** False: stop here. */
  const trace = (from: number, to: number): boolean => {
    const [a, b] = [value(from), value(to)];
    if (a === undefined) return false;
    if (b !== undefined && (to - from === 1 || isLine(from, to, a, b))) {
      dots.push({ x: at(to), y: b });
      return true;
    }
    if (to - from === 1) return false;
    const middle = Math.floor((from + to) / 2);
    return trace(from, middle) && trace(middle, to);
  };
  const isLine = (from: number, to: number, a: Rational, b: Rational): boolean => {
    const middle = Math.floor((from + to) / 2);
    return [from + 1, middle, middle + 1, to - 1].every((minute) => {
      if (minute <= from || minute >= to) return true;
      const y = value(minute);
      return y
        ?.minus(a)
        .times(at(to - from))
        .equals(b.minus(a).times(at(minute - from)));
    });
  };
  trace(0, until);
  return straightened(cornered(straightened(dots)));
}

const slope = (a: Dot, b: Dot): Rational => b.y.minus(a.y).over(b.x.minus(a.x));

function isStraight(a: Dot, b: Dot, c: Dot): boolean {
  return !a.x.equals(b.x) && !b.x.equals(c.x) && slope(a, b).equals(slope(b, c));
}

/** Without points that lie on the line between their neighbours. */
function straightened(dots: readonly Dot[]): readonly Dot[] {
  const kept: Dot[] = [];
  for (const dot of dots) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (before !== undefined && last !== undefined && isStraight(before, last, dot)) kept.pop();
    kept.push(dot);
  }
  return kept;
}

/** A part of one minute between two lines is the corner where they meet, or a jump from one to the other. */
function cornered(dots: readonly Dot[]): readonly Dot[] {
  const result: Dot[] = [];
  for (let index = 0; index < dots.length; index++) {
    const [dot, next, after] = [dots[index], dots[index + 1], dots[index + 2]];
    if (dot === undefined) break;
    const before = result.at(-1);
    result.push(dot);
    if (next === undefined || after === undefined || !next.x.minus(dot.x).equals(Rational.one)) continue;
    const right = slope(next, after);
    const left = before === undefined || before.x.equals(dot.x) ? right : slope(before, dot);
    const start: Dot = { x: dot.x, y: next.y.minus(right) };
    const bend = left.minus(right);
    const meet = bend.isZero() ? undefined : start.y.minus(dot.y).over(bend);
    const isCorner = meet !== undefined && meet.sign() > 0 && meet.compare(Rational.one) < 0;
    result.push(isCorner ? { x: dot.x.plus(meet), y: dot.y.plus(left.times(meet)) } : start);
    // Its end lies on the line that begins in the corner or behind the jump.
    index++;
  }
  return result;
}

/** Where the curves meet and change places: `isBelow` says whether `a` is the lower one before. */
export function crossingsOf(a: readonly Dot[], b: readonly Dot[]): readonly (Dot & { readonly isBelow: boolean })[] {
  const found: (Dot & { readonly isBelow: boolean })[] = [];
  const end = least(a.at(-1)?.x, b.at(-1)?.x);
  if (end === undefined) return found;
  const borders = [...a, ...b]
    .map(({ x }) => x)
    .filter((x) => x.compare(end) <= 0)
    .sort((one, other) => one.compare(other))
    .filter((x, index, all) => index === 0 || all[index - 1]?.equals(x) === false);
  /** Sign of `a` − `b` where it last was not zero. */
  let side = 0;
  for (const [index, from] of borders.entries()) {
    const to = borders[index + 1];
    if (to === undefined) break;
    const [first, last] = [difference(a, b, from, to, from), difference(a, b, from, to, to)];
    if (side !== 0 && first.sign() === -side) found.push({ x: from, y: valueOn(a, from, to, from), isBelow: side < 0 });
    if (first.sign() !== 0) side = first.sign();
    if (last.sign() === 0) continue;
    if (side !== 0 && last.sign() === -side) {
      // From `first` to `last` over zero; on a part that begins at zero they meet where it begins.
      const x = from.plus(to.minus(from).times(first).over(first.minus(last)));
      found.push({ x, y: valueOn(a, from, to, x), isBelow: side < 0 });
    }
    side = last.sign();
  }
  return found;
}

function least(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
  return a === undefined || b === undefined ? undefined : a.compare(b) < 0 ? a : b;
}

function difference(a: readonly Dot[], b: readonly Dot[], from: Rational, to: Rational, x: Rational): Rational {
  return valueOn(a, from, to, x).minus(valueOn(b, from, to, x));
}

/** On the part that reaches over `[from, to]`. */
function valueOn(dots: readonly Dot[], from: Rational, to: Rational, x: Rational): Rational {
  const index = dots.findIndex((dot, at) => {
    const next = dots[at + 1];
    return next !== undefined && dot.x.compare(from) <= 0 && next.x.compare(to) >= 0 && !dot.x.equals(next.x);
  });
  const [start, end] = [dots[index], dots[index + 1]];
  if (start === undefined || end === undefined) return Rational.zero;
  return start.y.plus(slope(start, end).times(x.minus(start.x)));
}
