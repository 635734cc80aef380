// What is wrong with a row that does not fit the grammar: the one thing to say about it.
import type { IToken } from 'chevrotain';
import type { Span } from '../ast.ts';
import { beginnings, homeOf, type RowRule, wordOf } from '../parsing/places.ts';
import { closest } from '../words/closest.ts';
import { keywords, reservedWords } from '../words/keywords.ts';
import { openName } from '../words/open-name.ts';
import * as t from '../words/tokens.ts';
import { type Mistake, replaced, syntaxError } from './errors.ts';
import { expectation, inCode, list } from './expected.ts';
import { type Followed, follow } from './follow.ts';
import { forms, rowWordFor } from './habits.ts';
import { fitting, hoursWithoutColon, repair } from './repairs.ts';
import { inOtherWords, subjectBehind } from './rewritten.ts';
import { keywordsOf } from './what-may-follow.ts';

interface Row extends Followed {
  readonly rule: RowRule;
  readonly tokens: readonly t.Token[];
  /** Column at which it begins. */
  readonly indent: number;
  /** Where the first token stands that does not fit. */
  readonly index: number;
  /** Undefined where the row ends too early. */
  readonly found: t.Token | undefined;
  readonly before: t.Token | undefined;
  readonly span: Span;
}

/** `suspect` is where the parser stopped; the walk along the grammar knows better, but for what only the parser looks at. */
export function explain(rule: RowRule, { tokens, indent }: Pick<Row, 'tokens' | 'indent'>, suspect: IToken): Mistake {
  const walked = follow(rule, tokens);
  const fits = walked.accepted === tokens.length && walked.mayEnd;
  // A suspect that is not among them is the end of the row.
  const at = (tokens as readonly IToken[]).indexOf(suspect);
  const index = !fits ? walked.accepted : at < 0 ? tokens.length : at;
  const followed = fits ? follow(rule, tokens.slice(0, index)) : walked;
  const [found, before] = [tokens[index], tokens[index - 1]];
  const end = before === undefined ? 0 : t.endOf(before);
  const span = found === undefined ? { start: end, end } : spanOf(found);
  const row: Row = { ...followed, rule, tokens, indent, index, found, before, span };
  for (const look of looks) {
    const mistake = look(row);
    if (mistake !== undefined) return mistake;
  }
  return unexpected(row);
}

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}

type Look = (row: Row) => Mistake | undefined;

/** `excpt when …` under a row. */
const unknownNote: Look = ({ rule, tokens: [first] }) => {
  const known = beginnings('note');
  if (rule !== 'note' || first === undefined || known.includes(first.image)) return undefined;
  const meant = closest(first.image, known);
  const details =
    meant === undefined ? { help: `Notes begin with ${list(inCode(known))}.` } : replaced(spanOf(first), meant);
  return syntaxError('unknownNote', spanOf(first), `No note begins with \`${first.image}\`.`, details);
};

/** `counted per started 15 min` where rows begin. */
const noteAsRow: Look = ({ rule, tokens: [first] }) => {
  if (rule !== 'agreementRow' || first === undefined || beginnings(rule).includes(first.image)) return undefined;
  if (!beginnings('note').includes(first.image)) return undefined;
  const title = 'Indent it under the row above';
  const { start } = spanOf(first);
  const fix = { title, edits: [{ span: { start, end: start }, text: '  ' }] };
  const message = `What begins with \`${first.image}\` is a note, and stands indented under its row.`;
  return syntaxError('wrongIndent', spanOf(first), message, { help: `${title}.`, fix });
};

/** `§ 2.1 measure uptime = …`: what is declared bears no paper number. */
const numberedDeclaration: Look = ({ rule, tokens }) => {
  const [number, label] = tokens;
  if (rule !== 'agreementRow' || number?.tokenType !== t.Paper) return undefined;
  const first = tokens[label?.tokenType === t.Quoted ? 2 : 1];
  const word = keywords.find(({ en }) => en === first?.image);
  if (first === undefined || !word?.roles.some((role) => role === 'declaration' || role === 'setting'))
    return undefined;
  if (word.roles.includes('clause')) return undefined;
  const title = `Leave \`${number.image}\` out`;
  const fix = { title, edits: [{ span: { start: number.startOffset, end: first.startOffset }, text: '' }] };
  const message = `A paper number such as \`${number.image}\` stands before clauses; \`${first.image}\` is none.`;
  return syntaxError('wrongPlace', spanOf(number), message, { help: `${title}, or write it in a comment.`, fix });
};

