// The days on which an agreement and an order hold (meaning Q8).

import type { CivilDate, Ir, Order } from '../ir.ts';
import { type DayRange, dayOf } from '../time/civil.ts';
import { type Trouble, trouble } from './trouble.ts';

/** Why a fact of that day is no fact of the order. */
export function outsideValidity(ir: Ir, order: Order, day: number): Trouble | undefined {
  return validityOf(ir, order)(day);
}

/** The same for many facts. */
export function validityOf({ agreement }: Ir, order: Order): (day: number) => Trouble | undefined {
  const ordered = daysOf(order);
  const inForce = daysOf({ from: agreement.validFrom, until: agreement.validUntil });
  const isIn = ({ from, until }: DayRange, day: number) => from <= day && day < until;
  return (day) => {
    if (!isIn(ordered, day))
      return trouble('outside-validity', `It lies outside the days of the order \`${order.id}\`.`);
    return isIn(inForce, day)
      ? undefined
      : trouble('outside-validity', 'It lies outside the days on which the agreement is in force.');
  };
}

/** From the first day to the last, both included; open ends are infinite. */
export function daysOf(span: {
  readonly from?: CivilDate | undefined;
  readonly until?: CivilDate | undefined;
}): DayRange {
  return {
    from: span.from === undefined ? -Infinity : dayOf(span.from),
    until: span.until === undefined ? Infinity : dayOf(span.until) + 1,
  };
}
