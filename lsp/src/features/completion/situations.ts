// Rows of orders and examples: what is bound, what happened, and what is expected, with the days of the example.
import type { NameRole, Piece } from '@avtal/grammar';
import { dayAt, firstDay } from './dates.ts';
import { expectations } from './expectations.ts';
import { attributes, bindings } from './facts.ts';
import { symbolOffer } from './known.ts';
import { type Offer, rowOffer as row, wordOffer } from './offer.ts';
import { unitAfterNumber, unitsOf } from './units.ts';
import type { Where } from './where.ts';

/** Rows of an order, the missing ones first. */
export function orderRows(where: Where): readonly Offer[] {
  const { customer } = where;
  const said = new Set((customer?.items ?? []).flatMap((item) => (item.kind === 'binding' ? [item.name.text] : [])));
  const ends = `${firstDay(where).slice(0, 4)}-12-31`;
  const dates = (
    [
      ['from', firstDay(where), 'Its first day.'],
      ['until', ends, 'Its last day, included.'],
      ['notice', ends, 'When it became known that it ends.'],
    ] as const
  )
    .filter(([id]) => !said.has(id) && (id !== 'notice' || said.has('until')))
    .map(([id, date, detail]) => row(id, `${id} <${date}>`, { detail }));
  const bound = bindings(where).map((offer): Offer => ({ ...offer, kind: 'clause' }));
  const agreed = new Set((customer?.items ?? []).flatMap((item) => (item.kind === 'agree' ? [item.name.text] : [])));
  const opens = where
    .names('open')
    .filter(({ name }) => !agreed.has(name))
    .map((open) =>
      symbolOffer(open, where, {
        kind: 'clause',
        label: `agree ${open.name}`,
        template: `agree ${open.name}: <1>`,
        word: 'agree',
      }),
    );
  const units = where.names('unit').map((unit) =>
    symbolOffer(unit, where, {
      kind: 'clause',
      label: `unit … ${unit.name}`,
      template: `unit <${unit.name}1>: ${unit.name} from <${firstDay(where)}>`,
      word: 'unit',
    }),
  );
  return [...bound, ...dates, ...opens, ...units];
}

/** Rows of an example: as in an order, with facts and expectations. */
export function factRows(where: Where): readonly Offer[] {
  const day = dayAt(where);
  const { model } = where.compilation;
  const facts = where.names('activity', 'event', 'usage').map((symbol) => {
    const [unit] = unitsOf(model.findSubject(symbol.name)?.info.unit);
    const template =
      symbol.kind === 'activity'
        ? `${symbol.name} <${day}> <08:00>-<10:00>`
        : `${symbol.name} <${day}> <10:00>${symbol.kind === 'usage' ? `, <10>${unit === undefined ? '' : unitAfterNumber(unit)}` : ''}`;
    return symbolOffer(symbol, where, { kind: 'clause', template });
  });
  const [duty] = where.names('duty');
  const others = [
    row('ticket', `ticket <T1> reported <${day}> <10:00>`),
    row('outage', `outage <O1> <${day}> <08:00>-<09:30>`),
    ...(duty === undefined ? [] : [row('performed', `performed <${duty.name}> <${day}>`)]),
  ];
  return [...orderRows(where), ...facts, ...others, ...expectations(where, true)];
}

/** Behind a fact, before the comma: what it may carry. */
export function factOffers(where: Where): readonly Offer[] {
  const { following, pieces } = where;
  const facts: readonly NameRole[] = ['happened', 'ticket', 'duty'];
  const isFact = pieces.some(({ roles }) => roles.some((role) => facts.includes(role))) && pieces.some(isDay);
  const isUnit = pieces[0]?.word === 'unit' && pieces.some(({ roles }) => roles.includes('unit'));
  if (!following.signs.includes(',') || !(isUnit || (isFact && !where.inValue))) return [];
  const expected = new Set(following.keywords.map(({ id }) => id));
  const ends = [
    ...(expected.has('for') ? [wordOffer('for', { detail: 'How long it took.', template: 'for <50> min' })] : []),
    ...(expected.has('to')
      ? [wordOffer('to', { detail: 'Its end, on another day.', template: `to <${dayAt(where)}> <02:00>` })]
      : []),
  ];
  const carried = attributes(where).map((offer) => ({
    ...offer,
    label: `, ${offer.label}`,
    template: `, ${offer.template ?? offer.label}`,
    word: '',
    start: pieces.at(-1)?.span.end ?? where.offset,
  }));
  return [...ends, ...carried];
}

const isDay = ({ text }: Piece): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Days and periods of the example. */
export function dateOffers(where: Where): readonly Offer[] {
  const { following, pieces } = where;
  const days = [...new Set([dayAt(where), firstDay(where)])];
  const offers: Offer[] = [];
  if (following.literals.includes('date') && !following.literals.includes('factor'))
    for (const day of days)
      offers.push({
        label: day,
        kind: 'date',
        detail: day === firstDay(where) ? 'the first day' : 'the day before it',
      });
  if (following.literals.includes('period'))
    offers.push(
      { label: days[0]?.slice(0, 7) ?? '', kind: 'date', detail: 'the month' },
      { label: days[0]?.slice(0, 4) ?? '', kind: 'date', detail: 'the year' },
    );
  if (following.literals.includes('time') && pieces.at(-1) !== undefined && isDay(pieces.at(-1) ?? noPiece))
    offers.push(
      { label: '08:00-10:00', kind: 'date', template: '<08:00>-<10:00>', word: '08:00' },
      { label: '08:00', kind: 'date', word: '08:00' },
    );
  return offers;
}
const noPiece: Piece = { text: '', span: { start: 0, end: 0 }, word: '', roles: [] };
