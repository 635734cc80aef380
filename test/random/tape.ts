// Random decisions read from a tape of numbers, so that fast-check shrinks a whole agreement by shrinking numbers towards 0.
import fc from 'fast-check';

/** Every decision takes the next number; 0, and the end of the tape, decide for what is simplest. */
export class Tape {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  #number(): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return number;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + (this.#number() % (max - min + 1));
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.#number() % 100 >= 100 - percent;
  }

  pick<T>(...all: readonly [T, ...T[]]): T {
    return all[this.#number() % all.length] as T;
  }

  /** Each of them with the given chance. */
  some<T>(percent: number, all: readonly T[]): T[] {
    return all.filter(() => this.chance(percent));
  }

  /** Weighted: `[5, a], [1, b]` gives a five times as often. */
  weigh<T>(...all: readonly (readonly [number, () => T])[]): T {
    let at = this.#number() % all.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of all) {
      if (at < weight) return make();
      at -= weight;
    }
    throw new Error('no weights');
  }

  shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.int(0, left.length - 1), 1)[0] as T);
  }
}

/** Cases of any kind, made from a tape. */
export const fromTape = <T>(make: (tape: Tape) => T, length = 600): fc.Arbitrary<T> =>
  fc.array(fc.nat({ max: 0xffff }), { minLength: length, maxLength: length }).map((numbers) => make(new Tape(numbers)));
