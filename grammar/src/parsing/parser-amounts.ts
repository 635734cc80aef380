// Amounts, periods and references: `1 h 30 min`, `650/h`, `per 12 months`, `fee base`, and what notes say with one amount.
import type { Amount, Base, ClauseReference, Name, Note, NumberLiteral, PeriodPhrase, Phrase } from '../ast.ts';
import * as t from '../words/tokens.ts';
import { type Alternative, type Gated, monthOf, none, present, type Rule } from './parser-base.ts';
import { WindowParser } from './parser-windows.ts';
import { as } from './roles.ts';

const one = { kind: 'number', text: '1' } as const;

const periodUnits: Readonly<Record<string, PeriodPhrase['unit']>> = {
  day: 'day',
  days: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  halfYear: 'half-year',
  year: 'year',
};

export abstract class AmountParser extends WindowParser {
  /** Whether a unit of an amount may stand so many tokens ahead. */
  private unitBegins(ahead: number): boolean {
    if (this.sees(t.Percent, ahead) || this.sees(t.K.businessDays, ahead)) return true;
    return this.sees(t.Name, ahead) && !this.sees(t.AfterAmount, ahead);
  }

  readonly amount: Rule<Amount> = this.oneOf<Amount>('amount', [
    {
      ALT: () => {
        const first = this.LA(1);
        const factor = this.CONSUME(t.Factor);
        const number: NumberLiteral = { kind: 'number', text: factor.image.slice(1), span: this.since(factor) };
        return { kind: 'amount', sign: 'x', parts: [{ number }], span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        const sign = this.OPTION(this.sign);
        const parts = [this.SUBRULE(this.measure)];
        this.MANY({
          GATE: () => this.sees(t.NumberToken) && parts[0]?.unit !== undefined && this.unitBegins(2),
          DEF: () => parts.push(this.SUBRULE2(this.measure)),
        });
        const per = this.OPTION2(this.perAfter);
        const span = this.since(first);
        if (sign !== undefined) return { kind: 'amount', sign, parts, ...present({ per }), span };
        return per === undefined ? { kind: 'amount', parts, span } : { kind: 'amount', parts, per, span };
      },
    },
  ]);

  private readonly signs: Alternative<'+' | '-'>[] = [this.onWord(t.Plus, () => '+'), this.onWord(t.Minus, () => '-')];

  private readonly sign = (): '+' | '-' => this.either2(this.signs);

  /** `+2%`, `-1%`: so much more or less. */
  readonly points: Rule<Amount> = this.rule('points', () => {
    const first = this.LA(1);
    const sign = this.either2(this.signs);
    return { kind: 'amount', sign, parts: [this.SUBRULE(this.measure)], span: this.since(first) };
  });

  /** `KPI of Oct`, `80% of KPI of Oct +2%`, `ECB +8% per year`: an index alone, without its month, is a name. */
  readonly indexOf: Rule<Phrase> = this.rule('indexOf', () => {
    const first = this.LA(1);
    const share = this.OPTION(() => {
      const amount = this.SUBRULE(this.amount);
      this.CONSUME(t.K.of);
      return amount;
    });
    const series = this.asName(this.CONSUME(t.Name, as.index));
    const change = this.either<{ readonly month?: number; readonly plus?: Amount }>([
      {
        ALT: () => {
          this.CONSUME2(t.K.of);
          const name = this.CONSUME(t.MonthName);
          const plus = this.OPTION2(() => this.SUBRULE(this.points));
          return this.ACTION(() => ({ month: monthOf(name), ...present({ plus }) }));
        },
      },
      { ALT: () => ({ plus: this.SUBRULE2(this.points) }) },
    ]);
    const tails = this.OPTION3(() => {
      const per = this.CONSUME(t.K.per);
      return [{ kind: 'per-period', period: this.SUBRULE(this.period), span: this.since(per) } as const];
    });
    return {
      kind: 'index-of',
      ...present({ share }),
      series,
      ...change,
      tails: tails ?? none,
      span: this.since(first),
    };
  });

  protected indexFollows(): boolean {
    const at = this.sees(t.NumberToken) && this.sees(t.Percent, 2) && this.sees(t.K.of, 3) ? 4 : 1;
    if (!this.sees(t.Name, at)) return false;
    const isSigned = this.sees(t.Plus, at + 1) || this.sees(t.Minus, at + 1);
    return isSigned || (this.sees(t.K.of, at + 1) && this.sees(t.MonthName, at + 2));
  }

  private readonly perAfter: Gated<NonNullable<Amount['per']>> = {
    GATE: () => !this.periodFollows(),
    DEF: () => this.SUBRULE(this.perUnit),
  };

  /** `2 h`, `25%`, `98`, `1/30` of something, `1/12 on` what it is taken off. */
  readonly measure: Rule<Amount['parts'][number]> = this.rule('measure', () => {
    const number = this.asNumber(this.CONSUME(t.NumberToken));
    const over = this.OPTION(this.fraction);
    const unit = this.OPTION2(this.unitAfter);
    if (over !== undefined) return { number, over, ...present({ unit }) };
    return unit === undefined ? { number } : { number, unit };
  });

  private readonly fraction: Gated<NumberLiteral> = {
    GATE: () =>
      this.sees(t.NumberToken, 2) && (this.sees(t.K.of, 3) || (this.sees(t.K.on, 3) && !this.sees(t.Plus, -1))),
    DEF: () => {
      this.CONSUME(t.Slash);
      const over = this.asNumber(this.CONSUME2(t.NumberToken));
      this.ACTION(() => {
        if (Number(over.text) === 0) this.remark('unexpected', over.span, 'Nothing can be divided by 0.');
      });
      return over;
    },
  };

  private readonly unitAfter: Gated<Name> = {
    GATE: () => this.unitBegins(1),
    DEF: () => this.either(this.units),
  };

  private readonly units: Alternative<Name>[] = [
    { ALT: () => this.asName(this.CONSUME(t.Percent)) },
    { ALT: () => this.asName(this.CONSUME(t.K.businessDays)) },
    { ALT: () => this.asName(this.CONSUME(t.Name, as.measure)) },
  ];

  readonly unit: Rule<Name> = this.oneOf<Name>('unit', this.units);

  /** `/h`, `per 30 min`. */
  readonly perUnit: Rule<NonNullable<Amount['per']>> = this.rule('perUnit', () => {
    const first = this.either(this.perSigns);
    const number = this.OPTION(() => this.asNumber(this.CONSUME(t.NumberToken)));
    const unit = this.either2(this.units);
    const span = this.since(first);
    return number === undefined ? { unit, span } : { number, unit, span };
  });

  private readonly perSigns = this.anyOf(t.Slash, t.K.per);

  /** `hour` in `per started hour` is one hour. */
  readonly step: Rule<Amount> = this.oneOf<Amount>('step', [
    {
      ALT: () => {
        const first = this.LA(1);
        const unit = this.asName(this.CONSUME(t.Name, as.measure));
        const span = this.since(first);
        return { kind: 'amount', parts: [{ number: { ...one, span }, unit }], span };
      },
    },
    { ALT: () => this.SUBRULE(this.amount) },
  ]);

  /** Whether `per month`, `per 12 months`, `per contract year` comes, and not a price `per 30 min` or a unit. */
  protected periodFollows(): boolean {
    return this.sees(t.K.per) && this.periodBegins(2);
  }

  protected periodBegins(ahead: number): boolean {
    if (this.sees(t.PeriodUnit, ahead)) return true;
    const next = this.sees(t.PeriodUnit, ahead + 1);
    if (this.sees(t.NumberToken, ahead)) return next;
    const basis = this.sees(t.K.calendar, ahead) || this.sees(t.K.contract, ahead);
    return basis && (next || this.sees(t.NumberToken, ahead + 1));
  }

  readonly period: Rule<PeriodPhrase> = this.rule('period', () => {
    const first = this.LA(1);
    const basis = this.OPTION(() =>
      this.either<'calendar' | 'contract'>([
        { ALT: () => this.word(t.K.calendar, () => 'calendar') },
        { ALT: () => this.word(t.K.contract, () => 'contract') },
      ]),
    );
    const count = this.OPTION2(() => this.asNumber(this.CONSUME(t.NumberToken)));
    const unit = periodUnits[t.wordId(this.CONSUME(t.PeriodUnit))] ?? 'month';
    const span = this.since(first);
    if (basis === undefined && count === undefined) return { kind: 'period', unit, span };
    return { kind: 'period', ...present({ basis, count }), unit, span };
  });

  /** `rate work`, `fee base`, `fee`, `work`. */
  readonly reference: Rule<ClauseReference> = this.oneOf<ClauseReference>('reference', [
    {
      ALT: () =>
        this.referenceTo(
          this.CONSUME(t.NamedKind),
          this.OPTION(() => this.asName(this.CONSUME(t.Name, as.about))),
        ),
    },
    {
      ALT: () =>
        this.referenceTo(
          this.CONSUME(t.FreeKind),
          this.OPTION2(() => this.asName(this.CONSUME2(t.Name, as.about))),
        ),
    },
    {
      ALT: () => {
        const first = this.LA(1);
        return {
          kind: 'clause-reference',
          clause: this.asName(this.CONSUME(t.K.allFees)),
          span: this.since(first),
        };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const first = this.LA(1);
        return {
          kind: 'clause-reference',
          subject: this.asName(this.CONSUME3(t.Name, as.priced)),
          span: this.since(first),
        };
      },
    },
  ]);

  /** `rate work during core`, `rate work by booked`, `rate work for 2 h`. */
  readonly situatedReference: Rule<ClauseReference> = this.rule('situatedReference', () => {
    const first = this.LA(1);
    const found = this.SUBRULE(this.reference);
    const during = this.OPTION(() => {
      this.CONSUME(t.K.during);
      return this.SUBRULE(this.windowTerm, { ARGS: ['one'] });
    });
    const times = this.OPTION2(() => {
      this.CONSUME(t.K.by);
      return this.asName(this.CONSUME(t.Name, as.number));
    });
    const quantity = this.OPTION3(() => {
      this.CONSUME(t.K.for);
      return this.SUBRULE(this.amount);
    });
    return { ...found, ...present({ during, times, quantity }), span: this.since(first) };
  });

  /** `fee server, fee user`, `fee server and user`: after a comma, a name alone would be another value. */
  readonly references: Rule<ClauseReference[]> = this.rule('references', () => {
    const references = [this.SUBRULE(this.situatedReference)];
    this.MANY({
      GATE: () => !this.sees(t.Comma) || this.sees(t.K.fee, 2),
      DEF: () => {
        this.either([{ ALT: () => this.CONSUME(t.Comma) }, { ALT: () => this.CONSUME(t.K.and) }]);
        references.push(this.SUBRULE2(this.situatedReference));
      },
    });
    return references;
  });

  private referenceTo(kind: t.Token, subject: Name | undefined): ClauseReference {
    return { kind: 'clause-reference', clause: this.asName(kind), ...present({ subject }), span: this.since(kind) };
  }

  readonly bases: Rule<Base[]> = this.rule('bases', () => {
    const bases = [this.SUBRULE(this.base)];
    this.MANY({
      GATE: () => this.baseBegins(2) && !this.sees(t.NumberToken, 3),
      DEF: () => {
        this.CONSUME(t.Comma);
        bases.push(this.SUBRULE2(this.base));
      },
    });
    return bases;
  });

  private baseBegins(ahead: number): boolean {
    const named = this.sees(t.Name, ahead) && !this.sees(t.K.whole, ahead);
    return named || this.sees(t.K.startPrice, ahead) || this.sees(t.K.allFees, ahead);
  }

  /** `work`, `start price`, `fee hosting`, `fee`, `surcharge evening`, `all`. */
  readonly base: Rule<Base> = this.oneOf<Base>('base', [
    {
      ALT: () => {
        const first = this.CONSUME(t.K.startPrice);
        return { kind: 'base', what: 'start', span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.allFees);
        return { kind: 'base', what: 'all-fees', span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.fee);
        const name = this.OPTION(() => this.asName(this.CONSUME(t.Name, as.about)));
        return { kind: 'base', what: 'fee', ...present({ name }), span: this.since(first) };
      },
    },
    {
      GATE: () => this.sees(t.Name, 2),
      ALT: () => {
        const first = this.CONSUME(t.K.surcharge);
        return {
          kind: 'base',
          what: 'surcharge',
          name: this.asName(this.CONSUME3(t.Name, as.surcharge)),
          span: this.since(first),
        };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.all);
        return { kind: 'base', what: 'all', span: this.since(first) };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const first = this.LA(1);
        return {
          kind: 'base',
          what: 'subject',
          name: this.asName(this.CONSUME2(t.Name, as.priced)),
          span: this.since(first),
        };
      },
    },
  ]);

