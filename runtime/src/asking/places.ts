// Many questions about one situation: where it stands is looked up once, and what stands in one place has the same answers.

import type { Situation } from '../facts.ts';
import type { Order } from '../ir.ts';
import { recently } from '../recent.ts';
import { OutsideHorizon } from '../time/horizon.ts';
import type { Answer } from './answers.ts';
import type { Asked } from './axes.ts';
import { type Axis, keyOf } from './table.ts';

/** Situations that nothing tells apart which some questions ask about, with what was answered to these. */
export interface Place {
  readonly questions: ReadonlySet<string>;
  readonly answers: Map<string, Answer>;
}

/** Undefined: beyond what is known. */
export type Places = (order: Order, situation: Situation) => Place | undefined;

/** `axes`: all that the questions depend on, each once. */
export function createPlaces(
  questions: ReadonlySet<string>,
  axes: readonly Axis<Asked>[],
  decide: Asked['decide'],
): Places {
  const key = keyOf(axes);
  const placeAt = recently((_key: number | string): Place => ({ questions, answers: new Map() }));
  return (order, situation) => {
    try {
      return placeAt(key({ order, situation, decide }));
    } catch (error) {
      if (error instanceof OutsideHorizon) return undefined;
      throw error;
    }
  };
}