/** `expect` in an agreement, `fee` outside. */
const wrongPlace: Look = ({ rule, tokens: [first] }) => {
  if (first === undefined || beginnings(rule).length === 0 || beginnings(rule).includes(first.image)) return undefined;
  const home = homeOf(first.image);
  if (home === undefined) return undefined;
  return syntaxError('wrongPlace', spanOf(first), `A row with \`${first.image}\` does not stand here.`, { help: home });
};

/** `timepris work: 1200/h`, `mva 25% on top`: the word is known, from another language. */
const foreignRow: Look = ({ rule, tokens }) => {
  const [first, second] = tokens;
  const meant = rule === 'agreementRow' && !t.isA(second, t.Colon) ? rowWordFor(tokens) : undefined;
  if (first?.tokenType !== t.WordToken || meant === undefined) return undefined;
  const message = `No row begins with \`${first.image}\`; \`${meant}\` does.`;
  return syntaxError('unknownRow', spanOf(first), message, replaced(spanOf(first), meant));
};

/** `currensy NOK`, `rte work: 650/h`. */
const misspelledRow: Look = ({ rule, tokens: [first] }) => {
  if (first?.tokenType !== t.WordToken || rule === 'note') return undefined;
  const meant = closest(first.image, beginnings(rule));
  if (meant === undefined) return undefined;
  const message = `No row begins with \`${first.image}\`; \`${meant}\` does.`;
  return syntaxError('unknownRow', spanOf(first), message, replaced(spanOf(first), meant));
};

/** `24/7`, `Monday to Friday`, `8am-4pm`: where the row broke, or up to three words before. */
const otherForm: Look = ({ tokens, index }) => {
  for (const from of [index, index - 1, index - 2, index - 3]) {
    const images = from < 0 ? [] : tokens.slice(from, from + 5).map(({ image }) => image);
    const form = forms.find(([written]) => written.test(images.join(' ')));
    const written = form?.[0].exec(images.join(' '))?.[0].length ?? 0;
    const length = images.findIndex((_, at) => images.slice(0, at + 1).join(' ').length >= written) + 1;
    const [first, last] = [tokens[from], tokens[from + length - 1]];
    if (form === undefined || first === undefined || last === undefined || from + length < index) continue;
    const span = { start: first.startOffset, end: t.endOf(last) };
    return syntaxError('unexpected', span, form[1], { help: form[2] });
  }
  return undefined;
};

const vagueWords =
  /^(?:typically|normally|usually|approximately|approx|about|around|circa|ca|omlag|cirka|normalt|vanligvis|ungefär|typisk)$/i;

/** `2-4 h`, `typically 4 h`: a promise is one figure. */
const vague: Look = ({ tokens, index, found, before }) => {
  const isTarget = wordOf(tokens)?.tokenType === t.WordToken;
  const help = (figure: string) => ({
    help: isTarget
      ? `Write one figure, or \`aim ${figure}\` for a target without breach.`
      : `Write one figure; steps are written \`98 up to ${figure}, then 90\`.`,
  });
  const after = tokens[index + 1];
  if (
    t.isA(found, t.Minus) &&
    before !== undefined &&
    after !== undefined &&
    t.isA(before, t.NumberToken) &&
    t.isA(after, t.NumberToken)
  ) {
    const unit = t.isA(tokens[index + 2], t.Name) ? tokens[index + 2] : undefined;
    const figure = unit === undefined ? after.image : `${after.image} ${unit.image}`;
    const range = `${before.image}-${figure}`;
    const span = { start: before.startOffset, end: t.endOf(unit ?? after) };
    return syntaxError('vagueValue', span, `\`${range}\` is a range, and a range decides nothing.`, help(figure));
  }
  const word = [found, before].find((token) => token !== undefined && vagueWords.test(token.image));
  if (word === undefined) return undefined;
  const message = `\`${word.image}\` decides nothing: a figure holds or it does not.`;
  return syntaxError('vagueValue', spanOf(word), message, help('4 h'));
};