  /** `leeway 10%`, `borrow at most 2 h`. */
  readonly beyond: Rule<Note> = this.rule('beyond', () => {
    const first = this.LA(1);
    const kind = this.either<'leeway' | 'borrow'>([
      { ALT: () => this.word(t.K.leeway, () => 'leeway') },
      {
        ALT: () => {
          this.CONSUME(t.K.borrow);
          this.CONSUME(t.K.atMost);
          return 'borrow';
        },
      },
    ]);
    return { kind, most: this.SUBRULE(this.amount), span: this.since(first) };
  });

  /** `notify below 2 h`, `renewed below 1 h`, `renewed when used up`, `revalued`. */
  readonly running: Rule<Note> = this.oneOf<Note>('running', [
    this.onWord(t.K.notify, (first) => ({ kind: 'notify', below: this.SUBRULE(this.below), span: this.since(first) })),
    this.onWord(t.K.renewed, (first) => ({ kind: 'renewed', ...this.SUBRULE(this.runOut), span: this.since(first) })),
    this.onWord(t.K.revalued, (first) => ({ kind: 'revalued', span: this.since(first) })),
  ]);

  readonly below: Rule<Amount> = this.rule('below', () => {
    this.CONSUME(t.K.below);
    return this.SUBRULE(this.amount);
  });

  readonly runOut: Rule<{ below?: Amount }> = this.oneOf<{ below?: Amount }>('runOut', [
    this.onWord(t.K.whenUsedUp, () => ({})),
    { ALT: () => ({ below: this.SUBRULE(this.below) }) },
  ]);
}
