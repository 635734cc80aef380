// What people write out of habit, from other price lists and other languages, and the words that the language has for it.
import * as t from '../words/tokens.ts';

/** Words that rows begin with in the languages of its neighbours, or in English otherwise. */
const rowWords: ReadonlyMap<string, string> = new Map(
  [
    ['vat', 'mva moms merverdiavgift mervärdesskatt mwst ust btw'],
    ['rate', 'timepris timesats timeprisen timpris timtaxa stundensatz uurtarief sats'],
    ['price', 'pris priser preis prijs cost'],
    ['fee', 'avgift månedspris månadsavgift abonnement gebühr'],
    ['surcharge', 'tillegg tillägg zuschlag toeslag'],
    ['discount', 'rabatt rabat korting'],
    ['currency', 'valuta währung'],
    ['holidays', 'helligdager helgdagar helligdage feiertage feestdagen'],
    ['payment', 'betaling betalning zahlung'],
    ['timezone', 'tidssone tidszon tidszone zeitzone tijdzone'],
    ['provider', 'leverandør leverantör anbieter leverancier'],
    ['language', 'språk sprog sprache taal'],
    ['respond', 'responstid svartid reaktionszeit reactietijd'],
    ['resolve', 'løsningstid lösningstid'],
  ].flatMap(([word = '', written = '']) => written.split(' ').map((one): [string, string] => [one, word])),
);

const periods = /^(?:måned|månad|monat|maand|år|jahr|jaar|kvartal|uke|vecka)$/i;

/** The word that a row begins with, for one that people begin it with; what is paid for each period is a fee. */
export function rowWordFor([first, ...others]: readonly t.Token[]): string | undefined {
  const word = rowWords.get(first?.image.toLowerCase() ?? '');
  const isForPeriod = others.some(
    (token, at) => t.isA(others[at - 1], t.K.per) && (t.isA(token, t.PeriodUnit) || periods.test(token.image)),
  );
  return word === 'price' && isForPeriod ? 'fee' : word;
}

/** What people say, and the words that the language has for it. */
export const said: readonly (readonly [written: string, kind: t.Token['tokenType'], text: string])[] = [
  ['working days', t.K.businessDays, 'business days'],
  ['working day', t.K.businessDays, 'business day'],
  ['work days', t.K.businessDays, 'business days'],
  ['when', t.K.while, 'while'],
  ['while', t.K.when, 'when'],
  ['if', t.K.when, 'when'],
  ...['min', 'minimum', 'minst', 'mindst', 'mindestens'].map((word) => [word, t.K.atLeast, 'at least'] as const),
  ...['max', 'maximum', 'maks', 'høyst', 'højst', 'högst'].map((word) => [word, t.K.atMost, 'at most'] as const),
  ['renews', t.K.renewsFor, 'renews for'],
  ['=', t.Colon, ':'],
];

/** What people write for something that the language has another form for, with that form; what exactly, a person says. */
export const forms: readonly (readonly [written: RegExp, message: string, help: string])[] = [
  [/^24 \/ 7\b/, 'All hours of all days are `always`.', 'Write `always`, or `daily 00:00-24:00`.'],
  [
    /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day to (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/i,
    'Days of the week are written `Mon Tue Wed Thu Fri Sat Sun`, with a hyphen from one to another.',
    'Write `Mon-Fri 08:00-16:00`.',
  ],
  [
    /^\d{1,2}(?: : \d\d)? ?(?:am|pm)\b/i,
    'Clocks have 24 hours and a colon.',
    'Write `08:00` for 8 am and `16:00` for 4 pm.',
  ],
  [
    /^next (?:business|working) day\b/i,
    '`next business day` does not say until when on that day.',
    'Write `1 business day`, or a time such as `at 16:00 next day`.',
  ],
  [
    /^(?:the )?(?:lowest|lower|highest|higher|cheapest|least|greater) of \(/i,
    'No row takes the lower or the higher of two prices: each has one, and says when it holds.',
    'Write a row for each, such as `rate work during core: …`.',
  ],
];
