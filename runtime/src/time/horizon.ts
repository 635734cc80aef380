// The end of what the tables know. Inside the runtime a question beyond it is thrown; no public function lets it out.

/**
 * Asked about an instant outside the zone's table, or a date outside a holiday table (meanings W2, W6). Thrown by the
 * internal calendar and plan; every exported function turns it into a problem or `undefined` with `withinHorizon`.
 */
export class OutsideHorizon extends Error {
  override readonly name = 'OutsideHorizon';
}

/** The result, or the sentence that says which table ends too early. */
export function withinHorizon<T>(compute: () => T): { readonly value: T } | { readonly outside: string } {
  try {
    return { value: compute() };
  } catch (error) {
    if (error instanceof OutsideHorizon) return { outside: error.message };
    throw error;
  }
}
