// What other packages may use of the grammar.
export type * from './ast.ts';
