// Names: every declaration, paper, setting and clause row of all files, found once and put where the later passes look.
import type * as ast from '@avtal/grammar';
import type { Condition } from '@avtal/runtime';
import type { ClauseItem, Place, Placed, SourceFile } from '../model.ts';
import { given } from '../optional.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import { always } from '../windows/boxes.ts';
import type { NameUses, SymbolKind } from './uses.ts';

/** A window that a `week` declares by naming it in its rows. */
export interface WeekWindow extends ast.Labelled {
  readonly kind: 'week-window';
  readonly span: ast.Span;
  readonly week: ast.WeekDeclaration;
}

/** Days and windows share their names, since both stand where a window is due. */
export type TimeDeclaration = ast.DaysDeclaration | ast.WindowDeclaration | WeekWindow;
/** What a fact carries or a condition names: `channel phone`, `estimate 4 h`, `job A`. */
export type FieldDeclaration =
  | ast.ChoiceDeclaration
  | ast.NumberDeclaration
  | ast.CaseDeclaration
  | ast.MeasureDeclaration
  | ast.ScopeDeclaration;

export type Declared<T> = ReadonlyMap<string, Placed<T>>;

export interface Paper extends Placed<ast.Document | ast.OrderDeclaration | ast.Example> {
  /** Id in the IR: the name; `example:NAME` of an example. */
  readonly id: string;
}

export interface Names {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Agreements, documents, orders, and the examples that have clauses of their own, by their index in the IR. */
  readonly papers: readonly Paper[];
  readonly agreement: Placed<ast.Document> | undefined;
  readonly settings: readonly Placed<ast.Setting>[];
  readonly tiers: Placed<ast.TiersDeclaration> | undefined;
  readonly times: Declared<TimeDeclaration>;
  readonly fields: Declared<FieldDeclaration>;
  readonly subjects: Declared<ast.SubjectDeclaration>;
  readonly targets: Declared<ast.TargetDeclaration>;
  readonly modules: Declared<ast.Module>;
  readonly weeks: readonly Placed<ast.WeekDeclaration>[];
  readonly orders: readonly Placed<ast.OrderDeclaration>[];
  readonly examples: readonly Placed<ast.Example>[];
  readonly rows: readonly Placed<ClauseItem>[];
  readonly agreed: readonly Placed<ast.Agree>[];
}

type Declaring =
  | ast.Document
  | ast.OrderDeclaration
  | ast.Example
  | ast.Module
  | ast.SubjectDeclaration
  | ast.TargetDeclaration
  | TimeDeclaration
  | FieldDeclaration;

/** Dimensions and columns that every agreement has; nothing else may bear their names. */
const takenFields: ReadonlySet<string> = new Set(['tier', 'module', 'order', 'person']);
const takenTimes: ReadonlySet<string> = new Set(['holidays']);

export type Block = 'agreement' | 'document' | 'module' | 'group' | 'order' | 'example';

/** The kinds of row that only some blocks hold; clauses and groups of them may stand in all. */
const belongs: Partial<Record<ast.Item['kind'], readonly Block[]>> = {
  setting: ['agreement'],
  tiers: ['agreement', 'document'],
  module: ['agreement', 'document'],
  example: ['agreement', 'document', 'module'],
  binding: ['order', 'example'],
  'unit-row': ['order', 'example'],
  agree: ['order', 'example'],
  accept: ['agreement', 'document', 'module', 'group', 'order', 'example'],
  fact: ['example'],
  'index-row': ['example'],
  expect: ['example'],
};

/** Declarations stand wherever clauses do, but not in groups and examples. */
const declares: Partial<Record<ast.Item['kind'], true>> = {
  choice: true,
  number: true,
  subject: true,
  scope: true,
  'target-declaration': true,
  measure: true,
  days: true,
  window: true,
  week: true,
  case: true,
};
const whereDeclared: readonly Block[] = ['agreement', 'document', 'module', 'order'];

/** How messages call a row that stands where it does not belong. */
const rowNames: Readonly<Record<ast.Item['kind'], string>> = {
  setting: 'A setting',
  tiers: 'The row `tiers`',
  choice: 'A choice',
  number: 'A declared number',
  subject: 'The declaration of a subject',
  scope: 'A scope',
  'target-declaration': 'The declaration of a target',
  measure: 'A measure',
  days: 'A day set',
  window: 'A window',
  week: 'A `week`',
  case: 'A case',
  module: 'A module',
  group: 'A group',
  agree: 'An `agree` row',
  accept: 'An `accept` row',
  clause: 'A clause',
  table: 'A table',
  'decide-matrix': 'A `decide` matrix',
  combine: 'A `combine` row',
  pause: 'A `pause` row',
  promise: 'A promise',
  binding: 'A row that binds a customer',
  'unit-row': 'A customer’s unit',
  example: 'An example',
  fact: 'A fact',
  'index-row': 'What an index stood at',
  expect: 'An expectation',
  broken: 'This row',
};
const fieldNames = { choice: 'Choice', number: 'Number', case: 'Case', scope: 'Scope', measure: 'Measure' } as const;

