// Figures as a person reads them: hours and minutes, units, prices, local times.
import { type Ir, isoTime, localTime, Rational, type ZoneClock } from '@avtal/runtime';

/** `1:30` of 5400 seconds; a part of a second is shown as a fraction of one. */
export function hoursText(seconds: string): string {
  const exact = Rational.parse(seconds);
  const sign = exact.sign() < 0 ? '-' : '';
  const size = exact.sign() < 0 ? exact.negate() : exact;
  const whole = size.floor();
  const total = whole.numerator;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const rest = size.minus(whole);
  const short = `${sign}${total / 3600n}:${two((total / 60n) % 60n)}`;
  if (total % 60n === 0n && rest.isZero()) return short;
  return `${short}:${two(total % 60n)}${rest.isZero() ? '' : ` ${rest} s`}`;
}

/** A quantity in base units with its unit: `1:30`, `2`, `34 km`. */
export function quantityText(quantity: string | undefined, unit: string | undefined): string {
  if (quantity === undefined) return '';
  if (unit === 'seconds') return hoursText(quantity);
  const number = Rational.parse(quantity).exactDecimal() ?? quantity;
  return unit === undefined || unit === 'count' ? number : `${number} ${unit}`;
}

/** `450.00/h`, `3.00/km`, `595.00`, `5.00 per 10 GB`. */
export function priceText(
  price: { amount: string; per: string } | undefined,
  unit: string | undefined,
  digits: number,
): string {
  if (price === undefined) return '';
  const amount = moneyText(price.amount, digits);
  if (unit === 'seconds') return price.per === '3600' ? `${amount}/h` : `${amount} per ${hoursText(price.per)}`;
  if (unit === undefined || unit === 'count') return price.per === '1' ? amount : `${amount} per ${price.per}`;
  return price.per === '1' ? `${amount}/${unit}` : `${amount} per ${price.per} ${unit}`;
}

/** At least as many decimals as the currency has; more where they are meant. */
export function moneyText(amount: string, digits: number): string {
  const value = Rational.parse(amount);
  const rounded = value.toDecimal(digits);
  return Rational.of(rounded).equals(value) ? rounded : (value.exactDecimal() ?? amount);
}

/** `Tue 2026-03-03 08:00` on the clocks of the zone; with the offset where that time occurs twice. */
export function timeText(instant: number | undefined, zone: ZoneClock): string {
  if (instant === undefined) return '';
  if (instant < zone.horizon.from || instant >= zone.horizon.until) return isoTime(instant, 0);
  return localTime(instant, zone);
}

/** `2026-03-03T08:00+01:00`. */
export function isoLocal(instant: number | undefined, zone: ZoneClock): string | undefined {
  if (instant === undefined) return undefined;
  const isKnown = instant >= zone.horizon.from && instant < zone.horizon.until;
  return isoTime(instant, isKnown ? zone.offsetAt(instant) : 0);
}

/** What the clause is called: its paper number, and its title where the author gave one. */
export function clauseText(ir: Ir, id: string | undefined): string {
  const clause = ir.clauses.find((one) => one.id === id);
  if (clause === undefined) return id ?? '';
  return (
    [clause.paper === undefined ? undefined : `§ ${clause.paper}`, clause.title]
      .filter((part) => part !== undefined)
      .join(' ') || clause.id
  );
}

/** Where the clause stands: `itpays.avtal:75`. */
export function clausePlace(ir: Ir, id: string | undefined): string {
  const clause = ir.clauses.find((one) => one.id === id);
  return clause === undefined ? '' : `${clause.span.file}:${clause.span.line}`;
}
