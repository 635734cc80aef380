// The requests that only avtal's server knows, by their names: what is asked and what is answered.
import type { ExampleInFile, OutcomeInFile, PreviewAsk, PreviewOfFiles } from '@avtal/lsp';
import type { TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageclient';

export interface InDocument {
  readonly textDocument: TextDocumentIdentifier;
}
export interface OfExample extends InDocument {
  readonly name: string;
}

export interface Requests {
  'avtal/examples': [InDocument, readonly ExampleInFile[]];
  'avtal/runExamples': [InDocument & { readonly name?: string }, readonly OutcomeInFile[]];
  'avtal/explainExample': [OfExample, string | null];
  'avtal/acceptExample': [OfExample, WorkspaceEdit | null];
  'avtal/preview': [InDocument & { readonly ask: PreviewAsk }, PreviewOfFiles | null];
}
