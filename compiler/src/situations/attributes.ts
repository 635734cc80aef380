// What a fact states behind its comma: choices, numbers, and what it belongs to.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Decimal, Instant } from '@avtal/runtime';
import { quantityIn } from '../clauses/amounts.ts';
import { type Desk, replace, say, textOf } from '../clauses/desk.ts';
import { withinOf } from '../names/orders.ts';
import { given } from '../optional.ts';
import { instantOf } from './moments.ts';

export interface Stated {
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, Decimal>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly person?: string;
  readonly cost?: ast.Amount;
  readonly moments: Readonly<Record<string, Instant>>;
}

type Also = 'person' | 'cost' | 'moments';

/** `also`: names that mean something for this fact beside choices, numbers and scopes. What the order chooses it does not say. */
export function statedBy(desk: Desk, attributes: readonly ast.Attribute[], also: readonly Also[] = []): Stated {
  const isOfOrder = ({ name }: ast.Attribute): boolean => desk.model.findDimension(name.text)?.given === 'order';
  for (const { name } of attributes.filter(isOfOrder)) say(desk, 'said-by-order', { choice: name.text }, name);
  return askedBy(
    desk,
    attributes.filter((attribute) => !isOfOrder(attribute)),
    also,
  );
}

/** The same of a question, which may be asked as of any order. */
export function askedBy(desk: Desk, attributes: readonly ast.Attribute[], also: readonly Also[] = []): Stated {
  // Maps, since a choice may bear the name of something that every object has.
  const choices = new Map<string, string>();
  const numbers = new Map<string, Decimal>();
  const keys = new Map<string, string>();
  const moments = new Map<string, Instant>();
  let person: string | undefined;
  let cost: ast.Amount | undefined;
  for (const attribute of attributes) {
    const { name, value } = attribute;
    const { model, place } = desk;
    const dimension = model.findDimension(name.text);
    const number = model.findNumber(name.text);
    const key = keyOf(desk, name.text);
    if (dimension !== undefined) {
      model.uses.use('choice', name, place);
      const word =
        value.kind === 'name' ? value : { kind: 'name' as const, text: textOf(desk, value), span: value.span };
      const found = model.value(dimension, word, place);
      if (found !== undefined) choices.set(dimension.id, found);
    } else if (number !== undefined) {
      model.uses.use('number', name, place);
      if (value.kind !== 'amount') say(desk, 'attribute-value', { name: number.id, wanted: 'a number' }, value);
      else {
        const amount = quantityIn(number.unit, value, `\`${number.id}\` is declared so`, model, place);
        if (amount !== undefined) numbers.set(number.id, amount);
      }
    } else if (key !== undefined) {
      model.uses.use('scope', name, place);
      noteKey(desk, key, value);
      keys.set(key, wordOf(desk, value));
    } else if (also.includes('moments') && model.moments.includes(name.text)) {
      model.uses.use('milestone', name, place);
      if (value.kind !== 'moment')
        say(desk, 'attribute-value', { name: name.text, wanted: 'a date and a time' }, value);
      else {
        const at = instantOf(desk, value.date, value.time);
        if (at !== undefined) moments.set(name.text, at);
      }
    } else if (name.text === 'person' && also.includes('person')) {
      noteKey(desk, 'person', value);
      person = wordOf(desk, value);
    } else if (name.text === 'cost' && also.includes('cost') && value.kind === 'amount') cost = value;
    else unknown(desk, name, also);
  }
  return {
    choices: Object.fromEntries(choices),
    numbers: Object.fromEntries(numbers),
    keys: Object.fromEntries(keys),
    moments: Object.fromEntries(moments),
    ...given('person', person),
    ...given('cost', cost),
  };
}

/** The column of a scope that facts belong to by name. */
function keyOf(desk: Desk, name: string): string | undefined {
  const over = desk.model.findScope(name)?.info.over;
  return over?.kind === 'key' ? over.column : undefined;
}

/** `A` of `job A`: known to its order or example alone, and declared where it first stands. */
function noteKey({ model, place }: Desk, of: string, value: ast.Attribute['value']): void {
  if (value.kind !== 'name') return;
  const among = { of, ...withinOf(place) };
  if (model.uses.find('key', value.text, among) === undefined) model.uses.declare('key', { name: value }, place, among);
  else model.uses.use('key', value, place, among);
}

const wordOf = (desk: Desk, value: ast.Attribute['value']): string =>
  'text' in value ? value.text : textOf(desk, value);

function unknown(desk: Desk, name: ast.Name, also: readonly string[]): void {
  const { dimensions, numbers, scopes } = desk.model;
  const columns = scopes.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []));
  const choices = dimensions.filter(({ id }) => id !== 'order').map(({ id }) => id);
  const { moments } = desk.model;
  const others = also.flatMap((one) => (one === 'moments' ? moments : [one]));
  const known = [...choices, ...numbers.map(({ id }) => id), ...columns, ...others];
  const guess = closest(name.text, known);
  const fixes = guess === undefined ? [] : [replace(desk, name, guess)];
  say(desk, 'unknown-attribute', { name: name.text, guess, known }, name, { fixes });
}
