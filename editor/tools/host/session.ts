// Runs tests in an extension host: opens the page in which VS Code starts them, and waits for what they end with.
import { withBrowser } from '../browser.ts';

/** In milliseconds. */
const patience = 600_000;

/** Resolves to the exit code. `log`: what else was written, for when nothing comes. */
export function runSession(address: string, log: () => string): Promise<number> {
  return withBrowser(async (context) => {
    const page = await context.newPage();
    const exit = new Promise<number>((resolve) => {
      const timer = setTimeout(() => {
        console.log(`No result within ${patience / 1000} s.\n${log()}`);
        resolve(1);
      }, patience);
      const ended = (code: number): void => {
        clearTimeout(timer);
        resolve(code);
      };
      void page.exposeFunction('codeAutomationExit', ended);
    });
    await page.exposeFunction('codeAutomationLog', (_kind: string, parts: readonly string[]) => {
      // VS Code writes much else here.
      const text = parts.join(' ');
      if (/^(?:ok: |FAILED: |\d+ passed)/.test(text)) console.log(text);
    });
    await page.goto(address);
    return await exit;
  });
}
