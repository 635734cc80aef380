// Packs the extension as a .vsix that needs nothing else: bundles, licences, texts, and nothing of node_modules.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { licences } from './licences.ts';
import { root } from './tools.ts';

const editor = join(root, 'editor');
export const vsixFile = join(editor, 'avtal.vsix');
/** What is installed offline should be small. In bytes. */
export const largestVsix = 1_000_000;

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // They stand in one file instead.
  legalComments: 'none',
  conditions: ['avtal-source'],
  metafile: true,
  logLevel: 'warning',
};
const inNode: BuildOptions = { ...common, platform: 'node', target: 'node22', format: 'cjs' };
const inBrowser: BuildOptions = { ...common, platform: 'browser', target: 'es2024' };

/** Nearly all of the server is the same in Node and in a Web Worker: one file is both, and loads the part of its host. */
const serverProgram = `
  const host = typeof importScripts === 'function' ? import('./lsp/src/worker.ts') : import('./lsp/src/node.ts');
  host.then(({ startServer }) => startServer(globalThis));
`;

/** Every script of the extension, by its name in `dist`. */
const scripts: Readonly<Record<string, BuildOptions>> = {
  desktop: { ...inNode, entryPoints: ['editor/src/desktop.ts'], external: ['vscode'] },
  web: { ...inBrowser, format: 'cjs', entryPoints: ['editor/src/web.ts'], external: ['vscode'] },
  server: { ...inNode, conditions: ['avtal-source', 'browser'], stdin: { contents: serverProgram, resolveDir: root } },
  page: { ...inBrowser, format: 'esm', entryPoints: ['editor/src/page/main.ts'] },
};

async function bundle(folder: string): Promise<readonly Metafile[]> {
  const built = Object.entries(scripts).map(([name, options]) =>
    build({ ...options, outfile: join(folder, `${name}.js`) }),
  );
  await build({ ...common, entryPoints: ['editor/src/page/page.css'], outfile: join(folder, 'page.css') });
  return (await Promise.all(built)).flatMap(({ metafile }) => metafile ?? []);
}

/**
 * Writes the folder that is packed: the extension as VS Code reads it, also without packing
 * (`--extensionDevelopmentPath`).
 */
export async function stage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const manifests = ['', 'nb.', 'sv.', 'nl.'].map((language) => `package.nls.${language}json`);
  const parts = [
    'images',
    'l10n',
    'snippets',
    'syntaxes',
    'walkthrough',
    'CHANGELOG.md',
    'language-configuration.json',
  ];
  for (const name of [...parts, ...manifests]) cpSync(join(editor, name), join(folder, name), { recursive: true });
  // VS Code draws no picture of a page that lies in the package.
  writeFileSync(join(folder, 'README.md'), read('README.md').replace(/^!\[.*\n\n/gm, ''));
  for (const name of ['LICENSE', 'NOTICE']) cpSync(join(root, name), join(folder, name));
  cpSync(join(root, 'docs/diagnostics.md'), join(folder, 'dist/diagnostics.md'));
  const bundles = await bundle(join(folder, 'dist'));
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), licences('The scripts in dist contain', ...bundles));
  // The scripts are CommonJS, which the web's extension host needs; what the workspace needs of the manifest is left out.
  const { type: _, private: __, devDependencies: ___, ...manifest } = JSON.parse(read('package.json'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
}

function read(name: string): string {
  return readFileSync(join(editor, name), 'utf8');
}

/** Runs a program and ends with its output where it fails. */
function runOrEnd(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
}

/** The packing tool has many dependencies, so it is installed apart from everything else, and only here. */
function packer(): string {
  const tools = join(editor, 'tools');
  const file = join(tools, 'node_modules/@vscode/vsce/vsce');
  if (!existsSync(file)) runOrEnd('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], tools);
  return file;
}

export async function pack(): Promise<void> {
  const staged = join(editor, 'dist');
  await stage(staged);
  const args = ['package', '--no-dependencies', '--skip-license', '--out', vsixFile];
  const about = ['--baseContentUrl', 'https://www.npmjs.com/package/avtal', '--allow-missing-repository'];
  runOrEnd(process.execPath, [packer(), ...args, ...about], staged);
}

if (import.meta.main) {
  await pack();
  const { size } = statSync(vsixFile);
  console.log(`Packed editor/avtal.vsix: ${Math.ceil(size / 1000)} kB.`);
  if (size > largestVsix) {
    console.error(`That is more than ${largestVsix / 1000} kB.`);
    process.exitCode = 1;
  }
}
