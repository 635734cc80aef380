// Names that rows give to what they say: fees, surcharges, discounts, duties, and the numbers of the paper original.
import type * as ast from '@avtal/grammar';
import type { ClauseItem, Model, Place, Placed } from '../model.ts';
import type { Row } from './tables.ts';

export const naming = {
  fee: 'fee',
  surcharge: 'surcharge',
  discount: 'discount',
  perform: 'duty',
  notice: 'notice',
  index: 'index',
} as const;

/** Notes every name that a row gives: once for all, so that rows may speak of what stands below them. */
export function noteNamed(rows: readonly Row[], model: Model): void {
  for (const { head } of rows) {
    const unit = head.clause === 'fee' && head.subjects.length === 0 ? feeName(head) : undefined;
    if (unit !== undefined && model.findSubject(unit)?.info.kind === 'unit') model.uses.alias('fee', unit, 'unit');
  }
  for (const { head, place } of rows) {
    // Of a notice the first word says who gives it.
    const name = head.subjects[head.clause === 'notice' ? 1 : 0];
    if (name !== undefined && isNaming(head.clause))
      model.uses.declare(naming[head.clause], { name, label: head.label }, place, { states: head.clause });
  }
}

/** A nameless fee per unit bears the name of the unit. */
export function feeName(head: ast.Head): string | undefined {
  const named = head.subjects[0]?.text;
  if (named !== undefined) return named;
  for (const part of head.parts) if (part.kind === 'per' && part.what.kind === 'name') return part.what.text;
  return undefined;
}

export const isNaming = (clause: ast.ClauseWord): clause is keyof typeof naming => clause in naming;

/** Paper numbers of the row, its table rows and the groups round it; each document has its own. */
export function notePaperNumbers({ node, place }: Placed<ClauseItem>, model: Model): void {
  const note = ({ marks }: { readonly marks: ast.Marks }): void => {
    if (marks.paper !== undefined)
      model.uses.declare('paper', paperName(marks.paper, place, model), place, ofDocument(place, model));
  };
  place.groups.forEach(note);
  note(node);
  if (node.kind === 'table') node.rows.forEach(note);
}

/** `§ 4.2` without its title. */
function paperName({ number, span, title: label }: ast.PaperNumber, place: Place, model: Model) {
  if (label === undefined) return { name: { text: number, span }, label };
  const written = model.textOf({ span: { start: span.start, end: label.span.start } }, place).trimEnd();
  return { name: { text: number, span: { start: span.start, end: span.start + written.length } }, label };
}

export const ofDocument = ({ document }: Pick<Place, 'document'>, model: Model): { readonly of: string } => ({
  of: model.documents[document]?.id ?? '',
});
