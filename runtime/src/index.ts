// What other packages and embedding programs may use of the runtime.

// A compiled agreement and its plan. `loadIr` checks JSON against the schema that is published as
// `@avtal/runtime/schema.json`; a plan holds tables made once and used for every order, fact and question.

export * from './ir.ts';
export { loadIr } from './load.ts';
export { type Answer, type Answers, createPlan, type Missing, type Plan } from './plan.ts';

// What happened, and what follows from it. Plain data: instants in whole seconds of UTC, amounts as exact text.

export { deadlines } from './deadlines.ts';
export { type Duties, duties } from './duties.ts';
export { type ExampleResult, runExample } from './examples.ts';
export { explainText } from './explain.ts';
export type * from './facts.ts';
export { answerKey, overrides, precedence } from './precedence.ts';
export { price } from './price.ts';
export type * from './results.ts';
export * from './rights.ts';
export { answerText } from './value-text.ts';
export { createWorkingTime, type WorkingTime } from './workingtime.ts';

// Facts and orders from tables and JSON.

export { readCarried } from './read/carried.ts';
export { factKinds, layouts as factLayouts, problemColumn } from './read/columns.ts';
export { readFacts } from './read/facts.ts';
export { type OrderProblem, type ReadOrder, readOrder } from './read/order.ts';
export type * from './read/rows.ts';
export { isoTime, type Reading, readDate, readInstant, readQuantity } from './read/values.ts';

// Exact numbers, dates, the zone and the windows. Calendar, plan and zone throw OutsideHorizon beyond the agreement's
// tables, and `withinHorizon` catches it; `createWorkingTime` above is the same arithmetic without it.

export { type Calendar, createCalendar } from './calendar.ts';
export { dateOf, dayOf, isCivilDate, weekday } from './civil.ts';
export { createDays } from './days.ts';
export { isDecimal, Rational } from './exact.ts';
export { OutsideHorizon, withinHorizon } from './horizon.ts';
export { createZone, type ZoneClock } from './zone.ts';
