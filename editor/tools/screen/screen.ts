// VS Code as a person at the keyboard sees it. Nothing is typed before what is to receive it is there, and what may be lost on
// a slow machine is done again until its effect is seen.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { tools } from '../install.ts';
import type { VsCode } from '../vscode.ts';

/** How long one thing may take to be seen, in milliseconds. */
export const patience = 120_000;

export class Screen {
  readonly page: Page;
  readonly #vscode: VsCode;
  readonly #folder: string;

  constructor(page: Page, vscode: VsCode, folder: string) {
    this.page = page;
    this.#vscode = vscode;
    this.#folder = folder;
    page.setDefaultTimeout(patience);
  }

  /** Opens VS Code on the folder; with a file in front if one is named, when the extension knows it. */
  async start(file?: string): Promise<void> {
    const { port } = this.#vscode;
    const path = file === undefined ? undefined : `vscode-remote://127.0.0.1:${port}${join(this.#folder, file)}`;
    await this.page.goto(this.#vscode.address(this.#folder, path === undefined ? [] : [['openFile', path]]));
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    if (file === undefined) return;
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
    await this.status.waitFor();
  }

  /** Does it, and does it again after ever longer pauses, until its effect is seen: so it must do no harm a second time. */
  async until(effect: string, act: (times: number) => Promise<unknown>, isSeen: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + patience;
    for (let [times, pause] = [1, 3_000]; Date.now() < end; times += 1, pause *= 2) {
      await act(times);
      if (await this.#within(Math.min(pause, end - Date.now()), isSeen)) return;
    }
    throw new Error(`waited in vain for ${effect}`);
  }

  /** Waits until it is so. */
  async when(effect: string, isSeen: () => Promise<boolean>): Promise<void> {
    if (!(await this.#within(patience, isSeen))) throw new Error(`waited in vain for ${effect}`);
  }

  async #within(milliseconds: number, isSeen: () => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + milliseconds;
    while (!(await isSeen())) {
      if (Date.now() > end) return false;
      await this.page.waitForTimeout(50);
    }
    return true;
  }

  // ------------------------------------------------------------------------------------------------- lists at the top

  /** Runs a command by its title, as F1 lists it. While the extension is not there yet, it is looked for again. */
  async command(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, title);
  }

  /** Opens the list with the key, says what is looked for, and takes the entry. */
  async #choose(key: string, wanted: string, label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input:focus').first();
    await this.until(
      `${label} in the list`,
      async (times) => {
        if (!(await input.isVisible())) await this.press(key);
        if (!(await this.#within(2_000, () => input.isVisible()))) return;
        // What was looked for before it was there is looked for anew.
        if (times > 1) await input.fill('');
        await input.fill(wanted);
      },
      () => this.#entry(label, '.focused').isVisible(),
    );
    // Where the key went astray, the mouse does no harm.
    await this.#taken(label, (times) => (times === 1 ? this.press('Enter') : this.#click(this.#entry(label))));
  }

  /** Picks an entry of a list that is open at the top. */
  async pick(label: string): Promise<void> {
    await this.#entry(label).waitFor();
    await this.#taken(label, () => this.#click(this.#entry(label)));
  }

  #entry(label: string, state = ''): Locator {
    return this.page.locator(`.quick-input-widget .monaco-list-row${state}`).filter({ hasText: label }).first();
  }

  /** Where the entry opened the next list, that one is waited for by its own entry. */
  async #taken(label: string, act: (times: number) => Promise<unknown>): Promise<void> {
    await this.until(`${label} to be taken`, act, async () => !(await this.#entry(label).isVisible()));
  }

  /** Clicks if it is still there. */
  async #click(what: Locator): Promise<void> {
    await what.click({ timeout: 2_000 }).catch(() => undefined);
  }

  /** Opens a file of the folder, as by hand. */
  async open(file: string): Promise<void> {
    await this.#choose('Control+p', file, file);
    await this.page.locator('.tab.active').filter({ hasText: file }).waitFor();
    await this.#editorHasFocus();
  }

  // ---------------------------------------------------------------------------------------------------- in the editor

  /** Puts the cursor behind the text, in the first line that holds it. */
  async goBehind(text: string): Promise<void> {
    const line = this.line(text).first();
    await line.click();
    await this.#editorHasFocus();
    let number = 0;
    await this.when(`the number of the line ${text}`, async () => {
      number = await this.#numberOf(line);
      return number > 0;
    });
    const written = this.shown((await line.textContent()) ?? '');
    await this.goTo(number, written.indexOf(text) + text.length + 1);
  }

  /** The number beside a line; 0 where it is not drawn yet. */
  async #numberOf(line: Locator): Promise<number> {
    return await line.evaluate((shown) => {
      const { top, height } = shown.getBoundingClientRect();
      const numbers = [...(shown.closest('.monaco-editor')?.querySelectorAll('.line-numbers') ?? [])];
      const beside = numbers.find((one) => Math.abs(one.getBoundingClientRect().top - top) < height / 2);
      return Number(beside?.textContent ?? 0);
    });
  }

  async goTo(line: number, column = 1): Promise<void> {
    await this.#choose('Control+g', `:${line},${column}`, `line ${line} at column ${column}`);
    await this.when(`the cursor in line ${line}`, async () => (await this.#place()) === `Ln ${line}, Col ${column}`);
    await this.#editorHasFocus();
  }

  /** Where the status bar says that the cursor is, and how much is selected. */
  async #place(): Promise<string> {
    return (await this.page.locator('.statusbar-item[id="status.editor.selection"]').getAttribute('aria-label')) ?? '';
  }

  /** The same, when it has not changed for a while: the status bar is late. */
  async #settledPlace(): Promise<string> {
    let place = await this.#place();
    for (let same = 0; same < 5; ) {
      await this.page.waitForTimeout(100);
      const now = await this.#place();
      same = now === place ? same + 1 : 0;
      place = now;
    }
    return place;
  }

  /** Goes on to the next place of what is filled in. */
  async nextPlace(): Promise<void> {
    const before = await this.#settledPlace();
    await this.press('Tab');
    await this.when('the next place', async () => (await this.#place()) !== before);
    await this.#settledPlace();
  }

  async type(text: string): Promise<void> {
    await this.#editorHasFocus();
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Waits until a repair or refactoring with these words is offered under the light bulb where the cursor stands. */
  async offered(title: string): Promise<void> {
    const answer = this.page.locator('.action-widget, .monaco-editor-overlaymessage').first();
    await this.until(
      `the repair ${title}`,
      async () => {
        // It may be offered only when the analysis is through.
        if (await answer.isVisible()) await this.press('Escape');
        await this.#within(5_000, async () => !(await answer.isVisible()));
        await this.press('Control+.');
        // In an open menu these keys take the first entry: they are not pressed again before there was an answer.
        await this.#within(40_000, () => answer.isVisible());
      },
      () => this.#repair(title).isVisible(),
    );
  }

  /** Takes the repair or refactoring with these words. */
  async quickFix(title: string): Promise<void> {
    if (!(await this.#repair(title).isVisible())) await this.offered(title);
    const isGone = async (): Promise<boolean> => !(await this.#repair(title).isVisible());
    await this.until(`${title} to be taken`, () => this.#click(this.#repair(title)), isGone);
  }

  #repair(title: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title }).first();
  }

  /** Asks for another name of what stands at the cursor. */
  async rename(): Promise<void> {
    await this.until(
      'the box for the name',
      () => this.press('F2'),
      () => this.#newName.isVisible(),
    );
  }

  /** Gives the name that is asked for. */
  async name(name: string): Promise<void> {
    await this.#newName.waitFor();
    await this.#newName.fill(name);
  }

  get #newName(): Locator {
    return this.page.locator('.rename-box input:focus').first();
  }

  /** Saves the file in front until what is on the disk is right; gives that. */
  async saved(file: string, isRight: (text: string) => boolean): Promise<string> {
    await this.until(
      `${file} as it should be`,
      () => this.press('Control+s'),
      async () => isRight(this.read(file)),
    );
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
    return this.page.frameLocator('iframe.webview').first().frameLocator('#active-frame');
  }

  /** The picture beside the steps of a walkthrough. */
  get picture(): Locator {
    return this.page
      .frameLocator('.gettingStartedContainer iframe.webview')
      .frameLocator('#active-frame')
      .locator('svg');
  }

  /** Keeps what is seen, for a person's eye; gives the path of the picture. */
  async shot(name: string): Promise<string> {
    const folder = join(tools, 'screenshots');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
