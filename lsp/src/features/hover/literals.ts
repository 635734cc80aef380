// Hover on what is written out: an amount in other units and with VAT, a date with its weekday and holiday, a § with its row.
import { weekdayDateWords } from '@avtal/compiler';
import type { Amount, ClauseWord, Head, PaperNumber } from '@avtal/grammar';
import {
  type CivilDate,
  dateOf,
  dayOf,
  type Instant,
  isDecimal,
  quantityText,
  Rational,
  type Vat,
} from '@avtal/runtime';
import { firstKnown, type Known, ratesOf } from '../known.ts';
import type { Node } from '../tree.ts';
import { bullets, type Hover, type HoverAsk, paragraphs } from './ask.ts';
import { rowText } from './rows.ts';

export function literalHover(ask: HoverAsk): Hover | undefined {
  const { snapshot, path, now } = ask;
  const known = firstKnown(snapshot);
  for (const node of [...path].reverse()) {
    const text = textOf(node, path, known, now);
    if (text !== undefined) return text === '' ? undefined : { span: node.span, text };
  }
  return undefined;
}

/** Undefined: not about this node. */
function textOf(node: Node, path: readonly Node[], known: Known | undefined, now: Instant): string | undefined {
  if (isAmount(node)) return amountText(node, path, known);
  if (isPaper(node)) return paperText(node, known);
  if (isDate(node)) return dateText(node.date, known);
  if (isMonthDay(node)) return yearlyText(node, known, now);
  return undefined;
}

const isAmount = (node: Node): node is Amount => node.kind === 'amount';
const isPaper = (node: Node): node is PaperNumber => node.kind === 'paper';
const isDate = (node: Node): node is Node & { readonly date: CivilDate } =>
  node.kind === 'date' && 'date' in node && typeof node.date === 'string';
const isMonthDay = (node: Node): node is Node & { readonly month: number; readonly day: number } =>
  node.kind === 'month-day';

// ----------------------------------------------------------------------------------------------------------- dates

function dateText(date: CivilDate, known: Known | undefined): string {
  return `${weekdayDateWords(date)}${holidayText(date, known)}`;
}

/** Of a day without a year: on which weekdays it falls. */
function yearlyText(
  { month, day }: { readonly month: number; readonly day: number },
  known: Known | undefined,
  now: Instant,
): string {
  const year = Number(dateOf(Math.floor(now / 86400)).slice(0, 4));
  const two = (value: number): string => String(value).padStart(2, '0');
  return bullets(
    [0, 1, 2]
      .map((later) => `${year + later}-${two(month)}-${two(day)}`)
      .filter((date) => dateOf(dayOf(date)) === date)
      .map((date) => dateText(date, known)),
  );
}

function holidayText(date: CivilDate, known: Known | undefined): string {
  const name = known?.holidayNames.get(date);
  return name === undefined ? '' : `, ${name}`;
}

// --------------------------------------------------------------------------------------------------------- amounts

const money: readonly ClauseWord[] = ['rate', 'price', 'start price', 'fee', 'limit', 'surcharge'];

/** Seconds of what can be said in other units. */
const seconds: Readonly<Record<string, number>> = {
  s: 1,
  second: 1,
  seconds: 1,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  day: 86400,
  days: 86400,
};

function amountText(amount: Amount, path: readonly Node[], known: Known | undefined): string {
  const [part, ...more] = amount.parts;
  if (part === undefined || amount.parts.some(({ number }) => !isDecimal(number.text))) return '';
  const unit = part.unit?.text;
  const value = Rational.of(part.number.text);
  if (unit === '%' && amount.sign !== undefined)
    return `= ×${figure(Rational.one.plus(value.over(Rational.of(100)).times(Rational.of(amount.sign === '-' ? -1 : 1))))}`;
  if (amount.sign === 'x') return `= +${figure(value.minus(Rational.one).times(Rational.of(100)))}%`;
  if (unit !== undefined) {
    const whole = amount.parts.map(({ number, unit: each }) =>
      Rational.of(number.text).times(Rational.of(seconds[each?.text ?? ''] ?? 0)),
    );
    return seconds[unit] === undefined
      ? ''
      : durationText(
          Rational.sum(whole),
          more.length > 0,
          amount.parts.map(({ number, unit: each }) => `${number.text} ${each?.text ?? ''}`).join(' '),
        );
  }
  const head = headOf(path);
  const isMoney = amount.per !== undefined || (head !== undefined && money.includes(head.clause));
  return isMoney && known !== undefined ? moneyText(value, amount, known) : '';
}

/** The clause head that stands before the amount: of its own row. */
function headOf(path: readonly Node[]): Head | undefined {
  for (const node of [...path].reverse()) {
    if (node.kind === 'clause' && 'head' in node) return node.head as Head;
  }
  return undefined;
}

/** In every unit that does not need a fraction: `90 min = 1 h 30 min`, `1.5 h`. */
function durationText(time: Rational, isCompound: boolean, written: string): string {
  const forms = [quantityText(time, { kind: 'time' })];
  for (const [unit, size] of [
    ['days', 86400],
    ['h', 3600],
    ['min', 60],
  ] as const) {
    const value = time.over(Rational.of(size)).exactDecimal();
    if (value !== undefined && value !== '1' && !value.startsWith('0') && (isCompound || value.length < 5))
      forms.push(`${value} ${unit}`);
  }
  const others = [...new Set(forms)].filter((form) => form !== written.trim());
  return others.length === 0 ? '' : `= ${others.join(' = ')}`;
}

function moneyText(value: Rational, { per }: Amount, { ir: { agreement } }: Known): string {
  const { vat, currency, minorDigits } = agreement;
  const unit = per?.unit.text ?? '';
  const said = (amount: Rational, behind: string): string => `${amount.toDecimal(minorDigits)} ${currency}${behind}`;
  const behind = per === undefined ? '' : per.number === undefined ? ` per ${unit}` : ` per ${per.number.text} ${unit}`;
  const size = seconds[unit];
  const hourly =
    size === undefined || per === undefined || (size === 3600 && per.number === undefined)
      ? []
      : [
          `${said(value.over(Rational.of(per.number?.text ?? '1').times(Rational.of(size))).times(Rational.of(3600)), ' an hour')}`,
        ];
  return paragraphs(
    said(value, behind),
    bullets([...hourly, ...vatForms(value, vat, (amount) => said(amount, behind))]),
  );
}

function vatForms(value: Rational, vat: Vat, said: (amount: Rational) => string): readonly string[] {
  return ratesOf(vat).map((percent) => {
    const gross = Rational.of(100).plus(Rational.of(percent)).over(Rational.of(100));
    return vat.kind === 'on-top'
      ? `${said(value.times(gross))} with ${percent}% VAT`
      : `${said(value.over(gross))} without ${percent}% VAT`;
  });
}

const figure = (value: Rational): string => value.exactDecimal() ?? value.toDecimal(4);

// ------------------------------------------------------------------------------------------------------------ papers

/** The rows of that number; where the row itself bears it, the row. */
function paperText({ number }: PaperNumber, known: Known | undefined): string {
  const rows = known?.rows.filter(([clause]) => clause?.paper === number) ?? [];
  if (known === undefined || rows.length === 0) return '';
  return rows.map((row) => rowText(known, row)).join('\n\n---\n\n');
}
