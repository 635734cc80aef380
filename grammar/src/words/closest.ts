// "Did you mean": the known name that is nearest to one that is not known.

/** Longer names are not compared: nobody mistypes them by a letter, and a hostile one costs time. */
const longest = 60;

/** The nearest of the candidates, if it is near enough to be a slip of the pen; of two as near, the one with the same first letter. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A name of one or two letters is near to every other: only upper and lower case are a slip then, and a last letter that is missing.
  let least = wanted.length < 3 ? 1 : Math.floor(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    if (candidate.length > longest || Math.abs(candidate.length - wanted.length) > least) continue;
    const isCut = wanted.length === 2 && candidate.length === 3 && candidate.toLowerCase().startsWith(wanted);
    const steps = isCut ? 0.5 : distance(wanted, candidate.toLowerCase());
    const isBetter =
      steps === least && best !== undefined && !beginsAlike(wanted, best) && beginsAlike(wanted, candidate);
    if (steps < least || isBetter) [best, least] = [candidate, steps];
  }
  return best;
}

function beginsAlike(wanted: string, candidate: string): boolean {
  return candidate.charAt(0).toLowerCase() === wanted.charAt(0);
}

/** Letters to insert, remove, replace or swap with their neighbour (Damerau). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
