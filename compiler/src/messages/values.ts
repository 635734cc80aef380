// The words of findings about types and units of values: AV2xxx, and about clauses: AV15xx.

export const valueMessages = {};
