// Amounts as written → quantities with units, exactly: `1 h 30 min` is 5400 seconds, `650/h` is money per 3600 seconds.
import { type Amount, closest, type Name, type NumberLiteral, type Span } from '@avtal/grammar';
import { type Decimal, isDecimal, Rational, type Unit } from '@avtal/runtime';
import { currencyDigits } from '../data/currencies.ts';
import type { Model, Place } from '../model.ts';
import { periodAtHome } from '../names/suggest.ts';

/** What a figure is a figure of. `bare` is a number without unit: money in a money position, else pieces. */
export type Sort =
  | { readonly kind: 'bare' | 'time' | 'business-days' | 'percent' | 'money' }
  | { readonly kind: 'count' | 'other'; readonly name: string };

/** Time in seconds, percent as written (25 for 25%), others in their unit. */
export interface Quantity {
  readonly of: Sort;
  readonly value: Rational;
  /** Written in days alone: 24 h each, but a reader may take them for calendar days or business days. */
  readonly inDays: boolean;
}

export interface Measure extends Quantity {
  readonly sign?: '+' | '-' | 'x';
  /** `/h`, `per 30 min`. */
  readonly per?: Quantity;
  readonly span: Span;
}

const secondsOf = new Map<string, bigint>([
  ...each(1n, 's second seconds'),
  ...each(60n, 'min minute minutes'),
  ...each(3600n, 'h hour hours'),
  ...each(86_400n, 'day days'),
]);

/** What people write, and what the language writes. */
const usual = new Map<string, string>([
  ...each('h', 't time timer timme timmar tim uur uren std stunde stunden hr hrs'),
  ...each('min', 'm mins minutt minutter minut minuter minuten minuut'),
  ...each('s', 'sec secs sek sekund sekunder'),
  ...each('%', 'prosent procent prozent percent pct'),
  ...each('days', 'd dag dager dagar dage dagen tage'),
  ...each(
    'business days',
    'virkedag virkedager arbetsdag arbetsdagar vardag vardagar werkdag werkdagen workday workdays',
  ),
]);

/** Words for money, with the currencies that they may mean. */
const moneyWords = new Map<string, string>([
  ...each('NOK SEK DKK ISK', 'kr kroner kronor kronur krone krona'),
  ...each('EUR', 'euro euros'),
]);

function each<T>(value: T, text: string): [string, T][] {
  return text.split(' ').map((word) => [word, value]);
}

/** The unit that a declaration names: `in h` is time, `in pieces` a count, `in %` percent, anything else itself (`km`). */
export function unitNamed(name: string): Unit {
  if (secondsOf.has(name)) return { kind: 'time' };
  if (/^(pieces?|pcs)$/.test(name)) return { kind: 'count' };
  if (name === '%' || name === 'percent') return { kind: 'percent' };
  return { kind: 'other', name };
}

const businessDays = /^business\s+days?$/;
export const isBusinessDays = (unit: Name): boolean => businessDays.test(unit.text);

interface UnitMeaning {
  readonly of: Sort;
  /** Base units in one of it. */
  readonly factor: bigint;
}

/** What the word after a number means in this agreement; reports a word that means nothing. */
function meaningOf(unit: Name | undefined, model: Model, place: Place): UnitMeaning | undefined {
  if (unit === undefined) return { of: { kind: 'bare' }, factor: 1n };
  const word = unit.text;
  if (word === '%') return { of: { kind: 'percent' }, factor: 1n };
  if (isBusinessDays(unit)) return { of: { kind: 'business-days' }, factor: 1n };
  const factor = secondsOf.get(word);
  if (factor !== undefined) return { of: { kind: 'time' }, factor };
  if (declaredUnits(model).has(word)) {
    model.uses.use('measure', unit, place);
    return { of: { kind: 'other', name: word }, factor: 1n };
  }
  for (const name of [word, word.replace(/s$/, '')]) {
    const subject = model.findSubject(name)?.info;
    if (subject !== undefined) model.uses.use(subject.kind, { text: name, span: unit.span }, place);
    if (subject !== undefined || /^(piece|pcs)$/.test(name)) return { of: { kind: 'count', name }, factor: 1n };
  }
  const { currency } = model.settings;
  const currencies = moneyWords.get(word.toLowerCase())?.split(' ') ?? (/^[A-Z]{3}$/.test(word) ? [word] : []);
  if (currency !== undefined && currencies.includes(currency)) return { of: { kind: 'money' }, factor: 1n };
  const site = model.site(unit, place);
  if (currencies.length > 0) model.reporter.report('other-currency', { written: word, currency }, site);
  else {
    const instead =
      usual.get(word.toLowerCase()) ??
      (secondsOf.has(word.toLowerCase()) ? word.toLowerCase() : closest(word, declaredUnits(model)));
    const fixes = instead === undefined ? [] : [{ title: `Write \`${instead}\``, edits: [{ ...site, text: instead }] }];
    const params = { unit: word, instead, known: [...declaredUnits(model)], period: periodAtHome(word) };
    if (model.isDamaged(unit, place)) model.reporter.passOver();
    else model.reporter.report('unknown-unit', params, site, { fixes });
  }
  return undefined;
}

