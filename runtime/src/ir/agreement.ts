// What holds for an agreement as a whole, and the papers it consists of.
import type { CivilDate, Decimal, Index, SourceSpan } from './base.ts';
import type { PricedThings } from './clause.ts';
import type { Condition, UnitsCounted } from './situations.ts';
import type { Clock } from './times.ts';

export interface AgreementInfo {
  readonly id: string;
  readonly label?: string;
  readonly provider?: string;
  readonly language?: string;
  /** ISO 4217 code, and the number of digits of its minor unit (NOK 2, ISK 0). */
  readonly currency: string;
  readonly minorDigits: number;
  readonly vat: Vat;
  /** The agreement's text is in force from and until these dates, both included. */
  readonly validFrom?: CivilDate;
  readonly validUntil?: CivilDate;
  readonly edition?: string;
  /** Clock of a bare `2 h` target (meaning D2). Absent: no bare duration occurs. */
  readonly clock?: Clock;
  /** Day set of `N business days` without a window of its own (meaning D5). */
  readonly businessDays?: Index;
  /** Part periods of fees and allowances (meaning F2). Absent: never needed. */
  readonly partPeriods?: PartPeriods;
  /** How many units a unit fee counts in a period (meaning F4). */
  readonly unitsCounted?: UnitsCounted;
  /** Whether a changed choice on a ticket restarts its targets (meaning D8). */
  readonly changes?: 'from-report' | 'from-change';
  /** What one invoice line gathers (meaning M2). */
  readonly lines: 'entry' | 'job' | 'month';
  /** Lines are rounded to a whole multiple of it (meaning M3). Absent: of the minor unit. */
  readonly roundedTo?: Decimal;
  /** What is to be paid of an invoice is a whole multiple of it (meaning M6). */
  readonly invoiceRoundedTo?: Decimal;
}

export type Vat =
  | ({ readonly kind: 'on-top' } & VatRates)
  | ({ readonly kind: 'included' } & VatRates)
  | { readonly kind: 'not-stated' }
  | { readonly kind: 'none'; readonly note?: string };

export interface VatRates {
  /** Of what no further row is about; where each row is about some customers, none is asked for it. */
  readonly percent: Decimal;
  /** Why it is that, for who pays it. */
  readonly note?: string;
  readonly also?: readonly VatRate[];
}

/** Another rate of some things or customers, or on some days (meanings M5, M7). */
export interface VatRate {
  readonly percent: Decimal;
  readonly note?: string;
  /** What the order says; a row that has it beats those without. */
  readonly when?: Condition;
  /** Of prices that include VAT: comes on what is left without the rate that the price includes for others. */
  readonly instead?: boolean;
  /** Absent: everything. */
  readonly on?: PricedThings;
  /** First and last day. */
  readonly from?: CivilDate;
  readonly until?: CivilDate;
}

/** `full`: a part counts as a whole. `by-day`: days of the part over days of the whole. `free`: a part counts as nothing. */
export type PartPeriods = 'full' | 'by-day' | 'free';

/** One paper: the agreement, a document beside it, or an order. `beats` is the transitive closure of `over` / `under`. */
export interface DocumentInfo {
  readonly id: string;
  readonly label?: string;
  /** True for a paper that is named for precedence but whose text is not in hand. */
  readonly external: boolean;
  readonly beats: readonly Index[];
  readonly span: SourceSpan;
}
