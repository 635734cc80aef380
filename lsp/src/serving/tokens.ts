// Semantic tokens: whole, as what changed since the last time, and of a stretch.
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from 'vscode-languageserver';
import { tokenRows } from '../convert/structure.ts';
import { semanticTokens } from '../features/semantic-tokens.ts';
import { type Asked, about, type Context } from './context.ts';

export function serveTokens(context: () => Context): void {
  const { semanticTokens: requests } = context().connection.languages;
  const none: SemanticTokens = { data: [] };
  /** One for each document, since the client may ask what changed since its last answer. */
  const builders = new Map<string, SemanticTokensBuilder>();

  function built({ view, places }: Asked, since?: string): SemanticTokensBuilder {
    const open = new Set(context().workspace.openFiles.map(({ uri }) => uri));
    for (const uri of builders.keys()) if (!open.has(uri)) builders.delete(uri);
    const builder = builders.get(view.file.uri) ?? new SemanticTokensBuilder();
    builders.set(view.file.uri, builder);
    builder.previousResult(since ?? '');
    for (const row of tokenRows(semanticTokens(view.snapshot), places)) builder.push(...row);
    return builder;
  }

  requests.on(about(context, 'tokens', none, (asked) => built(asked).build()));
  requests.onDelta(
    about(context, 'tokens', none as SemanticTokens | SemanticTokensDelta, (asked, { previousResultId }) =>
      built(asked, previousResultId).buildEdits(),
    ),
  );
  requests.onRange(
    about(context, 'tokens', none, ({ view, places }, { range }) => {
      const { start, end } = places.span(range);
      const within = semanticTokens(view.snapshot).filter(({ span }) => span.start < end && start < span.end);
      const builder = new SemanticTokensBuilder();
      for (const row of tokenRows(within, places)) builder.push(...row);
      return builder.build();
    }),
  );
}