/** Units that usages and numbers are counted in: `km`, `GB`. One set for each list of subjects, since every amount asks. */
function declaredUnits({ subjects, numbers }: Model): ReadonlySet<string> {
  const known = unitsBySubjects.get(subjects);
  if (known !== undefined) return known;
  const units = [...subjects, ...numbers].map((counted) => counted.unit);
  const names = new Set(units.flatMap((unit) => (unit.kind === 'other' ? [unit.name] : [])));
  unitsBySubjects.set(subjects, names);
  return names;
}
const unitsBySubjects = new WeakMap<Model['subjects'], ReadonlySet<string>>();

/** What was written, with its unit; undefined when that was reported. */
export function measure(amount: Amount, model: Model, place: Place): Measure | undefined {
  const whole = total(amount.parts, model, place);
  if (whole === undefined || asksThousands(amount, whole.of, model, place)) return undefined;
  const sign = amount.sign === undefined ? {} : { sign: amount.sign };
  if (amount.per === undefined) return { ...whole, ...sign, span: amount.span };
  const per = total([amount.per], model, place);
  return per && { ...whole, ...sign, per, span: amount.span };
}

/** M1: `1.200` is twelve hundred for half of Europe, also where a point stands before decimals here. */
function asksThousands({ sign, parts }: Amount, of: Sort, model: Model, place: Place): boolean {
  const number = parts.find((part) => /^[1-9]\d{0,2}\.\d{3}$/.test(part.number.text))?.number;
  const isSum = of.kind === 'bare' || of.kind === 'money' || of.kind === 'count';
  const { currency = '' } = model.settings;
  if (number === undefined || !isSum || sign === 'x' || currencyDigits.get(currency) === 3) return false;
  const site = model.site(number, place);
  // Four digits behind the point are no thousands.
  const small = number.text.endsWith('0') ? number.text.slice(0, -1) : `${number.text}0`;
  const readings = [number.text.replace('.', ''), small];
  const fixes = readings.map((text) => ({ title: `Write \`${text}\``, edits: [{ ...site, text }] }));
  model.reporter.report('thousands-point', { written: number.text, readings }, site, { fixes });
  return true;
}

type Part = { readonly number?: NumberLiteral; readonly over?: NumberLiteral; readonly unit?: Name };

function total(parts: readonly Part[], model: Model, place: Place): Quantity | undefined {
  let sum: Quantity | undefined;
  for (const part of parts) {
    const meaning = meaningOf(part.unit, model, place);
    if (meaning === undefined) return undefined;
    const number = part.number?.text ?? '1';
    if (!isDecimal(number)) return undefined; // the parser has said what is wrong with it
    if (part.over !== undefined) {
      // A fraction is a share of something, as a percentage is.
      const over = Rational.of(part.over.text);
      if (over.isZero()) return undefined;
      return { of: { kind: 'percent' }, value: Rational.of(number).times(Rational.of(100)).over(over), inDays: false };
    }
    const value = Rational.of(number).times(Rational.of(meaning.factor));
    const inDays = meaning.of.kind === 'time' && meaning.factor === 86_400n;
    if (sum === undefined) sum = { of: meaning.of, value, inDays };
    else if (part.unit !== undefined && !sameSort(sum.of, meaning.of)) {
      model.reporter.report(
        'mixed-units',
        { first: sortWord(sum.of), second: sortWord(meaning.of) },
        model.site(part.unit, place),
      );
      return undefined;
    } else sum = { of: sum.of, value: sum.value.plus(value), inDays: sum.inDays && inDays };
  }
  return sum;
}

