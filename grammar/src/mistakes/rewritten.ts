// What a broken row says in other words than the language has, or in another order.
import type { Span } from '../ast.ts';
import { keywords } from '../words/keywords.ts';
import { edited } from '../words/lexer.ts';
import * as t from '../words/tokens.ts';
import { type Mistake, replaced, syntaxError } from './errors.ts';
import { otherWords } from './habits.ts';

/** The row as it may have been meant, and what to say of it where it fits. */
export interface Repair {
  readonly tokens: readonly t.Token[];
  readonly error: Mistake;
}

/** As many words and signs may be written for one thing. */
const most = 8;

interface Place {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** `Dec 24`, `not during core`, `per påbegynt 30 min`: where the row broke, or wherever it is written so. */
export function inOtherWords(tokens: readonly t.Token[], index: number): Repair[] {
  const images = tokens.map(({ image }) => image);
  return otherWords.flatMap(([written, text]) => {
    const places = images.flatMap((_, from): Place[] => {
      const longest = Math.min(most, images.length - from);
      const lengths = Array.from({ length: longest }, (_, at) => longest - at);
      const length = lengths.find((one) => written.test(images.slice(from, from + one).join(' ')));
      if (length === undefined) return [];
      return [
        {
          from,
          length,
          text: images
            .slice(from, from + length)
            .join(' ')
            .replace(written, text),
        },
      ];
    });
    const here = places.filter(({ from, length }) => from <= index && index <= from + length);
    return here.flatMap((place) => [[place], places].map((all) => writtenSo(tokens, place, all)));
  });
}

/** The row with what stands at the places written as the language has it. */
function writtenSo(tokens: readonly t.Token[], told: Place, places: readonly Place[]): Repair {
  const edits = places.map((place) => ({ span: spanFrom(tokens, place), text: place.text }));
  const span = spanFrom(tokens, told);
  const written = tokens
    .slice(told.from, told.from + told.length)
    .map(({ image }) => image)
    .join(' ');
  const text = told.text.trim();
  const title = text === '' ? `Leave out \`${written}\`` : `Write \`${text}\``;
  const message = `\`${written}\` does not fit here${text === '' ? '' : `; \`${text}\` does`}.`;
  return {
    tokens: [...edits].reverse().reduce<readonly t.Token[]>(edited, tokens),
    error: syntaxError('unexpected', span, message, { help: `${title}.`, fix: { title, edits } }),
  };
}

/** What is left out takes the blank before it along. */
function spanFrom(tokens: readonly t.Token[], { from, length, text }: Place): Span {
  const [before, first, last] = [tokens[from - 1], tokens[from], tokens[from + length - 1]];
  const [start, end] = [first?.startOffset ?? 0, last === undefined ? 0 : t.endOf(last)];
  return { start: text === '' && before !== undefined ? t.endOf(before) : start, end };
}

const separators = [
  { kind: t.Pipe, sign: '|', name: 'Columns' },
  { kind: t.Comma, sign: ',', name: 'Values' },
] as const;

/** `tiers Basis, Pro`, `choice channel: phone | email`, `1 h / 2 h`: what stands between them everywhere, as the row has it. */
export function otherSeparators(tokens: readonly t.Token[]): Repair[] {
  // A comma before `then` goes on with the steps of one column.
  const isLadder = tokens.some((token) => t.isA(token, t.K.lastStep));
  return [t.Comma, t.Pipe, t.Slash].flatMap((written) => {
    const found = tokens.filter(
      (token, at) => token.tokenType === written && (written !== t.Slash || isApart(tokens, at)),
    );
    const [first] = found;
    if (first === undefined || (isLadder && written === t.Comma)) return [];
    const image = tokens[tokens.indexOf(first)]?.tokenType === t.Comma ? ',' : written === t.Pipe ? '|' : '/';
    return separators.flatMap(({ kind, sign, name }): Repair[] => {
      if (kind === written) return [];
      const edits = found.map((token) => {
        const before = tokens[tokens.indexOf(token) - 1];
        const start = kind === t.Comma && before !== undefined ? t.endOf(before) : token.startOffset;
        return { span: { start, end: t.endOf(token) }, text: written === t.Comma ? ` ${sign}` : sign };
      });
      const fix = { title: `Write \`${sign}\` between them`, edits };
      const span = { start: first.startOffset, end: t.endOf(first) };
      const wrong = { ',': 'commas', '|': '`|`', '/': '`/`' }[image];
      const message = `${name} are separated by ${sign === ',' ? 'commas' : '`|`'}, not by ${wrong}.`;
      return [
        {
          tokens: tokens.map((token) => (found.includes(token) ? t.retype(token, kind, sign) : token)),
          error: syntaxError('unexpected', span, message, { help: `${fix.title}.`, fix }),
        },
      ];
    });
  });
}

/** Whether blanks stand around it. */
function isApart(tokens: readonly t.Token[], at: number): boolean {
  const [before, token, after] = tokens.slice(at - 1, at + 2);
  return (
    before !== undefined &&
    token !== undefined &&
    t.endOf(before) < token.startOffset &&
    t.endOf(token) < (after?.startOffset ?? 0)
  );
}

/** `tiers Basis | Pro Plus`: the name of something declared is one word. */
export function twoWords(tokens: readonly t.Token[], index: number): Repair[] {
  const [before, found] = [tokens[index - 1], tokens[index]];
  const isDeclared = keywords.some(({ en, roles }) => en === tokens[0]?.image && roles.includes('declaration'));
  if (before?.tokenType !== t.WordToken || found?.tokenType !== t.WordToken || !isDeclared) return [];
  const span = { start: before.startOffset, end: t.endOf(found) };
  const [written, name] = [`${before.image} ${found.image}`, `${before.image}-${found.image}`];
  const hasLabel = tokens[index + 1]?.tokenType === t.Quoted;
  return [hasLabel ? name : `${name} "${written}"`, name].map((text) => ({
    tokens: edited(tokens, { span, text }),
    error: syntaxError('unexpected', span, `A name is one word, and \`${written}\` are two.`, replaced(span, text)),
  }));
}

/** `rate during core work: 650/h`, `work rate: 650/h`, `surcharge during night: +50%`: the kind comes first, behind it the name. */
export function subjectBehind(tokens: readonly t.Token[], index: number): Repair[] {
  const colon = tokens.findIndex((token) => token.tokenType === t.Colon);
  const [first, second, third] = tokens;
  const last = tokens[colon - 1];
  if (first === undefined || second === undefined || third === undefined || last === undefined || index > 1) return [];
  const written = (until: t.Token, text: string, message: string): Repair => {
    const span = { start: first.startOffset, end: t.endOf(until) };
    return {
      tokens: edited(tokens, { span, text }),
      error: syntaxError('unexpected', span, message, replaced(span, text)),
    };
  };
  const kind = first.image;
  const between = tokens.slice(1, colon - 1).map(({ image }) => image);
  const isNamed = [t.K.surcharge, t.K.discount].some((one) => t.isA(first, one));
  return [
    written(last, [kind, last.image, ...between].join(' '), `What the row is about stands right behind \`${kind}\`.`),
    isNamed
      ? written(
          second,
          `${kind} ${third.image} ${second.image}`,
          `A ${kind} has a name, by which other rows speak of it.`,
        )
      : written(second, `${kind} work ${second.image}`, `\`${kind}\` does not say of what.`),
    written(second, `${second.image} ${kind}`, `A row begins with its kind: \`${second.image} ${kind}\`.`),
  ];
}
