// Rows that were read before: an edit leaves nearly all of them as they were, and what they say is taken over.
import type { Row } from '../words/layout.ts';
import type { Token } from '../words/tokens.ts';
import type { RowRule } from './places.ts';

interface Known {
  readonly tokens: readonly Token[];
  readonly node: object;
}

/** What the rows of one text say, by rule and text, those that read the same in their order. */
export type Rows = Map<RowRule, Map<string, Known[]>>;

/**
 * What a row said in the earlier text, where it stands now. What a row says depends on its tokens alone, so that these
 * are compared, and on nothing else.
 */
export class RememberedRows {
  readonly now: Rows = new Map();
  readonly #text: string;
  readonly #before: Rows;

  constructor(text: string, before: Rows = new Map()) {
    this.#text = text;
    this.#before = before;
  }

  find(rule: RowRule, { tokens }: Row): object | undefined {
    const written = this.#written(tokens);
    const known = this.#before.get(rule)?.get(written);
    if (known === undefined) return undefined;
    const turn = this.now.get(rule)?.get(written)?.length ?? 0;
    const found = known[Math.min(turn, known.length - 1)];
    if (found === undefined || !areSame(found.tokens, tokens)) return undefined;
    const by = startOf(tokens) - startOf(found.tokens);
    return by === 0 ? found.node : moved(found.node, by);
  }

  keep(rule: RowRule, { tokens }: Row, node: object): void {
    const ofRule = this.now.get(rule) ?? new Map<string, Known[]>();
    this.now.set(rule, ofRule);
    const written = this.#written(tokens);
    const same = ofRule.get(written);
    if (same === undefined) ofRule.set(written, [{ tokens, node }]);
    else same.push({ tokens, node });
  }

  #written(tokens: readonly Token[]): string {
    const last = tokens.at(-1);
    return this.#text.slice(startOf(tokens), last === undefined ? 0 : last.startOffset + last.image.length);
  }
}

const startOf = ([first]: readonly Token[]): number => first?.startOffset ?? 0;

function areSame(some: readonly Token[], others: readonly Token[]): boolean {
  if (some.length !== others.length) return false;
  const by = startOf(others) - startOf(some);
  return some.every(({ tokenType, startOffset, image }, at) => {
    const other = others[at];
    return other?.tokenType === tokenType && other.startOffset === startOffset + by && other.image === image;
  });
}

/** The node with every span moved. */
function moved<T extends object>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((one) => (isNode(one) ? moved(one, by) : one)) as unknown as T;
  const copy = { ...node } as Record<string, unknown>;
  for (const field in copy) {
    const part = copy[field];
    if (!isNode(part)) continue;
    const { start, end } = part as { readonly start?: number; readonly end?: number };
    copy[field] = field === 'span' ? { start: (start ?? 0) + by, end: (end ?? 0) + by } : moved(part, by);
  }
  return copy as T;
}

const isNode = (part: unknown): part is object => typeof part === 'object' && part !== null;
