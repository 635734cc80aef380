// What one unit of work comes to in each situation: asked of the steps of pricing once, and kept as whole numbers.

import { Rational } from '../exact.ts';
import type { CountClause, CountRule, Index, Instant } from '../ir.ts';
import { surcharge } from '../pricing/adjust.ts';
import { basesOf } from '../pricing/bases.ts';
import type { Contribution } from '../pricing/lines.ts';
import type { Piece, UnitPrice, Work } from '../pricing/pieces.ts';
import { ask, isTrouble, type Run, type Trouble, wordTrouble } from '../pricing/run.ts';
import type { Trace } from '../results.ts';
import { failure, noStarts, type Step, type Stepped, unitPrices } from './unit-prices.ts';

/** What a line is of, besides whose it is and when: a clause at a unit price. */
export interface Item {
  readonly contribution: Pick<Contribution, 'kind' | 'subject' | 'clause' | 'unit' | 'unitPrice'>;
  /** Work is told also where it costs nothing. */
  readonly isWork: boolean;
  /** Of a start price: what it is taken over, each with a line of its own. */
  readonly scope?: Index;
}

/** A share of the price of one unit that stands on a line of its own. */
export interface Share {
  readonly item: number;
  readonly amount: Rational;
}

/** How one kind of situation is counted, drawn and priced. */
export interface Tariff {
  /** Place in `Tariffs.rules`; -1: counted as it is. */
  readonly rule: number;
  /** How much allowance one unit uses; absent: it must not be used. */
  readonly draws?: Rational;
  /** The price of the work first, then its discounts and surcharges. */
  readonly shares: readonly Share[];
  /** One of several prices, once it is known what is charged; the shares are of none of them. */
  readonly later?: Steps | Climbed;
  /** Money besides a price: its line does not tell the quantity. */
  readonly isBeside?: boolean;
}

/** As unit prices have them, of shares. */
export interface Steps extends Omit<Stepped, 'steps'> {
  readonly steps: readonly PricedStep[];
}

export interface PricedStep {
  /** In base units. */
  readonly to?: Step['to'];
  /** Of a unit, and what is paid once besides, as the price of one unit; or why nothing may be charged there. */
  readonly shares: readonly Share[] | string;
  readonly once?: readonly Share[];
  /** What is free, bought or drawn stands there. */
  readonly nothing: readonly Share[];
}

/** The price of one piece, made of so much of each. */
export interface Climbed {
  readonly kind: 'climbed';
  readonly parts: readonly { readonly quantity: Rational; readonly shares: readonly Share[] }[];
}

/** What it costs that work begins, and how much of it that buys, in the quantity scale. */
export interface Start {
  readonly shares: readonly Share[];
  readonly buys: number;
}

/** The least and the most that work comes to; absent: there is none. */
export interface Limit {
  readonly item: number;
  readonly least?: Rational;
  readonly most?: Rational;
  /** Taken of the price before surcharges; and of what it costs that the work begins, besides. */
  readonly isBefore: boolean;
  readonly isOnStart: boolean;
}

/** How a quantity is counted, in the quantity scale. */
export interface Counted {
  readonly free: number;
  readonly freeIfUpTo: number;
  readonly minimum: number;
  readonly step: number;
  readonly rounding: NonNullable<CountRule['rounding']>;
  readonly grace: number;
}

export interface Rule extends Counted {
  readonly across: CountClause['across'];
  /** Of a ladder: each part of the quantity is counted as its step says. */
  readonly steps?: readonly { readonly upTo: number; readonly counted: Counted }[];
}

/** Everything that the situations of one agreement share. Items and rules are added as situations are met. */
export interface Tariffs {
  readonly items: readonly Item[];
  readonly rules: readonly Rule[];
  /** What the work comes to at that instant, or why it cannot be priced so. */
  tariff(run: Run, work: Work, at: Instant): Tariff | Trouble;
  /** What it costs that the scope of the question begins with the work at that instant. */
  start(run: Run, question: string, work: Work, at: Instant): Start | Trouble | undefined;
  /** Between what the scope of the question stays that begins with the work at that instant. */
  limit(run: Run, question: string, work: Work, at: Instant): Limit | Trouble | undefined;
}

