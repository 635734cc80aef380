// Conditions: `tier is Pro and (estimate over 4 h or reported during core)`.
import type { IToken } from 'chevrotain';
import type { Cond, Name, WindowExpr } from '../ast.ts';
import * as t from '../words/tokens.ts';
import type { Rule } from './parser-base.ts';
import { ValueParser } from './parser-values.ts';
import { as } from './roles.ts';

type Comparison = Extract<Cond, { kind: 'compare' }>['how'];

/** What follows the name that a condition begins with. */
const tests = [t.K.is, t.K.over, t.K.upTo, t.K.below, t.K.atLeast, t.K.exactly, t.K.during, t.K.outside];

/** Moments that a window is asked for; before `during`, any other name behind a comma is one more value. */
const moments = ['reported', 'started'];

export abstract class ConditionParser extends ValueParser {
  /** Whether a test of its own stands so many tokens ahead: `kind is a, b during core` goes on with a value. */
  private testBegins(ahead: number): boolean {
    const follows = tests.find((kind) => this.sees(kind, ahead + 1));
    const isWindow = follows === t.K.during || follows === t.K.outside;
    return follows !== undefined && (!isWindow || moments.includes(this.LA(ahead).image));
  }

  readonly condition: Rule<Cond> = this.rule('condition', () => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.allOf)];
    this.MANY({
      GATE: () => this.sees(t.K.or) || this.sees(t.K.or, 2),
      DEF: () => {
        this.OPTION(() => this.CONSUME(t.Comma));
        this.CONSUME(t.K.or);
        of.push(this.SUBRULE2(this.allOf));
      },
    });
    return this.together('any', of, first);
  });

  readonly allOf: Rule<Cond> = this.rule('allOf', () => {
    const first = this.LA(1);
    const of = [this.SUBRULE(this.negation)];
    this.MANY({
      GATE: () => this.sees(t.K.and) || this.sees(t.K.and, 2),
      DEF: () => {
        this.OPTION(() => this.CONSUME(t.Comma));
        this.CONSUME(t.K.and);
        of.push(this.SUBRULE2(this.negation));
      },
    });
    return this.together('all', of, first);
  });

  private together(kind: 'any' | 'all', of: Cond[], first: IToken): Cond {
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { kind, of, span: this.since(first) };
  }

  readonly negation: Rule<Cond> = this.oneOf<Cond>('negation', [
    {
      ALT: () => {
        const first = this.CONSUME(t.K.not);
        return { kind: 'negated', of: this.SUBRULE(this.negation), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.LParen);
        const inside = this.SUBRULE(this.condition);
        this.CONSUME(t.RParen);
        return inside;
      },
    },
    { ALT: () => this.SUBRULE2(this.momentTest) },
    { ALT: () => this.SUBRULE(this.namedTest) },
  ]);

  /** `during core`: the question's own moment. */
  readonly momentTest: Rule<Cond> = this.rule('momentTest', () => {
    const first = this.LA(1);
    const inside = this.either([{ ALT: () => this.CONSUME(t.K.during) }, { ALT: () => this.CONSUME(t.K.outside) }]);
    const window = this.SUBRULE(this.windowOfMoment);
    return { kind: 'moment-in', inside: t.isA(inside, t.K.during), window, span: this.since(first) };
  });

  /** One window, or several with commas; `and` belongs to the condition. */
  readonly windowOfMoment: Rule<WindowExpr> = this.rule('windowOfMoment', () => {
    const first = this.LA(1);
    const begins = [first];
    const of = [this.SUBRULE(this.windowTerm, { ARGS: ['one'] })];
    this.MANY({
      GATE: () => this.windowBegins(2) && !tests.some((kind) => this.sees(kind, 3)),
      DEF: () => {
        this.CONSUME(t.Comma);
        begins.push(this.LA(1));
        of.push(this.SUBRULE2(this.windowTerm, { ARGS: ['one'] }));
      },
    });
    // `outside` takes all that is joined after it, as it does in a head.
    const at = begins.findIndex((token) => token.tokenType === t.K.outside);
    const [last, ...after] = of.slice(at);
    if (at < 0 || last?.kind !== 'outside' || after.length === 0) return this.grouped('union', of, first);
    const inner = this.grouped('union', [last.of, ...after], begins[at] ?? first);
    const rest: WindowExpr = { kind: 'outside', of: inner, span: this.since(begins[at] ?? first) };
    return this.grouped('union', [...of.slice(0, at), rest], first);
  });

  /** `channel is phone`, `estimate over 4 h`, `respond missed`, `reported during core`, or a case alone. */
  readonly namedTest: Rule<Cond> = this.rule('namedTest', () => {
    const first = this.LA(1);
    const name = this.asName(this.CONSUME(t.Name, as.field));
    return (
      this.OPTION(() =>
        this.either<Cond>([
          { ALT: () => this.SUBRULE(this.isTest, { ARGS: [name, first] }) },
          { ALT: () => this.SUBRULE(this.comparison, { ARGS: [name, first] }) },
          {
            ALT: () => {
              this.either3([{ ALT: () => this.CONSUME(t.K.met) }, { ALT: () => this.CONSUME(t.K.missed) }]);
              const values = [this.asName(this.LA(0))];
              return { kind: 'is', name, not: false, values, span: this.since(first) };
            },
          },
          {
            ALT: () => {
              const during = this.either2([
                { ALT: () => this.CONSUME(t.K.during) },
                { ALT: () => this.CONSUME(t.K.outside) },
              ]);
              const window = this.SUBRULE(this.windowOfMoment);
              const inside = t.isA(during, t.K.during);
              return { kind: 'moment-in', moment: name, inside, window, span: this.since(first) };
            },
          },
        ]),
      ) ?? { kind: 'named-case', name, span: this.since(first) }
    );
  });

  readonly isTest = this.rule('isTest', (name: Name, first: IToken): Cond => {
    this.CONSUME(t.K.is);
    const not = this.OPTION(() => this.CONSUME(t.K.not));
    return this.either<Cond>([
      {
        ALT: () => {
          const amount = this.SUBRULE(this.amount);
          const exactly: Cond = { kind: 'compare', name, how: 'exactly', amount, span: this.since(first) };
          return not === undefined ? exactly : { kind: 'negated', of: exactly, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const values = this.SUBRULE(this.valueNames, as.value);
          return { kind: 'is', name, not: not !== undefined, values, span: this.since(first) };
        },
      },
    ]);
  });

  readonly valueNames: Rule<Name[]> = this.rule('valueNames', () => {
    const names = [this.asName(this.CONSUME(t.Name))];
    this.MANY({
      GATE: () => this.sees(t.Name, 2) && !this.sees(t.K.whole, 2) && !this.testBegins(2),
      DEF: () => {
        this.CONSUME(t.Comma);
        names.push(this.asName(this.CONSUME2(t.Name)));
      },
    });
    return names;
  });

  readonly comparison = this.rule('comparison', (name: Name, first: IToken): Cond => {
    const how = this.either<Comparison>([
      { ALT: () => this.word(t.K.over, () => 'over') },
      { ALT: () => this.word(t.K.upTo, () => 'up-to') },
      { ALT: () => this.word(t.K.below, () => 'below') },
      { ALT: () => this.word(t.K.atLeast, () => 'at-least') },
      { ALT: () => this.word(t.K.exactly, () => 'exactly') },
    ]);
    const amount = this.SUBRULE(this.amount);
    return { kind: 'compare', name, how, amount, span: this.since(first) };
  });
}
