// Every witness as a person reads it: asked of the runtime, with only what the witness names, it is answered as the message says.
import { asFile, compile, type Diagnostic } from '@avtal/compiler';
import { type Answer, createPlan, type Ir, type Order, type Situation } from '@avtal/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTape, type Tape } from '../random/tape.ts';
import { type Row, type Total, textOf, total } from '../random/total.ts';

/** An agreement that was total, after some changes that nobody thought about. */
function broken(tape: Tape): Total {
  const agreement = total(tape);
  const rows = [...agreement.rows];
  const any = <T>(all: readonly T[]): T | undefined => all[tape.int(0, Math.max(0, all.length - 1))];
  for (let left = tape.int(1, 4); left > 0; left -= 1) {
    const at = tape.int(0, rows.length - 1);
    const row = rows[at];
    if (row === undefined) continue;
    const added = any([...agreement.unused, ...agreement.rows.flatMap(({ parts }) => parts)]);
    const parts = added === undefined || row.parts.includes(added) ? row.parts : [...row.parts, added];
    const other: Row = tape.weigh<Row>(
      [2, () => ({ ...row, parts: row.parts.filter((_, index) => index !== 0) })],
      [2, () => ({ ...row, parts })],
      [2, () => ({ ...row, isOverride: !row.isOverride })],
      [2, () => ({ ...row, parts, isOverride: true, value: 90 + left })],
      [4, () => ({ ...row, value: 80 + left })],
    );
    rows.splice(tape.pick(at, 0), tape.pick(0, 1), other);
  }
  return { ...agreement, rows };
}

const order: Order = { id: '', from: '2020-01-01', choices: {}, units: [] };

/** What the witness names, and for the rest what is usual, or else anything. */
function situationOf(tape: Tape, ir: Ir, { at, choices, numbers }: NonNullable<Diagnostic['witness']>): Situation {
  const moment = Date.parse(at) / 1000;
  const usual = ir.dimensions.map(({ id, values, defaultValue }) => [
    id,
    defaultValue ?? values[tape.int(0, values.length - 1)]?.id ?? '',
  ]);
  return {
    at: moment,
    choices: { ...Object.fromEntries(usual), ...choices },
    numbers: { estimate: tape.pick('0', '7200', '14400', '36000', '36001', '90000'), ...numbers },
    moments: { reported: moment },
  };
}

/** What the answer is to be, and what it is. */
function answered({ code, witness }: Diagnostic, answer: Answer): readonly [unknown, unknown] {
  const said = witness?.says.map(({ clause }) => clause) ?? [];
  const winners = answer.kind === 'clause' ? [answer.clause] : answer.kind === 'contradiction' ? answer.clauses : [];
  const ids = winners.map(({ id }) => id);
  switch (code) {
    case 'AV4001':
      return [
        { kind: 'contradiction', both: true },
        { kind: answer.kind, both: said.every((id) => ids.includes(id)) },
      ];
    case 'AV4002':
      return [{ kind: 'none' }, { kind: answer.kind }];
    default:
      return [
        { beaten: true, answers: true },
        { beaten: !ids.includes(said[0] ?? ''), answers: ids.length > 0 },
      ];
  }
}

const counted: Record<string, number> = { AV4001: 0, AV4002: 0, AV4003: 0 };

test('what a witness says is so in every situation that it describes', () => {
  const cases = fromTape((tape) => ({ tape, agreement: broken(tape) }), 500);
  fc.assert(
    fc.property(cases, ({ tape, agreement }) => {
      const text = asFile(textOf(agreement));
      const { diagnostics } = compile('a.avtal', () => text);
      const { ir } = compile('a.avtal', () => text, { analysis: false });
      if (ir === undefined) return;
      const plan = createPlan(ir);
      for (const one of diagnostics) {
        const { witness } = one;
        if (witness === undefined || counted[one.code] === undefined) continue;
        counted[one.code] = (counted[one.code] ?? 0) + 1;
        for (let turn = 0; turn < 4; turn += 1) {
          const situation = situationOf(tape, ir, witness);
          const [expected, found] = answered(one, plan.ask(witness.question, order, situation));
          expect([text, one.message, situation, found]).toEqual([text, one.message, situation, expected]);
        }
        // Each clause is quoted with what it says.
        for (const { text: says } of witness.says) expect(one.message).toContain(says);
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(30);
});

test.each([
  ['notice in business days', 'from started to planned in business days', 'below 1', '0'],
  ['one that leaves no larger', 'in pieces', 'below 2', '1'],
  ['one that leaves larger', 'in pieces', 'up to 12', '10'],
  ['between two', 'in pieces', 'over 3.5 and some below 6', '4'],
])('what is counted in pieces is whole: %s', (_, kind, condition, witness) => {
  const number = kind.startsWith('from') ? `number some = ${kind}` : `number some ${kind}`;
  const text = asFile(
    `business days Mon-Fri\nevent cancelled\n${number}\nprice cancelled: 0\nprice cancelled when some ${condition}: 50`,
  );
  const [first] = compile('a.avtal', () => text).diagnostics.filter(({ code }) => code === 'AV4001');
  expect(first?.message).toContain(`, some ${witness}: `);
});