/** `scale`: what quantities are told in. */
export function createTariffs(scale: number): Tariffs {
  const items: Item[] = [];
  const places = new Map<string, number>();
  const rules: Rule[] = [];
  const rulePlaces = new Map<string, number>();

  function shareOf(one: Contribution): Share {
    const key = JSON.stringify([one.clause.id, one.subject, priceKey(one.unitPrice)]);
    let item = places.get(key);
    if (item === undefined) {
      item = items.length;
      places.set(key, item);
      const { kind, subject, clause, unit, unitPrice } = one;
      const contribution = {
        kind,
        subject,
        clause,
        ...(unit === undefined ? {} : { unit }),
        ...(unitPrice === undefined ? {} : { unitPrice }),
      };
      const isWork = kind === 'rate' || kind === 'price';
      const isScoped = clause.kind === 'start' || clause.kind === 'limit';
      items.push({ contribution, isWork, ...(isScoped ? { scope: clause.scope } : {}) });
    }
    return { item, amount: one.amount };
  }

  function stepShares({ to, unit, first, nothing }: Step): PricedStep {
    const common = { ...(to === undefined ? {} : { to }), nothing: nothing.map(shareOf) };
    if (isTrouble(unit)) return { ...common, shares: unit.message };
    if (first === undefined) return { ...common, shares: unit.map(shareOf) };
    if (isTrouble(first)) return { ...common, shares: first.message };
    const shares = unit.map(shareOf);
    return { ...common, shares, once: difference(first.map(shareOf), shares) };
  }

  function ruleOf(clause: CountClause): number {
    const key = JSON.stringify([clause.value, clause.scope, clause.across]);
    const known = rulePlaces.get(key);
    if (known !== undefined) return known;
    const { value, across } = clause;
    // INVARIANT: `wideReason` sends what is to be agreed elsewhere.
    if (value.kind === 'open') return -1;
    if (value.kind === 'count' && Object.keys(value).length === 1) return -1;
    rulePlaces.set(key, rules.length);
    if (value.kind === 'count') return rules.push({ across, ...countedOf(value) }) - 1;
    const steps = value.steps.map(({ to, value }) => ({
      upTo: to === undefined ? Infinity : Number(to.bound) * scale,
      counted: countedOf(value),
    }));
    return rules.push({ across, ...countedOf({ kind: 'count' }), steps }) - 1;
  }

  function countedOf({ free, freeIfUpTo, minimum, step, rounding, grace }: CountRule): Counted {
    return {
      free: Number(free ?? 0) * scale,
      freeIfUpTo: Number(freeIfUpTo ?? -1) * scale,
      minimum: Number(minimum ?? 0) * scale,
      step: Number(step ?? 0) * scale,
      rounding: rounding ?? 'started',
      grace: Number(grace ?? 0) * scale,
    };
  }

  return {
    items,
    rules,
    tariff: (run, work, at) => {
      const piece = unitPiece(run, work, at);
      const counting = ask(run, 'count', `count:${work.subject.id}`, piece.situation);
      if (isTrouble(counting)) return counting;
      const draws = drawsOf(run, piece);
      if (isTrouble(draws)) return draws;
      const prices = unitPrices(run, piece);
      if (isTrouble(prices)) return prices;
      const common = {
        rule: counting === undefined ? -1 : ruleOf(counting),
        ...(draws === undefined ? {} : { draws }),
      };
      switch (prices.kind) {
        case 'each':
          return { ...common, shares: prices.unit.map(shareOf) };
        case 'climbed': {
          const parts = prices.parts.map(({ quantity, unit }) => ({ quantity, shares: unit.map(shareOf) }));
          return { ...common, shares: [], later: { kind: 'climbed', parts } };
        }
        case 'steps':
          return { ...common, shares: [], later: { ...prices, steps: prices.steps.map(stepShares) } };
      }
    },
    start: (run, question, work, at) => {
      const piece = unitPiece(run, work, at);
      const clause = ask(run, 'start', question, piece.situation);
      if (clause === undefined || isTrouble(clause)) return clause;
      if (clause.subject !== work.subjectIndex) return undefined;
      const { value } = clause;
      if (value.kind !== 'money' && value.kind !== 'included') return wordTrouble(clause, value);
      const amount = value.kind === 'money' ? Rational.of(value.amount) : Rational.zero;
      const started = { clause, question, first: piece, pieces: [piece], scope: '', amount };
      const surcharges = surcharge(run, basesOf([], new Map(), [started]), noStarts);
      const failed = failure(run, piece);
      if (failed !== undefined) return failed;
      const own = { kind: 'start', subject: question.split(':')[1] ?? '', clause, amount } as const;
      const seconds = clause.buys.reduce((sum, buy) => sum + (buy.kind === 'time' ? buy.seconds : 0), 0);
      return { shares: [{ ...own, trace: nothingToTell }, ...surcharges].map(shareOf), buys: seconds * scale };
    },
    limit: (run, question, work, at) => {
      const clause = ask(run, 'limit', question, unitPiece(run, work, at).situation);
      if (clause === undefined || isTrouble(clause)) return clause;
      const { value, surcharges } = clause;
      if (value.kind === 'open') return wordTrouble(clause, value);
      const subject = question.split(':')[1] ?? '';
      const { item } = shareOf({ kind: 'limit', subject, clause, amount: Rational.zero, trace: nothingToTell });
      return {
        item,
        ...(value.atLeast === undefined ? {} : { least: Rational.of(value.atLeast) }),
        ...(value.atMost === undefined ? {} : { most: Rational.of(value.atMost) }),
        isBefore: surcharges === 'before',
        isOnStart: clause.onStart,
      };
    },
  };
}

