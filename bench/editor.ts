// How long the editor takes: from an edit to what is said of it, completion, hover, colours; and until the server answers.
//
//   node --conditions=avtal-source bench/editor.ts [edits]
//
// People's edits at random places: a digit in a price, a new row letter by letter, a row less, another window. CPU time of
// the whole process (server, client, collection of garbage), medians and 95th percentiles as a Markdown table, beside an
// example server made with Langium that is given a file of as many lines and as many edits (bench/peers, installed when
// missing). docs/editor.md has one run.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createServer } from '@avtal/lsp';
import { nodeHost } from '@avtal/lsp/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { type Client, client, type Edit } from './editor-client.ts';
import { sizedAgreement, sizedModel } from './sized.ts';

const edits = Number(process.argv[2] ?? 100);
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// -------------------------------------------------------------------------------------------------------------- edits

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Language {
  readonly price: RegExp;
  readonly window: RegExp;
  readonly row: string;
  /** Ends of rows after which a row may stand. */
  readonly rowEnd: RegExp;
}

const avtal: Language = {
  price: /(?<=[ :|])\d(?=\d+\/h)/g,
  window: /(?<=Mon-Fri )\d\d(?=:00)/g,
  row: '\n    rate work when task is other and channel is email: 725/h',
  rowEnd: /(?<=\n {4}.*\/h)(?=\n)/g,
};
const model: Language = {
  price: /(?<=field\d*)\d(?=:)/g,
  window: /(?<=datatype kind)\d/g,
  row: '\n    many another: kind1',
  rowEnd: /(?<=\n {4}.*)(?=\n {4})/g,
};

/** The edits one after another; each sees the text that the ones before left. */
function* editsOf(language: Language, text: () => string, count: number): Generator<Edit> {
  const roll = dice(7);
  const place = (where: RegExp): RegExpExecArray | undefined => {
    const all = [...text().matchAll(where)];
    return all[roll(all.length)];
  };
  let left = count;
  const digit = (where: RegExp): Edit[] => {
    const found = place(where);
    if (found === undefined) return [];
    const end = found.index + found[0].length;
    const by = found[0].length === 1 ? String(1 + roll(9)) : `0${6 + roll(4)}`;
    return [{ start: found.index, end, by }];
  };
  while (left > 0) {
    for (let turn = 0; turn < 6 && left > 0; turn += 1, left -= 1) yield* digit(language.price);
    yield* digit(language.window);
    left -= 1;
    // Letter by letter, and then it goes again as a whole.
    const at = place(language.rowEnd)?.index ?? 0;
    for (let letter = 0; letter < language.row.length && left > 0; letter += 4, left -= 1) {
      const start = at + letter;
      yield { start, end: start, by: language.row.slice(letter, letter + 4) };
      if (letter + 4 >= language.row.length) yield { start: at, end: at + language.row.length, by: '' };
    }
    // A row less, and back again.
    const end = place(language.rowEnd)?.index ?? 0;
    const start = text().lastIndexOf('\n', end - 1);
    const row = text().slice(start, end);
    yield { start, end, by: '' };
    yield { start, end: start, by: row };
    left -= 2;
  }
}

// ----------------------------------------------------------------------------------------------------------- measuring

async function cpu(what: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await what();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

type Serve = (input: PassThrough, output: PassThrough) => unknown;
const ours: Serve = (input, output) =>
  createServer(createConnection(new StreamMessageReader(input), new StreamMessageWriter(output)), nodeHost());

async function within(serve: Serve, name: string, options: unknown): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  await serve(up, down);
  return client(name, down, up, options);
}

interface Measured {
  readonly [what: string]: number[];
}

/** `settle`: until all is said of an edit. The first edits are not counted: they warm the engine. */
async function measured(
  editor: Client,
  text: string,
  language: Language,
  settle: () => Promise<unknown>,
  asks: readonly string[],
): Promise<Measured> {
  editor.open(text);
  await settle();
  const found: Record<string, number[]> = {};
  let count = -12;
  for (const edit of editsOf(language, () => editor.text, edits + 12)) {
    editor.edit(edit);
    const times = { edit: await cpu(settle) } as Record<string, number>;
    const at = edit.start + edit.by.length;
    for (const ask of asks)
      times[ask] = await cpu(() => editor.ask(`textDocument/${ask}`, ask.startsWith('semantic') ? undefined : at));
    count += 1;
    if (count <= 0) continue;
    for (const [what, ms] of Object.entries(times)) {
      const list = found[what] ?? [];
      found[what] = list;
      list.push(ms);
    }
  }
  editor.end();
  return found;
}

