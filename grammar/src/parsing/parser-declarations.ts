// Declarations: what the agreement has, and its names.
import type {
  Amount,
  CaseDeclaration,
  ChoiceDeclaration,
  CountedOn,
  CountTerm,
  DaysDeclaration,
  DerivedNumber,
  HeadPart,
  Item,
  Labelled,
  MeasureDeclaration,
  Measured,
  MeasureException,
  Module,
  Name,
  NumberDeclaration,
  ScopeDeclaration,
  SubjectDeclaration,
  TargetDeclaration,
  TiersDeclaration,
  WeekDeclaration,
  WeekRow,
  WindowDeclaration,
  WindowExpr,
} from '../ast.ts';
import * as t from '../words/tokens.ts';
import { present, type Rule } from './parser-base.ts';
import { TableParser } from './parser-tables.ts';
import { as } from './roles.ts';

export abstract class DeclarationParser extends TableParser {
  /** What was understood of a row before it broke: its name is still known to the rest of the agreement. */
  draft: Item | undefined;

  readonly labelled: Rule<Labelled> = this.rule('labelled', () => {
    const name = this.asName(this.CONSUME(t.Name, as.new));
    const label = this.OPTION(this.text);
    return label === undefined ? { name } : { name, label };
  });

  readonly tiers: Rule<TiersDeclaration> = this.rule('tiers', () => {
    const first = this.CONSUME(t.K.tiers);
    const tiers = [this.SUBRULE(this.labelled)];
    this.ACTION(() => {
      this.draft = { kind: 'tiers', tiers, span: this.since(first) };
    });
    this.MANY(() => {
      this.CONSUME(t.Pipe);
      tiers.push(this.SUBRULE2(this.labelled));
    });
    return { kind: 'tiers', tiers, span: this.since(first) };
  });

  readonly choice: Rule<ChoiceDeclaration> = this.rule('choice', () => {
    const first = this.CONSUME(t.K.choice);
    const { name, label } = this.SUBRULE(this.labelled);
    const given =
      this.OPTION(() =>
        this.either<ChoiceDeclaration['given']>([
          { ALT: () => this.word(t.K.decided, () => 'decided') },
          { ALT: () => this.word(t.K.by, () => this.word(t.K.order, () => 'order')) },
        ]),
      ) ?? 'fact';
    const values: Labelled[] = [];
    const choice = (): ChoiceDeclaration => ({
      kind: 'choice',
      name,
      ...present({ label }),
      given,
      values,
      span: this.since(first),
    });
    this.ACTION(() => {
      this.draft = choice();
    });
    this.CONSUME(t.Colon);
    values.push(this.SUBRULE2(this.labelled));
    this.MANY(() => {
      this.CONSUME(t.Comma);
      values.push(this.SUBRULE3(this.labelled));
    });
    const defaultValue = this.OPTION2(() => {
      this.CONSUME(t.Semicolon);
      this.CONSUME(t.K.default);
      return this.asName(this.CONSUME(t.Name, as.ownValue));
    });
    return { ...choice(), ...present({ defaultValue }) };
  });

  readonly numberDeclaration: Rule<NumberDeclaration> = this.rule('numberDeclaration', () => {
    const first = this.CONSUME(t.K.number);
    const { name, label } = this.SUBRULE(this.labelled);
    const of = this.either<Pick<NumberDeclaration, 'unit' | 'derived'>>([
      { ALT: () => this.word(t.K.in, () => ({ unit: this.SUBRULE(this.unit) })) },
      { ALT: () => this.word(t.Equals, () => ({ derived: this.SUBRULE(this.derivedNumber) })) },
    ]);
    const defaultValue = this.OPTION(() => {
      this.CONSUME(t.Semicolon);
      this.CONSUME(t.K.default);
      return this.SUBRULE(this.amount);
    });
    return {
      kind: 'number',
      name,
      ...present({ label }),
      ...of,
      ...present({ defaultValue }),
      span: this.since(first),
    };
  });

