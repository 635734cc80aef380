// What a hover is asked and answers, and how its Markdown is put together.
import type { Span } from '@avtal/grammar';
import type { Instant } from '@avtal/runtime';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Node } from '../tree.ts';

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

/** What a hover is answered from. */
export interface HoverAsk {
  readonly snapshot: Snapshot;
  readonly offset: number;
  /** The nodes round the offset, outermost first. */
  readonly path: readonly Node[];
  /** Seconds since 1970. */
  readonly now: Instant;
}

/** Paragraphs with a blank line between. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A table; what stands in its cells keeps its bars to itself. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `3 examples`; `one example`. */
export function counted(count: number, word: string): string {
  return `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;
}
