// Every repair that a finding offers does away with it, and makes no row unreadable.
import { asFile, compile, type Diagnostic, registry } from '@avtal/compiler';
import { expect, test } from 'vitest';

const findings = (source: string) => compile('test.avtal', () => source).diagnostics;

function apply(source: string, { edits }: Diagnostic['fixes'][number]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end), source);
}

const cases = Object.values(registry).flatMap(({ code, bad }) => {
  const source = asFile(bad);
  const found = findings(source).find((diagnostic) => diagnostic.code === code);
  return (found?.fixes ?? [])
    .filter(({ adds }) => adds === undefined)
    .map((fix) => [code, fix.title, apply(source, fix)] as const);
});

test.each(cases)('%s: %s', (code, _, repaired) => {
  const left = findings(repaired).filter((diagnostic) => diagnostic.code === code || diagnostic.code < 'AV1');
  expect(
    left.map(({ message }) => message),
    repaired,
  ).toEqual([]);
});
