// How the passes over clauses speak: reports, words and repairs at nodes of the tree.
import type { Span } from '@avtal/grammar';
import type { Model, Place } from '../model.ts';
import type { Details, Fix, MessageName, ParamsOf } from '../reporting/diagnostics.ts';

/** A place to speak from. */
export interface Desk {
  readonly model: Model;
  readonly place: Place;
}

export type Spanned = { readonly span: Span };

/** Reports the finding, unless the row could not be read whole: then that is the mistake. */
export function say<K extends MessageName>(
  desk: Desk,
  name: K,
  params: ParamsOf<K>,
  node: Spanned,
  details?: Details,
): void {
  if (desk.model.isDamaged(node, desk.place)) desk.model.reporter.passOver();
  else desk.model.reporter.report(name, params, desk.model.site(node, desk.place), details);
}

/** Reports that no clause answers for the name, unless a row that could not be read may. */
export function sayNoClause(desk: Desk, name: string, params: ParamsOf<'unknown-clause'>, node: Spanned): void {
  if (desk.model.isUnreadable(name)) desk.model.reporter.passOver();
  else say(desk, 'unknown-clause', params, node);
}

/** What the author wrote there. */
export const textOf = (desk: Desk, node: Spanned): string => desk.model.textOf(node, desk.place);

/** A repair that writes `text` in place of the node. */
export const replace = (desk: Desk, node: Spanned, text: string, title = `Write \`${text}\``): Fix => ({
  title,
  edits: [{ ...desk.model.site(node, desk.place), text }],
});

/** A repair that adds `text` behind the node. */
export const append = (desk: Desk, node: Spanned, text: string, title = `Say \`${text.trim()}\``): Fix =>
  replace(desk, { span: { start: node.span.end, end: node.span.end } }, text, title);
