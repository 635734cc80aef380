// The invoice (meanings M1–M4, C5, F3, Q10): everything priced, gathered into lines, rounded, with VAT.
import type { Facts } from '../../runtime/src/facts.ts';
import type { CivilDate, Clause, Ir, Order } from '../../runtime/src/ir.ts';
import { buyTime, charge, starts } from './charge.ts';
import { count } from './count.ts';
import { credits } from './credits.ts';
import { lastOfMonth, monthOf, type Span } from './days.ts';
import { type Account, draw, type LowBalance } from './draw.ts';
import { allowed } from './duties.ts';
import { refunds } from './ended.ts';
import { extras } from './extras.ts';
import { fees, invoicedFees } from './fees.ts';
import { feesOfMonth } from './fees-of-month.ts';
import { divided, type Fraction, minus, one, percent, plus, read, rounded, sum, times, zero } from './fraction.ts';
import { outcomeChoices, outcomes, settled } from './outcomes.ts';
import { complain, cut, type Fact, factsOf, type Portion, type Problems } from './portions.ts';
import { createWorld, type World } from './questions.ts';
import { factsAsOrdered, isAsOrdered } from './stated.ts';
import { heldIn, percentOf, type Rate, rateOf } from './vat.ts';

export interface Line {
  readonly kind: Clause['kind'] | 'bought' | 'unused';
  readonly clause: string;
  /** Entry, occurrence, job, or month that the line gathers; empty for fees. */
  readonly source: string;
  /** Month of delivery. */
  readonly month: string;
  readonly invoiced: CivilDate;
  readonly quantity: Fraction;
  readonly drawn: Fraction;
  /** Of VAT. */
  readonly rate: Rate;
  readonly exact: Fraction;
  /** With VAT, where prices include it. */
  readonly paid: Fraction;
  readonly amount: string;
}

export interface Invoice {
  readonly lines: readonly Line[];
  readonly accounts: readonly Account[];
  readonly lowBalances: readonly LowBalance[];
  /** R4: ids of facts. */
  readonly unpermitted: readonly string[];
  readonly problems: ReadonlyMap<string, ReadonlySet<string>>;
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  /** What is to be paid (M6). */
  readonly payable: string;
  /** For looking at a difference. */
  readonly portions: readonly Portion[];
}

type Draft = Omit<Line, 'amount' | 'paid'> & { readonly unitPrice: string };

export interface Asked extends Span {
  readonly basis: 'cost' | 'invoice';
}

export function price(ir: Ir, order: Order, given: Facts, asked: Asked): Invoice {
  const world = createWorld(ir, order, given.indices);
  const problems: Problems = new Map();
  for (const unit of given.units ?? []) if (!isAsOrdered(order, unit)) complain(problems, 'bad-fact', unit.id);
  const facts = factsAsOrdered(order, given);
  const all = factsOf(world, facts, problems).map((fact) => ({
    ...fact,
    choices: {
      ...fact.choices,
      ...outcomeChoices(outcomes(world, facts, settled(world, fact.day, asked)), fact.keys.ticket),
    },
  }));
  const cuts = cut(world, all);
  const situationOf = (fact: Fact) => cuts.find((portion) => portion.fact === fact)!.situation;
  const ofFees = feesOfMonth(world, facts);
  const portions = [...count(world, cuts, problems)];
  const opened = starts(world, all, situationOf, problems, ofFees);
  for (const start of opened) buyTime(world, start, portions);
  const unpermitted = all
    .filter(({ day }) => asked.from <= day && day <= asked.until)
    .filter(({ subject, start, choices, numbers, moments }) => {
      const wish = { subject: '', after: start, choices, numbers, events: moments };
      return !allowed(world, subject, start, moments.ordered ?? start, wish);
    })
    .map(({ id }) => id);
  const { accounts, lowBalances, paid } = draw(world, portions, facts, asked, problems);
  charge(world, portions, problems, ofFees);
  const startMonth = (fact: Fact) => monthOf(fact.day);
  const { discounts, surcharges, bought, limits } = extras(world, portions, opened, startMonth, problems, {
    facts,
    asked,
  });
  const fine = (fact: Fact) => !problems.has(fact.id);

  const drafts: Draft[] = [];
  const add = (clause: Clause, month: string, source: string, figures: Partial<Draft>) =>
    drafts.push({
      kind: clause.kind,
      clause: clause.id,
      month,
      source,
      invoiced: lastOfMonth(month),
      unitPrice: '',
      rate: rateOf(world, {}, asked.from),
      quantity: zero,
      drawn: zero,
      exact: zero,
      ...figures,
    });
  for (const portion of portions.filter(({ fact }) => fine(fact)))
    for (const [index, { clause, unitPrice, quantity, amount }] of portion.charges.entries())
      add(clause, portion.month, gathered(world, portion.fact), {
        unitPrice,
        quantity,
        rate: rateOf(world, { subject: portion.fact.subject }, portion.posted),
        exact: amount,
        drawn: index === 0 ? portion.drawn : zero,
      });
  for (const { clause, fact, month, rate, amount } of [...discounts, ...surcharges])
    if (fine(fact)) add(clause, month, gathered(world, fact), { rate, exact: amount });
  for (const { clause, fact, month, rate, amount } of bought)
    if (fine(fact)) add(clause, month, gathered(world, fact), { kind: 'bought', rate, exact: amount });
  for (const { clause, key, first, amount } of opened)
    if (fine(first)) {
      const rate = rateOf(world, { start: true }, first.day);
      add(clause, startMonth(first), `start ${key}`, { rate, exact: amount });
    }
  for (const [index, { clause, fact, month, rate, amount }] of limits.entries())
    if (fact === undefined || fine(fact)) add(clause, month, `limit ${index}`, { rate, exact: amount });
  const due = fees(world, facts, asked, problems);
  for (const fee of asked.basis === 'cost' ? due : invoicedFees(world, facts, asked)) {
    const where = { invoiced: fee.invoiced, rate: rateOf(world, { fee: fee.name }, fee.part.from) };
    add(fee.clause, monthOf(fee.day), `${fee.day} ${fee.clause.id} ${fee.unit} ${fee.invoiced} ${fee.part.from}`, {
      ...where,
      exact: fee.amount,
    });
    for (const { clause, amount } of fee.extras)
      add(clause, monthOf(fee.day), `${fee.day} ${fee.clause.id} ${fee.unit} ${fee.invoiced} ${fee.part.from} off`, {
        ...where,
        exact: amount,
      });
  }
  for (const { clause, fee, day, rate, amount } of refunds(world, facts, asked, problems))
    add(clause, monthOf(day), `refund ${fee} ${day}`, { invoiced: day, rate, exact: amount });
  for (const { clause, day, amount } of paid) {
    const rate = rateOf(world, { subject: clause.subject }, day);
    add(clause, monthOf(day), `unused ${day}`, { kind: 'unused', rate, exact: amount });
  }
  for (const { clause, day, rate, amount } of credits(world, facts, asked, problems)) {
    const kind = clause.kind === 'cap' ? 'limit' : clause.kind;
    add(clause, monthOf(day), `credit ${day}`, { kind, rate, exact: amount });
  }
  const inside = drafts.filter(({ month, invoiced }) =>
    asked.basis === 'cost'
      ? monthOf(asked.from) <= month && month <= monthOf(asked.until)
      : asked.from <= invoiced && invoiced <= asked.until,
  );
  const lines = gather(world, inside);
  return { lines, accounts, lowBalances, unpermitted, problems, portions, ...totals(world, lines, asked) };
}

