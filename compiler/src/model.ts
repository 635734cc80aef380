// What the passes share: the symbol table of an agreement and all its papers, and what may be asked of it.
import type * as ast from '@avtal/grammar';
import type {
  AgreementInfo,
  CivilDate,
  Clock,
  Condition,
  DaySet,
  DaySetInfo,
  Dimension,
  DocumentInfo,
  Index,
  NumberInfo,
  Order,
  Period,
  ScopeInfo,
  SourceSpan,
  Subject,
  TargetInfo,
  Unit,
  WindowInfo,
  WindowSet,
  Zone,
} from '@avtal/runtime';
import type { NameUse, NameUses } from './names/uses.ts';
import type { Fix, Reporter, Site } from './reporting/diagnostics.ts';

/** A loaded file. */
export interface SourceFile {
  /** Normalised, relative to the root: the name under which diagnostics and the IR speak of it. */
  readonly path: string;
  readonly text: string;
  readonly tree: ast.File;
  /** What the tree is part of, for who needs its tokens. */
  readonly parsed: ast.Parsed;
  /** Where it could not be read. */
  readonly unreadable: readonly ast.Span[];
  /** Offsets at which lines start. */
  readonly lines: readonly number[];
}

/** Where a row stands. It decides the paper, the section and the condition of every clause in it. */
export interface Place {
  readonly file: string;
  /** Index of the paper in `model.documents`. */
  readonly document: Index;
  /** Module in which the row stands. */
  readonly section?: string;
  /** Value of the dimension `order`, when the row stands in an order or (`example:ID`) an example. */
  readonly order?: string;
  /** Groups round the row, outermost first: their parts and marks count as written in the head of every clause inside. */
  readonly groups: readonly ast.Group[];
  /** Module and order as a condition: the condition of a clause is this `and` that of its head. */
  readonly when: Condition;
}

export interface Placed<T> {
  readonly node: T;
  readonly place: Place;
}

/** Rows that become clauses or text promises. */
export type ClauseItem = ast.Clause | ast.Table | ast.DecideMatrix | ast.Combine | ast.Pause | ast.TextPromise;

export type SubjectKind = Subject['kind'];

/** An element of a list of the IR with its index there. */
export interface Indexed<T> {
  readonly index: Index;
  readonly info: T;
}

/** The settings that clauses depend on; absent: the agreement does not say. */
export type Settings = Pick<
  AgreementInfo,
  'minorDigits' | 'businessDays' | 'partPeriods' | 'unitsCounted' | 'changes' | 'lines' | 'validFrom' | 'validUntil'
> & {
  readonly currency: string | undefined;
  readonly clock?: Clock | ClockByTier;
};

/** The clock is a window that differs by tier: a deadline that needs it becomes one clause per tier. */
export interface ClockByTier extends Placed<ast.WindowExpr> {
  readonly kind: 'by-tier';
}

/** `agree bank: 40 h`: the value of an order (or example) for an open value. Lowered by `lowerClauses`, by order id. */
export type Agreed = Placed<ast.Agree>;

/** An example whose header is bound; its facts and expectations are lowered after the clauses. */
export interface BoundExample {
  readonly node: ast.Example;
  readonly place: Place;
  readonly order: Order;
  readonly facts: readonly (ast.FactRow | ast.IndexRow)[];
  readonly expectations: readonly ast.Expectation[];
}

/**
 * The symbol table. Every lookup takes the name as written and the place where it stands, and reports what is wrong
 * with it (once, with the nearest name that would fit): `undefined` means "reported, stay silent".
 */
/** What clauses need to know of a measure: its unit, before its conditions are lowered. */
export interface MeasureDeclared extends Placed<ast.MeasureDeclaration> {
  readonly id: string;
  readonly unit: Unit;
}

/** Something that rows ask and whose answer depends on the rows before them: the index of a window that no name has. */
export interface Share {
  readonly ask: (model: Model) => unknown;
  readonly answer: unknown;
}

export interface Model {
  readonly files: readonly SourceFile[];
  readonly settings: Settings;
  /** Where settings stand and rows can be inserted: for fixes that add one (`insertSetting`). */
  readonly agreement: Placed<ast.Document> | undefined;
  readonly zone: Zone | undefined;

  // The lists of the IR. Indices are stable once `declare` has run, except that `windows`, `daySets` and `scopes` still
  // grow at their end when clauses write windows, days and periods of their own.
  readonly documents: readonly DocumentInfo[];
  readonly daySets: readonly DaySetInfo[];
  readonly windows: readonly WindowInfo[];
  readonly dimensions: readonly Dimension[];
  readonly numbers: readonly NumberInfo[];
  readonly numberRows: readonly Placed<ast.NumberDeclaration>[];
  /** Moments that facts may state, since a number is counted from or to them. */
  readonly moments: readonly string[];
  readonly subjects: readonly Subject[];
  readonly scopes: readonly ScopeInfo[];
  readonly targets: readonly TargetInfo[];
  readonly measures: readonly MeasureDeclared[];
  /** Orders bound by `order` blocks; examples have theirs in `examples`. */
  readonly orders: readonly Order[];
  readonly examples: readonly BoundExample[];
  /** Every row that is for `lowerClauses`, in the order of files and text, with those inside modules, orders and examples. */
  readonly rows: readonly Placed<ClauseItem>[];
  /** The `agree` rows of orders and examples; `place.order` says whose. */
  readonly agreed: readonly Agreed[];
  /** In the order in which they were asked. */
  readonly shares: readonly Share[];
  /** The dimension `tier`; undefined when the agreement has no tiers (then a row has one cell). */
  readonly tiers: Dimension | undefined;

