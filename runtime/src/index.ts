// What other packages may use of the runtime.
export { createCalendar } from './calendar.ts';
export { dateOf, dayOf, weekday } from './civil.ts';
export { createDays } from './days.ts';
export { isDecimal, Rational } from './exact.ts';
export { type ExampleResult, runExample } from './examples.ts';
export { explainText } from './explain.ts';
export type * from './facts.ts';
export * from './ir.ts';
export { createPlan, type Plan } from './plan.ts';
export { type PriceAsk, price } from './price.ts';
export { factKinds, layouts as factLayouts, problemColumn } from './read/columns.ts';
export { readFacts } from './read/facts.ts';
export { type OrderProblem, type ReadOrder, readOrder } from './read/order.ts';
export type * from './read/rows.ts';
export { isoTime, type Reading, readDate, readInstant, readQuantity } from './read/values.ts';
export type * from './results.ts';
export { createZone, type ZoneClock } from './zone.ts';
