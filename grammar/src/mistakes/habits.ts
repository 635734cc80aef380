// What people write out of habit, from other price lists and other languages, and the words that the language has for it.
import * as t from '../words/tokens.ts';

/** Words that rows begin with in the languages of its neighbours, or in English otherwise. */
const rowWords: ReadonlyMap<string, string> = new Map(
  [
    ['vat', 'mva moms merverdiavgift mervärdesskatt mwst ust btw'],
    ['rate', 'timepris timesats timeprisen timpris timtaxa stundensatz uurtarief sats'],
    ['price', 'pris priser preis prijs cost'],
    ['fee', 'avgift gebyr månedspris månadsavgift abonnement gebühr'],
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
  ['plus', t.Plus, '+'],
  ['=', t.Colon, ':'],
];

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const month = `(?:${months.join('|')})`;
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';

/** What people write, a blank between its words and signs, and how the language has it; `$1` is what stands in parentheses. */
export const otherWords: readonly (readonly [written: RegExp, text: string])[] = (
  [
    // Days and hours.
    [`(${month}) (\\d{1,2})`, '$2 $1'],
    ...months.map((name, at) => [`(\\d{1,2})\\.0?${at + 1}`, `$1 ${name}`] as const),
    ...months.map((name) => [`${name}\\p{L}+`, name] as const),
    [`between (\\d{1,2} ${month}) and (\\d{1,2} ${month})`, '$1 to $2'],
    [`(${day}) to (${day}) (\\d\\d:\\d\\d) to (\\d\\d:\\d\\d)`, '$1-$2 $3-$4'],
    [`(${day}) to (${day})`, '$1-$2'],
    ['(\\d\\d:\\d\\d) to (\\d\\d:\\d\\d)', '$1-$2'],
    ['from (\\d\\d:\\d\\d) to (\\d\\d:\\d\\d)', 'daily $1-$2'],
    ['(\\d\\d:\\d\\d) - next day (\\d\\d:\\d\\d)', '$1-$2'],
    ['after (\\d\\d:\\d\\d)', '$1-24:00'],
    ['after (\\d\\d:\\d\\d)', 'during daily $1-24:00'],
    ['(?:public|bank|national) holidays', 'holidays'],
    ['unntatt|undtagen|utom|förutom|behalve|außer', 'except'],
    [', except', ' except'],
    ['not', 'outside'],
    // Heads.
    ['not during', 'outside'],
    ['not outside', 'during'],
    ['in|while|under|tijdens|während', 'during'],
    ['når|när|hvis|dersom|om|als|wenn', 'when'],
    ['=|equals|er|är', 'is'],
    ['hver|hvert|varje|elke|jede', 'each'],
    ['(?:per )?(?:monthly|månedlig|månedsvis|månadsvis|maandelijks|monatlich)', 'per month'],
    ['(?:per )?(?:quarterly|kvartalsvis|kwartaal)', 'per quarter'],
    ['(?:per )?(?:yearly|annually|årlig|årligen|jaarlijks|jährlich)', 'per year'],
    ['after (\\d+ (?:day|week|month|year)s?)', 'after the first $1'],
    [`(\\d{1,2} ${month})`, 'each $1'],
    ['/ (\\p{L}+)', ' per $1'],
    ['and (month|year|quarter|week|day)', 'per $1'],
    ['each :', ':'],
    [': (customer|provider|both)', ' $1:'],
    [': (\\p{L}[\\p{L}-]*) (at least|at most)', ' $1: $2'],
    ['(?:more|greater|larger) than', 'over'],
    ['(?:less|fewer|smaller) than', 'below'],
    ['terms', ''],
    // Values.
    ['% (?:excluded|exclusive|excl|ekskl|eks|exkl|ex|exclusief)', '% on top'],
    ['in|within|inside', 'of'],
    ['half (?:an )?hour', '30 min'],
    ['(?:a )?quarter of an hour', '15 min'],
    ['half of', '50% of'],
    ['av|af|van|von', 'of'],
    ['pr', 'per'],
    ['x (\\d+(?:\\.\\d+)?)', 'x$1'],
    ['(\\d+(?:\\.\\d+)?) x', 'x$1'],
    ['for the first (\\d+)', 'up to $1'],
    ['first (\\d+) : (\\d+(?:\\.\\d+)?)', '$2 up to $1'],
    ['(?:per|hver|varje) (?:påbegynt|påbegynte|påbegyndt|påbegyndte|påbörjad|begonnen|angefangene)', 'per started'],
    ['first (\\d+ \\p{L}+) (?:free|gratis|included)', '0 up to $1'],
    ['first (\\d+ \\p{L}+) , then', 'per started $1 up to $1, then'],
    [`, (\\d{1,2} ${month})`, ' plus $1'],
    ['stk|pcs|apiece', ''],
    ['(?:written )?notice|net|netto|after (?:the )?invoice(?: date)?', ''],
    [';', ':'],
    [':', '='],
  ] as const
).map(([written, text]) => [new RegExp(`^(?:${written})$`, 'u'), text]);

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
    /^(?:otherwise|else|ellers|annars|anders|sonst)(?!\p{L})/u,
    'No word says in all other cases: a row says when it holds, or loses to those that do.',
    'Write when it holds, such as `outside core`, or `default` before the row.',
  ],
  [
    /^(?:excluded|exclusive|excl|ekskl|eks|exkl|exclusief)(?!\p{L})/u,
    'Where prices come without VAT, the row says which rate comes on top.',
    'Write `vat 25% on top`.',
  ],
  [
    /^(?:renews automatically|with automatic renewal)\b/,
    'The row does not say for how long it is renewed each time.',
    'Write `renews for 12 months`.',
  ],
  [
    /^(?:from|fra|från|vanaf|ab) \d+(?:\.\d+)? \//,
    'A price from which others begin decides nothing.',
    'Write one figure, or one for each case.',
  ],
  [
    /^next (?:business|working) day\b/i,
    '`next business day` does not say until when on that day.',
    'Write `1 business day`, or a time such as `at 16:00 next day`.',
  ],
  [
    /^(?:above|over) (?:the )?[\p{L}]/iu,
    'What is added to a rate that others publish stands behind its name.',
    'Write `ECB +8%`.',
  ],
  [
    /^(?:the )?(?:lowest|lower|highest|higher|cheapest|least|greater) of \(/i,
    'No row takes the lower or the higher of two prices: each has one, and says when it holds.',
    'Write a row for each, such as `rate work during core: …`.',
  ],
];
