// Where each name is declared and where it is used: noted when it is resolved, so that it is what the compiler took it for.
import type { ClauseWord, Name, Text } from '@avtal/grammar';
import { given } from '../optional.ts';
import { type Site, siteOf } from '../reporting/diagnostics.ts';

export type SymbolKind =
  | 'agreement'
  | 'document'
  | 'order'
  | 'example'
  | 'module'
  | 'tier'
  | 'choice'
  | 'value' // of a choice
  | 'number'
  | 'case'
  | 'scope'
  | 'activity'
  | 'event'
  | 'usage'
  | 'unit'
  | 'matter'
  | 'target'
  | 'days'
  | 'window'
  | 'fee'
  | 'surcharge'
  | 'discount'
  | 'duty'
  | 'notice'
  | 'index'
  | 'open' // a value `to be agreed`
  | 'milestone' // what happens to a ticket
  | 'measure' // `km`, `GB`
  | 'paper' // § 4.2
  | 'ticket' // T1 of an example
  | 'key' // what facts belong to: `A` of `job A`
  | 'held'; // a customer's unit: `web1`

/** Kinds that share their names: among them a name means one thing. */
const namespaces = {
  agreement: 'document',
  document: 'document',
  order: 'document',
  example: 'example',
  module: 'module',
  tier: 'value',
  choice: 'field',
  value: 'value',
  number: 'field',
  case: 'field',
  scope: 'field',
  activity: 'subject',
  event: 'subject',
  usage: 'subject',
  unit: 'subject',
  matter: 'subject',
  target: 'target',
  days: 'time',
  window: 'time',
  fee: 'fee',
  surcharge: 'surcharge',
  discount: 'discount',
  duty: 'duty',
  notice: 'notice',
  index: 'index',
  open: 'open',
  milestone: 'milestone',
  measure: 'measure',
  paper: 'paper',
  ticket: 'ticket',
  key: 'key',
  held: 'held',
} as const satisfies Readonly<Record<SymbolKind, string>>;

export interface NameSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The choice of a value (`tier` of a tier), the document of a paper number, the scope of a key. */
  readonly of?: string;
  /** The order (`example:ID`: the example) that alone knows the name. */
  readonly within?: string;
  readonly label?: string;
  /** The first name that declares it. Absent: every agreement has it. */
  readonly declaredAt?: Site;
  /** Its name means something of itself: `work`, `respond`, `job`. It may still be declared again, for a label. */
  readonly isBuiltIn: boolean;
}

export interface NameUse extends Site {
  readonly role: 'declaration' | 'use';
  readonly symbol: NameSymbol;
  /** In the head of a row: the kind of clause whose answer for it the row says. */
  readonly states?: ClauseWord;
  /** In a value or an expectation: the kind of clause whose answer is taken (`as work` in a rate). */
  readonly asks?: ClauseWord;
}

/** Every name of the agreement that could be bound, also where other things are wrong. */
export interface NameIndex {
  /** The name that the offset lies in, or right behind. */
  at(file: string, offset: number): NameUse | undefined;
  /** In the order of files and text. */
  placesOf(symbol: NameSymbol): readonly NameUse[];
  inFile(file: string): readonly NameUse[];
  /** What the name means among names of that kind. */
  find(kind: SymbolKind, name: string, among?: Among): NameSymbol | undefined;
  readonly symbols: readonly NameSymbol[];
}

export type Among = Pick<NameSymbol, 'of' | 'within'>;
type Place = { readonly file: string };
type Named = Pick<Name | Text, 'text' | 'span'>;
type Details = Among & Pick<NameUse, 'states' | 'asks'>;

interface Entry extends Omit<NameSymbol, 'kind' | 'label' | 'declaredAt' | 'isBuiltIn'> {
  kind: SymbolKind;
  label?: string;
  declaredAt?: Site;
  isBuiltIn: boolean;
  readonly places: NameUse[];
}

/** A name as it was resolved, not yet put in its place. */
export interface Noted {
  readonly kind: SymbolKind;
  readonly role: NameUse['role'];
  readonly name: Named;
  readonly file: string;
  readonly details: Details;
}

const noDetails: Details = {};

/** Every name of an agreement passes here, most of them several times: noting is little work, and order is made when asked. */
export class NameUses implements NameIndex {
  /** By namespace, then by name. */
  readonly #spaces = new Map<string, Map<string, Entry>>();
  readonly #noted: Noted[] = [];
  /** Those of them that declare. */
  readonly #declaring: Noted[] = [];
  /** How many of those are in their places. */
  #settled = 0;
  /** By file and start: a place that is resolved more than once (in a group, for each tier) is one use. */
  readonly #byFile = new Map<string, Map<number, NameUse>>();
  readonly #sorted = new Map<string, readonly NameUse[]>();

  // ------------------------------------------------------------------------------------------------------- noting

  /** A name that means something of itself. */
  builtIn(kind: SymbolKind, name: string): void {
    this.#entry(kind, name, noDetails).isBuiltIn = true;
  }

