// A very small test runner for extension hosts, those of Node and of the browser: tests by name, and whether they passed.

/** Parts of the names of the tests that are asked for; put in when the tests are bundled. */
declare const ONLY: readonly string[];

const all: { readonly name: string; readonly run: () => Promise<void> }[] = [];

export function test(name: string, run: () => Promise<void>): void {
  all.push({ name, run });
}

/** Waits until there is an answer; says what was last there if none comes. */
export async function eventually<T>(
  get: () => T | undefined | Promise<T | undefined>,
  what: string,
  milliseconds = 90_000,
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
  const those = all.filter(({ name }) => ONLY.length === 0 || ONLY.some((part) => name.includes(part)));
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

/** Says what was there and what should have been. */
export const expect = {
  equal(found: unknown, expected: unknown): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
    if (a !== b) throw new Error(`expected ${b}, found ${a}`);
  },
  match(found: string, expected: RegExp): void {
    if (!expected.test(found)) throw new Error(`expected ${expected}, found ${JSON.stringify(found)}`);
  },
  contains(found: readonly string[], expected: string): void {
    if (!found.includes(expected)) throw new Error(`expected ${expected} among ${found.join(', ')}`);
  },
};

/** What must be there for the test to go on. */
export function given<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`there is no ${what}`);
  return found;
}
