// What a broken row may have meant: a small change after which the whole row fits.
import type { Span } from '../ast.ts';
import type { RowRule } from '../parsing/places.ts';
import { reservedWords } from '../words/keywords.ts';
import { two } from '../words/literals.ts';
import * as t from '../words/tokens.ts';
import { type Mistake, syntaxError } from './errors.ts';
import { follow } from './follow.ts';
import { said } from './habits.ts';
import { otherSeparators, type Repair, twoWords } from './rewritten.ts';
import type { SyntaxName } from './syntax-codes.ts';

/** Longer rows are not tried again. */
const longest = 80;

/** The first change that makes the row fit; `index` is where the row broke. */
export function repair(rule: RowRule, tokens: readonly t.Token[], index: number): Mistake | undefined {
  return fitting(rule, tokens, () => [
    ...missingColons(tokens, index),
    ...headInValue(tokens, index),
    ...vatInHead(tokens, index),
    ...otherSeparators(tokens),
    // Where names are separated already, `Pro Plus` is one of them; `tiers Basis Pro` are two.
    ...(tokens.some((token) => [t.Pipe, t.Comma].includes(token.tokenType)) ? twoWords(tokens, index) : []),
    ...saidOtherwise(tokens, index),
    ...leftOut(tokens, index),
    ...missingSigns(tokens, index),
    ...twoWords(tokens, index),
    ...quoted(tokens, index),
  ]);
}

/** What to say of the first of the changes after which the row fits. */
export function fitting(rule: RowRule, tokens: readonly t.Token[], repairs: () => Repair[]): Mistake | undefined {
  if (tokens.length > longest) return undefined;
  const fits = (candidate: readonly t.Token[]) => {
    const { accepted, mayEnd } = follow(rule, candidate);
    return accepted === candidate.length && mayEnd;
  };
  return repairs().find((candidate) => fits(candidate.tokens))?.error;
}

function sign(kind: t.Token['tokenType'], image: string, at: number): t.Token {
  return t.tokenOf(kind, image, at, at);
}

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}

/** The row with something put in before the token at `index`. */
function inserted(
  tokens: readonly t.Token[],
  index: number,
  kind: t.Token['tokenType'],
  image: string,
  name: SyntaxName,
  message: string,
): Repair[] {
  const [before, found] = [tokens[index - 1], tokens[index]];
  if (before === undefined || found === undefined) return [];
  const at = t.endOf(before);
  const text = kind === t.Minus ? image : kind === t.Pipe || kind === t.K.on ? ` ${image} ` : `${image} `;
  const edits = [{ span: { start: at, end: found.startOffset }, text }];
  const fix = { title: `Write \`${image}\` before \`${found.image}\``, edits };
  return [
    {
      tokens: [...tokens.slice(0, index), sign(kind, image, at), ...tokens.slice(index)],
      error: syntaxError(name, spanOf(found), message, { help: `${fix.title}.`, fix }),
    },
  ];
}

const valueStarts = [t.NumberToken, t.Question, t.ValueWord, t.Plus, t.Factor, t.Quoted, t.AmountPhrase, t.Name];
/** What a figure, or a word in place of one, begins with. */
const figures = [t.NumberToken, t.ValueWord, t.Plus, t.Factor];
const valueWords = [
  t.K.toBeAgreed,
  t.K.see,
  t.K.as,
  t.K.onlyDuring,
  t.K.notDuring,
  t.K.with,
  t.K.atCost,
  t.K.earliestOf,
  t.K.latestOf,
  t.K.at,
  t.K.atOpening,
  t.K.atClosing,
];

/** `fee per month 98`. */
function missingColons(tokens: readonly t.Token[], index: number): Repair[] {
  if (tokens.some((token) => token.tokenType === t.Colon)) return [];
  // After `tiers` or `vat`, a colon would make a target of that name.
  const first = t.isA(tokens[0], t.RowWord) && !t.isA(tokens[0], t.FreeKind) ? 2 : 1;
  return tokens.flatMap((token, at) => {
    const begins = at >= first && at <= index && [...valueStarts, ...valueWords].some((kind) => t.isA(token, kind));
    return begins
      ? inserted(tokens, at, t.Colon, ':', 'missingColon', `A colon is missing before \`${token.image}\`.`)
      : [];
  });
}

