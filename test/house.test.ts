// The rules of the repository that no compiler or linter checks: who may import what, and what may not be written where.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each package may import besides its own files. `node:` stands for all of Node's modules. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  grammar: ['chevrotain'],
  runtime: [],
  compiler: ['@avtal/grammar', '@avtal/runtime'],
  lsp: ['@avtal/compiler', '@avtal/grammar', '@avtal/runtime', 'node:', ...libraries('lsp')],
  cli: ['@avtal/compiler', '@avtal/grammar', '@avtal/lsp', '@avtal/runtime', 'node:', ...libraries('cli')],
  editor: ['@avtal/lsp', 'vscode', ...libraries('editor')],
};

/** Packages whose answers depend on their input alone, wherever they run. */
const pure = ['grammar', 'compiler', 'runtime'];

interface Manifest {
  readonly engines?: { readonly node?: string };
  readonly license?: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function manifest(folder: string): Manifest {
  return JSON.parse(read(join(folder, 'package.json')));
}

/** The libraries that a package declares, but for those of this repository. */
function libraries(folder: string): string[] {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest(folder);
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    (name) => !name.startsWith('@avtal/'),
  );
}

/** Every .ts file below a folder, as a path from the root. */
function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file))
    .sort();
}

const packages = Object.keys(mayImport).filter((name) => existsSync(join(root, name, 'src')));
const packageFiles = packages.flatMap((name) => sources(`${name}/src`));
const allFiles = [...packageFiles, ...sources('scripts'), ...sources('test'), ...sources('examples')];

