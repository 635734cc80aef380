// How prices stand to VAT: the rate of all, and further rates of some things or customers or on some days (meanings M5, M7).
import type { Box, Condition, Decimal, PricedThings, Vat, VatRate } from '@avtal/runtime';
import type { Model } from '../model.ts';
import type { VatRow } from '../names/settings.ts';
import { given } from '../optional.ts';
import * as boxes from '../windows/boxes.ts';
import { quantityIn } from './amounts.ts';
import { replace, say, textOf } from './desk.ts';
import type { Naming } from './slot.ts';
import { thingsNamed } from './values/bases.ts';

interface Rate {
  readonly row: VatRow;
  readonly rate: VatRate;
}

/** `rows`: the one that holds for the rest (or, where each is of some customers, that says how prices stand), then the further ones. */
export function lowerVat(rows: readonly VatRow[], shared: Naming['shared'], model: Model): Vat | undefined {
  const [first, ...further] = rows;
  if (first === undefined) return undefined;
  const { how, why } = first.node;
  if (how === 'not-stated' || how === 'none') {
    for (const row of further) unlike(row, first, model);
    return how === 'none' ? { kind: how, ...given('note', why?.text) } : { kind: how };
  }
  const percent = percentOf(first, model);
  const isOfSome = first.node.when !== undefined;
  const rates = (isOfSome ? rows : further).flatMap((row): Rate[] => {
    const rate = furtherRate(row, first, shared, model);
    return rate === undefined ? [] : [{ row, rate }];
  });
  for (const [index, one] of rates.entries()) {
    for (const before of rates.slice(0, index)) if (meet(one.rate, before.rate)) compare(one, before, model);
  }
  if (isOfSome && rates.length === rows.length) findHole(first, rates, model);
  if (how === 'instead' || how === undefined || percent === undefined) return undefined;
  const also = rates.map(({ rate }) => rate);
  return { kind: how, percent, ...given('note', why?.text), ...given('also', also.length === 0 ? undefined : also) };
}

function percentOf({ node, place }: VatRow, model: Model): Decimal | undefined {
  const because = 'VAT is a percentage of the price';
  if (node.rate !== undefined) return quantityIn({ kind: 'percent' }, node.rate, because, model, place);
  if (node.how === 'none' && node.when !== undefined) return '0';
  say({ model, place }, 'value-missing', { clause: 'vat', wanted: 'a percentage (`25%`)', because }, node);
  return undefined;
}

function furtherRate(row: VatRow, first: VatRow, shared: Naming['shared'], model: Model): VatRate | undefined {
  const { node, place } = row;
  const instead = node.when === undefined ? sameHow(row, first, model) : howOfSome(row, first, model);
  if (instead === undefined) return undefined;
  const percent = percentOf(row, model);
  const naming = { model, place, head: { written: 'vat' }, shared };
  const odd = node.bases?.find(({ what }) => what === 'all' || what === 'surcharge');
  if (odd !== undefined) {
    const because = 'a rate of VAT is on what has a price of its own, and without `on` it is on everything';
    say(naming, 'base-kind', { base: textOf(naming, odd), clause: 'vat', because }, odd);
    return undefined;
  }
  const named = node.bases?.map((base) => ({ base, place }));
  const things = named && thingsNamed(naming, named);
  const on = things && { bases: things.bases, onStart: things.onStart, fees: things.fees };
  const when = node.when && whenOf(row, node.when, model);
  const [from, until] = [node.from?.date, node.until?.date];
  if (from !== undefined && until !== undefined && until < from)
    say({ model, place }, 'until-before-from', { from, until }, node);
  const isBroken = (node.bases !== undefined && on === undefined) || (node.when !== undefined && when === undefined);
  if (percent === undefined || isBroken) return undefined;
  return {
    percent,
    ...given('note', node.why?.text),
    ...given('on', on),
    ...given('from', from),
    ...given('until', until),
    ...given('when', when),
    ...given('instead', instead || undefined),
  };
}

/** Whether it is `instead` of another rate; undefined: reported. A rate of everybody stands to prices as the first does. */
function sameHow(row: VatRow, first: VatRow, model: Model): false | undefined {
  return row.node.how === undefined || row.node.how === first.node.how ? false : unlike(row, first, model);
}

