// What lines come to: each rounded once, VAT once for each rate, and what is to be paid (meanings M3, M4, M6).

import { Rational } from '../exact.ts';
import type { Decimal, Ir } from '../ir.ts';
import type { Invoice, Line } from '../results.ts';
import { compareText } from './pieces.ts';

/** M3, M4: of a price that includes VAT, what is paid is rounded to whole multiples, and the net amount is what that leaves. */
export function amountText(ir: Ir, net: Rational, vat: Decimal | undefined): Decimal {
  const { minorDigits, roundedTo } = ir.agreement;
  if (roundedTo === undefined) return net.toDecimal(minorDigits);
  const times = withVat(ir, vat);
  return toMultiple(net.times(times), roundedTo).over(times).toDecimal(minorDigits);
}

/** The nearest whole multiple, half away from zero. */
function toMultiple(amount: Rational, of: Decimal): Rational {
  const multiple = Rational.of(of);
  return amount.over(multiple).round(0).times(multiple);
}

/** M4, M7: how many times its net amount is paid of a price that includes VAT. */
function withVat({ agreement }: Ir, vat: Decimal = '0'): Rational {
  return agreement.vat.kind === 'included' ? Rational.one.plus(Rational.of(vat, 100)) : Rational.one;
}

/** M4: what is paid of a line whose price includes VAT. */
function paidOf(ir: Ir, { exact, vat }: Pick<Line, 'exact' | 'vat'>): Rational {
  const { minorDigits, roundedTo } = ir.agreement;
  const paid = Rational.parse(exact).times(withVat(ir, vat));
  return roundedTo === undefined ? paid.round(minorDigits) : toMultiple(paid, roundedTo);
}

/**
 * VAT is computed once per rate, on the sum of the rounded lines that bear it (EN 16931); of prices that include it, it
 * is what the sum of what is paid holds beside the net amounts. The highest rate first.
 */
export function totalsOf(
  ir: Ir,
  lines: readonly Pick<Line, 'amount' | 'exact' | 'vat' | 'vatNote'>[],
  basis: Invoice['basis'],
): Invoice['totals'] {
  const { minorDigits: digits, invoiceRoundedTo, vat: stated } = ir.agreement;
  const groups = [...Map.groupBy(lines, ({ vat }) => vat)].flatMap(([percent, all]) =>
    [...Map.groupBy(all, ({ vatNote }) => vatNote)].map(([note, own]) => {
      return { percent, note, own, base: Rational.sum(own.map(({ amount }) => Rational.amount(amount))) };
    }),
  );
  const rates = groups.flatMap(({ percent, note, own, base }) => {
    if (percent === undefined) return [];
    const amount =
      stated.kind === 'included'
        ? Rational.sum(own.map((line) => paidOf(ir, line))).minus(base)
        : base.times(Rational.of(percent, 100)).round(digits);
    const told = { percent, ...(note === undefined ? {} : { note }) };
    return [{ ...told, base: base.toDecimal(digits), amount: amount.toDecimal(digits) }];
  });
  const net = Rational.sum(groups.map(({ base }) => base));
  const gross = net.plus(Rational.sum(rates.map(({ amount }) => Rational.amount(amount))));
  return {
    net: net.toDecimal(digits),
    vat: rates.toSorted(
      (a, b) => Rational.of(b.percent).compare(Rational.of(a.percent)) || compareText(a.note ?? '', b.note ?? ''),
    ),
    gross: gross.toDecimal(digits),
    ...(basis === 'cost' || invoiceRoundedTo === undefined ? {} : payable(gross, invoiceRoundedTo, digits)),
  };
}

/** M6. */
function payable(gross: Rational, roundedTo: Decimal, digits: number) {
  const rounded = toMultiple(gross, roundedTo);
  return { rounding: rounded.minus(gross).toDecimal(digits), payable: rounded.toDecimal(digits) };
}
