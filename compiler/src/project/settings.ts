// What `avtal.json` says, checked field by field. Its JSON Schema is cli/schema/avtal.schema.json.
import { closest } from '@avtal/grammar';
import { isAcceptable } from '../reporting/acceptances.ts';
import type { Diagnostic, Severity } from '../reporting/diagnostics.ts';
import { explain, explanations } from '../reporting/explain.ts';
import { listText } from '../reporting/lists.ts';
import { type JsonNode, type Mistake, readJson } from './json.ts';
import { matchesPattern } from './patterns.ts';

/** What the file is called; that of the nearest folder upwards decides. */
export const projectFile = 'avtal.json';

export type Level = Severity | 'off';

export interface ProjectSettings {
  readonly severity: ReadonlyMap<string, Level>;
  readonly denyWarnings: boolean;
  /** Which files of a folder are meant, relative to the project file; `**` unless said. */
  readonly files: readonly string[];
  readonly ignore: readonly string[];
}

const noSettings: ProjectSettings = { severity: new Map(), denyWarnings: false, files: ['**'], ignore: [] };

const levels: readonly Level[] = ['off', 'info', 'warning', 'error'];
const fields = ['severity', 'denyWarnings', 'files', 'ignore'];

/** Whether a file that was found in a folder, and not named, is to be checked. `path`: from the folder of the project file. */
export function isMeant(path: string, { files, ignore }: ProjectSettings): boolean {
  const matches = (pattern: string): boolean =>
    matchesPattern(path, pattern) || matchesPattern(path, `${pattern.replace(/\/+$/, '')}/**`);
  return files.some(matches) && !ignore.some(matches);
}

/** The finding with the severity that the project gives it; undefined where it is switched off. */
export function judged(finding: Diagnostic, settings: ProjectSettings | undefined): Diagnostic | undefined {
  const level = finding.accepted ? undefined : settings?.severity.get(finding.code);
  if (level === 'off') return undefined;
  return level === undefined ? finding : { ...finding, severity: level };
}

export function readSettings(text: string): ProjectSettings | readonly Mistake[] {
  const root = readJson(text);
  if (!('kind' in root)) return [root];
  const mistakes: Mistake[] = [];
  const settings = settingsOf(root, mistakes);
  return mistakes.length === 0 ? settings : mistakes;
}

function settingsOf(root: JsonNode, mistakes: Mistake[]): ProjectSettings {
  const settings = { ...noSettings };
  for (const { key, start, value } of entriesOf(root, 'A project file', mistakes)) {
    switch (key) {
      case '$schema':
        stringOf(value, key, mistakes);
        break;
      case 'severity':
        settings.severity = severitiesOf(value, mistakes);
        break;
      case 'denyWarnings':
        settings.denyWarnings = booleanOf(value, key, mistakes);
        break;
      case 'files':
      case 'ignore':
        settings[key] = patternsOf(value, key, mistakes);
        break;
      default:
        mistakes.push({ start, message: `A project file says nothing about \`${key}\`.`, help: nearest(key, fields) });
    }
  }
  return settings;
}

function severitiesOf(node: JsonNode, mistakes: Mistake[]): ReadonlyMap<string, Level> {
  const severities = new Map<string, Level>();
  for (const { key: code, start, value } of entriesOf(node, '`severity`', mistakes)) {
    const known = explain(code);
    const level = levels.find((one) => value.kind === 'value' && value.value === one);
    if (known?.code !== code) {
      const codes = explanations.filter(isAcceptable).map((one) => one.code);
      mistakes.push({
        start,
        message: `There is no finding \`${code}\`.`,
        help: known ? `Write \`${known.code}\`.` : nearest(code, codes),
      });
    } else if (level === undefined) {
      mistakes.push({
        start: value.start,
        message: `The severity of \`${code}\` is one of ${listText(quoted(levels))}.`,
      });
    } else if (known.severity === 'error' && !isAcceptable(known) && level !== 'error') {
      const message = `\`${code}\` (${known.title.toLowerCase()}) is always an error, because nothing could be computed with it.`;
      mistakes.push({ start, message, help: 'Only warnings and findings AV4xxx can be lowered or switched off.' });
    } else severities.set(code, level);
  }
  return severities;
}

/** The entries of an object, each key once. */
function entriesOf(
  node: JsonNode,
  what: string,
  mistakes: Mistake[],
): Extract<JsonNode, { kind: 'object' }>['entries'] {
  if (node.kind !== 'object') {
    mistakes.push({ start: node.start, message: `${what} is an object, \`{ … }\`.` });
    return [];
  }
  const seen = new Set<string>();
  return node.entries.filter(({ key, start }) => {
    if (seen.has(key)) mistakes.push({ start, message: `\`${key}\` is said twice.`, help: 'Keep one of them.' });
    return seen.size < seen.add(key).size;
  });
}

function booleanOf(node: JsonNode, key: string, mistakes: Mistake[]): boolean {
  if (node.kind === 'value' && typeof node.value === 'boolean') return node.value;
  mistakes.push({ start: node.start, message: `\`${key}\` is \`true\` or \`false\`.` });
  return false;
}

function stringOf(node: JsonNode, what: string, mistakes: Mistake[]): string {
  if (node.kind === 'value' && typeof node.value === 'string' && node.value !== '') return node.value;
  mistakes.push({ start: node.start, message: `\`${what}\` is a text in quotes.` });
  return '';
}

function patternsOf(node: JsonNode, key: string, mistakes: Mistake[]): readonly string[] {
  if (node.kind !== 'array') {
    mistakes.push({ start: node.start, message: `\`${key}\` is a list of patterns, \`["**/*.avtal"]\`.` });
    return [];
  }
  return node.items.map((item) => {
    const pattern = stringOf(item, `A pattern of ${key}`, mistakes);
    if (/^[/\\]|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(pattern)) {
      mistakes.push({ start: item.start, message: `\`${pattern}\` leads out of the folder of the project file.` });
    }
    return pattern.replace(/^\.\//, '');
  });
}

function nearest(word: string, known: readonly string[]): string {
  const guess = closest(word, known);
  return guess === undefined ? `There are ${listText(quoted(known.slice(0, 6)))}.` : `Did you mean \`${guess}\`?`;
}

function quoted(words: readonly string[]): readonly string[] {
  return words.map((word) => `\`${word}\``);
}
