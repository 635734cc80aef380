// `expect rate work at …: 750/h`: the answer of a clause in one situation, its value read as the clause's own would be.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Decimal, Expectation } from '@avtal/runtime';
import { quantityIn } from '../clauses/amounts.ts';
import { type Desk, replace, say, textOf } from '../clauses/desk.ts';
import type { Asked, Lowered } from '../clauses/lowered.ts';
import { isNaming, naming } from '../clauses/named.ts';
import type { Slot } from '../clauses/slot.ts';
import { answers } from '../clauses/values/answers.ts';
import { given } from '../optional.ts';
import { askedBy } from './attributes.ts';
import { instantOf } from './moments.ts';

/** An expectation without its place in the file, which every one has. */
export type Expected = Expectation extends infer E ? (E extends Expectation ? Omit<E, 'span'> : never) : never;

/** An expectation that is being read, in the example's place. */
export interface Asking extends Desk {
  readonly row: ast.Expectation;
  readonly lowered: Lowered;
  readonly tier: string | undefined;
}

/** `others`: what else may be expected, for "did you mean". */
export function expectedAnswer(asking: Asking, others: readonly string[]): Expected | undefined {
  const { row, model, lowered } = asking;
  const question = questionOf(asking);
  const asked = question === undefined ? undefined : lowered.asked.get(question);
  if (question === undefined || asked === undefined) {
    const written = [row.what, ...row.names].map(({ text }) => text).join(' ');
    const known = [...[...lowered.asked.keys()].map((one) => one.replaceAll(':', ' ')), ...others];
    const guess = closest(written, known) ?? closest(row.what.text, others);
    const target = guess !== undefined && others.includes(guess) ? row.what : undefined;
    const fixes = guess === undefined || target === undefined ? [] : [replace(asking, target, guess)];
    say(asking, 'unknown-expectation', { written, guess, known: guess === undefined ? others : [] }, row.what, {
      fixes,
    });
    return undefined;
  }
  noteQuestion(asking, asked);
  const at = row.parts.find((part) => part.kind === 'at');
  if (at?.time === undefined) {
    const such = `expect ${question.replaceAll(':', ' ')} at 2026-03-15 10:00: …`;
    say(
      asking,
      'expectation-lacks',
      { written: question.replaceAll(':', ' '), lacks: 'the time at which it is asked', such },
      row.what,
    );
    return undefined;
  }
  const instant = instantOf(asking, at.date, at.time);
  const situation = situationOf(asking);
  const [answer] = answers(slotFor(asking, asked), row.cell);
  if (instant === undefined || situation === undefined || answer === undefined) return undefined;
  const module = asking.place.section === undefined ? {} : { module: asking.place.section };
  return {
    kind: 'answer',
    question,
    at: instant,
    choices: { ...module, ...situation.choices },
    numbers: situation.numbers,
    value: answer.value,
  };

  function slotFor(from: Asking, { slot, cell }: Asked): Slot {
    // `on …` stands behind the clause's value and need not be said again.
    const bases = cell.phrases.flatMap((phrase) =>
      'tails' in phrase ? phrase.tails.flatMap((tail) => (tail.kind === 'on' ? tail.bases : [])) : [],
    );
    const { tier } = from;
    const head = { ...slot.head, bases: [...(slot.head.bases ?? []), ...bases] };
    return { ...slot, model, place: from.place, head, ...given('tier', tier) };
  }
}

/** `rate:work` of `rate work`; what the agreement asks only once need not be named in full (`start price`, `approve`). */
function questionOf({ row, lowered }: Asking): string | undefined {
  const words = [row.what, ...row.names]
    .map(({ text }) => text)
    .join(' ')
    .replace(/^start price\b/, 'start');
  const [kind = '', ...names] = words.split(' ');
  const questions = [...lowered.asked.keys()];
  const exact = [[kind, ...names].join(':'), ['target', kind, ...names].join(':')].find((one) =>
    questions.includes(one),
  );
  if (exact !== undefined) return exact;
  const same = questions
    .map((one) => one.split(':'))
    .filter(([first, ...parts]) => first === kind && names.every((name) => parts.includes(name)));
  // A start price is named by its scope or by its activity.
  return (names.length === 0 || kind === 'start') && same.length === 1 ? same[0]?.join(':') : undefined;
}

/** The names in a question are those of the row that answers it. */
function noteQuestion({ row, model, place }: Asking, { slot: { head } }: Asked): void {
  const { clause, subjects, decides, name: own } = head;
  const asks = { asks: clause };
  if (head.target !== undefined) model.uses.use('target', row.what, place, asks);
  for (const name of row.names) {
    const subject = subjects.find(({ info }) => info.id === name.text)?.info;
    if (subject !== undefined) model.uses.use(subject.kind, name, place, asks);
    else if (decides?.id === name.text) model.uses.use('choice', name, place, asks);
    else if (own === name.text && isNaming(clause)) model.uses.use(naming[clause], name, place, asks);
    else if (clause === 'start price' && model.findScope(name.text) !== undefined) model.uses.use('scope', name, place);
  }
}

interface Situation {
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, Decimal>>;
}

/** The choices and numbers that `when …` and the attributes state exactly. */
function situationOf(asking: Asking): Situation | undefined {
  const stated = askedBy(asking, asking.row.attributes);
  const choices = new Map(Object.entries(stated.choices));
  const numbers = new Map(Object.entries(stated.numbers));
  let exact = true;
  for (const part of asking.row.parts) {
    if (part.kind === 'when') exact = stateOf(part.condition) && exact;
    else if (part.kind === 'for') {
      const [tier, another] = part.tiers;
      if (tier !== undefined && another === undefined) {
        choices.set('tier', tier.text);
        const known = asking.model.tiers?.values.some(({ id }) => id === tier.text);
        if (known) asking.model.uses.use('tier', tier, asking.place, { of: 'tier' });
      } else exact = inexact(part);
    }
  }
  return exact ? { choices: Object.fromEntries(choices), numbers: Object.fromEntries(numbers) } : undefined;

  function inexact(node: { readonly span: ast.Span }): false {
    say(asking, 'situation-inexact', { written: textOf(asking, node) }, node);
    return false;
  }

  function stateOf(condition: ast.Cond): boolean {
    const { model, place } = asking;
    if (condition.kind === 'broken') return false;
    if (condition.kind === 'all') return condition.of.map(stateOf).every(Boolean);
    if (condition.kind === 'is' && !condition.not && condition.values.length === 1) {
      const dimension = model.dimension(condition.name, place);
      const [name] = condition.values;
      const value = dimension && name && model.value(dimension, name, place);
      if (dimension === undefined || value === undefined) return false;
      choices.set(dimension.id, value);
      return true;
    }
    if (condition.kind === 'compare' && condition.how === 'exactly') {
      const number = model.number(condition.name, place);
      const amount =
        number && quantityIn(number.unit, condition.amount, `\`${number.id}\` is declared so`, model, place);
      if (number === undefined || amount === undefined) return false;
      numbers.set(number.id, amount);
      return true;
    }
    return inexact(condition);
  }
}
