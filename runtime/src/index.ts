// What other packages may use of the runtime.
export { dateOf, dayOf, weekday } from './civil.ts';
export { isDecimal, Rational } from './exact.ts';
export type * from './facts.ts';
export * from './ir.ts';
export type * from './results.ts';
