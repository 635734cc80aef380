// Settings: one row each, no colon.
import type { Cond, DateLiteral, DaysAtom, Name, Setting, Text } from '../ast.ts';
import * as t from '../words/tokens.ts';
import { present, type Rule } from './parser-base.ts';
import { DeclarationParser } from './parser-declarations.ts';
import { as } from './roles.ts';

type Holidays = Extract<Setting, { name: 'holidays' }>;
type Vat = Extract<Setting, { name: 'vat' }>;
type Further = Pick<Vat, 'how' | 'why' | 'bases' | 'when' | 'from' | 'until'>;
type Of<N extends Setting['name'], F extends string> =
  Extract<Setting, { name: N }> extends infer S ? (S extends Record<F, infer V> ? V : never) : never;

export abstract class SettingParser extends DeclarationParser {
  readonly setting: Rule<Setting> = this.oneOf<Setting>('setting', [
    { ALT: () => this.SUBRULE(this.wordSetting) },
    { ALT: () => this.SUBRULE(this.holidays) },
    { ALT: () => this.SUBRULE(this.vat) },
    { ALT: () => this.SUBRULE(this.clockSetting) },
    { ALT: () => this.SUBRULE(this.businessDays) },
    { ALT: () => this.SUBRULE(this.partMonths) },
    { ALT: () => this.SUBRULE(this.unitsCounted) },
    { ALT: () => this.SUBRULE(this.changes) },
    { ALT: () => this.SUBRULE(this.lines) },
    { ALT: () => this.SUBRULE(this.invoice) },
    { ALT: () => this.SUBRULE(this.valid) },
  ]);

  private set(first: t.Token) {
    return { kind: 'setting', keyword: this.asName(first), span: this.since(first) } as const;
  }

  readonly wordSetting: Rule<Setting> = this.oneOf<Setting>('wordSetting', [
    this.onWord(t.K.provider, (first) => ({ name: 'provider', text: this.SUBRULE(this.quoted), ...this.set(first) })),
    this.onWord(t.K.edition, (first) => ({ name: 'edition', text: this.SUBRULE2(this.quoted), ...this.set(first) })),
    this.onWord(t.K.language, (first) => ({
      name: 'language',
      word: this.asName(this.CONSUME(t.Name, as.language)),
      ...this.set(first),
    })),
    this.onWord(t.K.currency, (first) => ({
      name: 'currency',
      word: this.asName(this.CONSUME2(t.Name, as.currency)),
      ...this.set(first),
    })),
    this.onWord(t.K.timezone, (first) => ({
      name: 'timezone',
      zone: this.asName(this.CONSUME(t.Zone)),
      ...this.set(first),
    })),
  ]);

  /** `holidays Sweden plus julafton, 2 Jan minus nationaldagen`. */
  readonly holidays: Rule<Setting> = this.rule('holidays', () => {
    const first = this.CONSUME(t.K.holidays);
    const country = this.asName(this.CONSUME(t.Name, as.country));
    const plus: Holidays['plus'][number][] = [];
    const minus: Holidays['minus'][number][] = [];
    this.MANY(() => {
      const sign = this.either([{ ALT: () => this.CONSUME(t.K.plus) }, { ALT: () => this.CONSUME(t.K.minus) }]);
      const list = t.isA(sign, t.K.plus) ? plus : minus;
      list.push(this.SUBRULE(this.holiday));
      this.MANY2(() => {
        this.CONSUME(t.Comma);
        list.push(this.SUBRULE2(this.holiday));
      });
    });
    return { name: 'holidays', country, plus, minus, ...this.set(first) };
  });

  readonly holiday: Rule<Name | Text | DaysAtom> = this.oneOf<Name | Text | DaysAtom>('holiday', [
    {
      IGNORE_AMBIGUITIES: true,
      GATE: () => !this.sees(t.Days, 2),
      ALT: () => this.asName(this.CONSUME(t.Name, as.holiday)),
    },
    { ALT: () => this.SUBRULE(this.quoted) },
    { ALT: () => this.SUBRULE(this.days) },
  ]);

  readonly vat: Rule<Setting> = this.rule('vat', () => {
    const first = this.CONSUME(t.K.vat);
    const rate = this.OPTION(() => this.SUBRULE(this.amount));
    const said = this.either<Further>([
      {
        ALT: () => {
          const how = this.SUBRULE(this.vatHow);
          const why = this.OPTION2(() => this.SUBRULE(this.quoted));
          const further = this.OPTION3(() => this.SUBRULE(this.vatFurther));
          return { how, ...present({ why }), ...further };
        },
      },
      {
        ALT: () => {
          const why = this.SUBRULE2(this.quoted);
          return { why, ...this.SUBRULE2(this.vatFurther) };
        },
      },
      { ALT: () => this.SUBRULE3(this.vatFurther) },
    ]);
    return { name: 'vat', rate, ...said, ...this.set(first) };
  });

  readonly vatHow: Rule<NonNullable<Vat['how']>> = this.oneOf<NonNullable<Vat['how']>>('vatHow', [
    this.onWord(t.K.onTop, () => 'on-top'),
    this.onWord(t.K.included, () => 'included'),
    this.onWord(t.K.instead, () => 'instead'),
    this.onWord(t.K.notStated, () => 'not-stated'),
    this.onWord(t.K.none, () => 'none'),
  ]);

