// Semantic tokens: every name by what it is, every word by its role.
import type { Span } from '@avtal/grammar';
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

export interface SemanticToken {
  /** On one line. */
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** In the order of the text, without overlap. */
export function semanticTokens(_snapshot: Snapshot): readonly SemanticToken[] {
  return [];
}
