// One line of the columns as an object, as `price` gives it.

import type { Plan } from '../asking/plan.ts';
import { Rational } from '../exact.ts';
import { numberText, unitName } from '../explaining/explain.ts';
import { invoicedOn, lineId } from '../pricing/lines.ts';
import type { Line } from '../results.ts';
import { dateOf, firstOfMonth } from '../time/civil.ts';
import type { LineColumns, WorkColumns } from './columns.ts';
import { type Rows, textAt } from './rows.ts';
import type { Item } from './tariffs.ts';

export interface Scales {
  readonly quantityScale: number;
  readonly amountScale: number;
}

export function lineReader(
  { ir, calendar: { zone } }: Plan,
  columns: WorkColumns,
  rows: Rows,
  items: readonly Item[],
  lines: LineColumns,
  { quantityScale, amountScale }: Scales,
): (at: number) => Omit<Line, 'trace'> {
  function sourceOf(row: number, item: Item): string | undefined {
    if (item.scope !== undefined) {
      const over = ir.scopes[item.scope]?.over;
      const column = over?.kind === 'key' ? columns.keys?.[over.column] : undefined;
      return column === undefined ? rows.idOf(row) : textAt(column, row);
    }
    return rows.sourceOf(row);
  }
  const digits = ir.agreement.minorDigits;
  const quantityOf = (value: number): Rational => Rational.of(value, quantityScale);

  return (at) => {
    const item = items[lines.item[at] as number] as Item;
    const { kind, subject, clause, unit, unitPrice } = item.contribution;
    const row = lines.row[at] as number;
    const source = sourceOf(row, item);
    const month = lines.month[at] as number;
    const [from, until] =
      lines.from === undefined || lines.until === undefined
        ? [firstOfMonth(month), firstOfMonth(month + 1) - 1]
        : [zone.dayAt(lines.from[at] as number), zone.dayAt(lines.until[at] as number)];
    const drawn = quantityOf(lines.drawn?.[at] ?? 0);
    const bought = quantityOf(lines.bought?.[at] ?? 0);
    return {
      id: lineId({ clause, subject, source, unitPrice, when: dateOf(firstOfMonth(month)).slice(0, 7) }),
      kind,
      subject,
      clause: clause.id,
      ...(clause.paper === undefined ? {} : { paper: clause.paper }),
      ...(source === undefined ? {} : { source }),
      service: { from: dateOf(from), until: dateOf(until) },
      invoiced: dateOf(invoicedOn(until)),
      ...(item.isWork ? { quantity: quantityOf(lines.quantity[at] as number).toString() } : {}),
      ...(drawn.isZero() ? {} : { drawn: drawn.toString() }),
      ...(bought.isZero() ? {} : { bought: bought.toString() }),
      ...(unit === undefined ? {} : { unit: unitName(unit) }),
      ...(unitPrice === undefined
        ? {}
        : { unitPrice: { amount: numberText(unitPrice.amount), per: numberText(unitPrice.per) } }),
      ...('percent' in ir.agreement.vat ? { vat: ir.agreement.vat.percent } : {}),
      exact: Rational.of(lines.exact[at] as number, amountScale).toString(),
      amount: Rational.of(lines.amount[at] as number, 10n ** BigInt(digits)).toDecimal(digits),
    };
  };
}
