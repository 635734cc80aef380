// Commands about examples, for editors that have none of their own: the server runs them, tells and edits.
import { Places } from '../convert/places.ts';
import { acceptExample, type ExampleOutcome, explainExample, runExamples } from '../features/examples.ts';
import { type Context, guarded } from './context.ts';

/** Each takes the file's URI and the name of an example. */
export const serverCommands = ['avtal.runExample', 'avtal.explainExample', 'avtal.acceptExample'] as const;

export function serveCommands(context: () => Context): void {
  const { connection } = context();
  connection.onExecuteCommand(
    guarded<{ command: string; arguments?: readonly unknown[] }, unknown>(
      context,
      'a command',
      null,
      async ({ command, arguments: [uri, name] = [] }) => {
        const { workspace, positions } = context();
        const view = typeof uri === 'string' ? workspace.view(uri) : undefined;
        if (view === undefined) return null;
        const named = typeof name === 'string' ? name : undefined;
        switch (command) {
          case 'avtal.runExample': {
            const outcomes = runExamples(view.snapshot, named);
            connection.window.showInformationMessage(outcomes.map(outcomeText).join('\n'));
            return outcomes;
          }
          case 'avtal.explainExample': {
            const text = named === undefined ? undefined : explainExample(view.snapshot, named);
            if (text !== undefined) connection.window.showInformationMessage(text);
            return text ?? null;
          }
          case 'avtal.acceptExample': {
            const edits = named === undefined ? [] : acceptExample(view.snapshot, named);
            if (edits.length === 0) return null;
            const edit = new Places(view, positions).edit(edits);
            return await connection.workspace.applyEdit({ label: `Accept ${named}`, edit });
          }
          default:
            return null;
        }
      },
    ),
  );
}

/** `✓ evening`, or each expectation that is not met. */
function outcomeText({ name, problem, expectations }: ExampleOutcome): string {
  if (problem !== undefined) return `${name}: ${problem}`;
  const wrong = expectations
    .filter(({ ok }) => !ok)
    .map(({ expected, actual }) => `  expected ${expected}, is ${actual}`);
  return wrong.length === 0 ? `✓ ${name}` : [`✗ ${name}`, ...wrong].join('\n');
}