/** Of prices that include VAT, who is charged another rate pays the price as it is written, or what it is without VAT. */
function howOfSome(row: VatRow, first: VatRow, model: Model): boolean | undefined {
  const { node, place } = row;
  if (node.how === 'not-stated') return unlike(row, first, model);
  if (first.node.how === 'on-top')
    return node.how === 'instead' || node.how === 'included' ? unlike(row, first, model) : false;
  if (node.how === 'instead' && first.node.when !== undefined) {
    say({ model, place }, 'vat-hole', { instead: written(row, model) }, node);
    return undefined;
  }
  if (node.how === 'instead' || node.how === 'included') return node.how === 'instead';
  const desk = { model, place };
  // The rate and how it stands: what is between `vat` and what else the row says.
  const start = node.rate?.span.start ?? node.keyword.span.end + 1;
  const rest = [node.why, node.bases?.[0], node.when].flatMap((part) => part?.span.start ?? []);
  const behind = textOf(desk, { span: { start: Math.min(...rest), end: node.span.end } });
  const head = node.bases !== undefined && node.why === undefined ? 'on ' : node.why === undefined ? 'when ' : '';
  const rate = node.rate === undefined ? '0%' : textOf(desk, node.rate);
  const span = { start, end: node.span.end };
  const readings = (['included', 'instead'] as const).map((how) => `${rate} ${how} ${head}${behind}`);
  say(desk, 'vat-of-others', { row: written(row, model), readings: readings.map((one) => `vat ${one}`) }, node, {
    fixes: readings.map((one) => replace(desk, { span }, one, `Write \`vat ${one}\``)),
  });
  return undefined;
}

/** Only what an order says of its customer is asked. */
function whenOf({ place }: VatRow, cond: NonNullable<VatRow['node']['when']>, model: Model): Condition | undefined {
  const when = model.condition(cond, place);
  const isOfOrder = (id: string) => model.findDimension(id)?.given === 'order';
  const isFine = ({ choices = {}, numbers, windows, dates }: Box) =>
    (numbers ?? windows ?? dates) === undefined && Object.keys(choices).every(isOfOrder);
  if (when.every(isFine)) return when;
  const part = `when ${textOf({ model, place }, cond)}`;
  const because = 'VAT is that of a customer, so it asks the tier and choices that are declared `by order`';
  say({ model, place }, 'part-out-of-place', { clause: 'vat', part, because }, cond);
  return undefined;
}

// ------------------------------------------------------------------------------------------------------ all together

/** Whether both may be about the same thing from the same day on, and neither beats the other. */
function meet(a: VatRate, b: VatRate): boolean {
  if (a.from !== b.from || (a.when === undefined) !== (b.when === undefined)) return false;
  if (a.on === undefined || b.on === undefined) return a.on === b.on;
  const names = ({ bases, onStart, fees }: PricedThings) => [...bases, ...fees, ...(onStart ? ['start'] : [])];
  const those = names(b.on);
  return names(a.on).some((name) => those.includes(name));
}

function compare({ row, rate }: Rate, before: Rate, model: Model): void {
  const desk = { model, place: row.place };
  if (rate.when === undefined || before.rate.when === undefined) {
    say(desk, 'setting-twice', { setting: 'vat' }, row.node, {
      related: [{ ...model.site(before.row.node, before.row.place), message: 'said here first' }],
    });
    return;
  }
  const [both] = boxes.and(rate.when, before.rate.when) ?? [];
  const isEqual = (['percent', 'note', 'instead'] as const).every((name) => rate[name] === before.rate[name]);
  if (both === undefined || isEqual) return;
  const texts = [row, before.row].map((one) => written(one, model));
  say(desk, 'vat-contradiction', { rows: texts, where: whereOf(both) }, row.node, {
    related: [{ ...model.site(before.row.node, before.row.place), message: 'another rate is said here' }],
  });
}

/** Where every rate is of some customers, they are all customers. */
function findHole(first: VatRow, rates: readonly Rate[], model: Model): void {
  const covering = rates.flatMap(({ rate: { on, from, until, when } }) =>
    (on ?? from ?? until) === undefined && when !== undefined ? [when] : [],
  );
  const valuesOf = (id: string) => model.findDimension(id)?.values.map((value) => value.id) ?? [];
  const covered = boxes.or(covering);
  const [hole] = (covered && boxes.not(covered, valuesOf)) ?? [];
  const isKnown = Object.keys(hole?.choices ?? {}).every((id) => {
    const dimension = model.findDimension(id);
    return dimension !== undefined && !model.isPartlyKnown(dimension);
  });
  if (hole === undefined || !isKnown) return;
  say({ model, place: first.place }, 'vat-hole', { where: whereOf(hole) }, first.node);
}

/** One customer of those for whom the box holds. */
const whereOf = ({ choices = {} }: Box): string =>
  Object.entries(choices)
    .map(([id, [value = '']]) => `${id} is ${value}`)
    .join(' and ');

function unlike(row: VatRow, first: VatRow, model: Model): undefined {
  say({ model, place: row.place }, 'vat-unlike', { row: written(row, model), first: written(first, model) }, row.node, {
    related: [{ ...model.site(first.node, first.place), message: 'said here' }],
  });
}

/** The row without the spaces that align it with others. */
const written = ({ node, place }: VatRow, model: Model): string =>
  textOf({ model, place }, node).replaceAll(/ +/g, ' ');
