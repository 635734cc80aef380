// Clauses: marks, head, colon, cells; the notes under a row.
import { EOF } from 'chevrotain';
import type {
  Acceptance,
  Cell,
  Clause,
  ClauseWord,
  Combine,
  Group,
  Head,
  HeadPart,
  Marks,
  Name,
  Note,
  PaperNumber,
  Pause,
  PeriodPhrase,
  Phrase,
  TextPromise,
} from '../ast.ts';
import * as t from '../words/tokens.ts';
import { present, type Rule } from './parser-base.ts';
import { ConditionParser } from './parser-conditions.ts';
import { as, owners } from './roles.ts';

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
  ...{ term: 'term', notice: 'notice', payment: 'payment', interest: 'interest', require: 'require' },
};

type CarryOver = Extract<Note, { kind: 'carry-over' }>;
type WithoutMarks<T> = T extends unknown ? Omit<T, 'marks' | 'span'> : never;
type Unmarked = WithoutMarks<Clause | Combine | Pause | TextPromise>;
/** Papers that it is over: several. */
type Mark = PaperNumber | 'default' | 'override' | PaperNumber[];

export abstract class ClauseParser extends ConditionParser {
  // ----------------------------------------------------------------------------------------------------------- heads
  readonly marks: Rule<Marks> = this.rule('marks', () => {
    let paper: PaperNumber | undefined;
    let rank: Marks['rank'] | undefined;
    const over: PaperNumber[] = [];
    this.MANY(() => {
      const mark = this.SUBRULE(this.mark);
      if (Array.isArray(mark)) over.push(...mark);
      else if (typeof mark === 'string') rank ??= mark;
      else paper ??= mark;
    });
    return { ...present({ paper, rank }), over };
  });

  readonly mark: Rule<Mark> = this.oneOf<Mark>('mark', [
    { ALT: () => this.SUBRULE(this.paper) },
    this.onWord(t.K.default, () => 'default'),
    this.onWord(t.K.override, () => 'override'),
    {
      ALT: () => {
        this.CONSUME(t.K.over);
        const over = [this.SUBRULE2(this.paper)];
        this.MANY(() => {
          this.CONSUME(t.Comma);
          over.push(this.SUBRULE3(this.paper));
        });
        return over;
      },
    },
  ]);

  /** `§ 4.2 "Responstid"`. */
  readonly paper: Rule<PaperNumber> = this.rule('paper', () => {
    const token = this.CONSUME(t.Paper);
    const title = this.OPTION(() => this.SUBRULE(this.quoted));
    return { kind: 'paper', number: token.image.replace(/^§+\s*/, ''), ...present({ title }), span: this.since(token) };
  });

  /** The kind of clause, its subject and the parts; without the colon. */
  readonly head: Rule<Head> = this.rule('head', () => {
    const first = this.LA(1);
    const subjects = this.SUBRULE(this.headSubjects);
    const label = this.OPTION(() => this.SUBRULE(this.quoted));
    const parts = this.SUBRULE(this.headParts);
    const clause = clauseWords[t.wordId(first)] ?? 'target';
    return {
      kind: 'head',
      clause,
      keyword: this.asName(first),
      subjects,
      ...present({ label }),
      parts,
      span: this.since(first),
    };
  });

