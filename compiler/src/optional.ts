// Optional fields: absent where there is no value, since JSON knows no undefined.

/** The field, where there is a value for it. */
export function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
