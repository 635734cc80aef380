// What a cell may say, by the kind of clause: its words without a number, and its phrases with placeholders.
import { kinds } from '@avtal/compiler';
import { type ClauseWord, type Keyword, keywords, type Role, type WordId } from '@avtal/grammar';
import { type Offer, wordOffer } from './offer.ts';
import { aboutOf, subjectsOf } from './subjects.ts';
import { perUnit, unitAfterNumber, unitsOf } from './units.ts';
import type { Where } from './where.ts';

/** A phrase that begins with a word of the language, or with a figure. */
interface Phrase {
  readonly begins: WordId | 'figure';
  readonly template: string;
  readonly detail?: string;
}

const phrase = (begins: Phrase['begins'], template: string, detail?: string): Phrase => ({
  begins,
  template,
  ...(detail === undefined ? {} : { detail }),
});

/** Figures as the kind of clause takes them, with an example in the first placeholder. */
export function figureOf(clause: ClauseWord, name: string | undefined, where: Where): string {
  const subject = where.compilation.model.findSubject(name ?? '')?.info;
  const [unit] = unitsOf(subject?.unit);
  switch (clause) {
    case 'rate':
      return `<650>/${perUnit(name, where)}`;
    case 'price':
      return subject?.kind === 'usage' ? `<3>/${perUnit(name, where)}` : '<595>';
    case 'start price':
      return '<1750>';
    case 'fee':
      return '<98>';
    case 'include':
      return `<2>${unit === undefined ? '' : unitAfterNumber(unit)}`;
    case 'draw':
      return unit === undefined ? '1 uses <2>' : `1${unitAfterNumber(unit)} uses <2>${unitAfterNumber(unit)}`;
    case 'count':
      return 'per started <15> min';
    case 'surcharge':
      return `+<50>% on <${pricedOf(where)}>`;
    case 'discount':
      return `<10>% on <${pricedOf(where)}>`;
    case 'index':
      return '<KPI> of <Oct>';
    case 'limit':
      return 'at least <500>, before surcharges';
    case 'target':
      return '<2> h';
    case 'decide':
      return `<${where.compilation.model.findDimension(name ?? '')?.values[0]?.id ?? 'high'}>`;
    case 'permit':
      return `only during <${windowOf(where) ?? 'service'}>`;
    case 'approve':
      return 'notify before start';
    case 'perform':
      return 'monthly';
    case 'credit':
      return '<10>% of fee';
    case 'promise':
      return promised(name, where);
    case 'term':
      return '<12> months';
    case 'notice':
      return '<3> months';
    case 'payment':
      return '<30> days';
    case 'interest':
      return '<12>% per year';
    case 'refund':
      return '<unused full months>';
    case 'require':
      return 'at least <1>';
  }
}

export const pricedOf = (where: Where): string => subjectsOf(where, ['activity', 'event', 'usage'])[0]?.name ?? 'work';
export const windowOf = (where: Where): string | undefined => where.names('window')[0]?.name;

/** A placeholder for a window, if there is one to name. */
const aWindow = (where: Where): string => `<${windowOf(where) ?? 'always'}>`;

/** A bound in the unit of the measure. */
function promised(name: string | undefined, where: Where, word?: string): string {
  const kind = where.compilation.model.findMeasure(name ?? '')?.info.unit.kind ?? 'percent';
  if (kind === 'percent') return `${word ?? 'at least'} <99.5>%`;
  return kind === 'time' ? `${word ?? 'at most'} <4> h` : `${word ?? 'at most'} <3>`;
}

/** Bands of what is measured, or of how late a ticket was. */
function creditSteps({ asked, pieces, compilation }: Where): readonly Phrase[] {
  const kind = compilation.model.findMeasure(asked?.name ?? '')?.info.unit.kind ?? 'time';
  const bound = kind === 'percent' ? '<99>%' : kind === 'time' ? '<4> h' : '<3>';
  const last = pieces.at(-1)?.text === ',' ? [phrase('lastStep', 'then none')] : [];
  return [phrase('below', `below ${bound}`), phrase('upTo', `up to ${bound}`), ...last];
}

