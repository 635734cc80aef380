// Names of windows and conditions: choices with their values, numbers, cases, what happens to tickets.
import type { NameRole } from '@avtal/grammar';
import { all, symbolOffer, unnamed } from './known.ts';
import { type Offer, wordOffer } from './offer.ts';
import { unitAfterNumber, unitsOf } from './units.ts';
import { settingsIn, type Where } from './where.ts';

export function windows(where: Where): readonly Offer[] {
  const { compilation, pieces } = where;
  const days = all('days')(where);
  const isDays = pieces[0]?.word === 'days' || pieces[0]?.word === 'businessDays' || where.following.row === 'weekRow';
  const named = isDays ? days : [...all('window')(where), ...(pieces[0]?.word === 'clock' ? [] : days)];
  const holidays = settingsIn(compilation).has('holidays')
    ? [wordOffer('holidays', { kind: 'window', detail: 'The declared holidays.' })]
    : [];
  return [...unnamed(named, where), ...holidays];
}

/** Choices, numbers, cases, and what happens to tickets, each with how a condition goes on with it. */
export function fields(where: Where): readonly Offer[] {
  const { names, compilation } = where;
  const { model } = compilation;
  const isOfOrder = where.pieces[0]?.word === 'vat';
  const tests = names('choice').flatMap((choice) => {
    if (choice.name === 'order' || choice.name === 'person') return [];
    const { values = [], given } = model.findDimension(choice.name) ?? {};
    if (isOfOrder && given !== 'order') return [];
    return values.length === 0
      ? []
      : [symbolOffer(choice, where, { template: `${choice.name} is <${values[0]?.id}>` })];
  });
  if (isOfOrder) return [...tests, ...all('case')(where)];
  const numbers = names('number').map((number) => {
    const unit = unitsOf(model.findNumber(number.name)?.unit)[0];
    return symbolOffer(number, where, {
      template: `${number.name} over <4>${unit === undefined ? '' : unitAfterNumber(unit)}`,
    });
  });
  const [window] = where.names('window');
  const moments = names('milestone').map((event) =>
    symbolOffer(event, where, window === undefined ? {} : { template: `${event.name} during <${window.name}>` }),
  );
  return [...tests, ...numbers, ...all('case')(where), ...moments];
}

/** A condition to begin with: `<channel> is <phone>`. */
export function choiceTest(where: Where): string | undefined {
  const { model } = where.compilation;
  for (const { name } of where.names('choice')) {
    const dimension = model.findDimension(name);
    const [value] = dimension?.values ?? [];
    if (dimension !== undefined && value !== undefined && !['tier', 'order', 'module'].includes(name))
      return `<${name}> is <${value.id}>`;
  }
  return where.tiers.length === 0 ? undefined : `tier is <${where.tiers.at(-1)}>`;
}

/** The choice whose value is due: the last that the row names before. */
function choiceBefore({ pieces, compilation }: Where): string | undefined {
  const roles: readonly NameRole[] = ['field', 'attribute', 'bound'];
  const named = pieces.filter((piece) => piece.roles.some((role) => roles.includes(role)));
  return named.map(({ text }) => text).findLast((text) => compilation.model.findDimension(text) !== undefined);
}

/** Values of a choice. */
export function valuesOf(choice: string | undefined, where: Where): readonly Offer[] {
  if (choice === undefined) return [];
  return where
    .names('value', 'tier', 'module')
    .filter(({ kind, of }) => (kind === 'module' ? choice === 'module' : of === choice))
    .map((symbol) => symbolOffer(symbol, where));
}

export function values(where: Where): readonly Offer[] {
  const { pieces } = where;
  const attribute = pieces.at(-1)?.text;
  if (attribute === 'unit' && pieces[0]?.word === 'performed') return all('held')(where);
  if (
    pieces.at(-1)?.roles.includes('attribute') === true &&
    where.compilation.model.findScope(attribute ?? '') !== undefined
  )
    return where
      .names('key')
      .filter(({ of }) => of === attribute)
      .map((symbol) => symbolOffer(symbol, where));
  return unnamed(valuesOf(choiceBefore(where), where), where);
}

export function columnChoices(where: Where): readonly Offer[] {
  const known = [
    ...where.names('choice').filter(({ name }) => !['order', 'person'].includes(name)),
    ...where.names('number'),
    // One fee for all of them: `fee alert per month by sensor`.
    ...(where.asked?.clause === 'fee' ? where.names('unit') : []),
  ];
  const isDecide = where.asked?.clause === 'decide';
  return unnamed(
    known.filter(({ kind }) => !(isDecide && kind === 'number')).map((symbol) => symbolOffer(symbol, where)),
    where,
  );
}

export function matrixChoice(nth: number) {
  return (where: Where): readonly Offer[] => {
    const choices = (where.following.around.at(-1)?.pieces ?? []).filter(({ roles }) => roles.includes('choice'));
    return unnamed(valuesOf(choices[nth]?.text, where), where);
  };
}
