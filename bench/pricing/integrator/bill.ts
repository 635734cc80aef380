// Bills of one customer as an integrator writes them: parts of logs to lines, with decimal.js for every amount.
import { Decimal } from 'decimal.js';
import { type Name, stated } from '../agreements.ts';
import type { Customer, LogRow } from '../logs.ts';
import { included, type RateOf, type Situation, surcharges, uses } from './decide.ts';
import type { Segment, Split } from './split.ts';

/** A part of a log, with what its hour costs. */
export interface Part extends Segment {
  readonly log: LogRow;
  readonly situation: Situation;
  readonly rate: Decimal;
}

type Bill = (tier: string, logs: readonly (readonly Part[])[]) => Decimal;

/** Money by line: the log (or scope), what is paid for, and the month. */
class Lines {
  readonly amounts = new Map<string, Decimal>();

  /** `amount`: times 3600, so that nothing is divided before the end. */
  add(source: string, what: string, month: string, amount: Decimal): void {
    const key = `${source}/${what}/${month}`;
    this.amounts.set(key, (this.amounts.get(key) ?? new Decimal(0)).plus(amount));
  }

  total(): Decimal {
    let sum = new Decimal(0);
    // Thirds of seconds are not exact; twelve digits are enough to see a half.
    for (const amount of this.amounts.values())
      sum = sum.plus(amount.div(3600).toDecimalPlaces(12).toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
    return sum;
  }
}

/** What is left of the included time of each month, in seconds. */
class Included {
  private readonly left = new Map<string, Decimal>();
  private readonly tier: string;
  private readonly each: Decimal;

  constructor(name: Name, tier: string) {
    this.tier = tier;
    this.each = new Decimal(included[name][tier] ?? 0).times(3600);
  }

  /** What of the time remains to be paid. */
  draw({ month, window }: Segment, time: Decimal): Decimal {
    const factor = uses[this.tier]?.[window] ?? 0;
    const left = this.left.get(month) ?? this.each;
    if (factor === 0 || left.isZero()) return time;
    const used = Decimal.min(time.times(factor), left);
    this.left.set(month, left.minus(used));
    return time.minus(used.div(factor));
  }
}

const itpays: Bill = (tier, logs) => {
  const lines = new Lines();
  const pool = new Included('itpays', tier);
  for (const part of logs.flat()) {
    const rest = pool.draw(part, new Decimal(part.seconds));
    lines.add(part.log.id, part.window, part.month, rest.times(part.rate));
  }
  return lines.total();
};

const startPrices: Readonly<Record<string, number>> = { Hög: 0, Incident: 1750, Utan: 4500 };

const ballou: Bill = (tier, logs) => {
  const lines = new Lines();
  for (const incident of Map.groupBy(logs, ([part]) => part?.log.job).values()) {
    const parts = incident.flat().sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
    const called = parts.filter(({ window }) => window !== 'office');
    const [first] = parts;
    const price = startPrices[tier] ?? 0;
    let buys = 0;
    if (first !== undefined && first.window !== 'office' && price > 0) {
      lines.add(first.log.id, 'start', first.month, new Decimal(price).times(3600));
      buys = 3600;
    }
    const time = called.reduce((sum, { seconds }) => sum + seconds, 0);
    const added = Math.ceil(time / 3600) * 3600 - time;
    const model = called.at(-1);
    const month = called[0]?.month ?? '';
    const behind = called.findLast((part) => part.month === month);
    const pay = (part: Part, seconds: number, posted: string): void => {
      const bought = Math.min(buys, seconds);
      buys -= bought;
      const amount = new Decimal(seconds - bought).times(part.rate);
      lines.add(part.log.id, part.window === 'office' ? 'office' : 'jour', posted, amount);
      if (part.window === 'helg') lines.add(part.log.id, 'helg', posted, amount.times('0.5'));
    };
    for (const part of parts) {
      pay(part, part.seconds, part.month);
      if (part === behind && model !== undefined) pay(model, added, month);
    }
  }
  return lines.total();
};

const leasts: Readonly<Record<string, number>> = { remote: 400, site: 900 };

const thirty: Bill = (tier, logs) => {
  const lines = new Lines();
  const pool = new Included('thirty', tier);
  for (const job of Map.groupBy(logs, ([part]) => part?.log.job).values()) {
    let sum = new Decimal(0);
    const pay = (part: Part, seconds: number, month: string): void => {
      const amount = pool.draw({ ...part, month }, new Decimal(seconds)).times(part.rate);
      sum = sum.plus(amount);
      lines.add(part.log.id, part.window === 'day' ? 'in' : 'out', month, amount);
      for (const [name, percent] of surcharges(part.situation))
        lines.add(part.log.id, name, month, amount.times(percent).div(100));
    };
    for (const parts of job) {
      const time = parts.reduce((all, { seconds }) => all + seconds, 0);
      const added = Math.ceil(time / 900) * 900 - time;
      const month = parts[0]?.month ?? '';
      const behind = parts.findLast((part) => part.month === month);
      for (const part of parts) {
        pay(part, part.seconds, part.month);
        if (part === behind) pay(parts.at(-1) ?? part, added, month);
      }
    }
    const first = job[0]?.[0];
    if (first === undefined) continue;
    const least = new Decimal(leasts[first.log.choices.place ?? ''] ?? 0).times(3600);
    if (sum.lessThan(least)) lines.add(first.log.job, 'least', first.month, least.minus(sum));
  }
  return lines.total();
};

const bills: Readonly<Record<Name, Bill>> = { itpays, ballou, thirty };

function situationOf(tier: string, { choices }: LogRow, window: string): Situation {
  return { tier, window, role: choices.role ?? '', channel: choices.channel ?? '' };
}

const minorUnits = (money: Decimal): number => money.times(100).toNumber();

/** All customers, in minor units. */
export function billed(name: Name, customers: readonly Customer[], split: Split, rateOf: RateOf): number {
  let total = new Decimal(0);
  for (const { tier: code, logs } of customers) {
    const tier = stated[name].tiers[code] ?? '';
    const parts = logs.map((log) =>
      split(log.start, log.end).map((segment): Part => {
        const situation = situationOf(tier, log, segment.window);
        return { ...segment, log, situation, rate: rateOf(situation) };
      }),
    );
    total = total.plus(bills[name](tier, parts));
  }
  return minorUnits(total);
}

/** The same, where an engine is asked for each rate, which answers later. */
export async function billedLater(
  name: Name,
  customers: readonly Customer[],
  split: Split,
  rateOf: (situation: Situation) => Promise<number>,
): Promise<number> {
  let total = new Decimal(0);
  for (const { tier: code, logs } of customers) {
    const tier = stated[name].tiers[code] ?? '';
    const parts: Part[][] = [];
    for (const log of logs) {
      const own: Part[] = [];
      for (const segment of split(log.start, log.end)) {
        const situation = situationOf(tier, log, segment.window);
        own.push({ ...segment, log, situation, rate: new Decimal(await rateOf(situation)) });
      }
      parts.push(own);
    }
    total = total.plus(bills[name](tier, parts));
  }
  return minorUnits(total);
}
