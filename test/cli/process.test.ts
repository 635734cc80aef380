// The real process: exit codes, streams, colours.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../cli/src/program.ts';
import { avtal, place, root } from './harness.ts';
import { bill, files } from './samples.ts';

function spawned(cwd: string, args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const all = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env.PATH ?? '', TZ: 'Pacific/Chatham', ...options.env },
  });
  return { code: status, out: stdout, err: stderr };
}

test.each([
  [0, bill],
  [0, ['--version']],
  [1, ['bill', 'acme.avtal', 'wrong.csv', '--period', '2026-03']],
  [2, ['bill', 'acme.avtal', 'missing.csv', '--period', '2026-03']],
  [2, ['bil']],
  [2, ['bill', 'acme.avtal', '--peroid', '2026-03']],
])('ends with %d: %j', (code, args) => {
  const { folder } = place({ ...files, 'wrong.csv': 'start,hours\nyesterday,1\n' });
  const ended = spawned(folder, args);
  expect(ended).toEqual(avtal(args, { cwd: folder }));
  expect(ended.code).toBe(code);
});

test('unknown commands and options are answered with the nearest', () => {
  expect(avtal(['bil']).err).toContain('Did you mean bill?');
  expect(avtal(['bill', 'x', '--perod', '2026']).err).toContain('Did you mean --period?');
});

test('reads standard input, and colours only where they are wanted', () => {
  const { folder } = place(files);
  const args = ['bill', 'acme.avtal', '--entries', '-', '--period', '2026-03'];
  const plain = spawned(folder, args, { input: files['entries.csv'] });
  expect(plain.out).toContain('5815.63');
  expect(plain.out).not.toContain('\u001b');
  const forced = { input: files['entries.csv'], env: { FORCE_COLOR: '1' } };
  expect(spawned(folder, args, forced).out).toContain('\u001b[1m');
  expect(spawned(folder, args, { ...forced, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).toBe(plain.out);
});

test('a fault of its own is said to be one, and ends with 3', () => {
  const { folder } = place(files);
  let err = '';
  const broken = () => {
    throw new TypeError('broken');
  };
  const paint = { bold: broken, dim: broken, red: String } as never;
  const code = run(
    {
      cwd: folder,
      out: { write: () => {}, paint },
      err: { write: (text) => (err += text), paint },
      stdin: () => new Uint8Array(),
      debug: false,
      watch: () => {},
      serve: () => {},
    },
    bill,
  );
  expect(code).toBe(3);
  expect(err).toContain('This is a fault in avtal, not in your files. Please report it');
  expect(err).not.toContain('TypeError');
});
