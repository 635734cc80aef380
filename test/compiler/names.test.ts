// The index of names: laws that hold for every text there is here, right or wrong, and that no name of a right one is missed.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compilation, compile, type SymbolKind } from '@avtal/compiler';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const all = ['examples', 'test/fixtures', 'editor', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.avtal') && !path.includes('node_modules'))
    .map((path) => join(folder, path)),
);

function compiled(path: string): Compilation {
  const folder = join(root, dirname(path));
  const read = (file: string) => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  return compile(path.slice(path.lastIndexOf('/') + 1), read, { analysis: false });
}

/** Words that the tree keeps as they were written, which are no names: of the language, of the world, of a row. */
const noNames = new Set(['keyword', 'word', 'zone', 'country', 'owner', 'unit', 'code', 'clause', 'what']);

/** Names of the tree that are not in the index. */
function missed({ files, names }: Compilation): string[] {
  const found: string[] = [];
  for (const file of files) {
    const look = (node: unknown, field: string): void => {
      if (Array.isArray(node)) for (const one of node) look(one, field);
      else if (typeof node === 'object' && node !== null) {
        if ('kind' in node && node.kind === 'name' && 'span' in node && 'text' in node && !noNames.has(field)) {
          const { start } = node.span as { start: number };
          if (names.at(file.path, start)?.span.start !== start) found.push(`${field} ${String(node.text)}`);
        }
        for (const [key, value] of Object.entries(node)) look(value, key);
      }
    };
    look(file.tree.items, '');
  }
  return found;
}

/** What comes of a target, `from` of an order, `person` and `started` of a fact, an outage's id, `start price` and `unused` of an expectation, the outage of `each outage`, and holidays are no names either. */
const alsoNoNames =
  /^(name (from|until|person|cost|round|unit|O\d+)|scope outage|names (start price|unused|surcharge|fee|discount|limit|start|price|credits?|customer|provider)|subjects (credits|customer|provider|both)|(plus|minus) .*|(from|to) started|values (met|missed))$/;

const kinds = new Set<SymbolKind>();

test.each(all)('%s', (path) => {
  const compilation = compiled(path);
  const { names, files, diagnostics } = compilation;
  for (const file of files) {
    let last = 0;
    for (const use of names.inFile(file.path)) {
      const { span, symbol, role } = use;
      kinds.add(symbol.kind);
      const written = file.text.slice(span.start, span.end).normalize('NFC');
      const asName = symbol.kind === 'paper' ? written.replace(/^§+\s*/, '') : written;
      expect([symbol.name, `${symbol.name}s`], path).toContain(asName);
      expect(span.start, path).toBeGreaterThanOrEqual(last);
      last = span.end;
      expect(names.at(file.path, span.start)).toBe(use);
      expect(names.placesOf(symbol)).toContain(use);
      if (role === 'declaration') expect(symbol.declaredAt, symbol.name).toBeDefined();
      else if (!symbol.isBuiltIn) expect(symbol.declaredAt, `${symbol.kind} ${symbol.name}`).toBeDefined();
    }
  }
  if (diagnostics.every(({ severity }) => severity !== 'error'))
    expect(missed(compilation).filter((one) => !alsoNoNames.test(one))).toEqual([]);
});

test('every kind of name occurred', () => {
  expect([...kinds].sort()).toMatchInlineSnapshot(`
    [
      "activity",
      "agreement",
      "case",
      "choice",
      "days",
      "discount",
      "document",
      "duty",
      "event",
      "example",
      "fee",
      "held",
      "index",
      "key",
      "matter",
      "measure",
      "milestone",
      "module",
      "notice",
      "number",
      "open",
      "order",
      "paper",
      "scope",
      "surcharge",
      "target",
      "ticket",
      "tier",
      "unit",
      "usage",
      "value",
      "window",
    ]
  `);
});
