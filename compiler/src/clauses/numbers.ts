// Numbers to the IR: what follows from the facts where nobody states it, and what holds of a fact that says nothing.
import type * as ast from '@avtal/grammar';
import type { Clock, DerivedNumber, NumberInfo } from '@avtal/runtime';
import type { Model } from '../model.ts';
import { given } from '../optional.ts';
import { quantityIn } from './amounts.ts';
import type { Desk } from './desk.ts';
import { declaredDays } from './values/deadlines.ts';

/** `model.numbers`, whole; without what was reported, and then there is no IR. */
export function lowerNumbers(model: Model): readonly NumberInfo[] {
  const rows = new Map(model.numberRows.map(({ node, place }) => [node.name.text, { node, place }]));
  return model.numbers.map((number) => {
    const row = rows.get(number.id);
    if (row === undefined) return number;
    const { derived, defaultValue } = row.node;
    const desk: Desk = { model, place: row.place };
    const why = `\`${number.id}\` is counted in it`;
    return {
      ...number,
      ...given('derived', derived && derivedOf(derived, desk)),
      ...given('defaultValue', defaultValue && quantityIn(number.unit, defaultValue, why, model, row.place)),
    };
  });
}

function derivedOf(node: ast.DerivedNumber, desk: Desk): DerivedNumber | undefined {
  const { model, place } = desk;
  switch (node.kind) {
    case 'how-often': {
      const subject = model.subject(
        node.subject,
        ['activity', 'event'],
        place,
        'a number may be how often they happen',
      );
      const scope = node.each && model.scope(node.each, place);
      const period = model.period(node.per, place);
      if (subject === undefined || period === undefined || (node.each !== undefined && scope === undefined))
        return undefined;
      return { kind: 'how-often', subject: subject.index, ...given('scope', scope), period };
    }
    case 'length': {
      const subject = model.subject(node.subject, ['activity'], place, 'a number may be the time they take');
      const scope = model.scope(node.each, place);
      return subject === undefined || scope === undefined
        ? undefined
        : { kind: 'length', subject: subject.index, scope };
    }
    case 'between': {
      const clock = clockOf(node, desk);
      return clock && { kind: 'between', from: momentOf(node.from), to: momentOf(node.to), clock };
    }
  }
}

/** `started` is the fact's own start. */
const momentOf = ({ text }: ast.Name): string => (text === 'started' ? 'start' : text);

function clockOf(
  node: Extract<ast.DerivedNumber, { kind: 'between' }>,
  desk: Desk,
): Extract<DerivedNumber, { kind: 'between' }>['clock'] | undefined {
  if (node.inBusinessDays) {
    const days = declaredDays(desk, node, false);
    return days && { kind: 'business-days', days };
  }
  if (node.window === undefined) return { kind: 'elapsed' } satisfies Clock;
  const window = desk.model.windowOf(node.window, desk.place);
  return window === undefined ? undefined : { kind: 'window', window };
}