/** `Mon-Fri 8-16`: the first figure could have been a day. */
export function hoursWithoutColon(tokens: readonly t.Token[], broke: number): Repair[] {
  const index = t.isA(tokens[broke], t.Minus) ? broke - 1 : broke;
  const [from, hyphen, to] = tokens.slice(index, index + 3);
  if (from === undefined || to === undefined || hyphen?.tokenType !== t.Minus) return [];
  const [start, end] = [clockOf(from), clockOf(to)];
  if (start === undefined || end === undefined) return [];
  const span = { start: from.startOffset, end: t.endOf(to) };
  const title = `Write \`${start}-${end}\``;
  const message = `Times are written with a colon: \`${start}-${end}\`, not \`${from.image}-${to.image}\`.`;
  const times = [t.retype(from, t.Time, start), hyphen, t.retype(to, t.Time, end)];
  const fix = { title, edits: [{ span, text: `${start}-${end}` }] };
  return [
    {
      tokens: [...tokens.slice(0, index), ...times, ...tokens.slice(index + 3)],
      error: syntaxError('clockWithoutColon', span, message, { help: `${title}.`, fix }),
    },
  ];
}

function clockOf({ tokenType, image }: t.Token): string | undefined {
  if (tokenType === t.Time) return image;
  const [hour = '', minute = '00'] = image.length === 4 ? [image.slice(0, 2), image.slice(2)] : image.split('.');
  const fits = tokenType === t.NumberToken && Number(hour) <= 24 && minute.length === 2 && Number(minute) < 60;
  return fits ? `${two(Number(hour))}:${minute}` : undefined;
}

const parts = [t.K.each, t.K.eachPart, t.K.by, t.K.once, t.K.inArrears];
/** These go on to the end of the row. */
const longParts = [t.K.on, t.K.during, t.K.outside, t.K.when, t.K.for];

/** `surcharge rush: +45 each ticket`, `rate work: 650/h during core`: what it is taken over, and when, stands before the colon. */
function headInValue(tokens: readonly t.Token[], index: number): Repair[] {
  const colon = tokens.findIndex((token) => token.tokenType === t.Colon);
  const [found, before, head] = [tokens[index], tokens[index - 1], tokens[colon - 1]];
  const isLong = longParts.some((kind) => t.isA(found, kind));
  const begins = isLong || parts.some((kind) => t.isA(found, kind));
  if (!begins || found === undefined || before === undefined || head === undefined || colon > index) return [];
  const lengths = isLong ? [tokens.length - index] : [3, 2, 1];
  return lengths.flatMap((length) => {
    const part = tokens.slice(index, index + length);
    const last = part[length - 1];
    if (last === undefined) return [];
    const written = part.map(({ image }) => image).join(' ');
    const at = t.endOf(head);
    const edits = [
      { span: { start: at, end: at }, text: ` ${written}` },
      { span: { start: t.endOf(before), end: t.endOf(last) }, text: '' },
    ];
    const fix = { title: `Write \`${written}\` before the colon`, edits };
    const span = { start: found.startOffset, end: t.endOf(last) };
    const message = `\`${written}\` belongs to the whole row, and stands before its colon.`;
    return [
      {
        tokens: [...tokens.slice(0, colon), ...part, ...tokens.slice(colon, index), ...tokens.slice(index + length)],
        error: syntaxError('unexpected', span, message, { help: `${fix.title}.`, fix }),
      },
    ];
  });
}

