// Values of rates, prices, start prices and fees.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type {
  Bounds,
  Decimal,
  MoneyValue,
  PercentOfFee,
  RateValue,
  ReferenceValue,
  StartClause,
  Subject,
  WordValue,
} from '@avtal/runtime';
import { Rational } from '@avtal/runtime';
import type { Indexed } from '../../model.ts';
import { decimal, fits, unitWord } from '../amounts.ts';
import { append, replace, type Spanned, say, textOf } from '../desk.ts';
import { headFixes, oneOf } from '../heads.ts';
import { question } from '../ids.ts';
import { kinds } from '../kinds.ts';
import type { Answer, Naming, Slot } from '../slot.ts';
import { boundUnit, isLadder, ladder, noLadder, stepOf } from './ladders.ts';
import {
  inUnit,
  measured,
  misfit,
  missing,
  moneyOf,
  type Of,
  only,
  onlyTails,
  type Phrase,
  percentOf,
  sayNoPrice,
  surplus,
  tailOf,
  whole,
  wordValue,
} from './phrases.ts';

export function rate(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const base = {
    kind: 'rate',
    question: question('rate', subject.info.id),
    subject: subject.index,
    ...scope(slot),
  } as const;
  const read = (phrase: Phrase) => rateStep(slot, phrase, subject);
  if (!isLadder(cell)) {
    const phrase = only(slot, cell);
    const value = phrase && read(phrase);
    return value === undefined ? [] : [{ ...base, value }];
  }
  const bounds = boundUnit(slot, subject.info.unit);
  const step = (phrase: Phrase) => lump(slot, phrase, subject) ?? read(phrase);
  const value = bounds && ladder(slot, cell.phrases, { ...bounds, step: stepOf(slot, step) });
  return value === undefined ? [] : [{ ...base, value }];
}

/** `300 up to 4 h`: one sum for all of it, where the head says of what (`each visit`). */
function lump(slot: Slot, phrase: Phrase, subject: Indexed<Subject>): MoneyValue | undefined {
  if (phrase.kind !== 'amount-phrase' || phrase.tails.length > 0 || phrase.amount.per !== undefined) return undefined;
  if (slot.head.scope === undefined || subject.info.unit.kind === 'count') return undefined;
  return moneyValue(slot, phrase.amount);
}

const scope = (slot: Slot) => (slot.head.scope === undefined ? {} : { scope: slot.head.scope });

function rateStep(
  slot: Slot,
  phrase: Phrase,
  subject: Indexed<Subject>,
): RateValue | WordValue | ReferenceValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind === 'reference') return reference(slot, phrase.clause, '100');
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const share = tailOf(phrase.tails, 'of-clause');
  if (share !== undefined) {
    const percent = percentOf(slot, phrase.amount);
    const [clause, second] = share.clauses;
    if (second !== undefined)
      say(slot, 'too-many-values', { written: textOf(slot, second), clause: slot.head.written }, second);
    return percent === undefined || clause === undefined ? undefined : reference(slot, clause, percent);
  }
  const per = tailOf(phrase.tails, 'per-period');
  if (per !== undefined && per.period.unit === 'day' && per.period.count === undefined) return perDay(slot, phrase);
  return onlyTails(slot, phrase.tails, []) ? rateValue(slot, phrase, subject) : undefined;
}

/** Notes that this clause needs the answer to another question. */
function refer(slot: Slot, node: ast.ClauseReference, to: string): void {
  const { clause, it } = slot.head;
  // In another window the same question may have another answer; what is paid back is no answer to it.
  const from =
    node.during !== undefined || slot.head.node.clause === 'include'
      ? ''
      : clause === 'fee'
        ? question('fee', feeName(slot.head.node))
        : question(clause === 'price' || clause === 'credit' || clause === 'limit' ? clause : 'rate', it);
  slot.shared.references.push({ model: slot.model, place: slot.place, node, from, to });
}