function phrasesOf(clause: ClauseWord, where: Where): readonly Phrase[] {
  const { asked } = where;
  const figure = phrase('figure', figureOf(clause, asked?.name, where), kinds[clause].wanted.replaceAll('`', ''));
  const [unit] = unitsOf(where.compilation.model.findSubject(asked?.name ?? '')?.info.unit);
  const bound = unit === undefined ? '<10>' : `<10>${unitAfterNumber(unit)}`;
  const steps = (next: string) => [
    phrase('upTo', `up to ${bound}`),
    phrase('below', `below ${bound}`),
    ...(where.pieces.at(-1)?.text === ',' ? [phrase('lastStep', `then ${next}`)] : []),
  ];
  const step = figureOf(clause, asked?.name, where);
  const [fee] = where.names('fee');
  const isShare = where.pieces.at(-1)?.text === '%';
  const other = aboutOf(clause, where).find(({ name }) => name !== asked?.name)?.name;
  switch (clause) {
    case 'rate':
    case 'price':
      return [
        figure,
        ...(other === undefined ? [] : [phrase('as', `as <${other}>`)]),
        ...steps(step),
        ...(isShare ? [phrase('of', `of <${clause} ${other ?? pricedOf(where)}>`)] : []),
      ];
    case 'start price':
      return [
        figure,
        phrase('first', 'first <1> h of <work> included', 'The price buys this time of the work.'),
        // Behind `first` a quantity comes before it.
        ...(where.pieces.at(-1)?.text === 'first' ? [] : [phrase('of', 'of <work> included')]),
      ];
    case 'fee':
      return [
        figure,
        ...steps(step),
        ...(isShare ? [phrase('of', `of <fee${fee === undefined ? '' : ` ${fee.name}`}>`)] : []),
        phrase('atLeast', 'at least <50>'),
        phrase('atMost', 'at most <70>'),
      ];
    case 'include':
      return [
        figure,
        phrase('valid', 'valid <12> months'),
        phrase('fromFirstUse', 'from first use'),
        phrase('toEndOf', 'to end of <calendar year>'),
      ];
    case 'draw':
      return [figure, phrase('uses', `uses <2>${unit === undefined ? '' : unitAfterNumber(unit)}`)];
    case 'count':
      return [
        ...(['perStarted', 'perNearest', 'perCompleted', 'atLeast', 'freeFirst', 'freeIfUpTo', 'grace'] as const).map(
          (id) => phrase(id, `${wordOffer(id).label} <15> min`),
        ),
        ...steps('per started <15> min'),
      ];
    case 'surcharge':
      return [
        figure,
        phrase('figure', `x<1.5> on <${pricedOf(where)}>`, 'So many times the price.'),
        phrase('on', `on <${pricedOf(where)}>`),
      ];
    case 'discount':
      return [figure, phrase('on', `on <${pricedOf(where)}>`)];
    case 'index':
      return [
        figure,
        phrase('figure', '<80>% of <KPI> of <Oct>', 'So much of the change of the index.'),
        phrase('figure', '<KPI> of <Oct> +<2>%', 'Points on the change of the index.'),
        phrase('figure', '<3>%', 'The same each year.'),
        ...(isShare ? [phrase('of', 'of <KPI> of <Oct>')] : []),
        phrase('atLeast', 'at least <0>%'),
        phrase('atMost', 'at most <3>%'),
        phrase('onlyOver', 'only over <3>%'),
        phrase('after', 'after <12> months'),
        phrase('roundedTo', 'rounded to <1>'),
        phrase('from', 'from <2025-10>', 'What the first change is counted from.'),
      ];
    case 'limit':
      return [
        phrase('atLeast', 'at least <500>'),
        phrase('atMost', 'at most <6000>'),
        phrase('beforeSurcharges', 'before surcharges'),
        phrase('afterSurcharges', 'after surcharges'),
      ];
    case 'target':
      return [
        figure,
        phrase('figure', '<4> business days', 'On the business days of the agreement.'),
        phrase('of', `of ${aWindow(where)}`),
        phrase('elapsed', 'elapsed'),
        phrase('atOpening', 'at opening'),
        phrase('atClosing', `at closing of ${aWindow(where)}`),
        phrase('at', 'at <17:00>'),
        phrase('sameDay', 'same day'),
        phrase('nextDay', 'next day'),
        phrase('before', 'before <12:00> counts today'),
        phrase('countsToday', 'counts today'),
        phrase('earliestOf', 'earliest of (<4> h, at <17:00> same day)'),
        phrase('latestOf', 'latest of (<4> h, at <17:00> same day)'),
        phrase('aim', 'aim <4> h'),
      ];
    case 'decide':
      return [];
    case 'permit':
      return [
        phrase('onlyDuring', `only during ${aWindow(where)}`),
        phrase('notDuring', `not during ${aWindow(where)}`),
        phrase('with', 'with <1> h notice'),
        phrase('after', 'after <90> days'),
        phrase('notice', 'notice'),
      ];
    case 'approve':
      return [
        phrase('upTo', 'up to <4> h'),
        phrase('below', 'below <4> h'),
        phrase('lastStep', 'then notify before start'),
      ];
    case 'credit':
      return [
        figure,
        ...creditSteps(where),
        ...(isShare ? [phrase('of', `of <fee${fee === undefined ? '' : ` ${fee.name}`}>`)] : []),
        phrase('perStarted', 'per started <1> h', 'So much for each step.'),
        phrase('plus', 'plus <10>% of fee', 'Given besides.'),
        phrase('atLeast', 'at least <10>'),
        phrase('atMost', 'at most <50>% of fee'),
      ];
    case 'promise':
      return [
        phrase('atLeast', promised(asked?.name, where)),
        phrase('atMost', promised(asked?.name, where, 'at most')),
        phrase('aim', `aim ${promised(asked?.name, where)}`),
      ];
    case 'term':
      return [
        figure,
        phrase('renewsFor', 'renews for <12> months'),
        phrase('lastStep', 'then without end'),
        phrase('withoutEnd', 'without end'),
      ];
    case 'notice':
      return [figure, phrase('beforeEnd', 'before end'), phrase('toEndOf', 'to end of <month>')];
    case 'payment':
      return [
        figure,
        phrase('toEndOf', 'to end of <month>'),
        phrase('fromEndOf', 'from end of <month>', 'Counted from the end of the month of the invoice.'),
        phrase('discount', 'discount <2>% if paid within <8> days', 'So much less for who pays so soon.'),
      ];
    case 'interest':
      return [
        figure,
        phrase('per', 'per year'),
        phrase('figure', '<ECB> +<8>%', 'Points on a rate that others publish.'),
      ];
    case 'refund':
      return [phrase('figure', '<50>% of unused days', 'A part of it.')];
    case 'require':
      return [phrase('atLeast', 'at least <1>'), phrase('atMost', 'at most <10>')];
    case 'perform':
      return [
        phrase('figure', '<4> per <contract year>', 'So many times in each period.'),
        phrase('atLeast', 'at least <4> per <12 months>'),
        phrase('per', 'per <contract year>'),
      ];
  }
}

