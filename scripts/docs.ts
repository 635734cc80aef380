// Writes docs/diagnostics.md from the registry of diagnostics: every code with what it means, an example and its repair.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Explanation, explanations } from '@avtal/compiler';
import { root } from './tools.ts';

const file = join(root, 'docs/diagnostics.md');

const groups: readonly (readonly [prefix: string, title: string])[] = [
  ['AV0', 'What cannot be read'],
  ['AV1', 'Names, settings and declarations'],
  ['AV2', 'Values and units'],
  ['AV3', 'Open questions: what the text does not say'],
  ['AV4', 'The agreement as a whole'],
  ['AV5', 'Facts'],
];

/** The whole page. */
export function page(): string {
  const sections = groups.flatMap(([prefix, title]) => {
    const entries = explanations.filter(({ code }) => code.startsWith(prefix));
    return entries.length === 0 ? [] : [`## ${title}\n\n${entries.map(entry).join('\n')}`];
  });
  return `# Diagnostics

Every finding has a code that never changes its meaning. \`avtal explain CODE\` shows the same as this page, which is made from the compiler's own words: change them there and run \`npm run docs\`.

${sections.join('\n')}`;
}

function entry({ code, severity, title, explanation, bad, repair }: Explanation): string {
  const about = [
    explanation,
    severity === 'error' ? '' : `This is a ${severity === 'info' ? 'remark' : severity}.`,
  ].filter((text) => text !== '');
  return `### ${code}: ${title}\n\n${about.map((text) => `${text}\n\n`).join('')}${block(bad)}${repairBlock(repair)}`;
}

/** Examples longer than this show a limit, not a way of writing. */
const mostLines = 16;

function block(snippet: string): string {
  if (snippet === '' || snippet.split('\n').length > mostLines) return '';
  return `\`\`\`avtal\n${snippet.trimEnd()}\n\`\`\`\n\n`;
}

function repairBlock(repair: string): string {
  const shown = block(repair);
  return shown === '' ? '' : `Instead:\n\n${shown}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, page());
