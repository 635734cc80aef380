// The windows that a value names: one that differs by tier makes one clause per tier.
import type * as ast from '@avtal/grammar';

export const windowsOf = (cell: ast.Cell): readonly ast.WindowExpr[] => cell.phrases.flatMap(inPhrase);

function inPhrase(phrase: ast.Phrase): readonly ast.WindowExpr[] {
  const tails = 'tails' in phrase ? phrase.tails : [];
  const behind = tails.flatMap((tail) => (tail.kind === 'of-window' ? [tail.window] : []));
  switch (phrase.kind) {
    case 'only-during':
    case 'not-during':
      return [phrase.window];
    case 'at-opening':
    case 'at-closing':
      return phrase.window === undefined ? [] : [phrase.window];
    case 'earliest':
    case 'latest':
      return phrase.of.flat().flatMap(inPhrase);
    case 'aim':
      return phrase.of.flatMap(inPhrase);
    case 'then':
      return inPhrase(phrase.value);
    default:
      return behind;
  }
}
