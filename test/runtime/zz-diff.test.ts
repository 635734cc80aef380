// Temporary: runtime against reference for tickets and rights; removed before commit.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlines } from '../../runtime/src/deadlines.ts';
import { duties } from '../../runtime/src/duties.ts';
import { createPlan } from '../../runtime/src/plan.ts';
import { approval, permitted } from '../../runtime/src/rights.ts';
import * as ref from '../reference/deadlines.ts';
import * as refd from '../reference/duties.ts';
import { rightsCases, ticketCases } from '../random/cases.ts';
import { loadIr } from '../../runtime/src/load.ts';

const N = Number(process.env.RUNS ?? 500);
test('tickets', () => {
  const states: Record<string, number> = {};
  fc.assert(fc.property(ticketCases, ({ ir, order, events, at }) => {
    const plan = createPlan(ir);
    const mine = deadlines(plan, order, events, at === undefined ? {} : { at });
    const theirs = ref.deadlines(ir, order, events, at);
    const view = (t: any) => ({ ticket: t.ticket, target: t.target, state: t.state, due: t.due });
    const a = mine.targets.map(view); 
    const b = theirs.map(view);
    const key = (t: any) => t.ticket + ' ' + t.target;
    a.sort((x, y) => key(x) < key(y) ? -1 : 1); b.sort((x, y) => key(x) < key(y) ? -1 : 1);
    for (const t of a) states[t.state] = (states[t.state] ?? 0) + 1;
    const bad = mine.problems.some(p => p.code === 'outside-horizon' || p.code === 'bad-fact' || p.code === 'outside-validity');
    if (bad) return;
    for (const t of mine.targets) JSON.stringify(t);
    if (JSON.stringify(a) !== JSON.stringify(b)) console.log(JSON.stringify({ events, at, p: mine.problems, th: theirs }, null, 1), JSON.stringify(ir.clauses.filter(c=>c.kind==='target'||c.kind==='pause').map(c=>[c.id,c.when,(c as any).value]), null, 1), ir.agreement.changes, JSON.stringify(ir.windows.map(w=>w.set)), JSON.stringify(ir.daySets.map(d=>d.set).slice(1)), JSON.stringify(ir.targets));
    expect(a).toEqual(b);
  }), { numRuns: N, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) });
  console.log(states);
}, 600_000);
test('rights', () => {
  fc.assert(fc.property(rightsCases, ({ ir, order, facts, ask, at, noticeAt, choices, numbers }) => {
    const plan = createPlan(ir);
    const loaded = loadIr(JSON.parse(JSON.stringify(ir)));
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded));
    const mine = duties(plan, order, facts, ask);
    const theirs = refd.duties(ir, order, facts, ask);
    const view = (d: any) => [d.name, d.unit ?? '', d.period.from, d.period.until, d.due, d.done, d.short, d.late].join(' ');
    if (!mine.problems.some(p => ['contradiction','choice-missing'].includes(p.code) || p.code === 'outside-validity' || p.code === 'duplicate-id'))
      expect(mine.duties.map(view).sort(), JSON.stringify([facts, ask, order, ir.clauses.filter(c=>c.kind==='perform'), ir.agreement.partPeriods])).toEqual(theirs.map(view).sort());
    for (const subject of ['downtime', 'patching']) {
      const wish = { subject, after: at, choices, ...(noticeAt !== undefined && { noticeAt }) };
      const p = permitted(plan, order, wish);
      if (p.problems.length === 0) expect(p.at, JSON.stringify([wish, ir.clauses.filter(c=>c.kind==='permit'), ir.windows.map(w=>w.set)])).toBe(refd.permitted(ir, order, wish));
    }
    for (const subject of ['work', 'callout']) {
      const r = approval(plan, order, { subject, at, choices, numbers });
      const t = refd.approval(ir, order, subject, { at, choices, numbers, subject: ir.subjects.findIndex(s => s.id === subject) });
      const exists = plan.clausesOf('approve:' + subject).length > 0;
      if (exists) expect(r.what ?? r.problems[0]?.code.replace('gap', 'none'), JSON.stringify([at, choices, numbers, ir.clauses.filter(c=>c.kind==='approve')])).toBe(t.replace('gap','none'));
    }
  }), { numRuns: N, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) });
}, 600_000);
