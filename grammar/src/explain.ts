// What is wrong with a row that does not fit the grammar, in words.
import type { IToken, TokenType } from 'chevrotain';
import type { Span } from './ast.ts';
import { closest } from './closest.ts';
import { type Details, type Mistake, replaced, syntaxError } from './errors.ts';
import { type Followed, follow } from './follow.ts';
import { keywordsWith, type Role, reservedWords } from './keywords.ts';
import type { RowRule } from './places.ts';
import * as t from './tokens.ts';
import { keywordsOf } from './what-may-follow.ts';

interface Row extends Followed {
  readonly rule: RowRule;
  readonly tokens: readonly t.Token[];
  /** The first token that does not fit; undefined where the row ends too early. */
  readonly found: t.Token | undefined;
  readonly before: t.Token | undefined;
  readonly span: Span;
}

/** The one thing to say about a row; `suspect` is where the parser stopped. */
export function explain(rule: RowRule, tokens: readonly t.Token[], suspect: IToken): Mistake {
  const walked = follow(rule, tokens);
  const index =
    walked.accepted === tokens.length && walked.mayEnd ? Math.max(tokens.indexOf(suspect), 0) : walked.accepted;
  const followed = index === walked.accepted ? walked : follow(rule, tokens.slice(0, index));
  const [found, before] = [tokens[index], tokens[index - 1]];
  const end = before === undefined ? 0 : t.endOf(before);
  const span = found === undefined ? { start: end, end } : spanOf(found);
  const row: Row = { ...followed, rule, tokens, found, before, span };
  for (const look of looks) {
    const error = look(row);
    if (error !== undefined) return error;
  }
  return unexpected(row);
}

function spanOf(token: t.Token): Span {
  return { start: token.startOffset, end: t.endOf(token) };
}

type Look = (row: Row) => Mistake | undefined;

const rowRoles: Readonly<Partial<Record<RowRule, readonly Role[]>>> = {
  fileRow: ['file'],
  agreementRow: ['setting', 'declaration', 'clause'],
  orderRow: ['fact', 'clause', 'declaration'],
  exampleRow: ['fact', 'clause'],
  note: ['note'],
};

/** Words that a row of that kind may begin with. */
export function beginnings(rule: RowRule): string[] {
  return (rowRoles[rule] ?? []).flatMap((role) => keywordsWith(role).map((keyword) => keyword.en));
}

/** `currensy NOK`: the first word is nearly one of the language; `fee` outside the agreement: in the wrong place. */
const unknownRow: Look = ({ rule, tokens }) => {
  const [first] = tokens;
  if (first === undefined || (rowRoles[rule] ?? []).length === 0) return undefined;
  const known = beginnings(rule);
  if (known.includes(first.image)) return undefined;
  if (rule === 'note') {
    const meant = closest(first.image, known);
    const details =
      meant === undefined ? { help: `A note begins with ${list(known)}.` } : replaced(spanOf(first), meant);
    return syntaxError('unknownNote', spanOf(first), `No note begins with \`${first.image}\`.`, details);
  }
  const elsewhere = Object.keys(rowRoles).find(
    (other) => other !== 'note' && beginnings(other as RowRule).includes(first.image),
  );
  if (elsewhere !== undefined) {
    const message = `A row with \`${first.image}\` does not stand here.`;
    return syntaxError('wrongPlace', spanOf(first), message, { help: homes[elsewhere as RowRule] ?? 'Move it.' });
  }
  if (first.tokenType !== t.WordToken) return undefined;
  const meant = closest(first.image, known);
  if (meant === undefined && (tokens.some((token) => token.tokenType === t.Colon) || rule !== 'agreementRow'))
    return undefined;
  const message =
    meant === undefined
      ? `No row begins with \`${first.image}\`.`
      : `No row begins with \`${first.image}\`; \`${meant}\` does.`;
  return syntaxError(
    'unknownRow',
    spanOf(first),
    message,
    meant === undefined ? { help: 'A target needs a colon before its value.' } : replaced(spanOf(first), meant),
  );
};

