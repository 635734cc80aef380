// The outline of a file: papers, sections, rows with their number and title, orders and examples.
import type { SourceFile } from '@avtal/compiler';
import type { Document, Item, Marks, OrderDeclaration, Span } from '@avtal/grammar';

export interface OutlineItem {
  readonly name: string;
  readonly detail?: string;
  readonly kind:
    | 'agreement'
    | 'document'
    | 'order'
    | 'module'
    | 'group'
    | 'table'
    | 'example'
    | 'declaration'
    | 'window'
    | 'setting'
    | 'clause';
  readonly span: Span;
  /** Within `span`. */
  readonly nameSpan: Span;
  readonly items: readonly OutlineItem[];
}

export function outline({ text, tree }: SourceFile): readonly OutlineItem[] {
  const outliner = new Outliner(text);
  return tree.items.flatMap((item) =>
    item.kind === 'document' || item.kind === 'order' ? [outliner.paper(item)] : [],
  );
}

type Own = Pick<OutlineItem, 'kind' | 'name'> & { readonly detail?: string | undefined; readonly at: Span };

class Outliner {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  paper(node: Document | OrderDeclaration): OutlineItem {
    const kind = node.kind === 'order' ? 'order' : node.main ? 'agreement' : 'document';
    const { name, label, items = [] } = node;
    return made(node.span, { kind, name: name.text, detail: label?.text, at: name.span }, this.#items(items));
  }

  #items(items: readonly Item[]): readonly OutlineItem[] {
    return items.flatMap((item) => this.#item(item) ?? []);
  }

  #item(item: Item): OutlineItem | undefined {
    switch (item.kind) {
      case 'setting': {
        const detail = this.#line({ start: item.keyword.span.end, end: item.span.end });
        return made(item.span, { kind: 'setting', name: item.name, detail, at: item.keyword.span });
      }
      case 'tiers': {
        const detail = item.tiers.map(({ name }) => name.text).join(' | ');
        return made(item.span, { kind: 'declaration', name: 'tiers', detail, at: item.span });
      }
      case 'choice':
      case 'number':
      case 'subject':
      case 'scope':
      case 'target-declaration':
      case 'measure':
      case 'case':
      case 'days':
      case 'window': {
        const { name, label, span } = item;
        const kind = item.kind === 'window' || item.kind === 'days' ? 'window' : 'declaration';
        return made(span, { kind, name: name.text, detail: label?.text, at: name.span });
      }
      case 'week':
        return this.#week(item);
      case 'module': {
        const { name, label, span } = item;
        const own: Own = { kind: 'module', name: name.text, detail: label?.text, at: name.span };
        return made(span, own, this.#items(item.items));
      }
      case 'group': {
        const at = { start: item.span.start, end: item.parts.at(-1)?.span.end ?? item.span.start };
        return made(item.span, this.#row('group', item.marks, at), this.#items(item.items));
      }
      case 'example': {
        const { name, label, span } = item;
        return made(span, { kind: 'example', name: name.text, detail: label?.text, at: name.span });
      }
      case 'clause':
        return made(item.span, this.#row('clause', item.marks, item.head.span, item.head.label?.text));
      case 'table':
        return this.#table(item);
      case 'decide-matrix': {
        const last = item.by.at(-1) ?? item.decides;
        return made(item.span, this.#row('table', item.marks, { start: item.span.start, end: last.span.end }));
      }
      case 'combine':
        return made(item.span, this.#row('clause', item.marks, { start: item.span.start, end: item.how.span.start }));
      case 'pause':
      case 'promise':
        return made(item.span, this.#row('clause', item.marks, item.span));
      case 'agree':
        return made(item.span, { kind: 'clause', name: `agree ${item.name.text}`, at: item.name.span });
      case 'unit-row':
        return made(item.span, {
          kind: 'declaration',
          name: item.name.text,
          detail: item.unit.text,
          at: item.name.span,
        });
      case 'accept':
      case 'binding':
      case 'fact':
      case 'index-row':
      case 'expect':
      case 'broken':
        return undefined;
    }
  }

  #week(item: Extract<Item, { kind: 'week' }>): OutlineItem {
    const windows = new Map(item.rows.flatMap(({ stretches }) => stretches).map((one) => [one.window.text, one]));
    const at = { start: item.span.start, end: item.span.start + 'week'.length };
    const items = [...windows.values()].map(({ window: { text, span }, label }) =>
      made(span, { kind: 'window', name: text, detail: label?.text, at: span }),
    );
    return made(item.span, { kind: 'window', name: 'week', at }, items);
  }

  #table(item: Extract<Item, { kind: 'table' }>): OutlineItem {
    const [first] = item.columns;
    const last = item.columns.at(-1);
    const head = { start: first?.span.start ?? item.span.start, end: last?.span.end ?? item.span.start };
    const rows = item.rows.map((row) => {
      const end = row.cells[0]?.span.start ?? row.span.end;
      return made(row.span, this.#row('clause', row.marks, { start: row.span.start, end }));
    });
    const own = this.#row('table', item.marks, head);
    return made(item.span, own, rows);
  }

  /** `§ 4.2 Responstid`, with the head as detail; the head alone where the row has no title. */
  #row(kind: OutlineItem['kind'], { paper }: Marks, at: Span, label?: string): Own {
    const start = paper !== undefined && at.start <= paper.span.start ? paper.span.end : at.start;
    const head = this.#line({ start, end: at.end }).replace(/\s*:$/, '');
    const title = paper?.title?.text ?? label;
    const words = [...(paper === undefined ? [] : [`§ ${paper.number}`]), title ?? head];
    return { kind, name: words.join(' ').trim() || kind, ...(title !== undefined && { detail: head }), at };
  }

  #line({ start, end }: Span): string {
    const line = this.#text
      .slice(start, end)
      .replace(/\/\/[^\r\n]*/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  }
}

const longest = 120;

function made(span: Span, { kind, name, detail, at }: Own, items: readonly OutlineItem[] = []): OutlineItem {
  const nameSpan = { start: Math.max(at.start, span.start), end: Math.min(at.end, span.end) };
  return { name, ...(detail !== undefined && { detail }), kind, span, nameSpan, items };
}
