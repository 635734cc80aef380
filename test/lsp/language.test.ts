// Every request of the protocol once, from the client's side of the wire: what features say arrives as editors take it.
import { describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DocumentSymbol,
  Hover,
  Location,
  Position,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { applied, type Begin, type Editor, editor, folder, marked, usual } from './client.ts';

const uri = `${folder}a.avtal`;
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };
const sheet = `agreement A "En avtale" {
  currency NOK
  timezone Europe/Oslo
  holidays Norway
  vat none
  tiers Basic | Pro
  window co<|>re = Mon-Fri 08:00-16:00 except holidays
  // 😀 dagtid
  rate work during <|>core:          650/h | 550/h
    counted per started 15 min, each entry, each part
  rate work during outside core:  950/h | 850/h
    counted per started 15 min, each entry, each part
  respond when reported during core: 2 h of core | 1 h of core
  example day {
    tier Basic
    from 2026-01-01
    work 2026-03-03 10:00-11:00
    expect counted work 2026-03: 2 h
  }
}
`;

async function opened(
  text: string = sheet,
  begin: Begin = {},
): Promise<Editor & { text: string; positions: readonly Position[] }> {
  const one = await editor(begin);
  const at = marked(text);
  one.open(uri, at.text);
  return { ...one, ...at };
}