/** `expect cost 2026-03 with vat: 320`: how the figure is meant stands behind it. */
function vatInHead(tokens: readonly t.Token[], index: number): Repair[] {
  const [found, last] = [tokens[index], tokens.at(-1)];
  if (found?.tokenType !== t.K.withVat || last === undefined) return [];
  const before = tokens.slice(0, tokens[index - 1]?.tokenType === t.Comma ? index - 1 : index);
  const kept = before.at(-1);
  if (kept === undefined) return [];
  const end = { start: t.endOf(last), end: t.endOf(last) };
  const edits = [
    { span: { start: t.endOf(kept), end: t.endOf(found) }, text: '' },
    { span: end, text: ', with vat' },
  ];
  const fix = { title: 'Write `, with vat` behind the amount', edits };
  return [
    {
      tokens: [...before, ...tokens.slice(index + 1), sign(t.Comma, ',', end.start), found],
      error: syntaxError(
        'unexpected',
        spanOf(found),
        '`with vat` says how the amount is meant, and stands behind it.',
        {
          help: `${fix.title}.`,
          fix,
        },
      ),
    },
  ];
}

/** `08:00 16:00`, `… 14:00 job A`, `+50% work`. */
function missingSigns(tokens: readonly t.Token[], index: number): Repair[] {
  const image = tokens[index]?.image ?? '';
  const before = tokens.slice(0, index);
  const inValue = before.some((token) => token.tokenType === t.Colon);
  const rests = before.some((token) => [t.K.surcharge, t.K.discount, t.K.limit].includes(token.tokenType));
  return [
    ...(t.isA(tokens[index - 1], t.WordToken)
      ? []
      : inserted(tokens, index, t.Minus, '-', 'unexpected', `A hyphen is missing before \`${image}\`.`)),
    // In a value, a comma would make two values of what may be one.
    ...(inValue ? [] : inserted(tokens, index, t.Comma, ',', 'unexpected', `A comma is missing before \`${image}\`.`)),
    ...(rests
      ? inserted(tokens, index, t.K.on, 'on', 'unexpected', `The row does not say that this is taken \`on ${image}\`.`)
      : []),
    ...(inValue && !isBetweenValues(tokens, index)
      ? []
      : inserted(tokens, index, t.Pipe, '|', 'unexpected', `\`|\` is missing before \`${image}\`.`)),
  ];
}

/** `98 698`: a figure or a word for one ends, and another begins. Behind a name, nobody knows what was meant. */
function isBetweenValues(tokens: readonly t.Token[], index: number): boolean {
  const [figure, before, found] = [tokens[index - 2], tokens[index - 1], tokens[index]];
  const ends = [t.NumberToken, t.Percent, t.ValueWord].some((kind) => t.isA(before, kind));
  const isUnit = [t.NumberToken, t.Slash].some((kind) => t.isA(figure, kind));
  return (ends || isUnit) && figures.some((kind) => t.isA(found, kind));
}

/** Whether a value, or a part of one, begins there. */
function begins(tokens: readonly t.Token[], at: number): boolean {
  return [t.Colon, t.Pipe, t.Comma].some((kind) => t.isA(tokens[at - 1], kind));
}

/** `4 working days`, `min 1 h`, `rate work = 650/h`: the one at which the row broke, or each that is written so. */
function saidOtherwise(tokens: readonly t.Token[], index: number): Repair[] {
  return said.flatMap(([written, kind, text]) => {
    const length = written.split(' ').length;
    const isHere = (from: number) => {
      const here = tokens.slice(Math.max(from, 0), from + length);
      return here.map(({ image }) => image).join(' ') === written;
    };
    // Where it could be a name, the row broke behind it.
    const at = [index - length + 1, index - length].find(isHere);
    if (at === undefined) return [];
    const all = tokens.flatMap((_, from) => (isHere(from) && (from === at || begins(tokens, from)) ? [from] : []));
    return [[at], all].flatMap((places) => writtenAs(tokens, places, { written, length, kind, text }) ?? []);
  });
}

/** The row with what stands at the places written as the language has it. */
function writtenAs(
  tokens: readonly t.Token[],
  places: readonly number[],
  { written, length, kind, text }: { written: string; length: number; kind: t.Token['tokenType']; text: string },
): Repair | undefined {
  const spans = places.flatMap((at) => {
    const [first, last] = [tokens[at], tokens[at + length - 1]];
    return first === undefined || last === undefined ? [] : { start: first.startOffset, end: t.endOf(last) };
  });
  const [span] = spans;
  if (span === undefined) return undefined;
  const edits = spans.map((one) => ({ span: one, text }));
  const title = `Write \`${text}\``;
  const message = `\`${written}\` does not fit here; \`${text}\` does.`;
  return {
    tokens: tokens.flatMap((token, at) => {
      if (places.includes(at)) return [t.retype(token, kind, text)];
      return places.some((from) => from < at && at < from + length) ? [] : [token];
    }),
    error: syntaxError('unexpected', span, message, { help: `${title}.`, fix: { title, edits } }),
  };
}

