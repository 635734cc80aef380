// The codes of findings: all of them in a list, or one with what it means, an example and its repair.
import { type Explanation, explain, explanations } from '@avtal/compiler';
import { closest } from '@avtal/grammar';
import { Failure, type Paint } from '../host.ts';
import { jsonText } from './json.ts';

export function codesText(asJson: boolean, paint: Paint): string {
  if (asJson) return jsonText(explanations);
  return explanations
    .map(({ code, severity, title }) => `${paint.bold(code)}  ${severity.padEnd(7)}  ${title}\n`)
    .join('');
}

export function codeText(code: string, asJson: boolean, paint: Paint): string {
  const found = explain(code);
  if (found === undefined) {
    const guess = closest(
      code.toUpperCase(),
      explanations.map((one) => one.code),
    );
    const help = guess === undefined ? '`avtal explain` lists them.' : `Did you mean \`${guess}\`?`;
    throw new Failure(`There is no diagnostic \`${code}\`.`, help);
  }
  return asJson ? jsonText(found) : page(found, paint);
}

function page({ code, severity, title, explanation, bad, repair }: Explanation, paint: Paint): string {
  const parts = [
    paint.bold(`${code} (${severity}): ${title}`),
    explanation,
    bad === '' ? '' : `${paint.red('Not so:')}\n${indented(bad)}`,
    repair === '' ? '' : `${paint.green('But so:')}\n${indented(repair)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ').trimEnd();
}
