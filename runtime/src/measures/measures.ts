// Measures of the agreement in their periods: what they come to, what was promised, and whether that was kept (meanings U1–U8).

import type { Plan } from '../asking/plan.ts';
import { orderTrouble, soundFacts, spanTrouble } from '../asking/sound.ts';
import { clauseName, isTrouble, problemOf } from '../asking/trouble.ts';
import { Rational } from '../exact.ts';
import { quantityText } from '../explaining/explain.ts';
import { answerText } from '../explaining/value-text.ts';
import type { Facts } from '../facts.ts';
import type { DateSpan, Index, MeasureInfo, MeasureState, Order } from '../ir.ts';
import type { MeasureResult, MeasureResults, Problem, Trace } from '../results.ts';
import { dateOf, dayOf } from '../time/civil.ts';
import type { Cell } from './holders.ts';
import { type Figure, keeps, type Promised, type Reckoning, reckoning } from './reckoning.ts';

/**
 * Every period with a day in the span, in the order of the agreement's measures, by unit and period. What is known is all
 * that had happened by the end of the span: a period that ends later is `running`. Never throws on facts.
 */
export function measures(plan: Plan, order: Order, given: Facts, asked: DateSpan): MeasureResults {
  const wrong = orderTrouble(plan.ir, order) ?? spanTrouble(asked);
  if (wrong !== undefined) return { measures: [], problems: [problemOf(wrong)] };
  const problems: Problem[] = [];
  const [from, until] = [dayOf(asked.from), dayOf(asked.until) + 1];
  const known = reckoning(plan, order, soundFacts(plan.ir, order, given, problems), until, problems);
  const results = plan.ir.measures.flatMap((measure, index) =>
    known
      .holders(measure)
      .flatMap((holder) =>
        known.cells(measure, holder, from, until).map((cell) => tell(known, index, measure, cell, problems)),
      ),
  );
  return { measures: results, problems };
}

function tell(known: Reckoning, index: Index, measure: MeasureInfo, cell: Cell, problems: Problem[]): MeasureResult {
  const figure = known.figure(index, cell);
  const promised = known.promised(measure, cell);
  for (const why of [figure, promised]) {
    if (!isTrouble(why)) continue;
    const problem = problemOf(why, measure.id);
    if (!problems.some(({ message }) => message === problem.message)) problems.push(problem);
  }
  const found = isTrouble(figure) ? undefined : figure;
  const promise = isTrouble(promised) ? undefined : promised;
  const { clause, bound } = promise ?? {};
  return {
    measure: measure.id,
    ...(cell.holder.unit !== undefined && { unit: cell.holder.unit }),
    period: { from: dateOf(cell.period.from), until: dateOf(cell.period.until - 1) },
    ...(found?.value !== undefined && { value: found.value.toString() }),
    ...(bound !== undefined && { promised: bound }),
    state: found === undefined || isTrouble(promised) ? 'undecided' : stateOf(known, cell, found, promise),
    aim: promise?.isAim === true,
    ...(clause !== undefined && { clause: clause.id }),
    ...(clause?.paper !== undefined && { paper: clause.paper }),
    get trace() {
      return traceOf(known, measure, found, promise);
    },
  };
}

function stateOf(
  { knownUntil }: Reckoning,
  { stretches }: Cell,
  { value, isOpen }: Figure,
  promise: Promised | undefined,
): MeasureState {
  const isOver = stretches.every(({ days }) => days.until <= knownUntil);
  if (!isOver || isOpen === true) return 'running';
  if (value === undefined) return 'nothing-to-measure';
  if (promise?.bound === undefined) return promise?.clause.value.kind === 'best-effort' ? 'best-effort' : 'no-promise';
  return keeps(value, promise.bound) ? 'kept' : 'missed';
}

function traceOf(
  { plan }: Reckoning,
  { id, unit, what }: MeasureInfo,
  figure: Figure | undefined,
  promise: Promised | undefined,
): Trace {
  const { value, total, down = [], met = 0, missed = 0 } = figure ?? {};
  const told = value === undefined ? 'nothing to measure' : quantityText(shown(value), unit);
  const time = (seconds: number) => quantityText(Rational.of(seconds), { kind: 'time' });
  const seconds = down.reduce((sum, { start, end }) => sum + end - start, 0);
  const made =
    total !== undefined
      ? ` (${time(seconds)} down of ${time(total)})`
      : what.kind === 'attainment'
        ? ` (${met} met, ${missed} missed)`
        : '';
  return {
    what: 'period',
    ...(value !== undefined && { amount: value.toString() }),
    text: `${id}: ${told}${made}`,
    children: [
      ...down.map(
        ({ start, end }): Trace => ({
          what: 'segment',
          from: start,
          until: end,
          text: `down ${time(end - start)}`,
        }),
      ),
      ...(promise === undefined
        ? []
        : [
            {
              what: 'answer',
              clause: promise.clause.id,
              text: `${clauseName(promise.clause)}: ${answerText(promise.clause, plan.ir)}`,
            } as const,
          ]),
    ],
  };
}

/** Enough digits to see what a figure is: three behind the point. */
function shown(value: Rational): Rational {
  return value.round(3);
}
