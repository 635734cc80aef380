// What the client said of itself when it began: what it can show and do.
import type { InitializeParams, PositionEncodingKind } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { DiagnosticOptions } from '../convert/diagnostics.ts';
import type { Shows } from '../convert/language.ts';
import { encodingFor } from '../convert/positions.ts';
import { fieldOf, textsIn } from './settings.ts';

export interface Client {
  readonly encoding: PositionEncodingKind;
  /**
   * Whether it asks for diagnostics. Some say that they can and only listen; those that can be told to ask again do
   * ask.
   */
  readonly pullsDiagnostics: boolean;
  readonly diagnostics: DiagnosticOptions;
  readonly hoverShows: Shows;
  readonly completionShows: Shows;
  /** Whether edits may say where one goes on writing. */
  readonly editsSnippets: boolean;
  /** Whether a definition may say from where it was asked. */
  readonly hasLinks: boolean;
  readonly hasConfiguration: boolean;
  /** Whether it can be asked to tell of other settings; some tell of them anyway. */
  readonly tellsSettings: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  readonly refreshes: { readonly lenses: boolean; readonly hints: boolean; readonly tokens: boolean };
  /** Commands that the editor has itself (`initializationOptions.commands`): the server does not offer these. */
  readonly commands: ReadonlySet<string>;
  /** Whether it wants to be told how the checking stands (`initializationOptions.status`). */
  readonly wantsStatus: boolean;
  readonly options: unknown;
}

const homepage = 'https://www.npmjs.com/package/avtal#';

export function clientOf({ capabilities, initializationOptions: options }: InitializeParams): Client {
  const { general, textDocument, workspace } = capabilities;
  const shown = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const pages = fieldOf(options, 'codePages');
  const reads = (formats: readonly string[] | undefined): boolean => formats?.includes(MarkupKind.Markdown) === true;
  const snippets = textDocument?.completion?.completionItem?.snippetSupport === true;
  const pullsDiagnostics = pulled !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    encoding: encodingFor(general?.positionEncodings),
    pullsDiagnostics,
    diagnostics: {
      hasRelated: (shown?.relatedInformation ?? pulled?.relatedInformation) === true,
      hasTags: (shown?.tagSupport ?? pulled?.tagSupport) !== undefined,
      hasCodePage: (shown?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport) === true,
      pages: typeof pages === 'string' ? pages : homepage,
    },
    hoverShows: { markdown: reads(textDocument?.hover?.contentFormat), snippets },
    completionShows: { markdown: reads(textDocument?.completion?.completionItem?.documentationFormat), snippets },
    editsSnippets:
      workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.snippetEditSupport === true,
    hasLinks: textDocument?.definition?.linkSupport === true,
    hasConfiguration: workspace?.configuration === true,
    tellsSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    refreshes: {
      lenses: workspace?.codeLens?.refreshSupport === true,
      hints: workspace?.inlayHint?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
    },
    commands: new Set(textsIn(options, 'commands')),
    wantsStatus: fieldOf(options, 'status') === true,
    options,
  };
}
