// How the tests run: every *.test.ts, with the packages taken from their sources instead of from dist.
import { defineConfig } from 'vitest/config';

const conditions = ['avtal-source'];

export default defineConfig({
  resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
  test: {
    include: ['{test,examples,grammar,compiler,runtime,lsp,cli,editor}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['./test/setup.ts'],
    // All cores: the runner itself hardly works.
    maxWorkers: '100%',
    // Only against hanging: a slow machine is no failure.
    testTimeout: 900_000,
    // Nothing may depend on where the tests run: an agreement's zone is always named.
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C', NO_COLOR: '1' },
  },
});