export function bind(files: readonly SourceFile[], reporter: Reporter, uses: NameUses): Names {
  return new Binder(files, reporter, uses).names();
}

class Binder {
  readonly #reporter: Reporter;
  readonly #uses: NameUses;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #papers: Paper[] = [];
  readonly #settings: Placed<ast.Setting>[] = [];
  readonly #times = new Map<string, Placed<TimeDeclaration>>();
  readonly #fields = new Map<string, Placed<FieldDeclaration>>();
  readonly #subjects = new Map<string, Placed<ast.SubjectDeclaration>>();
  readonly #targets = new Map<string, Placed<ast.TargetDeclaration>>();
  readonly #modules = new Map<string, Placed<ast.Module>>();
  readonly #paperNames = new Map<string, Placed<ast.Document | ast.OrderDeclaration>>();
  readonly #exampleNames = new Map<string, Placed<ast.Example>>();
  readonly #weeks: Placed<ast.WeekDeclaration>[] = [];
  readonly #orders: Placed<ast.OrderDeclaration>[] = [];
  readonly #rows: Placed<ClauseItem>[] = [];
  readonly #agreed: Placed<ast.Agree>[] = [];
  #agreement: Placed<ast.Document> | undefined;
  #tiers: Placed<ast.TiersDeclaration> | undefined;

  constructor(files: readonly SourceFile[], reporter: Reporter, uses: NameUses) {
    this.#reporter = reporter;
    this.#uses = uses;
    this.#files = new Map(files.map((file) => [file.path, file]));
    for (const file of files) this.#file(file);
    if (this.#agreement === undefined) this.#reportNoAgreement(files);
  }

  names(): Names {
    return {
      files: this.#files,
      papers: this.#papers,
      agreement: this.#agreement,
      settings: this.#settings,
      tiers: this.#tiers,
      times: this.#times,
      fields: this.#fields,
      subjects: this.#subjects,
      targets: this.#targets,
      modules: this.#modules,
      weeks: this.#weeks,
      orders: this.#orders,
      examples: [...this.#exampleNames.values()],
      rows: this.#rows,
      agreed: this.#agreed,
    };
  }

  #file(file: SourceFile): void {
    for (const item of file.tree.items) {
      switch (item.kind) {
        case 'document': {
          const placed = this.#paper(item, item.name.text, file.path);
          if (item.main) this.#mainAgreement(placed);
          this.#items(item.items ?? [], item.main ? 'agreement' : 'document', placed.place);
          break;
        }
        case 'order': {
          const placed = this.#paper(item, item.name.text, file.path, item.name.text);
          this.#orders.push(placed);
          this.#items(item.items, 'order', placed.place);
          break;
        }
        case 'use':
        case 'broken':
          break;
      }
    }
  }

  #paper<T extends ast.Document | ast.OrderDeclaration>(node: T, id: string, file: string, order?: string): Placed<T> {
    const placed = { node, place: this.#place(file, order) };
    this.#add(this.#paperNames, placed, order === undefined ? 'Document' : 'Order');
    this.#papers.push({ ...placed, id });
    return placed;
  }

  /** The place of the rows of the next paper. */
  #place(file: string, order?: string): Place {
    const document = this.#papers.length;
    if (order === undefined) return { file, document, groups: [], when: always };
    return { file, document, order, groups: [], when: [{ choices: { order: [order] } }] };
  }

