// What a person does and sees. Each scenario begins in a fresh folder with the files of files.ts, and keeps pictures.
import assert from 'node:assert/strict';
import type { Screen } from './screen.ts';

export interface Scenario {
  readonly name: string;
  /** Of the folder: the theme, for example. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly play: (screen: Screen) => Promise<void>;
}

const dark = { 'workbench.colorTheme': 'Default Dark Modern' };
const light = { 'workbench.colorTheme': 'Default Light Modern' };
const contrast = { 'workbench.colorTheme': 'Default High Contrast' };

async function preview(screen: Screen, picture: string): Promise<void> {
  await screen.start('support.avtal');
  await screen.status.waitFor();
  await screen.command('Open Agreement Preview');
  await screen.preview.locator('h1').waitFor();
  await screen.preview.locator('#week figure svg rect').first().waitFor();
  await screen.shot(picture);
  for (const part of ['week', 'cost']) {
    await screen.preview.locator(`#${part}`).evaluate((element) => element.scrollIntoView());
    await screen.shot(`${picture}-${part}`);
  }
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'first agreement from the template',
    play: async (screen) => {
      await screen.start();
      await screen.command('New Agreement from a Template');
      await screen.pick('Norge');
      await screen.line('agreement Support').waitFor();
      await screen.type('Drift');
      await screen.press('Tab');
      await screen.line('agreement Drift').waitFor();
      await screen.status.waitFor();
      await screen.shot('template');
    },
  },
  {
    name: 'a contradiction is seen',
    play: async (screen) => {
      await screen.start('contradiction.avtal');
      await screen.squiggles.first().waitFor();
      await screen.command('Problems: Focus on Problems View');
      await screen.page.locator('.markers-panel .monaco-list-row').first().waitFor();
      await screen.shot('contradiction');
    },
  },
  {
    name: 'completion of a name',
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.status.waitFor();
      await screen.goTo(24, 200);
      await screen.press('Enter');
      await screen.type('rate travel during ');
      await screen.press('Control+Space');
      await screen.suggestions.first().waitFor();
      assert.ok((await screen.suggestions.allInnerTexts()).some((text) => text.includes('office')));
      await screen.shot('completion');
    },
  },
  { name: 'preview in a dark theme', settings: dark, play: (screen) => preview(screen, 'preview-dark') },
  { name: 'preview in a light theme', settings: light, play: (screen) => preview(screen, 'preview-light') },
  { name: 'preview in high contrast', settings: contrast, play: (screen) => preview(screen, 'preview-contrast') },
];
