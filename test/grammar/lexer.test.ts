// The lexer's shortcut: what is read as a plain number at once is what the patterns tried in order would have cut.
import { expect, test } from 'vitest';
import { plainNumber, type Raw, raws } from '../../grammar/src/words/tokens.ts';

const pieces = ['1', '24', '0800', '.', ',', ':', '-', '/', ' ', '’', 'h'];

function cut({ kind, pattern }: Raw, text: string): string | undefined {
  pattern.lastIndex = 0;
  return pattern.test(text) ? `${kind.name} ${text.slice(0, pattern.lastIndex)}` : undefined;
}

test('a plain number is what the patterns of dates, times and slips leave of it', () => {
  const others = raws.filter((raw) => raw !== plainNumber);
  let plain = 0;
  const check = (text: string, left: number): void => {
    const short = cut(plainNumber, text);
    if (short !== undefined) {
      plain += 1;
      const first = others.map((raw) => cut(raw, text)).find((one) => one !== undefined);
      if (first !== short) expect(first, text).toBe(short);
    }
    if (left > 0) for (const piece of pieces) check(text + piece, left - 1);
  };
  for (const piece of ['1', '24', '0800']) check(piece, 4);
  expect(plain).toBeGreaterThan(1000);
});
