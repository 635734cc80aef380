// Day sets and windows: the named ones in an order in which each comes after what it needs, and those that clauses write themselves.
import type * as ast from '@avtal/grammar';
import type { DaySet, DaySetInfo, Index, WindowInfo, WindowSet } from '@avtal/runtime';
import type { Indexed, Place, Placed } from '../model.ts';
import type { Names, TimeDeclaration } from '../names/bind.ts';
import { inOrder } from '../names/graph.ts';
import { type HolidaysSetting, holidayDays, namesInHolidays } from '../names/holidays.ts';
import type { UnknownNames } from '../names/suggest.ts';
import type { NameUses } from '../names/uses.ts';
import { type Reporter, type Site, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';
import { asWindow, Expressions, type LookUp, type TimeSet } from './expressions.ts';
import { weekWindows } from './week.ts';

/** Windows of windows, aliases not counted: more than anybody can follow, and less than any stack holds. */
const mostDeep = 64;

/** A name that windows may speak of: a declaration, or the setting `holidays`. */
type Node = Placed<TimeDeclaration> | Placed<HolidaysSetting>;

/** What a name stands for. `indices`: one for all tiers, or one for each in their order. Absent: reported. */
interface Known {
  readonly kind: 'days' | 'window';
  readonly indices: readonly Index[];
}

export class Windows {
  readonly daySets: DaySetInfo[] = [];
  readonly windows: WindowInfo[] = [];
  readonly #sources: Sources;
  readonly #reporter: Reporter;
  readonly #unknown: UnknownNames;
  readonly #uses: NameUses;
  readonly #expressions: Expressions;
  readonly #tiers: readonly string[];
  readonly #known = new Map<string, Known>();
  /** Names whose declaration was reported. */
  readonly #broken = new Set<string>();
  readonly #interned = new Map<string, Index>();
  readonly #ids = new Set<string>();
  readonly #weeks = new Map<ast.WeekDeclaration, ReturnType<typeof weekWindows>>();
  /** What the declared names are, also where their declaration was reported. */
  readonly #declared: ReadonlyMap<string, Known['kind']>;

  constructor(
    names: Names,
    tiers: readonly string[],
    sources: Sources,
    reporter: Reporter,
    unknown: UnknownNames,
    uses: NameUses,
  ) {
    this.#sources = sources;
    this.#reporter = reporter;
    this.#unknown = unknown;
    this.#uses = uses;
    this.#tiers = tiers;
    this.#expressions = new Expressions(sources, reporter);
    this.#declared = new Map([
      ...[...names.times].map(([id, { node }]) => [id, node.kind === 'days' ? 'days' : 'window'] as const),
      ...(names.settings.some(isHolidays) ? ([['holidays', 'days']] as const) : []),
    ]);
    this.#lowerAll(names);
  }

  // ------------------------------------------------------------------------------------------- what the model asks

  windowOf(expr: ast.WindowExpr, place: Place, tier?: string): Index | undefined {
    const set = this.windowSet(expr, place, tier);
    return set && this.intern(set, expr, place);
  }

  /** Not interned, so that the caller can look at it. */
  windowSet(expr: ast.WindowExpr, place: Place, tier?: string): WindowSet | undefined {
    const time = this.#expressions.lower(expr, place, this.#lookUp(tier));
    return time && asWindow(time);
  }

  daysOf(expr: ast.WindowExpr, place: Place, because: string): DaySet | undefined {
    return this.#expressions.days(expr, place, this.#lookUp(undefined), because);
  }

  /** Index of a day set with that id, for what the agreement needs a day set for (`business days`). */
  daySetFor(id: string, expr: ast.WindowExpr, place: Place): Index | undefined {
    const set = this.daysOf(expr, place, 'business days are dates, not hours');
    if (set === undefined) return undefined;
    return set.kind === 'named' ? set.daySet : this.#addDays(id, undefined, set, expr, place);
  }

  find(text: string, tier?: string): Indexed<WindowInfo> | undefined {
    const known = this.#known.get(text);
    if (known?.kind !== 'window') return undefined;
    const index = this.#indexFor(known, tier);
    const info = index === undefined ? undefined : this.windows[index];
    return index === undefined || info === undefined ? undefined : { index, info };
  }

  variesByTier(expr: ast.WindowExpr): boolean {
    return namesIn(expr).some(({ text }) => (this.#known.get(text)?.indices.length ?? 0) > 1);
  }

  /** Equal windows have one index; a set that is nothing but a named window is that window. */
  intern(set: WindowSet, node: { readonly span: ast.Span }, place: Place): Index {
    if (set.kind === 'named') return set.window;
    const key = JSON.stringify(set);
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const id = this.#freshId(this.#sources.textOf(node, place).replace(/\s+/g, ' ').trim());
    const index = this.windows.push({ id, named: false, set, span: this.#sources.sourceSpan(node, place) }) - 1;
    this.#interned.set(key, index);
    return index;
  }

  // --------------------------------------------------------------------------------------------------- declarations

  #lowerAll(names: Names): void {
    const setting = names.settings.find(isHolidays);
    const nodes: Node[] = [...(setting === undefined ? [] : [setting]), ...names.times.values()];
    this.#uses.builtIn('days', 'holidays');
    for (const { node, place } of setting === undefined ? [] : [setting])
      this.#uses.declare('days', { name: { text: 'holidays', span: node.keyword.span } }, place);
    const indexOf = new Map(nodes.map((node, i) => [nameOf(node), i]));
    const needs = nodes.map(({ node, place }) =>
      needsOf(node).flatMap((name) => {
        this.#noteUse(name, place);
        return indexOf.get(name.text) ?? [];
      }),
    );
    const { order, cycles } = inOrder(nodes.length, (node) => needs[node] ?? []);
    for (const cycle of cycles) this.#reportCycle(cycle.flatMap((i) => nodes[i] ?? []));
    const depths: number[] = [];
    for (const i of order) {
      const node = nodes[i];
      if (node === undefined) continue;
      const below = (needs[i] ?? []).reduce((most, need) => Math.max(most, depths[need] ?? 0), 0);
      depths[i] = isAlias(node.node) ? below : below + 1;
      const known = this.#isShallow(node, depths[i] ?? 0) ? this.#declare(node) : undefined;
      if (known === undefined) this.#broken.add(nameOf(node));
      else this.#known.set(nameOf(node), known);
    }
  }

  /** Reported once, where it becomes too deep; what is built on that stays silent. */
  #isShallow(node: Node, depth: number): boolean {
    if (this.#broken.has(nameOf(node))) return false;
    if (depth === mostDeep + 1)
      this.#reporter.report('window-too-deep', { name: nameOf(node), most: mostDeep }, siteOfName(node));
    return depth <= mostDeep;
  }

  #reportCycle(cycle: readonly Node[]): void {
    const [first, ...others] = cycle;
    if (first === undefined) return;
    this.#reporter.report('window-in-itself', { path: cycle.map(nameOf) }, siteOfName(first), {
      related: others.map((node) => ({ ...siteOfName(node), message: 'needed for it' })),
    });
    for (const node of cycle) this.#broken.add(nameOf(node));
  }

  #declare({ node, place }: Node): Known | undefined {
    switch (node.kind) {
      case 'setting': {
        const atom = (days: ast.DaysAtom, known: readonly string[]) => {
          const time = this.#expressions.atom(days, place, this.#lookUp(undefined, 'holiday or day set', known));
          return time?.kind === 'days' ? time.set : undefined;
        };
        return this.#daysKnown('holidays', undefined, holidayDays({ node, place }, atom, this.#reporter), node, place);
      }
      case 'days': {
        const set = this.daysOf(node.days, place, 'a day set says which dates');
        return this.#daysKnown(node.name.text, node.label, set, node.name, place);
      }
      case 'window':
        return this.#window(node, place);
      case 'week-window': {
        const set = this.#week(node.week, place)?.get(node.name.text);
        return set && { kind: 'window', indices: [this.#addWindow(node, set, node.name.text, place)] };
      }
    }
  }

  #daysKnown(
    id: string,
    label: ast.Text | undefined,
    set: DaySet | undefined,
    node: WithSpan,
    place: Place,
  ): Known | undefined {
    return set && { kind: 'days', indices: [this.#addDays(id, label, set, node, place)] };
  }

  #addDays(id: string, label: ast.Text | undefined, set: DaySet, node: WithSpan, place: Place): Index {
    const target = set.kind === 'named' ? this.daySets[set.daySet]?.set : undefined;
    const flat = target?.kind === 'named' ? target : set;
    return this.daySets.push({ id, ...labelOf(label), set: flat, span: this.#sources.sourceSpan(node, place) }) - 1;
  }

  #window(node: ast.WindowDeclaration, place: Place): Known | undefined {
    const { name, windows } = node;
    const [only] = windows;
    const columns = windows.length;
    if (columns > 1 && columns !== this.#tiers.length) {
      this.#reporter.report(
        'window-columns',
        { name: name.text, columns, tiers: this.#tiers.length },
        siteOf(name, place),
      );
      return undefined;
    }
    if (only !== undefined && columns === 1 && !this.variesByTier(only)) {
      const set = this.windowSet(only, place);
      return set && { kind: 'window', indices: [this.#addWindow(node, set, name.text, place)] };
    }
    const sets = this.#tiers.map((tier, i) => {
      const expr = windows[i] ?? only;
      return expr && this.windowSet(expr, place, tier);
    });
    const known = sets.filter((set) => set !== undefined);
    if (known.length < sets.length) return undefined;
    const indices = known.map((set, i) => this.#addWindow(node, set, `${name.text}:${this.#tiers[i]}`, place));
    return { kind: 'window', indices };
  }

  /** An alias points at what is no alias, so that long chains of names stay flat. */
  #addWindow({ name, label }: ast.Labelled, set: WindowSet, id: string, place: Place): Index {
    this.#ids.add(id);
    const target = set.kind === 'named' ? this.windows[set.window]?.set : undefined;
    const flat = target?.kind === 'named' ? target : set;
    return (
      this.windows.push({
        id,
        ...labelOf(label),
        named: true,
        set: flat,
        span: this.#sources.sourceSpan(name, place),
      }) - 1
    );
  }

  #week(week: ast.WeekDeclaration, place: Place): ReturnType<typeof weekWindows> {
    if (!this.#weeks.has(week)) {
      const lower = (days: ast.WindowExpr) => this.daysOf(days, place, 'a row of a week begins with its days');
      this.#weeks.set(
        week,
        weekWindows({ node: week, place }, this.daySets, lower, this.#sources.isDamaged(week, place), this.#reporter),
      );
    }
    return this.#weeks.get(week);
  }

  // ------------------------------------------------------------------------------------------------------- names

  #lookUp(tier: string | undefined, what = 'window or day set', known: readonly string[] = []): LookUp {
    return (name, place) => {
      this.#noteUse(name, place);
      const found = this.#known.get(name.text);
      if (found !== undefined) return this.#timeFor(found, tier, name, place);
      this.#reporter.passOver();
      if (this.#broken.has(name.text)) return undefined;
      if (name.text === 'holidays') {
        if (!this.#unknown.isUnreadable('holidays')) this.#reporter.report('holidays-of-whom', {}, siteOf(name, place));
      } else this.#unknown.report(what, name, place, [...this.#declared.keys(), ...known]);
      this.#broken.add(name.text);
      return undefined;
    };
  }

  #noteUse(name: ast.Name, place: Place): void {
    const kind = this.#declared.get(name.text);
    if (kind !== undefined) this.#uses.use(kind, name, place);
  }

  #timeFor(found: Known, tier: string | undefined, name: ast.Name, place: Place): TimeSet | undefined {
    if (found.kind === 'days') {
      const [index] = found.indices;
      return index === undefined ? undefined : { kind: 'days', set: { kind: 'named', daySet: index } };
    }
    const window = this.#indexFor(found, tier);
    if (window !== undefined) return { kind: 'window', set: { kind: 'named', window } };
    const because = 'no tier is meant here';
    this.#reporter.report('window-by-tier', { text: name.text, because }, siteOf(name, place));
    return undefined;
  }

  #indexFor({ indices }: Known, tier: string | undefined): Index | undefined {
    if (indices.length === 1) return indices[0];
    return tier === undefined ? undefined : indices[this.#tiers.indexOf(tier)];
  }

  /** An id that no other window has. */
  #freshId(text: string): string {
    let id = text;
    for (let n = 2; this.#ids.has(id); n++) id = `${text} #${n}`;
    this.#ids.add(id);
    return id;
  }
}

