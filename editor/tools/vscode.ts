// A fresh VS Code, served to a browser on this machine alone, with nothing installed but the packed extension.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeServerEntry } from './install.ts';

/** No marketplace is asked for anything. */
const nowhere = '{"serviceUrl":"http://127.0.0.1:9/none","itemUrl":"","resourceUrlTemplate":""}';

const settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'files.simpleDialog.enable': true,
  'editor.fontSize': 13,
  'workbench.tips.enabled': false,
};

export interface VsCode {
  readonly port: number;
  /** Address of VS Code with the folder open; `payload` as its smoke tests have it. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** What its processes wrote, for when something fails. */
  log(): string;
  stop(): void;
}

export async function startVsCode(vsix: string): Promise<VsCode> {
  const folder = mkdtempSync(join(tmpdir(), 'avtal-vscode-'));
  const port = await freePort();
  const config = join(folder, 'config.yaml');
  writeFileSync(config, `bind-addr: 127.0.0.1:${port}\nauth: none\ncert: false\n`);
  mkdirSync(join(folder, 'user/User'), { recursive: true });
  writeFileSync(join(folder, 'user/User/settings.json'), JSON.stringify(settings));
  const args = [
    codeServerEntry,
    ...['--config', config, '--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')],
  ];
  const env = { ...process.env, EXTENSIONS_GALLERY: nowhere, HOME: folder };
  const installed = spawnSync(process.execPath, [...args, '--install-extension', vsix], { env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`${installed.stdout}${installed.stderr}`);
  let output = '';
  const flags = ['telemetry', 'update-check', 'workspace-trust', 'getting-started-override'].map(
    (one) => `--disable-${one}`,
  );
  const more = ['--ignore-last-opened', '--vscode-option', 'enable-smoke-test-driver'];
  const child = spawn(process.execPath, [...args, ...flags, ...more], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  await ready(port, child, () => output);
  return {
    port,
    address: (opened, payload = []) => {
      const parts = [...payload, ['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
      return `http://127.0.0.1:${port}/?folder=${opened}&payload=${encodeURIComponent(JSON.stringify(parts))}`;
    },
    log: () => output,
    stop: () => {
      // The group: the server starts processes of its own.
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ready(port: number, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`VS Code ended at once:\n${output()}`);
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`VS Code did not start:\n${output()}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
