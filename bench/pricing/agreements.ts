// The three agreements that are priced: two as published, and one of about thirty clauses; with what their facts state.
import { readFileSync } from 'node:fs';
import { compile } from '@avtal/compiler';
import { createPlan, type Ir, type Order, type Plan } from '@avtal/runtime';

export type Name = 'itpays' | 'ballou' | 'thirty';
export const names: readonly Name[] = ['itpays', 'ballou', 'thirty'];

/** What the facts of an agreement say: values of its choices and tiers in the order of their codes in the columns. */
export interface Stated {
  readonly tiers: readonly string[];
  /** Choices that every order makes besides the tier. */
  readonly ordered: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** The column that says which entries belong together. */
  readonly scope: string;
  readonly zone: string;
}

export const stated: Readonly<Record<Name, Stated>> = {
  itpays: {
    tiers: ['Standard', 'Utvidet', 'Pro'],
    ordered: {},
    choices: { channel: ['phone', 'email', 'emergency'] },
    scope: 'job',
    zone: 'Europe/Oslo',
  },
  ballou: {
    tiers: ['Hög', 'Incident', 'Utan'],
    ordered: { service: 'dedicated' },
    choices: { area: ['ballou', 'customer'] },
    scope: 'incident',
    zone: 'Europe/Stockholm',
  },
  thirty: {
    tiers: ['Bronse', 'Sølv', 'Gull'],
    ordered: {},
    choices: {
      role: ['technician', 'engineer', 'architect'],
      channel: ['phone', 'email', 'portal', 'alarm'],
      place: ['remote', 'site'],
    },
    scope: 'job',
    zone: 'Europe/Oslo',
  },
};

/** The text of the agreement, without its orders. */
export function textOf(name: Name): string {
  const path = name === 'thirty' ? 'thirty.avtal' : `../../examples/${name}/${name}.avtal`;
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

export function irOf(name: Name): Ir {
  const text = textOf(name);
  const { ir } = compile(`${name}.avtal`, (file) => (file === `${name}.avtal` ? text : undefined));
  if (ir === undefined) throw new Error(`${name} does not compile`);
  return ir;
}

export function planOf(name: Name): Plan {
  return createPlan(irOf(name));
}

/** What each customer has ordered; the same for all customers of one tier but for who they are. */
export function orderOf(name: Name, customer: string, tier: number): Order {
  const { tiers, ordered } = stated[name];
  const value = tiers[tier];
  if (value === undefined) throw new Error(`${name} has no tier ${tier}`);
  return { id: customer, customer, from: '2026-01-01', choices: { ...ordered, tier: value }, units: [] };
}
