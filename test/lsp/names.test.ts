// Names through the protocol: agreements that share a file, with answers and refusals as an editor gets them.
import { describe, expect, test } from 'vitest';
import { editor, folder } from './client.ts';

const agreement = (name: string) =>
  `use "common.avtal"\nagreement ${name} {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work during core: 4/h\n}\n`;
const files = {
  'common.avtal': 'document Common {\n  window core = Mon-Fri 08:00-16:00\n}\n',
  'a.avtal': agreement('A'),
  'b.avtal': agreement('B'),
};
/** Of `core` in `a.avtal`. */
const position = { line: 5, character: 20 };
const textDocument = { uri: `${folder}a.avtal` };

describe('a name of a file that two agreements share', () => {
  test('is renamed in both', async () => {
    const { ask, open } = await editor({ files });
    open(textDocument.uri, files['a.avtal']);
    const edit = await ask('textDocument/rename', { textDocument, position, newName: 'kjernetid' });
    expect(
      JSON.stringify(edit)
        .match(/\w+\.avtal/g)
        ?.sort(),
    ).toEqual(['a.avtal', 'b.avtal', 'common.avtal']);
  });
  test('is found in both', async () => {
    const { ask, open } = await editor({ files });
    open(textDocument.uri, files['a.avtal']);
    const found = await ask('textDocument/references', {
      textDocument,
      position,
      context: { includeDeclaration: false },
    });
    expect(
      JSON.stringify(found)
        .match(/\w+\.avtal/g)
        ?.sort(),
    ).toEqual(['a.avtal', 'b.avtal']);
  });
  test('is not renamed to what would be wrong in the other', async () => {
    const other = files['b.avtal'].replace('  rate', '  window night = always\n  rate');
    const { ask, open } = await editor({ files: { ...files, 'b.avtal': other } });
    open(textDocument.uri, files['a.avtal']);
    const renaming = ask('textDocument/rename', { textDocument, position, newName: 'night' });
    await expect(renaming).rejects.toThrow('`night` is already a window.');
  });
});
