// Long work in steps: who runs it decides after each whether to go on.

export type Steps<T> = Generator<undefined, T, void>;

/** Runs all steps. */
export function finished<T>(steps: Generator<unknown, T, void>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}