  /** The kind, and what it is about. */
  readonly headSubjects: Rule<Name[]> = this.oneOf<Name[]>('headSubjects', [
    this.onWord(t.NamedKind, () => this.SUBRULE(this.subjects)),
    {
      ALT: () => {
        this.CONSUME(t.FreeKind);
        const name = this.OPTION({
          GATE: () => !this.sees(t.K.whole),
          DEF: () => this.asName(this.CONSUME2(t.Name, as.about)),
        });
        return name === undefined ? [] : [name];
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.K.limit);
        return this.OPTION3(() => this.SUBRULE(this.limited, as.priced)) ?? [];
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        this.CONSUME(t.Name, as.target);
        return [];
      },
    },
  ]);

  /** `work`; of what is included, `work, travel`. */
  readonly subjects: Rule<Name[]> = this.rule('subjects', () => {
    const includes = t.wordId(this.LA(0)) === 'include';
    const names = [this.asName(this.CONSUME(t.Name, as.about))];
    this.MANY({
      GATE: () => includes && this.sees(t.Name, 2),
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

  readonly headParts: Rule<HeadPart[]> = this.rule('headParts', () => {
    const parts: HeadPart[] = [];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      parts.push(this.SUBRULE(this.headPart));
    });
    return parts;
  });

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
        this.CONSUME(t.K.inAdvance);
        return { kind: 'in-advance', count, unit, span: this.since(first) };
      },
    },
  ]);

  /** `for the first 3 months`, `after the first 3 months`. */
  readonly first: Rule<HeadPart> = this.rule('first', () => {
    const first = this.LA(1);
    const holds = this.either<'for' | 'after'>([
      { ALT: () => this.word(t.K.forTheFirst, () => 'for') },
      { ALT: () => this.word(t.K.afterTheFirst, () => 'after') },
    ]);
    return { kind: 'first', holds, length: this.SUBRULE(this.amount), span: this.since(first) };
  });

  readonly periodOrName: Rule<PeriodPhrase | Name> = this.oneOf<PeriodPhrase | Name>('periodOrName', [
    { GATE: () => this.periodBegins(1), ALT: () => this.SUBRULE(this.period) },
    { ALT: () => this.asName(this.CONSUME(t.Name)) },
  ]);

  // --------------------------------------------------------------------------------------------------------- clauses
  readonly clause: Rule<Clause | Combine | Pause | TextPromise> = this.rule('clause', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    return { marks, ...this.SUBRULE(this.unmarked), span: this.since(first) };
  });

  readonly unmarked: Rule<Unmarked> = this.oneOf<Unmarked>('unmarked', [
    {
      ALT: () => {
        this.CONSUME(t.K.combine);
        const names = this.SUBRULE(this.names, as.surcharge);
        this.CONSUME(t.Colon);
        return { kind: 'combine', names, how: this.SUBRULE(this.cell) };
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.K.pause);
        const targets = this.SUBRULE2(this.names, as.target);
        this.CONSUME(t.K.while);
        return { kind: 'pause', targets, condition: this.SUBRULE(this.condition) };
      },
    },
    { GATE: () => this.isObligation(), ALT: () => this.SUBRULE(this.promise) },
    {
      GATE: () => this.sees(t.Name, 2),
      ALT: () => {
        const head = this.SUBRULE(this.noticeHead);
        this.CONSUME5(t.Colon);
        return { kind: 'clause', head, cells: this.SUBRULE3(this.cells), notes: [] };
      },
    },
    {
      ALT: () => {
        const head = this.SUBRULE(this.decideHead);
        this.CONSUME2(t.Colon);
        return { kind: 'clause', head, cells: this.SUBRULE(this.decisions), notes: [] };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const head = this.SUBRULE(this.head);
        this.CONSUME3(t.Colon);
        return { kind: 'clause', head, cells: this.SUBRULE(this.cells), notes: [] };
      },
    },
  ]);

  /** `promise provider: "…"`: what stands behind the colon is a text; `promise uptime: at least 99%` is about a measure. */
  private isObligation(): boolean {
    if (owners.includes(this.LA(2).image)) return true;
    for (let ahead = 2; this.LA(ahead).tokenType !== EOF; ahead++)
      if (this.sees(t.Colon, ahead)) return this.sees(t.Quoted, ahead + 1);
    return false;
  }

  readonly promise: Rule<WithoutMarks<TextPromise>> = this.rule('promise', () => {
    this.CONSUME(t.K.promise);
    const owner = this.asName(this.CONSUME(t.Name, as.owner));
    const condition = this.OPTION(() => {
      this.CONSUME(t.K.when);
      return this.SUBRULE(this.condition);
    });
    this.CONSUME(t.Colon);
    const text = this.SUBRULE(this.quoted);
    return { kind: 'promise', owner, ...present({ condition }), text };
  });

  /** `notice customer`, `notice provider prices`: who gives it, and of what. */
  readonly noticeHead: Rule<Head> = this.rule('noticeHead', () => {
    const first = this.CONSUME(t.K.notice);
    const subjects = [this.asName(this.CONSUME(t.Name, as.owner))];
    this.OPTION(() => {
      subjects.push(this.asName(this.CONSUME2(t.Name, as.about)));
    });
    const label = this.OPTION2(() => this.SUBRULE(this.quoted));
    const parts = this.SUBRULE(this.headParts);
    const head = { kind: 'head', clause: 'notice', keyword: this.asName(first), subjects } as const;
    return { ...head, ...present({ label }), parts, span: this.since(first) };
  });

  readonly decideHead: Rule<Head> = this.rule('decideHead', () => {
    const first = this.CONSUME(t.K.decide);
    const subjects = [this.asName(this.CONSUME(t.Name, as.decided))];
    const parts = this.SUBRULE(this.headParts);
    return { kind: 'head', clause: 'decide', keyword: this.asName(first), subjects, parts, span: this.since(first) };
  });

  /** Cells whose values are names, whatever words of the language they may be. */
  readonly decisions: Rule<Cell[]> = this.rule('decisions', () => {
    const cells = [this.SUBRULE(this.decision)];
    this.MANY(() => {
      this.CONSUME(t.Pipe);
      cells.push(this.SUBRULE2(this.decision));
    });
    return cells;
  });

  readonly decision: Rule<Cell> = this.rule('decision', () => {
    const first = this.LA(1);
    const phrase = this.either<Phrase>([
      { ALT: () => this.SUBRULE(this.open) },
      {
        ALT: () => ({
          kind: 'named-value',
          name: this.asName(this.CONSUME(t.Name, as.decision)),
          tails: [],
          span: this.since(first),
        }),
      },
    ]);
    return { kind: 'cell', phrases: [phrase], span: this.since(first) };
  });

  /** `override when warranty is lapsed`, the row before the block. */
  readonly group: Rule<Group> = this.rule('group', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    const parts = this.SUBRULE(this.headParts);
    return { kind: 'group', marks, parts, items: [], span: this.since(first) };
  });

  // ----------------------------------------------------------------------------------------------------------- notes
  readonly note: Rule<Note | Acceptance> = this.oneOf<Note | Acceptance>('note', [
    { ALT: () => this.SUBRULE(this.acceptance) },
    { ALT: () => this.SUBRULE(this.exceptNote) },
    { ALT: () => this.SUBRULE(this.countedNote) },
    { ALT: () => this.SUBRULE(this.carryOver) },
    { ALT: () => this.SUBRULE(this.beyond) },
    { ALT: () => this.SUBRULE(this.running) },
    { ALT: () => this.SUBRULE(this.unusedPaid) },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.claimedWithin);
        const within = this.SUBRULE(this.amount);
        const tails = this.SUBRULE(this.tails);
        return { kind: 'claimed', within, tails, span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.text);
        return { kind: 'note-text', text: this.SUBRULE(this.quoted), span: this.since(first) };
      },
    },
  ]);

  /** `unused paid at 50% of rate work`. */
  readonly unusedPaid: Rule<Note> = this.rule('unusedPaid', () => {
    const first = this.CONSUME(t.K.unusedPaidAt);
    return { kind: 'unused-paid', cell: this.SUBRULE(this.cell), span: this.since(first) };
  });

  /** `accept AV4001 "why"`: under a row, or a row of its own. */
  readonly acceptance: Rule<Acceptance> = this.rule('acceptance', () => {
    const first = this.CONSUME(t.K.accept);
    const code = this.asName(this.CONSUME(t.Name, as.code));
    const reason = this.OPTION(() => this.SUBRULE(this.quoted));
    return { kind: 'accept', code, ...present({ reason }), span: this.since(first) };
  });

  readonly exceptNote: Rule<Note> = this.rule('exceptNote', () => {
    const first = this.CONSUME(t.K.except);
    const parts = this.SUBRULE(this.headParts);
    this.CONSUME(t.Colon);
    return { kind: 'except', parts, cells: this.SUBRULE(this.cells), span: this.since(first) };
  });

  /** `counted per started hour, each incident`. */
  readonly countedNote: Rule<Note> = this.rule('countedNote', () => {
    const first = this.CONSUME(t.K.counted);
    const phrases: Phrase[] = [];
    const parts: HeadPart[] = [];
    this.AT_LEAST_ONE(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      this.either([
        { ALT: () => phrases.push(this.SUBRULE(this.counting)) },
        {
          ALT: () => {
            const word = this.CONSUME(t.K.exact);
            phrases.push({ kind: 'word', word: 'exact', tails: [], span: this.since(word) });
          },
        },
        { ALT: () => parts.push(this.SUBRULE(this.headPart)) },
      ]);
    });
    return { kind: 'counted', phrases, parts, span: this.since(first) };
  });

  readonly carried = this.oneOf<'unused' | 'granted'>('carried', [
    this.onWord(t.K.unused, () => 'unused'),
    this.onWord(t.K.granted, () => 'granted'),
  ]);

  /** `carry over 20% of unused, to the next period only, at most 8 h`, `carry over all unused, without end`. */
  readonly carryOver: Rule<Note> = this.rule('carryOver', () => {
    const first = this.CONSUME(t.K.carryOver);
    let percent: CarryOver['percent'];
    let of: CarryOver['of'];
    let until: CarryOver['until'];
    let atMost: CarryOver['atMost'];
    this.either([
      {
        ALT: () => {
          percent = this.SUBRULE(this.amount);
          this.OPTION(() => {
            this.CONSUME(t.K.of);
            of = this.SUBRULE(this.carried);
          });
        },
      },
      {
        ALT: () => {
          this.OPTION2(() => this.CONSUME(t.K.all));
          of = this.SUBRULE2(this.carried);
        },
      },
    ]);
    this.MANY(() => {
      this.OPTION3(() => this.CONSUME(t.Comma));
      this.either2([
        { ALT: () => this.word(t.K.toTheNext, () => (until = 'next')) },
        { ALT: () => this.word(t.K.withoutEnd, () => (until = 'for-ever')) },
        {
          ALT: () => {
            this.CONSUME(t.K.for);
            until = this.asNumber(this.CONSUME(t.NumberToken));
            this.CONSUME(t.K.periods);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.atMost);
            atMost = this.SUBRULE2(this.amount);
          },
        },
      ]);
    });
    return { kind: 'carry-over', ...present({ percent, of, until, atMost }), span: this.since(first) };
  });
}