/** `as work`, `50% of rate work`: the same kind of clause unless another is named. */
function reference(slot: Slot, clause: ast.ClauseReference, percent: Decimal): ReferenceValue | undefined {
  const kind = clause.clause?.text ?? slot.head.clause;
  const so = clause.times ?? clause.quantity;
  if (kind === 'rate' && slot.head.clause === 'price' && so === undefined) {
    const written = textOf(slot, clause);
    const fixes = [append(slot, clause, ' for 1 h')];
    say(slot, 'price-of-rate', { written, clause: slot.head.written }, clause, { fixes });
    return undefined;
  }
  const fits = kind === slot.head.clause || (kind === 'rate' && so !== undefined);
  if (clause.subject === undefined || (kind !== 'rate' && kind !== 'price') || !fits) {
    sayNoPrice(slot, clause);
    return undefined;
  }
  const to = question(kind, clause.subject.text);
  const subject = slot.model.findSubject(clause.subject.text)?.info;
  if (subject !== undefined) slot.model.uses.use(subject.kind, clause.subject, slot.place, { asks: kind });
  refer(slot, clause, to);
  const during = clause.during && slot.model.windowOf(clause.during, slot.place, slot.tier);
  const times = clause.times && timesOf(slot, clause.times, subject);
  const quantity = clause.quantity && quantityOf(slot, clause.quantity, subject);
  if ((clause.during !== undefined && during === undefined) || (so !== undefined && (times ?? quantity) === undefined))
    return undefined;
  return {
    kind: 'reference',
    question: to,
    percent,
    ...(during === undefined ? {} : { during }),
    ...(times === undefined ? {} : { times }),
    ...(quantity === undefined ? {} : { quantity }),
  };
}

/** `2 h` of `rate work for 2 h`, in base units. */
function quantityOf(slot: Slot, amount: ast.Amount, subject: Subject | undefined): Decimal | undefined {
  if (subject === undefined) return undefined;
  const because = `\`rate ${subject.id}\` is multiplied with it, in a price`;
  if (slot.head.clause === 'price') return inUnit(slot, amount, subject.unit, because);
  const params = { written: textOf(slot, amount), found: 'a quantity', wanted: 'a rate alone', because };
  say(slot, 'wrong-unit', params, amount);
  return undefined;
}

/** A number that is counted in what the rate is paid for. */
function timesOf(slot: Slot, name: ast.Name, subject: Subject | undefined): string | undefined {
  const number = slot.model.number(name, slot.place);
  if (number === undefined || subject === undefined) return undefined;
  const named = (unit: Subject['unit']) => (unit.kind === 'other' ? unit.name : unit.kind);
  if (slot.head.clause === 'price' && named(number.unit) === named(subject.unit)) return number.id;
  const found = `a number in \`${named(number.unit)}\``;
  const because = `\`rate ${subject.id}\` is multiplied with it, in a price`;
  say(slot, 'wrong-unit', { written: name.text, found, wanted: unitWord(subject.unit), because }, name);
  return undefined;
}

