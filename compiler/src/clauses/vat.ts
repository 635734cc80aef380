// How prices stand to VAT: the rate of all, and further rates of some things or on some days (meaning M5).
import type { Decimal, PricedThings, Vat, VatRate } from '@avtal/runtime';
import type { Model } from '../model.ts';
import type { VatRow } from '../names/settings.ts';
import { given } from '../optional.ts';
import { quantityIn } from './amounts.ts';
import { say, textOf } from './desk.ts';
import type { Naming } from './slot.ts';
import { thingsNamed } from './values/bases.ts';

/** `rows`: the one that holds for the rest, then the further ones. */
export function lowerVat(rows: readonly VatRow[], shared: Naming['shared'], model: Model): Vat | undefined {
  const [first, ...further] = rows;
  if (first === undefined) return undefined;
  const { how } = first.node;
  if (how === 'not-stated' || how === 'none') {
    for (const row of further) unlike(row, first, model);
    return { kind: how };
  }
  const percent = percentOf(first, model);
  const read = further.map((row) => ({ row, rate: furtherRate(row, first, shared, model) }));
  for (const [index, { row, rate }] of read.entries()) {
    const before = read
      .slice(0, index)
      .find((one) => rate !== undefined && one.rate !== undefined && meet(one.rate, rate));
    if (before !== undefined) saidTwice(row, before.row, model);
  }
  if (how === undefined || percent === undefined) return undefined;
  const also = read.flatMap(({ rate }) => rate ?? []);
  return { kind: how, percent, ...given('also', also.length === 0 ? undefined : also) };
}

function percentOf({ node, place }: VatRow, model: Model): Decimal | undefined {
  const because = 'VAT is a percentage of the price';
  if (node.rate !== undefined) return quantityIn({ kind: 'percent' }, node.rate, because, model, place);
  say({ model, place }, 'value-missing', { clause: 'vat', wanted: 'a percentage (`25%`)', because }, node);
  return undefined;
}

function furtherRate(row: VatRow, first: VatRow, shared: Naming['shared'], model: Model): VatRate | undefined {
  const { node, place } = row;
  const percent = percentOf(row, model);
  if (node.how !== undefined && node.how !== first.node.how) return unlike(row, first, model);
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
  const [from, until] = [node.from?.date, node.until?.date];
  if (from !== undefined && until !== undefined && until < from)
    say({ model, place }, 'until-before-from', { from, until }, node);
  if (percent === undefined || (node.bases !== undefined && on === undefined)) return undefined;
  return { percent, ...given('on', on), ...given('from', from), ...given('until', until) };
}

/** Whether both are about the same thing from the same day on. */
function meet(a: VatRate, b: VatRate): boolean {
  if (a.from !== b.from) return false;
  if (a.on === undefined || b.on === undefined) return a.on === b.on;
  const names = ({ bases, onStart, fees }: PricedThings) => [...bases, ...fees, ...(onStart ? ['start'] : [])];
  const those = names(b.on);
  return names(a.on).some((name) => those.includes(name));
}

function unlike(row: VatRow, first: VatRow, model: Model): undefined {
  const text = (one: VatRow) => textOf({ model, place: one.place }, one.node);
  say({ model, place: row.place }, 'vat-unlike', { row: text(row), first: text(first) }, row.node, {
    related: [{ ...model.site(first.node, first.place), message: 'said here' }],
  });
}

function saidTwice(row: VatRow, before: VatRow, model: Model): void {
  say({ model, place: row.place }, 'setting-twice', { setting: 'vat' }, row.node, {
    related: [{ ...model.site(before.node, before.place), message: 'said here first' }],
  });
}
