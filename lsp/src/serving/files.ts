// Requests about the workspace as a whole: symbols of every file, and what a renamed file changes in others.
import { normalise } from '@avtal/compiler';
import type { SymbolInformation, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { symbolKindOf } from '../convert/structure.ts';
import { type OutlineItem, outline } from '../features/symbols.ts';
import type { KnownFile } from '../workspace/files.ts';
import type { Root } from '../workspace/root.ts';
import { keyOf, pathBelow } from '../workspace/uris.ts';
import { afterAll, type Context, guarded } from './context.ts';

/** More than a list of symbols shows. */
const most = 500;

export function serveFiles(context: () => Context): void {
  const { connection } = context();
  connection.onWorkspaceSymbol(
    afterAll(
      context,
      guarded(context, 'workspace symbols', [] as SymbolInformation[], ({ query }) => {
        const { workspace, positions } = context();
        const all = workspace.files().flatMap((file) =>
          flat(outline(workspace.sourceOf(file))).flatMap(([item, containerName]): SymbolInformation[] => {
            if (!isMeant(query, item.name)) return [];
            const location = { uri: file.uri, range: positions.range(file.document, item.nameSpan) };
            return [{ name: item.name, kind: symbolKindOf(item), location, ...(containerName && { containerName }) }];
          }),
        );
        return all.slice(0, most);
      }),
    ),
  );
  connection.workspace.onWillRenameFiles(
    afterAll(
      context,
      guarded(context, 'renaming files', null as WorkspaceEdit | null, ({ files }) => {
        const changes: Record<string, TextEdit[]> = {};
        for (const root of context().workspace.roots)
          for (const file of root.files.all()) {
            const edits = editsIn(file, root, files, context());
            if (edits.length > 0) changes[file.uri] = edits;
          }
        return Object.keys(changes).length === 0 ? null : { changes };
      }),
    ),
  );
}

function flat(items: readonly OutlineItem[], within?: string): readonly (readonly [OutlineItem, string | undefined])[] {
  return items.flatMap((item) => [[item, within] as const, ...flat(item.items, item.name)]);
}

/** Whether the letters of the query stand in the name, in their order. */
function isMeant(query: string, name: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

type Renames = readonly { readonly oldUri: string; readonly newUri: string }[];

/** The paths of `use` that name something else after the renames, of files or of whole folders. */
function editsIn(file: KnownFile, root: Root, renames: Renames, { positions }: Context): TextEdit[] {
  const after = (path: string): string => {
    for (const { oldUri, newUri } of renames) {
      const [from, to] = [pathBelow(root.uri, keyOf(oldUri)), pathBelow(root.uri, keyOf(newUri))];
      if (from === undefined || to === undefined) continue;
      if (path === from) return to;
      if (path.startsWith(`${from}/`)) return to + path.slice(from.length);
    }
    return path;
  };
  const own = after(file.path);
  return file.uses.flatMap(({ path, written, span }): TextEdit[] => {
    if (path === undefined || normalise(own, written) === after(path)) return [];
    return [{ range: positions.range(file.document, span), newText: `"${relative(own, after(path))}"` }];
  });
}

/** How the file `from` names the file `to`. */
function relative(from: string, to: string): string {
  const [folders, steps] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < folders.length && same < steps.length - 1 && folders[same] === steps[same]) same++;
  return [...folders.slice(same).map(() => '..'), ...steps.slice(same)].join('/');
}
