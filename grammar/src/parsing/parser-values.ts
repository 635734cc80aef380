// Values: what stands after the colon, one cell per column, each cell phrases with commas.
import type { AmountKind, Cell, Name, PeriodLiteral, Phrase, Tail, ValueWord } from '../ast.ts';
import { keywordOf } from '../words/keywords.ts';
import { periodOf } from '../words/literals.ts';
import * as t from '../words/tokens.ts';
import { AmountParser } from './parser-amounts.ts';
import { type Alternative, none, present, type Rule } from './parser-base.ts';
import { as } from './roles.ts';

const amountPhrases: Readonly<Record<string, AmountKind>> = {
  freeFirst: 'free-first',
  freeIfUpTo: 'free-if-up-to',
  grace: 'grace',
  perStarted: 'per-started',
  perNearest: 'per-nearest',
  perCompleted: 'per-completed',
  atLeast: 'at-least',
  atMost: 'at-most',
  onlyOver: 'only-over',
  plus: 'plus',
  renewsFor: 'renews-for',
  roundedTo: 'rounded-to',
  valid: 'valid',
};

export abstract class ValueParser extends AmountParser {
  readonly cells: Rule<Cell[]> = this.rule('cells', () => {
    const cells = [this.SUBRULE(this.cell)];
    this.MANY(() => {
      this.CONSUME(t.Pipe);
      cells.push(this.SUBRULE2(this.cell));
    });
    return cells;
  });

