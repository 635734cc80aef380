// What one entry of the registry of diagnostics consists of.

export type Severity = 'error' | 'warning' | 'info';

/** Everything known about one kind of finding. `P` are the names and figures its words need. */
export interface Definition<P> {
  /** `AV1001`; never reused for anything else. */
  readonly code: string;
  readonly severity: Severity;
  /** The finding without its particulars, as a heading. */
  readonly title: string;
  /** One sentence about the agreement. */
  readonly message: (params: P) => string;
  /** A few words under the marked place. */
  readonly label?: (params: P) => string;
  /** What to write instead, as an imperative. */
  readonly help?: (params: P) => string | undefined;
  /** A paragraph for `avtal explain` and docs/diagnostics.md: why this cannot stand. */
  readonly explanation: string;
  /** Rows of an agreement that cause it, and the same rows repaired. */
  readonly bad: string;
  readonly repair: string;
}

/** For findings whose words need nothing. */
export type Nothing = Readonly<Record<never, never>>;

export function define<P = Nothing>(definition: Definition<P>): Definition<P> {
  return definition;
}

/** ``a``, `` `a` and `b` ``, `` `a`, `b` and `c` ``: names as they stand in a sentence. */
export function names(list: readonly string[], last: 'and' | 'or' = 'and'): string {
  const quoted = list.map((name) => `\`${name}\``);
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}

/** The help line that offers the nearest name, or else what there is to choose from. */
export function didYouMean(guess: string | undefined, known: readonly string[] = []): string | undefined {
  if (guess !== undefined) return `Did you mean \`${guess}\`?`;
  if (known.length === 0) return undefined;
  if (known.length > 8) return `There are ${names(known.slice(0, 8))} and ${known.length - 8} more.`;
  return known.length === 1 ? `There is only ${names(known)}.` : `There are ${names(known)}.`;
}

/** `a` is over `b`, which is over `a`: a path back to where it began. */
export function circle(path: readonly string[], verb: string): string {
  const [first = '', ...others] = path.map((name) => `\`${name}\``);
  return `${[first, ...others, first].join(`, which ${verb} `).replace(', which ', ' ')}: a circle`;
}