  /** A subject of one of the kinds. `because` completes "here an activity is due, because …" */
  subject(name: ast.Name, kinds: readonly SubjectKind[], place: Place, because?: string): Indexed<Subject> | undefined;
  /** The subject, if there is one, without reporting: for positions where a name may be several things. */
  findSubject(text: string): Indexed<Subject> | undefined;
  /** `each job`, `each incident`, `each contract year`. Periods are interned as scopes. */
  scope(scope: ast.Name | ast.PeriodPhrase, place: Place): Index | undefined;
  /** What of a scope lies in one such period: `each person per month`. */
  scopeWithin(scope: Index, period: ast.PeriodPhrase, place: Place): Index | undefined;
  findScope(text: string): Indexed<ScopeInfo> | undefined;
  /** A choice, or `tier`. */
  dimension(name: ast.Name, place: Place): Dimension | undefined;
  findDimension(text: string): Dimension | undefined;
  /** Whether the declaration of the dimension could not be read as a whole: it may have other values than are known. */
  isPartlyKnown(dimension: Dimension): boolean;
  /** A value of the dimension, by its id. */
  value(dimension: Dimension, name: ast.Name, place: Place): string | undefined;
  number(name: ast.Name, place: Place): NumberInfo | undefined;
  findNumber(text: string): NumberInfo | undefined;
  target(name: ast.Name, place: Place): Indexed<TargetInfo> | undefined;
  findTarget(text: string): Indexed<TargetInfo> | undefined;
  measure(
    name: ast.Name,
    place: Place,
    details?: Pick<NameUse, 'states' | 'asks'>,
  ): Indexed<MeasureDeclared> | undefined;
  findMeasure(text: string): Indexed<MeasureDeclared> | undefined;
  /** `month`, `contract year`, `12 months`. A bare `year` or `quarter` is an open question (calendar or contract) and reported. */
  period(phrase: ast.PeriodPhrase, place: Place): Period | undefined;

  /**
   * Index of the window; one that a clause writes itself is interned, so that equal ones have one index. Where the
   * window differs by tier (`variesByTier`), `tier` says whose is meant; without it that is reported.
   */
  windowOf(window: ast.WindowExpr, place: Place, tier?: string): Index | undefined;
  /** Whether the expression names a window that is declared by tier: a clause whose value needs it becomes one clause per tier. */
  variesByTier(window: ast.WindowExpr): boolean;
  /** The expression as days; reports a window where days are due. */
  daysOf(days: ast.WindowExpr, place: Place): DaySet | undefined;
  /** A window with all that it is made of, and not only its index: whoever looks at it depends on that. */
  lookInto(window: Index): WindowSet | undefined;
  /** The window of that name (of the tier, where it differs by tier), if there is one, without reporting. */
  findWindow(text: string, tier?: string): Indexed<WindowInfo> | undefined;

  // Conditions are unions of boxes without contradictions inside a box; `[{}]` is always, `[]` never. What was reported
  // inside a condition counts as always, so that nothing else is reported because of it.
  condition(cond: ast.Cond, place: Place): Condition;
  /** `during W` and `outside W` (`inside` false). `moment`: `self`, `start` or a ticket event; `self` unless said. */
  during(window: ast.WindowExpr, inside: boolean, place: Place, moment?: string): Condition;
  /** `for A, B`. */
  forTiers(tiers: readonly ast.Name[], place: Place): Condition;
  /** One value or several of a dimension: the condition of a column. */
  choice(dimension: Dimension, values: readonly string[]): Condition;
  /** `from`, `until` (both included) and `before` (excluded) of a head. */
  dates(how: 'from' | 'until' | 'before', date: CivilDate): Condition;
  /** Both must hold. Too many combinations are reported at `site` and count as always. */
  and(a: Condition, b: Condition, site: Site): Condition;
  or(a: Condition, b: Condition, site: Site): Condition;
  not(condition: Condition, site: Site): Condition;

  /** Reports a name that nothing declares, once, with the nearest known one. `what` completes "No … is called". */
  unknown(what: string, name: ast.Name, place: { readonly file: string }, known: Iterable<string>, help?: string): void;

  /** Where every name that was resolved stands. The lookups that take a name note it; those by text do not. */
  readonly uses: NameUses;

  /** Site of a node for the reporter. */
  site(node: { readonly span: ast.Span }, place: { readonly file: string }): Site;
  /** The same with lines and columns, for the IR. */
  /** The line in which it begins. */
  lineOf(node: { readonly span: ast.Span }, place: { readonly file: string }): number;
  sourceSpan(node: { readonly span: ast.Span }, place: { readonly file: string }): SourceSpan;
  /** Whether something in the node could not be read: what it lacks was reported then. */
  isDamaged(node: { readonly span: ast.Span }, place: { readonly file: string }): boolean;
  /** Whether a row that could not be read speaks of it, and may be what is missing. */
  isUnreadable(name: string): boolean;
  /** What the author wrote there. */
  textOf(node: { readonly span: ast.Span }, place: { readonly file: string }): string;
  /** A repair that adds a row (`clock elapsed`) to the agreement's settings; undefined when there is no agreement. */
  insertSetting(row: string): Fix | undefined;
  readonly reporter: Reporter;
}