const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const text = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${'`'}(?:\\.|[^${'`'}\\])*${'`'}`;
const pattern = String.raw`(?<=(?:[(,=:[!&|?{};+]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
const token = new RegExp(`(?<comment>${comment})|${pattern}|${text}`, 'g');

function withoutComments(code: string): string {
  return code.replace(token, (found, ...rest) => (rest.at(-1).comment === undefined ? found : ' '));
}

/** What is left to run: neither comments nor texts nor regular expressions. */
function withoutTexts(code: string): string {
  return code.replace(token, (_, ...rest) => (rest.at(-1).comment === undefined ? "''" : ' '));
}

/** What a file imports or exports from, types included, as written. */
function imports(code: string): string[] {
  const forms = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...withoutComments(code).matchAll(forms)].map((match) => match[1] ?? match[2] ?? '');
}

const mayNotBeWritten: readonly (readonly [where: 'everywhere' | 'pure', what: RegExp, why: string])[] = [
  ['everywhere', /\beval\s*\(|\bnew Function\b/, 'runs text as code'],
  ['everywhere', /\bparseFloat\b/, 'reads a number as floating point'],
  ['everywhere', /\bas any\b|:\s*any\b|<any\b|\bany(?=\[\]|\s*[>|&])/, 'switches the types off'],
  ['pure', /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bperformance\.now\b/, 'reads the clock'],
  ['pure', /\bprocess\.\w|\bglobalThis\.process\b/, 'reads the environment'],
  ['pure', /\bconsole\.\w/, 'prints'],
  ['pure', /\bMath\.random\b|\bcrypto\.\w/, 'answers differently each time'],
  ['pure', /\bIntl\b|\.toLocale\w*\(|\.localeCompare\(/, 'depends on locale data'],
  [
    'pure',
    /\.get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
    "depends on the machine's time zone",
  ],
];

function offences(code: string, where: 'everywhere' | 'pure'): string[] {
  const bare = withoutTexts(code);
  return mayNotBeWritten.flatMap(([scope, what, why]) => {
    const found = scope === 'everywhere' || where === 'pure' ? what.exec(bare) : null;
    return found === null ? [] : [`${found[0].trim()} ${why}`];
  });
}

describe('imports', () => {
  test('are found in every form, and not in comments', () => {
    const code = [
      "import a from 'a';",
      "import type {\n  b,\n} from './b.ts';",
      "export * from './c.ts';",
      "import 'd';",
      "const e = await import('e');",
      "// import f from 'f';",
      "const g = 'import h from';",
    ].join('\n');
    expect(imports(code)).toEqual(['a', './b.ts', './c.ts', 'd', 'e']);
  });

  test.each(packages)('%s imports only what it may', (name) => {
    const allowed = mayImport[name] ?? [];
    const wrong = sources(`${name}/src`).flatMap((file) =>
      imports(read(file))
        .filter((from) =>
          from.startsWith('.')
            ? relative(name, join(dirname(file), from)).startsWith('..')
            : !allowed.some((one) => from === one || from.startsWith(one.endsWith(':') ? one : `${one}/`)),
        )
        .map((from) => `${file} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  test('of the extension take types alone from the server, which is another program', () => {
    const values = /^(?:import|export) (?!type\b)[^;]*?from '@avtal\//m;
    expect(sources('editor/src').filter((file) => values.test(read(file)))).toEqual([]);
  });

  test('never go in a circle', () => {
    const edges = new Map(
      packageFiles.map((file) => [
        file,
        imports(read(file))
          .filter((from) => from.startsWith('.'))
          .map((from) => join(dirname(file), from)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      const start = path.indexOf(file);
      if (start >= 0) circles.push([...path.slice(start), file].join(' → '));
      if (start >= 0 || done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of packageFiles) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe('what is written', () => {
  test.each([
    ['const t = Date.now();', 'reads the clock'],
    ['const d = new Date();', 'reads the clock'],
    ['process.exit(1);', 'environment'],
    ["console.log('x');", 'prints'],
    ['new Intl.NumberFormat()', 'locale'],
    ['names.sort((a, b) => a.localeCompare(b));', 'locale'],
    ['const h = date.getHours();', 'time zone'],
    ['const x = parseFloat(s);', 'floating point'],
    ['const x = y as any;', 'types'],
    ['function f(x: any) {}', 'types'],
    ['const m: Map<string, any> = n;', 'types'],
    ["const r = /['\"]/; console.log('a');", 'prints'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code under test
    ['const s = `${a}`; eval(s);', 'runs text as code'],
  ])('%s is seen', (code, why) => {
    expect(offences(code, 'pure').join()).toContain(why);
  });

  test.each([
    "throw new Error('never call Date.now() here');",
    '// console.log(x) would print',
    'const any = list.some((x) => x > 1);',
    'const at = Date.UTC(2026, 0, 1);',
    'const s = `process.exit(1)`;',
    'const r = /console.log/;',
  ])('%s is fine', (code) => {
    expect(offences(code, 'pure')).toEqual([]);
  });

  test('in the pure packages reads no clock, locale or environment, and prints nothing', () => {
    const wrong = pure.flatMap((name) =>
      sources(`${name}/src`).flatMap((file) => offences(read(file), 'pure').map((offence) => `${file}: ${offence}`)),
    );
    expect(wrong).toEqual([]);
  });

  test('anywhere keeps to types and to data', () => {
    const wrong = packageFiles.flatMap((file) =>
      offences(read(file), 'everywhere').map((offence) => `${file}: ${offence}`),
    );
    expect(wrong).toEqual([]);
  });

  test('hushes no type error', () => {
    const hush = /@ts-(?:ignore|nocheck)/; // the pattern must not find itself
    expect(packageFiles.filter((file) => hush.test(read(file)))).toEqual([]);
  });

  test('begins with a line that says what the file is for', () => {
    expect(allFiles.filter((file) => !/^\/\/ \S.{14,}\n/.test(read(file)))).toEqual([]);
  });

  test('fits in 500 lines a file', () => {
    expect(allFiles.filter((file) => read(file).split('\n').length > 501)).toEqual([]);
  });
});

describe('packages', () => {
  const folders = ['.', ...packages];

  test.each(folders)('%s pins every version exactly', (folder) => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest(folder);
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test.each(packages)('%s promises Node 22 and its licence', (folder) => {
    expect(manifest(folder)).toMatchObject({ engines: { node: '>=22' }, license: 'Apache-2.0' });
  });

  test('the lock file names the public registry or none', () => {
    const { packages: locked } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; link?: boolean }>;
    };
    const resolved = Object.values(locked).flatMap((one) => (one.link || !one.resolved ? [] : [one.resolved]));
    expect(resolved.filter((url) => !url.startsWith('https://registry.npmjs.org/'))).toEqual([]);
  });

  test('the runtime ships alone: no dependency, nothing in its bundle but its own files', async () => {
    expect(manifest('runtime').dependencies ?? {}).toEqual({});
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['runtime/src/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
    });
    expect(Object.keys(metafile.inputs).filter((file) => !file.startsWith('runtime/src/'))).toEqual([]);
    const outside = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
    expect(outside).toEqual([]);
  });
});