/** What the one costs more than the other. */
function difference(more: readonly Share[], less: readonly Share[]): Share[] {
  return more.map(({ item, amount }) => {
    const same = less.find((share) => share.item === item);
    return { item, amount: same === undefined ? amount : amount.minus(same.amount) };
  });
}

const nothingToTell: Trace = { what: 'limit', text: '' };

function priceKey(price: UnitPrice | undefined): readonly string[] {
  return price === undefined ? [] : [price.amount.toString(), price.per.toString()];
}

/** `undefined`: must not be used. */
function drawsOf(run: Run, piece: Piece): Rational | undefined | Trouble {
  const { subject, subjectIndex } = piece.work;
  if (!run.catalog.clauses('include').some((clause) => clause.subject === subjectIndex)) return undefined;
  const question = `draw:${subject.id}`;
  if (run.plan.clausesOf(question).length === 0) return Rational.one;
  const clause = ask(run, 'draw', question, piece.situation);
  if (clause === undefined) return { kind: 'trouble', code: 'gap', message: 'how it is drawn', clauses: [] };
  if (isTrouble(clause)) return clause;
  if (clause.value.kind === 'factor') return Rational.of(clause.value.numerator, clause.value.denominator);
  return clause.value.kind === 'not-usable' ? undefined : wordTrouble(clause, clause.value);
}

/**
 * One unit of the work, as if it happened at that instant, of scopes that are all said: what belongs together is found out
 * later, and which rows do not say.
 */
function unitPiece({ ir }: Run, row: Work, at: Instant): Piece {
  const columns = ir.scopes.flatMap(({ over }) => (over.kind === 'key' ? [over.column] : []));
  const keys = { ...Object.fromEntries(columns.map((column) => [column, ''])), ...row.keys };
  const work: Work = { ...row, keys, person: row.person ?? '' };
  const { choices, numbers, moments } = work;
  return {
    work,
    from: at,
    until: at,
    situation: { at, choices, numbers, moments },
    added: false,
    postedOn: 0,
    length: Rational.one,
    turn: { period: 0, start: at, id: work.id, from: at, added: false },
    free: Rational.zero,
    counted: Rational.one,
    bought: Rational.zero,
    drawn: Rational.zero,
    notes: [],
  };
}
