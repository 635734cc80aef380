// Agreements that are total and free of conflict give no finding; one change that alters an answer gives the one that belongs to it.
import { asFile, type Compilation, compile, type Diagnostic } from '@avtal/compiler';
import { type Clause, createPlan, type Ir, type Order, type Situation } from '@avtal/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTape, type Tape } from '../random/tape.ts';
import { type Part, type Row, type Total, textOf, total } from '../random/total.ts';

const compiled = (agreement: Total, analysis = true): Compilation =>
  compile('a.avtal', () => asFile(textOf(agreement)), { analysis });

/** What the analysis finds; what it remarks on (AV41…) is legal, and these agreements are made by chance. */
const findings = (agreement: Total): Diagnostic[] =>
  compiled(agreement).diagnostics.filter(({ code, severity }) => severity === 'error' || /^AV400/.test(code));

interface Changed {
  readonly what: string;
  readonly agreement: Total;
  readonly code: string;
  /** Whose answer is altered where the finding says: in the agreement as it was. */
  readonly altered?: readonly Row[];
}

/** Changes that alter an answer somewhere, each with the finding that belongs to it. */
function changes(tape: Tape, agreement: Total): Changed[] {
  const { rows, unused } = agreement;
  const plain = rows.filter(({ isOverride }) => !isOverride);
  const overrides = rows.filter(({ isOverride }) => isOverride);
  const isPart = (part: Row, of: Row): boolean => part !== of && of.parts.every((one) => part.parts.includes(one));
  const exceptions = (row: Row): Row[] => overrides.filter((one) => isPart(one, row));
  /** Rows without an exception, so that a change of one is not also a change of the other. */
  const whole = plain.filter((row) => exceptions(row).length === 0);
  const row = whole[tape.int(0, Math.max(0, whole.length - 1))];
  const exception = overrides[tape.int(0, Math.max(0, overrides.length - 1))];
  const added = unused[tape.int(0, Math.max(0, unused.length - 1))];
  const part = row?.parts[tape.int(0, Math.max(0, row.parts.length - 1))];
  const as = (old: Row, ...now: readonly Row[]): Total => ({
    ...agreement,
    rows: rows.flatMap((one) => (one === old ? now : [one])),
  });
  const all: Changed[] = [];
  const offer = (change: Changed): void => void all.push(change);
  const moved = (of: Row, from: Part, text: string): Row => ({
    ...of,
    parts: of.parts.map((one) => (one === from ? { ...one, text } : one)),
  });
  if (row !== undefined) {
    if (rows.length > 1) offer({ what: 'a row less', agreement: as(row), code: 'AV4002', altered: [row] });
    offer({ what: 'a row twice', agreement: as(row, row, { ...row, value: 99 }), code: 'AV4001', altered: [row] });
    offer({
      what: 'a row beaten',
      agreement: as(row, row, { ...row, value: 99, isOverride: true }),
      code: 'AV4003',
      altered: [row],
    });
    if (added !== undefined)
      offer({
        what: 'a condition more',
        agreement: as(row, { ...row, parts: [...row.parts, added] }),
        code: 'AV4002',
        altered: [row],
      });
    if (part?.less !== undefined)
      offer({ what: 'a border less', agreement: as(row, moved(row, part, part.less)), code: 'AV4002', altered: [row] });
    // What it takes from rows on the other side would alter nothing where an exception has all of it.
    if (part?.more !== undefined && overrides.length === 0)
      offer({
        what: 'a border more',
        agreement: as(row, moved(row, part, part.more)),
        code: 'AV4001',
        altered: plain.filter((one) => one !== row),
      });
    if (part !== undefined && overrides.length === 0)
      offer({
        what: 'a condition less',
        agreement: as(row, { ...row, parts: row.parts.filter((one) => one !== part) }),
        code: 'AV4001',
        altered: plain.filter((one) => one !== row),
      });
  }
  if (exception !== undefined)
    offer({
      what: 'a rank less',
      agreement: as(exception, { ...exception, isOverride: false }),
      code: 'AV4001',
      altered: [exception],
    });
  return all;
}

// ------------------------------------------------------------------------------- what was answered there before

function irOf(agreement: Total): Ir {
  const { ir, diagnostics } = compiled(agreement, false);
  if (ir === undefined)
    throw new Error(`${textOf(agreement)}\n${diagnostics.map(({ message }) => message).join('\n')}`);
  return ir;
}

const order: Order = { id: '', from: '2020-01-01', choices: {}, units: [] };

/** The situation that a person reads: what the witness does not name is as it usually is, or else anything. */
function situationOf(tape: Tape, ir: Ir, { witness }: Diagnostic): Situation {
  if (witness === undefined) throw new Error('a finding without a witness');
  const at = Date.parse(witness.at) / 1000;
  const usual = ir.dimensions.map(({ id, values, defaultValue }) => [
    id,
    defaultValue ?? values[tape.int(0, values.length - 1)]?.id ?? '',
  ]);
  const choices = { ...Object.fromEntries(usual), ...witness.choices };
  const numbers = { estimate: tape.pick('0', '7200', '14400', '36000', '36001', '90000'), ...witness.numbers };
  return { at, choices, numbers, moments: { reported: at } };
}

const lineOf = ({ span }: Clause): number => span.line;

const counted = new Map<string, number>();

test('what is total and free of conflict gives no finding', () => {
  fc.assert(
    fc.property(fromTape(total, 60), (agreement) => {
      const found = findings(agreement);
      if (found.length > 0) throw new Error(`${textOf(agreement)}\n${found.map(({ message }) => message).join('\n')}`);
    }),
    { numRuns: 150 },
  );
});

test('a change that alters an answer gives the finding that belongs to it, and nothing else', () => {
  const cases = fromTape((tape) => {
    const agreement = total(tape);
    const all = changes(tape, agreement);
    return { tape, agreement, change: all[tape.int(0, Math.max(0, all.length - 1))] };
  }, 80);
  fc.assert(
    fc.property(cases, ({ tape, agreement, change }) => {
      if (change === undefined) return;
      const { what, code, altered } = change;
      counted.set(what, (counted.get(what) ?? 0) + 1);
      const found = findings(change.agreement);
      const shown = `${what}\n${textOf(agreement)}\nchanged:\n${textOf(change.agreement)}`;
      expect([shown, [...new Set(found.map((one) => one.code))]]).toEqual([shown, [code]]);
      const before = irOf(agreement);
      const plan = createPlan(before);
      const first = Math.min(...before.clauses.map(lineOf));
      const asked = agreement.asks === 'rate' ? 'rate:work' : 'target:respond';
      for (const one of found) {
        const answer = plan.ask(asked, order, situationOf(tape, before, one));
        const row = answer.kind === 'clause' ? agreement.rows[lineOf(answer.clause) - first] : undefined;
        expect([shown, one.message, altered?.includes(row as Row)]).toEqual([shown, one.message, true]);
      }
    }),
    { numRuns: 300 },
  );
  expect([...counted.keys()].sort()).toHaveLength(8);
});
