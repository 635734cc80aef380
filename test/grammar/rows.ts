// Puts rows into an agreement, and shows a tree as a person would read it.
import { parse } from '@avtal/grammar';

/** Rows of an agreement as a file; a whole file as it is. */
export function asFile(rows: string): string {
  return /^(agreement|document|order|use|agrement)\b/m.test(rows)
    ? rows
    : `agreement A {\n${rows.replace(/^/gm, '  ')}\n}\n`;
}

/** The errors as `code message`, and where each is. */
export function complaints(text: string): string[] {
  return parse(text).errors.map((error) => `${error.code} ${error.message}`);
}

/** The tree without positions. */
export function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (key === 'span' ? [] : [[key, bare(value)]])),
  );
}
