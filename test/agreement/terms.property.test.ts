// Runtime and reference evaluator agree on terms, notices, payment, interest and requirements.
import { createPlan, interest, notice, payment, requirements, term } from '@avtal/runtime';
import { expect, test, vi } from 'vitest';
import { termCases } from '../random/cases.ts';
import { addDays } from '../reference/days.ts';
import * as reference from '../reference/terms.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';

vi.setConfig({ testTimeout: patience });

const notices = [
  { who: 'customer' },
  { who: 'provider' },
  { who: 'provider', name: 'prices' },
] as const satisfies readonly { readonly who: 'customer' | 'provider'; readonly name?: string }[];

test('terms, notices and requirements agree', () => {
  const tally = new Tally();
  hold(termCases, 200, ({ ir, order, facts, days, ask }) => {
    const plan = createPlan(ir);
    const { indices = [] } = facts;
    const lines = (tell: (day: string) => string[]) => days.flatMap((day) => tell(day).map((told) => `${day} ${told}`));
    const name = (one: (typeof notices)[number]) => ('name' in one ? one.name : undefined);
    const found = requirements(plan, order, facts, ask);
    const required = found.requirements.flatMap(({ unit, per, period, state }) => {
      const all: string[] = [];
      for (let day = period.from; day <= period.until; day = addDays(day, 1))
        all.push(`require:${unit}${per === undefined ? '' : `:${per}`} ${day} ${state}`);
      return all;
    });
    const runtime = [
      ...lines((on) => {
        const { term: told, problems } = term(plan, order, on);
        return [problems[0]?.code ?? `${told?.ends ?? 'without end'} ${told?.renewals}`];
      }),
      ...lines((on) =>
        notices.map((one) => {
          const { notice: told, problems } = notice(plan, order, { ...one, on });
          return problems[0]?.code ?? told?.last ?? 'nothing';
        }),
      ),
      ...lines((on) => {
        const { payment: told, problems } = payment(plan, order, on);
        const less = told?.discount;
        const due = less === undefined ? told?.due : `${told?.due} ${less.percent} ${less.until}`;
        return [problems[0]?.code ?? due ?? 'nothing'];
      }),
      ...lines((paid) =>
        days.map((due) => {
          const { interest: told, problems } = interest(plan, order, { sum: '1234.50', due, paid, indices });
          return problems[0]?.code ?? (told === undefined ? 'nothing' : `${told.exact} ${told.amount}`);
        }),
      ),
      ...required.sort(),
    ];
    const slow = [
      ...lines((on) => [reference.term(ir, order, on)]),
      ...lines((on) => notices.map((one) => reference.notice(ir, order, one.who, name(one), on))),
      ...lines((on) => [reference.payment(ir, order, on)]),
      ...lines((paid) => days.map((due) => reference.interest(ir, order, '1234.50', due, paid, indices))),
      ...reference
        .requirements(ir, order, facts, ask)
        .filter((line) => / (?:met|missed)$/.test(line))
        .sort(),
    ];
    expectAgreement({ runtime, reference: slow });
    for (const { kind, value } of ir.clauses) {
      tally.addKinds(kind, value);
      for (const part of ['fromEndOf', 'early']) if (part in value) tally.add(part);
    }
    for (const line of slow) {
      if (/ (?:met|missed|without end \d+|open-value|outside-validity|nothing)$/.test(line))
        tally.add(line.replace(/^\S+ (?:\S+ )?/, '').replace(/ \d+$/, ''));
      if (/ [1-9]\d*$/.test(line)) tally.add('renewed');
      if (/^\S+ \d+(?:\/\d+)? \d+\.?\d*$/.test(line)) tally.add('borne');
    }
  });
  const kinds = [
    'term: term',
    'term: without-end',
    'term: open',
    'notice: notice',
    'payment: payment',
    'payment: open',
    'interest: interest',
    'interest: base-rate',
    'require: limit',
  ];
  expect(tally.missing([...kinds, 'fromEndOf', 'early'])).toEqual([]);
  expect(tally.missing(['met', 'missed', 'renewed', 'open-value', 'outside-validity', 'nothing', 'borne'])).toEqual([]);
});
