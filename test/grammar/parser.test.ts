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
} from 'chevrotain';
import { expect, test } from 'vitest';
import { OneToken } from '../../grammar/src/parsing/lookahead.ts';
import { Parser } from '../../grammar/src/parsing/parser.ts';
import { vocabulary } from '../../grammar/src/words/tokens.ts';

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
  const [ours, theirs] = [new OneToken(), new LLkLookaheadStrategy({ maxLookahead: 1 })];
  const [one, dynamicTokensEnabled] = [{ maxLookahead: 1 }, false];
  const alternatives = Array.from({ length: 30 }, () => ({ ALT: () => undefined }));
  let count = 0;
  const compare = (name: string, decisions: readonly ((alternatives: IOrAlt<unknown>[]) => unknown)[]): void => {
    const chosen = decisions.map((decide) =>
      vocabulary.map((kind) => decide.call({ LA_FAST: () => kind }, alternatives)),
    );
    expect(chosen[0], name).toEqual(chosen[1]);
    count += 1;
  };
  const walk = (rule: Rule, { definition }: { readonly definition: readonly IProduction[] }): void => {
    for (const production of definition) {
      const of = {
        rule,
        ...one,
        dynamicTokensEnabled,
        prodOccurrence: 'idx' in production ? Number(production.idx) : 0,
      };
      const sort = [Option, Repetition, RepetitionMandatory].find((kind) => production instanceof kind)?.name;
      const prodType = sort as 'Option' | 'Repetition' | 'RepetitionMandatory';
      if (production instanceof Alternation)
        compare(
          rule.name,
          [ours, theirs].map((s) => s.buildLookaheadForAlternation({ ...of, hasPredicates: true })),
        );
      else if (sort !== undefined)
        compare(
          rule.name,
          [ours, theirs].map((s) => s.buildLookaheadForOptional({ ...of, prodType })),
        );
      if ('definition' in production && !(production instanceof NonTerminal))
        walk(rule, production as { readonly definition: IProduction[] });
    }
  };
  for (const rule of Object.values(new Parser().getGAstProductions())) walk(rule, rule);
  expect(count).toBeGreaterThan(200);
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
