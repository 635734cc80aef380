// "Did you mean": names that nothing declares, reported once with the declared name that is nearest.
import type { Name } from '@avtal/grammar';
import { type Reporter, siteOf } from './diagnostics.ts';

/** Names longer than this are not compared: nobody mistypes them by a letter, and a hostile one costs time. */
const longest = 60;

/** The nearest of the names, if it is near enough to be a slip of the pen. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= least || candidate.length > longest) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Letters to insert, remove, replace or swap with their neighbour. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

/** Reports names that nothing declares: each once, since one missing declaration is one mistake. */
export class UnknownNames {
  readonly #reporter: Reporter;
  readonly #reported = new Set<string>();

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** `what` completes "No … is called": `tier`, `window or day set`. */
  report(what: string, name: Name, place: { readonly file: string }, known: Iterable<string>): void {
    const key = `${what}\0${name.text}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    const all = [...known];
    const guess = nearest(name.text, all);
    const site = siteOf(name, place);
    const fixes = guess === undefined ? [] : [{ title: `Write \`${guess}\``, edits: [{ ...site, text: guess }] }];
    this.#reporter.report('unknown-name', { what, name: name.text, guess, known: all }, site, { fixes });
  }
}
