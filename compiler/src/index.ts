// What other packages may use of the compiler.

export { type Analysis, analyse, analyseInSteps } from './analysis/analyse.ts';
export type { Finding } from './analysis/finding.ts';
export { conditions, type Kind, kinds, type PartKind } from './clauses/kinds.ts';
export { type Compilation, type CompileOptions, compile, compileInSteps, compilerVersion } from './compile.ts';
export { currencyDigits } from './data/currencies.ts';
export { countryNames, countryWord, holidayTable } from './data/holidays.ts';
export { languages, usualFor } from './data/usual.ts';
export { zoneNames } from './data/zones.ts';
export { entriesAmong } from './entries.ts';
export { Memory } from './memory.ts';
export type { Model, SourceFile } from './model.ts';
export type { NameIndex, NameSymbol, NameUse, SymbolKind } from './names/uses.ts';
export type { Mistake as ProjectMistake } from './project/json.ts';
export { isMeant, judged, type ProjectSettings, projectFile, readSettings } from './project/settings.ts';
export { isAcceptable } from './reporting/acceptances.ts';
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
} from './reporting/diagnostics.ts';
export { asFile, type Explanation, explain, explanations } from './reporting/explain.ts';
export { listText } from './reporting/lists.ts';
export { findingKey, merged } from './reporting/merge.ts';
export { render } from './reporting/render.ts';
export { edited, examplesFor, heldAs, type Repair, type Repairs, repairsOf } from './reporting/repairs.ts';
export { findingOf, lineStarts, normalise, positionOf, type Read, type Used, usesOf } from './sources.ts';
export { canMeet } from './wording/meeting.ts';
export type { Predicate } from './wording/predicate.ts';
export type { Column, RowWords } from './wording/rows.ts';
export {
  type Called,
  clockWords,
  dateWords,
  moneyWords,
  type Style,
  weekdayDateWords,
} from './wording/speaker.ts';
export { rowsOf, type Wording, wordingOf } from './wording/wording.ts';