const homes: Readonly<Partial<Record<RowRule, string>>> = {
  fileRow: 'Move it outside the blocks.',
  agreementRow: 'Move it into the block of `agreement`.',
  orderRow: 'Move it into the block of `order`.',
  exampleRow: 'Move it into the block of an `example`.',
};

const vagueWords =
  /^(?:typically|normally|usually|approximately|approx|about|around|circa|ca|omlag|cirka|normalt|vanligvis|ungefär|typisk)$/i;

/** `2-4 h`, `typically 4 h`: a promise is one figure. */
const vague: Look = ({ tokens, found, before, rule }) => {
  const index = found === undefined ? -1 : tokens.indexOf(found);
  const [after, first] = [tokens[index + 1], tokens[index - 1]];
  const details = (example: string) => ({
    help: `Write one figure, or \`aim ${example}\` for a target without breach.`,
  });
  if (t.isA(found, t.Minus) && t.isA(first, t.NumberToken) && t.isA(after, t.NumberToken) && rule !== 'fileRow') {
    if (first === undefined || after === undefined) return undefined;
    const span = { start: first.startOffset, end: t.endOf(after) };
    const unit = t.isA(tokens[index + 2], t.Name) ? ` ${tokens[index + 2]?.image}` : '';
    return syntaxError(
      'vagueValue',
      span,
      `\`${first.image}-${after.image}${unit}\` is a range, and a range decides nothing.`,
      details(`${after.image}${unit}`),
    );
  }
  const word = [found, before].find((token) => token !== undefined && vagueWords.test(token.image));
  if (word === undefined) return undefined;
  return syntaxError(
    'vagueValue',
    spanOf(word),
    `\`${word.image}\` decides nothing: a figure holds or it does not.`,
    details('4 h'),
  );
};

/** `fee per month 98`: the value follows the head without its colon. */
const missingColon: Look = ({ expected, found, before, span }) => {
  if (!expected.includes(t.Colon) || found === undefined || before === undefined) return undefined;
  const starts = [
    t.NumberToken,
    t.Question,
    t.ValueWord,
    t.Plus,
    t.Factor,
    t.K.toBeAgreed,
    t.K.aim,
    t.K.see,
    t.K.as,
    t.Quoted,
  ];
  if (!starts.some((kind) => t.isA(found, kind))) return undefined;
  const at = { start: t.endOf(before), end: t.endOf(before) };
  const fix = { title: 'Write `:` before the value', edits: [{ span: at, text: ':' }] };
  return syntaxError('missingColon', span, `A colon is missing before \`${found.image}\`.`, {
    help: `${fix.title}.`,
    fix,
  });
};

const reservedAsName: Look = ({ expected, found, span, before }) => {
  if (found === undefined || !expected.includes(t.Name) || before === undefined) return undefined;
  const first = found.image.split(' ')[0] ?? '';
  if (!reservedWords.has(first) || t.isA(found, t.Name)) return undefined;
  const nameOnly = expected.every(
    (kind) =>
      kind === t.Name || kind === t.Quoted || kind === t.K.startPrice || kind === t.NumberToken || kind === t.Days,
  );
  if (!nameOnly) return undefined;
  const message = `\`${found.image}\` is a word of the language and cannot be a name.`;
  return syntaxError('reservedName', span, message, {
    help: 'Choose another name; what the customer reads can stand in quotes after it.',
  });
};

/** `when channel is phone, severity is high`. */
const commaForAnd: Look = ({ tokens, expected, before, found }) => {
  if (!expected.includes(t.K.and) || !expected.includes(t.Comma) || !t.isA(found, t.K.is)) return undefined;
  const comma = tokens[tokens.indexOf(found ?? (tokens[0] as t.Token)) - 2];
  if (before === undefined || comma === undefined || comma.tokenType !== t.Comma) return undefined;
  return commaError(comma);
};

function commaError(comma: t.Token): Mistake {
  const fix = { title: 'Write `and`', edits: [{ span: spanOf(comma), text: ' and' }] };
  return syntaxError('commaForAnd', spanOf(comma), 'Conditions are joined with `and` or `or`, not with a comma.', {
    help: `${fix.title}.`,
    fix,
  });
}

