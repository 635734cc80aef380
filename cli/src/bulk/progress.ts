// How far long work is, on one line of a terminal: share, rate, time left. Nothing where nobody looks.
import type { Stream } from '../host.ts';

export interface Progress {
  /** From here on another thing is done, so many times. */
  begin(what: string, total: number): void;
  at(done: number): void;
  end(): void;
}

const barWidth = 24;
/** Milliseconds between two pictures. */
const pause = 100;

export function createProgress(stream: Stream, now: () => number = () => performance.now()): Progress {
  if (stream.isTerminal !== true) return { begin: () => {}, at: () => {}, end: () => {} };
  let [what, total, began, shown] = ['', 1, 0, Number.NEGATIVE_INFINITY];

  function show(done: number): void {
    const share = Math.min(1, done / Math.max(1, total));
    const seconds = (now() - began) / 1000;
    const full = Math.round(share * barWidth);
    const rate = seconds > 0.5 && done > 0 ? `  ${countText(done / seconds)} rows/s` : '';
    const left =
      seconds > 0.5 && share > 0.02 && share < 1 ? `  ${timeText((seconds / share) * (1 - share))} left` : '';
    const bar = `${'█'.repeat(full)}${stream.paint.dim('░'.repeat(barWidth - full))}`;
    stream.write(`\r\u001b[K${what} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %${rate}${left}`);
  }

  return {
    begin: (next, size) => {
      [what, total, began, shown] = [next, size, now(), Number.NEGATIVE_INFINITY];
    },
    at: (done) => {
      if (now() - shown < pause) return;
      shown = now();
      show(done);
    },
    end: () => stream.write('\r\u001b[K'),
  };
}

export function countText(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(0)} k` : count.toFixed(0);
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds / 60) % 60)} min`;
}
