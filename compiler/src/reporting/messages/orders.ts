// The words of findings about papers, their precedence, orders and the headers of examples: AV13xx and AV14xx.
import { circle, define, names } from './define.ts';

export const orderMessages = {
  'precedence-circle': define<{ path: readonly string[] }>({
    code: 'AV1301',
    severity: 'error',
    title: 'Papers over each other',
    message: ({ path }) =>
      path.length === 1 ? `\`${path[0]}\` cannot be over itself.` : `${circle(path, 'is over')}.`,
    help: () => 'Leave out one `over` or `under`.',
    explanation:
      'Where two papers of an agreement differ, the one declared `over` the other wins. In a circle none of them would.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\ndocument B over A {\n}\ndocument C over B under A {\n}',
    repair:
      'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\ndocument B over A {\n}\ndocument C over B {\n}',
  }),
  'order-without-start': define<{ what: string }>({
    code: 'AV1401',
    severity: 'error',
    title: 'Order without a first day',
    message: ({ what }) => `${what} does not say from which day it holds.`,
    help: () => 'Add a row `from 2026-01-01` with the first day.',
    explanation:
      'The first day of an order is where its fees begin and from where its contract periods count. An example takes the first day of the agreement where that has one.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\norder Acme for A {\n}',
    repair:
      'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\norder Acme for A {\n  from 2026-01-01\n}',
  }),
  'order-lacks': define<{ what: string; dimension: string; values: readonly string[] }>({
    code: 'AV1402',
    severity: 'error',
    title: 'Order that does not choose',
    message: ({ what, dimension }) => `${what} does not say its \`${dimension}\`.`,
    help: ({ dimension, values }) => `Add a row \`${dimension} ${values[0] ?? 'X'}\`: there are ${names(values)}.`,
    explanation:
      'What an order costs depends on its tier, where the agreement has tiers, and on every choice that is declared `by order` and has no default.',
    bad: 'tiers Basic | Pro\nexample E1 {\n  from 2026-01-01\n}',
    repair: 'tiers Basic | Pro\nexample E1 {\n  tier Pro\n  from 2026-01-01\n}',
  }),
  'not-by-order': define<{ choice: string }>({
    code: 'AV1403',
    severity: 'error',
    title: 'Choice that the order does not make',
    message: ({ choice }) => `\`${choice}\` is given by each fact, not by the order.`,
    help: ({ choice }) => `State it with the facts, or declare \`choice ${choice} by order: …\`.`,
    explanation:
      'A choice belongs either to what happens (`channel phone` of one ticket) or to the order (`term yearly`). Only the latter can be bound once.',
    bad: 'choice channel: phone, email\nexample E1 {\n  from 2026-01-01\n  channel phone\n}',
    repair:
      'choice channel: phone, email\nexample E1 {\n  from 2026-01-01\n  work 2026-03-03 08:00-09:00, channel phone\n}',
  }),
  'bound-twice': define<{ name: string }>({
    code: 'AV1404',
    severity: 'error',
    title: 'Said twice',
    message: ({ name }) => `\`${name}\` is said twice.`,
    label: () => 'said again',
    help: () => 'Keep one of the rows.',
    explanation: 'An order has one first day, one last day and one value of each choice.',
    bad: 'example E1 {\n  from 2026-01-01\n  from 2026-02-01\n}',
    repair: 'example E1 {\n  from 2026-01-01\n}',
  }),
  'notice-without-end': define<{ notice: string; until: string | undefined }>({
    code: 'AV1406',
    severity: 'error',
    title: 'Notice of no end',
    message: ({ notice, until }) =>
      until === undefined
        ? `Notice on ${notice} ends the order on a day that it does not say.`
        : `Notice on ${notice} is of an end that came before, on ${until}.`,
    help: ({ until }) =>
      until === undefined
        ? 'Add a row `until 2026-12-31` with the last day.'
        : 'Leave the row out, or correct its date.',
    explanation:
      'A row `notice` says on which day it became known that the order ends on its last day. What was invoiced before, for the time after it, is refunded as the agreement says.',
    bad: 'example E1 {\n  from 2026-01-01\n  notice 2026-04-12\n}',
    repair: 'example E1 {\n  from 2026-01-01\n  until 2026-05-31\n  notice 2026-04-12\n}',
  }),
  'unit-attribute': define<{ attribute: string }>({
    code: 'AV1405',
    severity: 'error',
    title: 'Value that does not fit',
    message: ({ attribute }) =>
      `\`${attribute}\` of a unit is a declared number with its amount, or a choice with one of its values.`,
    help: () => 'Write `cards 6` for a number, `base vm` for a choice.',
    explanation: 'What is counted of a unit, or decides its price, is declared as a number or as a choice.',
    bad: 'number cards in pieces\nunit switch, counts 1 + cards\nexample E1 {\n  from 2026-01-01\n  unit s1: switch from 2026-01-01, cards many\n}',
    repair:
      'number cards in pieces\nunit switch, counts 1 + cards\nexample E1 {\n  from 2026-01-01\n  unit s1: switch from 2026-01-01, cards 6\n}',
  }),
};
