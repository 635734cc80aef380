// Rows of orders and examples: what is bound, what happened, and what is expected, with the days of the example.
import { kinds, type NameSymbol } from '@avtal/compiler';
import type { ClauseWord, NameRole, Piece, WordId } from '@avtal/grammar';
import { clauseWords } from './clauses.ts';
import { dayAt, firstDay } from './dates.ts';
import { aboutOf, attributes, namesFor, symbolOffer } from './names.ts';
import { type Offer, wordOffer } from './offer.ts';
import { unitAfterNumber, unitsOf } from './units.ts';
import { figureOf } from './values.ts';
import type { Where } from './where.ts';

const row = (id: WordId, template: string, more: Partial<Offer> = {}): Offer =>
  wordOffer(id, { kind: 'clause', template, ...more });

/** Rows of an order, the missing ones first. */
export function orderRows(where: Where): readonly Offer[] {
  const { customer } = where;
  const said = new Set((customer?.items ?? []).flatMap((item) => (item.kind === 'binding' ? [item.name.text] : [])));
  const dates = (['from', 'until'] as const)
    .filter((id) => !said.has(id))
    .map((id) =>
      row(id, `${id} <${id === 'from' ? firstDay(where) : `${firstDay(where).slice(0, 4)}-12-31`}>`, {
        detail: id === 'from' ? 'Its first day.' : 'Its last day, included.',
      }),
    );
  const bindings = namesFor('bound', where).map((offer): Offer => ({ ...offer, kind: 'clause' }));
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
  return [...bindings, ...dates, ...opens, ...units];
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
    ...(duty === undefined ? [] : [row('performed', `performed <${duty.name}> <${day}>`)]),
  ];
  return [...orderRows(where), ...facts, ...others, ...expectations(where, true)];
}

interface Expected {
  readonly what: string;
  readonly rest: string;
  readonly detail: string;
}

/** Everything that can be expected; as whole rows, or behind `expect`. */
export function expectations(where: Where, wholeRow: boolean): readonly Offer[] {
  const list = expected(where);
  return list.map(({ what, rest, detail }) => ({
    label: wholeRow ? `expect ${what}` : what,
    kind: wholeRow ? 'clause' : 'keyword',
    detail,
    documentation: `Fails when something else comes out. ${detail}`,
    template: `${wholeRow ? 'expect ' : ''}${what}${rest}`,
    word: wholeRow ? 'expect' : what,
  }));
}

function expected(where: Where): readonly Expected[] {
  const day = dayAt(where);
  const month = day.slice(0, 7);
  const { model } = where.compilation;
  const first = (kind: Parameters<Where['names']>[0]) => where.names(kind)[0]?.name;
  const subject = first('activity') ?? 'work';
  const unit = unitsOf(model.findSubject(subject)?.info.unit)[0] ?? 'h';
  const amounts: readonly Expected[] = [
    { what: 'cost', rest: ` <${month}>: <0>`, detail: 'What was delivered in the period, without VAT.' },
    { what: 'invoice', rest: ` <${month}>: <0>`, detail: 'What is invoiced in the period, without VAT.' },
    {
      what: 'counted',
      rest: ` <${subject}> <${month}>: <2>${unitAfterNumber(unit)}`,
      detail: 'What counts as used, before allowances.',
    },
    {
      what: 'balance',
      rest: ` <${subject}> <${day}>: <0>${unitAfterNumber(unit)}`,
      detail: 'What is left of the allowance at the end of that day.',
    },
    {
      what: 'carried',
      rest: ` <${subject}> <${day}>: <0>${unitAfterNumber(unit)}`,
      detail: 'What moves on to the next period.',
    },
  ];
  const targets = where.names('target').map(
    ({ name }): Expected => ({
      what: name,
      rest: ` <${first('ticket') ?? 'T1'}>: <met>`,
      detail: 'When it is due, or how it ended.',
    }),
  );
  const [window, duty, held, matter] = [first('window'), first('duty'), first('unit'), first('matter')];
  const others: readonly (Expected | undefined)[] = [
    window === undefined
      ? undefined
      : { what: 'openings', rest: ` <${window}> <${month}>: <1>`, detail: 'How often the window opens.' },
    window === undefined
      ? undefined
      : { what: 'open', rest: ` <${window}> <${month}>: <1> h`, detail: 'How long the window is open.' },
    duty === undefined
      ? undefined
      : {
          what: 'perform',
          rest: ` <${duty}> <${day.slice(0, 4)}>: <4> due, <4> done`,
          detail: 'How often the duty was due and done.',
        },
    held === undefined
      ? undefined
      : { what: 'units', rest: ` <${held}> <${month}>: <1>`, detail: 'How many units the period has.' },
    matter === undefined
      ? undefined
      : {
          what: 'permitted',
          rest: ` <${matter}> after <${day}> <10:00>: <never>`,
          detail: 'From when it is permitted.',
        },
  ];
  return [...amounts, ...targets, ...others.filter((one) => one !== undefined), ...answers(where, day)];
}

