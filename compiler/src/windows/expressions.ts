// One expression of days and windows to a set: what was written, with days kept apart from hours (meanings W4–W6).
import type * as ast from '@avtal/grammar';
import type { DaySet, WindowSet } from '@avtal/runtime';
import type { Place } from '../model.ts';
import { given } from '../optional.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';

const day = 86400;

/** Days may stand where a window is due, as whole days; hours may not stand where days are due. */
export type TimeSet =
  | { readonly kind: 'days'; readonly set: DaySet }
  | { readonly kind: 'window'; readonly set: WindowSet };

/** What the expression's names stand for; undefined: reported. */
export type LookUp = (name: ast.Name, place: Place) => TimeSet | undefined;

export class Expressions {
  readonly #sources: Sources;
  readonly #reporter: Reporter;

  constructor(sources: Sources, reporter: Reporter) {
    this.#sources = sources;
    this.#reporter = reporter;
  }

  /** Undefined: something in it was reported, or could not be read. */
  lower(expr: ast.WindowExpr, place: Place, lookUp: LookUp): TimeSet | undefined {
    switch (expr.kind) {
      case 'union':
        if (this.#reportsDaysThenHours(expr.of, place, lookUp)) return undefined;
        return this.#several(expr.of, place, lookUp, 'union');
      case 'intersection':
        return this.#several(expr.of, place, lookUp, 'intersection');
      case 'except':
      case 'unless':
        return this.#without(expr, place, lookUp);
      case 'outside': {
        const inner = this.lower(expr.of, place, lookUp);
        return inner && complement(inner);
      }
      case 'always':
        return { kind: 'window', set: { kind: 'always' } };
      case 'hours':
        return this.#hours(expr, place, lookUp);
      case 'stretch':
        return this.#stretch(expr, place);
      case 'broken':
        return undefined;
    }
  }

  /** The expression, where only days can stand. `because` says why. */
  days(expr: ast.WindowExpr, place: Place, lookUp: LookUp, because: string): DaySet | undefined {
    const lowered = this.lower(expr, place, lookUp);
    if (lowered === undefined) return undefined;
    if (lowered.kind === 'days') return lowered.set;
    const help = expr.kind === 'always' ? { help: 'Write `every day`.' } : {};
    this.#reporter.report('window-for-days', { text: this.#textOf(expr, place), because }, siteOf(expr, place), help);
    return undefined;
  }

  atom(atom: ast.DaysAtom, place: Place, lookUp: LookUp): TimeSet | undefined {
    switch (atom.kind) {
      case 'weekdays':
        return { kind: 'days', set: { kind: 'weekdays', days: [...new Set(atom.days)].sort((a, b) => a - b) } };
      case 'every-day':
        return { kind: 'days', set: { kind: 'every-day' } };
      case 'yearly':
        return { kind: 'days', set: { kind: 'yearly', from: monthDay(atom.from), to: monthDay(atom.to) } };
      case 'every-weeks': {
        const [weeks, days] = [Number(atom.weeks.text), [...new Set(atom.days)].sort((a, b) => a - b)];
        return { kind: 'days', set: { kind: 'every-weeks', weeks, days, from: atom.from.date } };
      }
      case 'nth': {
        const { nth, day, month } = atom;
        const set: DaySet = { kind: 'nth', weekday: day.day, nth, ...given('month', month) };
        return { kind: 'days', set };
      }
      case 'dates': {
        const [from, until] = [atom.from.date, atom.to.date];
        if (from === until) return { kind: 'days', set: { kind: 'dates', dates: [from] } };
        if (from < until) return { kind: 'days', set: { kind: 'period', from, until } };
        this.#reporter.report('until-before-from', { from, until }, siteOf(atom, place));
        return undefined;
      }
      case 'named':
        return lookUp(atom.name, place);
    }
  }

  #several(
    of: readonly ast.WindowExpr[],
    place: Place,
    lookUp: LookUp,
    kind: 'union' | 'intersection',
  ): TimeSet | undefined {
    const parts = of.map((part) => this.lower(part, place, lookUp));
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    const days = known.flatMap((part) => (part.kind === 'days' ? [part.set] : []));
    if (days.length === known.length) return { kind: 'days', set: several(kind, days) };
    return { kind: 'window', set: several(kind, known.map(asWindow)) };
  }