/** A text without its quotes, or a name with them. */
function quoted(tokens: readonly t.Token[], index: number): Repair[] {
  const [found, last] = [tokens[index], tokens.at(-1)];
  if (found === undefined || last === undefined || reservedWords.has(found.image)) return [];
  const isText = found.tokenType === t.Quoted;
  const name = found.image.slice(1, -1);
  // Behind `accept` a code is wanted, which the reason is not.
  const isReason = t.isA(tokens[0] ?? found, t.K.accept) && !/^AV\d/i.test(name);
  if (isText && (isReason || !t.cleanWord.test(name))) return [];
  const span = isText ? spanOf(found) : { start: found.startOffset, end: t.endOf(last) };
  const rest = isText ? tokens.slice(index + 1) : [];
  const title = isText ? `Write \`${name}\` without quotes` : 'Put the text in quotes';
  const edits = isText
    ? [{ span, text: name }]
    : [
        { span: { start: span.start, end: span.start }, text: '"' },
        { span: { start: span.end, end: span.end }, text: '"' },
      ];
  const message = isText ? `\`${name}\` is a name here, and names have no quotes.` : 'A text stands in double quotes.';
  return [
    {
      tokens: [
        ...tokens.slice(0, index),
        t.retype(found, isText ? t.WordToken : t.Quoted, isText ? name : '""'),
        ...rest,
      ],
      error: syntaxError(isText ? 'unexpected' : 'missingQuote', span, message, {
        help: `${title}.`,
        fix: { title, edits },
      }),
    },
  ];
}

/** Words before a figure that say nothing more; any other may be what the row is about. */
const idleWords = /^(?:kr|eur|[A-Z]{3}|within|innen|inom|binnen|inden|net|netto)$/;

/** `kr 98`, `within 4 h`, `on price callout`: a word before the figure or the name that says nothing more; `;` or `each` at the end. */
function leftOut(tokens: readonly t.Token[], index: number): Repair[] {
  const [found, token] = [tokens[index], tokens[index - 1]];
  if (found?.tokenType === t.Semicolon) return without(tokens, found, [index]);
  if (found?.tokenType === t.K.each && [undefined, t.Pipe].includes(tokens[index + 1]?.tokenType))
    return without(tokens, found, [index]);
  const isBeginning = (at: number) =>
    begins(tokens, at) && tokens[at]?.tokenType === t.WordToken && idleWords.test(tokens[at]?.image ?? '');
  const isKind = t.isA(tokens[index - 2], t.K.on) && [t.K.price, t.K.rate].some((kind) => t.isA(token, kind));
  if (!(isBeginning(index - 1) || isKind) || token === undefined || found === undefined) return [];
  const all = tokens.flatMap(({ image }, at) => (image === token.image && isBeginning(at) ? [at] : []));
  return [[index - 1], all].flatMap((places) => without(tokens, token, places));
}

/** The row without what stands at the places, `token` among it. */
function without(tokens: readonly t.Token[], token: t.Token, places: readonly number[]): Repair[] {
  const title = `Leave out \`${token.image}\``;
  const edits = places.flatMap((at) => {
    const [one, next] = [tokens[at], tokens[at + 1]];
    return one === undefined
      ? []
      : { span: { start: one.startOffset, end: next?.startOffset ?? t.endOf(one) }, text: '' };
  });
  const message = `\`${token.image}\` does not fit here.`;
  return [
    {
      tokens: tokens.filter((_, at) => !places.includes(at)),
      error: syntaxError('unexpected', spanOf(token), message, { help: `${title}.`, fix: { title, edits } }),
    },
  ];
}