interface WithSpan {
  readonly span: ast.Span;
}

function isHolidays(setting: Placed<ast.Setting>): setting is Placed<HolidaysSetting> {
  return setting.node.name === 'holidays';
}

function nameOf({ node }: Node): string {
  return node.kind === 'setting' ? node.name : node.name.text;
}

function siteOfName({ node, place }: Node): Site {
  return siteOf(node.kind === 'setting' ? node : node.name, place);
}

function labelOf(label: ast.Text | undefined): { readonly label?: string } {
  return label === undefined ? {} : { label: label.text };
}

/** Nothing but another name. */
function isAlias(node: Node['node']): boolean {
  if (node.kind !== 'days' && node.kind !== 'window') return false;
  const exprs = node.kind === 'days' ? [node.days] : node.windows;
  return exprs.every((expr) => expr.kind === 'hours' && expr.hours === undefined && expr.days.kind === 'named');
}

function needsOf(node: Node['node']): readonly ast.Name[] {
  switch (node.kind) {
    case 'setting':
      return namesInHolidays(node);
    case 'days':
      return namesIn(node.days);
    case 'window':
      return node.windows.flatMap(namesIn);
    case 'week-window':
      return node.week.rows.flatMap((row) => namesIn(row.days));
  }
}

/** The names that an expression speaks of. */
function namesIn(expr: ast.WindowExpr): readonly ast.Name[] {
  const found: ast.Name[] = [];
  const left = [expr];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    switch (next.kind) {
      case 'union':
      case 'intersection':
        for (const part of next.of) left.push(part);
        break;
      case 'except':
        left.push(next.base, next.minus);
        break;
      case 'unless':
        left.push(next.base, next.days);
        break;
      case 'outside':
        left.push(next.of);
        break;
      case 'hours':
        if (next.days.kind === 'named') found.push(next.days.name);
        break;
      case 'always':
      case 'stretch':
      case 'broken':
        break;
    }
  }
  return found;
}