  /**
   * A chain of `except` and `unless`. A stretch that `unless` leaves out is out whatever `except` takes from it, so the
   * order does not matter. A loop, since a chain may be longer than the stack is deep.
   */
  #without(expr: ast.WindowExpr, place: Place, lookUp: LookUp): TimeSet | undefined {
    const removed: (TimeSet | undefined)[] = [];
    const unless: Extract<ast.WindowExpr, { readonly kind: 'unless' }>[] = [];
    let base = expr;
    for (; base.kind === 'except' || base.kind === 'unless'; base = base.base) {
      if (base.kind === 'unless') unless.push(base);
      else if (base.minus.kind === 'union' && this.#reportsDaysThenHours(base.minus.of, place, lookUp, base))
        return undefined;
      else removed.push(this.lower(base.minus, place, lookUp));
    }
    let result = this.lower(base, place, lookUp);
    for (const link of unless) {
      const days = this.days(link.days, place, lookUp, 'it is a day that decides whether a stretch is left out');
      result = result && days && this.#unless(result, link, days, place);
    }
    const known = removed.filter((part) => part !== undefined);
    return result && known.length === removed.length ? allOf(result, known.map(complement)) : undefined;
  }

  #unless(
    base: TimeSet,
    link: Extract<ast.WindowExpr, { readonly kind: 'unless' }>,
    days: DaySet,
    place: Place,
  ): TimeSet | undefined {
    if (base.kind === 'days') return { kind: 'days', set: keepUnless(base.set, link.day?.day, days, 0) };
    const set = startsKept(base.set, link.day?.day, days);
    if (set === undefined) this.#reporter.report('unless-without-hours', {}, siteOf(link, place));
    return set && { kind: 'window', set };
  }

  #hours(expr: Extract<ast.WindowExpr, { readonly kind: 'hours' }>, place: Place, lookUp: LookUp): TimeSet | undefined {
    const atom = this.atom(expr.days, place, lookUp);
    if (expr.hours === undefined || atom === undefined) return atom;
    if (atom.kind === 'window') {
      const because = 'hours are set on days';
      this.#reporter.report(
        'window-for-days',
        { text: this.#textOf(expr.days, place), because },
        siteOf(expr.days, place),
      );
      return undefined;
    }
    const spans = expr.hours.map((range) => this.#range(range, atom.set, place));
    const known = spans.filter((span) => span !== undefined);
    return known.length < spans.length ? undefined : { kind: 'window', set: several('union', known) };
  }

  #range(range: ast.ClockRange, days: DaySet, place: Place): WindowSet | undefined {
    if (!this.#timesFit(range.from, range.to, place)) return undefined;
    const [start, end] = [range.from.seconds, range.to.seconds];
    if (start !== end) return spanOf(days, start, end > start ? 0 : 1, end);
    const time = this.#textOf(range.from, place);
    const whole = { title: 'The whole day', edits: [{ ...siteOf(range, place), text: '00:00-24:00' }] };
    this.#reporter.report('hours-all-or-none', { time }, siteOf(range, place), { fixes: [whole] });
    return undefined;
  }

  #stretch(expr: Extract<ast.WindowExpr, { readonly kind: 'stretch' }>, place: Place): TimeSet | undefined {
    if (!this.#timesFit(expr.from, expr.to, place)) return undefined;
    const [start, end] = [expr.from.seconds, expr.to.seconds];
    const days = (expr.toDay.day - expr.fromDay.day + 7) % 7;
    const weekdays: DaySet = { kind: 'weekdays', days: [expr.fromDay.day] };
    return { kind: 'window', set: spanOf(weekdays, start, days === 0 && end <= start ? 7 : days, end) };
  }

  #timesFit(from: ast.TimeLiteral, to: ast.TimeLiteral, place: Place): boolean {
    const offset = [from, to].find((time) => time.offset !== undefined);
    if (offset !== undefined) this.#reporter.report('offset-in-window', {}, siteOf(offset, place));
    else if (from.seconds >= day) this.#reporter.report('opens-at-24', {}, siteOf(from, place));
    return offset === undefined && from.seconds < day;
  }

  /**
   * `Mon, Wed 08:00-16:00`: is Monday whole, or has it the hours too? After `except`, the hours may be none of what is
   * taken away: `Mon-Fri 07:00-21:00 except holidays, Sat 09:00-13:00`.
   */
  #reportsDaysThenHours(
    parts: readonly ast.WindowExpr[],
    place: Place,
    lookUp: LookUp,
    taken?: Extract<ast.WindowExpr, { kind: 'except' }>,
  ): boolean {
    let bare: ast.WindowExpr[] = [];
    for (const part of parts) {
      if (part.kind !== 'hours') bare = [];
      else if (part.hours === undefined) {
        const isWindow = part.days.kind === 'named' && lookUp(part.days.name, place)?.kind !== 'days';
        bare = isWindow ? [] : [...bare, part];
      } else if (bare.length > 0) {
        const [first, last] = [part.hours[0], part.hours.at(-1)];
        if (first === undefined || last === undefined) continue;
        const hours = this.#textOf({ span: { start: first.span.start, end: last.span.end } }, place);
        const append = (title: string, text: string) => ({
          title,
          edits: bare.map(({ span }) => ({
            file: place.file,
            span: { start: span.end, end: span.end },
            text: ` ${text}`,
          })),
        });
        const days = bare.map((one) => this.#textOf(one, place));
        const bracket = (at: number, text: string) => ({ file: place.file, span: { start: at, end: at }, text });
        // The whole of what stands before the comma, where it begins right behind `except`.
        const start = taken !== undefined && bare[0] === parts[0] ? taken.base.span.start : undefined;
        const end = bare.at(-1)?.span.end ?? 0;
        const before = start === undefined ? '' : this.#textOf({ span: { start, end } }, place);
        const edits = start === undefined ? [] : [bracket(start, '('), bracket(end, ')')];
        const apart = { title: `In parentheses: \`(${before})\``, edits };
        this.#reporter.report(
          'days-then-hours',
          { days, hours, ...(start === undefined ? {} : { before }) },
          { file: place.file, span: { start: bare[0]?.span.start ?? part.span.start, end: part.span.end } },
          {
            fixes: [
              ...(start === undefined ? [] : [apart]),
              append(`The same hours: \`${hours}\``, hours),
              append('Whole days: `00:00-24:00`', '00:00-24:00'),
            ],
          },
        );
        return true;
      }
    }
    return false;
  }

  #textOf(node: { readonly span: ast.Span }, place: Place): string {
    return this.#sources.textOf(node, place);
  }
}

