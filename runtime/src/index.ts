// What other packages may use of the runtime.
export type * from './facts.ts';
export * from './ir.ts';
export type * from './results.ts';