/** `1-10: 100, 11-20: 90`, `100 for 1-10, 90 for 11-20`, `90 from 12`: steps say up to where they go. */
const ranges: Look = ({ tokens, index, found, before }) => {
  const colon = tokens.findIndex((token) => t.isA(token, t.Colon));
  const image = (colon < 0 ? [] : tokens.slice(colon + 1)).map((token) => token.image).join(' ');
  const steps = [...image.matchAll(/([\d.]+) - ([\d.]+) : ([\d.]+)|([\d.]+) for ([\d.]+) - ([\d.]+)/g)].map(
    ([, , to, price, cost, , end]) => `${price ?? cost} up to ${to ?? end}`,
  );
  const isRange = steps.length > 0 && (t.isA(found, t.Minus) || t.isA(found, t.K.for));
  const isFrom = image.includes(' up to ') && t.isA(found, t.K.from) && t.isA(before, t.NumberToken);
  if (!isRange && !isFrom) return undefined;
  const [first, last] = t.isA(found, t.Minus) ? [before, tokens[index + 1]] : [found, tokens[index + (isFrom ? 1 : 3)]];
  const span = { start: first?.startOffset ?? 0, end: last === undefined ? 0 : t.endOf(last) };
  const [, rest = '…'] = / ([\d.]+) over [\d.]+$/.exec(image) ?? [];
  const written = isFrom ? `then ${before?.image}` : [...steps, `then ${rest}`].join(', ');
  const help = `Write \`${written}\`${isFrom ? ': it goes on where the step before it ends' : ''}.`;
  return syntaxError('unexpected', span, 'A step says up to where it goes, behind its price.', { help });
};

/** `98 | | 698`, `98 | - | 698`. */
const emptyColumn: Look = ({ found, before, span, expected, tokens, index }) => {
  // Behind a bar, a row goes on in the next line, also where the next row was meant to begin there.
  const isNext = t.isA(found, t.Paper) && t.isA(before, t.Pipe);
  const empty = isNext || (found === undefined ? t.isA(before, t.Pipe) : t.isA(found, t.Pipe));
  const help = 'Write what holds there: `0`, `included`, `not offered`, `no promise`, `none` …';
  const isEnd = found === undefined || t.isA(found, t.Pipe);
  const isDash = isEnd && t.isA(before, t.Minus) && [t.Colon, t.Pipe].some((kind) => t.isA(tokens[index - 2], kind));
  if (isDash && before !== undefined)
    return syntaxError('emptyColumn', spanOf(before), 'A dash says nothing.', { help });
  if (!empty || before === undefined || !expected.includes(t.ValueWord)) return undefined;
  const place = { start: before.startOffset, end: isNext ? t.endOf(before) : span.end };
  return syntaxError('emptyColumn', place, 'A column is empty.', { help, ...leftOpen(tokens) });
};

/** Every column of the row in which nothing stands is left to be agreed, under a name of its own. */
function leftOpen(tokens: readonly t.Token[]): Pick<Mistake, 'fix'> {
  const colon = tokens.findIndex((token) => t.isA(token, t.Colon));
  if (colon < 0) return {};
  const name = openName(
    tokens
      .slice(0, colon)
      .map(({ image }) => image)
      .join(' '),
  );
  const isEdge = (token: t.Token | undefined) => token === undefined || t.isA(token, t.Pipe) || t.isA(token, t.Paper);
  let column = 0;
  const edits = tokens.slice(colon).flatMap((token, at) => {
    const isBefore = at === 0 || t.isA(token, t.Pipe);
    if (isBefore) column++;
    if (!isBefore || !isEdge(tokens[colon + at + 1])) return [];
    const end = t.endOf(token);
    return [{ span: { start: end, end }, text: ` to be agreed ${name}${column === 1 ? '' : `-${column}`}` }];
  });
  const [first] = edits;
  const title = edits.length === 1 ? `Write \`${first?.text.trim()}\`` : `Leave ${edits.length} columns to be agreed`;
  return { fix: { title, edits, adds: 'open' } };
}

