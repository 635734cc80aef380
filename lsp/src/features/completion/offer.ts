// What completion offers: as an editor takes it, and before it is known how much of it fits behind the position.
import { type Keyword, keywordOf, type Span, type WordId } from '@avtal/grammar';

export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'clause' | 'name' | 'value' | 'unit' | 'window' | 'country' | 'zone' | 'currency' | 'date';
  /** One line behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /**
   * In the syntax of snippets (`$1`, `${1:text}`), if `isSnippet`. Lines behind the first are indented as seen from the
   * line where it is inserted, which editors add.
   */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What is replaced. */
  readonly replace: Span;
  /** Where it stands among the others, smallest first. */
  readonly order: string;
}

export interface Offer {
  readonly label: string;
  readonly kind: Completion['kind'];
  readonly detail?: string;
  readonly documentation?: string;
  /** What is inserted where nothing stands behind: a template with `<placeholders>`. The label, unless said. */
  readonly template?: string;
  /** What is inserted where the row goes on behind. The label, unless said; `''`: then it is not offered. */
  readonly word?: string;
  /** From where it replaces, when that is before the word that is typed. */
  readonly start?: number;
  /** Offered before others of its list. */
  readonly first?: boolean;
}

const placeholder = /<([^<>]*)>/g;

/** The template in the syntax of snippets: `rate <work>: <650>/h` is `rate ${1:work}: ${2:650}/h`; at `<|>` one goes on. */
export function snippetOf(template: string): string {
  let count = 0;
  const escaped = template.replace(/[\\$]/g, '\\$&');
  return escaped.replace(placeholder, (_, text: string) => {
    if (text === '|') return '$0';
    count++;
    return text === '' ? `\${${count}}` : `\${${count}:${text}}`;
  });
}

export const hasPlaceholders = (template: string): boolean => template.search(placeholder) >= 0;

/** What somebody reads about a word of the language. */
export function aboutKeyword({ doc, example }: Keyword): string {
  return `${doc}\n\n${inFence(example)}`;
}

export const inFence = (text: string): string => `\`\`\`avtal\n${text}\n\`\`\``;

/** A word of the language, with what belongs behind it: `during <core>`. */
export function wordOffer(id: WordId, more: Partial<Offer> = {}): Offer {
  const keyword = keywordOf(id);
  if (keyword === undefined) return { label: id, kind: 'keyword', ...more };
  return {
    label: keyword.en,
    kind: 'keyword',
    detail: keyword.doc,
    documentation: aboutKeyword(keyword),
    word: keyword.en,
    ...more,
  };
}

/** A whole row that begins with the word. */
export function rowOffer(id: WordId, template: string, more: Partial<Offer> = {}): Offer {
  return wordOffer(id, { kind: 'clause', template, ...more });
}
