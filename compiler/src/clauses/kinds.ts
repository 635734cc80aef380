// The kinds of clause: what each is about, which head parts it takes, what its values are and why. One row per kind.
import type { ClauseWord, HeadPart } from '@avtal/grammar';
import type { SubjectKind } from '../model.ts';

export type PartKind = HeadPart['kind'];

/** What stands between the keyword and the head's parts. */
export type About =
  | {
      readonly how: 'subject';
      readonly kinds: readonly SubjectKind[];
      readonly otherwise?: 'work';
      /** Whether a row may say behind `on` what it is about. */
      readonly needed?: false;
    }
  | { readonly how: 'name'; readonly needed: boolean }
  | { readonly how: 'choice' }
  | { readonly how: 'target' }
  | { readonly how: 'party' }
  | { readonly how: 'measure' }
  /** A measure, or a target. */
  | { readonly how: 'outcome' }
  | { readonly how: 'credits' };

export interface Kind {
  readonly about: About;
  /** Head parts beside the conditions, which every kind takes. */
  readonly parts: readonly PartKind[];
  /** What a value may say beside figures: for "did you mean", completion, and whether a cell may be blank (`none`). */
  readonly words: readonly string[];
  /** Completes "here … is due". */
  readonly wanted: string;
  /** Completes "because …"; `it` is what the clause is about, `unit` what one of it is called (`hour`, `km`). */
  readonly because: (it: string, unit: string) => string;
}

/** Parts that say when a clause holds. */
export const conditions: readonly PartKind[] = [
  'during',
  'outside',
  'when',
  'for',
  'from',
  'until',
  'before',
  'first',
  'by',
];

/** Kinds whose scope may be cut by periods: `each person per month`. */
export const scopedKinds: readonly ClauseWord[] = ['rate', 'price', 'count', 'surcharge', 'discount', 'limit'];

const priced: readonly SubjectKind[] = ['activity', 'event', 'usage'];

