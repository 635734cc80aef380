// A very small test runner for the extension host: tests by name, and an end with or without failures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const all: { readonly name: string; readonly run: () => Promise<void> }[] = [];

export function test(name: string, run: () => Promise<void>): void {
  all.push({ name, run });
}

/** Waits until there is an answer; says what was last there if none comes. */
export async function eventually<T>(
  get: () => T | undefined | Promise<T | undefined>,
  what: string,
  milliseconds = 20_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await get();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What VS Code calls. Rejects where a test failed, which ends it with an exit code of 1. */
export async function run(): Promise<void> {
  const only: readonly string[] = JSON.parse(readFileSync(join(__dirname, 'only.json'), 'utf8'));
  const those = all.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  let failed = 0;
  for (const { name, run: body } of those) {
    const started = Date.now();
    try {
      await body();
      console.log(`ok: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED: ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  console.log(`${those.length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}
