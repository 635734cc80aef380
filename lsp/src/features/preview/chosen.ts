// What the person chose in the page, with what the agreement has where nothing is chosen.
import { positionOf } from '@avtal/compiler';
import { type Dimension, dateOf, dayOf, type Instant, isCivilDate, type Order, type SourceSpan } from '@avtal/runtime';
import type { Agreement } from '../../workspace/snapshot.ts';
import { type Known, placingOf } from '../known.ts';
import type { Chooser, Named, PreviewAsk, Sourced } from './shape.ts';

export interface Chosen {
  readonly known: Known;
  readonly tiers: readonly Named[];
  readonly tier?: string;
  /** Whose agreed values and special terms hold. */
  readonly order?: string;
  readonly choosers: readonly Chooser[];
  /** Days since 1970 in the agreement's zone. */
  readonly today: number;
  readonly day: number;
  /** Chosen values of what facts state. */
  readonly facts: Readonly<Record<string, string>>;
  /** An order with the chosen values, of nobody or with the terms of the chosen one: of a tier, where another than the chosen one is meant. */
  orderOf(tier: string | undefined, from: string): Order;
  source(span: SourceSpan | undefined): Sourced;
}

export const namedOf = ({ id, label }: { readonly id: string; readonly label?: string }): Named => ({
  id,
  label: label ?? id,
});

export function chosenOf(known: Known, agreement: Agreement, ask: PreviewAsk, now: Instant): Chosen {
  const { ir } = known;
  const dimension = ir.dimensions.find(({ id }) => id === 'tier');
  const order = ir.orders.find(({ id, values }) => (ask.order === undefined ? values !== undefined : id === ask.order));
  const tier = pickedOf(dimension, ask.tier ?? order?.choices.tier);
  const asked = new Set(ir.clauses.flatMap(({ when }) => when.flatMap(({ choices }) => Object.keys(choices ?? {}))));
  const open = ir.dimensions.filter(
    ({ id, given }) => asked.has(id) && (given === 'order' || given === 'fact') && id !== 'tier' && id !== 'order',
  );
  const values = new Map(
    open.map((one) => [one.id, pickedOf(one, ask.choices?.[one.id] ?? order?.choices[one.id]) ?? '']),
  );
  const given = (by: Dimension['given']): Record<string, string> =>
    Object.fromEntries(open.filter((one) => one.given === by).map(({ id }) => [id, values.get(id) ?? '']));
  const today = dayAt(known, now);
  return {
    known,
    tiers: dimension?.values.map(namedOf) ?? [],
    ...(tier !== undefined && { tier }),
    ...(order !== undefined && { order: order.id }),
    choosers: open.map((one) => ({
      ...namedOf(one),
      values: one.values.map(namedOf),
      chosen: values.get(one.id) ?? '',
    })),
    today,
    day: isCivilDate(ask.date) ? dayOf(ask.date) : today,
    facts: given('fact'),
    orderOf: (of, from) => ({
      id: order?.id ?? 'preview',
      from,
      choices: { ...given('order'), ...(of === undefined ? {} : { tier: of }) },
      units: [],
      ...(order?.values && { values: order.values }),
    }),
    source: sourcing(agreement),
  };
}

/** The asked value if there is one of that name, else the default, else the first. */
function pickedOf(dimension: Dimension | undefined, asked: string | undefined): string | undefined {
  const ids = dimension?.values.map(({ id }) => id) ?? [];
  return ids.find((id) => id === asked) ?? dimension?.defaultValue ?? ids[0];
}

function dayAt({ plan }: Known, now: Instant): number {
  const { zone } = plan.calendar;
  const isKnown = now >= zone.horizon.from && now < zone.horizon.until;
  return isKnown ? zone.dayAt(now) : dayOf(dateOf(Math.floor(now / 86400)));
}

/** Places of the IR in the present text; what was edited since has none. */
function sourcing(agreement: Agreement): (span: SourceSpan | undefined) => Sourced {
  if (agreement.isCurrent) return (span) => (span === undefined ? {} : { source: span });
  const placing = placingOf(agreement);
  const lines = new Map(agreement.compilation.files.map((file) => [file.path, file.lines]));
  return (span) => {
    const place = span && placing(span);
    if (place === undefined) return {};
    const start = positionOf(lines.get(place.file) ?? [0], place.span.start);
    const end = positionOf(lines.get(place.file) ?? [0], place.span.end);
    const { file } = place;
    return { source: { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column } };
  };
}
