// What an example can expect: of what, for which period, and what comes out.
import { kinds, type NameSymbol } from '@avtal/compiler';
import type { ClauseWord, WordId } from '@avtal/grammar';
import { clauseWords } from './clauses.ts';
import { dayAt } from './dates.ts';
import { symbolOffer } from './known.ts';
import { type Offer, wordOffer } from './offer.ts';
import { aboutOf } from './subjects.ts';
import { unitAfterNumber, unitsOf } from './units.ts';
import { figureOf } from './values.ts';
import type { Where } from './where.ts';

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
    {
      what: 'notified',
      rest: ` <${subject}> <${month}>: <${day}> <09:30>`,
      detail: 'When the allowance is told to be low.',
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

const notInSituations: readonly ClauseWord[] = ['discount', 'perform', 'term', 'notice', 'payment', 'require'];

/** The answer of each kind of clause that there is, in one situation. */
function answers(where: Where, day: string): readonly Expected[] {
  const { names, model } = where.compilation;
  const heads = model.rows.flatMap(({ node }) =>
    node.kind === 'clause' ? [node.head] : node.kind === 'table' ? node.columns : [],
  );
  const stated = new Set(heads.map((head) => head.clause));
  return clauseWords.flatMap(([, clause]): Expected[] => {
    if (!stated.has(clause) || notInSituations.includes(clause)) return [];
    const states = (symbol: NameSymbol) => names.placesOf(symbol).some((use) => use.states === clause);
    const name = clause === 'start price' ? undefined : aboutOf(clause, where).find(states)?.name;
    const value = figureOf(clause, name, where).replace(/ on <[^>]*>/, '');
    const rest = `${name === undefined ? '' : ` <${name}>`} at <${day}> <10:00>: ${value}`;
    const detail = `The answer of \`${clause}\` in one situation: ${kinds[clause].wanted.replaceAll('`', '')}.`;
    return [{ what: clause, rest, detail }];
  });
}

/** What the names of such amounts stand for. */
const named: Readonly<Record<string, readonly NameSymbol['kind'][]>> = {
  fee: ['fee'],
  surcharge: ['surcharge'],
  discount: ['discount'],
  refund: ['fee'],
  credit: ['target', 'number'],
};

/** Of what something is expected. */
export function expectedOf(where: Where): readonly Offer[] {
  const [what, second] = where.pieces.slice(1);
  const all = (...of: Parameters<Where['names']>) => where.names(...of).map((symbol) => symbolOffer(symbol, where));
  if (what === undefined) return [];
  if (second !== undefined) return all(...(named[second.text] ?? []));
  if (what.text === 'cost' || what.text === 'invoice')
    return [
      ...all('activity', 'event', 'usage'),
      ...(['fee', 'startPrice', 'surcharge', 'discount', 'limit', 'credit', 'refund'] as const).map((id) =>
        wordOffer(id),
      ),
      { label: 'credits', kind: 'keyword', detail: 'All that is credited, together.' },
    ];
  if (['counted', 'balance', 'carried', 'notified'].includes(what.text)) return all('activity', 'event', 'usage');
  if (what.text === 'openings' || what.text === 'open') return all('window');
  if (what.text === 'perform') return all('duty');
  if (what.text === 'units') return all('unit');
  if (what.text === 'permitted') return all('matter', 'activity', 'event');
  const clause = Object.hasOwn(kinds, what.text) ? (what.text as ClauseWord) : undefined;
  return clause === undefined ? all('ticket') : aboutOf(clause, where).map((symbol) => symbolOffer(symbol, where));
}

const outcomes = ['met', 'missed', 'pending', 'running', 'paused', 'noPromise', 'bestEffort', 'undecided'] as const;

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
  if (compilation.model.findMeasure(what) !== undefined)
    return isStart ? words('kept', 'missed', 'nothingToMeasure', 'noPromise', 'bestEffort', 'running') : [];
  if (what === 'permitted') return isStart ? [moment, ...words('never')] : [];
  if (what === 'cost' || what === 'invoice') return isStart ? words('cannotBePriced') : words('withVat');
  return words('due', 'done', 'short', 'late');
}
