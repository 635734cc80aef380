// What the server can do, as it tells the client.
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import type { Client } from './client.ts';
import { serverCommands } from './commands.ts';

const avtalFiles = { scheme: 'file', pattern: { glob: '**/*.avtal' } };
const folders = { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } };

export function capabilitiesFor(client: Client): ServerCapabilities {
  const renames = { filters: [avtalFiles, folders] };
  return {
    positionEncoding: client.encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    completionProvider: { triggerCharacters: [' ', '|', ':', ',', '.', '/', '"', '§'] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' ', ',', ':'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: { label: 'avtal' },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
    inlayHintProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceFixAll,
      ],
    },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}'] },
    executeCommandProvider: { commands: serverCommands.filter((one) => !client.commands.has(one)) },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'avtal', interFileDependencies: true, workspaceDiagnostics: true },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: renames, didRename: renames, didDelete: renames, didCreate: renames },
    },
  };
}
