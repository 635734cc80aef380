// VS Code as a person at the keyboard sees it. Nothing is typed before what is to receive it has the focus.
import { mkdirSync, readFileSync } from 'node:fs';
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

  /** Puts the cursor behind the text, in the first line that holds it. */
  async goBehind(text: string): Promise<void> {
    await this.line(text).first().click();
    await this.#editorHasFocus();
    const line = await this.#numberOf(this.line(text).first());
    const written = this.shown((await this.line(text).first().textContent()) ?? '');
    await this.goTo(line, written.indexOf(text) + text.length + 1);
  }

  /** The number beside a line. The status bar would say it too, but later than the cursor is there. */
  async #numberOf(line: Locator): Promise<number> {
    return await line.evaluate((shown) => {
      const { top, height } = shown.getBoundingClientRect();
      const numbers = [...(shown.closest('.monaco-editor')?.querySelectorAll('.line-numbers') ?? [])];
      const beside = numbers.find((one) => Math.abs(one.getBoundingClientRect().top - top) < height / 2);
      return Number(beside?.textContent);
    });
  }

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

  /** Opens the light bulb where the cursor stands, and takes the repair or refactoring with these words. */
  async quickFix(title: string): Promise<void> {
    for (let tries = 0; tries < 10; tries += 1) {
      await this.press('Control+.');
      const isThere = await this.repair(title)
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
      if (isThere) return this.repair(title).first().click();
      // It may be offered when the analysis is through.
      await this.press('Escape');
    }
    throw new Error(`no repair ${title}`);
  }

  /** Opens a file of the folder, as by hand. */
  async open(file: string): Promise<void> {
    await this.press('Control+p');
    const input = this.page.locator('.quick-input-widget input.input:focus');
    await input.waitFor();
    await input.fill(file);
    await this.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: file }).first().click();
    await this.page.locator('.tab.active').filter({ hasText: file }).waitFor();
    await this.#editorHasFocus();
  }

  /** Saves the file in front; gives what is on the disk. */
  async saved(file: string): Promise<string> {
    const before = this.read(file);
    await this.press('Control+s');
    for (let tries = 0; tries < 50 && this.read(file) === before; tries += 1) await this.page.waitForTimeout(100);
    return this.read(file);
  }

  read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  async #editorHasFocus(): Promise<void> {
    await this.page.locator('.monaco-editor.focused').first().waitFor();
  }

  // ------------------------------------------------------------------------------------------------------ what is seen

  /** Blanks of the editor are no ordinary blanks. */
  shown(text: string): string {
    return text.replaceAll('\u00a0', ' ');
  }

  get squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-error');
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** What is offered under the light bulb. */
  repair(title: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title });
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