const asked = async <T>(method: string, params: object = {}, text?: string): Promise<T> => {
  const { ask, positions } = await opened(text);
  return ask<T>(`textDocument/${method}`, { textDocument, position: positions[0], ...params });
};
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('at a place', () => {
  test('hover', async () => {
    const found = await asked<Hover | null>('hover');
    expect(found).toMatchObject({ contents: { kind: 'markdown' }, range: { start: { line: 6, character: 9 } } });
  });
  test('definition, with where it was asked from for clients that show it', async () => {
    const { ask, positions } = await opened();
    const params = { textDocument, position: positions[1] };
    expect(await ask('textDocument/definition', params)).toMatchObject([{ uri, range: { start: { line: 6 } } }]);
    const linked = await opened(sheet, { capabilities: { textDocument: { definition: { linkSupport: true } } } });
    expect(await linked.ask('textDocument/definition', params)).toMatchObject([
      { targetUri: uri, originSelectionRange: { start: { line: 8, character: 19 } } },
    ]);
  });
  test('references', async () => {
    const found = await asked<Location[]>('references', { context: { includeDeclaration: true } });
    expect(found.map(({ range }) => range.start.line)).toEqual([6, 8, 10, 12, 12, 12]);
  });
  test('highlights', async () => {
    expect(await asked<unknown[]>('documentHighlight')).toHaveLength(6);
  });
  test('completion of the files that may be used', async () => {
    const files = { 'prices/common.avtal': '', 'b.avtal': '' };
    const { ask, positions, settled } = await opened('use "<|>"\n', { files });
    await settled();
    const { items } = await ask<CompletionList>('textDocument/completion', { textDocument, position: positions[0] });
    expect(items.map(({ label }) => label).sort()).toEqual(['b.avtal', 'prices/common.avtal']);
  });
  test('completion, as snippets or plain', async () => {
    const text = sheet.replaceAll('<|>', '').replace('  respond when', '  <|>\n  respond when');
    const { items } = await asked<CompletionList>('completion', {}, text);
    expect(items.length).toBeGreaterThan(5);
    expect(items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(true);
    const { ask, positions } = await opened(text, { capabilities: {} });
    const plain = await ask<CompletionList>('textDocument/completion', { textDocument, position: positions[0] });
    expect(plain.items.filter(({ textEdit }) => /\$\d|\$\{/.test(textEdit?.newText ?? ''))).toEqual([]);
  });
  test('signature', async () => {
    const text = sheet.replaceAll('<|>', '').replace('rate work during core', 'rate work <|>during core');
    expect(await asked('signatureHelp', {}, text)).toMatchObject({ activeSignature: 0 });
  });
  test('rename, with what is asked before', async () => {
    expect(await asked('prepareRename')).toMatchObject({ placeholder: 'core' });
    const text = sheet.replaceAll('<|>', '');
    expect(applied(text, await asked<WorkspaceEdit>('rename', { newName: 'dagtid' }), uri)).toBe(
      text.replaceAll(/\bcore\b/g, 'dagtid'),
    );
    await expect(asked('rename', { newName: 'a b' })).rejects.toThrow(/name/);
  });
});

describe('of a file', () => {
  test('symbols', async () => {
    const [agreement] = await asked<DocumentSymbol[]>('documentSymbol');
    expect(agreement).toMatchObject({ kind: 5, range: { end: { line: 19 } } });
    expect(agreement?.children?.length).toBeGreaterThan(5);
  });
  test('symbols of the workspace', async () => {
    const { ask } = await editor({ files: { 'a.avtal': sheet.replaceAll('<|>', '') } });
    const found = await ask<{ name: string; location: Location }[]>('workspace/symbol', { query: 'cre' });
    expect(found.map(({ name, location }) => [name, location.uri])).toContainEqual(['core', uri]);
  });
  test('folds, selections, links', async () => {
    expect((await asked<unknown[]>('foldingRange')).length).toBeGreaterThan(1);
    const [selection] = await asked<unknown[]>('selectionRange', { positions: [{ line: 8, character: 20 }] });
    expect(selection).toMatchObject({ range: { start: { line: 8, character: 19 } }, parent: {} });
    const { open, ask } = await editor({ files: { 'p/b%20c.avtal': '' } });
    open(uri, 'use "p/b c.avtal"\n');
    expect(await ask('textDocument/documentLink', { textDocument })).toMatchObject([
      { target: `${folder}p/b%20c.avtal` },
    ]);
  });
  test('tokens: whole, what changed, of a stretch', async () => {
    const { ask, change } = await opened();
    type Tokens = { resultId: string; data: number[]; edits?: { start: number }[] };
    const first = await ask<Tokens>('textDocument/semanticTokens/full', { textDocument });
    expect(first.data.length % 5).toBe(0);
    change(uri, {
      range: { start: { line: 18, character: 0 }, end: { line: 18, character: 0 } },
      text: '    accept AV4001 "x"\n',
    });
    const params = { textDocument, previousResultId: first.resultId };
    const { edits = [] } = await ask<Tokens>('textDocument/semanticTokens/full/delta', params);
    expect(edits[0]?.start).toBeGreaterThan(first.data.length / 2);
    const part = await ask<Tokens>('textDocument/semanticTokens/range', {
      textDocument,
      range: { ...whole, end: { line: 2, character: 0 } },
    });
    expect(part.data.length).toBeLessThan(first.data.length / 2);
  });
  test('hints, each kind of them by its setting', async () => {
    const hints = async (settings: unknown) =>
      (await opened(sheet, { options: settings })).ask<unknown[]>('textDocument/inlayHint', {
        textDocument,
        range: whole,
      });
    expect((await hints({})).length).toBeGreaterThan(0);
    expect(await hints({ inlayHints: { enabled: false } })).toEqual([]);
    expect(await hints({ inlayHints: { amounts: false, columns: false, dates: false, totals: false } })).toEqual([]);
  });
  test('lenses, whose commands can be carried out', async () => {
    const { ask, text, connection, settled } = await opened();
    let edit: WorkspaceEdit | undefined;
    connection.onRequest('workspace/applyEdit', (params: { edit: WorkspaceEdit }) => {
      edit = params.edit;
      return { applied: true };
    });
    const found = await ask<CodeLens[]>('textDocument/codeLens', { textDocument });
    const accepts = found.find(({ command }) => command?.command === 'avtal.acceptExample')?.command;
    expect(accepts?.arguments).toEqual([uri, 'day']);
    await ask('workspace/executeCommand', { command: 'avtal.acceptExample', arguments: [uri, 'day'] });
    expect(applied(text, edit ?? null, uri)).toContain('expect counted work 2026-03: 1 h');
    await settled();
  });
  test('formatting: whole, a stretch, a finished row', async () => {
    const text = sheet
      .replaceAll('<|>', '')
      .replace('currency NOK', 'currency     NOK')
      .replace('vat none', 'vat      none');
    const edits = async (method: string, params: object) => {
      const { ask } = await opened(text);
      return (await ask<TextEdit[]>(`textDocument/${method}`, { textDocument, options, ...params })).length;
    };
    const all = await edits('formatting', {});
    const part = await edits('rangeFormatting', {
      range: { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } },
    });
    const row = await edits('onTypeFormatting', { position: { line: 2, character: 0 }, ch: '\n' });
    expect([all > part, part, row]).toEqual([true, 1, 1]);
  });
  test.each([
    ['a row that goes out', '{\n    currency NOK\n    ', '{\n  currency  NOK\n  '],
    ['a row that goes in', '{\ncurrency NOK\n', '{\n  currency  NOK\n  '],
    ['tabs', '{\n\tcurrency NOK\n\t', '{\n  currency  NOK\n  '],
    ['a row, deeper', '{\n    tiers A\n      ', '{\n  tiers A\n    '],
    ['a comment', '{\n  tiers A\n\n    // by hand\n    ', '{\n  tiers A\n\n  // by hand\n  '],
    ['a depth that stays', '{\n  currency NOK\n  ', '{\n  currency  NOK\n  '],
    ['a depth of its own', '{\n    currency NOK\n  ', '{\n  currency  NOK\n  '],
    ['notes', '{\n  rate work: 5/h\n    text "a"\n    ', '{\n  rate work: 5/h\n    text "a"\n    '],
    ['no more notes', '{\n  rate work: 5/h\n    text "a"\n\n    ', '{\n  rate work: 5/h\n    text "a"\n\n  '],
    [
      'no more of a table',
      '{\n  table resolve\n    when a is b: 2 h\n    \n    ',
      '{\n  table resolve\n    when a is b: 2 h\n    \n  ',
    ],
    ['a block', '{\n  module a {\n    rate work: 5/h\n\n    \n  }', '{\n  module a {\n    rate work: 5/h\n\n    \n  }'],
    [
      'a row that is no note',
      '{\n  rate work: 5/h\n    text "a"\n    respond: 4 h\n    ',
      '{\n  rate work: 5/h\n    text "a"\n  respond:   4 h\n  ',
    ],
    [
      'rows that are no notes',
      '{\n  rate work: 5/h\n    text "a"\n    fee per month: 98\n    respond: 4 h\n    ',
      '{\n  rate work:     5/h\n    text "a"\n  fee per month: 98\n  respond:       4 h\n  ',
    ],
    [
      'a row below a table',
      '{\n  table resolve\n    when a is b: 2 h\n\n    fee per month: 98\n    ',
      '{\n  table resolve\n    when a is b: 2 h\n\n  fee per month: 98\n  ',
    ],
  ])('formatting: the new line goes with %s', async (_, typed, becomes) => {
    const text = `agreement A ${typed}\n}\n`;
    const { ask } = await opened(text);
    const line = typed.replace(/\n\s*\}$/, '').split('\n').length - 1;
    const position = { line, character: 0 };
    const edits = await ask<TextEdit[]>('textDocument/onTypeFormatting', { textDocument, options, position, ch: '\n' });
    expect(applied(text, { changes: { [uri]: edits } }, uri)).toBe(`agreement A ${becomes}\n}\n`);
  });
});

