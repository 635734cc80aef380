// The symbol table: every lookup of the model, over the lists that the passes before have made.
import type * as ast from '@avtal/grammar';
import {
  type CivilDate,
  type Condition,
  type DaySet,
  type Dimension,
  type DocumentInfo,
  dateOf,
  dayOf,
  type Index,
  type NumberInfo,
  type Order,
  type Period,
  type ScopeInfo,
  type SourceSpan,
  type Subject,
  type TargetInfo,
  type WindowInfo,
  type WindowSet,
  type Zone,
} from '@avtal/runtime';
import type {
  BoundExample,
  ClauseItem,
  Indexed,
  MeasureDeclared,
  Model,
  Place,
  Placed,
  Settings,
  Share,
  SourceFile,
  SubjectKind,
} from '../model.ts';
import { given } from '../optional.ts';
import { type Fix, type Reporter, type Site, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';
import { Conditions } from '../windows/conditions.ts';
import type { Windows } from '../windows/windows.ts';
import type { Names } from './bind.ts';
import { type Declarations, kindNames } from './declarations.ts';
import { bindExamples, bindOrders } from './orders.ts';
import { periodName, periodOf } from './periods.ts';
import { insertSetting, type ReadSettings } from './settings.ts';
import { declaring, pricing, testing, type UnknownNames } from './suggest.ts';
import type { NameUse, NameUses } from './uses.ts';

/** How messages call what a field is. */
const fieldKinds = {
  choice: 'a choice',
  number: 'a number',
  case: 'a case',
  scope: 'a scope',
  measure: 'a measure',
} as const;

export class SymbolTable implements Model {
  readonly files: readonly SourceFile[];
  readonly settings: Settings;
  readonly agreement: Placed<ast.Document> | undefined;
  readonly zone: Zone | undefined;
  readonly documents: readonly DocumentInfo[];
  readonly numbers: readonly NumberInfo[];
  readonly numberRows: Declarations['numberRows'];
  readonly moments: readonly string[];
  readonly subjects: readonly Subject[];
  readonly targets: readonly TargetInfo[];
  readonly measures: readonly MeasureDeclared[];
  readonly orders: readonly Order[];
  readonly examples: readonly BoundExample[];
  readonly rows: readonly Placed<ClauseItem>[];
  readonly agreed: readonly Placed<ast.Agree>[];
  readonly shares: Share[] = [];
  readonly tiers: Dimension | undefined;
  readonly reporter: Reporter;
  readonly uses: NameUses;
  readonly #names: Names;
  readonly #sources: Sources;
  readonly #unknown: UnknownNames;
  readonly #windows: Windows;
  readonly #conditions: Conditions;
  readonly #scopes: ScopeInfo[];
  readonly #dimensions: Dimension[];
  readonly #subjectIndex: ReadonlyMap<string, Index>;
  /** Grows with the outcomes of targets that conditions name. */
  readonly #dimensionIndex: Map<string, Index>;
  readonly #numberIndex: ReadonlyMap<string, Index>;
  readonly #measureIndex: ReadonlyMap<string, Index>;
  readonly #targetIndex: ReadonlyMap<string, Index>;
  /** Grows with the periods that clauses name. */
  readonly #scopeIndex: Map<string, Index>;
  /** How many windows and scopes were declared. */
  #declared = { windows: Number.POSITIVE_INFINITY, scopes: Number.POSITIVE_INFINITY };

  constructor(
    names: Names,
    read: ReadSettings,
    documents: readonly DocumentInfo[],
    declarations: Declarations,
    windows: Windows,
    sources: Sources,
    reporter: Reporter,
    unknown: UnknownNames,
    uses: NameUses,
  ) {
    this.uses = uses;
    this.#names = names;
    this.#sources = sources;
    this.#unknown = unknown;
    this.#windows = windows;
    this.reporter = reporter;
    this.files = sources.files;
    this.agreement = names.agreement;
    this.zone = read.zone;
    this.documents = documents;
    this.#dimensions = [...declarations.dimensions];
    this.numbers = declarations.numbers;
    this.numberRows = declarations.numberRows;
    this.moments = declarations.moments;
    this.subjects = declarations.subjects;
    this.targets = declarations.targets;
    this.measures = declarations.measures;
    this.rows = names.rows;
    this.agreed = names.agreed;
    this.#scopes = [...declarations.scopes];
    this.#subjectIndex = indexById(this.subjects);
    this.#dimensionIndex = indexById(this.dimensions);
    this.#numberIndex = indexById(this.numbers);
    this.#measureIndex = indexById(this.measures);
    this.#targetIndex = indexById(this.targets);
    this.#scopeIndex = indexById(this.#scopes);
    this.tiers = this.findDimension('tier');
    this.settings = { ...read.info, currency: read.currency, ...windowSettings(read, windows) };
    this.#conditions = new Conditions(this, names, (name, place) => this.#field(name, place, 'case'));
    this.orders = bindOrders(names, this);
    this.#declared = { windows: windows.windows.length, scopes: this.#scopes.length };
    this.examples = bindExamples(names, this);
  }

  get daySets() {
    return this.#windows.daySets;
  }
  get windows() {
    return this.#windows.windows;
  }
  get dimensions(): readonly Dimension[] {
    return this.#dimensions;
  }
  get scopes(): readonly ScopeInfo[] {
    return this.#scopes;
  }

  // ------------------------------------------------------------------------------------------------------- names

  subject(name: ast.Name, kinds: readonly SubjectKind[], place: Place, because?: string): Indexed<Subject> | undefined {
    const found = this.findSubject(name.text);
    const wanted = kinds.map((kind) => kindNames[kind]).join(' or ');
    if (found === undefined) {
      const fitting = this.subjects.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
      this.#unknown.report(kinds.join(' or '), name, place, fitting, 'subject', declaring(kinds, name.text));
      return undefined;
    }
    this.uses.use(found.info.kind, name, place);
    if (kinds.includes(found.info.kind)) return found;
    const is = kindNames[found.info.kind];
    this.reporter.report('wrong-kind-of-name', { name: name.text, is, wanted, because }, siteOf(name, place), {
      related: [
        {
          file: found.info.span.file,
          span: this.#names.subjects.get(name.text)?.node.span ?? name.span,
          message: `declared as ${is}`,
        },
      ],
    });
    return undefined;
  }

  findSubject(text: string): Indexed<Subject> | undefined {
    return at(this.subjects, this.#subjectIndex.get(text));
  }

  scope(scope: ast.Name | ast.PeriodPhrase, place: Place): Index | undefined {
    if (scope.kind === 'period') {
      const period = this.period(scope, place);
      const index = period && this.#periodScope(period);
      if (index !== undefined && index >= this.#declared.scopes)
        this.shares.push({ ask: (model) => model.scope(scope, place), answer: index });
      return index;
    }
    const found = this.findScope(scope.text);
    if (found === undefined)
      this.unknown(
        'scope',
        scope,
        place,
        this.#scopes.map(({ id }) => id),
        declaring(['scope'], scope.text),
      );
    else this.uses.use('scope', scope, place);
    return found?.index;
  }

  /** `each person per month`: what the person did in the month. */
  scopeWithin(scope: Index, phrase: ast.PeriodPhrase, place: Place): Index | undefined {
    const period = this.period(phrase, place);
    if (period === undefined) return undefined;
    const id = `${this.#scopes[scope]?.id ?? ''} per ${periodName(period)}`;
    const index = this.#newScope(id, { kind: 'both', scope, period });
    if (index >= this.#declared.scopes)
      this.shares.push({ ask: (model) => model.scopeWithin(scope, phrase, place), answer: index });
    return index;
  }

  findScope(text: string): Indexed<ScopeInfo> | undefined {
    return at(this.#scopes, this.#scopeIndex.get(text));
  }

  dimension(name: ast.Name, place: Place): Dimension | undefined {
    const found = this.findDimension(name.text);
    if (found !== undefined) {
      this.uses.use('choice', name, place);
      return found;
    }
    const target = this.#names.fields.has(name.text) ? undefined : this.findTarget(name.text);
    if (target === undefined) return this.#field(name, place, 'choice');
    this.uses.use('target', name, place);
    const outcome = this.#outcome(target.info);
    this.shares.push({ ask: (model) => model.dimension(name, place)?.id, answer: outcome.id });
    return outcome;
  }

  /** What came of the target (meaning Q15): met, missed or neither. */
  #outcome({ id: target, span }: TargetInfo): Dimension {
    const id = `outcome:${target}`;
    const known = this.findDimension(id);
    if (known !== undefined) return known;
    const made: Dimension = {
      id,
      given: 'outcome',
      values: [{ id: 'met' }, { id: 'missed' }, { id: 'none' }],
      defaultValue: 'none',
      span: span ?? { file: this.files[0]?.path ?? '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    };
    this.#dimensionIndex.set(id, this.#dimensions.push(made) - 1);
    return made;
  }

  findDimension(text: string): Dimension | undefined {
    return at(this.dimensions, this.#dimensionIndex.get(text))?.info;
  }

  isPartlyKnown({ id }: Dimension): boolean {
    const declared = id === 'tier' ? this.#names.tiers : this.#names.fields.get(id);
    return declared !== undefined && this.isDamaged(declared.node, declared.place);
  }

  value(dimension: Dimension, name: ast.Name, place: Place): string | undefined {
    const values = dimension.values.map(({ id }) => id);
    if (values.includes(name.text)) {
      this.#useValue(dimension, name, place);
      return name.text;
    }
    if (this.isPartlyKnown(dimension)) return undefined;
    this.unknown(dimension.id === 'tier' ? 'tier' : `value of \`${dimension.id}\``, name, place, values);
    return undefined;
  }

  /** A module and an order are values too, of dimensions that every agreement has. */
  #useValue({ id, given: by }: Dimension, name: ast.Name, place: Place): void {
    if (by === 'outcome') return;
    if (id === 'module' || id === 'order') this.uses.use(id, name, place);
    else this.uses.use(id === 'tier' ? 'tier' : 'value', name, place, { of: id });
  }

  number(name: ast.Name, place: Place): NumberInfo | undefined {
    const found = this.findNumber(name.text);
    if (found === undefined) return this.#field(name, place, 'number');
    this.uses.use('number', name, place);
    return found;
  }

  findNumber(text: string): NumberInfo | undefined {
    return at(this.numbers, this.#numberIndex.get(text))?.info;
  }

  target(name: ast.Name, place: Place): Indexed<TargetInfo> | undefined {
    const found = this.findTarget(name.text);
    const known = this.targets.map(({ id }) => id);
    if (found === undefined) this.unknown('target', name, place, known, pricing(this.findSubject(name.text)?.info));
    else this.uses.use('target', name, place);
    return found;
  }

  findTarget(text: string): Indexed<TargetInfo> | undefined {
    return at(this.targets, this.#targetIndex.get(text));
  }

  measure(
    name: ast.Name,
    place: Place,
    details: Pick<NameUse, 'states' | 'asks'> = {},
  ): Indexed<MeasureDeclared> | undefined {
    const found = this.findMeasure(name.text);
    if (found === undefined)
      this.unknown(
        'measure',
        name,
        place,
        this.measures.map(({ id }) => id),
      );
    else this.uses.use('number', name, place, details);
    return found;
  }

  findMeasure(text: string): Indexed<MeasureDeclared> | undefined {
    return at(this.measures, this.#measureIndex.get(text));
  }

  unknown(what: string, name: ast.Name, place: Pick<Place, 'file'>, known: Iterable<string>, help?: string): void {
    this.#unknown.report(what, name, place, known, what, help);
  }

  /** Reports a name that is no choice (number, case), whether it is something else or nothing. */
  #field(name: ast.Name, place: Place, wanted: 'choice' | 'number' | 'case'): undefined {
    const declared = this.#names.fields.get(name.text);
    const all = [...this.#names.fields].flatMap(([id, { node }]) => (node.kind === wanted ? [id] : []));
    const known = wanted === 'choice' ? this.dimensions.map(({ id }) => id).filter((id) => id !== 'order') : all;
    if (declared === undefined) {
      if (name.text === 'tier') return this.#noTiers('choice', name, place);
      this.#unknown.report(wanted, name, place, known, 'field', testing(this.dimensions, name.text));
      return undefined;
    }
    this.uses.use(declared.node.kind, name, place);
    // A choice whose own declaration was reported may be missing from the dimensions.
    if (declared.node.kind === wanted) return undefined;
    const is = fieldKinds[declared.node.kind];
    this.reporter.report(
      'wrong-kind-of-name',
      { name: name.text, is, wanted: fieldKinds[wanted] },
      siteOf(name, place),
      {
        related: [{ ...siteOf(declared.node.name, declared.place), message: `declared as ${is}` }],
      },
    );
    return undefined;
  }

  #noTiers(what: 'choice' | 'tier', name: ast.Name, place: Place): undefined {
    const help = 'The agreement has no tiers. Declare them in a row such as `tiers Standard | Pro`.';
    this.#unknown.report(what, name, place, [], 'tier', help);
  }

  // ----------------------------------------------------------------------------------------------------- periods

  period(phrase: ast.PeriodPhrase, place: Place): Period | undefined {
    return periodOf(phrase, place, this.reporter);
  }

  #periodScope(period: Period): Index {
    return this.#newScope(periodName(period), { kind: 'period', period });
  }

  /** The scope of that name, made where there is none. */
  #newScope(id: string, over: ScopeInfo['over']): Index {
    const index = this.#scopeIndex.get(id) ?? this.#scopes.push({ id, over }) - 1;
    this.#scopeIndex.set(id, index);
    return index;
  }

  // ----------------------------------------------------------------------------------------------------- windows

  windowOf(window: ast.WindowExpr, place: Place, tier?: string): Index | undefined {
    const index = this.#windows.windowOf(window, place, tier);
    if (index !== undefined && index >= this.#declared.windows)
      this.shares.push({ ask: (model) => model.windowOf(window, place, tier), answer: index });
    return index;
  }
  variesByTier(window: ast.WindowExpr): boolean {
    return this.#windows.variesByTier(window);
  }
  daysOf(days: ast.WindowExpr, place: Place): DaySet | undefined {
    return this.#windows.daysOf(days, place, 'dates are meant');
  }
  lookInto(window: Index): WindowSet | undefined {
    const ask = (model: Model): string => JSON.stringify(model.lookInto(window));
    const set = this.windows[window]?.set;
    this.shares.push({ ask, answer: JSON.stringify(set) });
    return set;
  }
  findWindow(text: string, tier?: string): Indexed<WindowInfo> | undefined {
    return this.#windows.find(text, tier);
  }

  // -------------------------------------------------------------------------------------------------- conditions

  condition(cond: ast.Cond, place: Place): Condition {
    return this.#conditions.lower(cond, place);
  }
  during(window: ast.WindowExpr, inside: boolean, place: Place, moment?: string): Condition {
    return this.#conditions.during(window, inside, place, moment);
  }
  forTiers(tiers: readonly ast.Name[], place: Place): Condition {
    const dimension = this.tiers;
    if (dimension === undefined) {
      for (const name of tiers) this.#noTiers('tier', name, place);
      return [{}];
    }
    const values = tiers.map((name) => this.value(dimension, name, place));
    const known = values.filter((value) => value !== undefined);
    return known.length < values.length ? [{}] : this.choice(dimension, known);
  }
  choice(dimension: Dimension, values: readonly string[]): Condition {
    return this.#conditions.choice(dimension, values);
  }
  dates(how: 'from' | 'until' | 'before', date: CivilDate): Condition {
    switch (how) {
      case 'from':
        return [{ dates: { from: date } }];
      case 'until':
        return [{ dates: { until: date } }];
      case 'before':
        return [{ dates: { until: dateOf(dayOf(date) - 1) } }];
    }
  }
  and(a: Condition, b: Condition, site: Site): Condition {
    return this.#conditions.and(a, b, site);
  }
  or(a: Condition, b: Condition, site: Site): Condition {
    return this.#conditions.or([a, b], site);
  }
  not(condition: Condition, site: Site): Condition {
    return this.#conditions.not(condition, site);
  }

  // ------------------------------------------------------------------------------------------------------ places

  site(node: { readonly span: ast.Span }, place: { readonly file: string }): Site {
    return siteOf(node, place);
  }
  lineOf(node: { readonly span: ast.Span }, place: { readonly file: string }): number {
    return this.#sources.lineOf(node, place);
  }
  sourceSpan(node: { readonly span: ast.Span }, place: { readonly file: string }): SourceSpan {
    return this.#sources.sourceSpan(node, place);
  }
  isDamaged(node: { readonly span: ast.Span }, place: { readonly file: string }): boolean {
    return this.#sources.isDamaged(node, place);
  }
  isUnreadable(name: string): boolean {
    return this.#unknown.isUnreadable(name);
  }
  textOf(node: { readonly span: ast.Span }, place: { readonly file: string }): string {
    return this.#sources.textOf(node, place);
  }
  insertSetting(row: string): Fix | undefined {
    return insertSetting(row, this.#names, this.#sources);
  }
}

/** The settings that name windows and days. What was reported in them is said all the same, so that nobody asks for it. */
function windowSettings(
  { clock, businessDays }: ReadSettings,
  windows: Windows,
): Pick<Settings, 'clock' | 'businessDays'> {
  return {
    ...given('clock', clock && (clockOf(clock, windows) ?? { kind: 'elapsed' })),
    ...given(
      'businessDays',
      businessDays && (windows.daySetFor('business days', businessDays.node.days, businessDays.place) ?? 0),
    ),
  };
}

function clockOf({ node, place }: NonNullable<ReadSettings['clock']>, windows: Windows): Settings['clock'] {
  const { clock } = node;
  if (clock === 'elapsed') return { kind: 'elapsed' };
  const { span } = clock;
  const expr: ast.WindowExpr = { kind: 'hours', span, days: { kind: 'named', span, name: clock } };
  if (windows.variesByTier(expr)) return { kind: 'by-tier', node: expr, place };
  const window = windows.windowOf(expr, place);
  return window === undefined ? undefined : { kind: 'window', window };
}

function indexById(list: readonly { readonly id: string }[]): Map<string, Index> {
  return new Map(list.map(({ id }, i) => [id, i]));
}

function at<T>(list: readonly T[], index: Index | undefined): Indexed<T> | undefined {
  const info = index === undefined ? undefined : list[index];
  return index === undefined || info === undefined ? undefined : { index, info };
}