/** `98 | | 698`. */
const emptyColumn: Look = ({ found, before, span }) => {
  const ends = found === undefined || t.isA(found, t.Pipe);
  if (!ends || !(t.isA(before, t.Pipe) || (t.isA(before, t.Colon) && found !== undefined))) return undefined;
  const help = 'Write what holds there: `0`, `included`, `not offered`, `no promise`, `none` …';
  return syntaxError(
    'emptyColumn',
    before === undefined ? span : { start: before.startOffset, end: span.end },
    'A column is empty.',
    { help },
  );
};

/** `currency nok` is for others; this is a word of the language with a slip in it. */
const misspelled: Look = ({ expected, found, span }) => {
  if (found?.tokenType !== t.WordToken || expected.includes(t.Name)) return undefined;
  const meant = closest(
    found.image,
    keywordsOf(expected).map((keyword) => keyword.en),
  );
  if (meant === undefined) return undefined;
  return syntaxError(
    'unexpected',
    span,
    `\`${found.image}\` does not fit here; \`${meant}\` does.`,
    replaced(span, meant),
  );
};

const endsEarly: Look = (row) => {
  if (row.found !== undefined) return undefined;
  const last = row.before?.image ?? '';
  return syntaxError(
    'missingValue',
    row.span,
    `The row ends after \`${last}\`, where ${expectation(row.expected)} is due.`,
    helpFor(row),
  );
};

const looks: readonly Look[] = [
  unknownRow,
  vague,
  emptyColumn,
  missingColon,
  commaForAnd,
  misspelled,
  reservedAsName,
  endsEarly,
];

function unexpected(row: Row): Mistake {
  const image = row.found?.image ?? '';
  const due = expectation(row.expected);
  const instead = row.mayEnd ? `; ${due} could stand here, or the row could end` : `, where ${due} is due`;
  return syntaxError(
    'unexpected',
    row.span,
    `\`${image}\` does not fit here${due === '' ? '' : instead}.`,
    helpFor(row),
  );
}

function helpFor({ expected }: Row): Details {
  return expected.includes(t.Colon) ? { help: 'Write the head, a colon, and the value.' } : {};
}

const described = new Map<TokenType, string>([
  ...([
    [t.Name, 'a name'],
    [t.NumberToken, 'a number'],
    [t.Quoted, 'a text in quotes'],
    [t.DateToken, 'a date such as `2026-03-29`'],
  ] as const),
  ...([
    [t.Time, 'a time such as `08:00`'],
    [t.Days, 'days such as `Mon-Fri`'],
    [t.MonthName, 'a month such as `Dec`'],
  ] as const),
  ...([
    [t.Zone, 'a zone such as `Europe/Oslo`'],
    [t.YearMonth, 'a month such as `2026-03`'],
    [t.PeriodUnit, '`month`'],
  ] as const),
]);

/** Kinds that stand for a whole group of others, with what the group is called. */
const groups: readonly (readonly [TokenType, Role, string])[] = [
  [t.ValueWord, 'phrase', 'a value'],
  [t.K.during, 'head', 'a condition such as `during …`'],
];

/** `a name or a text in quotes`. */
function expectation(expected: readonly TokenType[]): string {
  const words: string[] = [];
  let kinds = [...expected];
  for (const [sign, role, name] of groups) {
    if (!kinds.includes(sign)) continue;
    words.push(name);
    const members = new Set(keywordsWith(role).map((keyword) => t.K[keyword.id]));
    const literal = [
      t.Name,
      t.NumberToken,
      t.Plus,
      t.Minus,
      t.Factor,
      t.Question,
      t.DateToken,
      t.AmountPhrase,
      t.ValueWord,
    ];
    kinds = kinds.filter(
      (kind) => !members.has(kind) && kind !== sign && !(role === 'phrase' && literal.includes(kind)),
    );
  }
  for (const kind of kinds) words.push(described.get(kind) ?? `\`${kind.LABEL ?? kind.name}\``);
  return list([...new Set(words)].slice(0, 5), true);
}

function list(words: readonly string[], plain = false): string {
  const shown = plain ? words : words.map((word) => `\`${word}\``);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
