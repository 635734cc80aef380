// Slips of the pen: each is repaired to the token that was meant, and reported with the repair.
import type { Span } from '../ast.ts';
import { type Errors, replaced, syntaxError } from '../mistakes/errors.ts';
import type { SyntaxName } from '../mistakes/syntax-codes.ts';
import { dateText, dayNames, isDate, readTime, two } from './literals.ts';
import * as t from './tokens.ts';

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}

/** What stands in `image` was written otherwise than the language has it. */
function repaired(
  errors: Errors,
  name: SyntaxName,
  token: t.Token,
  kind: t.Token['tokenType'],
  text: string,
  why: string,
): t.Token[] {
  errors.add(syntaxError(name, spanOf(token), why, replaced(spanOf(token), text)));
  return [t.retype(token, kind, text)];
}

/** What may be a slip, or say something impossible. */
export const mendable: ReadonlySet<t.Token['tokenType']> = new Set([
  ...[...Object.values(t.slips), t.DateToken, t.YearMonth, t.Time, t.WordToken],
]);

/** The tokens that were meant, where the token is a slip or says something impossible. */
export function mended(token: t.Token, errors: Errors): t.Token[] | undefined {
  const { image, tokenType: kind } = token;
  const slip = t.slips;
  const as = (name: SyntaxName, to: t.Token['tokenType'], text: string, why: string) =>
    repaired(errors, name, token, to, text, why);
  switch (kind) {
    case t.WordToken:
      return image.includes('-') ? mendDays(token, errors) : undefined;
    case slip.unclosedQuote: {
      const at = { start: token.startOffset, end: t.endOf(token) };
      const details = {
        help: 'Write `"` where the text ends.',
        fix: { title: 'Close the quote', edits: [{ span: { start: at.end, end: at.end }, text: '"' }] },
      };
      errors.add(syntaxError('missingQuote', at, 'This text has no closing quote.', details));
      return [t.retype(token, t.Quoted, `${image}"`)];
    }
    case slip.otherQuote:
      return as(
        'otherQuotes',
        t.Quoted,
        `"${image.slice(1, -1).replace(/"/g, '\\"')}"`,
        'Texts stand in straight double quotes.',
      );
    case slip.decimalComma:
      return as(
        'decimalComma',
        t.NumberToken,
        image.replace(',', '.'),
        `Numbers are written with a decimal point, not a comma: \`${image}\`.`,
      );
    case slip.dotted:
      return as(
        'spacedNumber',
        t.NumberToken,
        image.replace(/\./g, '').replace(',', '.'),
        `Numbers are written without dots between thousands: \`${image}\`.`,
      );
    case slip.spaced:
      return as(
        'spacedNumber',
        t.NumberToken,
        image.replace(/[^\d.,]/g, '').replace(',', '.'),
        `Numbers are written without spaces: \`${image}\`.`,
      );
    case slip.priceTail: {
      const number = image
        .replace(/(?:\s*:\s*|[,.])\D$/, '')
        .replace(/[ .\u00a0](?=\d{3})/g, '')
        .replace(',', '.');
      return as(
        'priceTail',
        t.NumberToken,
        number,
        `A price is the bare number, in the agreement's currency: \`${image}\`.`,
      );
    }
    case slip.clocks:
    case slip.dottedClocks:
      return mendClocks(token, errors);
    case slip.dayFirst: {
      const [day = 0, month = 0, year = 0] = image.split(/[./]/).map(Number);
      return mendDate(token, errors, year, month, day);
    }
    case slip.yearFirst: {
      const [year = 0, month = 0, day = 0] = image.split(/[/-]/).map(Number);
      return mendDate(token, errors, year, month, day);
    }
    case t.DateToken: {
      const [year, month, day] = [Number(image.slice(0, 4)), Number(image.slice(5, 7)), Number(image.slice(8))];
      if (isDate(year, month, day)) return undefined;
      return as('impossibleDate', t.DateToken, dateText(year, month, day), `There is no date \`${image}\`.`);
    }
    case t.YearMonth: {
      const [year, month] = [Number(image.slice(0, 4)), Number(image.slice(5))];
      if (isDate(year, month, 1)) return undefined;
      return as('impossibleDate', t.YearMonth, dateText(year, month, 1).slice(0, 7), `There is no month \`${image}\`.`);
    }
    case t.Time:
      if (readTime(image) !== undefined) return undefined;
      return as('impossibleTime', t.Time, nearestTime(image), `No clock shows \`${image}\`: a day has 00:00 to 24:00.`);
    case slip.otherLetters:
      return mendWord(token, errors);
    default:
      return undefined;
  }
}

