// Runtime and reference evaluator agree on measures and whether their promises were kept (meanings U1–U8).
import { createPlan, measures } from '@avtal/runtime';
import { expect, test, vi } from 'vitest';
import { measureCases } from '../random/cases.ts';
import * as reference from '../reference/measures.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';

vi.setConfig({ testTimeout: patience });

const kinds = [
  ...['availability', 'downtime', 'downtime-share', 'outages', 'longest-outage', 'average-outage'],
  ...['attainment', 'met', 'missed', 'kept', 'breaches'],
];
const values = ['at-least', 'at-most', 'aim', 'no-promise', 'best-effort', 'open'];
const states = ['kept', 'missed', 'no-promise', 'best-effort', 'nothing-to-measure', 'running', 'undecided'];

test('measures agree', () => {
  const tally = new Tally();
  hold(measureCases, 90, ({ ir, order, facts, ask }) => {
    const show = ({ measure, unit = '-', from, value, state }: reference.Measure) =>
      `${measure} ${unit} ${from} ${state === 'undecided' ? '' : value} ${state}`;
    const comparison = {
      runtime: measures(createPlan(ir), order, facts, ask)
        .measures.map(({ measure, unit = '-', period, value = '-', state }) =>
          show({ measure, unit, from: period.from, value, state }),
        )
        .sort(),
      reference: reference.measures(ir, order, facts, ask).map(show).sort(),
    };
    expectAgreement(comparison);
    for (const { what, except } of ir.measures) {
      tally.add(what.kind);
      for (const one of except) tally.add(one.leavesOut ? 'leaves out' : 'except');
      if (except.some(({ upTo }) => upTo !== undefined)) tally.add('allowance');
    }
    for (const clause of ir.clauses) if (clause.kind === 'promise') tally.add(`promise ${clause.value.kind}`);
    for (const line of comparison.reference) tally.add(`state ${line.split(' ').at(-1)}`);
  });
  expect(tally.missing([...kinds, 'leaves out', 'except', 'allowance'])).toEqual([]);
  expect(tally.missing(values.map((value) => `promise ${value}`))).toEqual([]);
  expect(tally.missing(states.map((state) => `state ${state}`))).toEqual([]);
});
