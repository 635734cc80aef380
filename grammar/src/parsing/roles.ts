// What a name stands for, said where the grammar reads it: completion offers names that fit, and nobody guesses.

const roles = {
  new: 'declared here',
  // Time
  window: 'a window, a day set or `holidays`',
  stretch: 'a window that the week declares',
  // Conditions and columns
  field: 'what a condition is about: a choice, a number, a case, what happens to a ticket',
  value: 'a value of the choice that is named before it',
  ownValue: 'a value that the row itself declares',
  choice: 'a choice or a number, for columns',
  decided: 'a choice that the agreement decides',
  decision: 'a value of the choice that the row decides',
  line: 'a value of the first choice of a matrix',
  column: 'a value of the second choice of a matrix',
  tier: 'a tier',
  number: 'a declared number',
  // Clauses
  about: 'what the kind of clause before it is about',
  target: 'a target',
  measured: 'a target or a measure',
  outage: 'an outage of the example',
  priced: 'what has a rate or a price',
  activity: 'an activity',
  happening: 'an activity or an event',
  matter: 'a matter',
  unit: 'a kind of unit that is held, or a module',
  scope: 'what is taken as one',
  surcharge: 'a surcharge',
  meeting: 'a surcharge, a discount or what has a credit',
  owner: 'who promises',
  milestone: 'what happens to a ticket',
  measure: 'the unit of an amount',
  advance: '`months`',
  word: 'a value that no word of the language is',
  code: 'the code of a finding',
  // Settings
  language: 'a language',
  currency: 'a currency',
  country: 'a country',
  holiday: 'a holiday of the country',
  // Papers, orders and examples
  paper: 'a document of the agreement',
  agreement: 'the agreement',
  bound: 'what an order binds: the tier, a choice',
  open: 'a value that the agreement leaves open',
  attribute: 'what a fact carries: a choice, a number, a job',
  happened: 'what was worked, used or happened',
  ticket: 'a ticket of the example',
  duty: 'a duty',
  index: 'an index that prices follow',
  expected: 'what is expected: `cost`, a target, a kind of clause',
  expectedOf: 'of what it is expected',
} as const;

/** Who promises, as the agreement calls them. */
export const owners: readonly string[] = ['provider', 'customer', 'both', 'third-party'];

export type NameRole = keyof typeof roles;

/** For the token that is a name: `this.CONSUME(t.Name, as.tier)`; for a rule, in which all names stand for that. */
export const as = Object.fromEntries(Object.keys(roles).map((role) => [role, { LABEL: role }])) as {
  readonly [R in NameRole]: { readonly LABEL: R };
};

export function isNameRole(label: string | undefined): label is NameRole {
  return label !== undefined && Object.hasOwn(roles, label);
}