export function asWindow(time: TimeSet): WindowSet {
  if (time.kind === 'window') return time.set;
  // What lies outside days begins where they end, also where a midnight comes twice (meaning W5).
  if (time.set.kind === 'complement') return { kind: 'complement', of: wholeDays(time.set.of) };
  return wholeDays(time.set);
}

const wholeDays = (days: DaySet): WindowSet => spanOf(days, 0, 0, day);

/** From `start` on each of the days to `end`, `endDay` days later; 00:00 of a day is 24:00 of the day before. */
export function spanOf(days: DaySet, start: number, endDay: number, end: number): WindowSet {
  return end === 0 && endDay > 0
    ? { kind: 'span', days, start, endDay: endDay - 1, end: day }
    : { kind: 'span', days, start, endDay, end };
}

export function several<S extends { readonly kind: string }>(
  kind: 'union' | 'intersection',
  of: readonly S[],
): S | Several<S> {
  const [first, ...others] = of;
  return first !== undefined && others.length === 0 ? first : { kind, of };
}
interface Several<S> {
  readonly kind: 'union' | 'intersection';
  readonly of: readonly S[];
}

/** A chain becomes one flat intersection, so that a long one is not a deep one. */
function allOf(first: TimeSet, others: readonly TimeSet[]): TimeSet {
  if (others.length === 0) return first;
  const days = others.flatMap((other) => (other.kind === 'days' ? [other.set] : []));
  if (first.kind === 'days' && days.length === others.length) return { kind: 'days', set: also(first.set, days) };
  return { kind: 'window', set: { kind: 'intersection', of: [first, ...others].map(asWindow) } };
}

function also(days: DaySet, others: readonly DaySet[]): DaySet {
  return { kind: 'intersection', of: [...(days.kind === 'intersection' ? days.of : [days]), ...others] };
}

function complement(time: TimeSet): TimeSet {
  if (time.kind === 'days') return { kind: 'days', set: { kind: 'complement', of: time.set } };
  return { kind: 'window', set: time.set.kind === 'complement' ? time.set.of : { kind: 'complement', of: time.set } };
}

function monthDay({ month, day: dayOfMonth }: ast.MonthDay): { readonly month: number; readonly day: number } {
  return { month, day: dayOfMonth };
}

/** The spans of the window that `unless` leaves; undefined where the window does not consist of spans written here. */
function startsKept(set: WindowSet, weekday: number | undefined, days: DaySet): WindowSet | undefined {
  switch (set.kind) {
    case 'span':
      return { ...set, days: keepUnless(set.days, weekday, days, set.endDay) };
    case 'union': {
      const kept = set.of.map((part) => startsKept(part, weekday, days));
      const known = kept.filter((part) => part !== undefined);
      return known.length < kept.length ? undefined : { kind: 'union', of: known };
    }
    case 'always':
    case 'never':
    case 'named':
    case 'intersection':
    case 'complement':
      return undefined;
  }
}

/** The starting dates without those from which the span meets that weekday (its first day, where none is said) in `days`. */
function keepUnless(starts: DaySet, weekday: number | undefined, days: DaySet, endDay: number): DaySet {
  const reach = weekday === undefined ? 0 : Math.min(endDay, 6);
  const met: DaySet =
    weekday === undefined ? days : { kind: 'intersection', of: [{ kind: 'weekdays', days: [weekday] }, days] };
  const left = Array.from({ length: reach + 1 }, (_, by): DaySet => {
    return { kind: 'complement', of: by === 0 ? met : { kind: 'shift', of: met, by } };
  });
  return also(starts, left);
}
