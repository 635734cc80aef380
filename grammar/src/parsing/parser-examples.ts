// Rows of orders and examples: what is bound, what happened, what is expected.
import type {
  Agree,
  Attribute,
  Binding,
  Expectation,
  FactRow,
  HeadPart,
  IndexRow,
  Moment,
  Name,
  UnitRow,
} from '../ast.ts';
import * as t from '../words/tokens.ts';
import { present, type Rule } from './parser-base.ts';
import { SettingParser } from './parser-settings.ts';
import { as } from './roles.ts';

type FactEnd = NonNullable<FactRow['end']>;

export abstract class ExampleParser extends SettingParser {
  /** `tier Pro`, `from 2026-01-01`. */
  readonly binding: Rule<Binding> = this.rule('binding', () => {
    const first = this.LA(1);
    const { name, value } = this.either<Pick<Binding, 'name' | 'value'>>([
      {
        GATE: () => !this.sees(t.Name, 2),
        ALT: () => {
          this.either2(this.anyOf(t.K.from, t.K.until, t.K.notice));
          return { name: this.asName(first), value: this.SUBRULE(this.date) };
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => ({
          name: this.asName(this.CONSUME(t.Name, as.bound)),
          value: this.asName(this.CONSUME2(t.Name, as.value)),
        }),
      },
    ]);
    return { kind: 'binding', name, value, span: this.since(first) };
  });

  /** `agree bank: 40 h`. */
  readonly agree: Rule<Agree> = this.rule('agree', () => {
    const first = this.CONSUME(t.K.agree);
    const name = this.asName(this.CONSUME(t.Name, as.open));
    this.CONSUME(t.Colon);
    return { kind: 'agree', name, cell: this.SUBRULE(this.cell), span: this.since(first) };
  });

  /** `unit web1: vm from 2026-05-20 until 2026-08-03, cards 6`. */
  readonly unitRow: Rule<UnitRow> = this.rule('unitRow', () => {
    const first = this.CONSUME(t.K.unit);
    const name = this.asName(this.CONSUME(t.Name, as.new));
    this.CONSUME(t.Colon);
    const unit = this.asName(this.CONSUME2(t.Name, as.unit));
    const from = this.OPTION(() => {
      this.CONSUME(t.K.from);
      return this.SUBRULE(this.date);
    });
    const until = this.OPTION2(() => {
      this.CONSUME(t.K.until);
      return this.SUBRULE2(this.date);
    });
    const attributes: Attribute[] = [];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      attributes.push(this.SUBRULE(this.attribute));
    });
    return { kind: 'unit-row', name, unit, ...present({ from, until }), attributes, span: this.since(first) };
  });

  /** `job A`, `cards 6`, `estimate 12 h`. */
  readonly attribute: Rule<Attribute> = this.rule('attribute', () => {
    const first = this.LA(1);
    const name = this.asName(this.CONSUME(t.Name, as.attribute));
    const value = this.either<Attribute['value']>([
      { ALT: () => this.asName(this.CONSUME2(t.Name, as.value)) },
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.quoted) },
      { ALT: () => this.SUBRULE(this.moment) },
    ]);
    return { kind: 'attribute', name, value, span: this.since(first) };
  });

  /** `2026-03-01 10:00`. */
  readonly moment: Rule<Moment> = this.rule('moment', () => {
    const first = this.LA(1);
    const date = this.SUBRULE(this.isoDate);
    const time = this.SUBRULE(this.time);
    return { kind: 'moment', date, time, span: this.since(first) };
  });

  /** `work 2026-03-03 08:00-14:00, job A`; `ticket T1 reported 2026-03-04 10:00`; `performed dbcc 2026-03-04`. */
  readonly fact: Rule<FactRow> = this.rule('fact', () => {
    const first = this.LA(1);
    const { name, event } = this.either<Pick<FactRow, 'name' | 'event'>>([
      {
        GATE: () => !this.sees(t.DateToken, 2),
        ALT: () =>
          this.word(t.K.ticket, () => ({
            name: this.asName(this.CONSUME(t.Name, as.ticket)),
            event: this.asName(this.CONSUME2(t.Name, as.milestone)),
          })),
      },
      {
        GATE: () => !this.sees(t.DateToken, 2),
        ALT: () => this.word(t.K.performed, () => ({ name: this.asName(this.CONSUME3(t.Name, as.duty)) })),
      },
      {
        GATE: () => !this.sees(t.DateToken, 2),
        ALT: () => this.word(t.K.outage, () => ({ name: this.asName(this.CONSUME4(t.Name, as.outage)) })),
      },
      {
        GATE: () => !this.sees(t.DateToken, 2),
        ALT: () => this.word(t.K.claim, () => ({ name: this.asName(this.CONSUME5(t.Name, as.about)) })),
      },
      {
        ALT: () => {
          this.CONSUME6(t.Name, as.happened);
          return {};
        },
      },
    ]);
    const date = this.SUBRULE(this.isoDate);
    let end: FactEnd | undefined;
    const time = this.OPTION(() => {
      const from = this.SUBRULE(this.time);
      end = this.OPTION2(() => this.SUBRULE(this.factEnd));
      return from;
    });
    let length: FactRow['length'];
    let period: FactRow['period'];
    this.OPTION3(() => {
      this.CONSUME(t.K.for);
      this.either3([
        {
          GATE: () => name !== undefined && t.isA(first, t.K.claim),
          ALT: () => {
            period = this.SUBRULE(this.periodLiteral);
          },
        },
        {
          ALT: () => {
            length = this.SUBRULE(this.amount);
          },
        },
      ]);
    });
    const attributes: Attribute[] = [];
    let quantity: FactRow['quantity'];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.either2([
        {
          ALT: () => {
            attributes.push(this.SUBRULE(this.attribute));
          },
        },
        {
          ALT: () => {
            quantity = this.SUBRULE2(this.amount);
          },
        },
      ]);
    });
    return {
      kind: 'fact',
      keyword: this.asName(first),
      ...present({ name, event }),
      date,
      ...present({ time, end, length, period }),
      attributes,
      ...present({ quantity }),
      span: this.since(first),
    };
  });

  /** `index KPI 2025-10 134.2`. */
  readonly indexRow: Rule<IndexRow> = this.rule('indexRow', () => {
    const first = this.CONSUME(t.K.index);
    const series = this.asName(this.CONSUME(t.Name, as.index));
    const period = this.SUBRULE(this.periodLiteral);
    const minus = this.OPTION(() => this.CONSUME(t.Minus));
    return {
      kind: 'index-row',
      series,
      period,
      isNegative: minus !== undefined,
      value: this.asNumber(this.CONSUME(t.NumberToken)),
      span: this.since(first),
    };
  });

  readonly factEnd: Rule<FactEnd> = this.oneOf<FactEnd>('factEnd', [
    this.onWord(t.Minus, () => ({ time: this.SUBRULE(this.time) })),
    {
      ALT: () => {
        this.CONSUME(t.K.to);
        const date = this.OPTION(() => this.SUBRULE(this.isoDate));
        return { ...present({ date }), time: this.SUBRULE2(this.time) };
      },
    },
  ]);

  /** `expect cost fee hosting 2026-03: 1176`. */
  readonly expectation: Rule<Expectation> = this.rule('expectation', () => {
    const first = this.CONSUME(t.K.expect);
    const what = this.SUBRULE(this.nameOrStart, as.expected);
    const names: Name[] = [];
    const parts: HeadPart[] = [];
    const attributes: Attribute[] = [];
    this.MANY({
      GATE: () => !this.afterFollows() && !this.sees(t.K.whole),
      DEF: () => names.push(this.SUBRULE2(this.nameOrStart, as.expectedOf)),
    });
    const period = this.OPTION(() => this.SUBRULE(this.periodLiteral));
    const after = this.OPTION2(() => {
      this.CONSUME(t.K.after);
      return { date: this.SUBRULE(this.isoDate), time: this.SUBRULE(this.time) };
    });
    this.MANY2(() =>
      this.either([
        {
          GATE: () => this.sees(t.Comma) && this.sees(t.Name, 2) && !this.sees(t.K.whole, 2),
          ALT: () => {
            this.CONSUME(t.Comma);
            attributes.push(this.SUBRULE(this.attribute));
          },
        },
        { ALT: () => parts.push(this.SUBRULE(this.expectedPart)) },
      ]),
    );
    this.CONSUME(t.Colon);
    const cell = this.SUBRULE(this.cell);
    const span = this.since(first);
    if (period === undefined || after !== undefined)
      return { kind: 'expect', what, names, ...present({ period, after }), parts, attributes, cell, span };
    return { kind: 'expect', what, names, period, parts, attributes, cell, span };
  });

  private afterFollows(): boolean {
    return this.sees(t.K.after) && this.sees(t.DateToken, 2);
  }

  /** A part of a head, or `at 2026-03-15 10:00`. */
  readonly expectedPart: Rule<HeadPart> = this.rule('expectedPart', () => {
    const first = this.LA(1);
    this.OPTION(() => this.CONSUME(t.Comma));
    return this.either<HeadPart>([
      {
        ALT: () => {
          this.CONSUME(t.K.at);
          const date = this.SUBRULE(this.isoDate);
          const time = this.OPTION2(() => this.SUBRULE(this.time));
          return { kind: 'at', date, ...present({ time }), span: this.since(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.headPart) },
    ]);
  });
}
