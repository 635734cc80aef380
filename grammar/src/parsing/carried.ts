// What decisions begin with, as programs carry it that were bundled: they need not record the grammar before they read.
import type { TokenType } from 'chevrotain';
import * as t from '../words/tokens.ts';
import type { Beginnings } from './lookahead.ts';

/** By rule and key of the decision; kinds of token by their numbers in the vocabulary, null for what may be empty. */
export type Carried = Readonly<Record<string, Readonly<Record<number, readonly (readonly number[] | null)[]>>>>;

/** As JSON; whoever bundles the program defines it. */
declare const carriedDecisions: string | undefined;

export const carried: Carried | undefined =
  typeof carriedDecisions === 'undefined' ? undefined : JSON.parse(carriedDecisions);

export function unpacked(alternatives: readonly (readonly number[] | null)[] = []): Beginnings {
  return alternatives.map((kinds) => kinds?.map((kind) => t.vocabulary[kind] ?? t.Name));
}

/** What is carried of the decisions of all rules. */
export function packed(rules: Readonly<Record<string, ReadonlyMap<number, Beginnings>>>): Carried {
  const numbers = new Map<TokenType, number>(t.vocabulary.map((kind, index) => [kind, index]));
  const numberOf = (kind: TokenType): number => numbers.get(kind) ?? 0;
  const each = (beginnings: Beginnings) => beginnings.map((kinds) => kinds?.map(numberOf) ?? null);
  return Object.fromEntries(
    Object.entries(rules).map(([name, decisions]) => [
      name,
      Object.fromEntries([...decisions].map(([key, beginnings]) => [key, each(beginnings)])),
    ]),
  );
}