/** `650/h`: money per unit of the subject, with a repair for every near miss. */
export function rateValue(
  slot: Slot,
  phrase: Of<'amount-phrase'>,
  subject: Indexed<Subject>,
  signs: readonly string[] = [],
): RateValue | undefined {
  const { amount } = phrase;
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  const signed = found.sign !== undefined && !signs.includes(found.sign);
  if (signed || (found.of.kind !== 'bare' && found.of.kind !== 'money')) return misfit(slot, phrase);
  const { unit, id } = subject.info;
  const written = textOf(slot, amount);
  const one = unit.kind === 'time' ? '/h' : unit.kind === 'other' ? `/${unit.name}` : `/${id}`;
  const number = numberOf(amount);
  if (found.per === undefined) {
    const spelled = `${number}${one}`;
    const { clause, says, node } = slot.head;
    const mayBeLump = clause === 'rate' && (says.has('each-part') || says.has('whole'));
    const fixes = [
      replace(slot, amount, spelled),
      ...(unit.kind === 'time' ? [replace(slot, amount, `${number}/min`)] : []),
      ...(mayBeLump ? headFixes(slot, node, ['each job']) : []),
    ];
    const params = { written, subject: id, unit: oneOf(subject.info), instead: spelled, mayBeLump };
    say(slot, 'rate-without-unit', params, amount, { fixes });
    return undefined;
  }
  if (!fits(found.per.of, unit)) {
    const spelled = `${number}${one}`;
    const counted = unit.kind === 'time' ? 'time' : unit.kind === 'other' ? `\`${unit.name}\`` : 'pieces';
    const fixes = [replace(slot, amount, spelled)];
    say(slot, 'rate-per', { written, subject: id, unit: counted, instead: spelled }, amount, { fixes });
    return undefined;
  }
  if (found.of.kind === 'money') {
    moneyOf(slot, amount);
    return undefined;
  }
  if (found.per.inDays) return perDay(slot, phrase);
  if (found.per.value.isZero()) return misfit(slot, phrase);
  return { kind: 'rate', amount: decimal(found.value), per: decimal(found.per.value) };
}

/** A day of work is not the 24 h that `day` means elsewhere. */
function perDay(slot: Slot, phrase: Of<'amount-phrase'>): undefined {
  const number = numberOf(phrase.amount);
  const readings = [`${number} per 8 h`, `${number} per 24 h`];
  const fixes = readings.map((text) => replace(slot, phrase, text));
  say(slot, 'rate-per-day', { written: textOf(slot, phrase) }, phrase, { fixes });
  return undefined;
}

/** The figure of a price alone, with its sign. */
const numberOf = (amount: ast.Amount): string => `${amount.sign ?? ''}${amount.parts[0]?.number.text ?? ''}`;

export function price(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  if (subject === undefined) return [];
  const base = {
    kind: 'price',
    question: question('price', subject.info.id),
    subject: subject.index,
    ...scope(slot),
  } as const;
  const read = (phrase: Phrase) => priceStep(slot, phrase, subject);
  if (!isLadder(cell)) {
    const phrase = only(slot, cell);
    const value = phrase && (isReference(phrase) ? priceReference(slot, phrase) : read(phrase));
    return value === undefined ? [] : [{ ...base, value }];
  }
  const bounds = boundUnit(slot, subject.info.unit);
  const value = bounds && ladder(slot, cell.phrases, { ...bounds, step: stepOf(slot, read) });
  return value === undefined ? [] : [{ ...base, value }];
}

/** `400/h`, `50% of rate work`: what is paid back of an allowance, as what it is of is priced. */
export function paidBack(asking: Slot, cell: ast.Cell): MoneyValue | RateValue | ReferenceValue | undefined {
  const [subject] = asking.head.subjects;
  const phrase = only(asking, cell);
  if (subject === undefined || phrase === undefined) return undefined;
  const clause = subject.info.kind === 'event' ? 'price' : 'rate';
  const slot = { ...asking, head: { ...asking.head, clause, kind: kinds[clause] } } as const;
  const value = isReference(phrase)
    ? priceReference(slot, phrase)
    : clause === 'rate'
      ? rateStep(slot, phrase, subject)
      : priceStep(slot, phrase, subject);
  if (value === undefined || value.kind === 'money' || value.kind === 'rate') return value;
  const isPlain = value.kind === 'reference' && (value.times ?? value.quantity) === undefined;
  return isPlain ? value : misfit(slot, phrase);
}

/** `50% of price visit`, `50% of rate work by booked` */
function priceReference(slot: Slot, phrase: Phrase): ReferenceValue | undefined {
  if (phrase.kind === 'reference') return reference(slot, phrase.clause, '100');
  if (phrase.kind !== 'amount-phrase') return undefined;
  const [clause] = tailOf(phrase.tails, 'of-clause')?.clauses ?? [];
  const percent = clause && percentOf(slot, phrase.amount);
  return clause === undefined || percent === undefined ? undefined : reference(slot, clause, percent);
}

