// The grammar itself: Chevrotain's own checks, which are skipped when agreements are read.
import { expect, test } from 'vitest';
import type { ValueWord } from '../../grammar/src/ast.ts';
import { keywords, keywordsWith, reservedWords } from '../../grammar/src/keywords.ts';
import { Parser } from '../../grammar/src/parser.ts';
import { K } from '../../grammar/src/tokens.ts';

test('has no ambiguity that is not meant, no left recursion and no empty loop', () => {
  // Chevrotain 13 checks with a function that Node 20 has not got.
  (Object as { groupBy?: unknown }).groupBy ??= (items: unknown[], keyOf: (item: unknown) => string) => {
    const groups: Record<string, unknown[]> = {};
    for (const item of items) (groups[keyOf(item)] ??= []).push(item);
    return groups;
  };
  expect(() => new Parser({ skipValidations: false })).not.toThrow();
});
