// How the agreement tests run: fixed seeds, so that a red run stays red; AVTAL_RUNS multiplies the number of cases, AVTAL_SEED tries others.
import fc from 'fast-check';
import type { Comparison } from './comparison.ts';

const more = Number(process.env.AVTAL_RUNS ?? '1');
const usual = Number(process.env.AVTAL_SEED ?? '20260101');

/** Milliseconds that a test may take on a busy machine. */
export const patience = 900_000 * more;

/** Checks a property of random cases. A failing case is shrunk, since agreements are read from a tape of numbers. */
export function hold<T>(cases: fc.Arbitrary<T>, runs: number, property: (one: T) => void, seed = usual): void {
  const { failed, counterexample, errorInstance, counterexamplePath } = fc.check(fc.property(cases, property), {
    seed,
    numRuns: Math.ceil(runs * more),
  });
  if (!failed) return;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`${reason}\n\nseed ${seed}, path ${counterexamplePath?.slice(0, 20)}…\n${brief(counterexample)}`);
}

/** A case without what is the same in all of them. */
function brief(value: unknown): string {
  const dull = ['span', 'transitions', 'pins', 'sources', 'promises', 'examples', 'orders', 'scopes'];
  return (
    JSON.stringify(value, (key, part) => (dull.includes(key) ? undefined : part))?.replaceAll('{"id":', '\n{"id":') ??
    ''
  );
}

export function expectAgreement({ runtime, reference }: Comparison): void {
  if (runtime.join('\n') === reference.join('\n')) return;
  const only = (these: readonly string[], those: readonly string[]) => these.filter((line) => !those.includes(line));
  const sides = { runtime: only(runtime, reference), reference: only(reference, runtime) };
  throw new Error(
    Object.entries(sides)
      .map(([side, lines]) => [side, ...lines].join('\n  '))
      .join('\n'),
  );
}

/** Counts what occurred in a run, so that a test cannot pass by never having met something. */
export class Tally {
  readonly #seen = new Map<string, number>();

  add(name: string): void {
    this.#seen.set(name, (this.#seen.get(name) ?? 0) + 1);
  }

  /** Adds the kind of a value and of everything in it, under the name of what holds it. */
  addKinds(place: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && typeof value.kind === 'string') this.add(`${place}: ${value.kind}`);
    for (const part of Object.values(value)) this.addKinds(place, part);
  }

  count(name: string): number {
    return this.#seen.get(name) ?? 0;
  }

  /** The names that did not occur. */
  missing(names: readonly string[]): string[] {
    return names.filter((name) => this.count(name) === 0);
  }
}