/** Whether the price is taken from another clause. */
const isReference = (phrase: Phrase): boolean =>
  phrase.kind === 'reference' || (phrase.kind === 'amount-phrase' && tailOf(phrase.tails, 'of-clause') !== undefined);

function priceStep(
  slot: Slot,
  phrase: Phrase,
  subject: Indexed<Subject>,
): MoneyValue | RateValue | WordValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  if (!onlyTails(slot, phrase.tails, [])) return undefined;
  const { amount } = phrase;
  if (amount.per === undefined) return moneyValue(slot, amount);
  if (subject.info.kind === 'usage') return rateValue(slot, phrase, subject);
  const found = measured(slot, amount);
  if (found === undefined) return undefined;
  const number = numberOf(amount);
  const { id } = subject.info;
  const of = found.per?.of;
  const instead = of?.kind === 'other' ? `declare \`usage ${id} in ${of.name}\`` : 'price the time as `rate work: …/h`';
  const params = { written: textOf(slot, amount), clause: slot.head.written, subject: id, number, instead };
  say(slot, 'price-per', params, amount, { fixes: [replace(slot, amount, number)] });
  return undefined;
}

function moneyValue(slot: Slot, amount: ast.Amount): MoneyValue | undefined {
  const money = moneyOf(slot, amount);
  return money === undefined ? undefined : { kind: 'money', amount: money };
}

/** A phrase that is money or a word for it. */
function moneyOrWord(slot: Slot, phrase: Phrase): MoneyValue | WordValue | undefined {
  const word = wordValue(slot, phrase);
  if (word !== undefined) return word;
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  return onlyTails(slot, phrase.tails, []) ? moneyValue(slot, phrase.amount) : undefined;
}

export function startPrice(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const subject = slot.head.subjects[0];
  const { scope: over, says, node, written } = slot.head;
  if (over === undefined && !says.has('each')) {
    const readings = ['each job', 'each visit', 'each ticket'];
    const because = 'a start price is paid once for each of something';
    say(slot, 'scope-missing', { clause: written, because }, node, {
      fixes: headFixes(slot, node, readings),
    });
  }
  if (!noLadder(slot, cell)) return [];
  const [first, ...rest] = cell.phrases;
  const value = first === undefined ? missing(slot, cell) : moneyOrWord(slot, first);
  const buys = rest.map((phrase) => purchase(slot, phrase));
  if (value === undefined || subject === undefined || over === undefined) return [];
  const scopeId = slot.model.scopes[over]?.id ?? '';
  const bought = buys.filter((one) => one !== undefined);
  // What begins by travel is another question than what begins by work.
  const other = subject.info.id === 'work' ? undefined : subject.info.id;
  const asked = question('start', scopeId, other);
  return [{ kind: 'start', question: asked, scope: over, subject: subject.index, value, buys: bought }];
}

/** `first 1 h of work included` buys time, `750 of work included` money; `1 h of work included` could be either. */
function purchase(slot: Slot, phrase: Phrase): StartClause['buys'][number] | undefined {
  if (phrase.kind !== 'first' && phrase.kind !== 'included-amount') {
    surplus(slot, [phrase]);
    return undefined;
  }
  const because = 'a start price includes time or money of an activity';
  const of = slot.model.subject(phrase.of, ['activity'], slot.place, because);
  const found = measured(slot, phrase.amount);
  if (found === undefined || of === undefined) return undefined;
  const isTime = found.of.kind === 'time' && found.sign === undefined && found.per === undefined;
  if (isTime !== (phrase.kind === 'first')) {
    const written = textOf(slot, phrase);
    const reading = isTime ? `first ${written}` : written.replace(/^first\s+/, '');
    say(slot, 'start-buys', { written, time: isTime, subject: of.info.id }, phrase, {
      fixes: [replace(slot, phrase, reading)],
    });
    return undefined;
  }
  if (!isTime) {
    const amount = moneyOf(slot, phrase.amount);
    return amount === undefined ? undefined : { kind: 'money', amount, subject: of.index };
  }
  const seconds = whole(slot, found.value, phrase.amount);
  return seconds === undefined ? undefined : { kind: 'time', seconds, subject: of.index };
}

