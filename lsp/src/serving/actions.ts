// Code actions: repairs, all repairs, acceptance and refactorings, of the kinds that the client asks for.
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { type Action, actions, repairEverything } from '../features/actions.ts';
import { type Refactoring, refactorings } from '../features/refactorings.ts';
import { type Asked, about, type Context } from './context.ts';

const kinds: Readonly<Record<Action['kind'] | Refactoring['kind'], CodeActionKind>> = {
  repair: CodeActionKind.QuickFix,
  'repair-all': CodeActionKind.SourceFixAll,
  accept: CodeActionKind.QuickFix,
  extract: CodeActionKind.RefactorExtract,
  rewrite: CodeActionKind.RefactorRewrite,
};

export function serveActions(context: () => Context): void {
  const { connection, client } = context();
  connection.onCodeAction(
    about(context, 'actions', [] as CodeAction[], (asked, { range, context: { only, diagnostics } }) => {
      const { view, places } = asked;
      const at = places.span(range);
      const findings = view.findings();
      // Kinds are a tree: who asks for `source` means `source.fixAll` too.
      const wants = (kind: CodeActionKind): boolean =>
        only?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? kind !== CodeActionKind.SourceFixAll;
      const all = wants(CodeActionKind.SourceFixAll) ? repairEverything(findings) : undefined;
      const fixes = [
        ...(wants(CodeActionKind.QuickFix) ? actions(view.snapshot, findings, at) : []),
        ...(all ? [all] : []),
      ];
      const refactored = refactorings(view.snapshot, at).filter(({ kind }) => wants(kinds[kind]));
      return [
        ...fixes.map((action) => actionOf(action, asked, diagnostics)),
        ...refactored.map(({ kind, title, edits, renameAt }): CodeAction => {
          const edit = places.edit(edits);
          if (renameAt === undefined || !client.commands.has('avtal.renameAt'))
            return { title, kind: kinds[kind], edit };
          const position = places.positionAfter(edits, renameAt);
          const command = { title, command: 'avtal.renameAt', arguments: [view.file.uri, position] };
          return { title, kind: kinds[kind], edit, command };
        }),
      ];
    }),
  );
}

function actionOf(
  { title, kind, edits, cursor, isPreferred, findings }: Action,
  { places, context: { client } }: Asked,
  shown: readonly Diagnostic[],
): CodeAction {
  const solved = shown.filter(({ code, range }) => {
    const { start, end } = places.span(range);
    return findings.some((one) => one.code === code && one.span.start === start && one.span.end === end);
  });
  return {
    title,
    kind: kinds[kind],
    edit: cursor !== undefined && client.editsSnippets ? places.editGoingOn(edits, cursor) : places.edit(edits),
    ...(solved.length > 0 && { diagnostics: solved }),
    ...(isPreferred && { isPreferred }),
  };
}
