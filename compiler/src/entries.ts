// Which of several files are agreements of their own: those that no other of them uses.

/**
 * The files that no other one uses, directly or not; of files that use one another and that nobody else uses, the
 * first. `usesOf` may name files that are not among them.
 */
export function entriesAmong(files: readonly string[], usesOf: (file: string) => Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  const candidates = files.filter((file) => reach(file, seen));
  // A later candidate may use an earlier one, and never the other way round.
  const used = new Set<string>();
  return candidates
    .toReversed()
    .filter((file) => reach(file, used))
    .toReversed();

  /** Adds the file and all it uses; false where it was there. */
  function reach(file: string, into: Set<string>): boolean {
    if (into.has(file)) return false;
    const waiting = [file];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (into.has(next)) continue;
      into.add(next);
      waiting.push(...usesOf(next));
    }
    return true;
  }
}