/** The answer of each kind of clause that there is, in one situation. */
function answers(where: Where, day: string): readonly Expected[] {
  const { names, model } = where.compilation;
  const heads = model.rows.flatMap(({ node }) =>
    node.kind === 'clause' ? [node.head] : node.kind === 'table' ? node.columns : [],
  );
  const stated = new Set(heads.map((head) => head.clause));
  return clauseWords.flatMap(([, clause]): Expected[] => {
    if (!stated.has(clause) || clause === 'discount' || clause === 'perform') return [];
    const states = (symbol: NameSymbol) => names.placesOf(symbol).some((use) => use.states === clause);
    const name = clause === 'start price' ? undefined : aboutOf(clause, where).find(states)?.name;
    const value = figureOf(clause, name, where).replace(/ on <[^>]*>/, '');
    const rest = `${name === undefined ? '' : ` <${name}>`} at <${day}> <10:00>: ${value}`;
    const detail = `The answer of \`${clause}\` in one situation: ${kinds[clause].wanted.replaceAll('`', '')}.`;
    return [{ what: clause, rest, detail }];
  });
}

/** Of what something is expected. */
export function expectedOf(where: Where): readonly Offer[] {
  const [what, second] = where.pieces.slice(1);
  const all = (...of: Parameters<Where['names']>) => where.names(...of).map((symbol) => symbolOffer(symbol, where));
  if (what === undefined) return [];
  if (second !== undefined)
    return ['fee', 'surcharge', 'discount'].includes(second.text)
      ? all(second.text === 'fee' ? 'fee' : second.text === 'surcharge' ? 'surcharge' : 'discount')
      : [];
  if (what.text === 'cost' || what.text === 'invoice')
    return [
      ...all('activity', 'event', 'usage'),
      ...(['fee', 'startPrice', 'surcharge', 'discount', 'limit'] as const).map((id) => wordOffer(id)),
    ];
  if (['counted', 'balance', 'carried'].includes(what.text)) return all('activity', 'event', 'usage');
  if (what.text === 'openings' || what.text === 'open') return all('window');
  if (what.text === 'perform') return all('duty');
  if (what.text === 'units') return all('unit');
  if (what.text === 'permitted') return all('matter');
  const clause = Object.hasOwn(kinds, what.text) ? (what.text as ClauseWord) : undefined;
  return clause === undefined ? all('ticket') : aboutOf(clause, where).map((symbol) => symbolOffer(symbol, where));
}

const outcomes = [
  ...(['met', 'missed', 'pending', 'running', 'paused', 'noPromise', 'bestEffort', 'undecided'] as const),
] as const;

/** What comes out: behind the colon of an expectation that is no answer of a clause. */
export function outcomeOffers(where: Where): readonly Offer[] {
  const { pieces, inValue, asked, following, compilation } = where;
  const what = pieces[1]?.text ?? '';
  if (pieces[0]?.word !== 'expect' || !inValue || asked !== undefined) return [];
  const moment = {
    label: `${dayAt(where)} 10:00`,
    kind: 'date',
    template: `<${dayAt(where)}> <10:00>`,
    word: '',
  } as const;
  const fits = (id: WordId) => following.keywords.some((keyword) => keyword.id === id);
  const words = (...ids: readonly WordId[]) => ids.filter(fits).map((id) => wordOffer(id, { kind: 'value' }));
  const isStart = pieces.at(-1)?.text === ':';
  if (compilation.names.find('target', what) !== undefined) return isStart ? [moment, ...words(...outcomes)] : [];
  if (what === 'permitted') return isStart ? [moment, ...words('never')] : [];
  if (what === 'cost' || what === 'invoice') return isStart ? words('cannotBePriced') : words('withVat');
  return words('due', 'done', 'short', 'late');
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
