// What other packages may use of the compiler.

export { isAcceptable } from './acceptances.ts';
export { type Analysis, analyse } from './analysis/analyse.ts';
export type { Finding } from './analysis/finding.ts';
export { type Compilation, type CompileOptions, compile, compilerVersion } from './compile.ts';
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
  type Witness,
} from './diagnostics.ts';
export { asFile, type Explanation, explain, explanations } from './explain.ts';
export type { Model, SourceFile } from './model.ts';
export { render } from './render.ts';
export { positionOf, type Read } from './sources.ts';
