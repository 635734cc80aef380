// Why a block of rows cannot be priced as things stand.

export type Halt =
  /** There is no room for more parts; a scope comes back whose rows were priced; something is known now that was not. */
  | { readonly kind: 'parts' | 'whole' | 'again' }
  /** A place that nobody has looked into, as that row says it. */
  | { readonly kind: 'place'; readonly row: number; readonly place: number }
  /** Columns cannot price it. */
  | { readonly kind: 'wide'; readonly why: string };

export const wide = (why: string): Halt => ({ kind: 'wide', why });
