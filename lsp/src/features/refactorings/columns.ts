// Rows that differ by nothing but their tier become one row with a column for each.
import type { Clause, Head, Item, Span } from '@avtal/grammar';
import { isBlank, type Node } from '../tree.ts';
import { type Asked, oneLine, type Refactoring } from './rows.ts';

interface TierRow {
  readonly span: Span;
  /** The head without the tier, before and behind it. */
  readonly before: string;
  readonly behind: string;
  readonly tier: string;
  readonly cell: string;
}

// The tree's nodes are told by their kind.
const isClause = (node: Node): node is Clause => node.kind === 'clause';
const itemsOf = (node: Node): readonly Item[] =>
  'items' in node && Array.isArray(node.items) ? (node.items as readonly Item[]) : [];

export function joinTiers({ snapshot: { file, agreements }, path }: Asked): readonly Refactoring[] {
  const [{ compilation }] = agreements;
  const tiers = compilation.model.tiers?.values.map(({ id }) => id) ?? [];
  const clause = path.find(isClause);
  const block = path.findLast((node) => itemsOf(node).some((item) => item === clause));
  const own = clause && tierRow(file.text, clause);
  if (clause === undefined || own === undefined || block === undefined) return [];
  const rows = itemsOf(block).map((item) => (isClause(item) ? tierRow(file.text, item) : undefined));
  const at = itemsOf(block).indexOf(clause);
  let [from, until] = [at, at + 1];
  const belongs = (row: TierRow | undefined, next: TierRow | undefined): boolean =>
    row !== undefined &&
    next !== undefined &&
    oneLine(`${row.before} ${row.behind}`) === oneLine(`${next.before} ${next.behind}`) &&
    isBlank(file.text, row.span.end, next.span.start);
  while (belongs(rows[from - 1], rows[from])) from--;
  while (belongs(rows[until - 1], rows[until])) until++;
  const found = rows.slice(from, until).filter((row) => row !== undefined);
  const [first] = found;
  const last = found.at(-1);
  const ordered = [...found].sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
  const names = ordered.map(({ tier }) => tier);
  const isSound = new Set(names).size === names.length && names.every((name) => tiers.includes(name));
  if (first === undefined || last === undefined || names.length < 2 || !isSound) return [];
  const which = names.length === tiers.length ? '' : `for ${names.join(', ')}`;
  const behind = which === '' ? first.behind.replace(/^,/, '') : first.behind;
  const head = oneLine(`${first.before} ${which} ${behind}`).replace(/ ,/g, ',');
  const text = `${head}: ${ordered.map(({ cell }) => cell).join(' | ')}`;
  const title = `One row with a column for each of ${names.map((name) => `\`${name}\``).join(', ')}`;
  return [
    {
      kind: 'rewrite',
      title,
      edits: [{ file: file.path, span: { start: first.span.start, end: last.span.end }, text }],
    },
  ];
}

/** A row of one value for one tier, without marks and notes. */
function tierRow(text: string, { marks, head, cells, notes, span }: Clause): TierRow | undefined {
  const [cell, another] = cells;
  const part = tierPart(head);
  const isPlain =
    marks.paper === undefined && marks.rank === undefined && marks.over.length === 0 && notes.length === 0;
  if (cell === undefined || another !== undefined || part === undefined || !isPlain) return undefined;
  // What stands behind the last value would be asked for in every column.
  if (cell.phrases.length > 1) return undefined;
  const before = text.slice(head.span.start, part.span.start).trimEnd();
  const behind = text.slice(part.span.end, head.span.end).trim();
  return {
    span,
    before: before.replace(/,$/, ''),
    behind,
    tier: part.tier,
    cell: text.slice(cell.span.start, cell.span.end),
  };
}

/** `for Pro` or `when tier is Pro`, the only such part of the head. */
function tierPart({ parts }: Head): { readonly span: Span; readonly tier: string } | undefined {
  const found = parts.flatMap((part) => {
    if (part.kind === 'by') return [undefined, undefined];
    const names = part.kind === 'for' ? part.tiers : part.kind === 'when' ? testedTiers(part.condition) : [];
    return names.map((name) => ({ span: part.span, tier: name.text }));
  });
  return found.length === 1 ? found[0] : undefined;
}

function testedTiers(condition: Extract<Head['parts'][number], { readonly kind: 'when' }>['condition']) {
  return condition.kind === 'is' && condition.name.text === 'tier' && !condition.not ? condition.values : [];
}