/** Milliseconds until `initialize` is answered, and until something was said of a file; the median of several processes. */
async function started(args: readonly string[], name: string, text: string): Promise<readonly [number, number]> {
  const all: [number, number][] = [];
  for (let run = 0; run < 5; run += 1) {
    const begin = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const editor = await client(name, child.stdout, child.stdin, null);
    const initialized = performance.now() - begin;
    editor.open(text);
    await editor.told();
    all.push([initialized, performance.now() - begin]);
    editor.end();
    child.kill();
  }
  const median = (at: 0 | 1): number => all.map((one) => one[at]).sort((a, b) => a - b)[2] ?? 0;
  return [median(0), median(1)];
}

// -------------------------------------------------------------------------------------------------------------- tables

const shown = (ms: number | undefined): string => (ms === undefined ? '' : ms < 20 ? ms.toFixed(1) : ms.toFixed(0));
const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (...cells: readonly string[]): void => {
  console.log('');
  row(...cells);
  row(...cells.map((_, at) => (at === 0 ? '---' : '---:')));
};
const at = (times: readonly number[] = [], share: number): number | undefined =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const both = (times: readonly number[] | undefined): string =>
  times === undefined ? '' : `${shown(at(times, 0.5))} / ${shown(at(times, 0.95))}`;

const asks = ['completion', 'hover', 'semanticTokens/full'];

if (!existsSync(path('peers/node_modules')))
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: path('peers'), stdio: 'inherit' });
const { serve: peer } = (await import(path('peers/domain-model.js'))) as { readonly serve: Serve };
const { version: langium } = JSON.parse(readFileSync(path('peers/node_modules/langium/package.json'), 'utf8')) as {
  readonly version: string;
};

console.log(`Node ${process.version}, ${cpus()[0]?.model}, Langium ${langium}; milliseconds of CPU, median / p95.`);

head('file', 'lines', 'edit → first findings', 'edit → all findings', 'completion', 'hover', 'colours');
const examples = ['itpays', 'ballou', 'managed-operations', 'mega-bite', 'pector-guld'].map((name) => ({
  name,
  text: readFileSync(path(`../examples/${name}/${name}.avtal`), 'utf8'),
}));
const sized = [1000, 10_000].map((lines) => ({ name: `made, ${lines} lines`, text: sizedAgreement(lines) }));
for (const { name, text } of [...examples, ...sized]) {
  const quick = await within(ours, 'a.avtal', { analysis: false });
  const first = await measured(quick, text, avtal, () => quick.ask('avtal/settled'), []);
  const whole = await within(ours, 'a.avtal', {});
  const all = await measured(whole, text, avtal, () => whole.ask('avtal/settled'), asks);
  row(name, text.split('\n').length - 1, both(first.edit), both(all.edit), ...asks.map((ask) => both(all[ask])));
}
for (const lines of [1000, 10_000]) {
  const editor = await within(peer, 'a.dmodel', null);
  const text = sizedModel(lines);
  const all = await measured(editor, text, model, editor.told, asks.slice(0, 2));
  row(
    `Langium, ${lines} lines`,
    text.split('\n').length - 1,
    both(all.edit),
    both(all.edit),
    ...asks.map((ask) => both(all[ask])),
  );
}

head('server as a process, ms on the clock', 'until `initialize` is answered', 'until findings of 1,000 lines');
const built = path('../cli/dist/avtal.js');
const cli = existsSync(built) ? [built] : ['--conditions=avtal-source', path('../cli/src/index.ts')];
const mine = await started(
  [...cli, 'lsp', '--stdio'],
  'a.avtal',
  sizedAgreement(1000).replace('vat          25% on top', ''),
);
row(existsSync(built) ? 'avtal' : 'avtal, from source', ...mine.map(shown));
const theirs = await started([path('peers/domain-model.js'), '--stdio'], 'a.dmodel', sizedModel(1000));
row('Langium', ...theirs.map(shown));
process.exit(0);
