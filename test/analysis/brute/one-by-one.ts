// Raw situations of a question, and what the reference says in each, with nothing collapsed.
import type { Clause, Instant, Ir } from '@avtal/runtime';
import { createWorld, type Situation, unbeaten } from '../../reference/questions.ts';
import { dateAt } from '../../reference/windows.ts';
import { instants } from './moments.ts';
import { type Asked, representatives, selfNames, valuesOf } from './questions.ts';

/** What the reference says in one raw situation. */
export function outcomeAt(
  { ir, question, order }: Asked,
  situation: Situation,
): { readonly matching: Clause[]; readonly best: Clause[] } {
  return unbeaten(createWorld(ir, { ...order, values: {} }), question, situation);
}

/** Raw situations: of those `pick` chooses a value of each dimension, tested or not. */
export function situationOf(asked: Asked, pick: <T>(all: readonly T[]) => T): Situation {
  const { ir, clauses } = asked;
  const boxes = clauses.flatMap(({ when }) => when);
  const at = pick(instants(asked));
  const choices = Object.fromEntries(
    ir.dimensions.filter(({ id }) => id !== 'order').map(({ id }) => [id, pick(valuesOf(asked, id))]),
  );
  const numbers = Object.fromEntries(ir.numbers.map(({ id }) => [id, pick(representatives(ir, id, boxes))]));
  return {
    at,
    choices,
    numbers,
    start: () => at,
    events: Object.fromEntries(selfNames(asked).map((name) => [name, at])),
  };
}

/** Every situation of the question one by one: each instant, each value of each choice it tests, each representative number. */
export function* everySituation(asked: Asked): Generator<Situation> {
  const { ir, clauses } = asked;
  const boxes = clauses.flatMap(({ when }) => when);
  const names = selfNames(asked);
  const ids = [...new Set(boxes.flatMap(({ choices = {} }) => Object.keys(choices)))].filter((id) => id !== 'order');
  let choices: Record<string, string>[] = [{}];
  for (const id of ids)
    choices = choices.flatMap((one) => valuesOf(asked, id).map((value) => ({ ...one, [id]: value })));
  let numbers: Record<string, string>[] = [{}];
  for (const id of new Set(boxes.flatMap((box) => Object.keys(box.numbers ?? {}))))
    numbers = numbers.flatMap((one) => representatives(ir, id, boxes).map((value) => ({ ...one, [id]: value })));
  for (const at of instants(asked)) {
    const events = Object.fromEntries(names.map((name) => [name, at]));
    for (const one of choices)
      for (const number of numbers) yield { at, choices: one, numbers: number, start: () => at, events };
  }
}

export const isInForce = (ir: Ir, at: Instant): boolean =>
  dateAt(ir, at) >= (ir.agreement.validFrom ?? '') && dateAt(ir, at) <= (ir.agreement.validUntil ?? '');
