// Runs the scenarios one after the other, each in a folder and a browser of its own, against one VS Code.
import { withBrowser } from '../browser.ts';
import { files } from '../files.ts';
import { noise } from '../noise.ts';
import { startVsCode } from '../vscode.ts';
import { makeWorkspace } from '../workspace.ts';
import { scenarios } from './scenarios.ts';
import { Screen } from './screen.ts';

/** How long one thing may take to be seen, in milliseconds. */
const patience = 30_000;

export async function runOnScreen(vsix: string, only: readonly string[]): Promise<number> {
  const those = scenarios.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const vscode = await startVsCode(vsix);
  let failed = 0;
  try {
    for (const scenario of those) {
      if (!(await played(scenario, vscode))) failed += 1;
    }
  } finally {
    vscode.stop();
  }
  console.log(`${those.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function played(
  { name, settings = {}, files: more = {}, play }: (typeof scenarios)[number],
  vscode: Awaited<ReturnType<typeof startVsCode>>,
): Promise<boolean> {
  const { folder, remove } = makeWorkspace({ ...files, ...more, '.vscode/settings.json': JSON.stringify(settings) });
  const started = Date.now();
  let isPlayed = true;
  await withBrowser(async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(patience);
    const complaints: string[] = [];
    page.on(
      'console',
      (message) => message.type() === 'error' && !noise.test(message.text()) && complaints.push(message.text()),
    );
    const screen = new Screen(page, vscode, folder);
    try {
      await play(screen);
      console.log(`ok: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      isPlayed = false;
      console.log(`FAILED: ${name}\n${error instanceof Error ? error.message : String(error)}`);
      console.log(complaints.slice(-10).join('\n'));
      await screen.shot(`failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
    }
  });
  remove();
  return isPlayed;
}