  /** `operation each procedure per month`, `time of work each visit`, `from ordered to started`. */
  readonly derivedNumber: Rule<DerivedNumber> = this.oneOf<DerivedNumber>('derivedNumber', [
    {
      ALT: () => {
        const first = this.CONSUME(t.K.timeOf);
        const subject = this.asName(this.CONSUME(t.Name, as.activity));
        this.CONSUME(t.K.each);
        const each = this.SUBRULE(this.periodOrName, as.scope);
        return { kind: 'length', subject, each, span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.from);
        const from = this.asName(this.CONSUME2(t.Name, as.milestone));
        this.CONSUME(t.K.to);
        const to = this.asName(this.CONSUME3(t.Name, as.milestone));
        const counted = this.OPTION(() =>
          this.either2<{ readonly window?: WindowExpr }>([
            { ALT: () => this.word(t.K.of, () => ({ window: this.SUBRULE(this.window, { ARGS: ['commas'] }) })) },
            {
              ALT: () => {
                this.CONSUME(t.K.in);
                this.CONSUME(t.K.businessDays);
                return {};
              },
            },
          ]),
        );
        const inBusinessDays = counted !== undefined && counted.window === undefined;
        return { kind: 'between', from, to, ...counted, inBusinessDays, span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        const subject = this.asName(this.CONSUME4(t.Name, as.happening));
        const each = this.OPTION2(() => {
          this.CONSUME2(t.K.each);
          return this.asName(this.CONSUME5(t.Name, as.scope));
        });
        this.CONSUME(t.K.per);
        return {
          kind: 'how-often',
          subject,
          ...present({ each }),
          per: this.SUBRULE(this.period),
          span: this.since(first),
        };
      },
    },
  ]);

  /** `usage driving "kjøring" in km`, `unit switch, counts 1 + cards, counted peak`, `matter patching, counts as downtime`. */
  readonly subject: Rule<SubjectDeclaration> = this.rule('subject', () => {
    const first = this.CONSUME(t.SubjectKind);
    const what = first.image as SubjectDeclaration['what'];
    const { name, label } = this.SUBRULE(this.labelled);
    const start = { kind: 'subject', what, name, ...present({ label }) } as const;
    this.ACTION(() => {
      this.draft = { ...start, countsAs: [], span: this.since(first) };
    });
    const unit = this.OPTION(() => {
      this.CONSUME(t.K.in);
      return this.SUBRULE(this.unit);
    });
    let countsAs: Name[] = [];
    let counts: CountTerm[] | undefined;
    let counted: CountedOn | undefined;
    this.MANY(() => {
      this.OPTION2(() => this.CONSUME(t.Comma));
      this.either([
        {
          ALT: () => {
            this.CONSUME(t.K.countsAs);
            countsAs = this.SUBRULE(this.names, as.matter);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.counts);
            counts = this.SUBRULE(this.countTerms);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.counted);
            counted = this.SUBRULE(this.countedOn);
          },
        },
      ]);
    });
    return { ...start, ...present({ unit }), countsAs, ...present({ counts, counted }), span: this.since(first) };
  });

  /** Which units of a period are paid for: `peak`, `day 15`. */
  readonly countedOn: Rule<CountedOn> = this.oneOf<CountedOn>('countedOn', [
    this.onWord(t.K.anyDay, () => 'any-day'),
    this.onWord(t.K.firstDay, () => 'first-day'),
    this.onWord(t.K.lastDay, () => 'last-day'),
    this.onWord(t.K.peak, () => 'peak'),
    { ALT: () => this.word(t.K.by, () => this.word(t.K.day, () => 'by-day')) },
    {
      ALT: () => {
        this.CONSUME2(t.K.day);
        return this.asNumber(this.CONSUME(t.NumberToken));
      },
    },
  ]);

  readonly countTerms: Rule<CountTerm[]> = this.rule('countTerms', () => {
    const terms = [this.SUBRULE(this.countTerm)];
    this.MANY(() => {
      this.CONSUME(t.Plus);
      terms.push(this.SUBRULE2(this.countTerm));
    });
    return terms;
  });

  readonly countTerm: Rule<CountTerm> = this.oneOf<CountTerm>('countTerm', [
    {
      ALT: () => {
        const first = this.LA(1);
        const factor = this.asNumber(this.CONSUME(t.NumberToken));
        const number = this.OPTION(() => this.asName(this.CONSUME(t.Name, as.number)));
        return { factor, ...present({ number }), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.LA(1);
        return { number: this.asName(this.CONSUME2(t.Name, as.number)), span: this.since(first) };
      },
    },
  ]);

  readonly scope: Rule<ScopeDeclaration> = this.rule('scope', () => {
    const first = this.CONSUME(t.K.scope);
    const labelled = this.SUBRULE(this.labelled);
    return { kind: 'scope', ...labelled, span: this.since(first) };
  });

  /** `target start from reported to opened and answered, again after reopened`. */
  readonly target: Rule<TargetDeclaration> = this.rule('target', () => {
    const first = this.CONSUME(t.K.target);
    const labelled = this.SUBRULE(this.labelled);
    this.ACTION(() => {
      this.draft = { kind: 'target-declaration', ...labelled, to: [], mode: 'all', span: this.since(first) };
    });
    const from = this.OPTION(() => {
      this.CONSUME(t.K.from);
      return this.asName(this.CONSUME(t.Name, as.milestone));
    });
    const to: Name[] = [];
    let mode: TargetDeclaration['mode'] = 'all';
    this.OPTION2(() => {
      this.CONSUME(t.K.to);
      to.push(this.asName(this.CONSUME2(t.Name, as.milestone)));
      this.MANY(() => {
        const joint = this.either([{ ALT: () => this.CONSUME(t.K.and) }, { ALT: () => this.CONSUME(t.K.or) }]);
        if (t.isA(joint, t.K.or)) mode = 'any';
        to.push(this.asName(this.CONSUME3(t.Name, as.milestone)));
      });
    });
    let againAfter: Name | undefined;
    let repeatsUntil: Name | undefined;
    this.MANY2(() => {
      this.OPTION3(() => this.CONSUME(t.Comma));
      this.either2([
        {
          ALT: () => {
            this.CONSUME(t.K.againAfter);
            againAfter = this.asName(this.CONSUME4(t.Name, as.milestone));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.repeatingUntil);
            repeatsUntil = this.asName(this.CONSUME5(t.Name, as.milestone));
          },
        },
      ]);
    });
    return {
      kind: 'target-declaration',
      ...labelled,
      ...present({ from }),
      to,
      mode,
      ...present({ againAfter, repeatsUntil }),
      span: this.since(first),
    };
  });

  /** `measure uptime = availability per month of server during support when …`. */
  readonly measureDeclaration: Rule<MeasureDeclaration> = this.rule('measureDeclaration', () => {
    const first = this.CONSUME(t.K.measure);
    const labelled = this.SUBRULE(this.labelled);
    const start = { kind: 'measure', ...labelled, exceptions: [] } as const;
    this.ACTION(() => {
      this.draft = { ...start, parts: [], span: this.since(first) };
    });
    this.CONSUME(t.Equals);
    const what = this.SUBRULE(this.measured);
    const parts: HeadPart[] = [];
    let of: Name | undefined;
    let base: Amount | undefined;
    let rolling: Amount | undefined;
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      this.either([
        {
          GATE: () => this.sees(t.NumberToken, 2),
          ALT: () => {
            this.CONSUME2(t.K.of);
            base = this.SUBRULE(this.amount);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.of);
            of = this.asName(this.CONSUME(t.Name, as.unit));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.K.inAny);
            rolling = this.SUBRULE2(this.amount);
          },
        },
        { IGNORE_AMBIGUITIES: true, ALT: () => parts.push(this.SUBRULE(this.headPart)) },
      ]);
    });
    return { ...start, what, ...present({ of, base, rolling }), parts, span: this.since(first) };
  });

  readonly measured: Rule<Measured> = this.oneOf<Measured>('measured', [
    {
      GATE: () => this.outcomeFollows(),
      ALT: () => {
        const first = this.LA(1);
        const of = this.asName(this.CONSUME(t.Name, as.measured));
        return { kind: 'number', of, outcome: this.SUBRULE(this.outcome), span: this.since(first) };
      },
    },
    {
      ALT: () => {
        const first = this.CONSUME(t.K.shareOf);
        const of = this.asName(this.CONSUME2(t.Name, as.target));
        return { kind: 'share', of, outcome: this.SUBRULE2(this.outcome), span: this.since(first) };
      },
    },
    this.onWord(t.K.availability, (first) => ({ kind: 'availability', span: this.since(first) })),
    this.onWord(t.K.downtime, (first) => ({ kind: 'downtime', span: this.since(first) })),
    this.onWord(t.K.downtimeInPercent, (first) => ({ kind: 'downtime-share', span: this.since(first) })),
    this.onWord(t.K.outages, (first) => ({ kind: 'outages', span: this.since(first) })),
    this.onWord(t.K.longestOutage, (first) => ({ kind: 'longest-outage', span: this.since(first) })),
    this.onWord(t.K.averageOutage, (first) => ({ kind: 'average-outage', span: this.since(first) })),
  ]);

  /** `respond met`; `downtime` alone is no measure of that name. */
  private outcomeFollows(): boolean {
    return this.sees(t.K.met, 2) || this.sees(t.K.missed, 2) || this.LA(1).tokenType === t.WordToken;
  }

  readonly outcome = this.oneOf<'met' | 'missed'>('outcome', [
    this.onWord(t.K.met, () => 'met'),
    this.onWord(t.K.missed, () => 'missed'),
  ]);

  /** `except when planned is yes, up to 4 h`; `leaving out when cause is customer`. */
  readonly measureNote: Rule<MeasureException> = this.rule('measureNote', () => {
    const first = this.LA(1);
    const leavesOut = this.either([
      { ALT: () => this.word(t.K.except, () => false) },
      { ALT: () => this.word(t.K.leavingOut, () => true) },
    ]);
    const parts: HeadPart[] = [];
    let upTo: MeasureException['upTo'];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      this.either2([
        {
          ALT: () => {
            this.CONSUME(t.K.upTo);
            upTo = this.SUBRULE(this.amount);
          },
        },
        { ALT: () => parts.push(this.SUBRULE(this.headPart)) },
      ]);
    });
    return { kind: 'measure-exception', leavesOut, parts, ...present({ upTo }), span: this.since(first) };
  });

  readonly daysDeclaration: Rule<DaysDeclaration> = this.rule('daysDeclaration', () => {
    const first = this.CONSUME(t.K.days);
    const labelled = this.SUBRULE(this.labelled);
    this.ACTION(() => {
      const span = this.since(first);
      this.draft = { kind: 'days', ...labelled, days: { kind: 'broken', span }, span };
    });
    this.CONSUME(t.Equals);
    return {
      kind: 'days',
      ...labelled,
      days: this.SUBRULE(this.window, { ARGS: ['commas'] }),
      span: this.since(first),
    };
  });

  /** `window core = Mon-Fri 08:00-16:00`, or one for each tier. */
  readonly windowDeclaration: Rule<WindowDeclaration> = this.rule('windowDeclaration', () => {
    const first = this.CONSUME(t.K.window);
    const labelled = this.SUBRULE(this.labelled);
    this.ACTION(() => {
      const span = this.since(first);
      this.draft = { kind: 'window', ...labelled, windows: [{ kind: 'broken', span }], span };
    });
    this.CONSUME(t.Equals);
    const windows = [this.SUBRULE(this.window, { ARGS: ['commas'] })];
    this.MANY(() => {
      this.CONSUME(t.Pipe);
      windows.push(this.SUBRULE2(this.window, { ARGS: ['commas'] }));
    });
    return { kind: 'window', ...labelled, windows, span: this.since(first) };
  });

  readonly week: Rule<WeekDeclaration> = this.rule('week', () => {
    const first = this.CONSUME(t.K.week);
    return { kind: 'week', rows: [], span: this.since(first) };
  });

  /** `Mon-Fri: 06:00 day, 17:00 evening "kveld", 22:00 night`. */
  readonly weekRow: Rule<WeekRow> = this.rule('weekRow', () => {
    const first = this.LA(1);
    const days = this.SUBRULE(this.window, { ARGS: ['commas'] });
    this.CONSUME(t.Colon);
    const stretches = [this.SUBRULE(this.weekStretch)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      stretches.push(this.SUBRULE2(this.weekStretch));
    });
    return { days, stretches, span: this.since(first) };
  });

  readonly weekStretch: Rule<WeekRow['stretches'][number]> = this.rule('weekStretch', () => {
    const from = this.OPTION(() => this.SUBRULE(this.time));
    const window = this.asName(this.CONSUME(t.Name, as.stretch));
    const label = this.OPTION2(() => this.SUBRULE(this.quoted));
    return { ...present({ from }), window, ...present({ label }) };
  });

  readonly case: Rule<CaseDeclaration> = this.rule('case', () => {
    const first = this.CONSUME(t.K.case);
    const labelled = this.SUBRULE(this.labelled);
    this.ACTION(() => {
      const span = this.since(first);
      this.draft = { kind: 'case', ...labelled, condition: { kind: 'broken', span }, span };
    });
    this.CONSUME(t.Equals);
    return { kind: 'case', ...labelled, condition: this.SUBRULE(this.condition), span: this.since(first) };
  });

  readonly module: Rule<Module> = this.rule('module', () => {
    const first = this.CONSUME(t.K.module);
    const labelled = this.SUBRULE(this.labelled);
    return { kind: 'module', ...labelled, items: [], span: this.since(first) };
  });

  readonly declaration: Rule<Item> = this.oneOf<Item>('declaration', [
    { ALT: () => this.SUBRULE(this.tiers) },
    { ALT: () => this.SUBRULE(this.choice) },
    { ALT: () => this.SUBRULE(this.numberDeclaration) },
    { ALT: () => this.SUBRULE(this.subject) },
    { ALT: () => this.SUBRULE(this.scope) },
    { ALT: () => this.SUBRULE(this.target) },
    { ALT: () => this.SUBRULE(this.measureDeclaration) },
    { ALT: () => this.SUBRULE(this.daysDeclaration) },
    { ALT: () => this.SUBRULE(this.windowDeclaration) },
    { ALT: () => this.SUBRULE(this.week) },
    { ALT: () => this.SUBRULE(this.case) },
    { ALT: () => this.SUBRULE(this.module) },
  ]);
}