const sameSort = (a: Sort, b: Sort): boolean =>
  a.kind === b.kind && ('name' in a ? 'name' in b && a.name === b.name : true);

/** `a time`, `money`, …: for messages. */
function sortWord(of: Sort): string {
  switch (of.kind) {
    case 'bare':
      return 'a number without unit';
    case 'time':
      return 'a time';
    case 'business-days':
      return 'a number of business days';
    case 'percent':
      return 'a percentage';
    case 'money':
      return 'money';
    case 'count':
      return `a number of \`${of.name}\``;
    case 'other':
      return `an amount in \`${of.name}\``;
  }
}

/** `4 h`, `+50%`, `650/h` as a sentence names them. */
export function measureWord(of: Measure): string {
  if (of.sign === 'x') return 'a factor';
  if (of.per !== undefined) return of.per.of.kind === 'time' ? 'a price per time' : 'a price per unit';
  if (of.sign === '-') return 'something taken off';
  return of.sign === '+' ? 'something added' : sortWord(of.of);
}

/** Whether the quantity may stand where this unit is due. A bare number is pieces or money. */
export function fits(of: Sort, unit: Unit): boolean {
  switch (unit.kind) {
    case 'time':
    case 'percent':
      return of.kind === unit.kind;
    case 'count':
      return of.kind === 'bare' || of.kind === 'count';
    case 'money':
      return of.kind === 'bare' || of.kind === 'money';
    case 'other':
      // A number may be declared in business days: it is stated, not counted in a calendar.
      if (of.kind === 'business-days') return businessDays.test(unit.name);
      return of.kind === 'other' && of.name === unit.name;
  }
}

/** What is due where this unit is due, with how it is written. */
export function unitWord(unit: Unit): string {
  switch (unit.kind) {
    case 'time':
      return 'a time (`2 h`, `30 min`)';
    case 'count':
      return 'a number (`2`)';
    case 'money':
      return 'money (`650`)';
    case 'percent':
      return 'a percentage (`20%`)';
    case 'other':
      return `an amount in \`${unit.name}\` (\`20 ${unit.name}\`)`;
  }
}

/** The spellings that a number without unit may have meant, for repairs: `30 min` and `30 h`, or `30 km`. */
function withUnit(number: string, unit: Unit): readonly string[] {
  switch (unit.kind) {
    case 'time':
      return [`${number} min`, `${number} h`];
    case 'percent':
      return [`${number}%`];
    case 'other':
      return [`${number} ${unit.name}`];
    case 'count':
    case 'money':
      return [];
  }
}

/**
 * The amount in base units of `unit` (`4 h` of time is `14400`, `6` pieces are `6`); reports an amount of another unit
 * with the reason why this unit is due ("`estimate` is counted in time") and returns undefined.
 */
export function quantityIn(unit: Unit, amount: Amount, why: string, model: Model, place: Place): Decimal | undefined {
  const measured = measure(amount, model, place);
  if (measured === undefined) return undefined;
  const plain = measured.sign === undefined && measured.per === undefined;
  if (plain && fits(measured.of, unit)) return decimal(measured.value);
  reportUnit(unit, amount, measured, why, model, place);
  return undefined;
}

/** "`30` what? …" for a number without unit, else "here a time is due, because …". */
export function reportUnit(unit: Unit, amount: Amount, found: Measure, why: string, model: Model, place: Place): void {
  const site = model.site(amount, place);
  const written = model.textOf(amount, place);
  const plain = found.sign === undefined && found.per === undefined;
  const spellings = plain && found.of.kind === 'bare' ? withUnit(written, unit) : [];
  if (spellings.length === 0) {
    const params = { written, found: measureWord(found), wanted: unitWord(unit), because: why };
    model.reporter.report('wrong-unit', params, site);
    return;
  }
  const fixes = spellings.map((text) => ({ title: `Write \`${text}\``, edits: [{ ...site, text }] }));
  model.reporter.report('unit-missing', { written, spellings, because: why }, site, { fixes });
}

/** Sums and products of decimals, as an agreement writes them, are decimals again. */
export const decimal = (value: Rational): Decimal => value.exactDecimal() ?? value.toDecimal(12);
