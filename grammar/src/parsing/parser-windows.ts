// Days, hours and windows: `Mon-Fri 08:00-16:00 except holidays`.
import type { IToken } from 'chevrotain';
import type { ClockRange, DayName, DaysAtom, MonthDay, Nth, TimeLiteral, WindowExpr } from '../ast.ts';
import { replaced } from '../mistakes/errors.ts';
import { weekdaysOf } from '../words/literals.ts';
import * as t from '../words/tokens.ts';
import { monthOf, ParserBase, present, type Rule } from './parser-base.ts';
import { as } from './roles.ts';

const everyWorkday = [1, 2, 3, 4, 5];

/**
 * What may join windows: commas too in declarations, heads and parentheses; not in values, where a comma separates phrases;
 * nor `and` in conditions, where it belongs to them.
 */
export type Reach = 'commas' | 'and' | 'one';

export abstract class WindowParser extends ParserBase {
  /** Whether a window may begin so many tokens ahead; names of parts of a head do not count. */
  protected windowBegins(ahead: number): boolean {
    if (this.sees(t.K.whole, ahead)) return false;
    const kinds = [t.Name, t.Days, t.DateToken, t.LParen, t.Time, t.K.outside, t.K.everyDay];
    if (kinds.some((kind) => this.sees(kind, ahead))) return true;
    return this.sees(t.NumberToken, ahead) && this.sees(t.MonthName, ahead + 1);
  }

  readonly window = this.rule('window', (reach: Reach): WindowExpr => {
    const first = this.LA(1);
    const base = this.SUBRULE(this.windowUnion, { ARGS: [reach] });
    return this.SUBRULE(this.windowLess, { ARGS: [base, first, reach] });
  });

  /** `except` takes what follows it away from everything before it. */
  readonly windowLess = this.rule('windowLess', (base: WindowExpr, first: IToken, reach: Reach): WindowExpr => {
    let window = base;
    this.MANY(() => {
      this.CONSUME(t.K.except);
      const minus = this.SUBRULE(this.windowUnion, { ARGS: [reach] });
      window = { kind: 'except', base: window, minus, span: this.since(first) };
    });
    return window;
  });

