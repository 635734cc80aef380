// The analysis against brute force: every quarter of an hour and every border of a window, every choice, every number.
import { analyse, type Finding } from '@avtal/compiler';
import { answerKey, type Clause, createCalendar, createPlan, dateOf, dayOf, type Ir, type Order } from '@avtal/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, box } from '../random/conditions.ts';
import { bounds, frame, values } from '../random/frame.ts';
import { fromTape, type Tape } from '../random/tape.ts';
import { addDays } from '../reference/days.ts';

const validDays = 9;

interface Case {
  readonly ir: Ir;
  readonly order: Order;
}

/** Three questions whose clauses come from the generator of random agreements, in force for some days. */
function agreement(tape: Tape): Case {
  const { ir, order } = frame(tape);
  const clauses: Clause[] = [];
  const making = { tape, ir, first: order.from, clauses };
  const domain = { fact: true, moments: [], windows: true };
  const price = () => ({ kind: 'rate', amount: tape.pick('1', '2', '3'), per: '3600' }) as const;
  answer(making, 'rate:work', domain, () => ({ kind: 'rate', subject: 0, value: price() }));
  answer(making, 'rate:travel', domain, () => ({ kind: 'rate', subject: 1, value: price() }));
  answer(making, 'target:respond', { ...domain, moments: ['reported'] }, () => ({
    kind: 'target',
    target: 0,
    value: { kind: 'duration', seconds: tape.pick(3600, 7200), clock: { kind: 'elapsed' } },
  }));
  // Mostly every situation has one answer; some more rows make doubles, and some fewer make holes.
  for (const [at, clause] of [...clauses.entries()].reverse()) {
    if (tape.chance(8)) clauses.splice(at, 1);
    if (tape.chance(8))
      clauses.push({ ...clause, id: `${clause.id}+`, rank: 'plain', over: [], when: [box(making, domain)] });
  }
  const from = dayOf(order.from) + tape.int(0, 25);
  const valid = { validFrom: dateOf(from), validUntil: dateOf(from + validDays - 1) };
  const numbered = clauses.map(
    (clause, line): Clause => ({ ...clause, span: { ...clause.span, line: line + 1, endLine: line + 1 } }),
  );
  const bound = { ...order, from: valid.validFrom, until: valid.validUntil };
  return { ir: { ...ir, agreement: { ...ir.agreement, ...valid }, clauses: numbered, orders: [bound] }, order: bound };
}

const cases = fromTape(agreement, 300);

/** What the analysis says of one question in one context, as plain sets. */
function said(findings: readonly Finding[], question: string, order: string) {
  const here = findings.flatMap((finding) =>
    'space' in finding && finding.space.question === question && finding.space.context.order.id === order
      ? [finding]
      : [],
  );
  return {
    pairs: here
      .flatMap((one) => (one.kind === 'contradiction' ? [pair(one.one[0] as Clause, one.other[0] as Clause)] : []))
      .sort(),
    silent: here
      .flatMap((one) => (one.kind === 'dead' || one.kind === 'never' ? one.clauses.map(({ id }) => id) : []))
      .sort(),
    gap: here.some(({ kind }) => kind === 'gap'),
  };
}

const pair = (a: Clause, b: Clause): string => [a.id, b.id].sort().join(' ');

/** The same by asking the runtime everywhere. */
function found({ ir }: Case, question: string, order: Order, isSpecial: boolean) {
  const plan = createPlan(ir);
  const clauses = plan
    .clausesOf(question)
    .filter(({ when }) => when.some(({ choices }) => choices?.order?.includes(order.id) ?? true));
  const mine = (clause: Clause): boolean =>
    !isSpecial || clause.when.every(({ choices }) => choices?.order?.includes(order.id) === true);
  const pairs = new Set<string>();
  const heard = new Set<Clause>();
  let gap = false;
  const module = ir.subjects[(clauses[0] as { subject?: number } | undefined)?.subject ?? 0]?.module;
  // Whom the agreement is offered to may have ordered it before; of an order, the first day is known.
  const days = isSpecial || !isAgeAsked(clauses) ? [0] : [0, -25, -70];
  const firsts = days.map((ago) => ({ ...order, from: addDays(order.from, ago) }));
  for (const at of instants(ir))
    for (const tier of isSpecial ? [order.choices.tier ?? 'basic'] : values.tier)
      for (const channel of values.channel)
        for (const severity of values.severity)
          for (const inside of question !== 'target:respond' && module !== undefined ? [module] : ['sql', ''])
            for (const outcomes of outcomesIn(ir, clauses))
              for (const [numbers, one] of numbersIn(clauses).flatMap((said) =>
                firsts.map((one) => [said, one] as const),
              )) {
                const choices = { tier, channel, severity, module: inside, ...outcomes };
                const fact = { at, choices, numbers, moments: { reported: at } };
                const all = plan.all(question, one, fact);
                if (all.kind === 'missing') throw new Error('nothing is missing');
                if (all.clauses.length === 0) gap = true;
                for (const clause of all.clauses) heard.add(clause);
                for (const [i, a] of all.clauses.entries())
                  for (const b of all.clauses.slice(i + 1))
                    if (answerKey(a) !== answerKey(b) && (mine(a) || mine(b))) pairs.add(pair(a, b));
              }
  return {
    pairs: [...pairs].sort(),
    silent: clauses
      .filter((clause) => mine(clause) && !heard.has(clause))
      .map(({ id }) => id)
      .sort(),
    gap,
  };
}

