// Tries the packed extension in real editors: `run.ts host` (inside VS Code), `screen` (as a person sees it), `web` (in a browser alone).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { editor, install } from './install.ts';

const layers = {
  host: async () => (await import('./host/run.ts')).runInHost,
  screen: async () => (await import('./screen/run.ts')).runOnScreen,
  web: async () => (await import('./web/run.ts')).runOnWeb,
} as const;

const [layer = '', ...only] = process.argv.slice(2);
const vsix = join(editor, 'avtal.vsix');
if (!(layer in layers)) {
  console.error(`Usage: run.ts ${Object.keys(layers).join('|')} [part of a name]…`);
  process.exitCode = 2;
} else if (!existsSync(vsix)) {
  console.error('There is no editor/avtal.vsix: run `npm run vsix` first.');
  process.exitCode = 2;
} else {
  install();
  const run = await layers[layer as keyof typeof layers]();
  process.exitCode = await run(vsix, only);
}
