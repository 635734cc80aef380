// What the extension says: every text in every language, with the same places for what is put in, and none that nobody says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const editor = join(import.meta.dirname, '../../editor');
const languages = ['nb', 'sv', 'nl'] as const;
const read = (path: string): string => readFileSync(join(editor, path), 'utf8');
const texts = (path: string): Record<string, string> => JSON.parse(read(path));
const sources = readdirSync(join(editor, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);

/** `{0}` and `{1}` of a text, and the commands that it links to. */
const fixedParts = (text: string): readonly string[] =>
  [...text.matchAll(/\{\d\}|\(command:[\w.]+\)|`[^`]*`/g)].map(String);

describe('the manifest', () => {
  const english = texts('package.nls.json');
  const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);

  test('uses every text, and only those that there are', () => {
    expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort());
  });

  test('says nothing a person reads that is not translated', () => {
    const literal = /"(?:title|markdownDescription|description|altText)": "(?!%)([^"]+)"/g;
    // The name of the product is the same in every language.
    expect([...read('package.json').matchAll(literal)].map(([, text]) => text)).toEqual(['avtal']);
  });

  test.each(languages)('is whole in %s', (language) => {
    const translated = texts(`package.nls.${language}.json`);
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(translated)) {
      const commands = (words: string) => fixedParts(words).filter((part) => part.startsWith('(command'));
      expect({ key, parts: commands(text) }).toEqual({ key, parts: commands(english[key] ?? '') });
    }
  });
});

describe('the extension', () => {
  const said = new Set(
    sources.flatMap((path) => [
      ...[...read(join('src', path)).matchAll(/\bsay\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) => text),
      // The page's texts stand in one list, and what it may say is of that list's type.
      ...(path.endsWith('texts.ts') ? [...read(join('src', path)).matchAll(/^ {2}'(.*)',$/gm)] : []).map(
        ([, text = '']) => text,
      ),
    ]),
  );

  test.each(languages)('is whole in %s', (language) => {
    const bundle = texts(`l10n/bundle.l10n.${language}.json`);
    expect(Object.keys(bundle).sort()).toEqual([...said].sort());
    for (const [english, text] of Object.entries(bundle)) {
      const places = (words: string) => words.match(/\{\d\}/g)?.sort() ?? [];
      expect({ english, places: places(text) }).toEqual({ english, places: places(english) });
    }
  });

  test('shows no text to a person that is not said in their language', () => {
    const shown =
      /\b(?:showInformationMessage|showWarningMessage|showErrorMessage|TestMessage|placeHolder:)\s*\(?\s*['"`]/;
    expect(sources.filter((path) => shown.test(read(join('src', path))))).toEqual([]);
  });
});