describe('actions', () => {
  const text = sheet.replaceAll('<|>', '').replace('650/h | 550/h', '650,5/h | 550/h');
  const range = { start: { line: 8, character: 36 }, end: { line: 8, character: 36 } };
  const actions = async (context: object, at = range) => {
    const { ask, settled, shown } = await opened(text);
    await settled();
    const params = { textDocument, range: at, context: { diagnostics: shown.get(uri) ?? [], ...context } };
    return ask<CodeAction[]>('textDocument/codeAction', params);
  };
  test('a repair, with the finding that goes', async () => {
    const [repair] = await actions({});
    expect(repair).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ source: 'avtal' }] });
    expect(applied(text, repair?.edit ?? null, uri)).toContain('650.5/h');
  });
  test('everything at once, when the editor saves', async () => {
    const [all] = await actions({ only: ['source.fixAll'] }, whole);
    expect(all).toMatchObject({ kind: 'source.fixAll' });
    expect(applied(text, all?.edit ?? null, uri)).toContain('650.5/h');
    expect(await actions({ only: ['refactor.inline'] })).toEqual([]);
  });
  test.each([
    [
      'goes on between the quotes, in an editor that can',
      { ...usual.workspace?.workspaceEdit, snippetEditSupport: true },
    ],
    ['is written as it is, in any other', usual.workspace?.workspaceEdit ?? {}],
  ])('a finding that stands: its reason %s', async (_, workspaceEdit) => {
    const twice = sheet.replaceAll('<|>', '').replace('  rate work during outside', '  rate work: 7/h // so meant\n$&');
    const capabilities = { ...usual, workspace: { ...usual.workspace, workspaceEdit } };
    const { ask, settled, shown } = await opened(twice, { capabilities });
    await settled();
    const found = shown.get(uri)?.find(({ code }) => code === 'AV4001');
    const params = { textDocument, range: found?.range, context: { diagnostics: [] } };
    const all = await ask<CodeAction[]>('textDocument/codeAction', params);
    const edit = all.find(({ title }) => title.startsWith('Let this stand'))?.edit;
    if (!('snippetEditSupport' in workspaceEdit))
      return expect(applied(twice, edit ?? null, uri)).toContain('each part\n    accept AV4001 ""\n');
    const [change] = edit?.documentChanges ?? [];
    expect(change).toMatchObject({
      textDocument: { uri, version: 1 },
      edits: [{ snippet: { kind: 'snippet', value: '    accept AV4001 "$0"\n' }, range: { start: { character: 0 } } }],
    });
  });
  test('a window that gets a name', async () => {
    const hours = sheet.replaceAll('<|>', '').replace('during core:  ', 'during Mon 08:00-09:00:');
    const { ask } = await opened(hours, { options: { commands: ['avtal.renameAt'] } });
    const at = { start: { line: 8, character: 25 }, end: { line: 8, character: 25 } };
    const params = { textDocument, range: at, context: { diagnostics: [], only: ['refactor'] } };
    const found = await ask<CodeAction[]>('textDocument/codeAction', params);
    expect(found[0]).toMatchObject({ kind: 'refactor.extract', command: { command: 'avtal.renameAt' } });
    const [, position] = found[0]?.command?.arguments ?? [];
    const lines = applied(hours, found[0]?.edit ?? null, uri).split('\n');
    expect(lines[position.line]?.slice(position.character)).toMatch(/^hours\b/);
  });
});