function mendDate(token: t.Token, errors: Errors, year: number, month: number, day: number): t.Token[] {
  const name = isDate(year, month, day) ? 'otherDate' : 'impossibleDate';
  const why = `Dates are written year, month, day: \`${dateText(year, month, day)}\`, not \`${token.image}\`.`;
  return repaired(errors, name, token, t.DateToken, dateText(year, month, day), why);
}

function nearestTime(image: string): string {
  const [h = 0, m = 0] = image.split(/[:+Z]/).map(Number);
  return h >= 24 ? '24:00' : `${two(h)}:${two(Math.min(m, 59))}`;
}

/** `0800-1700`, `17.00-08.00`: two times and the hyphen between them. */
function mendClocks(token: t.Token, errors: Errors): t.Token[] {
  const match = /^(\d+?)\.?(\d\d)(\D+)(\d+?)\.?(\d\d)$/.exec(token.image);
  if (match === null) return [];
  const [, fromHour = '', fromMinute = '', between = '', toHour = '', toMinute = ''] = match;
  const clock = (hour: string, minute: string) => {
    const written = `${hour.padStart(2, '0')}:${minute}`;
    return readTime(written) === undefined ? nearestTime(written) : written;
  };
  const [from, to] = [clock(fromHour, fromMinute), clock(toHour, toMinute)];
  const why = `Times are written with a colon: \`${from}-${to}\`, not \`${token.image}\`.`;
  errors.add(syntaxError('clockWithoutColon', spanOf(token), why, replaced(spanOf(token), `${from}-${to}`)));
  const hyphen = token.startOffset + token.image.search(/[^\d.]/);
  const after = hyphen + between.length;
  return [
    t.tokenOf(t.Time, from, token.startOffset, hyphen),
    t.tokenOf(t.Minus, '-', hyphen, after),
    t.tokenOf(t.Time, to, after, t.endOf(token)),
  ];
}

/** Days of the week as neighbours write them; only in ranges (`man-fre`), where nothing else can be meant. */
const neighbourDays: ReadonlyMap<string, string> = new Map(
  [
    'mon tue wed thu fri sat sun',
    'monday tuesday wednesday thursday friday saturday sunday',
    'man tir ons tor fre lør søn',
    'mån tis ons tors fre lör sön',
    'ma di wo do vr za zo',
    'mo die mi don fr sa so',
    'mandag tirsdag onsdag torsdag fredag lørdag søndag',
    'måndag tisdag onsdag torsdag fredag lördag söndag',
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  ].flatMap((row) => row.split(' ').map((word, index): [string, string] => [word, dayNames[index] ?? word])),
);

/** Letters of other alphabets, each before the Latin one that it looks like. */
const twins: ReadonlyMap<string, string> = new Map(
  'аa еe оo рp сc уy хx іi јj ѕs һh АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЅS οo αa νv ιi ρp ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX'
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

function mendWord(token: t.Token, errors: Errors): t.Token[] {
  const visible = token.image.replace(t.invisibleLetters, '');
  if (visible !== token.image) {
    const why =
      visible === '' ? 'An invisible character stands here.' : `An invisible character stands inside \`${visible}\`.`;
    const title = 'Remove the invisible character';
    const edits = [{ span: spanOf(token), text: visible }];
    errors.add(syntaxError('invisible', spanOf(token), why, { help: `${title}.`, fix: { title, edits } }));
    return visible === '' ? [] : [t.retype(token, t.WordToken, visible)];
  }
  const latin = [...visible].map((letter) => twins.get(letter) ?? letter).join('');
  const letter = [...visible].find((one) => !t.cleanWord.test(`a${one}`)) ?? visible;
  const why = `The letter \`${letter}\` in \`${visible}\` is not a Latin letter, although it may look like one.`;
  const details = t.cleanWord.test(latin)
    ? replaced(spanOf(token), latin)
    : { help: 'Names are written in Latin letters.' };
  errors.add(syntaxError('lookAlike', spanOf(token), why, details));
  return [t.retype(token, t.WordToken, latin)];
}

/** `man-fre` becomes `Mon-Fri`. */
function mendDays(token: t.Token, errors: Errors): t.Token[] | undefined {
  const parts = token.image.split('-');
  const days = parts.map((part) => neighbourDays.get(part.toLowerCase()));
  const text = days.join('-');
  if (parts.length !== 2 || text === token.image || days.includes(undefined)) return undefined;
  const why = `Days of the week are written \`Mon Tue Wed Thu Fri Sat Sun\`: \`${text}\`, not \`${token.image}\`.`;
  return repaired(errors, 'otherDays', token, t.WordToken, text, why);
}