/** Every kind's value may also stand elsewhere. */
const everywhere: readonly WordId[] = ['see', 'toBeAgreed'];
const idOf = new Map<string, WordId>(keywords.map(({ en, id }) => [en, id]));

/** What the cell may say here. Words of the language that do not fit the clause are left out. */
export function valueOffers(where: Where): readonly Offer[] {
  const { asked, following } = where;
  if (asked === undefined) return [];
  const { clause } = asked;
  const expected = new Map(following.keywords.map((keyword) => [keyword.id, keyword]));
  const phrases = phrasesOf(clause, where).flatMap((one): Offer[] => {
    if (one.begins !== 'figure')
      return expected.has(one.begins) ? [wordOffer(one.begins, { template: one.template })] : [];
    const fits = following.literals.includes('number') && following.literals.includes('factor') && isCellStart(where);
    return fits
      ? [
          {
            label: one.template.replace(/[<>]/g, ''),
            kind: 'value',
            template: one.template,
            word: '',
            ...(one.detail === undefined ? {} : { detail: one.detail }),
          },
        ]
      : [];
  });
  const words = kinds[clause].words.flatMap((word): Offer[] => {
    const id = idOf.get(word);
    return id !== undefined && expected.has(id) ? [wordOffer(id, { kind: 'value', ...template(id) })] : [];
  });
  const see = ['permit', 'approve', 'decide', 'draw', 'limit', 'discount', 'count'].includes(clause) ? [] : everywhere;
  const more = see.flatMap((id) =>
    expected.has(id) && !words.some(({ label }) => label === wordOffer(id).label)
      ? [wordOffer(id, { kind: 'value', ...template(id) })]
      : [],
  );
  return [...phrases, ...words, ...more];
}

function template(id: WordId): Partial<Offer> {
  if (id === 'see') return { template: 'see "<Document>"' };
  return id === 'toBeAgreed' ? { template: 'to be agreed <name>' } : {};
}

const isCellStart = ({ pieces }: Where): boolean => [':', '|', ',', 'then'].includes(pieces.at(-1)?.text ?? '');

/** What is offered in a cell by the kind of its clause alone. */
const ofValues: readonly Role[] = ['value', 'phrase', 'tail', 'head', 'unit'];

/** Whether a word of the language is offered in a cell because it may follow there. */
export function isJoint({ roles }: Keyword, { following }: Where): boolean {
  // Windows have words of their own.
  return following.names.includes('window') || !roles.some((role) => ofValues.includes(role));
}
