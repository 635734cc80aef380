// Looks at what is published as strangers will: packs it, lints the tarballs, and runs and type-checks a program against them.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, filesOf } from '../test/docs/program.ts';
import { packages, root } from './tools.ts';

const page = 'docs/embedding.md';
const scratch = mkdtempSync(join(tmpdir(), 'avtal-packages-'));
const modules = join(scratch, 'node_modules');
let failed = 0;

/** Runs a program and tells how it went; what it writes is shown only where it failed. */
function step(name: string, command: string, args: readonly string[], cwd: string = scratch): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name}`);
  if (status !== 0) {
    failed += 1;
    console.log(stdout, stderr);
  }
  return stdout;
}

function tool(file: string): string {
  return join(root, 'node_modules', file);
}

/** The tarball of a package, unpacked where a program in the scratch folder finds it. */
function pack(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  step(
    `pack ${name}`,
    'npm',
    ['pack', '--offline', '--ignore-scripts', '--pack-destination', folder],
    join(root, name),
  );
  const tarball = join(folder, readdirSync(folder)[0] ?? '');
  step(`unpack ${name}`, 'tar', ['-xzf', tarball, '-C', folder]);
  const target = join(modules, name === 'cli' ? 'avtal' : `@avtal/${name}`);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(folder, 'package'), target, { recursive: true });
  return tarball;
}

/** Everything that a package depends on besides this repository's own, from what is installed here: no network. */
function linkDependencies(): void {
  symlinkSync(tool('chevrotain'), join(modules, 'chevrotain'), 'dir');
}

const program = `
import { compile } from '@avtal/compiler';
import { parse } from '@avtal/grammar';
import schema from '@avtal/runtime/schema' with { type: 'json' };

const { diagnostics } = compile('a.avtal', () => 'agreement A {}');
console.log(schema.title, parse('agreement A {}').errors.length, diagnostics.length > 0);
`;

function typesAs(module: 'nodenext' | 'bundler'): void {
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    target: 'es2024',
    lib: ['es2024', 'dom'],
    types: [],
    module: module === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution: module,
    resolveJsonModule: true,
    noEmit: true,
  };
  writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  step(`types, ${module}`, process.execPath, [tool('typescript/bin/tsc'), '-p', scratch, '--pretty', 'false']);
}

step('build', process.execPath, [join(root, 'scripts/build.ts')], root);
for (const name of packages) {
  const tarball = pack(name);
  step(`publint ${name}`, process.execPath, [tool('publint/src/cli.js'), '--strict', tarball]);
  // The tool has no exports to be typed.
  if (name === 'cli') continue;
  const attw = tool('@arethetypeswrong/cli/dist/index.js');
  step(`arethetypeswrong ${name}`, process.execPath, [attw, tarball, '--profile', 'esm-only', '--no-color']);
}
linkDependencies();
writeFileSync(join(scratch, 'package.json'), JSON.stringify({ type: 'module', private: true }));
for (const [file, text] of filesOf(page)) writeFileSync(join(scratch, file), text);
writeFileSync(join(scratch, 'embedding.ts'), codeOf(page));
writeFileSync(join(scratch, 'compiler.ts'), program);
typesAs('nodenext');
typesAs('bundler');
step(`the program of ${page}`, process.execPath, ['embedding.ts']);
step('a program with the compiler', process.execPath, ['compiler.ts']);
step('avtal build', process.execPath, ['node_modules/avtal/dist/avtal.js', 'build', 'agreement.avtal', '-o', 'a.json']);

rmSync(scratch, { recursive: true, force: true });
console.log(failed === 0 ? 'The packages can be published.' : `${failed} failed.`);
process.exitCode = failed === 0 ? 0 : 1;
