// Builds what is published: for each package its declarations and one bundled file in dist.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { packed } from '../grammar/src/parsing/carried.ts';
import { Decisions } from '../grammar/src/parsing/lookahead.ts';
import { newParser } from '../grammar/src/parsing/parser.ts';
import { licences } from './licences.ts';
import { packages, root, run } from './tools.ts';

const libraries = packages.filter((name) => name !== 'cli');

async function buildLibrary(name: string): Promise<void> {
  const folder = join(root, name);
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  // Without the development condition, an import of another package finds its dist, as it will for users.
  const code = await run(
    'tsc',
    ...['-p', folder, '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--customConditions', ''],
    ...['--rootDir', join(folder, 'src'), '--outDir', join(folder, 'dist'), '--pretty', 'false'],
  );
  if (code !== 0) throw new Error(`${name}: no declarations (tsc ended with ${code})`);
  // One file for each way in that the package names, and what they share.
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const sources = Object.values<string | { 'avtal-source'?: string }>(exports).flatMap((one) =>
    typeof one === 'string' ? [] : (one['avtal-source'] ?? []),
  );
  await build({
    entryPoints: sources.map((source) => join(folder, source)),
    outdir: join(folder, 'dist'),
    splitting: sources.length > 1,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Refuses with a sentence where the tool cannot run. It must parse on any Node, so: no syntax of after 2009. */
const wrapper = `#!/usr/bin/env node
// Starts avtal where the Node that runs this is new enough, and says so in one sentence where it is not.
var major = parseInt(process.versions.node, 10);
if (major < 22) {
  process.stderr.write('avtal needs Node.js 22 or later, and this is Node.js ' + process.versions.node + '.\\n');
  process.exitCode = 2;
} else require('./start.js');
`;

/** Commander can start programs for commands, which ours never are: what it takes to load that is spared. */
const whenStarted: Plugin = {
  name: 'child processes when one is started',
  setup(build) {
    const of = { filter: /^node:child_process$/ };
    build.onResolve(of, ({ path }) => ({ path, namespace: 'whenStarted' }));
    const contents = "exports.spawn = (...call) => require('child_process').spawn(...call);";
    build.onLoad({ ...of, namespace: 'whenStarted' }, () => ({ contents }));
  },
};

async function buildCli(): Promise<void> {
  const dist = join(root, 'cli/dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const source = (file: string): string => join(root, 'cli/src', file);
  const options = {
    outdir: dist,
    // It has a program for each system in it, and need not be installed.
    external: ['@duckdb/node-api'],
    bundle: true,
    // Shorter, but with the names of functions: where a fault in avtal arose is shown with them.
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'node',
    // Node is ready sooner than with ES modules, for whose sake it loads all that `node:fs` could be asked for.
    format: 'cjs',
    target: 'node22',
    conditions: ['avtal-source'],
    absWorkingDir: root,
    logLevel: 'warning',
  } satisfies BuildOptions;
  // All of the program is one function, which `start.ts` calls; what few commands need is evaluated when they ask for it.
  const { metafile } = await build({
    ...options,
    entryPoints: { program: source('index.ts') },
    banner: { js: '(function (require, programUrl) {' },
    footer: { js: '})' },
    define: { 'import.meta.url': 'programUrl', carriedDecisions: JSON.stringify(decisions()) },
    plugins: [whenStarted],
    // A script may require, but not import.
    supported: { 'dynamic-import': false },
    metafile: true,
  });
  const program = join(dist, 'program.js');
  // Where nothing is beyond ASCII, which esbuild leaves in patterns only, the engine takes the text as it is.
  const code = readFileSync(program, 'utf8').replace(/[\u0080-\uffff]/g, escaped);
  writeFileSync(program, code);
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  await build({
    ...options,
    // A thread begins with a file of its own.
    entryPoints: { start: source('start.ts'), thread: source('bulk/thread.ts') },
    define: { build: JSON.stringify(hash), 'import.meta.dirname': '__dirname' },
  });
  writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(join(dist, 'avtal.js'), wrapper);
  chmodSync(join(dist, 'avtal.js'), 0o755);
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), licences('program.js and thread.js contain', metafile));
  linkBin(join(dist, 'avtal.js'));
}

/** To record the grammar takes as long as Node takes to start: the program has what it needs of it. */
function decisions(): string {
  const found = new Decisions();
  const rules = Object.entries(newParser().getGAstProductions());
  return JSON.stringify(packed(Object.fromEntries(rules.map(([name, rule]) => [name, found.in(rule)]))));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Makes `npx avtal` work in the workspace: npm links a bin at install only where the file is there by then. */
function linkBin(file: string): void {
  const link = join(root, 'node_modules/.bin/avtal');
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), file), link);
}

for (const name of libraries) await buildLibrary(name);
await buildCli();
for (const name of packages) {
  writeFileSync(join(root, name, 'LICENSE'), readFileSync(join(root, 'LICENSE')));
  writeFileSync(join(root, name, 'NOTICE'), readFileSync(join(root, 'NOTICE')));
}

// What was built must start: each library from its dist, as users import it, and the tool.
for (const name of libraries) await import(`@avtal/${name}`);
const { status } = spawnSync(process.execPath, [join(root, 'cli/dist/avtal.js'), 'help'], { stdio: 'ignore' });
if (status !== 0) throw new Error(`The built avtal does not start: help ended with ${status}.`);
console.log(`Built ${packages.map((name) => `${name}/dist`).join(', ')}.`);
