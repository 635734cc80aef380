// The compiled agreement: the contract between compiler and runtime, plain JSON with a published schema (runtime/schema/avtal-ir.schema.json).
import type { AgreementInfo, DocumentInfo } from './ir/agreement.ts';
import type { Clause } from './ir/clauses.ts';
import type { Example } from './ir/examples.ts';
import type { MeasureInfo, TargetInfo } from './ir/figures.ts';
import type { Order } from './ir/orders.ts';
import type { TextPromise } from './ir/rights.ts';
import type { Dimension, NumberInfo, ScopeInfo, Subject } from './ir/situations.ts';
import type { DaySetInfo, WindowInfo, Zone } from './ir/times.ts';

export type * from './ir/agreement.ts';
export type * from './ir/base.ts';
export type * from './ir/clause.ts';
export type * from './ir/clauses.ts';
export type * from './ir/examples.ts';
export type * from './ir/figures.ts';
export type * from './ir/orders.ts';
export type * from './ir/prices.ts';
export type * from './ir/promises.ts';
export type * from './ir/quantities.ts';
export type * from './ir/rights.ts';
export type * from './ir/situations.ts';
export type * from './ir/times.ts';

export const IR_FORMAT = 'avtal-ir';
export const IR_VERSION = 1;

export interface Ir {
  readonly format: 'avtal-ir';
  readonly version: 1;
  /** What the compiled text depends on besides itself, so that a decided deadline never moves because a feed changed. */
  readonly pins: { readonly compiler: string; readonly tzdata: string; readonly holidays: string };
  readonly sources: readonly string[];
  readonly agreement: AgreementInfo;
  readonly zone: Zone;
  readonly documents: readonly DocumentInfo[];
  readonly daySets: readonly DaySetInfo[];
  readonly windows: readonly WindowInfo[];
  readonly dimensions: readonly Dimension[];
  readonly numbers: readonly NumberInfo[];
  readonly subjects: readonly Subject[];
  readonly scopes: readonly ScopeInfo[];
  readonly targets: readonly TargetInfo[];
  readonly measures: readonly MeasureInfo[];
  readonly clauses: readonly Clause[];
  readonly promises: readonly TextPromise[];
  readonly orders: readonly Order[];
  readonly examples: readonly Example[];
}
