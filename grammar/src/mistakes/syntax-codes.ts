// The registry of syntax errors: a stable code and a title each, with a row that has the mistake and the row as it should be.

export interface SyntaxCode {
  readonly code: string;
  readonly title: string;
  /** Why the language has it so. */
  readonly explanation: string;
  /** What has the mistake and the same repaired: a whole file, or rows of an agreement. Empty: too large to print. */
  readonly bad: string;
  readonly good: string;
}

function code(number: string, title: string, explanation: string, bad: string, good: string): SyntaxCode {
  return { code: `AV${number}`, title, explanation, bad, good };
}

export const syntax = {
  unexpected: code(
    '0001',
    'A word or sign that does not fit',
    'The row is understood up to here; the message says what could follow.',
    'tiers A B',
    'tiers A | B',
  ),
  unknownRow: code(
    '0002',
    'A row that begins with an unknown word',
    'Every row begins with a word of the language or with the name of a target.',
    'currensy NOK',
    'currency NOK',
  ),
  missingColon: code(
    '0003',
    'No colon between head and value',
    'A clause has a head, a colon, and one value for each column.',
    'fee per month 98',
    'fee per month: 98',
  ),
  missingQuote: code(
    '0004',
    'A text without its closing quote',
    'A text ends on the line on which it begins.',
    'provider "Itpays',
    'provider "Itpays"',
  ),
  unclosedBlock: code(
    '0005',
    'A block without its closing brace',
    'Each `{` has its `}`; the indentation shows where it was meant.',
    'agreement A {\n',
    'agreement A {\n}\n',
  ),
  extraBrace: code(
    '0006',
    'A closing brace too many',
    'Each `}` closes one `{`.',
    'agreement A {\n}\n}\n',
    'agreement A {\n}\n',
  ),
  tooDeep: code(
    '0007',
    'Nested too deep',
    'Nobody can read so many brackets inside one another; parts can have names.',
    `case a = ${'('.repeat(40)}b${')'.repeat(40)}`,
    'case a = (b)',
  ),
  tooLarge: code('0008', 'A file that is too large', 'Files of more than two million characters are not read.', '', ''),
  reservedName: code(
    '0009',
    'A word of the language used as a name',
    'A few words hold the rows together and cannot be names; all others can.',
    'choice from: a, b',
    'choice origin: a, b',
  ),
  decimalComma: code(
    '0010',
    'A decimal comma',
    'The comma separates the parts of a value, so numbers have a decimal point.',
    'fee per month: 1,5',
    'fee per month: 1.5',
  ),
  spacedNumber: code(
    '0011',
    'A number with spaces or dots',
    'A number is written without a break, so that it cannot be read as two.',
    'fee per month: 1 750',
    'fee per month: 1750',
  ),
  priceTail: code(
    '0012',
    'A price with a tail',
    "Money in the agreement's currency is the bare number.",
    'fee per month: 2100:-',
    'fee per month: 2100',
  ),
  impossibleTime: code(
    '0013',
    'A time that no clock shows',
    'Local times go from 00:00 to 24:00.',
    'window w = Mon 08:00-25:00',
    'window w = Mon 08:00-24:00',
  ),
  clockWithoutColon: code(
    '0014',
    'A time without its colon',
    '`0800` and `8.00` are numbers; `08:00` is a time.',
    'window w = Mon 0800-1700',
    'window w = Mon 08:00-17:00',
  ),
  impossibleDate: code(
    '0015',
    'A date that no calendar has',
    'Months have 28 to 31 days.',
    'valid from 2026-02-30',
    'valid from 2026-02-28',
  ),
  otherDate: code(
    '0016',
    'A date written in another order',
    'Year, month, day is the one order that no reader takes for another.',
    'valid from 24.12.2026',
    'valid from 2026-12-24',
  ),
  wrongIndent: code(
    '0017',
    'A row indented like a note',
    'What stands deeper belongs to the clause above it; only clauses have notes.',
    'provider "A"\n    currency NOK',
    'provider "A"\ncurrency NOK',
  ),
  vagueValue: code(
    '0018',
    'A range or a guess where a figure is due',
    'A range or "typically" promises nothing that could be held or missed.',
    'respond: 2-4 h',
    'respond: 4 h',
  ),
  invisible: code(
    '0019',
    'An invisible character',
    'Two names that look alike would be two names.',
    'activity tra\u200bvel',
    'activity travel',
  ),
  lookAlike: code(
    '0020',
    'A letter of another alphabet',
    'Two names that look alike would be two names.',
    'activity tr\u0430vel',
    'activity travel',
  ),
  unknownCharacter: code(
    '0021',
    'A character that means nothing here',
    'It may belong into a text in quotes, or into a comment after `//`.',
    'tiers A # B',
    'tiers A | B',
  ),
  wrongPlace: code(
    '0022',
    'A row in the wrong block',
    'Settings and clauses stand in an agreement, facts and expectations in an example.',
    'currency NOK\nagreement A {\n}\n',
    'agreement A {\n  currency NOK\n}\n',
  ),
  missingBlock: code(
    '0023',
    'A block is missing',
    'Modules, weeks, examples, orders and agreements have their rows in braces.',
    'module sql',
    'module sql { }',
  ),
  unexpectedBlock: code(
    '0024',
    'A block where none belongs',
    'Only modules, groups, weeks, matrices, examples, orders and documents have blocks.',
    'currency NOK {\n}',
    'currency NOK',
  ),
  missingValue: code(
    '0025',
    'A row that ends too early',
    'A row goes on in the next line only where it ends in a sign and the next line is indented deeper.',
    'fee per month:',
    'fee per month: 98',
  ),
  hoursWithoutDays: code(
    '0026',
    'Hours without days',
    'Hours belong to days; `daily` is all of them.',
    'window night = 22:00-06:00',
    'window night = daily 22:00-06:00',
  ),
  otherQuotes: code(
    '0027',
    'Other quotes than straight ones',
    'Word processors change the quotes; the language knows one kind.',
    'provider “Itpays”',
    'provider "Itpays"',
  ),
  otherDays: code(
    '0028',
    'Days of the week written otherwise',
    'Days are `Mon` to `Sun` in every language of the labels.',
    'window w = man-fre 08:00-16:00',
    'window w = Mon-Fri 08:00-16:00',
  ),
  tooMany: code(
    '0029',
    'Too many mistakes to show',
    'After two hundred mistakes the rest is left for the next time.',
    '',
    '',
  ),
  unknownNote: code(
    '0030',
    'A note of an unknown kind',
    'Under a clause stand `except`, `counted`, `carry over`, `leeway`, `borrow`, `notify`, `renewed`, `revalued`, `unused paid at` and `text`.',
    'fee per month: 98\n  remark "Hei"',
    'fee per month: 98\n  text "Hei"',
  ),
  commaForAnd: code(
    '0031',
    'A comma between conditions',
    'A comma goes on with the values of a condition; `and` and `or` join conditions.',
    'fee per month when a is b, c is d: 98',
    'fee per month when a is b and c is d: 98',
  ),
  emptyColumn: code(
    '0032',
    'An empty column',
    'A blank could mean nothing, free, not sold or not decided; each has its word.',
    'fee per month: 98 | | 698',
    'fee per month: 98 | not offered | 698',
  ),
} as const satisfies Readonly<Record<string, SyntaxCode>>;

export type SyntaxName = keyof typeof syntax;

/** Every code with its title, for the registry of all diagnostics. */
export const syntaxCodes: readonly SyntaxCode[] = Object.values(syntax);
