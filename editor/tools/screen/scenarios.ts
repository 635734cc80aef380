// What a person does and sees. Each scenario begins in a fresh folder with the files of files.ts, and keeps pictures.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { format } from '@avtal/grammar';
import { repairs, slips, typed } from '../files.ts';
import type { Screen } from './screen.ts';

export interface Scenario {
  readonly name: string;
  /** Of the folder: the theme, for example. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More files than files.ts has. */
  readonly files?: Readonly<Record<string, string>>;
  readonly play: (screen: Screen) => Promise<void>;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const dark = { 'workbench.colorTheme': 'Default Dark Modern' };
const light = { 'workbench.colorTheme': 'Default Light Modern' };
const contrast = { 'workbench.colorTheme': 'Default High Contrast' };
const contrastLight = { 'workbench.colorTheme': 'Default High Contrast Light' };

async function preview(screen: Screen, picture: string): Promise<void> {
  await screen.start('support.avtal');
  await screen.command('Open Agreement Preview');
  await screen.preview.locator('h1').waitFor();
  const { preview: page } = screen;
  await page.locator('#week figure svg rect').first().waitFor();
  await screen.shot(picture);
  // The page is drawn anew for each of them.
  const isDay = () => page.locator('#week figure svg').getByText('juledag').first().isVisible();
  const isPrice = () => page.locator('#week .legend').filter({ hasText: '1450 NOK an hour' }).first().isVisible();
  await screen.until('the week of Christmas', () => page.locator('#day').fill('2026-12-25'), isDay);
  const show = () => page.locator('#layer').selectOption({ label: 'Price of work' });
  await screen.until('the price of work in that week', show, async () => (await isPrice()) && (await isDay()));
  // Four working days of three stretches, two holidays and a Sunday of one.
  assert.equal(await page.locator('#week figure svg rect').count(), 4 * 3 + 3);
  await page.locator('#cost .crossings').filter({ hasText: 'Above 1 h 30 min a month, Pluss costs less' }).waitFor();
  for (const part of ['week', 'cost']) {
    await page.locator(`#${part}`).evaluate((element) => element.scrollIntoView());
    await screen.shot(`${picture}-${part}`);
  }
  const [wanted, given] = await page.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
  assert.equal(wanted, given, 'the preview is wider than its place');
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'first agreement from the template',
    play: async (screen) => {
      await screen.start();
      await screen.command('New Agreement from a Template');
      await screen.pick('Norge');
      await screen.line('agreement Support').waitFor();
      for (const place of ['Drift', 'Drift av kontor']) {
        await screen.type(place);
        await screen.nextPlace();
      }
      await screen.line('agreement Drift "Drift av kontor"').waitFor();
      await screen.type('Fjord IT AS');
      await screen.line('"Fjord IT AS"').waitFor();
      await screen.statusSays('Examples: 2');
      assert.equal(await screen.squiggles.count(), 0);
      await screen.shot('template');
    },
  },
  {
    name: 'a contradiction is seen and repaired',
    play: async (screen) => {
      await screen.start('contradiction.avtal');
      await screen.squiggles.first().waitFor();
      await screen.command('Problems: Focus on Problems View');
      const problem = screen.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'AV4001' });
      await problem.waitFor();
      assert.match(
        screen.shown((await problem.textContent()) ?? ''),
        /Saturday .*§ 6 says 1450\/h and § 9 says 1650\/h/,
      );
      await screen.shot('contradiction');
      await screen.command('View: Toggle Panel Visibility');
      await problem.waitFor({ state: 'hidden' });
      await screen.goBehind('rate work during rest');
      await screen.offered('Say `outside weekend` in § 6');
      await screen.shot('repairs');
      await screen.quickFix('Say `outside weekend` in § 6');
      await screen.line('outside weekend').waitFor();
      await screen.squiggles.first().waitFor({ state: 'detached' });
      await screen.statusSays('Nothing to remark');
      await screen.shot('repaired');
    },
  },
  {
    name: 'a contradiction stands, with a reason that is typed where it belongs',
    play: async (screen) => {
      await screen.start('contradiction.avtal');
      await screen.squiggles.first().waitFor();
      await screen.goBehind('rate work during rest');
      await screen.quickFix('Let this stand');
      await screen.line('accept AV4001 ""').waitFor();
      await screen.type('so meant');
      await screen.line('accept AV4001 "so meant"').waitFor();
      await screen.statusSays('Nothing to remark');
      await screen.shot('stands');
    },
  },
  {
    name: 'a window is renamed in three files',
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.goBehind('window office');
      await screen.rename();
      await screen.name('daytime');
      await screen.shot('rename');
      await screen.press('Enter');
      await screen.line('window daytime').waitFor();
      const isRenamed = (text: string): boolean => /\bdaytime\b/.test(text) && !/\boffice\b/.test(text);
      await screen.saved('support.avtal', isRenamed);
      await screen.open('fjord.avtal');
      await screen.line('respond when reported during daytime: 2 h of daytime').waitFor();
      await screen.shot('renamed');
      for (const file of ['support.avtal', 'acme.avtal', 'fjord.avtal'])
        await screen.when(`the name in ${file}`, async () => isRenamed(screen.read(file)));
      await screen.statusSays('Nothing to remark');
    },
  },
  {
    name: 'completion of a whole clause',
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.goBehind('count work each job');
      await screen.press('End');
      await screen.press('Enter');
      await screen.type('ra');
      await screen.suggestions.filter({ hasText: 'during office' }).waitFor();
      await screen.shot('completion');
      await screen.nextPlace();
      await screen.line('rate work during office: /h | /h').waitFor();
      for (const figure of ['travel', 'rest', '400', '350']) {
        await screen.type(figure);
        await screen.nextPlace();
      }
      await screen.line('rate travel during rest').filter({ hasText: '400/h' }).filter({ hasText: '350/h' }).waitFor();
      await screen.shot('completed');
    },
  },
  {
    name: 'a price sheet is typed from scratch',
    files: { 'new.avtal': '' },
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.open('new.avtal');
      for (const line of typed.split('\n')) {
        await screen.type(line);
        await screen.press('Enter');
      }
      await screen.press('Backspace');
      await screen.command('Format Document');
      await screen.statusSays('Examples: 1');
      const text = await screen.saved(
        'new.avtal',
        (saved) => saved !== '' && isDeepStrictEqual(format(saved), { text: saved }),
      );
      await screen.shot('typed');
      assert.deepEqual(words(text), words(`${typed} } }`));
    },
  },
  {
    name: 'places are filled in with Tab, in a list and out of one',
    files: { 'new.avtal': '' },
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.open('new.avtal');
      await screen.type('agr');
      await screen.suggestions.first().waitFor();
      await screen.nextPlace();
      await screen.line('agreement Agreement').waitFor();
      // Of a name that is begun, Tab takes the rest, and goes on.
      const places = [
        'Drift',
        'Serviceaftale',
        'Nordlys IT ApS',
        'da',
        'DKK',
        'Europe/Cop',
        'Denm',
        '25',
        'Bronze',
        'Guld',
      ];
      for (const place of places) {
        await screen.type(place);
        if (/Cop|Denm/.test(place)) await screen.suggestions.first().waitFor();
        await screen.nextPlace();
      }
      for (const row of ['"Nordlys IT ApS"', 'Europe/Copenhagen', 'Denmark', '25% on top', 'Bronze | Guld'])
        await screen.line(row).waitFor();
      await screen.statusSays('Nothing to remark');
      await screen.shot('places');
    },
  },
  {
    name: 'slips are repaired, and what a row writes gets a name, by keyboard',
    files: { 'slips.avtal': slips },
    play: async (screen) => {
      await screen.start('slips.avtal');
      for (const [behind, repair, becomes] of repairs) {
        await screen.line(behind).waitFor();
        await screen.goBehind(behind);
        await screen.quickFix(repair);
        await screen.line(becomes).waitFor();
      }
      await screen.goBehind('rate work during Mon');
      await screen.quickFix('as a window');
      await screen.name('late');
      await screen.press('Enter');
      await screen.line('window late = Mon-Fri 16:00-20:00').waitFor();
      await screen.line('rate work during late').waitFor();
      await screen.shot('slips');
    },
  },
  {
    name: 'the page of a rule, from its code',
    play: async (screen) => {
      await screen.start('contradiction.avtal');
      await screen.squiggles.first().waitFor();
      await screen.command('Problems: Focus on Problems View');
      const code = screen.page.locator('.markers-panel a').filter({ hasText: 'AV4001' }).first();
      const heading = screen.preview.getByRole('heading', { name: /^AV4001/ });
      await screen.until(
        'the page',
        () => code.click(),
        () => heading.isVisible(),
      );
      await screen.shot('rule');
    },
  },
  {
    name: 'an example that fails is accepted',
    play: async (screen) => {
      await screen.start('failing.avtal');
      await screen.command('avtal: Run Examples');
      await screen.statusSays('not as expected: 1');
      await screen.command('Testing: Focus on Test Explorer View');
      await screen.page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'failing.avtal' }).waitFor();
      await screen.shot('example-fails');
      await screen.command('View: Focus Active Editor Group');
      await screen.goBehind('example first-month');
      await screen.command('Accept the Result of an Example');
      await screen.line('expect cost work 2026-03: 1900').waitFor();
      await screen.statusSays('not as expected: 0');
      await screen.page.getByText('Accept result').waitFor({ state: 'detached' });
      await screen.page.getByText('are not as expected').waitFor({ state: 'detached' });
      await screen.shot('example-accepted');
    },
  },
  {
    name: 'the preview follows the cursor and leads back',
    play: async (screen) => {
      await screen.start('support.avtal');
      await screen.command('Open Agreement Preview');
      await screen.preview.locator('tr.row').first().waitFor();
      await screen.goBehind('rate work during rest');
      await screen.preview.locator('tr.row[aria-current]').filter({ hasText: '§ 6' }).waitFor();
      const back = screen.preview.locator('tr.row').filter({ hasText: '§ 8' }).getByRole('button').first();
      const there = screen.page.locator('.statusbar-item').filter({ hasText: 'Ln 24' });
      await screen.until(
        'the row in the text',
        () => back.click(),
        () => there.isVisible(),
      );
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
      await screen.command('Open Agreement Preview');
      await screen.preview.getByRole('heading', { name: 'Kostnad for en måned' }).waitFor();
      await screen.shot('norwegian');
    },
  },
  { name: 'preview in a dark theme', settings: dark, play: (screen) => preview(screen, 'preview-dark') },
  { name: 'preview in a light theme', settings: light, play: (screen) => preview(screen, 'preview-light') },
  { name: 'preview in high contrast', settings: contrast, play: (screen) => preview(screen, 'preview-contrast') },
  {
    name: 'preview in high contrast on white',
    settings: contrastLight,
    play: (screen) => preview(screen, 'preview-contrast-light'),
  },
];
