// Runtime and reference evaluator agree on duties, permissions and approvals.
import { expect, test, vi } from 'vitest';
import { rightsCases } from '../random/cases.ts';
import { expectAgreement, hold, patience, Tally } from './hold.ts';
import { compareRights } from './rights.ts';

vi.setConfig({ testTimeout: patience });

const expected = {
  permit: ['only-during', 'not-during', 'with-notice', 'freely', 'not-at-all'],
  approve: ['approval', 'ladder', 'open'],
  perform: ['frequency', 'none', 'included'],
};

test('duties, permissions and approvals agree', () => {
  const tally = new Tally();
  hold(rightsCases, 250, (one) => {
    const comparison = compareRights(one);
    expectAgreement(comparison);
    for (const { kind, value } of one.ir.clauses) tally.addKinds(kind, value);
    for (const line of comparison.reference) {
      if (line.startsWith('duty') && !line.endsWith('late 0')) tally.add('late duty');
      if (line.startsWith('permitted')) tally.add(line.endsWith('never') ? 'never' : 'permitted');
      if (line.startsWith('approval')) tally.add(line.replace(/^approval \w+ /, 'approval '));
    }
  });
  const kinds = Object.entries(expected).flatMap(([kind, values]) => values.map((value) => `${kind}: ${value}`));
  expect(tally.missing(kinds)).toEqual([]);
  expect(tally.missing(['late duty', 'never', 'permitted'])).toEqual([]);
  const approvals = [
    'free',
    'notify',
    'notify-before',
    'approve-before',
    'gap',
    'open-value',
    'number-missing',
    'bad-fact',
  ];
  expect(tally.missing(approvals.map((what) => `approval ${what}`))).toEqual([]);
});
