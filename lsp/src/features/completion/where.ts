// Where a completion is asked for: the row, the kind of clause that it is about, the rows round it, the names that are known.
import type { Compilation, NameSymbol, SymbolKind } from '@avtal/compiler';
import {
  type ClauseWord,
  type Example,
  type Following,
  type Item,
  type OrderDeclaration,
  type Piece,
  type ReadRow,
  type Setting,
  type WordId,
  whatMayFollow,
} from '@avtal/grammar';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** The clause whose head or value is written. */
export interface Asked {
  readonly clause: ClauseWord;
  /** What it is about: `work`, `hosting`, `respond`. */
  readonly name: string | undefined;
}

export interface Where {
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly text: string;
  readonly following: Following;
  readonly compilation: Compilation;
  /** The pieces of the row before the position, without its marks. */
  readonly pieces: readonly Piece[];
  readonly asked: Asked | undefined;
  /** Behind the colon of a clause, or in what a note says. */
  readonly inValue: boolean;
  readonly tiers: readonly string[];
  /** The order or example round the position. */
  readonly customer: OrderDeclaration | Example | undefined;
  /** What is known under these kinds of name, but for what is being typed. */
  readonly names: (...kinds: SymbolKind[]) => readonly NameSymbol[];
}

/** Notes that say amounts outside their values. */
export const notesOfAmounts: readonly string[] = ['carryOver', 'leeway', 'borrow', 'notify', 'renewed'];

export function whereOf(snapshot: Snapshot, offset: number): Where {
  const { file, agreements } = snapshot;
  const { compilation } = agreements[0];
  const following = whatMayFollow(file.text, offset, file.parsed);
  const pieces = piecesOf(following.before);
  const customer = customerAt(snapshot, offset);
  const declared = declaredIn(pieces);
  const names = (...kinds: SymbolKind[]) => namesOf(snapshot, declared ?? offset, customer, kinds);
  const asked = askedAt(following, pieces, compilation);
  const note = following.row === 'note' && ['counted', ...notesOfAmounts].includes(pieces[0]?.word ?? '');
  return {
    snapshot,
    offset,
    text: file.text,
    following,
    compilation,
    pieces,
    asked,
    inValue: note || pieces.some(({ text }) => text === ':'),
    tiers: compilation.model.tiers?.values.map(({ id }) => id) ?? [],
    customer,
    names,
  };
}

function piecesOf({ pieces, first }: ReadRow): readonly Piece[] {
  return first === undefined ? [] : pieces.slice(pieces.indexOf(first));
}

/** Where the window, day set or case is named that the row is about: it consists of others. */
function declaredIn([first, second]: readonly Piece[]): number | undefined {
  const isSet = first?.word === 'window' || first?.word === 'days' || first?.word === 'case';
  return isSet ? second?.span.start : undefined;
}

function namesOf(
  { file, agreements }: Snapshot,
  offset: number,
  customer: Where['customer'],
  kinds: readonly SymbolKind[],
): readonly NameSymbol[] {
  const own = customer && (customer.kind === 'example' ? `example:${customer.name.text}` : customer.name.text);
  return agreements[0].compilation.names.symbols.filter(({ kind, name, within, declaredAt }) => {
    // Whether there are holidays is said by a setting.
    if (!kinds.includes(kind) || name === 'holidays' || (within !== undefined && within !== own)) return false;
    const isTyped = declaredAt?.file === file.path && declaredAt.span.start <= offset && offset <= declaredAt.span.end;
    return !isTyped;
  });
}

function customerAt({ file }: Snapshot, offset: number): Where['customer'] {
  const around = ({ span }: { readonly span: { readonly start: number; readonly end: number } }) =>
    span.start < offset && offset <= span.end;
  const among = (items: readonly Item[]): Example | undefined => {
    for (const item of items) {
      if (!around(item)) continue;
      if (item.kind === 'example') return item;
      if (item.kind === 'module' || item.kind === 'group') return among(item.items);
    }
    return undefined;
  };
  for (const item of file.tree.items) {
    if (!around(item)) continue;
    if (item.kind === 'order') return item;
    if (item.kind === 'document') return among(item.items ?? []);
  }
  return undefined;
}

// --------------------------------------------------------------------------------------------- which clause is asked