  /** What a further rate is about: `on letter, fee paper`, `when customer is abroad`, `from 2024-09-01`. */
  readonly vatFurther: Rule<Further> = this.oneOf<Further>('vatFurther', [
    {
      ALT: () => {
        this.CONSUME(t.K.on);
        const bases = this.SUBRULE(this.bases);
        const when = this.OPTION(() => this.SUBRULE(this.vatWhen));
        return { bases, ...present({ when }), ...this.SUBRULE(this.fromUntil) };
      },
    },
    {
      ALT: () => {
        const when = this.SUBRULE2(this.vatWhen);
        return { when, ...this.SUBRULE2(this.fromUntil) };
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.K.from);
        const from = this.SUBRULE(this.date);
        const until = this.OPTION2(() => this.SUBRULE(this.untilDate));
        return { from, ...present({ until }) };
      },
    },
    { ALT: () => ({ until: this.SUBRULE2(this.untilDate) }) },
  ]);

  readonly vatWhen: Rule<Cond> = this.rule('vatWhen', () => {
    this.CONSUME(t.K.when);
    return this.SUBRULE(this.condition);
  });

  readonly clockSetting: Rule<Setting> = this.rule('clockSetting', () => {
    const first = this.CONSUME(t.K.clock);
    const clock = this.either<'elapsed' | Name>([
      { ALT: () => this.word(t.K.elapsed, () => 'elapsed') },
      { IGNORE_AMBIGUITIES: true, ALT: () => this.asName(this.CONSUME(t.Name, as.window)) },
    ]);
    return { name: 'clock', clock, ...this.set(first) };
  });

  readonly businessDays: Rule<Setting> = this.rule('businessDays', () => {
    const first = this.CONSUME(t.K.businessDays);
    return { name: 'business days', days: this.SUBRULE(this.window, { ARGS: ['commas'] }), ...this.set(first) };
  });

  readonly partMonths: Rule<Setting> = this.rule('partMonths', () => {
    const first = this.CONSUME(t.K.partMonths);
    const how = this.either<Of<'part months', 'how'>>([
      { ALT: () => this.word(t.K.full, () => 'full') },
      { ALT: () => this.word(t.K.by, () => this.word(t.K.day, () => 'by-day')) },
      { ALT: () => this.word(t.K.free, () => 'free') },
    ]);
    return { name: 'part months', how, ...this.set(first) };
  });

  readonly unitsCounted: Rule<Setting> = this.rule('unitsCounted', () => {
    const first = this.CONSUME(t.K.unitsCounted);
    const how = this.SUBRULE(this.countedOn);
    return { name: 'units counted', how, ...this.set(first) };
  });

  readonly changes: Rule<Setting> = this.rule('changes', () => {
    const first = this.CONSUME(t.K.changesCount);
    this.CONSUME(t.K.from);
    const from = this.either<Of<'changes', 'from'>>([
      { ALT: () => this.word(t.K.report, () => 'report') },
      { ALT: () => this.word(t.K.change, () => 'change') },
    ]);
    return { name: 'changes', from, ...this.set(first) };
  });

  readonly lines: Rule<Setting> = this.rule('lines', () => {
    const first = this.CONSUME(t.K.lines);
    this.CONSUME(t.K.each);
    const each = this.either<Of<'lines', 'each'>>([
      { ALT: () => this.word(t.K.entry, () => 'entry') },
      { ALT: () => this.word(t.K.job, () => 'job') },
      { ALT: () => this.word(t.K.month, () => 'month') },
    ]);
    const roundedTo = this.OPTION(() => {
      this.CONSUME(t.Comma);
      this.CONSUME(t.K.roundedTo);
      return this.SUBRULE(this.amount);
    });
    return { name: 'lines', each, ...present({ roundedTo }), ...this.set(first) };
  });

  /** `invoice rounded to 1`. */
  readonly invoice: Rule<Setting> = this.rule('invoice', () => {
    const first = this.CONSUME(t.K.invoice);
    this.CONSUME(t.K.roundedTo);
    return { name: 'invoice', roundedTo: this.SUBRULE(this.amount), ...this.set(first) };
  });

  readonly valid: Rule<Setting> = this.rule('valid', () => {
    const first = this.CONSUME(t.K.valid);
    return { name: 'valid', ...this.SUBRULE(this.fromUntil), ...this.set(first) };
  });

  /** `from 2026-01-01 until 2026-12-31`, either of them or none. */
  readonly fromUntil: Rule<{ readonly from?: DateLiteral; readonly until?: DateLiteral }> = this.rule(
    'fromUntil',
    () => {
      const from = this.OPTION(() => {
        this.CONSUME(t.K.from);
        return this.SUBRULE(this.date);
      });
      const until = this.OPTION2(() => this.SUBRULE(this.untilDate));
      return present({ from, until });
    },
  );

  readonly untilDate: Rule<DateLiteral> = this.rule('untilDate', () => {
    this.CONSUME(t.K.until);
    return this.SUBRULE(this.date);
  });
}