export const kinds: Readonly<Record<ClauseWord, Kind>> = {
  rate: {
    about: { how: 'subject', kinds: ['activity', 'usage'] },
    parts: ['each', 'each-part', 'whole'],
    words: ['included', 'not offered', 'on request', 'at cost', 'to be agreed'],
    wanted: 'money per unit (`650/h`)',
    because: (it, unit) => `\`rate\` says what each ${unit} of \`${it}\` costs`,
  },
  price: {
    about: { how: 'subject', kinds: ['event', 'usage'] },
    parts: ['each', 'each-part', 'whole'],
    words: ['included', 'not offered', 'on request', 'at cost', 'to be agreed'],
    wanted: 'money (`595`)',
    because: (it) => `\`price\` says what each \`${it}\` costs`,
  },
  'start price': {
    about: { how: 'subject', kinds: ['activity'], otherwise: 'work' },
    parts: ['each'],
    words: ['included', 'not offered', 'on request', 'to be agreed', 'none'],
    wanted: 'money (`1750`)',
    because: (it) => `\`start price\` says what it costs that \`${it}\` begins at all`,
  },
  fee: {
    about: { how: 'name', needed: false },
    parts: ['per', 'once', 'in-advance', 'in-arrears', 'each-part', 'whole'],
    words: ['included', 'not offered', 'on request', 'at cost', 'to be agreed', 'none'],
    wanted: 'money (`98`)',
    because: () => '`fee` says what is paid for each period, or once',
  },
  include: {
    about: { how: 'subject', kinds: priced },
    parts: ['per', 'each', 'in-any'],
    words: ['unlimited', 'not offered', 'on request', 'to be agreed', 'none'],
    wanted: 'a quantity',
    because: (it) => `\`include\` says how much of \`${it}\` each period contains`,
  },
  draw: {
    about: { how: 'subject', kinds: priced },
    parts: [],
    words: ['not usable', 'to be agreed'],
    wanted: 'a factor (`1 h uses 2 h`) or `not usable`',
    because: (it) => `\`draw\` says how much of the allowance \`${it}\` uses`,
  },
  count: {
    about: { how: 'subject', kinds: priced, otherwise: 'work' },
    parts: ['each', 'across', 'each-part'],
    words: ['exact', 'to be agreed'],
    wanted: 'a rule (`per started 15 min`, `at least 1 h`)',
    because: (it) => `\`count\` says how much of \`${it}\` is charged`,
  },
  surcharge: {
    about: { how: 'name', needed: true },
    parts: ['each', 'each-part', 'whole', 'on'],
    words: ['included', 'not offered', 'on request', 'to be agreed', 'none'],
    wanted: 'a percentage, a factor or money (`+50%`, `x1.5`, `+100/h`)',
    because: () => '`surcharge` says what is added to a price',
  },
  discount: {
    about: { how: 'name', needed: false },
    parts: ['each', 'each-part', 'whole', 'on'],
    words: ['to be agreed', 'none'],
    wanted: 'a percentage, a fraction or money (`10% on work`, `1/12 on fee`, `50/h on work`)',
    because: () => '`discount` says which part of a price is taken off',
  },
  index: {
    about: { how: 'name', needed: false },
    parts: ['each', 'each-day', 'on'],
    words: ['to be agreed', 'none'],
    wanted: 'an index or a percentage (`KPI of Oct`, `80% of KPI of Oct`, `3%`)',
    because: () => '`index` says how prices change each year',
  },
  limit: {
    about: { how: 'subject', kinds: priced, needed: false },
    parts: ['each', 'on'],
    words: ['to be agreed', 'none'],
    wanted: '`at least …` or `at most …` with money',
    because: (it) => `\`limit\` says how little or how much \`${it}\` may come to`,
  },
  credit: {
    about: { how: 'outcome' },
    parts: ['each', 'per', 'each-part', 'whole'],
    words: ['to be agreed', 'none'],
    wanted: 'money or a percentage of a fee (`500`, `10% of fee hosting`, `5% of fee per started 1 h`)',
    because: (it) => `\`credit\` says what is given back for \`${it}\``,
  },
  target: {
    about: { how: 'target' },
    parts: [],
    words: ['no promise', 'best effort', 'not offered', 'to be agreed'],
    wanted: 'a time (`2 h`, `30 min`)',
    because: (it) => `\`${it}\` says by when something is done`,
  },
  promise: {
    about: { how: 'measure' },
    parts: [],
    words: ['no promise', 'best effort', 'to be agreed'],
    wanted: '`at least …` or `at most …` (`at least 99.5%`, `at most 4 h`)',
    because: (it) => `\`promise\` says what \`${it}\` comes to at least or at most`,
  },
  decide: {
    about: { how: 'choice' },
    parts: [],
    words: ['to be agreed'],
    wanted: 'a value of the choice',
    because: (it) => `\`decide\` says which value \`${it}\` has`,
  },
  permit: {
    about: { how: 'subject', kinds: ['matter', 'activity', 'event'] },
    parts: [],
    words: ['freely', 'not at all', 'to be agreed'],
    wanted: '`only during …`, `not during …`, `with 1 h notice`, `freely` or `not at all`',
    because: (it) => `\`permit\` says when \`${it}\` is allowed`,
  },
  approve: {
    about: { how: 'subject', kinds: ['activity', 'event'], otherwise: 'work' },
    parts: [],
    words: ['free', 'notify', 'notify before start', 'approve before start', 'to be agreed'],
    wanted: '`free`, `notify`, `notify before start` or `approve before start`',
    because: (it) => `\`approve\` says who must be asked before \`${it}\` begins`,
  },
  perform: {
    about: { how: 'name', needed: true },
    parts: ['per'],
    words: ['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'included', 'to be agreed', 'none'],
    wanted: 'a frequency (`weekly`, `4 per contract year`)',
    because: (it) => `\`perform\` says how often \`${it}\` is done`,
  },
  term: {
    about: { how: 'name', needed: false },
    parts: ['per'],
    words: ['without end', 'to be agreed', 'none'],
    wanted: 'a number of months (`12 months`) or `without end`',
    because: () => '`term` says how long the parties are bound',
  },
  notice: {
    about: { how: 'party' },
    parts: ['per'],
    words: ['to be agreed', 'none'],
    wanted: 'a length (`3 months`, `30 days`)',
    because: () => '`notice` says how long before it must be told',
  },
  payment: {
    about: { how: 'name', needed: false },
    parts: [],
    words: ['to be agreed'],
    wanted: 'a length of time (`30 days`, `20 days from end of month`)',
    because: () => '`payment` says by when an invoice is to be paid',
  },
  interest: {
    about: { how: 'name', needed: false },
    parts: [],
    words: ['to be agreed', 'none'],
    wanted: 'a percentage (`12% per year`), or what is added to a rate that others publish (`ECB +8%`)',
    because: () => '`interest` says what is paid late bears',
  },
  refund: {
    about: { how: 'name', needed: false },
    parts: [],
    words: ['unused days', 'unused full months', 'not at all', 'to be agreed'],
    wanted: '`unused days`, `unused full months`, a part of it (`50% of unused days`) or `not at all`',
    because: () => '`refund` says what of a period that was paid in advance comes back',
  },
  require: {
    about: { how: 'subject', kinds: ['unit'] },
    parts: ['per'],
    words: ['to be agreed', 'none'],
    wanted: '`at least …` or `at most …` with a number',
    because: (it) => `\`require\` says how many \`${it}\` there must be`,
  },
};

/** `limit credits per month: at most 50% of fee`: of all credits together. */
export const creditLimit: Kind = {
  about: { how: 'credits' },
  parts: ['per'],
  words: ['to be agreed', 'none'],
  wanted: '`at most …` or `at least …` with money or a percentage of a fee (`at most 50% of fee`), or `none below …`',
  because: () => '`limit credits` says what all credits of a period may come to',
};

/** Completes "it is …, not `rate`": how each kind of subject is priced or ruled. */
export const instead: Readonly<Record<SubjectKind, string>> = {
  activity: 'priced with `rate`',
  event: 'priced with `price`',
  usage: 'priced with `rate`',
  unit: 'priced with `fee … per`',
  matter: 'ruled by `permit`',
};

export const subjectWord: Readonly<Record<SubjectKind, string>> = {
  activity: 'an activity',
  event: 'an event',
  usage: 'a usage',
  unit: 'a unit',
  matter: 'a matter',
};
