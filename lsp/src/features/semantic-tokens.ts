// Semantic tokens: every name by what it is, every word by its role.
import type { NameUse, SymbolKind } from '@avtal/compiler';
import { type Keyword, type Span, type Written, written } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';

/** Standard token types of the protocol, so that every theme has colours for them. */
export const tokenTypes = [
  'keyword',
  'type',
  'class',
  'enum',
  'enumMember',
  'function',
  'variable',
  'property',
  'number',
  'string',
  'namespace',
  'event',
  'operator',
  'comment',
] as const;
export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

type TokenType = (typeof tokenTypes)[number];

export interface SemanticToken {
  /** On one line. */
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

const typeOfName: Readonly<Record<SymbolKind, TokenType>> = {
  agreement: 'namespace',
  document: 'namespace',
  order: 'namespace',
  example: 'namespace',
  module: 'namespace',
  tier: 'enumMember',
  choice: 'enum',
  value: 'enumMember',
  number: 'property',
  case: 'property',
  scope: 'type',
  activity: 'class',
  event: 'class',
  usage: 'class',
  unit: 'class',
  matter: 'class',
  target: 'function',
  days: 'variable',
  window: 'variable',
  fee: 'function',
  surcharge: 'function',
  discount: 'function',
  duty: 'function',
  notice: 'function',
  index: 'variable',
  open: 'property',
  milestone: 'event',
  measure: 'type',
  paper: 'property',
  ticket: 'variable',
  key: 'variable',
  held: 'variable',
};

const typeOfWriting: Readonly<Record<Written['is'], TokenType | undefined>> = {
  word: 'keyword',
  name: 'variable',
  number: 'number',
  date: 'number',
  time: 'number',
  days: 'number',
  text: 'string',
  paper: 'property',
  sign: undefined,
  newline: undefined,
};

/** In the order of the text, without overlap. */
export function semanticTokens({ file, agreements }: Snapshot): readonly SemanticToken[] {
  const uses = new Map<number, NameUse>();
  for (const { compilation } of agreements)
    for (const use of compilation.names.inFile(file.path)) if (!uses.has(use.span.start)) uses.set(use.span.start, use);
  const tokens = file.parsed.tokens.flatMap((token): readonly SemanticToken[] => {
    const { span, is, keyword } = written(token);
    const named = uses.get(span.start);
    // The setting `holidays` declares the days of that name, and is a word of the language all the same.
    const use = named?.role === 'declaration' && keyword?.roles.includes('setting') ? undefined : named;
    const type = use === undefined ? typeOfWord(is, keyword) : typeOfName[use.symbol.kind];
    return type === undefined ? [] : [{ span, type, modifiers: use === undefined ? [] : modifiersOf(use) }];
  });
  const comments = file.tree.comments.map(({ span }): SemanticToken => ({ span, type: 'comment', modifiers: [] }));
  return [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start);
}

/** A word of the language that nobody uses as a name is a word of the language. */
function typeOfWord(is: Written['is'], keyword: Keyword | undefined): TokenType | undefined {
  if (keyword?.roles.includes('month')) return 'number';
  if (keyword?.roles.every((role) => role === 'unit')) return keyword.roles.length === 0 ? 'keyword' : 'type';
  return typeOfWriting[is];
}

function modifiersOf({ role, symbol }: NameUse): SemanticToken['modifiers'] {
  return [
    ...(role === 'declaration' ? (['declaration'] as const) : []),
    ...(symbol.kind === 'tier' || symbol.kind === 'value' ? (['readonly'] as const) : []),
    ...(symbol.isBuiltIn ? (['defaultLibrary'] as const) : []),
  ];
}
