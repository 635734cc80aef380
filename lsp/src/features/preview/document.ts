// The document of the preview: papers, their sections and rows in words, the declared names, the orders.
import type { Clause, DocumentInfo, Index, TextPromise } from '@avtal/runtime';
import type { Known } from '../known.ts';
import { type Chosen, namedOf } from './chosen.ts';
import type { Cell, OrderPaper, Paper, Row, Section, Term } from './shape.ts';

export function papersOf(chosen: Chosen): readonly Paper[] {
  const { ir } = chosen.known;
  const others = new Set([...ir.orders.map(({ id }) => id), ...ir.examples.flatMap(({ id }) => [id, `example:${id}`])]);
  return ir.documents.flatMap((document, index) =>
    document.external || others.has(document.id) ? [] : [paperOf(chosen, document, index)],
  );
}

export function ordersOf(chosen: Chosen): readonly OrderPaper[] {
  const { ir } = chosen.known;
  return ir.orders.flatMap((order) => {
    const index = ir.documents.findIndex(({ id }) => id === order.id);
    const document = ir.documents[index];
    const paper = document === undefined ? { ...namedOf(order), sections: [] } : paperOf(chosen, document, index);
    const { tier } = order.choices;
    return [
      {
        ...paper,
        ...namedOf(order),
        ...chosen.source(order.span),
        ...(tier && { tier }),
        from: order.from,
        ...(order.until && { until: order.until }),
      },
    ];
  });
}

function paperOf(chosen: Chosen, document: DocumentInfo, index: Index): Paper {
  const { known } = chosen;
  const { ir } = known;
  const rows = [
    ...known.rows.flatMap((row) => {
      const [first] = row;
      return first?.document === index ? [{ at: first, row: () => rowOf(chosen, row, first) }] : [];
    }),
    ...ir.promises.flatMap((one) => (one.document === index ? [{ at: one, row: () => promiseRow(chosen, one) }] : [])),
  ].sort((a, b) => compare(ir.sources, a.at, b.at));
  const sections = [...Map.groupBy(rows, ({ at }) => at.section)];
  const modules = ir.dimensions.find(({ id }) => id === 'module')?.values ?? [];
  return {
    ...namedOf(document),
    ...chosen.source(document.span),
    sections: sections
      .sort(([a], [b]) => Number(a !== undefined) - Number(b !== undefined))
      .map(([module, own]): Section => {
        const info = modules.find(({ id }) => id === module);
        return { ...(module && { label: info?.label ?? module }), rows: own.map(({ row }) => row()) };
      }),
  };
}

function compare(files: readonly string[], a: Clause | TextPromise, b: Clause | TextPromise): number {
  return (
    files.indexOf(a.span.file) - files.indexOf(b.span.file) ||
    a.span.line - b.span.line ||
    a.span.column - b.span.column
  );
}

function rowOf(chosen: Chosen, row: readonly Clause[], first: Clause): Row {
  const { known, tiers } = chosen;
  const { subject, when, columns, sentence, notes } = known.reader.row(row);
  const cellFor = (tier: string | undefined): Cell => {
    const own = columns.filter(({ clauses }) => clauses.some((clause) => concerns(clause, tier)));
    const tones = new Set(own.map(({ said }) => said.tone));
    const text =
      own.length === 1
        ? (own[0]?.said.cell ?? '')
        : own.map(({ said, of }) => [said.cell, of].filter((part) => part !== '').join(' ')).join('; ');
    const [tone = 'empty', ...others] = tones;
    return { text, tone: others.length > 0 ? 'amount' : tone };
  };
  return {
    id: first.id,
    kind: first.kind,
    ...(first.paper && { number: first.paper }),
    ...(first.title && { title: first.title }),
    subject: `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    when,
    cells: tiers.length === 0 ? [cellFor(undefined)] : tiers.map(({ id }) => cellFor(id)),
    words: sentence,
    notes: [...notes, ...known.reader.precedence(row)],
    ...chosen.source(first.span),
  };
}

function concerns({ when }: Clause, tier: string | undefined): boolean {
  return tier === undefined || when.some(({ choices }) => choices?.tier === undefined || choices.tier.includes(tier));
}

function promiseRow(chosen: Chosen, promise: TextPromise): Row {
  const { known, tiers } = chosen;
  const empty: Cell = { text: '', tone: 'empty' };
  const owner = { provider: 'The provider', customer: 'The customer', both: 'Both', 'third-party': 'A third party' };
  return {
    id: promise.id,
    kind: 'promise',
    ...(promise.paper && { number: promise.paper }),
    subject: owner[promise.owner],
    when: known.reader.condition(promise.when),
    cells: tiers.length === 0 ? [empty] : tiers.map(() => empty),
    words: known.reader.promise(promise),
    notes: [],
    ...chosen.source(promise.span),
  };
}

// ----------------------------------------------------------------------------------------------------------- terms

export function termsOf(chosen: Chosen): readonly Term[] {
  const { known, source } = chosen;
  const { ir, reader } = known;
  return [
    ...windowTerms(chosen),
    ...ir.daySets.map((set, index): Term => {
      const isHolidays = set.id === 'holidays';
      const words = reader.days(isHolidays ? { kind: 'named', daySet: index } : set.set);
      return { kind: 'days', ...namedOf(set), words, ...source(set.span) };
    }),
    ...ir.dimensions.flatMap((one): Term[] => {
      if (one.id === 'order' || one.id === 'module' || one.id === 'tier') return [];
      const words = one.values.map(({ id, label }) => label ?? id).join(', ');
      return [{ kind: 'choice', ...namedOf(one), words, ...source(one.span) }];
    }),
    ...ir.numbers.map((one): Term => {
      const words = one.unit.kind === 'other' ? one.unit.name : one.unit.kind;
      return { kind: 'number', ...namedOf(one), words, ...source(one.span) };
    }),
    ...ir.subjects.flatMap((one): Term[] => {
      const { label, kind } = one;
      return label === undefined ? [] : [{ kind: 'subject', ...namedOf(one), words: kind, ...source(one.span) }];
    }),
    ...ir.targets.flatMap((one): Term[] => {
      const words = `from ${one.from} to ${one.to.join(one.mode === 'all' ? ' and ' : ' or ')}`;
      return one.label === undefined ? [] : [{ kind: 'target', ...namedOf(one), words, ...source(one.span) }];
    }),
  ];
}

/** A window that differs by tier is one term. */
function windowTerms({ known, source }: Chosen): readonly Term[] {
  const named = known.ir.windows.flatMap((window, index) => (window.named ? [{ window, index }] : []));
  return [...Map.groupBy(named, ({ window }) => windowId(window.id))].flatMap(([id, of]): Term[] => {
    const [first] = of;
    if (first === undefined) return [];
    const words = of.map(({ window, index }) => {
      const tier = window.id.slice(id.length + 1);
      return `${tier === '' ? '' : `${tier}: `}${known.reader.window(index)}`;
    });
    return [
      { kind: 'window', ...namedOf({ ...first.window, id }), words: words.join('; '), ...source(first.window.span) },
    ];
  });
}

/** `response` of `response:Basis`. */
const windowId = (id: string): string => id.replace(/:.*/, '');

/** The named windows that an order of the tier has, by their names. */
export function windowsOf(
  { ir }: Known,
  tier: string | undefined,
): readonly { readonly id: string; readonly index: Index; readonly label: string }[] {
  return ir.windows.flatMap((window, index) => {
    if (!window.named) return [];
    const id = windowId(window.id);
    if (window.id !== id && window.id !== `${id}:${tier}`) return [];
    return [{ ...namedOf({ ...window, id }), index }];
  });
}
