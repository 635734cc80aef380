// Runs the scenarios one after the other, each in a folder and a browser of its own, against one VS Code; what fails is played
// once more, and counts as failed if it fails again.
import { withBrowser } from '../browser.ts';
import { files } from '../files.ts';
import { noise } from '../noise.ts';
import { startVsCode, type VsCode } from '../vscode.ts';
import { makeWorkspace } from '../workspace.ts';
import { scenarios } from './scenarios.ts';
import { Screen } from './screen.ts';

type Scenario = (typeof scenarios)[number];

export async function runOnScreen(vsix: string, only: readonly string[]): Promise<number> {
  const those = scenarios.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  let failed = 0;
  let vscode = await startVsCode(vsix);
  try {
    for (const scenario of those) {
      const { name } = scenario;
      const started = Date.now();
      const why = await failure(scenario, vscode);
      if (why === undefined) {
        console.log(`ok: ${name} (${Date.now() - started} ms)`);
        continue;
      }
      // Much can happen on a machine that others use, too: what is wrong with avtal happens again.
      vscode.stop();
      vscode = await startVsCode(vsix);
      const again = await failure(scenario, vscode);
      if (again !== undefined) failed += 1;
      console.log(
        again === undefined ? `ok on the second playing: ${name}\n${why}` : `FAILED: ${name}\n${why}\n${again}`,
      );
    }
  } finally {
    vscode.stop();
  }
  console.log(`${those.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Plays it in a window and a folder of its own: what went wrong, with a picture of it, or nothing. */
async function failure(
  { name, settings = {}, files: more = {}, play }: Scenario,
  vscode: VsCode,
): Promise<string | undefined> {
  const { folder, remove } = makeWorkspace({ ...files, ...more, '.vscode/settings.json': JSON.stringify(settings) });
  const said: string[] = [];
  try {
    await withBrowser(async (context) => {
      const page = context.pages()[0] ?? (await context.newPage());
      const complaints: string[] = [];
      page.on(
        'console',
        (message) => message.type() === 'error' && !noise.test(message.text()) && complaints.push(message.text()),
      );
      const screen = new Screen(page, vscode, folder);
      try {
        await play(screen);
      } catch (error) {
        said.push(messageOf(error), ...complaints.slice(-10));
        said.push(await screen.shot(`failed-${name.replace(/\W+/g, '-')}`).catch(messageOf));
      }
    });
  } catch (error) {
    said.push(messageOf(error));
  } finally {
    remove();
  }
  return said.length === 0 ? undefined : said.join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
