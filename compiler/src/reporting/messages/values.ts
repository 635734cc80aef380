// The words of findings about values, their types and units: AV20xx.
import { define, didYouMean, names } from './define.ts';

/** A value that does not fit comes with the reason why another kind of value is due. */
export interface Misfit {
  readonly written: string;
  readonly found: string;
  readonly wanted: string;
  readonly because: string;
}

/** Which row says what such words say elsewhere. */
const elsewhere: Readonly<Record<string, string>> = {
  'of-clause':
    'A share of another price is a `rate` or a `price` (`price noshow: 50% of price course`), of a fee a `fee`, a `price` or a `credit`; what a surcharge or a discount is taken of stands behind `on`.',
  'of-window': 'Work of certain hours says `during` in the head.',
  'per-period': 'Over which period something is taken stands in the head: `per month`, or `each month`.',
  'per-step':
    'So much for each hour is a rate (`100/h`), in whole steps is counted by `count work each job: per started 1 h`; money for each hour that is missed is a `credit`.',
  'up-to': 'A value that depends on a quantity has steps (`95 up to 10, then 85`).',
  below: 'A value that depends on a quantity has steps (`95 below 10, then 85`).',
  on: 'What something is reckoned of stands behind the value of a `surcharge` or `discount`, and in the head of a `limit`.',
  'to-end-of':
    'To the end of a period run `notice`, `payment`, and what is bought (`10 h, valid to end of calendar year`).',
  'from-end-of': 'From the end of a period runs `payment`.',
  'before-end': 'Before the end of a term is given `notice`.',
  per: 'Behind `per` stands what the value is one of; what each credit comes to at most stands behind it (`credit down per server: 80, at most 50`).',
  during: 'When something holds stands in the head: `during core`.',
  times: 'As often as a number says is taken a rate or a price, in a `price`: `50% of rate work by booked`.',
  quantity: 'For so long is taken a rate, in a `price` (`100% of rate work for 2 h`), and so many months of a fee.',
  clause: 'Several prices are rows of their own; together are taken fees (`10% of fee server and fee user`).',
};

