// Heads of clauses: marks, the kind with what it is about, and the parts.
import type {
  Amount,
  ClauseWord,
  Head,
  HeadPart,
  Marks,
  Name,
  NumberLiteral,
  PaperNumber,
  PeriodPhrase,
} from '../ast.ts';
import * as t from '../words/tokens.ts';
import { type Alternative, none, present, type Rule } from './parser-base.ts';
import { ConditionParser } from './parser-conditions.ts';
import { as } from './roles.ts';

const clauseWords: Readonly<Record<string, ClauseWord>> = {
  ...{ rate: 'rate', price: 'price', startPrice: 'start price', fee: 'fee', include: 'include', draw: 'draw' },
  ...{
    count: 'count',
    surcharge: 'surcharge',
    discount: 'discount',
    index: 'index',
    limit: 'limit',
    credit: 'credit',
    decide: 'decide',
  },
  ...{ permit: 'permit', approve: 'approve', perform: 'perform', promise: 'promise' },
  ...{ term: 'term', notice: 'notice', payment: 'payment', interest: 'interest', refund: 'refund', require: 'require' },
};

/** Papers that it is over: several. */
type Mark = PaperNumber | 'default' | 'override' | PaperNumber[];

export abstract class HeadParser extends ConditionParser {
  readonly marks: Rule<Marks> = this.rule('marks', () => {
    let paper: PaperNumber | undefined;
    let rank: Marks['rank'] | undefined;
    let over: readonly PaperNumber[] = none;
    this.MANY(() => {
      const mark = this.either(this.mark);
      if (Array.isArray(mark)) over = [...over, ...mark];
      else if (typeof mark === 'string') rank ??= mark;
      else paper ??= mark;
    });
    if (rank !== undefined) return { ...present({ paper }), rank, over };
    return paper === undefined ? { over } : { paper, over };
  });

  private readonly mark: Alternative<Mark>[] = [
    { ALT: () => this.SUBRULE(this.paper) },
    this.onWord(t.K.default, () => 'default'),
    this.onWord(t.K.override, () => 'override'),
    {
      ALT: () => {
        this.CONSUME(t.K.over);
        const over = [this.SUBRULE2(this.paper)];
        this.MANY2(() => {
          this.CONSUME(t.Comma);
          over.push(this.SUBRULE3(this.paper));
        });
        return over;
      },
    },
  ];

  /** `§ 4.2 "Responstid"`. */
  readonly paper: Rule<PaperNumber> = this.rule('paper', () => {
    const token = this.CONSUME(t.Paper);
    const title = this.OPTION(this.text);
    const number = token.image.replace(/^§+\s*/, '');
    const span = this.since(token);
    return title === undefined ? { kind: 'paper', number, span } : { kind: 'paper', number, title, span };
  });

  /** The kind of clause, its subject and the parts; without the colon. */
  readonly head: Rule<Head> = this.rule('head', () => {
    const first = this.LA(1);
    const subjects = this.either(this.about);
    const label = this.OPTION2(this.text);
    const parts = this.anyParts();
    const clause = clauseWords[t.wordId(first)] ?? 'target';
    const keyword = this.asName(first);
    const span = this.since(first);
    if (label === undefined) return { kind: 'head', clause, keyword, subjects, parts, span };
    return { kind: 'head', clause, keyword, subjects, label, parts, span };
  });