  readonly cell: Rule<Cell> = this.rule('cell', () => {
    const first = this.LA(1);
    const phrases = [this.SUBRULE(this.phrase)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      phrases.push(this.SUBRULE2(this.phrase));
    });
    return { kind: 'cell', phrases, span: this.since(first) };
  });

  readonly thenPhrase: Rule<Phrase> = this.rule('thenPhrase', () => {
    const first = this.CONSUME(t.K.lastStep);
    const value = this.SUBRULE(this.plainPhrase);
    return { kind: 'then', value, span: this.since(first) };
  });

  /** A target without breach; what modifies it (`, at 10:00`) belongs to it. */
  readonly aim: Rule<Phrase> = this.rule('aim', () => {
    const first = this.CONSUME(t.K.aim);
    const of = this.either([{ ALT: () => [this.SUBRULE(this.chosenOf)] }, { ALT: () => this.SUBRULE(this.modified) }]);
    return { kind: 'aim', of, span: this.since(first) };
  });

  /** `earliest of (4 h, 2 business days, at 10:00)`: two deadlines, for a bare time modifies what stands before it. */
  readonly chosenOf: Rule<Phrase> = this.rule('chosenOf', () => {
    const first = this.LA(1);
    const which = this.either([{ ALT: () => this.CONSUME(t.K.earliestOf) }, { ALT: () => this.CONSUME(t.K.latestOf) }]);
    const kind = t.isA(which, t.K.earliestOf) ? 'earliest' : 'latest';
    this.CONSUME(t.LParen);
    const of = [this.SUBRULE(this.alternative)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      of.push(this.SUBRULE2(this.alternative));
    });
    this.CONSUME(t.RParen);
    return { kind, of, span: this.since(first) };
  });

  readonly alternative: Rule<Phrase[]> = this.oneOf<Phrase[]>('alternative', [
    { ALT: () => [this.SUBRULE(this.chosenOf)] },
    { ALT: () => [this.SUBRULE(this.aim)] },
    {
      ALT: () => {
        this.CONSUME(t.LParen);
        const of = this.SUBRULE(this.modified);
        this.CONSUME(t.RParen);
        return of;
      },
    },
    { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE2(this.modified) },
  ]);

  /** A deadline with what modifies it: `4 business days of core, before 12:00 counts today, at 10:00`. */
  readonly modified: Rule<Phrase[]> = this.rule('modified', () => {
    const phrases = [this.SUBRULE(this.plainPhrase)];
    this.MANY({
      GATE: () => this.modifierFollows(),
      DEF: () => {
        this.CONSUME(t.Comma);
        phrases.push(this.SUBRULE2(this.plainPhrase));
      },
    });
    return phrases;
  });

  private modifierFollows(): boolean {
    if (this.sees(t.K.before, 2)) return true;
    if (this.sees(t.K.atOpening, 2)) return !this.sees(t.K.of, 3);
    return this.sees(t.K.at, 2) && !this.sees(t.K.sameDay, 4) && !this.sees(t.K.nextDay, 4);
  }

  private readonly plain: Alternative<Phrase>[] = [
    { GATE: () => this.sees(t.NumberToken, 2), ALT: () => this.SUBRULE(this.firstIncluded) },
    { GATE: () => this.sees(t.K.until, 2) || this.sees(t.K.toEndOf, 2), ALT: () => this.SUBRULE(this.validUntil) },
    { GATE: () => this.indexFollows(), ALT: () => this.SUBRULE(this.indexOf) },
    { ALT: () => this.amountPhrase() },
    { ALT: () => this.SUBRULE(this.open) },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.see);
        return { kind: 'see', document: this.SUBRULE(this.quoted), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.as);
        return { kind: 'reference', clause: this.SUBRULE(this.situatedReference), span: this.since(first) };
      },
    },
    { ALT: () => this.SUBRULE(this.counting) },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.atCost);
        const markup = this.OPTION(() => this.SUBRULE(this.amount));
        return { kind: 'at-cost', ...present({ markup }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.discount);
        const share = this.SUBRULE3(this.amount);
        this.CONSUME(t.K.ifPaidWithin);
        return { kind: 'paid-early', share, within: this.SUBRULE4(this.amount), span: this.since(first) };
      },
    },
    { ALT: () => this.SUBRULE(this.permission) },
    { ALT: () => this.SUBRULE(this.clockTime) },
    {
      ALT: () => {
        const first = this.LA(1);
        this.either3([
          { ALT: () => this.CONSUME(t.K.beforeSurcharges) },
          { ALT: () => this.CONSUME(t.K.afterSurcharges) },
        ]);
        return {
          kind: 'surcharges',
          when: t.isA(first, t.K.beforeSurcharges) ? 'before' : 'after',
          span: this.since(first),
        };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.from);
        return { kind: 'from-month', month: this.SUBRULE(this.periodLiteral), span: this.since(first) };
      },
    },
    this.onWord(t.K.withVat, (first) => ({ kind: 'with-vat', span: this.since(first) })),
    {
      ALT: () => {
        const first = this.LA(1);
        const date = this.SUBRULE(this.isoDate);
        const time = this.OPTION2(() => this.SUBRULE(this.time));
        const span = this.since(first);
        return time === undefined ? { kind: 'on-date', date, span } : { kind: 'moment', date, time, span };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        const word = this.CONSUME(t.ValueWord);
        const tails = this.SUBRULE(this.tails);
        return { kind: 'word', word: valueWord(word), tails, span: this.since(first) };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const first = this.LA(1);
        const name = this.asName(this.CONSUME(t.Name, as.word));
        const tails: Tail[] = [];
        this.MANY(() => tails.push(this.SUBRULE(this.bound)));
        return { kind: 'named-value', name, tails, span: this.since(first) };
      },
    },
  ];

  readonly plainPhrase: Rule<Phrase> = this.oneOf<Phrase>('plainPhrase', this.plain);

  readonly phrase: Rule<Phrase> = this.oneOf<Phrase>('phrase', [
    { ALT: () => this.SUBRULE(this.thenPhrase) },
    { ALT: () => this.SUBRULE(this.aim) },
    { ALT: () => this.SUBRULE(this.chosenOf) },
    ...this.plain,
  ]);

  /** `to be agreed bank "per customer"`, `?`. */
  readonly open: Rule<Phrase> = this.rule('open', () => {
    const first = this.LA(1);
    this.either([{ ALT: () => this.CONSUME(t.Question) }, { ALT: () => this.CONSUME(t.K.toBeAgreed) }]);
    const name = this.OPTION(() => this.asName(this.CONSUME(t.Name, as.new)));
    const decider = this.OPTION2(() => this.SUBRULE(this.quoted));
    return { kind: 'open', ...present({ name, decider }), short: t.isA(first, t.Question), span: this.since(first) };
  });

  /** `first 1 h of work included`. */
  readonly firstIncluded: Rule<Phrase> = this.rule('firstIncluded', () => {
    const first = this.CONSUME(t.K.first);
    const amount = this.SUBRULE(this.amount);
    this.CONSUME(t.K.of);
    const of = this.asName(this.CONSUME(t.Name, as.activity));
    this.CONSUME(t.K.included);
    return { kind: 'first', amount, of, span: this.since(first) };
  });

  /** `650/h`, `1 h uses 2 h`, `15 up to 8 km`, `750 of work included`. */
  private amountPhrase(): Phrase {
    const first = this.LA(1);
    const amount = this.SUBRULE2(this.amount);
    const rest = this.either2(this.afterAmount);
    const span = this.since(first);
    if ('kind' in rest) return { kind: 'included-amount', amount, of: rest, span };
    return { kind: 'amount-phrase', amount, tails: rest, span };
  }

  private readonly afterAmount: Alternative<Name | readonly Tail[]>[] = [
    {
      GATE: () => this.sees(t.K.included, 3),
      ALT: () => {
        this.CONSUME(t.K.of);
        const of = this.asName(this.CONSUME2(t.Name, as.activity));
        this.CONSUME(t.K.included);
        return of;
      },
    },
    { ALT: () => this.anyTails() },
  ];

  /** `valid until 31 Dec`, `valid to end of calendar year`. */
  readonly validUntil: Rule<Phrase> = this.rule('validUntil', () => {
    const first = this.CONSUME(t.K.valid);
    const end = this.either<Pick<Extract<Phrase, { kind: 'valid-until' }>, 'day' | 'toEndOf'>>([
      {
        ALT: () => {
          this.CONSUME(t.K.until);
          return { day: this.SUBRULE(this.monthDay) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.K.toEndOf);
          return { toEndOf: this.SUBRULE(this.period) };
        },
      },
    ]);
    return { kind: 'valid-until', ...end, span: this.since(first) };
  });

  /** `per started 15 min`, `at least 1 h`. */
  readonly counting: Rule<Phrase> = this.rule('counting', () => {
    const word = this.CONSUME(t.AmountPhrase);
    const amount = this.SUBRULE(this.step);
    const tails = this.SUBRULE(this.tails);
    return { kind: amountPhrases[t.wordId(word)] ?? 'at-least', amount, tails, span: this.since(word) };
  });

  readonly permission: Rule<Phrase> = this.oneOf<Phrase>('permission', [
    {
      ALT: () => {
        const first = this.CONSUME(t.K.onlyDuring);
        return { kind: 'only-during', window: this.SUBRULE(this.window, { ARGS: ['and'] }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.notDuring);
        return { kind: 'not-during', window: this.SUBRULE2(this.window, { ARGS: ['and'] }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.with);
        const amount = this.SUBRULE(this.amount);
        this.CONSUME(t.K.notice);
        return { kind: 'with-notice', amount, span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.after);
        return { kind: 'after', amount: this.SUBRULE2(this.amount), span: this.since(first) };
      },
    },
  ]);

  /** `at opening of core`, `at 17:00 same day`, `before 12:00 counts today`. */
  readonly clockTime: Rule<Phrase> = this.oneOf<Phrase>('clockTime', [
    {
      ALT: () => {
        const first = this.LA(1);
        this.either2([{ ALT: () => this.CONSUME(t.K.atOpening) }, { ALT: () => this.CONSUME(t.K.atClosing) }]);
        const window = this.OPTION(() => {
          this.CONSUME(t.K.of);
          return this.SUBRULE(this.window, { ARGS: ['and'] });
        });
        const kind = t.isA(first, t.K.atOpening) ? 'at-opening' : 'at-closing';
        return { kind, ...present({ window }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.at);
        const time = this.SUBRULE(this.time);
        const day = this.OPTION2(() =>
          this.either3<'same-day' | 'next-day'>([
            { ALT: () => this.word(t.K.sameDay, () => 'same-day') },
            { ALT: () => this.word(t.K.nextDay, () => 'next-day') },
          ]),
        );
        return { kind: 'at-time', time, ...present({ day }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.before);
        const time = this.SUBRULE2(this.time);
        this.CONSUME(t.K.countsToday);
        return { kind: 'cut-off', time, span: this.since(first) };
      },
    },
  ]);

  readonly tails: Rule<readonly Tail[]> = this.rule('tails', () => this.anyTails());

  private anyTails(): readonly Tail[] {
    let tails: Tail[] | undefined;
    this.MANY2(() => {
      tails ??= [];
      tails.push(this.SUBRULE(this.tail));
    });
    return tails ?? none;
  }

  readonly tail: Rule<Tail> = this.oneOf<Tail>('tail', [
    { ALT: () => this.SUBRULE(this.bound) },
    { ALT: () => this.SUBRULE(this.ofTail) },
    this.onWord(t.K.elapsed, (first) => ({ kind: 'elapsed', span: this.since(first) })),
    {
      ALT: () => {
        const first = this.CONSUME(t.K.uses);
        return { kind: 'uses', amount: this.SUBRULE(this.amount), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.on);
        return { kind: 'on', bases: this.SUBRULE(this.bases), span: this.since(first) };
      },
    },
    {
      GATE: () => !this.periodFollows(),
      ALT: () => {
        const first = this.CONSUME2(t.K.per);
        return { kind: 'per-step', rounding: 'exact', amount: this.SUBRULE2(this.amount), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.per);
        return { kind: 'per-period', period: this.SUBRULE(this.period), span: this.since(first) };
      },
    },
    this.onWord(t.K.fromFirstUse, (first) => ({ kind: 'from-first-use', span: this.since(first) })),
    this.onWord(t.K.beforeEnd, (first) => ({ kind: 'before-end', span: this.since(first) })),
    this.onWord(t.K.afterOutage, (first) => ({ kind: 'after-outage', span: this.since(first) })),
    {
      ALT: () => {
        const first = this.CONSUME(t.K.toEndOf);
        return { kind: 'to-end-of', period: this.SUBRULE2(this.period), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.fromEndOf);
        return { kind: 'from-end-of', period: this.SUBRULE3(this.period), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        this.either2([{ ALT: () => this.CONSUME(t.K.perStarted) }, { ALT: () => this.CONSUME(t.K.perCompleted) }]);
        const rounding = t.isA(first, t.K.perStarted) ? 'started' : 'completed';
        return { kind: 'per-step', rounding, amount: this.SUBRULE(this.step), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        return { kind: 'label', word: this.asName(this.CONSUME(t.CountLabel)), span: this.since(first) };
      },
    },
  ]);

  /** `up to 4 h`: all that may follow a value that is a name. */
  readonly bound: Rule<Tail> = this.rule('bound', () => {
    const first = this.LA(1);
    this.either([{ ALT: () => this.CONSUME(t.K.upTo) }, { ALT: () => this.CONSUME(t.K.below) }]);
    const amount = this.SUBRULE(this.amount);
    return { kind: t.isA(first, t.K.upTo) ? 'up-to' : 'below', amount, span: this.since(first) };
  });

  /** A percentage is of a clause, a time is of a window. */
  readonly ofTail: Rule<Tail> = this.rule('ofTail', () => {
    const percent = this.sees(t.Percent, 0) || (this.sees(t.NumberToken, 0) && this.sees(t.Slash, -1));
    const first = this.CONSUME(t.K.of);
    return this.either<Tail>([
      {
        GATE: () => percent,
        ALT: () => {
          this.CONSUME(t.K.first);
          return { kind: 'of-first', span: this.since(first) };
        },
      },
      {
        GATE: () => percent,
        ALT: () => {
          const what = this.either3([
            this.onWord(t.K.unusedDays, () => 'days' as const),
            this.onWord(t.K.unusedMonths, () => 'full-months' as const),
          ]);
          return { kind: 'of-unused', what, span: this.since(first) };
        },
      },
      {
        GATE: () => percent,
        IGNORE_AMBIGUITIES: true,
        ALT: () => ({ kind: 'of-clause', clauses: this.SUBRULE(this.references), span: this.since(first) }),
      },
      {
        ALT: () => ({
          kind: 'of-window',
          window: this.SUBRULE(this.window, { ARGS: ['and'] }),
          span: this.since(first),
        }),
      },
    ]);
  });

  /** `2026`, `2026-03`, `2026-03-04`, `2026-03-04 to 2026-04-03`. */
  readonly periodLiteral: Rule<PeriodLiteral> = this.rule('periodLiteral', () => {
    const first = this.LA(1);
    const dates = this.either([
      {
        ALT: () => {
          const from = this.SUBRULE(this.isoDate).date;
          const until = this.OPTION(() => {
            this.CONSUME(t.K.to);
            return this.SUBRULE2(this.isoDate).date;
          });
          return { from, until: until ?? from };
        },
      },
      { ALT: () => periodOf(this.CONSUME(t.YearMonth).image) },
      { ALT: () => periodOf(this.CONSUME(t.NumberToken).image) },
    ]);
    return { kind: 'dates', ...dates, span: this.since(first) };
  });

  readonly isoDate = this.rule('isoDate', () => {
    const token = this.CONSUME(t.DateToken);
    return { kind: 'date' as const, date: token.image, span: this.since(token) };
  });
}

/** INVARIANT: the words with the role `value` are those of the tree's ValueWord; a test holds them together. */
function valueWord(token: t.Token): ValueWord {
  return (keywordOf(t.wordId(token))?.en ?? 'none') as ValueWord;
}
