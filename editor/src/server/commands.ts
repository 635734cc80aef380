// Commands about the server itself, and the ones that code lenses need from the editor.
import { commands, type Disposable, type LogOutputChannel, Position, Uri } from 'vscode';
import type { Location as ProtocolLocation, Position as ProtocolPosition } from 'vscode-languageclient';
import type { Server } from './server.ts';

export function serverCommands(server: Server, log: LogOutputChannel): readonly Disposable[] {
  return [
    commands.registerCommand('avtal.restartServer', () => server.restart()),
    commands.registerCommand('avtal.showLog', () => log.show()),
    commands.registerCommand('avtal.showProblems', () => commands.executeCommand('workbench.actions.view.problems')),
    commands.registerCommand('avtal.renameAt', (uri: string, { line, character }: ProtocolPosition) =>
      commands.executeCommand('editor.action.rename', [Uri.parse(uri), new Position(line, character)]),
    ),
    commands.registerCommand(
      'avtal.showReferences',
      (uri: string, { line, character }: ProtocolPosition, places: readonly ProtocolLocation[]) =>
        commands.executeCommand(
          'editor.action.showReferences',
          Uri.parse(uri),
          new Position(line, character),
          places.map((place) => server.convert.asLocation(place)),
        ),
    ),
  ];
}