  readonly windowUnion = this.rule('windowUnion', (reach: Reach): WindowExpr => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.windowIntersection, { ARGS: [reach] })];
    this.MANY({
      GATE: () => reach === 'commas' && this.windowBegins(2),
      DEF: () => {
        this.CONSUME(t.Comma);
        of.push(this.SUBRULE2(this.windowIntersection, { ARGS: [reach] }));
      },
    });
    return this.grouped('union', of, first);
  });

  readonly windowIntersection = this.rule('windowIntersection', (reach: Reach): WindowExpr => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.windowTerm, { ARGS: [reach] })];
    this.MANY({
      GATE: () => reach !== 'one',
      DEF: () => {
        this.CONSUME(t.K.and);
        of.push(this.SUBRULE2(this.windowTerm, { ARGS: [reach] }));
      },
    });
    return this.grouped('intersection', of, first);
  });

  protected grouped(kind: 'union' | 'intersection', of: WindowExpr[], first: IToken): WindowExpr {
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { kind, of, span: this.since(first) };
  }

  /** `outside` takes all that its place lets follow, as it does in a head. */
  readonly windowTerm = this.rule('windowTerm', (reach: Reach): WindowExpr => {
    const first = this.LA(1);
    return this.either<WindowExpr>([
      this.onWord(t.K.outside, () => {
        const of = this.SUBRULE(this.windowUnion, { ARGS: [reach] });
        return { kind: 'outside', of, span: this.since(first) };
      }),
      this.onWord(t.K.always, () => ({ kind: 'always', span: this.since(first) })),
      { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.windowUnlessDays) },
    ]);
  });

  /** `Thu 21:00 to Fri 06:00 unless Thu is holidays`. */
  readonly windowUnlessDays: Rule<WindowExpr> = this.rule('windowUnlessDays', () => {
    const first = this.LA(1);
    const base = this.either([
      { ALT: () => this.SUBRULE(this.windowInParentheses) },
      { ALT: () => this.SUBRULE(this.hours) },
    ]);
    return (
      this.OPTION(() => {
        this.CONSUME(t.K.unless);
        const day = this.OPTION2({
          GATE: () => this.sees(t.K.is, 2),
          DEF: () => {
            const name = this.SUBRULE(this.dayName);
            this.CONSUME(t.K.is);
            return name;
          },
        });
        const days = this.either2([
          { ALT: () => this.SUBRULE2(this.windowInParentheses) },
          { ALT: () => this.SUBRULE2(this.hours) },
        ]);
        return { kind: 'unless', base, ...present({ day }), days, span: this.since(first) } satisfies WindowExpr;
      }) ?? base
    );
  });

  readonly windowInParentheses: Rule<WindowExpr> = this.rule('windowInParentheses', () => {
    this.CONSUME(t.LParen);
    const window = this.SUBRULE(this.window, { ARGS: ['commas'] });
    this.CONSUME(t.RParen);
    return window;
  });

  /** Days, whole or with hours; a stretch from one weekday to another. */
  readonly hours: Rule<WindowExpr> = this.rule('hours', () => {
    const first = this.LA(1);
    let days: DaysAtom = { kind: 'every-day', span: this.spanned(first.startOffset, first.startOffset) };
    const stretch = this.either([
      {
        ALT: () => {
          days = this.SUBRULE(this.days);
          return this.OPTION(() => this.SUBRULE(this.clock));
        },
      },
      {
        ALT: () => {
          const clock = this.SUBRULE2(this.clock);
          this.ACTION(() => this.withoutDays(clock));
          return clock;
        },
      },
    ]);
    if (stretch?.toDay !== undefined) {
      const { from, toDay, to } = stretch;
      if (weekdaysOf(first.image).length > 1) {
        const { span } = this.asDay(first);
        const message = `A stretch to another day begins on one day, and \`${first.image}\` are several.`;
        this.remark('unexpected', span, message, replaced(span, first.image.slice(0, 3)));
      }
      return { kind: 'stretch', fromDay: this.asDay(first), from, toDay, to, span: this.since(first) };
    }
    const hours: ClockRange[] = stretch === undefined ? [] : [stretch];
    this.MANY({
      GATE: () => hours.length > 0 && this.sees(t.Time, 2),
      DEF: () => {
        this.CONSUME(t.Comma);
        hours.push(this.SUBRULE(this.clockRange));
      },
    });
    return { kind: 'hours', days, ...(hours.length > 0 ? { hours } : {}), span: this.since(first) };
  });

  /** `08:00-16:00`, or with `to`, which may name another day: `21:00 to Fri 06:00`. */
  readonly clock: Rule<ClockRange & { readonly toDay?: DayName }> = this.rule('clock', () => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.time);
    return this.either([
      {
        ALT: () => {
          this.CONSUME(t.Minus);
          const to = this.SUBRULE2(this.time);
          return { from, to, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.K.to);
          const toDay = this.OPTION(() => this.SUBRULE(this.dayName));
          const to = this.SUBRULE3(this.time);
          return { from, to, ...present({ toDay }), span: this.since(first) };
        },
      },
    ]);
  });

  readonly clockRange: Rule<ClockRange> = this.rule('clockRange', () => {
    const first = this.LA(1);
    const from: TimeLiteral = this.SUBRULE(this.time);
    this.CONSUME(t.Minus);
    const to: TimeLiteral = this.SUBRULE2(this.time);
    return { from, to, span: this.since(first) };
  });

  private withoutDays(clock: ClockRange): void {
    const at = { start: clock.span.start, end: clock.span.start };
    this.remark('hoursWithoutDays', clock.span, 'These hours do not say on which days.', {
      help: 'Write `daily`, or the days, before the hours.',
      fix: { title: 'Write `daily` before them', edits: [{ span: at, text: 'daily ' }] },
    });
  }

  protected asDay(token: IToken): DayName {
    return {
      kind: 'day',
      day: weekdaysOf(token.image)[0] ?? 1,
      span: this.spanned(token.startOffset, t.endOf(token)),
    };
  }

  readonly dayName: Rule<DayName> = this.rule('dayName', () => this.asDay(this.CONSUME(t.Days)));

  readonly days: Rule<DaysAtom> = this.oneOf<DaysAtom>('days', [
    {
      ALT: () => {
        const first = this.LA(1);
        const days = this.CONSUME(t.Days);
        return { kind: 'weekdays', days: this.ACTION(() => weekdaysOf(days.image)), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.weekdays);
        return { kind: 'weekdays', days: everyWorkday, span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        this.either2([{ ALT: () => this.CONSUME(t.K.everyDay) }, { ALT: () => this.CONSUME(t.K.daily) }]);
        return { kind: 'every-day', span: this.since(first) };
      },
    },
    { GATE: () => this.sees(t.Days, 2), ALT: () => this.SUBRULE(this.nthDay) },
    { GATE: () => this.sees(t.NumberToken, 2), ALT: () => this.SUBRULE(this.everyWeeks) },
    { GATE: () => !this.sees(t.NumberToken) || this.sees(t.NumberToken, 3), ALT: () => this.SUBRULE(this.dates) },
    { ALT: () => this.SUBRULE(this.yearly) },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const first = this.LA(1);
        return { kind: 'named', name: this.asName(this.CONSUME(t.Name, as.window)), span: this.since(first) };
      },
    },
  ]);

  /** `first Sun of month`, `last Mon of May`. */
  readonly nthDay: Rule<DaysAtom> = this.rule('nthDay', () => {
    const first = this.LA(1);
    const nth = this.either<Nth>([
      { ALT: () => this.word(t.K.first, () => 'first') },
      { ALT: () => this.word(t.K.secondOf, () => 'second') },
      { ALT: () => this.word(t.K.third, () => 'third') },
      { ALT: () => this.word(t.K.fourth, () => 'fourth') },
      { ALT: () => this.word(t.K.last, () => 'last') },
    ]);
    const day = this.SUBRULE(this.dayName);
    this.ACTION(() => {
      if (weekdaysOf(this.LA(0).image).length > 1)
        this.remark('unexpected', day.span, 'One weekday is the first, second, third, fourth or last of a month.');
    });
    this.CONSUME(t.K.of);
    const month = this.either2<number | undefined>([
      { ALT: () => this.word(t.K.month, () => undefined) },
      { ALT: () => monthOf(this.CONSUME(t.MonthName)) },
    ]);
    return { kind: 'nth', nth, day, ...present({ month }), span: this.since(first) };
  });

  /** `every 2 weeks Thu from 2026-01-08` */
  readonly everyWeeks: Rule<DaysAtom> = this.rule('everyWeeks', () => {
    const first = this.CONSUME(t.K.every);
    const weeks = this.asNumber(this.CONSUME(t.NumberToken));
    this.ACTION(() => {
      if (!/^[1-9]\d?$/.test(weeks.text))
        this.remark('unexpected', weeks.span, 'Write a whole number of weeks, 1 to 99.');
    });
    this.CONSUME(t.K.week);
    const days = this.CONSUME(t.Days);
    this.CONSUME(t.K.from);
    const from = this.SUBRULE(this.date);
    return {
      kind: 'every-weeks',
      weeks,
      days: this.ACTION(() => weekdaysOf(days.image)),
      from,
      span: this.since(first),
    };
  });

  /** `2026-12-24`, `1 Jul 2026 to 15 Aug 2026`. */
  readonly dates: Rule<DaysAtom> = this.rule('dates', () => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.date);
    const to = this.OPTION(() => {
      this.CONSUME(t.K.to);
      return this.SUBRULE2(this.date);
    });
    return { kind: 'dates', from, to: to ?? from, span: this.since(first) };
  });

  /** `24 Dec`, `1 Jul to 15 Aug`. */
  readonly yearly: Rule<DaysAtom> = this.rule('yearly', () => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.monthDay);
    const to = this.OPTION(() => {
      this.CONSUME(t.K.to);
      return this.SUBRULE2(this.monthDay);
    });
    return { kind: 'yearly', from, to: to ?? from, span: this.since(first) };
  });

  readonly monthDay: Rule<MonthDay> = this.rule('monthDay', () => {
    const day = this.CONSUME(t.NumberToken);
    const month = this.CONSUME(t.MonthName);
    return this.ACTION(() => {
      const span = this.since(day);
      this.checkDay(span, 2024, monthOf(month), Number(day.image));
      return { kind: 'month-day', month: monthOf(month), day: Number(day.image), span };
    });
  });
}
