// What orders bind, and what facts carry.
import { plain, symbolOffer, unnamed } from './known.ts';
import type { Offer } from './offer.ts';
import { unitAfterNumber, unitsOf } from './units.ts';
import type { Where } from './where.ts';

/** What the order has not bound yet, each with its first value. */
export function bindings(where: Where): readonly Offer[] {
  const bound = new Set(
    (where.customer?.items ?? []).flatMap((item) =>
      item.kind === 'binding' && where.offset > item.span.end ? [item.name.text] : [],
    ),
  );
  return where.names('choice').flatMap((symbol) => {
    const dimension = where.compilation.model.findDimension(symbol.name);
    if (dimension?.given !== 'order' || dimension.id === 'order' || bound.has(dimension.id)) return [];
    return [symbolOffer(symbol, where, { template: `${dimension.id} <${dimension.values[0]?.id ?? ''}>` })];
  });
}

/** What facts carry behind a comma. */
export function attributes(where: Where): readonly Offer[] {
  const { model } = where.compilation;
  const [first] = where.pieces;
  const isUnit = first?.word === 'unit';
  const subject = model.findSubject(first?.text ?? '')?.info.kind;
  const choices = where.names('choice').flatMap((symbol) => {
    const dimension = model.findDimension(symbol.name);
    if (dimension === undefined || dimension.given === 'decided' || dimension.given === 'order') return [];
    return [symbolOffer(symbol, where, { template: `${symbol.name} <${dimension.values[0]?.id ?? ''}>` })];
  });
  const numbers = where.names('number').map((symbol) => {
    const [unit] = unitsOf(model.findNumber(symbol.name)?.unit);
    return symbolOffer(symbol, where, {
      template: `${symbol.name} <1>${unit === undefined ? '' : unitAfterNumber(unit)}`,
    });
  });
  const keys = isUnit
    ? []
    : where.names('scope').flatMap((symbol) => {
        const over = model.findScope(symbol.name)?.info.over;
        return over?.kind === 'key' ? [symbolOffer(symbol, where, { template: `${symbol.name} <A>` })] : [];
      });
  const others = [
    ...(subject === 'activity' ? [{ ...plain('person', 'Who worked.'), template: 'person <Kari>' }] : []),
    ...(subject === 'event' || subject === 'usage'
      ? [{ ...plain('cost', 'What it cost, for `at cost`.'), template: 'cost <100>' }]
      : []),
    ...(first?.word === 'performed' || first?.word === 'outage'
      ? [{ ...plain('unit', 'The unit it is about.'), template: 'unit <web1>' }]
      : []),
  ];
  return unnamed([...choices, ...numbers, ...keys, ...others], where, 1);
}