/** `when channel is phone, severity is high`: understood as a second value of the first condition. */
const commaForAnd: Look = ({ tokens, index, found, expected }) => {
  const moment = [t.K.during, t.K.outside].some((kind) => t.isA(tokens[index + 1], kind));
  if (moment && tokens.some((token) => t.isA(token, t.K.when)) && t.isA(tokens[index - 1], t.Comma))
    return andFor(tokens[index - 1]);
  const comma = tokens[index - 2];
  const test = [t.K.is, t.K.over, t.K.upTo, t.K.below, t.K.atLeast, t.K.exactly, t.K.during].some((kind) =>
    t.isA(found, kind),
  );
  return comma?.tokenType === t.Comma && test && expected.includes(t.K.and) ? andFor(comma) : undefined;
};

function andFor(comma: t.Token | undefined): Mistake | undefined {
  if (comma === undefined) return undefined;
  const fix = { title: 'Write `and`', edits: [{ span: spanOf(comma), text: ' and' }] };
  const message = 'Conditions are joined with `and` or `or`, not with a comma.';
  return syntaxError('commaForAnd', spanOf(comma), message, { help: `${fix.title}.`, fix });
}

/** A word or phrase of the language with a slip in it. */
const misspelled: Look = ({ tokens, index, expected, found }) => {
  if (found === undefined) return undefined;
  const due = keywordsOf(expected).map(({ en }) => en);
  const length = (phrase: string) => phrase.split(' ').length;
  for (const en of due) {
    const here = tokens.slice(index, index + length(en));
    const written = here.map((token) => token.image).join(' ');
    const last = here.at(-1);
    if (last === undefined || !here.some((token) => token.tokenType === t.WordToken)) continue;
    const rivals = due.filter((one) => length(one) === length(en));
    if (closest(written, rivals) !== en) continue;
    const span = { start: found.startOffset, end: t.endOf(last) };
    return syntaxError('unexpected', span, `\`${written}\` does not fit here; \`${en}\` does.`, replaced(span, en));
  }
  return undefined;
};

const reservedAsName: Look = ({ expected, found, span, tokens, index }) => {
  const [first = ''] = found?.image.split(' ') ?? [];
  if (found === undefined || t.isA(found, t.Name) || !reservedWords.has(first)) return undefined;
  const isNameDue = expected.every((kind) => [t.Name, t.Quoted, t.K.startPrice].includes(kind));
  if (!expected.includes(t.Name) || !(isNameDue || isCompared(tokens, index))) return undefined;
  const message = `\`${found.image}\` is a word of the language and cannot be a name.`;
  const help = 'Choose another name; what the customer reads can stand in quotes after it.';
  return syntaxError('reservedName', span, message, { help });
};

/** `when power is on: …`: a value, and nothing that the word could begin. */
function isCompared(tokens: readonly t.Token[], index: number): boolean {
  const [before, last, after] = [tokens[index - 2], tokens[index - 1], tokens[index + 1]];
  const follows = [t.Colon, t.Comma, t.Pipe, t.K.and, t.K.or].some((kind) => t.isA(after, kind));
  return follows && (t.isA(last, t.K.is) || (t.isA(last, t.K.not) && t.isA(before, t.K.is)));
}

const otherWords: Look = ({ rule, tokens, index }) =>
  fitting(rule, tokens, () => [
    ...hoursWithoutColon(tokens, index),
    ...inOtherWords(tokens, index),
    ...subjectBehind(tokens, index),
  ]);

const meant: Look = ({ rule, tokens, index }) => repair(rule, tokens, index);

