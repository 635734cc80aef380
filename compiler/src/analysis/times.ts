// The times of an agreement: its calendar and the atoms of its windows, which stay where an edit changed other windows.
import { type Calendar, createCalendar, type Index, type Ir } from '@avtal/runtime';
import { type AtomKey, type Atoms, createAtoms } from './atoms.ts';

type Declared = Pick<Ir, 'zone' | 'daySets' | 'windows'>;

export interface Times {
  readonly calendar: Calendar;
  readonly atoms: (key: AtomKey) => Atoms;
  /** Whether atoms that were made before are those of now. */
  isCurrent(atoms: Atoms): boolean;
  /** What they are made from, and all atoms. */
  readonly declared: Declared;
  readonly made: ReadonlyMap<string, Atoms>;
}

/** `before`: of the same zone, with windows of the same names. */
export function createTimes({ zone, daySets, windows }: Declared, before?: Times): Times {
  // No more of the agreement than that stays with what is kept.
  const declared = { zone, daySets, windows };
  const calendar = createCalendar(declared);
  const isSame = before === undefined ? () => false : sameWindows(declared, before.declared);
  const made = new Map([...(before?.made ?? [])].filter(([, one]) => one.windows.every(isSame)));
  const make = createAtoms(declared, calendar, made);
  const current = new Set(made.values());
  const atoms = (key: AtomKey): Atoms => {
    const one = make(key);
    current.add(one);
    return one;
  };
  return { calendar, atoms, isCurrent: (one) => current.has(one), declared, made };
}

/** Which windows are what they were, with all windows that they are made of. */
function sameWindows(now: Declared, before: Declared): (window: Index) => boolean {
  if (placeless(now.daySets) !== placeless(before.daySets)) return () => false;
  const named = now.windows.map((): Index[] => []);
  const changed = new Set<Index>();
  for (const [index, { set }] of now.windows.entries()) {
    const text = JSON.stringify(set, (key, value: unknown) => {
      if (key === 'window' && typeof value === 'number') named[value]?.push(index);
      return value;
    });
    if (text !== JSON.stringify(before.windows[index]?.set)) changed.add(index);
  }
  // INVARIANT: a set that grows is iterated to its end.
  for (const window of changed) for (const user of named[window] ?? []) changed.add(user);
  return (window) => !changed.has(window);
}

/** As a text, wherever it stands. */
export const placeless = (all: unknown): string =>
  JSON.stringify(all, (key, value: unknown) => (key === 'span' ? undefined : value));
