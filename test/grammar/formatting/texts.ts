// The texts on which the formatter's laws are held: every agreement in the repository, and random ones made of their rows.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Item, parse } from '@avtal/grammar';
import { agreementTemplate, orderTemplate } from '../../../cli/src/template.ts';
import * as t from '../../../grammar/src/words/tokens.ts';
import type { Tape } from '../../random/tape.ts';
import { asFile } from '../rows.ts';

const root = join(import.meta.dirname, '../../..');

function below(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => join(folder, file))
    .sort();
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Each with its name. */
export const texts: readonly (readonly [string, string])[] = [
  ...['examples', 'test'].flatMap((folder) => below(folder, '.avtal')).map((file) => [file, read(file)] as const),
  ...[...below('docs', '.md'), 'README.md'].flatMap((file) =>
    [...read(file).matchAll(/```avtal\n([\s\S]*?)```/g)].map(
      ([, block = ''], at) => [`${file} ${at + 1}`, asFile(block.replace(/^\s*…$/gm, ''))] as const,
    ),
  ),
  ['the agreement of avtal init', agreementTemplate],
  ['the order of avtal init', orderTemplate],
];

/** Those that can be read. */
export const sound = texts.filter(([, text]) => parse(text).errors.length === 0);

/** Every row of these texts that may stand in an agreement, from the beginning of its line. */
const rows: readonly string[] = sound.flatMap(([, text]) => {
  const found: string[] = [];
  const visit = (item: Item): void => {
    const start = Math.max(text.lastIndexOf('\n', item.span.start), text.lastIndexOf('\r', item.span.start)) + 1;
    if (item.kind === 'module' || item.kind === 'group') item.items.forEach(visit);
    else if (/^ *$/.test(text.slice(start, item.span.start))) found.push(text.slice(start, item.span.end));
  };
  for (const item of parse(text).file.items) if (item.kind === 'document') item.items?.forEach(visit);
  return found.filter((row) => parse(asFile(indented(row, ''))).errors.length === 0);
});
const distinct = [...new Set(rows)];

/** The row with its notes, begun so deep. */
function indented(row: string, by: string): string {
  const [, first = ''] = /^( *)/.exec(row) ?? [];
  return row.replace(new RegExp(`^ {0,${first.length}}`, 'gm'), by);
}

/** An agreement of any rows in any order, in blocks; it need not mean anything. */
export function randomAgreement(tape: Tape): string {
  const block = (depth: number): string => {
    const by = '  '.repeat(depth);
    const all = Array.from({ length: tape.int(1, 8) }, () =>
      tape.weigh(
        [12, () => indented(distinct[tape.int(0, distinct.length - 1)] ?? '', by)],
        [1, () => (depth > 3 ? `${by}vat none` : `${by}module m "M" {\n${block(depth + 1)}\n${by}}`)],
        [1, () => (depth > 3 ? `${by}vat none` : `${by}override when a is b {\n${block(depth + 1)}\n${by}}`)],
        [1, () => `${by}when a is b { ${tape.pick('rate work: 5/h', 'respond: 1 h | 2 h')} }`],
      ),
    );
    return all.join(tape.pick('\n', '\n\n'));
  };
  return `agreement A {\n${block(1)}\n}\n`;
}

const somewhere = [t.Colon, t.Comma, t.Pipe, t.Equals, t.LParen, t.RParen, t.Percent, t.LBrace, t.RBrace];
const apart = [' ', '  ', '\t', '   \t ', '\u00a0'] as const;

/** The text with other blanks between the tokens, and each line begun further in by the same rule. */
export function otherBlanks(text: string, tape: Tape): string {
  const deeper = tape.pick(
    (blanks: string) => blanks,
    (blanks: string) => blanks.repeat(3),
    (blanks: string) => '\t'.repeat(blanks.length),
  );
  const { tokens } = parse(text);
  let result = '';
  let [end, before]: [number, t.Token | undefined] = [0, undefined];
  for (const token of tokens) {
    const gap = text.slice(end, token.startOffset);
    const begins = before === undefined || before.tokenType === t.Newline;
    const touches =
      gap === '' && (somewhere.includes(token.tokenType) || somewhere.includes(before?.tokenType ?? t.Name));
    if (gap.includes('//')) result += gap;
    else if (begins) result += /^ *$/.test(gap) ? deeper(gap) : gap;
    else if (token.tokenType === t.Newline) result += gap + (tape.chance(10) ? tape.pick(...apart) : '');
    else if (gap !== '' ? tape.chance(40) : touches && tape.chance(20)) result += tape.pick(...apart);
    else result += gap;
    result += text.slice(token.startOffset, t.endOf(token));
    [end, before] = [t.endOf(token), token];
  }
  return result + text.slice(end);
}

const said = [
  '// why',
  '//',
  '// a | b',
  '// Level    a | b | c',
  '//   ^^^^ here',
  '// ---- § 2',
  '//< x',
  '// 日本 👩‍🔧 ü',
] as const;

/** The text with comments, empty lines and line ends put in where they may stand. */
export function otherLines(text: string, tape: Tape): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const [indent = ''] = /^ */.exec(line) ?? [];
    const isBare = !line.includes('//') && !line.includes('"');
    if (tape.chance(8)) lines.push('', tape.pick('', '   '));
    if (tape.chance(10)) lines.push(`${tape.pick('', indent, `${indent}    `)}${tape.pick(...said)}`);
    const last = lines.at(-1) ?? '';
    if (line.trim() === '}' && !last.includes('//') && tape.chance(25)) lines.push(`${lines.pop()} }`);
    else if (last.endsWith('{') && !line.includes('//') && tape.chance(25)) lines.push(`${lines.pop()} ${line.trim()}`);
    else if (isBare && !line.endsWith('{') && tape.chance(15))
      lines.push(
        line.replace(tape.pick(/([,|=])(?= )/, /(:)(?= )/, /()(?= \|)/), `$1 ${tape.pick(...said)}\n${indent}     `),
      );
    else if (isBare && line !== '' && tape.chance(15))
      lines.push(`${line}${tape.pick(' ', '', '    ')}${tape.pick(...said)}  `);
    else lines.push(line);
  }
  return tape.pick('', '', '\ufeff') + lines.join(tape.pick('\n', '\n', '\r\n', '\r'));
}