  /** The kind, and what it is about. */
  private readonly about: Alternative<readonly Name[]>[] = [
    this.onWord(t.NamedKind, () => this.SUBRULE(this.subjects)),
    {
      ALT: () => {
        this.CONSUME(t.FreeKind);
        const name = this.OPTION({
          GATE: () => !this.sees(t.K.whole),
          DEF: () => this.asName(this.CONSUME2(t.Name, as.about)),
        });
        return name === undefined ? none : [name];
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.K.limit);
        return this.OPTION3(() => this.SUBRULE(this.limited, as.priced)) ?? none;
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        this.CONSUME(t.Name, as.target);
        return none;
      },
    },
  ];

  /** `work`; of what is included, and counted together, `work, travel`. */
  readonly subjects: Rule<Name[]> = this.rule('subjects', () => {
    const word = t.wordId(this.LA(0));
    const isSeveral = word === 'include' || word === 'count';
    const names = [this.asName(this.CONSUME(t.Name, as.about))];
    this.MANY({
      GATE: () => isSeveral && this.sees(t.Name, 2),
      DEF: () => {
        this.CONSUME(t.Comma);
        names.push(this.asName(this.CONSUME2(t.Name, as.about)));
      },
    });
    return names;
  });

  /** `work, travel`, `start price`. */
  readonly limited: Rule<Name[]> = this.rule('limited', () => {
    const names = [this.SUBRULE(this.nameOrStart)];
    this.MANY({
      GATE: () => (this.sees(t.Name, 2) && !this.sees(t.K.whole, 2)) || this.sees(t.K.startPrice, 2),
      DEF: () => {
        this.CONSUME(t.Comma);
        names.push(this.SUBRULE2(this.nameOrStart));
      },
    });
    return names;
  });

  readonly nameOrStart: Rule<Name> = this.rule('nameOrStart', () => {
    this.either([{ ALT: () => this.CONSUME(t.K.startPrice) }, { ALT: () => this.CONSUME(t.Name) }]);
    return this.asName(this.LA(0));
  });

  readonly headParts: Rule<readonly HeadPart[]> = this.rule('headParts', () => this.anyParts());

  private anyParts(): readonly HeadPart[] {
    let parts: HeadPart[] | undefined;
    this.MANY(() => {
      this.OPTION4(this.comma);
      const part = this.SUBRULE(this.headPart);
      if (parts === undefined) parts = [part];
      else parts.push(part);
    });
    return parts ?? none;
  }

  private readonly comma = (): void => {
    this.CONSUME(t.Comma);
  };

  readonly headPart: Rule<HeadPart> = this.oneOf<HeadPart>('headPart', [
    this.onWord(t.K.during, (first) => ({
      kind: 'during',
      window: this.SUBRULE(this.window, { ARGS: ['commas'] }),
      span: this.since(first),
    })),
    this.onWord(t.K.outside, (first) => {
      const window = this.SUBRULE(this.windowUnion, { ARGS: ['commas'] });
      if (!this.sees(t.K.except)) return { kind: 'outside', window, span: this.since(first) };
      const base = { kind: 'outside', of: window, span: this.since(first) } as const;
      const less = this.SUBRULE(this.windowLess, { ARGS: [base, first, 'commas'] });
      return { kind: 'during', window: less, span: this.since(first) };
    }),
    this.onWord(t.K.when, (first) => ({
      kind: 'when',
      condition: this.SUBRULE(this.condition),
      span: this.since(first),
    })),
    this.onWord(t.K.for, (first) => ({
      kind: 'for',
      tiers: this.SUBRULE(this.names, as.tier),
      span: this.since(first),
    })),
    this.onWord(t.K.eachPart, (first) => ({ kind: 'each-part', span: this.since(first) })),
    this.onWord(t.K.whole, (first) => ({ kind: 'whole', span: this.since(first) })),
    this.onWord(t.K.inAny, (first) => ({ kind: 'in-any', length: this.SUBRULE(this.amount), span: this.since(first) })),
    this.onWord(t.K.once, (first) => ({ kind: 'once', span: this.since(first) })),
    this.onWord(t.K.inArrears, (first) => ({ kind: 'in-arrears', span: this.since(first) })),
    this.onWord(t.K.acrossFirst, (first) => ({ kind: 'across', which: 'first', span: this.since(first) })),
    this.onWord(t.K.acrossLast, (first) => ({ kind: 'across', which: 'last', span: this.since(first) })),
    {
      GATE: () => this.sees(t.NumberToken, 2) && this.sees(t.MonthName, 3),
      ALT: () => {
        const first = this.CONSUME2(t.K.each);
        return { kind: 'each-day', day: this.SUBRULE(this.monthDay), span: this.since(first) };
      },
    },
    this.onWord(t.K.each, (first) => ({
      kind: 'each',
      scope: this.SUBRULE(this.periodOrName, as.scope),
      span: this.since(first),
    })),
    this.onWord(t.K.per, (first) => ({
      kind: 'per',
      what: this.SUBRULE2(this.periodOrName, as.unit),
      span: this.since(first),
    })),
    this.onWord(t.K.by, (first) => ({
      kind: 'by',
      names: this.SUBRULE2(this.names, as.choice),
      span: this.since(first),
    })),
    this.onWord(t.K.from, (first) => ({ kind: 'from', date: this.SUBRULE(this.date), span: this.since(first) })),
    this.onWord(t.K.until, (first) => ({ kind: 'until', date: this.SUBRULE2(this.date), span: this.since(first) })),
    this.onWord(t.K.before, (first) => ({ kind: 'before', date: this.SUBRULE3(this.date), span: this.since(first) })),
    { ALT: () => this.SUBRULE(this.first) },
    this.onWord(t.K.on, (first) => ({ kind: 'on', bases: this.SUBRULE(this.bases), span: this.since(first) })),
    {
      ALT: () => {
        const first = this.LA(1);
        const count = this.asNumber(this.CONSUME(t.NumberToken));
        const unit = this.asName(this.CONSUME(t.Name, as.advance));
        this.CONSUME2(t.K.inAdvance);
        return { kind: 'in-advance', length: { count, unit }, span: this.since(first) };
      },
    },
    this.onWord(t.K.inAdvance, (first) => ({ kind: 'in-advance', span: this.since(first) })),
  ]);

  /** `for the first 3 months`, `after the first 3 months`. */
  readonly first: Rule<HeadPart> = this.rule('first', () => {
    const first = this.LA(1);
    const holds = this.either<'for' | 'after'>([
      { ALT: () => this.word(t.K.forTheFirst, () => 'for') },
      { ALT: () => this.word(t.K.afterTheFirst, () => 'after') },
    ]);
    const length = this.either2<{ readonly length: Amount } | { readonly calendarMonths: NumberLiteral }>([
      {
        GATE: () => this.sees(t.K.calendar, 2),
        ALT: () => {
          const calendarMonths = this.asNumber(this.CONSUME(t.NumberToken));
          this.CONSUME(t.K.calendar);
          this.CONSUME(t.K.month);
          return { calendarMonths };
        },
      },
      { ALT: () => ({ length: this.SUBRULE(this.amount) }) },
    ]);
    return { kind: 'first', holds, ...length, span: this.since(first) };
  });

  readonly periodOrName: Rule<PeriodPhrase | Name> = this.oneOf<PeriodPhrase | Name>('periodOrName', [
    { GATE: () => this.periodBegins(1), ALT: () => this.SUBRULE(this.period) },
    { ALT: () => this.asName(this.CONSUME(t.Name)) },
  ]);
}
