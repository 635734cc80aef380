// Hover on a word of the language: what it does, and an example.
import { type Keyword, keywords } from '@avtal/grammar';
import type { Hover, HoverAsk } from './ask.ts';

/** Every way to write a word of the language, longest first. */
const forms: readonly { readonly text: string; readonly keyword: Keyword }[] = keywords
  .flatMap((keyword) => [keyword.en, ...keyword.forms].map((text) => ({ text, keyword })))
  .sort((a, b) => b.text.length - a.text.length);

const byWord = Map.groupBy(
  forms.flatMap((form) => form.text.split(/[ -]/).map((word) => ({ word, form }))),
  ({ word }) => word,
);

const isLetter = (text: string | undefined): boolean => text !== undefined && /[\p{L}\d_-]/u.test(text);

export function keywordHover({ snapshot, offset, path }: HoverAsk): Hover | undefined {
  const { text } = snapshot.file;
  const inner = path.at(-1);
  if (inner?.kind === 'text') return undefined;
  let [start, end] = [offset, offset];
  while (isLetter(text[start - 1])) start--;
  while (isLetter(text[end])) end++;
  const word = text.slice(start, end);
  for (const { form } of [...(byWord.get(word) ?? []), ...(byWord.get(word.split('-')[0] ?? '') ?? [])]) {
    const at = text.lastIndexOf(form.text, start);
    if (at < 0 || at + form.text.length < end) continue;
    if (isLetter(text[at - 1]) || isLetter(text[at + form.text.length])) continue;
    const { en, doc, example } = form.keyword;
    return {
      span: { start: at, end: at + form.text.length },
      text: `\`${en}\`: ${doc}\n\n\`\`\`avtal\n${example}\n\`\`\``,
    };
  }
  return undefined;
}
