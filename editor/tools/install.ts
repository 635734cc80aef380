// Installs what is not in the main install: VS Code as npm's code-server, a browser's driver, VS Code for the Web.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const tools = import.meta.dirname;
export const editor = join(tools, '..');
const codeServer = join(tools, 'node_modules/code-server');

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

function npm(folder: string, ...args: readonly string[]): void {
  const { status } = spawnSync('npm', [...args, ...quiet], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}`);
}

/** Without install scripts: they compile native modules for minutes, and nothing here needs them. */
export function install(): void {
  if (!existsSync(codeServer)) npm(tools, 'ci');
  const server = join(codeServer, 'lib/vscode');
  for (const folder of [server, join(server, 'extensions')])
    if (!existsSync(join(folder, 'node_modules'))) npm(folder, 'install', '--omit=dev');
}

/** Unpacks the extension into the folder; gives the folder of its manifest. */
export function unpack(vsix: string, folder: string): string {
  const { status, stderr, error } = spawnSync('unzip', ['-q', vsix, '-d', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(error?.message ?? stderr);
  return join(folder, 'extension');
}

export const codeServerEntry = join(codeServer, 'out/node/entry.js');

/** The browser on this machine. */
export function chromiumPath(): string {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error('There is no Chromium here: set CHROMIUM to its path.');
  return found;
}
