// Runtime and reference evaluator give random tickets the same deadlines, to the second.
import { expect, test, vi } from 'vitest';
import { ticketCases } from '../random/cases.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';
import { compareTickets } from './tickets.ts';

vi.setConfig({ testTimeout: patience });

const deadlines = [
  ...['duration', 'business-days', 'opening', 'closing', 'time-of-day', 'earliest', 'latest', 'aim'],
  ...['no-promise', 'best-effort', 'not-offered', 'see', 'open', 'elapsed', 'window', 'close', 'time'],
];
const states = ['met', 'missed', 'running', 'overdue', 'paused', 'no-promise', 'best-effort', 'pending', 'undecided'];

test('deadlines, states and time used agree', () => {
  const tally = new Tally();
  hold(ticketCases, 1000, (one) => {
    const comparison = compareTickets(one);
    expectAgreement(comparison);
    for (const { kind, value } of one.ir.clauses) tally.addKinds(kind, value);
    for (const line of comparison.reference) {
      const [, target = '', state] = line.split(' ');
      tally.add(`state ${state}`);
      const [, round] = target.split('#');
      if (round !== undefined) tally.add(`round ${round} ${state}`);
    }
  });
  expect(tally.missing(deadlines.map((kind) => `target: ${kind}`))).toEqual([]);
  expect(tally.missing(['pause: pause', 'decide: choice'])).toEqual([]);
  expect(tally.missing(['round 1 met', 'round 1 missed', 'round 2 met', 'round 3 missed', 'round 3 running'])).toEqual(
    [],
  );
  expect(tally.missing(states.map((state) => `state ${state}`))).toEqual([]);
  const decided = states.slice(0, 5).reduce((sum, state) => sum + tally.count(`state ${state}`), 0);
  expect(decided).toBeGreaterThan(2 * (tally.count('state undecided') + tally.count('state pending')));
});