describe('what only avtal has', () => {
  test('examples: which there are, how they end, why, and the edit that accepts', async () => {
    const { ask, text } = await opened();
    const params = { textDocument, name: 'day' };
    expect(await ask('avtal/examples', { textDocument })).toMatchObject([
      { name: 'day', nameRange: { start: { line: 13, character: 10 } } },
    ]);
    expect(await ask('avtal/runExamples', { textDocument })).toMatchObject([
      { name: 'day', expectations: [{ ok: false, expected: '2 h', actual: '1 h', range: { start: { line: 17 } } }] },
    ]);
    expect(await ask('avtal/explainExample', params)).toContain('650');
    expect(applied(text, await ask<WorkspaceEdit>('avtal/acceptExample', params), uri)).toContain('2026-03: 1 h');
  });
  test('preview, codes and status', async () => {
    const { ask, settled } = await opened();
    expect(await ask('avtal/preview', { textDocument, ask: {} })).toMatchObject({ title: 'En avtale' });
    expect(await ask('avtal/explainCode', { code: 'AV4001' })).toMatchObject({ code: 'AV4001' });
    await settled();
    expect(await ask('avtal/status', {})).toMatchObject({ busy: false, agreements: 1 });
  });
  test('the status is told to who asks for it', async () => {
    const { heard, settled } = await opened(sheet, { options: { status: true } });
    await settled();
    expect(heard.filter(({ method }) => method === 'avtal/status').at(-1)).toMatchObject({ params: { busy: false } });
  });
});
