// The progress line: share, rate and time left on a terminal, nothing in a pipe.
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { createProgress } from '../../cli/src/bulk/progress.ts';

function shown(isTerminal: boolean): string[] {
  const pictures: string[] = [];
  let now = 0;
  const stream = { write: (text: string) => void pictures.push(text), paint: pc.createColors(false), isTerminal };
  const progress = createProgress(stream, () => now);
  progress.begin('pricing', 4_000_000);
  for (const [time, done] of [
    [100, 0],
    [150, 50_000], // Too soon for another picture.
    [2000, 1_000_000],
    [90_000, 1_200_000],
    [100_000, 4_000_000],
  ] as const) {
    now = time;
    progress.at(done);
  }
  progress.end();
  return pictures.map((picture) => picture.replace('\r\u001b[K', ''));
}

test('on a terminal', () => {
  expect(shown(true)).toEqual([
    'pricing ░░░░░░░░░░░░░░░░░░░░░░░░   0 %',
    'pricing ██████░░░░░░░░░░░░░░░░░░  25 %  500 k rows/s  6 s left',
    'pricing ███████░░░░░░░░░░░░░░░░░  30 %  13 k rows/s  3 min 30 s left',
    'pricing ████████████████████████ 100 %  40 k rows/s',
    '',
  ]);
});

test('in a pipe', () => {
  expect(shown(false)).toEqual([]);
});
