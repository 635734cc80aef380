// The protocol's requests about a place or a file: each asks one feature and converts what it answers.
import {
  type CodeLens,
  type CompletionList,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  ErrorCodes,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  type LocationLink,
  ResponseError,
  type SelectionRange,
  type SignatureHelp,
} from 'vscode-languageserver';
import { completionOf, highlightOf, hintOf, hoverOf, lensOf, signatureOf } from '../convert/language.ts';
import { foldsOf, linksOf, selectionOf, symbolOf } from '../convert/structure.ts';
import { complete } from '../features/completion.ts';
import { folds } from '../features/folding.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { lenses } from '../features/lenses.ts';
import { links } from '../features/links.ts';
import { definition, highlights, references } from '../features/navigation.ts';
import { prepareRename, rename } from '../features/rename.ts';
import { selection } from '../features/selection.ts';
import { signature } from '../features/signature.ts';
import { outline } from '../features/symbols.ts';
import { about, afterAll, type Context } from './context.ts';

export function serveLanguage(context: () => Context): void {
  const { connection, client, host } = context();

  connection.onCompletion(
    about(context, 'completion', null as CompletionList | null, ({ view, places }, { position }) => ({
      // What may follow depends on every letter: after a dot, a quote or a digit something else is meant.
      isIncomplete: false,
      items: complete(view.snapshot, places.offset(position), view.paths()).map((one) =>
        completionOf(one, places, client.completionShows),
      ),
    })),
  );
  connection.onHover(
    about(context, 'hover', null as Hover | null, ({ view, places }, { position }) => {
      const found = hover(view.snapshot, places.offset(position), host.now());
      return found === undefined ? null : hoverOf(found, places, client.hoverShows);
    }),
  );
  connection.onSignatureHelp(
    about(context, 'signature', null as SignatureHelp | null, ({ view, places }, { position }) => {
      const found = signature(view.snapshot, places.offset(position));
      return found === undefined ? null : signatureOf(found, client.hoverShows);
    }),
  );
  connection.onDefinition(
    about(context, 'definition', null as Location[] | LocationLink[] | null, ({ view, places }, { position }) => {
      const found = definition(view.snapshot, places.offset(position));
      if (found === undefined) return null;
      const locations = places.locations(found.to);
      if (!client.hasLinks) return locations;
      const originSelectionRange = places.range(found.from);
      return locations.map(({ uri: targetUri, range }) => ({
        originSelectionRange,
        targetUri,
        targetRange: range,
        targetSelectionRange: range,
      }));
    }),
  );
  connection.onReferences(
    afterAll(
      context,
      about(
        context,
        'references',
        [] as Location[],
        ({ view, places }, { position, context: { includeDeclaration } }) =>
          places.locations(references(view.related(), places.offset(position), includeDeclaration)),
      ),
    ),
  );
  connection.onDocumentHighlight(
    about(context, 'highlights', [] as DocumentHighlight[], ({ view, places }, { position }) =>
      highlights(view.snapshot, places.offset(position)).map((one) => highlightOf(one, places)),
    ),
  );
  connection.onPrepareRename((params, token) =>
    about(context, 'rename', null, ({ view, places }) => {
      const found = prepareRename(view.snapshot, places.offset(params.position));
      return 'refused' in found ? refusal(found.refused) : { range: places.range(found.span), placeholder: found.text };
    })(params, token),
  );
  connection.onRenameRequest((params, token) =>
    afterAll(
      context,
      about(context, 'rename', null, ({ view, places }) => {
        const found = rename(view.related(), places.offset(params.position), params.newName);
        return 'refused' in found ? refusal(found.refused) : places.edit(found.edits);
      }),
    )(params, token),
  );
  connection.onDocumentSymbol(
    about(context, 'symbols', [] as DocumentSymbol[], ({ view, places }) =>
      outline(view.snapshot.file).map((item) => symbolOf(item, places)),
    ),
  );
  connection.onFoldingRanges(
    about(context, 'folding', [] as FoldingRange[], ({ view, places }) => foldsOf(folds(view.snapshot.file), places)),
  );
  connection.onSelectionRanges(
    about(context, 'selection', [] as SelectionRange[], ({ view, places }, { positions }) =>
      positions.map((position) => {
        const offset = places.offset(position);
        return selectionOf(selection(view.snapshot.file, offset), offset, places);
      }),
    ),
  );
  connection.languages.inlayHint.on(
    about(context, 'hints', [] as InlayHint[], ({ view, places, context: { settings } }, { range }) =>
      settings.hints.size === 0
        ? []
        : inlayHints(view.snapshot, places.span(range), host.now())
            .filter(({ kind }) => settings.hints.has(kind))
            .map((hint) => hintOf(hint, places, client.hoverShows)),
    ),
  );
  connection.onDocumentLinks(
    about(context, 'links', [] as DocumentLink[], ({ view, places }) => linksOf(links(view.snapshot.file), places)),
  );
  connection.onCodeLens(
    about(context, 'lenses', [] as CodeLens[], ({ view, places, context: { settings } }) =>
      settings.codeLens ? lenses(view.snapshot).map((lens) => lensOf(lens, view.file.uri, places)) : [],
    ),
  );
}

/** Says why nothing is done, as editors show it. */
function refusal(why: string): ResponseError<never> {
  return new ResponseError<never>(ErrorCodes.InvalidRequest, why);
}
