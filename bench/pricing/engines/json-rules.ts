// The rates of an agreement as rules of json-rules-engine: one for each row of the price list and tier.
import { Engine } from 'json-rules-engine';
import { type Name, stated } from '../agreements.ts';
import { prices, type Situation } from '../integrator/decide.ts';

export function jsonRules(name: Name): (situation: Situation) => Promise<number> {
  const engine = new Engine();
  for (const [at, { windows, role, channel, rates }] of prices[name].entries()) {
    for (const [tier, rate] of rates.entries()) {
      engine.addRule({
        priority: 100 - at,
        conditions: {
          all: [
            { fact: 'tier', operator: 'equal', value: stated[name].tiers[tier] },
            { fact: 'window', operator: 'in', value: windows },
            ...(role === undefined ? [] : [{ fact: 'role', operator: 'equal', value: role }]),
            ...(channel === undefined ? [] : [{ fact: 'channel', operator: 'equal', value: channel }]),
          ],
        },
        event: { type: 'rate', params: { rate } },
        // The first row that holds is the answer.
        onSuccess: () => {
          engine.stop();
        },
      });
    }
  }
  return async (situation) => {
    const { events } = await engine.run({ ...situation });
    return Number(events[0]?.params?.rate);
  };
}
