// Runtime and reference evaluator agree on what credits come to (meanings K1–K8).
import { createPlan, price } from '@avtal/runtime';
import { expect, test, vi } from 'vitest';
import { creditCases, type PriceCase } from '../random/cases.ts';
import { credits } from '../reference/credits.ts';
import { monthOf } from '../reference/days.ts';
import { divided, plus, read, text, zero } from '../reference/fraction.ts';
import type { Problems } from '../reference/portions.ts';
import { createWorld } from '../reference/questions.ts';
import { heldIn, type Rate } from '../reference/vat.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';

vi.setConfig({ testTimeout: patience });

/** What each clause gives back in each month, since equal amounts of one day may be one line or two. */
function compareCredits({ ir, order, facts, ask }: PriceCase) {
  const fast = price(createPlan(ir), order, facts, ask);
  const problems: Problems = new Map();
  const slow = credits(createWorld(ir, order), facts, ask, problems).filter(
    ({ day }) => ask.from <= day && day <= ask.until,
  );
  const totals = (all: readonly { clause: string; day: string; amount: string }[]) => {
    const sums = new Map<string, ReturnType<typeof read>>();
    for (const { clause, day, amount } of all) {
      const key = `${clause.replace(/\.\d+$/, '')} ${monthOf(day)}`;
      sums.set(key, plus(sums.get(key) ?? zero, read(amount)));
    }
    return [...sums].map(([key, sum]) => `${key} ${text(sum)}`).sort();
  };
  const isBack = ({ kind, subject }: { kind: string; subject: string }) =>
    kind === 'credit' || (kind === 'limit' && subject === 'credits');
  const lines = fast.lines
    .filter(isBack)
    .map(({ clause, service, exact }) => ({ clause, day: service.from, amount: exact }));
  const net = (rate: Rate) => divided(plus(read(100), heldIn(rate)), read(100));
  return {
    runtime: totals(lines),
    reference: totals(
      slow.map(({ clause, day, rate, amount }) => ({
        clause: clause.id,
        day,
        amount: text(divided(amount, net(rate))),
      })),
    ),
    kinds: fast.lines.map(({ kind }) => kind),
  };
}

test('credits agree', () => {
  const tally = new Tally();
  hold(creditCases, 70, (one) => {
    const { kinds, ...comparison } = compareCredits(one);
    expectAgreement(comparison);
    for (const kind of kinds) tally.add(kind);
    for (const clause of one.ir.clauses) {
      if (clause.kind === 'cap') tally.add(`cap ${clause.value.kind}`);
      if (clause.kind === 'cap') tally.add(`the ${clause.side}${clause.unit === undefined ? '' : ' of each'}`);
      if (clause.kind !== 'credit') continue;
      tally.add(`credit ${clause.of.kind}`);
      tally.add(`credit ${clause.value.kind}`);
      if (clause.plus !== undefined) tally.add('plus');
      if (clause.atMost !== undefined) tally.add('at most');
      if (clause.atLeast !== undefined) tally.add('at least');
      if (clause.claimWithin !== undefined) tally.add('claimed');
      if (clause.claimWithin?.toEndOf !== undefined) tally.add('to end of');
      if (clause.claimWithin?.after !== undefined)
        tally.add(clause.each === undefined ? 'after the last outage' : 'after outage');
      if (clause.each !== undefined) tally.add('each outage');
      if (clause.unit !== undefined) tally.add('per unit');
    }
  });
  const wanted = [
    'credit',
    'limit',
    'credit measure',
    'credit target',
    'at most',
    ...['claimed', 'to end of', 'after outage', 'after the last outage', 'each outage', 'per unit'],
    ...['at least', 'the least', 'the most', 'plus'],
    ...['the threshold', 'the threshold of each', 'the least of each', 'the most of each'],
    'cap money',
    'cap percent-of-fee',
  ];
  const kinds = ['ladder', 'money', 'percent-of-fee', 'per-step', 'none', 'open'].map((kind) => `credit ${kind}`);
  expect(tally.missing([...wanted, ...kinds])).toEqual([]);
});
