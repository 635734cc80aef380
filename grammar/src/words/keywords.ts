// Looking words up: by what is written, by where they may stand, and which cannot be names.
import { type Role, type Word, type WordId, words } from './words.ts';

export type { Role, Word, WordId } from './words.ts';

export interface Keyword extends Word {
  readonly id: WordId;
}

/** All words of the language, in the order of the table. */
export const keywords: readonly Keyword[] = (Object.keys(words) as WordId[]).map((id) => ({ id, ...words[id] }));

const byId: ReadonlyMap<string, Keyword> = new Map(keywords.map((keyword) => [keyword.id, keyword]));

export function keywordOf(id: string): Keyword | undefined {
  return byId.get(id);
}

export function keywordsWith(role: Role): readonly Keyword[] {
  return keywords.filter((keyword) => keyword.roles.includes(role));
}

/** A way to write a word of the language. */
export interface Form {
  readonly text: string;
  readonly words: readonly string[];
  readonly keyword: Keyword;
}

/** By their first single word, longest first. */
const phrases = new Map<string, Form[]>();
for (const keyword of keywords) {
  for (const text of [keyword.en, ...keyword.forms]) {
    const words = text.split(' ');
    const known = phrases.get(words[0] ?? '') ?? [];
    known.push({ text, words, keyword });
    known.sort((a, b) => b.words.length - a.words.length);
    phrases.set(words[0] ?? '', known);
  }
}

export function phrasesFrom(first: string): readonly Form[] {
  return phrases.get(first) ?? none;
}

const none: readonly Form[] = [];

/** Words that cannot be names, as written. */
export const reservedWords: ReadonlySet<string> = new Set(
  keywords.filter((keyword) => keyword.reserved).map((keyword) => keyword.en),
);
