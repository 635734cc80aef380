// The grammar itself: Chevrotain's own checks, and the table of words that everything else is made from.
import { keywords, keywordsWith, reservedWords, type ValueWord } from '@avtal/grammar';
import {
  Alternation,
  type IOrAlt,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  type TokenType,
} from 'chevrotain';
import { expect, test } from 'vitest';
import { packed, unpacked } from '../../grammar/src/parsing/carried.ts';
import { Decision, Decisions, keyOf, sorts } from '../../grammar/src/parsing/lookahead.ts';
import { Parser } from '../../grammar/src/parsing/parser.ts';
import { Colon, K, Name, NumberToken, tokenOf, vocabulary } from '../../grammar/src/words/tokens.ts';

/** A function of newer engines that Chevrotain 13 checks grammars with. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const item of items) groups[keyOf(item)] = [...(groups[keyOf(item)] ?? []), item];
  return groups;
}

test('has no ambiguity that is not meant, no left recursion and no empty loop', () => {
  const engine: { groupBy?: unknown } = Object;
  engine.groupBy ??= groupBy;
  expect(() => new Parser({ skipValidations: false })).not.toThrow();
});

test('what one token decides is decided as Chevrotain does', () => {
  const theirs = new LLkLookaheadStrategy({ maxLookahead: 1 });
  const one = { maxLookahead: 1, dynamicTokensEnabled: false };
  const rules = new Parser().getGAstProductions();
  const ours = new Decisions();
  const carried = packed(Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ours.in(rule)])));
  let count = 0;
  const compare = (rule: Rule, key: number, decide: (alternatives: IOrAlt<unknown>[]) => unknown): void => {
    const alternatives = Array.from({ length: 30 }, () => ({ ALT: () => undefined }));
    const chosen = vocabulary.map((kind) => decide.call({ LA_FAST: () => kind }, alternatives));
    const expected = chosen.map((at) => (typeof at === 'number' ? at + 1 : Number(at ?? 0)));
    for (const beginnings of [ours.in(rule).get(key), unpacked(carried[rule.name]?.[key])]) {
      const { firsts } = new Decision(beginnings ?? []);
      const made = vocabulary.map(({ tokenTypeIdx = 0 }) => firsts[tokenTypeIdx]);
      expect(made, rule.name).toEqual(expected);
    }
    count += 1;
  };
  const walk = (rule: Rule, { definition }: { readonly definition: readonly IProduction[] }): void => {
    for (const production of definition) {
      const prodOccurrence = 'idx' in production ? Number(production.idx) : 0;
      const of = { rule, ...one, prodOccurrence };
      const optional = (
        [
          [Option, 'Option', sorts.option],
          [Repetition, 'Repetition', sorts.many],
          [RepetitionMandatory, 'RepetitionMandatory', sorts.some],
        ] as const
      ).find(([kind]) => production instanceof kind);
      if (production instanceof Alternation)
        compare(
          rule,
          keyOf(sorts.or, prodOccurrence),
          theirs.buildLookaheadForAlternation({ ...of, hasPredicates: true }),
        );
      else if (optional !== undefined)
        compare(
          rule,
          keyOf(optional[2], prodOccurrence),
          theirs.buildLookaheadForOptional({ ...of, prodType: optional[1] }),
        );
      if ('definition' in production && !(production instanceof NonTerminal))
        walk(rule, production as { readonly definition: IProduction[] });
    }
  };
  for (const rule of Object.values(rules)) walk(rule, rule);
  expect(count).toBeGreaterThan(200);
});

test('where a gate is closed, the next alternative that the token begins is taken', () => {
  const decision = new Decision([[Name], [K.rate], undefined, [NumberToken]]);
  const of = (kind: TokenType): number[] => {
    const token = tokenOf(kind, '', 0, 0);
    const found = [decision.firsts[token.tokenTypeIdx] ?? 0];
    while (found.at(-1) !== 0) found.push(decision.after(found.at(-1) ?? 0, token));
    return found;
  };
  expect(of(K.rate)).toEqual([1, 2, 3, 0]);
  expect(of(NumberToken)).toEqual([3, 4, 0]);
  expect(of(Colon)).toEqual([3, 0]);
});

test('every word is written in one way only', () => {
  const written = keywords.flatMap(({ en, forms }) => [en, ...forms]);
  expect(written.filter((word, index) => written.indexOf(word) !== index)).toEqual([]);
});

test('the first word of a phrase is reserved or a name of its own', () => {
  for (const { en, doc, example } of keywords) {
    expect(doc, en).toMatch(/^[A-Z].*\.$/);
    expect(example.length, en).toBeGreaterThan(0);
  }
  expect(reservedWords.has('during')).toBe(true);
  expect(reservedWords.has('fee')).toBe(false);
});

test('value words are those of the tree', () => {
  // The type checks that no word is missing here, the test that none is missing there.
  const words: Readonly<Record<ValueWord, true>> = {
    ...{ included: true, 'not offered': true, 'no promise': true, 'not usable': true, unlimited: true },
    ...{ 'best effort': true, 'on request': true, exact: true, none: true, free: true, notify: true },
    ...{ 'notify before start': true, 'approve before start': true, freely: true, 'not at all': true },
    ...{ 'unused days': true, 'unused full months': true },
    ...{ daily: true, weekly: true, monthly: true, quarterly: true, 'half-yearly': true, yearly: true },
    ...{ add: true, highest: true, multiply: true, 'cannot be priced': true, met: true, missed: true },
    ...{ kept: true, 'nothing to measure': true },
    ...{ pending: true, running: true, paused: true, undecided: true, never: true, 'without end': true },
  };
  expect(
    keywordsWith('value')
      .map(({ en }) => en)
      .sort(),
  ).toEqual(Object.keys(words).sort());
});
