// What priced work and started scopes contribute to lines, with the explanation of each piece (meaning M2).

import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import type { Clause, Unit } from '../ir.ts';
import type { Trace } from '../results.ts';
import type { Charge, Charges } from './charge.ts';
import type { Contribution } from './lines.ts';
import type { Piece, UnitPrice } from './pieces.ts';
import { clauseName, type Run } from './run.ts';
import type { Started } from './start.ts';
import { vatOn } from './vat.ts';

export function pieceContributions(pieces: readonly Piece[], charges: Charges): Contribution[] {
  const found: Contribution[] = [];
  for (const piece of pieces) {
    const own = charges.get(piece) ?? [];
    for (const charge of own) found.push(new OfPiece(piece, charge.clause, charge, charge === own[0]));
    // Wholly drawn where no rate answers: it stands on a line of the draw clause.
    if (own.length === 0 && piece.drawnBy !== undefined) found.push(new OfPiece(piece, piece.drawnBy, undefined, true));
  }
  return found;
}

/** What a charge of a piece contributes; its explanation is made when it is read. */
class OfPiece implements Contribution {
  readonly kind: Contribution['kind'];
  readonly subject: string;
  readonly clause: Clause;
  readonly piece: Piece;
  readonly charge: Charge | undefined;
  /** Of several charges of a piece the first has what happened to it before. */
  readonly isFirst: boolean;

  constructor(piece: Piece, clause: Clause, charge: Charge | undefined, isFirst: boolean) {
    const { id, kind } = piece.work.subject;
    this.kind = charge?.clause.kind ?? (kind === 'event' ? 'price' : 'rate');
    this.subject = id;
    this.clause = clause;
    this.piece = piece;
    this.charge = charge;
    this.isFirst = isFirst;
  }

  get quantity(): Rational {
    return this.charge?.quantity ?? Rational.zero;
  }
  get amount(): Rational {
    return this.charge?.amount ?? Rational.zero;
  }
  get unitPrice(): UnitPrice | undefined {
    return this.charge?.unitPrice;
  }
  get unit(): Unit {
    return this.piece.work.subject.unit;
  }
  get drawn(): Rational | undefined {
    return this.isFirst ? this.piece.drawn : undefined;
  }
  get bought(): Rational | undefined {
    return this.isFirst && this.charge !== undefined ? this.piece.bought : undefined;
  }
  get trace(): Trace {
    return pieceTrace(this.piece, this.isFirst ? this.piece.notes : [], this.charge);
  }
}

function pieceTrace(piece: Piece, notes: Piece['notes'], charge: Charge | undefined): Trace {
  const { added, from, until, length } = piece;
  const { id, unit: of } = piece.work.subject;
  const children = notes.map((note) => note());
  if (charge !== undefined) children.push(chargeTrace(piece, charge));
  const [amount, unit] = [length.toString(), unitName(of)];
  if (added) return { what: 'segment', amount, unit, text: 'counted beyond what was worked', children };
  return { what: 'segment', from, until, amount, unit, text: `${quantityText(length, of)} of \`${id}\``, children };
}

function chargeTrace(piece: Piece, { clause, quantity, unitPrice, amount, index }: Charge): Trace {
  const { unit } = piece.work.subject;
  const factors =
    unitPrice === undefined
      ? quantityText(quantity, unit)
      : `${quantityText(quantity, unit)} × ${priceText(unitPrice.amount, unitPrice.per, unit)}`;
  const text = `${factors} = ${numberText(amount)}`;
  const told: Trace = { what: clause.kind, clause: clause.id, amount: amount.toString(), unit: 'money', text };
  return index.length === 0 ? told : { ...told, children: index };
}

export function startContributions(run: Run, started: readonly Started[]): Contribution[] {
  return started.map(({ clause, question, first, scope, amount, index = [] }) => ({
    kind: 'start',
    subject: question.split(':')[1] ?? '',
    clause,
    piece: first,
    source: scope,
    amount,
    vat: vatOn(run, 'start', first.postedOn),
    trace: {
      what: 'start',
      clause: clause.id,
      from: first.from,
      amount: amount.toString(),
      unit: 'money',
      text: `${scope} starts: ${numberText(amount)} (${clauseName(clause)})`,
      ...(index.length === 0 ? {} : { children: index }),
    },
  }));
}
