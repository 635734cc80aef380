// What priced work and started scopes contribute to lines, with the explanation of each piece (meaning M2).

import { Rational } from '../exact.ts';
import { numberText, priceText, quantityText, unitName } from '../explaining/explain.ts';
import type { Clause } from '../ir.ts';
import type { Trace } from '../results.ts';
import type { Charge, Charges } from './charge.ts';
import type { Contribution } from './lines.ts';
import type { Piece } from './pieces.ts';
import { clauseName, type Run } from './run.ts';
import type { Started } from './start.ts';
import { vatOn } from './vat.ts';

export function pieceContributions(pieces: readonly Piece[], charges: Charges): Contribution[] {
  return pieces.flatMap((piece) => {
    const own = charges.get(piece) ?? [];
    if (own.length === 0) return piece.drawnBy === undefined ? [] : [drawnOnly(piece, piece.drawnBy)];
    return own.map((charge, index) => chargeContribution(piece, charge, index === 0));
  });
}

function chargeContribution(piece: Piece, charge: Charge, isFirst: boolean): Contribution {
  const { clause, quantity, unitPrice, amount } = charge;
  const { id, unit } = piece.work.subject;
  return {
    kind: clause.kind,
    subject: id,
    clause,
    piece,
    quantity,
    unit,
    amount,
    trace: pieceTrace(piece, isFirst ? piece.notes : [], charge),
    ...(isFirst ? { drawn: piece.drawn, bought: piece.bought } : {}),
    ...(unitPrice === undefined ? {} : { unitPrice }),
  };
}

/** Wholly drawn where no rate answers: it stands on a line of the draw clause. */
function drawnOnly(piece: Piece, clause: Clause): Contribution {
  const { id, unit, kind } = piece.work.subject;
  return {
    kind: kind === 'event' ? 'price' : 'rate',
    subject: id,
    clause,
    piece,
    quantity: Rational.zero,
    drawn: piece.drawn,
    unit,
    amount: Rational.zero,
    trace: pieceTrace(piece, piece.notes, undefined),
  };
}

function pieceTrace(piece: Piece, notes: readonly Trace[], charge: Charge | undefined): Trace {
  const { unit } = piece.work.subject;
  const text = piece.added
    ? 'counted beyond what was worked'
    : `${quantityText(piece.length, unit)} of \`${piece.work.subject.id}\``;
  const times = piece.added ? {} : { from: piece.from, until: piece.until };
  const children = charge === undefined ? notes : [...notes, chargeTrace(piece, charge)];
  return { what: 'segment', ...times, amount: piece.length.toString(), unit: unitName(unit), text, children };
}

function chargeTrace(piece: Piece, { clause, quantity, unitPrice, amount, index = [] }: Charge): Trace {
  const { unit } = piece.work.subject;
  const factors =
    unitPrice === undefined
      ? quantityText(quantity, unit)
      : `${quantityText(quantity, unit)} × ${priceText(unitPrice.amount, unitPrice.per, unit)}`;
  const text = `${factors} = ${numberText(amount)}`;
  const children = index.length === 0 ? {} : { children: index };
  return { what: clause.kind, clause: clause.id, amount: amount.toString(), unit: 'money', text, ...children };
}

export function startContributions({ ir }: Run, started: readonly Started[]): Contribution[] {
  return started.map(({ clause, question, first, scope, amount, index = [] }) => ({
    kind: 'start',
    subject: question.split(':')[1] ?? '',
    clause,
    piece: first,
    source: scope,
    amount,
    vat: vatOn(ir, 'start', first.postedOn),
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
