// The driver: from an entry file to the compiled agreement, pass by pass.

import { type Parsed, parse } from '@avtal/grammar';
import type { AgreementInfo, Ir, Order } from '@avtal/runtime';
import { IR_FORMAT, IR_VERSION } from '@avtal/runtime';
import { analyseInSteps } from './analysis/analyse.ts';
import { reportFindings } from './analysis/report.ts';
import { finished } from './analysis/steps.ts';
import { lowerClauses } from './clauses/clauses.ts';
import type { Lowered } from './clauses/lowered.ts';
import { lowerMeasures } from './clauses/measures.ts';
import { lowerNumbers } from './clauses/numbers.ts';
import { sinceStart } from './clauses/since.ts';
import { lowerVat } from './clauses/vat.ts';
import { holidaysVersion } from './data/holidays.ts';
import { tzdataVersion } from './data/zones.ts';
import { Memory } from './memory.ts';
import type { Model, SourceFile } from './model.ts';
import { bind } from './names/bind.ts';
import { declare } from './names/declarations.ts';
import { documentsOf } from './names/documents.ts';
import { type ReadSettings, readSettings } from './names/settings.ts';
import { stampOf } from './names/stamp.ts';
import { UnknownNames } from './names/suggest.ts';
import { SymbolTable } from './names/symbols.ts';
import { type NameIndex, NameUses } from './names/uses.ts';
import { given } from './optional.ts';
import { applyAcceptances, readAcceptances } from './reporting/acceptances.ts';
import { type Diagnostic, Reporter } from './reporting/diagnostics.ts';
import { lowerExpectations } from './situations/expectations.ts';
import { lowerFacts } from './situations/facts.ts';
import { loadFiles, type Read, Sources } from './sources.ts';
import { Windows } from './windows/windows.ts';

export const compilerVersion = '0.1.0';

export interface Compilation {
  /** Only when there are no errors, and anything is written. */
  readonly ir?: Ir;
  /** In the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly SourceFile[];
  readonly model: Model;
  /** Where every name that could be bound is declared and used. */
  readonly names: NameIndex;
}

export interface CompileOptions {
  /** Whether to look for contradictions, gaps and what has no effect (AV4…). Yes, unless said otherwise. */
  readonly analysis?: boolean;
  /** Instead of `parse`: for who compiles again and again, and remembers the trees of files that did not change. */
  readonly parse?: (text: string, path: string) => Parsed;
  /** The same for what came of those trees. */
  readonly memory?: Memory;
}

/** Compiles the agreement of which `entry` is a file. Never throws; what `read` gives is all that it knows. */
export function compile(entry: string, read: Read, options: CompileOptions = {}): Compilation {
  return finished(compileInSteps(entry, read, options));
}

/**
 * The same in steps: first the compilation without the analysis, if there is more to come, and then nothing after each
 * step of the analysis. Who stops in between has lost nothing but what it would have found.
 */
export function* compileInSteps(
  entry: string,
  read: Read,
  options: CompileOptions = {},
): Generator<Compilation | undefined, Compilation, void> {
  const reporter = new Reporter();
  const files = loadFiles(entry, read, reporter, options.parse ?? ((text) => parse(text)));
  const sources = new Sources(files);
  const unknown = new UnknownNames(reporter, sources.unreadableWords());
  const uses = new NameUses();
  const names = bind(files, reporter, uses);
  const acceptances = readAcceptances(files, reporter);
  const settings = readSettings(names, sources, reporter);
  const documents = documentsOf(names, sources, reporter, unknown, uses);
  const declarations = declare(names, settings.currency, sources, reporter, unknown, uses);
  const tiers = declarations.dimensions.find(({ id }) => id === 'tier')?.values.map(({ id }) => id) ?? [];
  const windows = new Windows(names, tiers, sources, reporter, unknown, uses);
  const model = new SymbolTable(names, settings, documents, declarations, windows, sources, reporter, unknown, uses);
  const memory = options.memory ?? new Memory();
  memory.rows.begin(stampOf(names, model, sources));
  const lowered = lowerClauses(model, memory.rows);
  const measures = lowerMeasures(model);
  const assembled = assemble(model, settings, lowered, { measures, numbers: lowerNumbers(model) });
  if (assembled === undefined || options.analysis === false) return compilation(options.analysis !== false);
  yield compilation(false);
  const analysis = yield* analyseInSteps(assembled, memory.questions);
  reportFindings({ analysis, model, lowered }, reporter);
  return compilation(true);

  function compilation(isAnalysed: boolean): Compilation {
    const findings = applyAcceptances(acceptances, reporter.diagnostics, isAnalysed);
    const ir = findings.some(({ severity }) => severity === 'error') ? undefined : assembled;
    return { ...given('ir', ir), diagnostics: sorted(findings, files), files, model, names: uses };
  }
}

/** The IR, when nothing is wrong. */
function assemble(
  model: Model,
  settings: ReadSettings,
  lowered: Lowered,
  { measures, numbers }: Pick<Ir, 'measures' | 'numbers'>,
): Ir | undefined {
  const { clauses, promises, agreed } = lowered;
  const { zone, reporter } = model;
  const examples = model.examples.map((example) => ({
    id: example.node.name.text,
    ...given('title', example.node.label?.text),
    order: withAgreed(example.order, agreed),
    facts: lowerFacts(example, model),
    expectations: lowerExpectations(example, lowered, model),
    span: model.sourceSpan(example.node, example.place),
  }));
  const agreement = agreementOf(model, settings, lowered);
  if (agreement === undefined || zone === undefined || reporter.hasErrors) return undefined;
  return {
    format: IR_FORMAT,
    version: IR_VERSION,
    pins: { compiler: compilerVersion, tzdata: tzdataVersion, holidays: holidaysVersion },
    sources: model.files.map(({ path }) => path),
    agreement,
    zone,
    documents: model.documents,
    daySets: model.daySets,
    windows: model.windows,
    dimensions: model.dimensions,
    numbers: [...numbers, ...sinceStart(clauses)],
    subjects: model.subjects,
    scopes: model.scopes,
    targets: model.targets,
    measures,
    clauses,
    promises,
    orders: model.orders.map((order) => withAgreed(order, agreed)),
    examples,
  };
}

function agreementOf(
  model: Model,
  { info, currency, vat: said }: ReadSettings,
  { shared }: Lowered,
): AgreementInfo | undefined {
  const vat = lowerVat(said, shared, model);
  const { clock, businessDays } = model.settings;
  if (model.agreement === undefined || currency === undefined || vat === undefined) return undefined;
  const oneForAll = clock?.kind === 'by-tier' ? undefined : clock;
  return { ...info, currency, vat, ...given('clock', oneForAll), ...given('businessDays', businessDays) };
}

function withAgreed(order: Order, agreed: Lowered['agreed']): Order {
  return { ...order, ...given('values', agreed.get(order.id)) };
}

function sorted(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]): readonly Diagnostic[] {
  const place = new Map(files.map(({ path }, i) => [path, i]));
  const rank = ({ file }: Diagnostic) => place.get(file) ?? files.length;
  return [...diagnostics].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start || a.span.end - b.span.end);
}
