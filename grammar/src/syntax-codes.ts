// The registry of syntax errors: a stable code and a title each, with a row that has the mistake and the row as it should be.

export interface SyntaxCode {
  readonly code: string;
  readonly title: string;
  /** A file with the mistake, and with the repair. */
  readonly bad: string;
  readonly good: string;
}

const inAgreement = (...rows: string[]) => `agreement A {\n${rows.map((row) => `  ${row}\n`).join('')}}\n`;

function code(number: string, title: string, bad: string, good: string): SyntaxCode {
  return { code: `AV${number}`, title, bad, good };
}

function inRow(number: string, title: string, bad: string, good: string): SyntaxCode {
  return code(number, title, inAgreement(bad), inAgreement(good));
}

export const syntax = {
  unexpected: inRow('0001', 'A word or sign that does not fit', 'tiers A B', 'tiers A | B'),
  unknownRow: inRow('0002', 'A row that begins with an unknown word', 'currensy NOK', 'currency NOK'),
  missingColon: inRow('0003', 'No colon between head and value', 'fee per month 98', 'fee per month: 98'),
  missingQuote: inRow('0004', 'A text without its closing quote', 'provider "Itpays', 'provider "Itpays"'),
  unclosedBlock: code('0005', 'A block without its closing brace', 'agreement A {\n', 'agreement A {\n}\n'),
  extraBrace: code('0006', 'A closing brace too many', 'agreement A {\n}\n}\n', 'agreement A {\n}\n'),
  tooDeep: inRow('0007', 'Nested too deep', `case a = ${'('.repeat(40)}b${')'.repeat(40)}`, 'case a = (b)'),
  tooLarge: code('0008', 'A file that is too large', '', ''),
  reservedName: inRow('0009', 'A word of the language used as a name', 'choice from: a, b', 'choice origin: a, b'),
  decimalComma: inRow('0010', 'A decimal comma', 'fee per month: 1,5', 'fee per month: 1.5'),
  spacedNumber: inRow('0011', 'A number with spaces', 'fee per month: 1 750', 'fee per month: 1750'),
  priceTail: inRow('0012', 'A price with a tail', 'fee per month: 2100:-', 'fee per month: 2100'),
  impossibleTime: inRow(
    '0013',
    'A time that no clock shows',
    'window w = Mon 25:00-26:00',
    'window w = Mon 22:00-24:00',
  ),
  clockWithoutColon: inRow(
    '0014',
    'A time without its colon',
    'window w = Mon 0800-1700',
    'window w = Mon 08:00-17:00',
  ),
  impossibleDate: inRow('0015', 'A date that no calendar has', 'valid from 2026-02-30', 'valid from 2026-02-28'),
  otherDate: inRow('0016', 'A date written in another order', 'valid from 24.12.2026', 'valid from 2026-12-24'),
  wrongIndent: code(
    '0017',
    'A row indented like a note',
    inAgreement('provider "A"', '  currency NOK'),
    inAgreement('provider "A"', 'currency NOK'),
  ),
  vagueValue: inRow('0018', 'A range or a guess where a figure is due', 'respond: 2-4 h', 'respond: 4 h'),
  invisible: inRow('0019', 'An invisible character', 'activity tra\u200bvel', 'activity travel'),
  lookAlike: inRow('0020', 'A letter of another alphabet', 'activity tr\u0430vel', 'activity travel'),
  unknownCharacter: inRow('0021', 'A character that means nothing here', 'tiers A # B', 'tiers A | B'),
  wrongPlace: code('0022', 'A row in the wrong block', 'currency NOK\n', inAgreement('currency NOK')),
  missingBlock: inRow('0023', 'A block is missing', 'module sql', 'module sql { }'),
  unexpectedBlock: code(
    '0024',
    'A block where none belongs',
    'agreement A {\n  currency NOK {\n  }\n}\n',
    inAgreement('currency NOK'),
  ),
  missingValue: inRow('0025', 'A row that ends too early', 'fee per month:', 'fee per month: 98'),
  hoursWithoutDays: inRow(
    '0026',
    'Hours without days',
    'window night = 22:00-06:00',
    'window night = daily 22:00-06:00',
  ),
  otherQuotes: inRow('0027', 'Other quotes than straight ones', 'provider “Itpays”', 'provider "Itpays"'),
  otherDays: inRow(
    '0028',
    'Days of the week written otherwise',
    'window w = man-fre 08:00-16:00',
    'window w = Mon-Fri 08:00-16:00',
  ),
  tooMany: code('0029', 'Too many mistakes to show', '', ''),
  unknownNote: inRow(
    '0030',
    'A note of an unknown kind',
    'fee per month: 98\n    remark "Hei"',
    'fee per month: 98\n    text "Hei"',
  ),
  commaForAnd: inRow(
    '0031',
    'A comma between conditions',
    'fee per month when a is b, c is d: 98',
    'fee per month when a is b and c is d: 98',
  ),
  emptyColumn: inRow('0032', 'An empty column', 'fee per month: 98 | | 698', 'fee per month: 98 | not offered | 698'),
} as const satisfies Readonly<Record<string, SyntaxCode>>;

export type SyntaxName = keyof typeof syntax;

/** Every code with its title, for the registry of all diagnostics. */
export const syntaxCodes: readonly SyntaxCode[] = Object.values(syntax);
