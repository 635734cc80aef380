// The rates of an agreement as a decision table of the zen engine: one row for each row of the price list and tier.
import { ZenEngine } from '@gorules/zen-engine';
import { type Name, stated } from '../agreements.ts';
import { prices, type Situation } from '../integrator/decide.ts';

const fields = ['tier', 'window', 'role', 'channel'] as const;

export function zenRules(name: Name): (situation: Situation) => Promise<number> {
  const text = (value: string): string => JSON.stringify(value);
  const rules = prices[name].flatMap(({ windows, role, channel, rates }, at) =>
    rates.map((rate, tier) => ({
      _id: `${at}-${tier}`,
      tier: text(stated[name].tiers[tier] ?? ''),
      window: windows.map(text).join(', '),
      role: role === undefined ? '' : text(role),
      channel: channel === undefined ? '' : text(channel),
      rate: String(rate),
    })),
  );
  const table = {
    hitPolicy: 'first',
    inputs: fields.map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: 'rate', name: 'rate', field: 'rate' }],
    rules,
  };
  const nodes = [
    { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
    { id: 'rates', name: 'rates', type: 'decisionTableNode', position: { x: 1, y: 0 }, content: table },
    { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
  ];
  const edges = [
    { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rates' },
    { id: 'b', type: 'edge', sourceId: 'rates', targetId: 'out' },
  ];
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify({ nodes, edges })));
  return async (situation) => {
    const { result } = await decision.evaluate(situation);
    return Number(result.rate);
  };
}