const clauses: Readonly<Partial<Record<WordId, ClauseWord>>> = {
  ...{ rate: 'rate', price: 'price', startPrice: 'start price', fee: 'fee', include: 'include', draw: 'draw' },
  ...{ count: 'count', surcharge: 'surcharge', discount: 'discount', index: 'index', limit: 'limit', decide: 'decide' },
  ...{ permit: 'permit', approve: 'approve', perform: 'perform', promise: 'promise' },
  ...{ term: 'term', notice: 'notice', payment: 'payment', interest: 'interest', refund: 'refund', require: 'require' },
};

/** The clause that a head begins. */
function headed([first, second]: readonly Piece[], { names }: Compilation): Asked | undefined {
  if (first === undefined) return undefined;
  const clause = first.word === '' ? undefined : clauses[first.word];
  const about = second?.roles.some((role) => ['about', 'priced', 'decided', 'expectedOf'].includes(role));
  if (clause !== undefined) return { clause, name: about === true ? second?.text : undefined };
  return names.find('target', first.text) === undefined ? undefined : { clause: 'target', name: first.text };
}

function askedAt(following: Following, pieces: readonly Piece[], compilation: Compilation): Asked | undefined {
  const [first, second] = pieces;
  const outer = following.around.at(-1);
  switch (following.row) {
    case 'note': {
      const above = outer && headed(piecesOf(outer), compilation);
      return first?.word === 'counted' ? { clause: 'count', name: above?.name } : above;
    }
    case 'table':
      return headed(columnsOf(pieces).at(-1) ?? [], compilation);
    case 'tableRow': {
      const heads = columnsOf(outer === undefined ? [] : piecesOf(outer));
      const colon = pieces.findIndex(({ text }) => text === ':');
      const column = colon < 0 ? 0 : pieces.slice(colon).filter(({ text }) => text === '|').length;
      return headed(heads[heads.length === 1 ? 0 : column] ?? [], compilation);
    }
    case 'matrixRow':
    case 'matrixColumns':
      return outer && headed(piecesOf(outer), compilation);
    case 'exampleRow':
    case 'orderRow':
    case 'agreementRow':
      // An expectation says a result; the answer of a clause only where it says at which time.
      if (first?.word === 'expect')
        return pieces.some(({ word }) => word === 'at') || !pieces.some(({ text }) => text === ':')
          ? headed(pieces.slice(1), compilation)
          : undefined;
      if (first?.word === 'agree') return second && openIn(second.text, compilation);
      return headed(pieces, compilation);
    case 'fileRow':
    case 'measureNote':
    case 'week':
    case 'weekRow':
    case 'matrix':
    case 'group':
      return undefined;
  }
}

/** The heads of a table. */
function columnsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const columns: Piece[][] = [[]];
  for (const piece of pieces.slice(1)) {
    if (piece.text !== '|') columns.at(-1)?.push(piece);
    else if (columns.at(-1)?.length !== 0) columns.push([]);
  }
  return columns;
}

/** The clauses of the columns of the table round the position. */
export function tableHeads({ following, compilation }: Where): readonly Asked[] {
  const table = following.around.at(-1);
  return columnsOf(table === undefined ? [] : piecesOf(table)).flatMap((head) => headed(head, compilation) ?? []);
}

/** The clause that leaves the value of that name open. */
function openIn(name: string, { names, model }: Compilation): Asked | undefined {
  const at = names.find('open', name)?.declaredAt;
  for (const { node, place } of at === undefined ? [] : model.rows) {
    const isThis = place.file === at?.file && node.span.start <= at.span.start && at.span.end <= node.span.end;
    if (isThis && node.kind === 'clause') return { clause: node.head.clause, name: node.head.subjects[0]?.text };
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------------- settings

/** What the settings say, by their name. */
export function settingsIn({ files }: Compilation): ReadonlyMap<Setting['name'], Setting> {
  const said = new Map<Setting['name'], Setting>();
  for (const { tree } of files)
    for (const item of tree.items)
      if (item.kind === 'document')
        for (const row of item.items ?? []) if (row.kind === 'setting') said.set(row.name, row);
  return said;
}

/** Whatever says where an agreement is at home. */
export function signsIn(said: ReadonlyMap<Setting['name'], Setting>): readonly string[] {
  return [...said.values()].flatMap((setting) => {
    if (setting.name === 'language' || setting.name === 'currency') return [setting.word.text];
    if (setting.name === 'holidays') return [setting.country.text];
    return setting.name === 'timezone' ? [setting.zone.text] : [];
  });
}
