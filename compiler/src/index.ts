// What other packages may use of the compiler.

export { isAcceptable } from './acceptances.ts';
export { type Compilation, compile, compilerVersion } from './compile.ts';
export {
  type Accepted,
  type Definition,
  type Diagnostic,
  type Edit,
  type Fix,
  type MessageName,
  type Related,
  registry,
  type Severity,
  type Site,
} from './diagnostics.ts';
export { asFile, type Explanation, explain, explanations } from './explain.ts';
export type { Model, SourceFile } from './model.ts';
export { render } from './render.ts';
export { positionOf, type Read } from './sources.ts';
