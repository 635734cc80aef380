// Random measures with their promises, and outages that overlap, cross midnights and months, and meet their allowances.
import type { Outage } from '../../runtime/src/facts.ts';
import type { Condition, Ir, MeasureExcept, MeasureInfo, Order, Period, PromiseClause } from '../../runtime/src/ir.ts';
import { addDays } from '../reference/days.ts';
import { answer, type Making } from './conditions.ts';
import { moment, tier } from './facts.ts';
import { day, hour, span, values, vm } from './frame.ts';
import type { Tape } from './tape.ts';

const periods: readonly [Period, ...Period[]] = [
  { basis: 'calendar', unit: 'month', count: 1 },
  { basis: 'calendar', unit: 'week', count: 1 },
  { basis: 'contract', unit: 'month', count: 1 },
  { basis: 'calendar', unit: 'quarter', count: 1 },
  { basis: 'contract', unit: 'month', count: 2 },
];

/** Outages state both choices. */
function condition(tape: Tape, ir: Ir): Condition {
  return tape.weigh<Condition>(
    [3, () => [{}]],
    [2, () => [{ choices: { channel: [tape.pick(...values.channel)] } }]],
    [2, () => [{ choices: { impact: [tape.pick(...values.impact)] } }]],
    [1, () => [{ numbers: { length: [{ min: tape.pick('3600', '300'), minIncluded: tape.chance(50) }] } }]],
    [1, () => [{ windows: [within(tape, ir, 'self')] }]],
    [1, () => [{ windows: [within(tape, ir, 'start')] }, { choices: { impact: ['low'] } }]],
  );
}

const within = (tape: Tape, ir: Ir, of: string) => ({
  moment: of,
  window: tape.int(0, ir.windows.length - 1),
  inside: tape.chance(70),
});

function except(tape: Tape, ir: Ir): MeasureExcept[] {
  return tape.some(50, [0, 1]).map(() => ({
    when: condition(tape, ir),
    leavesOut: tape.chance(40),
    ...(tape.chance(60) ? { upTo: tape.pick(2 * hour, 30 * 60, 4 * hour, 0) } : {}),
  }));
}

const unitOf: Readonly<
  Record<MeasureInfo['what']['kind'], MeasureInfo['unit']['kind'] & ('percent' | 'time' | 'count')>
> = {
  availability: 'percent',
  attainment: 'percent',
  downtime: 'time',
  'downtime-share': 'percent',
  'longest-outage': 'time',
  'average-outage': 'time',
  outages: 'count',
  met: 'count',
  missed: 'count',
  kept: 'count',
  breaches: 'count',
};

/** Of each kind that the tape picks, and one that counts the breaches of the first. */
export function measures(tape: Tape, ir: Ir): MeasureInfo[] {
  const one = (index: number): MeasureInfo => {
    const target = tape.int(0, 1);
    const what = tape.pick<MeasureInfo['what']>(
      { kind: 'availability' },
      { kind: 'availability', base: 2592000 },
      { kind: 'downtime' },
      { kind: 'downtime-share' },
      { kind: 'downtime-share', base: 2592000 },
      { kind: 'outages' },
      { kind: 'longest-outage' },
      { kind: 'attainment', target },
      { kind: 'attainment', target },
      { kind: 'met', target },
      { kind: 'missed', target },
    );
    const isOfTickets = 'target' in what;
    const window = tape.weigh<Pick<MeasureInfo, 'window'>>(
      [3, () => ({})],
      [2, () => ({ window: tape.int(0, ir.windows.length - 1) })],
      [1, () => ({ window: { kind: 'by-tier', tiers: { basic: 0, plus: ir.windows.length - 1 } } })],
    );
    return {
      id: `m${index}`,
      what,
      period: tape.pick(...periods),
      ...(tape.chance(15) ? { rolling: tape.pick(7, 30) } : {}),
      ...window,
      ...(!isOfTickets && tape.chance(50) ? { of: vm } : {}),
      when: isOfTickets ? [{ choices: { tier: tape.chance(80) ? [...values.tier] : ['basic'] } }] : condition(tape, ir),
      unit: { kind: unitOf[what.kind] },
      except: isOfTickets ? [] : except(tape, ir),
      span,
    };
  };
  const own = [one(0), one(1), one(2)].map((measure, index): MeasureInfo => {
    const isLongest = measure.what.kind === 'longest-outage' && index > 0;
    return isLongest ? { ...measure, what: { kind: 'average-outage' } } : measure;
  });
  const counted: MeasureInfo = {
    id: 'm3',
    what: { kind: tape.pick('breaches', 'kept'), measure: 0 },
    period: tape.pick(...periods),
    ...(own[0]?.of !== undefined && tape.chance(50) ? { of: vm } : {}),
    when: [{}],
    unit: { kind: 'count' },
    except: [],
    span,
  };
  return [...own, counted];
}

const amounts = {
  percent: ['99.5', '99', '100', '50', '95.25', '0.5', '2'],
  time: ['14400', '0', '3600', '90000'],
  count: ['0', '1', '2'],
} as const;

function bound(tape: Tape, unit: keyof typeof amounts): Extract<PromiseClause['value'], { readonly amount: string }> {
  const [first, ...rest] = amounts[unit];
  return { kind: tape.pick('at-least', 'at-most'), amount: tape.pick<string>(first, ...rest) };
}

export function promiseClauses(making: Making): void {
  const { tape, ir } = making;
  for (const [measure, { id, what }] of ir.measures.entries()) {
    if (tape.chance(10)) continue;
    answer(making, `promise:${id}`, { fact: false, moments: [], windows: false }, () => ({
      kind: 'promise',
      measure,
      value: tape.weigh<PromiseClause['value']>(
        [8, () => bound(tape, unitOf[what.kind])],
        [2, () => ({ kind: 'aim', of: bound(tape, unitOf[what.kind]) })],
        [1, () => ({ kind: 'no-promise' })],
        [1, () => ({ kind: 'best-effort' })],
        [1, () => ({ kind: 'open' })],
      ),
    }));
  }
}

export function outages(tape: Tape, ir: Ir, order: Order, held: readonly string[]): Outage[] {
  const all: Outage[] = [];
  for (let n = tape.int(0, 8); n > 0; n -= 1) {
    const last = all.at(-1);
    const start =
      last !== undefined && tape.chance(40)
        ? tape.pick(last.start, last.end, last.end - 600, last.start + 60)
        : moment(tape, ir, addDays(order.from, -2), 90);
    const length = tape.pick(hour, 600, 0, 3 * hour + 1, day, 5 * day, 14 * hour, 300, 35 * day);
    const odd = held.length > 0 ? tape.int(0, 99) : 0;
    all.push({
      id: `x${n}`,
      start,
      end: start + length,
      ...(odd >= 40 ? { unit: tape.pick(held[0]!, ...held) } : {}),
      choices: { channel: tape.pick(...values.channel), impact: tape.pick(...values.impact), ...tier(odd) },
    });
  }
  return tape.shuffled(all);
}
