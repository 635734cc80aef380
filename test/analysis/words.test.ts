// What a gap says of conditions with many values: no more than anybody reads.
import { compile } from '@avtal/compiler';
import { expect, test } from 'vitest';

const head = 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  clock elapsed\n';
const letters = [...'abcdefghij'];
const modules = (count: number): string =>
  letters
    .slice(0, count)
    .map((name) => `  module ${name} {\n    approve when estimate over 10 h: notify before start\n  }\n`)
    .join('');
const some = (values: readonly string[]): string =>
  `  rate work when task is ${values.join(', ')}: 500/h\n    counted per started 15 min, each entry\n`;

const check = (name: string, rows: string, where: string): void =>
  test(name, () => {
    const { diagnostics } = compile('a.avtal', () => `${head}${rows}}\n`);
    const messages = diagnostics.filter(({ code }) => code === 'AV4002').map(({ message }) => message);
    expect(messages.map((message) => /for (.*), as on/.exec(message)?.[1])).toEqual([where]);
  });

check('every module', `  number estimate in h\n${modules(10)}`, 'any module, estimate up to 10 h');
check('one module', `  number estimate in h\n${modules(1)}`, 'module a, estimate up to 10 h');
check(
  'six values',
  `  choice task: ${letters.join(', ')}\n${some(letters.slice(6))}`,
  'task a or b or c or d or e or f',
);
check(
  'seven values',
  `  choice task: ${letters.join(', ')}\n${some(letters.slice(7))}`,
  'task a or b or c or 4 others',
);
