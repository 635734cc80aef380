// The settings of the agreement: read, checked, and asked for where they are missing.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import { type AgreementInfo, isDecimal, Rational, type UnitsCounted, type Zone } from '@avtal/runtime';
import { currencyDigits } from '../data/currencies.ts';
import { languages, usualFor } from '../data/usual.ts';
import type { Placed } from '../model.ts';
import { given } from '../optional.ts';
import { type Fix, type Reporter, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';
import type { Names } from './bind.ts';
import { zoneOf } from './zones.ts';

type Name = ast.Setting['name'];
/** The variant of a setting that may bear the name. */
type Named<K extends Name, S = ast.Setting> = S extends { readonly name: infer N } ? (K extends N ? S : never) : never;
type Said = { readonly [K in Name]?: Placed<Named<K>> };
export type VatRow = Placed<Named<'vat'>>;

/** Everything about the agreement but what needs its windows (`clock`, `business days`). */
export interface ReadSettings {
  readonly info: Omit<AgreementInfo, 'currency' | 'vat' | 'clock' | 'businessDays'>;
  readonly currency: string | undefined;
  /** The rate of all that no further row is about, and the further rows. */
  readonly vat: readonly VatRow[];
  readonly zone: Zone | undefined;
  readonly clock: Said['clock'];
  readonly businessDays: Said['business days'];
}

export function readSettings(names: Names, sources: Sources, reporter: Reporter): ReadSettings {
  const said = saidOnce(names, reporter);
  const { agreement } = names;
  const currency = said.currency === undefined ? undefined : currencyOf(said.currency, reporter);
  const minorDigits = currencyDigits.get(currency ?? '') ?? 2;
  const zone = said.timezone && zoneOf(said.timezone.node.zone, said.timezone.place, reporter);
  if (agreement !== undefined) reportMissing(said, agreement, names, sources, reporter);
  const valid = said.valid;
  const [from, until] = [valid?.node.from?.date, valid?.node.until?.date];
  if (valid !== undefined && from !== undefined && until !== undefined && until < from)
    reporter.report('until-before-from', { from, until }, siteOf(valid.node, valid.place));
  const language = said.language && languageOf(said.language, reporter);
  return {
    info: {
      id: agreement?.node.name.text ?? '',
      ...given('label', agreement?.node.label?.text),
      ...given('provider', said.provider?.node.text.text),
      ...given('language', language),
      minorDigits,
      ...given('validFrom', from),
      ...given('validUntil', until),
      ...given('edition', said.edition?.node.text.text),
      ...given('partPeriods', said['part months']?.node.how),
      ...given(
        'unitsCounted',
        said['units counted'] && countedOn(said['units counted'].node.how, said['units counted'].place, reporter),
      ),
      ...given('changes', said.changes && (`from-${said.changes.node.from}` as const)),
      lines: said.lines?.node.each ?? 'entry',
      ...given('roundedTo', said.lines && roundedTo(said.lines, minorDigits, reporter)),
      ...given('invoiceRoundedTo', said.invoice && roundedTo(said.invoice, minorDigits, reporter)),
    },
    currency,
    vat:
      said.vat === undefined
        ? []
        : [said.vat, ...names.settings.filter((one) => isFurther(one) && one !== said.vat)].filter(isVat),
    zone,
    clock: said.clock,
    businessDays: said['business days'],
  };
}

/** F4: which units are paid for; a day by its number in the period. */
export function countedOn(
  how: ast.CountedOn | undefined,
  place: { readonly file: string },
  reporter: Reporter,
): UnitsCounted | undefined {
  if (how === undefined || typeof how === 'string') return how;
  const day = Number(how.text);
  if (Number.isInteger(day) && day >= 1 && day <= 31) return { day };
  const because = 'units are counted on one of the days of a month';
  const params = { written: how.text, found: 'no day of a month', wanted: 'a number from 1 to 31', because };
  reporter.report('wrong-unit', params, siteOf(how, place));
  return undefined;
}

/** An amount of money above zero, in whole minor units: nothing less is invoiced. */
function roundedTo({ node, place }: Placed<Named<'lines' | 'invoice'>>, minorDigits: number, reporter: Reporter) {
  const amount = node.roundedTo;
  const [part, second] = amount?.parts ?? [];
  if (amount === undefined || part === undefined) return undefined;
  const { text } = part.number;
  const isPlain =
    second === undefined && part.unit === undefined && amount.per === undefined && amount.sign === undefined;
  const isMoney = isPlain && isDecimal(text) && !Rational.of(text).isZero();
  if (isMoney && Rational.of(text).compare(Rational.of(text).round(minorDigits)) === 0) return text;
  const least = Rational.of('1', 10 ** minorDigits).toDecimal(minorDigits);
  const params = isMoney
    ? { found: `no whole multiple of ${least}`, because: `nothing smaller than ${least} is invoiced` }
    : { found: 'no amount of money', because: 'sums are money' };
  reporter.report('wrong-unit', { written: text, wanted: 'money (`1`)', ...params }, siteOf(amount, place));
  return undefined;
}

const isVat = (setting: Placed<ast.Setting>): setting is VatRow => setting.node.name === 'vat';

/** A rate of VAT of some things or customers, or on some days: beside the one that holds for the rest. */
const isFurther = (setting: Placed<ast.Setting>): boolean => {
  const { node } = setting;
  return node.name === 'vat' && (node.bases ?? node.when ?? node.from ?? node.until) !== undefined;
};

/** Where every rate is of some customers, one of them says how prices stand to VAT. */
const saysHow = (setting: Placed<ast.Setting>): boolean => {
  const { node } = setting;
  const isHow = node.name === 'vat' && (node.how === 'on-top' || node.how === 'included');
  return isHow && node.when !== undefined && (node.bases ?? node.from ?? node.until) === undefined;
};

function saidOnce(names: Names, reporter: Reporter): Said {
  const said = new Map<Name, Placed<ast.Setting>>();
  for (const setting of names.settings) {
    if (isFurther(setting)) continue;
    const { node, place } = setting;
    const first = said.get(node.name);
    if (first === undefined) said.set(node.name, setting);
    else {
      reporter.report('setting-twice', { setting: node.name }, siteOf(node, place), {
        related: [{ ...siteOf(first.node, first.place), message: 'said here first' }],
      });
    }
  }
  const some = names.settings.find(saysHow);
  if (some !== undefined && !said.has('vat')) said.set('vat', some);
  // Each setting was put under its own name.
  return Object.fromEntries(said) as Said;
}

function currencyOf({ node, place }: Placed<Named<'currency'>>, reporter: Reporter): string | undefined {
  const code = node.word.text;
  if (currencyDigits.has(code)) return code;
  // `kr` is near to many codes and means none of them for sure.
  const guess = code.length < 3 ? undefined : closest(code, currencyDigits.keys());
  reporter.report('unknown-currency', { currency: code, guess }, siteOf(node.word, place), {
    fixes: [writeInstead(node.word, place, guess)],
  });
  return undefined;
}

function languageOf({ node, place }: Placed<Named<'language'>>, reporter: Reporter): string | undefined {
  const code = node.word.text;
  if (languages.includes(code)) return code;
  const guess = closest(code, languages);
  reporter.report('unknown-language', { language: code, guess }, siteOf(node.word, place), {
    fixes: [writeInstead(node.word, place, guess)],
  });
  return undefined;
}

export function writeInstead(
  name: ast.Name,
  place: { readonly file: string },
  guess: string | undefined,
): Fix | undefined {
  return guess === undefined
    ? undefined
    : { title: `Write \`${guess}\``, edits: [{ ...siteOf(name, place), text: guess }] };
}

// ------------------------------------------------------------------------------------------------------- missing

function reportMissing(
  said: Said,
  agreement: Placed<ast.Document>,
  names: Names,
  sources: Sources,
  reporter: Reporter,
): void {
  const signs = [
    said.language?.node.word,
    said.currency?.node.word,
    said.holidays?.node.country,
    said.timezone?.node.zone,
  ];
  const { currency, zone } = usualFor(signs.flatMap((name) => name?.text ?? []));
  // A row that could not be read may have been the one that is missing.
  if (agreement.node.items?.some((item) => item.kind === 'broken')) return;
  const missing = [
    ['currency', 'its currency', 'every amount is in one', [`currency ${currency}`]],
    ['timezone', 'its time zone', 'its hours are local time', [`timezone ${zone}`]],
    [
      'vat',
      'how its prices stand to VAT',
      'an invoice needs to know',
      ['vat 25% on top', 'vat not stated', 'vat none'],
    ],
  ] as const;
  for (const [name, setting, why, rows] of missing) {
    if (said[name] !== undefined) continue;
    const fixes = rows.map((row) => insertSetting(row, names, sources));
    reporter.report('setting-missing', { setting, why, rows }, siteOf(agreement.node.name, agreement.place), {
      fixes,
    });
  }
}

/** Adds a row after the agreement's last setting, or else where its block begins. */
export function insertSetting(row: string, names: Names, sources: Sources): Fix | undefined {
  if (names.agreement === undefined) return undefined;
  const { node, place } = names.agreement;
  const last = names.settings.filter((setting) => setting.place.file === place.file).at(-1)?.node.span.end;
  const head = node.label?.span.end ?? node.name.span.end;
  const brace = sources.textOf({ span: { start: head, end: node.span.end } }, place).indexOf('{');
  if (last === undefined && brace < 0) return undefined;
  const at = last ?? head + brace + 1;
  return { title: `Add \`${row}\``, edits: [{ file: place.file, span: { start: at, end: at }, text: `\n  ${row}` }] };
}
