// Every kind of clause.
import type {
  CombineClause,
  DiscountClause,
  FeeClause,
  IndexClause,
  LimitClause,
  PriceClause,
  RateClause,
  StartClause,
  SurchargeClause,
} from './prices.ts';
import type { CapClause, CreditClause, DecideClause, PauseClause, PromiseClause, TargetClause } from './promises.ts';
import type { CountClause, DrawClause, IncludeClause } from './quantities.ts';
import type {
  ApproveClause,
  InterestClause,
  NoticeClause,
  PaymentClause,
  PerformClause,
  PermitClause,
  RefundClause,
  RequireClause,
  TermClause,
} from './rights.ts';

export type Clause =
  | RateClause
  | PriceClause
  | StartClause
  | FeeClause
  | IncludeClause
  | DrawClause
  | CountClause
  | SurchargeClause
  | DiscountClause
  | IndexClause
  | CombineClause
  | LimitClause
  | CreditClause
  | CapClause
  | TargetClause
  | PauseClause
  | PromiseClause
  | DecideClause
  | PermitClause
  | ApproveClause
  | PerformClause
  | TermClause
  | NoticeClause
  | PaymentClause
  | InterestClause
  | RefundClause
  | RequireClause;

export type ClauseKind = Clause['kind'];

export type ClauseValue = Clause['value'];
