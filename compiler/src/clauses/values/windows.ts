// The windows that a value depends on: one that differs by tier makes one clause per tier.
import type * as ast from '@avtal/grammar';
import { isBusinessDays } from '../amounts.ts';

/** `clock`: the window that a bare duration is counted in, where the value is a deadline. */
export const windowsOf = (cell: ast.Cell, clock?: ast.WindowExpr): readonly ast.WindowExpr[] =>
  cell.phrases.flatMap((phrase) => inPhrase(phrase, clock));

function inPhrase(phrase: ast.Phrase, clock: ast.WindowExpr | undefined): readonly ast.WindowExpr[] {
  const among = (phrases: readonly ast.Phrase[]) => phrases.flatMap((one) => inPhrase(one, clock));
  switch (phrase.kind) {
    case 'only-during':
    case 'not-during':
      return [phrase.window];
    case 'at-opening':
    case 'at-closing':
      return phrase.window === undefined ? [] : [phrase.window];
    case 'earliest':
    case 'latest':
      return among(phrase.of.flat());
    case 'aim':
      return among(phrase.of);
    case 'then':
      return among([phrase.value]);
    case 'reference':
      return duringOf(phrase.clause);
    case 'amount-phrase':
      return inAmount(phrase, clock);
    default:
      return 'tails' in phrase ? phrase.tails.flatMap(behind) : [];
  }
}

/** `2 h of core`, `50% of rate work during core`; a bare `2 h` is counted by the clock. */
function inAmount(
  { amount, tails }: Extract<ast.Phrase, { kind: 'amount-phrase' }>,
  clock: ast.WindowExpr | undefined,
) {
  const isBare = tails.every(({ kind }) => kind !== 'of-window' && kind !== 'elapsed');
  const isInTime = amount.parts.every(({ unit }) => unit === undefined || !isBusinessDays(unit));
  return [...tails.flatMap(behind), ...(isBare && isInTime && clock !== undefined ? [clock] : [])];
}

function behind(tail: ast.Tail): readonly ast.WindowExpr[] {
  if (tail.kind === 'of-window') return [tail.window];
  return tail.kind === 'of-clause' ? tail.clauses.flatMap(duringOf) : [];
}

const duringOf = ({ during }: ast.ClauseReference): readonly ast.WindowExpr[] => (during === undefined ? [] : [during]);