export function fee(slot: Slot, cell: ast.Cell): readonly Answer[] {
  const { head } = slot;
  const unit = head.unit?.index;
  if (head.period === undefined && !head.says.has('once') && !saysPeriod(head.node)) {
    const readings = ['per month', 'per contract year', 'once'];
    say(slot, 'period-missing', { clause: head.written }, head.node, {
      fixes: headFixes(slot, head.node, readings),
    });
    return [];
  }
  if (saysPeriod(head.node) && head.period === undefined) return [];
  const name = feeName(head.node);
  const base = {
    kind: 'fee',
    question: question('fee', name),
    ...(name === undefined ? {} : { name }),
    ...(head.period === undefined ? {} : { period: head.period }),
    ...(unit === undefined ? {} : { unit }),
    ...(head.counts === undefined ? {} : { by: head.counts.index }),
    inAdvance: head.inAdvance,
  } as const;
  const bounds = boundsOf(slot, cell.phrases);
  const values = cell.phrases.filter((phrase) => phrase.kind !== 'at-least' && phrase.kind !== 'at-most');
  if (isLadder(cell)) {
    const bounded = boundUnit(slot, unit === undefined && head.counts === undefined ? undefined : { kind: 'count' });
    // One price for all of them is of the step that is reached.
    const mode = head.counts === undefined ? {} : ({ mode: 'whole' } as const);
    const step = stepOf(slot, (phrase) => moneyOrWord(slot, phrase));
    const value = bounded && ladder(slot, values, { ...bounded, ...mode, step });
    return value === undefined ? [] : [{ ...base, value: { ...value, ...bounds } }];
  }
  const [first, ...rest] = values;
  surplus(slot, rest);
  const value = first === undefined ? missing(slot, cell) : feeValue(slot, first);
  return value === undefined ? [] : [{ ...base, value: { ...value, ...bounds } }];
}

const saysPeriod = (head: ast.Head): boolean =>
  head.parts.some((part) => part.kind === 'per' && part.what.kind === 'period');

/** A nameless fee per unit bears the name of the unit. */
export function feeName(head: ast.Head): string | undefined {
  const named = head.subjects[0]?.text;
  if (named !== undefined) return named;
  for (const part of head.parts) if (part.kind === 'per' && part.what.kind === 'name') return part.what.text;
  return undefined;
}

type FeeValue = Extract<Answer, { kind: 'fee' }>['value'];

function feeValue(slot: Slot, phrase: Phrase): FeeValue | undefined {
  if (phrase.kind !== 'amount-phrase') return moneyOrWord(slot, phrase);
  const share = tailOf(phrase.tails, 'of-clause');
  if (share === undefined) {
    const { per } = phrase.amount;
    const period = tailOf(phrase.tails, 'per-period');
    if (per !== undefined) return feePer(slot, phrase, per.unit.text);
    if (period !== undefined) return feePer(slot, phrase, textOf(slot, period.period));
    return moneyOrWord(slot, phrase);
  }
  return shareOfFees(slot, phrase.amount, share);
}

