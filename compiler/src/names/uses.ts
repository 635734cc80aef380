// Where each name is declared and where it is used: noted when it is resolved, so that it is what the compiler took it for.
import type { ClauseWord, Name, Span, Text } from '@avtal/grammar';
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
  /** Whether two things of these kinds may not have one name. */
  shareNames(a: NameSymbol, b: NameSymbol): boolean;
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

export class NameUses implements NameIndex {
  readonly #entries = new Map<string, Entry>();
  /** By file and start: a place that is resolved more than once (in a group, for each tier) is one use. */
  readonly #byFile = new Map<string, Map<number, NameUse>>();
  readonly #sorted = new Map<string, readonly NameUse[]>();

  // ------------------------------------------------------------------------------------------------------- noting

  /** A name that means something of itself. */
  builtIn(kind: SymbolKind, name: string): void {
    this.#entry(kind, name, {}).isBuiltIn = true;
  }

  declare(
    kind: SymbolKind,
    { name, label }: { readonly name: Named; readonly label?: Text | undefined },
    place: Place,
    details: Details = {},
  ): void {
    if (this.#isNoted(name.span, place)) return;
    const entry = this.#entry(kind, name.text, details);
    const isOther = namespaces[entry.kind] !== namespaces[kind];
    if (!isOther) {
      if (entry.declaredAt === undefined) entry.kind = kind;
      entry.declaredAt ??= siteOf(name, place);
      if (label !== undefined) entry.label ??= label.text;
    }
    this.#note(entry, isOther ? 'use' : 'declaration', name.span, place, details);
  }

  use(kind: SymbolKind, name: Named, place: Place, details: Details = {}): void {
    if (this.#isNoted(name.span, place)) return;
    this.#note(this.#entry(kind, name.text, details), 'use', name.span, place, details);
  }

  /** The name of one is that of the other: a fee without a name bears that of the unit that it is per. */
  alias(kind: SymbolKind, name: string, other: SymbolKind): void {
    this.#entries.set(keyOf(kind, name, {}), this.#entry(other, name, {}));
  }

  #isNoted({ start }: Span, { file }: Place): boolean {
    return this.#byFile.get(file)?.has(start) === true;
  }

  #note(symbol: Entry, role: NameUse['role'], span: Span, { file }: Place, { states, asks }: Details): void {
    const use = { file, span, role, symbol, ...given('states', states), ...given('asks', asks) };
    symbol.places.push(use);
    let places = this.#byFile.get(file);
    if (places === undefined) {
      places = new Map();
      this.#byFile.set(file, places);
    }
    places.set(span.start, use);
  }

  #entry(kind: SymbolKind, name: string, among: Among): Entry {
    const key = keyOf(kind, name, among);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      const { of, within } = among;
      entry = { kind, name, ...given('of', of), ...given('within', within), isBuiltIn: false, places: [] };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  // ------------------------------------------------------------------------------------------------------- asking

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
    const noted = this.#byFile.get(file);
    const known = this.#sorted.get(file);
    if (known !== undefined && known.length === noted?.size) return known;
    const sorted = [...(noted?.values() ?? [])].sort((a, b) => a.span.start - b.span.start);
    this.#sorted.set(file, sorted);
    return sorted;
  }

  placesOf(symbol: NameSymbol): readonly NameUse[] {
    const entry = this.#entries.get(keyOf(symbol.kind, symbol.name, symbol));
    const files = [...this.#byFile.keys()];
    const rank = new Map(files.map((file, i) => [file, i]));
    const order = (use: NameUse) => rank.get(use.file) ?? 0;
    return [...(entry?.places ?? [])].sort((a, b) => order(a) - order(b) || a.span.start - b.span.start);
  }

  find(kind: SymbolKind, name: string, among: Among = {}): NameSymbol | undefined {
    return this.#entries.get(keyOf(kind, name, among));
  }

  shareNames(a: NameSymbol, b: NameSymbol): boolean {
    return keyOf(a.kind, '', a) === keyOf(b.kind, '', b);
  }

  get symbols(): readonly NameSymbol[] {
    return [...new Set(this.#entries.values())];
  }
}

const keyOf = (kind: SymbolKind, name: string, { of = '', within = '' }: Among): string =>
  `${namespaces[kind]}\0${of}\0${within}\0${name}`;
