// VS Code as a person at the keyboard sees it. Nothing is typed before what is to receive it has the focus.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { tools } from '../install.ts';
import type { VsCode } from '../vscode.ts';

export class Screen {
  readonly page: Page;
  readonly #vscode: VsCode;
  readonly #folder: string;

  constructor(page: Page, vscode: VsCode, folder: string) {
    this.page = page;
    this.#vscode = vscode;
    this.#folder = folder;
  }

  /** Opens VS Code on the folder, with the file in front if one is named. */
  async start(file?: string): Promise<void> {
    const { port } = this.#vscode;
    const path = file === undefined ? undefined : `vscode-remote://127.0.0.1:${port}${join(this.#folder, file)}`;
    await this.page.goto(this.#vscode.address(this.#folder, path === undefined ? [] : [['openFile', path]]));
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    if (file !== undefined) await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Runs a command by its title, as F1 lists it. While the extension is not there yet, it is looked for again. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: title }).first();
    for (let tries = 0; tries < 10; tries += 1) {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget input.input:focus');
      await input.waitFor();
      await input.fill(`>${title}`);
      const isThere = await row.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return this.page.keyboard.press('Enter');
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`no command ${title}`);
  }

  /** Picks an entry of a list that is open at the top. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: label }).first().click();
  }

  /** Puts the cursor at the end of the first line that holds the text. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input.input:focus');
    await input.waitFor();
    await input.fill(`:${line},${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.#editorHasFocus();
  }

  async type(text: string): Promise<void> {
    await this.#editorHasFocus();
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async #editorHasFocus(): Promise<void> {
    await this.page.locator('.monaco-editor.focused').first().waitFor();
  }

  // ------------------------------------------------------------------------------------------------------ what is seen

  get squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-error');
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  get status(): Locator {
    return this.page.locator('.statusbar-item[id$="avtal.status"]');
  }

  /** Waits until the status item says so to those who hear it. */
  async statusSays(words: string): Promise<void> {
    await this.page.locator(`.statusbar-item[id$="avtal.status"][aria-label*="${words}"]`).waitFor();
  }

  /** A line of the editor in front, as it is drawn. */
  line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line').filter({ hasText: text });
  }

  /** The page of the agreement preview. */
  get preview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** The picture beside the steps of a walkthrough. */
  get picture(): Locator {
    return this.page
      .frameLocator('.gettingStartedContainer iframe.webview')
      .frameLocator('#active-frame')
      .locator('svg');
  }

  /** Keeps what is seen, for a person's eye. */
  async shot(name: string): Promise<void> {
    const folder = join(tools, 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
