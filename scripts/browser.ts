// Prices a month in headless Chromium, in a page that may run its own script and nothing else, and compares with the command line.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bill, monthScript, totalsIn } from '../test/docs/month.ts';
import { root } from './tools.ts';

const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const policy = "default-src 'none'; script-src 'self'";
const page =
  '<!doctype html><title>avtal</title><pre id="out">nothing was printed</pre><script src="page.js"></script>';
const show = "const console = { log: (text) => { document.getElementById('out').textContent = text; } };";
const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--virtual-time-budget=5000', '--dump-dom'],
];

/** The page as it is after its script ran. */
async function shown(browser: string, script: string): Promise<string> {
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? `(() => { ${show}\n${script}\n})();` : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const profile = mkdtempSync(join(tmpdir(), 'avtal-browser-'));
  try {
    return await new Promise((resolve, reject) => {
      const args = [...flags, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`];
      const child = spawn(browser, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 });
      let text = '';
      child.stdout.on('data', (part) => (text += part));
      child.on('error', reject);
      child.on('close', () => resolve(text));
    });
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

if (chromium === undefined) {
  console.log('There is no Chromium here: set CHROMIUM to its path. Nothing was checked.');
  process.exitCode = 2;
} else {
  const command = ['--conditions=avtal-source', join(root, 'cli/src/index.ts'), ...bill];
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  const expected = totalsIn(stdout);
  const found = /<pre id="out">([^<]*)</.exec(await shown(chromium, await monthScript()))?.[1] ?? 'no page';
  console.log(`the command line: ${expected}\nthe browser:      ${found}`);
  process.exitCode = found === expected ? 0 : 1;
}
