// Texts that tests of several rooms try: the agreements in examples/, and pieces that stand where nobody expects them.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../examples/', import.meta.url);

/** Every file of the language in examples/, by its path there. */
export const exampleTexts: readonly (readonly [file: string, text: string])[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.avtal') && !file.includes('node_modules'))
  .sort()
  .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]);

export const hostilePieces: readonly string[] = [
  '{',
  '}',
  '|',
  ':',
  '"',
  '//',
  '\n',
  '\r\n',
  '  ',
  '\t',
  '😀',
  '\u0000',
];
