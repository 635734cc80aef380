import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { parse } from '@avtal/grammar';
import { lex } from '../../grammar/src/lexer.ts';
import { layout } from '../../grammar/src/layout.ts';
test('x', () => {
  const all = readFileSync('/work/main/examples/managed-operations/managed-operations.avtal','utf8');
  const text = all.repeat(30);
  console.log(text.split('\n').length, text.length);
  for (let i = 0; i < 5; i++) {
    const t0 = performance.now();
    const l = lex(text);
    const t1 = performance.now();
    layout(l.tokens, text, l.errors);
    const t2 = performance.now();
    const p = parse(text);
    const t3 = performance.now();
    console.log('lex', t1-t0, 'layout', t2-t1, 'parse', t3-t2, p.errors.length);
  }
});
