// What other packages and embedding programs may use of the runtime.

// A compiled agreement and its plan. `loadIr` checks JSON against the schema that is published as
// `@avtal/runtime/schema.json`; a plan holds tables made once and used for every order, fact and question.

export { type Answer, type Answers, createPlan, type Missing, type Plan } from './asking/plan.ts';
export * from './ir.ts';
export { loadIr } from './load.ts';

// What happened, and what follows from it. Plain data: instants in whole seconds of UTC, amounts as exact text.

export { answerKey, beatersAmong, overrides, precedence } from './asking/precedence.ts';
export { clauseName } from './asking/trouble.ts';
export type * from './columns/columns.ts';
export { type ColumnPricer, createColumnPricer, priceColumns } from './columns/price-columns.ts';
export type * from './columns/tickets/columns.ts';
export { deadlineColumns } from './columns/tickets/deadline-columns.ts';
export { type ExampleResult, runExample } from './examples.ts';
export { explainText, localTime, quantityText, spanText, windowName } from './explaining/explain.ts';
export { answerText } from './explaining/value-text.ts';
export type * from './facts.ts';
export { measures } from './measures/measures.ts';
export { servedBy } from './pricing/catalog.ts';
export { lineRanks } from './pricing/lines.ts';
export { price } from './pricing/price.ts';
export type * from './results.ts';
export { type Duties, duties } from './rights/duties.ts';
export * from './rights/rights.ts';
export { deadlines } from './targets/deadlines.ts';
export { milestonesOf } from './targets/milestones.ts';
export { type InterestAsk, type InterestResult, interest, type PaymentResult, payment } from './terms/payment.ts';
export { type RequirementResult, requirements } from './terms/requirements.ts';
export { type NoticeResult, notice, type TermResult, term } from './terms/terms.ts';
export { createWorkingTime, type WorkingTime } from './time/workingtime.ts';

// Facts and orders from tables and JSON.

export { readCarried } from './read/carried.ts';
export {
  createColumns as createFactColumns,
  factKinds,
  kindOf as kindOfColumns,
  layouts as factLayouts,
  problemColumn,
} from './read/columns.ts';
export { readFacts } from './read/facts.ts';
export { type OrderProblem, type ReadOrder, readOrder } from './read/order.ts';
export type * from './read/rows.ts';
export { isoTime, type Reading, readDate, readInstant, readQuantity, withoutExponent } from './read/values.ts';

// Exact numbers, dates, the zone and the windows. Calendar, plan and zone throw OutsideHorizon beyond the agreement's
// tables, and `withinHorizon` catches it; `createWorkingTime` above is the same arithmetic without it.

export { isDecimal, Rational } from './exact.ts';
export { pointsWords, shareOf, shareWords } from './share.ts';
export { type Calendar, createCalendar } from './time/calendar.ts';
export { dateOf, dayAfter, dayOf, isCivilDate, weekday } from './time/civil.ts';
export { createDays } from './time/days.ts';
export { OutsideHorizon, withinHorizon } from './time/horizon.ts';
export { createZone, type ZoneClock } from './time/zone.ts';