/** What may have come of the targets that the clauses ask about, in every combination; of others nothing is said. */
function outcomesIn(ir: Ir, clauses: readonly Clause[]): readonly Readonly<Record<string, string>>[] {
  const tested = new Set(clauses.flatMap(({ when }) => when.flatMap(({ choices }) => Object.keys(choices ?? {}))));
  let all: Readonly<Record<string, string>>[] = [{}];
  for (const { id, given } of ir.dimensions)
    if (given === 'outcome' && tested.has(id))
      all = all.flatMap((one) => values.outcome.map((value) => ({ ...one, [id]: value })));
  return all;
}

const isAgeAsked = (clauses: readonly Clause[]): boolean =>
  clauses.some(({ when }) =>
    when.some(({ numbers }) => Object.keys(numbers ?? {}).some((id) => id.startsWith('order:'))),
  );

/** Numbers at their borders, between them and beyond; what follows from the order is not stated. */
function numbersIn(clauses: readonly Clause[]): readonly Readonly<Record<string, string>>[] {
  const tested = new Set(clauses.flatMap(({ when }) => when.flatMap(({ numbers }) => Object.keys(numbers ?? {}))));
  let all: Readonly<Record<string, string>>[] = [{}];
  for (const [id, borders] of Object.entries(bounds)) {
    if (!tested.has(id)) continue;
    const around = new Set(['0', ...borders.flatMap((border) => [border, String(Number(border) + 1)])]);
    all = all.flatMap((one) => [...around].map((value) => ({ ...one, [id]: value })));
  }
  return all;
}

function instants(ir: Ir): readonly number[] {
  const { zone, intervals } = createCalendar(ir);
  const from = zone.startOfDay(dayOf(ir.agreement.validFrom ?? ''));
  const until = zone.startOfDay(dayOf(ir.agreement.validUntil ?? '') + 1);
  const all = new Set<number>();
  // Between two quarters nothing changes but at borders, so that one instant of each hour and all borders are enough.
  for (let at = from; at < until; at += 3600) all.add(at);
  for (const window of ir.windows.keys())
    for (const { start, end } of intervals(window, from, until))
      for (const at of [start, end]) if (at < until) all.add(at);
  return [...all];
}

const counted = { pairs: 0, silent: 0, gaps: 0, clean: 0 };

test('finds what brute force finds, and nothing else', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { findings, irreproducible } = analyse(one.ir);
      expect(irreproducible).toEqual([]);
      for (const question of ['rate:work', 'rate:travel', 'target:respond']) {
        const clauses = one.ir.clauses.filter((clause) => clause.question === question);
        const agreementItself: Order = { id: '', from: one.ir.agreement.validFrom ?? '', choices: {}, units: [] };
        for (const [order, isSpecial] of [
          [agreementItself, false],
          [one.order, true],
        ] as const) {
          const isNamed = clauses.some(({ when }) => when.some(({ choices }) => choices?.order?.includes(order.id)));
          const isThere = clauses.some(({ when }) =>
            when.some(({ choices }) => choices?.order === undefined || choices.order.includes(order.id)),
          );
          if (!isThere || (isSpecial && !isNamed)) continue;
          const analysed = said(findings, question, order.id);
          const brute = found(one, question, order, isSpecial);
          expect({ question, order: order.id, pairs: analysed.pairs, silent: analysed.silent }).toEqual({
            question,
            order: order.id,
            pairs: brute.pairs,
            silent: brute.silent,
          });
          // A module's own values are not asked elsewhere, which brute force does not know.
          if (!isSpecial && clauses.every(({ section }) => section === undefined)) expect(analysed.gap).toBe(brute.gap);
          counted.pairs += brute.pairs.length;
          counted.silent += brute.silent.length;
          counted.gaps += Number(brute.gap);
          counted.clean += Number(!brute.gap && brute.pairs.length + brute.silent.length === 0);
        }
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
  // The random agreements had something of everything.
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(5);
});
