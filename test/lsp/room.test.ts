// The rules of the language server's room: where Node may be used, and who knows the protocol.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const room = join(import.meta.dirname, '../../lsp/src');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));
const code = (file: string): string => readFileSync(join(room, file), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');

test('only node.ts uses Node, so that the server runs in a browser too', () => {
  const uses = /from '(node:|vscode-languageserver\/node)|\b(process|Buffer|setImmediate|__dirname)\b|\brequire\(/;
  expect(files.filter((file) => uses.test(code(file)))).toEqual(['node.ts']);
});

test('features and the workspace know nothing of the protocol', () => {
  const knows = files.filter((file) => /from 'vscode-languageserver['/]/.test(code(file)));
  expect(knows.filter((file) => /^(features|workspace)\//.test(file))).toEqual([]);
});