  #mainAgreement(placed: Placed<ast.Document>): void {
    const first = this.#agreement;
    if (first === undefined) this.#agreement = placed;
    else {
      this.#reporter.report(
        'two-agreements',
        { first: first.node.name.text, second: placed.node.name.text },
        siteOf(placed.node.name, placed.place),
        { related: [{ ...siteOf(first.node.name, first.place), message: 'the first agreement' }] },
      );
    }
  }

  #items(items: readonly ast.Item[], block: Block, place: Place): void {
    for (const item of items) {
      const where = belongs[item.kind] ?? (declares[item.kind] ? whereDeclared : undefined);
      if (where === undefined || where.includes(block)) this.#item(item, place);
      else this.#reporter.report('row-misplaced', { row: rowNames[item.kind], block, where }, siteOf(item, place));
    }
  }

  #item(node: ast.Item, place: Place): void {
    switch (node.kind) {
      case 'setting':
        this.#settings.push({ node, place });
        break;
      case 'tiers':
        if (this.#tiers === undefined) this.#tiers = { node, place };
        else this.#reportTwice('The row', 'tiers', { node, place }, this.#tiers);
        break;
      case 'days':
      case 'window':
        this.#add(this.#times, { node, place }, node.kind === 'days' ? 'Day set' : 'Window', takenTimes);
        break;
      case 'week':
        this.#week(node, place);
        break;
      case 'choice':
      case 'number':
      case 'case':
      case 'scope':
      case 'measure':
        this.#add(this.#fields, { node, place }, fieldNames[node.kind], takenFields);
        break;
      case 'subject':
        this.#add(this.#subjects, { node, place }, 'Subject');
        break;
      case 'target-declaration':
        this.#add(this.#targets, { node, place }, 'Target');
        break;
      case 'module':
        this.#module(node, place);
        break;
      case 'example':
        this.#example(node, place);
        break;
      case 'group':
        this.#items(node.items, 'group', { ...place, groups: [...place.groups, node] });
        break;
      case 'agree':
        this.#agreed.push({ node, place });
        break;
      case 'clause':
      case 'table':
      case 'decide-matrix':
      case 'combine':
      case 'pause':
      case 'promise':
        this.#rows.push({ node, place });
        break;
      // Bindings, units, facts and expectations are read where their order or example is, `accept` for all files at once.
      case 'accept':
      case 'binding':
      case 'unit-row':
      case 'fact':
      case 'expect':
      case 'broken':
        break;
    }
  }

  #week(node: ast.WeekDeclaration, place: Place): void {
    this.#weeks.push({ node, place });
    const own = new Set<string>();
    for (const { window: name, label } of node.rows.flatMap((row) => row.stretches)) {
      if (own.has(name.text)) {
        this.#uses.use('window', name, place);
        continue;
      }
      own.add(name.text);
      const labels = node.rows.flatMap((row) => row.stretches).filter((other) => other.window.text === name.text);
      const firstLabel = label ?? labels.find((other) => other.label !== undefined)?.label;
      const window: WeekWindow = {
        kind: 'week-window',
        name,
        span: name.span,
        week: node,
        ...given('label', firstLabel),
      };
      this.#add(this.#times, { node: window, place }, 'Window', takenTimes);
    }
  }

  #module(node: ast.Module, place: Place): void {
    this.#add(this.#modules, { node, place }, 'Module');
    const id = node.name.text;
    const when: Condition = place.when.map((box) => ({ ...box, choices: { module: [id], ...box.choices } }));
    this.#items(node.items, 'module', { ...place, section: id, when });
  }

  #example(node: ast.Example, place: Place): void {
    const id = `example:${node.name.text}`;
    const own: Place = this.#place(place.file, id);
    const known = this.#exampleNames.has(node.name.text);
    this.#add(this.#exampleNames, { node, place: own }, 'Example');
    if (known) return;
    if (node.items.some((item) => item.kind === 'group' || isClauseItem(item)))
      this.#papers.push({ node, place: own, id });
    this.#items(node.items, 'example', own);
  }

  #add<T extends Declaring>(
    map: Map<string, Placed<T>>,
    placed: Placed<T>,
    what: string,
    taken?: ReadonlySet<string>,
  ): void {
    const { name } = placed.node;
    const first = map.get(name.text);
    if (!taken?.has(name.text)) this.#uses.declare(kindOf(placed.node), placed.node, placed.place);
    if (taken?.has(name.text)) this.#reporter.report('name-taken', { name: name.text }, siteOf(name, placed.place));
    else if (first === undefined) map.set(name.text, placed);
    else
      this.#reportTwice(
        what,
        name.text,
        { node: name, place: placed.place },
        { node: first.node.name, place: first.place },
      );
  }

  #reportTwice(
    what: string,
    name: string,
    second: Placed<{ readonly span: ast.Span }>,
    first: Placed<{ readonly span: ast.Span }>,
  ): void {
    this.#reporter.report('declared-twice', { what, name }, siteOf(second.node, second.place), {
      related: [{ ...siteOf(first.node, first.place), message: 'declared here first' }],
    });
  }

  #reportNoAgreement(files: readonly SourceFile[]): void {
    const [entry] = files;
    // Nothing is wrong with a file in which nobody has written yet; and what could not be read may have been the agreement.
    if (entry === undefined || entry.tree.items.length === 0) return;
    if (this.#reporter.hasErrors || files.some(({ tree }) => tree.items.some(({ kind }) => kind === 'broken'))) return;
    this.#reporter.report('no-agreement', {}, { file: entry.path, span: { start: 0, end: 0 } });
  }
}

function kindOf(node: Declaring): SymbolKind {
  switch (node.kind) {
    case 'document':
      return node.main ? 'agreement' : 'document';
    case 'subject':
      return node.what;
    case 'target-declaration':
      return 'target';
    case 'week-window':
      return 'window';
    // What is said of a measure is said of its figure.
    case 'measure':
      return 'number';
    default:
      return node.kind;
  }
}

function isClauseItem(item: ast.Item): item is ClauseItem {
  return belongs[item.kind] === undefined && !declares[item.kind] && item.kind !== 'broken' && item.kind !== 'group';
}
