// Words of facts: choices and numbers that the agreement knows, and choices that are the order's to make (meaning Q7).

import { isDecimal } from '../exact.ts';
import type { Decimal, Ir, Order } from '../ir.ts';
import { chosenBy } from './order-kinds.ts';
import { type Trouble, trouble } from './trouble.ts';

/** Says what is wrong with a word of a fact, if anything is. */
export interface Vocabulary {
  choice(id: string, value: string): Trouble | undefined;
  number(id: string, value: Decimal): Trouble | undefined;
  /** The first of them that is wrong. */
  words(said: Said): Trouble | undefined;
}

interface Said {
  readonly choices?: Readonly<Record<string, string>> | undefined;
  readonly numbers?: Readonly<Record<string, Decimal>> | undefined;
}

export function vocabularyOf(ir: Ir, order: Order): Vocabulary {
  const dimensions = new Map(ir.dimensions.map(({ id, values }) => [id, new Set(values.map((value) => value.id))]));
  const numbers = new Set(ir.numbers.map(({ id }) => id));

  function choice(id: string, value: string): Trouble | undefined {
    const values = dimensions.get(id);
    if (values === undefined) return trouble('unknown-choice', `\`${id}\` is not a choice of this agreement.`);
    if (!values.has(value)) {
      const known = [...values].map((known) => `\`${known}\``).join(', ');
      return trouble('unknown-choice', `\`${value}\` is not a value of \`${id}\`; known: ${known}.`);
    }
    const chosen = chosenBy(order, id);
    if (chosen === undefined || chosen === value) return undefined;
    return trouble('bad-fact', `It says \`${value}\` of \`${id}\`, and the order \`${order.id}\` says \`${chosen}\`.`);
  }

  function number(id: string, value: Decimal): Trouble | undefined {
    if (!numbers.has(id)) return trouble('unknown-choice', `\`${id}\` is not a number of this agreement.`);
    return isDecimal(value) ? undefined : trouble('bad-fact', `The value "${value}" of \`${id}\` is not a number.`);
  }

  return {
    choice,
    number,
    words: (said) => {
      for (const [id, value] of Object.entries(said.choices ?? {})) {
        const why = choice(id, value);
        if (why !== undefined) return why;
      }
      for (const [id, value] of Object.entries(said.numbers ?? {})) {
        const why = number(id, value);
        if (why !== undefined) return why;
      }
      return undefined;
    },
  };
}
