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
  {
    name: 'the page of a rule, from its code',
    play: async (screen) => {
      await screen.start('contradiction.avtal');
      await screen.squiggles.first().waitFor();
      await screen.command('Problems: Focus on Problems View');
      await screen.page.locator('.markers-panel a').filter({ hasText: 'AV4001' }).first().click();
      await screen.preview.getByRole('heading', { name: /^AV4001/ }).waitFor();
      await screen.shot('rule');
    },
  },
  {
    name: 'an example that fails is accepted',
    play: async (screen) => {
      await screen.start('failing.avtal');
      await screen.status.waitFor();
      await screen.command('avtal: Run Examples');
      await screen.statusSays('not as expected: 1');
      await screen.command('Testing: Focus on Test Explorer View');
      await screen.page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'failing.avtal' }).waitFor();
      await screen.shot('example-fails');
      await screen.command('View: Focus Active Editor Group');
      await screen.goTo(26);
      await screen.command('Accept the Result of an Example');
      await screen.line('expect cost work 2026-03: 1900').waitFor();
      await screen.statusSays('not as expected: 0');
      await screen.shot('example-accepted');
    },
  },
  {
    name: 'the preview follows the cursor and leads back',
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.status.waitFor();
      await screen.command('Open Agreement Preview');
      await screen.preview.locator('tr.row').first().waitFor();
      await screen.goTo(21, 12);
      await screen.preview.locator('tr.row[aria-current]').filter({ hasText: '§ 6' }).waitFor();
      await screen.preview.locator('tr.row').filter({ hasText: '§ 8' }).getByRole('button').first().click();
      await screen.page.locator('.statusbar-item').filter({ hasText: 'Ln 23' }).waitFor();
      await screen.shot('preview-follows');
    },
  },
  {
    name: 'the walkthrough',
    play: async (screen) => {
      await screen.start();
      await screen.command('View: Toggle Primary Side Bar Visibility');
      await screen.command('Welcome: Open Walkthrough...');
      await screen.pick('Your first agreement');
      await screen.page.locator('.getting-started-step').first().waitFor();
      await screen.picture.waitFor();
      await screen.shot('walkthrough');
    },
  },
  {
    name: 'in Norwegian',
    settings: { 'avtal.language': 'nb' },
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.status.waitFor();
      await screen.command('Open Agreement Preview');
      await screen.preview.getByRole('heading', { name: 'Kostnad for en måned' }).waitFor();
      await screen.shot('norwegian');
    },
  },
  { name: 'preview in a dark theme', settings: dark, play: (screen) => preview(screen, 'preview-dark') },
  { name: 'preview in a light theme', settings: light, play: (screen) => preview(screen, 'preview-light') },
  { name: 'preview in high contrast', settings: contrast, play: (screen) => preview(screen, 'preview-contrast') },
];