  declare(
    kind: SymbolKind,
    { name, label }: { readonly name: Named; readonly label?: Text | undefined },
    place: Place,
    details = noDetails,
  ): void {
    const entry = this.#entry(kind, name.text, details);
    const isOther = namespaces[entry.kind] !== namespaces[kind];
    if (!isOther) {
      if (entry.declaredAt === undefined) entry.kind = kind;
      entry.declaredAt ??= siteOf(name, place);
      if (label !== undefined) entry.label ??= label.text;
    }
    const noted: Noted = { kind, role: isOther ? 'use' : 'declaration', name, file: place.file, details };
    this.#noted.push(noted);
    if (!isOther) this.#declaring.push(noted);
  }

  use(kind: SymbolKind, name: Named, { file }: Place, details = noDetails): void {
    this.#noted.push({ kind, role: 'use', name, file, details });
  }

  get count(): number {
    return this.#noted.length;
  }

  /** What was noted since there were so many. */
  since(count: number): readonly Noted[] {
    return this.#noted.slice(count);
  }

  /** The same once more. INVARIANT: there are no declarations among them. */
  again(noted: readonly Noted[]): void {
    for (const one of noted) this.#noted.push(one);
  }

  /** The name of one is that of the other: a fee without a name bears that of the unit that it is per. */
  alias(kind: SymbolKind, name: string, other: SymbolKind): void {
    this.#space(kind, noDetails).set(name, this.#entry(other, name, noDetails));
  }

  #space(kind: SymbolKind, among: Among): Map<string, Entry> {
    const key = spaceOf(kind, among);
    let space = this.#spaces.get(key);
    if (space === undefined) {
      space = new Map();
      this.#spaces.set(key, space);
    }
    return space;
  }

  #entry(kind: SymbolKind, name: string, among: Among): Entry {
    const space = this.#space(kind, among);
    let entry = space.get(name);
    if (entry === undefined) {
      const { of, within } = among;
      entry = { kind, name, ...given('of', of), ...given('within', within), isBuiltIn: false, places: [] };
      space.set(name, entry);
    }
    return entry;
  }

  // ------------------------------------------------------------------------------------------------------- asking

  #settle(): void {
    const waiting = this.#noted.slice(this.#settled);
    this.#settled = this.#noted.length;
    for (const { kind, role, name, file, details } of waiting) {
      const noted = this.#byFile.get(file) ?? new Map<number, NameUse>();
      if (noted.has(name.span.start)) continue;
      this.#byFile.set(file, noted);
      const symbol = this.#entry(kind, name.text, details);
      const { states, asks } = details;
      const use = { file, span: name.span, role, symbol, ...given('states', states), ...given('asks', asks) };
      symbol.places.push(use);
      noted.set(name.span.start, use);
    }
  }

  /** Those of the names that are used nowhere, whatever they mean there. */
  unusedOf(names: ReadonlySet<string>): ReadonlySet<string> {
    const declared = new Map<string, Set<number>>();
    for (const { name, file } of this.#declaring) {
      if (!names.has(name.text)) continue;
      const places = declared.get(file) ?? new Set();
      declared.set(file, places.add(name.span.start));
    }
    const unused = new Set(names);
    for (const { file, name } of this.#noted)
      if (unused.has(name.text) && declared.get(file)?.has(name.span.start) !== true) unused.delete(name.text);
    return unused;
  }

  at(file: string, offset: number): NameUse | undefined {
    const places = this.inFile(file);
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle]?.span.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const before = places[low - 1];
    return before !== undefined && offset <= before.span.end ? before : undefined;
  }

  inFile(file: string): readonly NameUse[] {
    this.#settle();
    const noted = this.#byFile.get(file);
    const known = this.#sorted.get(file);
    if (known !== undefined && known.length === noted?.size) return known;
    const sorted = [...(noted?.values() ?? [])].sort((a, b) => a.span.start - b.span.start);
    this.#sorted.set(file, sorted);
    return sorted;
  }

  placesOf(symbol: NameSymbol): readonly NameUse[] {
    this.#settle();
    const places = this.#spaces.get(spaceOf(symbol.kind, symbol))?.get(symbol.name)?.places ?? [];
    const rank = new Map([...this.#byFile.keys()].map((file, i) => [file, i]));
    const order = (use: NameUse) => rank.get(use.file) ?? 0;
    return [...places].sort((a, b) => order(a) - order(b) || a.span.start - b.span.start);
  }

  find(kind: SymbolKind, name: string, among: Among = noDetails): NameSymbol | undefined {
    return this.#spaces.get(spaceOf(kind, among))?.get(name);
  }

  get symbols(): readonly NameSymbol[] {
    this.#settle();
    return [...new Set([...this.#spaces.values()].flatMap((space) => [...space.values()]))];
  }
}

/** Among what a name means one thing: the names of the kind, of a choice, of an example. */
function spaceOf(kind: SymbolKind, { of, within }: Among): string {
  const space = namespaces[kind];
  return of === undefined && within === undefined ? space : `${space}\0${of ?? ''}\0${within ?? ''}`;
}