/** `include work per month: 2 h, carry over 50% of unused`: what belongs under the row stands in it. */
const noteInRow: Look = ({ rule, tokens, index, indent }) => {
  if (rule === 'note' || !tokens.some((token) => token.tokenType === t.Colon)) return undefined;
  const known = beginnings('note');
  const at = [index, index - 1].find(
    (one) => t.isA(tokens[one - 1], t.Comma) && known.includes(tokens[one]?.image ?? ''),
  );
  const [comma, first] = at === undefined ? [] : tokens.slice(at - 1, at + 1);
  if (comma === undefined || first === undefined) return undefined;
  const deeper = ' '.repeat(indent + 2);
  const edits = [{ span: { start: comma.startOffset, end: first.startOffset }, text: `\n${deeper}` }];
  const title = 'Put it on a line of its own under the row, indented deeper';
  const message = `What begins with \`${first.image}\` is a note, and stands under its row.`;
  return syntaxError('unexpected', spanOf(first), message, { help: `${title}.`, fix: { title, edits } });
};

/** `carry over unused | 50% of unused`. */
const columnsOfNote: Look = ({ rule, tokens: [first], found, span }) => {
  if (rule !== 'note' || first?.tokenType === t.K.except || !t.isA(found, t.Pipe)) return undefined;
  const help = 'Give the column for which something else holds a row of its own (`for Pro`), with its note under it.';
  return syntaxError('unexpected', span, 'A note is about every column of its row.', { help });
};

/** A row that begins with the name of no row and has no colon, so that it is no target either. */
const unknownRow: Look = ({ rule, tokens }) => {
  const [first] = tokens;
  const isKnown = first === undefined || beginnings(rule).includes(first.image);
  if (isKnown || rule !== 'agreementRow' || tokens.some((token) => token.tokenType === t.Colon)) return undefined;
  const help = 'Begin it with a word such as `rate`, `fee`, `window`, or with a target and a colon before its value.';
  return syntaxError('unknownRow', spanOf(first), `No row begins with \`${first.image}\`.`, { help });
};

const endsEarly: Look = ({ found, before, span, expected, tokens, mayEnd }) => {
  if (found !== undefined) return undefined;
  const per = tokens.at(-2);
  if (before !== undefined && t.isA(before, t.NumberToken) && t.isA(per, t.K.per)) {
    const whole = { start: per?.startOffset ?? span.start, end: span.end };
    const written = `per ${before.image}`;
    const help = `Write a unit behind it, as in \`100 per 30 min\`, or leave \`${written}\` out.`;
    return syntaxError('missingValue', whole, `\`${written}\` does not say of what.`, { help });
  }
  if (mayEnd) return syntaxError('missingValue', span, `The row cannot end after \`${before?.image ?? ''}\`.`);
  const message = `The row ends after \`${before?.image ?? ''}\`, where ${expectation(expected)} is due.`;
  if (t.isA(before, t.Percent) && t.isA(tokens[0], t.K.vat)) {
    const written = tokens
      .map(({ image }) => image)
      .join('')
      .replace('vat', 'vat ');
    const help = `Write \`${written} on top\` where prices come without it, \`${written} included\` where it is in them.`;
    return syntaxError('missingValue', span, message, { help });
  }
  const isBlank = t.isA(before, t.Colon) && expected.includes(t.ValueWord);
  return syntaxError('missingValue', span, message, isBlank ? leftOpen(tokens) : {});
};

const looks: readonly Look[] = [
  ...[
    unknownNote,
    noteAsRow,
    numberedDeclaration,
    wrongPlace,
    foreignRow,
    otherWords,
    otherForm,
    noteInRow,
    ranges,
    vague,
    emptyColumn,
    columnsOfNote,
    commaForAnd,
    misspelled,
    misspelledRow,
    reservedAsName,
  ],
  ...[meant, unknownRow, endsEarly],
];

function unexpected({ found, span, expected, mayEnd }: Row): Mistake {
  const image = found?.image ?? '';
  const due = expectation(expected);
  if (mayEnd && due === '') {
    return syntaxError('unexpected', span, `The row ends before \`${image}\`.`, {
      help: `Begin a new row with \`${image}\`, or leave it out.`,
    });
  }
  const instead = mayEnd ? `; ${due} could stand here, or the row could end` : `, where ${due} is due`;
  return syntaxError('unexpected', span, `\`${image}\` does not fit here${due === '' ? '' : instead}.`);
}