/** M2: what one line is for. */
function gathered(world: World, fact: Fact): string {
  switch (world.ir.agreement.lines) {
    case 'entry':
      return `${fact.time ? 'entry' : 'occurrence'} ${fact.id}`;
    case 'job':
      return fact.keys.job === undefined ? `${fact.time ? 'entry' : 'occurrence'} ${fact.id}` : `job ${fact.keys.job}`;
    case 'month':
      return 'month';
  }
}

function gather(world: World, drafts: readonly Draft[]): Line[] {
  const groups = Map.groupBy(drafts, ({ clause, month, source, unitPrice, rate }) =>
    JSON.stringify([clause, month, source, unitPrice, rate]),
  );
  const { vat, minorDigits, roundedTo } = world.ir.agreement;
  const step = read(roundedTo ?? '1');
  return [...groups.values()].map((group): Line => {
    const { rate } = group[0]!;
    const isIncluded = vat.kind === 'included';
    const under = isIncluded ? plus(one, percent(one, percentOf(rate))) : one;
    const exact = divided(sum(group.map((draft) => draft.exact)), plus(one, percent(one, heldIn(rate))));
    const written = times(exact, under);
    const whole = (amount: Fraction) => times(read(rounded(divided(amount, step), 0)), step);
    const { unitPrice: _, ...first } = group[0]!;
    return {
      ...first,
      quantity: sum(group.map(({ quantity }) => quantity)),
      drawn: sum(group.map(({ drawn }) => drawn)),
      exact,
      amount: rounded(roundedTo === undefined ? exact : divided(whole(written), under), minorDigits),
      paid: roundedTo === undefined ? read(rounded(written, minorDigits)) : whole(written),
    };
  });
}

function totals({ ir }: World, lines: readonly Line[], { basis }: Asked) {
  const { minorDigits, invoiceRoundedTo } = ir.agreement;
  const total = (some: readonly Line[]) => sum(some.map(({ amount }) => read(amount)));
  const taxes = Object.entries(Object.groupBy(lines, ({ rate }) => rate)).map(([rate, own = []]) => {
    if (rate === 'none') return zero;
    if (ir.agreement.vat.kind === 'included') return minus(sum(own.map(({ paid }) => paid)), total(own));
    return read(rounded(percent(percentOf(rate), total(own)), minorDigits));
  });
  const net = total(lines);
  const gross = plus(net, sum(taxes));
  const step = read(invoiceRoundedTo ?? '1');
  const isRounded = basis === 'invoice' && invoiceRoundedTo !== undefined;
  return {
    net: rounded(net, minorDigits),
    vat: rounded(sum(taxes), minorDigits),
    gross: rounded(gross, minorDigits),
    payable: rounded(isRounded ? times(read(rounded(divided(gross, step), 0)), step) : gross, minorDigits),
  };
}
