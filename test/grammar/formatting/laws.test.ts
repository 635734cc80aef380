// What holds of every text that is formatted: nothing is lost, nothing means anything else, and once is enough.
import { format, formatEdits, type Parsed, parse } from '@avtal/grammar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as t from '../../../grammar/src/words/tokens.ts';
import { fromTape, type Tape } from '../../random/tape.ts';
import { bare } from '../rows.ts';
import { otherBlanks, otherLines, randomAgreement, sound, texts } from './texts.ts';

function formatted(text: string): string {
  const result = format(text);
  if ('refused' in result) throw new Error(result.refused[0]?.message);
  return result.text;
}

const squeezed = (text: string): string => text.replace(/\s/g, '');

/** Each comment with the row in which it stands, or behind which. */
function comments({ file, tokens }: Parsed): unknown[] {
  return file.comments.map(({ text, span }) => {
    const before = tokens.filter((token) => token.startOffset < span.start);
    const isAlone = before.length === 0 || before.at(-1)?.tokenType === t.Newline;
    return { text: squeezed(text), after: before.filter((token) => token.tokenType !== t.Newline).length, isAlone };
  });
}

function tree(parsed: Parsed): unknown {
  return JSON.parse(
    JSON.stringify(bare(parsed.file.items), (key, value) => (key === 'under' && 'start' in value ? undefined : value)),
  );
}

/** With the rows that stand at another depth than they are read at where their repair puts them. */
function inPlace(text: string): string {
  const { errors } = parse(text);
  const edits = errors.flatMap(({ code, fix }) => (code === 'AV0017' ? (fix?.edits ?? []) : []));
  const moved = applied(
    text,
    edits.sort((a, b) => a.span.start - b.span.start),
  );
  const isSame = JSON.stringify(tree(parse(moved))) === JSON.stringify(tree(parse(text)));
  return isSame && parse(moved).errors.length === 0 ? moved : text;
}

/** The text as formatted, after all laws have been held against it. */
function held(text: string): string {
  const before = parse(text);
  const result = format(text);
  const moved = inPlace(text);
  if (moved !== text) {
    expect(result).toEqual({ text: held(moved) });
    expect(applied(text, formatEdits(text))).toBe(formatted(moved));
    return formatted(moved);
  }
  if (before.errors.length > 0) {
    expect(result).toEqual({ refused: before.errors });
    expect(formatEdits(text)).toEqual([]);
    return text;
  }
  const by = formatted(text);
  expect(formatted(by)).toBe(by);
  expect(formatEdits(by)).toEqual([]);
  expect(formatted(`${text}  `)).toBe(by); // it did not come back as it was because something else had changed
  const after = parse(by);
  expect(after.errors).toEqual([]);
  expect(tree(after)).toEqual(tree(before));
  expect(comments(after)).toEqual(comments(before));
  expect(squeezed(by)).toBe(squeezed(text));
  expect(applied(text, formatEdits(text))).toBe(by);
  neat(by);
  expect(endsOf(by)).toEqual(by === '' ? new Set() : endsOf(text).size === 0 ? new Set(['\n']) : endsOf(text));
  expect(by.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
  return by;
}

/** What can be seen of any formatted text without reading it. */
function neat(text: string): void {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  expect(lines.pop()).toBe('');
  for (const [at, line] of lines.entries()) {
    expect(line).not.toMatch(/[ \t]$/);
    expect(line).toMatch(/^ *(?:\S|$)/);
    if (line === '') expect([lines[at - 1] ?? '', lines[at + 1] ?? '']).not.toContain('');
    if (line === '') expect(lines[at - 1]).not.toMatch(/\{$/);
    if (line === '') expect(lines[at + 1]).not.toMatch(/^ *\}/);
  }
}

function endsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r\n|\r|\n/g) ?? []);
}

function applied(text: string, edits: ReturnType<typeof formatEdits>): string {
  return edits.reduceRight(
    (result, { span, text: by }) => result.slice(0, span.start) + by + result.slice(span.end),
    text,
  );
}

const anyOf = (tape: Tape): string => sound[tape.int(0, sound.length - 1)]?.[1] ?? '';

test('there are many texts, and most can be read', () => {
  expect(texts.length).toBeGreaterThan(300);
  expect(sound.length).toBeGreaterThan(250);
});

test.each(texts)('%s', (_, text) => void held(text));

test('random agreements', () => {
  fc.assert(
    fc.property(fromTape(randomAgreement), (text) => void held(text)),
    { numRuns: 150 },
  );
});

/** What points at a row points elsewhere when the row has other blanks. */
const withoutPointing = (text: string): string => text.replace(/^\/\/ *\^/gm, '//^');

test('whatever the blanks, the text is the same', () => {
  const made = fromTape((tape) => {
    const text = tape.chance(50) ? anyOf(tape) : randomAgreement(tape);
    return { text, other: otherBlanks(text, tape) };
  }, 4000);
  fc.assert(
    fc.property(made, ({ text, other }) => {
      fc.pre(
        parse(text).errors.length === 0 && JSON.stringify(tree(parse(other))) === JSON.stringify(tree(parse(text))),
      ); // a row may become a note
      expect(withoutPointing(held(other))).toBe(withoutPointing(formatted(text)));
    }),
    { numRuns: 100 },
  );
});

test('comments, empty lines and broken lists at random', () => {
  let [read, all] = [0, 0];
  const made = fromTape((tape) => {
    const text = otherLines(tape.chance(50) ? anyOf(tape) : randomAgreement(tape), tape);
    return tape.chance(50) ? otherBlanks(text, tape) : text;
  }, 6000);
  fc.assert(
    fc.property(made, (text) => {
      all++;
      if (parse(text).errors.length === 0) read++;
      held(text);
    }),
    { numRuns: 150 },
  );
  expect(read / all).toBeGreaterThan(0.5);
});

test('any range changes lines of its own only, and nothing that is meant', () => {
  const made = fromTape((tape) => {
    const text = otherBlanks(randomAgreement(tape), tape);
    const start = tape.int(0, text.length);
    return { text, range: { start, end: Math.min(text.length, start + tape.int(0, 200)) } };
  }, 2000);
  fc.assert(
    fc.property(made, ({ text, range }) => {
      fc.pre(parse(text).errors.length === 0);
      const edits = formatEdits(text, range);
      const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
      for (const { span } of edits) {
        expect(span.start).toBeGreaterThanOrEqual(lineStart);
        expect(text.slice(range.end, span.start)).not.toContain('\n');
      }
      const after = parse(applied(text, edits));
      expect(after.errors).toEqual([]);
      expect(tree(after)).toEqual(tree(parse(text)));
    }),
    { numRuns: 100 },
  );
});
