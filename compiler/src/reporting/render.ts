// A diagnostic as plain text: what is wrong, where it stands, and what to write instead.

import { lineStarts, positionOf } from '../sources.ts';
import type { Diagnostic, Site } from './diagnostics.ts';

/** Longer lines are shown around the marked place only. */
const widest = 120;

/** `textOf` gives the text of a file; places in files that it does not have are named, not shown. */
export function render(diagnostic: Diagnostic, textOf: (file: string) => string | undefined): string {
  const { severity, code, title, message, help, label, related } = diagnostic;
  const frames = [
    frame(diagnostic, label, '^', textOf),
    ...related.map((place) => frame(place, place.message, '-', textOf)),
  ];
  const words = help === undefined ? message : `${message}\n${help}`;
  return `${severity} ${code}: ${title}\n${frames.join('\n')}\n\n${words}\n`;
}

function frame(
  site: Site,
  label: string | undefined,
  mark: string,
  textOf: (file: string) => string | undefined,
): string {
  const text = textOf(site.file);
  const note = label === undefined ? '' : ` ${label}`;
  if (text === undefined) return `   ┌─ ${site.file}${note === '' ? '' : `:${note}`}`;
  const starts = lineStarts(text);
  const { line, column } = positionOf(starts, site.span.start);
  const start = starts[line - 1] ?? 0;
  const whole = text.slice(start, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
  const skipped = Math.max(0, column - 1 - widest / 2);
  const shown = whole.slice(skipped, skipped + widest).replace(/\t/g, ' ');
  const before = skipped > 0 ? '…' : '';
  const length = Math.max(1, Math.min(site.span.end, start + whole.length, start + skipped + widest) - site.span.start);
  const number = String(line);
  const margin = ' '.repeat(number.length);
  return [
    `${margin} ┌─ ${site.file}:${line}:${column}`,
    `${margin} │`,
    `${number} │ ${before}${shown}`,
    `${margin} │ ${' '.repeat(before.length + column - 1 - skipped)}${mark.repeat(length)}${note}`,
  ].join('\n');
}
