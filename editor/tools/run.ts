// Tries what was built in real editors: `run.ts host` (inside VS Code), `screen` (as a person sees it), `web` (in a browser alone), `editors` (Neovim and Emacs).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { editor, install } from './install.ts';

const layers = {
  host: async () => (await import('./host/run.ts')).runInHost,
  screen: async () => (await import('./screen/run.ts')).runOnScreen,
  web: async () => (await import('./web/run.ts')).runOnWeb,
  editors: async () => (await import('./editors/run.ts')).runInEditors,
} as const;

const [layer = '', ...only] = process.argv.slice(2);
const [built, script] =
  layer === 'editors' ? [join(editor, '../cli/dist/avtal.js'), 'build'] : [join(editor, 'avtal.vsix'), 'vsix'];
if (!(layer in layers)) {
  console.error(`Usage: run.ts ${Object.keys(layers).join('|')} [part of a name]…`);
  process.exitCode = 2;
} else if (!existsSync(built)) {
  console.error(`There is no ${built}: run \`npm run ${script}\` first.`);
  process.exitCode = 2;
} else {
  if (layer !== 'editors') install();
  const run = await layers[layer as keyof typeof layers]();
  process.exitCode = await run(built, only);
}
