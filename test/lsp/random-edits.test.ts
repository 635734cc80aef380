// Random scripts of edits leave the same diagnostics as a server that never saw anything but the last text.
// AVTAL_EDIT_SCRIPTS=10000 runs as many; a failure names the seed of its script.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic, Range } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { hostilePieces } from '../texts.ts';
import { type Editor, editor, folder } from './client.ts';

const scripts = Number(process.env.AVTAL_EDIT_SCRIPTS ?? 40);
const root = join(import.meta.dirname, '../..');

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

const small = `agreement A {
  currency NOK
  timezone Europe/Oslo
  holidays Norway
  vat none
  clock elapsed
  tiers Basic | Pro
  choice channel: phone, email
  window core = Mon-Fri 08:00-16:00 except holidays
  rate work during core:          650/h | 550/h
    counted per started 15 min, each entry
  rate work during outside core:  950/h | 850/h // dyrere 😀
    counted per started 15 min, each entry
  respond when reported during core: 2 h | 1 h
  example evening {
    tier Basic
    from 2026-01-01
    work 2026-03-03 18:00-19:00
    expect counted work 2026-03: 1 h
  }
}
`;
const order = 'use "a.avtal"\norder o for A {\n  tier Pro\n  from 2026-01-01\n}\n';
const texts = [small, order, readFileSync(join(root, 'examples/itpays/itpays.avtal'), 'utf8').slice(0, 1500), ''];
const pieces = [
  ...hostilePieces,
  'over ',
  'rate work: 5/h\n',
  '650',
  'use "a.avtal"\n',
  '  tiers A | B\n',
  '  window core = Mon-Fri 09:00-15:00\n',
  '  choice task: patch, other; default other\n',
  '  rate work when task is patch: 5/h | 6/h\n',
  '  valid from 2026-02-01\n',
  '  include work per month: 1 h | unlimited\n',
];
const uris = ['a.avtal', 'b.avtal'].map((name) => folder + name);

/** Positions and ranges as no editor should send them too: beyond the text, the wrong way round. */
const position = fc.record({
  line: fc.oneof(fc.nat(25), fc.constantFrom(-1, 1e6)),
  character: fc.oneof(fc.nat(60), fc.constantFrom(-3, 1e9)),
});
const range: fc.Arbitrary<Range> = fc.oneof(
  position.map((start) => ({ start, end: start })),
  fc.record({ start: position, end: position }),
);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('insert' as const), range, text: fc.constantFrom(...pieces) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), range, text: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), text: fc.constantFrom(...texts) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('double' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), from: fc.nat(25), to: fc.nat(25) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), text: fc.constantFrom(...texts) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('close' as const, 'ask' as const, 'cancel' as const, 'wait' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('disk' as const), text: fc.constantFrom(undefined, ...texts) }),
  },
);
const script = fc.array(fc.tuple(fc.nat(uris.length - 1), step), { minLength: 1, maxLength: 14 });
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

/** What the server should believe, kept by the plainest of means. */
class Mirror {
  readonly open = new Map<string, string>();

  change(uri: string, { start, end }: Range, by: string): void {
    const text = this.open.get(uri) ?? '';
    const [from, until] = [offset(text, start), offset(text, end)].sort((a, b) => a - b) as [number, number];
    this.open.set(uri, text.slice(0, from) + by + text.slice(until));
  }
}

function offset(text: string, { line, character }: { line: number; character: number }): number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  if (line >= starts.length) return text.length;
  const start = starts[Math.max(0, line)] ?? 0;
  const [content = ''] = /^[^\r\n]*/.exec(text.slice(start)) ?? [];
  return start + Math.min(Math.max(0, character), content.length);
}

async function play(
  { open, change, close, write, connection, settled }: Editor,
  steps: Script,
  mirror: Mirror,
): Promise<void> {
  for (const [at, one] of steps) {
    const uri = uris[at] ?? '';
    const textDocument = { uri };
    switch (one.kind) {
      case 'insert':
      case 'delete':
        change(uri, { range: one.range, text: one.text });
        if (mirror.open.has(uri)) mirror.change(uri, one.range, one.text);
        break;
      case 'replace':
        change(uri, { text: one.text });
        if (mirror.open.has(uri)) mirror.open.set(uri, one.text);
        break;
      case 'double': {
        const text = mirror.open.get(uri);
        if (text !== undefined && text.length < 20_000) {
          change(uri, { text: text + text });
          mirror.open.set(uri, text + text);
        }
        break;
      }
      case 'move': {
        const text = mirror.open.get(uri);
        if (text === undefined) break;
        const lines = text.split('\n');
        lines.splice(one.to % lines.length, 0, ...lines.splice(one.from % lines.length, 1));
        change(uri, { text: lines.join('\n') });
        mirror.open.set(uri, lines.join('\n'));
        break;
      }
      case 'reopen':
        open(uri, one.text);
        mirror.open.set(uri, one.text);
        break;
      case 'close':
        close(uri);
        mirror.open.delete(uri);
        break;
      case 'disk':
        write(uri, one.text);
        break;
      case 'wait':
        await settled();
        break;
      case 'ask':
      case 'cancel': {
        const source = new CancellationTokenSource();
        const asked = connection.sendRequest('textDocument/documentSymbol', { textDocument }, source.token);
        if (one.kind === 'cancel') source.cancel();
        await asked.catch(() => undefined);
      }
    }
  }
}

const state = ({ shown }: Editor): readonly (readonly [string, readonly Diagnostic[]])[] =>
  [...shown].sort(([a], [b]) => (a < b ? -1 : 1));

test(`${scripts} scripts`, async () => {
  const veteran = await editor({ files: { 'b.avtal': order } });
  const heap: number[] = [];
  let played = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      // One server lives through all scripts; each begins with what the one before left.
      const mirror = new Mirror();
      for (const uri of uris) veteran.close(uri);
      await play(veteran, steps, mirror);
      await veteran.settled();
      const fresh = await editor({ files: Object.fromEntries(veteran.disk), endsItself: true });
      for (const [uri, text] of mirror.open) fresh.open(uri, text);
      await fresh.settled();
      expect(state(veteran)).toEqual(state(fresh));
      expect(veteran.heard.filter(({ method }) => method === 'window/logMessage')).toEqual([]);
      fresh.end();
      found += veteran.shown.size > 0 ? 1 : 0;
      veteran.heard.length = 0;
      if (++played % 500 === 0) {
        gc();
        heap.push(Math.round(process.memoryUsage().heapUsed / 2 ** 20));
      }
    }),
    { numRuns: scripts, seed: Number(process.env.AVTAL_EDIT_SEED ?? 4), endOnFailure: scripts > 1000 },
  );
  expect(found).toBeGreaterThan(scripts / 3);
  if (heap.length > 0) console.log(`heap after each 500 scripts, in MB: ${heap.join(' ')}`);
});
