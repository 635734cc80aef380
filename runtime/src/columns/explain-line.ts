// How a line of the columns came to its amount, from the parts that were kept: nothing is priced again.

import type { Plan } from '../asking/plan.ts';
import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import { clauseName } from '../pricing/run.ts';
import type { Trace } from '../results.ts';
import type { Cells } from './cells.ts';
import type { LineColumns, PartColumns } from './columns.ts';
import type { Scales } from './line.ts';
import type { Rows } from './rows.ts';
import type { Item } from './tariffs.ts';

export interface Explained {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly items: readonly Item[];
  readonly lines: LineColumns;
  readonly parts: PartColumns;
  readonly cells: Cells;
  readonly scales: Scales;
}

export function lineExplainer({ plan, rows, items, lines, parts, cells, scales }: Explained): (at: number) => Trace {
  const { ir } = plan;
  const { quantityScale, amountScale } = scales;
  const digits = ir.agreement.minorDigits;
  const quantityOf = (value: number): Rational => Rational.of(value, quantityScale);
  const moneyOf = (value: number): Rational => Rational.of(value, amountScale);
  const money = (what: Trace['what'], amount: Rational, text: string, more: Partial<Trace> = {}): Trace => ({
    what,
    amount: amount.toString(),
    unit: 'money',
    text,
    ...more,
  });

  /** The share of a part of that cell in a line of the item; undefined: it has none. */
  function shareOf(cell: number, item: number): number | undefined {
    for (let share = cells.first[cell] as number; share < (cells.first[cell + 1] as number); share += 1)
      if (cells.items[share] === item) return cells.amounts[share];
    return undefined;
  }

  const isBeside = (cell: number): boolean => cells.kinds[cells.first[cell] as number] === 0;

  /** Money besides a price, of which the line does not tell the quantity. */
  function paidOnce(part: number, { contribution: { kind, clause } }: Item, share: number): Trace {
    const amount = moneyOf((parts.counted[part] as number) * share);
    const text = `once for all that lies there = ${numberText(amount)}`;
    const child = money(kind, amount, text, { clause: clause.id });
    return { what: 'segment', from: parts.from[part] as number, text: 'paid once', children: [child] };
  }

  /** The part of the work, what was bought and drawn of it, and what the rest comes to on the line. */
  function segment(part: number, item: Item, share: number): Trace {
    const { row, from, until, counted, bought, drawn } = parts;
    const all = counted[part] as number;
    const [ofBought, ofDrawn] = [bought?.[part] ?? 0, drawn?.[part] ?? 0];
    const work = items[lines.item[parts.line[part] as number] as number] as Item;
    const { kind, subject, clause, unitPrice } = item.contribution;
    const unit = work.contribution.unit ?? { kind: 'count' };
    const isSpan = (until[part] as number) > (from[part] as number);
    const length = unit.kind === 'time' ? ((until[part] as number) - (from[part] as number)) * quantityScale : all;
    const told = (what: Trace['what'], quantity: number, text: string): Trace[] =>
      quantity === 0
        ? []
        : [
            {
              what,
              amount: quantityOf(quantity).toString(),
              unit: unitName(unit),
              text: `${text}: ${textOf(quantity)}`,
            },
          ];
    const textOf = (quantity: number): string => quantityText(quantityOf(quantity), unit);
    const rest = all - ofBought - ofDrawn;
    const amount = moneyOf(rest * share);
    const factors =
      unitPrice === undefined
        ? `${kind} ${subject} on ${textOf(rest)}`
        : `${textOf(rest)} × ${priceText(unitPrice.amount, unitPrice.per, unit)}`;
    return {
      what: 'segment',
      from: from[part] as number,
      ...(isSpan ? { until: until[part] as number } : {}),
      amount: quantityOf(length).toString(),
      unit: unitName(unit),
      text: `${length === 0 ? 'counted beyond what was worked' : textOf(length)} of \`${work.contribution.subject}\` (${rows.idOf(row[part] as number)})`,
      children: [
        ...told('counted', all === length ? 0 : all, 'counted as'),
        ...told('bought-time', ofBought, 'bought'),
        ...told('drawn', ofDrawn, 'drawn'),
        money(kind, amount, `${factors} = ${numberText(amount)}`, { clause: clause.id }),
      ],
    };
  }

  /** Of the line's source and month, the parts that come to something on it, or are told by it. */
  function segments(at: number): Trace[] {
    const item = lines.item[at] as number;
    const known = items[item] as Item;
    if (known.scope !== undefined) return [];
    const order = orderOf(lines.firstOf, at);
    const source = rows.sourceOf(lines.row[at] as number);
    const found: Trace[] = [];
    for (let part = parts.firstOf[order] as number; part < (parts.firstOf[order + 1] as number); part += 1) {
      const line = parts.line[part] as number;
      if (line >= lines.count || lines.month[line] !== lines.month[at]) continue;
      if (line !== at && (lines.item[line] === item || rows.sourceOf(parts.row[part] as number) !== source)) continue;
      const share = shareOf(parts.cell[part] as number, item);
      const rest = (parts.counted[part] as number) - (parts.bought?.[part] ?? 0) - (parts.drawn?.[part] ?? 0);
      if (share === undefined) continue;
      if (known.isWork && isBeside(parts.cell[part] as number)) found.push(paidOnce(part, known, share));
      else if (known.isWork || rest !== 0) found.push(segment(part, known, share));
    }
    return found;
  }

  return (at) => {
    const { kind, subject, clause } = (items[lines.item[at] as number] as Item).contribution;
    const exact = moneyOf(lines.exact[at] as number);
    const amount = Rational.of(lines.amount[at] as number, 10n ** BigInt(digits));
    const children = segments(at);
    const rounding = money('rounding', amount, `${numberText(exact)} rounded is ${amount.toDecimal(digits)}`);
    return money(kind, exact, `${kind} ${subject}: ${numberText(exact)} (${clauseName(clause)})`, {
      clause: clause.id,
      children: exact.equals(amount) ? children : [...children, rounding],
    });
  };
}

/** The order whose lines reach over that place. */
function orderOf(firstOf: Uint32Array, at: number): number {
  let [low, high] = [0, firstOf.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((firstOf[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
