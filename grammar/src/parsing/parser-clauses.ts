// Clauses: head, colon, cells; the notes under a row.
import { EOF } from 'chevrotain';
import type {
  Acceptance,
  Cell,
  Clause,
  Combine,
  Group,
  Head,
  HeadPart,
  Note,
  Pause,
  Phrase,
  TextPromise,
} from '../ast.ts';
import * as t from '../words/tokens.ts';
import { type Alternative, none, present, type Rule } from './parser-base.ts';
import { HeadParser } from './parser-heads.ts';
import { as, owners } from './roles.ts';

type CarryOver = Extract<Note, { kind: 'carry-over' }>;
type WithoutMarks<T> = T extends unknown ? Omit<T, 'marks' | 'span'> : never;
type Unmarked = WithoutMarks<Clause | Combine | Pause | TextPromise>;

export abstract class ClauseParser extends HeadParser {
  // --------------------------------------------------------------------------------------------------------- clauses
  readonly clause: Rule<Clause | Combine | Pause | TextPromise> = this.rule('clause', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    const clause = this.either(this.unmarked);
    const span = this.since(first);
    // Most rows: a node of a shape that is known beforehand is made sooner.
    if (clause.kind !== 'clause') return { marks, ...clause, span };
    const { kind, head, cells } = clause;
    return { kind, marks, head, cells, notes: none, span };
  });

  private readonly unmarked: Alternative<Unmarked>[] = [
    {
      ALT: () => {
        this.CONSUME(t.K.combine);
        const names = this.SUBRULE(this.names, as.meeting);
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
        return { kind: 'clause', head, cells: this.SUBRULE3(this.cells), notes: none };
      },
    },
    {
      ALT: () => {
        const head = this.SUBRULE(this.decideHead);
        this.CONSUME2(t.Colon);
        return { kind: 'clause', head, cells: this.SUBRULE(this.decisions), notes: none };
      },
    },
    {
      IGNORE_AMBIGUITIES: true,
      ALT: () => {
        const head = this.SUBRULE(this.head);
        this.CONSUME3(t.Colon);
        return { kind: 'clause', head, cells: this.SUBRULE(this.cells), notes: none };
      },
    },
  ];

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
    let to: CarryOver['to'];
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
        {
          ALT: () => {
            this.CONSUME(t.K.toNext);
            to = this.asName(this.CONSUME(t.Name, as.happened));
          },
        },
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
    return { kind: 'carry-over', ...present({ percent, of, until, to, atMost }), span: this.since(first) };
  });
}
