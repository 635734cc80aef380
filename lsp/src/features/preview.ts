// The agreement as a page beside the text: its clauses in words, its week as a heat map, what each tier costs a month.
import type { Compilation } from '@avtal/compiler';
import { dateOf, type Instant } from '@avtal/runtime';
import type { Snapshot } from '../workspace/snapshot.ts';
import { knownOf, ratesOf } from './known.ts';
import { chosenOf } from './preview/chosen.ts';
import { costOf } from './preview/cost.ts';
import { ordersOf, papersOf, termsOf } from './preview/document.ts';
import type { Cost, Preview, PreviewAsk } from './preview/shape.ts';
import { weekOf } from './preview/week.ts';

export type * from './preview/shape.ts';

const costs = new WeakMap<Compilation, Map<string, Cost>>();

/** Pricing is the slow part, and most asks are about another week or layer. */
function remembered(compilation: Compilation, ask: PreviewAsk, day: number, make: () => Cost): Cost {
  const { tier, order, choices, hours, units } = ask;
  const key = JSON.stringify([tier, order ?? null, choices, hours, units, dateOf(day).slice(0, 7)]);
  const known = costs.get(compilation) ?? new Map<string, Cost>();
  costs.set(compilation, known);
  const cost = known.get(key) ?? make();
  known.set(key, cost);
  return cost;
}

/** Undefined where the file is part of nothing that ever compiled. */
export function preview(snapshot: Snapshot, ask: PreviewAsk, now: Instant): Preview | undefined {
  const [agreement] = snapshot.agreements;
  const known = knownOf(agreement);
  if (known === undefined) return undefined;
  const chosen = chosenOf(known, agreement, ask, now);
  const { id, label, vat, provider, edition, language, validFrom, validUntil, currency } = known.ir.agreement;
  return {
    title: label ?? id,
    ...(provider && { provider }),
    ...(edition && { edition }),
    ...(language && { language }),
    currency,
    zone: known.ir.zone.name,
    vat:
      'percent' in vat
        ? `${ratesOf(vat)
            .map((percent) => `${percent}%`)
            .join(', ')} ${vat.kind === 'on-top' ? 'on top' : 'included'}`
        : vat.kind.replaceAll('-', ' '),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    tiers: chosen.tiers,
    ...(chosen.tier && { tier: chosen.tier }),
    ...(chosen.order && { order: chosen.order }),
    choices: chosen.choosers,
    papers: papersOf(chosen),
    terms: termsOf(chosen),
    orders: ordersOf(chosen),
    week: weekOf(chosen, ask.show),
    cost: remembered(agreement.compilation, ask, chosen.day, () => costOf(chosen, ask)),
    isStale: !agreement.isCurrent,
  };
}
