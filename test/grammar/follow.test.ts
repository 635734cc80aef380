// What may follow, by the grammar itself: every prefix of every good row leads on, and the words offered fit.
import { type Following, type NameRole, whatMayFollow } from '@avtal/grammar';
import { expect, test } from 'vitest';
import { asFile } from './rows.ts';

/** What may stand at the `<|>` in the rows. */
function at(rows: string): Following {
  const marked = asFile(rows);
  return whatMayFollow(marked.replace('<|>', ''), marked.indexOf('<|>'));
}

/** Words, literals and signs that must be offered there, and words that must not. */
const places: readonly [rows: string, offered: readonly string[], not: readonly string[]][] = [
  [
    '<|>',
    ['rate', 'window', 'currency', 'module', 'override', 'name', 'paper'],
    ['expect', 'agreement', 'of', 'carry over'],
  ],
  ['fe<|>', ['fee'], ['expect']],
  ['rate <|>', ['name'], ['during', 'number']],
  ['rate work <|>', ['during', 'when', 'per', 'each part', ':', 'text'], ['is', 'of']],
  ['rate work during <|>', ['name', 'days', 'outside', 'time', 'always'], ['during', ':']],
  ['rate work during core<|>', ['name'], [':']],
  ['rate work during core <|>', ['except', 'and', 'when', ':'], ['is']],
  ['rate work when channel <|>', ['is', 'over', 'up to', 'and', ':'], ['name']],
  ['respond: 2 h <|>', ['of', 'elapsed', '|', ','], ['during']],
  ['respond: <|>', ['no promise', 'best effort', 'number', 'to be agreed', 'earliest of'], [':', 'during']],
  ['vat 25% <|>', ['on top', 'included', 'not stated'], ['name']],
  ['tiers A | <|>', ['name'], ['|']],
  ['rate work: 1\n  <|>', ['except', 'counted', 'carry over', 'text'], ['rate']],
  ['table respond | resolve\n  <|>', ['when', 'during', 'for'], ['rate']],
  ['week {\n    <|>\n  }', ['days', 'name'], ['rate']],
  ['example e {\n    <|>\n  }', ['expect', 'unit', 'ticket', 'from', 'name'], ['currency']],
  ['rate work: 1\nprice <|>\nfee per month: 3', ['name'], ['rate']],
];

test.each(places)('%s', (rows, offered, not) => {
  const { keywords, literals, signs } = at(rows);
  const all = [...keywords.map(({ en }) => en), ...literals, ...signs];
  expect(all).toEqual(expect.arrayContaining([...offered]));
  for (const word of not) expect(all).not.toContain(word);
});

/** What a name at the `<|>` could stand for. */
const roles: readonly (readonly [rows: string, names: readonly NameRole[]])[] = [
  ['rate <|>', ['about']],
  ['rate work during <|>', ['window']],
  ['rate work during core, <|>', ['window']],
  ['rate work when <|>', ['field']],
  ['rate work when channel is phone, <|>', ['value']],
  ['respond when reported during <|>', ['window']],
  ['price callout for A, <|>', ['tier']],
  ['rate work by <|>', ['choice']],
  ['fee per <|>', ['unit']],
  ['count work each <|>', ['scope']],
  ['pause <|>', ['target']],
  ['combine <|>', ['meeting']],
  ['discount loyal: 10% on <|>', ['priced']],
  ['respond: 2 h of <|>', ['window', 'priced', 'activity', 'index']],
  ['rate travel: as <|>', ['priced']],
  ['holidays <|>', ['country']],
  ['currency <|>', ['currency']],
  ['rate work: 1\n  accept <|>', ['code']],
  ['decide severity by impact, urgency {\n    | <|>\n  }', ['column']],
  ['decide severity by impact, urgency {\n    high: <|>\n  }', ['decision']],
  ['example e {\n    tier <|>\n  }', ['value']],
  ['example e {\n    work 2026-03-03 08:00-09:00, <|>\n  }', ['attribute']],
  ['example e {\n    ticket T1 <|>\n  }', ['milestone']],
  ['example e {\n    expect cost <|>\n  }', ['expectedOf']],
  ['order O for A {\n    agree <|>\n  }', ['open']],
];

test.each(roles)('the names at %s', (rows, names) => {
  expect(at(rows).names).toEqual(names);
});

test('what is being typed, and where nothing follows', () => {
  const typed = (rows: string) => {
    const { typed, within, before, begun } = at(rows);
    const text = asFile(rows).replace('<|>', '').slice(typed.start, typed.end);
    return [text, within, before.pieces.map((piece) => piece.text).join(' '), ...begun.map((one) => one.keyword.en)];
  };
  expect(typed('rate wo<|>')).toEqual(['wo', undefined, 'rate']);
  expect(typed('rate work during påskeaften-n<|>')).toEqual(['påskeaften-n', undefined, 'rate work during']);
  expect(typed('respond: no pro<|>')).toEqual(['pro', undefined, 'respond : no', 'no promise']);
  expect(typed('respond: no <|>')).toEqual(['', undefined, 'respond : no', 'no promise']);
  expect(typed('example e {\n    from 2026-0<|>\n  }')).toEqual(['2026-0', undefined, 'from']);
  expect(typed('example e {\n    work 2026-03-03 08:00-09:00<|>\n  }')).toEqual([
    '',
    undefined,
    'work 2026-03-03 08:00 - 09:00',
  ]);
  expect(typed('rate work: 650<|>')).toEqual(['', undefined, 'rate work : 650']);
  expect(typed('timezone Europe/Os<|>')).toEqual(['Europe/Os', undefined, 'timezone']);
  expect(typed('provider "It<|>"')).toEqual(['"It', 'text', 'provider']);
  expect(typed('rate work: 650/h // per<|>')).toEqual(['// per', 'comment', '']);
  expect(typed('rate work: 650/h over § 4.<|>')).toEqual(['§ 4.', undefined, 'rate work : 650 / h over']);
});

test('outside every block', () => {
  expect(whatMayFollow('', 0).keywords.map(({ en }) => en)).toEqual(['use', 'agreement', 'document', 'order']);
});