export const valueMessages = {
  'wrong-unit': define<Misfit>({
    code: 'AV2001',
    severity: 'error',
    title: 'Value of another kind',
    message: ({ written, found, wanted, because }) =>
      `\`${written}\` is ${found}, but here ${wanted} is due, because ${because}.`,
    label: ({ found }) => found,
    explanation:
      'Every value has a unit: money, a time, a number of pieces, a percentage, or the unit of a usage. A clause takes the kind of value that answers its question, and nothing is converted silently.',
    bad: 'rate work: 2 h',
    repair: 'rate work: 650/h',
  }),
  'unit-missing': define<{ written: string; spellings: readonly string[]; because: string }>({
    code: 'AV2002',
    severity: 'error',
    title: 'Number without unit',
    message: ({ written, because }) => `\`${written}\` of what? A unit is due here, because ${because}.`,
    label: () => 'no unit',
    help: ({ spellings }) => `Write ${names(spellings, 'or')}.`,
    explanation:
      'A number without unit is money where money is due, and pieces where pieces are counted. Everywhere else the unit is part of the value.',
    bad: 'clock elapsed\nrespond: 30',
    repair: 'clock elapsed\nrespond: 30 min',
  }),
  'unknown-unit': define<{
    unit: string;
    instead: string | undefined;
    known: readonly string[];
    period: string | undefined;
  }>({
    code: 'AV2003',
    severity: 'error',
    title: 'Unknown unit',
    message: ({ unit }) => `\`${unit}\` is no unit.`,
    label: () => 'no unit',
    help: ({ instead, known, period }) => {
      if (period !== undefined) return `For which period something is paid stands in the head, \`per ${period}\`.`;
      return instead === undefined
        ? `Times are written with ${names(['h', 'min', 's', 'days'])}${known.length === 0 ? '' : `, and this agreement has ${names(known)}`}.`
        : `Write \`${instead}\`.`;
    },
    explanation:
      'Times are in `h`, `min`, `s` and `days` (of 24 h); other units are those that a usage or a number is declared with (`usage driving in km`).',
    bad: 'clock elapsed\nrespond: 2 timer',
    repair: 'clock elapsed\nrespond: 2 h',
  }),
  'mixed-units': define<{ first: string; second: string }>({
    code: 'AV2004',
    severity: 'error',
    title: 'Units that do not add up',
    message: ({ first, second }) => `One amount cannot be both ${first} and ${second}.`,
    explanation: 'A compound amount such as `1 h 30 min` is a sum, and only amounts of one kind can be summed.',
    bad: 'clock elapsed\nusage driving in km\nrespond: 1 h 30 km',
    repair: 'clock elapsed\nusage driving in km\nrespond: 1 h 30 min',
  }),
  'other-currency': define<{ written: string; currency: string | undefined }>({
    code: 'AV2005',
    severity: 'error',
    title: 'Money in another currency',
    message: ({ written, currency }) =>
      `\`${written}\` is not the currency of the agreement${currency === undefined ? '' : `, which is ${currency}`}.`,
    help: () => 'Money is a number alone: all of an agreement is in its one currency.',
    explanation:
      'An agreement has one currency, said once. A price in another currency would need an exchange rate and its date.',
    bad: 'event callout\nprice callout: 595 EUR',
    repair: 'event callout\nprice callout: 595',
  }),
  'currency-said': define<{ written: string; number: string; currency: string | undefined }>({
    code: 'AV2006',
    severity: 'error',
    title: 'Currency in a price',
    message: ({ written, currency }) =>
      `\`${written}\` names the currency${currency === undefined ? '' : ` ${currency}`} again.`,
    help: ({ number }) => `Write \`${number}\`: all money is in the agreement's currency.`,
    explanation:
      'The currency is said once, in the settings. Prices are numbers alone, so that a column of them can be read at a glance.',
    bad: 'event callout\nprice callout: 595 kr',
    repair: 'event callout\nprice callout: 595',
  }),
  'not-a-value': define<{
    written: string;
    clause: string;
    wanted: string;
    because: string;
    guess?: string | undefined;
  }>({
    code: 'AV2007',
    severity: 'error',
    title: 'Not a value of this clause',
    message: ({ written, clause, wanted, because }) =>
      `\`${written}\` is no answer to \`${clause}\`: ${wanted} is due, because ${because}.`,
    help: ({ guess }) => didYouMean(guess),
    explanation:
      'Each kind of clause answers one kind of question, with an amount or with one of the words that stand for having no amount. Each of these words means something of its own.',
    bad: 'respond: included',
    repair: 'respond: no promise',
  }),
  'which-none': define<{ clause: string; words: readonly string[] }>({
    code: 'AV2008',
    severity: 'error',
    title: '`none` says too little',
    message: ({ clause }) =>
      `\`none\` says too little for \`${clause}\`, where a missing answer can mean several things.`,
    help: ({ words }) => `Write ${names(words, 'or')}.`,
    explanation:
      'An empty cell of a price sheet may mean that something costs nothing, is not sold, or is not promised. The language has a word for each; `none` is left for fees, allowances, start prices, surcharges, discounts and limits, where the row then says nothing for that column.',
    bad: 'respond: none',
    repair: 'respond: no promise',
  }),
  'too-many-values': define<{ written: string; clause: string }>({
    code: 'AV2009',
    severity: 'error',
    title: 'More than one value',
    message: ({ written, clause }) => `\`${clause}\` has its value already, and \`${written}\` cannot be added to it.`,
    label: () => 'one too many',
    help: () => 'Columns are separated by `|`; a comma goes on within one column.',
    explanation:
      'A column holds one value with what belongs to it (`25% of fee base, at most 70`). Two values in one column would be two answers.',
    bad: 'tiers Basis | Pro\nrate work: 650/h, 550/h',
    repair: 'tiers Basis | Pro\nrate work: 650/h | 550/h',
  }),
  'value-missing': define<{ clause: string; wanted: string; because: string }>({
    code: 'AV2010',
    severity: 'error',
    title: 'Value missing',
    message: ({ clause, wanted, because }) => `\`${clause}\` has no value here: ${wanted} is due, because ${because}.`,
    help: () => 'Write `?` for a value that is still to be agreed.',
    explanation:
      'Each column of a row has a value. What the text leaves to be agreed is written `to be agreed`, short `?`.',
    bad: 'limit work each job: before surcharges',
    repair: 'limit work each job: at least 500, before surcharges',
  }),
  'rate-per': define<{ written: string; subject: string; unit: string; instead: string }>({
    code: 'AV2011',
    severity: 'error',
    title: 'Price per another unit',
    message: ({ written, subject, unit }) =>
      `\`${written}\` does not price \`${subject}\`, which is counted in ${unit}.`,
    help: ({ instead }) => `Write the price as \`${instead}\`.`,
    explanation:
      'A rate is multiplied by the quantity of its subject: hours of an activity, kilometres or gigabytes of a usage. The unit behind the stroke must be one in which the subject is counted.',
    bad: 'usage driving in km\nrate driving: 4.50/h',
    repair: 'usage driving in km\nrate driving: 4.50/km',
  }),
  'rate-without-unit': define<{
    written: string;
    subject: string;
    unit: string;
    instead: string;
    mayBeLump?: boolean;
  }>({
    code: 'AV2012',
    severity: 'error',
    title: 'Price without unit',
    message: ({ written, subject, unit }) => `\`${written}\` per what? \`${subject}\` is priced by the ${unit}.`,
    label: () => 'per what?',
    help: ({ instead, mayBeLump }) =>
      `Write \`${instead}\`${mayBeLump === true ? '; where it is for all of the step, say of what: `each job`, `each visit`' : ''}.`,
    explanation:
      'A rate names the unit that it pays for (`650/h`, `100 per 30 min`, `4.50/km`). What costs the same however long it takes is an event with a `price`; a sum for all of a visit of up to four hours is a step: `rate work each visit, whole: 300 up to 4 h, then 600`.',
    bad: 'rate work: 650',
    repair: 'rate work: 650/h',
  }),
  'price-per': define<{ written: string; clause: string; subject: string; number: string; instead: string }>({
    code: 'AV2013',
    severity: 'error',
    title: 'Price per unit where each is priced',
    message: ({ written, clause, subject }) =>
      `\`${written}\` is a price per unit, but \`${clause}\` says what each \`${subject}\` costs.`,
    help: ({ number, instead }) => `Write \`${number}\`, or ${instead}.`,
    explanation:
      'An event has no length: it costs a sum each time it happens. The hours worked on the occasion are an activity with a rate of its own, and kilometres a `usage` in km, whose price may have steps: `price trip each visit, each part: 0 up to 15 km, then 14/km`.',
    bad: 'event callout\nprice callout: 650/h',
    repair: 'event callout\nprice callout: 650',
  }),
  'price-of-rate': define<{ written: string; clause: string }>({
    code: 'AV2027',
    severity: 'error',
    title: 'A price of so much time',
    message: ({ written, clause }) =>
      `\`${written}\` is money for time, and \`${clause}\` is money each time: nothing says for how long.`,
    help: ({ written }) =>
      `Say for how long, such as \`${written} for 1 h\`, or by which number (\`${written} by booked\`).`,
    explanation:
      'What happens has no length of its own. A price may be what a rate comes to for a time that the row states, or that a declared number does.',
    bad: 'rate work: 650/h\nevent cancelled\nprice cancelled: 50% of rate work',
    repair: 'rate work: 650/h\nevent cancelled\nprice cancelled: 50% of rate work for 2 h',
  }),
  'not-whole': define<{ written: string }>({
    code: 'AV2014',
    severity: 'error',
    title: 'Not a whole number',
    message: ({ written }) => `\`${written}\` does not come to a whole number of seconds, days or times.`,
    help: () => 'Times are counted in whole seconds, and days, units and periods in whole numbers.',
    explanation: 'Instants and durations are whole seconds; days, pieces and periods are whole numbers.',
    bad: 'clock elapsed\nrespond: 0.0001 h',
    repair: 'clock elapsed\nrespond: 1 s',
  }),
  'over-hundred': define<{ written: string; clause: string }>({
    code: 'AV2015',
    severity: 'error',
    title: 'More than the whole',
    message: ({ written, clause }) => `\`${clause}\` cannot be more than the whole, and \`${written}\` is.`,
    explanation:
      'A discount, a share that is carried over and a figure that is promised in percent lie between 0% and 100%.',
    bad: 'discount loyal: 110% on work',
    repair: 'discount loyal: 10% on work',
  }),
  'limits-crossed': define<{ least: string; most: string }>({
    code: 'AV2016',
    severity: 'error',
    title: 'At least more than at most',
    message: ({ least, most }) => `Nothing is both at least \`${least}\` and at most \`${most}\`.`,
    explanation: 'A lower bound above the upper bound leaves no amount that satisfies both.',
    bad: 'limit work each job: at least 500, at most 400, before surcharges',
    repair: 'limit work each job: at least 400, at most 500, before surcharges',
  }),
  'said-twice': define<{ written: string }>({
    code: 'AV2017',
    severity: 'error',
    title: 'Said twice',
    message: ({ written }) => `\`${written}\` says once more what was said already.`,
    label: () => 'said again',
    help: () => 'Keep one of them.',
    explanation: 'A clause has one scope, one period, one minimum and so on. Of two, neither can be preferred.',
    bad: 'count work each job: per started 15 min, per started 30 min',
    repair: 'count work each job: per started 15 min',
  }),
  'ladder-not-rising': define<{ written: string; before: string }>({
    code: 'AV2018',
    severity: 'error',
    title: 'Steps that do not rise',
    message: ({ written, before }) =>
      `The step to \`${written}\` comes after the one to \`${before}\` but does not reach further.`,
    help: () => 'Write the step with the lowest bound first.',
    explanation:
      'Steps of a ladder are written from the lowest to the highest, each beginning where the one before ends.',
    bad: 'rate work each month, whole: 90/h up to 30 h, 80/h up to 20 h, then 75/h',
    repair: 'rate work each month, whole: 90/h up to 20 h, 80/h up to 30 h, then 75/h',
  }),
  'ladder-open-ended': define<{ bound: string; last: string }>({
    code: 'AV2019',
    severity: 'error',
    title: 'Last step missing',
    message: ({ bound }) => `Nothing is said of what lies beyond \`${bound}\`.`,
    help: ({ last }) => `End with \`then\` and a value, such as \`${last}\`.`,
    explanation: 'A ladder answers for every quantity. The last step has no bound and begins with `then`.',
    bad: 'rate work each month, whole: 90/h up to 30 h, 80/h up to 50 h',
    repair: 'rate work each month, whole: 90/h up to 30 h, then 80/h',
  }),
  'ladder-step': define<{ written: string }>({
    code: 'AV2020',
    severity: 'error',
    title: 'Step without bound',
    message: ({ written }) => `\`${written}\` stands among steps, but does not say how far it reaches.`,
    help: () => 'Write `up to …` or `below …` after each step but the last, and `then` before the last.',
    explanation: 'In a ladder each value but the last says up to where it holds, and the last begins with `then`.',
    bad: 'rate work each month, whole: 90/h, then 75/h',
    repair: 'rate work each month, whole: 90/h up to 30 h, then 75/h',
  }),
  'no-ladder': define<{ written: string; clause: string }>({
    code: 'AV2021',
    severity: 'error',
    title: 'Steps where one value is due',
    message: ({ clause }) => `\`${clause}\` has one value, not one that changes with a quantity.`,
    help: () => 'Write a clause for each case, with `when … over …` in its head.',
    explanation:
      'Ladders belong to rates, prices, fees and approvals, whose quantity is known. Elsewhere a condition on a declared number says the same.',
    bad: 'number estimate in h\nrespond: 1 h up to 4 h, then 2 h',
    repair:
      'number estimate in h\nclock elapsed\nrespond when estimate up to 4 h: 1 h\nrespond when estimate over 4 h: 2 h',
  }),
  'ladder-of-what': define<{ clause: string; numbers: readonly string[] }>({
    code: 'AV2022',
    severity: 'error',
    title: 'Steps of what?',
    message: ({ clause }) => `\`${clause}\` has steps, but does not say of which number.`,
    help: ({ numbers }) =>
      numbers.length === 0
        ? 'Declare a number (`number estimate in h`) and say `by estimate` in the head.'
        : `Say \`by ${numbers[0]}\` in the head.`,
    explanation:
      'The steps of a rate are steps of the time worked; those of an approval are steps of a declared number, which the head names with `by`.',
    bad: 'number estimate in h\napprove: free up to 4 h, then notify',
    repair: 'number estimate in h\napprove by estimate: free up to 4 h, then notify',
  }),
  'unknown-clause': define<{ written: string; guess?: string | undefined; known: readonly string[] }>({
    code: 'AV2023',
    severity: 'error',
    title: 'No such clause',
    message: ({ written }) => `No clause answers \`${written}\`.`,
    help: ({ guess, known }) => didYouMean(guess, known),
    explanation: 'A value taken from another clause needs that clause to be there.',
    bad: 'rate work: 650/h\nactivity travel\nactivity patch\nrate travel: as patch',
    repair: 'rate work: 650/h\nactivity travel\nrate travel: as work',
  }),
  'answers-itself': define<{ chain: readonly string[] }>({
    code: 'AV2024',
    severity: 'error',
    title: 'Price that depends on itself',
    message: ({ chain }) =>
      chain.length === 1
        ? `${names(chain)} is taken from itself, so it has no value.`
        : `${names(chain)} are taken from one another, so none of them has a value.`,
    help: ({ chain }) =>
      chain.length === 1
        ? 'Write what is added to a price as a `surcharge`, and what is taken off as a `discount`.'
        : undefined,
    explanation: 'A chain of references must end at a value.',
    bad: 'activity travel\nrate work: as travel\nrate travel: as work',
    repair: 'activity travel\nrate work: 650/h\nrate travel: as work',
  }),
  'deadline-part': define<{ written: string; because: string }>({
    code: 'AV2025',
    severity: 'error',
    title: 'Does not belong to this deadline',
    message: ({ written, because }) => `\`${written}\` does not go with this deadline, because ${because}.`,
    explanation:
      '`before 12:00 counts today`, `at 10:00` and `at opening` say how business days begin and end. A time in hours has none of them.',
    bad: 'clock elapsed\nrespond: 2 h, before 12:00 counts today',
    repair: 'business days Mon-Fri\nrespond: 2 business days, before 12:00 counts today',
  }),
  'deadline-window': define<{ written: string }>({
    code: 'AV2026',
    severity: 'error',
    title: 'Opening of what?',
    message: ({ written }) => `\`${written}\` does not say of which window.`,
    help: () => 'Write `of` and a window, such as `at opening of core`.',
    explanation: 'An opening or a closing is that of a declared window.',
    bad: 'respond: at opening',
    repair: 'window core = Mon-Fri 08:00-16:00\nrespond: at opening of core',
  }),
  'says-nothing': define<{ written: string; place: 'behind' | 'beside'; other: string; says: string }>({
    code: 'AV2028',
    severity: 'error',
    title: 'Words that say nothing',
    message: ({ written, place, other }) => `\`${written}\` says nothing ${place} \`${other}\`.`,
    label: () => 'says nothing here',
    help: ({ says, written }) =>
      elsewhere[says]?.replace('per started 1 h', written) ?? 'Leave it out, or say it with a row of its own.',
    explanation:
      'Every word of a row counts for what the row comes to. Words that nothing is made of would be promised on paper and missing on the bill.',
    bad: 'rate work: 650/h\ncount work each job: at least 5 h per month',
    repair: 'rate work: 650/h\ncount work each job: at least 5 h',
  }),
};
