// A folder of many files: what is open is answered for from what it uses alone, and everything else comes behind.
import { describe, expect, test, vi } from 'vitest';
import { editor, folder, pulling } from './client.ts';

const agreement = (name: string, more = ''): string =>
  `agreement ${name} {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  tiers Basic | Pro\n${more}}\n`;
const order = 'use "../common.avtal"\norder o for Common {\n  tier Other\n  from 2026-01-01\n}\n';
const many = Object.fromEntries(
  Array.from({ length: 300 }, (_, n) => [`other/a${n}.avtal`, agreement(`A${n}`).replace(' |', '')]),
);
const files = {
  ...many,
  'common.avtal': agreement('Common', '  window core = Mon-Fri 08:00-16:00\n'),
  'orders/o.avtal': order,
};
const uri = `${folder}orders/o.avtal`;
const textDocument = { uri };

/** A disk on which all files but these are read only when the test says so. */
function slowBut(...quick: readonly string[]) {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ended: string[] = [];
  const reading = async (path: string): Promise<void> => {
    if (!quick.includes(path)) await released;
    ended.push(path);
  };
  return { reading, ended, release };
}

describe('while the files of the folder are being read', () => {
  const own = ['avtal.json', 'common.avtal', 'orders/o.avtal'];

  test.each([
    ['completion', { position: { line: 2, character: 7 } }, { items: expect.arrayContaining([]) }],
    ['hover', { position: { line: 2, character: 3 } }, { contents: expect.anything() }],
    ['definition', { position: { line: 1, character: 13 } }, [{ uri: `${folder}common.avtal` }]],
    ['formatting', { options: { tabSize: 2, insertSpaces: true } }, []],
    ['documentSymbol', {}, [{ name: 'o' }]],
    ['diagnostic', {}, { items: [{ code: 'AV1001' }] }],
  ])('%s of an open file waits for what it uses and nothing else', async (what, params, expected) => {
    const { reading, ended } = slowBut(...own);
    const { open, ask } = await editor({ files, reading, capabilities: pulling });
    open(uri, order);
    expect(await ask(`textDocument/${what}`, { textDocument, ...params })).toMatchObject(expected);
    expect(ended.filter((path) => !own.includes(path))).toEqual([]);
  });
  test('findings of an open file are told', async () => {
    const { reading, release } = slowBut(...own);
    const { open, codes, settled } = await editor({ files, reading });
    open(uri, order);
    await vi.waitFor(() => expect(codes(uri)).toEqual(['AV1001']));
    release();
    await settled();
    expect(codes(`${folder}other/a299.avtal`)).toEqual(['AV0001']);
  });
  test('a name is renamed in files that are not read yet', async () => {
    const { reading, release } = slowBut(...own);
    const text = agreement('Common', '  window core = Mon-Fri 08:00-16:00\n  window rest = Mon-Sun except core\n');
    const used = 'use "common.avtal"\norder p for Common {\n  tier Basic\n  from 2026-01-01\n}\n';
    const { open, ask } = await editor({ files: { ...many, 'common.avtal': text, 'p.avtal': used }, reading });
    open(`${folder}common.avtal`, text);
    const renamed = ask<{ changes: object }>('textDocument/rename', {
      textDocument: { uri: `${folder}common.avtal` },
      position: { line: 0, character: 11 },
      newName: 'Shared',
    });
    release();
    expect(Object.keys((await renamed).changes)).toEqual([`${folder}common.avtal`, `${folder}p.avtal`]);
  });
  test('a part is not found wrong before it is known what it is a part of', async () => {
    const { reading, release } = slowBut('avtal.json', 'part.avtal');
    const part = 'order p for Common {\n  tier Other\n  from 2026-01-01\n}\n';
    const main = `use "part.avtal"\n${agreement('Common')}`;
    const { open, ask, heard, codes, settled } = await editor({
      files: { ...many, 'part.avtal': part, 'main.avtal': main },
      reading,
    });
    open(`${folder}part.avtal`, part);
    await ask('textDocument/documentSymbol', { textDocument: { uri: `${folder}part.avtal` } });
    expect(heard.filter(({ method }) => method === 'textDocument/publishDiagnostics')).toEqual([]);
    release();
    await settled();
    expect(codes(`${folder}part.avtal`)).toEqual(['AV1001']);
  });
});

test('files that nobody has opened are parsed one slice after another, between which requests are answered', async () => {
  let [now, pauses] = [0, 0];
  const host = {
    // A slice is over after each file.
    clock: () => (now += 1000),
    pause: () => {
      pauses += 1;
      return new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
  const { ask } = await editor({ files, host });
  await ask('workspace/symbol', { query: 'a299' });
  expect(pauses).toBeGreaterThanOrEqual(Object.keys(files).length);
});
