// What lowering a value needs to know, and how it speaks: reports and repairs at nodes of the tree.
import type * as ast from '@avtal/grammar';
import type { Clause, ClauseBase } from '@avtal/runtime';
import type { Details, Fix, MessageName, ParamsOf } from './diagnostics.ts';
import type { Head } from './heads.ts';
import type { Model, Place } from './model.ts';

/** A place to speak from. */
export interface Desk {
  readonly model: Model;
  readonly place: Place;
}

/** The place of a value: under which head, in which agreement. */
export interface Slot extends Desk {
  readonly head: Head;
  readonly shared: Shared;
  /** Whose windows are meant, where the value names one that differs by tier. */
  readonly tier?: string;
}

/** What rows learn from all other rows: gathered before any value is lowered, or noted while values are. */
export interface Shared {
  readonly fees: ReadonlySet<string>;
  readonly surcharges: ReadonlySet<string>;
  /** Subjects with a rate or price clause, as the names that `on` may take. */
  readonly priced: readonly string[];
  /** Questions of rates, prices and fees that some row asks, also where its value was reported. */
  readonly asked: ReadonlySet<string>;
  /** Values taken from other clauses, for the check that these are there and end somewhere. */
  readonly references: Reference[];
  /** Where each named open value stands, so that `agree` is read as that value would be. */
  readonly opens: Map<string, Slot>;
}

type Spanned = { readonly span: ast.Span };

export interface Reference extends Desk {
  readonly node: Spanned;
  readonly from: string;
  readonly to: string;
}

type Own<C> = C extends Clause ? Omit<C, Exclude<keyof ClauseBase, 'question'>> : never;
/** What a value makes of a clause: its own fields and its question. Where it stands and when it holds come with the row. */
export type Answer = Own<Clause>;

export function say<K extends MessageName>(
  desk: Desk,
  name: K,
  params: ParamsOf<K>,
  node: Spanned,
  details?: Details,
): void {
  desk.model.reporter.report(name, params, desk.model.site(node, desk.place), details);
}

export const textOf = (desk: Desk, node: Spanned): string => desk.model.textOf(node, desk.place);

/** A repair that writes `text` in place of the node. */
export const replace = (desk: Desk, node: Spanned, text: string, title = `Write \`${text}\``): Fix => ({
  title,
  edits: [{ ...desk.model.site(node, desk.place), text }],
});

/** A repair that adds `text` behind the node. */
export const append = (desk: Desk, node: Spanned, text: string, title = `Say \`${text.trim()}\``): Fix => ({
  title,
  edits: [{ ...desk.model.site({ span: { start: node.span.end, end: node.span.end } }, desk.place), text }],
});

/** A repair that adds `text` before the node. */
export const prepend = (
  desk: Desk,
  node: Spanned,
  text: string,
  title = `Write \`${text.trim()}\` before it`,
): Fix => ({
  title,
  edits: [{ ...desk.model.site({ span: { start: node.span.start, end: node.span.start } }, desk.place), text }],
});