/** `25% of fee server and fee user`. */
export function shareOfFees(
  slot: Slot,
  amount: ast.Amount,
  share: Extract<ast.Tail, { kind: 'of-clause' }>,
): PercentOfFee | undefined {
  const found = percentOf(slot, amount);
  const [part] = amount.parts;
  // A fraction stays one, since `1/30` is no percentage that could be written out.
  const [percent, over] =
    part?.over === undefined
      ? [found]
      : [decimal(Rational.of(part.number.text).times(Rational.of(100))), part.over.text];
  const fees = share.clauses.map((clause) => feeOf(slot, clause));
  if (found === undefined || percent === undefined || fees.includes(undefined)) return undefined;
  // `fee` without a name is every recurring fee, whatever else is named.
  const named = fees.every((one) => one?.name !== undefined);
  const names = fees.flatMap((one) => one?.name ?? []);
  const divided = over === undefined ? {} : { over };
  return { kind: 'percent-of-fee', percent, ...divided, fees: named ? [...new Set(names)] : [] };
}

/** The fee that a percentage is of, all of them where it has no name; undefined when it was reported. */
function feeOf(slot: Slot, node: ast.ClauseReference): { readonly name: string | undefined } | undefined {
  const { clause, subject } = node;
  const name = subject?.text ?? (clause?.text === 'fee' || clause?.text === 'all fees' ? undefined : clause?.text);
  const { fees } = slot.shared;
  if (name === undefined) {
    const others = [...fees].filter(([, { recurs }]) => recurs).map(([other]) => other);
    return clause?.text === 'fee' && askWhichFees(slot, node, others) ? undefined : { name };
  }
  if (!fees.has(name)) {
    const known = [...fees.keys()].map((fee) => `fee ${fee}`);
    say(slot, 'unknown-clause', { written: `fee ${name}`, guess: closest(name, fees.keys()), known }, node);
    return undefined;
  }
  refer(slot, node, question('fee', name));
  const written = subject ?? clause;
  if (written !== undefined) slot.model.uses.use('fee', written, slot.place, { asks: 'fee' });
  return { name };
}

/** Whether `fee` may be the one without a name, or all of them: then that was reported. */
export function askWhichFees(slot: Naming, node: Spanned, others: readonly string[]): boolean {
  const [first, ...rest] = slot.shared.nameless;
  const [other] = others;
  if (first === undefined || other === undefined) return false;
  const free = ['base', 'main', 'general'].find((name) => !slot.shared.fees.has(name)) ?? 'own';
  const title = `Name the other \`fee ${free}\``;
  const named = [first, ...rest].flatMap((row) => append(row, row.node, ` ${free}`).edits);
  const one = { title, edits: [...named, ...replace(slot, node, `fee ${free}`).edits] };
  const params = { clause: slot.head.written, other };
  say(slot, 'which-fees', params, node, { fixes: [replace(slot, node, 'all fees'), one] });
  return true;
}

/** `98/vm`, `98 per month`: what it is per stands in the head. */
function feePer(slot: Slot, phrase: Of<'amount-phrase'>, unit: string): undefined {
  const number = numberOf(phrase.amount);
  const params = { written: textOf(slot, phrase), clause: slot.head.written, unit, number };
  const said = slot.head.node.parts.some((part) => part.kind === 'per' && textOf(slot, part.what) === unit);
  const edits = [replace(slot, phrase, number), ...(said ? [] : headFixes(slot, slot.head.node, [`per ${unit}`]))];
  const title = `Say \`per ${unit}\` in the head`;
  say(slot, 'fee-per', params, phrase, { fixes: [{ title, edits: edits.flatMap((fix) => fix.edits) }] });
  return undefined;
}

/** `at least 50, at most 70`. */
export function boundsOf(slot: Slot, phrases: readonly Phrase[]): Bounds {
  const bounds: { atLeast?: Decimal; atMost?: Decimal } = {};
  for (const phrase of phrases) {
    if (phrase.kind !== 'at-least' && phrase.kind !== 'at-most') continue;
    onlyTails(slot, phrase.tails, []);
    const key = phrase.kind === 'at-least' ? 'atLeast' : 'atMost';
    const amount = moneyOf(slot, phrase.amount);
    if (bounds[key] !== undefined) say(slot, 'said-twice', { written: textOf(slot, phrase) }, phrase);
    else if (amount !== undefined) bounds[key] = amount;
  }
  return bounds;
}
